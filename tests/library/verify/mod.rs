//! Whether a list is sound: signatures, findings, and lists that were tampered with.

mod findings;
mod mutations;
mod signatures;
mod wycheproof;
