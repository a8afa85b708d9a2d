//! Signers: private keys with their certificates.
//!
//! A signer is opened without asking for a secret where possible, so that other errors are found
//! first. Knows nothing of lists, clusters or terminals.

#[cfg(feature = "keys")]
mod descriptor;
#[cfg(feature = "keys")]
mod driver;
mod error;
#[cfg(feature = "keys")]
mod key_ref;
#[cfg(feature = "pkcs11")]
pub mod pkcs11;
#[cfg(feature = "keys")]
pub mod secret;
#[cfg(feature = "keys")]
pub mod software;
#[cfg(feature = "keys")]
pub mod uri;

#[cfg(feature = "keys")]
pub use self::driver::{NoTokens, TokenDriver};
pub use self::error::{SecretError, SignError, TokenError};
#[cfg(feature = "keys")]
pub use self::key_ref::KeyRef;
use crate::certificate::{Certificate, PublicKey};
use crate::digest::{Digest, modulus_code};

/// Checks that a key of this many bits can sign with this digest.
///
/// # Errors
/// [`SignError::Size`] where the size has no code, [`SignError::DigestTooLong`]
/// where the digest does not fit.
pub fn check_size(bits: usize, digest: Digest) -> Result<(), SignError> {
    if modulus_code(bits).is_none() {
        return Err(SignError::Size { bits });
    }
    if !digest.fits(bits) {
        return Err(SignError::DigestTooLong { digest: digest.name(), bits });
    }
    Ok(())
}

/// Checks that the key of a certificate can sign with this digest.
///
/// # Errors
/// [`SignError::CertificateNotRsa`], and the errors of [`check_size`].
pub fn check_certificate(certificate: &Certificate, digest: Digest) -> Result<(), SignError> {
    match certificate.key() {
        PublicKey::Rsa { bits, .. } => check_size(*bits, digest),
        other => Err(SignError::CertificateNotRsa {
            subject: certificate.subject().to_string(),
            algorithm: other.to_string(),
        }),
    }
}

/// A private key with its certificate.
pub trait Signer {
    /// The signer's certificate.
    fn certificate(&self) -> &Certificate;

    /// Signs `message` with RSASSA-PKCS1-v1_5 (RFC 8017, section 8.2) and
    /// returns as many bytes as the modulus has.
    ///
    /// # Errors [`SignError`] where the key cannot be used. This is the latest point where a secret
    /// is asked for; a wrong one is never tried twice.
    fn sign(&self, digest: Digest, message: &[u8]) -> Result<Vec<u8>, SignError>;
}
