//! The files of a journal, from their temporary names to their targets and back.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::cluster::files::MAX_FILE;
use crate::cluster::store::journal::{Entry, Old};
use crate::output::OutputError;
use crate::output::error::{failure, shown};
use crate::output::repeat;
use crate::output::step::{self, folder_of};
use crate::output::target::Target;
use crate::platform::Attributes;

/// Every file once, though two servers may share a folder.
pub(super) struct Steps<'a> {
    steps: Vec<Step<'a>>,
    /// Whether an earlier run has begun them.
    begun: bool,
}

/// One file.
pub(super) struct Step<'a> {
    pub(super) entry: &'a Entry,
    /// The file, its folder behind links.
    pub(super) target: PathBuf,
    temporary: PathBuf,
}

/// The name that something in the way of a file has until all is in its place.
pub(super) fn aside(temporary: &Path) -> PathBuf {
    let mut name = temporary.as_os_str().to_owned();
    name.push("-old");
    name.into()
}

/// The one name of a file behind all links to its folder, whether it is there or is still to be
/// made. A link in its own name is not followed: it is what is replaced.
pub(super) fn locate(path: PathBuf) -> PathBuf {
    match (fs::canonicalize(folder_of(&path)), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path,
    }
}

impl<'a> Steps<'a> {
    /// The steps of a publication that begins.
    pub(super) fn new(folder: &Path, entries: &'a [Entry]) -> Self {
        Self::of(folder, entries, false)
    }

    /// Those that a run that was killed has begun.
    pub(super) fn begun(folder: &Path, entries: &'a [Entry]) -> Self {
        Self::of(folder, entries, true)
    }

    fn of(folder: &Path, entries: &'a [Entry], begun: bool) -> Self {
        let mut seen = BTreeSet::new();
        let step = |entry: &'a Entry| {
            let target = locate(folder.join(&entry.path));
            let temporary = folder_of(&target).join(&entry.temporary);
            Step { entry, target, temporary }
        };
        let first = |step: &Step<'_>| seen.insert(step.temporary.clone());
        Self { steps: entries.iter().map(step).filter(first).collect(), begun }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Step<'a>> {
        self.steps.iter()
    }

    /// Writes every file that is not in its place beside it, and flushes files and folders.
    pub(super) fn stage(&self) -> Result<(), OutputError> {
        for step in &self.steps {
            let Some(new) = &step.entry.new else { continue };
            if step.entry.make_folder {
                step::make_folder(folder_of(&step.target))?;
            }
            let now = step.now()?;
            if now.is(Some(new)) {
                continue;
            }
            let attributes = match &now {
                Target::File(_, metadata) => Attributes::of(metadata),
                _ => Attributes::NEW,
            };
            let stage = if self.begun { repeat::stage } else { repeat::stage_new };
            stage(&step.temporary, new, attributes, &step.target)?;
        }
        self.sync()
    }

    /// Renames or deletes every file that is not in its place, and flushes the folders.
    pub(super) fn put(&self) -> Result<(), OutputError> {
        for step in &self.steps {
            let now = step.now()?;
            if now.is(step.entry.new.as_deref()) {
                continue;
            }
            if let Target::Obstacle(obstacle) = now {
                if !(step.entry.replace && obstacle.is_replaceable()) {
                    let (target, what) = (shown(&step.target), obstacle.to_string());
                    return Err(OutputError::Obstacle { target, what });
                }
                step::rename(&step.target, &aside(&step.temporary))?;
            }
            match step.entry.new {
                Some(_) => step::rename(&step.temporary, &step.target)?,
                None => repeat::remove(&step.target)?,
            }
        }
        self.sync()
    }

    /// Restores what was there; returns for how many files.
    pub(super) fn put_back(&self) -> Result<usize, OutputError> {
        let mut count = 0usize;
        for step in self.steps.iter().rev() {
            let now = step.now()?;
            match &step.entry.old {
                Old::File(old, _) if now.is(Some(old)) => continue,
                Old::Nothing if now.is(None) => continue,
                Old::File(old, attributes) => {
                    repeat::stage(&step.temporary, old, *attributes, &step.target)?;
                    step::rename(&step.temporary, &step.target)?;
                }
                Old::Nothing => repeat::remove(&step.target)?,
                Old::Obstacle if repeat::is_free(&aside(&step.temporary)) => continue,
                Old::Obstacle => {
                    // A folder takes no other file's place.
                    repeat::remove(&step.target)?;
                    step::rename(&aside(&step.temporary), &step.target)?;
                }
            }
            count = count.saturating_add(1);
        }
        self.sync()?;
        Ok(count)
    }

    /// Removes what is left under temporary names.
    pub(super) fn clear(&self) -> Result<(), OutputError> {
        for step in &self.steps {
            repeat::remove(&step.temporary)?;
            repeat::remove_aside(&aside(&step.temporary))?;
        }
        Ok(())
    }

    /// Flushes every folder once; where nothing is to be written, it may be missing.
    fn sync(&self) -> Result<(), OutputError> {
        let there = |step: &&Step<'_>| step.entry.new.is_some() || folder_of(&step.target).exists();
        let mut folders: Vec<&Path> =
            self.steps.iter().filter(there).map(|step| folder_of(&step.target)).collect();
        folders.sort_unstable();
        folders.dedup();
        folders.into_iter().try_for_each(step::sync_folder)
    }
}

impl Step<'_> {
    /// What is at the target now.
    pub(super) fn now(&self) -> Result<Target, OutputError> {
        Target::read(&self.target, MAX_FILE)
            .map_err(|error| failure("read", shown(&self.target), &error))
    }
}
