//! Reads a FILE argument, within limits.

use std::ffi::OsStr;
use std::io;
use std::path::Path;

use anyhow::Context as _;
use trustlist::input::{self, InputError};
use trustlist::text::{self, visible};

use super::{clock, generation};

/// The content of a file, and its name.
#[derive(Clone)]
pub(crate) struct Input {
    /// The name as the user gave it, with special characters escaped.
    pub(crate) name: String,
    /// The bytes.
    pub(crate) bytes: Vec<u8>,
    /// When the file was last modified, Unix seconds; `None` for a pipe.
    pub(crate) modified: Option<i64>,
}

/// Reads a file by its path; `-` has no special meaning.
pub(crate) fn read_file(path: &Path, limit: usize) -> anyhow::Result<Input> {
    let name = text::path(path);
    let content = input::read(path, limit).context(name.clone())?;
    let modified = content.modified.and_then(clock::seconds);
    Ok(Input { name, bytes: content.bytes, modified })
}

/// Reads a file, a pipe, with `-` standard input, or with `@7` a list of the store. At most `limit`
/// + 1 bytes, so that an endless device does no harm.
pub(crate) fn read(name: impl AsRef<OsStr>, limit: usize) -> anyhow::Result<Input> {
    let name = name.as_ref();
    // A number is a generation unless a file has this name.
    let is_number =
        |text: &&str| text.bytes().all(|byte| byte.is_ascii_digit()) && !Path::new(text).exists();
    let number = name.to_str().filter(is_number).map(generation::named);
    let name = number.as_deref().map_or(name, OsStr::new);
    if let Some(name) = name.to_str().filter(|name| name.starts_with('@')) {
        let (bytes, time) = generation::read(name)?;
        return Ok(Input { name: name.to_owned(), bytes, modified: Some(time) });
    }
    if name != "-" {
        let input = read_file(Path::new(name), limit);
        return input.map(|input| Input { name: visible(name.as_encoded_bytes()), ..input });
    }
    let name = "standard input".to_owned();
    let bytes: Result<_, InputError> = input::bounded(io::stdin().lock(), limit, 0);
    let bytes = bytes.with_context(|| name.clone())?;
    Ok(Input { name, bytes, modified: None })
}
