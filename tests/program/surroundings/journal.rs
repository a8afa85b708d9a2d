//! A journal that somebody has changed: it is in `.ctl/state.db`, and what it contains would be
//! executed with the user's rights.

use std::fs;
use std::os::unix::fs::MetadataExt as _;

use rusqlite::{Connection, params};
use sha2::{Digest as _, Sha256};

use super::{SECRET, mixed, soon};
use support::Lab;

const UPDATE: &str = "ctl -C c update CTLFile --yes";

/// A journal with one file, whose renames have begun, as a row of each table that it needs.
fn plant(lab: &Lab, server: &str, path: &str, temporary: &str, new: Option<&[u8]>, make: bool) {
    let database = Connection::open(lab.path("c/.ctl/state.db")).unwrap();
    let sha256 = new.map(|new| {
        let sha256 = Sha256::digest(new).to_vec();
        let content = "INSERT OR IGNORE INTO content VALUES (?1, ?2)";
        database.execute(content, params![sha256, new]).unwrap();
        sha256
    });
    database.execute_batch("INSERT INTO journal VALUES (1, 1, 1, 1)").unwrap();
    let moment = "INSERT INTO journal_moment SELECT 1, max(number), 0 FROM moment";
    database.execute_batch(moment).unwrap();
    let file = "INSERT INTO journal_file (server, path, temporary, new, old, mode, make_folder)
                VALUES (?1, ?2, ?3, ?4, NULL, 4095, ?5)";
    database.execute(file, params![server, path, temporary, sha256, make]).unwrap();
}

#[test]
fn it_writes_and_deletes_nothing_else() {
    let here = |lab: &Lab, path: &str| path.replace("HERE", lab.path("").to_str().unwrap());
    let mut rows = 0;
    for (server, path, temporary) in [
        ("cucm-pub", "HEREsecret", ".secret.ctl-1"),
        ("cucm-pub", "HERECTLFile.tlv", ".CTLFile.tlv.ctl-1"),
        ("cucm-pub", "tftp/cucm-pub/../../../secret", ".secret.ctl-1"),
        ("cucm-pub", "tftp/cucm-pub/../../../CTLFile.tlv", ".CTLFile.tlv.ctl-1"),
        ("cucm-pub", "tftp/CTLFile.tlv", ".CTLFile.tlv.ctl-1"),
        ("cucm-pub", "tftp/cucm-pub/.bashrc", "..bashrc.ctl-1"),
        ("cucm-pub", "tftp/cucm-pub/CTLSEP00.tlv", ".CTLSEP00.tlv.ctl-1"),
        ("cucm-pub", "tftp/cucm-pub/CTLFile.tlv", "../../../secret"),
        ("cucm-pub", "tftp/cucm-pub/CTLFile.tlv", ".CTLFile.tlv.ctl-2"),
        ("", "keys/CAPF.pem", ".CAPF.pem.ctl-1"),
        ("", "../secret", ".secret.ctl-1"),
        ("", "tokens/../cluster.toml", ".cluster.toml.ctl-1"),
        ("", "tokens/a.b.pem", ".a.b.pem.ctl-1"),
    ] {
        for new in [None, Some(&b"new"[..])] {
            for force in ["", " --force"] {
                let lab = mixed();
                let path = here(&lab, path);
                plant(&lab, server, &path, temporary, new, true);
                let before = lab.read("c/tftp/cucm-pub/CTLFile.tlv");
                let run = soon(&lab, &format!("{UPDATE}{force}"));
                let named = lab.path("c").join(&path);
                let named = if path.starts_with('/') {
                    named.display().to_string()
                } else {
                    format!("c/{path}")
                };
                let error = format!(
                    "ctl: the unfinished publication of generation 1 in .ctl/state.db names \
                     {named}, which is not a file that ctl publishes for this cluster; nothing \
                     was touched; if that server was just removed from cluster.toml, add it \
                     again; otherwise restore a backup of .ctl/state.db\n"
                );
                assert_eq!(run.all(), (3, "", error.as_str()), "{path} {temporary}");
                assert_eq!(lab.read("secret"), SECRET.as_bytes(), "{path}");
                assert_eq!(lab.read("c/tftp/cucm-pub/CTLFile.tlv"), before, "{path}");
                assert!(!lab.path("CTLFile.tlv").exists(), "{path}");
                rows += 1;
            }
        }
    }
    assert_eq!(rows, 52);
}

#[test]
fn its_error_has_an_id() {
    let lab = mixed();
    plant(&lab, "", "../secret", ".secret.ctl-1", None, true);
    let run = soon(&lab, "ctl -v -C c update CTLFile --yes");
    assert!(run.code == 3 && run.err.contains("[E-PUBLISH-JOURNAL]"), "{}", run.err);
}

/// A file that the journal may name is written, with the mode of a new file.
#[test]
fn it_sets_no_modes() {
    let lab = mixed();
    let list = lab.read("c/tftp/cucm-pub/CTLFile.tlv");
    let file = "tftp/cucm-sub1/CTLFile.tlv";
    fs::remove_file(lab.path("c").join(file)).unwrap();
    plant(&lab, "cucm-sub1", file, ".CTLFile.tlv.ctl-1", Some(&list), false);
    let run = soon(&lab, UPDATE);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(lab.read(&format!("c/{file}")), list);
    let mode = fs::metadata(lab.path("c").join(file)).unwrap().mode();
    assert_eq!(mode & 0o7777, 0o644);
}

/// A server that was removed meanwhile: the store has recorded its folder, which is the user's.
#[test]
fn a_server_that_is_gone_from_cluster_toml_is_finished() {
    let lab = mixed();
    let text = String::from_utf8(lab.read("c/cluster.toml")).unwrap();
    let node = text.find("[[node]]\nhost = \"cucm-sub1\"").expect("a second node");
    lab.write("c/cluster.toml", &text[..node]);
    let list = lab.read("c/tftp/cucm-pub/CTLFile.tlv");
    let file = "tftp/cucm-sub1/CTLFile.tlv";
    fs::remove_file(lab.path("c").join(file)).unwrap();
    plant(&lab, "cucm-sub1", file, ".CTLFile.tlv.ctl-1", Some(&list), false);
    let run = soon(&lab, "ctl -C c itl update --yes");
    assert!(run.err.contains("an interrupted run had started to publish @1"), "{}", run.err);
    assert_eq!(lab.read(&format!("c/{file}")), list);
    // A missing folder is not created.
    fs::remove_dir_all(lab.path("c/tftp/cucm-sub1")).unwrap();
    plant(&lab, "cucm-sub1", file, ".CTLFile.tlv.ctl-1", Some(&list), true);
    let run = soon(&lab, "ctl -C c itl update --yes");
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(!lab.path("c/tftp/cucm-sub1").exists());
}
