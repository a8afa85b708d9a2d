//! The two kinds of lists.

/// Which of the two lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A Certificate Trust List.
    Ctl,
    /// An Identity Trust List.
    Itl,
}

impl Kind {
    /// `CTL` or `ITL`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ctl => "CTL",
            Self::Itl => "ITL",
        }
    }

    /// The FILENAME that is in the header, also of per-phone files
    /// (`docs/format.md`, section 2 \[C\]).
    #[must_use]
    pub const fn filename(self) -> &'static str {
        match self {
            Self::Ctl => "CTLFile.tlv",
            Self::Itl => "ITLFile.tlv",
        }
    }
}
