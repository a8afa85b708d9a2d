//! Recording what servers have, if it differs from the last record.

use sha2::{Digest as _, Sha256};

use super::ChangeError;
use super::note::SessionNote;
use super::session::Session;
use crate::cluster::lists::{Lists, examine};
use crate::cluster::look::{FileNow, ServerNow};
use crate::cluster::moments::{Event, FileThen, Moment, ServerLists};
use crate::cluster::population::FOUND_NOW;
use crate::cluster::store::{NewFile, NewMoment};
use crate::list::Kind;

impl Session {
    /// Records what servers have if it differs from the last record, or if the user has since
    /// ruled out the recorded lists.
    pub(super) fn record_look(&mut self, say: &dyn Fn(SessionNote)) -> Result<(), ChangeError> {
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

    /// The newest generation of which a server has exactly the lists.
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

    /// The earlier generation of a list that the present generation does not have.
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

    /// Whether the lists of a server must be recorded.
    fn differs(&self, server: &ServerNow) -> bool {
        let hash = |file: &FileNow| match file.list() {
            Some(bytes) => FileThen::List(Sha256::digest(bytes).into()),
            None => FileThen::Absent,
        };
        let now = (hash(&server.ctl), hash(&server.itl));
        let nothing = (FileThen::Absent, FileThen::Absent);
        let Some(asked) = &server.server else {
            // Phones do not ask this server: its lists are stored only if no generation has them.
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

    /// Adds a moment to the history in memory.
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
            stood.push(ServerLists { server, ctl: file(ctl), itl: file(itl) });
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
}
