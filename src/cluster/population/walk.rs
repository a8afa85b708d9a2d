//! The phones that may exist: all that are reachable, moment by moment in the order of time
//! (`docs/phone.md`, "The population").

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::catalogue::{Catalogue, ListId};
use super::fetches::Fetches;
use super::{PopulationError, tvs};
use crate::cluster::moments::{Event, FileThen, History, ListHash, Moment, Release, Stood};
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
        let mut last = HashMap::new();
        for event in &history.events {
            match event {
                Event::Release(release) => self.release(*release, &mut phones),
                Event::Moment(moment) => {
                    let tvs = self.tvs_of(moment);
                    let mut new = Holding::new();
                    for stood in moment.stood.iter().filter(|one| servers.contains(&one.server)) {
                        for (ctl, itl) in self.offers(stood, moment.generation, &mut last)? {
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

    /// What a server may have offered: one pair, or several where no source says.
    fn offers(
        &mut self,
        stood: &Stood,
        generation: Option<u32>,
        last: &mut HashMap<(usize, Kind), Offered>,
    ) -> Result<Vec<(Offered, Offered)>, PopulationError> {
        let mut both = Vec::new();
        for (kind, file) in [(Kind::Ctl, stood.ctl), (Kind::Itl, stood.itl)] {
            let known = match file {
                FileThen::Unknown => None,
                FileThen::Absent => Some(Offered::Nothing),
                FileThen::List(hash) => Some(self.offered(hash, generation)?),
            };
            let key = (stood.server, kind);
            both.push(match known {
                Some(known) => {
                    last.insert(key, known);
                    vec![known]
                }
                None => match last.get(&key) {
                    Some(last) if *last != Offered::Nothing => vec![Offered::Nothing, *last],
                    _ => vec![Offered::Nothing],
                },
            });
        }
        let (ctls, itls) = (both.first().cloned(), both.get(1).cloned());
        let itls = itls.unwrap_or_default();
        let pairs = ctls.unwrap_or_default().into_iter();
        Ok(pairs.flat_map(|ctl| itls.clone().into_iter().map(move |itl| (ctl, itl))).collect())
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
                    let taken = match kind {
                        Kind::Ctl => Held { ctl: Some(id), ..held },
                        Kind::Itl => Held { itl: Some(id), ..held },
                    };
                    next.push((taken, complete));
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

    /// Keeps the phones whose last complete fetch may have been at a moment that is not
    /// released.
    fn release(&self, release: Release, phones: &mut Holding) {
        let kept = |moment| self.history.keeps(release, moment);
        phones.retain(|_, fetches| fetches.keep(&kept));
    }
}
