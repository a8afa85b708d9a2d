//! `ctl init`.

mod blank;
mod certificates;
mod lab;
mod refused;
mod tokens;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use support::Lab;

/// Everything below a folder: path and mode, folders with a `/` at their end.
fn tree(lab: &Lab, folder: &str) -> BTreeMap<String, u32> {
    let mut found = BTreeMap::new();
    visit(&lab.path(folder), "", &mut found);
    found
}

fn visit(folder: &Path, name: &str, found: &mut BTreeMap<String, u32>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let mode = entry.metadata().expect("metadata").permissions().mode() & 0o7777;
        let name = format!("{name}{}", entry.file_name().to_str().expect("UTF-8"));
        if entry.file_type().expect("a type").is_dir() {
            visit(&entry.path(), &format!("{name}/"), found);
            found.insert(format!("{name}/"), mode);
        } else {
            found.insert(name, mode);
        }
    }
}

/// The tree of a lab: of the nodes with these names, with these additional certificates, and with
/// these tokens.
fn expected(nodes: &[&str], stems: &[&str], tokens: &[String]) -> BTreeMap<String, u32> {
    let folder = |name: &str| (format!("{name}/"), 0o755);
    let mut tree: BTreeMap<_, _> = ["certs", "keys", "tokens", "tftp"].map(folder).into();
    tree.insert("cluster.toml".to_owned(), 0o644);
    tree.extend([
        (".ctl/".to_owned(), 0o700),
        (".ctl/lock".to_owned(), 0o644),
        (".ctl/state.db".to_owned(), 0o600),
    ]);
    tree.extend(nodes.iter().map(|node| folder(&format!("tftp/{node}"))));
    let own = nodes.iter().flat_map(|node| [format!("{node}-CallManager"), format!("{node}-TVS")]);
    for stem in own.chain(stems.iter().map(|stem| (*stem).to_owned())) {
        tree.insert(format!("certs/{stem}.pem"), 0o644);
        tree.insert(format!("keys/{stem}.pem"), 0o600);
    }
    for stem in tokens {
        tree.insert(format!("tokens/{stem}.pem"), 0o644);
        tree.insert(format!("keys/lab-only-{stem}.pem"), 0o600);
    }
    tree
}
