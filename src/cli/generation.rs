//! `@7`, `@7/itl/HOST`, `@current`, `@previous`: lists from the store of the current cluster.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use trustlist::cluster::folder::ClusterFolder;
use trustlist::cluster::past::Past;

/// The cluster's folder, as given by -C: any FILE may be a list of its store.
static CLUSTER: OnceLock<PathBuf> = OnceLock::new();

/// Sets the cluster that `@7` refers to; once, when the program starts.
pub(crate) fn set_cluster(folder: PathBuf) {
    // A second call would be a mistake without effect.
    let _ = CLUSTER.set(folder);
}

/// The cluster's folder.
///
/// # Errors Where it is not a cluster's folder.
pub(crate) fn cluster() -> anyhow::Result<&'static Path> {
    let folder = CLUSTER.get().map_or(Path::new("."), PathBuf::as_path);
    ClusterFolder::check(folder)?;
    Ok(folder)
}

/// A list by its name in the store, and the time of its publication.
pub(crate) fn read(name: &str) -> anyhow::Result<(Vec<u8>, i64)> {
    Ok(Past::look(cluster()?)?.list(name)?)
}

/// `7` instead of `@7`, as users may write it; `current` and `previous` likewise.
pub(crate) fn named(text: &str) -> String {
    let number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if number || ["current", "previous"].contains(&text) {
        return format!("@{text}");
    }
    text.to_owned()
}
