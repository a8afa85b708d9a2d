//! A list and its verdict for people and programs. Knows nothing of where the
//! list came from.

pub mod certificate;
#[cfg(feature = "cluster")]
pub mod change;
mod columns;
pub mod expiry;
pub mod failure;
pub mod json;
pub mod listing;
pub mod look;
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
pub mod table;
pub mod time;
#[cfg(feature = "pkcs11")]
pub mod token;

use crate::list::{Kind, TrustList};
use crate::verify::Verdict;

/// What every report is made from.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The list.
    pub list: &'a TrustList<'a>,
    /// What was found out about it.
    pub verdict: &'a Verdict,
    /// The name of the input, as the user gave it.
    pub name: &'a str,
}

/// Which list a file says it is.
#[must_use]
pub fn kind_of(list: &TrustList<'_>) -> Kind {
    list.kind()
}
