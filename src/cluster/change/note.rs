//! What is reported while a session begins.

use std::fmt;

/// What is reported while a session begins.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SessionNote {
    /// The session waits for another process; the text names it.
    Waiting(String),
    /// An interrupted publication was finished.
    Finished(u32),
    /// An interrupted publication was discarded.
    RolledBack(u32),
    /// A server has lists that the store does not know.
    Found {
        /// The server.
        host: String,
        /// The generation they are stored as; `None` in a dry run.
        number: Option<u32>,
    },
    /// A server has lists of an earlier generation.
    Again {
        /// The server.
        host: String,
        /// The generation.
        number: u32,
    },
    /// A file's permissions are too open.
    Exposed {
        /// The file.
        file: String,
        /// Who has which access.
        may: &'static str,
    },
    /// A server has a list that no phone accepts.
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
                write!(
                    f,
                    "an interrupted run had started to publish @{number}; it is published \
                           now"
                )
            }
            Self::RolledBack(number) => {
                write!(
                    f,
                    "an interrupted run had prepared @{number}; its temporary files were \
                           removed"
                )
            }
            Self::Found { host, number: Some(number) } => {
                write!(f, "{host} has lists that are not in the store; stored as @{number}")
            }
            Self::Found { host, number: None } => {
                write!(f, "{host} has lists that are not in the store")
            }
            Self::Again { host, number } => {
                write!(f, "{host} has lists of @{number} again; phones may hold them")
            }
            Self::Exposed { file, may } => write!(f, "warning: {file}: {may}"),
            Self::Unsound { file } => write!(
                f,
                "warning: {file} is not sound; no phone accepts it, and none is assumed to hold it"
            ),
        }
    }
}
