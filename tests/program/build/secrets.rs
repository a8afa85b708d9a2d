//! Passphrases: their sources, and that they never leak.

use super::publisher;
use support::Lab;
use support::program::{Call, Run};

/// Long and unusual enough to be found wherever it leaks.
pub(super) const PASSPHRASE: &str = "Kwiat, jab\u{142}ko & 7 goat$";

pub(super) const NO_TERMINAL: &str = "ctl: locked.key needs its PIN or passphrase, and there is no terminal to ask for it; give it with --pin-file, --pin-fd or --pin-env\n";

/// A folder with `pub-ccm.pem`, its key `locked.key`, and the passphrase in `pin`.
pub(super) fn locked() -> Lab {
    let lab = publisher();
    lab.write("pin", format!("{PASSPHRASE}\n"));
    lab.openssl("pkcs8 -topk8 -in pub-ccm.key -passout file:pin -out locked.key");
    lab
}

const BUILD: &str = "build -o new.tlv --sast pub-ccm.pem --key locked.key";

/// Runs it with -v and with --json as well: the passphrase must not be in any output.
fn run(call: impl Fn() -> Call) -> Run {
    let runs = [call(), call().arg("-v"), call().arg("--json").arg("-v")].map(Call::run);
    for run in &runs {
        assert!(!run.text().contains(PASSPHRASE) && !run.err.contains(PASSPHRASE), "{run:?}");
        assert_eq!(run.code, runs[0].code);
    }
    let [run, ..] = runs;
    run
}

#[test]
fn every_source_opens_the_key() {
    let lab = locked();
    let expected = {
        let run = lab.ctl("build -q -o plain.tlv --sast pub.pem --timestamp 1").run();
        assert_eq!(run.all(), (0, "", ""));
        lab.read("plain.tlv")
    };
    lab.write("crlf", format!("{PASSPHRASE}\r\n"));
    lab.write("bare", PASSPHRASE);
    lab.write("lines", format!("{PASSPHRASE}\nnot this\n"));
    let build = format!("ctl {BUILD} --force --timestamp 1");
    let lines = [
        format!("{build} --pin-file pin"),
        format!("{build} --pin-file crlf"),
        format!("{build} --pin-file bare"),
        format!("{build} --pin-file lines"),
        format!("{build} --pin-file <(cat pin)"),
        format!("cat pin | {build} --pin-file /dev/stdin"),
        format!("{build} --pin-fd 3 3< pin"),
        format!("{build} --pin-fd 10 10< <(cat pin)"),
        format!("cat pin | {build} --pin-fd 0"),
        format!("PIN=\"$(cat pin)\" {build} --pin-env PIN"),
    ];
    for line in &lines {
        lab.write("new.tlv", "old");
        let run = lab.bash(line).run();
        assert_eq!(run.code, 0, "{line}: {}", run.err);
        assert_eq!(lab.read("new.tlv"), expected, "{line}");
        assert!(!run.text().contains(PASSPHRASE) && !run.err.contains(PASSPHRASE), "{run:?}");
    }
    assert_eq!(lines.len(), 10);
    let quiet = run(|| lab.ctl(BUILD).arg("--force").arg("--pin-file").arg("pin"));
    assert_eq!(quiet.code, 0);
}

#[test]
fn an_unsuitable_secret_is_reported_and_nothing_is_left() {
    let lab = locked();
    lab.write("wrong", "Kwiat\n");
    lab.write("empty", "");
    lab.write("blank", "\nsecret\n");
    lab.write("latin1", b"caf\xe9\n");
    lab.write("long", "x".repeat(1025));
    let before = lab.names();
    let pin = |file: &str| vec!["--pin-file".to_owned(), file.to_owned()];
    let cases = [
        (
            pin("wrong"),
            "the passphrase does not open locked.key; check the passphrase; it was tried once \
             and is not tried again",
        ),
        (
            pin("empty"),
            "--pin-file empty: expected the passphrase in the first line, found an empty line; write the passphrase into the first line",
        ),
        (
            pin("blank"),
            "--pin-file blank: expected the passphrase in the first line, found an empty line; write the passphrase into the first line",
        ),
        (
            pin("latin1"),
            "--pin-file latin1: the passphrase is not UTF-8; check that the source contains the passphrase and nothing else",
        ),
        (
            pin("long"),
            "--pin-file long: the passphrase is longer than 1024 bytes; check that the source contains the passphrase and nothing else",
        ),
        (
            pin("/dev/zero"),
            "--pin-file /dev/zero: the passphrase is longer than 1024 bytes; check that the source contains the passphrase and nothing else",
        ),
        (
            pin("missing"),
            "--pin-file missing cannot be read: No such file or directory (os error 2); check \
             the name and the permissions of the source",
        ),
        (
            vec!["--pin-fd".to_owned(), "97".to_owned()],
            "--pin-fd 97 cannot be read: No such file or directory (os error 2); check the name \
             and the permissions of the source",
        ),
        (
            vec!["--pin-env".to_owned(), "NOT_SET".to_owned()],
            "--pin-env NOT_SET cannot be read: the variable is not set; check the name and the \
             permissions of the source",
        ),
    ];
    for (arguments, error) in &cases {
        let run = run(|| arguments.iter().fold(lab.ctl(BUILD), |call, word| call.arg(word)));
        assert_eq!(run.all(), (4, "", &*format!("ctl: {error}\n")), "{arguments:?}");
        assert_eq!(lab.names(), before);
    }
    assert_eq!(cases.len(), 9);
}

/// A descriptor is read from its current position.
#[test]
fn a_descriptor_is_read_from_its_position() {
    let lab = locked();
    lab.write("lines", format!("not this\n{PASSPHRASE}\n"));
    lab.bash("mkfifo fifo").run().quiet();
    let build = format!("ctl -q {BUILD} --force");
    let cases = [
        // The shell has read the first line.
        (format!("exec 3< lines; read -u 3 -r first; {build} --pin-fd 3"), 0, ""),
        (
            format!("exec 3< pin; cat <&3 > none; {build} --pin-fd 3"),
            4,
            "--pin-fd 3: expected the passphrase in the first line, found an empty line; write the passphrase into the first line",
        ),
        // Nothing is ever written to these.
        (
            format!("{build} --pin-fd 4 4> >(cat)"),
            4,
            "--pin-fd 4 cannot be read: it is open for writing only; check the name and the permissions of the source",
        ),
        (
            format!("{build} --pin-fd 4 4>> pin"),
            4,
            "--pin-fd 4 cannot be read: it is open for writing only; check the name and the permissions of the source",
        ),
        // The writer has exited; what it wrote is still in the pipe.
        (format!("exec 3<> fifo; cat pin >&3; exec 4< fifo; exec 3>&-; {build} --pin-fd 4"), 0, ""),
        (
            format!("exec 3<> fifo; exec 4< fifo; exec 3>&-; {build} --pin-fd 4"),
            4,
            "--pin-fd 4: expected the passphrase in the first line, found an empty line; write the passphrase into the first line",
        ),
    ];
    for (line, code, error) in &cases {
        let run = lab.bash(&format!("timeout 30 bash -c '{line}'")).run();
        let error = if error.is_empty() { String::new() } else { format!("ctl: {error}\n") };
        assert_eq!(run.all(), (*code, "", error.as_str()), "{line}");
    }
    assert_eq!(cases.len(), 6);
}

#[test]
fn without_a_source_and_a_terminal_the_options_are_named() {
    let lab = locked();
    let before = lab.names();
    // A passphrase on stdin is read only if the option for it is given.
    let run = run(|| lab.ctl(BUILD).input(format!("{PASSPHRASE}\n")));
    assert_eq!(run.all(), (4, "", NO_TERMINAL));
    assert_eq!(lab.names(), before);
}

#[test]
fn what_can_fail_without_the_secret_fails_before_it_is_asked_for() {
    let lab = locked();
    lab.write("there.tlv", "old");
    lab.certificate("sub-ccm");
    lab.certificate("odd-nul");
    let missing = "--key locked.key --pin-file missing";
    let cases = [
        (format!("-o there.tlv --sast pub-ccm.pem {missing}"), 2),
        (format!("-o missing/new.tlv --sast pub-ccm.pem {missing}"), 5),
        (format!("-o new.tlv --sast pub-ccm.pem --tvs sub-ccm.pem {missing}"), 1),
        (format!("-o new.tlv --sast pub-ccm.pem --ccm odd-nul.pem {missing}"), 3),
        (format!("-o new.tlv --sast pub-ccm.pem --ccm missing.pem {missing}"), 3),
        (format!("-o new.tlv --sast pub-ccm.pem --signer sub-ccm.pem {missing}"), 2),
        (format!("-o new.tlv --sast pub-ccm.pem --timestamp yesterday {missing}"), 2),
    ];
    for (line, code) in &cases {
        let run = lab.ctl(&format!("build {line}")).run();
        assert_eq!((run.code, run.text()), (*code, ""), "{line}: {}", run.err);
    }
    assert_eq!(cases.len(), 7);
    // An unencrypted key needs no passphrase.
    let run = lab.ctl("build -q -o new.tlv --sast pub.pem --pin-file missing").run();
    assert_eq!(run.all(), (0, "", ""));
}

#[test]
fn a_pkcs12_file_is_opened_once() {
    let lab = locked();
    lab.openssl("pkcs12 -export -inkey pub-ccm.key -in pub-ccm.pem -passout file:pin -out b.p12");
    // A pipe returns its line once; a second read would find it empty.
    let line =
        "ctl build -q -o new.tlv --sast b.p12 --ccm b.p12 --tftp b.p12 --pin-file <(cat pin)";
    assert_eq!(lab.bash(line).run().all(), (0, "", ""));
    let run = lab.ctl("build -o other.tlv --sast b.p12").run();
    assert_eq!(run.all(), (4, "", &*NO_TERMINAL.replace("locked.key", "b.p12")));
}
