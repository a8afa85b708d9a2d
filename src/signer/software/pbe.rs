//! Decryption by passphrase: PBES2, and the older schemes of OpenSSL 1.0 and Windows, PBES1 (RFC
//! 8018, section 6.1) and the ciphers of PKCS#12 (RFC 7292, appendix C).

use std::cell::Cell;

use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockCipher, BlockDecryptMut, KeyInit, KeyIvInit as _};
use der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef};
use pkcs5::pbes1::{self, DigestAlgorithm, SymmetricCipher};
use pkcs5::pbes2::{self, Kdf};
use pkcs12::kdf::{Pkcs12KeyType, derive_key};
use pkcs12::pbe_params::{EncryptedPrivateKeyInfo, Pbes2Params, Pkcs12PbeParams};
use rsa::pkcs8::PrivateKeyInfo;
use rsa::pkcs8::spki::AlgorithmIdentifierOwned;
use zeroize::Zeroizing;

use super::KeyError;

/// The most rounds of key derivation that are tried for one file: a thousand times
/// what OpenSSL and Java write, and some seconds of work.
pub(super) const MAX_ITERATIONS: u32 = 10_000_000;

/// The most memory scrypt may take, in bytes; OpenSSL itself stops at half of
/// it.
const MAX_SCRYPT_MEMORY: u64 = 64 << 20;

/// The most lanes of scrypt, each of which takes the time again.
const MAX_SCRYPT_LANES: u16 = 16;

/// The remaining work for opening a file, in rounds of key derivation. The limit is for the whole
/// file, however many keys it contains.
pub(super) struct Work(Cell<u64>);

impl Work {
    /// The limit for a whole file.
    pub(super) fn of_a_file() -> Self {
        Self(Cell::new(MAX_ITERATIONS.into()))
    }

    /// Subtracts the cost of a derivation, before it runs.
    pub(super) fn spend(&self, rounds: u64) -> Result<(), KeyError> {
        let left = self.0.get().checked_sub(rounds);
        self.0.set(left.ok_or_else(|| KeyError::UnsupportedEncryption {
            scheme: format!("more than {MAX_ITERATIONS} rounds of key derivation in total"),
        })?);
        Ok(())
    }
}

/// How something is encrypted: everything except the secret.
pub(super) enum Scheme<'a> {
    Pbes2(pbes2::Parameters<'a>),
    Pbes1(pbes1::Algorithm),
    Pkcs12 { cipher: Pkcs12Cipher, parameters: Pkcs12PbeParams },
}

#[derive(Clone, Copy)]
pub(super) enum Pkcs12Cipher {
    TripleDes,
    Rc2 { key_length: usize },
}

impl<'a> Scheme<'a> {
    /// Accepts a supported scheme within the limits.
    pub(super) fn of(algorithm: &'a AlgorithmIdentifierOwned) -> Result<Self, KeyError> {
        let broken = |error| KeyError::malformed("encryption", error);
        let unknown = || KeyError::UnsupportedEncryption {
            scheme: format!("the algorithm {}", algorithm.oid),
        };
        let parameters = algorithm.parameters.as_ref().ok_or_else(unknown)?;
        if algorithm.oid == pbes2::PBES2_OID {
            check_iv(&parameters.decode_as().map_err(broken)?)?;
            let parameters =
                pbes2::Parameters::try_from(AnyRef::from(parameters)).map_err(|error| {
                    KeyError::UnsupportedEncryption { scheme: format!("PBES2, of which {error}") }
                })?;
            check_cost(&parameters.kdf)?;
            return Ok(Self::Pbes2(parameters));
        }
        if let Ok(encryption) = pbes1::EncryptionScheme::try_from(algorithm.oid) {
            // Only test suites use MD2, or RC2 at this place.
            let written = encryption.digest() != DigestAlgorithm::Md2
                && encryption.cipher() == SymmetricCipher::DesCbc;
            let parameters = AnyRef::from(parameters).try_into().map_err(broken)?;
            return if written {
                Ok(Self::Pbes1(pbes1::Algorithm { encryption, parameters }))
            } else {
                Err(unknown())
            };
        }
        let cipher = match algorithm.oid {
            pkcs12::PKCS_12_PBE_WITH_SHAAND3_KEY_TRIPLE_DES_CBC => Pkcs12Cipher::TripleDes,
            pkcs12::PKCS_12_PBE_WITH_SHAAND128_BIT_RC2_CBC => Pkcs12Cipher::Rc2 { key_length: 16 },
            pkcs12::PKCS_12_PBEWITH_SHAAND40_BIT_RC2_CBC => Pkcs12Cipher::Rc2 { key_length: 5 },
            _ => return Err(unknown()),
        };
        let parameters: Pkcs12PbeParams = parameters.decode_as().map_err(broken)?;
        check_iterations(parameters.iterations)?;
        Ok(Self::Pkcs12 { cipher, parameters })
    }

    /// The cost to derive its key, in rounds; the memory of scrypt counts as if all of it took as
    /// long as all rounds.
    fn cost(&self) -> u64 {
        match self {
            Self::Pbes2(parameters) => match &parameters.kdf {
                Kdf::Pbkdf2(kdf) => kdf.iteration_count.into(),
                Kdf::Scrypt(kdf) => {
                    let lanes = u64::from(kdf.parallelization);
                    let work = scrypt_memory(kdf).saturating_mul(lanes);
                    let most = MAX_SCRYPT_MEMORY.saturating_mul(MAX_SCRYPT_LANES.into());
                    work.saturating_mul(MAX_ITERATIONS.into()).checked_div(most).unwrap_or_default()
                }
                _ => MAX_ITERATIONS.into(),
            },
            Self::Pbes1(algorithm) => algorithm.parameters.iteration_count.into(),
            Self::Pkcs12 { parameters, .. } => u64::try_from(parameters.iterations).unwrap_or(0),
        }
    }

    /// The decrypted bytes, within the limit of work; `None` if the secret is wrong.
    pub(super) fn open(
        &self,
        data: &[u8],
        secret: &str,
        work: &Work,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, KeyError> {
        work.spend(self.cost())?;
        Ok(self.decrypt(data, secret))
    }

    /// The decrypted bytes; `None` if the secret is wrong.
    fn decrypt(&self, data: &[u8], secret: &str) -> Option<Zeroizing<Vec<u8>>> {
        match self {
            Self::Pbes2(parameters) => parameters.decrypt(secret, data).ok().map(Zeroizing::new),
            Self::Pbes1(algorithm) => {
                let rounds = algorithm.parameters.iteration_count;
                let salt = &algorithm.parameters.salt;
                let derived = match algorithm.encryption.digest() {
                    DigestAlgorithm::Sha1 => pbkdf1::<sha1::Sha1>(secret, salt, rounds),
                    _ => pbkdf1::<md5::Md5>(secret, salt, rounds),
                };
                let (key, rest) = derived.split_first_chunk::<8>()?;
                cbc_decrypt::<des::Des>(key, rest.first_chunk::<8>()?, data)
            }
            Self::Pkcs12 { cipher, parameters } => {
                let derive = |kind, length| {
                    let salt = parameters.salt.as_bytes();
                    pkcs12_key::<sha1::Sha1>(secret, salt, kind, parameters.iterations, length)
                };
                let iv = derive(Pkcs12KeyType::Iv, 8);
                match *cipher {
                    Pkcs12Cipher::TripleDes => {
                        let key = derive(Pkcs12KeyType::EncryptionKey, 24);
                        cbc_decrypt::<des::TdesEde3>(&key, &iv, data)
                    }
                    Pkcs12Cipher::Rc2 { key_length } => {
                        let key = derive(Pkcs12KeyType::EncryptionKey, key_length);
                        cbc_decrypt::<rc2::Rc2>(&key, &iv, data)
                    }
                }
            }
        }
    }
}

/// The PKCS#8 of an encrypted key; `None` if the secret is wrong, which the padding alone misses
/// once in 256 times.
pub(super) fn decrypt_key(
    key: &EncryptedPrivateKeyInfo,
    secret: &str,
    work: &Work,
) -> Result<Option<Zeroizing<Vec<u8>>>, KeyError> {
    let scheme = Scheme::of(&key.encryption_algorithm)?;
    let plain = scheme.open(key.encrypted_data.as_bytes(), secret, work)?;
    Ok(plain.filter(|plain| PrivateKeyInfo::try_from(plain.as_slice()).is_ok()))
}

/// The key derivation of PKCS#12 (RFC 7292, appendix B); its passphrase is UTF-16 with a final NUL.
pub(super) fn pkcs12_key<D>(
    secret: &str,
    salt: &[u8],
    kind: Pkcs12KeyType,
    iterations: i32,
    length: usize,
) -> Zeroizing<Vec<u8>>
where
    D: sha1::digest::Digest
        + sha1::digest::FixedOutputReset
        + sha1::digest::core_api::BlockSizeUser,
{
    let units = secret.encode_utf16().chain([0]);
    let secret: Zeroizing<Vec<u8>> = Zeroizing::new(units.flat_map(u16::to_be_bytes).collect());
    Zeroizing::new(derive_key::<D>(&secret, salt, kind, iterations, length))
}

pub(super) fn check_iterations(iterations: impl TryInto<u32>) -> Result<(), KeyError> {
    match iterations.try_into() {
        Ok(1..=MAX_ITERATIONS) => Ok(()),
        _ => Err(KeyError::UnsupportedEncryption {
            scheme: format!("a number of rounds that is not between 1 and {MAX_ITERATIONS}"),
        }),
    }
}

/// `pkcs5` 0.7.1 cuts the IV of the DES ciphers to 8 bytes, and panics where
/// there are fewer.
fn check_iv(parameters: &Pbes2Params) -> Result<(), KeyError> {
    const DES: [ObjectIdentifier; 2] = [pbes2::DES_CBC_OID, pbes2::DES_EDE3_CBC_OID];
    let iv = parameters.encryption.parameters.as_ref();
    let length =
        iv.and_then(|iv| iv.decode_as::<OctetStringRef<'_>>().ok()).map(|iv| iv.as_bytes().len());
    if DES.contains(&parameters.encryption.oid) && length != Some(8) {
        return Err(KeyError::malformed(
            "encryption",
            "the initialization vector is not 8 bytes long",
        ));
    }
    Ok(())
}

/// Bounds time and memory; `pkcs5` 0.7.1 bounds neither.
fn check_cost(kdf: &Kdf<'_>) -> Result<(), KeyError> {
    match kdf {
        Kdf::Pbkdf2(parameters) => check_iterations(parameters.iteration_count),
        Kdf::Scrypt(parameters)
            if parameters.cost_parameter.is_power_of_two()
                && parameters.parallelization <= MAX_SCRYPT_LANES
                && scrypt_memory(parameters) <= MAX_SCRYPT_MEMORY =>
        {
            Ok(())
        }
        Kdf::Scrypt(_) => Err(KeyError::UnsupportedEncryption {
            scheme: "scrypt with an excessive cost".to_owned(),
        }),
        _ => Err(KeyError::UnsupportedEncryption {
            scheme: format!("the key derivation {}", kdf.oid()),
        }),
    }
}

/// RFC 7914, section 2: 128 * N * r bytes.
fn scrypt_memory(parameters: &pbes2::ScryptParams<'_>) -> u64 {
    u64::from(parameters.block_size).saturating_mul(128).saturating_mul(parameters.cost_parameter)
}

/// RFC 8018, section 5.1.
fn pbkdf1<D: sha1::digest::Digest>(secret: &str, salt: &[u8], rounds: u16) -> Zeroizing<Vec<u8>> {
    let mut derived = D::new().chain_update(secret).chain_update(salt).finalize();
    for _ in 1..rounds {
        derived = D::digest(&derived);
    }
    Zeroizing::new(derived.to_vec())
}

fn cbc_decrypt<C: BlockCipher + BlockDecryptMut + KeyInit>(
    key: &[u8],
    iv: &[u8],
    data: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let cipher = cbc::Decryptor::<C>::new_from_slices(key, iv).ok()?;
    cipher.decrypt_padded_vec_mut::<Pkcs7>(data).ok().map(Zeroizing::new)
}
