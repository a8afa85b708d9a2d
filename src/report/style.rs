//! How text reports are printed: with or without colour, complete or only the first lines of a
//! kind.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

/// How many lines of one kind are printed without -v.
const FEW: usize = 10;

/// How a report is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Whether colours are used.
    pub colour: bool,
    /// Whether everything is printed, without limit.
    pub all: bool,
}

/// The meaning of a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// Good.
    Good,
    /// Needs attention.
    Doubt,
    /// Wrong.
    Bad,
}

impl Style {
    /// A text in its colour.
    #[must_use]
    pub fn paint(self, paint: Paint, text: &str) -> String {
        let code = match paint {
            Paint::Good => 32,
            Paint::Doubt => 33,
            Paint::Bad => 31,
        };
        if self.colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    /// The items that are printed, important ones first, and those that are left out.
    #[must_use]
    pub fn few<T>(self, items: Vec<T>, matters: impl Fn(&T) -> bool) -> (Vec<T>, Vec<T>) {
        if self.all || items.len() <= FEW {
            return (items, Vec::new());
        }
        let (mut first, rest): (Vec<T>, Vec<T>) = items.into_iter().partition(matters);
        first.extend(rest);
        let left = first.split_off(FEW);
        (first, left)
    }

    /// Groups items of the same kind: returns the first of each kind and their number. `kind` is
    /// `None` for items that are not grouped.
    #[must_use]
    pub fn together<T, K: Eq + Hash>(
        self,
        items: Vec<T>,
        kind: impl Fn(&T) -> Option<K>,
    ) -> Vec<(T, usize)> {
        let mut counts: HashMap<K, usize> = HashMap::new();
        for kind in items.iter().filter(|_| !self.all).filter_map(&kind) {
            let count = counts.entry(kind).or_default();
            *count = count.saturating_add(1);
        }
        counts.retain(|_, count| *count > FEW);
        let mut shown = Vec::new();
        for item in items {
            match kind(&item).and_then(|kind| counts.get_mut(&kind)) {
                None => shown.push((item, 1)),
                // Already counted with the first.
                Some(0) => {}
                Some(count) => shown.push((item, std::mem::take(count))),
            }
        }
        shown
    }

    /// Lines of text, limited to the first ones.
    pub fn lines(self, lines: impl IntoIterator<Item = String>) -> Vec<String> {
        let (mut shown, left) = self.few(lines.into_iter().collect(), |_| true);
        shown.extend((!left.is_empty()).then(|| format!("and {} more; -v prints all", left.len())));
        shown
    }
}

/// How many are left out of each kind: `and 14 more: 12 accepted, 2 unchanged; -v prints all`.
/// Empty if none are.
pub fn left_out<'k>(kinds: impl Iterator<Item = &'k str>) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for kind in kinds {
        let count = counts.entry(kind).or_default();
        *count = count.saturating_add(1);
    }
    if counts.is_empty() {
        return String::new();
    }
    let total: usize = counts.values().sum();
    let each: Vec<String> = counts.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
    format!("and {total} more: {}; -v prints all\n", each.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_matters_is_among_the_first() {
        let items: Vec<usize> = (0..25).collect();
        let style = Style::default();
        let (shown, left) = style.few(items.clone(), |item| *item >= 20);
        assert_eq!(shown, [20, 21, 22, 23, 24, 0, 1, 2, 3, 4]);
        assert_eq!((left.len(), left[0]), (15, 5));
        let (shown, left) = Style { all: true, ..style }.few(items.clone(), |_| false);
        assert_eq!((shown, left.len()), (items, 0));
        let lines = |count: usize| style.lines((0..count).map(|n| n.to_string()));
        assert_eq!((lines(10).len(), lines(11).len()), (10, 11));
        assert_eq!(lines(11)[10], "and 1 more; -v prints all");
    }

    #[test]
    fn many_of_a_kind_are_one_and_the_others_stay() {
        let kind = |item: &usize| (*item > 1).then_some(item % 2);
        let style = Style::default();
        // 12 are even, and 11 odd.
        let all: Vec<usize> = (0..25).collect();
        assert_eq!(style.together(all.clone(), kind), [(0, 1), (1, 1), (2, 12), (3, 11)]);
        let few = style.together(all.iter().copied().take(23).collect(), kind);
        assert_eq!((few.len(), few[2], few[3]), (13, (2, 11), (3, 1)));
        assert_eq!(Style { all: true, ..style }.together(all, kind).len(), 25);
    }

    #[test]
    fn what_is_left_out_is_counted_by_its_kind() {
        assert_eq!(left_out(std::iter::empty()), "");
        let kinds = ["written", "unchanged", "written"];
        let expected = "and 3 more: 1 unchanged, 2 written; -v prints all\n";
        assert_eq!(left_out(kinds.into_iter()), expected);
    }

    #[test]
    fn colours_are_put_around_a_text_where_they_are_wanted() {
        assert_eq!(Style::default().paint(Paint::Bad, "a"), "a");
        let colour = Style { colour: true, all: false };
        assert_eq!(colour.paint(Paint::Good, "a"), "\x1b[32ma\x1b[0m");
    }
}
