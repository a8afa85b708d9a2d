//! The certificates that `cluster.toml` names.

use std::path::Path;

use super::{Cluster, FileRef, Manifest, ManifestError, plausible};
use crate::certificate::{self, Certificate, CertificateError, MAX_CERTIFICATE_FILE};
use crate::input::{self, InputError};

impl Manifest {
    /// Reads every certificate; paths are relative to the cluster's folder.
    ///
    /// # Errors
    /// [`ManifestError::File`], with the place in `cluster.toml` that names it, if a file cannot
    /// be read or has no certificate; [`ManifestError::Place`] if a certificate cannot have the
    /// role that `cluster.toml` gives it.
    pub fn load(&self, folder: &Path) -> Result<Cluster, ManifestError> {
        let cluster = self.try_map(&mut |file| read(folder, file))?;
        plausible::check(self, &cluster)?;
        Ok(cluster)
    }
}

fn read(folder: &Path, file: &FileRef) -> Result<Certificate, ManifestError> {
    let content = input::read_regular(&folder.join(&file.text), MAX_CERTIFICATE_FILE);
    let content = content.map_err(|error| match error {
        InputError::Unreadable { reason } => file.refused(&reason),
        InputError::TooLarge { limit } => file.refused(&CertificateError::TooLarge { limit }),
        other => file.refused(&other),
    })?;
    certificate::read(&content.bytes)
        .and_then(certificate::leaf)
        .map_err(|error| file.refused(&error))
}
