//! Where a list is written: complete or not at all, and never over another file unless forced.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};

use super::{PUBLISHER, done, publisher, refused};
use support::Lab;

const LINE: &str = "--sast pub.pem,host=cucm-pub --timestamp 1425675367";

fn list(lab: &Lab) -> Vec<u8> {
    let run = lab.ctl(&format!("build -o expected.tlv {LINE}")).run();
    assert_eq!(run.code, 0, "{}", run.err);
    let list = lab.read("expected.tlv");
    fs::remove_file(lab.path("expected.tlv")).unwrap();
    list
}

fn mode(lab: &Lab, name: &str) -> u32 {
    fs::metadata(lab.path(name)).unwrap().permissions().mode() & 0o7777
}

fn set_mode(lab: &Lab, name: &str, mode: u32) {
    fs::set_permissions(lab.path(name), fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_new_file_can_be_read_by_a_tftp_server() {
    let lab = publisher();
    let expected = list(&lab);
    let names = lab.names();
    let run = lab.bash(&format!("umask 077; ctl build -q -o new.tlv {LINE}")).run();
    assert_eq!(run.all(), (0, "", ""));
    assert_eq!((lab.read("new.tlv"), mode(&lab, "new.tlv")), (expected, 0o644));
    let new: Vec<_> = lab.names().difference(&names).cloned().collect();
    assert_eq!(new, ["new.tlv"]);
}

#[test]
fn a_file_that_is_there_stays_unless_forced() {
    let lab = publisher();
    let expected = list(&lab);
    lab.write("new.tlv", "old");
    lab.set_modified("new.tlv", 1);
    set_mode(&lab, "new.tlv", 0o640);
    let before = fs::metadata(lab.path("new.tlv")).unwrap();

    let run = refused(&lab, LINE);
    let error = "ctl: new.tlv already exists; name another file, or overwrite it with --force\n";
    assert_eq!((run.code, run.err.as_str()), (2, error));
    let after = fs::metadata(lab.path("new.tlv")).unwrap();
    assert_eq!(lab.read("new.tlv"), b"old");
    assert_eq!((before.ino(), before.mtime()), (after.ino(), after.mtime()));

    // A failed build leaves it unchanged, with and without --force.
    assert_eq!(refused(&lab, "--force --sast pub.pem --tvs pub.pem").code, 1);
    assert_eq!(lab.read("new.tlv"), b"old");

    let names = lab.names();
    let run = lab.ctl(&format!("build --force -o new.tlv {LINE}")).run();
    assert_eq!(
        run.all(),
        (0, "", &*done("new.tlv", expected.len(), "1 record", "SHA-1", PUBLISHER))
    );
    assert_eq!((lab.read("new.tlv"), mode(&lab, "new.tlv")), (expected, 0o640));
    let replaced = fs::metadata(lab.path("new.tlv")).unwrap();
    assert_ne!(replaced.ino(), before.ino(), "the old file was written into");
    assert_eq!(lab.names(), names);
}

#[test]
fn a_link_stays_a_link() {
    let lab = publisher();
    let expected = list(&lab);
    fs::create_dir(lab.path("folder")).unwrap();
    lab.write("folder/real.tlv", "old");
    set_mode(&lab, "folder/real.tlv", 0o600);
    symlink("folder/real.tlv", lab.path("new.tlv")).unwrap();
    assert_eq!(refused(&lab, LINE).code, 2);
    assert_eq!(lab.read("folder/real.tlv"), b"old");

    let run = lab.ctl(&format!("build -q --force -o new.tlv {LINE}")).run();
    assert_eq!(run.all(), (0, "", ""));
    assert_eq!(fs::read_link(lab.path("new.tlv")).unwrap().to_str(), Some("folder/real.tlv"));
    assert_eq!((lab.read("folder/real.tlv"), mode(&lab, "folder/real.tlv")), (expected, 0o600));
    assert_eq!(fs::read_dir(lab.path("folder")).unwrap().count(), 1);
}

#[test]
fn a_link_to_nothing_stays() {
    let lab = publisher();
    symlink("nowhere.tlv", lab.path("new.tlv")).unwrap();
    for force in ["", "--force "] {
        let run = refused(&lab, &format!("{force}{LINE}"));
        assert_eq!((run.code, run.err), (5, no_file("new.tlv")), "{force}");
        assert_eq!(fs::read_link(lab.path("new.tlv")).unwrap().to_str(), Some("nowhere.tlv"));
    }
    // A link that leads to a regular file: that file is the target.
    lab.write("nowhere.tlv", "old");
    let run = lab.ctl(&format!("build -q --force -o new.tlv {LINE}")).run();
    assert_eq!(run.all(), (0, "", ""));
    assert_eq!(fs::read_link(lab.path("new.tlv")).unwrap().to_str(), Some("nowhere.tlv"));
    assert_ne!(lab.read("nowhere.tlv"), b"old");
}

/// The error for a target that is not a regular file.
fn no_file(target: &str) -> String {
    format!(
        "ctl: \"{target}\" does not name a regular file; name a file, \
         or - for standard output\n"
    )
}

#[test]
fn only_a_regular_file_is_replaced() {
    let lab = publisher();
    fs::create_dir(lab.path("folder")).unwrap();
    assert_eq!(lab.bash("mkfifo pipe").run().code, 0);
    symlink("/dev/null", lab.path("link")).unwrap();
    let before = lab.names();
    for target in ["folder", "folder/", ".", "/dev/null", "pipe", "link"] {
        for force in ["", "--force"] {
            let run = lab.ctl(&format!("build {force} -o {target} {LINE}")).run();
            assert_eq!(run.all(), (5, "", &*no_file(target)));
        }
    }
    assert_eq!(lab.names(), before);
    assert_eq!(fs::read_dir(lab.path("folder")).unwrap().count(), 0);
}

#[test]
fn a_folder_that_is_not_there_is_not_made() {
    let lab = publisher();
    let before = lab.names();
    let advice = "check the folder, its permissions and the space left on it\n";
    let cases = [
        (
            "missing/new.tlv",
            "cannot open the folder missing: No such file or directory (os error 2)",
        ),
        ("pub.pem/new.tlv", "cannot open pub.pem/new.tlv: Not a directory (os error 20)"),
    ];
    for (target, sentence) in cases {
        let run = lab.ctl(&format!("build -o {target} {LINE}")).run();
        assert_eq!(run.all(), (5, "", &*format!("ctl: {sentence}; {advice}")), "{target}");
    }
    assert_eq!(lab.names(), before);
}

/// For root too: without CAP_DAC_OVERRIDE, permissions apply to root.
#[test]
fn a_folder_that_cannot_be_written_to_is_reported() {
    let lab = publisher();
    fs::create_dir(lab.path("locked")).unwrap();
    lab.write("locked/old.tlv", "old");
    set_mode(&lab, "locked", 0o555);
    let root = fs::metadata(lab.path("locked")).unwrap().uid() == 0;
    let drop = if root { "setpriv --bounding-set=-dac_override " } else { "" };
    for (target, force) in [("new.tlv", ""), ("old.tlv", "--force")] {
        let line = format!("{drop}ctl build {force} -o locked/{target} {LINE}");
        let run = lab.bash(&line).run();
        assert_eq!((run.code, run.text()), (5, ""), "{}", run.err);
        assert!(run.err.starts_with("ctl: cannot create "), "{}", run.err);
        assert!(run.err.contains("locked/"), "{}", run.err);
        assert!(
            run.err.ends_with(
                ": Permission denied (os error 13); check the folder, its permissions and the \
                 space left on it\n"
            ),
            "{}",
            run.err
        );
        assert_eq!(run.err.lines().count(), 1);
    }
    assert_eq!(fs::read_dir(lab.path("locked")).unwrap().count(), 1);
    assert_eq!(lab.read("locked/old.tlv"), b"old");
    set_mode(&lab, "locked", 0o755);
}

/// Process ids are reused, in containers most of all.
#[test]
fn what_a_killed_run_left_behind_is_in_nobody_s_way() {
    let lab = publisher();
    // `exec` keeps the shell's process id.
    let line = format!("touch .new.tlv.ctl-$$-0; exec ctl build -q -o new.tlv {LINE}");
    let run = lab.bash(&line).run();
    assert_eq!(run.all(), (0, "", ""));
    let left: Vec<_> = lab.names().into_iter().filter(|name| name.contains(".ctl-")).collect();
    assert_eq!(left, [""; 0]);
    assert_eq!(lab.ctl("verify new.tlv").run().code, 0);
}

/// A file size limit simulates a full disk.
#[test]
fn a_file_that_cannot_be_finished_is_removed() {
    let lab = publisher();
    lab.write("old.tlv", "old");
    let before = lab.names();
    for (target, force) in [("new.tlv", ""), ("old.tlv", "--force")] {
        let limits = "trap '' XFSZ; ulimit -f 1";
        let run = lab.bash(&format!("{limits}; ctl build {force} -o {target} {LINE}")).run();
        assert_eq!((run.code, run.text()), (5, ""), "{}", run.err);
        assert!(
            run.err.contains(": File too large (os error 27); check the folder"),
            "{}",
            run.err
        );
        assert_eq!(lab.names(), before);
    }
    assert_eq!(lab.read("old.tlv"), b"old");
}

#[test]
fn a_list_can_go_into_a_pipe() {
    let lab = publisher();
    let expected = list(&lab);
    let before = lab.names();
    let run = lab.ctl(&format!("build -o - {LINE}")).run();
    assert_eq!(run.code, 0);
    assert_eq!(run.out, expected);
    let note = done("standard output", expected.len(), "1 record", "SHA-1", PUBLISHER);
    assert_eq!(run.err, note);
    assert_eq!(lab.names(), before);

    let run = lab.bash(&format!("ctl build -q -o - {LINE} | ctl verify -")).run();
    assert_eq!(run.quiet(), format!("standard input: sound, signed by {PUBLISHER} (record 1)\n"));
    let run = lab.bash(&format!("ctl build -q -o - {LINE} > redirected.tlv")).run();
    assert_eq!((run.all(), lab.read("redirected.tlv")), ((0, "", ""), expected));
}
