//! Signers: whoever holds a private key and its certificate.
//!
//! A signer is opened without a secret being asked for where that is possible,
//! so that everything else can fail first. Knows nothing of lists, clusters or
//! terminals.

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

/// Whether a key of so many bits can sign with this digest.
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

/// Whether the key of a certificate can sign with this digest.
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
    /// The certificate whose key signs.
    fn certificate(&self) -> &Certificate;

    /// Signs `message` with RSASSA-PKCS1-v1_5 (RFC 8017, section 8.2) and
    /// returns as many bytes as the modulus has.
    ///
    /// # Errors
    /// [`SignError`] where the key cannot be used. A secret is asked for here at
    /// the latest, and a wrong one is never tried twice.
    fn sign(&self, digest: Digest, message: &[u8]) -> Result<Vec<u8>, SignError>;
}
