//! Whether a list is sound: reports every problem, not only the first one. `docs/format.md` says at
//! its end what "malformed", "not sound" and "odd" mean.

use crate::certificate::{Certificate, PublicKey};
use crate::digest::{self, Digest};
use crate::error::{Class, Described as _, Place};
use crate::list::FieldName;
use crate::list::tag::{header, record};
use crate::list::{Kind, Record, Role, TrustList, name};
use crate::signature::{self, NoSigner, RSA_PKCS1};
use crate::tlv::Field;

mod excerpt;
mod finding;

pub use finding::Finding;

/// The result of examining a list.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Verdict {
    /// Index of the signer's record, where the header names one.
    pub signer: Option<usize>,
    /// The certificate of each record, where it has one that decodes.
    pub certificates: Vec<Option<Certificate>>,
    /// All findings: about the header, each record, and the signer.
    pub findings: Vec<Finding>,
}

impl Verdict {
    /// Whether the list is sound.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.findings.iter().all(|finding| finding.class() == Class::Note)
    }

    /// The signer's certificate.
    #[must_use]
    pub fn signer_certificate(&self) -> Option<&Certificate> {
        self.certificates.get(self.signer?)?.as_ref()
    }
}

/// Examines a list. With `required_signer`, the list must be signed by that certificate.
#[must_use]
pub fn examine(list: &TrustList<'_>, required_signer: Option<&Certificate>) -> Verdict {
    let mut findings = Vec::new();
    odd_header(list, &mut findings);
    let certificates: Vec<_> =
        list.records().iter().map(|record| examine_record(record, &mut findings)).collect();
    let signer = examine_signer(list, &certificates, &mut findings);
    let verdict = Verdict { signer, certificates, findings };
    match required_signer {
        Some(expected) => require_signer(verdict, expected),
        None => verdict,
    }
}

fn require_signer(mut verdict: Verdict, expected: &Certificate) -> Verdict {
    let found = verdict.signer_certificate();
    if found.map(Certificate::der) != Some(expected.der()) {
        let subject = |c: &Certificate| excerpt::text(name::cucm(c.subject()).as_bytes());
        let found = found.map_or_else(|| "no signer".to_owned(), subject);
        let expected = subject(expected);
        verdict.findings.push(Finding::OtherSigner { expected, found });
    }
    verdict
}

/// The highest version of lists that is known (`docs/format.md`, section 2).
const VERSION: [u8; 2] = [1, 2];

/// The number of unknown tags in a record or header that are reported one by one.
const TAGS: usize = 4;

/// A finding if the list's file name belongs to a different kind than its FILENAME.
#[must_use]
pub fn other_kind(list: &TrustList<'_>, name: &str) -> Option<Finding> {
    let kind = Kind::of_name(name.as_bytes()).filter(|kind| *kind != list.kind())?;
    let name = name.rsplit('/').next().unwrap_or(name);
    Some(filename(list, &format!("{} in a file named {name}", kind.filename())))
}

fn filename(list: &TrustList<'_>, expected: &str) -> Finding {
    let head = list.header();
    Finding::Filename {
        place: Place::header(head.offset_of(header::FILENAME)),
        expected: expected.to_owned(),
        found: excerpt::text(head.filename()),
    }
}

/// Phones rely on the FILENAME, and a CTL never contains a TVS (`docs/format.md`, section 7 \[D\]).
fn odd_filename(list: &TrustList<'_>) -> Option<Finding> {
    let names = [Kind::Ctl, Kind::Itl].map(Kind::filename);
    if !names.iter().any(|name| name.as_bytes() == list.header().filename()) {
        return Some(filename(list, &names.join(" or ")));
    }
    let tvs = list.records().iter().find(|entry| entry.role() == Role::TVS);
    let tvs = tvs.filter(|_| list.kind() == Kind::Ctl)?;
    let expected = format!("{} (record {} is a TVS)", Kind::Itl.filename(), tvs.number());
    Some(filename(list, &expected))
}

/// A phone ends a text at a NUL and ignores the rest.
fn nuls(
    place: impl Fn(u8) -> Place,
    in_record: bool,
    texts: &[(u8, Option<&[u8]>)],
) -> Vec<Finding> {
    let with_nul = texts.iter().filter(|(_, text)| text.is_some_and(|text| text.contains(&0)));
    with_nul
        .map(|(tag, _)| Finding::NulInText {
            place: place(*tag),
            field: FieldName { in_record, tag: *tag },
        })
        .collect()
}

fn unknown_tags<'a>(
    fields: impl Iterator<Item = Field<'a>>,
    place: impl Fn(usize) -> Place,
    findings: &mut Vec<Finding>,
) {
    let mut fields = fields.peekable();
    for field in fields.by_ref().take(TAGS) {
        let (place, length) = (place(field.offset), field.value.len());
        findings.push(Finding::UnknownTag { place, tag: field.tag, length });
    }
    if let Some(first) = fields.peek().map(|field| field.offset) {
        findings.push(Finding::MoreUnknownTags { place: place(first), count: fields.count() });
    }
}

fn odd_header(list: &TrustList<'_>, findings: &mut Vec<Finding>) {
    let head = list.header();
    let place = |tag| Place::header(head.offset_of(tag));
    let [major, minor] = head.version();
    if [major, minor] > VERSION {
        findings.push(Finding::Version { place: place(header::VERSION), major, minor });
    }
    let unknown = head.fields().filter(|field| header::name(field.tag).is_none());
    unknown_tags(unknown, Place::header, findings);
    findings.extend(nuls(
        place,
        false,
        &[
            (header::SIGNER_NAME, Some(head.signer_name())),
            (header::CA_NAME, Some(head.issuer())),
            (header::FILENAME, Some(head.filename())),
        ],
    ));
    // The signed bytes are the same wherever SIGNATURE is (`docs/format.md`, section 4).
    let info = head.fields().find(|field| field.tag == header::SIGNATURE_INFO);
    let expected = info.map_or(0, |info| info.value_offset().saturating_add(info.value.len()));
    if head.offset_of(header::SIGNATURE) != expected {
        findings.push(Finding::SignaturePlace { place: place(header::SIGNATURE), expected });
    }
    findings.extend(odd_filename(list));
    let bits = head.signature().len().saturating_mul(8);
    let code = head.modulus_code();
    if digest::modulus_code(bits) != Some(code) {
        let place = place(header::SIGNATURE_MODULUS);
        findings.push(Finding::ModulusCode { place, bits, code });
    }
    let found = head.pads();
    let unpadded = head.length().saturating_sub(found);
    let expected = unpadded.next_multiple_of(4).saturating_sub(unpadded);
    if found != expected {
        findings.push(Finding::Pads { place: Place::header(head.length()), expected, found });
    }
}

fn examine_record(entry: &Record<'_>, findings: &mut Vec<Finding>) -> Option<Certificate> {
    let place = |tag| entry.place_of(tag);
    let unknown = entry.fields().filter(|field| record::name(field.tag).is_none());
    unknown_tags(unknown, |offset| Place::record(entry.number(), offset), findings);
    findings.extend(nuls(
        place,
        true,
        &[
            (record::DNS_NAME, entry.dns_name()),
            (record::SUBJECT_NAME, entry.subject()),
            (record::ISSUER_NAME, entry.issuer()),
        ],
    ));
    if entry.role().name().is_none() {
        let code = entry.role().code();
        findings.push(Finding::UnknownRole { place: place(record::FUNCTION), code });
    }
    if let Some(address) = entry.ip_address().filter(|address| address.len() != 4) {
        let length = address.len();
        findings.push(Finding::Address { place: place(record::IP_ADDRESS), length });
    }
    if let Some(&[code]) = entry.get(record::HASH_ALGORITHM)
        && code != Digest::Sha1.code()
    {
        findings.push(Finding::HashAlgorithm { place: place(record::HASH_ALGORITHM), code });
    }
    match Certificate::from_der(entry.certificate()?) {
        Ok(certificate) => {
            compare_copies(entry, &certificate, findings);
            Some(certificate)
        }
        Err(error) => {
            let reason = excerpt::text(error.to_string().as_bytes());
            findings.push(Finding::Certificate { place: place(record::CERTIFICATE), reason });
            None
        }
    }
}

/// A phone may trust a copy without looking at the certificate, so each copy must equal the
/// certificate.
fn compare_copies(entry: &Record<'_>, certificate: &Certificate, findings: &mut Vec<Finding>) {
    let mut differs = |tag: u8, [expected, found]: [String; 2]| {
        let field = FieldName { in_record: true, tag };
        findings.push(Finding::Copy { place: entry.place_of(tag), field, expected, found });
    };
    let names = [
        (record::SUBJECT_NAME, entry.subject(), certificate.subject()),
        (record::ISSUER_NAME, entry.issuer(), certificate.issuer()),
    ];
    for (tag, copy, original) in names {
        if let Some(copy) = copy.filter(|copy| !name::matches(copy, original)) {
            differs(tag, excerpt::texts(name::cucm(original).as_bytes(), copy));
        }
    }
    if let Some(copy) = entry.serial().filter(|copy| !same_serial(copy, certificate.serial())) {
        differs(record::SERIAL_NUMBER, excerpt::serials(certificate.serial(), copy));
    }
    let bytes = [
        (record::PUBLIC_KEY, entry.public_key(), certificate.key().bytes()),
        (record::SIGNATURE, entry.signature(), certificate.signature()),
    ];
    for (tag, copy, original) in bytes {
        if let Some(copy) = copy.filter(|copy| *copy != original) {
            differs(tag, excerpt::bytes(original, copy));
        }
    }
}

/// Serials are compared as numbers, and a token's in the CTL Client's reversed
/// order too (`docs/format.md`, section 6).
#[must_use]
pub fn same_serial(left: &[u8], right: &[u8]) -> bool {
    // Zeros at the end of a serial are at its start once it is reversed, and are part of the number
    // there: the whole serial is reversed, with and without leading zeros.
    let reversed = |serial: &[u8]| serial.iter().rev().copied().collect::<Vec<u8>>();
    number(left) == number(right)
        || number(&reversed(left)) == number(right)
        || number(left) == number(&reversed(right))
        || number(&reversed(number(left))) == number(right)
}

/// A serial without leading zeros.
fn number(serial: &[u8]) -> &[u8] {
    let zeros = serial.iter().take_while(|byte| **byte == 0).count();
    serial.get(zeros..).unwrap_or_default()
}

fn examine_signer(
    list: &TrustList<'_>,
    certificates: &[Option<Certificate>],
    findings: &mut Vec<Finding>,
) -> Option<usize> {
    let head = list.header();
    let place = Place::header(head.offset_of(header::SIGNER_ID));
    // For a signature that cannot be checked, only this is reported.
    let known =
        head.signature_algorithm() == RSA_PKCS1 && Digest::from_code(head.digest()).is_some();
    if head.signature_algorithm() != RSA_PKCS1 {
        let place = Place::header(head.offset_of(header::SIGNATURE_ALGORITHM));
        findings.push(Finding::UnknownAlgorithm { place, code: head.signature_algorithm() });
    }
    if Digest::from_code(head.digest()).is_none() {
        let place = Place::header(head.offset_of(header::DIGEST_ALGORITHM));
        findings.push(Finding::UnknownDigest { place, code: head.digest() });
    }
    let entry = match signature::signer_of(list) {
        Ok(entry) => entry,
        Err(NoSigner::Several { records: [first, second] }) => {
            findings.push(Finding::SeveralSigners { place, first, second });
            return None;
        }
        Err(NoSigner::None) => {
            findings.push(no_signer(list, certificates, place));
            return None;
        }
    };
    let index = entry.number().saturating_sub(1);
    let Some(certificate) = certificates.get(index).and_then(Option::as_ref) else {
        // A certificate that does not decode has been reported.
        if entry.certificate().is_none() {
            let place = Place::record(entry.number(), entry.offset());
            findings.push(Finding::SignerWithoutCertificate { place });
        }
        return Some(index);
    };
    if !name::matches(head.signer_name(), certificate.subject()) {
        let original = name::cucm(certificate.subject());
        let [expected, found] = excerpt::texts(original.as_bytes(), head.signer_name());
        findings.push(Finding::Copy {
            place: Place::header(head.offset_of(header::SIGNER_NAME)),
            field: FieldName { in_record: false, tag: header::SIGNER_NAME },
            expected,
            found,
        });
    }
    let usable = matches!(certificate.key(), PublicKey::Rsa { bits, .. } if *bits <= signature::MAX_RSA_BITS);
    if !usable {
        let place = Place::record(entry.number(), entry.offset());
        findings.push(Finding::SignerKey {
            place,
            key: excerpt::text(certificate.key().to_string().as_bytes()),
        });
    } else if known && !signature::list_verifies(list, certificate.key()) {
        let place = Place::header(head.offset_of(header::SIGNATURE));
        findings.push(Finding::Signature { place, signer: entry.number() });
    }
    Some(index)
}

/// No record has the signer as the header spells it: look for a different spelling.
fn no_signer(list: &TrustList<'_>, certificates: &[Option<Certificate>], place: Place) -> Finding {
    let head = list.header();
    let right = list.records().iter().zip(certificates).find(|(entry, certificate)| {
        entry.role() == Role::SAST
            && certificate.as_ref().is_some_and(|certificate| {
                name::matches(head.issuer(), certificate.issuer())
                    && same_serial(head.serial(), certificate.serial())
            })
    });
    if let Some((entry, _)) = right {
        return Finding::SignerSpelling { place, record: entry.number() };
    }
    let [serial, _] = excerpt::serials(head.serial(), head.serial());
    let wanted = format!("{}, {}", excerpt::text(head.issuer()), serial.to_uppercase());
    Finding::NoSigner { place, wanted }
}
