//! Something other than a list file in the place of a published file.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::net::UnixListener;

use super::{SECRET, holds, mixed, names, soon};
use support::Lab;

const UPDATE: &str = "ctl -C c update CTLFile --yes";
const PUB: &str = "c/tftp/cucm-pub";
const SUB: &str = "c/tftp/cucm-sub1";
const HINT: &str = "find out who put it there, and move it away; --force replaces it, but never the target of a link";

/// What bash puts in the place of `$1`, and what errors call it.
const OBSTACLES: [(&str, &str); 7] = [
    ("ln -s $PWD/secret $1", "a symbolic link"),
    ("ln -s /dev/zero $1", "a symbolic link"),
    ("ln -s nowhere $1", "a symbolic link"),
    ("mkfifo $1", "a named pipe"),
    ("mkdir $1", "a folder"),
    ("truncate -s 1048577 $1", "larger than 1048576 bytes"),
    ("true $1", "a socket"),
];

fn place(lab: &Lab, file: &str, how: &str) {
    lab.bash(&format!("set -- {file}; rm -f $1; {how}")).run().quiet();
    if how == "true $1" {
        drop(UnixListener::bind(lab.path(file)).unwrap());
    }
}

#[test]
fn what_is_no_file_is_drift_and_is_replaced_only_by_force() {
    let mut rows = 0;
    for (folder, host, name) in [(PUB, "cucm-pub", "CTLFile.tlv"), (SUB, "cucm-sub1", "capf.cer")] {
        for (how, what) in OBSTACLES {
            let lab = mixed();
            let file = format!("{folder}/{name}");
            let before = (lab.read(&file), names(&lab, folder));
            place(&lab, &file, how);
            let kind = fs::symlink_metadata(lab.path(&file)).unwrap().file_type();

            let status = soon(&lab, "ctl -C c status");
            assert_eq!((status.code, status.err.as_str()), (1, ""), "{file} {how}");
            let drift =
                format!("\n1 difference:\n  {name} on {host} is {what}, and was not read\n");
            assert!(status.text().ends_with(&drift), "{how}: {}", status.text());

            let error = format!("ctl: {file} is {what} and is not replaced; {HINT}\n");
            for option in ["", " --dry-run"] {
                let run = soon(&lab, &format!("{UPDATE}{option}"));
                assert_eq!((run.code, run.err.as_str()), (5, error.as_str()), "{file} {how}");
            }
            let now = fs::symlink_metadata(lab.path(&file)).unwrap().file_type();
            assert_eq!(now, kind, "{how}");
            assert_eq!(names(&lab, folder), before.1, "{how}");

            let run = soon(&lab, &format!("{UPDATE} --force"));
            assert_eq!(run.code, 0, "{how}: {}", run.err);
            let now = fs::symlink_metadata(lab.path(&file)).unwrap();
            assert!(now.is_file() && now.mode() & 0o7777 == 0o644, "{how}");
            if name == "capf.cer" {
                assert_eq!(lab.read(&file), before.0, "{how}");
            } else {
                assert_eq!(lab.read(&file), lab.read(&format!("{SUB}/{name}")), "{how}");
            }
            assert_eq!(names(&lab, folder), before.1, "{how}");
            assert_eq!(lab.read("secret"), SECRET.as_bytes(), "{how}");
            assert!(!holds(&lab, "c/.ctl/state.db", SECRET.as_bytes()), "{how}");
            rows += 1;
        }
    }
    assert_eq!(rows, 14);
}

#[test]
fn a_folder_with_something_in_it_is_never_replaced() {
    let lab = mixed();
    place(&lab, "c/tftp/cucm-pub/CTLFile.tlv", "mkdir $1; cp secret $1");
    let error = format!(
        "ctl: {PUB}/CTLFile.tlv is a folder that is not empty and is not replaced; {HINT}\n"
    );
    for option in ["", " --force"] {
        let run = soon(&lab, &format!("{UPDATE}{option}"));
        assert_eq!((run.code, run.err.as_str()), (5, error.as_str()));
        assert_eq!(lab.read("c/tftp/cucm-pub/CTLFile.tlv/secret"), SECRET.as_bytes());
    }
}

/// A regular file that is not a list is replaced by force, and no copy of it is kept.
#[test]
fn only_lists_and_certificates_are_kept() {
    let mut rows = 0;
    for (name, kept) in
        [("secret", false), ("c/keys/CAPF.pem", false), ("both", false), ("c/certs/CAPF.pem", true)]
    {
        let lab = mixed();
        let both = [lab.read("c/certs/CAPF.pem"), lab.read("c/keys/cucm-pub-CallManager.pem")];
        lab.write("both", both.concat());
        let name = if name == "c/keys/CAPF.pem" { "c/keys/cucm-pub-CallManager.pem" } else { name };
        let bytes = lab.read(name);
        lab.write("c/tftp/cucm-sub1/capf.cer", &bytes);
        let run = soon(&lab, UPDATE);
        assert_eq!(run.code, 0, "{name}: {}", run.err);
        // What SQLite no longer needs stays in its file for a while: the bytes are not even there.
        let part = &bytes[bytes.len() / 2..];
        assert_eq!(holds(&lab, "c/.ctl/state.db", part), kept, "{name}");
        rows += 1;
    }
    assert_eq!(rows, 4);
}

/// The mode stays, except the set-id bits; the owner stays if root may change file owners on this
/// system.
#[test]
fn the_owner_and_the_mode_of_a_file_stay() {
    let root = is_root();
    let mut rows = 0;
    for (mode, kept) in [(0o640, 0o640), (0o4755, 0o755), (0o2664, 0o664), (0o600, 0o600)] {
        let lab = mixed();
        let file = lab.path("c/tftp/cucm-sub1/capf.cer");
        fs::write(&file, "text").unwrap();
        if root {
            std::os::unix::fs::chown(&file, Some(65534), Some(12345)).unwrap();
        }
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        let before = fs::metadata(&file).unwrap();
        let run = soon(&lab, UPDATE);
        assert_eq!(run.code, 0, "{}", run.err);
        let now = fs::metadata(&file).unwrap();
        assert_ne!(now.ino(), before.ino());
        assert_eq!((now.uid(), now.gid()), (before.uid(), before.gid()), "{mode:o}");
        assert_eq!(now.mode() & 0o7777, kept, "{mode:o}");
        rows += 1;
    }
    assert_eq!(rows, 4);
}

fn is_root() -> bool {
    fs::metadata("/proc/self").unwrap().uid() == 0
}

/// `.ctl-check` of a killed run is removed by the next command; another kind of file with that name
/// is an obstacle, and so is one with the name of a temporary file.
#[test]
fn names_of_temporary_files() {
    let lab = mixed();
    for folder in [PUB, SUB] {
        lab.write(&format!("{folder}/.ctl-check"), "");
    }
    let run = soon(&lab, UPDATE);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(names(&lab, PUB), ["CTLFile.tlv", "ITLFile.tlv"]);

    let mut rows = 0;
    for name in [".ctl-check", ".CTLFile.tlv.ctl-2", ".CTLFile.tlv.ctl-2-old"] {
        for how in ["cp secret $1", "ln -s $PWD/secret $1", "mkfifo $1", "mkdir $1"] {
            let lab = mixed();
            place(&lab, &format!("{PUB}/{name}"), how);
            let run = soon(&lab, &format!("{UPDATE} --force"));
            let here = lab.path(".").canonicalize().unwrap();
            let file = format!("{}/{PUB}/{name}", here.display());
            let error = format!(
                "{file} is in the way: ctl uses this name for a temporary file, but did not create this one; find out who put it there, and remove it\n"
            );
            assert_eq!(run.code, 5, "{name} {how}: {}", run.err);
            assert!(run.err.ends_with(&error), "{name} {how}: {}", run.err);
            assert_eq!(names(&lab, PUB), [name, "CTLFile.tlv", "ITLFile.tlv"].map(str::to_owned));
            assert_eq!(lab.read("secret"), SECRET.as_bytes(), "{name} {how}");
            rows += 1;
        }
    }
    assert_eq!(rows, 12);
}
