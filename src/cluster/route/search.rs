//! The shortest sequence of commands to a goal. Breadth first, so that the first match is the
//! shortest.

use super::position::{Effect, Position};
use super::{Publishing, Step};
use crate::certificate::Certificate;
use crate::cluster::command::{Command, CtlChange};
use crate::list::ParseError;
use crate::phone::Running;

/// The most commands of a sequence. There are four that re-sign; a longer sequence would repeat
/// one.
const MAX_COMMANDS: usize = 4;

/// A step and the checks that must follow it.
pub(super) fn checked(step: Step) -> [Step; 3] {
    [step, Step::ResetPhones, Step::CheckHashes]
}

/// The shortest sequence of commands that re-sign, each at most once, and that reach `goal`. It
/// may be empty; `excluded` is not used.
pub(super) fn shortest<T>(
    start: &Position,
    goal: &dyn Fn(&Position) -> Result<Option<T>, ParseError>,
    excluded: Option<Publishing>,
    running: Running,
) -> Result<Option<(Vec<Publishing>, T)>, ParseError> {
    let mut reached: Vec<(Vec<Publishing>, Position)> = vec![(Vec::new(), start.clone())];
    for _ in 0..MAX_COMMANDS {
        let mut next = Vec::new();
        for (commands, position) in &reached {
            if let Some(end) = goal(position)? {
                return Ok(Some((commands.clone(), end)));
            }
            for command in Publishing::RE_SIGNING {
                if commands.contains(&command) || excluded == Some(command) {
                    continue;
                }
                let Effect::Safe(after) = position.run(&command.command(), running)? else {
                    continue;
                };
                let mut longer = commands.clone();
                longer.push(command);
                next.push((longer, *after));
            }
        }
        if next.is_empty() {
            return Ok(None);
        }
        reached = next;
    }
    for (commands, position) in &reached {
        if let Some(end) = goal(position)? {
            return Ok(Some((commands.clone(), end)));
        }
    }
    Ok(None)
}

/// Whether a step of a sequence is only inferred.
pub(super) fn is_inferred(commands: &[Publishing], position: &Position) -> bool {
    commands.iter().any(|command| command.is_inferred(&position.cluster))
}

/// The certificates that sign what a command publishes here.
pub(super) fn signers(
    position: &Position,
    command: &Command<'_>,
) -> Result<Vec<Certificate>, ParseError> {
    let mode = position.mode;
    let publication = position.drafting(|drafter| command.publication(drafter, mode, true))?;
    let Ok(publication) = publication else { return Ok(Vec::new()) };
    let ctl = match &publication.ctl {
        CtlChange::New(draft) => Some(draft.as_ref()),
        _ => None,
    };
    let drafts = ctl.into_iter().chain(&publication.itls);
    Ok(drafts.map(|draft| draft.certificate.clone()).collect())
}
