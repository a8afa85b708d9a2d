//! What can be known of the targets before anything is written.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use super::PublishError;
use super::steps::{aside, locate};
use crate::cluster::files::{FileChange, MAX_FILE};
use crate::cluster::store::journal::{Entry, Old, temporary};
use crate::output::error::{OutputError, failure, shown};
use crate::output::repeat;
use crate::output::step::folder_of;
use crate::output::target::Target;
use crate::output::{self, Existing};
use crate::platform::{self, Attributes};

/// The empty file by which a folder is tried. Its name is fixed, so that the next run
/// removes what a killed one left.
const PROBE: &str = ".ctl-check";

/// Removes what a run that was killed while it tried these folders left there.
///
/// # Errors
/// [`PublishError`], where it cannot be removed.
pub fn sweep(folders: impl IntoIterator<Item = PathBuf>) -> Result<(), PublishError> {
    for folder in folders {
        repeat::sweep(&folder.join(PROBE))?;
    }
    Ok(())
}

/// Checks whether every file can be written or deleted: an empty file is made in each
/// folder and removed. The question that is to be asked before a PIN is.
///
/// # Errors
/// [`PublishError`], for what can be known beforehand.
pub fn check(files: &[FileChange]) -> Result<(), PublishError> {
    let mut checked = BTreeSet::new();
    for target in targets(files)? {
        if target.is_gone() {
            continue;
        }
        let probe = standing(&target.path);
        if checked.insert(folder_of(probe).to_owned()) {
            if probe != target.path {
                output::resolve(probe, Existing::Replace)?;
            }
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
        if target.is_gone() {
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

fn entry(folder: &Path, target: Planned<'_>, number: u32) -> Result<Entry, PublishError> {
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
    let temporary = temporary(&name, number);
    let beside = folder_of(&target.path).join(&temporary);
    for path in [aside(&beside), beside] {
        if !repeat::is_free(&path) {
            return Err(OutputError::Planted { target: shown(&path) }.into());
        }
    }
    Ok(Entry {
        server: change.server.clone(),
        path,
        temporary,
        new: change.bytes.clone(),
        old: match target.now {
            Target::Missing => Old::Nothing,
            Target::File(bytes, metadata) => Old::File(bytes, Attributes::of(&metadata)),
            Target::Obstacle(_) => Old::Obstacle,
        },
        make_folder: change.make_folder,
        replace: change.replace,
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

/// A file, and what is under its name.
struct Planned<'a> {
    change: &'a FileChange,
    /// The file, its folder behind links.
    path: PathBuf,
    now: Target,
}

impl Planned<'_> {
    /// Whether there is nothing to do, as the file is to be gone and is.
    fn is_gone(&self) -> bool {
        self.change.bytes.is_none() && matches!(self.now, Target::Missing)
    }
}

fn targets(files: &[FileChange]) -> Result<Vec<Planned<'_>>, PublishError> {
    let mut seen = BTreeMap::new();
    let mut targets = Vec::new();
    for change in files {
        let target = planned(change)?;
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

fn planned(change: &FileChange) -> Result<Planned<'_>, PublishError> {
    let path = change.path.clone();
    if !folder_of(&path).exists() {
        if change.bytes.is_some() && !change.make_folder {
            return Err(PublishError::NoFolder {
                server: change.server.clone(),
                folder: shown(folder_of(&path)),
            });
        }
        return Ok(Planned { change, path, now: Target::Missing });
    }
    if !folder_of(&path).is_dir() {
        return Err(OutputError::NotAFile { target: shown(&path) }.into());
    }
    let now =
        Target::read(&path, MAX_FILE).map_err(|error| failure("read", shown(&path), &error))?;
    if let Target::Obstacle(obstacle) = now
        && !(change.replace && obstacle.is_replaceable())
    {
        let (target, what) = (shown(&path), obstacle.to_string());
        return Err(OutputError::Obstacle { target, what }.into());
    }
    Ok(Planned { change, path: locate(path), now })
}
