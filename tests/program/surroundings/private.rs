//! What only the owner may read, and the lock.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};

use super::{SECRET, mixed, soon};
use support::Lab;

const UPDATE: &str = "ctl -C c update CTLFile --yes";

fn mode(lab: &Lab, name: &str) -> u32 {
    fs::symlink_metadata(lab.path(name)).unwrap().mode() & 0o7777
}

#[test]
fn the_store_is_for_its_owner() {
    let lab = Lab::new();
    lab.bash("umask 000; ctl -q init c --lab --nodes 1 --release 12.5").run().quiet();
    assert_eq!((mode(&lab, "c/.ctl"), mode(&lab, "c/.ctl/state.db")), (0o700, 0o600));
    // Permissions that an earlier version left open are closed by the next command that writes.
    for (folder, file, closed) in [(0o755, 0o644, (0o700, 0o600)), (0o750, 0o640, (0o700, 0o600))] {
        let lab = mixed();
        let set = |name: &str, mode| {
            fs::set_permissions(lab.path(name), fs::Permissions::from_mode(mode)).unwrap();
        };
        set("c/.ctl/state.db", file);
        set("c/.ctl", folder);
        assert_eq!(soon(&lab, "ctl -C c status").code, 0);
        assert_eq!((mode(&lab, "c/.ctl"), mode(&lab, "c/.ctl/state.db")), (folder, file));
        let run = soon(&lab, UPDATE);
        assert_eq!(run.code, 0, "{}", run.err);
        assert_eq!((mode(&lab, "c/.ctl"), mode(&lab, "c/.ctl/state.db")), closed);
    }
}

/// Another kind of file under the name of the lock is not followed, not waited for and not changed.
#[test]
fn the_lock_is_a_file_of_its_own() {
    let error = "ctl: c/.ctl/lock was not created by ctl; find out who created it, then remove \
                 it\n";
    let mut rows = 0;
    for how in [
        "ln -s $PWD/secret $1",
        "ln -s $PWD/nowhere $1",
        "ln secret $1",
        "cp secret $1",
        "mkfifo $1",
        "mkdir $1",
    ] {
        let lab = mixed();
        lab.bash(&format!("set -- c/.ctl/lock; rm -f $1; {how}")).run().quiet();
        let run = soon(&lab, UPDATE);
        assert_eq!(run.all(), (5, "", error), "{how}");
        assert_eq!(lab.read("secret"), SECRET.as_bytes(), "{how}");
        assert!(!lab.path("nowhere").exists(), "{how}");
        assert_eq!(soon(&lab, "ctl -C c status").code, 0, "{how}");
        rows += 1;
    }
    assert_eq!(rows, 6);
    // A lock with a longer command is not truncated, and only its first line is read.
    let lab = mixed();
    lab.write("c/.ctl/lock", "1 a command that is much longer than the next one\n");
    assert_eq!(soon(&lab, UPDATE).code, 0);
    let text = String::from_utf8(lab.read("c/.ctl/lock")).unwrap();
    let (line, rest) = text.split_once('\n').unwrap();
    assert!(line.ends_with(" update CTLFile"), "{text}");
    assert!(rest.ends_with("than the next one\n"), "{text}");
    assert_eq!(mode(&lab, "c/.ctl/lock") & 0o022, 0);
}

/// The file of phones may not be the intended one.
#[test]
fn the_lines_of_a_wrong_file_are_not_shown() {
    let lab = mixed();
    let text = String::from_utf8(lab.read("c/cluster.toml")).unwrap();
    lab.write("c/cluster.toml", format!("devices = \"../secret\"\n{text}"));
    let run = soon(&lab, "ctl -v -C c status");
    let error = "ctl: c/../secret, line 1: expected a MAC address of 12 hexadecimal digits, found \
                 27 characters that are not one [E-DEVICES-MAC]; write one address per line, as \
                 001122AABBCC, 00:11:22:AA:BB:CC or SEP001122AABBCC\n";
    assert_eq!(run.all(), (3, "", error));
}
