//! What can be known of the targets before anything is written.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::PublishError;
use crate::cluster::files::FileChange;
use crate::cluster::store::journal::Entry;
use crate::output::error::{OutputError, failure, shown};
use crate::output::repeat;
use crate::output::step::folder_of;
use crate::output::{self, Existing};
use crate::platform;

/// The empty file by which a folder is tried. Its name is fixed, so that the next run
/// removes what a killed one left.
const PROBE: &str = ".ctl-check";

/// Checks whether every file can be written or deleted: an empty file is made in each
/// folder and removed. The question that is to be asked before a PIN is.
///
/// # Errors
/// [`PublishError`], for what can be known beforehand.
pub fn check(files: &[FileChange]) -> Result<(), PublishError> {
    let mut checked = BTreeSet::new();
    for target in targets(files)? {
        if target.change.bytes.is_none() && target.old.is_none() {
            continue;
        }
        let probe = standing(&target.path);
        if checked.insert(folder_of(probe).to_owned()) {
            output::resolve(probe, Existing::Replace)?;
            repeat::probe(&folder_of(probe).join(PROBE), probe)?;
        }
    }
    Ok(())
}

/// The same as far as nothing is written: folders that are there and may be written by their
/// modes.
///
/// # Errors
/// [`PublishError`], as of [`check`].
pub fn check_unwritten(files: &[FileChange]) -> Result<(), PublishError> {
    for target in targets(files)? {
        if target.change.bytes.is_none() && target.old.is_none() {
            continue;
        }
        let first = standing(&target.path);
        if let Err(error) = platform::may_write(folder_of(first)) {
            return Err(failure("create", shown(first), &error).into());
        }
    }
    Ok(())
}

/// The file, or the first folder above it that is still to be made.
fn standing(mut path: &Path) -> &Path {
    while !folder_of(path).exists() {
        path = folder_of(path);
    }
    path
}

/// What is intended with each file, and what is there.
pub(super) fn entries(
    folder: &Path,
    files: &[FileChange],
    number: u32,
) -> Result<Vec<Entry>, PublishError> {
    targets(files)?.into_iter().map(|target| entry(folder, target, number)).collect()
}

fn entry(folder: &Path, target: Target<'_>, number: u32) -> Result<Entry, PublishError> {
    let change = target.change;
    let path = relative(folder, &change.path).map_err(|error| OutputError::Failed {
        action: "find",
        target: shown(&change.path),
        reason: error.to_string(),
    })?;
    // The journal keeps names as text.
    if path.to_str().is_none() {
        return Err(PublishError::Name { target: shown(&path) });
    }
    let name = target.path.file_name().unwrap_or_default().to_string_lossy();
    let (old, mode) = target.old.unzip();
    Ok(Entry {
        server: change.server.clone(),
        path,
        // Fixed, so that a run after one that was killed finds it.
        temporary: format!(".{name}.ctl-{number}"),
        new: change.bytes.clone(),
        old,
        mode: mode.flatten(),
        make_folder: change.make_folder,
    })
}

/// A file by its place in the cluster's folder, or else by its absolute place: the next
/// run may start elsewhere, or find the folder elsewhere.
fn relative(folder: &Path, path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    Ok(match path.strip_prefix(std::path::absolute(folder)?) {
        Ok(relative) => relative.to_owned(),
        Err(_) => path,
    })
}

/// A file, and what is there.
struct Target<'a> {
    change: &'a FileChange,
    /// The file itself, behind links.
    path: PathBuf,
    /// Its bytes and mode.
    old: Option<(Vec<u8>, Option<u32>)>,
}

fn targets(files: &[FileChange]) -> Result<Vec<Target<'_>>, PublishError> {
    let mut seen = BTreeMap::new();
    let mut targets = Vec::new();
    for change in files {
        let target = target(change)?;
        let first = *seen.entry(target.path.clone()).or_insert(change);
        if first.bytes != change.bytes {
            return Err(PublishError::Clash {
                target: shown(&target.path),
                first: first.server.clone(),
                second: change.server.clone(),
            });
        }
        targets.push(target);
    }
    Ok(targets)
}

fn target(change: &FileChange) -> Result<Target<'_>, PublishError> {
    let path = change.path.clone();
    if !folder_of(&path).exists() {
        if change.bytes.is_some() && !change.make_folder {
            return Err(PublishError::NoFolder {
                server: change.server.clone(),
                folder: shown(folder_of(&path)),
            });
        }
        return Ok(Target { change, path, old: None });
    }
    let (_, metadata) = output::resolve(&path, Existing::Replace)?;
    let path = locate(path);
    let Some(metadata) = metadata else { return Ok(Target { change, path, old: None }) };
    let bytes = fs::read(&path).map_err(|error| OutputError::Failed {
        action: "read",
        target: shown(&path),
        reason: error.to_string(),
    })?;
    Ok(Target { change, path, old: Some((bytes, platform::mode(&metadata))) })
}

/// The one name of a file behind all links, whether it is there or is still to be made.
pub(super) fn locate(path: PathBuf) -> PathBuf {
    if let Ok(real) = fs::canonicalize(&path) {
        return real;
    }
    match (fs::canonicalize(folder_of(&path)), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path,
    }
}
