//! The ids of docs/errors.md: a test provokes each of them. Most have a row in a table here; the
//! others are provoked by the tests of their subject.

mod catalogue;
mod clusters;
mod lists;
mod special;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use support::Lab;
use support::fixtures::fixture;
use support::program::Run;
use support::tree::Tree;

/// An id, what bash does before, and the arguments of the command that fails with it.
type Row = (&'static str, &'static str, &'static str);

/// Each id and its exit code, as `ctl generate errors` writes them.
fn catalogue() -> &'static BTreeMap<String, i32> {
    static CATALOGUE: OnceLock<BTreeMap<String, i32>> = OnceLock::new();
    CATALOGUE.get_or_init(|| {
        let lab = Lab::new();
        lab.ctl("generate errors .").run().quiet();
        let text = String::from_utf8(lab.read("errors.md")).unwrap();
        let rows = text.lines().filter_map(|line| line.strip_prefix("| `"));
        let rows = rows.map(|row| {
            let (id, rest) = row.split_once("` | ").expect(row);
            (id.to_owned(), rest.split_once(" | ").expect(row).0.parse().expect(row))
        });
        rows.collect()
    })
}

/// A folder with lists, certificates and keys; the cluster `c`, tokenless, with two nodes and keys
/// of 1024 bits; `t`, signed by tokens whose keys are in files; and `r` of 12.5.
fn folder() -> Lab {
    static MADE: OnceLock<Tree> = OnceLock::new();
    Lab::copied(&MADE, || {
        let lab = Lab::new();
        for name in ["pub-ccm", "ec-256", "lab-ca", "ccm-512", "ccm-4096"] {
            lab.pair(name, &format!("{name}.both"));
        }
        lab.list("ctl-512");
        lab.list("itl-12");
        lab.cluster("c", "--nodes 2 --release 10.5(2)");
        lab.cluster("t", "--nodes 1 --release 11.5 --tokens");
        lab.cluster("r", "--nodes 1 --release 12.5");
        let script = "s/^key = \"pkcs11:token=\\([^;]*\\);.*/key = \"keys\\/lab-only-\\1.pem\"/";
        lab.bash(&format!("sed -i '{script}' t/cluster.toml")).run().quiet();
        lab
    })
}

/// Asserts that a run of `ctl -v` fails with this id and its documented exit code.
fn assert_ends_with(run: &Run, id: &str) {
    let code = catalogue().get(id).unwrap_or_else(|| panic!("{id} is not in the catalogue"));
    let printed = String::from_utf8_lossy(&run.out).into_owned() + &run.err;
    assert!(printed.contains(&format!("[{id}]")), "{id}: {} {printed}", run.code);
    assert_eq!(run.code, *code, "{id}: {printed}");
}

/// Runs every row in a folder of its own; returns the number of rows.
fn provoke(rows: &[Row]) -> usize {
    for (id, before, command) in rows {
        let lab = folder();
        let call = lab.bash(&format!("set -e\n{before}\nctl -v {command}"));
        let run = call.env("FIXTURES", fixture("").to_str().unwrap()).run();
        assert_ends_with(&run, id);
    }
    rows.len()
}
