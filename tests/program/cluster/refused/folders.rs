//! Folders that are missing, or that the user may not write to.

use std::fs;
use std::os::unix::fs::MetadataExt as _;

use super::{Tree, cluster, edit, firewall, mixed, tree};
use support::Lab;
use support::program::Run;

const UPDATE: &str = "ctl -C c update CTLFile --yes";

/// Runs a command line as a user with restricted permissions: instead of root, another user, who
/// owns the cluster's folder. `close` is run before that, by its owner.
fn bound(lab: &Lab, close: &str, line: &str) -> Run {
    let root = fs::metadata("/proc/self").unwrap().uid() == 0;
    let line = if root {
        // Root's own target folder may be closed to others.
        format!(
            "mkdir -p bin && cp $(command -v ctl) bin && chmod 755 . && chown -R 65534:65534 c && {close}; \
             PATH=$PWD/bin:$PATH exec setpriv --reuid=65534 --regid=65534 --clear-groups {line}"
        )
    } else {
        format!("{close}; {line}")
    };
    lab.bash(&line).run()
}

/// The content of the folder, which may be closed to its owner.
fn opened(lab: &Lab) -> Tree {
    lab.bash("chmod -R u+rwX c").run().quiet();
    tree(lab)
}

const ADVICE: &str = "check the folder, its permissions and the space left on it";

#[test]
fn what_may_not_be_written_stays_and_nothing_else_is_written() {
    let denied = "Permission denied (os error 13)";
    // What is closed, and the error; links are followed before a file is created.
    let table = [
        (
            "chmod 555 c/tftp/cucm-sub1",
            format!("ctl: cannot create HERE/c/tftp/cucm-sub1/CTLFile.tlv: {denied}; {ADVICE}\n"),
        ),
        ("chmod 555 c/tftp", format!("ctl: cannot create c/tftp/asa: {denied}; {ADVICE}\n")),
        (
            "chmod 555 c/.ctl",
            format!(
                "ctl: cannot write c/.ctl/state.db: it, or its folder, is read-only; {ADVICE}\n"
            ),
        ),
        (
            "chmod 444 c/.ctl/state.db",
            format!(
                "ctl: cannot write c/.ctl/state.db: it, or its folder, is read-only; {ADVICE}\n"
            ),
        ),
        (
            "chmod 444 c/.ctl/lock",
            format!(
                "ctl: cannot open c/.ctl/lock: {denied}; check the folder and its permissions\n"
            ),
        ),
    ];
    for (close, error) in &table {
        let lab = mixed();
        firewall(&lab);
        let before = tree(&lab);
        let run = bound(&lab, close, UPDATE);
        let here = lab.path(".").canonicalize().unwrap();
        let error = error.replace("HERE", here.to_str().unwrap());
        assert_eq!(run.all(), (5, "", error.as_str()), "{close}");
        assert_eq!(opened(&lab), before, "{close}");
        let run = bound(&lab, "true", UPDATE);
        assert_eq!(run.code, 0, "{close}: {}", run.err);
        assert_eq!(lab.read("c/tftp/asa/CTLFile.tlv"), lab.read("c/tftp/cucm-sub1/CTLFile.tlv"));
    }
    assert_eq!(table.len(), 5);
}

/// The first command in a folder that belongs to another user.
#[test]
fn a_folder_without_a_store_that_may_only_be_read() {
    let lab = cluster();
    fs::remove_dir_all(lab.path("c/.ctl")).unwrap();
    let before = tree(&lab);
    let run = bound(&lab, "chmod 555 c", "ctl -C c set-cluster mixed-mode --yes --new-phones");
    let error = "ctl: cannot create the folder c/.ctl: Permission denied (os error 13)";
    assert_eq!(run.all(), (5, "", format!("{error}; {ADVICE}\n").as_str()));
    assert_eq!(opened(&lab), before);
}

#[test]
fn who_may_only_read_can_look() {
    for (line, code) in [
        ("ctl -C c status", 0),
        ("ctl -C c status --history", 0),
        ("ctl -C c show @current", 0),
        ("ctl -C c update CTLFile --dry-run", 0),
    ] {
        let lab = mixed();
        let before = tree(&lab);
        let run = bound(&lab, "chmod -R a-w c", line);
        assert_eq!((run.code, run.err.as_str()), (code, ""), "{line}");
        assert!(!run.out.is_empty(), "{line}");
        assert_eq!(opened(&lab), before, "{line}");
    }
}

#[test]
fn an_input_that_may_not_be_read() {
    let denied = "cannot be read: Permission denied (os error 13)";
    let line = |lab: &Lab, text: &str| {
        let manifest = String::from_utf8(lab.read("c/cluster.toml")).unwrap();
        manifest.lines().position(|line| line == text).unwrap() + 1
    };
    let sub = "certificate = \"certs/cucm-sub1-CallManager.pem\"";
    let lab = mixed();
    let table = [
        (
            "c/cluster.toml",
            3,
            format!("ctl: c/cluster.toml: {denied}; check the name and the permissions\n"),
        ),
        (
            "c/certs/cucm-sub1-CallManager.pem",
            3,
            format!(
                "ctl: c/cluster.toml: line {}, column 15: certs/cucm-sub1-CallManager.pem: \
                 Permission denied (os error 13); check the path; it is relative to the folder of \
                 cluster.toml\n",
                line(&lab, sub)
            ),
        ),
        (
            "c/tftp/cucm-pub/ITLFile.tlv",
            3,
            format!(
                "ctl: c/tftp/cucm-pub/ITLFile.tlv: {denied}; check the name and the permissions\n"
            ),
        ),
    ];
    for (file, code, error) in &table {
        let lab = mixed();
        edit(&lab, "10.48.47.154", "10.48.47.200");
        let before = tree(&lab);
        let run = bound(&lab, &format!("chmod 000 {file}"), UPDATE);
        assert_eq!(run.all(), (*code, "", error.as_str()), "{file}");
        assert_eq!(opened(&lab), before, "{file}");
    }
    assert_eq!(table.len(), 3);
}

#[test]
fn a_folder_that_cluster_toml_names_is_not_made() {
    let lab = mixed();
    fs::remove_dir_all(lab.path("c/tftp/cucm-sub1")).unwrap();
    let before = tree(&lab);
    let error = "ctl: the folder c/tftp/cucm-sub1 of cucm-sub1 does not exist; create it, or \
                 correct `publish` of that server in cluster.toml\n";
    for line in [UPDATE, "ctl -C c set-cluster non-secure-mode --yes"] {
        let run = lab.bash(line).run();
        assert_eq!(run.all(), (5, "", error), "{line}");
        assert_eq!(tree(&lab), before, "{line}");
    }
    // The folder is created again and gets the missing files, without a new generation.
    fs::create_dir(lab.path("c/tftp/cucm-sub1")).unwrap();
    let run = lab.bash(UPDATE).run();
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(lab.read("c/tftp/cucm-sub1/CTLFile.tlv"), lab.read("c/tftp/cucm-pub/CTLFile.tlv"));
    let status = lab.ctl("-C c status").run();
    assert!(status.quiet().contains("\nPublished: @1 on "), "{}", status.text());
}
