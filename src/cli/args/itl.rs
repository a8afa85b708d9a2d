//! `ctl itl`

use clap::{Args, Subcommand};

use super::change::ChangeArgs;

/// Build and sign the ITL of each TFTP node
///
/// From release 8.0 on every TFTP node has one. `ctl set-cluster` and `ctl update CTLFile`
/// publish each ITL that changes, too. These commands do not change the CTL, and also work
/// without one; a server that is missing the cluster's CTL gets it.
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

/// Rebuild each ITL and publish those that changed
///
/// An ITL names the node's own certificate as SAST and as TFTP server (CCM+TFTP in mixed
/// mode, where the node runs both), ITLRecovery from 10.0 on, the SASTs of [[trust]], the TVS certificate of every
/// node, and CAPF. It is signed by the node's CallManager key before 12.0, by ITLRecovery
/// from 12.0, and written to the node as ITLFile.tlv. Restart TFTP on every node that runs it
/// afterwards, and reset the phones.
#[derive(Debug, Args)]
pub(crate) struct ItlUpdateArgs {
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
}

/// Sign the ITLs with another key, as `utils itl reset` does
///
/// For the time when phones would refuse an ITL because they do not know its signer. The
/// next `ctl itl update`, `ctl update CTLFile` or `ctl set-cluster` signs with the usual
/// key again: run it when all phones have the ITL.
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
///
/// That is the one of the two that usually does not sign. Both are in the ITL that
/// phones hold. Before 10.0 there is only one key.
#[derive(Debug, Args)]
pub(crate) struct LocalkeyArgs {
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
}

/// Sign with the key of a PKCS#12 file, such as an exported ITLRecovery
///
/// Phones take the ITL if a list that they hold names this key's certificate as SAST: an
/// ITLRecovery.p12 that was exported (`file get tftp ITLRecovery.p12`) before the cluster
/// was rebuilt, for example. Where the ITL does not name it otherwise, it is
/// added as a SAST. The file's passphrase comes from --pin-file and the like, or is asked for.
#[derive(Debug, Args)]
pub(crate) struct RemotekeyArgs {
    /// The key with its certificate
    #[arg(value_name = "FILE.p12")]
    pub(crate) file: std::ffi::OsString,
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
}
