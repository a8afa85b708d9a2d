//! A run is killed at every one of its checkpoints: each file is the old or the new one,
//! whole, and the next run ends where one ends that nobody disturbed.

mod ctl_killed;
mod harness;
#[path = "../publisher/mod.rs"]
mod publisher;
mod publisher_killed;
mod release;
