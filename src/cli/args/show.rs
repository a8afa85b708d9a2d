//! `ctl show`

use std::ffi::OsString;

use clap::{Args, ValueEnum};

/// Show a list as CUCM's `show ctl` does, as a table, or as JSON
///
/// The signature is checked on the way. The listing ends with the result, and
/// everything else that is wrong with the list is said on stderr.
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// The CTL or ITL file, or - for standard input
    pub(crate) file: OsString,
    /// How to show it
    #[arg(long, value_enum, default_value_t = Format::Listing, conflicts_with = "json")]
    pub(crate) format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// To the letter what CUCM prints
    Listing,
    /// One line a record
    Table,
    /// All there is, for programs (docs/json.md); --json is the same
    Json,
}
