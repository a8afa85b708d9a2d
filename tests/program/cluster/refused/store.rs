//! An unusable store: `ctl status` reports what it can read from the published files.

use rusqlite::Connection;
use sha1::{Digest as _, Sha1};

use super::{mixed, tree};
use support::Lab;

/// What `ctl status` prints about the files before the error.
fn files(lab: &Lab) -> String {
    let mut said = String::new();
    for (host, name) in
        [("cucm-pub", "CTLFile.tlv"), ("cucm-pub", "ITLFile.tlv"), ("cucm-sub1", "CTLFile.tlv")]
    {
        let file = format!("c/tftp/{host}/{name}");
        let bytes = lab.read(&file);
        let (size, sha1) = (bytes.len(), hex::encode(Sha1::digest(&bytes)));
        said += &format!("ctl: {file} on {host}: {size} bytes, SHA-1 {sha1}, signed by cucm-pub\n");
    }
    said
}

#[test]
fn a_store_that_is_damaged_newer_or_foreign() {
    type Damage = Box<dyn Fn(&Lab)>;
    let sql = |text: &'static str| {
        move |lab: &Lab| {
            let store = Connection::open(lab.path("c/.ctl/state.db")).unwrap();
            store.execute_batch(text).unwrap();
        }
    };
    let damage: [(Damage, &str); 5] = [
        (
            Box::new(|lab| lab.write("c/.ctl/state.db", "no database")),
            "c/.ctl/state.db is damaged: it is not an SQLite database; restore it from a backup; \
             without one, move it away and adopt the lists that phones hold with `ctl adopt`",
        ),
        (
            Box::new(|lab| {
                let bytes = lab.read("c/.ctl/state.db");
                lab.write("c/.ctl/state.db", &bytes[..bytes.len() - 100]);
            }),
            "c/.ctl/state.db is damaged: it is truncated; restore it from a backup; without \
             one, move it away and adopt the lists that phones hold with `ctl adopt`",
        ),
        (
            Box::new(sql("PRAGMA foreign_keys = OFF; DELETE FROM content;")),
            "c/.ctl/state.db is damaged: its content is inconsistent; restore it from a backup; \
             without one, move it away and adopt the lists that phones hold with `ctl adopt`",
        ),
        (
            Box::new(sql("PRAGMA user_version = 3;")),
            "c/.ctl/state.db was written by a newer ctl: expected version 2 or lower, found 3; \
             use the newer ctl for this cluster; `ctl show` still reads the \
             published files",
        ),
        (
            Box::new(sql("PRAGMA application_id = 1;")),
            "c/.ctl/state.db is a database of another program; move it away, then adopt the lists \
             that phones hold with `ctl adopt`",
        ),
    ];
    for (damage, error) in &damage {
        let lab = mixed();
        damage(&lab);
        let before = tree(&lab);
        let error = format!("ctl: {error}\n");
        let run = lab.ctl("-C c status").run();
        assert_eq!(run.all(), (3, "", (files(&lab) + &error).as_str()));
        for command in [
            "status --history",
            "show @1",
            "set-cluster non-secure-mode --yes",
            "update CTLFile --yes",
            "update CTLFile --dry-run",
            "adopt c/tftp/cucm-pub/CTLFile.tlv",
        ] {
            let run = lab.ctl(&format!("-C c {command}")).run();
            assert_eq!(run.code, 3, "{command}: {}", run.err);
            assert!(run.out.is_empty() && run.err.ends_with(&error), "{command}: {}", run.err);
        }
        assert_eq!(tree(&lab), before);
    }
}

#[test]
fn a_published_file_that_is_not_a_list() {
    let lab = mixed();
    lab.write("c/.ctl/state.db", "");
    lab.write("c/tftp/cucm-pub/ITLFile.tlv", "no list");
    let mut bytes = lab.read("c/tftp/cucm-sub1/CTLFile.tlv");
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    lab.write("c/tftp/cucm-sub1/CTLFile.tlv", &bytes);
    let run = lab.ctl("-C c status").run();
    let lines: Vec<_> = run.err.lines().collect();
    assert_eq!((run.code, lines.len()), (3, 4), "{}", run.err);
    assert!(lines[0].ends_with(", signed by cucm-pub"), "{}", lines[0]);
    assert!(lines[1].contains(": no list: "), "{}", lines[1]);
    assert!(lines[2].ends_with(", not sound"), "{}", lines[2]);
}
