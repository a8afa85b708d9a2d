//! Steps that can be done again after a run that was killed.

use std::fs;
use std::io;
use std::path::Path;

use super::error::{OutputError, failure, shown};
use super::step::{create, fill};
use crate::checkpoint;

/// Writes `bytes` to `temporary`, which is to become `target`; what a killed run left
/// under this name goes first.
pub(crate) fn stage(
    temporary: &Path,
    bytes: &[u8],
    mode: Option<u32>,
    target: &Path,
) -> Result<(), OutputError> {
    remove(temporary)?;
    let file = create(temporary).map_err(|error| failure("create", shown(target), &error))?;
    fill(file, bytes, mode, target)
}

/// Makes an empty file and removes it: only that tells whether one can be made. Errors
/// name `target`, for whose sake it is tried.
pub(crate) fn probe(temporary: &Path, target: &Path) -> Result<(), OutputError> {
    let made = stage(temporary, &[], None, target);
    made.and(remove(temporary))
}

/// Removes a file, if it is there.
pub(crate) fn remove(path: &Path) -> Result<(), OutputError> {
    if fs::symlink_metadata(path).is_err_and(|error| is_missing(&error)) {
        return Ok(());
    }
    match checkpoint::around("file-remove", || fs::remove_file(path)) {
        Err(error) if !is_missing(&error) => Err(failure("remove", shown(path), &error)),
        _ => Ok(()),
    }
}

/// Whether nothing is there: not the file, or not even its folder.
pub(crate) fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
