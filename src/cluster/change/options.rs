//! Options of a command, and what the user knows about the phones.

use std::time::Duration;

use crate::signer::KeyRef;

/// Options of a command, and what the user knows about the phones.
#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is an option of the command line by itself")]
pub struct Options {
    /// Nothing is written, and the user is not asked.
    pub dry_run: bool,
    /// Unchanged lists are re-signed, and files that are not lists are replaced.
    pub force: bool,
    /// Whatever has the name of a published file is replaced, even if it is not a regular file.
    pub replace: bool,
    /// Records that `cluster.toml` does not explain are dropped.
    pub drop_unexplained: bool,
    /// The token that was chosen to sign the CTL.
    pub token: Option<KeyRef>,
    /// TIMESTAMP of new lists, and the time of all that is recorded, Unix seconds.
    pub timestamp: u32,
    /// Whether the user gave that time; then it may be before the TIMESTAMP of the present lists.
    pub any_time: bool,
    /// How long to wait for another process.
    pub wait: Duration,
    /// What the user knows about the phones.
    pub phones: Phones,
}

/// What the user knows about the phones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phones {
    /// The generation that every phone has, or a later one: `@7`, `@current`.
    pub have: Option<String>,
    /// Whether all phones are new or reset: they hold nothing.
    pub only_new: bool,
}
