//! New private keys: generation, use and encoding.

use std::fmt;

use pkcs5::EncryptionScheme;
use pkcs5::pbes2::Parameters;
use rand_core::{CryptoRngCore, RngCore};
use rsa::pkcs8::{EncodePrivateKey as _, EncodePublicKey as _, SecretDocument};
use rsa::signature::RandomizedSigner as _;
use rsa::{Pkcs1v15Sign, RsaPrivateKey, RsaPublicKey};
use secrecy::{ExposeSecret as _, SecretString};
use x509_cert::der::asn1::{Null, OctetStringRef};
use x509_cert::der::oid::db::rfc5912;
use x509_cert::der::{Decode as _, Encode as _, Sequence};
use x509_cert::spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};
use zeroize::Zeroizing;

use super::IssueError;
use crate::digest::Digest;

/// Rounds of key derivation for an encrypted key: what OWASP's Password Storage
/// Cheat Sheet asks of PBKDF2 with HMAC-SHA-256, and a fraction of a second.
const ITERATIONS: u32 = 600_000;

/// The kind of key to generate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyType {
    /// RSA with a modulus of 1024 bits, as CUCM up to 10.5 and Cisco's tokens have.
    Rsa1024,
    /// RSA with 2048 bits: the longest that every phone verifies
    /// (`docs/format.md`, section 12 \[C\]).
    Rsa2048,
    /// RSA with 4096 bits.
    Rsa4096,
    /// The curve P-256.
    P256,
    /// The curve P-384.
    P384,
    /// The curve P-521.
    P521,
}

/// A newly generated private key. Not printed by Debug; wiped when dropped.
pub struct PrivateKey(Secret);

enum Secret {
    Rsa(Box<RsaPrivateKey>),
    P256(p256::SecretKey),
    P384(p384::SecretKey),
    P521(p521::SecretKey),
}

impl PrivateKey {
    /// Generates a key. One of 2048 bits takes some tenths of a second.
    ///
    /// # Errors [`IssueError::NewKey`], where the engine fails.
    pub fn new(kind: KeyType, rng: &mut impl CryptoRngCore) -> Result<Self, IssueError> {
        let mut rsa = |bits| {
            let key = RsaPrivateKey::new(rng, bits).map_err(|error| new_key(&error))?;
            Ok(Secret::Rsa(Box::new(key)))
        };
        let secret = match kind {
            KeyType::Rsa1024 => rsa(1024),
            KeyType::Rsa2048 => rsa(2048),
            KeyType::Rsa4096 => rsa(4096),
            KeyType::P256 => Ok(Secret::P256(p256::SecretKey::random(rng))),
            KeyType::P384 => Ok(Secret::P384(p384::SecretKey::random(rng))),
            KeyType::P521 => Ok(Secret::P521(p521::SecretKey::random(rng))),
        };
        secret.map(Self)
    }

    /// The key as PKCS#8 PEM, encrypted where there is a passphrase (PBES2 with PBKDF2,
    /// HMAC-SHA-256 and AES-256-CBC). It follows `preface`, which readers skip (RFC 7468, section
    /// 2).
    ///
    /// # Errors
    /// [`IssueError::NewKey`], where the key does not encode.
    pub fn to_pem(
        &self,
        preface: &str,
        passphrase: Option<&SecretString>,
        rng: &mut impl RngCore,
    ) -> Result<Zeroizing<String>, IssueError> {
        let plain = self.pkcs8()?;
        let (label, der) = match passphrase {
            Some(passphrase) => {
                let der = encrypted(plain.as_bytes(), passphrase, rng)?;
                ("ENCRYPTED PRIVATE KEY", SecretDocument::try_from(der.as_slice())?)
            }
            None => ("PRIVATE KEY", plain),
        };
        let pem = der.to_pem(label, rsa::pkcs8::LineEnding::LF)?;
        Ok(Zeroizing::new(format!("{preface}{}", pem.as_str())))
    }

    fn pkcs8(&self) -> Result<SecretDocument, IssueError> {
        match &self.0 {
            Secret::Rsa(key) => key.to_pkcs8_der(),
            Secret::P256(key) => key.to_pkcs8_der(),
            Secret::P384(key) => key.to_pkcs8_der(),
            Secret::P521(key) => key.to_pkcs8_der(),
        }
        .map_err(|error| new_key(&error))
    }

    /// The public key as a certificate has it.
    pub(super) fn public(&self) -> Result<SubjectPublicKeyInfoOwned, IssueError> {
        let document = match &self.0 {
            Secret::Rsa(key) => RsaPublicKey::from(&**key).to_public_key_der(),
            Secret::P256(key) => key.public_key().to_public_key_der(),
            Secret::P384(key) => key.public_key().to_public_key_der(),
            Secret::P521(key) => key.public_key().to_public_key_der(),
        };
        let document = document.map_err(|error| new_key(&error))?;
        Ok(SubjectPublicKeyInfoOwned::from_der(document.as_bytes())?)
    }

    /// The signatureAlgorithm of what this key signs: RSA with the requested digest, a curve with
    /// the digest of its own size (RFC 5758, section 3.2).
    pub(super) fn algorithm(
        &self,
        digest: Option<Digest>,
    ) -> Result<AlgorithmIdentifierOwned, IssueError> {
        let (curve, oid, own, name) = match &self.0 {
            Secret::Rsa(_) => return Ok(rsa_algorithm(digest)),
            Secret::P256(_) => {
                ("EC P-256", rfc5912::ECDSA_WITH_SHA_256, Some(Digest::Sha256), "SHA-256")
            }
            Secret::P384(_) => ("EC P-384", rfc5912::ECDSA_WITH_SHA_384, None, "SHA-384"),
            Secret::P521(_) => {
                ("EC P-521", rfc5912::ECDSA_WITH_SHA_512, Some(Digest::Sha512), "SHA-512")
            }
        };
        if digest.is_some() && digest != own {
            return Err(IssueError::DigestOfCurve { key: curve.to_owned(), own: name });
        }
        Ok(AlgorithmIdentifierOwned { oid, parameters: None })
    }

    /// Signs with the algorithm of [`PrivateKey::algorithm`]. The random numbers
    /// blind RSA and make the nonces of the curves.
    pub(super) fn sign(
        &self,
        digest: Digest,
        message: &[u8],
        rng: &mut impl CryptoRngCore,
    ) -> Result<Vec<u8>, IssueError> {
        macro_rules! ecdsa {
            ($curve:ident, $key:expr) => {{
                let signer = $curve::ecdsa::SigningKey::from_bytes(&$key.to_bytes());
                let signer = signer.map_err(|error| new_key(&error))?;
                let signature: $curve::ecdsa::Signature =
                    signer.try_sign_with_rng(rng, message).map_err(|error| new_key(&error))?;
                Ok(signature.to_der().as_bytes().to_vec())
            }};
        }
        match &self.0 {
            Secret::Rsa(key) => key
                .sign_with_rng(rng, Pkcs1v15Sign::new_unprefixed(), &digest.info(&[message]))
                .map_err(|error| new_key(&error)),
            Secret::P256(key) => ecdsa!(p256, key),
            Secret::P384(key) => ecdsa!(p384, key),
            Secret::P521(key) => ecdsa!(p521, key),
        }
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PrivateKey").finish_non_exhaustive()
    }
}

/// RFC 4055, section 5, and RFC 3279, section 2.2.1.
pub(super) fn rsa_algorithm(digest: Option<Digest>) -> AlgorithmIdentifierOwned {
    let oid = match digest {
        Some(Digest::Sha1) => rfc5912::SHA_1_WITH_RSA_ENCRYPTION,
        Some(Digest::Sha512) => rfc5912::SHA_512_WITH_RSA_ENCRYPTION,
        Some(Digest::Sha256) | None => rfc5912::SHA_256_WITH_RSA_ENCRYPTION,
    };
    AlgorithmIdentifierOwned { oid, parameters: Some(Null.into()) }
}

/// `EncryptedPrivateKeyInfo` (RFC 5958, section 3).
#[derive(Sequence)]
struct Encrypted<'a> {
    algorithm: EncryptionScheme<'a>,
    data: OctetStringRef<'a>,
}

fn encrypted(
    plain: &[u8],
    passphrase: &SecretString,
    rng: &mut impl RngCore,
) -> Result<Vec<u8>, IssueError> {
    let (mut salt, mut iv) = ([0; 16], [0; 16]);
    rng.fill_bytes(&mut salt);
    rng.fill_bytes(&mut iv);
    let scheme = Parameters::pbkdf2_sha256_aes256cbc(ITERATIONS, &salt, &iv);
    let scheme = scheme.map_err(|error| new_key(&error))?;
    let data = scheme.encrypt(passphrase.expose_secret(), plain);
    let data = data.map_err(|error| new_key(&error))?;
    let data = OctetStringRef::new(&data)?;
    Ok(Encrypted { algorithm: EncryptionScheme::Pbes2(scheme), data }.to_der()?)
}

fn new_key(error: &dyn fmt::Display) -> IssueError {
    IssueError::NewKey { reason: error.to_string() }
}
