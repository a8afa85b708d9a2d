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

    /// `a CTL` or `an ITL`.
    #[must_use]
    pub const fn with_article(self) -> &'static str {
        match self {
            Self::Ctl => "a CTL",
            Self::Itl => "an ITL",
        }
    }

    /// The kind according to a file's name, or to the last part of a path: that of a list, or of a
    /// list for one phone (`CTLSEP..`, `ITLSEP..`).
    #[must_use]
    pub fn of_name(name: &[u8]) -> Option<Self> {
        let name = name.rsplit(|byte| *byte == b'/').next()?;
        let begins = |starts: [&[u8]; 2]| starts.iter().any(|start| name.starts_with(start));
        if begins([b"CTLFile", b"CTLSEP"]) {
            Some(Self::Ctl)
        } else if begins([b"ITLFile", b"ITLSEP"]) {
            Some(Self::Itl)
        } else {
            None
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
