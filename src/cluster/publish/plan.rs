//! Checking the targets before anything is written.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use super::PublishError;
use super::steps::{Folders, aside};
use crate::cluster::files::{FileChange, MAX_FILE};
use crate::cluster::store::journal::{Entry, Old, temporary};
use crate::output::error::{OutputError, failure, shown};
use crate::output::repeat;
use crate::output::step::folder_of;
use crate::output::target::Target;
use crate::output::{self, Existing};
use crate::platform::{self, Attributes};

/// The empty file that tests a folder. Its name is fixed, so that the next run removes what a
/// killed one left.
const PROBE: &str = ".ctl-check";

/// Removes test files that a killed run left in these folders.
///
/// # Errors
/// [`PublishError`] if they cannot be removed.
pub fn sweep(folders: impl IntoIterator<Item = PathBuf>) -> Result<(), PublishError> {
    for folder in folders {
        repeat::sweep(&folder.join(PROBE))?;
    }
    Ok(())
}

/// Checks whether every file can be written or deleted: an empty file is created in each folder
/// and removed. Called before the user is asked for a PIN.
///
/// # Errors
/// [`PublishError`] for everything that can be known beforehand.
pub fn check(files: &[FileChange]) -> Result<(), PublishError> {
    let mut checked = BTreeSet::new();
    // All files are checked before anything is written.
    let mut probes = Vec::new();
    for_each(files, |target| {
        if target.is_absent() {
            return Ok(());
        }
        let path = target.path();
        let probe = topmost_missing(&path);
        if checked.insert(folder_of(probe).to_owned()) {
            probes.push((probe.to_owned(), probe == path));
        }
        Ok(())
    })?;
    for (probe, is_file) in probes {
        if !is_file {
            output::resolve(&probe, Existing::Replace)?;
        }
        repeat::probe(&folder_of(&probe).join(PROBE), &probe)?;
    }
    Ok(())
}

/// The same without writing anything: checks that folders exist and are writable by their modes.
///
/// # Errors
/// [`PublishError`], like [`check`].
pub fn check_unwritten(files: &[FileChange]) -> Result<(), PublishError> {
    let mut denied = None;
    for_each(files, |target| {
        if !target.is_absent() && denied.is_none() {
            let path = target.path();
            let first = topmost_missing(&path);
            denied = platform::may_write(folder_of(first))
                .map_err(|error| failure("create", shown(first), &error))
                .err();
        }
        Ok(())
    })?;
    denied.map_or(Ok(()), |denied| Err(denied.into()))
}

/// The file, or the topmost folder above it that does not exist yet.
fn topmost_missing(mut path: &Path) -> &Path {
    while !folder_of(path).exists() {
        path = folder_of(path);
    }
    path
}

/// The journal entry of each file: the intended change, and what was found.
pub(super) fn entries(
    folder: &Path,
    files: &[FileChange],
    number: u32,
) -> Result<Vec<Entry>, PublishError> {
    let mut entries = Vec::with_capacity(files.len());
    let mut shared = HashSet::new();
    for_each(files, |target| {
        entries.push(entry(folder, target, number, &mut shared)?);
        Ok(())
    })?;
    Ok(entries)
}

/// `shared`: what is there now in files before it. Files with the same bytes share them.
fn entry(
    folder: &Path,
    target: Planned<'_>,
    number: u32,
    shared: &mut HashSet<Arc<[u8]>>,
) -> Result<Entry, PublishError> {
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
    let name = target.name.to_string_lossy();
    let temporary = temporary(&name, number);
    let beside = target.folder.join(&temporary);
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
            Target::File(bytes, metadata) => {
                Old::File(share(shared, &bytes), Attributes::of(&metadata))
            }
            Target::Obstacle(_) => Old::Obstacle,
        },
        make_folder: change.make_folder,
        replace: change.replace,
    })
}

fn share(shared: &mut HashSet<Arc<[u8]>>, bytes: &[u8]) -> Arc<[u8]> {
    if let Some(known) = shared.get(bytes) {
        return known.clone();
    }
    let bytes: Arc<[u8]> = bytes.into();
    shared.insert(bytes.clone());
    bytes
}

/// The path of a file relative to the cluster's folder if it is inside, otherwise absolute: the
/// next run may have another working directory, and the folder may have moved.
fn relative(folder: &Path, path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    Ok(match path.strip_prefix(std::path::absolute(folder)?) {
        Ok(relative) => relative.to_owned(),
        Err(_) => path,
    })
}

/// A file, and what has its name now.
struct Planned<'a> {
    change: &'a FileChange,
    /// The file's folder with links resolved.
    folder: Rc<Path>,
    name: &'a OsStr,
    now: Target,
}

impl Planned<'_> {
    /// The file, with the links to its folder resolved.
    fn path(&self) -> PathBuf {
        self.folder.join(self.name)
    }

    /// Whether there is nothing to do: the file should be deleted and does not exist.
    fn is_absent(&self) -> bool {
        self.change.bytes.is_none() && matches!(self.now, Target::Missing)
    }
}

/// Handles one file after the other, so that only one is in memory at a time.
fn for_each<'a>(
    files: &'a [FileChange],
    mut work: impl FnMut(Planned<'a>) -> Result<(), PublishError>,
) -> Result<(), PublishError> {
    let mut folders = Folders::default();
    let mut seen: HashMap<(Rc<Path>, &OsStr), &FileChange> = HashMap::new();
    for change in files {
        let target = planned(change, &mut folders)?;
        let first = *seen.entry((target.folder.clone(), target.name)).or_insert(change);
        if !is_same(first, change) {
            return Err(PublishError::Clash {
                target: shown(&target.path()),
                first: first.server.clone(),
                second: change.server.clone(),
            });
        }
        work(target)?;
    }
    Ok(())
}

fn is_same(one: &FileChange, other: &FileChange) -> bool {
    match (&one.bytes, &other.bytes) {
        (Some(one), Some(other)) => Arc::ptr_eq(one, other) || one == other,
        (one, other) => one.is_none() && other.is_none(),
    }
}

fn planned<'a>(change: &'a FileChange, folders: &mut Folders) -> Result<Planned<'a>, PublishError> {
    let path = &change.path;
    let name = path.file_name().unwrap_or_default();
    let folder = folder_of(path);
    if !folder.exists() {
        if change.bytes.is_some() && !change.make_folder {
            return Err(PublishError::NoFolder {
                server: change.server.clone(),
                folder: shown(folder),
            });
        }
        let folder = folders.locate(folder);
        return Ok(Planned { change, folder, name, now: Target::Missing });
    }
    if !folder.is_dir() {
        return Err(OutputError::NotAFile { target: shown(path) }.into());
    }
    let now = Target::read(path, MAX_FILE).map_err(|error| failure("read", shown(path), &error))?;
    if let Target::Obstacle(obstacle) = now
        && !(change.replace && obstacle.is_replaceable())
    {
        let (target, what) = (shown(path), obstacle.to_string());
        return Err(OutputError::Obstacle { target, what }.into());
    }
    Ok(Planned { change, folder: folders.locate(folder), name, now })
}
