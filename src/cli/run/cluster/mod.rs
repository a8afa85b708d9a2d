//! What the commands of a cluster share: its folder, its state, and the way from a
//! plan to published files.

pub(crate) mod change;
pub(crate) mod phones;
pub(crate) mod said;
pub(crate) mod signers;
pub(crate) mod site;
pub(crate) mod state;
pub(crate) mod words;
pub(crate) mod work;

pub(crate) use change::{Ctl, Proposal};
pub(crate) use words::Words;
pub(crate) use work::Work;
