//! Releases of CUCM, and which SASTs a CTL has by them: one table.

/// A release of CUCM: `12.5(1)SU5`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    text: String,
}
