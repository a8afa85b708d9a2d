//! Writes files completely or not at all: stage, then commit. A staged file that is not committed
//! is discarded.

pub(crate) mod error;
#[cfg(feature = "cluster")]
mod left;
#[cfg(feature = "cluster")]
pub(crate) mod repeat;
pub(crate) mod step;
#[cfg(feature = "cluster")]
pub mod target;
pub mod tree;

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

pub use self::error::OutputError;
use self::error::{failure, shown};
use self::step::folder_of;
use crate::platform::{self, Attributes};

/// What may happen to an existing file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// It is kept, and nothing is written.
    Keep,
    /// It is replaced atomically; its mode is kept, and its owner where the system allows.
    Replace,
}

/// Who may read a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Everyone, or those who could read the file that it replaces.
    All,
    /// Its owner only: for a private key, even if it replaces a file that others could read.
    Owner,
}

/// A file written beside its target and flushed. Dropped without
/// [`Staged::commit`], it is removed.
///
/// A run that is killed leaves its temporary file; the next one that writes the same file removes
/// it. Until then, the lock shows that its run is active.
#[derive(Debug)]
pub struct Staged {
    locked: File,
    temporary: PathBuf,
    target: PathBuf,
    existing: Existing,
    done: bool,
}

impl Staged {
    /// Checks whether `target` can be written; an empty file is created beside it and removed. Call
    /// this before asking for a PIN.
    ///
    /// # Errors
    /// [`OutputError`], for everything that can be checked in advance.
    pub fn check(target: &Path, existing: Existing) -> Result<(), OutputError> {
        // Only creating a file shows whether it is possible.
        Self::stage(target, &[], existing).map(drop)
    }

    /// Writes `bytes` beside `target` and flushes them.
    ///
    /// # Errors
    /// [`OutputError`]; then nothing is left behind.
    pub fn stage(target: &Path, bytes: &[u8], existing: Existing) -> Result<Self, OutputError> {
        Self::stage_for(Readers::All, target, bytes, existing)
    }

    /// The same for a file with restricted readers.
    ///
    /// # Errors
    /// [`OutputError`]; then nothing is left behind.
    pub fn stage_for(
        readers: Readers,
        target: &Path,
        bytes: &[u8],
        existing: Existing,
    ) -> Result<Self, OutputError> {
        let resolved = resolve(target, existing);
        #[cfg(feature = "cluster")]
        left::sweep(resolved.as_ref().map_or(target, |(target, _)| target));
        let (target, old) = resolved?;
        let (file, temporary) =
            create_beside(&target).map_err(|error| failure("create", shown(&target), &error))?;
        let staged =
            Self { locked: file, temporary, target: target.clone(), existing, done: false };
        let attributes = match readers {
            Readers::All => old.as_ref().map_or(Attributes::NEW, Attributes::of),
            Readers::Owner => Attributes::PRIVATE,
        };
        step::fill(&staged.locked, bytes, attributes, &target)?;
        Ok(staged)
    }

    /// Moves the file to its target atomically, and flushes the folder.
    ///
    /// # Errors
    /// [`OutputError`]; then the target is unchanged.
    pub fn commit(mut self) -> Result<(), OutputError> {
        let failed = |error: io::Error| failure("write", shown(&self.target), &error);
        match self.existing {
            Existing::Replace => step::rename(&self.temporary, &self.target)?,
            // A link is created only if the name is free, unlike a rename.
            Existing::Keep => match fs::hard_link(&self.temporary, &self.target) {
                Ok(()) => fs::remove_file(&self.temporary).map_err(failed)?,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    return Err(OutputError::Exists { target: shown(&self.target) });
                }
                // FAT and some network folders have no links.
                Err(_) if fs::symlink_metadata(&self.target).is_ok() => {
                    return Err(OutputError::Exists { target: shown(&self.target) });
                }
                Err(_) => fs::rename(&self.temporary, &self.target).map_err(failed)?,
            },
        }
        self.done = true;
        step::sync_folder(folder_of(&self.target))
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        if !self.done {
            // A failure here cannot be handled.
            let _ = fs::remove_file(&self.temporary);
        }
    }
}

/// Stages and commits one file.
///
/// # Errors
/// [`OutputError`]; then the target is unchanged.
pub fn write(target: &Path, bytes: &[u8], existing: Existing) -> Result<(), OutputError> {
    Staged::stage(target, bytes, existing)?.commit()
}

/// Creates a folder and its missing parents.
///
/// # Errors
/// [`OutputError::Failed`].
pub fn make_folder(folder: &Path) -> Result<(), OutputError> {
    step::make_folder(folder)
}

/// The actual file, with links resolved, and its current state.
pub(crate) fn resolve(
    target: &Path,
    existing: Existing,
) -> Result<(PathBuf, Option<fs::Metadata>), OutputError> {
    let folder = folder_of(target);
    // `x/` names a folder, and an empty name does not name anything.
    let ends = target.as_os_str().as_encoded_bytes().last();
    if ends.is_none_or(|last| std::path::is_separator(char::from(*last))) {
        return Err(OutputError::NotAFile { target: shown(target) });
    }
    let metadata = match fs::metadata(target) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            // A dangling link would be replaced itself.
            if fs::symlink_metadata(target).is_ok() {
                return Err(OutputError::NotAFile { target: shown(target) });
            }
            return match fs::metadata(folder) {
                Ok(folder) if folder.is_dir() => Ok((target.to_owned(), None)),
                Ok(_) => Err(OutputError::NotAFile { target: shown(target) }),
                Err(error) => Err(failure("open the folder", shown(folder), &error)),
            };
        }
        Err(error) => return Err(failure("open", shown(target), &error)),
    };
    if !metadata.is_file() {
        return Err(OutputError::NotAFile { target: shown(target) });
    }
    if existing == Existing::Keep {
        return Err(OutputError::Exists { target: shown(target) });
    }
    let real = fs::canonicalize(target).map_err(|error| failure("open", shown(target), &error))?;
    Ok((real, Some(metadata)))
}

/// A new file in the same folder, so that a rename is enough. If the name is taken, the next name
/// is used.
fn create_beside(target: &Path) -> io::Result<(File, PathBuf)> {
    let mut number = 0u32;
    loop {
        let mut name = OsString::from(".");
        name.push(target.file_name().unwrap_or_default());
        name.push(format!(".ctl-{}-{number}", std::process::id()));
        let temporary = folder_of(target).join(name);
        match step::create(&temporary) {
            // Before it is locked, another run may consider it abandoned and remove it.
            Ok(file) if is_locked(&file, &temporary) => return Ok((file, temporary)),
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            Err(error) if number >= 1000 => return Err(error),
            _ => number = number.saturating_add(1),
        }
    }
}

/// Locks a new file, if the file system supports locks, and returns whether it still has its name.
fn is_locked(file: &File, path: &Path) -> bool {
    !matches!(file.try_lock(), Err(TryLockError::WouldBlock)) && platform::is_under(file, path)
}
