//! The phones that may exist: all that are reachable, moment by moment in the order of time
//! (`docs/phone.md`, "The population").

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::catalogue::{Catalogue, ListId};
use super::fetches::Fetches;
use super::{PopulationError, tvs};
use crate::cluster::moments::{Event, FileThen, History, ListHash, Moment, Stood};
use crate::list::Kind;
use crate::phone::{Class, Running, State, Takes, Tvs};

/// What a phone holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Held {
    pub(super) ctl: Option<ListId>,
    pub(super) itl: Option<ListId>,
}

/// What a server offered: nothing, a list that no phone takes, or a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Offered {
    Nothing,
    Unsound,
    List(ListId),
}

/// The phones of a class that asked a server, by what they hold.
pub(super) type Holding = BTreeMap<Held, Fetches>;

/// What a phone may hold after it asked, and whether it then has all that was offered.
type Outcomes = Arc<[(Held, bool)]>;

/// What decides the outcomes of one fetch.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Fetch {
    class: Class,
    held: Held,
    ctl: Offered,
    itl: Offered,
    tvs: usize,
}

/// Walks through the past.
pub(super) struct Walk<'h, 's> {
    history: &'h History,
    pub(super) catalogue: Catalogue<'s>,
    sha512: bool,
    /// The TVS of each moment that differ, and where to find them.
    tvs: Vec<Option<Arc<[Tvs]>>>,
    tvs_ids: HashMap<(Option<[u8; 32]>, bool), usize>,
    /// Each fetch is simulated once.
    known: HashMap<Fetch, Outcomes>,
    /// What a file may have been, by event, server and kind.
    files: HashMap<(usize, usize, Kind), Arc<[Offered]>>,
}

impl<'h, 's> Walk<'h, 's> {
    pub(super) fn new(history: &'h History, catalogue: Catalogue<'s>, sha512: bool) -> Self {
        Self {
            history,
            catalogue,
            sha512,
            tvs: Vec::new(),
            tvs_ids: HashMap::new(),
            known: HashMap::new(),
            files: HashMap::new(),
        }
    }

    /// Walks to the end with the phones of a class that asked one of these servers at each
    /// moment. Phones that hold nothing are not among those that are returned.
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
                                for (then, complete) in self.outcomes(fetch).iter() {
                                    let entry = new.entry(*then).or_default();
                                    if *complete {
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

    /// What a server may have offered at a moment: one pair, or several where no source says.
    fn offers(
        &mut self,
        at: usize,
        moment: &'h Moment,
        stood: &Stood,
    ) -> Result<Vec<(Offered, Offered)>, PopulationError> {
        let ctls = self.files(at, moment, stood, Kind::Ctl)?;
        let itls = self.files(at, moment, stood, Kind::Itl)?;
        let pairs = ctls.iter();
        Ok(pairs.flat_map(|ctl| itls.iter().map(move |itl| (*ctl, *itl))).collect())
    }

    /// What a file may have been. One that nobody recorded was absent, or was what the server
    /// had before; a server under another name, address or folder is the same.
    fn files(
        &mut self,
        at: usize,
        moment: &'h Moment,
        stood: &Stood,
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

    /// A server at the last moment before that had it, or one that agrees with it.
    fn before(&self, at: usize, server: usize) -> Vec<(usize, &'h Moment, &'h Stood)> {
        let history = self.history;
        let both = |past: usize| Some((history.servers.get(server)?, history.servers.get(past)?));
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
        let running = if moment.tvs_up { Running::Up } else { Running::Untold };
        let known = moment.known.and_then(|hash| self.history.known.get(&hash));
        self.tvs.push(known.map(|known| tvs::of_known(known, running)));
        let id = self.tvs.len().saturating_sub(1);
        self.tvs_ids.insert(key, id);
        id
    }

    /// Simulates one fetch: the CTL, then the ITL; both ways where no source decides.
    fn outcomes(&mut self, fetch: Fetch) -> Outcomes {
        if let Some(known) = self.known.get(&fetch) {
            return Arc::clone(known);
        }
        let mut all = vec![(fetch.held, true)];
        for (kind, offered) in [(Kind::Ctl, fetch.ctl), (Kind::Itl, fetch.itl)] {
            if kind == Kind::Itl && !fetch.class.abilities().itl {
                continue;
            }
            let mut next = Vec::new();
            for (held, complete) in all {
                let slot = if kind == Kind::Ctl { held.ctl } else { held.itl };
                let id = match offered {
                    Offered::Nothing => {
                        next.push((held, complete));
                        continue;
                    }
                    Offered::Unsound => {
                        next.push((held, false));
                        continue;
                    }
                    Offered::List(id) => id,
                };
                if slot == Some(id) {
                    next.push((held, complete));
                    continue;
                }
                let takes = self.takes(&fetch, held, id);
                if takes != Takes::Never {
                    let holds = match kind {
                        Kind::Ctl => Held { ctl: Some(id), ..held },
                        Kind::Itl => Held { itl: Some(id), ..held },
                    };
                    next.push((holds, complete));
                }
                if takes != Takes::Surely {
                    next.push((held, false));
                }
            }
            all = next;
        }
        let outcomes: Outcomes = all.into();
        self.known.insert(fetch, Arc::clone(&outcomes));
        outcomes
    }

    fn takes(&self, fetch: &Fetch, held: Held, id: ListId) -> Takes {
        let Some(offer) = self.catalogue.offer(id) else { return Takes::Never };
        let mut state = self.state(fetch.class, held);
        state.tvs = self.tvs.get(fetch.tvs).cloned().flatten();
        state.takes(offer, fetch.held == Held::default())
    }

    /// A phone that holds this, without its TVS.
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
