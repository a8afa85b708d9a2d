//! `ctl status`

use clap::Args;

use crate::cli::clock::Period;

/// Show mode, files, signers, expiry and drift
///
/// The mode is CUCM's number (0 non-secure, 1 mixed). For each file on each server: size,
/// generation, MD5 and SHA-1, to compare with those that a phone shows. For each anchor (a
/// certificate that may sign the next list): the days until it expires. Then the generations
/// that phones may still have.
///
/// Last, the drift: what `ctl update CTLFile` would change because cluster.toml or a
/// certificate differs from the published lists, and files that are missing or differ from
/// the published ones. Exit status 1 if there is drift or an anchor has expired. Nothing is
/// written, and the lock is not needed.
#[derive(Debug, Args)]
pub(crate) struct StatusArgs {
    /// List all generations instead, with time, signer and reason
    #[arg(long)]
    pub(crate) history: bool,
    /// Exit status 1 if a certificate in the lists expires within this time: 30d, 4w
    #[arg(long, value_name = "TIME", conflicts_with = "history")]
    pub(crate) expires_within: Option<Period>,
}
