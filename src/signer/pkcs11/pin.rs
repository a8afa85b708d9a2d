//! When a PIN may be tried, and how it is changed.

use cryptoki::error::{Error, RvError};
use cryptoki::session::UserType;
use secrecy::{ExposeSecret as _, SecretString};

use super::{Login, Module, Token, TokenNote, Tries};
use crate::signer::TokenError;

impl Token {
    /// Whether a PIN may be tried, and the warnings to print before. What may be the last try needs
    /// `final_try`. This function does not try a PIN.
    ///
    /// # Errors [`TokenError`], where the PIN is locked or was never set, or where the last try is
    /// not allowed.
    pub fn check_pin(&self, final_try: bool) -> Result<Vec<TokenNote>, TokenError> {
        if self.login == Login::None { Ok(Vec::new()) } else { self.check_tries(final_try) }
    }

    /// The same if a login is needed in any case, as for a change of the PIN.
    ///
    /// # Errors
    /// Those of [`Token::check_pin`].
    pub fn check_tries(&self, final_try: bool) -> Result<Vec<TokenNote>, TokenError> {
        let token = self.name();
        if !self.pin_set {
            return Err(TokenError::PinUnset { token });
        }
        let mut notes = match self.tries {
            Tries::Full => vec![],
            Tries::Low => vec![TokenNote::CountLow { token }],
            Tries::Final if final_try => vec![TokenNote::FinalTry { token }],
            Tries::Final => return Err(TokenError::FinalTry { token }),
            Tries::Unknown if final_try => vec![TokenNote::TriesUnknown { token }],
            Tries::Unknown => return Err(TokenError::TriesUnknown { token }),
            Tries::Locked => return Err(TokenError::Locked { token }),
        };
        if self.pin_to_be_changed {
            notes.push(TokenNote::ToBeChanged { token: self.name() });
        }
        Ok(notes)
    }

    /// A PIN whose length the token does not allow should not cost a try.
    pub(super) fn check_length(
        &self,
        which: &'static str,
        pin: &SecretString,
    ) -> Result<(), TokenError> {
        let (least, most) = self.pin_length;
        // Some modules leave the limits at zero.
        let known = most != 0 && least <= most;
        if known && !(least..=most).contains(&pin.expose_secret().len()) {
            return Err(self.pin_length_error(which));
        }
        Ok(())
    }

    pub(super) fn pin_length_error(&self, pin: &'static str) -> TokenError {
        let (least, most) = self.pin_length;
        let allowed = format!("{least} to {most} bytes");
        TokenError::PinLength { pin, token: self.name(), allowed }
    }
}

impl Module {
    /// Changes a token's PIN.
    ///
    /// # Errors Those of [`Token::check_pin`]; [`TokenError::WrongPin`] where `old` is not the PIN,
    /// which costs one try; others where `new` is not a valid PIN.
    pub fn change_pin(
        &self,
        token: &Token,
        final_try: bool,
        old: &SecretString,
        new: &SecretString,
    ) -> Result<(), TokenError> {
        let token = token.again(self)?;
        token.check_tries(final_try)?;
        if token.login == Login::Pad {
            return Err(TokenError::PinPad { token: token.name() });
        }
        token.check_length("PIN", old)?;
        token.check_length("new PIN", new)?;
        let change = || {
            let session = self.context().open_rw_session(token.slot()?)?;
            match session.set_pin(old, new) {
                // NSS requires a login first, and has not checked the PIN yet.
                Err(Error::Pkcs11(RvError::UserNotLoggedIn, _)) => {
                    session.login(UserType::User, Some(old))?;
                    session.set_pin(old, new)
                }
                result => result,
            }
        };
        self.try_pin(&token, change)
    }

    /// Makes a call that tries a PIN. After a wrong PIN there is no further try in this run: each
    /// later call returns the first error.
    pub(super) fn try_pin<T>(
        &self,
        token: &Token,
        call: impl FnOnce() -> Result<T, Error>,
    ) -> Result<T, TokenError> {
        self.check_refused(token)?;
        call().map_err(|error| {
            let error = token.error(&error);
            if matches!(error, TokenError::WrongPin { .. }) {
                self.refused().borrow_mut().insert(token.slot, error.clone());
            }
            error
        })
    }

    /// Whether the token has rejected a PIN before, so that there is no need to ask for one.
    pub(super) fn check_refused(&self, token: &Token) -> Result<(), TokenError> {
        self.refused().borrow().get(&token.slot).map_or(Ok(()), |error| Err(error.clone()))
    }
}
