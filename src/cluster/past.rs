//! The past of a cluster as the store has it; empty if there is no store yet.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::path::Path;

use sha1::{Digest as _, Sha1};

use super::Mode;
use super::lists::{ListName, Lists, Unexplained};
use super::moments::{Event, History};
use super::rule::RuleError;
use super::store::{Generation, Note, Origin, Progress, Store, StoreError, Written};
use crate::list::{Record, TrustList};

/// The past of a cluster: one interface to the store.
#[derive(Debug)]
pub struct Past {
    store: Option<Store>,
    mode: Mode,
    /// All generations, the oldest first.
    generations: Vec<Generation>,
    current: Option<u32>,
    /// SHA-1 fingerprints of the certificates in all lists except the present ones.
    earlier: OnceCell<BTreeSet<[u8; 20]>>,
}

impl Past {
    /// Reads the store of the cluster in `folder` without changing it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn look(folder: &Path) -> Result<Self, StoreError> {
        Self::of(Store::look(folder)?)
    }

    /// The past in a store.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn of(store: Option<Store>) -> Result<Self, StoreError> {
        let mut past = Self {
            store,
            mode: Mode::NonSecure,
            generations: Vec::new(),
            current: None,
            earlier: OnceCell::new(),
        };
        past.refresh()?;
        Ok(past)
    }

    /// Rereads what was changed through [`Past::store`].
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn refresh(&mut self) -> Result<(), StoreError> {
        if let Some(store) = &self.store {
            self.mode = store.mode()?;
            self.generations = store.generations()?;
            self.current = store.current()?.map(|generation| generation.number);
            self.earlier = OnceCell::new();
        }
        Ok(())
    }

    /// The store, for writing.
    pub fn store(&mut self) -> Option<&mut Store> {
        self.store.as_mut()
    }

    /// The store for writing, which must exist.
    ///
    /// # Errors
    /// [`StoreError::Unwritable`] if it does not exist or is not open for writing.
    pub fn writable(&mut self) -> Result<&mut Store, StoreError> {
        self.store.as_mut().ok_or_else(|| StoreError::Unwritable {
            file: "state.db".to_owned(),
            reason: "it was not opened for writing".to_owned(),
        })
    }

    /// The mode of the cluster.
    #[must_use]
    pub const fn mode(&self) -> Mode {
        self.mode
    }

    /// All generations, the oldest first.
    #[must_use]
    pub fn generations(&self) -> &[Generation] {
        &self.generations
    }

    /// The last published or adopted generation.
    #[must_use]
    pub fn current(&self) -> Option<&Generation> {
        self.generations.iter().find(|generation| Some(generation.number) == self.current)
    }

    /// The generation whose publication was interrupted.
    #[must_use]
    pub fn unfinished(&self) -> Option<&Generation> {
        self.generations.iter().find(|one| one.progress == Progress::Unfinished)
    }

    /// The last published lists; empty if nothing was published.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn present_lists(&self) -> Result<Lists, StoreError> {
        self.current().map_or(Ok(Lists::default()), |one| self.lists(one.number))
    }

    /// The lists of a generation.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn lists(&self, number: u32) -> Result<Lists, StoreError> {
        self.store.as_ref().map_or(Ok(Lists::default()), |store| store.lists(number))
    }

    /// Which records of a generation no cluster.toml has explained.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn unexplained_of(&self, number: u32) -> Result<Unexplained, StoreError> {
        self.store.as_ref().map_or(Ok(Unexplained::new()), |store| store.unexplained(number))
    }

    /// Which records of the present lists no cluster.toml has explained.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn unexplained(&self) -> Result<Unexplained, StoreError> {
        self.current.map_or(Ok(Unexplained::new()), |number| self.unexplained_of(number))
    }

    /// The text of cluster.toml at the last publication.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn manifest(&self) -> Result<Option<String>, StoreError> {
        match (&self.store, self.current) {
            (Some(store), Some(number)) => store.manifest(number),
            _ => Ok(None),
        }
    }

    /// The generation with a name: `@7`, `@current`, `@previous`.
    ///
    /// # Errors
    /// [`RuleError::NoGeneration`].
    pub fn named(&self, name: &str) -> Result<&Generation, RuleError> {
        let unknown = || RuleError::NoGeneration { name: name.to_owned() };
        let whole = |one: &&Generation| {
            one.progress == Progress::Done && !matches!(one.origin, Origin::Found { .. })
        };
        let current = self.current.unwrap_or_default();
        let find = |number| self.generations.iter().find(move |one| one.number == number);
        match name.strip_prefix('@').ok_or_else(unknown)? {
            "current" => find(current),
            "previous" => {
                self.generations.iter().rev().filter(whole).find(|one| one.number < current)
            }
            number => number.parse().ok().and_then(find),
        }
        .ok_or_else(unknown)
    }

    /// A list by its name (the CTL of a generation, or with `/itl/HOST` an ITL), and when it was
    /// published, in Unix seconds.
    ///
    /// # Errors
    /// [`RuleError::NoGeneration`], [`RuleError::NotInGeneration`], and errors of the store.
    pub fn list(&self, name: &str) -> Result<(Vec<u8>, i64), RuleError> {
        let unknown = || RuleError::NoGeneration { name: name.to_owned() };
        let (generation, list) = match name.split_once('/') {
            None => (name, ListName::Ctl),
            Some((generation, rest)) => {
                let host = rest.strip_prefix("itl/").ok_or_else(unknown)?;
                (generation, ListName::Itl(host.to_owned()))
            }
        };
        let one = self.named(generation)?;
        let what = list.host().map_or_else(|| "CTL".to_owned(), |host| format!("ITL of {host}"));
        let number = one.number;
        let lists = self.lists(number)?;
        let bytes = lists.get(&list).ok_or(RuleError::NotInGeneration { number, what })?;
        Ok((bytes.to_vec(), one.time))
    }

    /// The newest generation that has a list with these bytes.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn generation_of(&self, hash: &[u8; 32]) -> Result<Option<u32>, StoreError> {
        self.store.as_ref().map_or(Ok(None), |store| store.generation_of(hash))
    }

    /// Whether an earlier list had a certificate, by its SHA-1 fingerprint.
    #[must_use]
    pub fn had(&self, fingerprint: &[u8]) -> bool {
        // An unreadable list is not an error here: it only affects the wording of a reason.
        let earlier = self.earlier.get_or_init(|| self.fingerprints().unwrap_or_default());
        <[u8; 20]>::try_from(fingerprint).is_ok_and(|fingerprint| earlier.contains(&fingerprint))
    }

    fn fingerprints(&self) -> Result<BTreeSet<[u8; 20]>, StoreError> {
        let mut all = BTreeSet::new();
        let Some(store) = &self.store else { return Ok(all) };
        for hash in store.contents_but_of(self.current.unwrap_or_default())? {
            let bytes = store.bytes(&hash)?;
            let Ok(list) = TrustList::parse(&bytes) else { continue };
            let ders = list.records().iter().filter_map(Record::certificate);
            all.extend(ders.map(|der| <[u8; 20]>::from(Sha1::digest(der))));
        }
        Ok(all)
    }

    /// What the servers had, moment by moment.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn history(&self) -> Result<History, StoreError> {
        self.store.as_ref().map_or_else(|| Ok(History::default()), Store::history)
    }

    /// The generations that servers had at moments that the user has not ruled out: phones may
    /// hold their lists.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn held(&self) -> Result<BTreeSet<u32>, StoreError> {
        let history = self.history()?;
        let mut held: Vec<(u32, u32)> = Vec::new();
        let mut last = 0;
        for event in &history.events {
            match event {
                Event::Moment(moment) => {
                    last = moment.number;
                    held.extend(moment.generation.map(|generation| (moment.number, generation)));
                }
                Event::Release(release) => {
                    held.retain(|(number, _)| history.keeps(*release, *number, last));
                }
            }
        }
        Ok(held.into_iter().map(|(_, generation)| generation).collect())
    }

    /// The notes besides generations, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn notes(&self) -> Result<Vec<Note>, StoreError> {
        self.store.as_ref().map_or_else(|| Ok(Vec::new()), Store::notes)
    }

    /// The bytes of a list of the history.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn bytes(&self, hash: &[u8; 32]) -> Result<Vec<u8>, StoreError> {
        self.store.as_ref().map_or(Ok(Vec::new()), |store| store.bytes(hash))
    }

    /// Whether all phones are known to be new or reset (they hold nothing).
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn new_phones(&self) -> Result<bool, StoreError> {
        self.store.as_ref().map_or(Ok(false), Store::new_phones)
    }

    /// The files that were written and not deleted since.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn written(&self) -> Result<Vec<Written>, StoreError> {
        self.store.as_ref().map_or_else(|| Ok(Vec::new()), Store::written)
    }

    /// The hosts that files were published to, each once.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn published_hosts(&self) -> Result<BTreeSet<String>, StoreError> {
        self.store.as_ref().map_or_else(|| Ok(BTreeSet::new()), Store::published_hosts)
    }
}
