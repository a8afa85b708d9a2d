//! Writing to the store. Each method is one transaction.

use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use super::content::keep;
use super::error::wrong;
use super::read;
use super::{NewGeneration, NewMoment, Origin, Progress, Store, StoreError, moments};
use crate::checkpoint;
use crate::cluster::lists::{ListName, Lists, Unexplained};
use crate::cluster::moments::Release;

impl Store {
    /// Runs `work` in a transaction.
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

    /// Records lists as published and held by the phones, and sets the mode; writes only to the
    /// store. Returns the new generation's number.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn adopt(
        &mut self,
        generation: &NewGeneration,
        moment: &NewMoment,
    ) -> Result<u32, StoreError> {
        self.change("store-adopt", |connection| {
            let number = next(connection)?;
            insert(connection, number, generation, &Origin::Adopted, Progress::Done)?;
            moments::insert(connection, Some(number), moment)?;
            connection.execute("UPDATE cluster SET mode = ?1", [generation.mode.code()])?;
            Ok(number)
        })
    }

    /// Stores lists of no generation that were found on a server, and the moment. Returns the new
    /// generation's number.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn found(
        &mut self,
        time: i64,
        host: &str,
        lists: &Lists,
        moment: Option<&NewMoment>,
    ) -> Result<u32, StoreError> {
        self.change("store-found", |connection| {
            let number = found(connection, time, host, lists)?;
            moment.map(|moment| moments::insert(connection, Some(number), moment)).transpose()?;
            Ok(number)
        })
    }

    /// Records what servers have now: exactly the lists of a generation, or other known lists, or
    /// none.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn seen(&mut self, generation: Option<u32>, moment: &NewMoment) -> Result<(), StoreError> {
        self.change("store-seen", |connection| {
            moments::insert(connection, generation, moment)?;
            Ok(())
        })
    }

    /// Records what the user reported about the phones.
    ///
    /// # Errors
    /// [`StoreError::NoGeneration`] if no generation has this number, and others.
    pub fn release(&mut self, release: Release, time: i64) -> Result<(), StoreError> {
        if let Release::From(number) | Release::Exactly(number) = release {
            self.generation(number)?;
        }
        self.change("store-release", |connection| moments::release(connection, release, time))
    }

    /// Sets whether all phones are known to be new or reset (they hold nothing).
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn set_new_phones(&mut self, new_phones: bool) -> Result<(), StoreError> {
        self.change("store-new-phones", |connection| {
            connection.execute("UPDATE cluster SET new_phones = ?1", [new_phones])?;
            Ok(())
        })
    }

    /// Adds a note.
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
    last.checked_add(1).ok_or_else(|| wrong("the last generation has the highest possible number"))
}

/// Records a generation and its lists.
pub(super) fn insert(
    connection: &Connection,
    number: u32,
    new: &NewGeneration,
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
            new.time,
            origin,
            host,
            match progress {
                Progress::Done => "done",
                Progress::RolledBack => "rolled back",
                Progress::Unfinished => "unfinished",
            },
            new.command,
            new.reason,
            new.mode.code(),
            new.release,
            progress == Progress::Done,
            new.lockout,
        ],
    )?;
    for (name, bytes) in new.lists.iter() {
        let (kind, host) = match &name {
            ListName::Ctl => ("ctl", ""),
            ListName::Itl(host) => ("itl", host.as_str()),
        };
        let sha256 = keep(connection, bytes)?;
        connection.execute(
            "INSERT INTO list VALUES (?1, ?2, ?3, ?4)",
            params![number, kind, host, sha256],
        )?;
    }
    for (name, record) in &new.unexplained {
        connection.execute(
            "INSERT INTO unexplained VALUES (?1, ?2, ?3)",
            params![
                number,
                name.host().unwrap_or_default(),
                u32::try_from(*record).unwrap_or(u32::MAX)
            ],
        )?;
    }
    if let Some(manifest) = &new.manifest {
        connection.execute("INSERT INTO described VALUES (?1, ?2)", params![number, manifest])?;
    }
    Ok(())
}

/// Records lists that were found on a server.
fn found(connection: &Connection, time: i64, host: &str, lists: &Lists) -> rusqlite::Result<u32> {
    let number = next(connection)?;
    let new = NewGeneration {
        time,
        command: String::new(),
        reason: format!("found on {host}"),
        mode: read::mode(connection)?,
        release: String::new(),
        lists: lists.clone(),
        lockout: false,
        unexplained: Unexplained::new(),
        manifest: None,
    };
    let origin = Origin::Found { host: host.to_owned() };
    insert(connection, number, &new, &origin, Progress::Done)?;
    Ok(number)
}
