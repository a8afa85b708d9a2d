//! The lists that a cluster publishes, as bytes.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest as _, Sha256};

use super::moments::Examined;
use crate::certificate::Certificate;
use crate::list::TrustList;
use crate::list::tag::header;
use crate::signature;

/// The lists of one generation, as bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    /// The CTL, if there is one.
    pub ctl: Option<Vec<u8>>,
    /// The ITL of each TFTP node, by its host.
    pub itls: BTreeMap<String, Vec<u8>>,
}

/// Which list of a generation: the CTL, or the ITL of a host.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListName {
    /// The CTL.
    Ctl,
    /// The ITL of the TFTP node with this host.
    Itl(String),
}

impl ListName {
    /// The host of an ITL.
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        match self {
            Self::Ctl => None,
            Self::Itl(host) => Some(host),
        }
    }
}

impl Lists {
    /// The list with this name.
    #[must_use]
    pub fn get(&self, name: &ListName) -> Option<&[u8]> {
        match name {
            ListName::Ctl => self.ctl.as_deref(),
            ListName::Itl(host) => self.itls.get(host).map(Vec::as_slice),
        }
    }

    /// Adds or replaces a list.
    pub fn set(&mut self, name: &ListName, bytes: Vec<u8>) {
        match name {
            ListName::Ctl => self.ctl = Some(bytes),
            ListName::Itl(host) => drop(self.itls.insert(host.clone(), bytes)),
        }
    }

    /// Every list: the CTL, then the ITLs by their hosts.
    pub fn iter(&self) -> impl Iterator<Item = (ListName, &[u8])> {
        let ctl = self.ctl.iter().map(|bytes| (ListName::Ctl, bytes.as_slice()));
        let itls = self.itls.iter();
        ctl.chain(itls.map(|(host, bytes)| (ListName::Itl(host.clone()), bytes.as_slice())))
    }

    /// Every record of every list.
    #[must_use]
    pub fn every_record(&self) -> Unexplained {
        let records = |bytes| TrustList::parse(bytes).map_or(0, |list| list.records().len());
        let all = self.iter().map(|(name, bytes)| (name, records(bytes)));
        all.flat_map(|(name, count)| (0..count).map(move |index| (name.clone(), index))).collect()
    }

    /// Whether there is no list.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ctl.is_none() && self.itls.is_empty()
    }
}

/// The records that no `cluster.toml` has explained, by list and index. `update` keeps them.
pub type Unexplained = BTreeSet<(ListName, usize)>;

/// What the population of phones needs to know about a list. Bytes that are not a list are not
/// sound.
#[must_use]
pub fn examine(bytes: &[u8]) -> Examined {
    let Ok(list) = TrustList::parse(bytes) else {
        return Examined { sameness: Sha256::digest(bytes).into(), sound: false };
    };
    let head = list.header();
    let mut sameness = Sha256::new();
    for field in head.fields().filter(|field| !header::is_container(field.tag)) {
        let changes = [header::SIGNATURE, header::TIMESTAMP].contains(&field.tag);
        sameness.update([field.tag]);
        sameness.update(field.value.len().to_be_bytes());
        sameness.update(if changes { &[] } else { field.value });
    }
    sameness.update(bytes.get(head.length()..).unwrap_or_default());
    let signer = signature::signer_of(&list).ok().and_then(crate::list::Record::certificate);
    let signer = signer.and_then(|der| Certificate::from_der(der).ok());
    let sound = signer.is_some_and(|signer| signature::list_verifies(&list, signer.key()));
    Examined { sameness: sameness.finalize().into(), sound }
}
