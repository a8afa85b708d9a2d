//! Private keys in files.

mod error;
mod key_file;
mod pbe;
mod pfx;

pub use error::KeyError;
pub use key_file::KeyFile;

use rand_core::OsRng;
use rsa::traits::PublicKeyParts as _;
use rsa::{Pkcs1v15Sign, RsaPrivateKey};

use self::key_file::belongs;
use super::secret::Secrets;
use super::{SignError, Signer, check_certificate, check_size};
use crate::certificate::Certificate;
use crate::certificate::encoding::{Encoding, Object};
use crate::digest::Digest;

/// Whether a file of certificates also contains a private key. PKCS#12 is assumed to contain one,
/// since this is known only with its passphrase.
#[must_use]
pub fn has_key(file: &[u8]) -> bool {
    match Encoding::of(file) {
        Encoding::Pem(blocks) => blocks.iter().any(|block| key_file::is_key(&block.label)),
        Encoding::Der(object) => !matches!(object, Object::Certificate | Object::Pkcs7),
        Encoding::Neither(_) => false,
    }
}

/// A signer whose key was read from a file.
pub struct SoftwareSigner {
    certificate: Certificate,
    key: RsaPrivateKey,
}

impl SoftwareSigner {
    /// Opens the key of `certificate`. `key_file` contains the bytes of its file, `key_name` is its
    /// name in the prompt. Everything that can fail without the secret fails before it is asked
    /// for; a key that is not encrypted needs none.
    ///
    /// # Errors [`KeyError`] where the file contains no usable RSA key, the secret does not open
    /// it, or the key does not belong to the certificate.
    pub fn open(
        certificate: Certificate,
        key_file: &[u8],
        key_name: &str,
        secrets: &dyn Secrets,
    ) -> Result<Self, KeyError> {
        // SHA-1 fits every key size; `sign` checks the actual digest.
        check_certificate(&certificate, Digest::Sha1)?;
        Self::new(certificate, KeyFile::open(key_file, key_name, secrets)?)
    }

    /// The signer for a certificate and a key that was opened before, as PKCS#12 needs, where the
    /// certificate itself comes from the [`KeyFile`].
    ///
    /// # Errors [`KeyError`] where the certificate has no RSA key of a known size, or the key does
    /// not belong to the certificate.
    pub fn new(certificate: Certificate, file: KeyFile) -> Result<Self, KeyError> {
        check_certificate(&certificate, Digest::Sha1)?;
        let key = file.into_key();
        if !belongs(&key, &certificate) {
            return Err(SignError::Mismatch { subject: certificate.subject().to_string() }.into());
        }
        Ok(Self { certificate, key })
    }
}

impl Signer for SoftwareSigner {
    fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    fn sign(&self, digest: Digest, message: &[u8]) -> Result<Vec<u8>, SignError> {
        check_size(self.key.n().bits(), digest)?;
        // The random numbers blind the operation: without them its duration reveals the key
        // (RUSTSEC-2023-0071).
        self.key
            .sign_with_rng(&mut OsRng, Pkcs1v15Sign::new_unprefixed(), &digest.info(&[message]))
            .map_err(|error| SignError::Failed { reason: error.to_string() })
    }
}

impl std::fmt::Debug for SoftwareSigner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SoftwareSigner")
            .field("subject", &self.certificate.subject().to_string())
            .finish_non_exhaustive()
    }
}
