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

/// Whether a file, which may be one of certificates, holds a private key too:
/// PKCS#12 is taken to, since only its passphrase can tell.
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
    /// Opens the key of `certificate`. `key_file` holds the bytes of its file,
    /// `key_name` is the name it is asked for by. What can fail without the
    /// secret fails before it is asked for, and a key that is not encrypted asks
    /// for none.
    ///
    /// # Errors
    /// [`KeyError`] where the file holds no usable RSA key, the secret does not
    /// open it, or the key is not the certificate's.
    pub fn open(
        certificate: Certificate,
        key_file: &[u8],
        key_name: &str,
        secrets: &dyn Secrets,
    ) -> Result<Self, KeyError> {
        // SHA-1 fits into every size; the digest itself is checked by `sign`.
        check_certificate(&certificate, Digest::Sha1)?;
        Self::new(certificate, KeyFile::open(key_file, key_name, secrets)?)
    }

    /// The signer of a certificate with a key that has been opened, as PKCS#12
    /// needs: there the certificate itself comes out of the [`KeyFile`].
    ///
    /// # Errors
    /// [`KeyError`] where the certificate has no RSA key of a known size, or the
    /// key is not the certificate's.
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
        // The random numbers blind the operation: without them its time tells of
        // the key (RUSTSEC-2023-0071).
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
