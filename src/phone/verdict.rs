//! What a phone does with a list, why, and how that can be checked.

use std::fmt;
use std::sync::Arc;

use super::served::Standing;
use super::spelling::Named;
use super::{Class, Holder};
use crate::error::described;
use crate::list::{Kind, Role};

/// Where a phone looks for a signer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// The stored CTL.
    Ctl,
    /// The stored ITL.
    Itl,
    /// A TVS.
    Tvs,
}

impl Source {
    /// The stored list of a kind.
    #[must_use]
    pub const fn stored(kind: Kind) -> Self {
        match kind {
            Kind::Ctl => Self::Ctl,
            Kind::Itl => Self::Itl,
        }
    }

    /// `ctl`, `itl`, `tvs`: the name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ctl => "ctl",
            Self::Itl => "itl",
            Self::Tvs => "tvs",
        }
    }
}

/// A certificate where a phone finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Where.
    pub source: Source,
    /// The record of the stored list, from 1; `None` for TVS.
    pub record: Option<usize>,
    /// The role that it has there.
    pub role: Role,
    /// The certificate.
    pub holder: Arc<Holder>,
}

impl fmt::Display for Anchor {
    /// `record 4 of the stored CTL (SAST)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = match self.source {
            Source::Ctl => "the stored CTL",
            Source::Itl => "the stored ITL",
            Source::Tvs => return write!(f, "TVS ({})", self.role),
        };
        write!(f, "record {} of {list} ({})", self.record.unwrap_or_default(), self.role)
    }
}

/// Why a phone takes a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// It knows the signer.
    Anchor(Anchor),
    /// It holds nothing yet, and asks for no signer ("leap of faith", step 3).
    Leap,
    /// Its ITL is emptied, so that it takes any next one (step 11).
    RolledBack,
}

/// What a phone does with a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It takes the list.
    Accepted(By),
    /// It has the list already.
    Unchanged,
    /// Its class never asks for an ITL.
    NotAsked,
    /// It keeps what it has.
    Refused {
        /// Why.
        reason: Reason,
        /// Whether it believes its servers all the same; if not, it is locked out
        /// and has to be reset by hand.
        served: bool,
    },
}

impl Outcome {
    /// Whether the phone refuses the list.
    #[must_use]
    pub const fn is_refused(&self) -> bool {
        matches!(self, Self::Refused { .. })
    }

    /// Whether the phone refuses the list and is lost with it.
    #[must_use]
    pub const fn is_lockout(&self) -> bool {
        matches!(self, Self::Refused { served: false, .. })
    }

    /// The words for it, in reports and JSON.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Accepted(_) => "accepted",
            Self::Unchanged => "unchanged",
            Self::NotAsked => "not asked for",
            Self::Refused { served: true, .. } => "refused, still served",
            Self::Refused { served: false, .. } => "refused, locked out",
        }
    }
}

described! {
    /// Why a phone refuses a list.
    pub enum Reason {
        /// Neither a stored list nor TVS, where it counts, knows the signer.
        Signer {
            /// SIGNERNAME.
            signer: String,
        } = "V-PHONE-SIGNER", No,
            "nothing that the phone trusts knows the signer, {signer}",
            "sign it with the key of a SAST that the phone holds";
        /// The signer stands on the phone, but not as one who may sign this list.
        Role {
            /// Where.
            at: Anchor,
            /// The list.
            kind: &'static str,
        } = "V-PHONE-ROLE", No,
            "the signer is {at}, and that role may not sign an {kind}",
            "sign it with the key of a SAST that the phone holds";
        /// The signer stands on the phone in another spelling; no source says that a
        /// phone takes it.
        Spelling {
            /// Where.
            at: Anchor,
        } = "V-PHONE-SPELLING", No,
            "the signer is {at}, but written differently, and no source says that a phone takes that",
            "build the list with issuer and serial spelled as in the list before";
        /// The record of the signer has no certificate that could verify anything.
        NoKey {
            /// Where.
            at: Anchor,
        } = "V-PHONE-KEY", No,
            "the signer is {at}, which has no certificate to verify the signature with",
            "sign it with another SAST that the phone holds";
        /// The signature is not that of the signer's key.
        Signature {
            /// Where the key is.
            at: Anchor,
        } = "V-PHONE-SIGNATURE", No,
            "the signature does not verify with the key of {at}",
            "look at the list with `ctl verify`; fetch it again, or build it anew";
        /// The first list that a phone gets is not signed by the signer it names.
        Own {} = "V-PHONE-OWN", No,
            "its signature is not that of a SAST in it",
            "look at the list with `ctl verify`; fetch it again, or build it anew";
        /// The class is not known to verify the digest.
        Digest {
            /// The class.
            class: Class,
            /// The digest.
            digest: String,
        } = "V-PHONE-DIGEST", No,
            "phones of class {class} are not known to verify {digest}",
            "sign the list with SHA-1, which every phone verifies";
    }
}

described! {
    /// What is worth knowing about a phone's decision and does not decide.
    pub enum Note {
        /// A record has the signer in another spelling; it was found elsewhere.
        Spelling {
            /// Where.
            at: Anchor,
        } = "V-PHONE-NOTE-SPELLING", Note,
            "{at} has the signer written differently; no source says that a phone takes that",
            "spell issuer and serial in all lists as in the list before";
        /// A list that is taken without asking for the signer was verified with itself.
        Own {} = "V-PHONE-NOTE-OWN", Note,
            "that the list is signed by a SAST in it was asked for; no source says whether a phone asks that",
            "nothing has to be done";
        /// The first ITL came with a CTL that does not know its signer.
        BesideCtl {} = "V-PHONE-NOTE-BESIDE", Note,
            "the CTL taken a moment before does not know the signer; no source says whether a phone asks it for a first ITL",
            "sign the ITL with a SAST of the CTL";
        /// The anchor's certificate is not valid at the time of the list.
        Expired {
            /// The anchor.
            at: Anchor,
        } = "V-PHONE-NOTE-EXPIRED", Note,
            "the certificate of {at} is not valid at the list's TIMESTAMP; no source says whether a phone looks",
            "renew the certificate, one signer at a time";
        /// The list is older than the stored one.
        Older {
            /// The list.
            kind: &'static str,
        } = "V-PHONE-NOTE-OLDER", Note,
            "its TIMESTAMP lies before that of the stored {kind}; no source says whether a phone looks",
            "build the list anew";
        /// The signer's key is longer than phones are known to verify.
        LongKey {
            /// Bits of the modulus.
            bits: usize,
        } = "V-PHONE-NOTE-LENGTH", Note,
            "the signer's key has {bits} bits, and phones outside FIPS mode are known to verify up to 2048",
            "try it with one phone first, or sign with a key of 2048 bits";
        /// The signer's key is not RSA.
        Curve {
            /// The key.
            key: String,
        } = "V-PHONE-NOTE-CURVE", Note,
            "the signer's key is {key}; no phone is known to verify anything but RSA",
            "sign with an RSA key";
        /// Whether the phone stays served could not be asked of any server.
        NoServers {} = "V-PHONE-NOTE-SERVERS", Note,
            "the new lists show no server's certificate; whether the phone believes those it meets is not known",
            "compare the servers' certificates with the stored lists";
    }
}

/// What TVS could change about a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rescue {
    /// Nothing.
    None,
    /// The list would be taken by TVS, if it runs with this certificate: that is
    /// [`super::Running::Untold`].
    IfItRuns(Anchor),
    /// The stored ITL has TVS records, and nothing is known of any TVS: it would
    /// have to run and know the signer as SAST.
    IfItKnows {
        /// The TVS records of the stored ITL.
        records: Vec<usize>,
    },
}

/// What the search for the signer came to in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
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
pub enum Answer {
    /// No TVS stands in the stored ITL, or there is no stored ITL: none is asked.
    NoRecord,
    /// Some stand there, but nothing is known of any, and none counts.
    NotTold {
        /// Their records.
        records: Vec<usize>,
    },
    /// The certificate that it shows does not stand in the stored ITL.
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
    /// Whether a server that the phone meets is believed.
    Server(Standing),
}

/// A fact, and the step of `docs/phone.md` that it follows from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The number of the step, 1 to 11.
    pub rule: u8,
    /// What happened.
    pub fact: Fact,
}

/// What a phone does with one list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Which list.
    pub kind: Kind,
    /// What it does.
    pub outcome: Outcome,
    /// How it came to that.
    pub trace: Vec<Step>,
    /// What else is worth knowing.
    pub notes: Vec<Note>,
    /// What TVS could change about a refusal.
    pub rescue: Rescue,
}

impl Verdict {
    /// The anchor by which the list is taken.
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

    /// The servers that the phone would not believe any more, after a refusal.
    pub fn lost(&self) -> impl Iterator<Item = &Standing> {
        self.trace.iter().filter_map(|step| match &step.fact {
            Fact::Server(standing) if !standing.is_believed() => Some(standing),
            _ => None,
        })
    }
}
