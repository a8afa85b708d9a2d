//! The operating system fails a call, or all from one on: nothing is lost, what is said is
//! so, and the next run ends where one ends that nobody disturbed.

mod ctl_disturbed;
mod harness;
mod published;
#[path = "../publisher/mod.rs"]
mod publisher;
