//! Files of one or more certificates: PEM, DER and PKCS#7.

use cms::content_info::ContentInfo;
use der::asn1::{AnyRef, ObjectIdentifier};
use der::{Decode as _, Reader as _, SliceReader, Tag, TagNumber, Tagged as _};

use super::encoding::{Block, Encoding, Object};
use super::{Certificate, CertificateError, MAX_CERTIFICATE_FILE};

/// `id-signedData` (RFC 5652, section 5.1).
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");

/// All certificates of a file, in its order: PEM (certificates and PKCS#7, among blocks of any
/// kind), a DER certificate, or DER PKCS#7. At least one.
///
/// # Errors [`CertificateError`] where the file is none of these, contains no certificate, or one
/// that does not decode. [`CertificateError::Pkcs12`] asks for `signer::software::KeyFile`, which
/// takes a passphrase.
pub fn read(input: &[u8]) -> Result<Vec<Certificate>, CertificateError> {
    if input.len() > MAX_CERTIFICATE_FILE {
        return Err(CertificateError::TooLarge { limit: MAX_CERTIFICATE_FILE });
    }
    let not = |found: &str| CertificateError::NotACertificate { found: found.to_owned() };
    match Encoding::of(input) {
        Encoding::Pem(blocks) => pem(&blocks),
        Encoding::Der(Object::Certificate) => Ok(vec![Certificate::from_der(input)?]),
        Encoding::Der(Object::Pkcs7) => {
            let certificates = pkcs7(input)?;
            if certificates.is_empty() {
                return Err(none("PKCS#7 without certificates"));
            }
            Ok(certificates)
        }
        Encoding::Der(Object::Pkcs12) => Err(CertificateError::Pkcs12 {}),
        Encoding::Der(
            Object::Pkcs1Key | Object::Pkcs8Key | Object::EncryptedPkcs8Key | Object::EcKey,
        ) => Err(not("a private key")),
        Encoding::Neither(found) => Err(not(found)),
    }
}

/// The one relevant certificate: the only one, or in a chain the one that did not issue any of the
/// others. The same certificate twice counts once.
///
/// # Errors
/// [`CertificateError::Ambiguous`] where no certificate, or more than one, is
/// the leaf, and [`CertificateError::NoCertificate`] where there is none at all.
pub fn leaf(certificates: Vec<Certificate>) -> Result<Certificate, CertificateError> {
    let mut distinct: Vec<Certificate> = Vec::new();
    for certificate in certificates {
        if !distinct.contains(&certificate) {
            distinct.push(certificate);
        }
    }
    let leaves: Vec<&Certificate> = distinct
        .iter()
        .filter(|candidate| !distinct.iter().any(|other| issued(candidate, other)))
        .collect();
    match leaves.as_slice() {
        [leaf] => Ok((*leaf).clone()),
        [] if distinct.is_empty() => Err(none("an empty list")),
        // CAs that certify each other leave no candidate: all of them are listed.
        [] => Err(ambiguous(&mut distinct.iter())),
        several => Err(ambiguous(&mut several.iter().copied())),
    }
}

/// Whether `other` names `candidate` as its issuer. One that is its own issuer
/// was issued by nobody else, though a renewed one has the same name.
fn issued(candidate: &Certificate, other: &Certificate) -> bool {
    other.issuer() == candidate.subject() && other.issuer() != other.subject()
}

fn ambiguous(certificates: &mut dyn Iterator<Item = &Certificate>) -> CertificateError {
    let subjects: Vec<String> = certificates
        .map(|certificate| {
            format!("{} (serial {})", certificate.subject(), hex::encode(certificate.serial()))
        })
        .collect();
    CertificateError::Ambiguous { subjects: subjects.join("; ") }
}

fn none(labels: &str) -> CertificateError {
    CertificateError::NoCertificate { labels: labels.to_owned() }
}

/// The labels are those that OpenSSL reads (its `pem.h`).
fn pem(blocks: &[Block]) -> Result<Vec<Certificate>, CertificateError> {
    let mut certificates = Vec::new();
    for block in blocks {
        match block.label.as_str() {
            "CERTIFICATE" | "X509 CERTIFICATE" => {
                certificates.push(Certificate::from_der(&block.der)?);
            }
            // OpenSSL's own form: trust settings follow the certificate.
            "TRUSTED CERTIFICATE" => {
                let first = SliceReader::new(&block.der).and_then(|mut der| der.tlv_bytes());
                certificates.push(Certificate::from_der(first.unwrap_or(&block.der))?);
            }
            "PKCS7" | "PKCS #7 SIGNED DATA" | "CMS" => certificates.extend(pkcs7(&block.der)?),
            _ => {}
        }
    }
    if certificates.is_empty() {
        let labels: Vec<&str> = blocks.iter().map(|block| block.label.as_str()).collect();
        return Err(none(&labels.join(", ")));
    }
    Ok(certificates)
}

/// The certificates of PKCS#7 signed data (RFC 5652, section 5.1), the bytes as
/// they are: decoding and encoding them again could change a fingerprint.
fn pkcs7(der: &[u8]) -> Result<Vec<Certificate>, CertificateError> {
    let damaged = |error: der::Error| CertificateError::Der { reason: format!("PKCS#7: {error}") };
    let info = ContentInfo::from_der(der).map_err(damaged)?;
    if info.content_type != SIGNED_DATA {
        return Err(CertificateError::NotACertificate {
            found: format!("PKCS#7 of the type {} instead of signed data", info.content_type),
        });
    }
    let mut certificates = Vec::new();
    for set in certificate_sets(AnyRef::from(&info.content)).map_err(damaged)? {
        let mut members = SliceReader::new(set).map_err(damaged)?;
        while !members.is_finished() {
            let is_certificate = members.peek_tag().map_err(damaged)? == Tag::Sequence;
            let member = members.tlv_bytes().map_err(damaged)?;
            if is_certificate {
                certificates.push(Certificate::from_der(member)?);
            }
        }
    }
    Ok(certificates)
}

/// The contents of the field `certificates [0]` of a `SignedData`.
fn certificate_sets(signed_data: AnyRef<'_>) -> der::Result<Vec<&[u8]>> {
    let wanted = Tag::ContextSpecific { constructed: true, number: TagNumber::N0 };
    let mut sets = Vec::new();
    signed_data.sequence(|fields| {
        while !fields.is_finished() {
            let field = AnyRef::decode(fields)?;
            if field.tag() == wanted {
                sets.push(field.value());
            }
        }
        Ok(())
    })?;
    Ok(sets)
}
