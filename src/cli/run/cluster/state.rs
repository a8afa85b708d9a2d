//! What the store and the servers say of a cluster.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use sha1::{Digest as _, Sha1};
use trustlist::cluster::Mode;
use trustlist::cluster::manifest::Manifest;
use trustlist::cluster::rule::RuleError;
use trustlist::cluster::store::{Generation, Lists, Store, StoreError};
use trustlist::cluster::targets;
use trustlist::list::{Kind, MAX_READ, TrustList};

use crate::cli::{generation, input};

/// What was published, as data: the store itself may not be there yet.
pub(crate) struct State {
    pub(crate) mode: Mode,
    /// All generations, the oldest first.
    pub(crate) generations: Vec<Generation>,
    /// The number of the one that was published last.
    pub(crate) current: Option<u32>,
    /// Whether the cluster was made here and has no phones yet.
    pub(crate) new_phones: bool,
}

impl State {
    pub(crate) fn of(store: Option<&Store>) -> Result<Self, StoreError> {
        let Some(store) = store else {
            let mode = Mode::NonSecure;
            return Ok(Self { mode, generations: Vec::new(), current: None, new_phones: false });
        };
        Ok(Self {
            mode: store.mode()?,
            generations: store.generations()?,
            current: store.current()?.map(|generation| generation.number),
            new_phones: store.new_phones()?,
        })
    }

    /// What was published last.
    pub(crate) fn present(&self) -> Option<&Generation> {
        self.generations.iter().find(|generation| Some(generation.number) == self.current)
    }

    /// The number of a generation that is named as `@7` or `@current`.
    pub(crate) fn numbered(&self, name: &str) -> Result<u32, RuleError> {
        let current = self.current.unwrap_or_default();
        Ok(generation::named(name, &self.generations, current)?.number)
    }

    /// Every phone has this generation or a later one; the store is told elsewhere.
    pub(crate) fn released_before(&mut self, number: u32) {
        for one in self.generations.iter_mut().filter(|one| one.number < number) {
            one.held = false;
        }
    }

    /// SHA-1 fingerprints of the certificates of all lists but the present ones.
    pub(crate) fn earlier(&self) -> BTreeSet<Vec<u8>> {
        let lists = self.generations.iter().filter(|one| Some(one.number) != self.current);
        let bytes = lists.flat_map(|one| one.lists.ctl.iter().chain(one.lists.itls.values()));
        let mut all = BTreeSet::new();
        for bytes in bytes {
            let Ok(list) = TrustList::parse(bytes) else { continue };
            let ders = list.records().iter().filter_map(trustlist::list::Record::certificate);
            all.extend(ders.map(|der| Sha1::digest(der).to_vec()));
        }
        all
    }

    /// Whether a list stands in some generation.
    pub(crate) fn knows(&self, bytes: &[u8]) -> bool {
        self.generations.iter().any(|one| {
            one.lists.ctl.as_deref() == Some(bytes)
                || one.lists.itls.values().any(|itl| itl == bytes)
        })
    }
}

/// Lists that stand on a server and are not of the store: phones may hold them.
pub(crate) struct Found {
    pub(crate) host: String,
    pub(crate) lists: Lists,
}

/// Reads what stands on each server.
///
/// # Errors
/// Where a file that would be replaced is no list, unless that is `forced`, or cannot
/// be read.
pub(crate) fn scan(
    folder: &Path,
    manifest: &Manifest,
    state: &State,
    forced: bool,
) -> anyhow::Result<Vec<Found>> {
    let mut all = Vec::new();
    for place in targets::places(manifest) {
        let base = folder.join(&place.publish.folder);
        let unknown = |kind: Kind| -> anyhow::Result<Option<Vec<u8>>> {
            let Some((path, bytes)) = there(base.join(kind.filename()))? else { return Ok(None) };
            if let Err(error) = TrustList::parse(&bytes) {
                let (file, reason) = (path.display().to_string(), error.to_string());
                if forced {
                    return Ok(None);
                }
                return Err(RuleError::NotAList { file, reason }.into());
            }
            Ok((!state.knows(&bytes)).then_some(bytes))
        };
        let (ctl, itl) = (unknown(Kind::Ctl)?, unknown(Kind::Itl)?);
        if ctl.is_some() || itl.is_some() {
            let host = place.host.to_owned();
            let itls: BTreeMap<_, _> = itl.map(|itl| (host.clone(), itl)).into_iter().collect();
            all.push(Found { host, lists: Lists { ctl, itls } });
        }
    }
    Ok(all)
}

/// A file's bytes, where there is one.
fn there(path: PathBuf) -> anyhow::Result<Option<(PathBuf, Vec<u8>)>> {
    if std::fs::symlink_metadata(&path).is_err() {
        return Ok(None);
    }
    let bytes = input::read_file(&path, MAX_READ)?.bytes;
    Ok(Some((path, bytes)))
}
