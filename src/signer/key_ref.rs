//! Where a private key is.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use super::uri::{Uri, UriError};

/// Where a private key is. The text is parsed only here, so that no other code checks for a prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyRef {
    /// In a file.
    File(PathBuf),
    /// On a token, by its PKCS#11 URI (RFC 7512).
    Token(Box<Uri>),
}

impl KeyRef {
    /// Whether a text is a URI and not a file name (RFC 3986, section 3.1: schemes are compared
    /// without case).
    #[must_use]
    pub fn is_uri(text: &str) -> bool {
        text.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("pkcs11:"))
    }
}

impl FromStr for KeyRef {
    type Err = UriError;

    /// # Errors [`UriError`], for a text that starts like a URI.
    fn from_str(text: &str) -> Result<Self, UriError> {
        if Self::is_uri(text) {
            return Ok(Self::Token(Box::new(text.parse()?)));
        }
        Ok(Self::File(text.into()))
    }
}

impl fmt::Display for KeyRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(f),
            Self::Token(uri) => uri.fmt(f),
        }
    }
}
