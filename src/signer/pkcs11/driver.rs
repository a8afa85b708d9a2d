//! Tokens through the modules of their drivers.

use super::{Module, Modules, Options, Pkcs11Signer, TokenNote};
use crate::certificate::Certificate;
use crate::digest::Digest;
use crate::signer::secret::Secrets;
use crate::signer::uri::Uri;
use crate::signer::{SignError, Signer, TokenDriver, TokenError};

/// Tokens through PKCS#11.
pub struct Driver<'d> {
    modules: Modules,
    final_try: bool,
    say: Box<dyn Fn(&TokenNote) + 'd>,
}

impl<'d> Driver<'d> {
    /// Tokens of these modules. `final_try` allows to use what may be the last try of a PIN; `say`
    /// receives the notes before a PIN is tried.
    pub fn new(modules: Modules, final_try: bool, say: impl Fn(&TokenNote) + 'd) -> Self {
        Self { modules, final_try, say: Box::new(say) }
    }
}

impl Driver<'_> {
    fn module(&self, uri: &Uri) -> Result<Module, TokenError> {
        let module = self.modules.get(uri)?;
        if let Some(note) = module.exposure() {
            (self.say)(&note);
        }
        Ok(module)
    }
}

impl TokenDriver for Driver<'_> {
    fn certificate(&self, uri: &Uri) -> Result<Certificate, SignError> {
        let (token, found) = self.module(uri)?.certificate(uri)?;
        Ok(found.decoded(&token)?)
    }

    fn signer<'s>(
        &'s self,
        uri: &Uri,
        digest: Digest,
        secrets: &'s dyn Secrets,
    ) -> Result<Box<dyn Signer + 's>, SignError> {
        let options = Options { digest, final_try: self.final_try, secrets, say: &self.say };
        Ok(Box::new(Pkcs11Signer::open(&self.module(uri)?, uri, options)?))
    }
}
