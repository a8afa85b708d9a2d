//! A terminal to type on. `script` of util-linux provides a pseudo terminal.

use std::io::{Read as _, Write as _};
use std::process::{Child, ChildStdout, Stdio};

use crate::Lab;
use crate::program::Call;

/// A line of sh on its own terminal. It is killed after a minute, so that an unexpected prompt
/// fails a test and does not block it.
pub fn script(lab: &Lab, line: &str) -> Call {
    let call = lab.program("timeout").env("SHELL", "/bin/sh");
    call.arg("--foreground")
        .arg("60")
        .arg("script")
        .arg("--quiet")
        .arg("--return")
        .arg("--command")
        .arg(line)
        .arg("/dev/null")
}

/// A line that was started there, and its output so far.
pub struct Session {
    child: Child,
    output: ChildStdout,
    printed: Vec<u8>,
}

impl Session {
    /// Starts `line`; the terminal's settings before and after it are in the files
    /// `before` and `after`, its name in `tty`.
    pub fn start(lab: &Lab, line: &str) -> Self {
        let line =
            format!("tty > tty; stty -g > before; {line}; code=$?; stty -g > after; exit $code");
        let mut command = script(lab, &line).into_command();
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("script starts");
        let output = child.stdout.take().expect("a pipe");
        Self { child, output, printed: Vec::new() }
    }

    /// Reads until `text` has been printed.
    pub fn wait_for(&mut self, text: &str) {
        while !String::from_utf8_lossy(&self.printed).contains(text) {
            let mut buffer = [0; 1024];
            let count = self.output.read(&mut buffer).expect("the terminal");
            assert_ne!(count, 0, "{}", String::from_utf8_lossy(&self.printed));
            self.printed.extend_from_slice(&buffer[..count]);
        }
    }

    /// Types, and continues.
    pub fn types(&mut self, text: &str) {
        let input = self.child.stdin.as_mut().expect("a pipe");
        input.write_all(text.as_bytes()).expect("the terminal");
    }

    /// Types, waits for the end, and returns the exit code and all output.
    pub fn finish(mut self, typed: &str) -> (i32, String) {
        let mut input = self.child.stdin.take().expect("a pipe");
        input.write_all(typed.as_bytes()).expect("the terminal");
        self.output.read_to_end(&mut self.printed).expect("the terminal");
        drop(input);
        let status = self.child.wait().expect("script ends");
        (status.code().expect("a code"), String::from_utf8(self.printed).expect("UTF-8"))
    }
}

/// Waits until the terminal does not echo: the prompt is printed a moment before.
pub fn wait_for_silence(lab: &Lab) {
    let silent = || lab.bash("stty -a -F \"$(cat tty)\"").run().quiet().contains(" -echo ");
    assert!((0..10_000).any(|_| silent()), "the terminal still echoes");
}
