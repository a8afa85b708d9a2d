//! The state of a phone: what it holds, and what else decides.

use std::sync::Arc;

use super::class::{Class, Sha512};
use super::list::StoredError;
use super::{List, Tvs, roles};
use crate::digest::Digest;
use crate::list::Kind;

/// How a phone is assumed to react if no source decides: a digest that the class is not known to
/// verify, a signer that is spelled differently, a TVS that is not known to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// It refuses the list: new lists are judged like this.
    Refuses,
    /// It accepts the list: this may have happened in the past.
    Accepts,
}

/// A phone: its class, the lists that it holds, the TVS of the nodes, and what it
/// can verify.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    class: Class,
    ctl: Option<Arc<List>>,
    itl: Option<Arc<List>>,
    /// The TVS of each node, in the order in which they are asked; `None` if nothing is known
    /// about any.
    pub tvs: Option<Arc<[Tvs]>>,
    /// Whether the phones are known to verify SHA-512.
    pub sha512: bool,
}

impl State {
    /// A new phone, or one that was reset: it holds nothing, and nothing is known about any TVS.
    #[must_use]
    pub const fn new(class: Class) -> Self {
        Self { class, ctl: None, itl: None, tvs: None, sha512: false }
    }

    /// A phone that holds these lists, one of each kind at most.
    ///
    /// # Errors
    /// [`StoredError::Twice`].
    pub fn holding(class: Class, lists: &[Arc<List>]) -> Result<Self, StoredError> {
        let mut state = Self::new(class);
        for kind in [Kind::Ctl, Kind::Itl] {
            if lists.iter().filter(|list| list.kind() == kind).count() > 1 {
                return Err(StoredError::Twice { kind: kind.name() });
            }
        }
        for list in lists {
            state.store(Arc::clone(list));
        }
        Ok(state)
    }

    /// Stores a list and replaces the one of its kind; a class without ITL stores none.
    pub fn store(&mut self, list: Arc<List>) {
        match list.kind() {
            Kind::Ctl => self.ctl = Some(list),
            Kind::Itl if self.class.abilities().itl => self.itl = Some(list),
            Kind::Itl => {}
        }
    }

    /// The class.
    #[must_use]
    pub const fn class(&self) -> Class {
        self.class
    }

    /// The stored list of a kind.
    #[must_use]
    pub const fn stored(&self, kind: Kind) -> Option<&Arc<List>> {
        match kind {
            Kind::Ctl => self.ctl.as_ref(),
            Kind::Itl => self.itl.as_ref(),
        }
    }

    /// Whether no list is stored.
    #[must_use]
    pub const fn is_blank(&self) -> bool {
        self.ctl.is_none() && self.itl.is_none()
    }

    /// Whether the phone verifies this digest (a value of DIGESTALGORTITHM). No source says that
    /// any phone verifies SHA-256.
    #[must_use]
    pub fn verifies(&self, digest: u8, doubt: Doubt) -> bool {
        let unknown = self.class.abilities().sha512 == Sha512::IfConfirmed;
        match Digest::from_code(digest) {
            Some(Digest::Sha1) => true,
            Some(Digest::Sha512) => unknown && (self.sha512 || doubt == Doubt::Accepts),
            Some(Digest::Sha256) | None => doubt == Doubt::Accepts,
        }
    }

    /// The TVS records of the stored ITL.
    pub(super) fn tvs_records(&self) -> Vec<usize> {
        let itl = self.itl.iter();
        let records = itl.flat_map(|itl| itl.holding(roles::TVS));
        records.map(|(entry, _)| entry.record).collect()
    }

    /// Whether the stored ITL is one for a rollback ([`List::is_rolled_back`]).
    #[must_use]
    pub fn is_rolled_back(&self) -> bool {
        self.itl.as_ref().is_some_and(|itl| itl.is_rolled_back())
    }
}
