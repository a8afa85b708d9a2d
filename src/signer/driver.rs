//! Keys on tokens, whichever way those are reached.

use super::secret::Secrets;
use super::uri::Uri;
use super::{SignError, Signer, TokenError};
use crate::certificate::Certificate;
use crate::digest::Digest;

/// Opens keys on tokens.
pub trait TokenDriver {
    /// The certificate that a URI names; no PIN is needed.
    ///
    /// # Errors
    /// [`SignError`], where it does not name exactly one.
    fn certificate(&self, uri: &Uri) -> Result<Certificate, SignError>;

    /// The signer that a URI names. The PIN is asked for when it signs.
    ///
    /// # Errors
    /// [`SignError`], for what can be known without the PIN.
    fn signer<'s>(
        &'s self,
        uri: &Uri,
        digest: Digest,
        secrets: &'s dyn Secrets,
    ) -> Result<Box<dyn Signer + 's>, SignError>;
}

/// No tokens at all: what a build without the feature `pkcs11` has.
#[derive(Clone, Copy, Debug)]
pub struct NoTokens;

impl TokenDriver for NoTokens {
    fn certificate(&self, _uri: &Uri) -> Result<Certificate, SignError> {
        Err(TokenError::Unsupported {}.into())
    }

    fn signer<'s>(
        &'s self,
        _uri: &Uri,
        _digest: Digest,
        _secrets: &'s dyn Secrets,
    ) -> Result<Box<dyn Signer + 's>, SignError> {
        Err(TokenError::Unsupported {}.into())
    }
}
