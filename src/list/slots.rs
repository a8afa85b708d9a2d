//! The known fields of a header or a record, each found by its tag.

use crate::tlv::Field;

/// `N` is one more than the highest known tag.
#[derive(Clone, Debug)]
pub(super) struct Slots<'a, const N: usize> {
    known: [Option<Field<'a>>; N],
    unknown: usize,
}

impl<'a, const N: usize> Slots<'a, N> {
    pub(super) const fn new() -> Self {
        Self { known: [None; N], unknown: 0 }
    }

    /// Stores the field; returns the previous field with this tag.
    pub(super) fn put(&mut self, field: Field<'a>) -> Option<Field<'a>> {
        self.known.get_mut(usize::from(field.tag))?.replace(field)
    }

    /// Counts a field that is not known; returns how many there are.
    pub(super) fn count_unknown(&mut self) -> usize {
        self.unknown = self.unknown.saturating_add(1);
        self.unknown
    }

    pub(super) fn get(&self, tag: u8) -> Option<&Field<'a>> {
        self.known.get(usize::from(tag))?.as_ref()
    }

    /// The value; empty where the field is missing.
    pub(super) fn value(&self, tag: u8) -> &'a [u8] {
        self.get(tag).map_or(&[], |field| field.value)
    }
}
