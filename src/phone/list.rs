//! A list as a phone stores it.

use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::{Holder, Holders, roles};
use crate::error::described;
use crate::list::{Kind, ParseError, Role, TrustList};

described! {
    /// Why a phone cannot hold a list.
    pub enum StoredError {
        /// The list is of the other kind, by its FILENAME.
        Kind {
            /// What it should be.
            expected: &'static str,
            /// What it is.
            found: &'static str,
        } = "E-PHONE-KIND", Usage,
            "expected the stored {expected}, found one whose FILENAME says {found}",
            "check which file is which";
        /// Two stored lists of one kind were given.
        Twice {
            /// The kind.
            kind: &'static str,
        } = "E-PHONE-TWICE", Usage,
            "a phone holds one {kind}, but two were given",
            "name at most one CTL and one ITL";
    }
}

/// One record: its number in the file, and what it is trusted for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// Counted from 1.
    pub record: usize,
    /// What it is trusted for.
    pub role: Role,
    /// Its holder; `None` if it is emptied.
    pub holder: Option<Arc<Holder>>,
}

/// A CTL or an ITL as a phone has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    kind: Kind,
    entries: Vec<Entry>,
    timestamp: u32,
    /// SHA-256 of everything that the signature covers.
    content: [u8; 32],
    /// `None` if it is not signed yet.
    signature: Option<Vec<u8>>,
}

impl List {
    /// Reads a stored list.
    ///
    /// # Errors
    /// [`ParseError`]: a malformed list cannot be simulated.
    pub fn read(bytes: &[u8]) -> Result<Self, ParseError> {
        TrustList::parse(bytes).map(|list| Self::of(&list))
    }

    /// A stored list.
    #[must_use]
    pub fn of(list: &TrustList<'_>) -> Self {
        Self::sharing(list, &mut Holders::default())
    }

    /// The same; holders that are already known are shared.
    #[must_use]
    pub fn sharing(list: &TrustList<'_>, holders: &mut Holders) -> Self {
        let entries = list.records().iter().map(|record| Entry {
            record: record.number(),
            role: record.role(),
            holder: holders.of_record(record),
        });
        let mut content = Sha256::new();
        list.signed().iter().for_each(|part| content.update(part));
        Self {
            kind: list.kind(),
            entries: entries.collect(),
            timestamp: list.header().timestamp(),
            content: content.finalize().into(),
            signature: Some(list.header().signature().to_vec()),
        }
    }

    /// A list that does not exist yet: its records in their order, and `name`,
    /// which distinguishes it from other planned lists of its kind.
    #[must_use]
    pub fn planned(
        kind: Kind,
        name: &str,
        timestamp: u32,
        records: Vec<(Role, Option<Holder>)>,
    ) -> Self {
        let entries = records.into_iter().enumerate().map(|(index, (role, holder))| Entry {
            record: index.saturating_add(1),
            role,
            holder: holder.map(Arc::new),
        });
        let content = Sha256::digest(format!("planned {} {name}", kind.name())).into();
        Self { kind, entries: entries.collect(), timestamp, content, signature: None }
    }

    /// The same list, signed at another time: a different file from every other list.
    #[must_use]
    pub fn signed_again(&self) -> Self {
        let content = Sha256::new().chain_update(b"again").chain_update(self.content);
        Self { content: content.finalize().into(), ..self.clone() }
    }

    /// The same with unknown signature.
    pub(super) fn unsigned(self) -> Self {
        Self { signature: None, ..self }
    }

    /// CTL or ITL.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The records in their order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// TIMESTAMP, Unix seconds.
    #[must_use]
    pub const fn timestamp(&self) -> u32 {
        self.timestamp
    }

    /// Refuses a list of the other kind.
    ///
    /// # Errors
    /// [`StoredError::Kind`].
    pub fn expect(self, kind: Kind) -> Result<Self, StoredError> {
        if self.kind == kind {
            return Ok(self);
        }
        Err(StoredError::Kind { expected: kind.name(), found: self.kind.name() })
    }

    /// Whether both are the same file. RSASSA-PKCS1-v1_5 has no random part (RFC
    /// 8017, section 8.2), so a future signature will be the same if everything else is.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let same_signature = match (&self.signature, &other.signature) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        };
        self.content == other.content && same_signature
    }

    /// The holders that may sign later lists by this one.
    pub fn signers(&self) -> impl Iterator<Item = (Role, &Arc<Holder>)> {
        self.holding(roles::SIGNS_ITL).map(|(entry, holder)| (entry.role, holder))
    }

    /// Whether an ITL is the one of the "rollback to pre-8.0" parameter: it has a TVS section and
    /// a TFTP section, and both are emptied (`docs/phone.md`, step 11). An ITL without any such
    /// records is not one.
    #[must_use]
    pub fn is_rolled_back(&self) -> bool {
        let emptied = |roles: &[Role]| {
            self.holding(roles).next().is_none()
                && self.entries.iter().any(|entry| roles.contains(&entry.role))
        };
        emptied(&[Role::TVS]) && emptied(&[Role::TFTP, Role::CCM_TFTP])
    }

    /// The records with one of these roles that have a certificate or its hash.
    pub(super) fn holding<'l>(
        &'l self,
        roles: &'l [Role],
    ) -> impl Iterator<Item = (&'l Entry, &'l Arc<Holder>)> {
        let holding = self.entries.iter().filter(|entry| roles.contains(&entry.role));
        holding.filter_map(|entry| Some((entry, entry.holder.as_ref()?)))
    }
}
