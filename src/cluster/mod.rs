//! A cluster, and a change of it from start to end:
//!
//! - [`manifest`]: its description (`cluster.toml`); [`release`]: what depends on its release
//! - [`content`]: the content of the lists
//! - [`store`], [`moments`]: what was published, and what each server had at which time
//! - [`population`]: the phones that may exist, and what a publication does to them
//! - [`change`]: from a command to a publication; [`publish`]: all files or none
//! - [`route`]: which commands are safe; [`status`]: its present state
//!
//! These modules do not depend on the command line or a terminal.

pub mod adopt;
pub mod change;
pub mod command;
pub mod content;
pub mod devices;
pub mod files;
pub mod folder;
pub mod guard;
pub mod lab;
pub mod leftover;
pub mod lists;
pub mod lock;
pub mod look;
pub mod manifest;
pub mod moments;
pub mod next_steps;
pub mod past;
pub mod population;
pub mod publish;
pub mod release;
pub mod route;
pub mod rule;
pub mod status;
pub mod store;
pub mod template;

/// Whether phones can use encryption: CUCM's "cluster security mode".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// 0: no phone is secured.
    NonSecure,
    /// 1: phones may be secured or not.
    Mixed,
}

impl Mode {
    /// The number that CUCM shows: 0 or 1.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::NonSecure => 0,
            Self::Mixed => 1,
        }
    }

    /// The mode with this number.
    #[must_use]
    pub const fn from_code(code: u8) -> Option<Self> {
        match code {
            0 => Some(Self::NonSecure),
            1 => Some(Self::Mixed),
            _ => None,
        }
    }

    /// `non-secure` or `mixed`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NonSecure => "non-secure",
            Self::Mixed => "mixed",
        }
    }
}
