//! Steps that can be repeated after a run was killed.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use super::error::{OutputError, failure, shown};
use super::step::{create, fill, write};
use crate::checkpoint;
use crate::platform::{self, Attributes};

/// When a file is flushed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flush {
    /// With its bytes.
    Now,
    /// With its file system: see [`sync_file_system`](super::step::sync_file_system).
    Later,
}

/// Writes `bytes` to `temporary`, which will become `target`; a file that a killed run left under
/// this name is removed first.
pub(crate) fn stage(
    temporary: &Path,
    bytes: &[u8],
    attributes: Attributes,
    target: &Path,
    flush: Flush,
) -> Result<(), OutputError> {
    remove(temporary)?;
    stage_new(temporary, bytes, attributes, target, flush)
}

/// The same, if the name must be free.
pub(crate) fn stage_new(
    temporary: &Path,
    bytes: &[u8],
    attributes: Attributes,
    target: &Path,
    flush: Flush,
) -> Result<(), OutputError> {
    let file = make(temporary, target)?;
    match flush {
        Flush::Now => fill(&file, bytes, attributes, target),
        Flush::Later => write(&file, bytes, attributes, target),
    }
}

/// Creates an empty file and removes it: only this shows whether a file can be created. Errors name
/// `target`.
pub(crate) fn probe(temporary: &Path, target: &Path) -> Result<(), OutputError> {
    sweep(temporary)?;
    let made = fill(&make(temporary, target)?, &[], Attributes::NEW, target);
    made.and(remove(temporary))
}

/// Removes the empty file that a killed [`probe`] left; anything else with its name stays, and
/// blocks the next one.
pub(crate) fn sweep(temporary: &Path) -> Result<(), OutputError> {
    match fs::symlink_metadata(temporary) {
        Ok(left) if left.is_file() && left.len() == 0 && platform::is_own(&left) => {
            remove(temporary)
        }
        _ => Ok(()),
    }
}

fn make(temporary: &Path, target: &Path) -> Result<File, OutputError> {
    create(temporary).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => OutputError::Planted { target: shown(temporary) },
        _ => failure("create", shown(target), &error),
    })
}

/// Removes a file, if it exists.
pub(crate) fn remove(path: &Path) -> Result<(), OutputError> {
    if is_free(path) {
        return Ok(());
    }
    match checkpoint::around("file-remove", || fs::remove_file(path)) {
        Err(error) if !is_missing(&error) => Err(failure("remove", shown(path), &error)),
        _ => Ok(()),
    }
}

/// Removes what was moved aside, if it exists: it may be an empty folder.
pub(crate) fn remove_aside(path: &Path) -> Result<(), OutputError> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => checkpoint::around("folder-remove", || fs::remove_dir(path))
            .map_err(|error| failure("remove", shown(path), &error)),
        _ => remove(path),
    }
}

/// Whether this name is free.
pub(crate) fn is_free(path: &Path) -> bool {
    fs::symlink_metadata(path).is_err_and(|error| is_missing(&error))
}

/// Whether the file or its folder is missing.
pub(crate) fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
