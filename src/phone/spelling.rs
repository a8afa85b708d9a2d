//! One issuer and serial in two spellings (`docs/phone.md`, step 7).

use std::collections::BTreeSet;

use super::Holder;
use crate::verify::same_serial;

/// The issuer and serial that a list's header names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// CANAME.
    pub issuer: Vec<u8>,
    /// SERIALNUMBER.
    pub serial: Vec<u8>,
}

impl Named {
    /// Whether this is the holder, byte for byte.
    #[must_use]
    pub fn is(&self, holder: &Holder) -> bool {
        self.issuer == holder.issuer && self.serial == holder.serial
    }

    /// Whether this is the holder once both are written in the same way: whatever
    /// the separator, the order, case and quotes of the name, and the serial as a
    /// number or reversed. The CTL Client cuts a name at a comma, so that the parts
    /// of one may be some of those of the other.
    pub(super) fn resembles(&self, own: &Parts, holder: &Holder) -> bool {
        if !same_serial(&self.serial, &holder.serial) {
            return false;
        }
        let other = parts(&holder.issuer);
        let (fewer, more) = if own.len() <= other.len() { (own, &other) } else { (&other, own) };
        !fewer.is_empty() && fewer.is_subset(more)
    }

    /// What [`Self::resembles`] takes of the issuer: made once for all holders.
    pub(super) fn parts(&self) -> Parts {
        parts(&self.issuer)
    }
}

/// See [`parts`].
pub(super) type Parts = BTreeSet<Vec<u8>>;

/// The parts of a name, `cn=pub` and the like, without what spellings differ in.
fn parts(name: &[u8]) -> Parts {
    name.split(|byte| b";,".contains(byte))
        .map(|part| {
            let plain: Vec<u8> = part.iter().filter(|byte| **byte != b'"').copied().collect();
            plain.trim_ascii().to_ascii_lowercase()
        })
        .filter(|part| !part.is_empty())
        .collect()
}
