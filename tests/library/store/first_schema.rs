//! Stores of the first schema: readers read them unchanged, writers migrate them. What they do not
//! record is unknown.

use std::collections::BTreeSet;
use std::fs;

use support::kill::Scenario;
use support::publishing::first_schema::{Journal, JournalFile, Row};
use support::publishing::state::State;
use support::publishing::{Place, run, said};
use trustlist::cluster::Mode;
use trustlist::cluster::lists::{Lists, Unexplained};
use trustlist::cluster::moments::{Event, FileThen, History, Release, TftpServer};
use trustlist::cluster::past::Past;
use trustlist::cluster::publish::Recovery;
use trustlist::cluster::store::{Origin, Progress, Store};

use crate::rules::lives::list;

/// A list of a cluster whose phones accept the other lists too.
fn bytes(name: &str) -> Vec<u8> {
    list(name).bytes().to_vec()
}

/// A complete generation: `C1 pub=I1 sub=I2`.
fn row(origin: &str, lists: &str) -> Row {
    let (mut ctl, mut itls) = (None, Vec::new());
    for word in lists.split_whitespace() {
        match word.split_once('=') {
            Some((host, name)) => itls.push((host, bytes(name))),
            None => ctl = Some(bytes(word)),
        }
    }
    let itls: Vec<(&str, &[u8])> = itls.iter().map(|(host, itl)| (*host, itl.as_slice())).collect();
    Row::new(origin, ctl.as_deref(), &itls)
}

/// A history in words: a line for each moment, `@1 pub: C1 I1`; a server without a name is `*`.
fn words(history: &History) -> Vec<String> {
    let names = ["C1", "C2", "C3", "C4", "I1", "I2", "I3", "I4"];
    let hash = |bytes: &[u8]| -> [u8; 32] {
        use sha2::Digest as _;
        sha2::Sha256::digest(bytes).into()
    };
    let file = |file: FileThen| match file {
        FileThen::Unknown => "?",
        FileThen::Absent => "-",
        FileThen::List(list) => names.into_iter().find(|name| hash(&bytes(name)) == list).unwrap(),
    };
    let mut last = 0;
    let event = |event: &Event| match event {
        Event::Moment(moment) => {
            assert!(moment.number > last, "the order is that of the numbers");
            last = moment.number;
            // No source records what TVS knew.
            assert_eq!((moment.known, moment.tvs_up), (None, false));
            let stood = moment.stood.iter().map(|stood| {
                let server = &history.servers[stood.server];
                let known = TftpServer { host: server.host.clone(), ..TftpServer::default() };
                assert_eq!(*server, known, "nothing but the host is recorded");
                let host = server.host.as_deref().unwrap_or("*");
                format!(" {host}: {} {}", file(stood.ctl), file(stood.itl))
            });
            // Those with names come first.
            let mut stood: Vec<_> = stood.collect();
            stood.sort_by_key(|text| text.starts_with(" *"));
            format!("@{}{}", moment.generation.unwrap(), stood.join(","))
        }
        Event::Release(Release::From(number)) => format!("from @{number}"),
        Event::Release(Release::Exactly(number)) => format!("exactly @{number}"),
        Event::Release(Release::NewPhones) => "new phones".to_owned(),
    };
    history.events.iter().map(event).collect()
}

/// The rows of a store, its history, and the generations that phones may hold.
type Past1 = (&'static str, Vec<Row>, Vec<&'static str>, Vec<u32>);

fn pasts() -> Vec<Past1> {
    let published = |lists| row("published", lists);
    vec![
        ("nothing", vec![], vec![], vec![]),
        // A generation without ITLs: no server's name is known.
        ("adopted", vec![row("adopted", "C1")], vec!["@1 *: C1 -"], vec![1]),
        ("published", vec![published("C1 pub=I1")], vec!["@1 pub: C1 I1, *: C1 -"], vec![1]),
        (
            "ITLs alone",
            vec![published("pub=I1 sub=I2")],
            // Whether a CTL was there is not recorded.
            vec!["@1 pub: ? I1, sub: ? I2, *: ? -"],
            vec![1],
        ),
        (
            "a node added, another gone",
            vec![published("C1 pub=I1"), published("C2 pub=I2 sub=I3"), published("C3 sub=I4")],
            vec![
                "@1 pub: C1 I1, *: C1 -",
                "@2 pub: C2 I2, sub: C2 I3, *: C2 -",
                "@3 pub: C3 ?, sub: C3 I4, *: C3 -",
            ],
            vec![1, 2, 3],
        ),
        (
            "the CTL deleted",
            vec![published("C1 pub=I1"), published("pub=I1")],
            vec!["@1 pub: C1 I1, *: C1 -", "@2 pub: ? I1, *: ? -"],
            vec![1, 2],
        ),
        (
            "found on a server with an ITL, and on one without",
            vec![
                published("C1 pub=I1"),
                row("found pub", "C2"),
                row("found alt", "C3"),
                row("found pub", "pub=I2"),
            ],
            vec![
                "@1 pub: C1 I1, *: C1 -",
                "@2 pub: C2 ?",
                "@3 pub: ? ?, alt: C3 ?",
                "@4 pub: ? I2",
            ],
            vec![1, 2, 3, 4],
        ),
        (
            "released",
            vec![published("C1 pub=I1").released(), published("C2 pub=I2")],
            vec!["@1 pub: C1 I1, *: C1 -", "@2 pub: C2 I2, *: C2 -", "from @2"],
            vec![2],
        ),
        (
            "all released",
            vec![published("C1 pub=I1").released(), published("C2 pub=I2").released()],
            vec!["@1 pub: C1 I1, *: C1 -", "@2 pub: C2 I2, *: C2 -", "new phones"],
            vec![],
        ),
        (
            "published again after it was released",
            vec![published("C1 pub=I1"), published("C2 pub=I2").released(), published("C3 pub=I3")],
            vec![
                "@1 pub: C1 I1, *: C1 -",
                "@2 pub: C2 I2, *: C2 -",
                "@3 pub: C3 I3, *: C3 -",
                "from @3",
                "@1 pub: C1 I1, *: C1 -",
            ],
            vec![1, 3],
        ),
        (
            "rolled back",
            vec![published("C1 pub=I1"), published("C2 pub=I2").progress("rolled back")],
            vec!["@1 pub: C1 I1, *: C1 -", "@2 pub: C2 I2, *: C2 -"],
            vec![1, 2],
        ),
    ]
}

#[test]
fn what_a_store_does_not_record_is_unknown() {
    let mut rows = 0;
    for (name, generations, expected, held) in pasts() {
        let place = Place::new(&[]);
        place.first_schema(&generations, None);
        let read = Store::look(&place.folder()).unwrap().unwrap().history().unwrap();
        assert_eq!(words(&read), expected, "{name}");
        let migrated = place.store().history().unwrap();
        assert_eq!(words(&migrated), expected, "{name}, migrated");
        assert_eq!(migrated.lists, read.lists, "{name}");
        let past = Past::look(&place.folder()).unwrap();
        assert_eq!(past.held(), Ok(held.into_iter().collect::<BTreeSet<_>>()), "{name}");
        rows += 1;
    }
    assert_eq!(rows, 11);
}

/// All queries of a store except its history.
fn asked(place: &Place) -> impl PartialEq + std::fmt::Debug + use<> {
    let past = Past::look(&place.folder()).unwrap();
    let store = Store::look(&place.folder()).unwrap().unwrap();
    let generations = store.generations().unwrap();
    let facts = |number: u32| {
        let found = (store.generation(number), store.lists(number));
        (found, store.unexplained(number), store.manifest(number))
    };
    let each: Vec<_> = generations.iter().map(|one| facts(one.number)).collect();
    let named = ["@current", "@previous", "@1", "@9"].map(|name| past.named(name).cloned());
    let known = ["C1", "C4", "I1"].map(|name| {
        let hash: [u8; 32] = sha2::Digest::finalize(sha2::Digest::chain_update(
            <sha2::Sha256 as sha2::Digest>::new(),
            bytes(name),
        ))
        .into();
        (store.knows(&bytes(name)), past.generation_of(&hash))
    });
    (
        (generations, each, named, known),
        (store.mode(), store.new_phones(), store.notes(), store.publications()),
        (past.held(), past.present_lists(), past.unexplained(), past.manifest()),
    )
}

fn a_life() -> Place {
    let place = Place::new(&[]);
    let life = [
        row("adopted", "C1").released(),
        row("published", "C2 pub=I1"),
        row("found sub", "C3"),
        row("published", "C4 pub=I2 sub=I3"),
    ];
    place.first_schema(&life, None);
    place
}

#[test]
fn a_reader_leaves_the_file_as_it_is() {
    let place = a_life();
    let file = place.path(".ctl/state.db");
    let before = fs::read(&file).unwrap();
    let time = fs::metadata(&file).unwrap().modified().unwrap();
    let store = Store::look(&place.folder()).unwrap().unwrap();
    assert_eq!(store.mode(), Ok(Mode::Mixed));
    let generations = store.generations().unwrap();
    let origins: Vec<_> = generations.iter().map(|one| (one.number, one.origin.clone())).collect();
    let found = Origin::Found { host: "sub".to_owned() };
    let expected =
        [(1, Origin::Adopted), (2, Origin::Published), (3, found), (4, Origin::Published)];
    assert_eq!(origins, expected);
    assert!(generations.iter().all(|one| one.progress == Progress::Done && !one.lockout));
    let itls = [("pub".to_owned(), bytes("I2")), ("sub".to_owned(), bytes("I3"))].into();
    assert_eq!(store.lists(4), Ok(Lists { ctl: Some(bytes("C4")), itls }));
    let numbers = [store.current(), store.previous()].map(|one| one.unwrap().unwrap().number);
    assert_eq!(numbers, [4, 2]);
    // Which records cluster.toml did not describe was not recorded: none is kept because of that.
    assert_eq!(store.unexplained(4), Ok(Unexplained::new()));
    assert_eq!(store.manifest(4), Ok(None));
    drop(store);
    // All of it, whoever asks.
    asked(&place);
    State::of(&place);
    let output = run(place.publisher(), "look");
    assert_eq!(said(&output), ("4 generations\n".to_owned(), String::new()));
    assert_eq!(fs::read(&file).unwrap(), before);
    assert_eq!(fs::metadata(&file).unwrap().modified().unwrap(), time);
    assert_eq!(place.own_files(), ["state.db"]);
}

#[test]
fn a_writer_migrates_it_and_nothing_else_changes() {
    let place = a_life();
    let version = || -> i64 {
        let store = rusqlite::Connection::open(place.path(".ctl/state.db")).unwrap();
        store.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
    };
    let before = asked(&place);
    assert_eq!(version(), 1);
    drop(place.store());
    assert_eq!(version(), 2);
    assert_eq!(asked(&place), before);
    assert_eq!(place.own_files(), ["state.db"]);
    // Once.
    let bytes = fs::read(place.path(".ctl/state.db")).unwrap();
    let history = place.store().history().unwrap();
    drop(place.store());
    assert_eq!(place.store().history(), Ok(history.clone()));
    assert_eq!(fs::read(place.path(".ctl/state.db")).unwrap(), bytes);
    // The next generation follows the last, and so does its moment.
    assert_eq!(place.publish("ctl five\nitl pub six"), Ok(5));
    let new = place.store().history().unwrap();
    assert_eq!(new.events.len(), history.events.len() + 1);
    let last = |history: &History| history.moments().next_back().cloned().unwrap();
    assert_eq!(last(&new).number, last(&history).number + 1);
    assert_eq!(last(&new).generation, Some(5));
}

/// A place with a store in which the last generation is not finished.
fn unfinished(renaming: bool, again: bool) -> Place {
    let place = Place::new(&["pub", "sub"]);
    let [old, new] = [bytes("C1"), bytes("C2")];
    for server in ["pub", "sub"] {
        fs::write(place.path(&format!("tftp/{server}/CTLFile.tlv")), &old).unwrap();
        fs::write(place.path(&format!("tftp/{server}/.CTLFile.tlv.ctl-2")), &new).unwrap();
    }
    if renaming {
        fs::rename(place.path("tftp/pub/.CTLFile.tlv.ctl-2"), place.path("tftp/pub/CTLFile.tlv"))
            .unwrap();
    }
    let first = row("published", "C1 pub=I1");
    let second = row("published", "C2 pub=I1");
    let second = match (again, renaming) {
        (true, _) => second,
        (false, true) => second.progress("unfinished"),
        (false, false) => second.progress("unfinished").not_held(),
    };
    let files: [JournalFile<'_>; 2] = [
        ("pub", "tftp/pub/CTLFile.tlv", Some(&new), Some(&old)),
        ("sub", "tftp/sub/CTLFile.tlv", Some(&new), Some(&old)),
    ];
    place.first_schema(&[first, second], Some(Journal { again, renaming, files: &files }));
    place
}

#[test]
fn a_publication_that_was_begun_is_finished_or_taken_back() {
    let first = "@1 pub: C1 I1, *: C1 -";
    let second = "@2 pub: C2 I1, *: C2 -";
    let mut rows = 0;
    for (renaming, again, pending, recovery, done) in [
        (false, false, vec![first], Recovery::RolledBack { number: 2 }, vec![first]),
        (true, false, vec![first, second], Recovery::Finished { number: 2 }, vec![first, second]),
        // Files of a complete generation, published again.
        (false, true, vec![first, second], Recovery::RolledBack { number: 2 }, vec![first, second]),
        (true, true, vec![first, second], Recovery::Finished { number: 2 }, vec![first, second]),
    ] {
        let name = format!("renaming {renaming}, again {again}");
        let place = unfinished(renaming, again);
        let read = Store::look(&place.folder()).unwrap().unwrap();
        assert_eq!(words(&read.history().unwrap()), pending, "{name}");
        drop(read);
        let mut store = place.store();
        assert_eq!(words(&store.history().unwrap()), pending, "{name}, migrated");
        assert_eq!(place.recover(&mut store), Ok(Some(recovery)), "{name}");
        assert_eq!(words(&store.history().unwrap()), done, "{name}, recovered");
        let expected = if renaming { bytes("C2") } else { bytes("C1") };
        for server in ["pub", "sub"] {
            let ctl = fs::read(place.path(&format!("tftp/{server}/CTLFile.tlv"))).unwrap();
            assert_eq!(ctl, expected, "{name}");
            assert_eq!(place.names(&format!("tftp/{server}")), ["CTLFile.tlv"], "{name}");
        }
        assert_eq!(place.recover(&mut store), Ok(None), "{name}");
        let last = store.generations().unwrap().last().map(|one| (one.number, one.progress));
        let number = if renaming || again { 2 } else { 1 };
        assert_eq!(last, Some((number, Progress::Done)), "{name}");
        drop(store);
        assert_eq!(place.publish("ctl three"), Ok(number + 1), "{name}");
        rows += 1;
    }
    assert_eq!(rows, 4);
}

/// One transaction: a run that is killed leaves a store of one schema or of the other.
#[test]
fn a_migration_that_is_killed_happens_wholly_or_not_at_all() {
    let scenario = Scenario {
        place: &a_life(),
        command: &Place::publisher,
        input: "",
        again: &|place| drop(place.store()),
    };
    // Before and after.
    assert_eq!(scenario.kill_everywhere(), (2, BTreeSet::new()));
    let mut rows = 0;
    for (checkpoint, version) in [("before store-migrate", 1), ("after store-migrate", 2)] {
        let place = a_life();
        place.kill_at(checkpoint, 1, "");
        let store = rusqlite::Connection::open(place.path(".ctl/state.db")).unwrap();
        let found: i64 = store.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        assert_eq!(found, version, "{checkpoint}");
        rows += 1;
    }
    assert_eq!(rows, 2);
    // With an unfinished publication: the migration; then two files removed and the end, or a file
    // removed, created, written and flushed, two folders flushed, a rename, two folders flushed,
    // and the end.
    for (renaming, count) in [(false, 2 + 2 * (2 + 1)), (true, 2 + 2 * (4 + 2 + 1 + 2 + 1))] {
        let place = unfinished(renaming, false);
        let scenario = Scenario {
            place: &place,
            command: &Place::publisher,
            input: "",
            again: &|place| {
                let output = run(place.publisher(), "");
                assert!(output.status.success(), "{:?}", said(&output));
            },
        };
        let changed: &[&str] = if renaming { &["tftp/sub/CTLFile.tlv"] } else { &[] };
        let changed = changed.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(scenario.kill_everywhere(), (count, changed), "{renaming}");
    }
}

/// Damage to a store of the first schema is reported as for any other.
#[test]
fn a_damaged_store_of_the_first_schema_is_not_opened() {
    let mut rows = 0;
    for (damage, what) in [
        ("DROP TABLE note", "its tables are not those that ctl creates"),
        ("ALTER TABLE note ADD COLUMN more TEXT", "its tables are not those that ctl creates"),
        ("CREATE TABLE moment (number INTEGER)", "its tables are not those that ctl creates"),
        ("PRAGMA user_version = 2", "its tables are not those that ctl creates"),
        ("DELETE FROM cluster", "its content is inconsistent"),
        ("DELETE FROM content", "its content is inconsistent"),
    ] {
        let place = a_life();
        let file = place.path(".ctl/state.db");
        let store = rusqlite::Connection::open(&file).unwrap();
        store.execute_batch(&format!("PRAGMA foreign_keys = OFF; {damage}")).unwrap();
        drop(store);
        let before = fs::read(&file).unwrap();
        let expected = format!("{} is damaged: {what}", file.display());
        let read = Store::look(&place.folder()).unwrap_err();
        let written = Store::open(&place.folder()).unwrap_err();
        assert_eq!(
            [read.to_string(), written.to_string()],
            [expected.clone(), expected],
            "{damage}"
        );
        assert_eq!(fs::read(&file).unwrap(), before, "{damage}");
        rows += 1;
    }
    assert_eq!(rows, 6);
    // Bytes that are not a list stop a migration before it begins.
    let place = a_life();
    let file = place.path(".ctl/state.db");
    let store = rusqlite::Connection::open(&file).unwrap();
    store.execute_batch("UPDATE content SET bytes = zeroblob(length(bytes))").unwrap();
    drop(store);
    let before = fs::read(&file).unwrap();
    let expected = format!("{} is damaged: a list does not match its SHA-256", file.display());
    assert_eq!(Store::open(&place.folder()).unwrap_err().to_string(), expected);
    let read = Store::look(&place.folder()).unwrap().unwrap();
    assert_eq!(read.history().unwrap_err().to_string(), expected);
    assert_eq!(read.generations().unwrap().len(), 4);
    drop(read);
    assert_eq!(fs::read(&file).unwrap(), before);
}
