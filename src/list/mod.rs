//! The format of CTL and ITL files: `docs/format.md`.
//!
//! Knows nothing of files, clocks, keys or the command line.

pub mod build;
pub mod build_error;
pub mod kind;
pub mod model;
pub mod name;
mod parse;
pub mod parse_error;
pub mod recipe;
pub mod role;
mod slots;
pub mod tag;
pub mod view;

pub use build_error::{BuildError, BuildWarning};
pub use kind::Kind;
pub use model::OwnedList;
pub use parse_error::{FieldName, ParseError};
pub use recipe::{Entry, Form, Layout, Recipe, Spelling, Unsigned};
pub use role::Role;
pub use view::{Header, Record, TrustList};

/// The largest file that is read, in bytes. A phone does not load more than 64 KiB
/// (`docs/format.md`, section 12); sixteen times as much is still read, so that an oversized list
/// can be examined.
pub const MAX_READ: usize = 1 << 20;

/// The largest file that is built, in bytes: what a phone loads
/// (`docs/format.md`, section 12).
pub const MAX_BUILD: usize = 1 << 16;

/// The most records that are read. A full cluster has 28 nodes and fewer than a
/// hundred records; an emptied record of 10 bytes would allow a hundred
/// thousand in [`MAX_READ`].
pub const MAX_RECORDS: usize = 2048;

/// The most fields with unknown tags that are read of one record or header: each takes three
/// bytes of the file, and many times as much in a report.
pub const MAX_UNKNOWN: usize = 16;

/// The longest field that is read, in bytes: half of what a phone loads as a
/// whole file. Certificates with long SAN lists stay below 8 KiB.
pub const MAX_FIELD: usize = 1 << 15;
