//! The certificates that `cluster.toml` names.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::{Cluster, FileRef, Manifest, ManifestError, plausible};
use crate::certificate::{self, Certificate, MAX_CERTIFICATE_FILE};

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
    let mut bytes = Vec::new();
    let limit = u64::try_from(MAX_CERTIFICATE_FILE).unwrap_or(u64::MAX).saturating_add(1);
    File::open(folder.join(&file.text))
        .and_then(|opened| opened.take(limit).read_to_end(&mut bytes))
        .map_err(|error| file.refused(&error))?;
    certificate::read(&bytes).and_then(certificate::leaf).map_err(|error| file.refused(&error))
}
