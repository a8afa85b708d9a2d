//! What the commands of a cluster share: opening it, and the steps from a command to published
//! files.

mod carry_out;
mod keys;
pub(crate) mod phones;
mod session;
pub(crate) mod texts;

pub(crate) use carry_out::carry_out;
pub(crate) use keys::with_keys;
pub(crate) use session::{begin, open_read_only};
pub(crate) use texts::Texts;
