//! Runs a command whose system calls fail (`native/fail.c`), one after the other.

use std::fs;
use std::process::{Command, Output};

use crate::publishing::{Place, run};

/// The library that is loaded before a program.
const LIBRARY: &str = concat!(env!("OUT_DIR"), "/fail.so");

/// Errors, by their numbers on Linux.
pub const ERRORS: [(&str, i32); 3] = [("ENOSPC", 28), ("EIO", 5), ("EACCES", 13)];

/// A call that fails, or the first of several.
#[derive(Clone, Copy, Debug)]
pub struct Fault {
    pub call: &'static str,
    pub error: i32,
    /// Whether all later ones fail too.
    pub onwards: bool,
    pub number: usize,
}

/// The result of a disturbed run.
pub struct Disturbed {
    pub output: Output,
    /// The calls that were counted: `failed fsync PATH`.
    pub log: Vec<String>,
}

impl Disturbed {
    /// Whether a call failed at all.
    pub fn happened(&self) -> bool {
        self.log.iter().any(|line| line.starts_with("failed "))
    }
}

impl Fault {
    /// Runs a command in a place, with this fault in the place's folder.
    pub fn disturb(self, place: &Place, mut command: Command, input: &str) -> Disturbed {
        let log = place.beside("calls");
        command
            .env("LD_PRELOAD", LIBRARY)
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
