//! The classes of phones, and what each of them can do: one table.

/// How a phone came to know whom it believes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Security by default: CTL, ITL and TVS (79x5, 78xx, 88xx).
    Sbd,
    /// CTL only (7940, 7960, Jabber, many TelePresence endpoints).
    Legacy,
    /// CTI applications, CTL only (JTAPI/TSP, Unity Connection).
    Cti,
}

impl Class {
    /// All classes, in the order in which they are listed.
    pub const ALL: [Self; 3] = [Self::Sbd, Self::Legacy, Self::Cti];

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
