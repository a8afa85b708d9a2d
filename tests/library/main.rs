//! The library, called in this process or in a child that does nothing else.

mod certificates;
mod cluster;
mod content;
mod errors;
mod fixtures;
mod format;
mod keys;
mod manifest;
mod phones;
// mod plan;
mod publishing;
mod rules;
mod store;
mod tokens;
mod verify;

/// The children that tests start are this executable with this test alone.
#[test]
fn child_process() {
    support::child::main();
}
