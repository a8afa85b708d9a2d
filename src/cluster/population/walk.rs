//! The phones that may exist: all that are reachable, moment by moment in the order of time
//! (`docs/phone.md`, "The population").

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::catalogue::{Catalogue, ListId, SignerId, TrustId};
use super::fetches::Fetches;
use super::{PopulationError, tvs};
use crate::cluster::moments::{
    Event, FileThen, History, ListHash, Moment, ServerLists, TftpServer,
};
use crate::list::Kind;
use crate::phone::{Class, Running, State, Takes, Tvs};

/// What a phone holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Held {
    pub(super) ctl: Option<ListId>,
    pub(super) itl: Option<ListId>,
}

/// What a server offered: nothing, a list that no phone accepts, or a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Offered {
    Nothing,
    Unsound,
    List(ListId),
}

/// The phones of a class that asked a server, by what they hold.
pub(super) type Holding = BTreeMap<Held, Fetches>;

/// What a phone may hold after it asked, and whether it then has everything that was offered.
type Outcome = (Held, bool);

/// Phones of a class that hold the same and ask a server.
#[derive(Clone, Copy)]
struct Fetch {
    class: Class,
    held: Held,
    ctl: Offered,
    itl: Offered,
    tvs: usize,
}

/// What decides whether a phone accepts a list, except TVS.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Question {
    class: Class,
    ctl: Option<TrustId>,
    itl: Option<TrustId>,
    signer: SignerId,
    was_blank: bool,
}

/// The same with TVS: the ITL, which has its records, and what TVS knew then.
type TvsQuestion = (Question, Option<ListId>, usize);

/// Walks through the past.
pub(super) struct Walk<'h, 's> {
    history: &'h History,
    /// Those of the history, and those that are described now.
    servers: &'h [TftpServer],
    pub(super) catalogue: Catalogue<'s>,
    sha512: bool,
    /// The TVS of each moment that differ, and where to find them.
    tvs: Vec<Option<Arc<[Tvs]>>>,
    tvs_ids: HashMap<(Option<[u8; 32]>, bool), usize>,
    certificates: tvs::Decoded,
    /// Cached decisions; `None` if TVS decides.
    known: RefCell<HashMap<Question, Option<Takes>>>,
    /// Cached decisions of TVS, by the ITL and by what TVS knew.
    known_by_tvs: RefCell<HashMap<TvsQuestion, Takes>>,
    /// The possible content of a file, by event, server and kind.
    files: HashMap<(usize, usize, Kind), Arc<[Offered]>>,
}

impl<'h, 's> Walk<'h, 's> {
    pub(super) fn new(
        history: &'h History,
        servers: &'h [TftpServer],
        catalogue: Catalogue<'s>,
        sha512: bool,
    ) -> Self {
        Self {
            history,
            servers,
            catalogue,
            sha512,
            tvs: Vec::new(),
            tvs_ids: HashMap::new(),
            certificates: tvs::Decoded::default(),
            known: RefCell::default(),
            known_by_tvs: RefCell::default(),
            files: HashMap::new(),
        }
    }

    /// Walks to the end with the phones of a class that asked one of these servers at each
    /// moment. Phones that hold nothing are not returned.
    pub(super) fn walk(
        &mut self,
        servers: &[usize],
        class: Class,
    ) -> Result<Holding, PopulationError> {
        let history = self.history;
        let mut phones = Holding::new();
        let mut number = 0;
        for (at, event) in history.events.iter().enumerate() {
            match event {
                Event::Release(release) => {
                    let kept = |moment| history.keeps(*release, moment, number);
                    phones.retain(|_, fetches| fetches.keep(&kept));
                }
                Event::Moment(moment) => {
                    number = moment.number;
                    let tvs = self.tvs_of(moment);
                    let mut new = Holding::new();
                    for stood in moment.stood.iter().filter(|one| servers.contains(&one.server)) {
                        for (ctl, itl) in self.offers(at, moment, stood)? {
                            let nothing = (Held::default(), Fetches::never());
                            let all = phones.iter().chain([(&nothing.0, &nothing.1)]);
                            for (held, fetches) in all {
                                let fetch = Fetch { class, held: *held, ctl, itl, tvs };
                                for (then, complete) in self.outcomes(fetch) {
                                    let entry = new.entry(then).or_default();
                                    if complete {
                                        entry.fetched(moment.number);
                                    } else {
                                        entry.add(fetches);
                                    }
                                }
                            }
                        }
                    }
                    new.remove(&Held::default());
                    for (held, fetches) in new {
                        phones.entry(held).or_default().add(&fetches);
                    }
                }
            }
        }
        Ok(phones)
    }

    /// What a server may have offered at a moment: one pair, or several if it is unknown.
    fn offers(
        &mut self,
        at: usize,
        moment: &'h Moment,
        stood: &ServerLists,
    ) -> Result<Vec<(Offered, Offered)>, PopulationError> {
        let ctls = self.files(at, moment, stood, Kind::Ctl)?;
        let itls = self.files(at, moment, stood, Kind::Itl)?;
        let pairs = ctls.iter();
        Ok(pairs.flat_map(|ctl| itls.iter().map(move |itl| (*ctl, *itl))).collect())
    }

    /// The possible content of a file. An unrecorded file was absent or had the server's previous
    /// content; a server that changed its name, address or folder is the same.
    fn files(
        &mut self,
        at: usize,
        moment: &'h Moment,
        stood: &ServerLists,
        kind: Kind,
    ) -> Result<Arc<[Offered]>, PopulationError> {
        let key = (at, stood.server, kind);
        if let Some(known) = self.files.get(&key) {
            return Ok(Arc::clone(known));
        }
        let file = match kind {
            Kind::Ctl => stood.ctl,
            Kind::Itl => stood.itl,
        };
        let mut all = Vec::new();
        match file {
            FileThen::Absent => all.push(Offered::Nothing),
            FileThen::List(hash) => all.push(self.offered(hash, moment.generation)?),
            FileThen::Unknown => {
                all.push(Offered::Nothing);
                for (at, moment, stood) in self.before(at, stood.server) {
                    for offered in self.files(at, moment, stood, kind)?.iter() {
                        if !all.contains(offered) {
                            all.push(*offered);
                        }
                    }
                }
            }
        }
        let all: Arc<[Offered]> = all.into();
        self.files.insert(key, Arc::clone(&all));
        Ok(all)
    }

    /// A server, or one that agrees with it, at the last earlier moment that has it.
    fn before(&self, at: usize, server: usize) -> Vec<(usize, &'h Moment, &'h ServerLists)> {
        let history = self.history;
        let both = |past: usize| Some((self.servers.get(server)?, self.servers.get(past)?));
        let is = |past: usize| {
            past == server || both(past).is_some_and(|(server, past)| server.is(past))
        };
        let agrees = |past: usize| both(past).is_some_and(|(server, past)| server.agrees(past));
        let moments = history.events.iter().enumerate().take(at).rev();
        for (at, event) in moments {
            let Event::Moment(moment) = event else { continue };
            let of = |wanted: &dyn Fn(usize) -> bool| -> Vec<_> {
                let stood = moment.stood.iter().filter(|stood| wanted(stood.server));
                stood.map(|stood| (at, moment, stood)).collect()
            };
            let itself = of(&is);
            let found = if itself.is_empty() { of(&agrees) } else { itself };
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    fn offered(
        &mut self,
        hash: ListHash,
        generation: Option<u32>,
    ) -> Result<Offered, PopulationError> {
        match self.history.lists.get(&hash) {
            Some(examined) if examined.sound => {
                Ok(Offered::List(self.catalogue.enter(hash, *examined, generation)?))
            }
            _ => Ok(Offered::Unsound),
        }
    }

    fn tvs_of(&mut self, moment: &Moment) -> usize {
        let key = (moment.known, moment.tvs_up);
        if let Some(id) = self.tvs_ids.get(&key) {
            return *id;
        }
        let running = if moment.tvs_up { Running::Up } else { Running::Unknown };
        let known = moment.known.and_then(|hash| self.history.known.get(&hash));
        self.tvs.push(known.map(|known| self.certificates.tvs(known, running)));
        let id = self.tvs.len().saturating_sub(1);
        self.tvs_ids.insert(key, id);
        id
    }

    /// Simulates one fetch: the CTL, then the ITL; with both outcomes if no source decides.
    fn outcomes(&self, fetch: Fetch) -> impl Iterator<Item = Outcome> + use<'_, 'h, 's> {
        let after_ctl = self.after(fetch, Kind::Ctl, (fetch.held, true));
        after_ctl.flat_map(move |outcome| self.after(fetch, Kind::Itl, outcome))
    }

    /// What a phone may hold after it asked for one of the lists.
    fn after(
        &self,
        fetch: Fetch,
        kind: Kind,
        (held, complete): Outcome,
    ) -> impl Iterator<Item = Outcome> + use<'h, 's> {
        let (slot, offered) = match kind {
            Kind::Ctl => (held.ctl, fetch.ctl),
            Kind::Itl => (held.itl, fetch.itl),
        };
        let asks = kind == Kind::Ctl || fetch.class.abilities().itl;
        let (taken, kept) = match offered {
            _ if !asks => (None, Some(complete)),
            Offered::Nothing => (None, Some(complete)),
            Offered::Unsound => (None, Some(false)),
            Offered::List(id) if slot == Some(id) => (None, Some(complete)),
            Offered::List(id) => {
                let holds = match kind {
                    Kind::Ctl => Held { ctl: Some(id), ..held },
                    Kind::Itl => Held { itl: Some(id), ..held },
                };
                match self.takes(fetch, held, id) {
                    Takes::Surely => (Some(holds), None),
                    Takes::Perhaps => (Some(holds), Some(false)),
                    Takes::Never => (None, Some(false)),
                }
            }
        };
        let taken = taken.map(|holds| (holds, complete));
        taken.into_iter().chain(kept.map(|complete| (held, complete)))
    }

    /// Whether a phone accepts a list: simulated once for all phones that trust the same signers
    /// by their lists, and if TVS decides, once for all that hold the same ITL.
    fn takes(&self, fetch: Fetch, held: Held, id: ListId) -> Takes {
        let catalogue = &self.catalogue;
        let (Some(offer), Some(signer)) = (catalogue.offer(id), catalogue.signer(id)) else {
            return Takes::Never;
        };
        let trust = |id: Option<ListId>| id.and_then(|id| catalogue.trust(id));
        let (ctl, itl) = (trust(held.ctl), trust(held.itl));
        let was_blank = fetch.held == Held::default();
        let question = Question { class: fetch.class, ctl, itl, signer, was_blank };
        let state = || self.state(fetch.class, held);
        let known = self.known.borrow().get(&question).copied();
        let takes = known.unwrap_or_else(|| {
            let takes = state().takes_without_tvs(offer, was_blank);
            self.known.borrow_mut().insert(question, takes);
            takes
        });
        if let Some(takes) = takes {
            return takes;
        }
        let key = (question, held.itl, fetch.tvs);
        let known = self.known_by_tvs.borrow().get(&key).copied();
        known.unwrap_or_else(|| {
            let mut state = state();
            state.tvs = self.tvs.get(fetch.tvs).cloned().flatten();
            let takes = state.takes(offer, was_blank);
            self.known_by_tvs.borrow_mut().insert(key, takes);
            takes
        })
    }

    /// A phone with these lists, without its TVS.
    pub(super) fn state(&self, class: Class, held: Held) -> State {
        let mut state = State::new(class);
        state.sha512 = self.sha512;
        for id in [held.ctl, held.itl].into_iter().flatten() {
            if let Some(list) = self.catalogue.held(id) {
                state.store(list);
            }
        }
        state
    }
}
