//! Whether a list is signed with the key of a certificate, and whether it is sound.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use rsa::pkcs1::DecodeRsaPublicKey as _;
use rsa::{Pkcs1v15Sign, RsaPublicKey};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};
use x509_parser::prelude::{FromDer as _, X509Certificate};

use super::list::{Certificate, Id, List, role};

/// DIGESTALGORTITHM of SHA-1, which every phone verifies.
pub const SHA1: u8 = 1;
/// DIGESTALGORTITHM of SHA-256: a constant that was never observed in a file.
pub const SHA256: u8 = 2;
/// DIGESTALGORTITHM of SHA-512.
pub const SHA512: u8 = 3;

/// A cache of verifications: a life of a cluster repeats the same ones.
static VERIFIED: LazyLock<Mutex<HashMap<(Id, Id), bool>>> = LazyLock::new(Mutex::default);

/// Whether the list's signature verifies with the certificate's key: RSASSA-PKCS1-v1_5 with the
/// digest of the header.
#[must_use]
pub fn verifies(list: &List, certificate: &Certificate) -> bool {
    let asked = (list.id(), certificate.id());
    let known = VERIFIED.lock().unwrap_or_else(PoisonError::into_inner).get(&asked).copied();
    known.unwrap_or_else(|| {
        let answer = computed(list, certificate).unwrap_or(false);
        VERIFIED.lock().unwrap_or_else(PoisonError::into_inner).insert(asked, answer);
        answer
    })
}

fn computed(list: &List, certificate: &Certificate) -> Option<bool> {
    let (signed, signature) = list.signed()?;
    let (rest, certificate) = X509Certificate::from_der(certificate.der()).ok()?;
    if !rest.is_empty() {
        return None;
    }
    let key = certificate.public_key().subject_public_key.data.as_ref();
    let key = RsaPublicKey::from_pkcs1_der(key).ok()?;
    let (scheme, digest) = match (list.algorithm()?, list.digest()?) {
        (0, SHA1) => (Pkcs1v15Sign::new::<Sha1>(), hash::<Sha1>(signed)),
        (0, SHA256) => (Pkcs1v15Sign::new::<Sha256>(), hash::<Sha256>(signed)),
        (0, SHA512) => (Pkcs1v15Sign::new::<Sha512>(), hash::<Sha512>(signed)),
        _ => return None,
    };
    Some(key.verify(scheme, &digest, signature).is_ok())
}

fn hash<D: Digest>(parts: [&[u8]; 2]) -> Vec<u8> {
    parts.into_iter().fold(D::new(), Digest::chain_update).finalize().to_vec()
}

/// Whether the list is sound: its signer is one of its own SAST records, byte for byte, and
/// the certificate of that record verifies its signature. Several such records must agree.
// Reading: copies in records (names, keys) that differ from their certificates make a list unsound
// for `verify`; phones are not known to compare them, so they do not count here.
#[must_use]
pub fn is_sound(list: &List) -> bool {
    let Some(signer) = list.signer() else { return false };
    let named = |record: &&super::Record| {
        record.spelling.as_ref().is_some_and(|spelling| spelling.equals(signer))
    };
    let certificates: Vec<_> = list
        .with_role(&[role::SAST])
        .filter(named)
        .filter_map(|record| record.certificate.as_ref())
        .collect();
    !certificates.is_empty() && certificates.iter().all(|certificate| verifies(list, certificate))
}
