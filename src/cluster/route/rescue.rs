//! A safe route where a command is refused.

use std::rc::Rc;

use super::position::{Effect, Position};
use super::search::{is_inferred, shortest, signers};
use super::{Basis, Publishing, Route, Step};
use crate::certificate::Certificate;
use crate::cluster::command::Command;
use crate::cluster::manifest::Cluster;
use crate::list::ParseError;
use crate::phone::Running;

/// A refused command.
pub struct Refusal<'r> {
    /// The command.
    pub command: Command<'r>,
    /// The cluster that it publishes.
    pub goal: Rc<Cluster>,
    /// The cluster as the folder describes it.
    pub start: Position,
    /// The cluster as last published, if cluster.toml has changed since and its certificates still
    /// exist.
    pub former: Option<Position>,
    /// The certificates that sign the new lists and are new in them.
    pub new_signers: Vec<Certificate>,
    /// The file of a certificate by cluster.toml.
    pub file: &'r dyn Fn(&Certificate) -> Option<String>,
}

/// The commands that publish `[[trust]]`; first those with the usual signer.
const PUBLISH_TRUST: [Publishing; 4] = [
    Publishing::Update,
    Publishing::ItlUpdate,
    Publishing::ResetLocalkey,
    Publishing::ItlResetLocalkey,
];

/// Steps, and whether one of them is only inferred.
type Sequence = (Vec<Step>, bool);

/// The commands that take all phones to the goal of a refused command: the shortest sequence, a
/// proven one before any other. `None` if none is known.
///
/// The possible steps are: waiting until every phone has what is published now; the commands that
/// re-sign; adding the signers of the new lists as `[[trust]]`; and restoring the cluster.toml of
/// what was published last until phones know what the new one describes.
///
/// # Errors
/// [`ParseError`] if a list is damaged.
pub fn rescue(refusal: &Refusal<'_>) -> Result<Option<Route>, ParseError> {
    for running in [Running::Down, Running::Up] {
        let route = |(steps, inferred): Sequence| {
            let basis = match (running, inferred) {
                (Running::Up, _) => Basis::Attempt,
                (_, true) => Basis::Expected,
                _ => Basis::Proven,
            };
            Route { basis, steps }
        };
        let routes = refusal.ways(running)?.into_iter().map(route);
        let best = routes.min_by_key(|route| (route.basis, route.steps.len()));
        if best.is_some() {
            return Ok(best);
        }
    }
    Ok(None)
}

impl Refusal<'_> {
    /// One sequence of each kind that works.
    fn ways(&self, running: Running) -> Result<Vec<Sequence>, ParseError> {
        let mut all = Vec::new();
        for (first, start) in starts(&self.start, running) {
            let before = |sequence: Sequence| {
                (first.iter().cloned().chain(sequence.0).collect(), sequence.1)
            };
            all.extend(self.by_signers(&start, &self.goal, running)?.map(before));
            all.extend(self.by_trust(&start, running)?.map(before));
        }
        if let Some(former) = &self.former {
            for (first, start) in starts(former, running) {
                let first = [Step::RestoreManifest].into_iter().chain(first);
                let sequence = self.by_restoring(&start, running)?;
                all.extend(
                    sequence.map(|sequence| (first.chain(sequence.0).collect(), sequence.1)),
                );
            }
        }
        Ok(all)
    }

    /// The refused command, if every phone accepts it here; no step if it has nothing left to do.
    fn last(
        &self,
        position: &Position,
        goal: &Rc<Cluster>,
        running: Running,
    ) -> Result<Option<Vec<Step>>, ParseError> {
        let there = position.at_servers(&self.start).with(Rc::clone(goal));
        Ok(match there.run(&self.command, running)? {
            Effect::Safe(_) => Some(vec![Step::RunRefused(self.command.typed())]),
            // A command that also writes cluster.toml still has that to do.
            Effect::Nothing if goal.signing == position.cluster.signing => Some(Vec::new()),
            _ => None,
        })
    }

    /// With earlier commands that sign with other keys.
    fn by_signers(
        &self,
        start: &Position,
        goal: &Rc<Cluster>,
        running: Running,
    ) -> Result<Option<Sequence>, ParseError> {
        let last = |position: &Position| self.last(position, goal, running);
        let refused = self.command.typed();
        let refused = Publishing::RE_SIGNING.into_iter().find(|command| command.typed() == refused);
        let Some((commands, last)) = shortest(start, &last, refused, running)? else {
            return Ok(None);
        };
        let inferred = is_inferred(&commands, start);
        let steps = commands.into_iter().flat_map(followed);
        Ok(Some((steps.chain(last).collect(), inferred)))
    }

    /// With the new signers as `[[trust]]` in earlier lists.
    fn by_trust(&self, start: &Position, running: Running) -> Result<Option<Sequence>, ParseError> {
        let Some(trust) = self.trust(&self.new_signers) else { return Ok(None) };
        let trusting = start.with(Rc::new(start.cluster.trusting(&self.new_signers)));
        let goal = Rc::new(self.goal.trusting(&self.new_signers));
        for command in PUBLISH_TRUST {
            let Effect::Safe(informed) = trusting.run(&command.command(), running)? else {
                continue;
            };
            if let Some((steps, inferred)) = self.by_signers(&informed, &goal, running)? {
                let first = [trust].into_iter().chain(followed(command));
                let inferred = inferred || is_inferred(&[command], start);
                return Ok(Some((first.chain(steps).collect(), inferred)));
            }
        }
        Ok(None)
    }

    /// With the former cluster.toml: lists signed by another key, or with the new signers as
    /// `[[trust]]`.
    fn by_restoring(
        &self,
        former: &Position,
        running: Running,
    ) -> Result<Option<Sequence>, ParseError> {
        let last = |informed: &Position| self.last(informed, &self.goal, running);
        for command in Publishing::RE_SIGNING {
            let Effect::Safe(informed) = former.run(&command.command(), running)? else { continue };
            if let Some(last) = last(&informed)? {
                let steps = followed(command).into_iter().chain([Step::ReapplyManifest]);
                return Ok(Some((steps.chain(last).collect(), is_inferred(&[command], former))));
            }
        }
        let there = self.start.with(Rc::clone(&self.goal));
        let mut new: Vec<Certificate> = Vec::new();
        for command in [Command::Update, Command::ItlUpdate] {
            for certificate in signers(&there, &command)? {
                if !new.contains(&certificate) {
                    new.push(certificate);
                }
            }
        }
        let Some(trust) = self.trust(&new) else { return Ok(None) };
        let trusting = former.with(Rc::new(former.cluster.trusting(&new)));
        for command in PUBLISH_TRUST {
            let Effect::Safe(informed) = trusting.run(&command.command(), running)? else {
                continue;
            };
            if let Some(last) = last(&informed)? {
                let steps = [trust].into_iter().chain(followed(command));
                let steps = steps.chain([Step::ReapplyManifest]).chain(last).collect();
                return Ok(Some((steps, is_inferred(&[command], former))));
            }
        }
        Ok(None)
    }

    /// The step that adds certificates as `[[trust]]`; `None` if there are none, or cluster.toml
    /// does not name the file of one.
    fn trust(&self, certificates: &[Certificate]) -> Option<Step> {
        let files = certificates.iter().map(self.file).collect::<Option<Vec<String>>>()?;
        (!files.is_empty()).then_some(Step::Trust(files))
    }
}

/// The start itself; and the position after all phones have what is published now, if they accept
/// it.
fn starts(start: &Position, running: Running) -> Vec<(Vec<Step>, Position)> {
    let mut all = vec![(Vec::new(), start.clone())];
    if let Effect::Safe(after) = start.wait(running) {
        all.push((vec![Step::Wait], *after));
    }
    all
}

/// A command, and waiting until every phone has its lists.
fn followed(command: Publishing) -> [Step; 2] {
    [Step::Run(command), Step::Wait]
}
