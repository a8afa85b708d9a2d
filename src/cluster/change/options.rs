//! What a command may do, and what was said of the phones.

use std::time::Duration;

use crate::signer::KeyRef;

/// What a command may do, and what was said of the phones.
#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is an option of the command line by itself")]
pub struct Options {
    /// Nothing is written, and nothing asked.
    pub dry_run: bool,
    /// Lists that did not change are signed again, and files that are no lists are replaced.
    pub force: bool,
    /// What is in the place of a published file and is no regular file is replaced.
    pub replace: bool,
    /// Records that `cluster.toml` does not explain are dropped.
    pub drop_unexplained: bool,
    /// The token that was chosen to sign the CTL.
    pub token: Option<KeyRef>,
    /// TIMESTAMP of new lists, and the time of all that is recorded, Unix seconds.
    pub timestamp: u32,
    /// Whether that time was named, and may be before the TIMESTAMP of the present lists.
    pub any_time: bool,
    /// How long another process is waited for.
    pub wait: Duration,
    /// What was said of the phones.
    pub phones: Phones,
}

/// What was said of the phones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phones {
    /// The generation that every phone has, or a later one: `@7`, `@current`.
    pub have: Option<String>,
    /// Whether there are only phones that hold nothing.
    pub only_new: bool,
}
