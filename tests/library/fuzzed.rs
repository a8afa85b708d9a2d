//! Inputs that fuzzers found, run without a fuzzer: each file of `fuzz/corpus/`, and each fixture
//! that a fuzzer starts from.

use std::fs;
use std::path::Path;

use support::fixtures::source;

#[expect(unreachable_pub, reason = "a library elsewhere")]
#[path = "../../fuzz/src/lib.rs"]
mod targets;

/// A target, and the folders of its initial inputs.
type Row = (&'static str, fn(&[u8]), &'static [&'static str]);

const LISTS: &[&str] = &["fixtures/lists", "fixtures/malformed", "fixtures/unsound"];

const TARGETS: [Row; 8] = [
    ("list", targets::list, LISTS),
    ("round_trip", targets::round_trip, LISTS),
    ("signed_again", targets::signed_again, &["fixtures/lists"]),
    ("certificate", targets::certificate, &["fixtures/certs"]),
    ("key_container", targets::key_container, &["fixtures/keys"]),
    ("manifest", targets::manifest, &["src/cluster/template"]),
    ("manifest_edits", targets::manifest_edits, &["src/cluster/template"]),
    ("shown", targets::shown, LISTS),
];

/// Runs a target on the files of a folder, and returns their number.
fn replay(target: fn(&[u8]), folder: &Path) -> usize {
    let files =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let files = files.map(|file| file.unwrap().path()).filter(|path| path.is_file());
    files.map(|path| target(&fs::read(path).unwrap())).count()
}

#[test]
fn every_kept_input() {
    let mut seen = Vec::new();
    for (name, target, first) in TARGETS {
        let corpus = replay(target, &source(&format!("fuzz/corpus/{name}")));
        let first: usize = first.iter().map(|folder| replay(target, &source(folder))).sum();
        assert!(corpus >= 10 && first >= 1, "{name}: {corpus} of the corpus, {first} fixtures");
        seen.push(name);
    }
    let mut targets: Vec<_> = fs::read_dir(source("fuzz/fuzz_targets"))
        .unwrap()
        .map(|file| file.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    targets.sort();
    seen.sort_unstable();
    assert_eq!(seen, targets);
}
