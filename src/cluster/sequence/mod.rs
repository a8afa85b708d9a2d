//! The sequences of commands that take every phone from what it holds to what it is
//! to hold, found by playing them on the model of the phone (`docs/phone.md`).
//!
//! [`rescue`] starts from certificates that were made anew already, and chooses among
//! the commands that there are. A sequence is proven where every phone takes
//! every list on the way by itself ([`Footing::Proven`]); one that needs TVS is
//! an attempt ([`Footing::Attempt`]).

mod play;
mod rescue;

pub use play::{Held, Phones, Published};
pub use rescue::{Candidate, MAX_COMMANDS, Rescued, rescue};

/// What a sequence stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Footing {
    /// Every phone takes every list without TVS.
    Proven,
    /// Some phone takes some list only if TVS runs and vouches for the signer.
    Attempt,
}

impl Footing {
    /// `proven` or `attempt`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Proven => "proven",
            Self::Attempt => "attempt",
        }
    }
}
