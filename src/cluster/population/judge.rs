//! What a publication does to the phones that may exist. New offers are judged strictly: a case
//! that no source decides counts as a refusal.

use std::collections::HashSet;
use std::sync::Arc;

use super::services::Services;
use super::{Phones, Population};
use crate::cluster::Mode;
use crate::list::Kind;
use crate::phone::{Boot, Class, List, Offer, Outcome, ServerCheck, State, Tvs, Verdict};

/// What a server offers.
#[derive(Clone, Debug, Default)]
pub struct Offered {
    /// Its CTL.
    pub ctl: Option<Offer>,
    /// Its ITL.
    pub itl: Option<Offer>,
}

impl Offered {
    /// The lists in the order in which phones ask for them.
    #[must_use]
    pub fn offers(&self) -> Vec<Offer> {
        self.ctl.iter().chain(&self.itl).cloned().collect()
    }
}

/// What is offered at all servers, in the order of [`Population::servers`], and the mode.
#[derive(Clone, Debug)]
pub struct Scene {
    /// What each server offers.
    pub offered: Vec<Offered>,
    /// The cluster's mode.
    pub mode: Mode,
}

/// How some phones react.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Case {
    /// The phones, by their index in [`Population::phones`].
    pub phones: usize,
    /// Their reaction to each list, in the order in which they ask for them. Phones with the same
    /// reaction share it.
    pub verdicts: Arc<[Verdict]>,
    /// What they hold afterwards.
    pub after: State,
    /// The services that they lose.
    pub lost: Vec<ServerCheck>,
    /// The services that they do not have afterwards, lost or never had.
    pub lacking: Vec<ServerCheck>,
}

impl Case {
    /// Whether a list is refused.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.verdicts.iter().any(|verdict| verdict.outcome.is_refused())
    }

    /// Whether the publication is safe for these phones: they accept what is offered and lose no
    /// service.
    #[must_use]
    pub fn is_safe(&self) -> bool {
        !self.is_refused() && self.lost.is_empty()
    }

    /// Whether a refusal leaves these phones without their servers.
    #[must_use]
    pub fn is_lockout(&self) -> bool {
        self.verdicts.iter().any(|verdict| verdict.outcome.is_lockout())
    }
}

/// Simulates all phones: each asks its server for the CTL, then for the ITL. `tvs` are those
/// of the nodes.
#[must_use]
pub fn judge(
    population: &Population,
    services: &Services,
    before: &Scene,
    after: &Scene,
    tvs: &Arc<[Tvs]>,
) -> Vec<Case> {
    let mut shared: Arc<[Verdict]> = Arc::default();
    let case = |(index, phones): (usize, &Phones)| {
        let start = |scene: &Scene| -> Boot {
            let mut state = phones.state.clone();
            state.tvs = Some(Arc::clone(tvs));
            let offers = scene.offered.get(phones.server).map(Offered::offers);
            let servers = services.at(phones.server, scene.mode);
            state.boot(&offers.unwrap_or_default(), &servers)
        };
        let boot = start(after);
        let mut lacking = services.lacking(&boot.after, phones.server, after.mode);
        let mut lost = Vec::new();
        if !lacking.is_empty() {
            let mut state = phones.state.clone();
            state.tvs = Some(Arc::clone(tvs));
            let offers = before.offered.get(phones.server).map(Offered::offers);
            let had = state.may_become(&offers.unwrap_or_default());
            let lacked = |one: &ServerCheck| {
                had.iter().all(|state| {
                    let lacking = services.lacking(state, phones.server, before.mode);
                    lacking.iter().any(|other| other.server == one.server)
                })
            };
            (lacking, lost) = lacking.into_iter().partition(lacked);
        }
        if *shared != boot.verdicts[..] {
            shared = boot.verdicts.into();
        }
        let verdicts = Arc::clone(&shared);
        Case { phones: index, verdicts, after: boot.after, lost, lacking }
    };
    population.phones.iter().enumerate().map(case).collect()
}

/// Phones that would refuse the ITL of another server if their own failed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Failover {
    /// Their class.
    pub class: Class,
    /// Their own server's host.
    pub host: String,
    /// The other server's host.
    pub other: String,
}

/// For phones that accepted everything: each refusal that would follow if their server failed,
/// once.
#[must_use]
pub fn failover(population: &Population, cases: &[Case], scene: &Scene) -> Vec<Failover> {
    type Seen = (Class, usize, Option<*const List>, Option<*const List>);
    let mut seen: HashSet<Seen> = HashSet::new();
    let mut all = Vec::new();
    for case in cases.iter().filter(|case| !case.is_refused()) {
        let Some(phones) = population.phones.get(case.phones) else { continue };
        let class = case.after.class();
        let held = |kind| case.after.stored(kind).map(Arc::as_ptr);
        if !seen.insert((class, phones.server, held(Kind::Ctl), held(Kind::Itl))) {
            continue;
        }
        for (index, (server, offered)) in population.servers.iter().zip(&scene.offered).enumerate()
        {
            let Some(itl) = offered.itl.as_ref().filter(|_| index != phones.server) else {
                continue;
            };
            if !server.classes.contains(&class) {
                continue;
            }
            let there = case.after.boot(std::slice::from_ref(itl), &crate::phone::Servers::Shown);
            let refuses = |verdict: &Verdict| matches!(verdict.outcome, Outcome::Refused { .. });
            let Some(own) = population.servers.get(phones.server) else { continue };
            if there.verdicts.iter().any(refuses) {
                let (host, other) = (own.host.clone(), server.host.clone());
                all.push(Failover { class, host, other });
            }
        }
    }
    all.dedup();
    all
}
