//! The search for an order of steps.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::position::{Effect, Position, Refused, nothing_offered};
use super::search::{checked, is_inferred, shortest};
use super::{Change, Publishing, Step};
use crate::cluster::Mode;
use crate::cluster::command::Command;
use crate::cluster::lists::{Lists, Unexplained};
use crate::cluster::manifest::Cluster;
use crate::cluster::population::{Population, servers};
use crate::list::ParseError;
use crate::phone::Running;

/// The input of a plan.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The cluster now.
    pub start: &'a Position,
    /// The cluster that phones move to; by default, one like theirs.
    pub other: Option<&'a Position>,
}

/// If no sequence is known: what would happen.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Stuck {
    /// The change after which phones refuse; `None` if they already refuse what cluster.toml
    /// describes now.
    pub change: Option<Change>,
    /// The command whose list they refuse.
    pub command: Publishing,
    /// The phones that refuse; `None` if the command cannot sign at all.
    pub refused: Option<Box<Refused>>,
}

/// Steps, and the cluster after them.
#[derive(Clone)]
pub(super) struct Sequence {
    order: Vec<Change>,
    pub(super) steps: Vec<Step>,
    pub(super) inferred: bool,
    end: Position,
}

#[derive(Clone, Copy)]
pub(super) struct Planner<'a> {
    pub(super) question: Question<'a>,
    pub(super) running: Running,
}

impl Planner<'_> {
    /// Publishes the cluster as described, if its servers have something else.
    pub(super) fn begin(&self) -> Result<Option<Sequence>, ParseError> {
        let start = Sequence {
            order: Vec::new(),
            steps: Vec::new(),
            inferred: false,
            end: self.question.start.clone(),
        };
        let Some(usual) = usual(&start.end) else { return Ok(Some(start)) };
        match start.end.run(&usual.command(), self.running)? {
            Effect::Nothing => Ok(Some(start)),
            _ => self.settled(&start),
        }
    }

    /// The shortest order, and whether every order is equally short. The lists after a set of
    /// changes do not depend on their order, so it is enough to look at sets. A migration comes
    /// last: afterwards the phones belong to another cluster.
    pub(super) fn ordered(
        &self,
        start: Sequence,
        changes: &[Change],
    ) -> Result<Option<(Sequence, bool)>, ParseError> {
        let mut sets: BTreeMap<Vec<Change>, Sequence> = BTreeMap::from([(Vec::new(), start)]);
        let mut costs: BTreeMap<Change, usize> = BTreeMap::new();
        let mut any_order = true;
        for _ in changes {
            let mut next: BTreeMap<Vec<Change>, Sequence> = BTreeMap::new();
            for (made, sequence) in &sets {
                for change in changes.iter().filter(|change| !made.contains(change)) {
                    let last = made.len().saturating_add(1) == changes.len();
                    if *change == Change::Migration && !last {
                        any_order = false;
                        continue;
                    }
                    let Some(mut longer) = self.make(sequence, *change)? else {
                        any_order = false;
                        continue;
                    };
                    let cost = longer.steps.len().saturating_sub(sequence.steps.len());
                    any_order &= *costs.entry(*change).or_insert(cost) == cost;
                    longer.order.push(*change);
                    let mut set = made.clone();
                    set.push(*change);
                    set.sort_unstable();
                    // The order of `Change::ALL`, if any order works.
                    let better = |known: &Sequence| {
                        (known.steps.len(), &known.order) <= (longer.steps.len(), &longer.order)
                    };
                    if !next.get(&set).is_some_and(better) {
                        next.insert(set, longer);
                    }
                }
            }
            sets = next;
        }
        Ok(sets.into_values().next().map(|sequence| (sequence, any_order)))
    }

    /// The shortest sequence for one change.
    fn make(&self, sequence: &Sequence, change: Change) -> Result<Option<Sequence>, ParseError> {
        let Some(usual) = usual(&sequence.end) else {
            let end = sequence.end.with(Rc::new(sequence.end.cluster.with_renewed(change)));
            return Ok(Some(sequence.then([Step::Renew(change)], end)));
        };
        match change {
            Change::Token => self.replace_token(sequence),
            Change::Migration => self.migrate(sequence, usual),
            Change::Tvs | Change::Capf => self.renew(sequence, change),
            Change::CallManager | Change::ItlRecovery => {
                let renewed = self.renew(sequence, change)?;
                // TVS is not needed if phones can learn the new certificate beforehand.
                if renewed.is_some() || self.running != Running::Down {
                    return Ok(renewed);
                }
                self.import(sequence, change, usual)
            }
        }
    }

    /// Regenerates first, then runs the commands that return phones to the usual signer.
    fn renew(&self, sequence: &Sequence, change: Change) -> Result<Option<Sequence>, ParseError> {
        let end = sequence.end.with(Rc::new(sequence.end.cluster.with_renewed(change)));
        self.settled(&sequence.then([Step::Renew(change)], end))
    }

    /// The commands after which phones have lists by the usual signer.
    fn settled(&self, sequence: &Sequence) -> Result<Option<Sequence>, ParseError> {
        let Some(usual) = usual(&sequence.end) else { return Ok(Some(sequence.clone())) };
        let goal = |position: &Position| {
            Ok(match position.run(&usual.command(), self.running)? {
                Effect::Safe(end) => Some((*end, Some(usual))),
                Effect::Nothing => Some((position.clone(), None)),
                _ => None,
            })
        };
        let found = shortest(&sequence.end, &goal, Some(usual), self.running)?;
        Ok(found.map(|(commands, (end, last))| {
            let inferred = is_inferred(&commands, &sequence.end);
            let steps =
                commands.into_iter().chain(last).flat_map(|command| checked(Step::Run(command)));
            let mut longer = sequence.then(steps, end);
            longer.inferred |= inferred;
            longer
        }))
    }

    /// Phones learn the new certificate before it is used: it is in lists that the old one signs.
    fn import(
        &self,
        sequence: &Sequence,
        change: Change,
        usual: Publishing,
    ) -> Result<Option<Sequence>, ParseError> {
        let renewed = Rc::new(sequence.end.cluster.with_renewed(change));
        let old = sequence.end.cluster.signers();
        let mut new = renewed.signers();
        new.retain(|certificate| !old.contains(certificate));
        let trusting = sequence.end.with(Rc::new(sequence.end.cluster.trusting(&new)));
        let Some(informed) = self.run(&trusting, usual)? else { return Ok(None) };
        let Some(done) = self.run(&informed.with(renewed), usual)? else { return Ok(None) };
        let steps = [Step::Import(change)].into_iter().chain(checked(Step::Run(usual)));
        let steps = steps.chain([Step::Install(change)]).chain(checked(Step::Run(usual)));
        Ok(Some(sequence.then(steps, done)))
    }

    /// A known token signs the list that adds the new token; then another signs the list without
    /// the old one.
    fn replace_token(&self, sequence: &Sequence) -> Result<Option<Sequence>, ParseError> {
        let signers = super::search::signers(&sequence.end, &Command::Update)?;
        let tokens = sequence.end.cluster.tokens.iter().enumerate();
        let mut signing = tokens.filter(|(_, token)| signers.contains(&token.certificate));
        let Some((index, old)) = signing.next() else { return Ok(None) };
        let with = sequence.end.with(Rc::new(sequence.end.cluster.with_token_like(index)));
        let Some(added) = self.run(&with, Publishing::TokenAdd)? else { return Ok(None) };
        let without = Rc::new(added.cluster.without_token(&old.certificate));
        let removed = self.run(&added.with(without), Publishing::TokenRemove)?;
        let steps = checked(Step::Run(Publishing::TokenAdd)).into_iter();
        let steps = steps.chain(checked(Step::Run(Publishing::TokenRemove)));
        Ok(removed.map(|done| sequence.then(steps, done)))
    }

    /// Phones first learn the other cluster's SASTs.
    fn migrate(
        &self,
        sequence: &Sequence,
        usual: Publishing,
    ) -> Result<Option<Sequence>, ParseError> {
        let Some(other) = self.destination(&sequence.end)? else { return Ok(None) };
        let signers = other.cluster.all_signers();
        let trusting = sequence.end.with(Rc::new(sequence.end.cluster.trusting(&signers)));
        let Some(informed) = self.run(&trusting, usual)? else { return Ok(None) };
        let Effect::Safe(moved) = informed.moved_to(&other, self.running) else { return Ok(None) };
        let steps = [Step::Import(Change::Migration)].into_iter();
        let steps = steps.chain(checked(Step::Run(usual))).chain(checked(Step::Move));
        Ok(Some(sequence.then(steps, *moved)))
    }

    /// The cluster that phones move to: one like theirs, unless another is given.
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
            Effect::Safe(after) => Some(*after),
            _ => None,
        })
    }

    /// The first change that cannot be made, and which phones refuse.
    pub(super) fn stuck(&self, changes: &[Change]) -> Result<Stuck, ParseError> {
        let command = usual(self.question.start).unwrap_or(Publishing::Update);
        let refused = |position: &Position| -> Result<_, ParseError> {
            Ok(match position.run(&command.command(), self.running)? {
                Effect::Refused(refused) => Some(refused),
                _ => None,
            })
        };
        let Some(mut sequence) = self.begin()? else {
            let refused = refused(self.question.start)?;
            return Ok(Stuck { change: None, command, refused });
        };
        for change in changes {
            if let Some(longer) = self.make(&sequence, *change)? {
                sequence = longer;
                continue;
            }
            let refused = match change {
                Change::Migration => match self.destination(&sequence.end)? {
                    None => None,
                    Some(other) => {
                        let signers = other.cluster.all_signers();
                        let trusting =
                            sequence.end.with(Rc::new(sequence.end.cluster.trusting(&signers)));
                        let informed = self.run(&trusting, command)?.unwrap_or(trusting);
                        match informed.moved_to(&other, self.running) {
                            Effect::Refused(refused) => Some(refused),
                            _ => None,
                        }
                    }
                },
                change => refused(
                    &sequence.end.with(Rc::new(sequence.end.cluster.with_renewed(*change))),
                )?,
            };
            return Ok(Stuck { change: Some(*change), command, refused });
        }
        // Each change can be made alone, but all of them in no order.
        Ok(Stuck { change: changes.last().copied(), command, refused: None })
    }
}

impl Sequence {
    fn then(&self, steps: impl IntoIterator<Item = Step>, end: Position) -> Self {
        let steps = self.steps.iter().cloned().chain(steps).collect();
        Self { order: self.order.clone(), steps, inferred: self.inferred, end }
    }
}

/// The command that publishes everything with its usual signer; `None` if nothing is published.
fn usual(position: &Position) -> Option<Publishing> {
    if position.has_ctl() {
        return Some(Publishing::Update);
    }
    position.cluster.release.itl().map(|_| Publishing::ItlUpdate)
}

/// A cluster after its first command, with phones that have its lists; `None` if it cannot publish
/// any.
///
/// # Errors
/// [`ParseError`], which new lists never cause.
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
        Effect::Safe(position) => Some(*position),
        _ => None,
    })
}
