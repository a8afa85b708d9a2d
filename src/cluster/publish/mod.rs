//! Publishing a generation to every server: completely or not at all.
//!
//! ```text
//! begin      the store: the generation, and what is intended with each file
//! stage      every file beside its target, flushed
//! renaming   the store: from here on the generation is held
//! put        every file renamed to its target, or deleted
//! finish     the store: the generation is complete
//! ```
//!
//! A failure before `renaming` changes nothing; a failure after it is rolled back. A killed run
//! leaves the journal; [`recover`] rolls it back before `renaming`, and finishes it afterwards.

mod allowed;
mod error;
mod plan;
mod steps;
mod unknown_lists;

use std::fmt::Display;
use std::path::Path;

pub use allowed::Allowed;
pub use error::PublishError;
pub use plan::{check, check_unwritten, sweep};

use self::steps::Steps;
use super::files::FileChange;
use super::store::{NewGeneration, NewMoment, Store};
use crate::output::OutputError;

/// What [`recover`] did with an unfinished publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Recovery {
    /// Its renames had begun: it is now finished.
    Finished {
        /// Its generation.
        number: u32,
    },
    /// None of its files was in place: it was discarded.
    RolledBack {
        /// The number that its generation would have had; the next generation gets it.
        number: u32,
    },
}

/// Publishes a new generation; returns its number. Mode and publications change with it.
///
/// The caller holds the [`Lock`](super::lock::Lock) and has called [`recover`]; it may
/// have called [`check`] before it asked for a PIN.
///
/// # Errors
/// [`PublishError`]. Nothing has changed, except with
/// [`RolledBack`](PublishError::RolledBack): then phones may have seen the generation, and
/// it stays in the store; and with [`Unfinished`](PublishError::Unfinished) and
/// [`Unrecorded`](PublishError::Unrecorded): then the next [`recover`] finishes it or rolls it
/// back.
pub fn publish(
    store: &mut Store,
    folder: &Path,
    new: &NewGeneration,
    moment: &NewMoment,
    files: &[FileChange],
) -> Result<u32, PublishError> {
    idle(store)?;
    let number = store.next_number()?;
    let entries = plan::entries(folder, files, number)?;
    store.begin(new, moment, number, &entries)?;
    carry_out(store, number, &Steps::new(folder, &entries))?;
    Ok(number)
}

/// Publishes lost files of a complete generation again; phones may then hold it again.
///
/// # Errors
/// [`PublishError`], like [`publish`].
pub fn publish_again(
    store: &mut Store,
    folder: &Path,
    number: u32,
    moment: &NewMoment,
    files: &[FileChange],
) -> Result<(), PublishError> {
    idle(store)?;
    store.generation(number)?;
    let entries = plan::entries(folder, files, number)?;
    store.begin_again(number, moment, &entries)?;
    carry_out(store, number, &Steps::new(folder, &entries))
}

/// Finishes or rolls back what a killed or failed run left. Every command that writes calls it
/// first, under the [`Lock`](super::lock::Lock). Only `allowed` files are changed.
///
/// # Errors
/// [`PublishError`]; then the journal is kept, and the next run tries again.
pub fn recover(
    store: &mut Store,
    folder: &Path,
    allowed: &Allowed,
) -> Result<Option<Recovery>, PublishError> {
    let Some(mut journal) = store.journal()? else { return Ok(None) };
    allowed.check(store, folder, &journal)?;
    for entry in &mut journal.entries {
        entry.replace = allowed.replace;
    }
    let number = journal.number;
    let steps = Steps::begun(folder, &journal.entries);
    let failed = |error: OutputError| unfinished(number, &error);
    if journal.renaming {
        let strangers = unknown_lists::find(store, &steps).map_err(|error| match error {
            PublishError::Output(error) => failed(error),
            other => other,
        })?;
        for (host, lists) in strangers {
            let moment = unknown_lists::moment(store, &host, &lists, journal.time)?;
            store.found(journal.time, &host, &lists, moment.as_ref())?;
        }
        steps.stage().and_then(|()| steps.put()).and_then(|()| steps.clear()).map_err(failed)?;
        store.finish()?;
        Ok(Some(Recovery::Finished { number }))
    } else {
        steps.clear().map_err(failed)?;
        store.discard()?;
        Ok(Some(Recovery::RolledBack { number }))
    }
}

/// There is only one journal: an unfinished publication must be finished first.
fn idle(store: &Store) -> Result<(), PublishError> {
    match store.journal()? {
        Some(journal) => Err(PublishError::Pending { number: journal.number }),
        None => Ok(()),
    }
}

/// Carries out the journal.
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
    if let Err(reason) = steps.clear() {
        return Err(unfinished(number, &reason));
    }
    store.finish().map_err(|error| PublishError::Unrecorded { number, reason: error.to_string() })
}

/// Removes the staged files and the generation: none of its files was in place.
fn withdraw(
    store: &mut Store,
    steps: &Steps<'_>,
    number: u32,
    reason: PublishError,
) -> PublishError {
    let withdrawn = steps.clear().map_err(PublishError::from);
    match withdrawn.and_then(|()| Ok(store.discard()?)) {
        Ok(()) => reason,
        Err(worse) => unfinished(number, &format!("{reason}; then {worse}")),
    }
}

/// Restores the old files after a failed rename; phones may have seen the new ones.
fn take_back(
    store: &mut Store,
    steps: &Steps<'_>,
    number: u32,
    reason: &OutputError,
) -> PublishError {
    match steps.restore() {
        Ok(0) => return withdraw(store, steps, number, reason.clone().into()),
        Ok(_) => {}
        Err(worse) => return unfinished(number, &format!("{reason}; then {worse}")),
    }
    let taken_back = steps.clear().map_err(PublishError::from);
    match taken_back.and_then(|()| Ok(store.roll_back()?)) {
        Ok(()) => PublishError::RolledBack { number, reason: reason.to_string() },
        Err(worse) => unfinished(number, &format!("{reason}; then {worse}")),
    }
}

fn unfinished(number: u32, reason: &dyn Display) -> PublishError {
    PublishError::Unfinished { number, reason: reason.to_string() }
}
