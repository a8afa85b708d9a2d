//! The signer of a list as JSON: the same object in every document (docs/json.md).

use serde::Serialize;

use crate::certificate::Certificate;
use crate::list::{TrustList, name};
use crate::signature;
use crate::text::visible;
use crate::verify::Verdict;

/// The certificate that a list names as its signer's.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct SignerReport {
    /// Its common name.
    pub common_name: String,
    /// Its subject as CUCM spells it.
    pub subject: String,
    /// Its issuer as CUCM spells it.
    pub issuer: String,
    /// Its serial number, hexadecimal.
    pub serial: String,
    /// The number of its record.
    pub record: usize,
}

impl SignerReport {
    /// The signer of an examined list; `None` if it names none, or if the record has no
    /// certificate.
    #[must_use]
    pub fn of(verdict: &Verdict) -> Option<Self> {
        let certificate = verdict.signer_certificate()?;
        Some(Self::new(certificate, verdict.signer?.saturating_add(1)))
    }

    /// The same for the bytes of a list, which need not be signed yet.
    #[must_use]
    pub fn of_list(bytes: &[u8]) -> Option<Self> {
        let list = TrustList::parse(bytes).ok()?;
        let record = signature::signer_of(&list).ok()?;
        let certificate = Certificate::from_der(record.certificate()?).ok()?;
        Some(Self::new(&certificate, record.number()))
    }

    fn new(certificate: &Certificate, record: usize) -> Self {
        let (subject, issuer) = (certificate.subject(), certificate.issuer());
        Self {
            common_name: visible(subject.common_name().trim().as_bytes()),
            subject: visible(name::cucm(subject).as_bytes()),
            issuer: visible(name::cucm(issuer).as_bytes()),
            serial: hex::encode(certificate.serial()),
            record,
        }
    }
}
