//! Keys on tokens, independent of how tokens are accessed.

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

    /// The signer that a URI names. It asks for the PIN when it signs.
    ///
    /// # Errors [`SignError`], for everything that can be checked without the PIN.
    fn signer<'s>(
        &'s self,
        uri: &Uri,
        digest: Digest,
        secrets: &'s dyn Secrets,
    ) -> Result<Box<dyn Signer + 's>, SignError>;
}

/// No tokens: for builds without the feature `pkcs11`.
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
