//! Errors as JSON (docs/json.md).

use serde::Serialize;

use crate::error::Described;
use crate::text::visible;

/// An error in a part of a document: of one file, one token.
#[derive(Clone, Debug, Serialize)]
pub struct Failure {
    /// The stable id, listed in docs/errors.md; `None` for an error of the operating system.
    pub id: Option<&'static str>,
    /// The sentence.
    pub message: String,
    /// What to do next.
    pub hint: Option<&'static str>,
}

impl Failure {
    /// The JSON form of an error.
    #[must_use]
    pub fn of(error: &impl Described) -> Self {
        let message = visible(error.to_string().as_bytes());
        Self { id: Some(error.id()), message, hint: Some(error.advice()) }
    }
}

/// Why a command ended.
#[derive(Clone, Debug, Serialize)]
pub struct CommandFailure {
    /// The error.
    #[serde(flatten)]
    pub failure: Failure,
    /// The exit code.
    pub exit: u8,
}
