//! Runs `ctl` and other programs in their own folder and environment.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use crate::{Lab, schema};

/// The program. Cargo builds it before the executable of an integration test, in the parent folder.
pub fn ctl() -> &'static str {
    static CTL: OnceLock<String> = OnceLock::new();
    CTL.get_or_init(|| {
        let test = std::env::current_exe().expect("the test's executable");
        let ctl = test.ancestors().nth(2).expect("cargo's folder").join("ctl");
        assert!(ctl.is_file(), "there is no {}", ctl.display());
        ctl.into_os_string().into_string().expect("UTF-8")
    })
}

impl Lab {
    /// The program, with the words of `line`, which must not contain spaces.
    pub fn ctl(&self, line: &str) -> Call {
        line.split_whitespace().fold(self.program(ctl()), Call::arg)
    }

    /// A line of bash in which the program is available as `ctl`.
    pub fn bash(&self, line: &str) -> Call {
        self.program("bash").arg("--norc").arg("-c").arg(line)
    }

    /// A program in the environment that all tests share. It has no terminal, not even that of the
    /// user who runs the tests.
    pub fn program(&self, name: &str) -> Call {
        let mut command = Command::new("setsid");
        command.arg("--wait").arg(name).current_dir(self.path(".")).env_clear();
        let folder = Path::new(ctl()).parent().expect("the program's folder").to_owned();
        let path = std::env::var_os("PATH").expect("a PATH");
        let path = std::iter::once(folder).chain(std::env::split_paths(&path));
        command.env("PATH", std::env::join_paths(path).expect("a PATH"));
        for (name, value) in [("TZ", "UTC"), ("LC_ALL", "C"), ("NO_COLOR", "1"), ("COLUMNS", "80")]
        {
            command.env(name, value);
        }
        Call { command, input: Vec::new() }
    }
}

/// A program to be run.
pub struct Call {
    command: Command,
    input: Vec<u8>,
}

impl Call {
    pub fn arg(mut self, arg: &str) -> Self {
        self.command.arg(arg);
        self
    }

    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// The input through the pipe that is its standard input.
    pub fn input(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.input = bytes.into();
        self
    }

    /// The command, for tests with their own pipes.
    pub fn into_command(self) -> Command {
        self.command
    }

    pub fn run(mut self) -> Run {
        self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.command.spawn().expect("the program starts");
        let mut pipe = child.stdin.take().expect("a pipe");
        // It may end without reading everything.
        let writer = std::thread::spawn(move || drop(pipe.write_all(&self.input)));
        let output = child.wait_with_output().expect("the program ends");
        writer.join().expect("the input is written");
        schema::assert_run(&self.command, &output.stdout);
        Run {
            code: output.status.code().expect("an exit code"),
            out: output.stdout,
            err: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
        }
    }
}

/// How a program ended.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub out: Vec<u8>,
    pub err: String,
}

impl Run {
    /// Its stdout, as text.
    pub fn text(&self) -> &str {
        str::from_utf8(&self.out).expect("stdout is UTF-8")
    }

    /// Exit code, stdout and stderr, to be compared at once.
    pub fn all(&self) -> (i32, &str, &str) {
        (self.code, self.text(), &self.err)
    }

    /// The stdout of a run that must succeed and print nothing on stderr.
    pub fn quiet(&self) -> &str {
        assert_eq!((self.code, self.err.as_str()), (0, ""));
        self.text()
    }
}
