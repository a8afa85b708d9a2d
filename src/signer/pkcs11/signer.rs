//! A signer whose key never leaves its token.

use std::cell::RefCell;
use std::fmt;

use cryptoki::error::{Error, RvError};
use cryptoki::mechanism::Mechanism;
use cryptoki::session::{Session, SessionState, UserType};
use rsa::pkcs1::der::Decode as _;
use secrecy::SecretString;

use super::mechanism::{How, Offer, hashing};
use super::objects::{self, PrivateKey, TokenKey};
use super::select::{self, Selected};
use super::{Login, Module, Token, TokenNote};
use crate::certificate::{Certificate, PublicKey};
use crate::digest::Digest;
use crate::signer::TokenError;
use crate::signer::secret::Secrets;
use crate::signer::uri::Uri;
use crate::signer::{SignError, Signer, check_certificate};

/// What a signer on a token needs in addition to its URI.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// The digest that will be used, so that it is checked first.
    pub digest: Digest,
    /// Whether to try a PIN even if a wrong one would lock the token.
    pub final_try: bool,
    /// Gives the PIN, unless the URI says where it is.
    pub secrets: &'a dyn Secrets,
    /// Receives the warnings before a PIN is tried.
    pub say: &'a dyn Fn(&TokenNote),
}

/// A certificate and its private key on a token.
pub struct Pkcs11Signer<'a> {
    // Dropped first: a session must be closed while its module is still loaded.
    session: Session,
    module: Module,
    token: Token,
    certificate: Certificate,
    /// CKA_ID of the certificate.
    id: Vec<u8>,
    /// A label from the URI that no visible object has.
    hidden_label: Option<String>,
    uri: Uri,
    options: Options<'a>,
    /// Kept only for a key that requires it for each signature.
    pin: RefCell<Option<SecretString>>,
}

impl<'a> Pkcs11Signer<'a> {
    /// Finds the one certificate that `uri` names, and checks all that can be
    /// checked without a PIN: none is asked for, and none is tried.
    ///
    /// # Errors [`SignError`] where the certificate is not found or its key is not an RSA key of a
    /// known size, where a visible key does not belong to the certificate, where the token has no
    /// suitable mechanism, or where its PIN cannot be tried.
    pub fn open(module: &Module, uri: &Uri, options: Options<'a>) -> Result<Self, SignError> {
        let Selected { session, token, contents, certificate: found } = module.select(uri)?;
        let certificate = found.decoded(&token)?;
        check_certificate(&certificate, options.digest)?;
        token.check_pin(options.final_try)?;
        let offer = Offer::read(module, &token, options.digest)?;
        let keys: Vec<&TokenKey> =
            contents.keys.iter().filter(|key| key.shares_id(&found)).collect();
        let mut labels = keys.iter().map(|key| &key.label).chain([&found.label]);
        let hidden_label = uri.object.clone().filter(|asked| !labels.any(|label| label == asked));
        let signer = Self {
            session,
            module: module.clone(),
            token,
            certificate,
            id: found.id.clone(),
            hidden_label,
            uri: uri.clone(),
            options,
            pin: RefCell::default(),
        };
        for key in keys {
            signer.check_modulus(key)?;
        }
        // Most tokens show the private key, and whether it requires a login for each signature,
        // only after a login.
        let login_each = match signer.key() {
            Ok(key) => key.login_each,
            Err(SignError::Token(TokenError::NoKey { .. }))
                if signer.token.login != Login::None =>
            {
                false
            }
            Err(error) => return Err(error),
        };
        offer.choose(&signer.token, login_each)?;
        Ok(signer)
    }

    /// The token that signs.
    #[must_use]
    pub fn token(&self) -> &Token {
        &self.token
    }

    /// The certificate's private key: the one with its CKA_ID, otherwise the one with its modulus.
    /// If both are known, they must agree.
    fn key(&self) -> Result<PrivateKey, SignError> {
        let keys = objects::private_keys(&self.session).map_err(|error| self.failed(&error))?;
        let (same_id, others): (Vec<_>, Vec<_>) =
            keys.into_iter().partition(|key| !self.id.is_empty() && key.key.id == self.id);
        let fits = |key: &PrivateKey| self.fits(&key.key) == Some(true);
        let mut candidates: Vec<PrivateKey> = if same_id.is_empty() {
            others.into_iter().filter(fits).collect()
        } else if same_id.iter().any(fits) {
            same_id.into_iter().filter(fits).collect()
        } else {
            same_id
        };
        let token = self.token.name();
        if candidates.len() > 1 {
            let uris = candidates.iter().map(|key| self.token.object(&key.key.label, &key.key.id));
            let candidates = select::list(uris.map(|uri| uri.to_string()));
            return Err(TokenError::SeveralKeys { token, candidates }.into());
        }
        let Some(found) = candidates.pop() else {
            let subject = self.certificate.subject().to_string();
            return Err(TokenError::NoKey { token, subject }.into());
        };
        self.check_modulus(&found.key)?;
        match &self.hidden_label {
            Some(label) if *label != found.key.label => {
                Err(TokenError::Label { token, label: label.escape_debug().to_string() }.into())
            }
            _ => Ok(found),
        }
    }

    /// Whether a key has the certificate's modulus; `None` where the token does not
    /// show it.
    fn fits(&self, key: &TokenKey) -> Option<bool> {
        let PublicKey::Rsa { der, .. } = self.certificate.key() else { return Some(false) };
        let public = rsa::pkcs1::RsaPublicKey::from_der(der);
        key.modulus
            .as_ref()
            .map(|modulus| public.is_ok_and(|public| public.modulus.as_bytes() == modulus))
    }

    fn check_modulus(&self, key: &TokenKey) -> Result<(), SignError> {
        if self.fits(key) == Some(false) {
            return Err(SignError::Mismatch { subject: self.certificate.subject().to_string() });
        }
        Ok(())
    }

    /// Logs in, once, if needed, and returns the correct PIN.
    fn log_in(&self, token: &Token) -> Result<Option<SecretString>, SignError> {
        // The login belongs to the process: another session may have logged in.
        let state = self.session.get_session_info().map_err(|error| self.failed(&error))?;
        let done = matches!(state.session_state(), SessionState::RoUser | SessionState::RwUser);
        if token.login == Login::None || done {
            return Ok(None);
        }
        let pin = self.ask(token)?;
        let login = || match self.session.login(UserType::User, pin.as_ref()) {
            // By a module that manages logins itself.
            Err(Error::Pkcs11(RvError::UserAlreadyLoggedIn, _)) => Ok(()),
            result => result,
        };
        self.module.try_pin(token, login)?;
        Ok(pin)
    }

    /// The PIN from its source; `None` if it is entered on a keypad. Prints warnings first, and
    /// fails if the token would lock.
    fn ask(&self, token: &Token) -> Result<Option<SecretString>, SignError> {
        self.module.check_refused(token)?;
        for note in token.check_tries(self.options.final_try)? {
            (self.options.say)(&note);
        }
        if token.login == Login::Pad {
            (self.options.say)(&TokenNote::Pad { token: token.name() });
            return Ok(None);
        }
        let secrets = match &self.uri.pin_source {
            Some(source) => source,
            None => self.options.secrets,
        };
        let pin = secrets.secret(&format!("the token {}", token.name()))?;
        token.check_length("PIN", &pin)?;
        Ok(Some(pin))
    }

    /// Signs with a key that requires a login between start and end. `pin` is the correct PIN.
    fn sign_in_parts(
        &self,
        token: &Token,
        (key, mechanism): (&PrivateKey, &Mechanism<'_>),
        message: &[u8],
        pin: Option<SecretString>,
    ) -> Result<Vec<u8>, SignError> {
        let failed = |error: Error| SignError::from(token.error(&error));
        let pin = match pin.or_else(|| self.pin.take()) {
            None => self.ask(token)?,
            known => known,
        };
        self.session.sign_init(mechanism, key.handle).map_err(failed)?;
        let login = || self.session.login(UserType::ContextSpecific, pin.as_ref());
        self.module.try_pin(token, login)?;
        self.pin.replace(pin);
        self.session.sign_update(message).map_err(failed)?;
        self.session.sign_final().map_err(failed)
    }

    fn failed(&self, error: &Error) -> TokenError {
        self.token.error(error)
    }
}

impl Signer for Pkcs11Signer<'_> {
    fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    fn sign(&self, digest: Digest, message: &[u8]) -> Result<Vec<u8>, SignError> {
        check_certificate(&self.certificate, digest)?;
        // The flags may have changed since the token was found.
        let token = self.token.again(&self.module)?;
        let offer = Offer::read(&self.module, &token, digest)?;
        let pin = self.log_in(&token)?;
        let key = self.key()?;
        let mechanism = hashing(digest);
        let signature = match offer.choose(&token, key.login_each)? {
            How::DigestInfo => {
                self.session.sign(&Mechanism::RsaPkcs, key.handle, &digest.info(&[message]))
            }
            How::Message => self.session.sign(&mechanism, key.handle, message),
            How::Parts => return self.sign_in_parts(&token, (&key, &mechanism), message, pin),
        };
        signature.map_err(|error| token.error(&error).into())
    }
}

impl fmt::Debug for Pkcs11Signer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pkcs11Signer")
            .field("token", &self.token.name())
            .field("subject", &self.certificate.subject().to_string())
            .finish_non_exhaustive()
    }
}
