//! Reading files, within limits.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::time::SystemTime;

use crate::error::described;
#[cfg(feature = "cluster")]
use crate::platform;

described! {
    /// Why an input could not be read.
    pub enum InputError {
        /// The input is a folder.
        Folder {} = "E-INPUT-FOLDER", Input,
            "expected a file, found a folder",
            "name a file in this folder";
        /// The input is neither a file nor a folder.
        Special {
            /// The actual value.
            what: &'static str,
        } = "E-INPUT-KIND", Input,
            "expected a file, found {what}",
            "name a regular file";
        /// The operating system cannot read the input.
        Unreadable {
            /// The reason that the operating system gives.
            reason: String,
        } = "E-INPUT-READ", Input,
            "cannot be read: {reason}",
            "check the name and the permissions";
        /// A text file is not UTF-8.
        NotText {
            /// The first byte that is not.
            offset: usize,
        } = "E-INPUT-TEXT", Input,
            "is not UTF-8 at byte {offset}",
            "save the file as UTF-8";
        /// The input is larger than any valid input of its kind.
        TooLarge {
            /// The limit, in bytes.
            limit: usize,
        } = "E-INPUT-SIZE", Input,
            "is larger than the limit of {limit} bytes",
            "check that this is the right file";
    }
}

/// The content of a file, and when it was last modified.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Content {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// When; `None` for a pipe.
    pub modified: Option<SystemTime>,
}

/// Reads a file, at most `limit` + 1 bytes, so that an endless device does no harm.
///
/// # Errors
/// [`InputError`].
pub fn read(path: &Path, limit: usize) -> Result<Content, InputError> {
    read_open(File::open(path).map_err(|error| unreadable(&error))?, limit)
}

/// Reads a file that a description names: a regular file, possibly behind links. Pipes and devices
/// are refused without opening them.
///
/// # Errors
/// [`InputError`].
#[cfg(feature = "cluster")]
pub fn read_regular(path: &Path, limit: usize) -> Result<Content, InputError> {
    read_open(open_regular(path)?, limit)
}

/// Opens a regular file.
///
/// # Errors
/// [`InputError`].
#[cfg(feature = "cluster")]
pub(crate) fn open_regular(path: &Path) -> Result<File, InputError> {
    // Opening a device can have effects, so its type is checked first.
    is_regular(&std::fs::metadata(path).map_err(|error| unreadable(&error))?)?;
    let file = platform::open_at_once(path).map_err(|error| unreadable(&error))?;
    is_regular(&file.metadata().map_err(|error| unreadable(&error))?)?;
    Ok(file)
}

#[cfg(feature = "cluster")]
fn is_regular(found: &std::fs::Metadata) -> Result<(), InputError> {
    if found.is_dir() {
        return Err(InputError::Folder {});
    }
    if found.is_file() {
        return Ok(());
    }
    Err(InputError::Special { what: platform::special(found.file_type()).name() })
}

/// Like [`read`], for an open file.
///
/// # Errors
/// [`InputError`].
pub fn read_open(file: File, limit: usize) -> Result<Content, InputError> {
    let metadata = file.metadata().map_err(|error| unreadable(&error))?;
    if metadata.is_dir() {
        return Err(InputError::Folder {});
    }
    if !metadata.is_file() {
        return Ok(Content { bytes: bounded(file, limit, 0)?, modified: None });
    }
    let size = usize::try_from(metadata.len()).ok().filter(|size| *size <= limit);
    // One byte more than the file has, so that the end is seen without another read.
    let room = size.ok_or(InputError::TooLarge { limit })?.saturating_add(1);
    Ok(Content { bytes: bounded(file, limit, room)?, modified: metadata.modified().ok() })
}

/// Reads to the end, at most `limit` + 1 bytes; `room` is the expected size.
///
/// # Errors
/// [`InputError`].
pub fn bounded(reader: impl Read, limit: usize, room: usize) -> Result<Vec<u8>, InputError> {
    let mut bytes = Vec::with_capacity(room);
    let probe = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    reader.take(probe).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    if bytes.len() > limit { Err(InputError::TooLarge { limit }) } else { Ok(bytes) }
}

fn unreadable(error: &io::Error) -> InputError {
    InputError::Unreadable { reason: error.to_string() }
}
