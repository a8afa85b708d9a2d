//! What can be known of the targets before anything is written.

use std::fs;
use std::path::{Path, PathBuf};

use super::{FileChange, PublishError};
use crate::cluster::store::journal::Entry;
use crate::output::{self, Existing, OutputError, Staged, folder_of, shown};
use crate::platform;

/// Checks whether every file can be written or deleted: an empty file is made in each
/// folder and removed. The question that is to be asked before a PIN is.
///
/// # Errors
/// [`PublishError`], for what can be known beforehand.
pub fn check(folder: &Path, files: &[FileChange]) -> Result<(), PublishError> {
    let mut folders: Vec<PathBuf> = targets(folder, files)?
        .iter()
        .filter(|target| target.change.bytes.is_some() || target.old.is_some())
        .map(|target| standing(&target.path).to_owned())
        .collect();
    folders.sort_unstable();
    folders.dedup();
    for folder in folders {
        Staged::check(&folder.join("check"), Existing::Replace)?;
    }
    Ok(())
}

/// What is intended with each file, and what stands there.
pub(super) fn entries(
    folder: &Path,
    files: &[FileChange],
    number: u32,
) -> Result<Vec<Entry>, PublishError> {
    let entry = |target: Target<'_>| {
        let name = target.path.file_name().unwrap_or_default().to_string_lossy();
        let (old, mode) = target.old.unzip();
        Entry {
            server: target.change.server.clone(),
            path: target.change.path.clone(),
            // Fixed, so that a run after one that was killed finds it.
            temporary: format!(".{name}.ctl-{number}"),
            new: target.change.bytes.clone(),
            old,
            mode: mode.flatten(),
            make_folder: target.change.make_folder,
        }
    };
    Ok(targets(folder, files)?.into_iter().map(entry).collect())
}

/// A file, and what stands there.
struct Target<'a> {
    change: &'a FileChange,
    /// The file itself, behind links.
    path: PathBuf,
    /// Its bytes and mode.
    old: Option<(Vec<u8>, Option<u32>)>,
}

fn targets<'a>(folder: &Path, files: &'a [FileChange]) -> Result<Vec<Target<'a>>, PublishError> {
    let mut targets: Vec<Target<'a>> = Vec::new();
    for change in files {
        let target = target(folder, change)?;
        if let Some(other) = targets.iter().find(|other| other.path == target.path)
            && other.change.bytes != change.bytes
        {
            return Err(PublishError::Clash {
                target: shown(&target.path),
                first: other.change.server.clone(),
                second: change.server.clone(),
            });
        }
        targets.push(target);
    }
    Ok(targets)
}

fn target<'a>(folder: &Path, change: &'a FileChange) -> Result<Target<'a>, PublishError> {
    let path = folder.join(&change.path);
    // The journal keeps names as text.
    if change.path.to_str().is_none() {
        return Err(PublishError::Name { target: shown(&path) });
    }
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

/// The first folder above a file that is there.
fn standing(path: &Path) -> &Path {
    let mut folder = folder_of(path);
    while !folder.exists() {
        folder = folder_of(folder);
    }
    folder
}
