//! Names of files with a text before or behind them. Names need not be UTF-8.

use std::ffi::{OsStr, OsString};

/// Where a text is in a name for the first time.
pub(super) fn find(name: &OsStr, text: &str) -> Option<usize> {
    let mut windows = name.as_encoded_bytes().windows(text.len());
    windows.position(|window| window == text.as_bytes())
}

/// Where a text is in a name for the last time.
pub(super) fn rfind(name: &OsStr, text: &str) -> Option<usize> {
    let mut windows = name.as_encoded_bytes().windows(text.len());
    windows.rposition(|window| window == text.as_bytes())
}

/// What is before a place in a name, and what is behind so many bytes there.
#[cfg(unix)]
pub(super) fn cut(name: &OsStr, at: usize, length: usize) -> Option<(OsString, OsString)> {
    use std::os::unix::ffi::OsStrExt as _;
    let (before, rest) = name.as_bytes().split_at_checked(at)?;
    let behind = rest.get(length..)?;
    Some((OsStr::from_bytes(before).to_owned(), OsStr::from_bytes(behind).to_owned()))
}

/// Elsewhere only names in UTF-8 can be cut.
#[cfg(not(unix))]
pub(super) fn cut(name: &OsStr, at: usize, length: usize) -> Option<(OsString, OsString)> {
    let (before, rest) = name.to_str()?.split_at_checked(at)?;
    Some((before.into(), rest.get(length..)?.into()))
}
