//! How a phone decides whether it accepts a list: `docs/phone.md`, whose steps the comments here
//! cite.
//!
//! ```text
//! State (class, stored CTL and ITL, TVS) + Offers --boot--> Verdicts + State
//! ```
//!
//! This module reads no file, clock or cluster. A [`State`] is what a phone holds. An [`Offer`] is
//! a list that it is offered: from a file ([`Offer::read`]), from a list that is not signed yet
//! ([`Offer::from_unsigned`], with the signature of the signer it names assumed), or from names
//! alone ([`Offer::planned`]). [`State::boot`] simulates one start of the phone. Its [`Verdict`]s
//! have the phone's decision ([`Outcome`]) with the anchor or the reason as data, every step of
//! the decision ([`Fact`]), and whether TVS could change a refusal ([`Rescue`]). [`Boot::after`]
//! is the phone afterwards, so that a sequence of starts is a fold.
//!
//! A TVS counts only where it is known to run ([`Running::Up`]). One of which only the
//! certificate is known ([`Running::Unknown`]) changes no outcome, and shows up as
//! [`Rescue::IfItRuns`], so that the user can be asked.
//!
//! ```
//! use trustlist::list::{Kind, Role};
//! use trustlist::digest::Digest;
//! use trustlist::phone::{Class, Holder, List, Offer, Outcome, Servers, State};
//!
//! let recovery = Holder::planned(b"CN=ITLRecovery", b"CN=ITLRecovery", &[1], "key 1");
//! let renewed = Holder::planned(b"CN=ITLRecovery", b"CN=ITLRecovery", &[2], "key 2");
//! let list = |name, sast: &Holder| {
//!     List::planned(Kind::Ctl, name, 0, vec![(Role::SAST, Some(sast.clone()))])
//! };
//! let phone = State::holding(Class::Legacy, &[list("old", &recovery).into()])?;
//! let offer = Offer::planned(list("new", &renewed), &renewed, Digest::Sha1);
//! let boot = phone.boot(&[offer], &Servers::Shown);
//! assert!(boot.verdicts[0].outcome.is_refused());
//! assert_eq!(boot.messages, ["Trust List Update Failed"]);
//! # Ok::<(), trustlist::phone::StoredError>(())
//! ```

mod anchor;
pub mod class;
mod decide;
mod holder;
mod list;
mod offer;
mod reason;
mod roles;
mod search;
mod served;
mod spelling;
mod state;
mod trace;
mod tvs;
mod verdict;

pub use anchor::{Anchor, Source};
pub use class::{Class, KNOWN_BITS};
pub use decide::{Boot, Takes};
pub use holder::{Holder, Holders};
pub use list::{Entry, List, StoredError};
pub use offer::Offer;
pub use reason::{Note, Reason};
pub use served::{Server, ServerCheck, ServerTrust, Servers};
pub use spelling::Named;
pub use state::{Doubt, State};
pub use trace::{Answer, Fact, Found, Step};
pub use tvs::{Running, Tvs, Vouched};
pub use verdict::{By, Outcome, Rescue, Verdict};
