//! Queries of the store.

use std::collections::BTreeSet;
use std::path::PathBuf;

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use sha2::{Digest as _, Sha256};

use super::content::content;
use super::error::{explain, wrong};
use super::schema;
use super::{Generation, Note, Origin, Progress, Publication, Store, StoreError, Written};
use crate::cluster::Mode;
use crate::cluster::lists::{ListName, Lists, Unexplained};

impl Store {
    /// What an error of SQLite means here.
    pub(super) fn explain(&self, error: &rusqlite::Error) -> StoreError {
        explain(&self.path, self.access, error)
    }

    /// Runs a query.
    pub(super) fn ask<T>(
        &self,
        question: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        question(&self.connection).map_err(|error| self.explain(&error))
    }

    /// The mode of the cluster: non-secure until it is set, as on CUCM.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn mode(&self) -> Result<Mode, StoreError> {
        self.ask(mode)
    }

    /// Every generation, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn generations(&self) -> Result<Vec<Generation>, StoreError> {
        self.ask(|connection| {
            connection
                .prepare("SELECT * FROM generation ORDER BY number")?
                .query_map([], generation)?
                .collect()
        })
    }

    /// The lists of a generation.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn lists(&self, number: u32) -> Result<Lists, StoreError> {
        self.ask(|connection| lists(connection, number))
    }

    /// The bytes with this SHA-256.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn bytes(&self, sha256: &[u8; 32]) -> Result<Vec<u8>, StoreError> {
        self.ask(|connection| content(connection, sha256))
    }

    /// The SHA-256 of each list of all generations except one; of known lists that differ only in
    /// signature and TIMESTAMP, only one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn contents_but_of(&self, number: u32) -> Result<Vec<[u8; 32]>, StoreError> {
        let question = if self.version == schema::OLDEST {
            "SELECT DISTINCT sha256 FROM list WHERE generation != ?1"
        } else {
            "SELECT min(sha256) FROM list LEFT JOIN examined USING (sha256) WHERE generation != ?1
             GROUP BY ifnull(sameness, sha256)"
        };
        self.ask(|connection| {
            connection.prepare(question)?.query_map([number], |row| row.get(0))?.collect()
        })
    }

    /// The newest generation that has a list with these bytes.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn generation_of(&self, sha256: &[u8; 32]) -> Result<Option<u32>, StoreError> {
        self.ask(|connection| {
            connection.query_row(
                "SELECT max(generation) FROM list WHERE sha256 = ?1",
                [sha256],
                |row| row.get(0),
            )
        })
    }

    /// Which records of a generation cluster.toml did not explain.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn unexplained(&self, number: u32) -> Result<Unexplained, StoreError> {
        if self.generation(number)?.origin != Origin::Published {
            return Ok(self.lists(number)?.every_record());
        }
        if self.version == schema::OLDEST {
            return Ok(Unexplained::new());
        }
        self.ask(|connection| {
            connection
                .prepare("SELECT host, record FROM unexplained WHERE generation = ?1")?
                .query_map([number], |row| {
                    let host: String = row.get(0)?;
                    let name = if host.is_empty() { ListName::Ctl } else { ListName::Itl(host) };
                    let record: u32 = row.get(1)?;
                    Ok((name, usize::try_from(record).unwrap_or(usize::MAX)))
                })?
                .collect()
        })
    }

    /// The text of cluster.toml when a generation was published, if the store has it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn manifest(&self, number: u32) -> Result<Option<String>, StoreError> {
        if self.version == schema::OLDEST {
            return Ok(None);
        }
        self.ask(|connection| {
            connection
                .query_row(
                    "SELECT manifest FROM described WHERE generation = ?1",
                    [number],
                    |row| row.get(0),
                )
                .optional()
        })
    }

    /// One generation.
    ///
    /// # Errors
    /// [`StoreError::NoGeneration`] if no generation has this number, and others.
    pub fn generation(&self, number: u32) -> Result<Generation, StoreError> {
        let found = self.ask(|connection| {
            connection
                .query_row("SELECT * FROM generation WHERE number = ?1", [number], generation)
                .optional()
        })?;
        found.ok_or(StoreError::NoGeneration { number })
    }

    /// The last complete generation that was published or adopted: `@current`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn current(&self) -> Result<Option<Generation>, StoreError> {
        self.whole_before_last(0)
    }

    /// The one before it: `@previous`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn previous(&self) -> Result<Option<Generation>, StoreError> {
        self.whole_before_last(1)
    }

    fn whole_before_last(&self, back: u32) -> Result<Option<Generation>, StoreError> {
        let number: Option<u32> = self.ask(|connection| {
            connection
                .query_row(
                    "SELECT number FROM generation WHERE progress = 'done' AND origin != 'found'
                     ORDER BY number DESC LIMIT 1 OFFSET ?1",
                    [back],
                    |row| row.get(0),
                )
                .optional()
        })?;
        number.map(|number| self.generation(number)).transpose()
    }

    /// Whether a list of any generation has these bytes.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn knows(&self, bytes: &[u8]) -> Result<bool, StoreError> {
        self.ask(|connection| {
            connection
                .prepare("SELECT 1 FROM list WHERE sha256 = ?1")?
                .exists([Sha256::digest(bytes).as_slice()])
        })
    }

    /// Whether all phones are known to be new or reset (they hold nothing).
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn new_phones(&self) -> Result<bool, StoreError> {
        self.ask(|connection| {
            connection.query_row("SELECT new_phones FROM cluster", [], |row| row.get(0))
        })
    }

    /// The last generation written to each file, by server and path, without files of the
    /// cluster's folder itself.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn publications(&self) -> Result<Vec<Publication>, StoreError> {
        self.ask(|connection| {
            connection
                .prepare("SELECT server, path, generation FROM publication ORDER BY 1, 2")?
                .query_map([], |row| {
                    Ok(Publication {
                        server: row.get(0)?,
                        path: PathBuf::from(row.get::<_, String>(1)?),
                        generation: row.get(2)?,
                    })
                })?
                .collect()
        })
    }

    /// Hosts that files were published to, each once.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn published_hosts(&self) -> Result<BTreeSet<String>, StoreError> {
        self.ask(|connection| {
            connection
                .prepare("SELECT DISTINCT server FROM publication")?
                .query_map([], |row| row.get(0))?
                .collect()
        })
    }

    /// The files that were written, and not deleted since, by server and path.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn written(&self) -> Result<Vec<Written>, StoreError> {
        if self.version == schema::OLDEST {
            return Ok(Vec::new());
        }
        self.ask(|connection| {
            connection
                .prepare("SELECT server, path, sha256 FROM written ORDER BY 1, 2")?
                .query_map([], |row| {
                    Ok(Written {
                        server: row.get(0)?,
                        path: PathBuf::from(row.get::<_, String>(1)?),
                        sha256: row.get(2)?,
                    })
                })?
                .collect()
        })
    }

    /// The notes, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn notes(&self) -> Result<Vec<Note>, StoreError> {
        self.ask(|connection| {
            connection
                .prepare("SELECT time, command, text FROM note ORDER BY number")?
                .query_map([], |row| {
                    Ok(Note { time: row.get(0)?, command: row.get(1)?, text: row.get(2)? })
                })?
                .collect()
        })
    }
}

/// The mode of the cluster.
pub(super) fn mode(connection: &Connection) -> rusqlite::Result<Mode> {
    connection.query_row("SELECT mode FROM cluster", [], |row| mode_of(row, "mode"))
}

pub(super) fn lists(connection: &Connection, number: u32) -> rusqlite::Result<Lists> {
    let mut lists = Lists::default();
    let mut statement =
        connection.prepare("SELECT kind, host, sha256 FROM list WHERE generation = ?1")?;
    let mut rows = statement.query(params![number])?;
    while let Some(row) = rows.next()? {
        let bytes = content(connection, &row.get::<_, Vec<u8>>("sha256")?)?;
        match row.get_ref("kind")?.as_str()? {
            "ctl" => lists.ctl = Some(bytes),
            _ => drop(lists.itls.insert(row.get("host")?, bytes)),
        }
    }
    Ok(lists)
}

/// A row of `generation`.
fn generation(row: &Row<'_>) -> rusqlite::Result<Generation> {
    let origin = match row.get_ref("origin")?.as_str()? {
        "published" => Origin::Published,
        "adopted" => Origin::Adopted,
        "found" => Origin::Found { host: row.get("host")? },
        _ => return Err(wrong("the origin of a generation is unknown")),
    };
    let progress = match row.get_ref("progress")?.as_str()? {
        "done" => Progress::Done,
        "rolled back" => Progress::RolledBack,
        "unfinished" => Progress::Unfinished,
        _ => return Err(wrong("the progress of a generation is unknown")),
    };
    Ok(Generation {
        number: row.get("number")?,
        time: row.get("time")?,
        origin,
        progress,
        command: row.get("command")?,
        reason: row.get("reason")?,
        mode: mode_of(row, "mode")?,
        release: row.get("release")?,
        lockout: row.get("lockout")?,
    })
}

fn mode_of(row: &Row<'_>, column: &str) -> rusqlite::Result<Mode> {
    Mode::from_code(row.get(column)?).ok_or_else(|| wrong("a mode is neither 0 nor 1"))
}
