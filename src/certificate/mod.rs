//! Certificates: what a list copies from them, and the files that contain them.
//!
//! The only user of `x509-parser`. Knows nothing of lists.

mod container;
pub(crate) mod encoding;
mod error;
mod name;
mod server;

pub use container::{leaf, read};
pub use error::CertificateError;
pub use name::{Attribute, Name};

use sha1::{Digest as _, Sha1};
use x509_parser::nom::Parser as _;
use x509_parser::oid_registry::{
    OID_EC_P256, OID_KEY_TYPE_EC_PUBLIC_KEY, OID_NIST_EC_P384, OID_NIST_EC_P521,
    OID_PKCS1_RSAENCRYPTION,
};
use x509_parser::prelude::{FromDer as _, X509Certificate, X509CertificateParser, X509Error};

/// The largest certificate file that is read: a PKCS#7 chain of RSA-4096
/// certificates with long SAN lists stays far below one megabyte.
pub const MAX_CERTIFICATE_FILE: usize = 1 << 20;

/// The public key of a certificate, in the form a list's PUBLICKEY field has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicKey {
    /// PKCS#1 `RSAPublicKey`, DER (RFC 8017, appendix A.1.1).
    Rsa {
        /// The DER.
        der: Vec<u8>,
        /// Bits of the modulus.
        bits: usize,
    },
    /// An elliptic-curve point, uncompressed (SEC 1, 2.3.3).
    Ec {
        /// The curve's usual name, or its dotted OID.
        curve: String,
        /// The point.
        point: Vec<u8>,
    },
    /// A key of another algorithm.
    Other {
        /// The algorithm's dotted OID.
        algorithm: String,
        /// The bits of the subjectPublicKey.
        bits: Vec<u8>,
    },
}

impl PublicKey {
    /// The bytes as a PUBLICKEY field has them.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Rsa { der, .. } => der,
            Self::Ec { point, .. } => point,
            Self::Other { bits, .. } => bits,
        }
    }
}

impl std::fmt::Display for PublicKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Rsa { bits, .. } => write!(f, "RSA {bits}"),
            Self::Ec { curve, .. } => write!(f, "EC {curve}"),
            Self::Other { algorithm, .. } => write!(f, "{algorithm}"),
        }
    }
}

/// A decoded X.509 certificate that owns its DER.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    der: Vec<u8>,
    subject: Name,
    issuer: Name,
    serial: Vec<u8>,
    key: PublicKey,
    signature: Vec<u8>,
    not_before: i64,
    not_after: i64,
}

impl Certificate {
    /// Decodes one DER certificate (RFC 5280) that fills `der` exactly.
    ///
    /// # Errors
    /// [`CertificateError::Der`] where it does not decode, and
    /// [`CertificateError::Trailing`] where bytes follow it.
    pub fn from_der(der: &[u8]) -> Result<Self, CertificateError> {
        // A list does not copy the content of extensions; only their encoding is checked.
        let (rest, certificate) = X509CertificateParser::new()
            .with_deep_parse_extensions(false)
            .parse(der)
            .map_err(|error| CertificateError::Der { reason: reason_of(&error) })?;
        if !rest.is_empty() {
            return Err(CertificateError::Trailing {
                length: der.len().saturating_sub(rest.len()),
                extra: rest.len(),
            });
        }
        if !is_integer(certificate.raw_serial()) {
            let reason = "its serial number is not an INTEGER in DER".to_owned();
            return Err(CertificateError::Der { reason });
        }
        Ok(Self {
            subject: Name::from_x509(certificate.subject())?,
            issuer: Name::from_x509(certificate.issuer())?,
            serial: without_leading_zero(certificate.raw_serial()).to_vec(),
            key: public_key(&certificate)?,
            signature: certificate.signature_value.data.to_vec(),
            not_before: certificate.validity().not_before.timestamp(),
            not_after: certificate.validity().not_after.timestamp(),
            der: der.to_vec(),
        })
    }

    /// The DER, as it was read.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The certificate as PEM, with the line ends of Unix.
    #[must_use]
    pub fn to_pem(&self) -> String {
        // RFC 7468, section 2, allows both line ends; files here have this one.
        let lines = pem::EncodeConfig::new().set_line_ending(pem::LineEnding::LF);
        pem::encode_config(&pem::Pem::new("CERTIFICATE", self.der.clone()), lines)
    }

    /// The subject's name, in the order of the DER.
    #[must_use]
    pub fn subject(&self) -> &Name {
        &self.subject
    }

    /// The issuer's name, in the order of the DER.
    #[must_use]
    pub fn issuer(&self) -> &Name {
        &self.issuer
    }

    /// The serial number, big-endian, without the 00 that DER puts before a set
    /// top bit.
    #[must_use]
    pub fn serial(&self) -> &[u8] {
        &self.serial
    }

    /// The public key.
    #[must_use]
    pub fn key(&self) -> &PublicKey {
        &self.key
    }

    /// The certificate's own signature bits (`signatureValue`).
    #[must_use]
    pub fn signature(&self) -> &[u8] {
        &self.signature
    }

    /// Start of validity, Unix seconds.
    #[must_use]
    pub fn not_before(&self) -> i64 {
        self.not_before
    }

    /// End of validity, Unix seconds.
    #[must_use]
    pub fn not_after(&self) -> i64 {
        self.not_after
    }

    /// SHA-1 over the DER: the fingerprint that `show ctl` prints.
    #[must_use]
    pub fn sha1(&self) -> [u8; 20] {
        Sha1::digest(&self.der).into()
    }
}

/// Whether an INTEGER has the minimum number of bytes (X.690, 8.3.2): otherwise one number would
/// have many serials, and phones compare bytes.
fn is_integer(bytes: &[u8]) -> bool {
    match bytes {
        [] => false,
        [0, second, ..] => *second >= 0x80,
        [0xff, second, ..] => *second < 0x80,
        _ => true,
    }
}

/// Serials are DER INTEGERs: a 00 before a set top bit is not part of the number.
fn without_leading_zero(serial: &[u8]) -> &[u8] {
    match serial {
        [0, rest @ ..] if !rest.is_empty() => rest,
        _ => serial,
    }
}

fn public_key(certificate: &X509Certificate<'_>) -> Result<PublicKey, CertificateError> {
    let info = certificate.public_key();
    let bits = info.subject_public_key.data.as_ref();
    let algorithm = &info.algorithm.algorithm;
    if *algorithm == OID_PKCS1_RSAENCRYPTION {
        return Ok(PublicKey::Rsa { der: bits.to_vec(), bits: rsa_bits(bits)? });
    }
    if *algorithm == OID_KEY_TYPE_EC_PUBLIC_KEY {
        let parameters = info.algorithm.parameters.as_ref();
        let curve = match parameters.and_then(|any| any.as_oid().ok()) {
            Some(oid) if oid == OID_EC_P256 => "P-256".to_owned(),
            Some(oid) if oid == OID_NIST_EC_P384 => "P-384".to_owned(),
            Some(oid) if oid == OID_NIST_EC_P521 => "P-521".to_owned(),
            Some(oid) => oid.to_id_string(),
            None => "with explicit parameters".to_owned(),
        };
        return Ok(PublicKey::Ec { curve, point: bits.to_vec() });
    }
    Ok(PublicKey::Other { algorithm: algorithm.to_id_string(), bits: bits.to_vec() })
}

fn rsa_bits(der: &[u8]) -> Result<usize, CertificateError> {
    let reason = |what: &str| CertificateError::Der { reason: format!("its RSA key {what}") };
    let (rest, key) = x509_parser::public_key::RSAPublicKey::from_der(der)
        .map_err(|error| reason(&reason_of(&error)))?;
    if !rest.is_empty() {
        return Err(reason("is followed by further bytes"));
    }
    let modulus = without_leading_zero(key.modulus);
    let top = modulus.first().copied().unwrap_or(0);
    let leading = usize::try_from(top.leading_zeros()).unwrap_or(0);
    (modulus.len().saturating_mul(8))
        .checked_sub(leading)
        .filter(|bits| *bits > 0)
        .ok_or_else(|| reason("has no modulus"))
}

/// The decoder's reason in our own words, without the input bytes that its own text would print.
fn reason_of(error: &x509_parser::nom::Err<X509Error>) -> String {
    use x509_parser::nom::Err::{Error, Failure, Incomplete};
    match error {
        Incomplete(_) => "it is truncated".to_owned(),
        Error(inner) | Failure(inner) => {
            let text = format!("{inner:?}");
            if text.contains("Eof") || text.contains("Incomplete") {
                return "it is truncated".to_owned();
            }
            let short: String = text.chars().take(80).collect();
            format!("its DER is not that of a certificate ({short})")
        }
    }
}
