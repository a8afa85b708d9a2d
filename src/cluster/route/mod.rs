//! The sequences of commands that take every phone from what it holds to what it is to hold,
//! found by simulating them.
//!
//! [`plan()`] starts before any certificate is touched: it regenerates certificates one at a
//! time, with the commands between. [`rescue()`] starts from a command that was refused. Both
//! draft real lists, of certificates that exist or of ones that are only planned
//! ([`crate::issue::planned`]), and judge them as the guard does.

mod change;
mod plan;
mod planner;
mod position;
mod rescue;
mod search;

pub use change::Change;
pub use plan::{Plan, PlanError, plan};
pub use planner::{Question, Stuck};
pub use position::{Position, Refused};
pub use rescue::{Refusal, rescue};

use super::command::Command;
use super::manifest::Cluster;

/// What a sequence rests on, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Basis {
    /// Every phone takes every list without TVS, and every step is documented.
    Proven,
    /// The same, but a step rests on an inference.
    Expected,
    /// Some phone takes some list only if TVS runs and vouches for the signer.
    Attempt,
}

impl Basis {
    /// `proven`, `expected` or `attempt`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Proven => "proven",
            Self::Expected => "expected",
            Self::Attempt => "attempt",
        }
    }
}

/// A command of a sequence: those that sign again, and those that a change needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Publishing {
    /// `update CTLFile`: CTL and ITLs by their usual signers.
    Update,
    /// `reset localkey`: the CTL by the other tokenless SAST, ITLs as usual.
    ResetLocalkey,
    /// `itl update`: the ITLs by their usual signer.
    ItlUpdate,
    /// `itl reset localkey`: the ITLs by the other signer.
    ItlResetLocalkey,
    /// `token add`: as `update`, with one more token.
    TokenAdd,
    /// `token remove`: as `update`, with one token less.
    TokenRemove,
}

impl Publishing {
    /// Those that change nothing but the signer.
    pub(super) const AGAIN: [Self; 4] =
        [Self::ResetLocalkey, Self::Update, Self::ItlResetLocalkey, Self::ItlUpdate];

    pub(super) const fn command(self) -> Command<'static> {
        match self {
            Self::Update => Command::Update,
            Self::ResetLocalkey => Command::ResetLocalkey,
            Self::ItlUpdate => Command::ItlUpdate,
            Self::ItlResetLocalkey => Command::ItlResetLocalkey,
            Self::TokenAdd => Command::TokenAdd,
            Self::TokenRemove => Command::TokenRemove,
        }
    }

    /// The command as typed after `ctl`.
    #[must_use]
    pub const fn typed(self) -> &'static str {
        match self {
            Self::Update => "update CTLFile",
            Self::ResetLocalkey => "reset localkey",
            Self::ItlUpdate => "itl update",
            Self::ItlResetLocalkey => "itl reset localkey",
            Self::TokenAdd => "token add NEW",
            Self::TokenRemove => "token remove OLD",
        }
    }

    /// Whether no source says that CUCM has the command in this release: `utils ctl reset
    /// localkey` is documented from 12.0 on, by field notice 70613 and the command reference.
    #[must_use]
    pub fn is_inferred(self, cluster: &Cluster) -> bool {
        self == Self::ResetLocalkey && !cluster.release.is_from(crate::cluster::release::FN70613)
    }
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Regenerate a certificate and put it in place.
    Renew(Change),
    /// Make a certificate without using it, and enter it as `[[trust]]`; for a migration:
    /// enter the other cluster's SASTs.
    Import(Change),
    /// Put in place what was imported, and take it out of `[[trust]]`.
    Install(Change),
    /// Enter these files of certificates as `[[trust]]`.
    Trust(Vec<String>),
    /// Restore the `cluster.toml` of what was published last.
    RestoreManifest,
    /// Make the changes of `cluster.toml` again.
    ReapplyManifest,
    /// Run a command.
    Run(Publishing),
    /// Run the command that was refused.
    RunRefused(String),
    /// Wait until every phone has what is published now.
    Wait,
    /// Reset all phones.
    ResetPhones,
    /// Check that phones have what was published (field notice 70613).
    CheckHashes,
    /// Let the phones ask the other cluster.
    Move,
}

impl Step {
    /// The word in JSON.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Renew(_) => "renew",
            Self::Import(_) => "import",
            Self::Install(_) => "install",
            Self::Trust(_) => "trust",
            Self::RestoreManifest => "restore-manifest",
            Self::ReapplyManifest => "reapply-manifest",
            Self::Run(_) | Self::RunRefused(_) => "run",
            Self::Wait => "wait",
            Self::ResetPhones => "reset-phones",
            Self::CheckHashes => "check-hashes",
            Self::Move => "move",
        }
    }
}

/// A sequence of steps that ends with every phone having what is published.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Route {
    /// What it rests on.
    pub basis: Basis,
    /// What to do.
    pub steps: Vec<Step>,
}
