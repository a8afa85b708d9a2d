//! A cluster, its lists and its phones at some point of a sequence, and the effect of a command on
//! them.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use crate::cluster::Mode;
use crate::cluster::command::{Command, CtlChange, Publication};
use crate::cluster::content::compare::Difference;
use crate::cluster::content::draft::{Draft, Drafter};
use crate::cluster::content::present::Present;
use crate::cluster::content::published::Published;
use crate::cluster::files::Scope;
use crate::cluster::lists::{ListName, Lists, Unexplained};
use crate::cluster::manifest::Cluster;
use crate::cluster::moments::ServerKind;
use crate::cluster::population::judge::{Case, Offered, Scene, judge};
use crate::cluster::population::services::Services;
use crate::cluster::population::{Holding, Phones, Population, tvs};
use crate::list::{Kind, ParseError, Unsigned};
use crate::phone::{Offer, Running, State};

/// A list that is published, or that an earlier step would have published.
#[derive(Clone, Debug)]
enum ListBytes {
    Signed(Rc<Vec<u8>>),
    Unsigned(Rc<Unsigned>),
}

/// The state of a cluster at some point of a sequence.
#[derive(Clone, Debug)]
pub struct Position {
    pub(super) cluster: Rc<Cluster>,
    pub(super) mode: Mode,
    lists: BTreeMap<ListName, ListBytes>,
    release: String,
    /// The generation of the lists, if they are published and not only planned.
    generation: Option<u32>,
    unexplained: Unexplained,
    pub(super) scene: Scene,
    pub(super) population: Population,
}

/// The effect of a command.
pub(super) enum Effect {
    /// Every phone accepts it; this is the position afterwards.
    Safe(Box<Position>),
    /// It publishes nothing.
    Nothing,
    /// Some phones refuse it; these are the first.
    Refused(Box<Refused>),
    /// A rule forbids it.
    Forbidden,
}

/// Phones that refuse a list or lose a service.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Refused {
    /// One of them.
    pub phones: Phones,
    /// Their server's host.
    pub host: String,
    /// How they react.
    pub case: Case,
}

impl Position {
    /// A cluster with these lists, published when `cluster.toml` named this release, and these
    /// phones. `scene` is what its servers offer.
    #[must_use]
    pub fn new(
        cluster: Rc<Cluster>,
        mode: Mode,
        lists: &Lists,
        release: &str,
        unexplained: Unexplained,
        scene: Scene,
        population: Population,
    ) -> Self {
        let lists = lists.iter();
        let lists = lists.map(|(name, bytes)| (name, ListBytes::Signed(Rc::new(bytes.to_vec()))));
        let (lists, release) = (lists.collect(), release.to_owned());
        Self { cluster, mode, lists, release, generation: None, unexplained, scene, population }
    }

    /// The same with the lists of a generation.
    #[must_use]
    pub(in crate::cluster) fn of_generation(self, number: Option<u32>) -> Self {
        Self { generation: number, ..self }
    }

    /// The same with other servers: phones ask those that agree with theirs, or otherwise every
    /// node with TFTP; a server offers what the same server offers here, or otherwise what it
    /// offers there.
    #[must_use]
    pub(super) fn at_servers(&self, other: &Self) -> Self {
        let servers = &other.population.servers;
        let here = &self.population.servers;
        let agreeing = |index: usize| -> Vec<usize> {
            let Some(old) = here.get(index) else { return Vec::new() };
            let all = servers.iter().enumerate();
            let same = all.clone().find(|(_, new)| new.identity == old.identity);
            if let Some((index, _)) = same {
                return vec![index];
            }
            let agree = all.clone().filter(|(_, new)| new.identity.agrees(&old.identity));
            let agree: Vec<usize> = agree.map(|(index, _)| index).collect();
            if !agree.is_empty() {
                return agree;
            }
            let nodes = all.filter(|(_, new)| new.identity.kind == Some(ServerKind::Node));
            nodes.map(|(index, _)| index).collect()
        };
        let blank = |phones: &&Phones| phones.holding == Holding::Nothing;
        let held = self.population.phones.iter().filter(|phones| !blank(phones));
        let phones = held.flat_map(|phones| {
            let class = phones.state.class();
            let there = agreeing(phones.server).into_iter();
            let uses = move |index: &usize| {
                servers.get(*index).is_some_and(|server| server.classes.contains(&class))
            };
            there.filter(uses).map(|server| Phones { server, ..phones.clone() })
        });
        let offered = servers.iter().zip(&other.scene.offered).map(|(new, now)| {
            let same = here.iter().position(|old| old.identity == new.identity);
            let offered = same.and_then(|index| self.scene.offered.get(index));
            offered.unwrap_or(now).clone()
        });
        let scene = Scene { offered: offered.collect(), mode: self.mode };
        let blank = other.population.phones.iter().filter(blank).cloned();
        let phones = blank.chain(phones).collect();
        let population = Population { servers: servers.clone(), phones };
        Self { scene, population, ..self.clone() }
    }

    /// The generations that phones may hold here.
    #[must_use]
    pub fn generations(&self) -> Vec<u32> {
        self.population.generations()
    }

    /// Whether a CTL is published.
    pub(super) fn has_ctl(&self) -> bool {
        self.lists.contains_key(&ListName::Ctl)
    }

    /// The same with another description of the cluster. Its servers are the same.
    pub(super) fn with(&self, cluster: Rc<Cluster>) -> Self {
        Self { cluster, ..self.clone() }
    }

    /// Whether the lists are those of the cluster as it is described, whoever signed them.
    ///
    /// # Errors
    /// [`ParseError`] if a list is damaged.
    pub fn is_as_published(&self) -> Result<bool, ParseError> {
        let command = if self.has_ctl() { Command::Update } else { Command::ItlUpdate };
        self.drafting(|drafter| {
            let Ok(publication) = command.publication(drafter, self.mode, true) else {
                return false;
            };
            let ctl = match &publication.ctl {
                CtlChange::New(draft) => Some(draft.as_ref()),
                _ => None,
            };
            let mut changes = ctl.into_iter().chain(&publication.itls).flat_map(|one| &one.changes);
            changes.all(|change| change.difference == Difference::Kept)
        })
    }

    /// Calls `draft` with what is published here.
    pub(super) fn drafting<T>(
        &self,
        draft: impl FnOnce(&Drafter<'_>) -> T,
    ) -> Result<T, ParseError> {
        let mut lists = Vec::new();
        for (name, bytes) in &self.lists {
            let present = match bytes {
                ListBytes::Signed(bytes) => Present::read(bytes)?,
                ListBytes::Unsigned(unsigned) => Present::of_unsigned(unsigned)?,
            };
            lists.push((name.clone(), present));
        }
        let published = Published::assembled(lists, &self.release, self.unexplained.clone());
        Ok(draft(&Drafter {
            cluster: &self.cluster,
            published: Some(&published).filter(|_| !self.lists.is_empty()),
            earlier: &|_| false,
            timestamp: 0,
            // A plan assumes that tokens are available.
            inserted: &|_| true,
            token: None,
            drop_unexplained: false,
        }))
    }

    /// Runs a command; afterwards all phones are reset, and have what it published.
    pub(super) fn run(
        &self,
        command: &Command<'_>,
        running: Running,
    ) -> Result<Effect, ParseError> {
        let publication =
            self.drafting(|drafter| command.publication(drafter, self.mode, false))?;
        let Ok(publication) = publication else { return Ok(Effect::Forbidden) };
        let Some(next) = self.published(&publication)? else { return Ok(Effect::Nothing) };
        Ok(self.follow(next, running))
    }

    /// All phones are reset and have what is published now; or they already have it, and did not
    /// ask for what the servers have instead.
    pub(super) fn wait(&self, running: Running) -> Effect {
        let mut effect = self.follow(self.clone(), running);
        if let (Effect::Safe(next), Some(number)) = (&mut effect, self.generation) {
            let phones = self.population.phones.iter();
            let have = phones.filter(|phones| phones.holding.has(number)).cloned();
            next.population.phones.extend(have);
        }
        effect
    }

    fn follow(&self, mut next: Self, running: Running) -> Effect {
        let services = Services::of(&next.cluster);
        let tvs = tvs::of_cluster(&next.cluster, running);
        let cases = judge(&self.population, &services, &self.scene, &next.scene, &tvs);
        if let Some(case) = cases.iter().find(|case| !case.is_safe()) {
            let Some(refused) = self.refused(case) else { return Effect::Forbidden };
            return Effect::Refused(Box::new(refused));
        }
        next.population = self.population.after(&cases);
        Effect::Safe(Box::new(next))
    }

    pub(super) fn refused(&self, case: &Case) -> Option<Refused> {
        let phones = self.population.phones.get(case.phones)?.clone();
        let host = self.population.servers.get(phones.server)?.host.clone();
        Some(Refused { phones, host, case: case.clone() })
    }

    /// The position after a command has published, if anything changes.
    fn published(&self, publication: &Publication) -> Result<Option<Self>, ParseError> {
        let mut next = Self { generation: None, ..self.clone() };
        next.mode = publication.mode;
        next.scene.mode = publication.mode;
        next.release = self.cluster.release.to_string();
        let mut changed = self.mode != publication.mode;
        let mut drafts: Vec<&Draft> = Vec::new();
        match &publication.ctl {
            CtlChange::Keep => {}
            CtlChange::New(draft) => drafts.push(draft),
            CtlChange::Again { bytes, .. } => {
                changed = true;
                next.lists.insert(ListName::Ctl, ListBytes::Signed(Rc::new(bytes.clone())));
            }
            CtlChange::Delete => {
                changed |= next.lists.remove(&ListName::Ctl).is_some();
            }
        }
        drafts.extend(publication.itls.iter().filter(|draft| !draft.reasons.is_empty()));
        next.unexplained = publication.unexplained(&self.unexplained, &drafts);
        for draft in drafts {
            changed = true;
            let unsigned = Rc::new(draft.unsigned.clone());
            next.lists.insert(draft.name.clone(), ListBytes::Unsigned(unsigned));
        }
        let servers = self.population.servers.iter().zip(&mut next.scene.offered);
        for (server, offered) in servers {
            let itl = ListName::Itl(server.host.clone());
            if let Some(bytes) = next.lists.get(&itl).filter(|_| publication.scope != Scope::NoCtl)
            {
                changed |= replace(&mut offered.itl, bytes)?;
            }
            match next.lists.get(&ListName::Ctl) {
                Some(bytes) if publication.scope == Scope::All || offered.ctl.is_none() => {
                    changed |= replace(&mut offered.ctl, bytes)?;
                }
                None if publication.scope == Scope::NoCtl => {
                    changed |= offered.ctl.take().is_some();
                }
                _ => {}
            }
        }
        Ok(changed.then_some(next))
    }

    /// The phones after they have moved to another cluster and asked each of its servers.
    pub(super) fn moved_to(&self, other: &Self, running: Running) -> Effect {
        let mut moved = other.clone();
        moved.population.phones = self
            .population
            .phones
            .iter()
            .flat_map(|phones| {
                let class = phones.state.class();
                let servers = other.population.servers.iter().enumerate();
                let using = servers.filter(move |(_, server)| server.classes.contains(&class));
                using.map(|(server, _)| Phones { server, ..phones.clone() })
            })
            .collect();
        let services = Services::of(&other.cluster);
        let tvs = tvs::of_cluster(&other.cluster, running);
        let cases = judge(&moved.population, &services, &other.scene, &other.scene, &tvs);
        // Whatever phones had before, they must get all services there.
        let fails = |case: &&Case| !case.is_safe() || !case.lacking.is_empty();
        if let Some(case) = cases.iter().find(fails) {
            let Some(refused) = moved.refused(case) else { return Effect::Forbidden };
            return Effect::Refused(Box::new(refused));
        }
        moved.population = moved.population.after(&cases);
        Effect::Safe(Box::new(moved))
    }
}

/// Replaces an offered list; returns whether they differ.
fn replace(offered: &mut Option<Offer>, bytes: &ListBytes) -> Result<bool, ParseError> {
    let new = match bytes {
        ListBytes::Signed(bytes) => Offer::read(bytes)?.checked(),
        ListBytes::Unsigned(unsigned) => Offer::from_unsigned(unsigned)?,
    };
    let same = offered.as_ref().is_some_and(|old| old.list().is_same(new.list()));
    if !same {
        *offered = Some(new);
    }
    Ok(!same)
}

impl Population {
    /// The phones after these reactions; phones that hold nothing are kept.
    #[must_use]
    fn after(&self, cases: &[Case]) -> Self {
        let mut phones: Vec<Phones> = Vec::new();
        let same = |a: &State, b: &State| {
            let lists = |kind| match (a.stored(kind), b.stored(kind)) {
                (Some(a), Some(b)) => Arc::ptr_eq(a, b) || a.is_same(b),
                (None, None) => true,
                _ => false,
            };
            a.class() == b.class() && lists(Kind::Ctl) && lists(Kind::Itl)
        };
        for case in cases {
            let Some(before) = self.phones.get(case.phones) else { continue };
            let known = phones
                .iter()
                .any(|one| one.server == before.server && same(&one.state, &case.after));
            if !known {
                let (server, state) = (before.server, case.after.clone());
                phones.push(Phones { server, state, holding: Holding::Planned });
            }
        }
        let blank = self.phones.iter().filter(|phones| phones.holding == Holding::Nothing);
        phones.extend(blank.cloned());
        Self { servers: self.servers.clone(), phones }
    }
}

/// Servers that offer no list yet.
pub(super) fn nothing_offered(servers: usize, mode: Mode) -> Scene {
    Scene { offered: vec![Offered::default(); servers], mode }
}
