//! How a phone reacts to a list.

use super::{Anchor, Fact, Note, Reason, ServerCheck, Source, Step};
use crate::list::Kind;

/// Why a phone accepts a list.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum By {
    /// It knows the signer.
    Anchor(Anchor),
    /// It holds nothing yet and does not search for the signer ("leap of faith", step 3).
    Leap,
    /// Its ITL is emptied, so it accepts any next ITL (step 11).
    RolledBack,
}

/// How a phone reacts to a list.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// It accepts the list.
    Accepted(By),
    /// It already has the list.
    Unchanged,
    /// Its class never asks for an ITL.
    NotAsked,
    /// It keeps what it has.
    Refused {
        /// Why.
        reason: Reason,
        /// Whether it still trusts its servers; if not, it is locked out and must be reset by hand.
        served: bool,
    },
}

impl Outcome {
    /// Whether the phone refuses the list.
    #[must_use]
    pub const fn is_refused(&self) -> bool {
        matches!(self, Self::Refused { .. })
    }

    /// Whether the phone refuses the list and is locked out.
    #[must_use]
    pub const fn is_lockout(&self) -> bool {
        matches!(self, Self::Refused { served: false, .. })
    }

    /// The name in reports and JSON.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Accepted(By::Anchor(Anchor { source: Source::Tvs, .. })) => "accepted by TVS",
            Self::Accepted(_) => "accepted",
            Self::Unchanged => "unchanged",
            Self::NotAsked => "not asked for",
            Self::Refused { served: true, .. } => "refused, still served",
            Self::Refused { served: false, .. } => "refused, locked out",
        }
    }
}

/// What TVS could change about a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rescue {
    /// Nothing.
    None,
    /// The phone would accept the list if TVS runs with this certificate, which is not known
    /// ([`super::Running::Unknown`]).
    IfItRuns(Anchor),
    /// The stored ITL has TVS records, and nothing is known of any TVS: it would
    /// have to run and know the signer as SAST.
    IfItKnows {
        /// The TVS records of the stored ITL.
        records: Vec<usize>,
    },
}

/// How a phone reacts to one list.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verdict {
    /// Which list.
    pub kind: Kind,
    /// What it does.
    pub outcome: Outcome,
    /// The steps of the decision.
    pub trace: Vec<Step>,
    /// Notes.
    pub notes: Vec<Note>,
    /// What TVS could change about a refusal.
    pub rescue: Rescue,
}

impl Verdict {
    /// The anchor by which the list is accepted.
    #[must_use]
    pub const fn anchor(&self) -> Option<&Anchor> {
        match &self.outcome {
            Outcome::Accepted(By::Anchor(anchor)) => Some(anchor),
            _ => None,
        }
    }

    /// Why the list is refused.
    #[must_use]
    pub const fn reason(&self) -> Option<&Reason> {
        match &self.outcome {
            Outcome::Refused { reason, .. } => Some(reason),
            _ => None,
        }
    }

    /// The servers that the phone no longer trusts after a refusal.
    pub fn lost(&self) -> impl Iterator<Item = &ServerCheck> {
        self.trace.iter().filter_map(|step| match &step.fact {
            Fact::Server(standing) if !standing.is_trusted() => Some(standing),
            _ => None,
        })
    }
}
