//! The guard: why a publication is refused for the sake of the phones.

use crate::error::described;
use crate::text::counted;

described! {
    /// Why a publication is refused for the sake of the phones.
    pub enum GuardError {
        /// Phones may refuse the lists, or lose a service with them.
        Refused {
            /// The command.
            command: String,
            /// The number of refused lists and lost services, summed over the kinds of phones.
            count: Cases,
            /// The consequence for these phones.
            consequence: Consequence,
        } = "E-GUARD-REFUSED", No,
            "nothing was published: after `ctl {command}` phones would refuse a list or lose a service in {count}; {consequence}",
            "follow the commands above, if there are any";
        /// It is not known which lists the phones hold.
        NothingHeld {} = "E-GUARD-NOTHING-HELD", No,
            "cannot tell which lists the phones hold: the store has none, and none was found on a \
             server",
            "adopt the lists that the cluster has published with `ctl adopt FILE`";
        /// Phones accept the lists only with the help of TVS, and it is not known whether TVS runs.
        OnlyTvs {
            /// On which nodes.
            nodes: String,
        } = "E-GUARD-TVS", No,
            "nothing was published: the phones above accept the lists only if TVS runs on {nodes} \
             with the certificate that they know",
            "check that TVS runs (`utils service list`) with the TVS certificate of the phones' \
             ITL";
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

/// The consequence for phones that refuse a list or lose a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Consequence {
    /// They keep their lists and still trust their servers.
    Served,
    /// They accept the lists and lose a service.
    Unserved,
    /// They are locked out.
    LockedOut,
}

impl std::fmt::Display for Consequence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Served => "all phones stay in service with the lists that they hold",
            Self::Unserved => "some phones would lose a service that they have now",
            Self::LockedOut => "some phones would be locked out and must be reset by hand",
        })
    }
}
