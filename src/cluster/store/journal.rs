//! The journal of the unfinished publication: which files it writes, and whether its renames have
//! begun.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension as _, params};

use super::content::{content, keep};
use super::write::{insert, next};
use super::{NewGeneration, NewMoment, Origin, Progress, Store, StoreError, moments};
use crate::certificate;
use crate::list::TrustList;
use crate::platform::Attributes;

/// The intended changes of files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Journal {
    /// The generation, which also names the temporary files.
    pub(crate) number: u32,
    /// Its time.
    pub(crate) time: i64,
    /// Whether the renames have begun: then it must be finished, otherwise rolled back.
    pub(crate) renaming: bool,
    /// The files.
    pub(crate) entries: Vec<Entry>,
}

/// A file, before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The server's host; empty for a file of the cluster's folder itself.
    pub(crate) server: String,
    /// The file, relative to the cluster's folder or absolute.
    pub(crate) path: PathBuf,
    /// The name of the file that is renamed to it, in the same folder: see [`temporary`].
    pub(crate) temporary: String,
    /// Its new bytes; `None` deletes it.
    pub(crate) new: Option<Arc<[u8]>>,
    /// What was found.
    pub(crate) old: Old,
    /// Whether its folder is made.
    pub(crate) make_folder: bool,
    /// Whether something that is not a regular file is replaced.
    pub(crate) replace: bool,
}

/// What has a file's name before the publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Old {
    /// Nothing, or what the store does not keep.
    Nothing,
    /// A regular file.
    File(Arc<[u8]>, Attributes),
    /// Something else, which is moved aside.
    Obstacle,
}

impl Old {
    /// The bytes of a regular file.
    pub(crate) fn bytes(&self) -> Option<&Arc<[u8]>> {
        match self {
            Self::File(bytes, _) => Some(bytes),
            _ => None,
        }
    }
}

/// Whether the store keeps these bytes: lists and certificates. Any other file with such a name
/// may contain secrets.
fn is_kept(bytes: &[u8]) -> bool {
    is_list(bytes) || is_certificate(bytes)
}

/// Whether these bytes are a list.
pub(crate) fn is_list(bytes: &[u8]) -> bool {
    TrustList::parse(bytes).is_ok()
}

/// Whether these bytes are a certificate, and no key beside it.
fn is_certificate(bytes: &[u8]) -> bool {
    let mark = b"PRIVATE KEY";
    certificate::read(bytes).is_ok() && !bytes.windows(mark.len()).any(|part| part == mark)
}

/// The name of the file that is renamed to a target of this name. It is fixed, so that the next
/// run finds it after a killed one.
pub(crate) fn temporary(name: &str, number: u32) -> String {
    format!(".{name}.ctl-{number}")
}

impl Store {
    /// The number that the next generation will have.
    pub(crate) fn next_number(&self) -> Result<u32, StoreError> {
        self.ask(next)
    }

    /// Records a new generation and the intended changes of files.
    pub(crate) fn begin(
        &mut self,
        new: &NewGeneration,
        moment: &NewMoment,
        number: u32,
        entries: &[Entry],
    ) -> Result<(), StoreError> {
        self.change("store-begin", |connection| {
            insert(connection, number, new, &Origin::Published, Progress::Unfinished)?;
            intend(connection, number, moment, false, entries)
        })
    }

    /// Records that files of a complete generation are written again.
    pub(crate) fn begin_again(
        &mut self,
        number: u32,
        moment: &NewMoment,
        entries: &[Entry],
    ) -> Result<(), StoreError> {
        self.change("store-begin-again", |connection| {
            intend(connection, number, moment, true, entries)
        })
    }

    /// The unfinished publication.
    pub(crate) fn journal(&self) -> Result<Option<Journal>, StoreError> {
        self.ask(|connection| {
            let journal = connection
                .query_row(
                    "SELECT number, time, renaming
                     FROM journal JOIN generation ON number = generation",
                    [],
                    |row| {
                        Ok(Journal {
                            number: row.get(0)?,
                            time: row.get(1)?,
                            renaming: row.get(2)?,
                            entries: Vec::new(),
                        })
                    },
                )
                .optional()?;
            journal
                .map(|journal| Ok(Journal { entries: entries(connection)?, ..journal }))
                .transpose()
        })
    }

    /// Every file is written and flushed; from here on phones may hold the generation.
    pub(crate) fn renaming(&mut self) -> Result<(), StoreError> {
        self.change("store-renaming", |connection| {
            connection.execute("UPDATE journal SET renaming = 1", [])?;
            connection.execute("UPDATE journal_moment SET pending = 0", [])?;
            connection.execute(
                "UPDATE generation SET held = 1, released = NULL
                 WHERE number = (SELECT generation FROM journal)",
                [],
            )?;
            Ok(())
        })
    }

    /// Every file is in its place.
    pub(crate) fn finish(&mut self) -> Result<(), StoreError> {
        self.change("store-finish", |connection| {
            connection.execute(
                "UPDATE cluster SET mode = generation.mode FROM generation, journal
                 WHERE number = journal.generation AND NOT again",
                [],
            )?;
            connection.execute(
                "UPDATE generation SET progress = 'done'
                 WHERE number = (SELECT generation FROM journal)",
                [],
            )?;
            connection.execute(
                "DELETE FROM publication WHERE (server, path) IN
                 (SELECT server, path FROM journal_file WHERE new IS NULL)",
                [],
            )?;
            connection.execute(
                "INSERT OR REPLACE INTO publication
                 SELECT server, path, journal.generation FROM journal_file, journal
                 WHERE server != '' AND new IS NOT NULL",
                [],
            )?;
            connection.execute(
                "DELETE FROM written WHERE (server, path) IN
                 (SELECT server, path FROM journal_file WHERE new IS NULL)",
                [],
            )?;
            connection.execute(
                "INSERT OR REPLACE INTO written SELECT server, path, new FROM journal_file
                 WHERE server != '' AND new IS NOT NULL",
                [],
            )?;
            // It replaces what was found meanwhile.
            moments::repeat(connection, moments::of_journal(connection)?)?;
            empty(connection)
        })
    }

    /// Every file was restored after some had been renamed.
    pub(crate) fn roll_back(&mut self) -> Result<(), StoreError> {
        self.change("store-roll-back", |connection| {
            connection.execute(
                "UPDATE generation SET progress = 'rolled back'
                 WHERE number = (SELECT generation FROM journal WHERE NOT again)",
                [],
            )?;
            moments::repeat(connection, moments::before_journal(connection)?)?;
            empty(connection)
        })
    }

    /// No file was renamed: the generation never existed.
    pub(crate) fn discard(&mut self) -> Result<(), StoreError> {
        self.change("store-discard", |connection| {
            let number: Option<u32> = connection
                .query_row("SELECT generation FROM journal WHERE NOT again", [], |row| row.get(0))
                .optional()?;
            connection.execute(
                "DELETE FROM moment WHERE number = (SELECT moment FROM journal_moment)",
                [],
            )?;
            empty(connection)?;
            connection.execute("DELETE FROM generation WHERE number = ?1", [number])?;
            tidy(connection)
        })
    }
}

fn intend(
    connection: &Connection,
    number: u32,
    moment: &NewMoment,
    again: bool,
    entries: &[Entry],
) -> rusqlite::Result<()> {
    connection.execute("INSERT INTO journal VALUES (1, ?1, ?2, 0)", params![number, again])?;
    let moment = moments::insert(connection, Some(number), moment)?;
    connection.execute("INSERT INTO journal_moment VALUES (1, ?1, 1)", [moment])?;
    let mut insert = connection.prepare(
        "INSERT INTO journal_file (server, path, temporary, new, old, mode, make_folder)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    // A hundred thousand files may have the same bytes.
    let (mut new, mut old) = (HashMap::new(), HashMap::new());
    for entry in entries {
        let mode = match &entry.old {
            Old::File(_, attributes) => Some(attributes.mode()),
            _ => None,
        };
        insert.execute(params![
            entry.server,
            entry.path.to_string_lossy(),
            entry.temporary,
            entry.new.as_ref().map_or(Ok(None), |bytes| kept(
                connection,
                &mut new,
                bytes,
                |_| true
            ))?,
            entry
                .old
                .bytes()
                .map_or(Ok(None), |bytes| kept(connection, &mut old, bytes, is_kept))?,
            mode,
            entry.make_folder,
        ])?;
    }
    Ok(())
}

/// The SHA-256 of bytes, by where they are in memory: shared bytes are looked at once.
type Kept = HashMap<*const u8, Option<Vec<u8>>>;

/// Stores bytes that are to be kept; returns their SHA-256.
fn kept(
    connection: &Connection,
    known: &mut Kept,
    bytes: &Arc<[u8]>,
    is_kept: impl Fn(&[u8]) -> bool,
) -> rusqlite::Result<Option<Vec<u8>>> {
    if let Some(known) = known.get(&bytes.as_ptr()) {
        return Ok(known.clone());
    }
    let sha256 = if is_kept(bytes) { Some(keep(connection, bytes)?) } else { None };
    known.insert(bytes.as_ptr(), sha256.clone());
    Ok(sha256)
}

fn entries(connection: &Connection) -> rusqlite::Result<Vec<Entry>> {
    let mut known: HashMap<Vec<u8>, Arc<[u8]>> = HashMap::new();
    let mut stored = |sha256: Option<Vec<u8>>| -> rusqlite::Result<Option<Arc<[u8]>>> {
        let Some(sha256) = sha256 else { return Ok(None) };
        if let Some(bytes) = known.get(&sha256) {
            return Ok(Some(bytes.clone()));
        }
        let bytes: Arc<[u8]> = content(connection, &sha256)?.into();
        known.insert(sha256, bytes.clone());
        Ok(Some(bytes))
    };
    connection
        .prepare("SELECT * FROM journal_file ORDER BY position")?
        .query_map([], |row| {
            // The mode is not taken from there: only what is at the target now decides it.
            let old = stored(row.get("old")?)?;
            Ok(Entry {
                server: row.get("server")?,
                path: PathBuf::from(row.get::<_, String>("path")?),
                temporary: row.get("temporary")?,
                new: stored(row.get("new")?)?,
                old: old.map_or(Old::Nothing, |bytes| Old::File(bytes, Attributes::NEW)),
                make_folder: row.get("make_folder")?,
                replace: false,
            })
        })?
        .collect()
}

fn empty(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM journal_file", [])?;
    connection.execute("DELETE FROM journal_moment", [])?;
    connection.execute("DELETE FROM journal", [])?;
    tidy(connection)
}

/// Deletes unreferenced contents: those of other files, of discarded lists, and of what TVS knew
/// at a discarded moment.
fn tidy(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "DELETE FROM examined WHERE sha256 NOT IN
             (SELECT ctl FROM stood WHERE ctl IS NOT NULL
              UNION SELECT itl FROM stood WHERE itl IS NOT NULL);
         DELETE FROM known WHERE hash NOT IN
             (SELECT known FROM moment WHERE known IS NOT NULL);
         DELETE FROM content WHERE sha256 NOT IN (SELECT sha256 FROM list)
             AND sha256 NOT IN (SELECT sha256 FROM examined)
             AND sha256 NOT IN (SELECT sha256 FROM known);",
    )
}
