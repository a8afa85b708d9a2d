//! Every description is built, or refused for a reason that the description has; what is built
//! contains what was described; and no input makes the library panic. The cases are the same in
//! every run.

mod bytes;
mod described;
mod expected;
mod sealed;

use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use support::fixtures::fixture;

fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

/// The files of a folder of fixtures by the stems of their names.
fn folder(name: &str) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(fixture(name)).expect("a folder");
    let mut files: Vec<_> = entries
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let stem = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
            (stem.to_owned(), std::fs::read(&path).expect("a file"))
        })
        .collect();
    files.sort();
    files
}
