//! The classes of phones, and what each of them can do: one table.

/// A class of phones: how they know which servers to trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Security by default: CTL, ITL and TVS (79x5, 78xx, 88xx).
    Sbd,
    /// CTL only (7940, 7960, Jabber, many TelePresence endpoints).
    Legacy,
    /// CTI applications, CTL only (JTAPI/TSP, Unity Connection).
    Cti,
}

/// The abilities of a class (`docs/phone.md`, "Classes").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Abilities {
    /// The class.
    pub class: Class,
    /// Whether it asks for an ITL and keeps it, and asks TVS.
    pub itl: bool,
    /// Whether it fetches files that a TFTP server signs \[I\].
    pub files: bool,
    /// Whether it verifies SHA-512.
    pub sha512: Sha512,
    /// Some of those that belong to it.
    pub examples: &'static str,
}

/// Whether a class verifies SHA-512.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sha512 {
    /// No.
    Never,
    /// Unknown: it counts as no, unless the user says otherwise.
    IfConfirmed,
}

/// The longest signer's key that phones are known to verify, in bits
/// (`docs/phone.md`, "Not known").
pub const KNOWN_BITS: usize = 2048;

/// What every class can do, in the order of [`Class::ALL`].
pub const TABLE: [Abilities; 3] = [SBD, LEGACY, CTI];

const SBD: Abilities = Abilities {
    class: Class::Sbd,
    itl: true,
    files: true,
    sha512: Sha512::IfConfirmed,
    examples: "7945, 7965, 78xx, 88xx",
};
const LEGACY: Abilities = Abilities {
    class: Class::Legacy,
    itl: false,
    files: true,
    sha512: Sha512::Never,
    examples: "7940, 7960, Jabber, many TelePresence",
};
const CTI: Abilities = Abilities {
    class: Class::Cti,
    itl: false,
    files: false,
    sha512: Sha512::IfConfirmed,
    examples: "JTAPI/TSP, Unity Connection",
};

impl Class {
    /// All classes, in the order in which they are listed.
    pub const ALL: [Self; 3] = [Self::Sbd, Self::Legacy, Self::Cti];

    /// What it can do: its row of [`TABLE`].
    #[must_use]
    pub const fn abilities(self) -> &'static Abilities {
        match self {
            Self::Sbd => &SBD,
            Self::Legacy => &LEGACY,
            Self::Cti => &CTI,
        }
    }

    /// The name in `cluster.toml`, on the command line and in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sbd => "sbd",
            Self::Legacy => "legacy",
            Self::Cti => "cti",
        }
    }

    /// The class with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.name() == name)
    }
}

impl std::fmt::Display for Class {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}
