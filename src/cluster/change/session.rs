//! A cluster's folder, opened for a command: the lock, what a killed run left, the past, and
//! what servers have now.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::path::Path;
use std::time::Duration;

use sha2::{Digest as _, Sha256};

use super::ChangeError;
use crate::cluster::folder::ClusterFolder;
use crate::cluster::lists::{Lists, Unexplained, examine};
use crate::cluster::lock::Lock;
use crate::cluster::look::{self, FileNow, ServerNow};
use crate::cluster::manifest::Cluster;
use crate::cluster::moments::{Event, FileThen, History, Moment, Release, Stood};
use crate::cluster::past::Past;
use crate::cluster::population::{FOUND_NOW, Population, PopulationError, tvs};
use crate::cluster::publish::{self, Allowed, Recovery};
use crate::cluster::store::{NewFile, NewMoment, Store};
use crate::list::Kind;
use crate::signer::KeyRef;

/// What a command may do, and what was said of the phones.
#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is an option of the command line by itself")]
pub struct Options {
    /// Nothing is written, and nothing asked.
    pub dry_run: bool,
    /// Lists that did not change are signed again, and files that are no lists are replaced.
    pub force: bool,
    /// What is in the place of a published file and is no regular file is replaced.
    pub replace: bool,
    /// Records that `cluster.toml` does not explain are dropped.
    pub drop_unexplained: bool,
    /// The token that was chosen to sign the CTL.
    pub token: Option<KeyRef>,
    /// TIMESTAMP of new lists, and the time of all that is recorded, Unix seconds.
    pub timestamp: u32,
    /// Whether that time was named, and may be before the TIMESTAMP of the present lists.
    pub any_time: bool,
    /// How long another process is waited for.
    pub wait: Duration,
    /// What was said of the phones.
    pub phones: Phones,
}

/// What was said of the phones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phones {
    /// The generation that every phone has, or a later one: `@7`, `@current`.
    pub have: Option<String>,
    /// Whether there are only phones that hold nothing.
    pub only_new: bool,
}

/// What is worth knowing while a session begins.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SessionNote {
    /// Another process is waited for; the text names it.
    Waiting(String),
    /// A publication that was interrupted is finished.
    Finished(u32),
    /// A publication that was interrupted left nothing.
    RolledBack(u32),
    /// A server has lists that the store does not know.
    Found {
        /// The server.
        host: String,
        /// The generation that they are kept as; `None` in a dry run.
        number: Option<u32>,
    },
    /// A server has lists of an earlier generation again.
    Again {
        /// The server.
        host: String,
        /// The generation.
        number: u32,
    },
    /// Others may do with a file what they should not.
    Exposed {
        /// The file.
        file: String,
        /// What they may do.
        may: &'static str,
    },
    /// A server has a list that no phone takes.
    Unsound {
        /// The file.
        file: String,
    },
}

impl fmt::Display for SessionNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Waiting(text) => f.write_str(text),
            Self::Finished(number) => {
                write!(f, "an interrupted run had begun to publish @{number}; it is published now")
            }
            Self::RolledBack(number) => {
                write!(f, "an interrupted run had prepared @{number}; what it left was removed")
            }
            Self::Found { host, number: Some(number) } => {
                write!(f, "{host} has lists that are not of the store; kept as @{number}")
            }
            Self::Found { host, number: None } => {
                write!(f, "{host} has lists that are not of the store")
            }
            Self::Again { host, number } => {
                write!(f, "{host} has lists of @{number} again; phones may hold them")
            }
            Self::Exposed { file, may } => write!(f, "warning: {file}: {may}"),
            Self::Unsound { file } => write!(
                f,
                "warning: {file} is not sound; no phone takes it, and none is assumed to hold it"
            ),
        }
    }
}

/// A cluster's folder, opened for a command.
#[derive(Debug)]
pub struct Session {
    /// The folder.
    pub folder: ClusterFolder,
    /// What was published.
    pub past: Past,
    /// What servers have now.
    pub servers: Vec<ServerNow>,
    /// What was asked for.
    pub options: Options,
    pub(super) history: History,
    recorded: bool,
    unexplained: Unexplained,
    _lock: Option<Lock>,
}

impl Session {
    /// Takes the lock, finishes what a killed run left, reads everything, and records what
    /// servers have and what is said of the phones. A dry run reads only.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub fn begin(
        path: &Path,
        command: &str,
        options: Options,
        say: &dyn Fn(SessionNote),
    ) -> Result<Self, ChangeError> {
        // A wrong cluster.toml is an error before anything is made in the folder.
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

    /// What servers have, as the store records it.
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

    /// Records what servers have, where it differs from what was recorded last, or where what
    /// was recorded was released since.
    fn record_look(&mut self, say: &dyn Fn(SessionNote)) -> Result<(), ChangeError> {
        let mut seen: Vec<Option<u32>> = Vec::new();
        for server in self.servers.clone() {
            for (kind, file) in [(Kind::Ctl, &server.ctl), (Kind::Itl, &server.itl)] {
                if file.list().is_some_and(|bytes| !examine(bytes).sound) {
                    let folder = self.folder.cluster.publish_folder(&server.host);
                    let file = folder.unwrap_or_default().join(kind.filename());
                    let file = crate::text::path(&self.folder.path.join(file));
                    say(SessionNote::Unsound { file });
                }
            }
            if !self.differs(&server) {
                continue;
            }
            let asked = server.server.is_some();
            let unknown = self.unknown_lists(&server)?;
            if unknown.is_empty() {
                let generation = self.generation_of(&server)?;
                if !asked || seen.contains(&generation) {
                    continue;
                }
                seen.push(generation);
                if let Some(number) = self.earlier_generation(&server)? {
                    say(SessionNote::Again { host: server.host.clone(), number });
                }
                let moment = self.moment(self.now());
                if let Some(store) = self.past.store().filter(|_| !self.options.dry_run) {
                    store.seen(generation, &moment)?;
                }
                self.remember(generation, &moment);
                continue;
            }
            let moment = self.moment(self.now());
            let time = i64::from(self.options.timestamp);
            let number = match self.past.store() {
                Some(store) if !self.options.dry_run => {
                    let moment = asked.then_some(&moment);
                    Some(store.found(time, &server.host, &unknown, moment)?)
                }
                _ => None,
            };
            say(SessionNote::Found { host: server.host.clone(), number });
            if asked {
                self.remember(Some(number.unwrap_or(FOUND_NOW)), &moment);
            }
        }
        if !self.options.dry_run {
            self.past.refresh()?;
            self.history = self.past.history()?;
        }
        Ok(())
    }

    /// The sound lists of a server that no generation has.
    fn unknown_lists(&self, server: &ServerNow) -> Result<Lists, ChangeError> {
        let mut unknown = Lists::default();
        for (name, bytes) in server.lists().iter() {
            let hash = Sha256::digest(bytes).into();
            if examine(bytes).sound && self.past.generation_of(&hash)?.is_none() {
                unknown.set(&name, bytes.to_vec());
            }
        }
        Ok(unknown)
    }

    /// The newest generation whose lists a server has, all of them and no other.
    fn generation_of(&self, server: &ServerNow) -> Result<Option<u32>, ChangeError> {
        let lists = server.lists();
        let has = |number: u32| -> Result<bool, ChangeError> {
            let of = self.past.lists(number)?;
            let itl = of.itls.get(&server.host);
            Ok(!lists.is_empty() && of.ctl == lists.ctl && itl == lists.itls.get(&server.host))
        };
        let current = self.past.current().map(|generation| generation.number);
        let all = self.past.generations().iter().rev().map(|generation| generation.number);
        for number in current.into_iter().chain(all) {
            if has(number)? {
                return Ok(Some(number));
            }
        }
        Ok(None)
    }

    /// The generation of a list that the present one does not have.
    fn earlier_generation(&self, server: &ServerNow) -> Result<Option<u32>, ChangeError> {
        let present = self.past.present_lists()?;
        let mut newest = None;
        for (_, bytes) in server.lists().iter() {
            if !present.iter().any(|(_, known)| known == bytes) {
                newest = newest.max(self.past.generation_of(&Sha256::digest(bytes).into())?);
            }
        }
        Ok(newest)
    }

    /// Whether what a server has must be recorded.
    fn differs(&self, server: &ServerNow) -> bool {
        let hash = |file: &FileNow| match file.list() {
            Some(bytes) => FileThen::List(Sha256::digest(bytes).into()),
            None => FileThen::Absent,
        };
        let now = (hash(&server.ctl), hash(&server.itl));
        let nothing = (FileThen::Absent, FileThen::Absent);
        let Some(asked) = &server.server else {
            // Phones do not ask it: what it has is kept where no generation has it.
            let bytes = [&server.ctl, &server.itl].into_iter().filter_map(FileNow::list);
            return bytes.into_iter().any(|bytes| {
                let hash = Sha256::digest(bytes).into();
                self.past.generation_of(&hash).is_ok_and(|found| found.is_none())
            });
        };
        let index = self.history.servers.iter().position(|known| *known == asked.identity);
        let (mut last, mut number) = (None, 0);
        for event in &self.history.events {
            match event {
                Event::Moment(moment) => {
                    number = moment.number;
                    let stood = moment.stood.iter().find(|stood| Some(stood.server) == index);
                    last = stood.map(|stood| (moment, stood, true)).or(last);
                }
                Event::Release(release) => {
                    last = last.map(|(moment, stood, held)| {
                        let kept = self.history.keeps(*release, moment.number, number);
                        (moment, stood, held && kept)
                    });
                }
            }
        }
        match last {
            None => now != nothing,
            Some((_, stood, held)) => (stood.ctl, stood.itl) != now || (!held && now != nothing),
        }
    }

    /// Adds a moment to the history that is held in memory.
    fn remember(&mut self, generation: Option<u32>, moment: &NewMoment) {
        let mut stood = Vec::new();
        for (server, ctl, itl) in &moment.servers {
            let server = self.history.server(server);
            let mut file = |file: &NewFile| match file {
                NewFile::Unknown => FileThen::Unknown,
                NewFile::Absent => FileThen::Absent,
                NewFile::Bytes(bytes) => {
                    let hash = Sha256::digest(bytes).into();
                    self.history.lists.entry(hash).or_insert_with(|| examine(bytes));
                    FileThen::List(hash)
                }
            };
            stood.push(Stood { server, ctl: file(ctl), itl: file(itl) });
        }
        let last = self.history.moments().next_back().map_or(0, |moment| moment.number);
        let number = last.saturating_add(1);
        let key = moment.known.as_ref().map(|known| {
            let mut hash = Sha256::new();
            for (_, der) in known {
                hash.update(der);
            }
            let key: [u8; 32] = hash.finalize().into();
            self.history.known.insert(key, known.clone());
            key
        });
        let tvs_up = moment.tvs_up;
        let moment = Moment { number, generation, stood, known: key, tvs_up };
        self.history.events.push(Event::Moment(moment));
    }

    /// Records what is said of the phones.
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

    /// Keeps an answer in the store; a dry run has none.
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

    /// Whether anything that was said of the phones is in the store now.
    #[must_use]
    pub fn has_recorded(&self) -> bool {
        self.recorded
    }

    /// Which records of the present lists no cluster.toml has explained.
    pub(super) fn unexplained(&self) -> &Unexplained {
        &self.unexplained
    }

    /// Whether anything is known of the phones: lists that they may hold, or that they hold
    /// nothing.
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

/// The CTL and the ITL of a server, where it has them.
pub(super) type FilesNow = (Option<Vec<u8>>, Option<Vec<u8>>);
