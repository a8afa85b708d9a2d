//! Moving the files of a journal from their temporary names to their targets, and restoring them.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::cluster::files::MAX_FILE;
use crate::cluster::store::journal::{Entry, Old};
use crate::output::OutputError;
use crate::output::error::{failure, shown};
use crate::output::repeat;
use crate::output::step::{self, folder_of};
use crate::output::target::Target;
use crate::platform::{self, Attributes};

/// With more files than this, their file systems are flushed instead of each file.
const MANY: usize = 64;

/// Every file once, even if two servers share a folder.
pub(super) struct Steps<'a> {
    steps: Vec<Step<'a>>,
    /// Whether an earlier run has started them.
    begun: bool,
}

/// One file.
pub(super) struct Step<'a> {
    pub(super) entry: &'a Entry,
    /// The file's folder with links resolved.
    folder: Rc<Path>,
}

/// Folders with links resolved. Each is resolved once: a hundred thousand files may be in one.
#[derive(Default)]
pub(super) struct Folders(HashMap<PathBuf, Rc<Path>>);

impl Folders {
    /// The resolved path of a folder, whether it exists or not.
    pub(super) fn locate(&mut self, folder: &Path) -> Rc<Path> {
        if let Some(known) = self.0.get(folder) {
            return known.clone();
        }
        let found = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let found: Rc<Path> = found.into();
        self.0.insert(folder.to_owned(), found.clone());
        found
    }
}

/// The temporary name of an obstacle until all files are in place.
pub(super) fn aside(temporary: &Path) -> PathBuf {
    let mut name = temporary.as_os_str().to_owned();
    name.push("-old");
    name.into()
}

impl<'a> Steps<'a> {
    /// The steps of a new publication.
    pub(super) fn new(folder: &Path, entries: &'a [Entry]) -> Self {
        Self::of(folder, entries, false)
    }

    /// The steps that a killed run has started.
    pub(super) fn begun(folder: &Path, entries: &'a [Entry]) -> Self {
        Self::of(folder, entries, true)
    }

    fn of(folder: &Path, entries: &'a [Entry], begun: bool) -> Self {
        let mut folders = Folders::default();
        let mut seen = HashSet::new();
        let step = |entry: &'a Entry| {
            let folder = folders.locate(folder_of(&folder.join(&entry.path)));
            Step { entry, folder }
        };
        let first =
            |step: &Step<'a>| seen.insert((step.folder.clone(), step.entry.temporary.as_str()));
        Self { steps: entries.iter().map(step).filter(first).collect(), begun }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Step<'a>> {
        self.steps.iter()
    }

    /// Writes every missing or different file beside its target, and flushes files and folders.
    pub(super) fn stage(&self) -> Result<(), OutputError> {
        // Flushing each of a hundred thousand files takes minutes.
        let together = platform::FLUSHES_FILE_SYSTEMS && self.steps.len() > MANY;
        let flush = if together { repeat::Flush::Later } else { repeat::Flush::Now };
        for step in &self.steps {
            let Some(new) = &step.entry.new else { continue };
            if step.entry.make_folder {
                step::make_folder(&step.folder)?;
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
            stage(&step.temporary(), new, attributes, &step.target(), flush)?;
        }
        if together {
            self.folders().into_iter().try_for_each(step::sync_file_system)?;
        }
        self.sync()
    }

    /// Renames or deletes every file that is not in place yet, and flushes the folders.
    pub(super) fn put(&self) -> Result<(), OutputError> {
        for step in &self.steps {
            let now = step.now()?;
            if now.is(step.entry.new.as_deref()) {
                continue;
            }
            if let Target::Obstacle(obstacle) = now {
                if !(step.entry.replace && obstacle.is_replaceable()) {
                    let (target, what) = (shown(&step.target()), obstacle.to_string());
                    return Err(OutputError::Obstacle { target, what });
                }
                step::rename(&step.target(), &aside(&step.temporary()))?;
            }
            match step.entry.new {
                Some(_) => step::rename(&step.temporary(), &step.target())?,
                None => repeat::remove(&step.target())?,
            }
        }
        self.sync()
    }

    /// Restores the previous files; returns how many.
    pub(super) fn restore(&self) -> Result<usize, OutputError> {
        let mut count = 0usize;
        for step in self.steps.iter().rev() {
            let now = step.now()?;
            match &step.entry.old {
                Old::File(old, _) if now.is(Some(old)) => continue,
                Old::Nothing if now.is(None) => continue,
                Old::File(old, attributes) => {
                    let (temporary, target) = (step.temporary(), step.target());
                    repeat::stage(&temporary, old, *attributes, &target, repeat::Flush::Now)?;
                    step::rename(&temporary, &target)?;
                }
                Old::Nothing => repeat::remove(&step.target())?,
                Old::Obstacle if repeat::is_free(&aside(&step.temporary())) => continue,
                Old::Obstacle => {
                    // A folder cannot be renamed over another file.
                    repeat::remove(&step.target())?;
                    step::rename(&aside(&step.temporary()), &step.target())?;
                }
            }
            count = count.saturating_add(1);
        }
        self.sync()?;
        Ok(count)
    }

    /// Removes leftover temporary files.
    pub(super) fn clear(&self) -> Result<(), OutputError> {
        for step in &self.steps {
            let temporary = step.temporary();
            repeat::remove(&temporary)?;
            repeat::remove_aside(&aside(&temporary))?;
        }
        Ok(())
    }

    /// Flushes every folder once.
    fn sync(&self) -> Result<(), OutputError> {
        self.folders().into_iter().try_for_each(step::sync_folder)
    }

    /// Every folder once. If nothing is written to it, it may be missing.
    fn folders(&self) -> BTreeSet<&Path> {
        let there = |step: &&Step<'_>| step.entry.new.is_some() || step.folder.exists();
        self.steps.iter().filter(there).map(|step| &*step.folder).collect()
    }
}

impl Step<'_> {
    /// The file, with the links to its folder resolved. If the file itself is a link, the link is
    /// replaced, not its target.
    pub(super) fn target(&self) -> PathBuf {
        self.folder.join(self.entry.path.file_name().unwrap_or_default())
    }

    fn temporary(&self) -> PathBuf {
        self.folder.join(&self.entry.temporary)
    }

    /// What is at the target now.
    pub(super) fn now(&self) -> Result<Target, OutputError> {
        let target = self.target();
        Target::read(&target, MAX_FILE).map_err(|error| failure("read", shown(&target), &error))
    }
}
