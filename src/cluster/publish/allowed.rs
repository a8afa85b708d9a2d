//! Which files a journal may name: `state.db` may have been changed by other users, and its
//! entries are carried out with the user's rights.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::PublishError;
use crate::cluster::files::{is_published_name, places};
use crate::cluster::folder::MANIFEST;
use crate::cluster::manifest::Cluster;
use crate::cluster::store::journal::{Entry, Journal, temporary};
use crate::cluster::store::{Store, StoreError};
use crate::output::error::shown;
use crate::output::step::folder_of;
use crate::platform;

/// The files that finishing an interrupted publication may change.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Allowed {
    /// The servers' folders, relative to the cluster's folder or absolute.
    pub folders: Vec<PathBuf>,
    /// Whether something that is not a regular file is replaced, such as a link.
    pub replace: bool,
}

impl Allowed {
    /// The folders that `cluster.toml` describes.
    #[must_use]
    pub fn of<C>(cluster: &Cluster<C>, replace: bool) -> Self {
        Self::new(places(cluster).map(|place| place.publish.folder.clone()), replace)
    }

    /// These folders.
    #[must_use]
    pub fn new(folders: impl IntoIterator<Item = PathBuf>, replace: bool) -> Self {
        Self { folders: folders.into_iter().collect(), replace }
    }

    /// Checks everything that a journal names.
    pub(super) fn check(
        &self,
        store: &Store,
        folder: &Path,
        journal: &Journal,
    ) -> Result<(), PublishError> {
        let described: BTreeSet<PathBuf> =
            self.folders.iter().map(|allowed| absolute(&folder.join(allowed))).collect();
        let recorded = recorded(store, folder)?;
        let check = |entry: &&Entry| {
            if entry.server.is_empty() {
                return is_own_file(entry);
            }
            let place = absolute(folder_of(&folder.join(&entry.path)));
            let ours = described.contains(&place)
                || (recorded.contains(&place) && is_safe(&place, entry.make_folder));
            ours && name(entry).is_some_and(is_published_name)
        };
        let named = |entry: &Entry| {
            name(entry).is_some_and(|name| entry.temporary == temporary(name, journal.number))
        };
        match journal.entries.iter().find(|entry| !(named(entry) && check(entry))) {
            None => Ok(()),
            Some(entry) => Err(PublishError::Journal {
                target: shown(&folder.join(&entry.path)),
                number: journal.number,
            }),
        }
    }
}

fn name(entry: &Entry) -> Option<&str> {
    entry.path.file_name()?.to_str()
}

/// `cluster.toml`, and the certificates that `ctl token add` writes.
fn is_own_file(entry: &Entry) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    let token = |name: &str| name.strip_suffix(".pem").is_some_and(|stem| stem.chars().all(plain));
    entry.path == Path::new(MANIFEST)
        || (entry.path.parent() == Some(Path::new("tokens")) && name(entry).is_some_and(token))
}

/// The folders that the store has recorded for a server, also for one that `cluster.toml` no
/// longer has.
fn recorded(store: &Store, folder: &Path) -> Result<BTreeSet<PathBuf>, StoreError> {
    let servers = store.history()?.servers;
    let of_servers = servers.into_iter().filter_map(|server| server.folder);
    let of_files = store.publications()?;
    let of_files = of_files.iter().map(|one| folder_of(&one.path).to_owned());
    let all = of_servers.chain(of_files);
    Ok(all.map(|recorded| absolute(&folder.join(recorded))).collect())
}

/// Whether a folder belongs to the user; a missing folder is not created again.
fn is_safe(folder: &Path, make: bool) -> bool {
    match folder.metadata() {
        Ok(found) => found.is_dir() && platform::is_own(&found),
        Err(_) => !make,
    }
}

/// Links are not resolved: paths are compared as the store and `cluster.toml` write them.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
