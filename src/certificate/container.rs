//! The files certificates come in.
use super::{Certificate, CertificateError};
/// All certificates of a file.
pub fn read(_input: &[u8]) -> Result<Vec<Certificate>, CertificateError> {
    Ok(vec![])
}
/// The leaf.
pub fn leaf(_c: Vec<Certificate>) -> Result<Certificate, CertificateError> {
    Err(CertificateError::TooLarge { limit: 0 })
}
