//! `ctl plan`

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use trustlist::cluster::route::Change;

/// Print a safe order of steps to change certificates
///
/// Simulates the commands of `ctl` with every phone that can exist, from the lists that phones
/// may have now, or before the first publication from those that cluster.toml describes.
/// Exit status 0 means that the order is proven: every phone accepts every list without TVS,
/// and every step is documented. Otherwise the order is expected (a step is inferred), an
/// attempt (it needs TVS) or unknown, and the exit status is 1. Nothing is written, and no
/// key is needed.
#[derive(Debug, Args)]
pub(crate) struct PlanArgs {
    /// The certificates to change, separated by commas
    #[arg(long, value_enum, value_name = "WHAT", required = true, value_delimiter = ',')]
    change: Vec<ChangeArg>,
    /// The folder of the cluster that phones move to [default: one like theirs]
    #[arg(long, value_name = "DIR")]
    pub(crate) to: Option<PathBuf>,
}

impl PlanArgs {
    /// The certificates to change, each once.
    pub(crate) fn changes(&self) -> Vec<Change> {
        let named = |change: &Change| self.change.iter().any(|arg| arg.0 == *change);
        let all = Change::ALL.into_iter();
        all.filter(|c| named(c) || self.to.is_some() && *c == Change::Migration).collect()
    }
}

#[derive(Clone, Copy, Debug)]
struct ChangeArg(Change);

impl ValueEnum for ChangeArg {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [ChangeArg; 6] = [
            ChangeArg(Change::CallManager),
            ChangeArg(Change::Tvs),
            ChangeArg(Change::Capf),
            ChangeArg(Change::Token),
            ChangeArg(Change::ItlRecovery),
            ChangeArg(Change::Migration),
        ];
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self.0 {
            Change::CallManager => "The CallManager certificates of all nodes",
            Change::Tvs => "The TVS certificates of all nodes",
            Change::Capf => "The publisher's CAPF certificate",
            Change::Token => "The token that signs, which is replaced by another",
            Change::ItlRecovery => "The ITLRecovery certificate",
            Change::Migration => "The cluster: all phones move to another",
        };
        Some(PossibleValue::new(self.0.name()).help(help))
    }
}
