//! `.ctl/state.db`: what was published, where, and what phones may hold.
//!
//! One SQLite database. A generation is added in one transaction, and never removed after its
//! first file was renamed; its lists stay forever.

mod content;
mod error;
mod history;
pub(crate) mod journal;
mod migrate;
mod moments;
mod open;
mod read;
mod schema;
mod write;

use std::path::PathBuf;

use rusqlite::Connection;

pub use error::StoreError;
pub use moments::{NewFile, NewMoment};
pub(crate) use open::{FOLDER, make};

use self::error::Access;
use super::lists::{Lists, Unexplained};
use crate::cluster::Mode;

/// The database of a cluster's past. Opened by [`Store::open`] and [`Store::look`].
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    access: Access,
    /// The version of its tables: a reader does not migrate an older one.
    version: i64,
}

/// The last generation that was written to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// The server's host.
    pub server: String,
    /// The file, relative to the cluster's folder if it is inside, otherwise absolute.
    pub path: PathBuf,
    /// The generation.
    pub generation: u32,
}

/// A file that was written and not deleted since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The server's host.
    pub server: String,
    /// The file, relative to the cluster's folder if it is inside, otherwise absolute.
    pub path: PathBuf,
    /// The SHA-256 of its bytes.
    pub sha256: [u8; 32],
}

/// A note of a command in the log of the cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// When, Unix seconds.
    pub time: i64,
    /// The command.
    pub command: String,
    /// What it did, or what the user reported.
    pub text: String,
}

/// The origin of a generation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Origin {
    /// A command published it.
    Published,
    /// `ctl adopt` recorded it.
    Adopted,
    /// It was found on a server, unknown to the store.
    Found {
        /// Where: the server's host.
        host: String,
    },
}

/// How far the publication of a generation got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Progress {
    /// It is complete.
    Done,
    /// It was rolled back after its first file was renamed: phones may hold it.
    RolledBack,
    /// It is unfinished: the next run finishes it or rolls it back.
    Unfinished,
}

/// Everything that one command published, or that was found or adopted together.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Generation {
    /// Its number, from 1; `@7` is the CTL of number 7.
    pub number: u32,
    /// When, Unix seconds.
    pub time: i64,
    /// Its origin.
    pub origin: Origin,
    /// Its progress.
    pub progress: Progress,
    /// The command, as its name is typed: `set-cluster mixed-mode`.
    pub command: String,
    /// The reasons of the command, one per line.
    pub reason: String,
    /// The mode since then.
    pub mode: Mode,
    /// The release that `cluster.toml` named.
    pub release: String,
    /// Whether it was published although a phone may refuse it (`--accept-lockout`).
    pub lockout: bool,
}

/// A generation to record.
#[derive(Clone, Debug)]
pub struct NewGeneration {
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
    /// All lists of the generation, including unchanged ones.
    pub lists: Lists,
    /// Whether `--accept-lockout` was needed.
    pub lockout: bool,
    /// Which records `cluster.toml` does not explain.
    pub unexplained: Unexplained,
    /// The text of `cluster.toml`.
    pub manifest: Option<String>,
}
