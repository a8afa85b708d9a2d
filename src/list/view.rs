//! A parsed list, its header and its records, all borrowed from the input.

use super::kind::Kind;
use super::role::Role;
use super::slots::Slots;
use super::tag::{header, record};
use crate::error::Place;
use crate::tlv::{Cursor, Field};

/// One more than the highest known tag.
pub(super) const HEADER_TAGS: usize = 0x1c + 1;
pub(super) const RECORD_TAGS: usize = 0x0c + 1;

/// A parsed list. It borrows the bytes that were read; a signature is verified over these bytes.
#[derive(Clone, Debug)]
pub struct TrustList<'a> {
    pub(super) input: &'a [u8],
    pub(super) header: Header<'a>,
    pub(super) records: Vec<Record<'a>>,
}

impl<'a> TrustList<'a> {
    /// The bytes that were parsed.
    #[must_use]
    pub const fn bytes(&self) -> &'a [u8] {
        self.input
    }

    /// The kind of list according to the FILENAME in the header, since a per-phone file has a
    /// different name. A FILENAME that does not start with ITL counts as a CTL.
    #[must_use]
    pub fn kind(&self) -> Kind {
        if self.header.filename().starts_with(b"ITL") { Kind::Itl } else { Kind::Ctl }
    }

    /// The header.
    #[must_use]
    pub const fn header(&self) -> &Header<'a> {
        &self.header
    }

    /// The records in the order of the file.
    #[must_use]
    pub fn records(&self) -> &[Record<'a>] {
        &self.records
    }

    /// Everything the signature covers: the bytes before the SIGNATURE field and
    /// those after it (`docs/format.md`, section 4 \[B\]).
    #[must_use]
    pub fn signed(&self) -> [&'a [u8]; 2] {
        let field = self.header.slots.get(header::SIGNATURE);
        let start = field.map_or(0, |field| field.offset);
        let end = field.map_or(0, |f| f.value_offset().saturating_add(f.value.len()));
        [self.input.get(..start).unwrap_or_default(), self.input.get(end..).unwrap_or_default()]
    }
}

/// The header of a list.
#[derive(Clone, Debug)]
pub struct Header<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) pads: usize,
    pub(super) slots: Slots<'a, HEADER_TAGS>,
}

impl<'a> Header<'a> {
    /// Version: major, minor.
    #[must_use]
    pub fn version(&self) -> [u8; 2] {
        pair(self.slots.value(header::VERSION))
    }

    /// HeaderLength, in bytes.
    #[must_use]
    pub const fn length(&self) -> usize {
        self.bytes.len()
    }

    /// The signer version, where there is one.
    #[must_use]
    pub fn signer_version(&self) -> Option<[u8; 2]> {
        self.slots.get(header::SIGNER_VERSION).map(|field| pair(field.value))
    }

    /// SIGNERNAME, without its NUL.
    #[must_use]
    pub fn signer_name(&self) -> &'a [u8] {
        without_nul(self.slots.value(header::SIGNER_NAME))
    }

    /// SERIALNUMBER of the signer.
    #[must_use]
    pub fn serial(&self) -> &'a [u8] {
        self.slots.value(header::SERIAL_NUMBER)
    }

    /// CANAME: the signer's issuer, without its NUL.
    #[must_use]
    pub fn issuer(&self) -> &'a [u8] {
        without_nul(self.slots.value(header::CA_NAME))
    }

    /// DIGESTALGORTITHM.
    #[must_use]
    pub fn digest(&self) -> u8 {
        byte(self.slots.value(header::DIGEST_ALGORITHM))
    }

    /// SIGNATUREALGORTITHM.
    #[must_use]
    pub fn signature_algorithm(&self) -> u8 {
        byte(self.slots.value(header::SIGNATURE_ALGORITHM))
    }

    /// SIGNATUREMODULUS: a code for the key's size, advisory.
    #[must_use]
    pub fn modulus_code(&self) -> u8 {
        byte(self.slots.value(header::SIGNATURE_MODULUS))
    }

    /// SIGNATURE.
    #[must_use]
    pub fn signature(&self) -> &'a [u8] {
        self.slots.value(header::SIGNATURE)
    }

    /// Offset of the first byte of SIGNATURE's value from the start of the file.
    #[must_use]
    pub fn signature_offset(&self) -> usize {
        self.slots.get(header::SIGNATURE).map_or(0, Field::value_offset)
    }

    /// FILENAME, without its NUL.
    #[must_use]
    pub fn filename(&self) -> &'a [u8] {
        without_nul(self.slots.value(header::FILENAME))
    }

    /// TIMESTAMP, Unix seconds.
    #[must_use]
    pub fn timestamp(&self) -> u32 {
        let value = self.slots.value(header::TIMESTAMP);
        value.first_chunk().map_or(0, |bytes| u32::from_be_bytes(*bytes))
    }

    /// How many pads there are.
    #[must_use]
    pub const fn pads(&self) -> usize {
        self.pads
    }

    /// Every field in the order of the file, a container before its children;
    /// pads are left out.
    pub fn fields(&self) -> impl Iterator<Item = Field<'a>> + use<'a> {
        let bytes = self.bytes;
        let mut cursor = Cursor::new(bytes, 0);
        std::iter::from_fn(move || {
            while cursor.skip(header::PAD) {}
            let field = cursor.field().ok().flatten()?;
            if header::is_container(field.tag) {
                let inside = field.value_offset();
                cursor = Cursor::new(bytes.get(inside..).unwrap_or_default(), inside);
            }
            Some(field)
        })
    }

    /// Offset of a field, from the start of the file; 0 where it is missing.
    #[must_use]
    pub fn offset_of(&self, tag: u8) -> usize {
        self.slots.get(tag).map_or(0, |field| field.offset)
    }
}

/// A record of a list.
#[derive(Clone, Debug)]
pub struct Record<'a> {
    pub(super) number: usize,
    pub(super) offset: usize,
    pub(super) bytes: &'a [u8],
    pub(super) slots: Slots<'a, RECORD_TAGS>,
}

impl<'a> Record<'a> {
    /// The record's number; the first is 1.
    #[must_use]
    pub const fn number(&self) -> usize {
        self.number
    }

    /// Offset of the record from the start of the file, in bytes.
    #[must_use]
    pub const fn offset(&self) -> usize {
        self.offset
    }

    /// RECORDLENGTH: all bytes of the record, including the 5 of this field.
    #[must_use]
    pub const fn length(&self) -> usize {
        self.bytes.len()
    }

    /// FUNCTION.
    #[must_use]
    pub fn role(&self) -> Role {
        Role::from_code(u16::from_be_bytes(pair(self.slots.value(record::FUNCTION))))
    }

    /// DNSNAME, without its NUL.
    #[must_use]
    pub fn dns_name(&self) -> Option<&'a [u8]> {
        self.get(record::DNS_NAME).map(without_nul)
    }

    /// SUBJECTNAME, without its NUL.
    #[must_use]
    pub fn subject(&self) -> Option<&'a [u8]> {
        self.get(record::SUBJECT_NAME).map(without_nul)
    }

    /// ISSUERNAME, without its NUL.
    #[must_use]
    pub fn issuer(&self) -> Option<&'a [u8]> {
        self.get(record::ISSUER_NAME).map(without_nul)
    }

    /// SERIALNUMBER.
    #[must_use]
    pub fn serial(&self) -> Option<&'a [u8]> {
        self.get(record::SERIAL_NUMBER)
    }

    /// PUBLICKEY: `RSAPublicKey` DER or an EC point.
    #[must_use]
    pub fn public_key(&self) -> Option<&'a [u8]> {
        self.get(record::PUBLIC_KEY)
    }

    /// SIGNATURE: the bits with which the certificate was signed.
    #[must_use]
    pub fn signature(&self) -> Option<&'a [u8]> {
        self.get(record::SIGNATURE)
    }

    /// CERTIFICATE, DER.
    #[must_use]
    pub fn certificate(&self) -> Option<&'a [u8]> {
        self.get(record::CERTIFICATE)
    }

    /// CERTHASH: SHA-1 of the certificate, instead of it.
    #[must_use]
    pub fn cert_hash(&self) -> Option<&'a [u8]> {
        self.get(record::CERT_HASH)
    }

    /// IPADDRESS: 4 bytes, 16 in theory, any number in a damaged file.
    #[must_use]
    pub fn ip_address(&self) -> Option<&'a [u8]> {
        self.get(record::IP_ADDRESS)
    }

    /// Whether the record names a server but has no fields about its certificate (`docs/format.md`,
    /// section 3, emptied records).
    #[must_use]
    pub fn is_emptied(&self) -> bool {
        CERTIFICATE_FIELDS.iter().all(|tag| self.get(*tag).is_none())
    }

    /// The value of a known field.
    #[must_use]
    pub fn get(&self, tag: u8) -> Option<&'a [u8]> {
        self.slots.get(tag).map(|field| field.value)
    }

    /// Where a known field starts; where the record starts if it is missing.
    #[must_use]
    pub fn place_of(&self, tag: u8) -> Place {
        let offset = self.slots.get(tag).map_or(self.offset, |field| field.offset);
        Place::record(self.number, offset)
    }

    /// Every field in the order of the file.
    pub fn fields(&self) -> impl Iterator<Item = Field<'a>> + use<'a> {
        let mut cursor = Cursor::new(self.bytes, self.offset);
        std::iter::from_fn(move || cursor.field().ok().flatten())
    }
}

/// A record with one of these is about a certificate; an emptied one has none.
const CERTIFICATE_FIELDS: &[u8] = &[
    record::SUBJECT_NAME,
    record::ISSUER_NAME,
    record::SERIAL_NUMBER,
    record::PUBLIC_KEY,
    record::SIGNATURE,
    record::CERTIFICATE,
    record::CERT_HASH,
    record::HASH_ALGORITHM,
];

fn without_nul(text: &[u8]) -> &[u8] {
    text.strip_suffix(&[0]).unwrap_or(text)
}

pub(super) fn pair(value: &[u8]) -> [u8; 2] {
    value.first_chunk().copied().unwrap_or_default()
}

fn byte(value: &[u8]) -> u8 {
    value.first().copied().unwrap_or_default()
}
