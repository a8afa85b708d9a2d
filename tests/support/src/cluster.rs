//! Clusters as `ctl init --lab` makes them. Their keys take long to make, so that each kind
//! of cluster is made once in a process and copied.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};

use crate::Lab;
use crate::tree::Tree;

type Made = BTreeMap<(&'static str, String), Arc<OnceLock<Tree>>>;

/// Makes a folder: the cluster of `ctl init --lab OPTIONS`. All of the same options have
/// the same keys.
pub fn write(folder: &Path, options: &str) {
    write_of("one", folder, options);
}

/// Those of one name and the same options have the same keys.
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
    /// Makes the folder `name`: the cluster of `ctl init --lab OPTIONS`. All of the same
    /// options have the same keys.
    pub fn cluster(&self, name: &str, options: &str) {
        write(&self.path(name), options);
    }

    /// The same, but with no key of [`Lab::cluster`].
    pub fn other_cluster(&self, name: &str, options: &str) {
        write_of("other", &self.path(name), options);
    }
}
