//! The steps of a phone's decision, as facts that can be checked against its logs.

use std::sync::Arc;

use super::{Anchor, Holder, Named, ServerCheck};
use crate::list::Kind;

/// The result of the search for the signer in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Found {
    /// The signer was not found.
    Nowhere {
        /// How many entries were compared: those with a role that counts.
        compared: usize,
    },
    /// Found in a role that does not count for this list.
    OtherRole(Anchor),
    /// Found in a role that counts, spelled differently.
    Spelled(Anchor),
    /// Found without a certificate to verify the signature with.
    NoKey(Anchor),
    /// Found, but its key does not verify the signature.
    Unverified(Anchor),
    /// Found, and its key verifies the signature.
    Verified(Anchor),
}

/// The result of asking a TVS.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Answer {
    /// The stored ITL has no TVS, or there is no stored ITL: none is asked.
    NoRecord,
    /// The stored ITL has TVS records, but nothing is known about any TVS: none counts.
    NothingKnown {
        /// Their records.
        records: Vec<usize>,
    },
    /// The certificate that it shows is not in the stored ITL.
    Stranger,
    /// It is not reached.
    Down,
    /// It is not known whether it runs, so its answer does not count.
    Uncounted(Found),
    /// It runs and answers.
    Counted(Found),
}

/// One thing that happened, in the order of the decision.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fact {
    /// The class never asks for an ITL.
    NotAsked,
    /// The list is the stored one.
    Unchanged,
    /// The class is not known to verify the digest of the signature.
    Digest {
        /// DIGESTALGORTITHM.
        digest: u8,
    },
    /// Nothing was stored, so the signer is not searched for.
    NothingStored,
    /// The stored ITL is emptied, so any next ITL is accepted.
    RolledBack,
    /// The list's own signature was checked with the SAST that it names.
    Own {
        /// The number of that record in the new list, if there is one.
        record: Option<usize>,
        /// Whether it verifies.
        verified: bool,
    },
    /// The signer that the header names.
    Named {
        /// SIGNERNAME.
        name: Vec<u8>,
        /// Issuer and serial.
        signer: Named,
    },
    /// The phone has no such stored list.
    NotStored {
        /// Which.
        list: Kind,
    },
    /// A stored list was searched for the signer.
    Searched {
        /// Which.
        list: Kind,
        /// With this result.
        found: Found,
    },
    /// A TVS was asked, or could have been.
    Tvs {
        /// The certificate that it shows; `None` if no TVS was involved.
        certificate: Option<Arc<Holder>>,
        /// The record of the stored ITL that has this certificate.
        record: Option<usize>,
        /// The result.
        answer: Answer,
    },
    /// The list replaces the stored one.
    Kept,
    /// The list is dropped; the stored lists stay.
    Dropped,
    /// Whether a server that the phone meets is trusted.
    Server(ServerCheck),
}

/// A fact, and the step of `docs/phone.md` that it follows from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Step {
    /// The number of the step, 1 to 11.
    pub rule: u8,
    /// What happened.
    pub fact: Fact,
}

/// The step in which TVS is asked.
const TVS: u8 = 6;

/// Records the steps of a decision, if requested.
pub(super) struct Trace {
    steps: Option<Vec<Step>>,
    tvs: bool,
}

impl Trace {
    /// Keeps every step.
    pub(super) const fn kept() -> Self {
        Self { steps: Some(Vec::new()), tvs: false }
    }

    /// Keeps nothing: only the outcome matters.
    pub(super) const fn none() -> Self {
        Self { steps: None, tvs: false }
    }

    pub(super) fn push(&mut self, rule: u8, fact: impl FnOnce() -> Fact) {
        self.tvs |= rule == TVS;
        if let Some(steps) = &mut self.steps {
            steps.push(Step { rule, fact: fact() });
        }
    }

    /// Whether the decision needed TVS.
    pub(super) const fn came_to_tvs(&self) -> bool {
        self.tvs
    }

    pub(super) fn steps(&self) -> &[Step] {
        self.steps.as_deref().unwrap_or_default()
    }

    pub(super) fn into_steps(self) -> Vec<Step> {
        self.steps.unwrap_or_default()
    }
}
