//! Keys on tokens, whichever way those are reached.

use super::secret::Secrets;
use super::uri::Uri;
use super::{SignError, Signer};
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
