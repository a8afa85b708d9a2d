//! The way out where certificates were made anew already.

use super::Footing;
use super::play::{Crowd, Held, Phones, Published};
use crate::phone::{Running, StoredError};

/// The most commands of a way out. With `reset localkey`, `update CTLFile`, `itl reset
/// localkey` and `itl update` to choose from, a longer one would repeat itself.
pub const MAX_COMMANDS: usize = 4;

/// A command, and what it would publish now.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its name, without `ctl`: `reset localkey`.
    pub command: String,
    /// What each TFTP node would show; a list that the command leaves alone is `None`.
    pub published: Vec<Published>,
}

/// A way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rescued {
    /// The commands, in their order. All phones are reset after each of them, and
    /// must have taken what it published before the next.
    pub commands: Vec<String>,
    /// Whether it needs TVS.
    pub footing: Footing,
}

/// The shortest sequence of these commands that ends with `goal` and that no phone
/// refuses on the way; a proven one before any attempt. `None` where there is none of
/// [`MAX_COMMANDS`] at most.
///
/// `held` names what phones hold, per generation and TFTP node; `present` what the
/// nodes show now, for what a command leaves alone.
///
/// # Errors
/// [`StoredError`] where something of `held` cannot be what a phone holds.
pub fn rescue(
    held: &[Held],
    present: &[Published],
    candidates: &[Candidate],
    goal: &str,
    phones: &Phones<'_>,
) -> Result<Option<Rescued>, StoredError> {
    for (running, footing) in [(Running::Down, Footing::Proven), (Running::Up, Footing::Attempt)] {
        let start = Crowd::new(held, present, phones, running)?;
        if let Some((way, _)) = shortest(&start, candidates, goal) {
            let commands = way.into_iter().map(str::to_owned).collect();
            return Ok(Some(Rescued { commands, footing }));
        }
    }
    Ok(None)
}

/// The shortest way to `goal`, and the phones at its end. Breadth first, so that the
/// first that is found is the shortest.
pub(super) fn shortest<'c>(
    start: &Crowd,
    candidates: &'c [Candidate],
    goal: &str,
) -> Option<(Vec<&'c str>, Crowd)> {
    let mut reached: Vec<(Vec<&str>, Crowd)> = vec![(Vec::new(), start.clone())];
    for _ in 0..MAX_COMMANDS {
        let mut next = Vec::new();
        for (commands, crowd) in &reached {
            for candidate in candidates {
                let command = candidate.command.as_str();
                if commands.contains(&command) {
                    continue;
                }
                let Ok(after) = crowd.reset(&candidate.published) else { continue };
                let commands: Vec<_> = commands.iter().copied().chain([command]).collect();
                if command == goal {
                    return Some((commands, after));
                }
                next.push((commands, after));
            }
        }
        reached = next;
    }
    None
}
