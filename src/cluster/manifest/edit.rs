//! Changes that commands make to `cluster.toml`. Everything else stays the same, byte for byte:
//! toml_edit tells where things are, and only lines are inserted or removed there.

use std::path::Path;

use toml_edit::{Item, Table, Value};

use super::location::Lines;
use super::path::normalized;
use super::table::shown;
use super::{Key, Location, Manifest, ManifestError, Signing, syntax};

/// Sets `signing`; if it is missing, it is added below `release`.
///
/// # Errors
/// [`ManifestError`] if the file is invalid before or after the change: the release may not
/// support the new value.
pub fn set_signing(text: &str, signing: Signing) -> Result<String, ManifestError> {
    if Manifest::read(text)?.signing == signing {
        return Ok(text.to_owned());
    }
    let lines = Lines::of(text);
    let document = syntax::parse(text, &lines)?;
    let value = quoted(signing.name());
    if let Some(span) = document.get("signing").and_then(Item::span) {
        let before = text.get(..span.start).unwrap_or_default();
        let after = text.get(span.end..).unwrap_or_default();
        return checked([before, &value, after].concat());
    }
    let release = document.get("release").and_then(Item::span).unwrap_or_default();
    let line = lines.number(release.end).saturating_add(1);
    checked(with(text, line, &[format!("signing = {value}")]))
}

/// Adds a `[[token]]` below the existing ones, or at the end. `certificate` is the path to write,
/// `key` a path or a URI.
///
/// # Errors
/// [`ManifestError::TokenThere`] if a token already has this certificate, and others if the file
/// is invalid before or after the change.
pub fn add_token(
    text: &str,
    certificate: &str,
    key: Option<&str>,
) -> Result<String, ManifestError> {
    let same = |other: &str| normalized(Path::new(other)) == normalized(Path::new(certificate));
    let manifest = Manifest::read(text)?;
    let mut certificates = manifest.tokens.iter().map(|token| &token.certificate);
    if let Some(there) = certificates.find(|file| same(&file.text)) {
        return Err(ManifestError::TokenThere { at: there.at, certificate: shown(certificate) });
    }
    let line = tokens_of(text)?.last().map_or(usize::MAX, |last| last.end);
    let mut block = vec![
        String::new(),
        "[[token]]".to_owned(),
        format!("certificate = {}", quoted(certificate)),
    ];
    block.extend(key.map(|key| format!("key = {}", quoted(key))));
    checked(with(text, line, &block))
}

/// A key as `add_token` writes it.
///
/// # Errors
/// [`ManifestError::Uri`].
pub fn key(text: &str) -> Result<Key, ManifestError> {
    let at = Location::START;
    let reference = text.parse().map_err(|reason| ManifestError::Uri { at, reason })?;
    Ok(Key { reference, at, passphrase: None })
}

/// Removes the `[[token]]` with this index, from 0, with the comments directly above and below it.
///
/// # Errors
/// [`ManifestError::NoToken`] if it does not exist, and others if the file is invalid before or
/// after the change.
pub fn remove_token(text: &str, index: usize) -> Result<String, ManifestError> {
    let count = Manifest::read(text)?.tokens.len();
    let number = index.saturating_add(1);
    let tokens = tokens_of(text)?;
    let block = tokens.get(index).ok_or(ManifestError::NoToken { number, count })?;
    checked(without(text, std::slice::from_ref(block)))
}

/// Removes every `[[token]]`.
///
/// # Errors
/// [`ManifestError`] if the file is invalid before or after the change.
pub fn remove_all_tokens(text: &str) -> Result<String, ManifestError> {
    Manifest::read(text)?;
    checked(without(text, &tokens_of(text)?))
}

/// Checks that the new text is a valid manifest.
fn checked(text: String) -> Result<String, ManifestError> {
    Manifest::read(&text).map(|_| text)
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// A range of lines, counted from 0; `end` is exclusive.
struct Block {
    start: usize,
    end: usize,
}

/// Where each `[[token]]` is, with its comments: those directly above, and
/// those directly below unless they are directly above something else.
fn tokens_of(text: &str) -> Result<Vec<Block>, ManifestError> {
    let places = Lines::of(text);
    let document = syntax::parse(text, &places)?;
    let lines: Vec<_> = text.lines().map(str::trim_start).collect();
    let tables = document.get("token").and_then(Item::as_array_of_tables);
    let block = |table: &Table| {
        let header = table.span().unwrap_or_default();
        let values = table.iter().filter_map(|(_, value)| value.span());
        let end = values.map(|span| span.end).fold(header.end, Ord::max);
        let (first, after) = (places.number(header.start), places.number(end).saturating_add(1));
        let comments = |lines: &mut dyn Iterator<Item = &&str>| {
            lines.take_while(|line| line.starts_with('#')).count()
        };
        let above = comments(&mut lines.iter().take(first).rev());
        let below = comments(&mut lines.iter().skip(after));
        let end = after.saturating_add(below);
        let alone = lines.get(end).is_none_or(|line| line.is_empty());
        Block { start: first.saturating_sub(above), end: if alone { end } else { after } }
    };
    Ok(tables.into_iter().flatten().map(block).collect())
}

/// The text with a block inserted before this line, with the line ends of the text.
fn with(text: &str, line: usize, block: &[String]) -> String {
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut before: String = text.split_inclusive('\n').take(line).collect();
    if !before.ends_with('\n') {
        before.push_str(line_end);
    }
    let after = text.split_inclusive('\n').skip(line).map(str::to_owned);
    let block = block.iter().map(|line| format!("{line}{line_end}"));
    std::iter::once(before).chain(block).chain(after).collect()
}

/// The text without these blocks, and without the blank line above each of them.
fn without(text: &str, blocks: &[Block]) -> String {
    let lines: Vec<_> = text.split_inclusive('\n').collect();
    let is_blank = |line: usize| lines.get(line).is_some_and(|line| line.trim().is_empty());
    let stays = |line: &usize| {
        !blocks.iter().any(|block| {
            let blank = block.start.saturating_sub(1);
            (block.start..block.end).contains(line) || (*line == blank && is_blank(blank))
        })
    };
    (0..lines.len()).filter(stays).filter_map(|line| lines.get(line).copied()).collect()
}
