//! Reading the history for the population of phones.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::{Connection, Row};

use super::error::wrong;
use super::{Store, StoreError, migrate, schema};
use crate::cluster::moments::{
    Event, Examined, FileThen, History, Known, ListHash, Moment, Purpose, Release, ServerKind,
    ServerLists, TftpServer,
};

impl Store {
    /// What servers had, moment by moment, and what users reported about the phones.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn history(&self) -> Result<History, StoreError> {
        if self.version == schema::OLDEST {
            return self.ask(migrate::derived);
        }
        self.ask(|connection| {
            let (servers, ids) = servers(connection)?;
            Ok(History {
                servers,
                events: events(connection, &ids)?,
                lists: lists(connection)?,
                known: known(connection)?,
            })
        })
    }
}

/// The servers, and the index of each by its id.
fn servers(connection: &Connection) -> rusqlite::Result<(Vec<TftpServer>, HashMap<i64, usize>)> {
    let mut statement = connection.prepare("SELECT id, host, address, folder, kind FROM server")?;
    let mut rows = statement.query([])?;
    let (mut servers, mut ids) = (Vec::new(), HashMap::new());
    while let Some(row) = rows.next()? {
        ids.insert(row.get("id")?, servers.len());
        servers.push(server(row)?);
    }
    Ok((servers, ids))
}

fn server(row: &Row<'_>) -> rusqlite::Result<TftpServer> {
    let address: Option<String> = row.get("address")?;
    let address =
        address.map(|text| text.parse().map_err(|_| wrong("an address is invalid"))).transpose()?;
    let kind: Option<String> = row.get("kind")?;
    let kind = kind.map(|kind| if kind == "node" { ServerKind::Node } else { ServerKind::Tftp });
    let folder: Option<String> = row.get("folder")?;
    Ok(TftpServer { host: row.get("host")?, address, folder: folder.map(Into::into), kind })
}

fn events(connection: &Connection, ids: &HashMap<i64, usize>) -> rusqlite::Result<Vec<Event>> {
    let mut stood: HashMap<u32, Vec<ServerLists>> = HashMap::new();
    let mut statement = connection.prepare("SELECT * FROM stood ORDER BY moment, server")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let file = |known: &str, name: &str| -> rusqlite::Result<FileThen> {
            Ok(match (row.get(known)?, row.get::<_, Option<ListHash>>(name)?) {
                (false, _) => FileThen::Unknown,
                (true, None) => FileThen::Absent,
                (true, Some(hash)) => FileThen::List(hash),
            })
        };
        let server = ids.get(&row.get("server")?).copied();
        stood.entry(row.get("moment")?).or_default().push(ServerLists {
            server: server.ok_or_else(|| wrong("a moment refers to an unknown server"))?,
            ctl: file("ctl_known", "ctl")?,
            itl: file("itl_known", "itl")?,
        });
    }
    let mut moments = connection
        .prepare(
            "SELECT number, generation, known, tvs_up FROM moment
             WHERE number NOT IN (SELECT moment FROM journal_moment WHERE pending)
             ORDER BY number",
        )?
        .query_map([], |row| {
            let number = row.get(0)?;
            Ok(Moment {
                number,
                generation: row.get(1)?,
                stood: Vec::new(),
                known: row.get(2)?,
                tvs_up: row.get(3)?,
            })
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    for moment in &mut moments {
        moment.stood = stood.remove(&moment.number).unwrap_or_default();
    }
    let releases = connection
        .prepare("SELECT after, rule, generation FROM release ORDER BY number")?
        .query_map([], |row| {
            let generation: Option<u32> = row.get(2)?;
            let release = match (row.get_ref(1)?.as_str()?, generation) {
                ("from", Some(number)) => Release::From(number),
                ("exactly", Some(number)) => Release::Exactly(number),
                _ => Release::NewPhones,
            };
            Ok((row.get::<_, u32>(0)?, release))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut releases = releases.into_iter().peekable();
    let mut events = Vec::new();
    for moment in moments {
        while let Some((_, release)) = releases.next_if(|(after, _)| *after < moment.number) {
            events.push(Event::Release(release));
        }
        events.push(Event::Moment(moment));
    }
    events.extend(releases.map(|(_, release)| Event::Release(release)));
    Ok(events)
}

fn lists(connection: &Connection) -> rusqlite::Result<HashMap<ListHash, Examined>> {
    connection
        .prepare("SELECT sha256, sameness, sound FROM examined")?
        .query_map([], |row| {
            Ok((row.get(0)?, Examined { sameness: row.get(1)?, sound: row.get(2)? }))
        })?
        .collect()
}

fn known(connection: &Connection) -> rusqlite::Result<HashMap<[u8; 32], Known>> {
    let ders: HashMap<ListHash, Arc<[u8]>> = connection
        .prepare("SELECT sha256, bytes FROM content WHERE sha256 IN (SELECT sha256 FROM known)")?
        .query_map([], |row| Ok((row.get(0)?, row.get_ref(1)?.as_blob()?.into())))?
        .collect::<rusqlite::Result<_>>()?;
    let mut all: HashMap<[u8; 32], Known> = HashMap::new();
    let mut statement = connection
        .prepare("SELECT hash, purpose, sha256 FROM known ORDER BY hash, purpose, sha256")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let name: String = row.get(1)?;
        let purpose = Purpose::ALL.into_iter().find(|purpose| purpose.name() == name);
        let purpose = purpose.ok_or_else(|| wrong("a certificate has an unknown purpose"))?;
        let der = ders
            .get(&row.get::<_, ListHash>(2)?)
            .ok_or_else(|| wrong("a certificate is missing"))?;
        all.entry(row.get(0)?).or_default().push((purpose, Arc::clone(der)));
    }
    Ok(all)
}
