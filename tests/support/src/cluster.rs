//! Clusters as `ctl init --lab` generates them. Their keys take long to generate, so each kind of
//! cluster is generated once per process and copied.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};

use crate::Lab;
use crate::tree::Tree;

type Made = BTreeMap<(&'static str, String), Arc<OnceLock<Tree>>>;

/// Creates a folder: the cluster of `ctl init --lab OPTIONS`. All clusters with the same options
/// have the same keys.
pub fn write(folder: &Path, options: &str) {
    write_of("one", folder, options);
}

/// Clusters with the same name and options have the same keys.
fn write_of(name: &'static str, folder: &Path, options: &str) {
    static MADE: Mutex<Made> = Mutex::new(Made::new());
    let made = Arc::clone(MADE.lock().unwrap().entry((name, options.to_owned())).or_default());
    let tree = made.get_or_init(|| {
        let lab = Lab::new();
        let run = lab.ctl(&format!("init lab --lab {options}")).run();
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{options}");
        Tree::read(&lab.path("lab"))
    });
    tree.write(folder);
}

impl Lab {
    /// Creates the folder `name`: the cluster of `ctl init --lab OPTIONS`. All clusters with the
    /// same options have the same keys.
    pub fn cluster(&self, name: &str, options: &str) {
        write(&self.path(name), options);
    }

    /// The same, but it shares no key with [`Lab::cluster`].
    pub fn other_cluster(&self, name: &str, options: &str) {
        write_of("other", &self.path(name), options);
    }
}
