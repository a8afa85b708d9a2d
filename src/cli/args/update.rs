//! `ctl update`, `ctl upgrade`, `ctl reset`, `ctl delete`

use clap::{Args, ValueEnum};

use super::change::{ChangeArgs, generation};

/// The only file that can be updated or deleted; CUCM also requires the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum CtlFile {
    /// The CTL
    #[value(name = "CTLFile", aliases = ["CTLFile.tlv", "./CTLFile.tlv", "ctl"])]
    CtlFile,
}

/// Rebuild and re-sign the CTL, as `utils ctl update CTLFile` does
///
/// Run it after cluster.toml or a file that it names has changed: a node, TFTP server,
/// firewall, CAPF or token was added or removed; a name, domain or address changed; a
/// certificate was regenerated, restored, or replaced by one that a CA signed; the release
/// changed. The reasons are printed.
///
/// The CTL is built from cluster.toml as `ctl set-cluster` does; its help explains signers,
/// files and restarts. Present records that cluster.toml does not explain are kept, unless
/// --drop-records is given. ITLs that change are published with the CTL, as one generation.
/// If nothing changed, only files that are missing on a server are written. Mode and
/// `signing` do not change. Without a CTL, `ctl set-cluster mixed-mode` creates the first.
#[derive(Debug, Args)]
pub(crate) struct UpdateArgs {
    /// Optional, as in `utils ctl update CTLFile`
    #[arg(value_enum, value_name = "CTLFile", hide_possible_values = true, ignore_case = true)]
    what: Option<CtlFile>,
    /// Publish the CTL of this generation again, byte for byte: @7, @previous
    ///
    /// It becomes a new generation, and must be of the cluster's mode. ITLs do not change.
    #[arg(long, value_name = "@N", value_parser = generation)]
    pub(crate) to: Option<String>,
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
}

/// Change from a token-signed CTL to a tokenless one
///
/// CallManager or ITLRecovery signs from now on, depending on the release (10.0 or later;
/// `man ctl-set-cluster`, RELEASES). `signing` in cluster.toml becomes "tokenless"; comments
/// and [[token]] tables are kept, but the tokens leave the lists. Needs the new signer's
/// key, and no token or PIN. On CUCM, `utils ctl update CTLFile` does this.
///
/// Phones accept the list if their CTL or ITL contains its signer: token-signed CTLs contain
/// both from 11.5 on; an ITL contains its node's CallManager, and ITLRecovery from 10.0 on.
/// If some phones would refuse it, the command stops and prints the steps to run first.
#[derive(Debug, Args)]
pub(crate) struct UpgradeArgs {
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
}

/// Sign the CTL with the other tokenless key
///
/// As `utils ctl reset localkey` does. For use when the usual signer's certificate was
/// regenerated and phones do not know it yet: they know the other one, which is also in
/// their CTL. From 10.5(2) to 11.5 the other key is ITLRecovery's, from 12.0 the publisher's
/// CallManager key; before 10.5(2) there is none. The list contains the new certificate of
/// the usual signer: when all phones have it, `ctl update CTLFile` can sign with the usual
/// key again.
///
/// Not for clusters that sign with tokens: use another token of the CTL (--token).
#[derive(Debug, Args)]
pub(crate) struct ResetArgs {
    /// Optional, as in `utils ctl reset localkey`
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
/// As `file delete tftp CTLFile.tlv` on every node of a CUCM. The CTL stays in the store,
/// and on phones until somebody deletes it there: a signer that they know must still sign
/// any later list. ITLs do not change. Refused in mixed mode, in which phones need the CTL,
/// and while phones may have a CTL for mixed mode: without another CTL they would lose their
/// call managers. --tokens-lost also works in mixed mode; then start again with `ctl token
/// add` and `ctl set-cluster mixed-mode`.
#[derive(Debug, Args)]
pub(crate) struct DeleteArgs {
    /// Optional
    #[arg(value_enum, value_name = "CTLFile", hide_possible_values = true, ignore_case = true)]
    what: Option<CtlFile>,
    /// All tokens of the CTL are lost: also delete in mixed mode, and forget the tokens
    #[arg(long)]
    pub(crate) tokens_lost: bool,
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
}
