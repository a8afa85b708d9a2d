//! Paths in `cluster.toml`.

use std::path::{Component, Path, PathBuf};

/// A path without `.`, and without `..` after a name. Links are not resolved.
pub(super) fn normalized(path: &Path) -> PathBuf {
    let mut normalized = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if normalized.file_name().is_some() => {
                normalized.pop();
            }
            part => normalized.push(part),
        }
    }
    normalized
}
