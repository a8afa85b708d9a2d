//! `ctl itl`

use clap::{Args, Subcommand};

use super::change::ChangeArgs;

/// Build the ITL of each TFTP node, with its usual or its other signer
#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct ItlArgs {
    #[command(subcommand)]
    pub(crate) command: ItlCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ItlCommand {
    Update(ItlUpdateArgs),
    Reset(ItlResetArgs),
}

/// Build each ITL anew and publish those that changed
///
/// Signed by the node's CallManager key before 12.0, by ITLRecovery from 12.0.
#[derive(Debug, Args)]
pub(crate) struct ItlUpdateArgs {
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
}

/// Sign the ITLs with another key, as `utils itl reset` does
#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct ItlResetArgs {
    #[command(subcommand)]
    pub(crate) command: ItlResetCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ItlResetCommand {
    Localkey(LocalkeyArgs),
    Remotekey(RemotekeyArgs),
}

/// Sign with the node's CallManager key (12.0 on) or ITLRecovery (10.0 to 11.5)
#[derive(Debug, Args)]
pub(crate) struct LocalkeyArgs {
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
}

/// Sign with the key of a PKCS#12 file, such as an exported ITLRecovery
#[derive(Debug, Args)]
pub(crate) struct RemotekeyArgs {
    /// The key with its certificate
    #[arg(value_name = "FILE.p12")]
    pub(crate) file: String,
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
}
