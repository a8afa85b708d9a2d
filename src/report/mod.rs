//! A list and its verdict as text and JSON. Knows nothing about where the list came from.

pub mod certificate;
#[cfg(feature = "cluster")]
pub mod change;
mod columns;
pub mod expiry;
pub mod failure;
#[cfg(feature = "cluster")]
pub mod history;
pub mod json;
pub mod listing;
pub mod phone;
#[cfg(feature = "cluster")]
mod phone_files;
#[cfg(feature = "cluster")]
pub mod phones;
#[cfg(feature = "cluster")]
pub mod plan;
pub mod signer;
#[cfg(feature = "cluster")]
pub mod status;
#[cfg(feature = "cluster")]
pub mod status_text;
pub mod style;
pub mod table;
pub mod time;
#[cfg(feature = "pkcs11")]
pub mod token;

use crate::list::{Kind, TrustList};
use crate::verify::Verdict;

/// The input of every report.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The list.
    pub list: &'a TrustList<'a>,
    /// The result of examining it.
    pub verdict: &'a Verdict,
    /// The name of the input, as the user gave it.
    pub name: &'a str,
}

/// The kind of a list, from its header.
#[must_use]
pub fn kind_of(list: &TrustList<'_>) -> Kind {
    list.kind()
}
