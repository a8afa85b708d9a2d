//! `ctl status`

use clap::Args;

/// Show how the cluster stands: mode, files, signers, anchors, and drift
///
/// The mode is CUCM's number (0 non-secure, 1 mixed). Exit 1 where the published lists
/// are not what cluster.toml and its certificates describe.
#[derive(Debug, Args)]
pub(crate) struct StatusArgs {
    /// List every generation instead, with time, signer and reason
    #[arg(long)]
    pub(crate) history: bool,
}
