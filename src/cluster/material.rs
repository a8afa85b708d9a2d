//! The certificates that `cluster.toml` names.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::manifest::{FileRef, Manifest, ManifestError};
use crate::certificate::{self, Certificate, MAX_CERTIFICATE_FILE};

/// The certificates of a node.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfNode {
    /// CallManager.
    pub certificate: Option<Certificate>,
    /// CAPF.
    pub capf: Option<Certificate>,
    /// TVS.
    pub tvs: Option<Certificate>,
}

/// All certificates of a cluster, each in the order of the manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Material {
    /// Of each node.
    pub nodes: Vec<OfNode>,
    /// ITLRecovery.
    pub itlrecovery: Option<Certificate>,
    /// Of alternate TFTP servers.
    pub tftp: Vec<Certificate>,
    /// Of firewalls.
    pub firewalls: Vec<Certificate>,
    /// SASTs of other clusters.
    pub trust: Vec<Certificate>,
    /// Of tokens.
    pub tokens: Vec<Certificate>,
}

impl Material {
    /// Reads every certificate; paths are relative to the cluster's folder.
    ///
    /// # Errors
    /// [`ManifestError::File`], with the place in `cluster.toml` that names it, where a
    /// file cannot be read or holds no certificate.
    pub fn read(folder: &Path, manifest: &Manifest) -> Result<Self, ManifestError> {
        let one = |file: &FileRef| read(folder, file);
        let maybe = |file: &Option<FileRef>| file.as_ref().map(one).transpose();
        let nodes = manifest.nodes.iter().map(|node| {
            Ok(OfNode {
                certificate: maybe(&node.certificate)?,
                capf: maybe(&node.capf)?,
                tvs: maybe(&node.tvs)?,
            })
        });
        Ok(Self {
            nodes: nodes.collect::<Result<_, ManifestError>>()?,
            itlrecovery: manifest
                .itlrecovery
                .as_ref()
                .map(|pair| one(&pair.certificate))
                .transpose()?,
            tftp: manifest.tftp.iter().map(|s| one(&s.certificate)).collect::<Result<_, _>>()?,
            firewalls: manifest
                .firewalls
                .iter()
                .map(|s| one(&s.certificate))
                .collect::<Result<_, _>>()?,
            trust: manifest.trust.iter().map(|t| one(&t.certificate)).collect::<Result<_, _>>()?,
            tokens: manifest
                .tokens
                .iter()
                .map(|t| one(&t.certificate))
                .collect::<Result<_, _>>()?,
        })
    }
}

fn read(folder: &Path, file: &FileRef) -> Result<Certificate, ManifestError> {
    let unusable =
        |reason: String| ManifestError::File { at: file.at, path: file.text.clone(), reason };
    let mut bytes = Vec::new();
    let limit = u64::try_from(MAX_CERTIFICATE_FILE).unwrap_or(u64::MAX).saturating_add(1);
    File::open(folder.join(&file.text))
        .and_then(|opened| opened.take(limit).read_to_end(&mut bytes))
        .map_err(|error| unusable(error.to_string()))?;
    certificate::read(&bytes)
        .and_then(certificate::leaf)
        .map_err(|error| unusable(error.to_string()))
}
