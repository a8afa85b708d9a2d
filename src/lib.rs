//! Trust lists (CTL and ITL files) of Cisco phones: read, build, sign, show,
//! verify.
//!
//! ```text
//! bytes --parse--> TrustList --examine--> Verdict
//! certificates --Recipe::build--> Unsigned --seal(Signer)--> bytes
//! ```
//!
//! The format is described, byte by byte and with its evidence, in
//! `docs/format.md`; comments cite its sections.

// Nothing here may panic, whatever the input (tests may).
#![cfg_attr(
    not(test),
    deny(
        clippy::indexing_slicing,
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::arithmetic_side_effects,
        clippy::as_conversions
    )
)]

pub mod certificate;
mod checkpoint;
pub mod cluster;
pub mod digest;
pub mod error;
pub mod input;
pub mod issue;
pub mod list;
pub mod output;
pub mod phone;
mod platform;
pub mod report;
pub mod signature;
pub mod signer;
pub mod text;
pub mod tlv;
pub mod verify;
