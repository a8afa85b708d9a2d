//! Runs the program in a folder and an environment of its own.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use crate::openssl::Lab;

/// The program.
pub(crate) const CTL: &str = env!("CARGO_BIN_EXE_ctl");

/// When copied fixtures were last modified: 2020-07-01T10:00:00Z, which is not
/// the time inside of any.
pub(crate) const MODIFIED: u64 = 1_593_597_600;

/// A file or folder of this repository.
pub(crate) fn source(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

impl Lab {
    /// The program, with the words of `line`, which have no spaces within.
    pub(crate) fn ctl(&self, line: &str) -> Call {
        line.split_whitespace().fold(self.program(CTL), Call::arg)
    }

    /// A line of bash that finds the program as `ctl`.
    pub(crate) fn bash(&self, line: &str) -> Call {
        self.program("bash").arg("--norc").arg("-c").arg(line)
    }

    /// A program in the environment that all tests share. It has no terminal,
    /// not even that of whoever runs the tests.
    pub(crate) fn program(&self, name: &str) -> Call {
        let mut command = Command::new("setsid");
        command.arg("--wait").arg(name).current_dir(self.path(".")).env_clear();
        let folder = Path::new(CTL).parent().expect("the program's folder").to_owned();
        let path = std::env::var_os("PATH").expect("a PATH");
        let path = std::iter::once(folder).chain(std::env::split_paths(&path));
        command.env("PATH", std::env::join_paths(path).expect("a PATH"));
        for (name, value) in [("TZ", "UTC"), ("LC_ALL", "C"), ("NO_COLOR", "1"), ("COLUMNS", "80")]
        {
            command.env(name, value);
        }
        Call { command, input: Vec::new() }
    }

    /// Copies `fixtures/PATH` to `name`, last modified at [`MODIFIED`].
    pub(crate) fn copy(&self, path: &str, name: &str) {
        let bytes = fs::read(source("fixtures").join(path)).expect(path);
        self.write(name, bytes);
        self.set_modified(name, MODIFIED);
    }

    /// Sets a file's mtime, in Unix seconds.
    pub(crate) fn set_modified(&self, name: &str, seconds: u64) {
        let file = File::options().write(true).open(self.path(name)).expect(name);
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        file.set_modified(time).expect(name);
    }

    /// Copies the fixture list to `NAME.tlv`.
    pub(crate) fn list(&self, name: &str) -> Vec<u8> {
        let file = format!("{name}.tlv");
        self.copy(&format!("lists/{file}"), &file);
        self.read(&file)
    }

    /// Copies the fixture certificate to `NAME.pem`.
    pub(crate) fn certificate(&self, name: &str) {
        self.copy(&format!("certs/{name}.pem"), &format!("{name}.pem"));
    }

    /// Copies the fixture key to `NAME.key`.
    pub(crate) fn key(&self, name: &str) {
        self.copy(&format!("keys/{name}.pem"), &format!("{name}.key"));
    }

    /// Makes `FILE`: the fixture key and the certificate of the same name.
    pub(crate) fn pair(&self, name: &str, file: &str) {
        self.key(name);
        self.certificate(name);
        self.concat(file, &[&format!("{name}.key"), &format!("{name}.pem")]);
    }

    /// The names in the folder.
    pub(crate) fn names(&self) -> BTreeSet<String> {
        let entries = fs::read_dir(self.path(".")).expect("the folder");
        entries.map(|entry| entry.expect("an entry").file_name().into_string().unwrap()).collect()
    }
}

/// A program to be run.
pub(crate) struct Call {
    command: Command,
    input: Vec<u8>,
}

impl Call {
    pub(crate) fn arg(mut self, arg: &str) -> Self {
        self.command.arg(arg);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// What comes through the pipe that is its standard input.
    pub(crate) fn input(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.input = bytes.into();
        self
    }

    /// The command, for tests with pipes of their own.
    pub(crate) fn into_command(self) -> Command {
        self.command
    }

    pub(crate) fn run(mut self) -> Run {
        self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.command.spawn().expect("the program starts");
        let mut pipe = child.stdin.take().expect("a pipe");
        // It may end without reading all.
        let writer = std::thread::spawn(move || drop(pipe.write_all(&self.input)));
        let output = child.wait_with_output().expect("the program ends");
        writer.join().expect("the input is written");
        Run {
            code: output.status.code().expect("an exit code"),
            out: output.stdout,
            err: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
        }
    }
}

/// How a program ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: Vec<u8>,
    pub(crate) err: String,
}

impl Run {
    /// What stands on stdout, as text.
    pub(crate) fn text(&self) -> &str {
        str::from_utf8(&self.out).expect("stdout is UTF-8")
    }

    /// All three at once, to be compared with what they must be.
    pub(crate) fn all(&self) -> (i32, &str, &str) {
        (self.code, self.text(), &self.err)
    }

    /// What stands on stdout of a run that must succeed without a word on stderr.
    pub(crate) fn quiet(&self) -> &str {
        assert_eq!((self.code, self.err.as_str()), (0, ""));
        self.text()
    }
}
