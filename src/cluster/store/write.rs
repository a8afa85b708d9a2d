//! What can be told to the store. Each of these is one transaction.

use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use sha2::{Digest as _, Sha256};

use super::error::wrong;
use super::read;
use super::{Draft, Lists, Origin, Progress, Store, StoreError};
use crate::checkpoint;

impl Store {
    /// Does `work` wholly or not at all.
    pub(super) fn change<T>(
        &mut self,
        name: &str,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let done = checkpoint::around(name, || {
            let transaction =
                self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let result = work(&transaction)?;
            // Before this nothing is durable, after it everything.
            transaction.commit()?;
            Ok(result)
        });
        done.map_err(|error| self.explain(&error))
    }

    /// Takes lists as what the cluster has published and its phones hold; the mode is
    /// set, and nothing is written but the store. Returns the new generation's number.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn adopt(&mut self, draft: &Draft) -> Result<u32, StoreError> {
        self.change("store-adopt", |connection| {
            let number = next(connection)?;
            insert(connection, number, draft, &Origin::Adopted, Progress::Done)?;
            connection.execute("UPDATE cluster SET mode = ?1", [draft.mode.code()])?;
            Ok(number)
        })
    }

    /// Keeps lists that stood on a server and are of no generation: phones may hold
    /// them. Returns the new generation's number.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn found(&mut self, time: i64, host: &str, lists: &Lists) -> Result<u32, StoreError> {
        self.change("store-found", |connection| found(connection, time, host, lists))
    }

    /// Every phone has generation `number` or a later one: those before it are held no
    /// more.
    ///
    /// # Errors
    /// [`StoreError::NoGeneration`] if there is none with this number, and others.
    pub fn phones_have(&mut self, number: u32, time: i64) -> Result<(), StoreError> {
        self.generation(number)?;
        self.change("store-phones-have", |connection| {
            connection.execute(
                "UPDATE generation SET held = 0, released = ?2 WHERE number < ?1 AND held = 1",
                params![number, time],
            )?;
            Ok(())
        })
    }

    /// Says whether phones that hold nothing may be taken for granted.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn set_new_phones(&mut self, new_phones: bool) -> Result<(), StoreError> {
        self.change("store-new-phones", |connection| {
            connection.execute("UPDATE cluster SET new_phones = ?1", [new_phones])?;
            Ok(())
        })
    }

    /// Writes into the diary.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn note(&mut self, time: i64, command: &str, text: &str) -> Result<(), StoreError> {
        self.change("store-note", |connection| {
            connection.execute(
                "INSERT INTO note (time, command, text) VALUES (?1, ?2, ?3)",
                params![time, command, text],
            )?;
            Ok(())
        })
    }
}

/// The number of the next generation.
pub(super) fn next(connection: &Connection) -> rusqlite::Result<u32> {
    let last: u32 =
        connection
            .query_row("SELECT ifnull(max(number), 0) FROM generation", [], |row| row.get(0))?;
    last.checked_add(1).ok_or_else(|| wrong("the last generation has the highest number there is"))
}

/// Enters a generation and its lists. One that is whole is held.
pub(super) fn insert(
    connection: &Connection,
    number: u32,
    draft: &Draft,
    origin: &Origin,
    progress: Progress,
) -> rusqlite::Result<()> {
    let (origin, host) = match origin {
        Origin::Published => ("published", None),
        Origin::Adopted => ("adopted", None),
        Origin::Found { host } => ("found", Some(host)),
    };
    connection.execute(
        "INSERT INTO generation VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, NULL, ?11)",
        params![
            number,
            draft.time,
            origin,
            host,
            match progress {
                Progress::Done => "done",
                Progress::RolledBack => "rolled back",
                Progress::Unfinished => "unfinished",
            },
            draft.command,
            draft.reason,
            draft.mode.code(),
            draft.release,
            progress == Progress::Done,
            draft.lockout,
        ],
    )?;
    let ctl = draft.lists.ctl.iter().map(|bytes| ("ctl", "", bytes));
    let itls = draft.lists.itls.iter().map(|(host, bytes)| ("itl", host.as_str(), bytes));
    for (kind, host, bytes) in ctl.chain(itls) {
        let sha256 = keep(connection, bytes)?;
        connection.execute(
            "INSERT INTO list VALUES (?1, ?2, ?3, ?4)",
            params![number, kind, host, sha256],
        )?;
    }
    Ok(())
}

/// Enters lists that stood on a server.
fn found(connection: &Connection, time: i64, host: &str, lists: &Lists) -> rusqlite::Result<u32> {
    let number = next(connection)?;
    let draft = Draft {
        time,
        command: String::new(),
        reason: format!("found on {host}"),
        mode: read::mode(connection)?,
        release: String::new(),
        lists: lists.clone(),
        lockout: false,
        files: Vec::new(),
    };
    let origin = Origin::Found { host: host.to_owned() };
    insert(connection, number, &draft, &origin, Progress::Done)?;
    Ok(number)
}

/// Stores bytes once; returns their SHA-256.
pub(super) fn keep(connection: &Connection, bytes: &[u8]) -> rusqlite::Result<Vec<u8>> {
    let sha256 = Sha256::digest(bytes).to_vec();
    connection.execute("INSERT OR IGNORE INTO content VALUES (?1, ?2)", params![sha256, bytes])?;
    Ok(sha256)
}
