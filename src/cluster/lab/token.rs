//! Stand-ins for USB tokens.

use crate::signer::uri::Uri;

/// A stand-in for a USB token.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LabToken {
    /// Its name, which is its label too: `SAST-ADN0054f509`.
    pub name: String,
}

/// The label of key and certificate on a token.
pub const TOKEN_OBJECT: &str = "SAST";

impl LabToken {
    /// Its certificate, below the cluster's folder.
    #[must_use]
    pub fn certificate(&self) -> String {
        format!("tokens/{}.pem", self.name)
    }

    /// The file with its key.
    #[must_use]
    pub fn key_file(&self) -> String {
        format!("keys/lab-only-{}.pem", self.name)
    }

    /// The URI of its key.
    #[must_use]
    pub fn uri(&self) -> String {
        let (token, object) = (Some(self.name.clone()), Some(TOKEN_OBJECT.to_owned()));
        Uri { token, object, ..Uri::default() }.to_string()
    }
}
