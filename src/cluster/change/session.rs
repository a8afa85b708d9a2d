//! A cluster's folder, opened for a command: the lock, the leftovers of a killed run, the past,
//! and what servers have now.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::ChangeError;
use super::note::SessionNote;
use super::options::Options;
use crate::cluster::folder::ClusterFolder;
use crate::cluster::lists::Unexplained;
use crate::cluster::lock::Lock;
use crate::cluster::look::{self, FileNow, ServerNow};
use crate::cluster::manifest::Cluster;
use crate::cluster::moments::{Event, History, Release};
use crate::cluster::past::Past;
use crate::cluster::population::{Population, PopulationError, tvs};
use crate::cluster::publish::{self, Allowed, Recovery};
use crate::cluster::store::{NewMoment, Store};

/// A cluster's folder, opened for a command.
#[derive(Debug)]
pub struct Session {
    /// The folder.
    pub folder: ClusterFolder,
    /// What was published.
    pub past: Past,
    /// What servers have now.
    pub servers: Vec<ServerNow>,
    /// The options.
    pub options: Options,
    pub(super) history: History,
    pub(super) recorded: bool,
    unexplained: Unexplained,
    _lock: Option<Lock>,
}

impl Session {
    /// Takes the lock, finishes or rolls back what a killed run left, reads everything, and
    /// records what servers have and what the user knows about the phones. A dry run only reads.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub fn begin(
        path: &Path,
        command: &str,
        options: Options,
        say: &dyn Fn(SessionNote),
    ) -> Result<Self, ChangeError> {
        // An invalid cluster.toml is an error before anything is created in the folder.
        let folder = ClusterFolder::open(path)?;
        if options.dry_run {
            let past = Past::look(path)?;
            return Self::of(folder, past, None, options, command, say);
        }
        let lock = Lock::take(path, command, options.wait, &|text| {
            say(SessionNote::Waiting(text.to_owned()));
        })?;
        let mut store = Store::open(path)?;
        let allowed = Allowed::of(&folder.cluster, options.replace);
        publish::sweep(allowed.folders.iter().map(|server| path.join(server)))?;
        match publish::recover(&mut store, path, &allowed)? {
            None => {}
            Some(Recovery::Finished { number }) => say(SessionNote::Finished(number)),
            Some(Recovery::RolledBack { number }) => say(SessionNote::RolledBack(number)),
        }
        // The interrupted run may have rewritten cluster.toml.
        let folder = ClusterFolder::open(path)?;
        let past = Past::of(Some(store))?;
        Self::of(folder, past, Some(lock), options, command, say)
    }

    fn of(
        folder: ClusterFolder,
        past: Past,
        lock: Option<Lock>,
        options: Options,
        command: &str,
        say: &dyn Fn(SessionNote),
    ) -> Result<Self, ChangeError> {
        for exposure in folder.exposures() {
            let file = crate::text::path(&exposure.file);
            say(SessionNote::Exposed { file, may: exposure.may });
        }
        let servers = look::look(&folder.path, &folder.cluster);
        look::all_readable(&servers)?;
        if !options.force {
            look::lists_only(&servers)?;
        }
        let history = past.history()?;
        let unexplained = past.unexplained()?;
        let mut session = Self {
            folder,
            past,
            servers,
            options,
            history,
            recorded: false,
            unexplained,
            _lock: lock,
        };
        session.record_look(say)?;
        session.record_options(command)?;
        Ok(session)
    }

    /// What the servers have, as the store records it.
    pub(super) fn moment(&self, servers: Vec<FilesNow>) -> NewMoment {
        let asked = self.servers.iter().filter_map(|server| server.server.as_ref());
        let servers = asked
            .zip(servers)
            .map(|(server, (ctl, itl))| (server.identity.clone(), ctl.into(), itl.into()));
        NewMoment {
            time: i64::from(self.options.timestamp),
            servers: servers.collect(),
            known: Some(tvs::known(&self.folder.cluster)),
            tvs_up: false,
        }
    }

    /// What the servers that phones ask have now.
    pub(super) fn now(&self) -> Vec<FilesNow> {
        let asked = self.servers.iter().filter(|server| server.server.is_some());
        asked.map(|server| (server.ctl.list().cloned(), server.itl.list().cloned())).collect()
    }

    /// Records what the user knows about the phones.
    fn record_options(&mut self, command: &str) -> Result<(), ChangeError> {
        let mut said = Vec::new();
        if let Some(name) = &self.options.phones.have {
            let number = self.past.named(name)?.number;
            if name == "@current" {
                let text = format!("every phone has exactly what @{number} published");
                said.push((Release::Exactly(number), text));
            } else {
                let text = format!("every phone has @{number} or a later one");
                said.push((Release::From(number), text));
            }
        }
        if self.options.phones.only_new {
            let text = "there are only new or reset phones".to_owned();
            said.push((Release::NewPhones, text));
        }
        let time = i64::from(self.options.timestamp);
        for (release, text) in said {
            self.history.events.push(Event::Release(release));
            if let Some(store) = self.past.store()
                && !self.options.dry_run
            {
                store.release(release, time)?;
                store.note(time, command, &text)?;
                self.recorded = true;
            }
        }
        Ok(())
    }

    /// Stores an answer of the user; a dry run has none.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub fn record(&mut self, command: &str, text: &str) -> Result<(), ChangeError> {
        let time = i64::from(self.options.timestamp);
        if let Some(store) = self.past.store()
            && !self.options.dry_run
        {
            store.note(time, command, text)?;
            self.recorded = true;
        }
        Ok(())
    }

    /// Whether the session stored something about the phones.
    #[must_use]
    pub fn has_recorded(&self) -> bool {
        self.recorded
    }

    /// Which records of the present lists no cluster.toml has explained.
    pub(super) fn unexplained(&self) -> &Unexplained {
        &self.unexplained
    }

    /// Whether anything is known about the phones: lists they may hold, or that they hold nothing.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub fn knows_phones(&self) -> Result<bool, ChangeError> {
        let only_new = self.options.phones.only_new;
        Ok(!self.history.events.is_empty() || only_new || self.past.new_phones()?)
    }

    /// The phones that may exist.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub fn population(&self) -> Result<Population, ChangeError> {
        self.population_of(&self.folder.cluster)
    }

    /// The phones that may ask the servers of a cluster.
    pub(super) fn population_of(&self, cluster: &Cluster) -> Result<Population, ChangeError> {
        // Most servers have the same CTL.
        let files = self.servers.iter().flat_map(|server| [&server.ctl, &server.itl]);
        let lists: BTreeSet<&Vec<u8>> = files.filter_map(FileNow::list).collect();
        let now: HashMap<[u8; 32], &Vec<u8>> =
            lists.into_iter().map(|bytes| (Sha256::digest(bytes).into(), bytes)).collect();
        let source = |hash: &[u8; 32]| -> Result<Vec<u8>, PopulationError> {
            now.get(hash).map_or_else(|| Ok(self.past.bytes(hash)?), |bytes| Ok(Vec::clone(bytes)))
        };
        Ok(Population::of(cluster, &self.history, &source)?)
    }
}

/// The CTL and the ITL of a server, if it has them.
pub(super) type FilesNow = (Option<Vec<u8>>, Option<Vec<u8>>);
