//! What phones hold, by generation numbers.

use std::collections::{BTreeSet, HashMap};
use std::fmt;

use super::catalogue::Catalogue;
use super::fetches::Fetches;
use super::walk::Held;

/// Where the lists of phones come from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Holding {
    /// They hold nothing.
    Nothing,
    /// They have everything that these generations offered them.
    Generations {
        /// The generations.
        all: BTreeSet<u32>,
        /// The newest generation with their CTL, if these generations had none.
        ctl: Option<u32>,
    },
    /// They accepted some lists and refused others.
    Mixed {
        /// The newest generation with their CTL.
        ctl: Option<u32>,
        /// The newest generation with their ITL.
        itl: Option<u32>,
    },
    /// They have what a plan has published.
    Planned,
}

impl Holding {
    pub(super) const fn nothing() -> Self {
        Self::Nothing
    }

    /// `generations` are those of the moments.
    pub(super) fn of(
        held: Held,
        fetches: &Fetches,
        generations: &HashMap<u32, u32>,
        catalogue: &Catalogue<'_>,
    ) -> Self {
        let of_moment = |moment| generations.get(&moment).copied();
        let all: BTreeSet<u32> = fetches.moments().filter_map(of_moment).collect();
        let newest = |id| catalogue.newest(id);
        if !all.is_empty() {
            let kept = held.ctl.filter(|ctl| !catalogue.is_in(*ctl, &all));
            return Self::Generations { all, ctl: kept.and_then(newest) };
        }
        Self::Mixed { ctl: held.ctl.and_then(newest), itl: held.itl.and_then(newest) }
    }

    /// Whether they have everything that a generation offered them.
    pub(in crate::cluster) fn has(&self, number: u32) -> bool {
        matches!(self, Self::Generations { all, .. } if all.contains(&number))
    }

    /// The generations, in their order.
    pub(super) fn generations(&self) -> Vec<u32> {
        match self {
            Self::Nothing | Self::Planned => Vec::new(),
            Self::Generations { all, ctl } => all.iter().chain(ctl).copied().collect(),
            Self::Mixed { ctl, itl } => ctl.iter().chain(itl).copied().collect(),
        }
    }
}

/// A placeholder number for lists that a server has now but no generation has.
pub const FOUND_NOW: u32 = u32::MAX;

impl fmt::Display for Holding {
    /// `@1`, `@1 to @3, @7`, `@3 with the CTL of @1`, `CTL of @2, ITL of @1`, `nothing`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |number: u32| {
            if number == FOUND_NOW { "what was found".to_owned() } else { format!("@{number}") }
        };
        match self {
            Self::Nothing => f.pad("nothing"),
            Self::Planned => f.pad("what was published"),
            Self::Generations { all, ctl } => {
                let ranges =
                    ranges(all).into_iter().map(|(first, last)| match last.saturating_sub(first) {
                        0 => name(first),
                        1 => format!("{}, {}", name(first), name(last)),
                        _ => format!("{} to {}", name(first), name(last)),
                    });
                let ctl = ctl.map(|ctl| format!(" with the CTL of {}", name(ctl)));
                let ranges = ranges.collect::<Vec<_>>().join(", ");
                f.pad(&format!("{ranges}{}", ctl.unwrap_or_default()))
            }
            Self::Mixed { ctl, itl } => {
                let lists = [("CTL", ctl), ("ITL", itl)].into_iter();
                let held = lists.filter_map(|(list, number)| {
                    number.map(|number| format!("{list} of {}", name(number)))
                });
                f.pad(&held.collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// Numbers that follow each other, as first and last.
fn ranges(numbers: &BTreeSet<u32>) -> Vec<(u32, u32)> {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(*number) => *last = *number,
            _ => ranges.push((*number, *number)),
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generations_are_named_shortly() {
        let of = |numbers: &[u32]| {
            let all = numbers.iter().copied().collect();
            Holding::Generations { all, ctl: None }
        };
        let kept = Holding::Generations { all: [3].into(), ctl: Some(1) };
        let cases = [
            (of(&[1]), "@1"),
            (of(&[1, 2]), "@1, @2"),
            (of(&[1, 2, 3, 7]), "@1 to @3, @7"),
            (of(&[4, FOUND_NOW]), "@4, what was found"),
            (kept, "@3 with the CTL of @1"),
            (Holding::Mixed { ctl: Some(2), itl: Some(1) }, "CTL of @2, ITL of @1"),
            (Holding::Mixed { ctl: None, itl: Some(1) }, "ITL of @1"),
            (Holding::Nothing, "nothing"),
        ];
        assert_eq!(cases.len(), 8);
        for (holding, expected) in cases {
            assert_eq!(holding.to_string(), expected);
        }
    }
}
