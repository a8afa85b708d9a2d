//! The moments at which phones may have completed their last fetch.

/// The moments, as ranges of their numbers, and whether there may be no such moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fetches {
    never: bool,
    /// First and last of each range, in their order, without gaps between.
    ranges: Vec<(u32, u32)>,
}

impl Fetches {
    /// No moment yet.
    pub(super) const fn never() -> Self {
        Self { never: true, ranges: Vec::new() }
    }

    /// Adds this moment.
    pub(super) fn fetched(&mut self, moment: u32) {
        self.insert((moment, moment));
    }

    /// Adds all these moments.
    pub(super) fn add(&mut self, other: &Self) {
        self.never |= other.never;
        other.ranges.iter().for_each(|range| self.insert(*range));
    }

    /// Keeps the wanted moments; returns whether any is left.
    pub(super) fn keep(&mut self, wanted: &dyn Fn(u32) -> bool) -> bool {
        let kept: Vec<u32> = self.moments().filter(|moment| wanted(*moment)).collect();
        *self = Self::default();
        for moment in &kept {
            self.fetched(*moment);
        }
        !kept.is_empty()
    }

    /// The moments, in their order.
    pub(super) fn moments(&self) -> impl Iterator<Item = u32> + use<'_> {
        self.ranges.iter().flat_map(|(first, last)| *first..=*last)
    }

    fn insert(&mut self, (mut first, mut last): (u32, u32)) {
        // The common case: the moment after the last.
        if let Some(end) = self.ranges.last_mut()
            && first >= end.0
            && first <= end.1.saturating_add(1)
        {
            end.1 = end.1.max(last);
            return;
        }
        self.ranges.retain(|(from, to)| {
            let touches = *from <= last.saturating_add(1) && first <= to.saturating_add(1);
            if touches {
                (first, last) = (first.min(*from), last.max(*to));
            }
            !touches
        });
        let place = self.ranges.partition_point(|(from, _)| *from < first);
        self.ranges.insert(place, (first, last));
    }
}

#[cfg(test)]
mod tests {
    use super::Fetches;

    #[test]
    fn ranges_grow_together() {
        let mut fetches = Fetches::never();
        let mut cases = 0;
        for (moment, expected) in [
            (3, vec![(3, 3)]),
            (4, vec![(3, 4)]),
            (7, vec![(3, 4), (7, 7)]),
            (1, vec![(1, 1), (3, 4), (7, 7)]),
            (2, vec![(1, 4), (7, 7)]),
            (6, vec![(1, 4), (6, 7)]),
            (5, vec![(1, 7)]),
            (4, vec![(1, 7)]),
        ] {
            fetches.fetched(moment);
            assert_eq!(fetches.ranges, expected, "{moment}");
            cases += 1;
        }
        assert_eq!(cases, 8);
        assert!(fetches.keep(&|moment| moment % 3 == 0));
        assert_eq!(fetches, Fetches { never: false, ranges: vec![(3, 3), (6, 6)] });
        assert!(!fetches.keep(&|_| false));
    }
}
