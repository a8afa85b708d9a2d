//! Tokens of SoftHSM2 or NSS in a folder of the test's own, and what a program did
//! to them. The program is another process: a PKCS#11 module reads environment
//! variables, and is started once for each process. It goes through the module of
//! `native/forward.c`, whose log tells each call.

mod fill;
pub(crate) mod process;
pub mod run;

use std::cell::Cell;
use std::fs::File;
use std::os::unix::fs::MetadataExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

pub use self::run::{Outcome, Run};
use crate::tree::Tree;
use crate::{Lab, child};

/// The PIN of all tokens, one that it is not, and the next one. None of these stands
/// in anything else that a program could print.
pub const PIN: &str = "Kw9-right-Tz4";
pub const WRONG_PIN: &str = "Kw9-wrong-Tz4";
pub const NEW_PIN: &str = "Kw9-newer-Tz4";

/// The forwarding module.
pub const FORWARD: &str = concat!(env!("OUT_DIR"), "/forward.so");

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
    /// The file that a child runs, and the forwarding module.
    child: PathBuf,
    forward: PathBuf,
    /// Who runs the programs, if not the one who runs the tests.
    user: Option<u32>,
    runs: Cell<usize>,
}

impl Tokens {
    /// Tokens of SoftHSM2, as the lines say (`fill.rs`).
    pub fn new(lab: Lab, lines: &str) -> Self {
        std::fs::create_dir(lab.path("tokens")).unwrap();
        let tokens = Self::soft(lab);
        tokens.fill(lines);
        tokens
    }

    /// A copy of such a folder that is made once.
    pub fn copied(tree: &OnceLock<Tree>, make: impl FnOnce() -> Self) -> Self {
        Self::soft(Lab::copied(tree, || make().lab))
    }

    /// The tokens in `tokens`.
    fn soft(lab: Lab) -> Self {
        let folder = lab.path("tokens");
        lab.write("softhsm2.conf", format!("directories.tokendir = {}\n", folder.display()));
        Self {
            module: soft_hsm(),
            environment: vec![("SOFTHSM2_CONF", lab.path("softhsm2.conf"))],
            child: child::executable(),
            forward: FORWARD.into(),
            user: None,
            runs: Cell::new(0),
            lab,
        }
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
            child: child::executable(),
            forward: FORWARD.into(),
            user: None,
            runs: Cell::new(0),
            lab,
        };
        // p11-kit reads no user's configuration for root.
        if home.metadata().unwrap().uid() == 0 {
            tokens.user = Some(NOBODY);
            tokens.child = home.join("child");
            child::copy_executable(&tokens.child);
            tokens.forward = home.join("forward.so");
            std::fs::copy(FORWARD, &tokens.forward).unwrap();
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
        let mut fill = self.child(&["token", "fill"], &self.module);
        fill.env("PIN", PIN).stdin(File::open(self.lab.path("fill")).unwrap());
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

    fn child(&self, words: &[&str], module: &Path) -> Command {
        child::given(self.command(&self.child, module), words)
    }

    /// A run of `process.rs` with these words, which may not have spaces within.
    pub fn run(&self, line: &str) -> Run {
        let words: Vec<&str> = ["token"].into_iter().chain(line.split_whitespace()).collect();
        self.logged(self.child(&words, &self.forward))
    }

    /// A run of any program with these arguments, through the forwarding module.
    pub fn program(&self, program: &Path, arguments: &[&str]) -> Run {
        let mut command = self.command(program, &self.forward);
        command.args(arguments);
        self.logged(command)
    }

    fn logged(&self, mut command: Command) -> Run {
        self.runs.set(self.runs.get() + 1);
        let log = self.lab.path(&format!("log.{}", self.runs.get()));
        command.env("FORWARD_TO", &self.module).env("FORWARD_LOG", &log).env("FORWARD_PIN", PIN);
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
