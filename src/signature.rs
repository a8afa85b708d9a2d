//! The only function that verifies a signature, and the one that finds the signer which a list
//! names.
//!
//! `docs/format.md`, section 4: RSASSA-PKCS1-v1_5 over every byte of the file
//! but the SIGNATURE field.

use rsa::pkcs1::der::Decode as _;
use rsa::traits::SignatureScheme as _;
use rsa::{BigUint, Pkcs1v15Sign, RsaPublicKey};

use crate::certificate::PublicKey;
use crate::digest::Digest;
use crate::list::{Record, Role, TrustList};

/// The largest RSA modulus that is verified, in bits. The longest known SIGNATURE has 4096. The
/// time of a verification grows with the cube of the size, so a forged modulus of tens of thousands
/// of bits must not be tried.
pub const MAX_RSA_BITS: usize = 8192;

/// Whether `signature` is that of `key` over `message`, which is given in parts:
/// RSASSA-PKCS1-v1_5 (RFC 8017, section 8.2.2).
///
/// A key that is not RSA, or longer than [`MAX_RSA_BITS`], verifies nothing.
#[must_use]
pub fn verifies(key: &PublicKey, digest: Digest, message: &[&[u8]], signature: &[u8]) -> bool {
    let PublicKey::Rsa { der, bits } = key else { return false };
    if *bits > MAX_RSA_BITS {
        return false;
    }
    let Ok(numbers) = rsa::pkcs1::RsaPublicKey::from_der(der) else { return false };
    let modulus = BigUint::from_bytes_be(numbers.modulus.as_bytes());
    let exponent = BigUint::from_bytes_be(numbers.public_exponent.as_bytes());
    // Refuses exponents that RSA keys cannot have, for example 1, with which anybody could sign.
    RsaPublicKey::new_with_max_size(modulus, exponent, MAX_RSA_BITS).is_ok_and(|key| {
        // We build the DigestInfo ourselves, so that key files and tokens sign the same bytes.
        Pkcs1v15Sign::new_unprefixed().verify(&key, &digest.info(message), signature).is_ok()
    })
}

/// Why a list names no signer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoSigner {
    /// No SAST record has the header's issuer and serial.
    None,
    /// Several have, and their keys differ.
    Several {
        /// Numbers of two such records.
        records: [usize; 2],
    },
}

/// The SAST record whose issuer and serial are the header's, byte for byte
/// (`docs/format.md`, section 4 \[B\]).
///
/// # Errors
/// [`NoSigner`], where there is none, or several with different keys.
pub fn signer_of<'l, 'a>(list: &'l TrustList<'a>) -> Result<&'l Record<'a>, NoSigner> {
    let header = list.header();
    let named: Vec<_> = list
        .records()
        .iter()
        .filter(|record| {
            record.role() == Role::SAST
                && record.issuer() == Some(header.issuer())
                && record.serial() == Some(header.serial())
        })
        .collect();
    let first = *named.first().ok_or(NoSigner::None)?;
    if let Some(other) = named.iter().find(|other| other.public_key() != first.public_key()) {
        return Err(NoSigner::Several { records: [first.number(), other.number()] });
    }
    // Of several records with the same key, the one with a certificate to verify with.
    Ok(named.into_iter().find(|record| record.certificate().is_some()).unwrap_or(first))
}

/// Whether the list's own signature was made with `key`; `false` also where the header names an
/// unknown algorithm.
#[must_use]
pub fn list_verifies(list: &TrustList<'_>, key: &PublicKey) -> bool {
    let header = list.header();
    header.signature_algorithm() == RSA_PKCS1
        && Digest::from_code(header.digest())
            .is_some_and(|digest| verifies(key, digest, &list.signed(), header.signature()))
}

/// The value of SIGNATUREALGORTITHM for RSASSA-PKCS1-v1_5.
pub const RSA_PKCS1: u8 = 0;
