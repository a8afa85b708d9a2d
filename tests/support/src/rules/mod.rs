//! The rules of phones, a second time: what phones hold, what they accept, and whether a
//! publication is safe.
//!
//! Written only from the rules, without any of the code that it is compared with: its own parser,
//! its own verification of signatures, its own population. A property test runs the life of a
//! cluster through the guard and through this module, and the verdicts must agree.
//!
//! ```text
//! history of moments --population--> phones that may exist
//! phones + what servers offer --judge--> verdicts --> safe or not
//! ```
//!
//! The driver of a test fills a history: an [`Event::Moment`] after each publication and at each
//! look that found other files, with every server of that time, and the releases. Then
//! [`population`] and [`judge`] evaluate a [`Command`]. Not modelled: phones that fail over to
//! another server, and phones that got only one file of a publication.
//!
//! If the rules can be read in two ways, a comment `Reading:` names the chosen one.

pub mod judge;
pub mod list;
pub mod names;
pub mod outcome;
mod parse;
pub mod phone;
pub mod population;
pub mod servers;
pub mod services;
pub mod signature;
pub mod tvs;

pub use judge::{Command, Judgement, Served, Verdict, judge};
pub use list::{Certificate, List, Record, role};
pub use names::Spelling;
pub use outcome::{Doubt, Outcome, Place, Strictness};
pub use phone::{Circumstances, Class, Offer, Phone, Start};
pub use population::{Equality, Event, Moment, PossiblePhone, Release, ServerFiles, population};
pub use servers::{File, Server};
pub use services::{Cluster, Machine, Mode, Service};
pub use signature::{is_sound, verifies};
pub use tvs::{Known, Told, Tvs};
