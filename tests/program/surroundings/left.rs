//! Files that no longer belong where they are, and a wrong clock.

use std::fs;

use super::{mixed, names, soon};
use support::Lab;

const UPDATE: &str = "ctl -C c update CTLFile --yes --phones-have @current";
const PUB: &str = "c/tftp/cucm-pub";

/// The cluster with two phones that have their own lists.
fn with_phones() -> Lab {
    let lab = mixed();
    let text = String::from_utf8(lab.read("c/cluster.toml")).unwrap();
    lab.write("c/cluster.toml", format!("devices = \"phones.txt\"\n{text}"));
    lab.write("c/phones.txt", "001122AABBCC\n001122AABBCD\n");
    let run = soon(&lab, UPDATE);
    assert_eq!(run.code, 0, "{}", run.err);
    lab
}

/// The last lines of `ctl status`, which exits with this code.
fn drift(lab: &Lab, code: i32) -> String {
    let run = soon(lab, "ctl -C c status");
    assert_eq!((run.code, run.err.as_str()), (code, ""));
    run.text().split_once("difference").map_or("", |(_, rest)| rest).to_owned()
}

const ALL: [&str; 6] = [
    "CTLFile.tlv",
    "CTLSEP001122AABBCC.tlv",
    "CTLSEP001122AABBCD.tlv",
    "ITLFile.tlv",
    "ITLSEP001122AABBCC.tlv",
    "ITLSEP001122AABBCD.tlv",
];

#[test]
fn lists_of_a_phone_that_is_taken_out() {
    let lab = with_phones();
    assert_eq!(names(&lab, PUB), ALL);
    lab.write("c/phones.txt", "001122AABBCD\n");
    let expected = format!(
        "s:\n  {PUB}/CTLSEP001122AABBCC.tlv no longer belongs on cucm-pub\n  \
         {PUB}/ITLSEP001122AABBCC.tlv no longer belongs on cucm-pub\n"
    );
    assert_eq!(drift(&lab, 1), expected);
    let run = soon(&lab, "ctl -C c update CTLFile --dry-run");
    assert!(run.code == 0 && names(&lab, PUB) == ALL, "{}", run.err);
    let run = soon(&lab, UPDATE);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        run.err.contains("CTLSEP001122AABBCC.tlv no longer belongs on cucm-pub"),
        "{}",
        run.err
    );
    assert_eq!(names(&lab, PUB), [ALL[0], ALL[2], ALL[3], ALL[5]]);
    assert_eq!(drift(&lab, 0), "");
}

/// Files of somebody else are not removed.
#[test]
fn one_that_was_changed_stays_and_is_drift() {
    let lab = with_phones();
    lab.write("c/phones.txt", "001122AABBCD\n");
    lab.write(&format!("{PUB}/CTLSEP001122AABBCC.tlv"), "text");
    let run = soon(&lab, UPDATE);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(names(&lab, PUB), [ALL[0], ALL[1], ALL[2], ALL[3], ALL[5]]);
    let expected = format!(
        ":\n  {PUB}/CTLSEP001122AABBCC.tlv no longer belongs on cucm-pub, and has changed since ctl wrote it\n"
    );
    assert_eq!(drift(&lab, 1), expected);
    fs::remove_file(lab.path(&format!("{PUB}/CTLSEP001122AABBCC.tlv"))).unwrap();
    assert_eq!(drift(&lab, 0), "");
}

/// The folder of a removed node is left unchanged.
#[test]
fn files_of_a_node_that_is_taken_out() {
    let lab = mixed();
    let text = String::from_utf8(lab.read("c/cluster.toml")).unwrap();
    let node = text.find("[[node]]\nhost = \"cucm-sub1\"").expect("a second node");
    lab.write("c/cluster.toml", &text[..node]);
    let run = soon(&lab, "ctl -C c update CTLFile --yes --accept-lockout");
    assert_eq!(run.code, 0, "{}", run.err);
    let sub = names(&lab, "c/tftp/cucm-sub1");
    assert_eq!(sub.len(), 3, "{sub:?}");
    let drift = drift(&lab, 1);
    for name in &sub {
        let line = format!(
            "  c/tftp/cucm-sub1/{name} was written for cucm-sub1, but cluster.toml no longer has its folder\n"
        );
        assert!(drift.contains(&line), "{drift}");
    }
    fs::remove_dir_all(lab.path("c/tftp/cucm-sub1")).unwrap();
    assert_eq!(soon(&lab, "ctl -C c status").code, 0);
}

/// The lists of phones are removed with the CTL, including one of a phone that was just removed.
#[test]
fn deletion() {
    let lab = with_phones();
    for line in
        ["set-cluster non-secure-mode --yes", "update CTLFile --yes --force --phones-have @current"]
    {
        let run = soon(&lab, &format!("ctl -C c {line}"));
        assert_eq!(run.code, 0, "{line}: {}", run.err);
    }
    lab.write("c/phones.txt", "001122AABBCD\n");
    let run = soon(&lab, "ctl -C c delete CTLFile --yes");
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(names(&lab, PUB), [ALL[3], ALL[5]]);
    assert_eq!(drift(&lab, 0), "");
}

#[test]
fn a_clock_before_the_last_lists() {
    let lab = mixed();
    let text =
        |number: u32| format!("SOURCE_DATE_EPOCH={number} ctl -C c update CTLFile --yes --force");
    let run = lab.bash(&text(1_700_000_000)).run();
    let now =
        String::from_utf8(lab.bash("ctl show --format json c/tftp/cucm-pub/CTLFile.tlv").run().out)
            .unwrap();
    let then = now.split("\"timestamp\": \"").nth(1).and_then(|rest| rest.split('"').next());
    let error = format!(
        "ctl: the clock says 2023-11-14T22:13:20Z, but the last published CTL was built at \
         {}; set the clock, or name the time of the new lists with --timestamp\n",
        then.expect("a timestamp")
    );
    assert_eq!(run.all(), (1, "", error.as_str()));
    let run = soon(&lab, "ctl -v -C c update CTLFile --force --dry-run");
    assert_eq!(run.code, 0, "{}", run.err);
    let run =
        lab.bash("SOURCE_DATE_EPOCH=1700000000 ctl -v -C c update CTLFile --force --dry-run").run();
    assert!(run.code == 1 && run.err.contains("[E-RULE-CLOCK]"), "{}", run.err);
    let run = soon(&lab, "ctl -C c update CTLFile --yes --force --timestamp 1700000000");
    assert_eq!(run.code, 0, "{}", run.err);
}
