//! The errors of the store, without SQLite's wording.

use std::path::Path;

use rusqlite::Error as Sqlite;
use rusqlite::ErrorCode;
use rusqlite::types::Type;

use crate::error::described;

described! {
    /// Why the store cannot be used, or does not have what was requested.
    pub enum StoreError {
        /// The file was written by a later version of the program.
        Newer {
            /// The file.
            file: String,
            /// The version of its tables.
            found: i64,
            /// The latest version that this program knows.
            known: i64,
        } = "E-STORE-NEWER", Input,
            "{file} was written by a newer ctl: expected version {known} or lower, found {found}",
            "use the newer ctl for this cluster; `ctl show` still reads the published files";
        /// The file is a valid SQLite database of another program.
        Foreign {
            /// The file.
            file: String,
        } = "E-STORE-FOREIGN", Input,
            "{file} is a database of another program",
            "move it away, then adopt the lists that phones hold with `ctl adopt`";
        /// The file is damaged.
        Damaged {
            /// The file.
            file: String,
            /// What is wrong with it.
            what: String,
        } = "E-STORE-DAMAGED", Input,
            "{file} is damaged: {what}",
            "restore it from a backup; without one, move it away and adopt the lists that phones \
             hold with `ctl adopt`";
        /// Other users may have changed the file.
        Untrusted {
            /// The file.
            file: String,
            /// Why it is not trusted.
            reason: String,
        } = "E-STORE-TRUST", Input,
            "{file} {reason}",
            "run ctl as the owner of the cluster; if nobody else has changed the file, make that \
             user its owner with chown, and remove the write permission of others with chmod o-w";
        /// A killed run left a transaction that only a writer can roll back.
        Interrupted {
            /// The file.
            file: String,
        } = "E-STORE-INTERRUPTED", Input,
            "{file} was left in the middle of a write, and this user cannot roll that write back",
            "run `ctl status` as a user who can write to the cluster's folder";
        /// The operating system does not allow reading it.
        Unreadable {
            /// The file.
            file: String,
            /// What it says.
            reason: String,
        } = "E-STORE-READ", Input,
            "cannot read {file}: {reason}",
            "check the file and its permissions";
        /// The operating system does not allow writing it.
        Unwritable {
            /// The file.
            file: String,
            /// What it says.
            reason: String,
        } = "E-STORE-WRITE", Output,
            "cannot write {file}: {reason}",
            "check the folder, its permissions and the space left on it";
        /// Another program keeps it locked.
        Busy {
            /// The file.
            file: String,
        } = "E-STORE-BUSY", Output,
            "{file} is locked by another program",
            "wait until that program has finished, then try again";
        /// No generation has this number.
        NoGeneration {
            /// The number.
            number: u32,
        } = "E-STORE-GENERATION", Input,
            "generation {number} not found in this cluster",
            "name an existing generation";
    }
}

/// Whether a failure stops a reader or a writer: their exit codes differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    Read,
    Write,
}

/// A value that the program never writes, as an error of the SQLite library, so that its closures
/// can return it.
pub(super) fn wrong(what: &'static str) -> Sqlite {
    Sqlite::FromSqlConversionFailure(0, Type::Null, Box::new(Wrong(what)))
}

#[derive(Debug)]
struct Wrong(&'static str);

impl std::fmt::Display for Wrong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Wrong {}

/// What an error of SQLite means.
pub(super) fn explain(file: &Path, access: Access, error: &Sqlite) -> StoreError {
    let file = file.display().to_string();
    let Sqlite::SqliteFailure(failure, _) = error else {
        let what = match error {
            Sqlite::FromSqlConversionFailure(_, _, inner) => {
                inner.downcast_ref::<Wrong>().map(|wrong| wrong.0)
            }
            _ => None,
        };
        // The tables are right, but contain values that the program does not write.
        let what = what.unwrap_or("a value is not one that ctl writes").to_owned();
        return StoreError::Damaged { file, what };
    };
    if failure.extended_code == rusqlite::ffi::SQLITE_READONLY_ROLLBACK {
        return StoreError::Interrupted { file };
    }
    let reason = match failure.code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => return StoreError::Busy { file },
        ErrorCode::NotADatabase => {
            return StoreError::Damaged { file, what: "it is not an SQLite database".to_owned() };
        }
        ErrorCode::DatabaseCorrupt | ErrorCode::ConstraintViolation => {
            return StoreError::Damaged { file, what: "its content is inconsistent".to_owned() };
        }
        ErrorCode::DiskFull => "no space left on the disk".to_owned(),
        ErrorCode::ReadOnly => "it, or its folder, is read-only".to_owned(),
        ErrorCode::PermissionDenied | ErrorCode::CannotOpen => {
            "it, or a file beside it, cannot be opened".to_owned()
        }
        ErrorCode::SystemIoFailure => {
            "the operating system reports an input/output error".to_owned()
        }
        ErrorCode::OutOfMemory => "out of memory".to_owned(),
        _ => format!("SQLite's error {}", failure.extended_code),
    };
    match access {
        Access::Read => StoreError::Unreadable { file, reason },
        Access::Write => StoreError::Unwritable { file, reason },
    }
}
