//! What a killed `ctl build -o NAME` leaves, and that the next run removes it.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::symlink;

use super::publisher;
use support::Lab;

const LINE: &str = "-o new.tlv --sast pub.pem,host=cucm-pub --timestamp 1425675367";

fn with(names: &BTreeSet<String>, more: &[&str]) -> BTreeSet<String> {
    names.iter().cloned().chain(more.iter().map(|name| (*name).to_owned())).collect()
}

fn build(lab: &Lab, options: &str) {
    let run = lab.ctl(&format!("build -q {options} {LINE}")).run();
    assert_eq!(run.all(), (0, "", ""), "{options}");
}

#[test]
fn the_next_write_removes_what_a_killed_one_left() {
    let expected = {
        let lab = publisher();
        build(&lab, "");
        lab.read("new.tlv")
    };
    let (mut runs, mut left) = (0, 0);
    for options in ["", "--force"] {
        for checkpoint in 1.. {
            let lab = publisher();
            let before = lab.names();
            if options == "--force" {
                lab.write("new.tlv", "old");
            }
            let line =
                format!("CTL_CHECKPOINT={checkpoint} ctl build -q {options} {LINE}; exit $?");
            let run = lab.bash(&line).run();
            if run.code == 0 {
                break;
            }
            assert_eq!(run.code, 137, "{line}: {}", run.err);
            let temporary = lab.names().iter().filter(|name| name.contains(".ctl-")).count();
            assert!(temporary <= 1, "{line}: {:?}", lab.names());
            left += temporary;
            let is_whole = lab.names().contains("new.tlv") && lab.read("new.tlv") == expected;
            let is_old = options == "--force" && lab.read("new.tlv") == b"old";
            assert!(is_whole || is_old || !lab.names().contains("new.tlv"), "{line}");
            build(&lab, "--force");
            assert_eq!(lab.names(), with(&before, &["new.tlv"]), "{line}");
            assert_eq!(lab.read("new.tlv"), expected, "{line}");
            runs += 1;
        }
    }
    // Before and after: the trial file is created, written and flushed (6), then the file itself
    // (6), and the folder is flushed (2). A file that is replaced is renamed as well (2).
    assert_eq!(runs, 14 + 16);
    assert_eq!(left, 2 * 10 + 1);
}

/// Killed after the file was in place, before the other name was removed.
#[test]
fn a_refused_write_removes_it_too() {
    let lab = publisher();
    build(&lab, "");
    let before = lab.names();
    fs::hard_link(lab.path("new.tlv"), lab.path(".new.tlv.ctl-4711-0")).unwrap();
    let run = lab.ctl(&format!("build {LINE}")).run();
    assert_eq!(run.code, 2, "{}", run.err);
    assert_eq!(lab.names(), before);
}

#[test]
fn what_only_has_such_a_name_stays() {
    let lab = publisher();
    lab.write("other", "other");
    fs::create_dir(lab.path(".new.tlv.ctl-1-0")).unwrap();
    symlink("other", lab.path(".new.tlv.ctl-1-1")).unwrap();
    lab.bash("mkfifo .new.tlv.ctl-1-2").run().quiet();
    for name in [".new.tlv.ctl-7", ".new.tlv.ctl-1-x", ".old.tlv.ctl-1-0", "new.tlv.ctl-1-0"] {
        lab.write(name, "mine");
    }
    let before = lab.names();
    build(&lab, "");
    assert_eq!(lab.names(), with(&before, &["new.tlv"]));
    assert_eq!(lab.read("other"), b"other");

    // The file of another running process is locked.
    lab.write(".new.tlv.ctl-1-3", "");
    let line = format!("flock .new.tlv.ctl-1-3 ctl build -q --force {LINE}");
    assert_eq!(lab.bash(&line).run().all(), (0, "", ""));
    assert_eq!(lab.names(), with(&before, &["new.tlv", ".new.tlv.ctl-1-3"]));
    build(&lab, "--force");
    assert_eq!(lab.names(), with(&before, &["new.tlv"]));
}
