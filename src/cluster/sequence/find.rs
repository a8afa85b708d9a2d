//! The order of steps for changes that are still to come.

use std::collections::BTreeMap;

use super::Footing;
use super::model::Model;
use super::play::{Crowd, Held, Phones, Published, Refused};
use super::rescue::{Candidate, shortest};
use super::steps::{Change, Command, Step};
use crate::error::described;
use crate::phone::{Class, Holder, Running, StoredError};

/// The most changes of one plan: each once.
pub const MAX_CHANGES: usize = Change::ALL.len();

described! {
    /// Why there is nothing to plan.
    pub enum PlanError {
        /// The cluster has no such certificate.
        NoSuch {
            /// Which.
            what: &'static str,
            /// Why, in words.
            reason: String,
        } = "E-PLAN-NONE", Usage,
            "{what} cannot change: {reason}",
            "name only what this cluster has; `ctl status` shows its certificates";
        also
        /// What phones are said to hold cannot be.
        Stored(StoredError);
    }
}

/// An order of steps that ends with every phone having what is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sequence {
    /// What to do.
    pub steps: Vec<Step>,
    /// Whether it needs TVS.
    pub footing: Footing,
    /// Whether the changes may come in any order, each with its own steps, as long as
    /// those are finished before the next.
    pub any_order: bool,
}

/// Where no sequence is known: what would happen.
#[derive(Clone, Debug)]
pub struct Stuck {
    /// The change after which phones refuse.
    pub change: Change,
    /// The command whose list they refuse.
    pub command: Command,
    /// Who refuses, and why; `None` where the command cannot sign at all.
    pub refused: Option<Box<Refused>>,
}

/// The cluster and its phones at some point.
#[derive(Clone)]
struct World {
    model: Model,
    crowd: Crowd,
    running: Running,
}

/// How a set of changes was made.
struct Way {
    steps: Vec<Step>,
    world: World,
}

/// The shortest sequence that makes all of these changes, one at a time, with the
/// commands between; a proven one before any attempt. Each change is made once,
/// whatever their order; `held` names what phones hold per generation and TFTP node, and
/// `shown` what the nodes show now.
///
/// # Errors
/// [`PlanError`], where the cluster has no such certificate.
pub fn find(
    model: &Model,
    held: &[Held],
    shown: &[Published],
    changes: &[Change],
    classes: &[Class],
    sha512: bool,
) -> Result<Result<Sequence, Stuck>, PlanError> {
    let mut changes = changes.to_vec();
    changes.sort_unstable();
    changes.dedup();
    for change in &changes {
        possible(model, *change)?;
    }
    let tvs = model.tvs();
    let phones = Phones { classes, sha512, tvs: &tvs };
    for (running, footing) in [(Running::Down, Footing::Proven), (Running::Up, Footing::Attempt)] {
        let crowd = Crowd::new(held, shown, &phones, running)?;
        let world = World { model: model.clone(), crowd, running };
        if let Some((steps, any_order)) = ordered(world, &changes) {
            return Ok(Ok(Sequence { steps, footing, any_order }));
        }
    }
    let crowd = Crowd::new(held, shown, &phones, Running::Down)?;
    let world = World { model: model.clone(), crowd, running: Running::Down };
    Ok(Err(stuck(&world, &changes)))
}

/// Refuses a change of what the cluster does not have.
fn possible(model: &Model, change: Change) -> Result<(), PlanError> {
    use crate::cluster::release::Signing;
    let what = change.name();
    let none = |reason: String| Err(PlanError::NoSuch { what, reason });
    let release = &model.release;
    let recovery = release.itl().is_some_and(|row| row.recovery);
    match change {
        Change::ItlRecovery if !recovery => {
            none(format!("release {release} has no ITLRecovery certificate; it begins with 10.0"))
        }
        Change::Tvs if release.itl().is_none() => {
            none(format!("release {release} has no TVS; it begins with 8.0"))
        }
        Change::Token if model.signing == Signing::Tokenless => {
            none("no token signs the lists of this cluster".to_owned())
        }
        Change::Token if model.tokens.is_empty() => none("cluster.toml names no token".to_owned()),
        Change::ItlRecovery if model.itlrecovery.is_none() => {
            none("cluster.toml names no ITLRecovery certificate".to_owned())
        }
        Change::Capf if model.capf.is_none() => {
            none("cluster.toml names no CAPF certificate".to_owned())
        }
        Change::Tvs if model.nodes.iter().all(|node| node.tvs.is_none()) => {
            none("cluster.toml names no TVS certificate".to_owned())
        }
        Change::CallManager if model.nodes.iter().all(|node| node.callmanager.is_none()) => {
            none("cluster.toml names no CallManager certificate".to_owned())
        }
        _ => Ok(()),
    }
}

/// The shortest order, and whether every order is as short. A set of changes leads to
/// the same lists whatever its order, so that sets are enough to look at. A migration
/// comes last: afterwards phones are elsewhere.
fn ordered(start: World, changes: &[Change]) -> Option<(Vec<Step>, bool)> {
    let start = Way { steps: Vec::new(), world: start };
    let mut sets: BTreeMap<Vec<Change>, Way> = BTreeMap::from([(Vec::new(), start)]);
    let mut costs: BTreeMap<Change, usize> = BTreeMap::new();
    let mut any_order = true;
    for _ in changes {
        let mut next: BTreeMap<Vec<Change>, Way> = BTreeMap::new();
        for (made, way) in &sets {
            for change in changes.iter().filter(|change| !made.contains(change)) {
                let last = made.len().saturating_add(1) == changes.len();
                if *change == Change::Migration && !last {
                    continue;
                }
                let Some((steps, world)) = way.world.make(*change) else {
                    any_order = false;
                    continue;
                };
                let cost = *costs.entry(*change).or_insert(steps.len());
                any_order &= cost == steps.len();
                let mut set = made.clone();
                set.push(*change);
                set.sort_unstable();
                let steps: Vec<_> = way.steps.iter().copied().chain(steps).collect();
                match next.get(&set) {
                    Some(known) if known.steps.len() < steps.len() => {}
                    // The order of `Change::ALL`, where any will do.
                    Some(known) if known.steps.len() == steps.len() && known.steps <= steps => {}
                    _ => {
                        next.insert(set, Way { steps, world });
                    }
                }
            }
        }
        sets = next;
    }
    let way = sets.into_values().next()?;
    Some((way.steps, any_order))
}

impl World {
    /// The steps of one change, the shortest way.
    fn make(&self, change: Change) -> Option<(Vec<Step>, Self)> {
        let Some(usual) = self.model.usual_command() else {
            let world = Self { model: self.model.renewed(change), ..self.clone() };
            return Some((vec![Step::Renew(change)], world));
        };
        match change {
            Change::Token => self.replace_token(),
            Change::Migration => self.migrate(usual),
            Change::Tvs | Change::Capf => self.renew(change, usual),
            Change::CallManager | Change::ItlRecovery => {
                let renewed = self.renew(change, usual);
                // TVS need not be asked where phones can be told beforehand.
                let down = self.running == Running::Down;
                renewed.or_else(|| down.then(|| self.import(change, usual)).flatten())
            }
        }
    }

    /// Made anew first, then the commands that get phones to the usual signer again.
    fn renew(&self, change: Change, usual: Command) -> Option<(Vec<Step>, Self)> {
        let world = self.with(self.model.renewed(change));
        let (commands, crowd) = {
            let now = world.crowd.shown();
            let candidates: Vec<_> = Command::SIGNING
                .into_iter()
                .filter_map(|command| {
                    let published = world.model.publishes(command, now)?;
                    Some(Candidate { command: command.typed().to_owned(), published })
                })
                .collect();
            let (way, crowd) = shortest(&world.crowd, &candidates, usual.typed())?;
            let typed = |name: &str| Command::SIGNING.into_iter().find(|c| c.typed() == name);
            (way.into_iter().filter_map(typed).collect::<Vec<_>>(), crowd)
        };
        let mut steps = vec![Step::Renew(change)];
        steps.extend(commands.into_iter().flat_map(published));
        Some((steps, Self { crowd, ..world }))
    }

    /// Phones are told of the new certificate before it is used: it stands in lists
    /// that the old one signs.
    fn import(&self, change: Change, usual: Command) -> Option<(Vec<Step>, Self)> {
        let renewed = self.model.renewed(change);
        let old = self.model.signers();
        let is_new = |holder: &Holder| !old.iter().any(|old| old.sha1 == holder.sha1);
        let new: Vec<_> = renewed.signers().into_iter().filter(is_new).collect();
        let told = self.with(self.model.trusting(new)).run(usual)?;
        let done = told.with(renewed).run(usual)?;
        let mut steps = vec![Step::Import(change)];
        steps.extend(published(usual));
        steps.push(Step::Install(change));
        steps.extend(published(usual));
        Some((steps, done))
    }

    /// The new token comes in by one that phones know, the old one goes out by another.
    fn replace_token(&self) -> Option<(Vec<Step>, Self)> {
        let old = self.model.token(self.crowd.shown())?.clone();
        let added = self.with(self.model.with_token(&old)).run(Command::TokenAdd)?;
        let done = added.with(added.model.without_token(&old)).run(Command::TokenRemove)?;
        let steps = published(Command::TokenAdd).chain(published(Command::TokenRemove));
        Some((steps.collect(), done))
    }

    /// The other cluster's SASTs go to the phones first.
    fn migrate(&self, usual: Command) -> Option<(Vec<Step>, Self)> {
        let other = self.model.elsewhere();
        let told = self.with(self.model.trusting(other.signers())).run(usual)?;
        let lists = other.publishes(usual, &[])?;
        let crowd = told.crowd.reset(&lists).ok()?;
        let mut steps = vec![Step::Import(Change::Migration)];
        steps.extend(published(usual));
        steps.extend([Step::Move, Step::ResetPhones, Step::CheckHashes]);
        Some((steps, Self { model: other, crowd, running: self.running }))
    }

    /// The same phones, once the cluster is this one; its TVS has the new certificates
    /// at once.
    fn with(&self, model: Model) -> Self {
        let mut crowd = self.crowd.clone();
        crowd.ask(&model.tvs(), self.running);
        Self { model, crowd, running: self.running }
    }

    fn run(&self, command: Command) -> Option<Self> {
        let published = self.model.publishes(command, self.crowd.shown())?;
        let crowd = self.crowd.reset(&published).ok()?;
        Some(Self { crowd, ..self.clone() })
    }
}

/// A command, and what comes after it before anything else.
fn published(command: Command) -> impl Iterator<Item = Step> {
    [Step::Run(command), Step::ResetPhones, Step::CheckHashes].into_iter()
}

/// The first change that cannot be made, and who refuses what.
fn stuck(world: &World, changes: &[Change]) -> Stuck {
    let command = world.model.usual_command().unwrap_or(Command::Update);
    let mut world = world.clone();
    for change in changes {
        if let Some((_, after)) = world.make(*change) {
            world = after;
            continue;
        }
        let renewed = world.with(world.model.renewed(*change));
        let published = renewed.model.publishes(command, renewed.crowd.shown());
        let refused = published.and_then(|lists| renewed.crowd.reset(&lists).err());
        return Stuck { change: *change, command, refused };
    }
    let change = changes.last().copied().unwrap_or(Change::CallManager);
    Stuck { change, command, refused: None }
}
