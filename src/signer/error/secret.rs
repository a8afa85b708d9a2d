//! What can be wrong with a passphrase or a PIN.

use crate::error::described;

described! {
    /// Why a passphrase or a PIN cannot be had.
    pub enum SecretError {
        /// The key is encrypted, and nothing says where its passphrase is.
        Missing {
            /// The key's name, as the user gave it.
            key: String,
        } = "E-KEY-NO-SECRET", Key,
            "{key} needs its PIN or passphrase, and there is no terminal to ask on",
            "name a source of it";
        /// A passphrase source is none of the known ones. What it says is not
        /// shown: it may be the passphrase itself.
        Source {} = "E-SECRET-SOURCE", Input,
            "the source of a passphrase is not file:PATH, fd:NUMBER or env:NAME",
            "name where the passphrase is, never the passphrase itself";
        /// One source was to serve two keys.
        Twice {
            /// The source.
            source: String,
            /// The key it served.
            first: String,
            /// The other key.
            second: String,
        } = "E-SECRET-TWICE", Usage,
            "{source} is for one key: it opened {first} and is not tried on {second}",
            "name the PIN of a token with pin-source in its URI, or leave the option out and be asked";
        /// A passphrase source gave an empty first line.
        Empty {
            /// The source.
            source: String,
        } = "E-SECRET-EMPTY", Key,
            "{source}: the first line, which is the passphrase, is empty",
            "give the passphrase; a file has it in its first line";
        /// A passphrase source cannot be read.
        Unreadable {
            /// The source.
            source: String,
            /// What the operating system says.
            reason: String,
        } = "E-SECRET-READ", Key,
            "{source} cannot be read: {reason}",
            "check the name and the permissions of the source";
        /// A passphrase is longer than any passphrase, or is not text.
        Form {
            /// The source.
            source: String,
            /// What is wrong with it.
            reason: String,
        } = "E-SECRET-FORM", Key,
            "{source}: the passphrase {reason}",
            "check that the source holds the passphrase and nothing else";
    }
}

impl SecretError {
    /// The same error, of a source that the user knows by this name.
    #[must_use]
    pub fn of_source(self, name: impl Into<String>) -> Self {
        let source = name.into();
        match self {
            Self::Empty { .. } => Self::Empty { source },
            Self::Unreadable { reason, .. } => Self::Unreadable { source, reason },
            Self::Form { reason, .. } => Self::Form { source, reason },
            other => other,
        }
    }
}
