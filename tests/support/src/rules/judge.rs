//! Whether a publication is safe: every phone accepts what its server will offer, or already has
//! it, and loses no service because of it.

use std::collections::BTreeSet;

use super::list::Certificate;
use super::outcome::{Outcome, Strictness};
use super::phone::{Circumstances, Offer, Start};
use super::population::PossiblePhone;
use super::services::{Cluster, Mode, Service};
use super::tvs::Tvs;

/// The planned effect of a command.
#[derive(Clone, Debug)]
pub struct Command {
    /// The mode before it.
    pub before: Mode,
    /// The mode after it.
    pub after: Mode,
    /// The machines of cluster.toml.
    pub cluster: Cluster,
    /// The present servers, in the order of the population.
    pub servers: Vec<Served>,
    /// The present TVS, and what the user stated about it.
    pub tvs: Vec<Tvs>,
    /// Whether every `sbd` and `cti` phone is known to verify SHA-512.
    pub sha512: bool,
}

/// One present server.
#[derive(Clone, Debug)]
pub struct Served {
    /// Its certificate in cluster.toml.
    pub own: Option<Certificate>,
    /// What it offers now.
    pub now: Offer,
    /// What it will offer.
    pub then: Offer,
}

/// The verdict on one phone.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The phone before the command.
    pub possible: PossiblePhone,
    /// What it does with the CTL.
    pub ctl: Outcome,
    /// What it does with the ITL.
    pub itl: Outcome,
    /// Services that it is missing after the command, and would have after one start with what its
    /// server offers now.
    pub lost: BTreeSet<Service>,
    /// Services that it is missing after the command, and would be missing anyway.
    pub missing: BTreeSet<Service>,
}

/// The verdicts on all phones.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// One for each phone of the population.
    pub verdicts: Vec<Verdict>,
}

impl Verdict {
    /// Whether it refuses a list.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.ctl.is_refused() || self.itl.is_refused()
    }

    /// Whether it refuses a list, and is missing a service.
    #[must_use]
    pub fn is_locked_out(&self) -> bool {
        self.is_refused() && !(self.lost.is_empty() && self.missing.is_empty())
    }

    /// Whether it prevents the command.
    #[must_use]
    pub fn stops(&self) -> bool {
        self.is_refused() || !self.lost.is_empty()
    }
}

impl Judgement {
    /// Whether the command is safe.
    #[must_use]
    pub fn is_safe(&self) -> bool {
        !self.verdicts.iter().any(Verdict::stops)
    }
}

/// Judges a command against the phones that may exist.
// Reading: "what its server will offer" includes the files that the command leaves unchanged.
#[must_use]
pub fn judge(population: &[PossiblePhone], command: &Command) -> Judgement {
    let around = Circumstances { tvs: &command.tvs, sha512: command.sha512 };
    let verdict = |possible: &PossiblePhone| {
        let served = &command.servers[possible.server];
        let services = |start: &Start, mode| {
            command.cluster.services_with(&start.phone, served.own.as_ref(), mode, around)
        };
        let mut after = possible.phone.starts(&served.then, around, Strictness::Strict);
        let after = after.swap_remove(0);
        let needed = command.cluster.services_of(possible.phone.class);
        let has = services(&after, command.after);
        let without: BTreeSet<Service> = needed.difference(&has).cloned().collect();
        // One start with what is offered now, in the previous mode.
        // Reading: only what will be offered is judged strictly, so if the outcome of that start is
        // unknown, one outcome that leaves the phone the service is enough.
        let mut left = BTreeSet::new();
        if !without.is_empty() {
            for start in possible.phone.starts(&served.now, around, Strictness::BothWays) {
                left.extend(services(&start, command.before));
            }
        }
        let (lost, missing) = without.into_iter().partition(|service| left.contains(service));
        let possible = possible.clone();
        Verdict { possible, ctl: after.ctl, itl: after.itl, lost, missing }
    };
    Judgement { verdicts: population.iter().map(verdict).collect() }
}
