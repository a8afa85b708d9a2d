//! The lists of the past, each once: lists that differ in signature and TIMESTAMP only are
//! one to a phone, but that the same bytes are "unchanged" for it.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::PopulationError;
use crate::cluster::moments::{Examined, ListHash};
use crate::list::TrustList;
use crate::phone::{Holders, List, Offer};

/// A list, whenever it was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct ListId(usize);

/// Where the bytes of lists come from.
pub type Source<'s> = dyn Fn(&ListHash) -> Result<Vec<u8>, PopulationError> + 's;

struct Entry {
    offer: Offer,
    /// The files that it was.
    files: BTreeSet<ListHash>,
    /// The generations that have it.
    generations: BTreeSet<u32>,
}

/// The lists that were read so far.
pub(super) struct Catalogue<'s> {
    source: &'s Source<'s>,
    holders: Holders,
    ids: HashMap<[u8; 32], ListId>,
    entries: Vec<Entry>,
}

impl<'s> Catalogue<'s> {
    pub(super) fn new(source: &'s Source<'s>) -> Self {
        Self { source, holders: Holders::default(), ids: HashMap::new(), entries: Vec::new() }
    }

    /// Enters a list that is sound.
    pub(super) fn enter(
        &mut self,
        hash: ListHash,
        examined: Examined,
        generation: Option<u32>,
    ) -> Result<ListId, PopulationError> {
        let id = if let Some(id) = self.ids.get(&examined.sameness) {
            *id
        } else {
            let bytes = (self.source)(&hash)?;
            let list = TrustList::parse(&bytes)?;
            let offer = Offer::sharing(&list, &mut self.holders).known_to_be_sound();
            let id = ListId(self.entries.len());
            let (files, generations) = (BTreeSet::new(), BTreeSet::new());
            self.entries.push(Entry { offer, files, generations });
            self.ids.insert(examined.sameness, id);
            id
        };
        if let Some(entry) = self.entries.get_mut(id.0) {
            entry.files.insert(hash);
            entry.generations.extend(generation);
        }
        Ok(id)
    }

    /// The list as a phone meets it.
    pub(super) fn offer(&self, id: ListId) -> Option<&Offer> {
        self.entries.get(id.0).map(|entry| &entry.offer)
    }

    /// The list as a phone holds it. Where it was several files, no phone is taken to hold
    /// just the file that it is given.
    pub(super) fn held(&self, id: ListId) -> Option<Arc<List>> {
        let entry = self.entries.get(id.0)?;
        let list = entry.offer.list();
        Some(if entry.files.len() == 1 { Arc::clone(list) } else { Arc::new(list.signed_again()) })
    }

    /// Whether one of these generations has the list.
    pub(super) fn is_in(&self, id: ListId, generations: &BTreeSet<u32>) -> bool {
        self.entries.get(id.0).is_some_and(|entry| !entry.generations.is_disjoint(generations))
    }

    /// The newest generation that has the list.
    pub(super) fn newest(&self, id: ListId) -> Option<u32> {
        self.entries.get(id.0)?.generations.last().copied()
    }
}
