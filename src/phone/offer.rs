//! A list that is offered to a phone.

use std::sync::Arc;

use super::spelling::Named;
use super::{Holder, Holders, List};
use crate::certificate::PublicKey;
use crate::digest::Digest;
use crate::list::{Kind, ParseError, Role, TrustList, Unsigned};
use crate::signature::{list_verifies, signer_of};

/// A list, the signer that it names, and how its signature can be verified.
#[derive(Clone, Debug)]
pub struct Offer {
    pub(super) list: Arc<List>,
    pub(super) signer: Named,
    /// SIGNERNAME.
    pub(super) signer_name: Vec<u8>,
    /// DIGESTALGORTITHM.
    pub(super) digest: u8,
    /// The number of the list's own record that its header names as the signer.
    pub(super) own: Option<usize>,
    proof: Proof,
}

#[derive(Clone, Debug)]
enum Proof {
    /// The file: its signature is verified.
    Bytes(Arc<[u8]>),
    /// The signature is assumed to be this key's.
    Key(Arc<PublicKey>),
    /// No key verifies it.
    Nothing,
}

impl Offer {
    /// A signed list.
    ///
    /// # Errors
    /// [`ParseError`]: a malformed list cannot be simulated.
    pub fn read(bytes: &[u8]) -> Result<Self, ParseError> {
        TrustList::parse(bytes).map(|list| Self::from_list(&list))
    }

    /// A signed list.
    #[must_use]
    pub fn from_list(list: &TrustList<'_>) -> Self {
        Self::sharing(list, &mut Holders::default())
    }

    /// The same; holders that are already known are shared.
    #[must_use]
    pub fn sharing(list: &TrustList<'_>, holders: &mut Holders) -> Self {
        let head = list.header();
        Self {
            list: Arc::new(List::sharing(list, holders)),
            signer: Named { issuer: head.issuer().to_vec(), serial: head.serial().to_vec() },
            signer_name: head.signer_name().to_vec(),
            digest: head.digest(),
            own: signer_of(list).ok().map(crate::list::Record::number),
            proof: Proof::Bytes(list.bytes().into()),
        }
    }

    /// An unsigned list. Its signature is assumed to be that of the signer that it names, which
    /// [`Unsigned::seal`] enforces.
    ///
    /// # Errors
    /// [`ParseError`], which the bytes of an [`Unsigned`] never cause.
    pub fn from_unsigned(unsigned: &Unsigned) -> Result<Self, ParseError> {
        let list = TrustList::parse(unsigned.bytes())?;
        let offer = Self::from_list(&list);
        let key = offer.own_holder().and_then(|holder| holder.key.clone());
        let proof = key.map_or(Proof::Nothing, |key| Proof::Key(key.into()));
        let list = Arc::new(List::clone(&offer.list).unsigned());
        Ok(Self { list, proof, ..offer })
    }

    /// A planned list, signed by a certificate that may also be planned.
    #[must_use]
    pub fn planned(list: List, signer: &Holder, digest: Digest) -> Self {
        let named = Named { issuer: signer.issuer.clone(), serial: signer.serial.clone() };
        let own = list.holding(&[Role::SAST]).find(|(_, holder)| named.is(holder));
        Self {
            own: own.map(|(entry, _)| entry.record),
            signer: named,
            signer_name: signer.subject.clone(),
            digest: digest.code(),
            proof: signer.key.clone().map_or(Proof::Nothing, |key| Proof::Key(key.into())),
            list: list.into(),
        }
    }

    /// The same list, known to be signed by the signer that it names: its signature is not checked
    /// again.
    #[must_use]
    pub fn known_to_be_sound(self) -> Self {
        let key = self.own_holder().and_then(|holder| holder.key.clone());
        match key {
            Some(key) => Self { proof: Proof::Key(key.into()), ..self },
            None => self,
        }
    }

    /// The same list; if the signer that it names has signed it, its signature is not checked
    /// again.
    #[must_use]
    pub fn checked(self) -> Self {
        if self.is_consistent() { self.known_to_be_sound() } else { self }
    }

    /// Whether both are of one kind, name the same signer, and are signed by the same key with the
    /// same digest, as far as that is known.
    #[must_use]
    pub fn is_signed_like(&self, other: &Self) -> bool {
        let keys = match (&self.proof, &other.proof) {
            (Proof::Key(one), Proof::Key(other)) => one == other,
            (Proof::Nothing, Proof::Nothing) => true,
            _ => false,
        };
        keys && self.kind() == other.kind()
            && self.digest == other.digest
            && self.signer == other.signer
    }

    /// DIGESTALGORTITHM.
    #[must_use]
    pub const fn digest(&self) -> u8 {
        self.digest
    }

    /// The same with a signature that no key verifies.
    #[must_use]
    pub fn with_bad_signature(self) -> Self {
        Self { proof: Proof::Nothing, ..self }
    }

    /// CTL or ITL.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.list.kind()
    }

    /// The list.
    #[must_use]
    pub const fn list(&self) -> &Arc<List> {
        &self.list
    }

    /// SIGNERNAME: the subject of the signer as the header has it.
    #[must_use]
    pub fn signer_name(&self) -> &[u8] {
        &self.signer_name
    }

    /// CANAME and SERIALNUMBER.
    #[must_use]
    pub const fn signer(&self) -> &Named {
        &self.signer
    }

    /// Whether the signature is that of `key`.
    #[must_use]
    pub fn verifies(&self, key: &PublicKey) -> bool {
        match &self.proof {
            Proof::Bytes(bytes) => {
                TrustList::parse(bytes).is_ok_and(|list| list_verifies(&list, key))
            }
            Proof::Key(expected) => **expected == *key,
            Proof::Nothing => false,
        }
    }

    /// The list's own signer, if it is in the list.
    pub(super) fn own_holder(&self) -> Option<&Arc<Holder>> {
        let own = self.own?;
        self.list.entries().iter().find(|entry| entry.record == own)?.holder.as_ref()
    }

    /// Whether the list is signed by the signer that is in it.
    #[must_use]
    pub fn is_consistent(&self) -> bool {
        let key = self.own_holder().and_then(|holder| holder.key.as_ref());
        key.is_some_and(|key| self.verifies(key))
    }
}
