//! `ctl set-cluster`

use clap::{Args, ValueEnum};

use super::change::ChangeArgs;

/// Set the cluster to mixed or non-secure mode, as `utils ctl set-cluster` does
///
/// Builds the CTL out of cluster.toml, signs and verifies it, and publishes it to
/// every server together with each ITL that changes. In mixed mode phones may be
/// encrypted; auto-registration is off there. In non-secure mode the servers' records
/// are emptied, and phones register without encryption.
///
/// Who signs follows from `release` and `signing` in cluster.toml: tokens up to 14SU2,
/// CallManager from 10.0, ITLRecovery from 12.0.
#[derive(Debug, Args)]
pub(crate) struct SetClusterArgs {
    /// The mode
    #[arg(value_enum)]
    pub(crate) mode: ModeArg,
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ModeArg {
    /// Phones may be secured
    MixedMode,
    /// No phone is secured
    NonSecureMode,
}
