//! Creates several files and folders together, or none of them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::{OutputError, failure, shown};
use super::step::{self, folder_of};
use super::{Existing, Readers, Staged};
use crate::error::described;

described! {
    /// Why files were not created. Existing files are unchanged.
    pub enum TreeError {
        /// A path of a new file already exists.
        Exists {
            /// The path.
            path: String,
        } = "E-TREE-EXISTS", Usage,
            "{path} already exists; nothing was created",
            "name another folder; this command never overwrites a file";
        /// A path of a new folder is a file.
        NotAFolder {
            /// The path.
            path: String,
        } = "E-TREE-FOLDER", Usage,
            "{path} is not a folder; nothing was created",
            "name another folder";
        also
        /// A file or a folder cannot be created.
        Output(OutputError);
    }
}

/// A file to be created.
#[derive(Clone, Debug)]
pub struct NewFile<'a> {
    /// Where, relative to the tree's root.
    pub path: PathBuf,
    /// Its content.
    pub bytes: &'a [u8],
    /// Who may read it.
    pub readers: Readers,
}

/// Checks that none of `files` exists, and that each of `folders` is a folder or can be created.
/// Call this before long work.
///
/// # Errors [`TreeError`] for the first path that is in the way.
pub fn check<'p>(
    root: &Path,
    folders: impl IntoIterator<Item = &'p Path>,
    files: impl IntoIterator<Item = &'p Path>,
) -> Result<(), TreeError> {
    for folder in [Path::new("")].into_iter().chain(folders) {
        let path = join(root, folder);
        // The target of a link.
        match fs::metadata(&path) {
            Ok(found) if found.is_dir() => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound && !is_there(&path) => {}
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                return Err(failure("open", shown(&path), &error).into());
            }
            _ => return Err(TreeError::NotAFolder { path: shown(&path) }),
        }
    }
    for file in files {
        let path = join(root, file);
        if is_there(&path) {
            return Err(TreeError::Exists { path: shown(&path) });
        }
    }
    Ok(())
}

/// Whether anything has this name, even a dangling link.
fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Creates the root, the folders, and then the files, which are all staged before the first one
/// appears. The last file appears last.
///
/// # Errors [`TreeError`]; then everything that was created is removed again.
pub fn make(root: &Path, folders: &[PathBuf], files: &[NewFile<'_>]) -> Result<Made, TreeError> {
    let paths = files.iter().map(|file| file.path.as_path());
    check(root, folders.iter().map(PathBuf::as_path), paths)?;
    let mut made = Made::default();
    made.folder(root)?;
    for folder in folders {
        made.folder(&join(root, folder))?;
    }
    let staged: Result<Vec<_>, OutputError> = files
        .iter()
        .map(|file| {
            let target = join(root, &file.path);
            let staged = Staged::stage_for(file.readers, &target, file.bytes, Existing::Keep)?;
            Ok((staged, target))
        })
        .collect();
    // On failure, the staged files are dropped before `made`, so that the folders are empty.
    for (staged, target) in staged? {
        match staged.commit() {
            // Files that were created by others in the meantime are not removed.
            Err(OutputError::Exists { target: path }) => return Err(TreeError::Exists { path }),
            committed => {
                made.files.push(target);
                committed?;
            }
        }
    }
    made.sync()?;
    Ok(made)
}

/// What was created. It is removed if dropped without [`Made::keep`].
#[derive(Debug, Default)]
#[must_use]
pub struct Made {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Made {
    /// Creates a folder and its parents.
    fn folder(&mut self, folder: &Path) -> Result<(), OutputError> {
        if folder.is_dir() {
            return Ok(());
        }
        if let Some(above) = folder.parent().filter(|above| !above.as_os_str().is_empty()) {
            self.folder(above)?;
        }
        fs::create_dir(folder)
            .map_err(|error| failure("create the folder", shown(folder), &error))?;
        self.folders.push(folder.to_owned());
        Ok(())
    }

    /// Flushes the folders that contain the new ones.
    fn sync(&self) -> Result<(), OutputError> {
        for folder in &self.folders {
            step::sync_folder(folder_of(folder))?;
        }
        Ok(())
    }

    /// Keeps everything.
    pub fn keep(mut self) {
        self.folders.clear();
        self.files.clear();
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        // A failure here cannot be handled.
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// The path as it is printed: without our own `./`, and without a trailing slash for the root.
fn join(root: &Path, path: &Path) -> PathBuf {
    if path.as_os_str().is_empty() { root.to_owned() } else { root.join(path) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    fn file(path: &str) -> NewFile<'static> {
        NewFile { path: path.into(), bytes: b"new", readers: Readers::All }
    }

    #[test]
    fn a_name_that_is_taken_in_the_last_moment_takes_all_back() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("a/b");
        // The second one of a name finds the first in its place.
        let files = [file("inner/one"), file("two"), file("two")];
        let error = make(&folder, &["inner".into()], &files).unwrap_err();
        let path = folder.join("two").display().to_string();
        assert_eq!(error, TreeError::Exists { path });
        assert_eq!(names(root.path()), [""; 0]);
    }

    #[test]
    fn what_is_not_kept_goes_and_what_was_there_stays() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("mine"), "mine").unwrap();
        let files = [file("inner/one")];
        let made = make(root.path(), &["inner".into()], &files).unwrap();
        assert_eq!(fs::read(root.path().join("inner/one")).unwrap(), b"new");
        drop(made);
        assert_eq!(names(root.path()), ["mine"]);
        make(root.path(), &["inner".into()], &files).unwrap().keep();
        assert_eq!(fs::read(root.path().join("inner/one")).unwrap(), b"new");
    }
}
