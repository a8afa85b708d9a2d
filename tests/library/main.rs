//! The library, called in this process or in a child that does nothing else.

#![allow(clippy::similar_names, reason = "CTL and ITL differ by a letter")]

mod certificates;
mod cluster;
mod content;
mod errors;
mod features;
mod fixtures;
mod format;
mod fuzzed;
mod keys;
mod lives;
mod manifest;
mod package;
mod phones;
mod plan;
mod population;
mod publishing;
mod rooms;
mod rules;
mod store;
mod tokens;
mod verify;

/// Tests start this executable with only this test as their child process.
#[test]
fn child_process() {
    support::child::main();
}
