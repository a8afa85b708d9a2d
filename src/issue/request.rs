//! What a certificate is to say.

use super::{AlternativeName, Subject, Usage};
use crate::digest::Digest;

/// What a certificate is to say.
#[derive(Clone, Debug)]
pub struct Request {
    /// Whose it is.
    pub subject: Subject,
    /// Its subjectAltName; none, and the extension is left out.
    pub names: Vec<AlternativeName>,
    /// What it may be used for.
    pub usage: Usage,
    /// The serial number, big-endian, with the top bit clear: [`serial`](super::serial).
    pub serial: Vec<u8>,
    /// Start of validity, Unix seconds.
    pub not_before: i64,
    /// End of validity, Unix seconds.
    pub not_after: i64,
    /// The digest of an RSA signature, else SHA-256; a curve has its own.
    pub digest: Option<Digest>,
}
