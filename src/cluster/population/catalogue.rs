//! The lists of the past, each once: for a phone, lists that differ only in signature and
//! TIMESTAMP are equivalent, except that identical bytes are "unchanged".

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::PopulationError;
use crate::cluster::moments::{Examined, ListHash};
use crate::list::{Role, TrustList};
use crate::phone::{Holder, Holders, List, Offer};

/// The id of a list, independent of when it was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct ListId(usize);

/// Where the bytes of lists come from.
pub type Source<'s> = dyn Fn(&ListHash) -> Result<Vec<u8>, PopulationError> + 's;

/// Lists by which phones trust the same signers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct TrustId(usize);

/// The id of a kind and signer; lists share it if they are signed alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct SignerId(usize);

/// The signers that a list names, and whether it is an ITL for a rollback. Each holder is interned
/// in [`Catalogue::holders`].
type Trust = (Vec<(Role, *const Holder)>, bool);

struct Entry {
    offer: Offer,
    trust: TrustId,
    signer: SignerId,
    /// The list, re-signed.
    again: OnceCell<Arc<List>>,
    /// The files with this list.
    files: BTreeSet<ListHash>,
    /// The generations that have it.
    generations: BTreeSet<u32>,
}

/// The lists read so far.
pub(super) struct Catalogue<'s> {
    source: &'s Source<'s>,
    holders: Holders,
    ids: HashMap<[u8; 32], ListId>,
    entries: Vec<Entry>,
    trusts: HashMap<Trust, TrustId>,
    /// The first list of each signer.
    signers: Vec<ListId>,
}

impl<'s> Catalogue<'s> {
    pub(super) fn new(source: &'s Source<'s>) -> Self {
        Self {
            source,
            holders: Holders::default(),
            ids: HashMap::new(),
            entries: Vec::new(),
            trusts: HashMap::new(),
            signers: Vec::new(),
        }
    }

    /// Adds a sound list.
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
            let trust = self.trust_of(offer.list());
            let signer = self.signer_of(&offer, id);
            let (again, files, generations) = (OnceCell::new(), BTreeSet::new(), BTreeSet::new());
            self.entries.push(Entry { offer, trust, signer, again, files, generations });
            self.ids.insert(examined.sameness, id);
            id
        };
        if let Some(entry) = self.entries.get_mut(id.0) {
            entry.files.insert(hash);
            entry.generations.extend(generation);
        }
        Ok(id)
    }

    fn trust_of(&mut self, list: &List) -> TrustId {
        let signers = list.signers().map(|(role, holder)| (role, Arc::as_ptr(holder)));
        let next = TrustId(self.trusts.len());
        *self.trusts.entry((signers.collect(), list.is_rolled_back())).or_insert(next)
    }

    fn signer_of(&mut self, offer: &Offer, id: ListId) -> SignerId {
        let like = |known: &ListId| self.offer(*known).is_some_and(|one| one.is_signed_like(offer));
        let known = self.signers.iter().position(like);
        SignerId(known.unwrap_or_else(|| {
            self.signers.push(id);
            self.signers.len().saturating_sub(1)
        }))
    }

    /// The signers that a phone trusts if it holds the list.
    pub(super) fn trust(&self, id: ListId) -> Option<TrustId> {
        self.entries.get(id.0).map(|entry| entry.trust)
    }

    /// The signer of a list.
    pub(super) fn signer(&self, id: ListId) -> Option<SignerId> {
        self.entries.get(id.0).map(|entry| entry.signer)
    }

    /// The list as it is offered to a phone.
    pub(super) fn offer(&self, id: ListId) -> Option<&Offer> {
        self.entries.get(id.0).map(|entry| &entry.offer)
    }

    /// The list as a phone holds it. If it existed as several files, phones are not assumed to
    /// hold the very file that they are offered.
    pub(super) fn held(&self, id: ListId) -> Option<Arc<List>> {
        let entry = self.entries.get(id.0)?;
        let list = entry.offer.list();
        let again = || entry.again.get_or_init(|| Arc::new(list.signed_again()));
        Some(Arc::clone(if entry.files.len() == 1 { list } else { again() }))
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
