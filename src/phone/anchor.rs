//! Where a phone finds a certificate.

use std::fmt;
use std::sync::Arc;

use super::Holder;
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
    /// Its role there.
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
