//! A CTL or an ITL, as a phone reads it: who signed it, and its records.
//!
//! A list is a header and, straight after it, records up to the end of the file. A field is
//! a tag of one byte, a length of two, and a value; the pad 0D of the header is a single
//! byte. The signature covers every byte of the file but the SIGNATURE field.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use sha1::Sha1;
use sha2::{Digest as _, Sha256};

use super::names::Spelling;

/// Roles of records.
pub mod role {
    /// May sign lists.
    pub const SAST: u16 = 0;
    /// A call manager, or a firewall.
    pub const CCM: u16 = 1;
    /// A call manager that serves files.
    pub const CCM_TFTP: u16 = 2;
    /// A server of files.
    pub const TFTP: u16 = 3;
    /// CAPF.
    pub const CAPF: u16 = 4;
    /// A Trust Verification Service.
    pub const TVS: u16 = 21;
}

/// A SHA-256 that stands for bytes.
pub type Id = [u8; 32];

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
        Self { der: der.into(), id: Sha256::digest(der).into() }
    }

    /// The DER.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The SHA-256 of the DER.
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
        write!(f, "certificate {}", short(&self.id))
    }
}

/// One record.
#[derive(Clone, Debug)]
pub struct Record {
    /// What it is trusted for.
    pub role: u16,
    /// Issuer and serial; an emptied record has none.
    pub spelling: Option<Spelling>,
    /// CERTIFICATE.
    pub certificate: Option<Certificate>,
    /// CERTHASH: the SHA-1 of the certificate, in place of it.
    pub hash: Option<Vec<u8>>,
}

impl Record {
    /// Whether this certificate is in the record, whole or as its hash.
    // Reading: "its certificate must stand" and "is its own server's certificate" hold for a
    // record that has CERTHASH in place of the certificate, as the TVS records of 8.x have.
    #[must_use]
    pub fn has(&self, certificate: &Certificate) -> bool {
        let hashed = |hash: &Vec<u8>| **hash == *Sha1::digest(certificate.der());
        self.certificate.as_ref() == Some(certificate) || self.hash.as_ref().is_some_and(hashed)
    }

    /// Whether any certificate is in the record, whole or as its hash.
    #[must_use]
    pub fn has_any_certificate(&self) -> bool {
        self.certificate.is_some() || self.hash.is_some()
    }
}

/// A file that a server offers or a phone holds. Bytes that are not a list are a `List` too:
/// one without a signer, which no phone takes.
pub struct List {
    id: Id,
    content: Id,
    bytes: Vec<u8>,
    frame: Result<Frame, Malformed>,
}

/// Why bytes are not a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed(pub &'static str);

/// What is in a list.
struct Frame {
    signer: Spelling,
    digest: u8,
    algorithm: u8,
    /// The whole SIGNATURE field, which is not signed.
    signature_field: Range<usize>,
    /// Its value.
    signature: Range<usize>,
    records: Vec<Record>,
}

impl List {
    /// Reads a file.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Arc<Self> {
        let id: Id = Sha256::digest(bytes).into();
        let (frame, content) = match frame(bytes) {
            Ok((frame, header)) => {
                let content = content(&frame, bytes.get(header..).unwrap_or_default());
                (Ok(frame), content)
            }
            Err(malformed) => (Err(malformed), id),
        };
        Arc::new(Self { id, content, bytes: bytes.to_vec(), frame })
    }

    /// Stands for the bytes of the file.
    #[must_use]
    pub fn id(&self) -> Id {
        self.id
    }

    /// Stands for records, signer and digest: equal in lists that differ in time and
    /// signature only.
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

    /// What is signed, in two parts, and the signature.
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
        write!(f, "list {} of {} records", short(&self.id), self.records().len())
    }
}

/// The first bytes of an id, for messages.
fn short(id: &Id) -> String {
    hex::encode(id.get(..4).unwrap_or_default())
}

/// The SHA-256 of signer, digest and records.
fn content(frame: &Frame, records: &[u8]) -> Id {
    let mut hash = Sha256::new();
    for text in [frame.signer.issuer(), frame.signer.serial()] {
        hash.update(text.len().to_be_bytes());
        hash.update(text);
    }
    hash.update([frame.digest, frame.algorithm]);
    hash.update(records);
    hash.finalize().into()
}

/// One field: where it begins, its tag, where its value is.
struct Field {
    start: usize,
    tag: u8,
    value: Range<usize>,
}

/// The field that begins at `start` and ends before `end`.
fn field(bytes: &[u8], start: usize, end: usize) -> Result<Field, Malformed> {
    let cut = Malformed("a field is cut short");
    let Some(&[tag, high, low]) = bytes.get(start..start + 3) else { return Err(cut) };
    let value = start + 3..start + 3 + usize::from(u16::from_be_bytes([high, low]));
    if value.end > end || end > bytes.len() {
        return Err(cut);
    }
    Ok(Field { start, tag, value })
}

/// The fields of a header or a record in any order, each tag that is known once.
#[derive(Default)]
struct Fields(Vec<Field>);

impl Fields {
    fn add(&mut self, field: Field) -> Result<(), Malformed> {
        let known = field.tag <= 0x0f || field.tag == 0x1c;
        if known && self.get(field.tag).is_some() {
            return Err(Malformed("a field is there twice"));
        }
        self.0.push(field);
        Ok(())
    }

    fn get(&self, tag: u8) -> Option<&Field> {
        self.0.iter().find(|field| field.tag == tag)
    }

    fn need(&self, tag: u8) -> Result<&Field, Malformed> {
        self.get(tag).ok_or(Malformed("a field is missing"))
    }
}

/// The value of a field that has one byte.
fn byte(bytes: &[u8], field: &Field) -> Result<u8, Malformed> {
    match bytes.get(field.value.clone()) {
        Some([byte]) => Ok(*byte),
        _ => Err(Malformed("a field is not one byte long")),
    }
}

/// The value of a field that has two bytes.
fn number(bytes: &[u8], field: &Field) -> Result<u16, Malformed> {
    match bytes.get(field.value.clone()) {
        Some([high, low]) => Ok(u16::from_be_bytes([*high, *low])),
        _ => Err(Malformed("a field is not two bytes long")),
    }
}

/// The fields of the header; those of the containers 03, 07 and 09 follow their heads.
fn header(bytes: &[u8]) -> Result<(Fields, usize), Malformed> {
    let version = field(bytes, 0, bytes.len())?;
    let length = field(bytes, version.value.end, bytes.len())?;
    if (version.tag, length.tag) != (0x01, 0x02) {
        return Err(Malformed("the file does not begin with Version and HeaderLength"));
    }
    let end = usize::from(number(bytes, &length)?);
    let mut at = length.value.end;
    if end < at || end > bytes.len() {
        return Err(Malformed("HeaderLength is not in the file"));
    }
    let mut fields = Fields::default();
    while at < end {
        if bytes.get(at) == Some(&0x0d) {
            at += 1;
            continue;
        }
        let next = field(bytes, at, end)?;
        let container = [0x03, 0x07, 0x09].contains(&next.tag);
        at = if container { next.value.start } else { next.value.end };
        fields.add(next)?;
    }
    Ok((fields, end))
}

/// The list, and where its records begin.
fn frame(bytes: &[u8]) -> Result<(Frame, usize), Malformed> {
    let (fields, end) = header(bytes)?;
    for container in [0x03, 0x07, 0x09] {
        fields.need(container)?;
    }
    let signature = fields.need(0x0c)?;
    let value = |tag: u8| Ok(bytes.get(fields.need(tag)?.value.clone()).unwrap_or_default());
    let mut frame = Frame {
        signer: Spelling::new(value(0x06)?, value(0x05)?),
        digest: byte(bytes, fields.need(0x08)?)?,
        algorithm: byte(bytes, fields.need(0x0a)?)?,
        signature_field: signature.start..signature.value.end,
        signature: signature.value.clone(),
        records: Vec::new(),
    };
    let mut at = end;
    while at < bytes.len() {
        let length = field(bytes, at, bytes.len())?;
        let next = at + usize::from(number(bytes, &length)?);
        if length.tag != 0x01 || next < length.value.end || next > bytes.len() {
            return Err(Malformed("a record does not begin with RECORDLENGTH"));
        }
        frame.records.push(record(bytes, length.value.end, next)?);
        at = next;
    }
    Ok((frame, end))
}

/// The record whose fields after RECORDLENGTH are here.
fn record(bytes: &[u8], start: usize, end: usize) -> Result<Record, Malformed> {
    let mut fields = Fields::default();
    let mut at = start;
    while at < end {
        let next = field(bytes, at, end)?;
        at = next.value.end;
        fields.add(next)?;
    }
    let value = |tag: u8| fields.get(tag).and_then(|field| bytes.get(field.value.clone()));
    let spelling = match (value(0x05), value(0x06)) {
        (Some(issuer), Some(serial)) => Some(Spelling::new(issuer, serial)),
        (None, None) => None,
        _ => return Err(Malformed("a field is missing")),
    };
    Ok(Record {
        role: number(bytes, fields.need(0x04)?)?,
        spelling,
        certificate: value(0x09).map(Certificate::new),
        hash: value(0x0b).map(<[u8]>::to_vec),
    })
}
