//! What the commands of a cluster refuse: nothing is written, and the exit code tells the kind of
//! error.

mod folders;
mod locked;
mod manifest;
mod places;
mod questions;
mod store;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use support::Lab;

/// Everything in a folder, by its path: the bytes, empty for a folder.
type Tree = BTreeMap<String, Vec<u8>>;

/// The cluster `c` of two nodes, which has published nothing yet. Its keys have 1024 bits: those
/// are generated fast.
fn cluster() -> Lab {
    let lab = Lab::new();
    lab.cluster("c", "--nodes 2 --release 10.5(2)");
    lab
}

/// The same in mixed mode.
fn mixed() -> Lab {
    let lab = cluster();
    let run = lab.ctl("-C c set-cluster mixed-mode --yes").run();
    assert_eq!(run.code, 0, "{}", run.err);
    lab
}

/// Changes cluster.toml.
fn edit(lab: &Lab, from: &str, to: &str) {
    let text = String::from_utf8(lab.read("c/cluster.toml")).unwrap();
    assert!(text.contains(from), "{from}");
    lab.write("c/cluster.toml", text.replacen(from, to, 1));
}

/// Adds a firewall to cluster.toml, so that an update has something to do.
fn firewall(lab: &Lab) {
    let text = String::from_utf8(lab.read("c/cluster.toml")).unwrap();
    let new = "cert new -q --subject CN=asa -o c/certs/asa.pem --key-out asa.key";
    assert_eq!(lab.ctl(new).run().quiet(), "");
    let firewall = "host = \"asa\"\naddress = \"10.48.47.1\"\ncertificate = \"certs/asa.pem\"\n";
    lab.write("c/cluster.toml", format!("{text}\n[[firewall]]\n{firewall}"));
}

/// The cluster's folder except the lock, which records its last holder.
fn tree(lab: &Lab) -> Tree {
    let mut found = Tree::new();
    visit(&lab.path("c"), "c/", &mut found);
    found.remove("c/.ctl/lock");
    found
}

fn visit(folder: &Path, name: &str, found: &mut Tree) {
    found.insert(name.to_owned(), Vec::new());
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{name}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            visit(&entry.path(), &format!("{name}/"), found);
        } else {
            found.insert(name, fs::read(entry.path()).unwrap());
        }
    }
}
