//! A test's own folder.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

/// A test's own folder, which is removed at the end.
pub struct Lab(tempfile::TempDir);

impl Lab {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).unwrap();
    }

    /// Writes a file that only its owner may read.
    pub fn write_private(&self, name: &str, bytes: impl AsRef<[u8]>) {
        self.write(name, bytes);
        fs::set_permissions(self.path(name), fs::Permissions::from_mode(0o600)).unwrap();
    }

    /// Writes `name`: the files of `parts`, concatenated.
    pub fn concat(&self, name: &str, parts: &[&str]) {
        let parts: Vec<Vec<u8>> = parts.iter().map(|part| self.read(part)).collect();
        self.write(name, parts.concat());
    }

    /// Sets a file's mtime, in Unix seconds.
    pub fn set_modified(&self, name: &str, seconds: u64) {
        let file = File::options().write(true).open(self.path(name)).expect(name);
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        file.set_modified(time).expect(name);
    }

    /// The names in the folder.
    pub fn names(&self) -> BTreeSet<String> {
        let entries = fs::read_dir(self.path(".")).expect("the folder");
        entries.map(|entry| entry.expect("an entry").file_name().into_string().unwrap()).collect()
    }
}

impl Default for Lab {
    fn default() -> Self {
        Self::new()
    }
}
