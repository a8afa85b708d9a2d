//! A store of the first schema: deriving the moments from it, and migrating it to the second
//! schema.
//!
//! It recorded generations, not what each server had: it knows only the hosts of servers, and not
//! whether a file that a generation does not have was absent. Missing information is unknown: both
//! cases count as possible.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension as _};
use sha2::{Digest as _, Sha256};

use super::moments::{self, NewFile, NewMoment};
use super::{Store, StoreError, read, schema};
use crate::cluster::lists::{Lists, examine};
use crate::cluster::moments::{Event, FileThen, History, Moment, Release, ServerLists, TftpServer};

impl Store {
    /// Migrates the tables to the latest version, in one transaction.
    pub(super) fn migrate(&mut self) -> Result<(), StoreError> {
        if self.version == schema::VERSION {
            return Ok(());
        }
        self.change("store-migrate", |connection| {
            let past = past(connection)?;
            schema::add(connection)?;
            for step in &past {
                match step {
                    Step::Moment { generation, moment, pending } => {
                        let number = moments::insert(connection, Some(*generation), moment)?;
                        if *pending {
                            connection.execute(
                                "INSERT INTO journal_moment VALUES (1, ?1, 1)",
                                [number],
                            )?;
                        }
                    }
                    Step::Release(release) => moments::release(connection, *release, 0)?,
                }
            }
            Ok(())
        })?;
        self.version = schema::VERSION;
        Ok(())
    }
}

/// An event of the past in the first schema.
enum Step {
    Moment { generation: u32, moment: NewMoment, pending: bool },
    Release(Release),
}

/// The history for a reader, without changing the store.
pub(super) fn derived(connection: &Connection) -> rusqlite::Result<History> {
    let mut history = History::default();
    for (index, step) in past(connection)?.into_iter().enumerate() {
        let (generation, moment) = match step {
            Step::Moment { pending: true, .. } => continue,
            Step::Moment { generation, moment, .. } => (generation, moment),
            Step::Release(release) => {
                history.events.push(Event::Release(release));
                continue;
            }
        };
        let mut stood = Vec::new();
        for (server, ctl, itl) in &moment.servers {
            let server = history.server(server);
            let mut file = |file: &NewFile| match file {
                NewFile::Unknown => FileThen::Unknown,
                NewFile::Absent => FileThen::Absent,
                NewFile::Bytes(bytes) => {
                    let hash = Sha256::digest(bytes).into();
                    history.lists.entry(hash).or_insert_with(|| examine(bytes));
                    FileThen::List(hash)
                }
            };
            stood.push(ServerLists { server, ctl: file(ctl), itl: file(itl) });
        }
        let number = u32::try_from(index.saturating_add(1)).unwrap_or(u32::MAX);
        let (known, tvs_up) = (None, false);
        let generation = Some(generation);
        history.events.push(Event::Moment(Moment { number, generation, stood, known, tvs_up }));
    }
    Ok(history)
}

/// A generation of the first schema.
struct Row {
    number: u32,
    time: i64,
    host: Option<String>,
    held: bool,
    released: bool,
}

fn past(connection: &Connection) -> rusqlite::Result<Vec<Step>> {
    let rows = connection
        .prepare(
            "SELECT number, time, host, held, released IS NOT NULL FROM generation ORDER BY number",
        )?
        .query_map([], |row| {
            Ok(Row {
                number: row.get(0)?,
                time: row.get(1)?,
                host: row.get(2)?,
                held: row.get(3)?,
                released: row.get(4)?,
            })
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let pending: Option<u32> = connection
        .query_row("SELECT generation FROM journal WHERE NOT renaming", [], |row| row.get(0))
        .optional()?;
    let mut hosts = BTreeSet::new();
    let mut steps = Vec::new();
    let mut moments = Vec::new();
    for row in &rows {
        let lists = read::lists(connection, row.number)?;
        hosts.extend(lists.itls.keys().cloned());
        let moment = moment(row, &lists, &hosts);
        if row.held || row.released {
            moments.push((row.number, moment));
        } else if pending == Some(row.number) {
            steps.push(Step::Moment { generation: row.number, moment, pending: true });
        }
    }
    let first_kept = rows.iter().filter(|row| row.released).map(|row| row.number).max();
    let first_kept = first_kept.map(|last| last.saturating_add(1));
    let again: Vec<_> = rows
        .iter()
        .filter(|row| row.held && first_kept.is_some_and(|first| row.number < first))
        .map(|row| row.number)
        .collect();
    let step = |(generation, moment)| Step::Moment { generation, moment, pending: false };
    let held_again: Vec<_> =
        moments.iter().filter(|(number, _)| again.contains(number)).cloned().collect();
    let mut all: Vec<_> = moments.into_iter().map(step).collect();
    // The user's report counts as the last one; generations that are held nevertheless were
    // published again since.
    let any_after = first_kept.filter(|first| rows.iter().any(|row| row.number >= *first));
    all.extend(first_kept.map(|first| match any_after {
        Some(_) => Step::Release(Release::From(first)),
        None => Step::Release(Release::NewPhones),
    }));
    all.extend(held_again.into_iter().map(step));
    all.extend(steps);
    Ok(all)
}

/// What is known about the servers of that time: those with an ITL, and all others.
fn moment(row: &Row, lists: &Lists, hosts: &BTreeSet<String>) -> NewMoment {
    let file = |bytes: Option<&Vec<u8>>| {
        bytes.map_or(NewFile::Unknown, |bytes| NewFile::Bytes(bytes.clone()))
    };
    let found_on = |host: &str| row.host.as_deref().is_none_or(|found| found == host);
    let mut servers: Vec<_> = hosts
        .iter()
        .map(|host| {
            let ctl = lists.ctl.as_ref().filter(|_| found_on(host));
            let server = TftpServer { host: Some(host.to_lowercase()), ..TftpServer::default() };
            (server, file(ctl), file(lists.itls.get(host)))
        })
        .collect();
    match &row.host {
        Some(host) if !hosts.contains(host) => {
            let server = TftpServer { host: Some(host.to_lowercase()), ..TftpServer::default() };
            servers.push((server, file(lists.ctl.as_ref()), NewFile::Unknown));
        }
        Some(_) => {}
        // Servers without their own ITL: their names are unknown.
        None => {
            servers.push((TftpServer::default(), file(lists.ctl.as_ref()), NewFile::Absent));
        }
    }
    NewMoment { time: row.time, servers, known: None, tvs_up: false }
}
