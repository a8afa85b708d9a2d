//! Programs that are given away have no checkpoints.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::publisher::{Place, run};

/// Whether the bytes of a program hold a word.
fn holds(program: &[u8], word: &str) -> bool {
    program.windows(word.len()).any(|window| window == word.as_bytes())
}

#[test]
fn a_release_holds_no_name_of_a_checkpoint() {
    // The names, from a run.
    let place = Place::new(&["pub"]);
    let log = place.beside("log");
    let mut command = place.publisher();
    let debug = fs::read(command.get_program()).unwrap();
    command.env("CTL_CHECKPOINT_LOG", &log);
    assert!(run(command, "ctl one\nput pub tftp/pub/CTLFile.tlv one").status.success());
    let log = fs::read_to_string(log).unwrap();
    let mut names: BTreeSet<&str> =
        log.lines().map(|line| line.split_once(' ').unwrap().1).collect();
    assert!(names.contains("file-rename") && names.contains("store-finish"), "{names:?}");
    names.extend(["CTL_CHECKPOINT", "CTL_CHECKPOINT_LOG"]);
    assert_eq!(names.len(), 12);

    let release = fs::read(release()).unwrap();
    // What is searched is the program: it says this of itself.
    for program in [&debug, &release] {
        assert!(holds(program, "E-PUBLISH-UNFINISHED"));
    }
    for name in names {
        assert!(holds(&debug, name), "{name} is not where it has to be");
        assert!(!holds(&release, name), "{name} is in the release");
    }
}

/// The program as it is given away, but optimised less: what is compiled in depends on
/// `debug_assertions`, and optimising across crates takes minutes.
fn release() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    // A folder of its own, so that the program somebody built there stays.
    let target = test.ancestors().nth(3).unwrap().join("unoptimised");
    let built = Command::new(env!("CARGO"))
        .args(["build", "--release", "--locked", "--quiet", "--bin", "ctl", "--target-dir"])
        .arg(&target)
        .args(["--config", "profile.release.package.\"*\".opt-level=0"])
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .status()
        .unwrap();
    assert!(built.success());
    target.join("release/ctl")
}
