//! Errors of passphrases and PINs.

use crate::error::described;

described! {
    /// Why a passphrase or a PIN cannot be read.
    pub enum SecretError {
        /// The key is encrypted, and no source of its passphrase is known.
        Missing {
            /// The key's name, as the user gave it.
            key: String,
        } = "E-KEY-NO-SECRET", Key,
            "{key} needs its PIN or passphrase, and there is no terminal to ask for it",
            "name a source for it";
        /// A passphrase source has an unknown form. Its text is not shown, since it may be the
        /// passphrase itself.
        Source {} = "E-SECRET-SOURCE", Input,
            "expected file:PATH, fd:NUMBER or env:NAME as the source of a passphrase",
            "name a source for the passphrase, never the passphrase itself";
        /// One source would be used for two keys.
        Twice {
            /// The source.
            source: String,
            /// The key that it was used for.
            first: String,
            /// The other key.
            second: String,
        } = "E-SECRET-TWICE", Usage,
            "{source} is used for one key only: it opened {first} and is not tried on {second}",
            "give the PIN of a token with pin-source in its URI, or omit the option to be asked";
        /// The first line of a passphrase source is empty.
        Empty {
            /// The source.
            source: String,
        } = "E-SECRET-EMPTY", Key,
            "{source}: expected the passphrase in the first line, found an empty line",
            "write the passphrase into the first line";
        /// A passphrase source cannot be read.
        Unreadable {
            /// The source.
            source: String,
            /// The reason that the operating system gives.
            reason: String,
        } = "E-SECRET-READ", Key,
            "{source} cannot be read: {reason}",
            "check the name and the permissions of the source";
        /// A passphrase is too long, or is not text.
        Form {
            /// The source.
            source: String,
            /// What is wrong with it.
            reason: String,
        } = "E-SECRET-FORM", Key,
            "{source}: the passphrase {reason}",
            "check that the source contains the passphrase and nothing else";
    }
}

impl SecretError {
    /// The same error, for a source with this name.
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
