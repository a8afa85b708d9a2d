//! The order of steps for changes that are still to come.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::position::{Position, Ran, Refused, nothing_offered};
use super::search::{checked, is_inferred, shortest};
use super::{Basis, Change, Publishing, Step};
use crate::cluster::Mode;
use crate::cluster::command::Command;
use crate::cluster::content::Owner;
use crate::cluster::lists::{Lists, Unexplained};
use crate::cluster::manifest::Cluster;
use crate::cluster::population::{Population, servers};
use crate::cluster::release::Signing;
use crate::error::described;
use crate::list::ParseError;
use crate::phone::Running;

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
        /// A list is damaged.
        Parse(ParseError);
    }
}

/// What there is to plan for.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The cluster now.
    pub start: &'a Position,
    /// The cluster that phones move to; without it, one like theirs.
    pub other: Option<&'a Position>,
}

/// An order of steps that ends with every phone having what is published.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Plan {
    /// What it rests on.
    pub basis: Basis,
    /// What to do.
    pub steps: Vec<Step>,
    /// Whether the changes may come in any order, each with its own steps, as long as
    /// those are finished before the next.
    pub any_order: bool,
}

/// Where no sequence is known: what would happen.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Stuck {
    /// The change after which phones refuse; `None` where they refuse what cluster.toml
    /// describes now.
    pub change: Option<Change>,
    /// The command whose list they refuse.
    pub command: Publishing,
    /// Which phones do not follow; `None` where the command cannot sign at all.
    pub refused: Option<Box<Refused>>,
}

/// Steps, and the cluster after them.
#[derive(Clone)]
struct Way {
    order: Vec<Change>,
    steps: Vec<Step>,
    inferred: bool,
    end: Position,
}

/// The shortest sequence that makes all of these changes, each once and one at a time, with
/// the commands between; a proven one before any attempt. Where the cluster is not what its
/// servers have, it is published first.
///
/// # Errors
/// [`PlanError`], where the cluster has no such certificate, or a list is damaged.
pub fn plan(question: &Question<'_>, changes: &[Change]) -> Result<Result<Plan, Stuck>, PlanError> {
    let mut changes = changes.to_vec();
    changes.sort_unstable();
    changes.dedup();
    for change in &changes {
        possible(question.start, *change)?;
    }
    for running in [Running::Down, Running::Up] {
        let planner = Planner { question: *question, running };
        let Some(start) = planner.begin()? else { continue };
        if let Some((way, any_order)) = planner.ordered(start, &changes)? {
            let basis = match (running, way.inferred) {
                (Running::Up, _) => Basis::Attempt,
                (_, true) => Basis::Expected,
                _ => Basis::Proven,
            };
            return Ok(Ok(Plan { basis, steps: way.steps, any_order }));
        }
    }
    let planner = Planner { question: *question, running: Running::Down };
    Ok(Err(planner.stuck(&changes)?))
}

/// Refuses a change of what the cluster does not have.
fn possible(start: &Position, change: Change) -> Result<(), PlanError> {
    let cluster = &start.cluster;
    let what = change.name();
    let none = |reason: String| Err(PlanError::NoSuch { what, reason });
    let release = &cluster.release;
    let recovery = release.itl().is_some_and(|row| row.recovery);
    match change {
        Change::ItlRecovery if !recovery => {
            none(format!("release {release} has no ITLRecovery certificate; it begins with 10.0"))
        }
        Change::Tvs if release.itl().is_none() => {
            none(format!("release {release} has no TVS; it begins with 8.0"))
        }
        Change::Token if cluster.signing == Signing::Tokenless => {
            none("no token signs the lists of this cluster".to_owned())
        }
        Change::Token if !start.has_ctl() => {
            none("there is no CTL yet that a token could sign".to_owned())
        }
        Change::Token if cluster.tokens.is_empty() => {
            none("cluster.toml names no token".to_owned())
        }
        Change::ItlRecovery if cluster.itlrecovery.is_none() => {
            none("cluster.toml names no ITLRecovery certificate".to_owned())
        }
        Change::Capf if cluster.capf().is_none() => {
            none("cluster.toml names no CAPF certificate".to_owned())
        }
        Change::Tvs if cluster.nodes.iter().all(|node| node.tvs.is_none()) => {
            none("cluster.toml names no TVS certificate".to_owned())
        }
        Change::CallManager if cluster.nodes.iter().all(|node| node.certificate.is_none()) => {
            none("cluster.toml names no CallManager certificate".to_owned())
        }
        _ => Ok(()),
    }
}

#[derive(Clone, Copy)]
struct Planner<'a> {
    question: Question<'a>,
    running: Running,
}

impl Planner<'_> {
    /// Publishes the cluster as it is described, where its servers have something else.
    fn begin(&self) -> Result<Option<Way>, ParseError> {
        let start = Way {
            order: Vec::new(),
            steps: Vec::new(),
            inferred: false,
            end: self.question.start.clone(),
        };
        let Some(usual) = usual(&start.end) else { return Ok(Some(start)) };
        match start.end.run(&usual.command(), self.running)? {
            Ran::Nothing => Ok(Some(start)),
            _ => self.settled(&start),
        }
    }

    /// The shortest order, and whether every order is as short. A set of changes leads to
    /// the same lists whatever its order, so that sets are enough to look at. A migration
    /// comes last: afterwards phones are elsewhere.
    fn ordered(&self, start: Way, changes: &[Change]) -> Result<Option<(Way, bool)>, ParseError> {
        let mut sets: BTreeMap<Vec<Change>, Way> = BTreeMap::from([(Vec::new(), start)]);
        let mut costs: BTreeMap<Change, usize> = BTreeMap::new();
        let mut any_order = true;
        for _ in changes {
            let mut next: BTreeMap<Vec<Change>, Way> = BTreeMap::new();
            for (made, way) in &sets {
                for change in changes.iter().filter(|change| !made.contains(change)) {
                    let last = made.len().saturating_add(1) == changes.len();
                    if *change == Change::Migration && !last {
                        any_order = false;
                        continue;
                    }
                    let Some(mut longer) = self.make(way, *change)? else {
                        any_order = false;
                        continue;
                    };
                    let cost = longer.steps.len().saturating_sub(way.steps.len());
                    any_order &= *costs.entry(*change).or_insert(cost) == cost;
                    longer.order.push(*change);
                    let mut set = made.clone();
                    set.push(*change);
                    set.sort_unstable();
                    // The order of `Change::ALL`, where any will do.
                    let better = |known: &Way| {
                        (known.steps.len(), &known.order) <= (longer.steps.len(), &longer.order)
                    };
                    if !next.get(&set).is_some_and(better) {
                        next.insert(set, longer);
                    }
                }
            }
            sets = next;
        }
        Ok(sets.into_values().next().map(|way| (way, any_order)))
    }

    /// The steps of one change, the shortest way.
    fn make(&self, way: &Way, change: Change) -> Result<Option<Way>, ParseError> {
        let Some(usual) = usual(&way.end) else {
            let end = way.end.with(Rc::new(way.end.cluster.with_renewed(change)));
            return Ok(Some(way.then([Step::Renew(change)], end)));
        };
        match change {
            Change::Token => self.replace_token(way),
            Change::Migration => self.migrate(way, usual),
            Change::Tvs | Change::Capf => self.renew(way, change),
            Change::CallManager | Change::ItlRecovery => {
                let renewed = self.renew(way, change)?;
                // TVS need not be asked where phones can be told beforehand.
                if renewed.is_some() || self.running != Running::Down {
                    return Ok(renewed);
                }
                self.import(way, change, usual)
            }
        }
    }

    /// Regenerated first, then the commands that get phones to the usual signer again.
    fn renew(&self, way: &Way, change: Change) -> Result<Option<Way>, ParseError> {
        let end = way.end.with(Rc::new(way.end.cluster.with_renewed(change)));
        self.settled(&way.then([Step::Renew(change)], end))
    }

    /// The commands that get phones to what the usual signer signs.
    fn settled(&self, way: &Way) -> Result<Option<Way>, ParseError> {
        let Some(usual) = usual(&way.end) else { return Ok(Some(way.clone())) };
        let goal = |position: &Position| {
            Ok(match position.run(&usual.command(), self.running)? {
                Ran::Safe(end) => Some((*end, Some(usual))),
                Ran::Nothing => Some((position.clone(), None)),
                _ => None,
            })
        };
        let found = shortest(&way.end, &goal, Some(usual), self.running)?;
        Ok(found.map(|(commands, (end, last))| {
            let inferred = is_inferred(&commands, &way.end);
            let steps =
                commands.into_iter().chain(last).flat_map(|command| checked(Step::Run(command)));
            let mut longer = way.then(steps, end);
            longer.inferred |= inferred;
            longer
        }))
    }

    /// Phones are told of the new certificate before it is used: it is in lists that the old
    /// one signs.
    fn import(
        &self,
        way: &Way,
        change: Change,
        usual: Publishing,
    ) -> Result<Option<Way>, ParseError> {
        let renewed = Rc::new(way.end.cluster.with_renewed(change));
        let old = way.end.cluster.signers();
        let mut new = renewed.signers();
        new.retain(|certificate| !old.contains(certificate));
        let trusting = way.end.with(Rc::new(way.end.cluster.trusting(&new)));
        let Some(told) = self.run(&trusting, usual)? else { return Ok(None) };
        let Some(done) = self.run(&told.with(renewed), usual)? else { return Ok(None) };
        let steps = [Step::Import(change)].into_iter().chain(checked(Step::Run(usual)));
        let steps = steps.chain([Step::Install(change)]).chain(checked(Step::Run(usual)));
        Ok(Some(way.then(steps, done)))
    }

    /// The new token comes in by one that phones know, the old one goes out by another.
    fn replace_token(&self, way: &Way) -> Result<Option<Way>, ParseError> {
        let signers = super::search::signers(&way.end, &Command::Update)?;
        let tokens = way.end.cluster.tokens.iter().enumerate();
        let mut signing = tokens.filter(|(_, token)| signers.contains(&token.certificate));
        let Some((index, old)) = signing.next() else { return Ok(None) };
        let with = way.end.with(Rc::new(way.end.cluster.with_token_like(index)));
        let Some(added) = self.run(&with, Publishing::TokenAdd)? else { return Ok(None) };
        let without = Rc::new(added.cluster.without_token(&old.certificate));
        let removed = self.run(&added.with(without), Publishing::TokenRemove)?;
        let steps = checked(Step::Run(Publishing::TokenAdd)).into_iter();
        let steps = steps.chain(checked(Step::Run(Publishing::TokenRemove)));
        Ok(removed.map(|done| way.then(steps, done)))
    }

    /// The other cluster's SASTs go to the phones first.
    fn migrate(&self, way: &Way, usual: Publishing) -> Result<Option<Way>, ParseError> {
        let Some(other) = self.destination(&way.end)? else { return Ok(None) };
        let signers = other.cluster.all_signers();
        let trusting = way.end.with(Rc::new(way.end.cluster.trusting(&signers)));
        let Some(told) = self.run(&trusting, usual)? else { return Ok(None) };
        let Ran::Safe(moved) = told.moved_to(&other, self.running) else { return Ok(None) };
        let steps = [Step::Import(Change::Migration)].into_iter();
        let steps = steps.chain(checked(Step::Run(usual))).chain(checked(Step::Move));
        Ok(Some(way.then(steps, *moved)))
    }

    /// The cluster that phones move to: one like theirs, where none is named.
    fn destination(&self, like: &Position) -> Result<Option<Position>, ParseError> {
        if let Some(other) = self.question.other {
            return Ok(Some(other.clone()));
        }
        let cluster = Rc::new(like.cluster.elsewhere());
        first_published(&cluster, if like.has_ctl() { like.mode } else { Mode::NonSecure })
    }

    fn run(
        &self,
        position: &Position,
        command: Publishing,
    ) -> Result<Option<Position>, ParseError> {
        Ok(match position.run(&command.command(), self.running)? {
            Ran::Safe(after) => Some(*after),
            _ => None,
        })
    }

    /// The first change that cannot be made, and who refuses what.
    fn stuck(&self, changes: &[Change]) -> Result<Stuck, ParseError> {
        let command = usual(self.question.start).unwrap_or(Publishing::Update);
        let refused = |position: &Position| -> Result<_, ParseError> {
            Ok(match position.run(&command.command(), self.running)? {
                Ran::Refused(refused) => Some(refused),
                _ => None,
            })
        };
        let Some(mut way) = self.begin()? else {
            let refused = refused(self.question.start)?;
            return Ok(Stuck { change: None, command, refused });
        };
        for change in changes {
            if let Some(longer) = self.make(&way, *change)? {
                way = longer;
                continue;
            }
            let refused = match change {
                Change::Migration => match self.destination(&way.end)? {
                    None => None,
                    Some(other) => {
                        let signers = other.cluster.all_signers();
                        let trusting = way.end.with(Rc::new(way.end.cluster.trusting(&signers)));
                        let told = self.run(&trusting, command)?.unwrap_or(trusting);
                        match told.moved_to(&other, self.running) {
                            Ran::Refused(refused) => Some(refused),
                            _ => None,
                        }
                    }
                },
                change => refused(&way.end.with(Rc::new(way.end.cluster.with_renewed(*change))))?,
            };
            return Ok(Stuck { change: Some(*change), command, refused });
        }
        // Each alone can be made, in no order all of them.
        Ok(Stuck { change: changes.last().copied(), command, refused: None })
    }
}

impl Way {
    fn then(&self, steps: impl IntoIterator<Item = Step>, end: Position) -> Self {
        let steps = self.steps.iter().cloned().chain(steps).collect();
        Self { order: self.order.clone(), steps, inferred: self.inferred, end }
    }
}

/// The command that publishes everything by its usual signer; `None` where nothing is
/// published.
fn usual(position: &Position) -> Option<Publishing> {
    if position.has_ctl() {
        return Some(Publishing::Update);
    }
    position.cluster.release.itl().map(|_| Publishing::ItlUpdate)
}

/// A cluster after its first command, with the phones that have its lists; `None`, where it
/// cannot publish any.
///
/// # Errors
/// [`ParseError`], which new lists do not give.
pub(super) fn first_published(
    cluster: &Rc<Cluster>,
    mode: Mode,
) -> Result<Option<Position>, ParseError> {
    let population = Population::of_new_phones(cluster.as_ref());
    let scene = nothing_offered(servers(cluster.as_ref()).len(), Mode::NonSecure);
    let unexplained = Unexplained::new();
    let release = cluster.release.to_string();
    let lists = Lists::default();
    let empty = Position::new(
        Rc::clone(cluster),
        Mode::NonSecure,
        &lists,
        &release,
        unexplained,
        scene,
        population,
    );
    Ok(match empty.run(&Command::SetCluster(mode), Running::Down)? {
        Ran::Safe(position) => Some(*position),
        _ => None,
    })
}

impl Position {
    /// A cluster with which nothing was published yet, as it is after `set-cluster mixed-mode`
    /// on phones that held nothing.
    ///
    /// # Errors
    /// [`PlanError`], where it can publish nothing.
    pub fn of_new_cluster(cluster: &Cluster) -> Result<Self, PlanError> {
        let missing = || {
            let reason = match cluster.certificate(Owner::ItlRecovery) {
                None => "cluster.toml names no ITLRecovery certificate",
                Some(_) => "cluster.toml names no certificate that could sign the lists",
            };
            PlanError::NoSuch { what: "nothing", reason: reason.to_owned() }
        };
        first_published(&Rc::new(cluster.clone()), Mode::Mixed)?.ok_or_else(missing)
    }
}
