//! A FILE argument to bytes, within limits.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use anyhow::Context as _;
use trustlist::described;
use trustlist::report::text::{self, visible};

use super::{clock, generation};

described! {
    /// Why an input could not be read.
    pub enum InputError {
        /// The input is a folder.
        Folder {} = "E-INPUT-FOLDER", Input,
            "is a folder, expected a file",
            "name a file in it";
        /// The operating system does not give the bytes.
        Unreadable {
            /// What the operating system says.
            reason: String,
        } = "E-INPUT-READ", Input,
            "cannot be read: {reason}",
            "check the name and the permissions";
        /// A file that is to be text is not UTF-8.
        NotText {
            /// The first byte that is not.
            offset: usize,
        } = "E-INPUT-TEXT", Input,
            "is not UTF-8 at byte {offset}",
            "write the file again in UTF-8";
        /// There are more bytes than anything of the kind has.
        TooLarge {
            /// The limit, in bytes.
            limit: usize,
        } = "E-INPUT-SIZE", Input,
            "is longer than the {limit} bytes that are read of such a file",
            "check that this is the right file";
    }
}

/// What was read, from where.
#[derive(Clone)]
pub(crate) struct Input {
    /// The name as the user gave it, made visible.
    pub(crate) name: String,
    /// The bytes.
    pub(crate) bytes: Vec<u8>,
    /// When the file was last modified, Unix seconds; `None` for a pipe.
    pub(crate) modified: Option<i64>,
}

/// Reads a file by its path, which is never `-`.
pub(crate) fn read_file(path: &Path, limit: usize) -> anyhow::Result<Input> {
    let name = text::path(path);
    let (bytes, modified) = of_file(path, limit).context(name.clone())?;
    Ok(Input { name, bytes, modified })
}

/// Reads a file, a pipe, with `-` standard input, or with `@7` a list of the store. Never more than `limit`
/// bytes and one, so that a device without an end does not matter.
pub(crate) fn read(name: &str, limit: usize) -> anyhow::Result<Input> {
    if name.starts_with('@') {
        return generation::read(name);
    }
    let shown = if name == "-" { "standard input".to_owned() } else { visible(name.as_bytes()) };
    let (bytes, modified) = bytes(name, limit).context(shown.clone())?;
    Ok(Input { name: shown, bytes, modified })
}

fn bytes(name: &str, limit: usize) -> Result<(Vec<u8>, Option<i64>), InputError> {
    if name == "-" {
        return Ok((bounded(io::stdin().lock(), limit, 0)?, None));
    }
    of_file(Path::new(name), limit)
}

fn of_file(name: &Path, limit: usize) -> Result<(Vec<u8>, Option<i64>), InputError> {
    let file = File::open(name).map_err(|error| unreadable(&error))?;
    let metadata = file.metadata().map_err(|error| unreadable(&error))?;
    if metadata.is_dir() {
        return Err(InputError::Folder {});
    }
    if !metadata.is_file() {
        return Ok((bounded(file, limit, 0)?, None));
    }
    let modified = metadata.modified().ok().and_then(clock::seconds);
    let size = usize::try_from(metadata.len()).ok().filter(|size| *size <= limit);
    // One byte more than there is, so that the end is seen without another step.
    let room = size.ok_or(InputError::TooLarge { limit })?.saturating_add(1);
    Ok((bounded(file, limit, room)?, modified))
}

fn bounded(reader: impl Read, limit: usize, room: usize) -> Result<Vec<u8>, InputError> {
    let mut bytes = Vec::with_capacity(room);
    let probe = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    reader.take(probe).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    if bytes.len() > limit { Err(InputError::TooLarge { limit }) } else { Ok(bytes) }
}

fn unreadable(error: &io::Error) -> InputError {
    InputError::Unreadable { reason: error.to_string() }
}
