//! Commands that are killed, or whose system calls fail: each file is the old or the new one,
//! whole, what is reported is true, and the next run ends where an undisturbed one ends.

mod failing;
mod killed;
