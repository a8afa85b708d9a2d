//! Tokens of SoftHSM2 or NSS in a folder of the test's own, and what a program did
//! to them. The program is another process: a PKCS#11 module reads environment
//! variables, and is started once for each process. It goes through the module of
//! `tests/forward`, whose log tells each call.

// Each test file uses its own part of this.
#![allow(dead_code, unreachable_pub)]

#[path = "../examples/mod.rs"]
mod examples;

use std::cell::Cell;
use std::fs::File;
use std::os::unix::fs::MetadataExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use self::examples::example;
use crate::openssl::Lab;

/// The PIN of all tokens, one that it is not, and the next one. None of these stands
/// in anything else that a program could print.
pub const PIN: &str = "Kw9-right-Tz4";
pub const WRONG_PIN: &str = "Kw9-wrong-Tz4";
pub const NEW_PIN: &str = "Kw9-newer-Tz4";

/// The user who owns nothing, on all Linux systems.
const NOBODY: u32 = 65534;

/// CKR_OK and other answers (PKCS#11 2.40, section 5.1).
pub const OK: u64 = 0;

/// A folder with tokens, and with keys and certificates that openssl made.
pub struct Tokens {
    pub lab: Lab,
    /// The module that has the tokens.
    module: PathBuf,
    /// The variables that it reads.
    environment: Vec<(&'static str, PathBuf)>,
    /// The runner, and the forwarding module.
    programs: [PathBuf; 2],
    /// Who runs the programs, if not the one who runs the tests.
    user: Option<u32>,
    runs: Cell<usize>,
}

impl Tokens {
    /// Tokens of SoftHSM2, as the lines say (`tests/tokens/runner/fill.rs`).
    pub fn new(lab: Lab, lines: &str) -> Self {
        let folder = lab.path("tokens");
        std::fs::create_dir(&folder).unwrap();
        lab.write("softhsm2.conf", format!("directories.tokendir = {}\n", folder.display()));
        let tokens = Self {
            module: soft_hsm(),
            environment: vec![("SOFTHSM2_CONF", lab.path("softhsm2.conf"))],
            programs: [example("token"), example("libforward.so")],
            user: None,
            runs: Cell::new(0),
            lab,
        };
        tokens.fill(lines);
        tokens
    }

    /// The database of NSS, which p11-kit loads and passes on.
    pub fn nss(lab: Lab, lines: &str) -> Self {
        std::fs::create_dir_all(lab.path("pkcs11/modules")).unwrap();
        std::fs::create_dir(lab.path("db")).unwrap();
        lab.write("pkcs11/pkcs11.conf", "user-config: only\n");
        let (nss, db) = (library("libsoftokn3.so"), lab.path("db"));
        let parameters = format!(
            "module: {}\nx-init-reserved: configdir='sql:{}' certPrefix='' keyPrefix='' secmod='secmod.db' flags=\n",
            nss.display(),
            db.display()
        );
        lab.write("pkcs11/modules/nss.module", parameters);
        let home = lab.path("");
        let mut tokens = Self {
            module: library("libp11-kit.so.0"),
            environment: vec![("XDG_CONFIG_HOME", home.clone()), ("HOME", home.clone())],
            programs: [example("token"), example("libforward.so")],
            user: None,
            runs: Cell::new(0),
            lab,
        };
        // p11-kit reads no user's configuration for root.
        if home.metadata().unwrap().uid() == 0 {
            tokens.user = Some(NOBODY);
            for program in &mut tokens.programs {
                let copy = home.join(program.file_name().unwrap());
                std::fs::copy(&*program, &copy).unwrap();
                *program = copy;
            }
            tokens.lab.write("fill", "");
            for file in std::fs::read_dir(&home).unwrap() {
                std::os::unix::fs::chown(file.unwrap().path(), Some(NOBODY), None).unwrap();
            }
            std::os::unix::fs::chown(&home, Some(NOBODY), None).unwrap();
        }
        tokens.fill(lines);
        tokens
    }

    fn fill(&self, lines: &str) {
        self.lab.write("fill", lines);
        let mut fill = self.command(&self.programs[0], &self.module);
        fill.arg("fill").env("PIN", PIN).stdin(File::open(self.lab.path("fill")).unwrap());
        let output = fill.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// What a program needs to find the tokens by itself, without the forwarding
    /// module and its log.
    pub fn variables(&self) -> Vec<(&'static str, String)> {
        let module = ("CTL_PKCS11_MODULE", &self.module);
        let all = self.environment.iter().map(|(name, path)| (*name, path)).chain([module]);
        all.map(|(name, path)| (name, path.to_str().unwrap().to_owned())).collect()
    }

    /// A program that runs in the folder, with a module.
    fn command(&self, program: &Path, module: &Path) -> Command {
        let mut command = Command::new(program);
        for variable in [
            "PIN",
            "NEW_PIN",
            "FINAL_TRY",
            "FORWARD_CHANGE",
            "FORWARD_ENVIRONMENT",
            "FORWARD_PIN",
            "FORWARD_REMOVE",
            "SOURCE_DATE_EPOCH",
        ] {
            command.env_remove(variable);
        }
        if let Some(user) = self.user {
            command.uid(user);
        }
        command
            .current_dir(self.lab.path(""))
            .envs(self.environment.iter().cloned())
            .env("CTL_PKCS11_MODULE", module)
            .env("RUST_BACKTRACE", "0")
            .stdin(Stdio::null());
        command
    }

    /// A run of the runner with these words, which may not have spaces within.
    pub fn run(&self, line: &str) -> Run {
        self.program(&self.programs[0], &line.split_whitespace().collect::<Vec<_>>())
    }

    /// A run of any program with these arguments, through the forwarding module.
    pub fn program(&self, program: &Path, arguments: &[&str]) -> Run {
        self.runs.set(self.runs.get() + 1);
        let log = self.lab.path(&format!("log.{}", self.runs.get()));
        let mut command = self.command(program, &self.programs[1]);
        command
            .args(arguments)
            .env("FORWARD_TO", &self.module)
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

    pub fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
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

/// SoftHSM2's module.
pub fn soft_hsm() -> PathBuf {
    library("libsofthsm2.so")
}

/// A library of the system. Its absence is a failure.
fn library(name: &str) -> PathBuf {
    let folder = format!("/usr/lib/{}-linux-gnu", std::env::consts::ARCH);
    let folders = [&folder, "/usr/lib64", "/usr/lib"].map(PathBuf::from);
    let inner = folders.clone().map(|folder| folder.join("softhsm"));
    let mut files = folders.iter().chain(&inner).map(|folder| folder.join(name));
    files
        .find(|file| file.exists())
        .unwrap_or_else(|| panic!("the tests need {name}: run tests/setup.sh"))
}
