//! Distinguished names as the dialects spell them (`docs/format.md`, section 5).
//!
//! Phones compare spellings byte for byte, so each is written exactly as its
//! program writes it.

use std::borrow::Cow;

use crate::certificate::{Attribute, Name};

/// The order in which CUCM writes a name, whatever the order in the DER \[B\].
const CUCM_ORDER: [&str; 6] = ["CN", "OU", "O", "L", "ST", "C"];

/// `CN=..;OU=..;O=..;L=..;ST=..;C=..` as CUCM writes it. Other types follow in
/// the order of the DER, which is our choice: there is no sample.
#[must_use]
pub fn cucm(name: &Name) -> String {
    pieces(in_cucm_order(name), ";").collect()
}

/// The spelling of usecallmanager certutils 4.13: commas, the order of the DER
/// \[C\].
#[must_use]
pub fn certutils(name: &Name) -> String {
    pieces(name.attributes().iter(), ",").collect()
}

/// The spelling of the CTL Client for tokens: lower-case types, quotes kept, cut
/// at the comma of a value. Observed in the listing of document 118892:
/// `cn="SAST-ADN0054f509        ";ou=IPCBU;o="Cisco Systems`.
#[must_use]
pub fn token(name: &Name) -> String {
    let spelled = in_cucm_order(name).map(|attribute| {
        let text = format!("{}={}", attribute.key.to_lowercase(), quoted(&attribute.value));
        match text.split_once(',') {
            Some((before, _)) => before.to_owned(),
            None => text,
        }
    });
    spelled.collect::<Vec<_>>().join(";")
}

/// Whether `text` is this name in any spelling that is known: the three above,
/// and the semicolons in the order of the DER of earlier certutils \[C\].
#[must_use]
pub fn matches(text: &[u8], name: &Name) -> bool {
    consists_of(text, pieces(in_cucm_order(name), ";"))
        || consists_of(text, pieces(name.attributes().iter(), ","))
        || consists_of(text, pieces(name.attributes().iter(), ";"))
        || text == token(name).as_bytes()
}

fn in_cucm_order(name: &Name) -> impl Iterator<Item = &Attribute> {
    let listed =
        CUCM_ORDER.iter().flat_map(|key| name.attributes().iter().filter(move |a| a.key == *key));
    let others = name.attributes().iter().filter(|a| !CUCM_ORDER.contains(&a.key.as_ref()));
    listed.chain(others)
}

/// `KEY=value`, with separators between.
fn pieces<'a>(
    attributes: impl Iterator<Item = &'a Attribute>,
    separator: &'static str,
) -> impl Iterator<Item = &'a str> {
    attributes.enumerate().flat_map(move |(index, attribute)| {
        let separator = if index == 0 { "" } else { separator };
        [separator, &attribute.key, "=", &attribute.value]
    })
}

/// Compares without joining the pieces: a list has two names per record.
fn consists_of<'a>(text: &[u8], mut pieces: impl Iterator<Item = &'a str>) -> bool {
    let rest = pieces.try_fold(text, |rest, piece| rest.strip_prefix(piece.as_bytes()));
    rest == Some(&[])
}

/// Quotes as Windows writes them: around a value with blanks at its ends or with a character that
/// would end it, quotes inside doubled.
fn quoted(value: &str) -> Cow<'_, str> {
    let special = |c: char| ",+=\"\n<>#;".contains(c);
    if value.trim() == value && !value.contains(special) && !value.is_empty() {
        return Cow::Borrowed(value);
    }
    Cow::Owned(format!("\"{}\"", value.replace('"', "\"\"")))
}
