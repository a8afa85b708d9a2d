//! Leftover files: `ctl` wrote them, and they no longer belong where they are, because a phone was
//! removed from `devices`, a server from `cluster.toml`, or a service from a node.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::files::{FileChange, MAX_FILE, Place, Scope, belongs, capf_names, places};
use super::manifest::Cluster;
use super::rule::RuleError;
use super::store::Written;
use crate::output::step::folder_of;
use crate::output::target::Target;

/// A file that no longer belongs where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LeftoverFile {
    /// The host of the server that it was written for.
    pub server: String,
    /// The file.
    pub path: PathBuf,
    /// How it can be removed.
    pub remedy: Remedy,
}

/// How a leftover file can be removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Remedy {
    /// It is what `ctl` wrote, in a folder that `cluster.toml` describes: the next publication
    /// removes it.
    Removed,
    /// It has been changed since.
    Changed,
    /// `cluster.toml` no longer describes its folder.
    Elsewhere,
}

impl LeftoverFile {
    /// The change that removes it, if `ctl` may remove it.
    #[must_use]
    pub fn removal(&self) -> Option<FileChange> {
        (self.remedy == Remedy::Removed).then(|| FileChange {
            server: self.server.clone(),
            path: self.path.clone(),
            bytes: None,
            make_folder: false,
            replace: false,
        })
    }
}

/// The leftover files among those that `ctl` has written.
///
/// # Errors
/// [`RuleError::CapfName`], as of [`wanted`](super::files::wanted).
pub fn find(
    folder: &Path,
    cluster: &Cluster,
    devices: &[String],
    scope: Scope,
    written: Vec<Written>,
) -> Result<Vec<LeftoverFile>, RuleError> {
    let described: BTreeMap<PathBuf, Place<'_>> = places(cluster)
        .map(|place| (absolute(&folder.join(&place.publish.folder)), place))
        .collect();
    let devices: BTreeSet<&str> = devices.iter().map(String::as_str).collect();
    let capf = capf_names(cluster)?;
    let mut all = Vec::new();
    let mut seen = BTreeSet::new();
    for one in written {
        let path = folder.join(&one.path);
        let place = described.get(&absolute(folder_of(&path)));
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if place.is_some_and(|place| belongs(place, cluster, &capf, &devices, scope, name))
            || !seen.insert(path.clone())
        {
            continue;
        }
        let now = match Target::read(&path, MAX_FILE) {
            Ok(Target::Missing) => continue,
            now => now.ok(),
        };
        let bytes = now.as_ref().and_then(Target::bytes);
        let is_ours =
            bytes.is_some_and(|bytes| <[u8; 32]>::from(Sha256::digest(bytes)) == one.sha256);
        let remedy = match place {
            None => Remedy::Elsewhere,
            Some(_) if is_ours => Remedy::Removed,
            Some(_) => Remedy::Changed,
        };
        // The folder may belong to another server now.
        let server = place.map_or(one.server, |place| place.host.to_owned());
        all.push(LeftoverFile { server, path, remedy });
    }
    Ok(all)
}

/// Links are not resolved: paths are compared as the store and `cluster.toml` write them.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
