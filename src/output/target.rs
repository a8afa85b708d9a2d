//! Reads what has a given name in a folder that other people and programs write to. Reading is
//! bounded, never blocks, and does not follow a link in the last component.

use std::fmt;
use std::fs::{self, Metadata};
use std::io::{self, Read as _};
use std::path::Path;

use super::repeat;
use crate::platform::{self, Special};

/// What has a given name.
#[derive(Debug)]
pub enum Target {
    /// Nothing.
    Missing,
    /// A regular file: its bytes and metadata.
    File(Vec<u8>, Metadata),
    /// Something that is not read.
    Obstacle(Obstacle),
}

/// Something that is not read, since it is not a regular file of a reasonable size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Obstacle {
    /// A symbolic link, to any target.
    Link,
    /// A folder; `empty` if it is empty.
    Folder {
        /// Whether it is empty.
        empty: bool,
    },
    /// A FIFO.
    Pipe,
    /// A socket.
    Socket,
    /// A device.
    Device,
    /// A regular file that is larger than expected.
    TooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
}

impl Obstacle {
    /// Whether it may be replaced on request: not a folder with content, which would be lost.
    #[must_use]
    pub const fn is_replaceable(self) -> bool {
        !matches!(self, Self::Folder { empty: false })
    }
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Link => f.write_str("a symbolic link"),
            Self::Folder { empty: true } => f.write_str("a folder"),
            Self::Folder { empty: false } => f.write_str("a folder that is not empty"),
            Self::Pipe => f.write_str("a named pipe"),
            Self::Socket => f.write_str("a socket"),
            Self::Device => f.write_str("a device"),
            Self::TooLarge { limit } => write!(f, "larger than {limit} bytes"),
        }
    }
}

impl Target {
    /// Reads the file with this name, if it is a regular file of at most `limit` bytes.
    ///
    /// # Errors Those of the operating system. If the folder is missing, the file counts as
    /// missing.
    pub fn read(path: &Path, limit: usize) -> io::Result<Self> {
        // Opening a device can have effects, so its type is checked first.
        let found = match fs::symlink_metadata(path) {
            Ok(found) => found,
            Err(error) if repeat::is_missing(&error) => return Ok(Self::Missing),
            Err(error) => return Err(error),
        };
        if let Some(obstacle) = obstacle(path, &found, limit) {
            return Ok(Self::Obstacle(obstacle));
        }
        let file = match platform::open_unfollowed(path) {
            Ok(file) => file,
            Err(error) if repeat::is_missing(&error) => return Ok(Self::Missing),
            // It was replaced in the meantime.
            Err(_) if fs::symlink_metadata(path).is_ok_and(|now| now.is_symlink()) => {
                return Ok(Self::Obstacle(Obstacle::Link));
            }
            Err(error) => return Err(error),
        };
        let opened = file.metadata()?;
        if let Some(obstacle) = obstacle(path, &opened, limit) {
            return Ok(Self::Obstacle(obstacle));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(opened.len()).unwrap_or(0));
        let probe = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
        file.take(probe).read_to_end(&mut bytes)?;
        if bytes.len() > limit {
            return Ok(Self::Obstacle(Obstacle::TooLarge { limit }));
        }
        Ok(Self::File(bytes, opened))
    }

    /// The bytes of a regular file.
    #[must_use]
    pub fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::File(bytes, _) => Some(bytes),
            _ => None,
        }
    }

    /// Whether its content is exactly `bytes`, or it is missing.
    #[must_use]
    pub fn is(&self, bytes: Option<&[u8]>) -> bool {
        match self {
            Self::Missing => bytes.is_none(),
            Self::File(found, _) => bytes == Some(found),
            Self::Obstacle(_) => false,
        }
    }
}

fn obstacle(path: &Path, found: &Metadata, limit: usize) -> Option<Obstacle> {
    let kind = found.file_type();
    if kind.is_symlink() {
        return Some(Obstacle::Link);
    }
    if kind.is_dir() {
        let empty = fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none());
        return Some(Obstacle::Folder { empty });
    }
    if !kind.is_file() {
        return Some(match platform::special(kind) {
            #[cfg(unix)]
            Special::Pipe => Obstacle::Pipe,
            #[cfg(unix)]
            Special::Socket => Obstacle::Socket,
            Special::Device => Obstacle::Device,
        });
    }
    let fits = usize::try_from(found.len()).is_ok_and(|length| length <= limit);
    (!fits).then_some(Obstacle::TooLarge { limit })
}
