//! Child processes of the tests: a PKCS#11 module is loaded once per process, and a process that is
//! killed or whose system calls fail must not be the test itself.
//!
//! They need no program of their own: they are the test's executable again, in which only the test
//! `child_process` runs. Every executable whose tests start children has it:
//!
//! ```ignore
//! #[test]
//! fn child_process() {
//!     support::child::main();
//! }
//! ```

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::{publishing, tokens};

/// The arguments of the child, one per line. The command line belongs to libtest.
const WORDS: &str = "SUPPORT_CHILD";

/// Separates what libtest prints from what the child prints.
const START: &str = "\u{2}\n";

/// The file that a child runs.
pub fn executable() -> PathBuf {
    std::env::current_exe().expect("the test's executable")
}

/// Copies the file that a child runs. Another process does it: the file cannot be run while
/// somebody has it open for writing, and a process that this one starts meanwhile would have it
/// open.
pub fn copy_executable(to: &Path) {
    let copied = Command::new("cp").arg(executable()).arg(to).status().expect("cp runs");
    assert!(copied.success());
}

/// A child with these arguments.
pub fn command(words: &[&str]) -> Command {
    given(Command::new(executable()), words)
}

/// A command that runs [`executable`], as a child with these arguments.
pub fn given(mut command: Command, words: &[&str]) -> Command {
    // One thread: the main one, as in any program.
    command.args(["--exact", "child_process", "--quiet", "--nocapture", "--test-threads=1"]);
    assert!(!words.iter().any(|word| word.contains('\n')), "{words:?}");
    command.env(WORDS, words.join("\n"));
    command
}

/// What a child printed on standard output, without libtest's output; for another program,
/// everything.
pub fn printed(stdout: &str) -> &str {
    stdout.split_once(START).map_or(stdout, |(_, printed)| printed)
}

/// The child: does what its arguments say, and ends the process. In a run of all tests, it tests
/// children themselves.
pub fn main() {
    let Ok(words) = std::env::var(WORDS) else { return check() };
    let words: Vec<&str> = words.split('\n').collect();
    print!("{START}");
    let code = match words.as_slice() {
        ["publisher", folder] => publishing::process::main(Path::new(folder)),
        ["token", words @ ..] => tokens::process::main(words),
        ["check", code] => {
            println!("{}", std::io::read_to_string(std::io::stdin()).expect("text"));
            eprintln!("{code}");
            code.parse().expect("a number")
        }
        _ => panic!("no child does {words:?}"),
    };
    std::process::exit(code);
}

fn check() {
    let mut command = command(&["check", "7"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the child starts");
    child.stdin.take().expect("a pipe").write_all(b"running 1 test").expect("the child reads");
    let Output { status, stdout, stderr } = child.wait_with_output().expect("the child ends");
    let [stdout, stderr] = [stdout, stderr].map(|bytes| String::from_utf8(bytes).expect("text"));
    assert_eq!((status.code(), &*stderr), (Some(7), "7\n"));
    assert_eq!(printed(&stdout), "running 1 test\n");
    assert_ne!(stdout, printed(&stdout), "libtest prints something");
}
