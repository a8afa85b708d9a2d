//! `ctl itl`

use clap::{Args, Subcommand};

use super::change::ChangeArgs;

/// Build and sign the ITL of each TFTP node
///
/// From release 8.0 on, every TFTP node has an ITL. `ctl set-cluster` and `ctl update
/// CTLFile` also publish each ITL that changes. The commands here do not change the CTL, and
/// do not need one; a server without the cluster's CTL gets it.
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
/// An ITL contains the node's own certificate as SAST and as TFTP server (CCM+TFTP in mixed
/// mode if the node runs both), ITLRecovery from 10.0 on, the SASTs of [[trust]], the TVS
/// certificate of every node, and CAPF. The node's CallManager key signs it before 12.0,
/// ITLRecovery from 12.0. Then restart TFTP on every node that runs it, and reset the phones.
#[derive(Debug, Args)]
pub(crate) struct ItlUpdateArgs {
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
}

/// Sign the ITLs with another key, as `utils itl reset` does
///
/// For use when phones would refuse an ITL because they do not know its signer. The next
/// `ctl itl update`, `ctl update CTLFile` or `ctl set-cluster` signs with the usual key
/// again: run it when all phones have the ITL.
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

/// Sign each ITL with the other key of its node
///
/// This is the node's CallManager key from 12.0 on, and ITLRecovery from 10.0 to 11.5. Both
/// are in the ITL on the phones. Before 10.0 there is only one key.
#[derive(Debug, Args)]
pub(crate) struct LocalkeyArgs {
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
}

/// Sign the ITLs with the key of a PKCS#12 file
///
/// Phones accept the ITL if one of their lists contains this key's certificate as SAST: for
/// example an ITLRecovery.p12 that was exported (`file get tftp ITLRecovery.p12`) before the
/// cluster was rebuilt. The certificate is added to the ITL as a SAST if it is not in it.
/// --pin-file, --pin-fd or --pin-env give the file's passphrase, else it is asked for.
#[derive(Debug, Args)]
pub(crate) struct RemotekeyArgs {
    /// The key with its certificate
    #[arg(value_name = "FILE.p12")]
    pub(crate) file: std::ffi::OsString,
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
}
