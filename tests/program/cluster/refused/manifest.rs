//! cluster.toml with every kind of mistake: line and column, and nothing is written.

use std::fs;

use super::{cluster, edit, tree};

/// The text in cluster.toml, its replacement, the line from which the error's line is counted, how
/// many lines below it and in which column the error is, and its message.
const MISTAKES: &[(&str, &str, &str, usize, usize, &str)] = &[
    (
        "digest = ",
        "digets = ",
        "digets = \"sha1\"",
        0,
        1,
        "unknown key \"digets\" in cluster.toml; its keys are name, release, digest, signing, \
                      phones, \
         sha512, signer, devices, pkcs11-module, itlrecovery, node, tftp, firewall, trust, token, record; \
         correct the key, or remove it",
    ),
    (
        "sha512 = false",
        "sha512 = \"false\"",
        "sha512 = \"false\"",
        0,
        10,
        "sha512 is a string, expected true or false; write the value as docs/cluster.md shows it",
    ),
    (
        "release = \"10.5(2)\"",
        "release = \"10.5\"",
        "release = \"10.5\"",
        0,
        11,
        "10.5 matches two rows of the table of releases, \"10.0, 10.5(1)\" and \"10.5(2), 11.0\": \
         write 10.5(1) or 10.5(2); make release, signing and signer agree with the table in \
         docs/cluster.md",
    ),
    (
        "certificate = \"certs/ITLRecovery.pem\"",
        "certificate = \"certs/Recovery.pem\"",
        "[itlrecovery]",
        1,
        15,
        "certs/Recovery.pem: No such file or directory (os error 2); check the path; it is \
         relative to the folder of cluster.toml",
    ),
    (
        "address = \"10.48.47.154\"\n",
        "address = \"10.48.47.154\"\npublisher = true\n",
        "address = \"10.48.47.154\"",
        1,
        13,
        "more than one publisher; the first is in line 63, column 13; keep publisher = \
         true in only one of the two",
    ),
    (
        "publisher = true\n",
        "",
        "[[node]]",
        0,
        1,
        "no [[node]] is the publisher; write publisher = true in the publisher's [[node]]",
    ),
    (
        "publish = \"tftp/cucm-sub1\"",
        "publish = \"sftp://cucm-sub1/tftp\"",
        "publish = \"sftp://cucm-sub1/tftp\"",
        0,
        11,
        "publish is \"sftp://cucm-sub1/tftp\", but publishing to URLs is not supported yet; name \
         a folder; \
         copy its files from there to the server",
    ),
    (
        "name = \"lab\"",
        "name = lab",
        "name = lab",
        0,
        8,
        "a value is missing here, or is a string without quotes; correct the line; toml.io \
         describes the syntax",
    ),
    (
        "[[node]]\nhost = \"cucm-sub1\"\n",
        "[[node]] # cucm-sub1\n",
        "[[node]] # cucm-sub1",
        0,
        1,
        "host is missing in [[node]]; add the key; docs/cluster.md has an example of each",
    ),
];

#[test]
fn a_mistake_is_reported_with_line_and_column_by_every_command() {
    for (from, to, mark, below, column, sentence) in MISTAKES {
        let lab = cluster();
        edit(&lab, from, to);
        let text = String::from_utf8(lab.read("c/cluster.toml")).unwrap();
        let line = 1 + below + text.lines().position(|line| line == *mark).expect(mark);
        let error = format!("ctl: c/cluster.toml: line {line}, column {column}: {sentence}\n");
        let before = tree(&lab);
        for command in [
            "set-cluster mixed-mode --yes",
            "set-cluster mixed-mode --dry-run",
            "update CTLFile --yes",
            "delete CTLFile --yes",
            "itl update --yes",
            "status",
        ] {
            let run = lab.ctl(&format!("-C c {command}")).run();
            assert_eq!(run.all(), (3, "", error.as_str()), "{to}: {command}");
            assert_eq!(tree(&lab), before, "{to}: {command}");
        }
    }
    assert_eq!(MISTAKES.len(), 9);
}

#[test]
fn where_there_is_no_cluster() {
    let lab = cluster();
    fs::remove_file(lab.path("c/cluster.toml")).unwrap();
    fs::remove_dir_all(lab.path("c/.ctl")).unwrap();
    let before = tree(&lab);
    let error = |folder: &str| {
        format!(
            "ctl: not a cluster: {folder} has no cluster.toml; use -C, CTL_CLUSTER or `ctl init`\n"
        )
    };
    let mut cases = 0;
    for command in [
        "set-cluster mixed-mode --yes",
        "update",
        "upgrade",
        "reset",
        "delete",
        "itl update",
        "itl reset localkey",
        "token add pkcs11:token=a",
        "token remove a",
        "adopt @1",
        "plan --change capf",
        "status",
        "status --history",
        "show @1",
        "show ctl",
        "show itl",
    ] {
        let run = lab.ctl(&format!("-C c {command}")).run();
        assert_eq!(run.all(), (3, "", error("c").as_str()), "{command}");
        let run = lab.ctl(command).run();
        assert_eq!(run.all(), (3, "", error("this folder").as_str()), "{command}");
        assert_eq!(tree(&lab), before, "{command}");
        cases += 1;
    }
    assert_eq!(cases, 16);
}
