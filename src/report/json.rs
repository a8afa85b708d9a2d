//! A list as JSON. The shape is documented in `docs/json.md`; a field is added
//! under the same schema, never renamed or removed.

use md5::Md5;
use serde::Serialize;
use sha1::{Digest as _, Sha1};
use sha2::Sha256;

use super::signer::SignerReport;
use super::time::rfc3339;
use super::{Subject, kind_of};
use crate::certificate::{Certificate, PublicKey};
use crate::digest::Digest;
use crate::error::{Class, Described as _};
use crate::list::tag::{header, record};
use crate::list::{Record, Role};
use crate::text::{address, visible};
use crate::tlv::Field;
use crate::verify::Finding;

/// The schema of [`List`].
pub const SCHEMA: &str = "ctl.list/2";

/// A whole list.
#[derive(Debug, Serialize)]
pub struct List {
    schema: &'static str,
    path: String,
    kind: &'static str,
    size: usize,
    md5: String,
    sha1: String,
    sha256: String,
    modified: Option<String>,
    header: Header,
    records: Vec<RecordReport>,
    sound: bool,
    signer: Option<SignerReport>,
    findings: Vec<FindingReport>,
}

#[derive(Debug, Serialize)]
struct Header {
    version: String,
    length: usize,
    signer_version: Option<String>,
    signer_name: String,
    signer_serial: String,
    signer_issuer: String,
    digest: String,
    digest_code: u8,
    signature_algorithm: u8,
    modulus_code: u8,
    signature: String,
    filename: String,
    timestamp: String,
    pads: usize,
    unknown: Vec<Unknown>,
}

#[derive(Debug, Serialize)]
struct RecordReport {
    number: usize,
    offset: usize,
    length: usize,
    role: String,
    role_code: u16,
    form: &'static str,
    host: Option<String>,
    address: Option<String>,
    subject: Option<String>,
    issuer: Option<String>,
    serial: Option<String>,
    public_key: Option<String>,
    signature: Option<String>,
    certificate_sha1: Option<String>,
    certificate: Option<Details>,
    signs: bool,
    unknown: Vec<Unknown>,
}

/// The names in the certificate itself, in the order of its DER.
#[derive(Debug, Serialize)]
pub struct Details {
    subject: String,
    issuer: String,
    serial: String,
    key_algorithm: &'static str,
    key_bits: Option<usize>,
    key_curve: Option<String>,
    not_before: String,
    not_after: String,
    sha256: String,
    der: String,
}

#[derive(Debug, Serialize)]
struct Unknown {
    tag: u8,
    offset: usize,
    value: String,
}

/// A finding, as `ctl show` and `ctl verify` print it.
#[derive(Debug, Serialize)]
pub struct FindingReport {
    id: &'static str,
    /// `not-sound` or `odd`.
    weight: &'static str,
    message: String,
    hint: &'static str,
}

impl FindingReport {
    /// The JSON form of a finding.
    #[must_use]
    pub fn of(finding: &Finding) -> Self {
        let weight = if finding.class() == Class::Note { "odd" } else { "not-sound" };
        let message = visible(finding.to_string().as_bytes());
        Self { id: finding.id(), weight, message, hint: finding.advice() }
    }
}

/// The JSON form of a list; `modified` is the file's time in Unix seconds.
#[must_use]
pub fn list(subject: &Subject<'_>, modified: Option<i64>) -> List {
    let list = subject.list;
    let verdict = subject.verdict;
    let records = list.records().iter().zip(&verdict.certificates).enumerate();
    List {
        schema: SCHEMA,
        path: subject.name.to_owned(),
        kind: kind_of(list).name(),
        size: list.bytes().len(),
        md5: hex::encode(Md5::digest(list.bytes())),
        sha1: hex::encode(Sha1::digest(list.bytes())),
        sha256: hex::encode(Sha256::digest(list.bytes())),
        modified: modified.map(rfc3339),
        header: head(list.header()),
        records: records
            .map(|(index, (record, certificate))| {
                entry(record, certificate.as_ref(), verdict.signer == Some(index))
            })
            .collect(),
        sound: verdict.is_sound(),
        signer: SignerReport::of(verdict),
        findings: verdict.findings.iter().map(FindingReport::of).collect(),
    }
}

fn head(head: &crate::list::Header<'_>) -> Header {
    let version = |[major, minor]: [u8; 2]| format!("{major}.{minor}");
    Header {
        version: version(head.version()),
        length: head.length(),
        signer_version: head.signer_version().map(version),
        signer_name: visible(head.signer_name()),
        signer_serial: hex::encode(head.serial()),
        signer_issuer: visible(head.issuer()),
        digest: Digest::from_code(head.digest()).map_or("unknown", Digest::name).to_owned(),
        digest_code: head.digest(),
        signature_algorithm: head.signature_algorithm(),
        modulus_code: head.modulus_code(),
        signature: hex::encode(head.signature()),
        filename: visible(head.filename()),
        timestamp: rfc3339(i64::from(head.timestamp())),
        pads: head.pads(),
        unknown: unknown(head.fields(), header::name),
    }
}

fn entry(record: &Record<'_>, certificate: Option<&Certificate>, signs: bool) -> RecordReport {
    let form = if record.is_emptied() {
        "emptied"
    } else if record.cert_hash().is_some() {
        "hash"
    } else {
        "full"
    };
    let fingerprint = record
        .certificate()
        .map(|der| Sha1::digest(der).to_vec())
        .or(record.cert_hash().map(Into::into));
    RecordReport {
        number: record.number(),
        offset: record.offset(),
        length: record.length(),
        role: role(record.role()),
        role_code: record.role().code(),
        form,
        host: record.dns_name().map(visible),
        address: record.ip_address().map(address),
        subject: record.subject().map(visible),
        issuer: record.issuer().map(visible),
        serial: record.serial().map(hex::encode),
        public_key: record.public_key().map(hex::encode),
        signature: record.signature().map(hex::encode),
        certificate_sha1: fingerprint.map(hex::encode),
        certificate: certificate.map(details),
        signs,
        unknown: unknown(record.fields(), record::name),
    }
}

fn role(role: Role) -> String {
    role.name().map_or_else(|| role.code().to_string(), str::to_owned)
}

/// The contents of a certificate, in the order of its DER.
#[must_use]
pub fn details(certificate: &Certificate) -> Details {
    let (key_algorithm, key_bits, key_curve) = match certificate.key() {
        PublicKey::Rsa { bits, .. } => ("RSA", Some(*bits), None),
        PublicKey::Ec { curve, .. } => ("EC", None, Some(curve.clone())),
        PublicKey::Other { .. } => ("other", None, None),
    };
    Details {
        subject: visible(certificate.subject().to_string().as_bytes()),
        issuer: visible(certificate.issuer().to_string().as_bytes()),
        serial: hex::encode(certificate.serial()),
        key_algorithm,
        key_bits,
        key_curve,
        not_before: rfc3339(certificate.not_before()),
        not_after: rfc3339(certificate.not_after()),
        sha256: hex::encode(Sha256::digest(certificate.der())),
        der: hex::encode(certificate.der()),
    }
}

fn unknown<'a>(
    fields: impl Iterator<Item = Field<'a>>,
    name: fn(u8) -> Option<&'static str>,
) -> Vec<Unknown> {
    fields
        .filter(|field| name(field.tag).is_none())
        .map(|f| Unknown { tag: f.tag, offset: f.offset, value: hex::encode(f.value) })
        .collect()
}
