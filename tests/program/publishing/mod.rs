//! Commands that are killed, or whose system calls fail: each file is the old or the new one,
//! complete, the report is true, and the next run ends like an undisturbed one.

mod failing;
mod killed;
