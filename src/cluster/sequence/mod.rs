//! The sequences of commands that take every phone from what it holds to what it is
//! to hold, found by playing them on the model of the phone (`docs/phone.md`).
//!
//! [`find`] starts before any certificate is touched: from the cluster as small data
//! ([`Model`]), it makes certificates anew one at a time, with the commands between.
//! [`rescue`] starts from certificates that were made anew already, and chooses among
//! the commands that there are. A sequence is proven where every phone takes
//! every list on the way by itself ([`Footing::Proven`]); one that needs TVS is
//! an attempt ([`Footing::Attempt`]).

mod find;
mod model;
mod play;
mod renewal;
mod rescue;
mod steps;

pub use find::{Elsewhere, PlanError, Question, Sequence, Stuck, find};
pub use model::{Model, Node};
pub use play::{Held, Phones, Published, Refused};
pub use rescue::{Candidate, MAX_COMMANDS, Rescued, rescue};
pub use steps::{Change, Command, Step};

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
