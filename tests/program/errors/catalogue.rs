//! A test provokes every id: one that names the id, or the variant that has it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use support::fixtures::source;

use super::catalogue;

/// Ids that no test provokes, and why.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("E-ISSUE-KEY", "takes random numbers among which there is no prime"),
    ("E-RULE-CERTIFICATE", "cluster.toml without such a certificate is refused before"),
    ("E-TOKEN-FORM", "takes a driver whose answers cryptoki cannot read"),
];

/// All files below a folder of this repository with this ending.
fn files(folder: &str, end: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![source(folder)];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_str().unwrap().ends_with(end) {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    assert!(found.len() > 20, "{folder} has {} files", found.len());
    found
}

/// The sources of all tests except this file, concatenated. The unit tests are what follows the
/// line that begins them.
fn tests() -> String {
    let this = Path::new(file!()).file_name();
    let own = files("tests", ".rs").into_iter().filter(|(path, _)| path.file_name() != this);
    let own = own.chain(files("tests", ".snap")).map(|(_, text)| text);
    let units = files("src", ".rs").into_iter().filter_map(|(path, text)| {
        let start =
            if path.ends_with("tests.rs") { Some(0) } else { text.find("#[cfg(test)]\nmod ") };
        start.map(|start| text[start..].to_owned())
    });
    own.chain(units).collect::<Vec<_>>().join("\n")
}

/// The variant of each id, as `Enum::Variant`. They are declared as `Variant { fields } = "ID", ..`
/// in one line or in several.
fn variants() -> BTreeMap<String, String> {
    let mut variants = BTreeMap::new();
    for (_, text) in files("src", ".rs") {
        let (mut name, mut variant) = ("", "");
        for line in text.lines().map(str::trim_start) {
            let word = line.split_whitespace().next().unwrap_or_default();
            if let Some(rest) = line.strip_prefix("pub enum ") {
                name = rest.split_whitespace().next().unwrap();
            } else if word.starts_with(|c: char| c.is_ascii_uppercase())
                && line[word.len()..].starts_with(" {")
            {
                variant = word;
            }
            if let Some((_, rest)) = line.split_once("} = \"")
                && let Some((id, _)) = rest.split_once('"')
            {
                variants.insert(id.to_owned(), format!("{name}::{variant}"));
            }
        }
    }
    variants
}

/// Whether a text contains a word that is not part of a longer one.
fn names(text: &str, word: &str) -> bool {
    let is_end = |next: Option<char>| {
        next.is_none_or(|next| !next.is_ascii_alphanumeric() && next != '-' && next != '_')
    };
    text.match_indices(word).any(|(at, _)| is_end(text[at + word.len()..].chars().next()))
}

#[test]
fn every_id_is_provoked_by_a_test() {
    let (tests, variants) = (tests(), variants());
    let unknown: Vec<_> = catalogue().keys().filter(|id| !variants.contains_key(*id)).collect();
    assert!(unknown.is_empty(), "no variant is found of {unknown:#?}");
    let provoked = |id: &str| {
        names(&tests, id) || variants.get(id).is_some_and(|variant| names(&tests, variant))
    };
    let excepted: BTreeSet<&str> = EXCEPTIONS.iter().map(|(id, _)| *id).collect();
    let missing: Vec<_> =
        catalogue().keys().filter(|id| !provoked(id) && !excepted.contains(id.as_str())).collect();
    assert!(missing.is_empty(), "no test provokes {missing:#?}");
    for (id, reason) in EXCEPTIONS {
        assert!(catalogue().contains_key(*id), "{id} is gone, and still excepted");
        assert!(!provoked(id), "{id} is provoked, and still excepted");
        assert!(reason.len() > 20, "{id} is excepted without a reason");
    }
    assert!(catalogue().len() > 200, "{}", catalogue().len());
}
