//! Two commands at the same time.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::Stdio;

use super::{firewall, mixed, tree};
use support::Lab;
use support::terminal::Session;

const UPDATE: &str = "ctl -C c update CTLFile";
const QUESTION: &str = "This operation updates the CTLFile. Do you want to continue? (y/n): ";

/// A session that holds the lock, because it waits for an answer; and its process and command.
fn holding(lab: &Lab) -> (Session, String) {
    firewall(lab);
    let mut session = Session::start(lab, UPDATE);
    session.wait_for(QUESTION);
    let lock = String::from_utf8(lab.read("c/.ctl/lock")).unwrap();
    let (process, command) = lock.lines().next().unwrap().split_once(' ').unwrap();
    assert_eq!(command, "update CTLFile");
    (session, format!("process {process} (ctl {command})"))
}

#[test]
fn a_writer_is_told_who_is_at_work() {
    let lab = mixed();
    let (session, holder) = holding(&lab);
    let before = tree(&lab);
    let error = format!(
        "ctl: another ctl is running on this cluster: {holder} holds c/.ctl/lock; wait until it \
         has finished, then try again; --wait SECONDS waits longer\n"
    );
    let lines = [
        "set-cluster non-secure-mode",
        "update CTLFile",
        "upgrade",
        "reset localkey",
        "delete CTLFile",
        "itl update",
        "itl reset localkey",
    ];
    for line in lines {
        let run = lab.ctl(&format!("-C c {line} --yes --wait 0")).run();
        assert_eq!(run.all(), (5, "", error.as_str()), "{line}");
    }
    let run = lab.ctl("-C c adopt c/tftp/cucm-pub/CTLFile.tlv --wait 0").run();
    assert_eq!(run.all(), (5, "", error.as_str()));
    // A command whose wait times out names the process that it waited for.
    let run = lab.ctl("-C c update CTLFile --yes --wait 1").run();
    let waiting = format!("ctl: waiting for {holder}, which is running on this cluster\n");
    assert_eq!(run.all(), (5, "", (waiting + &error).as_str()));
    assert_eq!(tree(&lab), before);
    let (code, said) = session.finish("n\n");
    assert!(code == 1 && said.ends_with("ctl: nothing was written\r\n"), "{said}");
    assert_eq!(tree(&lab), before);
}

#[test]
fn a_reader_is_not_stopped() {
    let lab = mixed();
    let (session, _) = holding(&lab);
    let before = tree(&lab);
    // Drift: the firewall that is about to be entered.
    for (line, code) in [
        ("status", 1),
        ("status --history", 0),
        ("show @1", 0),
        ("verify @1", 0),
        ("update CTLFile --dry-run", 0),
    ] {
        let run = lab.ctl(&format!("-C c {line}")).run();
        assert_eq!((run.code, run.err.as_str()), (code, ""), "{line}");
        assert!(!run.out.is_empty(), "{line}");
    }
    assert_eq!(tree(&lab), before);
    assert_eq!(session.finish("y\n").0, 0);
}

#[test]
fn a_writer_waits_for_its_turn() {
    let lab = mixed();
    let (session, holder) = holding(&lab);
    let mut second = lab.ctl("-C c update CTLFile --yes --wait 60").into_command();
    let second = second.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut second = second.spawn().unwrap();
    let mut errors = BufReader::new(second.stderr.take().unwrap());
    let mut line = String::new();
    errors.read_line(&mut line).unwrap();
    assert_eq!(line, format!("ctl: waiting for {holder}, which is running on this cluster\n"));
    assert_eq!(session.finish("y\n").0, 0);
    let mut said = String::new();
    errors.read_to_string(&mut said).unwrap();
    let output = second.wait_with_output().unwrap();
    // The first command has done it.
    let out = String::from_utf8(output.stdout).unwrap();
    let nothing = "Nothing changed since the last update; nothing was written.\n";
    assert_eq!((output.status.code(), out.as_str(), said.as_str()), (Some(0), nothing, ""));
}
