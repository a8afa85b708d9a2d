//! Folders that other people and programs write to: what they put there is not followed, not waited
//! for, not kept, and not replaced without `--force`.

mod devices;
mod journal;
mod left;
mod named;
mod names;
mod private;
mod targets;
mod trust;

use std::sync::OnceLock;

use support::Lab;
use support::program::Run;
use support::tree::Tree;

/// The cluster `c` of two nodes in mixed mode, and a secret next to it.
fn mixed() -> Lab {
    static MADE: OnceLock<Tree> = OnceLock::new();
    Lab::copied(&MADE, || {
        let lab = Lab::new();
        lab.cluster("c", "--nodes 2 --release 10.5(2)");
        let run = lab.ctl("-C c set-cluster mixed-mode --yes").run();
        assert_eq!(run.code, 0, "{}", run.err);
        lab.write("secret", SECRET);
        lab
    })
}

const SECRET: &str = "the secret of somebody else\n";

/// Runs a line of bash that must end soon: waiting for the other end of a pipe is a failure.
fn soon(lab: &Lab, line: &str) -> Run {
    lab.bash(&format!("timeout 60 {line}")).run()
}

/// Whether a file contains these bytes.
fn holds(lab: &Lab, name: &str, bytes: &[u8]) -> bool {
    lab.read(name).windows(bytes.len()).any(|part| part == bytes)
}

/// Changes cluster.toml.
fn edit(lab: &Lab, from: &str, to: &str) {
    let text = String::from_utf8(lab.read("c/cluster.toml")).unwrap();
    assert!(text.contains(from), "{from}");
    lab.write("c/cluster.toml", text.replacen(from, to, 1));
}

/// The names in a folder.
fn names(lab: &Lab, folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(lab.path(folder)).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
