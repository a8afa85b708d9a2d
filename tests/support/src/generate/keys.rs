//! Private keys from fixed seeds: the same bytes on every machine.
//!
//! A key is generated when it is first used. Only [`fixtures`] generates all of them, which takes
//! some seconds.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, OnceLock};

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;
use rsa::pkcs8::{EncodePrivateKey as _, EncodePublicKey as _, LineEnding, SecretDocument};
use rsa::signature::RandomizedSigner as _;
use rsa::{Pkcs1v15Sign, RsaPrivateKey, RsaPublicKey};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};
use x509_cert::der::asn1::ObjectIdentifier;
use x509_cert::der::oid::db::rfc5912;
use x509_cert::der::{Decode as _, asn1::Null};
use x509_cert::spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};

use super::Fixture;

/// The first line of every key file, before its PEM header (RFC 7468, section
/// 2, lets readers ignore it).
pub const WARNING: &str = "This key is for tests only: its seed is public.";

/// What is generated from a seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An RSA key with a modulus of this many bits and the exponent 65537.
    Rsa(usize),
    P256,
    P384,
    P521,
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Rsa(bits) => write!(f, "RSA-{bits}"),
            Self::P256 => f.write_str("EC P-256"),
            Self::P384 => f.write_str("EC P-384"),
            Self::P521 => f.write_str("EC P-521"),
        }
    }
}

/// Every key by its name, the slowest first.
const TABLE: &[(Kind, &[&str])] = &[
    (Kind::Rsa(4096), &["ccm-4096"]),
    (Kind::Rsa(3072), &["ccm-3072"]),
    (
        Kind::Rsa(2048),
        &[
            "1051-pub-2048",
            "mfg-ca",
            "itl8-ca",
            "itl8-tvs",
            "pub-ccm",
            "pub-itlrecovery",
            "pub-tvs",
            "pub-capf",
            "sub-ccm",
            "sub-itlrecovery",
            "sub-tvs",
            "sub-capf",
            "lab-ca",
            "ca-signed",
            "shared-1",
            "shared-2",
            "shared-3",
            "shared-4",
        ],
    ),
    (
        Kind::Rsa(1024),
        &[
            "1051-pub",
            "1051-capf",
            "1051-sub1",
            "token-1",
            "token-2",
            "token-3",
            "1001-capf",
            "1001-pub",
            "1001-sub1",
            "itl8-ccm",
            "itl8-capf",
        ],
    ),
    (Kind::Rsa(512), &["ccm-512"]),
    (Kind::P256, &["ec-256"]),
    (Kind::P384, &["ec-384"]),
    (Kind::P521, &["ec-521"]),
];

static KEYS: LazyLock<Vec<Key>> = LazyLock::new(|| {
    TABLE
        .iter()
        .flat_map(|(kind, names)| names.iter().map(|name| (*kind, *name)))
        .map(|(kind, name)| Key { name, kind, secret: OnceLock::new() })
        .collect()
});

/// A private key, generated when it is first used.
#[derive(Debug)]
pub struct Key {
    pub name: &'static str,
    pub kind: Kind,
    secret: OnceLock<Secret>,
}

#[derive(Debug)]
enum Secret {
    Rsa(Box<RsaPrivateKey>),
    P256(p256::SecretKey),
    P384(p384::SecretKey),
    P521(p521::SecretKey),
}

/// A random number generator seeded with a text.
pub(super) fn rng(label: &str, bytes: &[u8]) -> ChaCha20Rng {
    ChaCha20Rng::from_seed(Sha256::new().chain_update(label).chain_update(bytes).finalize().into())
}

impl Key {
    fn secret(&self) -> &Secret {
        self.secret.get_or_init(|| {
            let rng = &mut rng("ctl fixture key: ", self.name.as_bytes());
            match self.kind {
                Kind::Rsa(bits) => Secret::Rsa(Box::new(RsaPrivateKey::new(rng, bits).unwrap())),
                Kind::P256 => Secret::P256(p256::SecretKey::random(rng)),
                Kind::P384 => Secret::P384(p384::SecretKey::random(rng)),
                Kind::P521 => Secret::P521(p521::SecretKey::random(rng)),
            }
        })
    }

    /// The RSA key; panics for a key on a curve.
    pub fn rsa(&self) -> &RsaPrivateKey {
        let Secret::Rsa(key) = self.secret() else { panic!("{} is {}", self.name, self.kind) };
        key
    }

    /// The key as PKCS#8, unencrypted.
    pub fn pkcs8(&self) -> SecretDocument {
        match self.secret() {
            Secret::Rsa(key) => key.to_pkcs8_der(),
            Secret::P256(key) => key.to_pkcs8_der(),
            Secret::P384(key) => key.to_pkcs8_der(),
            Secret::P521(key) => key.to_pkcs8_der(),
        }
        .unwrap()
    }

    /// The key as PKCS#8 PEM after the line with its purpose.
    pub fn pem(&self) -> String {
        let pem = self.pkcs8().to_pem("PRIVATE KEY", LineEnding::LF).unwrap();
        format!("{WARNING}\n{}", pem.as_str())
    }

    /// The public key as a certificate has it.
    pub fn public(&self) -> SubjectPublicKeyInfoOwned {
        let document = match self.secret() {
            Secret::Rsa(key) => RsaPublicKey::from(&**key).to_public_key_der(),
            Secret::P256(key) => key.public_key().to_public_key_der(),
            Secret::P384(key) => key.public_key().to_public_key_der(),
            Secret::P521(key) => key.public_key().to_public_key_der(),
        };
        SubjectPublicKeyInfoOwned::from_der(document.unwrap().as_bytes()).unwrap()
    }

    /// The signatureAlgorithm of this key's signatures: RSA with SHA-256, or with SHA-1 if
    /// requested, a curve with the digest of its own size.
    pub fn algorithm(&self, sha1: bool) -> AlgorithmIdentifierOwned {
        let (oid, parameters) = match (self.kind, sha1) {
            (Kind::Rsa(_), true) => (rfc5912::SHA_1_WITH_RSA_ENCRYPTION, Some(Null.into())),
            (Kind::Rsa(_), false) => (rfc5912::SHA_256_WITH_RSA_ENCRYPTION, Some(Null.into())),
            (Kind::P256, _) => (rfc5912::ECDSA_WITH_SHA_256, None),
            (Kind::P384, _) => (rfc5912::ECDSA_WITH_SHA_384, None),
            (Kind::P521, _) => (rfc5912::ECDSA_WITH_SHA_512, None),
        };
        AlgorithmIdentifierOwned { oid, parameters }
    }

    /// Signs with one of the algorithms of [`Key::algorithm`].
    ///
    /// PKCS#1 v1.5 has no random part. The nonces of the curves are derived from key name and
    /// message: p521 0.13 generates them at random unless it is given a generator.
    pub fn sign(&self, algorithm: ObjectIdentifier, message: &[u8]) -> Vec<u8> {
        macro_rules! ecdsa {
            ($curve:ident, $key:expr) => {{
                let signer = $curve::ecdsa::SigningKey::from_bytes(&$key.to_bytes()).unwrap();
                let rng = &mut rng(self.name, message);
                let signature: $curve::ecdsa::Signature = signer.sign_with_rng(rng, message);
                signature.to_der().as_bytes().to_vec()
            }};
        }
        match self.secret() {
            Secret::Rsa(key) if algorithm == rfc5912::SHA_1_WITH_RSA_ENCRYPTION => {
                key.sign(Pkcs1v15Sign::new::<Sha1>(), &Sha1::digest(message)).unwrap()
            }
            Secret::Rsa(key) => {
                key.sign(Pkcs1v15Sign::new::<Sha256>(), &Sha256::digest(message)).unwrap()
            }
            Secret::P256(key) => ecdsa!(p256, key),
            Secret::P384(key) => ecdsa!(p384, key),
            Secret::P521(key) => ecdsa!(p521, key),
        }
    }
}

/// Every key, in the order of their table.
pub fn all() -> &'static [Key] {
    &KEYS
}

/// The key of this name.
pub fn find(name: &str) -> Option<&'static Key> {
    all().iter().find(|key| key.name == name)
}

/// The key of this name; panics if it does not exist.
pub fn by_name(name: &str) -> &'static Key {
    find(name).unwrap_or_else(|| panic!("no key {name}"))
}

/// The key files, all keys generated in parallel.
pub fn fixtures() -> Vec<Fixture> {
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, Into::into) {
            scope.spawn(|| {
                while let Some(key) = all().get(next.fetch_add(1, Ordering::Relaxed)) {
                    key.secret();
                }
            });
        }
    });
    all()
        .iter()
        .map(|key| Fixture {
            path: format!("keys/{}.pem", key.name),
            what: format!("{}, PKCS#8", key.kind),
            bytes: key.pem().into_bytes(),
        })
        .collect()
}
