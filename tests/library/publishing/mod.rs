//! Publishing: all files or none, even if the process is killed or a system call fails. The process
//! does nothing else (`tests/support/src/publishing/process.rs`).

mod failing;
mod killed;
mod published;
mod recovering;
