//! Kills a command at each checkpoint in turn, each time in a fresh copy of a place.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::process::Command;

use crate::parallel;
use crate::publishing::state::{State, is_temporary, without_temporaries};
use crate::publishing::{Files, Place, run, said};

/// A command, and the place where it is run.
pub struct Scenario<'a> {
    /// The place before the command; it stays unchanged.
    pub place: &'a Place,
    /// The command that is killed.
    pub command: &'a (dyn Fn(&Place) -> Command + Sync),
    /// What it reads from its standard input.
    pub input: &'a str,
    /// Finishes after a kill, as a user would: runs the command again.
    pub again: &'a (dyn Fn(&Place) + Sync),
}

impl Scenario<'_> {
    /// Kills the command at each checkpoint; returns the number of checkpoints, and the names of
    /// the files that were seen both in the old and in the new state.
    pub fn kill_everywhere(&self) -> (usize, BTreeSet<String>) {
        let (reached, whole) = self.undisturbed();
        let before = self.place.files();
        let changed = |name: &&String| before.get(*name) != whole.files.get(*name);
        let names: BTreeSet<String> = before
            .keys()
            .chain(whole.files.keys())
            .filter(changed)
            .filter(|name| !is_temporary(name))
            .cloned()
            .collect();
        let seen = parallel::numbered(|number| {
            let name = reached.get(number - 1)?;
            let place = self.place.twin();
            let log = self.killed(&place, number);
            assert_eq!(log, reached[..number], "it died at checkpoint {number}");
            let context = format!("killed at checkpoint {number}, {name}");
            let (old, now) = (without_temporaries(&before), without_temporaries(&place.files()));
            let states = states(&old, &whole.files, &now);
            for (name, now) in &states {
                assert!(now.is_old || now.is_new, "{context}: {name} is neither old nor new");
            }
            (self.again)(&place);
            assert_eq!(State::of(&place), whole, "{context}, then run again");
            Some(states)
        });
        assert_eq!(seen.len(), reached.len());
        let (mut seen_old, mut seen_new) = (BTreeSet::new(), BTreeSet::new());
        for (name, now) in seen.into_iter().flatten() {
            if now.is_old {
                seen_old.insert(name.clone());
            }
            if now.is_new {
                seen_new.insert(name);
            }
        }
        let both =
            names.into_iter().filter(|name| seen_old.contains(name) && seen_new.contains(name));
        (reached.len(), both.collect())
    }

    /// The checkpoints of an undisturbed run, and its result.
    fn undisturbed(&self) -> (Vec<String>, State) {
        let place = self.place.twin();
        let log = place.beside("log");
        let mut command = (self.command)(&place);
        command.env("CTL_CHECKPOINT_LOG", &log);
        let output = run(command, self.input);
        assert!(output.status.success(), "{:?}", said(&output));
        (lines(&place), State::of(&place))
    }

    /// The checkpoints of a run that is killed at one of them.
    fn killed(&self, place: &Place, number: usize) -> Vec<String> {
        let mut command = (self.command)(place);
        command.env("CTL_CHECKPOINT_LOG", place.beside("log"));
        command.env("CTL_CHECKPOINT", number.to_string());
        let output = run(command, self.input);
        assert_eq!(output.status.signal(), Some(9), "at {number}: {:?}", said(&output));
        lines(place)
    }
}

struct Now {
    is_old: bool,
    is_new: bool,
}

/// For every file that exists, existed or will exist: which of the two states it has.
fn states(before: &Files, after: &Files, now: &Files) -> BTreeMap<String, Now> {
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).chain(now.keys()).collect();
    let state = |name: &String| Now {
        is_old: now.get(name) == before.get(name),
        is_new: now.get(name) == after.get(name),
    };
    names.into_iter().map(|name| (name.clone(), state(name))).collect()
}

fn lines(place: &Place) -> Vec<String> {
    fs::read_to_string(place.beside("log")).unwrap().lines().map(str::to_owned).collect()
}
