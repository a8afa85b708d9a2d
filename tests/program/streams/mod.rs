//! A standard output that is closed, or that cannot be written.

use std::io::pipe;
use std::process::Stdio;

use support::Lab;

const CALLS: [&str; 9] = [
    "show ctl-512.tlv",
    "show --format table ctl-512.tlv",
    "show --json ctl-512.tlv",
    "verify ctl-512.tlv ctl-512.tlv",
    "verify --json ctl-512.tlv",
    "build -q -o - --sast pub.pem",
    "--help",
    "help build",
    "--version",
];

fn lab() -> Lab {
    let lab = Lab::new();
    lab.list("ctl-512");
    lab.pair("pub-ccm", "pub.pem");
    lab
}

#[test]
fn a_reader_that_has_gone_away_ends_the_program_quietly() {
    let lab = lab();
    for call in CALLS {
        let (reader, writer) = pipe().unwrap();
        drop(reader);
        let mut command = lab.ctl(call).into_command();
        let child = command.stdin(Stdio::null()).stdout(writer).stderr(Stdio::piped()).spawn();
        let output = child.unwrap().wait_with_output().unwrap();
        let code = output.status.code();
        assert_eq!((code, String::from_utf8_lossy(&output.stderr)), (Some(0), "".into()), "{call}");
    }
    let line = "ctl show ctl-512.tlv | head -c 1; echo \" ${PIPESTATUS[0]}\"";
    assert_eq!(lab.bash(line).run().quiet(), "T 0\n");
}

#[test]
fn a_reader_that_has_gone_away_does_not_change_the_answer() {
    let lab = lab();
    let mut list = lab.read("ctl-512.tlv");
    *list.last_mut().unwrap() ^= 1;
    lab.write("tampered.tlv", list);
    for call in ["show -q tampered.tlv", "verify tampered.tlv"] {
        let (reader, writer) = pipe().unwrap();
        drop(reader);
        let mut command = lab.ctl(call).into_command();
        assert_eq!(command.stdout(writer).status().unwrap().code(), Some(1), "{call}");
    }
}

#[test]
fn a_result_that_cannot_be_written_is_an_error() {
    let lab = lab();
    let error = "ctl: cannot write to standard output: No space left on device (os error 28); \
                 check the folder, its permissions and the space left on it\n";
    for call in &CALLS[..6] {
        let run = lab.bash(&format!("ctl {call} > /dev/full")).run();
        assert_eq!((run.code, run.text()), (5, ""), "{call}");
        assert_eq!(run.err, error, "{call}");
    }
}
