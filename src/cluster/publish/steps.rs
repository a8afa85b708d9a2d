//! The files of a journal, from their temporary names to their targets and back.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::plan::locate;
use crate::cluster::store::journal::Entry;
use crate::output::OutputError;
use crate::output::error::shown;
use crate::output::repeat;
use crate::output::step::{self, folder_of};

/// Every file once, though two servers may share a folder.
pub(super) struct Steps<'a>(Vec<Step<'a>>);

/// One file.
pub(super) struct Step<'a> {
    pub(super) entry: &'a Entry,
    /// The file itself, behind links.
    pub(super) target: PathBuf,
    temporary: PathBuf,
}

impl<'a> Steps<'a> {
    pub(super) fn new(folder: &Path, entries: &'a [Entry]) -> Self {
        let mut seen = BTreeSet::new();
        let step = |entry: &'a Entry| {
            let target = locate(folder.join(&entry.path));
            let temporary = folder_of(&target).join(&entry.temporary);
            Step { entry, target, temporary }
        };
        let first = |step: &Step<'_>| seen.insert(step.temporary.clone());
        Self(entries.iter().map(step).filter(first).collect())
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Step<'a>> {
        self.0.iter()
    }

    /// Writes every file that is not in its place beside it, and flushes files and folders.
    pub(super) fn stage(&self) -> Result<(), OutputError> {
        for step in &self.0 {
            let Some(new) = &step.entry.new else { continue };
            if step.entry.make_folder {
                step::make_folder(folder_of(&step.target))?;
            }
            if !step.is(Some(new))? {
                repeat::stage(&step.temporary, new, step.entry.mode, &step.target)?;
            }
        }
        self.sync()
    }

    /// Renames or deletes every file that is not in its place, and flushes the folders.
    pub(super) fn put(&self) -> Result<(), OutputError> {
        for step in &self.0 {
            if step.is(step.entry.new.as_deref())? {
                continue;
            }
            match step.entry.new {
                Some(_) => step::rename(&step.temporary, &step.target)?,
                None => repeat::remove(&step.target)?,
            }
        }
        self.sync()
    }

    /// Puts what stood there in its place again; returns for how many files.
    pub(super) fn put_back(&self) -> Result<usize, OutputError> {
        let mut count = 0usize;
        for step in self.0.iter().rev() {
            if step.is(step.entry.old.as_deref())? {
                continue;
            }
            match &step.entry.old {
                Some(old) => {
                    repeat::stage(&step.temporary, old, step.entry.mode, &step.target)?;
                    step::rename(&step.temporary, &step.target)?;
                }
                None => repeat::remove(&step.target)?,
            }
            count = count.saturating_add(1);
        }
        self.sync()?;
        Ok(count)
    }

    /// Removes the temporary files that are left.
    pub(super) fn clear(&self) -> Result<(), OutputError> {
        self.0.iter().try_for_each(|step| repeat::remove(&step.temporary))
    }

    /// Flushes every folder once; where nothing is to be written, it may be missing.
    fn sync(&self) -> Result<(), OutputError> {
        let there = |step: &&Step<'_>| step.entry.new.is_some() || folder_of(&step.target).exists();
        let mut folders: Vec<&Path> =
            self.0.iter().filter(there).map(|step| folder_of(&step.target)).collect();
        folders.sort_unstable();
        folders.dedup();
        folders.into_iter().try_for_each(step::sync_folder)
    }
}

impl Step<'_> {
    /// What is at the target now.
    pub(super) fn now(&self) -> Result<Option<Vec<u8>>, OutputError> {
        match fs::read(&self.target) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if repeat::is_missing(&error) => Ok(None),
            Err(error) => Err(OutputError::Failed {
                action: "read",
                target: shown(&self.target),
                reason: error.to_string(),
            }),
        }
    }

    fn is(&self, bytes: Option<&[u8]>) -> Result<bool, OutputError> {
        Ok(self.now()?.as_deref() == bytes)
    }
}
