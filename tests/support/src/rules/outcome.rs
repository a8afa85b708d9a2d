//! What a phone does with a file, and how an unknown outcome counts.

/// What a phone does with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// The file is missing on the server: the stored list stays.
    NotOffered,
    /// The class does not ask for this file.
    NotAsked,
    /// The file is the stored list.
    Unchanged,
    /// It accepts the list: the signer was found.
    Accepted(Place),
    /// It accepts the list or refuses it: no source decides, or nothing is stated about TVS.
    Unknown(Place, Doubt),
    /// It refuses the list: the stored one stays.
    Refused,
}

/// Where the signer of a list is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In the stored CTL.
    StoredCtl,
    /// In the stored ITL.
    StoredItl,
    /// TVS knows it.
    Tvs,
    /// Nothing was stored, so the signer is not looked up.
    Leap,
}

/// Why an outcome is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// The digest is not known to be verified.
    Digest,
    /// Issuer or serial of the signer are written differently.
    Spelling,
    /// It is not stated that TVS runs.
    Tvs,
}

/// How an unknown outcome counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// As a refusal: what will be offered is judged in this way.
    Strict,
    /// As both, accepted and refused: what was offered in the past is judged in this way.
    BothWays,
}

impl Outcome {
    /// Whether the list is accepted: both, if that is unknown and counts both ways.
    #[must_use]
    pub fn takes(self, strictness: Strictness) -> &'static [bool] {
        match self {
            Self::Accepted(_) => &[true],
            Self::Unknown(..) if strictness == Strictness::BothWays => &[true, false],
            _ => &[false],
        }
    }

    /// Whether a start with this outcome for a file is complete.
    // Reading: a file that is not offered, or not asked for, does not prevent that.
    pub(super) fn is_complete(self, taken: bool) -> bool {
        taken || matches!(self, Self::NotOffered | Self::NotAsked | Self::Unchanged)
    }

    /// Whether the outcome depends neither on a missing source nor on a missing statement.
    #[must_use]
    pub fn is_certain(self) -> bool {
        !matches!(self, Self::Unknown(..))
    }

    /// Whether the phone refuses the list; unknown counts as a refusal.
    #[must_use]
    pub fn is_refused(self) -> bool {
        matches!(self, Self::Unknown(..) | Self::Refused)
    }
}
