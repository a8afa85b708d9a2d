//! Runs a command under `tests/faults/fail.c`, failing one call after the other.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use crate::publisher::{Place, run};

/// Errors, by their numbers on Linux.
pub(crate) const ERRORS: [(&str, i32); 3] = [("ENOSPC", 28), ("EIO", 5), ("EACCES", 13)];

/// A call that fails, or the first of many.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fault {
    pub(crate) call: &'static str,
    pub(crate) error: i32,
    /// Whether all later ones fail too.
    pub(crate) onwards: bool,
    pub(crate) number: usize,
}

/// What a disturbed run did.
pub(crate) struct Disturbed {
    pub(crate) output: Output,
    /// The calls that were counted: `failed fsync PATH`.
    pub(crate) log: Vec<String>,
}

impl Disturbed {
    /// Whether a call failed at all.
    pub(crate) fn happened(&self) -> bool {
        self.log.iter().any(|line| line.starts_with("failed "))
    }
}

impl Fault {
    /// Runs a command in a place, with this fault in its folder.
    pub(crate) fn disturb(self, place: &Place, mut command: Command, input: &str) -> Disturbed {
        let log = place.beside("calls");
        command
            .env("LD_PRELOAD", library())
            .env("FAIL_UNDER", place.folder())
            .env("FAIL_CALL", self.call)
            .env("FAIL_AT", self.number.to_string())
            .env("FAIL_ERRNO", self.error.to_string())
            .env("FAIL_LOG", &log);
        if self.onwards {
            command.env("FAIL_FROM", "1");
        }
        let output = run(command, input);
        let log = fs::read_to_string(log).unwrap_or_default();
        Disturbed { output, log: log.lines().map(str::to_owned).collect() }
    }
}

/// The library, compiled by the C compiler that Rust links with.
fn library() -> &'static Path {
    static LIBRARY: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let (_, library) = LIBRARY.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("fail.so");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/fail.c");
        let compiled = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-o"])
            .args([&library, &source])
            .arg("-ldl")
            .status()
            .expect("the tests need cc: run tests/setup.sh");
        assert!(compiled.success());
        (folder, library)
    });
    library
}
