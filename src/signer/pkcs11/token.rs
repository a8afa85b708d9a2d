//! The tokens of a module, and what can be read from them without a login.

use cryptoki::error::Error;
use cryptoki::slot::{Slot, TokenInfo};

use super::Module;
use crate::signer::TokenError;
use crate::signer::uri::Uri;

/// A token as described by its slot.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Token {
    /// The slot's number, which may change when tokens come and go.
    pub slot: u64,
    /// The slot's description, usually the reader's name.
    pub slot_description: String,
    /// Who made the slot.
    pub slot_manufacturer: String,
    /// The token's label.
    pub label: String,
    /// Who made the token.
    pub manufacturer: String,
    /// The token's model.
    pub model: String,
    /// The token's serial number.
    pub serial: String,
    /// Whether the token was ever initialised; a blank one holds nothing.
    pub initialised: bool,
    /// What a login needs.
    pub login: Login,
    /// How many wrong PINs are left until the token locks.
    pub tries: Tries,
    /// Whether a PIN was ever set.
    pub pin_set: bool,
    /// Whether the PIN is the factory default or has expired: most tokens then only allow to change
    /// it.
    pub pin_to_be_changed: bool,
    /// The lengths that a PIN may have, in bytes.
    pub pin_length: (usize, usize),
}

/// What a login needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Login {
    /// Nothing: there is no login.
    None,
    /// A PIN from this program.
    Pin,
    /// A PIN that is entered on the keypad of the token or reader.
    Pad,
}

/// How many wrong PINs are left until a token locks (CKF_USER_PIN_COUNT_LOW and the flags that
/// follow it). Tokens do not report the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Tries {
    /// No wrong PIN since the last login, or the token does not report it.
    Full,
    /// At least one wrong PIN since the last login.
    Low,
    /// The next wrong PIN locks the token.
    Final,
    /// None: the PIN is locked.
    Locked,
    /// Not known, since the token's description cannot be read.
    Unknown,
}

impl Module {
    pub(super) fn slot_count(&self) -> Result<usize, TokenError> {
        let slots = self.context().get_all_slots().map_err(|error| self.error(&error))?;
        Ok(slots.len())
    }

    /// The slots that contain a token.
    pub(super) fn occupied(&self) -> Result<Vec<Slot>, TokenError> {
        self.context().get_slots_with_token().map_err(|error| self.error(&error))
    }

    /// Whether the module itself matches a URI.
    pub(super) fn matches(&self, uri: &Uri) -> Result<bool, TokenError> {
        if uri.library_manufacturer.is_none()
            && uri.library_description.is_none()
            && uri.library_version.is_none()
        {
            return Ok(true);
        }
        let info = self.context().get_library_info().map_err(|error| self.error(&error))?;
        let version = info.library_version();
        Ok(selects(uri.library_manufacturer.as_deref(), info.manufacturer_id())
            && selects(uri.library_description.as_deref(), info.library_description())
            && uri.library_version.is_none_or(|asked| asked == (version.major(), version.minor())))
    }
}

impl Token {
    /// Describes the token in a slot.
    pub(super) fn read(module: &Module, slot: Slot) -> Result<Self, TokenError> {
        Self::read_named(module, slot, &in_slot(slot.id()))
    }

    fn read_named(module: &Module, slot: Slot, name: &str) -> Result<Self, TokenError> {
        let failed = |error: &Error| TokenError::of(name, error);
        let place = module.context().get_slot_info(slot).map_err(|error| failed(&error))?;
        let mut token = Self {
            slot: slot.id(),
            slot_description: place.slot_description().to_owned(),
            slot_manufacturer: place.manufacturer_id().to_owned(),
            label: String::new(),
            manufacturer: String::new(),
            model: String::new(),
            serial: String::new(),
            initialised: true,
            login: Login::Pin,
            tries: Tries::Unknown,
            pin_set: true,
            pin_to_be_changed: false,
            pin_length: (0, usize::MAX),
        };
        match module.context().get_token_info(slot) {
            Ok(info) => token.describe(&info),
            // The call itself succeeded: cryptoki fails for a token with a clock that is not set.
            // Such a token can sign anyway.
            Err(Error::ParseInt(_) | Error::Utf8(_)) => {}
            Err(error) => return Err(failed(&error)),
        }
        Ok(token)
    }

    fn describe(&mut self, info: &TokenInfo) {
        info.label().clone_into(&mut self.label);
        info.manufacturer_id().clone_into(&mut self.manufacturer);
        info.model().clone_into(&mut self.model);
        info.serial_number().clone_into(&mut self.serial);
        self.initialised = info.token_initialized();
        self.login = if !info.login_required() {
            Login::None
        } else if info.protected_authentication_path() {
            Login::Pad
        } else {
            Login::Pin
        };
        self.tries = if info.user_pin_locked() {
            Tries::Locked
        } else if info.user_pin_final_try() {
            Tries::Final
        } else if info.user_pin_count_low() {
            Tries::Low
        } else {
            Tries::Full
        };
        self.pin_set = info.user_pin_initialized();
        self.pin_to_be_changed = info.user_pin_to_be_changed();
        self.pin_length = (info.min_pin_length(), info.max_pin_length());
    }

    /// The same token, with its current description.
    pub(super) fn again(&self, module: &Module) -> Result<Self, TokenError> {
        let slot = self.slot().map_err(|error| self.error(&error))?;
        let now = Self::read_named(module, slot, &self.name())?;
        if (&now.label, &now.serial) == (&self.label, &self.serial) {
            Ok(now)
        } else {
            Err(TokenError::Removed { token: self.name() })
        }
    }

    /// The token's name in sentences: its label, or its slot where it has none.
    #[must_use]
    pub fn name(&self) -> String {
        if self.label.is_empty() {
            return in_slot(self.slot);
        }
        self.label.escape_debug().to_string()
    }

    /// The URI that names only this token.
    #[must_use]
    pub fn uri(&self) -> Uri {
        if self.label.is_empty() && self.serial.is_empty() {
            return Uri { slot_id: Some(self.slot), ..Uri::default() };
        }
        let (token, serial) = (self.label.clone(), self.serial.clone());
        Uri { token: Some(token), serial: Some(serial), ..Uri::default() }
    }

    /// The URI that names an object on this token.
    #[must_use]
    pub fn object(&self, label: &str, id: &[u8]) -> Uri {
        Uri { object: Some(label.to_owned()), id: Some(id.to_vec()), ..self.uri() }
    }

    /// Whether all slot and token attributes of the URI match this token.
    #[must_use]
    pub fn matches(&self, uri: &Uri) -> bool {
        uri.slot_id.is_none_or(|slot| slot == self.slot)
            && [
                (&uri.slot_description, &self.slot_description),
                (&uri.slot_manufacturer, &self.slot_manufacturer),
                (&uri.token, &self.label),
                (&uri.manufacturer, &self.manufacturer),
                (&uri.model, &self.model),
                (&uri.serial, &self.serial),
            ]
            .iter()
            .all(|(asked, found)| selects(asked.as_deref(), found))
    }

    /// An error of a call that concerns this token.
    pub(super) fn error(&self, error: &Error) -> TokenError {
        match TokenError::of(&self.name(), error) {
            TokenError::PinLength { pin, .. } => self.pin_length_error(pin),
            other => other,
        }
    }

    pub(super) fn slot(&self) -> Result<Slot, Error> {
        Slot::try_from(self.slot)
    }
}

fn in_slot(slot: u64) -> String {
    format!("in slot {slot}")
}

fn selects(asked: Option<&str>, found: &str) -> bool {
    asked.is_none_or(|asked| asked == found)
}
