//! The program as its users meet it: arguments, files and terminals in; exit
//! codes, streams and files out.

mod accept;
mod build;
mod cert;
mod cluster;
mod documents;
mod errors;
mod guard;
mod init;
mod json;
mod pages;
mod plan;
mod publishing;
mod show;
mod streams;
mod surroundings;
mod token;
mod verify;

/// Tests start this executable with only this test as their child process.
#[test]
fn child_process() {
    support::child::main();
}

#[test]
fn the_program_is_the_one_that_cargo_has_just_built() {
    assert_eq!(support::program::ctl(), env!("CARGO_BIN_EXE_ctl"));
}
