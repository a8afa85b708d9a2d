//! `ctl status`

use clap::Args;

/// Show mode, files, signers, what phones may hold, and drift
///
/// The mode is CUCM's number (0 non-secure, 1 mixed). For every file on every server: its
/// size, the generation that it is of, and its MD5 and SHA-1, to be compared with what a
/// phone shows. For every anchor, which is a certificate that may sign the next list: the
/// days until it expires. Then the generations that phones may still hold.
///
/// Last comes the drift: what `ctl update CTLFile` would change, since cluster.toml or a
/// certificate differs from the published lists, and files that are missing or differ from
/// those that were published. Exit 1 where there is any. Nothing is written, and no lock
/// is waited for.
#[derive(Debug, Args)]
pub(crate) struct StatusArgs {
    /// List every generation instead, with time, signer and reason
    #[arg(long)]
    pub(crate) history: bool,
}
