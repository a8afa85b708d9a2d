//! What is worth knowing while a session begins.

use std::fmt;

/// What is worth knowing while a session begins.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SessionNote {
    /// Another process is waited for; the text names it.
    Waiting(String),
    /// A publication that was interrupted is finished.
    Finished(u32),
    /// A publication that was interrupted left nothing.
    RolledBack(u32),
    /// A server has lists that the store does not know.
    Found {
        /// The server.
        host: String,
        /// The generation that they are kept as; `None` in a dry run.
        number: Option<u32>,
    },
    /// A server has lists of an earlier generation again.
    Again {
        /// The server.
        host: String,
        /// The generation.
        number: u32,
    },
    /// Others may do with a file what they should not.
    Exposed {
        /// The file.
        file: String,
        /// What they may do.
        may: &'static str,
    },
    /// A server has a list that no phone takes.
    Unsound {
        /// The file.
        file: String,
    },
}

impl fmt::Display for SessionNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Waiting(text) => f.write_str(text),
            Self::Finished(number) => {
                write!(f, "an interrupted run had begun to publish @{number}; it is published now")
            }
            Self::RolledBack(number) => {
                write!(f, "an interrupted run had prepared @{number}; what it left was removed")
            }
            Self::Found { host, number: Some(number) } => {
                write!(f, "{host} has lists that are not of the store; kept as @{number}")
            }
            Self::Found { host, number: None } => {
                write!(f, "{host} has lists that are not of the store")
            }
            Self::Again { host, number } => {
                write!(f, "{host} has lists of @{number} again; phones may hold them")
            }
            Self::Exposed { file, may } => write!(f, "warning: {file}: {may}"),
            Self::Unsound { file } => write!(
                f,
                "warning: {file} is not sound; no phone takes it, and none is assumed to hold it"
            ),
        }
    }
}
