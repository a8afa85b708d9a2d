//! A CTL or an ITL, as a phone reads it: who signed it, and its records.

use std::fmt;
use std::sync::Arc;

use sha1::Sha1;
use sha2::{Digest as _, Sha256};

use super::names::Spelling;
use super::parse::{Frame, parse};

/// Roles of records.
pub mod role {
    /// May sign lists.
    pub const SAST: u16 = 0;
    /// A call manager, or a firewall.
    pub const CCM: u16 = 1;
    /// A call manager that also serves files.
    pub const CCM_TFTP: u16 = 2;
    /// A file server.
    pub const TFTP: u16 = 3;
    /// CAPF.
    pub const CAPF: u16 = 4;
    /// A Trust Verification Service.
    pub const TVS: u16 = 21;
}

/// An identifier of bytes: the first eight of their SHA-256. A life compares them very often.
pub type Id = u64;

fn id(hash: Sha256) -> Id {
    let hash = hash.finalize();
    hash.iter().take(8).fold(0, |id, byte| id << 8 | u64::from(*byte))
}

/// A certificate: its DER, compared by bytes.
#[derive(Clone)]
pub struct Certificate {
    der: Arc<[u8]>,
    id: Id,
}

impl Certificate {
    /// The certificate with this DER.
    #[must_use]
    pub fn new(der: &[u8]) -> Self {
        Self { der: der.into(), id: id(Sha256::new_with_prefix(der)) }
    }

    /// The DER.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// An identifier of the DER.
    #[must_use]
    pub fn id(&self) -> Id {
        self.id
    }
}

impl PartialEq for Certificate {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Certificate {}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "certificate {:x}", self.id)
    }
}

/// One record.
#[derive(Clone, Debug)]
pub struct Record {
    /// The roles it is trusted for.
    pub role: u16,
    /// Issuer and serial; an emptied record has none.
    pub spelling: Option<Spelling>,
    /// CERTIFICATE.
    pub certificate: Option<Certificate>,
    /// CERTHASH: the SHA-1 of the certificate, instead of the certificate.
    pub hash: Option<Vec<u8>>,
}

impl Record {
    /// Whether this certificate is in the record, in full or as its hash.
    // Reading: "its certificate must stand" and "is its own server's certificate" also apply to a
    // record that has CERTHASH instead of the certificate, as the TVS records of 8.x have.
    #[must_use]
    pub fn has(&self, certificate: &Certificate) -> bool {
        let hashed = |hash: &Vec<u8>| **hash == *Sha1::digest(certificate.der());
        self.certificate.as_ref() == Some(certificate) || self.hash.as_ref().is_some_and(hashed)
    }

    /// Whether any certificate is in the record, in full or as its hash.
    #[must_use]
    pub fn has_any_certificate(&self) -> bool {
        self.certificate.is_some() || self.hash.is_some()
    }
}

/// A file that a server offers or a phone holds. Bytes that are not a list are a `List` as well:
/// one without a signer, which no phone accepts.
pub struct List {
    id: Id,
    content: Id,
    bytes: Vec<u8>,
    frame: Result<Frame, Malformed>,
}

/// Why bytes are not a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed(pub &'static str);

impl List {
    /// Reads a file.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Arc<Self> {
        let id = id(Sha256::new_with_prefix(bytes));
        let (frame, content) = match parse(bytes) {
            Ok((frame, header)) => {
                let content = content(&frame, bytes.get(header..).unwrap_or_default());
                (Ok(frame), content)
            }
            Err(malformed) => (Err(malformed), id),
        };
        Arc::new(Self { id, content, bytes: bytes.to_vec(), frame })
    }

    /// An identifier of the file's bytes.
    #[must_use]
    pub fn id(&self) -> Id {
        self.id
    }

    /// An identifier of records, signer and digest: equal for lists that differ only in time and
    /// signature.
    #[must_use]
    pub fn content(&self) -> Id {
        self.content
    }

    /// The bytes of the file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Why the file is not a list.
    #[must_use]
    pub fn malformed(&self) -> Option<&Malformed> {
        self.frame.as_ref().err()
    }

    /// Issuer and serial of the header.
    #[must_use]
    pub fn signer(&self) -> Option<&Spelling> {
        self.frame.as_ref().ok().map(|frame| &frame.signer)
    }

    /// DIGESTALGORTITHM of the header.
    #[must_use]
    pub fn digest(&self) -> Option<u8> {
        self.frame.as_ref().ok().map(|frame| frame.digest)
    }

    /// SIGNATUREALGORTITHM of the header.
    #[must_use]
    pub fn algorithm(&self) -> Option<u8> {
        self.frame.as_ref().ok().map(|frame| frame.algorithm)
    }

    /// The records.
    #[must_use]
    pub fn records(&self) -> &[Record] {
        self.frame.as_ref().map_or(&[], |frame| &frame.records)
    }

    /// The records with one of these roles.
    pub fn with_role<'a>(&'a self, roles: &'a [u16]) -> impl Iterator<Item = &'a Record> {
        self.records().iter().filter(|record| roles.contains(&record.role))
    }

    /// The signed bytes, in two parts, and the signature.
    #[must_use]
    pub fn signed(&self) -> Option<([&[u8]; 2], &[u8])> {
        let frame = self.frame.as_ref().ok()?;
        let before = self.bytes.get(..frame.signature_field.start)?;
        let after = self.bytes.get(frame.signature_field.end..)?;
        Some(([before, after], self.bytes.get(frame.signature.clone())?))
    }
}

impl fmt::Debug for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "list {:x} of {} records", self.id, self.records().len())
    }
}

/// An identifier of signer, digest and records.
fn content(frame: &Frame, records: &[u8]) -> Id {
    let mut hash = Sha256::new();
    for text in [frame.signer.issuer(), frame.signer.serial()] {
        hash.update(text.len().to_be_bytes());
        hash.update(text);
    }
    hash.update([frame.digest, frame.algorithm]);
    hash.update(records);
    id(hash)
}
