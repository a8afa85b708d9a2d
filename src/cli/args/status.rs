//! `ctl status`

use clap::Args;

use crate::cli::clock::Period;

/// Show mode, files, signers, expiry, what phones may hold, and drift
///
/// The mode is CUCM's number (0 non-secure, 1 mixed). For every file on every server: its
/// size, the generation that it is of, and its MD5 and SHA-1, to be compared with what a
/// phone shows. For every anchor, which is a certificate that may sign the next list: the
/// days until it expires. Then the generations that phones may still hold.
///
/// Last comes the drift: what `ctl update CTLFile` would change, since cluster.toml or a
/// certificate differs from the published lists, and files that are missing or differ from
/// those that were published. Exit 1 where there is any, and where an anchor has expired.
/// Nothing is written, and no lock is waited for.
#[derive(Debug, Args)]
pub(crate) struct StatusArgs {
    /// List every generation instead, with time, signer and reason
    #[arg(long)]
    pub(crate) history: bool,
    /// Exit 1 where a certificate of the published lists expires within this time: 30d, 4w
    #[arg(long, value_name = "TIME", conflicts_with = "history")]
    pub(crate) expires_within: Option<Period>,
}
