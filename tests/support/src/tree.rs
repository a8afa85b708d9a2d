//! A folder in memory: what takes long to generate is generated once and written wherever it is
//! needed.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::Lab;

/// The files of a folder and of the folders in it, with their modes.
pub struct Tree(Vec<Entry>);

struct Entry {
    path: PathBuf,
    mode: u32,
    /// The contents of an empty folder.
    bytes: Option<Vec<u8>>,
}

impl Tree {
    /// Reads a folder, which contains only files and folders.
    pub fn read(folder: &Path) -> Self {
        let mut entries = Vec::new();
        visit(folder, Path::new(""), &mut entries);
        assert!(!entries.is_empty(), "{} is empty", folder.display());
        Self(entries)
    }

    /// Writes everything into a folder, which is created if it is missing.
    pub fn write(&self, folder: &Path) {
        fs::create_dir_all(folder).unwrap();
        for Entry { path, mode, bytes } in &self.0 {
            let path = folder.join(path);
            match bytes {
                Some(bytes) => fs::write(&path, bytes).unwrap(),
                None => fs::create_dir(&path).unwrap(),
            }
            fs::set_permissions(&path, fs::Permissions::from_mode(*mode)).unwrap();
        }
    }
}

fn visit(folder: &Path, below: &Path, entries: &mut Vec<Entry>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let (kind, path) = (entry.file_type().unwrap(), below.join(entry.file_name()));
        assert!(kind.is_dir() || kind.is_file(), "{}", entry.path().display());
        let mode = entry.metadata().unwrap().permissions().mode() & 0o7777;
        let bytes = kind.is_file().then(|| fs::read(entry.path()).unwrap());
        entries.push(Entry { path: path.clone(), mode, bytes });
        if kind.is_dir() {
            visit(&entry.path(), &path, entries);
        }
    }
}

impl Lab {
    /// A copy of a folder that is generated once.
    pub fn copied(tree: &OnceLock<Tree>, make: impl FnOnce() -> Self) -> Self {
        let tree = tree.get_or_init(|| Tree::read(&make().path("")));
        let lab = Self::new();
        tree.write(&lab.path(""));
        lab
    }
}
