//! Putting a generation on every server: all of it or nothing.

use std::path::PathBuf;

/// A file that a generation writes or deletes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileChange {
    /// The server's host; empty for a file of the cluster's folder itself.
    pub server: String,
    /// The file.
    pub path: PathBuf,
    /// Its new bytes; `None` deletes it.
    pub bytes: Option<Vec<u8>>,
    /// Whether the file's folder is made where it is missing.
    pub make_folder: bool,
}
