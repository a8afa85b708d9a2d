//! `ctl show`

use std::ffi::OsString;

use clap::{Args, ValueEnum};

/// Show a list as CUCM's `show ctl` does, as a table, or as JSON
///
/// The signature is checked on the way. The listing ends with the result, and
/// everything else that is wrong with the list is printed on stderr. `ctl show ctl` and
/// `ctl show itl HOST` show the cluster's present lists. A file of certificates is
/// shown as `ctl cert show` does.
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// The CTL or ITL file, - for standard input, or ctl or itl for the cluster's present list
    pub(crate) file: OsString,
    /// With itl: the TFTP node [default: the publisher, else the first]
    pub(crate) host: Option<String>,
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
    /// Full details, for programs (docs/json.md); --json is the same
    Json,
}
