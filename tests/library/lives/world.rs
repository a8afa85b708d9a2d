//! A cluster's folder, and what is known of it without the library: the files of the servers,
//! moment by moment.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use support::rules::{self, Event, File, Mode, Moment, Offer, ServerFiles, Told};
use tempfile::TempDir;

use super::site::Site;

/// The files of servers: by folder, CTL and ITL.
pub(super) type Files = BTreeMap<String, [Option<Arc<Vec<u8>>>; 2]>;

/// A server, and its files.
pub(super) type Recorded = (rules::Server, [Option<Arc<Vec<u8>>>; 2]);

/// How long to wait for a lock. A program that another life starts has a copy of every lock until
/// it calls exec.
pub(super) const WAIT: Duration = Duration::from_secs(60);

pub(super) const NAMES: [&str; 2] = ["CTLFile.tlv", "ITLFile.tlv"];

/// A cluster, its folder, and its past.
pub(super) struct World {
    pub(super) folder: TempDir,
    pub(super) site: Site,
    /// cluster.toml of the last publication.
    pub(super) published: Option<Site>,
    pub(super) mode: Mode,
    /// The events, for the rules.
    pub(super) history: Vec<Event>,
    /// The number of events of the store that are in `history`.
    pub(super) events: usize,
    /// The last recorded state of each server.
    pub(super) last: Vec<Recorded>,
    pub(super) time: u32,
    /// The number of keys used, and of serial numbers.
    pub(super) keys: usize,
    pub(super) serial: u32,
    /// Files of servers after publications.
    pub(super) backups: Vec<Files>,
    /// The store after publications, and what was known at that time.
    pub(super) stores: Vec<Stored>,
}

/// A backup of the store.
#[derive(Clone)]
pub(super) struct Stored {
    bytes: Vec<u8>,
    history: Vec<Event>,
    events: usize,
    last: Vec<Recorded>,
    mode: Mode,
    published: Option<Site>,
}

impl World {
    pub(super) fn new(site: Site, keys: usize, serial: u32) -> Self {
        let world = Self {
            folder: tempfile::tempdir().unwrap(),
            site,
            published: None,
            mode: Mode::NonSecure,
            history: Vec::new(),
            events: 0,
            last: Vec::new(),
            time: 1_800_000_000,
            keys,
            serial,
            backups: Vec::new(),
            stores: Vec::new(),
        };
        for folder in ["certs", "keys", "tokens"] {
            fs::create_dir(world.path(folder)).unwrap();
        }
        world.describe();
        world
    }

    /// The same in a folder of its own.
    pub(super) fn fork(&self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(self.folder.path(), folder.path());
        Self {
            folder,
            site: self.site.clone(),
            published: self.published.clone(),
            mode: self.mode,
            history: self.history.clone(),
            events: self.events,
            last: self.last.clone(),
            time: self.time,
            keys: self.keys,
            serial: self.serial,
            backups: Vec::new(),
            stores: Vec::new(),
        }
    }

    pub(super) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes cluster.toml, and the certificates and keys that it names.
    pub(super) fn describe(&self) {
        for one in self.site.certificates() {
            write(&self.path(format!("certs/{}.pem", one.file)), one.pem.as_bytes());
            write(&self.path(format!("keys/{}.pem", one.file)), one.key_pem().as_bytes());
        }
        for folder in self.site.folders() {
            fs::create_dir_all(self.path(folder)).unwrap();
        }
        write(&self.path("cluster.toml"), self.site.toml().as_bytes());
    }

    /// The present content of a server's folder.
    pub(super) fn files_in(&self, folder: &str) -> [Option<Arc<Vec<u8>>>; 2] {
        NAMES.map(|name| fs::read(self.path(folder).join(name)).ok().map(Arc::new))
    }

    /// The present files of every server.
    pub(super) fn files(&self) -> Files {
        let folders = self.site.folders().into_iter();
        folders.map(|folder| (folder.clone(), self.files_in(&folder))).collect()
    }

    /// The present files of the servers that phones ask.
    pub(super) fn offered(&self) -> Vec<Recorded> {
        let servers = self.site.servers().into_iter();
        servers.map(|(server, _, folder)| (server, self.files_in(&folder))).collect()
    }

    /// A moment: the files that servers offered.
    pub(super) fn moment(&mut self, generation: Option<u32>, told: Told, offered: Vec<Recorded>) {
        let file = |bytes: &Option<Arc<Vec<u8>>>| {
            bytes.as_ref().map_or(File::Absent, |bytes| File::Bytes(list(bytes)))
        };
        let servers = offered.iter().map(|(server, [ctl, itl])| ServerFiles {
            server: server.clone(),
            ctl: file(ctl),
            itl: file(itl),
        });
        let servers = servers.collect();
        let tvs = self.site.tvs(told);
        self.history.push(Event::Moment(Moment { generation, servers, tvs }));
        for (server, files) in offered {
            self.last.retain(|(one, _)| !one.is(&server));
            self.last.push((server, files));
        }
    }

    /// Saves the files and the store as a backup would.
    pub(super) fn back_up(&mut self) {
        self.backups.push(self.files());
        self.stores.push(Stored {
            bytes: fs::read(self.path(".ctl/state.db")).unwrap(),
            history: self.history.clone(),
            events: self.events,
            last: self.last.clone(),
            mode: self.mode,
            published: self.published.clone(),
        });
    }

    /// Replaces the present store with an older one: what happened since is no longer known.
    pub(super) fn restore_store(&mut self, index: usize) {
        let stored = self.stores[index].clone();
        write(&self.path(".ctl/state.db"), &stored.bytes);
        self.history = stored.history;
        self.events = stored.events;
        self.last = stored.last;
        self.mode = stored.mode;
        self.published = stored.published;
    }
}

/// A list, as the rules read it.
pub(super) fn list(bytes: &[u8]) -> Arc<rules::List> {
    rules::List::read(bytes)
}

/// What a server offers.
pub(super) fn offer([ctl, itl]: &[Option<Arc<Vec<u8>>>; 2]) -> Offer {
    let read = |bytes: &Option<Arc<Vec<u8>>>| bytes.as_ref().map(|bytes| list(bytes));
    Offer { ctl: read(ctl), itl: read(itl) }
}

pub(super) fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let (path, target) = {
            let entry = entry.unwrap();
            (entry.path(), to.join(entry.file_name()))
        };
        if path.is_dir() {
            fs::create_dir_all(&target).unwrap();
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}
