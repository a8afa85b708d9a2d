//! How a row of the table of certificates becomes DER, field by field.

use std::sync::{LazyLock, OnceLock};

use rsa::traits::PublicKeyParts as _;
use sha1::{Digest as _, Sha1};
use x509_cert::certificate::{TbsCertificate, Version};
use x509_cert::der::asn1::{
    BitString, GeneralizedTime, Ia5String, ObjectIdentifier, OctetString, UtcTime,
};
use x509_cert::der::flagset::FlagSet;
use x509_cert::der::oid::AssociatedOid;
use x509_cert::der::{DateTime, Encode};
use x509_cert::ext::Extension;
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::ext::pkix::{
    AuthorityKeyIdentifier, BasicConstraints, ExtendedKeyUsage, KeyUsage, KeyUsages,
    SubjectAltName, SubjectKeyIdentifier,
};
use x509_cert::serial_number::SerialNumber;
use x509_cert::time::{Time, Validity};

use super::keys::{self, Key};
use super::{Fixture, table};

/// Below the enterprise number that RFC 5612 reserves for examples.
const FILLER: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.4.1.32473.1");

/// What a certificate may be used for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Usage {
    pub(super) key: &'static [KeyUsages],
    pub(super) extended: &'static [ObjectIdentifier],
    /// With basicConstraints that make it a CA.
    pub(super) ca: bool,
}

/// A certificate: a row of the table, and its DER once it was requested.
#[derive(Debug)]
pub struct Certificate {
    /// The stem of its file's name.
    pub name: String,
    /// Its description, for the README.
    pub(super) what: String,
    /// The key it certifies.
    pub key: &'static Key,
    /// Its subject as RFC 4514 writes it.
    pub subject: String,
    /// The name of the certificate that issued it; its own when self-signed.
    pub issuer: String,
    /// The serial as a number, big-endian, without a leading zero.
    pub serial: Vec<u8>,
    /// Valid from the first second of one year to that of another.
    pub(super) years: (u16, u16),
    pub(super) usage: Usage,
    /// Host names in subjectAltName.
    pub(super) hosts: &'static [&'static str],
    /// Whether its signature is SHA-1 with RSA.
    pub(super) sha1: bool,
    /// The length to which its DER is padded.
    pub(super) length: Option<usize>,
    pub(super) der: OnceLock<Vec<u8>>,
}

impl Certificate {
    /// Whether its own key signed it.
    pub fn is_self_signed(&self) -> bool {
        self.issuer == self.name
    }

    /// The certificate, DER.
    pub fn der(&self) -> &[u8] {
        self.der.get_or_init(|| {
            let filler = self.length.map_or_else(Vec::new, |length| self.filler(length));
            let tbs = self.tbs(&filler).to_der().unwrap();
            let signer = by_name(&self.issuer).key;
            let signature = signer.sign(signer.algorithm(self.sha1).oid, &tbs);
            let der = self.assemble(&filler, &signature).to_der().unwrap();
            assert!(self.length.is_none_or(|length| length == der.len()), "{}", self.name);
            der
        })
    }

    /// The certificate, PEM.
    pub fn pem(&self) -> String {
        pem::encode_config(
            &pem::Pem::new("CERTIFICATE", self.der()),
            pem::EncodeConfig::new().set_line_ending(pem::LineEnding::LF),
        )
    }

    /// The sizes of the filler extensions with which the DER has `length` bytes: one, or two if the
    /// steps of DER's own lengths skip it.
    pub fn filler(&self, length: usize) -> Vec<usize> {
        let signature = vec![0; by_name(&self.issuer).key.rsa().size()];
        let measure = |filler: &[usize]| {
            usize::try_from(self.assemble(filler, &signature).encoded_len().unwrap()).unwrap()
        };
        let most = length.saturating_sub(measure(&[0]));
        // A second filler takes some 20 bytes, the lengths themselves a few.
        let sizes = most.saturating_sub(40)..=most;
        let one = sizes.clone().map(|size| vec![size]);
        let two = sizes.flat_map(|size| [vec![size, 0], vec![size, 1]]);
        one.chain(two)
            .find(|filler| measure(filler) == length)
            .unwrap_or_else(|| panic!("{} cannot be filled to {length} bytes", self.name))
    }

    fn assemble(&self, filler: &[usize], signature: &[u8]) -> x509_cert::Certificate {
        let tbs_certificate = self.tbs(filler);
        x509_cert::Certificate {
            signature_algorithm: tbs_certificate.signature.clone(),
            tbs_certificate,
            signature: BitString::from_bytes(signature).unwrap(),
        }
    }

    fn tbs(&self, filler: &[usize]) -> TbsCertificate {
        let issuer = by_name(&self.issuer);
        TbsCertificate {
            version: Version::V3,
            serial_number: SerialNumber::new(&self.serial).unwrap(),
            signature: issuer.key.algorithm(self.sha1),
            issuer: issuer.subject.parse().unwrap(),
            validity: Validity {
                not_before: new_year(self.years.0),
                not_after: new_year(self.years.1),
            },
            subject: self.subject.parse().unwrap(),
            subject_public_key_info: self.key.public(),
            issuer_unique_id: None,
            subject_unique_id: None,
            extensions: Some(self.extensions(filler)),
        }
    }

    fn extensions(&self, filler: &[usize]) -> Vec<Extension> {
        let Usage { key, extended, ca } = self.usage;
        let flags = key.iter().fold(FlagSet::default(), |flags, flag| flags | *flag);
        let mut extensions = vec![extension(&KeyUsage(flags), false)];
        if !extended.is_empty() {
            extensions.push(extension(&ExtendedKeyUsage(extended.to_vec()), false));
        }
        if ca {
            let constraints = BasicConstraints { ca, path_len_constraint: Some(0) };
            extensions.push(extension(&constraints, true));
        }
        extensions.push(extension(&SubjectKeyIdentifier(key_identifier(self.key)), false));
        if !self.is_self_signed() {
            let identifier = AuthorityKeyIdentifier {
                key_identifier: Some(key_identifier(by_name(&self.issuer).key)),
                ..AuthorityKeyIdentifier::default()
            };
            extensions.push(extension(&identifier, false));
        }
        if !self.hosts.is_empty() {
            let dns = |host: &&str| GeneralName::DnsName(Ia5String::new(*host).unwrap());
            let names = SubjectAltName(self.hosts.iter().map(dns).collect());
            extensions.push(extension(&names, false));
        }
        extensions.extend(filler.iter().map(|size| Extension {
            extn_id: FILLER,
            critical: false,
            extn_value: OctetString::new(vec![0; *size]).unwrap(),
        }));
        extensions
    }

    /// The row of the README.
    fn described(&self) -> String {
        let Self { what, key, years: (from, to), issuer, .. } = self;
        let key = if key.name == self.name {
            key.kind.to_string()
        } else {
            format!("{}, key `{}`", key.kind, key.name)
        };
        let signer = by_name(issuer).key;
        let digest = match (signer.kind, self.sha1) {
            (keys::Kind::Rsa(_), true) => "SHA-1",
            (keys::Kind::Rsa(_) | keys::Kind::P256, _) => "SHA-256",
            (keys::Kind::P384, _) => "SHA-384",
            (keys::Kind::P521, _) => "SHA-512",
        };
        let issued = if self.is_self_signed() {
            format!("self-signed with {digest}")
        } else {
            format!("issued by `{issuer}` with {digest}")
        };
        let filled = if self.length.is_some() { ", filled" } else { "" };
        let length = self.der().len();
        format!("{what}; {key}, {issued}, {from} to {to}, DER {length} bytes{filled}")
    }
}

fn extension<E: AssociatedOid + Encode>(value: &E, critical: bool) -> Extension {
    let extn_value = OctetString::new(value.to_der().unwrap()).unwrap();
    Extension { extn_id: E::OID, critical, extn_value }
}

/// RFC 5280, section 4.2.1.2, method 1.
fn key_identifier(key: &Key) -> OctetString {
    OctetString::new(Sha1::digest(key.public().subject_public_key.raw_bytes()).to_vec()).unwrap()
}

/// RFC 5280, section 4.1.2.5: `UTCTime` through the year 2049.
fn new_year(year: u16) -> Time {
    let date = DateTime::new(year, 1, 1, 0, 0, 0).unwrap();
    UtcTime::from_date_time(date)
        .map_or_else(|_| Time::GeneralTime(GeneralizedTime::from_date_time(date)), Time::UtcTime)
}

static CERTIFICATES: LazyLock<Vec<Certificate>> = LazyLock::new(table::rows);

/// Every certificate, in the order of the table.
pub fn all() -> &'static [Certificate] {
    &CERTIFICATES
}

/// The certificate of this name; panics if it does not exist.
pub fn by_name(name: &str) -> &'static Certificate {
    all().iter().find(|c| c.name == name).unwrap_or_else(|| panic!("no certificate {name}"))
}

/// The certificate files.
pub fn fixtures() -> Vec<Fixture> {
    all()
        .iter()
        .map(|certificate| Fixture {
            path: format!("certs/{}.pem", certificate.name),
            what: certificate.described(),
            bytes: certificate.pem().into_bytes(),
        })
        .collect()
}
