//! The files of this repository, and copies of its fixtures.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Lab;

/// When copied fixtures were last modified: 2020-07-01T10:00:00Z, which is not a timestamp in any
/// of them.
pub const MODIFIED: u64 = 1_593_597_600;

/// A file or folder of this repository.
pub fn source(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("the repository").join(path)
}

/// A file or folder below `fixtures/`.
pub fn fixture(path: &str) -> PathBuf {
    source("fixtures").join(path)
}

impl Lab {
    /// Copies `fixtures/PATH` to `name`, last modified at [`MODIFIED`].
    pub fn copy(&self, path: &str, name: &str) {
        let bytes = fs::read(fixture(path)).expect(path);
        self.write(name, bytes);
        self.set_modified(name, MODIFIED);
    }

    /// Copies the fixture list to `NAME.tlv`.
    pub fn list(&self, name: &str) -> Vec<u8> {
        let file = format!("{name}.tlv");
        self.copy(&format!("lists/{file}"), &file);
        self.read(&file)
    }

    /// Copies the fixture certificate to `NAME.pem`.
    pub fn certificate(&self, name: &str) {
        self.copy(&format!("certs/{name}.pem"), &format!("{name}.pem"));
    }

    /// Copies the fixture key to `NAME.key`.
    pub fn key(&self, name: &str) {
        self.copy(&format!("keys/{name}.pem"), &format!("{name}.key"));
    }

    /// Makes `FILE`: the fixture key and the certificate of the same name.
    pub fn pair(&self, name: &str, file: &str) {
        self.key(name);
        self.certificate(name);
        self.concat(file, &[&format!("{name}.key"), &format!("{name}.pem")]);
    }
}
