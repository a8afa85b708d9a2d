//! Tokens through the modules of their drivers.

use super::{Modules, Options, Pkcs11Signer, TokenNote};
use crate::certificate::Certificate;
use crate::digest::Digest;
use crate::signer::secret::Secrets;
use crate::signer::uri::Uri;
use crate::signer::{KeyError, Signer, TokenDriver};

/// Tokens through PKCS#11.
pub struct Driver<'d> {
    /// The modules.
    pub modules: Modules,
    /// Whether to risk what may be the last try of a PIN.
    pub final_try: bool,
    /// Is told what should be known before a PIN is tried.
    pub say: &'d dyn Fn(&TokenNote),
}

impl TokenDriver for Driver<'_> {
    fn certificate(&self, uri: &Uri) -> Result<Certificate, KeyError> {
        let (token, found) = self.modules.get(uri)?.certificate(uri)?;
        Ok(found.decoded(&token)?)
    }

    fn signer<'s>(
        &'s self,
        uri: &Uri,
        digest: Digest,
        secrets: &'s dyn Secrets,
    ) -> Result<Box<dyn Signer + 's>, KeyError> {
        let options = Options { digest, final_try: self.final_try, secrets, say: self.say };
        Ok(Box::new(Pkcs11Signer::open(&self.modules.get(uri)?, uri, options)?))
    }
}
