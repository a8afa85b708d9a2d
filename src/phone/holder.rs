//! The holder that a record or TVS names: a certificate, and how it is spelled there.

use std::collections::HashMap;
use std::sync::Arc;

use sha1::{Digest as _, Sha1};

use super::KNOWN_BITS;
use crate::certificate::{Certificate, PublicKey};
use crate::list::{Record, name};

/// A certificate as a list or TVS shows it to a phone.
///
/// Phones compare `issuer` and `serial` byte for byte (`docs/phone.md`, step 7),
/// so they are kept as spelled, not as the certificate has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The subject's name.
    pub subject: Vec<u8>,
    /// The issuer's name.
    pub issuer: Vec<u8>,
    /// The serial number.
    pub serial: Vec<u8>,
    /// The certificate's key; `None` without a certificate.
    pub key: Option<PublicKey>,
    /// SHA-1 of the certificate: of its bytes, or the hash in their place.
    pub sha1: Option<[u8; 20]>,
    /// Start and end of its validity, Unix seconds.
    pub validity: Option<[i64; 2]>,
}

impl Holder {
    /// A certificate as CUCM spells it (`docs/format.md`, section 5).
    #[must_use]
    pub fn of(certificate: &Certificate) -> Self {
        Self {
            subject: name::cucm(certificate.subject()).into_bytes(),
            issuer: name::cucm(certificate.issuer()).into_bytes(),
            serial: certificate.serial().to_vec(),
            key: Some(certificate.key().clone()),
            sha1: Some(certificate.sha1()),
            validity: Some([certificate.not_before(), certificate.not_after()]),
        }
    }

    /// A token's certificate as the CTL Client spells it: in lower case, and the
    /// serial reversed (`docs/format.md`, sections 3 and 6).
    #[must_use]
    pub fn of_token(certificate: &Certificate) -> Self {
        Self {
            subject: name::token(certificate.subject()).into_bytes(),
            issuer: name::token(certificate.issuer()).into_bytes(),
            serial: certificate.serial().iter().rev().copied().collect(),
            ..Self::of(certificate)
        }
    }

    /// A certificate that does not exist yet, so that a plan can be simulated. Its key
    /// is only a name: equal names are the same key, and none verifies bytes.
    #[must_use]
    pub fn planned(subject: &[u8], issuer: &[u8], serial: &[u8], key: &str) -> Self {
        Self {
            subject: subject.to_vec(),
            issuer: issuer.to_vec(),
            serial: serial.to_vec(),
            key: Some(PublicKey::Rsa { der: key.as_bytes().to_vec(), bits: KNOWN_BITS }),
            sha1: Some(Sha1::digest([b"planned ", key.as_bytes()].concat()).into()),
            validity: None,
        }
    }

    /// The common name in any spelling, or the whole subject if there is none.
    #[must_use]
    pub fn common_name(&self) -> String {
        let subject = String::from_utf8_lossy(&self.subject);
        let mut parts = subject.split([';', ',']);
        let named = parts.find_map(|part| {
            let (kind, name) = part.trim().split_once('=')?;
            kind.eq_ignore_ascii_case("CN").then(|| name.trim_matches(['"', ' ']).to_owned())
        });
        named.unwrap_or_else(|| subject.into_owned())
    }
}

/// The holders of many lists, each kept once: lists of one cluster name the same
/// certificates over and over.
#[derive(Debug, Default)]
pub struct Holders(HashMap<Spelled, Arc<Holder>>);

/// What identifies a holder: names and serial as spelled, and SHA-1 of the certificate.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Spelled {
    names: [Vec<u8>; 2],
    serial: Vec<u8>,
    sha1: Option<[u8; 20]>,
    /// Whether there is a certificate, not only its hash.
    whole: bool,
}

impl Holders {
    /// The holder of a record; `None` if it is emptied. A certificate that does not decode
    /// verifies nothing.
    pub fn of_record(&mut self, record: &Record<'_>) -> Option<Arc<Holder>> {
        if record.is_emptied() {
            return None;
        }
        let der = record.certificate();
        let hash = record.cert_hash().and_then(|hash| hash.try_into().ok());
        let sha1 = der.map(|der| Sha1::digest(der).into()).or(hash);
        let subject = record.subject().unwrap_or_default();
        let issuer = record.issuer().unwrap_or_default();
        let serial = record.serial().unwrap_or_default();
        let spelled = Spelled {
            names: [subject.to_vec(), issuer.to_vec()],
            serial: serial.to_vec(),
            sha1,
            whole: der.is_some(),
        };
        let holder = self.0.entry(spelled).or_insert_with(|| {
            let certificate = der.and_then(|der| Certificate::from_der(der).ok());
            Arc::new(Holder {
                subject: subject.to_vec(),
                issuer: issuer.to_vec(),
                serial: serial.to_vec(),
                sha1,
                validity: certificate.as_ref().map(|c| [c.not_before(), c.not_after()]),
                key: certificate.map(|certificate| certificate.key().clone()),
            })
        });
        Some(Arc::clone(holder))
    }
}
