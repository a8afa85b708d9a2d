//! Tokens of SoftHSM2 in a folder of the test's own, and what a program did to
//! them. The program is another process: a PKCS#11 module reads environment
//! variables, and is started once for each process. It goes through the module of
//! `tests/forward`, whose log tells each call.

// Each test file uses its own part of this.
#![allow(dead_code, unreachable_pub)]

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::openssl::Lab;

/// The PIN of all tokens, one that it is not, and the next one. None of these stands in anything
/// else that a program could print.
pub const PIN: &str = "Kw9-right-Tz4";
pub const WRONG_PIN: &str = "Kw9-wrong-Tz4";
pub const NEW_PIN: &str = "Kw9-newer-Tz4";

/// CKR_OK and other answers (PKCS#11 2.40, section 5.1).
pub const OK: u64 = 0;

/// A folder with tokens, and with keys and certificates that openssl made.
pub struct Tokens {
    pub lab: Lab,
    runs: Cell<usize>,
}

impl Tokens {
    /// A folder, and in it what the lines say (`tests/tokens/runner/fill.rs`).
    pub fn new(lab: Lab, lines: &str) -> Self {
        std::fs::create_dir(lab.path("tokens")).unwrap();
        let folder = lab.path("tokens");
        lab.write("softhsm2.conf", format!("directories.tokendir = {}\n", folder.display()));
        let tokens = Self { lab, runs: Cell::new(0) };
        tokens.lab.write("fill", lines);
        let mut fill = tokens.command(&runner(), &soft_hsm());
        fill.arg("fill")
            .env("PIN", PIN)
            .stdin(std::fs::File::open(tokens.lab.path("fill")).unwrap());
        let output = fill.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        tokens
    }

    /// A program that runs in the folder, with a module.
    fn command(&self, program: &Path, module: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(self.lab.path(""))
            .env("SOFTHSM2_CONF", self.lab.path("softhsm2.conf"))
            .env("CTL_PKCS11_MODULE", module)
            .env("RUST_BACKTRACE", "0")
            .stdin(Stdio::null());
        for variable in
            ["PIN", "NEW_PIN", "FINAL_TRY", "FORWARD_CHANGE", "FORWARD_PIN", "FORWARD_REMOVE"]
        {
            command.env_remove(variable);
        }
        command
    }

    /// A run of the runner with these words, which may not have spaces within.
    pub fn run(&self, line: &str) -> Run {
        self.program(&runner(), &line.split_whitespace().collect::<Vec<_>>())
    }

    /// A run of any program with these arguments, through the forwarding module.
    pub fn program(&self, program: &Path, arguments: &[&str]) -> Run {
        self.runs.set(self.runs.get() + 1);
        let log = self.lab.path(&format!("log.{}", self.runs.get()));
        let mut command = self.command(program, &example("libforward.so"));
        command
            .args(arguments)
            .env("FORWARD_TO", soft_hsm())
            .env("FORWARD_LOG", &log)
            .env("FORWARD_PIN", PIN);
        Run { command, log }
    }

    /// The serial number that SoftHSM2 gave to a token.
    pub fn serial(&self, label: &str) -> String {
        let listing = self.run("list").done();
        let start = format!("pkcs11:token={label};serial=");
        let mut serials = listing.stdout.lines().filter_map(|line| line.strip_prefix(&start));
        let (serial, _) = serials.next().expect("the token is listed").split_once(' ').unwrap();
        assert_eq!(serials.next(), None, "several tokens are called {label}");
        serial.to_owned()
    }
}

/// A program that is going to run.
pub struct Run {
    command: Command,
    log: PathBuf,
}

impl Run {
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// The PIN that is given when it is asked for.
    pub fn pin(self, pin: &str) -> Self {
        self.env("PIN", pin)
    }

    /// Changes of the forwarding module (`tests/forward/change.rs`), with commas.
    pub fn change(self, changes: &str) -> Self {
        self.env("FORWARD_CHANGE", changes)
    }

    /// Pulls the token out at the N-th call of a function: `C_Sign:1`.
    pub fn remove(self, call: &str) -> Self {
        self.env("FORWARD_REMOVE", call)
    }

    /// Runs the program. Whatever happens to it, the module is started once, if at
    /// all, and ended; each session that was opened is closed; no PIN comes out.
    pub fn done(mut self) -> Outcome {
        let Output { status, stdout, stderr } = self.command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let log = std::fs::read_to_string(&self.log).unwrap_or_default();
        let outcome = Outcome {
            code: status.code(),
            stdout: text(stdout),
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

/// What a program did.
#[derive(Debug)]
pub struct Outcome {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
    /// Each call of the module, and its answer.
    pub calls: Vec<(String, u64)>,
}

impl Outcome {
    /// The answers to all calls of a function.
    pub fn answers(&self, call: &str) -> Vec<u64> {
        self.calls.iter().filter(|(name, _)| name == call).map(|(_, answer)| *answer).collect()
    }

    pub fn count(&self, call: &str) -> usize {
        self.answers(call).len()
    }

    /// What follows this word on standard error, line by line.
    pub fn said(&self, word: &str) -> Vec<&str> {
        self.stderr.lines().filter_map(|line| line.strip_prefix(word)).collect()
    }
}

fn parsed(line: &str) -> (String, u64) {
    let (name, answer) = line.split_once(" 0x").unwrap();
    (name.to_owned(), u64::from_str_radix(answer, 16).unwrap())
}

/// SoftHSM2's module. Its absence is a failure.
pub fn soft_hsm() -> PathBuf {
    let folder = format!("/usr/lib/{}-linux-gnu/softhsm", std::env::consts::ARCH);
    let folders = ["/usr/lib/softhsm", &folder, "/usr/lib64/softhsm", "/usr/lib64/pkcs11"];
    let mut files = folders.iter().map(|folder| Path::new(folder).join("libsofthsm2.so"));
    files.find(|file| file.exists()).expect("the tests need SoftHSM2: run tests/setup.sh")
}

pub fn runner() -> PathBuf {
    example("token")
}

/// A file that cargo made of an example in Cargo.toml. `cargo test` makes them all,
/// `cargo test --test NAME` makes none.
fn example(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let file = test.parent().and_then(Path::parent).unwrap().join("examples").join(name);
    let changed = |file: &Path| file.metadata().and_then(|file| file.modified());
    // Beside it cargo writes "FILE: SOURCE SOURCE ...".
    let fresh = std::fs::read_to_string(file.with_extension("d")).is_ok_and(|sources| {
        let mut sources = sources.trim_end().split(' ').skip(1).map(Path::new);
        sources.all(|source| changed(source).ok() <= changed(&file).ok())
    });
    assert!(fresh, "{} is old or missing: run `cargo build --examples`", file.display());
    file
}
