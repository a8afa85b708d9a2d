//! What a phone does with a file, and how what is unknown counts.

/// What a phone does with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// There is no such file on the server: the stored list stays.
    NotOffered,
    /// The class does not ask for this file.
    NotAsked,
    /// The file is the stored list.
    Unchanged,
    /// It takes the list: the signer is there.
    Accepted(Place),
    /// It takes the list or refuses it: no source says, or TVS is untold.
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
    /// Nothing was stored, so nobody is looked for.
    Leap,
}

/// Why an outcome is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// The digest is not known to be verified.
    Digest,
    /// Issuer or serial of the signer are written differently.
    Spelling,
    /// Nobody told that TVS runs.
    Tvs,
}

/// How an unknown outcome counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// As a refusal: what will be offered is judged so.
    Strict,
    /// As both, taken and refused: what was offered in the past is judged so.
    BothWays,
}

impl Outcome {
    /// Whether the list is taken: both, where that is unknown and counts both ways.
    #[must_use]
    pub fn takes(self, strictness: Strictness) -> &'static [bool] {
        match self {
            Self::Accepted(_) => &[true],
            Self::Unknown(..) if strictness == Strictness::BothWays => &[true, false],
            _ => &[false],
        }
    }

    /// Whether a file with this outcome leaves the start complete.
    // Reading: a file that is not offered, or not asked for, does.
    pub(super) fn is_complete(self, taken: bool) -> bool {
        taken || matches!(self, Self::NotOffered | Self::NotAsked | Self::Unchanged)
    }

    /// Whether no source and nobody has to be waited for.
    #[must_use]
    pub fn is_certain(self) -> bool {
        !matches!(self, Self::Unknown(..))
    }

    /// Whether the phone refuses the list, where unknown counts as a refusal.
    #[must_use]
    pub fn is_refused(self) -> bool {
        matches!(self, Self::Unknown(..) | Self::Refused)
    }
}
