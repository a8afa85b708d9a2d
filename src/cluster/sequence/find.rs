//! The order of steps for changes that are still to come.

use std::collections::BTreeMap;

use super::Footing;
use super::model::Model;
use super::play::{Crowd, Held, Phones, Published, Refused};
use super::rescue::{Candidate, shortest};
use super::steps::{Change, Command, Step};
use crate::error::described;
use crate::phone::{Class, Holder, Running, StoredError};

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

/// What there is to plan for.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The cluster.
    pub model: &'a Model,
    /// The cluster that phones move to; without it, one like theirs.
    pub elsewhere: Option<&'a Elsewhere>,
    /// What phones hold, per generation and TFTP node.
    pub held: &'a [Held],
    /// What the nodes show now.
    pub shown: &'a [Published],
    /// Which classes of phones there are.
    pub classes: &'a [Class],
    /// Whether they verify SHA-512.
    pub sha512: bool,
}

/// Another cluster, to which phones move.
#[derive(Clone, Debug)]
pub struct Elsewhere {
    /// The certificates that may sign its lists, in the spelling of `[[trust]]`.
    pub signers: Vec<Holder>,
    /// What its nodes show.
    pub shown: Vec<Published>,
}

/// Where no sequence is known: what would happen.
#[derive(Clone, Debug)]
pub struct Stuck {
    /// The change after which phones refuse; `None` where they refuse what cluster.toml
    /// describes now.
    pub change: Option<Change>,
    /// The command whose list they refuse.
    pub command: Command,
    /// Who refuses, and why; `None` where the command cannot sign at all.
    pub refused: Option<Box<Refused>>,
}

/// The cluster and its phones at some point.
#[derive(Clone)]
struct World<'a> {
    model: Model,
    crowd: Crowd,
    running: Running,
    elsewhere: Option<&'a Elsewhere>,
}

/// How a set of changes was made.
struct Way<'a> {
    order: Vec<Change>,
    steps: Vec<Step>,
    world: World<'a>,
}

/// The shortest sequence that makes all of these changes, each once and one at a time,
/// with the commands between; a proven one before any attempt. Where the cluster is not
/// what its nodes show, it is published first.
///
/// # Errors
/// [`PlanError`], where the cluster has no such certificate.
pub fn find(
    question: &Question<'_>,
    changes: &[Change],
) -> Result<Result<Sequence, Stuck>, PlanError> {
    let model = question.model;
    let mut changes = changes.to_vec();
    changes.sort_unstable();
    changes.dedup();
    for change in &changes {
        possible(model, *change)?;
    }
    for footing in [Footing::Proven, Footing::Attempt] {
        let start = World::new(question, footing)?;
        let found = start.begin().and_then(|(first, world)| {
            let (steps, any_order) = ordered(world, &changes)?;
            Some((first.into_iter().chain(steps).collect(), any_order))
        });
        if let Some((steps, any_order)) = found {
            return Ok(Ok(Sequence { steps, footing, any_order }));
        }
    }
    Ok(Err(stuck(&World::new(question, Footing::Proven)?, &changes)))
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
        Change::Token if !model.has_ctl => {
            none("there is no CTL yet that a token could sign".to_owned())
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
fn ordered(start: World<'_>, changes: &[Change]) -> Option<(Vec<Step>, bool)> {
    let start = Way { order: Vec::new(), steps: Vec::new(), world: start };
    let mut sets: BTreeMap<Vec<Change>, Way<'_>> = BTreeMap::from([(Vec::new(), start)]);
    let mut costs: BTreeMap<Change, usize> = BTreeMap::new();
    let mut any_order = true;
    for _ in changes {
        let mut next: BTreeMap<Vec<Change>, Way<'_>> = BTreeMap::new();
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
                let order: Vec<_> = way.order.iter().copied().chain([*change]).collect();
                // The order of `Change::ALL`, where any will do.
                let better =
                    |known: &Way<'_>| (known.steps.len(), &known.order) <= (steps.len(), &order);
                if !next.get(&set).is_some_and(better) {
                    next.insert(set, Way { order, steps, world });
                }
            }
        }
        sets = next;
    }
    let way = sets.into_values().next()?;
    Some((way.steps, any_order))
}

impl<'a> World<'a> {
    fn new(question: &Question<'a>, footing: Footing) -> Result<Self, StoredError> {
        let model = question.model.clone();
        let running = match footing {
            Footing::Proven => Running::Down,
            Footing::Attempt => Running::Up,
        };
        let (classes, sha512, tvs) = (question.classes, question.sha512, &model.tvs());
        let phones = Phones { classes, sha512, tvs };
        let crowd = Crowd::new(question.held, question.shown, &phones, running)?;
        Ok(Self { model, crowd, running, elsewhere: question.elsewhere })
    }

    /// Publishes the cluster as it is described, where its nodes show something else.
    fn begin(self) -> Option<(Vec<Step>, Self)> {
        match self.model.usual_command() {
            Some(usual) if !self.model.is_shown(usual, self.crowd.shown()) => self.settle(usual),
            _ => Some((Vec::new(), self)),
        }
    }

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
        let (steps, world) = self.with(self.model.renewed(change)).settle(usual)?;
        Some((std::iter::once(Step::Renew(change)).chain(steps).collect(), world))
    }

    /// The commands that get phones to what the usual signer signs.
    fn settle(self, usual: Command) -> Option<(Vec<Step>, Self)> {
        let candidate = |command: Command| {
            let published = self.model.publishes(command, self.crowd.shown())?;
            Some(Candidate { command: command.typed().to_owned(), published })
        };
        let candidates: Vec<_> = Command::SIGNING.into_iter().filter_map(candidate).collect();
        let (way, crowd) = shortest(&self.crowd, &candidates, usual.typed())?;
        let typed = |name: &str| Command::SIGNING.into_iter().find(|c| c.typed() == name);
        let steps = way.into_iter().filter_map(typed).flat_map(published).collect();
        Some((steps, Self { crowd, ..self }))
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
        let other = self.destination(usual)?;
        let told = self.with(self.model.trusting(other.signers)).run(usual)?;
        let crowd = told.crowd.moved(&other.shown).ok()?;
        let mut steps = vec![Step::Import(Change::Migration)];
        steps.extend(published(usual));
        steps.extend([Step::Move, Step::ResetPhones, Step::CheckHashes]);
        Some((steps, Self { crowd, ..self.clone() }))
    }

    /// The cluster that phones move to: one like theirs, where none is named.
    fn destination(&self, usual: Command) -> Option<Elsewhere> {
        if let Some(other) = self.elsewhere {
            return Some(other.clone());
        }
        let like = self.model.elsewhere();
        Some(Elsewhere { signers: like.signers(), shown: like.publishes(usual, &[])? })
    }

    /// The same phones, once the cluster is this one; its TVS has the new certificates
    /// at once.
    fn with(&self, model: Model) -> Self {
        let mut crowd = self.crowd.clone();
        crowd.ask(&model.tvs(), self.running);
        Self { model, crowd, ..self.clone() }
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
fn stuck(start: &World<'_>, changes: &[Change]) -> Stuck {
    let command = start.model.usual_command().unwrap_or(Command::Update);
    let refused = |world: &World<'_>| {
        let published = world.model.publishes(command, world.crowd.shown())?;
        world.crowd.reset(&published).err()
    };
    let Some((_, mut world)) = start.clone().begin() else {
        return Stuck { change: None, command, refused: refused(start) };
    };
    for change in changes {
        let Some((_, after)) = world.make(*change) else {
            let refused = match change {
                Change::Migration => world.destination(command).and_then(|other| {
                    let told = world.with(world.model.trusting(other.signers));
                    told.run(command)?.crowd.moved(&other.shown).err()
                }),
                change => refused(&world.with(world.model.renewed(*change))),
            };
            return Stuck { change: Some(*change), command, refused };
        };
        world = after;
    }
    // Each alone can be made, in no order all of them.
    Stuck { change: changes.last().copied(), command, refused: None }
}
