//! `@7`, `@7/itl/HOST`, `@current`, `@previous`: lists out of the store of the cluster at
//! hand.

use std::path::PathBuf;
use std::sync::OnceLock;

use trustlist::cluster::past::Past;

/// The cluster's folder, as -C names it: any FILE may be a list of its store.
static CLUSTER: OnceLock<PathBuf> = OnceLock::new();

/// Sets which cluster `@7` is of; once, when the program starts.
pub(crate) fn set_cluster(folder: PathBuf) {
    // A second call would be a mistake that changes nothing.
    let _ = CLUSTER.set(folder);
}

/// A list by its name in the store, and the time of its publication.
pub(crate) fn read(name: &str) -> anyhow::Result<(Vec<u8>, i64)> {
    let here = PathBuf::from(".");
    Ok(Past::look(CLUSTER.get().unwrap_or(&here))?.list(name)?)
}
