//! `ctl update`, `ctl upgrade`, `ctl reset`, `ctl delete`

use clap::{Args, ValueEnum};

use super::change::ChangeArgs;

/// The one file that is updated and deleted; on CUCM it has to be typed too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CtlFile {
    /// The CTL
    #[value(name = "CTLFile", alias = "ctlfile")]
    CtlFile,
}

/// Build the CTL anew and sign it, as `utils ctl update CTLFile` does
///
/// To be run after every change of a node, a name, an address or a certificate. Says
/// which of the reasons for an update applies; where nothing changed it says so and
/// writes nothing. The mode stays, and so does `signing`.
#[derive(Debug, Args)]
pub(crate) struct UpdateArgs {
    /// What is updated
    #[arg(value_enum, value_name = "CTLFile", hide_possible_values = true)]
    pub(crate) what: CtlFile,
    /// Publish the CTL of this generation again, byte for byte: @7, @previous
    #[arg(long, value_name = "@N")]
    pub(crate) to: Option<String>,
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
}

/// Go from a token-signed CTL to a tokenless one
///
/// The CTL is signed by CallManager or ITLRecovery from now on, as the release says,
/// and `signing` in cluster.toml becomes "tokenless". (On CUCM `utils ctl update
/// CTLFile` converts.)
#[derive(Debug, Args)]
pub(crate) struct UpgradeArgs {
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
}

/// Sign the CTL with the other tokenless key, as `utils ctl reset localkey` does
///
/// For the day on which the usual signer's certificate was made anew, and phones do not
/// know the new one yet: they still know the other. Up to 11.5 the other key is
/// ITLRecovery's, from 12.0 CallManager's.
#[derive(Debug, Args)]
pub(crate) struct ResetArgs {
    /// Which key signs
    #[arg(value_enum, value_name = "localkey", hide_possible_values = true)]
    pub(crate) what: LocalKey,
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LocalKey {
    /// The SAST that is not the usual signer
    #[value(name = "localkey")]
    LocalKey,
}

/// Take the CTL off every server, as `utils ctl delete CTLFile` does
///
/// It stays in the store, and phones keep theirs. Not in mixed mode.
#[derive(Debug, Args)]
pub(crate) struct DeleteArgs {
    /// What is deleted
    #[arg(value_enum, value_name = "CTLFile", hide_possible_values = true)]
    pub(crate) what: CtlFile,
    /// Every token of the CTL is lost: delete it in mixed mode too, and forget the tokens
    #[arg(long)]
    pub(crate) tokens_lost: bool,
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
}
