//! Putting a generation on every server: all of it or nothing.
//!
//! ```text
//! begin      the store: the generation, and what is intended with each file
//! stage      every file beside its target, flushed
//! renaming   the store: from here on the generation is held
//! put        every file renamed to its target, or deleted
//! finish     the store: the generation is whole
//! ```
//!
//! What fails before `renaming` leaves everything as it was, and what fails after it is
//! taken back. A run that is killed leaves the journal; [`recover`] takes back what stands
//! before `renaming`, and finishes what stands after it.

mod error;
mod plan;
mod steps;
mod strangers;

use std::fmt::Display;
use std::path::{Path, PathBuf};

pub use error::PublishError;
pub use plan::check;

use self::steps::Steps;
use super::store::journal::Journal;
use super::store::{Draft, Store};
use crate::output::OutputError;

/// A file that a generation writes or deletes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileChange {
    /// The server's host; empty for a file of the cluster's folder itself.
    pub server: String,
    /// The file, relative to the cluster's folder or absolute.
    pub path: PathBuf,
    /// Its new bytes; `None` deletes it.
    pub bytes: Option<Vec<u8>>,
    /// Whether the file's folder is made where it is missing.
    pub make_folder: bool,
}

/// What [`recover`] did with a publication that was not finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovery {
    /// Its generation.
    pub number: u32,
    /// The command that began it.
    pub command: String,
    /// How it ended.
    pub outcome: Outcome,
    /// Generations made of lists that somebody put in its place meanwhile.
    pub found: Vec<u32>,
}

/// How a publication that was not finished ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is whole.
    Finished,
    /// Nothing of it was in its place, and nothing is left of it.
    TakenBack,
}

/// Publishes a new generation; returns its number. Mode and publications change with it.
///
/// The caller holds the [`Lock`](super::lock::Lock) and has called [`recover`]; it may
/// have called [`check`] before it asked for a PIN.
///
/// # Errors
/// [`PublishError`]. Nothing has changed, except with
/// [`RolledBack`](PublishError::RolledBack): then phones may have seen the generation, and
/// it stays in the store; and with [`Unfinished`](PublishError::Unfinished): then
/// the next [`recover`] finishes it or takes it back.
pub fn publish(store: &mut Store, folder: &Path, draft: &Draft) -> Result<u32, PublishError> {
    idle(store)?;
    let number = store.next_number()?;
    let entries = plan::entries(folder, &draft.files, number)?;
    store.begin(draft, number, &entries)?;
    carry_out(store, number, &Steps::new(folder, &entries))?;
    Ok(number)
}

/// Writes files of a generation that is whole again, where they were lost. It is held
/// again.
///
/// # Errors
/// [`PublishError`], as of [`publish`].
pub fn publish_again(
    store: &mut Store,
    folder: &Path,
    number: u32,
    files: &[FileChange],
) -> Result<(), PublishError> {
    idle(store)?;
    store.generation(number)?;
    let entries = plan::entries(folder, files, number)?;
    store.begin_again(number, &entries)?;
    carry_out(store, number, &Steps::new(folder, &entries))
}

/// Finishes or takes back what a killed or failed run left. Every command that writes
/// calls it first, under the [`Lock`](super::lock::Lock).
///
/// # Errors
/// [`PublishError`]; then the journal is kept, and the next run tries again.
pub fn recover(store: &mut Store, folder: &Path) -> Result<Option<Recovery>, PublishError> {
    let Some(journal) = store.journal()? else { return Ok(None) };
    let Journal { number, time, renaming, ref entries, .. } = journal;
    let steps = Steps::new(folder, entries);
    let unfinished = |reason: String| PublishError::Unfinished { number, reason };
    let mut found = Vec::new();
    let outcome = if renaming {
        let strangers = strangers::among(store, &steps)?;
        if !strangers.is_empty() {
            found = store.found_all(time, strangers)?;
        }
        steps
            .stage()
            .and_then(|()| steps.put())
            .and_then(|()| steps.clear())
            .map_err(|error| unfinished(error.to_string()))?;
        store.finish()?;
        Outcome::Finished
    } else {
        steps.clear().map_err(|error| unfinished(error.to_string()))?;
        store.discard()?;
        Outcome::TakenBack
    };
    Ok(Some(Recovery { number, command: journal.command, outcome, found }))
}

/// There is one journal: a publication that is not finished comes first.
fn idle(store: &Store) -> Result<(), PublishError> {
    match store.journal()? {
        Some(journal) => Err(PublishError::Pending { number: journal.number }),
        None => Ok(()),
    }
}

/// Does what the journal says.
fn carry_out(store: &mut Store, number: u32, steps: &Steps<'_>) -> Result<(), PublishError> {
    if let Err(reason) = steps.stage() {
        return Err(withdraw(store, steps, number, reason.into()));
    }
    if let Err(reason) = store.renaming() {
        return Err(withdraw(store, steps, number, reason.into()));
    }
    if let Err(reason) = steps.put() {
        return Err(take_back(store, steps, number, &reason));
    }
    store.finish().map_err(|error| PublishError::Unrecorded { number, reason: error.to_string() })
}

/// Removes what was staged, and the generation: none of its files was in its place.
fn withdraw(
    store: &mut Store,
    steps: &Steps<'_>,
    number: u32,
    reason: PublishError,
) -> PublishError {
    let withdrawn = steps.clear().map_err(PublishError::from);
    match withdrawn.and_then(|()| Ok(store.discard()?)) {
        Ok(()) => reason,
        Err(worse) => unfinished(number, &reason, &worse),
    }
}

/// Puts the old files back after a rename failed; phones may have seen the new ones.
fn take_back(
    store: &mut Store,
    steps: &Steps<'_>,
    number: u32,
    reason: &OutputError,
) -> PublishError {
    match steps.put_back() {
        Ok(0) => return withdraw(store, steps, number, reason.clone().into()),
        Ok(_) => {}
        Err(worse) => return unfinished(number, reason, &worse),
    }
    let taken_back = steps.clear().map_err(PublishError::from);
    match taken_back.and_then(|()| Ok(store.roll_back()?)) {
        Ok(()) => PublishError::RolledBack { number, reason: reason.to_string() },
        Err(worse) => unfinished(number, reason, &worse),
    }
}

fn unfinished(number: u32, reason: &dyn Display, worse: &dyn Display) -> PublishError {
    PublishError::Unfinished { number, reason: format!("{reason}; then {worse}") }
}
