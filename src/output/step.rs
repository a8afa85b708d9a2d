//! The single steps of writing files. Each is a checkpoint, so that tests can stop the program
//! between any two.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use super::error::{OutputError, failure, shown};
use crate::checkpoint;
use crate::platform::{self, Attributes};

/// Creates a file if the name is free, even of a link. Until [`fill`] sets its mode, only its owner
/// may read it.
pub(super) fn create(path: &Path) -> io::Result<File> {
    checkpoint::around("file-create", || platform::create_private(path))
}

/// Sets owner, mode and content of a new file, and flushes it. Errors name `target`, which it will
/// become.
pub(super) fn fill(
    file: &File,
    bytes: &[u8],
    attributes: Attributes,
    target: &Path,
) -> Result<(), OutputError> {
    write(file, bytes, attributes, target)?;
    checkpoint::around("file-sync", || file.sync_all())
        .map_err(|error| failure("flush", shown(target), &error))
}

/// The same, without flushing it.
pub(super) fn write(
    mut file: &File,
    bytes: &[u8],
    attributes: Attributes,
    target: &Path,
) -> Result<(), OutputError> {
    let failed = |action| move |error: io::Error| failure(action, shown(target), &error);
    attributes.give(file).map_err(failed("set the mode of"))?;
    checkpoint::around("file-write", || file.write_all(bytes)).map_err(failed("write"))
}

/// Replaces a file with another one, atomically.
pub(crate) fn rename(temporary: &Path, target: &Path) -> Result<(), OutputError> {
    checkpoint::around("file-rename", || fs::rename(temporary, target))
        .map_err(|error| failure("write", shown(target), &error))
}

/// Flushes a folder, so that changes in it are permanent.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), OutputError> {
    checkpoint::around("folder-sync", || platform::sync_folder(folder))
        .map_err(|error| failure("flush the folder", shown(folder), &error))
}

/// Flushes the file system of a folder: all files that were written there.
#[cfg(feature = "cluster")]
pub(crate) fn sync_file_system(folder: &Path) -> Result<(), OutputError> {
    checkpoint::around("file-system-sync", || platform::sync_file_system(folder))
        .map_err(|error| failure("flush the files of", shown(folder), &error))
}

/// Creates a folder and its missing parents, and flushes the folders that contain them.
pub(crate) fn make_folder(folder: &Path) -> Result<(), OutputError> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    let above = folder_of(folder);
    make_folder(above)?;
    match checkpoint::around("folder-make", || fs::create_dir(folder)) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists || !folder.is_dir() => {
            Err(failure("create the folder", shown(folder), &error))
        }
        _ => sync_folder(above),
    }
}

/// The folder that a file is in.
pub(crate) fn folder_of(target: &Path) -> &Path {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
