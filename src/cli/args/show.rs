//! `ctl show`

use std::ffi::OsString;

use clap::{Args, ValueEnum};

/// Show a list as CUCM does, as a table, or as JSON
///
/// The signature is verified, and the listing ends with the result. Other findings are
/// printed on stderr. `ctl show ctl` and `ctl show itl HOST` show the cluster's present
/// lists. For a file of certificates, the output is that of `ctl cert show`.
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// The CTL or ITL file, - for standard input, or ctl or itl for the cluster's present list
    pub(crate) file: OsString,
    /// With `itl`: the TFTP node [default: the publisher, else the first]
    pub(crate) host: Option<String>,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Listing, conflicts_with = "json")]
    pub(crate) format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Exactly as CUCM prints it
    Listing,
    /// One line for each record
    Table,
    /// Full details, for programs (docs/json.md); --json is the same
    Json,
}
