//! `ctl update`, `ctl upgrade`, `ctl reset`, `ctl delete`

use clap::{Args, ValueEnum};

use super::change::{ChangeArgs, generation};

/// The one file that is updated and deleted; on CUCM it has to be typed too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum CtlFile {
    /// The CTL
    #[value(name = "CTLFile", aliases = ["CTLFile.tlv", "./CTLFile.tlv", "ctl"])]
    CtlFile,
}

/// Rebuild and re-sign the CTL, as `utils ctl update CTLFile` does
///
/// Run it after cluster.toml or a file that it names has changed: a node was added or
/// removed, a name, domain or address changed, likewise for TFTP servers, firewalls, CAPF
/// and tokens; a certificate was regenerated, restored, or replaced by one that a CA
/// signed; the release changed. The reasons that apply are printed.
///
/// The CTL is built from cluster.toml, as by `ctl set-cluster`, whose help says who signs,
/// which files go where, and what to restart and reset afterwards. Records of the present
/// lists that cluster.toml does not explain are kept, unless --drop-records is given. ITLs
/// that change are published with the CTL, as one generation. Where nothing changed, nothing
/// is written; a file that is missing on a server is written again. The mode stays, and so
/// does `signing`. Without a CTL, `ctl set-cluster mixed-mode` makes the first one.
#[derive(Debug, Args)]
pub(crate) struct UpdateArgs {
    /// What is updated: nothing else is, so that it may be left out
    #[arg(value_enum, value_name = "CTLFile", hide_possible_values = true, ignore_case = true)]
    what: Option<CtlFile>,
    /// Publish this generation's CTL again, byte for byte: @7, @previous
    ///
    /// It becomes a new generation. It has to be of the mode that the cluster is in. ITLs
    /// stay as they are. Phones are simulated as for any other list.
    #[arg(long, value_name = "@N", value_parser = generation)]
    pub(crate) to: Option<String>,
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
}

/// Go from a token-signed CTL to a tokenless one
///
/// From now on the CTL is signed by CallManager or ITLRecovery, as the release decides (from
/// 10.0 on; `ctl help set-cluster` has the table), and `signing` in cluster.toml becomes
/// "tokenless". The comments there stay, and so do the [[token]] tables, which no list
/// names any more. No token and no PIN is needed, but the new signer's key is. On CUCM,
/// `utils ctl update CTLFile` does this.
///
/// Phones take the list if the CTL or ITL that they hold names its signer: token-signed
/// CTLs name both from 11.5 on; an ITL names its node's CallManager, and ITLRecovery from
/// 10.0 on. Where some phones do not, the command stops and prints which steps come first.
#[derive(Debug, Args)]
pub(crate) struct UpgradeArgs {
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
}

/// Sign the CTL with the tokenless key that usually does not
///
/// As `utils ctl reset localkey` does, for the time when the usual signer's certificate was
/// regenerated and phones do not know it yet: they still know the other one, which is in
/// their CTL as well. From 10.5(2) to 11.5 the other key is ITLRecovery's, from 12.0 the
/// publisher's CallManager key; before 10.5(2) there is none. The list names the new
/// certificate of the usual signer, so that when all phones have it, `ctl update CTLFile`
/// can sign with the usual key again.
///
/// Not for clusters that sign with tokens: there any other token of the CTL can sign.
#[derive(Debug, Args)]
pub(crate) struct ResetArgs {
    /// Which key signs: no other does, so that it may be left out
    #[arg(value_enum, value_name = "localkey", hide_possible_values = true, ignore_case = true)]
    what: Option<LocalKey>,
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum LocalKey {
    /// The SAST that is not the usual signer
    #[value(name = "localkey")]
    LocalKey,
}

/// Delete the CTL from every server
///
/// CUCM has no such command: there it is `file delete tftp CTLFile.tlv` on every node.
/// It stays in the store, and phones keep theirs until somebody deletes it on the phone:
/// a list that `ctl` makes later still has to be signed by somebody they know. The
/// ITLs stay. Not in mixed mode, in which phones need the CTL, and not while phones may hold
/// a CTL for mixed mode: without another CTL they would lose their call managers.
/// --tokens-lost is for mixed mode too; afterwards `ctl token add` and `ctl set-cluster
/// mixed-mode` start again.
#[derive(Debug, Args)]
pub(crate) struct DeleteArgs {
    /// What is deleted: nothing else is, so that it may be left out
    #[arg(value_enum, value_name = "CTLFile", hide_possible_values = true, ignore_case = true)]
    what: Option<CtlFile>,
    /// Every token of the CTL is lost: delete it in mixed mode too, and forget the tokens
    #[arg(long)]
    pub(crate) tokens_lost: bool,
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
}
