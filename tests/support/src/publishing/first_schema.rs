//! A store as the first version of the program wrote it: its tables, and its rows. It knew
//! generations and whether phones may hold them, not what each server had.

use std::fs;

use rusqlite::{Connection, params};
use sha2::{Digest as _, Sha256};
use trustlist::cluster::lists::Lists;

use super::Place;

/// The exact tables of the first schema: readers compare them.
const TABLES: &str = "
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

/// A generation of the first schema.
#[derive(Clone, Debug)]
pub struct Row {
    /// `published`, `adopted`, or `found HOST`.
    pub origin: String,
    pub progress: &'static str,
    pub mode: u8,
    pub held: bool,
    pub released: Option<i64>,
    pub lists: Lists,
}

impl Row {
    /// A complete generation that phones may hold.
    pub fn new(origin: &str, ctl: Option<&[u8]>, itls: &[(&str, &[u8])]) -> Self {
        let itls = itls.iter().map(|(host, bytes)| ((*host).to_owned(), bytes.to_vec()));
        Self {
            origin: origin.to_owned(),
            progress: "done",
            mode: 1,
            held: true,
            released: None,
            lists: Lists { ctl: ctl.map(<[u8]>::to_vec), itls: itls.collect() },
        }
    }

    /// The same, which no phone holds any more.
    pub fn released(self) -> Self {
        Self { held: false, released: Some(1_500_000_000), ..self }
    }

    /// The same, with this progress.
    pub fn progress(self, progress: &'static str) -> Self {
        Self { progress, ..self }
    }

    /// The same, which no phone has got.
    pub fn not_held(self) -> Self {
        Self { held: false, ..self }
    }
}

/// The journal's entry for a file: server, path, new and old bytes.
pub type JournalFile<'a> = (&'a str, &'a str, Option<&'a [u8]>, Option<&'a [u8]>);

/// The journal of the last generation.
#[derive(Clone, Copy, Debug)]
pub struct Journal<'a> {
    pub again: bool,
    pub renaming: bool,
    pub files: &'a [JournalFile<'a>],
}

impl Place {
    /// Writes a store of the first schema. Generations are numbered from 1.
    pub fn first_schema(&self, rows: &[Row], journal: Option<Journal<'_>>) {
        fs::create_dir_all(self.path(".ctl")).unwrap();
        let store = Connection::open(self.path(".ctl/state.db")).unwrap();
        store
            .execute_batch(&format!(
                "PRAGMA foreign_keys = ON;
                 BEGIN IMMEDIATE;
                 PRAGMA application_id = {};
                 PRAGMA user_version = 1;
                 {TABLES}
                 INSERT INTO cluster VALUES (1, 1, 0);
                 COMMIT;",
                0x6374_6c31
            ))
            .unwrap();
        let keep = |bytes: &[u8]| {
            let sha256 = Sha256::digest(bytes).to_vec();
            let content = "INSERT OR IGNORE INTO content VALUES (?1, ?2)";
            store.execute(content, params![sha256, bytes]).unwrap();
            sha256
        };
        for (number, row) in (1..).zip(rows) {
            let (origin, host) = match row.origin.split_once(' ') {
                Some((origin, host)) => (origin, Some(host)),
                None => (row.origin.as_str(), None),
            };
            store
                .execute(
                    "INSERT INTO generation VALUES (?1, ?2, ?3, ?4, ?5, 'update CTLFile',
                     'a node was added', ?6, '12.5', ?7, ?8, 0)",
                    params![
                        number,
                        1_400_000_000 + number,
                        origin,
                        host,
                        row.progress,
                        row.mode,
                        row.held,
                        row.released
                    ],
                )
                .unwrap();
            for (name, bytes) in row.lists.iter() {
                let kind = if name.host().is_some() { "itl" } else { "ctl" };
                let host = name.host().unwrap_or_default();
                store
                    .execute(
                        "INSERT INTO list VALUES (?1, ?2, ?3, ?4)",
                        params![number, kind, host, keep(bytes)],
                    )
                    .unwrap();
            }
        }
        if let Some(journal) = journal {
            let number = i64::try_from(rows.len()).unwrap();
            store
                .execute(
                    "INSERT INTO journal VALUES (1, ?1, ?2, ?3)",
                    params![number, journal.again, journal.renaming],
                )
                .unwrap();
            for (server, path, new, old) in journal.files {
                let name = path.rsplit('/').next().unwrap();
                store
                    .execute(
                        "INSERT INTO journal_file VALUES (NULL, ?1, ?2, ?3, ?4, ?5, NULL, 0)",
                        params![
                            server,
                            path,
                            format!(".{name}.ctl-{number}"),
                            new.map(keep),
                            old.map(keep)
                        ],
                    )
                    .unwrap();
            }
        }
    }
}
