//! The contents of a certificate to be issued.

use super::{AlternativeName, Subject, Usage};
use crate::digest::Digest;

/// The contents of a certificate to be issued.
#[derive(Clone, Debug)]
pub struct Request {
    /// The subject.
    pub subject: Subject,
    /// Its subjectAltName; if empty, the extension is omitted.
    pub names: Vec<AlternativeName>,
    /// Its usage.
    pub usage: Usage,
    /// The serial number, big-endian, with the top bit clear: [`serial`](super::serial).
    pub serial: Vec<u8>,
    /// Start of validity, Unix seconds.
    pub not_before: i64,
    /// End of validity, Unix seconds.
    pub not_after: i64,
    /// The digest of an RSA signature, SHA-256 by default; a curve has its own.
    pub digest: Option<Digest>,
}
