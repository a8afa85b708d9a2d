//! PKCS#11 URIs (RFC 7512): which token, which key on it, which module, and where
//! the PIN is.
//!
//! Stricter than the RFC where leniency would choose a key for the user: an unknown attribute is an
//! error, since ignoring it would select more. Errors name attributes only, never their values: one
//! of them may be a PIN.

mod print;

use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::secret::Source;
use crate::error::described;

described! {
    /// Why a PKCS#11 URI (RFC 7512) cannot be used.
    pub enum UriError {
        /// The text does not start with the scheme.
        Scheme {} = "E-URI-SCHEME", Usage,
            "a token's key is named by a URI that starts with pkcs11:",
            "write for example pkcs11:token=NAME;object=LABEL";
        /// A part of the URI is not an attribute with a value.
        NoValue {
            /// Which attribute, counted from 1.
            number: usize,
        } = "E-URI-VALUE", Usage,
            "attribute {number} of the pkcs11: URI is not of the form name=value",
            "separate attributes with ; before the ? and with & after it, and write these characters inside a value as %3B and %26";
        /// The URI has an attribute that RFC 7512 does not define at this place.
        Unknown {
            /// Its name.
            name: String,
        } = "E-URI-ATTRIBUTE", Usage,
            "{name} is not an attribute of a pkcs11: URI at this place",
            "token, manufacturer, serial, model, object, id, type, slot-id, slot-description, \
             slot-manufacturer, library-manufacturer, library-description and library-version go before the ?; module-path, module-name and pin-source after it";
        /// An attribute occurs twice.
        Doubled {
            /// Its name.
            name: String,
        } = "E-URI-DOUBLED", Usage,
            "{name} appears twice in the pkcs11: URI",
            "remove one of the two";
        /// A value does not decode, or is invalid for its attribute.
        Value {
            /// The attribute's name.
            name: String,
            /// What is wrong with the value.
            reason: &'static str,
        } = "E-URI-FORM", Usage,
            "the value of {name} in the pkcs11: URI {reason}",
            "write bytes as % and two hexadecimal digits, and a percent sign as %25";
        /// The URI contains a PIN.
        PinValue {} = "E-URI-PIN-VALUE", Usage,
            "a PIN does not belong in a pkcs11: URI, where other users and logs can see it",
            "name a source for the PIN with pin-source=file:/path, and change the PIN if others could have seen it";
        /// The PIN's source has an unknown form.
        PinSource {} = "E-URI-PIN-SOURCE", Usage,
            "expected a path, file:PATH, fd:NUMBER or env:NAME as pin-source in the pkcs11: URI",
            "name a source for the PIN, never the PIN itself; programs are not supported";
        /// The URI names the module in both ways, by path and by name.
        TwoModules {} = "E-URI-MODULE", Usage,
            "the pkcs11: URI has both module-path and module-name",
            "remove one of the two";
    }
}

/// A parsed PKCS#11 URI. A field that is `None` matches everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uri {
    /// The token's label.
    pub token: Option<String>,
    /// The token's manufacturer.
    pub manufacturer: Option<String>,
    /// The token's serial number.
    pub serial: Option<String>,
    /// The token's model.
    pub model: Option<String>,
    /// The module's manufacturer.
    pub library_manufacturer: Option<String>,
    /// The module's description.
    pub library_description: Option<String>,
    /// The module's version, major and minor.
    pub library_version: Option<(u8, u8)>,
    /// The slot's manufacturer.
    pub slot_manufacturer: Option<String>,
    /// The slot's description.
    pub slot_description: Option<String>,
    /// The slot's number.
    pub slot_id: Option<u64>,
    /// CKA_LABEL of the certificate or of its key.
    pub object: Option<String>,
    /// CKA_ID of the certificate and of its key.
    pub id: Option<Vec<u8>>,
    /// The type of object. All three types name the same pair of certificate and key.
    pub kind: Option<Kind>,
    /// The module's file.
    pub module_path: Option<PathBuf>,
    /// The module's file name, without the platform's prefix and suffix.
    pub module_name: Option<String>,
    /// Where the PIN is.
    pub pin_source: Option<Source>,
}

/// The values of `type` that can name a key that signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A certificate.
    Certificate,
    /// A public key.
    Public,
    /// A private key.
    Private,
}

impl Kind {
    const ALL: [(Self, &'static str); 3] =
        [(Self::Certificate, "cert"), (Self::Public, "public"), (Self::Private, "private")];
}

impl FromStr for Uri {
    type Err = UriError;

    fn from_str(text: &str) -> Result<Self, UriError> {
        let (scheme, rest) = text.split_once(':').ok_or(UriError::Scheme {})?;
        // Schemes are compared without case (RFC 3986, section 3.1), names are not.
        if !scheme.eq_ignore_ascii_case("pkcs11") {
            return Err(UriError::Scheme {});
        }
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let path = attributes(path, ';', 0)?;
        let query = attributes(query, '&', path.len())?;
        let mut uri = Self::default();
        for (name, value) in path {
            uri.set_path(name, value)?;
        }
        for (name, value) in query {
            uri.set_query(name, value)?;
        }
        if uri.module_path.is_some() && uri.module_name.is_some() {
            return Err(UriError::TwoModules {});
        }
        Ok(uri)
    }
}

impl Uri {
    fn set_path(&mut self, name: &str, value: &str) -> Result<(), UriError> {
        let text = || decode_text(name, value);
        match name {
            "token" => self.token = Some(text()?),
            "manufacturer" => self.manufacturer = Some(text()?),
            "serial" => self.serial = Some(text()?),
            "model" => self.model = Some(text()?),
            "library-manufacturer" => self.library_manufacturer = Some(text()?),
            "library-description" => self.library_description = Some(text()?),
            "library-version" => self.library_version = Some(version(name, value)?),
            "slot-manufacturer" => self.slot_manufacturer = Some(text()?),
            "slot-description" => self.slot_description = Some(text()?),
            "slot-id" => self.slot_id = Some(number(name, value)?),
            "object" => self.object = Some(text()?),
            "id" => self.id = Some(decode(name, value)?),
            "type" => self.kind = Some(kind(name, &text()?)?),
            _ => return unknown(name),
        }
        Ok(())
    }

    fn set_query(&mut self, name: &str, value: &str) -> Result<(), UriError> {
        let text = || decode_text(name, value);
        match name {
            "module-path" => self.module_path = Some(text()?.into()),
            "module-name" => self.module_name = Some(text()?),
            "pin-source" => self.pin_source = Some(pin_source(&text()?)?),
            _ => return unknown(name),
        }
        Ok(())
    }
}

/// Vendor attributes are ignored, as RFC 7512 requires.
fn unknown(name: &str) -> Result<(), UriError> {
    if name.starts_with("x-") { Ok(()) } else { Err(UriError::Unknown { name: name.to_owned() }) }
}

/// Splits a component into names and values that are still encoded; `before` is
/// how many attributes are before it.
fn attributes(
    component: &str,
    separator: char,
    before: usize,
) -> Result<Vec<(&str, &str)>, UriError> {
    let mut found: Vec<(&str, &str)> = Vec::new();
    if component.is_empty() {
        return Ok(found);
    }
    for part in component.split(separator) {
        let number = before.saturating_add(found.len()).saturating_add(1);
        let (name, value) = part.split_once('=').ok_or(UriError::NoValue { number })?;
        if matches!(name, "pin-value" | "x-pin-value") {
            return Err(UriError::PinValue {});
        }
        if found.iter().any(|(other, _)| *other == name) {
            return Err(UriError::Doubled { name: name.to_owned() });
        }
        found.push((name, value));
    }
    Ok(found)
}

/// Percent-decodes a value (RFC 3986, section 2.1).
fn decode(name: &str, value: &str) -> Result<Vec<u8>, UriError> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        if *byte != b'%' {
            bytes.push(*byte);
            continue;
        }
        let decoded = rest.split_at_checked(2).and_then(|(digits, after)| {
            rest = after;
            hex::decode(digits).ok()
        });
        bytes.extend(decoded.ok_or_else(|| wrong(name, "has a % without two hexadecimal digits"))?);
    }
    Ok(bytes)
}

fn decode_text(name: &str, value: &str) -> Result<String, UriError> {
    String::from_utf8(decode(name, value)?).map_err(|_| wrong(name, "is not UTF-8"))
}

fn number<N: FromStr>(name: &str, digits: &str) -> Result<N, UriError> {
    Some(digits)
        .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
        .and_then(|digits| digits.parse().ok())
        .ok_or_else(|| wrong(name, "is not a number in the allowed range"))
}

/// `3` is version 3.0 (RFC 7512, section 2.3).
fn version(name: &str, value: &str) -> Result<(u8, u8), UriError> {
    let (major, minor) = value.split_once('.').unwrap_or((value, "0"));
    Ok((number(name, major)?, number(name, minor)?))
}

fn kind(name: &str, value: &str) -> Result<Kind, UriError> {
    let known = Kind::ALL.into_iter().find(|(_, word)| *word == value);
    known.map(|(kind, _)| kind).ok_or_else(|| wrong(name, "is not private, public or cert"))
}

/// RFC 7512, section 2.4, leaves the form to us, and gives a path, a file: URI and a program as
/// examples. Programs are not supported.
fn pin_source(value: &str) -> Result<Source, UriError> {
    // file://localhost/path and file:///path (RFC 8089, section 2).
    let path = value
        .strip_prefix("file://")
        .map(|path| path.strip_prefix("localhost").unwrap_or(path))
        .or_else(|| {
            Some(value).filter(|path| Path::new(path).is_absolute() || path.starts_with('.'))
        });
    match path {
        Some(path) if !path.is_empty() => Ok(Source::File(path.into())),
        _ => Source::from_uri(value).map_err(|_| UriError::PinSource {}),
    }
}

fn wrong(name: &str, reason: &'static str) -> UriError {
    UriError::Value { name: name.to_owned(), reason }
}
