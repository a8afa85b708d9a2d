//! Moments in the store: recording them, and what users reported about the phones.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::Path;

use rusqlite::{Connection, OptionalExtension as _, params};
use sha2::{Digest as _, Sha256};

use super::content::keep;
use crate::cluster::lists::examine;
use crate::cluster::moments::{Known, Release, ServerKind, TftpServer};

/// What servers have from now on.
#[derive(Clone, Debug, Default)]
pub struct NewMoment {
    /// When, Unix seconds.
    pub time: i64,
    /// Every server that `cluster.toml` describes, with the bytes of its CTL and its ITL.
    pub servers: Vec<(TftpServer, NewFile, NewFile)>,
    /// What the TVS of the cluster knows; `None` if unknown.
    pub known: Option<Known>,
    /// Whether the user confirmed that TVS ran.
    pub tvs_up: bool,
}

/// What a server has under a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum NewFile {
    /// Unknown.
    #[default]
    Unknown,
    /// Nothing.
    Absent,
    /// These bytes.
    Bytes(Vec<u8>),
}

impl From<Option<Vec<u8>>> for NewFile {
    fn from(bytes: Option<Vec<u8>>) -> Self {
        bytes.map_or(Self::Absent, Self::Bytes)
    }
}

/// Records a moment, with its generation if the servers had exactly its lists; returns its number.
pub(super) fn insert(
    connection: &Connection,
    generation: Option<u32>,
    new: &NewMoment,
) -> rusqlite::Result<u32> {
    let known = new.known.as_ref().map(|known| insert_known(connection, known)).transpose()?;
    let number = next(connection)?;
    connection.execute(
        "INSERT INTO moment VALUES (?1, ?2, ?3, ?4, ?5)",
        params![number, generation, new.time, known, new.tvs_up],
    )?;
    // Servers usually have the same CTL; each list is examined once.
    let mut seen = BTreeMap::new();
    let mut file = |file: &NewFile| -> rusqlite::Result<(bool, Option<Vec<u8>>)> {
        let NewFile::Bytes(bytes) = file else { return Ok((*file == NewFile::Absent, None)) };
        let key: [u8; 32] = Sha256::digest(bytes).into();
        let examined = match seen.entry(key) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(insert_examined(connection, bytes)?),
        };
        Ok((true, Some(examined.clone())))
    };
    for (server, ctl, itl) in &new.servers {
        let server = insert_server(connection, server)?;
        let ((ctl_known, ctl), (itl_known, itl)) = (file(ctl)?, file(itl)?);
        connection.execute(
            "INSERT OR REPLACE INTO stood VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![number, server, ctl_known, ctl, itl_known, itl],
        )?;
    }
    Ok(number)
}

fn next(connection: &Connection) -> rusqlite::Result<u32> {
    connection.query_row("SELECT ifnull(max(number), 0) + 1 FROM moment", [], |row| row.get(0))
}

/// Stores a list and its examination; returns its SHA-256.
fn insert_examined(connection: &Connection, bytes: &[u8]) -> rusqlite::Result<Vec<u8>> {
    let sha256 = keep(connection, bytes)?;
    let known =
        connection.prepare("SELECT 1 FROM examined WHERE sha256 = ?1")?.exists([&sha256])?;
    if !known {
        let examined = examine(bytes);
        connection.execute(
            "INSERT INTO examined VALUES (?1, ?2, ?3)",
            params![sha256, examined.sameness, examined.sound],
        )?;
    }
    Ok(sha256)
}

fn insert_server(connection: &Connection, server: &TftpServer) -> rusqlite::Result<i64> {
    let values = params![
        server.host,
        server.address.map(|address| address.to_string()),
        server.folder.as_deref().map(Path::to_string_lossy),
        server.kind.map(kind_name),
    ];
    let known: Option<i64> = connection
        .query_row(
            "SELECT id FROM server WHERE host IS ?1 AND address IS ?2 AND folder IS ?3
             AND kind IS ?4",
            values,
            |row| row.get(0),
        )
        .optional()?;
    if let Some(id) = known {
        return Ok(id);
    }
    connection.execute(
        "INSERT INTO server (host, address, folder, kind) VALUES (?1, ?2, ?3, ?4)",
        values,
    )?;
    Ok(connection.last_insert_rowid())
}

/// The word for a kind of server.
const fn kind_name(kind: ServerKind) -> &'static str {
    match kind {
        ServerKind::Node => "node",
        ServerKind::Tftp => "tftp",
    }
}

/// Stores the certificates that TVS knows; returns their key.
fn insert_known(connection: &Connection, known: &Known) -> rusqlite::Result<Vec<u8>> {
    let mut hash = Sha256::new();
    for (purpose, der) in known {
        hash.update(purpose.name());
        hash.update(Sha256::digest(der));
    }
    let hash = hash.finalize().to_vec();
    for (purpose, der) in known {
        let sha256 = keep(connection, der)?;
        connection.execute(
            "INSERT OR IGNORE INTO known VALUES (?1, ?2, ?3)",
            params![hash, purpose.name(), sha256],
        )?;
    }
    Ok(hash)
}

/// Records what the user reported about the phones, after all present moments.
pub(super) fn release(
    connection: &Connection,
    release: Release,
    time: i64,
) -> rusqlite::Result<()> {
    let (rule, generation) = match release {
        Release::From(number) => ("from", Some(number)),
        Release::Exactly(number) => ("exactly", Some(number)),
        Release::NewPhones => ("new phones", None),
    };
    connection.execute(
        "INSERT INTO release (after, time, rule, generation)
         VALUES ((SELECT ifnull(max(number), 0) FROM moment), ?1, ?2, ?3)",
        params![time, rule, generation],
    )?;
    Ok(())
}

/// The moment of the unfinished publication.
pub(super) fn of_journal(connection: &Connection) -> rusqlite::Result<Option<u32>> {
    connection.query_row("SELECT moment FROM journal_moment", [], |row| row.get(0)).optional()
}

/// The last moment before it.
pub(super) fn before_journal(connection: &Connection) -> rusqlite::Result<Option<u32>> {
    connection.query_row(
        "SELECT max(number) FROM moment WHERE number < (SELECT moment FROM journal_moment)",
        [],
        |row| row.get(0),
    )
}

/// Records a moment again if others followed it: servers have those files again.
pub(super) fn repeat(connection: &Connection, moment: Option<u32>) -> rusqlite::Result<()> {
    let number = next(connection)?;
    let Some(moment) = moment.filter(|moment| moment.checked_add(1) != Some(number)) else {
        return Ok(());
    };
    connection.execute(
        "INSERT INTO moment SELECT ?1, generation, time, known, tvs_up FROM moment
         WHERE number = ?2",
        params![number, moment],
    )?;
    connection.execute(
        "INSERT INTO stood SELECT ?1, server, ctl_known, ctl, itl_known, itl FROM stood
         WHERE moment = ?2",
        params![number, moment],
    )?;
    Ok(())
}
