//! Every malformed list is refused with the error of its defect.

use std::process::Command;

use support::fixtures::fixture;
use support::generate::malformed;
use support::program::ctl;

#[test]
fn the_command_line_says_it_in_a_line() {
    let mut runs = 0;
    for case in malformed::all() {
        let path = fixture(&case.path());
        for command in ["show", "verify"] {
            let output = Command::new(ctl()).arg(command).arg(&path).output().expect("ctl runs");
            let error = String::from_utf8(output.stderr).expect("text");
            let expected = format!("ctl: {}: {}; ", path.display(), case.error);
            assert!(error.starts_with(&expected), "{command}: {error}expected {expected}");
            assert_eq!(error.matches('\n').count(), 1, "{command}: {error}");
            assert!(error.ends_with('\n'), "{command}: {error}");
            assert_eq!(output.status.code(), Some(3), "{command}: {error}");
            runs += 1;
        }
    }
    assert_eq!(runs, 352);
}
