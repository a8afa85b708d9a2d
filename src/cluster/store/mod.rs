//! `.ctl/state.db`: what was published, where, and what phones may hold.
//!
//! One SQLite database. A generation is added in one transaction, and never removed once
//! a first file of it was renamed; its lists stay for good.

mod error;
pub(crate) mod journal;
mod open;
mod read;
mod schema;
mod write;

use std::collections::BTreeMap;
use std::path::PathBuf;

use rusqlite::Connection;

pub use error::StoreError;
pub(crate) use open::FOLDER;

use self::error::Access;
use crate::cluster::Mode;

/// What is known of a cluster's past. Made by [`Store::open`] and [`Store::look`].
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    access: Access,
}

/// Which generation's bytes were written where last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// The server's host.
    pub server: String,
    /// The file, relative to the cluster's folder where it is in it, else absolute.
    pub path: PathBuf,
    /// The generation.
    pub generation: u32,
}

/// What a command wrote into the diary of the cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// When, Unix seconds.
    pub time: i64,
    /// The command.
    pub command: String,
    /// What it did or was told.
    pub text: String,
}

/// The lists of one generation, as bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    /// The CTL, where there is one.
    pub ctl: Option<Vec<u8>>,
    /// The ITL of each TFTP node, by its host.
    pub itls: BTreeMap<String, Vec<u8>>,
}

/// How the store came to a generation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A command published it.
    Published,
    /// `ctl adopt` took it.
    Adopted,
    /// It was found on a target, unknown to the store.
    Found {
        /// Where: the server's host.
        host: String,
    },
}

/// How far the publication of a generation got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It is whole.
    Done,
    /// It was begun and taken back after a first file was renamed: phones may hold it.
    RolledBack,
    /// It was begun, and the next run finishes it or takes it back.
    Unfinished,
}

/// All that one command published, or that was found or adopted as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generation {
    /// Its number, from 1; `@7` is the CTL of number 7.
    pub number: u32,
    /// When, Unix seconds.
    pub time: i64,
    /// How it came here.
    pub origin: Origin,
    /// How far it got.
    pub progress: Progress,
    /// The command, as its name is typed: `set-cluster mixed-mode`.
    pub command: String,
    /// Why: the reasons that the command gave, one a line.
    pub reason: String,
    /// The mode since then.
    pub mode: Mode,
    /// The release that `cluster.toml` named.
    pub release: String,
    /// The lists.
    pub lists: Lists,
    /// Whether phones may hold it: from the first rename on, until all have a later one.
    pub held: bool,
    /// When it was said that none holds it any more, Unix seconds.
    pub released: Option<i64>,
    /// Whether it was published although a phone may refuse it (`--accept-lockout`).
    pub lockout: bool,
}

/// What a command is about to publish.
#[derive(Clone, Debug)]
pub struct Draft {
    /// When, Unix seconds.
    pub time: i64,
    /// The command.
    pub command: String,
    /// Why.
    pub reason: String,
    /// The mode from now on.
    pub mode: Mode,
    /// The release that `cluster.toml` names.
    pub release: String,
    /// All lists of the generation, those that do not change included.
    pub lists: Lists,
    /// Whether `--accept-lockout` was needed.
    pub lockout: bool,
    /// The files that change.
    pub files: Vec<super::publish::FileChange>,
}
