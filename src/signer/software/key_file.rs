//! Files of private keys: PKCS#1, PKCS#8 and PKCS#12.

use pkcs12::pbe_params::EncryptedPrivateKeyInfo;
use rsa::pkcs1::DecodeRsaPublicKey as _;
use rsa::pkcs8::PrivateKeyInfo;
use rsa::{BigUint, RsaPrivateKey, RsaPublicKey, pkcs1};
use secrecy::ExposeSecret as _;
use zeroize::Zeroizing;

use super::KeyError;
use super::pbe::{Scheme, Work, decrypt_key};
use super::pfx::Pfx;
use crate::certificate::encoding::{Block, Encoding, Object};
use crate::certificate::{Certificate, CertificateError, MAX_CERTIFICATE_FILE, PublicKey};
use crate::digest::Digest;
use crate::signer::check_size;
use crate::signer::secret::Secrets;

/// The algorithms of keys that are refused by name (RFC 3279, section 2.3; RFC
/// 4055, section 1.2; RFC 8410, section 3).
const ALGORITHMS: [(&str, &str); 5] = [
    ("1.2.840.10045.2.1", "EC"),
    ("1.2.840.10040.4.1", "DSA"),
    ("1.2.840.113549.1.1.10", "RSA for PSS signatures only"),
    ("1.3.101.112", "Ed25519"),
    ("1.3.101.113", "Ed448"),
];

/// `rsaEncryption` (RFC 8017, appendix A.1).
const RSA: &str = "1.2.840.113549.1.1.1";

/// An RSA key from its file, with the certificates if it is a PKCS#12 file.
pub struct KeyFile {
    key: RsaPrivateKey,
    certificates: Vec<Vec<u8>>,
}

impl KeyFile {
    /// Opens the one private key of a file. `name` is the name that the user gave; the secret is
    /// asked for once, and only if the key is encrypted. The caller must wipe the bytes of the
    /// file.
    ///
    /// # Errors [`KeyError`] where the file does not contain exactly one RSA key of a known size,
    /// or the secret does not open it.
    pub fn open(file: &[u8], name: &str, secrets: &dyn Secrets) -> Result<Self, KeyError> {
        if file.len() > MAX_CERTIFICATE_FILE {
            return Err(KeyError::no_key(&format!(
                "a file of more than {MAX_CERTIFICATE_FILE} bytes"
            )));
        }
        let encoding = Encoding::of(file);
        let (object, der) = match &encoding {
            Encoding::Pem(blocks) => pem_key(blocks)?,
            Encoding::Der(object) => (*object, file),
            Encoding::Neither(found) => return Err(KeyError::no_key(found)),
        };
        let mut certificates = Vec::new();
        let key = match object {
            Object::Pkcs1Key => pkcs1_key(der),
            Object::Pkcs8Key => pkcs8_key(&parse("PKCS#8", der)?),
            Object::EncryptedPkcs8Key => encrypted_key(der, name, secrets),
            Object::EcKey => Err(KeyError::NotRsa { algorithm: "EC".to_owned() }),
            Object::Pkcs12 => {
                let (key, found) = pkcs12_key(der, name, secrets)?;
                certificates = found;
                Ok(key)
            }
            Object::Certificate => Err(KeyError::no_key("a certificate")),
            Object::Pkcs7 => Err(KeyError::no_key("PKCS#7")),
        }?;
        Ok(Self { key, certificates })
    }

    /// The certificates in a PKCS#12 file that have this key; [`crate::certificate::leaf`] selects
    /// the signer's. Empty for a key in a different form.
    ///
    /// # Errors
    /// [`CertificateError`] where a certificate of the file does not decode.
    pub fn certificates(&self) -> Result<Vec<Certificate>, CertificateError> {
        let mut certificates = Vec::new();
        for der in &self.certificates {
            let certificate = Certificate::from_der(der)?;
            if belongs(&self.key, &certificate) {
                certificates.push(certificate);
            }
        }
        Ok(certificates)
    }

    pub(super) fn into_key(self) -> RsaPrivateKey {
        self.key
    }
}

impl std::fmt::Debug for KeyFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeyFile").finish_non_exhaustive()
    }
}

/// Whether a PEM block of this label is a private key (RFC 7468, sections 10 and
/// 11, and the labels of OpenSSL and OpenSSH).
pub(super) fn is_key(label: &str) -> bool {
    label.ends_with("PRIVATE KEY")
}

fn pem_key(blocks: &[Block]) -> Result<(Object, &[u8]), KeyError> {
    let keys: Vec<&Block> = blocks.iter().filter(|block| is_key(&block.label)).collect();
    let block = match keys.as_slice() {
        [block] => block,
        [] => {
            let labels: Vec<&str> = blocks.iter().map(|block| block.label.as_str()).collect();
            return Err(KeyError::no_key(&format!("PEM with {} only", labels.join(", "))));
        }
        several => return Err(KeyError::SeveralKeys { count: several.len() }),
    };
    if block.encrypted {
        return Err(KeyError::UnsupportedEncryption {
            scheme: "OpenSSL's traditional PEM encryption".to_owned(),
        });
    }
    let object = match block.label.as_str() {
        "RSA PRIVATE KEY" => Object::Pkcs1Key,
        "PRIVATE KEY" => Object::Pkcs8Key,
        "ENCRYPTED PRIVATE KEY" => Object::EncryptedPkcs8Key,
        "EC PRIVATE KEY" => Object::EcKey,
        "DSA PRIVATE KEY" => return Err(KeyError::NotRsa { algorithm: "DSA".to_owned() }),
        other => return Err(KeyError::no_key(&format!("{other} in an unknown form"))),
    };
    Ok((object, &block.der))
}

/// Damaged keys are refused here: `from_components` checks the exponents against the primes and
/// recomputes the rest.
fn pkcs1_key(der: &[u8]) -> Result<RsaPrivateKey, KeyError> {
    let parts: pkcs1::RsaPrivateKey<'_> = parse("PKCS#1", der)?;
    let number = |part: pkcs1::UintRef<'_>| BigUint::from_bytes_be(part.as_bytes());
    let modulus = number(parts.modulus);
    // Before any arithmetic, whose time grows with the cube of the size.
    check_size(modulus.bits(), Digest::Sha1)?;
    let longest = parts.modulus.len();
    if [parts.private_exponent, parts.prime1, parts.prime2].iter().any(|p| p.len() > longest) {
        return Err(KeyError::malformed("PKCS#1", "a number is longer than the modulus"));
    }
    if parts.other_prime_infos.is_some() {
        return Err(KeyError::malformed("PKCS#1", "the key has more than two primes"));
    }
    let primes = vec![number(parts.prime1), number(parts.prime2)];
    let exponents = (number(parts.public_exponent), number(parts.private_exponent));
    RsaPrivateKey::from_components(modulus, exponents.0, exponents.1, primes)
        .map_err(|error| KeyError::malformed("PKCS#1", error))
}

fn pkcs8_key(info: &PrivateKeyInfo<'_>) -> Result<RsaPrivateKey, KeyError> {
    let oid = info.algorithm.oid.to_string();
    if oid == RSA {
        return pkcs1_key(info.private_key);
    }
    let known = ALGORITHMS.iter().find(|(dotted, _)| *dotted == oid);
    Err(KeyError::NotRsa { algorithm: known.map_or(oid, |(_, name)| (*name).to_owned()) })
}

fn encrypted_key(der: &[u8], name: &str, secrets: &dyn Secrets) -> Result<RsaPrivateKey, KeyError> {
    let locked: EncryptedPrivateKeyInfo = parse("encrypted PKCS#8", der)?;
    // Reports unsupported schemes before it asks.
    Scheme::of(&locked.encryption_algorithm)?;
    let plain = decrypt_key(&locked, secrets.secret(name)?.expose_secret(), &Work::of_a_file())?
        .ok_or_else(|| KeyError::WrongSecret { key: name.to_owned() })?;
    pkcs8_key(&parse("PKCS#8", &plain)?)
}

fn pkcs12_key(
    der: &[u8],
    name: &str,
    secrets: &dyn Secrets,
) -> Result<(RsaPrivateKey, Vec<Vec<u8>>), KeyError> {
    let file = Pfx::from_der(der)?;
    // No passphrase is asked for if the file has no encryption or an empty passphrase.
    let contents = match file.open("")? {
        Some(contents) => contents,
        None => file
            .open(secrets.secret(name)?.expose_secret())?
            .ok_or_else(|| KeyError::WrongSecret { key: name.to_owned() })?,
    };
    let key: &Zeroizing<Vec<u8>> = match contents.keys.as_slice() {
        [key] => key,
        [] => return Err(KeyError::no_key("PKCS#12 with certificates only")),
        several => return Err(KeyError::SeveralKeys { count: several.len() }),
    };
    Ok((pkcs8_key(&parse("PKCS#8", key)?)?, contents.certificates))
}

fn parse<'a, T: der::Decode<'a>>(form: &str, der: &'a [u8]) -> Result<T, KeyError> {
    T::from_der(der).map_err(|error| KeyError::malformed(form, error))
}

/// Whether the key has the modulus and exponent of the certificate.
pub(super) fn belongs(key: &RsaPrivateKey, certificate: &Certificate) -> bool {
    let PublicKey::Rsa { der, .. } = certificate.key() else { return false };
    RsaPublicKey::from_pkcs1_der(der).is_ok_and(|public| public == key.to_public_key())
}
