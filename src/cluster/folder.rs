//! Reading a cluster's folder: `cluster.toml`, the certificates and the file of phones that it
//! names.

use std::fs::Metadata;
use std::path::{Path, PathBuf};

use super::devices::{self, DevicesError};
use super::manifest::{Cluster, MAX_MANIFEST, Manifest, ManifestError};
use crate::error::{Named, described};
use crate::input::{self, InputError};
use crate::output::repeat;
use crate::platform;
use crate::signer::KeyRef;
use crate::signer::secret::Source;

/// The file that describes a cluster.
pub const MANIFEST: &str = "cluster.toml";

/// The size limit of the file of MAC addresses: 100,000 phones with comments.
const MAX_DEVICES_FILE: usize = 1 << 23;

described! {
    /// Why the folder of a cluster cannot be used.
    pub enum FolderError {
        /// The folder has no `cluster.toml`.
        NotACluster {
            /// The folder.
            folder: String,
        } = "E-FOLDER-CLUSTER", Input,
            "not a cluster: {folder} has no cluster.toml",
            "name a cluster's folder, or create one with `ctl init`";
        /// Other users may have changed `cluster.toml`, which can name a program to run.
        Untrusted {
            /// The file.
            file: String,
            /// Why it is not trusted.
            reason: String,
        } = "E-FOLDER-TRUST", Input,
            "{file} {reason}",
            "run ctl as the owner of the cluster; if nobody else has changed the file, make that \
             user its owner with chown, and remove the write permission of others with chmod o-w";
        also
        /// `cluster.toml`, or what it names, is wrong.
        Manifest(Named<ManifestError>);
        also
        /// `cluster.toml` cannot be read.
        Input(Named<InputError>);
        also
        /// The file of MAC addresses is wrong.
        Devices(DevicesError);
    }
}

/// A file whose permissions are too open.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Exposure {
    /// The file.
    pub file: PathBuf,
    /// Who has which access.
    pub may: &'static str,
}

/// A cluster as its folder describes it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ClusterFolder {
    /// The folder.
    pub path: PathBuf,
    /// The text of `cluster.toml`.
    pub text: String,
    /// What it says.
    pub manifest: Manifest,
    /// The same with its certificates loaded.
    pub cluster: Cluster,
    /// MAC addresses of the phones that have their own files.
    pub devices: Vec<String>,
}

impl ClusterFolder {
    /// Checks that a folder is a cluster's folder.
    ///
    /// # Errors
    /// [`FolderError::NotACluster`].
    pub fn check(path: &Path) -> Result<(), FolderError> {
        match std::fs::symlink_metadata(path.join(MANIFEST)) {
            Err(error) if repeat::is_missing(&error) => {
                let folder = if path == Path::new(".") { "this folder" } else { "" };
                let folder =
                    if folder.is_empty() { crate::text::path(path) } else { folder.to_owned() };
                Err(FolderError::NotACluster { folder })
            }
            _ => Ok(()),
        }
    }

    /// Reads the folder.
    ///
    /// # Errors
    /// [`FolderError`].
    pub fn open(path: &Path) -> Result<Self, FolderError> {
        Self::check(path)?;
        let file = path.join(MANIFEST);
        let name = crate::text::path(&file);
        let unreadable = |error: InputError| Named::new(name.clone(), error);
        let wrong = |error: ManifestError| Named::new(name.clone(), error);
        let opened = input::open_regular(&file).map_err(unreadable)?;
        if let Some(reason) = opened.metadata().ok().and_then(|found| platform::distrust(&found)) {
            return Err(FolderError::Untrusted { file: name, reason });
        }
        let bytes = input::read_open(opened, MAX_MANIFEST).map_err(unreadable)?.bytes;
        let text = String::from_utf8(bytes).map_err(|error| {
            unreadable(InputError::NotText { offset: error.utf8_error().valid_up_to() })
        })?;
        let manifest = Manifest::read(&text).map_err(wrong)?;
        let cluster = manifest.load(path).map_err(wrong)?;
        let devices = match &manifest.devices {
            None => Vec::new(),
            Some(file) => {
                let path = path.join(&file.text);
                let name = crate::text::path(&path);
                let content = input::read_regular(&path, MAX_DEVICES_FILE);
                let bytes = content.map_err(|error| Named::new(name.clone(), error))?.bytes;
                devices::read(&name, &String::from_utf8_lossy(&bytes))?
            }
        };
        Ok(Self { path: path.to_owned(), text, manifest, cluster, devices })
    }

    /// Files whose permissions are too open: a warning, not an error.
    #[must_use]
    pub fn exposures(&self) -> Vec<Exposure> {
        let state = self.path.join(super::store::FOLDER).join("state.db");
        let written = [self.path.join(MANIFEST), state];
        let read = self.cluster.keys().flat_map(|key| {
            let file = match &key.reference {
                KeyRef::File(path) => Some(path.clone()),
                KeyRef::Token(_) => None,
            };
            let secret = match &key.passphrase {
                Some(Source::File(path)) => Some(path.clone()),
                _ => None,
            };
            file.into_iter().chain(secret).map(|path| self.path.join(path))
        });
        let has = |path: &PathBuf, is: fn(&Metadata) -> bool| {
            path.metadata().is_ok_and(|found| found.is_file() && is(&found))
        };
        let mut all = Vec::new();
        for file in written.into_iter().filter(|path| has(path, platform::is_group_writable)) {
            all.push(Exposure { file, may: "its group can write to it" });
        }
        for file in read.filter(|path| has(path, platform::is_readable_by_all)) {
            let exposure = Exposure { file, may: "everybody can read it" };
            if !all.contains(&exposure) {
                all.push(exposure);
            }
        }
        all
    }
}
