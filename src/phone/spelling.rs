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

    /// Whether this names the holder after normalization: ignoring the separator, order, case and
    /// quotes of the name, with the serial as a number or reversed. The CTL Client cuts a name at
    /// a comma, so the parts of one may be a subset of the other's.
    pub(super) fn resembles(&self, own: &Parts, holder: &Holder) -> bool {
        if !same_serial(&self.serial, &holder.serial) {
            return false;
        }
        let other = parts(&holder.issuer);
        let (fewer, more) = if own.len() <= other.len() { (own, &other) } else { (&other, own) };
        !fewer.is_empty() && fewer.is_subset(more)
    }

    /// The issuer for [`Self::resembles`], normalized once for all holders.
    pub(super) fn parts(&self) -> Parts {
        parts(&self.issuer)
    }
}

/// See [`parts`].
pub(super) type Parts = BTreeSet<Vec<u8>>;

/// The parts of a name, `cn=pub` and the like, in a normalized spelling.
fn parts(name: &[u8]) -> Parts {
    name.split(|byte| b";,".contains(byte))
        .map(|part| {
            let unquoted: Vec<u8> = part.iter().filter(|byte| **byte != b'"').copied().collect();
            unquoted.trim_ascii().to_ascii_lowercase()
        })
        .filter(|part| !part.is_empty())
        .collect()
}
