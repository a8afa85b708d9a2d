//! Circular imports, between files and between rooms.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::imports::Imports;

/// The imports between rooms: `room` returns the room of a file, if it is in one of those that are
/// checked.
pub(super) fn between(imports: &Imports, room: impl Fn(&str) -> Option<String>) -> Imports {
    let mut rooms = Imports::new();
    for (from, targets) in imports {
        for to in targets.keys() {
            if let (Some(one), Some(other)) = (room(from), room(to))
                && one != other
            {
                let names = rooms.entry(one).or_default().entry(other).or_default();
                names.insert(format!("{from} -> {to}"));
            }
        }
    }
    rooms
}

/// The shortest circle through each place that is on one, as a text with the imported names.
pub(super) fn circles(imports: &Imports) -> BTreeSet<String> {
    let told = |circle: Vec<&String>| {
        let arrows = circle.iter().zip(circle.iter().cycle().skip(1));
        let arrows = arrows.map(|(from, to)| format!("{from} -> {to}: {:?}", imports[*from][*to]));
        arrows.collect::<Vec<_>>().join("\n")
    };
    imports.keys().filter_map(|start| shortest(imports, start)).map(told).collect()
}

/// The shortest circle through a place, starting with the first of its names.
fn shortest<'i>(imports: &'i Imports, start: &'i String) -> Option<Vec<&'i String>> {
    let mut before: BTreeMap<&String, &String> = BTreeMap::new();
    let mut next = VecDeque::from([start]);
    while let Some(place) = next.pop_front() {
        for target in imports.get(place).into_iter().flat_map(BTreeMap::keys) {
            if target == start {
                let back = |place: &&_| before.get(*place).copied();
                let mut circle: Vec<_> = std::iter::successors(Some(place), back).collect();
                circle.reverse();
                let first = circle.iter().enumerate().min_by_key(|(_, name)| **name)?.0;
                circle.rotate_left(first);
                return Some(circle);
            }
            if !before.contains_key(target) {
                before.insert(target, place);
                next.push_back(target);
            }
        }
    }
    None
}
