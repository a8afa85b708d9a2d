//! Sequences of commands that take every phone from the lists it holds to the lists it should
//! hold, found by simulation.
//!
//! [`plan()`] starts before any certificate changes: it regenerates certificates one at a time,
//! with commands in between. [`rescue()`] starts from a refused command. Both draft real lists, of
//! existing or planned certificates ([`crate::issue::planned`]), and judge them as the guard does.

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

/// How reliable a sequence is, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Basis {
    /// Every phone accepts every list without TVS, and every step is documented.
    Proven,
    /// The same, but a step is only inferred.
    Expected,
    /// A phone accepts a list only if TVS runs and vouches for the signer.
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

/// A command of a sequence: those that re-sign, and those that a change needs.
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
    /// The commands that change only the signer.
    pub(super) const RE_SIGNING: [Self; 4] =
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

    /// Whether the command is undocumented in this release of CUCM: `utils ctl reset localkey` is
    /// documented from 12.0 on, by field notice 70613 and the command reference.
    #[must_use]
    pub fn is_inferred(self, cluster: &Cluster) -> bool {
        self == Self::ResetLocalkey && !cluster.release.is_from(crate::cluster::release::FN70613)
    }
}

/// A step of a sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Regenerate a certificate and put it in place.
    Renew(Change),
    /// Create a certificate without using it, and add it as `[[trust]]`; for a migration: add the
    /// other cluster's SASTs.
    Import(Change),
    /// Install the imported certificate, and remove it from `[[trust]]`.
    Install(Change),
    /// Add these certificate files as `[[trust]]`.
    Trust(Vec<String>),
    /// Restore the `cluster.toml` of the last publication.
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
    /// Move the phones to the other cluster.
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
    /// How reliable it is.
    pub basis: Basis,
    /// The steps.
    pub steps: Vec<Step>,
}
