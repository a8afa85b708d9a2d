//! Issuing certificates: a subject, a key and an issuer in, a certificate out.
//!
//! For labs, and for phones without a CUCM. Time and random numbers are arguments. Knows nothing of
//! lists, clusters or files.

mod error;
mod extensions;
mod key;
pub mod planned;
mod request;
mod subject;
pub mod usage;

pub use error::IssueError;
pub use key::{KeyType, PrivateKey};
pub use request::Request;
pub use subject::{AlternativeName, Subject};
pub use usage::Usage;

use std::time::Duration;

use rand_core::{CryptoRngCore, RngCore};
use x509_cert::certificate::{TbsCertificate, Version};
use x509_cert::der::asn1::{BitString, GeneralizedTime, UtcTime};
use x509_cert::der::{DateTime, Encode as _};
use x509_cert::serial_number::SerialNumber;
use x509_cert::time::{Time, Validity};

use self::extensions::{Authority, extensions};
use crate::certificate::{Certificate, PublicKey};
use crate::digest::Digest;
use crate::signature::verifies;
use crate::signer::{SignError, Signer};

/// A random serial number of exactly this many bytes. Its first byte is 40 to 7F, so that the DER
/// needs no additional byte, as in all known serials of CUCM (`docs/format.md`, section 6).
#[must_use]
pub fn serial(length: usize, rng: &mut impl RngCore) -> Vec<u8> {
    let mut serial = vec![0; length];
    rng.fill_bytes(&mut serial);
    if let Some(first) = serial.first_mut() {
        *first = *first & 0x3f | 0x40;
    }
    serial
}

/// Issues a certificate for `key`: by `issuer`, or signed by the key itself. It is
/// decoded again, and an RSA signature verified, before it is returned.
///
/// # Errors
/// [`IssueError`], where the request cannot be met or the issuer does not sign.
pub fn issue(
    request: &Request,
    key: &PrivateKey,
    issuer: Option<&dyn Signer>,
    rng: &mut impl CryptoRngCore,
) -> Result<Certificate, IssueError> {
    let authority = issuer.map(|issuer| Authority::of(issuer.certificate())).transpose()?;
    let algorithm = match issuer {
        Some(_) => key::rsa_algorithm(request.digest),
        None => key.algorithm(request.digest)?,
    };
    let public = key.public()?;
    let tbs = TbsCertificate {
        version: Version::V3,
        serial_number: SerialNumber::new(&request.serial)?,
        signature: algorithm.clone(),
        issuer: authority.as_ref().map_or_else(|| request.subject.name(), Authority::name),
        validity: validity(request.not_before, request.not_after)?,
        subject: request.subject.name(),
        issuer_unique_id: None,
        subject_unique_id: None,
        extensions: Some(extensions(request, &public, authority)?),
        subject_public_key_info: public,
    };
    let message = tbs.to_der()?;
    let digest = request.digest.unwrap_or(Digest::Sha256);
    let signature = match issuer {
        Some(issuer) => issuer.sign(digest, &message)?,
        None => key.sign(digest, &message, rng)?,
    };
    let certificate = x509_cert::Certificate {
        tbs_certificate: tbs,
        signature_algorithm: algorithm,
        signature: BitString::from_bytes(&signature)?,
    };
    let certificate = Certificate::from_der(&certificate.to_der()?)?;
    let signer = issuer.map_or(certificate.key(), |issuer| issuer.certificate().key());
    if matches!(signer, PublicKey::Rsa { .. }) && !verifies(signer, digest, &[&message], &signature)
    {
        let subject = issuer.map_or(certificate.subject(), |i| i.certificate().subject());
        return Err(SignError::Unverified { subject: subject.to_string() }.into());
    }
    Ok(certificate)
}

/// Checks that a certificate can issue others here: it has an RSA key, and is a CA. Call this
/// before asking for a secret.
///
/// # Errors
/// [`IssueError`], which says why it cannot.
pub fn check_issuer(certificate: &Certificate) -> Result<(), IssueError> {
    Authority::of(certificate).map(drop)
}

/// RFC 5280, section 4.1.2.5: `UTCTime` through the year 2049.
fn validity(from: i64, to: i64) -> Result<Validity, IssueError> {
    let time = |seconds: i64| {
        let seconds = u64::try_from(seconds).ok()?;
        let date = DateTime::from_unix_duration(Duration::from_secs(seconds)).ok()?;
        Some(UtcTime::from_date_time(date).map_or_else(
            |_| Time::GeneralTime(GeneralizedTime::from_date_time(date)),
            Time::UtcTime,
        ))
    };
    match (time(from), time(to)) {
        (Some(not_before), Some(not_after)) if from < to => Ok(Validity { not_before, not_after }),
        _ => Err(IssueError::Validity { from, to }),
    }
}
