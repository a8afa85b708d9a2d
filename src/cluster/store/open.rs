//! Opening the store: for writers, who create it if it is missing, and for readers, who change
//! nothing.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::error::{Access, explain};
use super::schema::{self, Unfit};
use super::{Store, StoreError};
use crate::checkpoint;
use crate::output::{OutputError, repeat, step};
use crate::platform;

/// The folder of the program's own files in a cluster's folder.
pub(crate) const FOLDER: &str = ".ctl";

/// How long to wait for another program's transaction. Ours take a few disk flushes.
const PATIENCE: Duration = Duration::from_secs(5);

impl Store {
    /// Opens the store of the cluster in `folder` for writing, and creates it if it is missing. A
    /// writer must hold the [`Lock`](crate::cluster::lock::Lock).
    ///
    /// # Errors
    /// [`StoreError`]; an existing file is never replaced.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let path = path_in(folder);
        if !exists(&path, Access::Write)? {
            create(folder, &path)?;
        }
        close(folder);
        let mut store = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE, Access::Write)?;
        // EXTRA flushes the folder after a transaction's journal is deleted. Otherwise a power cut
        // could restore the journal and roll back what renames already rely on. The rolled-back
        // write tests at once whether writing is possible. It must change something, or SQLite
        // writes nothing.
        store
            .connection
            .execute_batch(
                "PRAGMA synchronous = EXTRA;
                 PRAGMA foreign_keys = ON;
                 BEGIN IMMEDIATE;
                 UPDATE cluster SET mode = 1 - mode;
                 ROLLBACK;",
            )
            .map_err(|error| store.explain(&error))?;
        store.migrate()?;
        Ok(store)
    }

    /// Opens the store for reading: `None` if there is none. Needs no lock and no write
    /// permission, and creates nothing.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn look(folder: &Path) -> Result<Option<Self>, StoreError> {
        let path = path_in(folder);
        if !exists(&path, Access::Read)? {
            return Ok(None);
        }
        let read = OpenFlags::SQLITE_OPEN_READ_ONLY;
        match Self::connect(path.clone(), read, Access::Read) {
            // A run was killed inside a transaction. SQLite rolls it back for a user who can
            // write; nothing else changes.
            Err(StoreError::Interrupted { file }) => {
                match Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE, Access::Read) {
                    Err(StoreError::Unreadable { .. }) => Err(StoreError::Interrupted { file }),
                    other => other.map(Some),
                }
            }
            other => other.map(Some),
        }
    }

    /// Opens an existing file and checks it.
    fn connect(path: PathBuf, flags: OpenFlags, access: Access) -> Result<Self, StoreError> {
        let failed = |error: &rusqlite::Error| explain(&path, access, error);
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection =
            Connection::open_with_flags(&path, flags).map_err(|error| failed(&error))?;
        connection.busy_timeout(PATIENCE).map_err(|error| failed(&error))?;
        let version = schema::check(&connection, &path).map_err(|unfit| match unfit {
            Unfit::Newer(found) => StoreError::Newer {
                file: path.display().to_string(),
                found,
                known: schema::VERSION,
            },
            Unfit::Foreign => StoreError::Foreign { file: path.display().to_string() },
            Unfit::Error(error) => failed(&error),
        })?;
        Ok(Self { connection, path, access, version })
    }
}

/// Creates the folder for the program's own files, if missing, with access for its owner only.
pub(crate) fn make(folder: &Path) -> Result<(), OutputError> {
    let own = folder.join(FOLDER);
    step::make_folder(&own)?;
    platform::close_to_others(&own);
    Ok(())
}

/// Removes the access of others that an earlier version of the program left.
fn close(folder: &Path) {
    platform::close_to_others(&folder.join(FOLDER));
    platform::close_to_others(&path_in(folder));
}

fn path_in(folder: &Path) -> PathBuf {
    folder.join(FOLDER).join("state.db")
}

fn exists(path: &Path, access: Access) -> Result<bool, StoreError> {
    let reason = match fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => {
            let file = || path.display().to_string();
            let trust = |reason| StoreError::Untrusted { file: file(), reason };
            return platform::distrust(&metadata).map_or(Ok(true), |reason| Err(trust(reason)));
        }
        Ok(_) => "it is not a file".to_owned(),
        // A dangling link counts as a store: its target may be missing only for now.
        Err(error) if error.kind() == ErrorKind::NotFound && !path.is_symlink() => {
            return Ok(false);
        }
        Err(error) => error.to_string(),
    };
    let file = path.display().to_string();
    Err(match access {
        Access::Read => StoreError::Unreadable { file, reason },
        Access::Write => StoreError::Unwritable { file, reason },
    })
}

/// Creates the database under another name and renames it, so that `state.db` is always complete,
/// and an empty one is known to be damaged.
fn create(folder: &Path, path: &Path) -> Result<(), StoreError> {
    let unwritable = |error: OutputError| StoreError::Unwritable {
        file: path.display().to_string(),
        reason: match error {
            OutputError::Failed { reason, .. } => reason,
            other => other.to_string(),
        },
    };
    let own = folder.join(FOLDER);
    make(folder).map_err(unwritable)?;
    let fresh = own.join("state.db.new");
    // A leftover journal without its database would be applied to the new one.
    for left in ["state.db-journal", "state.db.new", "state.db.new-journal"] {
        repeat::remove(&own.join(left)).map_err(unwritable)?;
    }
    checkpoint::around("store-create", || {
        let connection = Connection::open(&fresh)?;
        connection.execute_batch("PRAGMA synchronous = EXTRA;")?;
        schema::create(&connection)
    })
    .map_err(|error| explain(path, Access::Write, &error))?;
    platform::close_to_others(&fresh);
    step::rename(&fresh, path).map_err(unwritable)?;
    step::sync_folder(&own).map_err(unwritable)
}
