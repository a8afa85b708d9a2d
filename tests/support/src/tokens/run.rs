//! A run of a program with tokens, and what it did to them.

use std::path::PathBuf;
use std::process::{Command, Output};

use super::{NEW_PIN, OK, PIN, WRONG_PIN};
use crate::{child, schema};

/// A program that is going to run.
pub struct Run {
    pub(super) command: Command,
    pub(super) log: PathBuf,
}

impl Run {
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// The PIN that is given at the prompt.
    pub fn pin(self, pin: &str) -> Self {
        self.env("PIN", pin)
    }

    /// Changes of the forwarding module (`native/forward.c`), separated by commas.
    pub fn change(self, changes: &str) -> Self {
        self.env("FORWARD_CHANGE", changes)
    }

    /// Removes the token at the N-th call of a function: `C_Sign:1`.
    pub fn remove(self, call: &str) -> Self {
        self.env("FORWARD_REMOVE", call)
    }

    /// Runs the program. Whatever happens to it, the module is initialised at most once, and
    /// finalised; each open session is closed; no PIN is in the output.
    pub fn done(mut self) -> Outcome {
        let Output { status, stdout, stderr } = self.command.output().unwrap();
        schema::assert_run(&self.command, &stdout);
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let log = std::fs::read_to_string(&self.log).unwrap_or_default();
        let outcome = Outcome {
            code: status.code(),
            stdout: child::printed(&text(stdout)).to_owned(),
            stderr: text(stderr),
            calls: log.lines().map(parsed).collect(),
        };
        let succeeded = |call| outcome.answers(call).iter().filter(|answer| **answer == OK).count();
        assert_eq!(
            outcome.count("C_Initialize"),
            usize::from(!outcome.calls.is_empty()),
            "{outcome:?}"
        );
        assert_eq!(outcome.count("C_Finalize"), succeeded("C_Initialize"), "{outcome:?}");
        assert_eq!(outcome.count("C_CloseSession"), succeeded("C_OpenSession"), "{outcome:?}");
        for pin in [PIN, WRONG_PIN, NEW_PIN] {
            for (what, text) in
                [("stdout", &outcome.stdout), ("stderr", &outcome.stderr), ("log", &log)]
            {
                assert!(!text.contains(pin), "a PIN came out on {what}: {outcome:?}");
            }
        }
        outcome
    }
}

/// The result of a program.
#[derive(Debug)]
pub struct Outcome {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
    /// Each call of the module, and its result.
    pub calls: Vec<(String, u64)>,
}

impl Outcome {
    /// The results of all calls of a function.
    pub fn answers(&self, call: &str) -> Vec<u64> {
        self.calls.iter().filter(|(name, _)| name == call).map(|(_, answer)| *answer).collect()
    }

    pub fn count(&self, call: &str) -> usize {
        self.answers(call).len()
    }

    /// The text after this word on standard error, line by line.
    pub fn said(&self, word: &str) -> Vec<&str> {
        self.stderr.lines().filter_map(|line| line.strip_prefix(word)).collect()
    }
}

fn parsed(line: &str) -> (String, u64) {
    let (name, answer) = line.split_once(" 0x").unwrap();
    (name.to_owned(), u64::from_str_radix(answer, 16).unwrap())
}
