//! Issuing certificates: a subject, a key and an issuer in, a certificate out.
//!
//! For laboratories, and for those who run phones without a CUCM. Time and random
//! numbers are arguments. Knows nothing of lists, clusters or files.

mod extensions;
mod key;
pub mod planned;
mod subject;
pub mod usage;

pub use key::{KeyType, PrivateKey};
pub use subject::{AlternativeName, Subject};
pub use usage::Usage;

use std::time::Duration;

use rand_core::{CryptoRngCore, RngCore};
use x509_cert::certificate::{TbsCertificate, Version};
use x509_cert::der::asn1::{BitString, GeneralizedTime, UtcTime};
use x509_cert::der::{self, DateTime, Encode as _};
use x509_cert::serial_number::SerialNumber;
use x509_cert::time::{Time, Validity};

use self::extensions::{Authority, extensions};
use crate::certificate::{Certificate, CertificateError, PublicKey};
use crate::digest::Digest;
use crate::error::described;
use crate::signature::verifies;
use crate::signer::{KeyError, Signer};

described! {
    /// Why a certificate was not issued.
    pub enum IssueError {
        /// A subject is not written as RFC 4514 writes names.
        Subject {
            /// What was given.
            found: String,
        } = "E-ISSUE-SUBJECT", Usage,
            "{found:?} is not a name as RFC 4514 writes it",
            "write it as CN=pbx.example.net,O=Example,C=NZ, with \\ before a comma inside a value";
        /// An attribute of a subject has a value that it cannot have.
        Attribute {
            /// The attribute's type, for example `CN`.
            key: String,
            /// What is wrong with its value.
            reason: &'static str,
        } = "E-ISSUE-ATTRIBUTE", Usage,
            "the {key} of the subject {reason}",
            "give it another value, or leave it out";
        /// A subjectAltName is neither an address nor the name of a host.
        AlternativeName {
            /// What was given.
            found: String,
        } = "E-ISSUE-SAN", Usage,
            "{found:?} is neither an IP address nor the name of a host",
            "give one name or address each time, for example pbx.example.net or 10.48.47.153";
        /// The time of validity cannot be written into a certificate.
        Validity {
            /// Start of validity, Unix seconds.
            from: i64,
            /// End of validity, Unix seconds.
            to: i64,
        } = "E-ISSUE-VALIDITY", Usage,
            "a certificate cannot be valid from {from} to {to} (Unix seconds)",
            "begin it in 1970 or later, and let it end after that and before the year 10000";
        /// The digest is not that of the key's curve.
        DigestOfCurve {
            /// The key, for example `EC P-384`.
            key: String,
            /// The digest that it signs with.
            own: &'static str,
        } = "E-ISSUE-DIGEST", Usage,
            "an {key} key signs with {own}, and the digest cannot be chosen",
            "leave the digest out";
        /// The issuer's certificate is not that of a CA.
        IssuerNotCa {
            /// The issuer.
            issuer: String,
        } = "E-ISSUE-CA", No,
            "{issuer} is no CA (RFC 5280, section 4.2.1.9), so nobody would believe what it issues",
            "issue with a certificate of the usage ca, or make a self-signed one";
        /// Nothing is issued with a key like the issuer's.
        IssuerKey {
            /// The issuer.
            issuer: String,
            /// Its key, for example `EC P-256`.
            key: String,
        } = "E-ISSUE-ISSUER", Key,
            "{issuer} has an {key} key; certificates are issued with RSA keys of 1024, 2048 or \
             4096 bits",
            "choose another issuer; a self-signed certificate may have an EC key";
        /// A key could not be made or encoded.
        NewKey {
            /// What the engine says.
            reason: String,
        } = "E-ISSUE-KEY", Key,
            "the new key could not be made: {reason}",
            "try again";
        /// The parts of the certificate do not encode.
        Encoding {
            /// What the encoder says.
            reason: String,
        } = "E-ISSUE-DER", Usage,
            "the certificate could not be put together: {reason}",
            "choose other names or a shorter serial";
        also
        /// The issuer's key does not serve.
        Signer(KeyError);
        also
        /// The issuer's certificate, or the new one, does not decode.
        Certificate(CertificateError);
    }
}

/// What a certificate is to say.
#[derive(Clone, Debug)]
pub struct Request {
    /// Whose it is.
    pub subject: Subject,
    /// Its subjectAltName; none, and the extension is left out.
    pub names: Vec<AlternativeName>,
    /// What it may be used for.
    pub usage: Usage,
    /// The serial number, big-endian, with the top bit clear: [`serial`].
    pub serial: Vec<u8>,
    /// Start of validity, Unix seconds.
    pub not_before: i64,
    /// End of validity, Unix seconds.
    pub not_after: i64,
    /// The digest of an RSA signature, else SHA-256; a curve has its own.
    pub digest: Option<Digest>,
}

/// A random serial number of exactly so many bytes. Its first byte is 40 to 7F, so
/// that the DER needs no further one: so are all of CUCM's that are known
/// (`docs/format.md`, section 6).
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
        return Err(KeyError::Unverified { subject: subject.to_string() }.into());
    }
    Ok(certificate)
}

/// Whether a certificate can issue others here: an RSA key, and a CA. To be asked
/// before a secret is.
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

impl From<der::Error> for IssueError {
    fn from(error: der::Error) -> Self {
        Self::Encoding { reason: error.to_string() }
    }
}
