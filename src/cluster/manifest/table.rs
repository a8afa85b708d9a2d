//! One table of `cluster.toml`, with checked keys and types.

use std::net::IpAddr;
use std::ops::Range;

use toml_edit::{Item, TableLike, Value};

use super::location::Lines;
use super::{FileRef, Key, KeyPair, Location, ManifestError};
use crate::signer::KeyRef;
use crate::signer::secret::Source;

/// How many characters of a wrong value are shown.
const SHOWN: usize = 60;

/// A string of the file as errors show it.
pub(super) fn shown(text: &str) -> String {
    let mut characters = text.chars();
    let beginning: String = characters.by_ref().take(SHOWN).collect();
    let rest = if characters.next().is_some() { "..." } else { "" };
    format!("{beginning:?}{rest}")
}

/// A string and its place.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    pub(super) text: &'a str,
    pub(super) at: Location,
}

/// A table and its name.
pub(super) struct Table<'a> {
    pub(super) name: &'static str,
    pub(super) at: Location,
    items: &'a dyn TableLike,
    lines: &'a Lines<'a>,
}

impl<'a> Table<'a> {
    /// Checks that a table has only the keys in `known`.
    pub(super) fn new(
        name: &'static str,
        known: &[&'static str],
        items: &'a dyn TableLike,
        span: Option<Range<usize>>,
        lines: &'a Lines<'a>,
    ) -> Result<Self, ManifestError> {
        match items.iter().find(|(key, _)| !known.contains(key)) {
            None => Ok(Self { name, at: lines.at(span), items, lines }),
            Some((key, item)) => {
                let span = items.key(key).and_then(toml_edit::Key::span);
                Err(ManifestError::Unknown {
                    at: lines.at(span.or(item.span())),
                    key: shown(key),
                    table: name,
                    known: known.join(", "),
                })
            }
        }
    }

    fn get(&self, key: &str) -> Option<(&'a Item, Location)> {
        let (name, item) = self.items.get_key_value(key)?;
        Some((item, self.lines.at(item.span().or(name.span()))))
    }

    /// The place of a key; that of the table if the key is missing.
    pub(super) fn at(&self, key: &str) -> Location {
        self.get(key).map_or(self.at, |(_, at)| at)
    }

    /// A mandatory key.
    pub(super) fn needed<T>(
        &self,
        key: &'static str,
        found: Option<T>,
    ) -> Result<T, ManifestError> {
        found.ok_or(ManifestError::Missing { at: self.at, table: self.name, key })
    }

    /// A string, not empty and without control characters.
    pub(super) fn text(&self, key: &'static str) -> Result<Option<Text<'a>>, ManifestError> {
        self.get(key).map(|(item, at)| text(key, item.as_str(), kind(item), at)).transpose()
    }

    /// `true` or `false`; false if it is missing.
    pub(super) fn flag(&self, key: &'static str) -> Result<bool, ManifestError> {
        let Some((item, at)) = self.get(key) else { return Ok(false) };
        item.as_bool().ok_or_else(|| wrong_type(key, item, at, "true or false"))
    }

    /// One word of a table.
    pub(super) fn word<T: Copy>(
        &self,
        key: &'static str,
        words: &[(&str, T)],
    ) -> Result<Option<T>, ManifestError> {
        let Some(found) = self.text(key)? else { return Ok(None) };
        word(key, found, words).map(Some)
    }

    /// A list of unique words of a table.
    pub(super) fn words<T: Copy + PartialEq>(
        &self,
        key: &'static str,
        words: &[(&str, T)],
    ) -> Result<Option<Vec<T>>, ManifestError> {
        let Some((item, at)) = self.get(key) else { return Ok(None) };
        let list = item.as_array().ok_or_else(|| wrong_type(key, item, at, "a list of strings"))?;
        let mut found: Vec<(T, Location)> = Vec::new();
        for value in list {
            let at = self.lines.at(value.span());
            let entry = text(key, value.as_str(), kind_of(value), at)?;
            let meant = word(key, entry, words)?;
            if let Some((_, first)) = found.iter().find(|(other, _)| *other == meant) {
                let value = shown(entry.text);
                return Err(ManifestError::Twice { at, key, value, first: *first });
            }
            found.push((meant, at));
        }
        Ok(Some(found.into_iter().map(|(word, _)| word).collect()))
    }

    /// A file.
    pub(super) fn file(&self, key: &'static str) -> Result<Option<FileRef>, ManifestError> {
        let Some(Text { text, at }) = self.text(key)? else { return Ok(None) };
        if KeyRef::is_uri(text) {
            let expected = "a file (a URI belongs in key)".to_owned();
            return Err(ManifestError::Value { at, key, found: shown(text), expected });
        }
        Ok(Some(FileRef { text: text.to_owned(), at }))
    }

    /// `key` and `passphrase`.
    pub(super) fn key(&self) -> Result<Option<Key>, ManifestError> {
        let key = self.text("key")?;
        // Not read like other strings: errors must not show it.
        let passphrase = match self.get("passphrase") {
            None => None,
            Some((item, at)) => {
                let refused = |reason| ManifestError::Passphrase { at, reason };
                let text = item.as_str().ok_or_else(|| refused("is not a string"))?;
                let source = Source::from_uri(text);
                let source =
                    source.map_err(|_| refused("is not file:PATH, fd:NUMBER or env:NAME"))?;
                if key.is_none() {
                    return Err(refused("has no key beside it"));
                }
                Some((source, at))
            }
        };
        let Some(Text { text, at }) = key else { return Ok(None) };
        let reference: KeyRef = text.parse().map_err(|reason| ManifestError::Uri { at, reason })?;
        if let (KeyRef::Token(uri), Some((_, at))) = (&reference, &passphrase)
            && uri.pin_source.is_some()
        {
            let reason = "conflicts with the pin-source of the URI";
            return Err(ManifestError::Passphrase { at: *at, reason });
        }
        let passphrase = passphrase.map(|(source, _)| source);
        Ok(Some(Key { reference, at, passphrase }))
    }

    /// `certificate`, with `key` and `passphrase`.
    pub(super) fn key_pair(&self) -> Result<KeyPair<FileRef>, ManifestError> {
        let certificate = self.needed("certificate", self.file("certificate")?)?;
        Ok(KeyPair { certificate, key: self.key()? })
    }

    /// The file of a certificate, or a table with the certificate and its key.
    pub(super) fn key_pair_of(
        &self,
        key: &'static str,
        known: &[&'static str],
    ) -> Result<Option<KeyPair<FileRef>>, ManifestError> {
        if self.get(key).is_some_and(|(item, _)| item.is_str()) {
            let pair = |certificate| KeyPair { certificate, key: None };
            return Ok(self.file(key)?.map(pair));
        }
        let Some((item, at)) = self.get(key) else { return Ok(None) };
        let expected = "a file, or a table of certificate and key";
        let items = item.as_table_like().ok_or_else(|| wrong_type(key, item, at, expected))?;
        Self::new(key, known, items, item.span(), self.lines)?.key_pair().map(Some)
    }

    /// `host`: the name of a server.
    pub(super) fn host(&self) -> Result<Option<Text<'a>>, ManifestError> {
        match self.text("host")? {
            Some(Text { text, at }) if !is_host(text) => {
                Err(wrong_value("host", text, at, "a host name or an IPv4 address"))
            }
            host => Ok(host),
        }
    }

    /// `address`: the address of a server.
    pub(super) fn address(&self) -> Result<Option<(IpAddr, Text<'a>)>, ManifestError> {
        let Some(found) = self.text("address")? else { return Ok(None) };
        let Text { text, at } = found;
        match text.parse().ok().filter(is_of_a_server) {
            Some(address) => Ok(Some((address, found))),
            None => Err(wrong_value("address", text, at, "the IPv4 or IPv6 address of a server")),
        }
    }

    /// A subtable.
    pub(super) fn table(
        &self,
        key: &'static str,
        name: &'static str,
        known: &[&'static str],
    ) -> Result<Option<Self>, ManifestError> {
        let Some((item, at)) = self.get(key) else { return Ok(None) };
        let items = item.as_table_like().ok_or_else(|| wrong_type(key, item, at, name))?;
        Self::new(name, known, items, item.span(), self.lines).map(Some)
    }

    /// An array of subtables with at most `limit` entries.
    pub(super) fn tables(
        &self,
        key: &'static str,
        name: &'static str,
        known: &[&'static str],
        limit: usize,
    ) -> Result<Vec<Self>, ManifestError> {
        let Some((item, at)) = self.get(key) else { return Ok(Vec::new()) };
        let tables = item.as_array_of_tables().ok_or_else(|| wrong_type(key, item, at, name))?;
        if let Some(table) = tables.iter().nth(limit) {
            let at = self.lines.at(table.span());
            return Err(ManifestError::TooMany { at, what: name, limit });
        }
        let table =
            |table: &'a toml_edit::Table| Self::new(name, known, table, table.span(), self.lines);
        tables.iter().map(table).collect()
    }
}

fn text<'a>(
    key: &'static str,
    text: Option<&'a str>,
    found: &'static str,
    at: Location,
) -> Result<Text<'a>, ManifestError> {
    let expected = "a string in quotes";
    let text = text.ok_or(ManifestError::Type { at, key, found, expected })?;
    if text.trim().is_empty() {
        return Err(ManifestError::Empty { at, key });
    }
    if text.contains(char::is_control) {
        let expected = "a string without control characters".to_owned();
        return Err(ManifestError::Value { at, key, found: shown(text), expected });
    }
    Ok(Text { text, at })
}

fn word<T: Copy>(
    key: &'static str,
    found: Text<'_>,
    words: &[(&str, T)],
) -> Result<T, ManifestError> {
    let known = words.iter().find(|(word, _)| *word == found.text);
    known.map(|(_, meant)| *meant).ok_or_else(|| {
        let words: Vec<_> = words.iter().map(|(word, _)| format!("{word:?}")).collect();
        ManifestError::Value {
            at: found.at,
            key,
            found: shown(found.text),
            expected: words.join(" or "),
        }
    })
}

fn wrong_type(
    key: &'static str,
    item: &Item,
    at: Location,
    expected: &'static str,
) -> ManifestError {
    ManifestError::Type { at, key, found: kind(item), expected }
}

fn kind(item: &Item) -> &'static str {
    match item {
        Item::None => "nothing",
        Item::Value(value) => kind_of(value),
        Item::Table(_) => "a table",
        Item::ArrayOfTables(_) => "a table in double brackets",
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "a string",
        Value::Integer(_) | Value::Float(_) => "a number",
        Value::Boolean(_) => "true or false",
        Value::Datetime(_) => "a date or time",
        Value::Array(_) => "a list",
        Value::InlineTable(_) => "a table",
    }
}

/// The longest host name (RFC 1035, section 2.3.4), and the longest of its labels.
const MAX_HOST: usize = 253;
const MAX_LABEL: usize = 63;

/// Names that are valid folder names everywhere, because `tftp/<host>` is a folder.
fn is_host(text: &str) -> bool {
    let is_label = |label: &str| {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        !label.is_empty()
            && label.len() <= MAX_LABEL
            && !label.starts_with('-')
            && label.bytes().all(plain)
    };
    text.len() <= MAX_HOST && text.split('.').all(is_label)
}

fn is_of_a_server(address: &IpAddr) -> bool {
    let broadcast = matches!(address, IpAddr::V4(address) if address.is_broadcast());
    !(address.is_unspecified() || address.is_multicast() || broadcast)
}

fn wrong_value(key: &'static str, found: &str, at: Location, expected: &str) -> ManifestError {
    ManifestError::Value { at, key, found: shown(found), expected: expected.to_owned() }
}
