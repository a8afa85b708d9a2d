//! A cluster's folder, read.

use std::path::PathBuf;

use anyhow::Context as _;
use trustlist::cluster::content::Cluster;
use trustlist::cluster::devices;
use trustlist::cluster::manifest::{MAX_MANIFEST, Manifest};
use trustlist::cluster::material::Material;
use trustlist::text;

use crate::cli::input;

/// The file that describes a cluster.
pub(crate) const MANIFEST: &str = "cluster.toml";

/// The largest file of MAC addresses that is read: that of 100,000 phones with remarks.
const MAX_DEVICES_FILE: usize = 1 << 23;

/// What a cluster is, out of its folder.
pub(crate) struct Site {
    pub(crate) folder: PathBuf,
    /// cluster.toml as it stands there.
    pub(crate) text: String,
    pub(crate) manifest: Manifest,
    pub(crate) material: Material,
    /// MAC addresses of the phones that have files of their own.
    pub(crate) devices: Vec<String>,
}

impl Site {
    pub(crate) fn open(folder: &std::path::Path) -> anyhow::Result<Self> {
        let folder = folder.to_owned();
        let path = folder.join(MANIFEST);
        let name = text::path(&path);
        let input = input::read_file(&path, MAX_MANIFEST)?;
        let text = String::from_utf8(input.bytes)
            .map_err(|error| input::InputError::NotText {
                offset: error.utf8_error().valid_up_to(),
            })
            .with_context(|| name.clone())?;
        let manifest = Manifest::read(&text).with_context(|| name.clone())?;
        let material = Material::read(&folder, &manifest).with_context(|| name.clone())?;
        let devices = match &manifest.devices {
            None => Vec::new(),
            Some(file) => {
                let input = input::read_file(&folder.join(&file.text), MAX_DEVICES_FILE)?;
                devices::read(&input.name, &String::from_utf8_lossy(&input.bytes))?
            }
        };
        Ok(Self { folder, text, manifest, material, devices })
    }

    pub(crate) fn cluster(&self) -> Cluster<'_> {
        Cluster { manifest: &self.manifest, material: &self.material }
    }
}
