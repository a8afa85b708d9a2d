//! Publishing: all files or none, also where the process is killed or a system call fails.
//! The process is one that does nothing else (`tests/support/src/publishing/process.rs`).

mod failing;
mod killed;
mod published;
mod recovering;
