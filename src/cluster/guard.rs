//! The phones come first: why nothing is published.

use crate::error::described;
use crate::text::counted;

described! {
    /// Why nothing is published: phones first.
    pub enum GuardError {
        /// Phones may refuse the lists, or lose a service by them.
        Refused {
            /// The command.
            command: String,
            /// How many lists and services that is, for each kind of phones.
            count: Cases,
            /// Whether any of them would be lost.
            consequence: Consequence,
        } = "E-GUARD-REFUSED", No,
            "nothing was published: after `ctl {command}` phones would refuse a list or lose a service in {count}; {consequence}",
            "follow the commands above, where there are any";
        /// Nobody said what phones hold.
        NothingHeld {} = "E-GUARD-NOTHING-HELD", No,
            "what the phones hold is not known: the store has no list, and none was found on a server",
            "take over the lists that the cluster has published with `ctl adopt FILE`";
        /// Only TVS makes phones take the lists, and nobody said that it runs.
        OnlyTvs {
            /// On which nodes.
            nodes: String,
        } = "E-GUARD-TVS", No,
            "nothing was published: the phones above take the lists only if TVS runs on {nodes} with the certificate that they know",
            "check it (utils service list; the TVS certificate in the phones' ITL)";
    }
}

/// How many cases there are: `1 case`, `7 cases`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cases(pub usize);

impl std::fmt::Display for Cases {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&counted(self.0, "case"))
    }
}

/// What becomes of phones that refuse a list or lose a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Consequence {
    /// They keep the lists that they have, and their servers.
    Served,
    /// They take the lists, and lose a service.
    Unserved,
    /// They are locked out.
    LockedOut,
}

impl std::fmt::Display for Consequence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Served => "all phones stay served with the lists that they have",
            Self::Unserved => "some phones would lose a service that they have now",
            Self::LockedOut => "some phones would be locked out and have to be reset by hand",
        })
    }
}
