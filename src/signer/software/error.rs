//! Errors of files with private keys.

use std::fmt::Display;

use crate::error::{Named, described};
use crate::signer::{SecretError, SignError};

described! {
    /// Why a file with a private key cannot be used.
    pub enum KeyError {
        /// The file contains no private key.
        NoKey {
            /// What the file contains instead.
            found: String,
        } = "E-KEY-NONE", Key,
            "expected a private key in PKCS#1, PKCS#8 or PKCS#12, found {found}",
            "name the file that contains the private key";
        /// The file contains several private keys.
        SeveralKeys {
            /// How many.
            count: usize,
        } = "E-KEY-SEVERAL", Key,
            "the file contains {count} private keys, expected one",
            "split the file and name the one with the signer's key";
        /// The key's encoding does not decode.
        Malformed {
            /// Which encoding, and what is wrong with it.
            reason: String,
        } = "E-KEY-FORM", Key,
            "the private key does not decode: {reason}",
            "export the key again as PKCS#8 or PKCS#12";
        /// The key, or the file around it, is encrypted in a way that is not supported.
        UnsupportedEncryption {
            /// What it is encrypted with.
            scheme: String,
        } = "E-KEY-SCHEME", Key,
            "the private key is encrypted with {scheme}, which is not supported",
            "convert the key with `openssl pkcs8 -topk8 -in OLD -out NEW`, after `openssl pkcs12 -legacy -nocerts` if it is in a PKCS#12 file";
        /// The key is not an RSA key.
        NotRsa {
            /// The key's algorithm.
            algorithm: String,
        } = "E-KEY-ALGORITHM", Key,
            "the private key's algorithm is {algorithm}, expected RSA",
            "sign with an RSA key; EC certificates are possible in records only";
        /// The passphrase or PIN does not open the key.
        WrongSecret {
            /// The key's name, as the user gave it.
            key: String,
        } = "E-KEY-SECRET", Key,
            "the passphrase does not open {key}",
            "check the passphrase; it was tried once and is not tried again";
        also
        /// Its passphrase cannot be had.
        Secret(SecretError);
        also
        /// Its key cannot sign, or belongs to a different certificate.
        Sign(SignError);
    }
}

impl KeyError {
    /// The error with the name of its file, unless it already names the key or the source of its
    /// passphrase.
    #[must_use]
    pub fn in_file(self, name: impl Into<String>) -> Named<Self> {
        match self {
            Self::WrongSecret { .. } | Self::Secret(_) => self.into(),
            error => Named::new(name, error),
        }
    }

    /// The reasons of `der` and `rsa` name types and lengths, never contents.
    pub(super) fn malformed(form: &str, reason: impl Display) -> Self {
        Self::Malformed { reason: format!("{form}: {reason}") }
    }

    pub(super) fn no_key(found: &str) -> Self {
        Self::NoKey { found: found.to_owned() }
    }
}
