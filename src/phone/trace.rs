//! How a phone came to a decision, in facts that can be checked against its logs.

use std::sync::Arc;

use super::{Anchor, Holder, Named, Standing};
use crate::list::Kind;

/// What the search for the signer came to in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Found {
    /// The signer is not there.
    Nowhere {
        /// How many entries were compared: those with a role that counts.
        compared: usize,
    },
    /// It is there as a role that does not count for this list.
    OtherRole(Anchor),
    /// It is there as a role that counts, written differently.
    Spelled(Anchor),
    /// It is there without a certificate that could verify anything.
    NoKey(Anchor),
    /// It is there, and the signature is not that of its key.
    Unverified(Anchor),
    /// It is there, and the signature is that of its key.
    Verified(Anchor),
}

/// What asking a TVS came to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Answer {
    /// No TVS is in the stored ITL, or there is no stored ITL: none is asked.
    NoRecord,
    /// Some are there, but nothing is known of any, and none counts.
    NotTold {
        /// Their records.
        records: Vec<usize>,
    },
    /// The certificate that it shows is not in the stored ITL.
    Stranger,
    /// It is not reached.
    Down,
    /// Nobody said whether it runs, so that this does not count.
    Uncounted(Found),
    /// It is reached and answers.
    Said(Found),
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
    /// Nothing was stored, so nobody is asked for the signer.
    NothingStored,
    /// The stored ITL is emptied, so any next one is taken.
    RolledBack,
    /// The list's own signature was checked with the SAST that it names.
    Own {
        /// The number of that record in the new list, where there is one.
        record: Option<usize>,
        /// Whether it verifies.
        verified: bool,
    },
    /// Whom the header names.
    Named {
        /// SIGNERNAME.
        name: Vec<u8>,
        /// Issuer and serial.
        signer: Named,
    },
    /// There is no such stored list.
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
        /// The certificate that it shows; `None` where no TVS came into it.
        certificate: Option<Arc<Holder>>,
        /// The record of the stored ITL that has this certificate.
        record: Option<usize>,
        /// What came of it.
        answer: Answer,
    },
    /// The list is kept in place of the stored one.
    Kept,
    /// The list is not kept; those that are stored stay.
    Dropped,
    /// Whether a server that the phone meets is trusted.
    Server(Standing),
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

/// Notes what happens, where anybody wants to know.
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

    pub(super) fn say(&mut self, rule: u8, fact: impl FnOnce() -> Fact) {
        self.tvs |= rule == TVS;
        if let Some(steps) = &mut self.steps {
            steps.push(Step { rule, fact: fact() });
        }
    }

    /// Whether the decision came to TVS.
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
