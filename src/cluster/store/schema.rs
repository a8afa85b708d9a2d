//! The tables of `state.db`, and whether a file has them.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::Value;

use super::error::wrong;

/// Distinguishes the file from other programs' databases: "ctl1" (SQLite's `application_id`, which
/// `file` shows too).
pub(super) const APPLICATION: i64 = 0x6374_6c31;

/// The version of the tables (SQLite's `user_version`).
pub(super) const VERSION: i64 = 2;

/// The oldest version that is read, and migrated by writers.
pub(super) const OLDEST: i64 = 1;

/// The tables of version 1. Contents are stored once, by their SHA-256; everything else refers to
/// them.
const TABLES_1: &str = "
CREATE TABLE cluster (
    one        INTEGER PRIMARY KEY CHECK (one = 1),
    mode       INTEGER NOT NULL CHECK (mode IN (0, 1)),
    new_phones INTEGER NOT NULL CHECK (new_phones IN (0, 1))
) STRICT;
CREATE TABLE content (
    sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32),
    bytes  BLOB NOT NULL
) STRICT;
CREATE TABLE generation (
    number   INTEGER PRIMARY KEY CHECK (number > 0),
    time     INTEGER NOT NULL,
    origin   TEXT NOT NULL CHECK (origin IN ('published', 'adopted', 'found')),
    host     TEXT CHECK ((host IS NOT NULL) = (origin = 'found')),
    progress TEXT NOT NULL CHECK (progress IN ('done', 'rolled back', 'unfinished')),
    command  TEXT NOT NULL,
    reason   TEXT NOT NULL,
    mode     INTEGER NOT NULL CHECK (mode IN (0, 1)),
    release  TEXT NOT NULL,
    held     INTEGER NOT NULL CHECK (held IN (0, 1)),
    released INTEGER CHECK (released IS NULL OR held = 0),
    lockout  INTEGER NOT NULL CHECK (lockout IN (0, 1))
) STRICT;
CREATE TABLE list (
    generation INTEGER NOT NULL REFERENCES generation ON DELETE CASCADE,
    kind       TEXT NOT NULL CHECK (kind IN ('ctl', 'itl')),
    host       TEXT NOT NULL CHECK ((host = '') = (kind = 'ctl')),
    sha256     BLOB NOT NULL REFERENCES content,
    PRIMARY KEY (generation, kind, host)
) STRICT;
CREATE TABLE publication (
    server     TEXT NOT NULL,
    path       TEXT NOT NULL,
    generation INTEGER NOT NULL REFERENCES generation,
    PRIMARY KEY (server, path)
) STRICT;
CREATE TABLE journal (
    one        INTEGER PRIMARY KEY CHECK (one = 1),
    generation INTEGER NOT NULL REFERENCES generation,
    again      INTEGER NOT NULL CHECK (again IN (0, 1)),
    renaming   INTEGER NOT NULL CHECK (renaming IN (0, 1))
) STRICT;
CREATE TABLE journal_file (
    position    INTEGER PRIMARY KEY,
    server      TEXT NOT NULL,
    path        TEXT NOT NULL,
    temporary   TEXT NOT NULL,
    new         BLOB REFERENCES content,
    old         BLOB REFERENCES content,
    mode        INTEGER,
    make_folder INTEGER NOT NULL CHECK (make_folder IN (0, 1))
) STRICT;
CREATE TABLE note (
    number  INTEGER PRIMARY KEY,
    time    INTEGER NOT NULL,
    command TEXT NOT NULL,
    text    TEXT NOT NULL
) STRICT;
";

/// What version 2 adds: which files each server had at which moment, what TVS knew then,
/// and what users reported about the phones since. `document` is for fleet reports and saved plans.
const TABLES_2: &str = "
CREATE TABLE examined (
    sha256   BLOB PRIMARY KEY REFERENCES content,
    sameness BLOB NOT NULL CHECK (length(sameness) = 32),
    sound    INTEGER NOT NULL CHECK (sound IN (0, 1))
) STRICT;
CREATE TABLE server (
    id      INTEGER PRIMARY KEY,
    host    TEXT,
    address TEXT,
    folder  TEXT,
    kind    TEXT CHECK (kind IN ('node', 'tftp'))
) STRICT;
CREATE TABLE known (
    hash    BLOB NOT NULL CHECK (length(hash) = 32),
    purpose TEXT NOT NULL CHECK (purpose IN ('tvs', 'callmanager', 'capf', 'trust', 'token')),
    sha256  BLOB NOT NULL REFERENCES content,
    PRIMARY KEY (hash, purpose, sha256)
) STRICT;
CREATE TABLE moment (
    number     INTEGER PRIMARY KEY,
    generation INTEGER REFERENCES generation ON DELETE CASCADE,
    time       INTEGER NOT NULL,
    known      BLOB,
    tvs_up     INTEGER NOT NULL CHECK (tvs_up IN (0, 1))
) STRICT;
CREATE TABLE stood (
    moment    INTEGER NOT NULL REFERENCES moment ON DELETE CASCADE,
    server    INTEGER NOT NULL REFERENCES server,
    ctl_known INTEGER NOT NULL CHECK (ctl_known IN (0, 1)),
    ctl       BLOB REFERENCES examined CHECK (ctl IS NULL OR ctl_known),
    itl_known INTEGER NOT NULL CHECK (itl_known IN (0, 1)),
    itl       BLOB REFERENCES examined CHECK (itl IS NULL OR itl_known),
    PRIMARY KEY (moment, server)
) STRICT;
CREATE TABLE journal_moment (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    moment  INTEGER NOT NULL,
    pending INTEGER NOT NULL CHECK (pending IN (0, 1))
) STRICT;
CREATE TABLE release (
    number     INTEGER PRIMARY KEY,
    after      INTEGER NOT NULL,
    time       INTEGER NOT NULL,
    rule       TEXT NOT NULL CHECK (rule IN ('from', 'exactly', 'new phones')),
    generation INTEGER CHECK ((generation IS NULL) = (rule = 'new phones'))
) STRICT;
CREATE TABLE unexplained (
    generation INTEGER NOT NULL REFERENCES generation ON DELETE CASCADE,
    host       TEXT NOT NULL,
    record     INTEGER NOT NULL,
    PRIMARY KEY (generation, host, record)
) STRICT;
CREATE TABLE described (
    generation INTEGER PRIMARY KEY REFERENCES generation ON DELETE CASCADE,
    manifest   TEXT NOT NULL
) STRICT;
CREATE TABLE written (
    server TEXT NOT NULL,
    path   TEXT NOT NULL,
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    PRIMARY KEY (server, path)
) STRICT;
CREATE TABLE document (
    number INTEGER PRIMARY KEY,
    kind   TEXT NOT NULL,
    name   TEXT NOT NULL,
    time   INTEGER NOT NULL,
    body   BLOB NOT NULL
) STRICT;
";

/// Creates the tables of a cluster whose phones and lists are unknown.
pub(super) fn create(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(&format!(
        "BEGIN IMMEDIATE;
         PRAGMA application_id = {APPLICATION};
         PRAGMA user_version = {VERSION};
         {TABLES_1}
         {TABLES_2}
         INSERT INTO cluster VALUES (1, 0, 0);
         COMMIT;"
    ))
}

/// Upgrades the tables of the previous version to the latest.
pub(super) fn add(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(TABLES_2)?;
    connection.pragma_update(None, "user_version", VERSION)
}

/// Why a database cannot be used.
pub(super) enum Unfit {
    Newer(i64),
    Foreign,
    Error(rusqlite::Error),
}

impl From<rusqlite::Error> for Unfit {
    fn from(error: rusqlite::Error) -> Self {
        Self::Error(error)
    }
}

/// Checks identity, version, pages, tables and references of the database in `file`; returns
/// its version.
pub(super) fn check(connection: &Connection, file: &Path) -> Result<i64, Unfit> {
    // One transaction: nobody can write between the queries.
    let connection = connection.unchecked_transaction()?;
    let number = |pragma| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    let pages = number("page_count")?;
    if pages == 0 {
        // SQLite accepts a truncated first page as a new database; the program never leaves one
        // without tables.
        return Err(wrong("it is empty or truncated").into());
    }
    if number("application_id")? != APPLICATION {
        return Err(Unfit::Foreign);
    }
    let version = number("user_version")?;
    if version > VERSION {
        return Err(Unfit::Newer(version));
    }
    // SQLite reads the missing rest of the last page as zeros.
    let size = pages.checked_mul(number("page_size")?).and_then(|size| u64::try_from(size).ok());
    let cut = |length| size.is_none_or(|size| length < size);
    if std::fs::metadata(file).is_ok_and(|metadata| cut(metadata.len())) {
        return Err(wrong("it is truncated").into());
    }
    let found: String = connection.pragma_query_value(None, "integrity_check", |row| row.get(0))?;
    if found != "ok" {
        return Err(wrong("its content is inconsistent").into());
    }
    let model = Connection::open_in_memory()?;
    model.execute_batch(TABLES_1)?;
    if version > OLDEST {
        model.execute_batch(TABLES_2)?;
    }
    if version < OLDEST || tables(&connection)? != tables(&model)? {
        return Err(wrong("its tables are not those that ctl creates").into());
    }
    let dangling = connection.prepare("PRAGMA foreign_key_check")?.exists([])?;
    let rows: i64 = connection.query_row("SELECT count(*) FROM cluster", [], |row| row.get(0))?;
    if dangling || rows != 1 {
        return Err(wrong("its content is inconsistent").into());
    }
    Ok(version)
}

/// The definition of everything that is in a database.
fn tables(connection: &Connection) -> rusqlite::Result<Vec<(String, Value)>> {
    connection
        .prepare("SELECT name, sql FROM sqlite_schema ORDER BY name")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}
