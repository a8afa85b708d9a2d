//! Moments in the store: what servers had, when a moment counts, and its state while a publication
//! is unfinished.

use std::fs;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};
use support::fault::Fault;
use support::publishing::{Place, foreign, said};
use support::rules::List;
use trustlist::cluster::lists::{Lists, examine};
use trustlist::cluster::moments::{
    Event, FileThen, History, Known, Purpose, Release, ServerKind, TftpServer,
};
use trustlist::cluster::past::Past;
use trustlist::cluster::publish::{Recovery, publish};
use trustlist::cluster::store::{NewFile, NewMoment, Progress, Store};
use trustlist::list::Kind;

use crate::rules::lab::{Draft, certificate, ctl_draft, damaged};

/// Two servers; the second publication changes both CTLs and an ITL.
const FIRST: &str = "ctl one
    itl pub eins
    put pub tftp/pub/CTLFile.tlv one
    put pub tftp/pub/ITLFile.tlv eins
    put sub tftp/sub/CTLFile.tlv one";

const SECOND: &str = "ctl two
    itl pub zwei
    put pub tftp/pub/CTLFile.tlv two
    put pub tftp/pub/ITLFile.tlv zwei
    put sub tftp/sub/CTLFile.tlv two";

const BYTES: [&str; 8] = ["one", "two", "eins", "zwei", "other", "third", "fourth", "alien"];

/// A history in words: a line for each event, `@1 pub: one eins`.
fn words(history: &History) -> Vec<String> {
    let file = |file: FileThen| match file {
        FileThen::Unknown => "?",
        FileThen::Absent => "-",
        FileThen::List(hash) => {
            let is = |name: &&&str| {
                let list = matches!(**name, "other" | "third" | "fourth").then(|| foreign(name));
                let either = [Some(name.as_bytes().to_vec()), list];
                either.iter().flatten().any(|it| <[u8; 32]>::from(Sha256::digest(it)) == hash)
            };
            BYTES.iter().find(is).copied().unwrap_or("list")
        }
    };
    let mut last = 0;
    let event = |event: &Event| match event {
        Event::Moment(moment) => {
            assert!(moment.number > last, "the order is that of the numbers");
            last = moment.number;
            let mut stood: Vec<String> = moment
                .stood
                .iter()
                .map(|stood| {
                    let host = history.servers[stood.server].host.as_deref().unwrap_or("*");
                    format!(" {host}: {} {}", file(stood.ctl), file(stood.itl))
                })
                .collect();
            stood.sort();
            let number = moment.generation.map_or("-".to_owned(), |number| format!("@{number}"));
            format!("{number}{}", stood.join(","))
        }
        Event::Release(Release::From(number)) => format!("from @{number}"),
        Event::Release(Release::Exactly(number)) => format!("exactly @{number}"),
        Event::Release(Release::NewPhones) => "new phones".to_owned(),
    };
    history.events.iter().map(event).collect()
}

/// What a reader sees.
fn seen(place: &Place) -> Vec<String> {
    words(&Past::look(&place.folder()).unwrap().history().unwrap())
}

fn first() -> Place {
    let place = Place::new(&["pub", "sub"]);
    assert_eq!(place.publish(FIRST), Ok(1));
    place
}

const ONE: &str = "@1 pub: one eins, sub: one -";
const TWO: &str = "@2 pub: two zwei, sub: two -";

#[test]
fn a_moment_counts_from_the_first_rename_on() {
    let mut rows = 0;
    for (checkpoint, nth, expected) in [
        ("after store-begin", 1, vec![ONE]),
        ("after file-sync", 3, vec![ONE]),
        ("before store-renaming", 1, vec![ONE]),
        ("after store-renaming", 1, vec![ONE, TWO]),
        ("after file-rename", 1, vec![ONE, TWO]),
        ("after file-rename", 3, vec![ONE, TWO]),
        ("before store-finish", 1, vec![ONE, TWO]),
        ("after store-finish", 1, vec![ONE, TWO]),
    ] {
        let place = first();
        place.kill_at(checkpoint, nth, SECOND);
        assert_eq!(seen(&place), expected, "{checkpoint}");
        // Then it is finished or rolled back; nothing is entered twice.
        let recovery = place.recover(&mut place.store()).unwrap();
        let done = match recovery {
            Some(Recovery::RolledBack { number: 2 }) => vec![ONE],
            Some(Recovery::Finished { number: 2 }) | None => vec![ONE, TWO],
            other => panic!("{other:?}"),
        };
        assert_eq!(done.len(), expected.len(), "{checkpoint}");
        assert_eq!(seen(&place), done, "{checkpoint}");
        assert_eq!(place.recover(&mut place.store()), Ok(None));
        rows += 1;
    }
    assert_eq!(rows, 8);
}

#[test]
fn a_moment_goes_with_the_publication_that_is_discarded() {
    let place = first();
    place.kill_at("before store-renaming", 1, SECOND);
    let mut store = place.store();
    assert_eq!(place.recover(&mut store), Ok(Some(Recovery::RolledBack { number: 2 })));
    let history = store.history().unwrap();
    assert_eq!(words(&history), [ONE]);
    // Its lists are removed, and so are their bytes and what TVS knew.
    assert_eq!(history.lists.len(), 2);
    for bytes in ["two", "zwei"] {
        assert!(store.bytes(&Sha256::digest(bytes).into()).is_err(), "{bytes}");
        assert_eq!(store.knows(bytes.as_bytes()), Ok(false));
    }
    assert_eq!(store.bytes(&Sha256::digest("one").into()), Ok(b"one".to_vec()));
    drop(store);
    // The next one reuses its numbers, of the generation and of the moment.
    assert_eq!(place.publish(SECOND), Ok(2));
    assert_eq!(seen(&place), [ONE, TWO]);
    let numbers: Vec<u32> =
        place.store().history().unwrap().moments().map(|moment| moment.number).collect();
    assert_eq!(numbers, [1, 2]);
}

#[test]
fn what_tvs_knew_goes_with_a_moment_that_is_discarded() {
    let place = first();
    let mut store = place.store();
    let der = |name: &str| certificate(name).der().to_vec();
    let knowing = |names: &[&str]| NewMoment {
        known: Some(names.iter().map(|name| (Purpose::Tvs, der(name).into())).collect()),
        ..NewMoment::default()
    };
    store.seen(None, &knowing(&["tvs"])).unwrap();
    let before = store.history().unwrap();
    drop(store);
    // The temporary file can be neither created nor removed.
    let draft = place.draft("ctl two\nput pub tftp/pub/CTLFile.tlv two");
    let mut store = place.store();
    fs::create_dir(place.path("tftp/pub/.CTLFile.tlv.ctl-2")).unwrap();
    let moment = knowing(&["tvs", "b-tvs"]);
    publish(&mut store, &place.folder(), &draft.new, &moment, &draft.files).unwrap_err();
    assert_eq!(
        store.history().unwrap().events,
        before.events,
        "one that is pending does not count"
    );
    fs::remove_dir(place.path("tftp/pub/.CTLFile.tlv.ctl-2")).unwrap();
    place.recover(&mut store).unwrap();
    assert!(store.history().unwrap() == before, "nothing is left of it");
    assert!(store.bytes(&Sha256::digest(der("b-tvs")).into()).is_err());
    assert_eq!(store.bytes(&Sha256::digest(der("tvs")).into()), Ok(der("tvs")));
}

#[test]
fn what_stood_there_meanwhile_comes_before_what_replaces_it() {
    let mut rows = 0;
    for (name, strangers, expected) in [
        ("nobody", &[][..], vec![ONE, TWO]),
        (
            "a CTL",
            &[("tftp/sub/CTLFile.tlv", "other")],
            vec![ONE, TWO, "@3 pub: two zwei, sub: other -", TWO],
        ),
        (
            "on both servers",
            &[("tftp/pub/CTLFile.tlv", "other"), ("tftp/sub/CTLFile.tlv", "third")],
            vec![
                ONE,
                TWO,
                "@3 pub: other zwei, sub: two -",
                "@4 pub: other zwei, sub: third -",
                TWO,
            ],
        ),
        (
            "both lists of a server",
            &[("tftp/pub/CTLFile.tlv", "other"), ("tftp/pub/ITLFile.tlv", "fourth")],
            vec![
                ONE,
                TWO,
                "@3 pub: other zwei, sub: two -",
                "@4 pub: other fourth, sub: two -",
                TWO,
            ],
        ),
        // A list that was published before is not unknown; it is replaced again.
        ("an old one", &[("tftp/pub/CTLFile.tlv", "one")], vec![ONE, TWO]),
    ] {
        let place = first();
        place.kill_at("after store-renaming", 1, SECOND);
        for (file, bytes) in strangers {
            if *bytes == "one" {
                place.write(file, bytes);
            } else {
                place.write_list(file, bytes);
            }
        }
        let mut store = place.store();
        let recovery = place.recover(&mut store);
        assert_eq!(recovery, Ok(Some(Recovery::Finished { number: 2 })), "{name}");
        assert_eq!(words(&store.history().unwrap()), expected, "{name}");
        assert_eq!(store.current().unwrap().map(|one| one.number), Some(2), "{name}");
        rows += 1;
    }
    assert_eq!(rows, 5);
}

/// Phones may have fetched it; then the servers had the earlier lists again.
#[test]
fn a_publication_that_is_rolled_back_is_a_moment_and_so_is_what_follows() {
    let place = first();
    // The second of three renames fails.
    let fault = Fault { call: "rename", error: 5, onwards: false, number: 2 };
    let disturbed = fault.disturb(&place, place.publisher(), SECOND);
    let (out, err) = said(&disturbed.output);
    assert!(out.is_empty() && err.starts_with("E-PUBLISH-ROLLEDBACK "), "{out}{err}");
    assert_eq!(place.generations()[1].progress, Progress::RolledBack);
    assert_eq!(seen(&place), [ONE, TWO, ONE]);
    let past = Past::look(&place.folder()).unwrap();
    assert_eq!(past.held(), Ok([1, 2].into()));
    assert_eq!(past.current().map(|one| one.number), Some(1));
    // For the next one, both are in the past.
    assert_eq!(place.publish("ctl third\nitl pub eins"), Ok(3));
    assert_eq!(seen(&place)[3], "@3 pub: third eins");

    // If the first rename fails, phones saw nothing.
    let place = first();
    let fault = Fault { number: 1, ..fault };
    let (out, err) = said(&fault.disturb(&place, place.publisher(), SECOND).output);
    assert!(out.is_empty() && err.starts_with("E-OUTPUT-WRITE "), "{out}{err}");
    assert_eq!(seen(&place), [ONE]);
}

#[test]
fn lost_files_that_are_published_again_are_a_moment() {
    let place = first();
    fs::remove_file(place.path("tftp/sub/CTLFile.tlv")).unwrap();
    let mut store = place.store();
    store.release(Release::NewPhones, 7).unwrap();
    let again = "ctl one\nitl pub eins\nput sub tftp/sub/CTLFile.tlv one";
    place.draft(again).publish_again(&mut store, &place.folder(), 1).unwrap();
    assert_eq!(words(&store.history().unwrap()), [ONE, "new phones", ONE]);
    drop(store);
    assert_eq!(Past::look(&place.folder()).unwrap().held(), Ok([1].into()));

    // A publication that is killed before the renames does not count.
    let again = place.draft(again);
    fs::remove_file(place.path("tftp/sub/CTLFile.tlv")).unwrap();
    fs::remove_dir(place.path("tftp/sub")).unwrap();
    let mut store = place.store();
    let error = again.publish_again(&mut store, &place.folder(), 1).unwrap_err();
    assert!(error.to_string().ends_with(" of sub does not exist"), "{error}");
    assert_eq!(words(&store.history().unwrap()), [ONE, "new phones", ONE]);
}

#[test]
fn what_is_seen_found_adopted_and_said_is_in_the_order_of_time() {
    let place = first();
    let mut store = place.store();
    let server = |host: &str| TftpServer { host: Some(host.to_owned()), ..TftpServer::default() };
    let file = |bytes: &str| match bytes {
        "-" => NewFile::Absent,
        "?" => NewFile::Unknown,
        bytes => NewFile::Bytes(bytes.into()),
    };
    let moment = |files: &[(&str, &str, &str)]| NewMoment {
        servers: files
            .iter()
            .map(|(host, ctl, itl)| (server(host), file(ctl), file(itl)))
            .collect(),
        ..NewMoment::default()
    };
    store.release(Release::From(1), 1).unwrap();
    store.seen(Some(1), &moment(&[("pub", "one", "eins"), ("sub", "-", "-")])).unwrap();
    store.seen(None, &moment(&[("pub", "-", "eins"), ("sub", "-", "-")])).unwrap();
    let alien = Lists { ctl: Some(b"alien".to_vec()), ..Lists::default() };
    // On a server that phones do not ask there is no moment.
    assert_eq!(store.found(2, "asa", &alien, None), Ok(2));
    let other = Lists { ctl: Some(b"other".to_vec()), ..Lists::default() };
    assert_eq!(store.found(3, "sub", &other, Some(&moment(&[("sub", "other", "?")]))), Ok(3));
    store.release(Release::Exactly(1), 4).unwrap();
    store.release(Release::NewPhones, 5).unwrap();
    let draft = place.draft("ctl two");
    assert_eq!(store.adopt(&draft.new, &moment(&[("pub", "two", "?")])), Ok(4));
    let expected = [
        ONE,
        "from @1",
        "@1 pub: one eins, sub: - -",
        "- pub: - eins, sub: - -",
        "@3 sub: other ?",
        "exactly @1",
        "new phones",
        "@4 pub: two ?",
    ];
    assert_eq!(words(&store.history().unwrap()), expected);
    drop(store);
    // In another process too, and for readers.
    assert_eq!(seen(&place), expected);
    assert_eq!(place.store().history(), Store::look(&place.folder()).unwrap().unwrap().history());
}

#[test]
fn servers_are_kept_as_they_are_described_each_once() {
    let place = Place::new(&[]);
    let mut store = place.store();
    let server = |host: &str, last: u8, folder: &str, kind| TftpServer {
        host: Some(host.to_owned()),
        address: Some([10, 0, 0, last].into()),
        folder: Some(folder.into()),
        kind: Some(kind),
    };
    let six = TftpServer {
        address: Some("2001:db8::1".parse().unwrap()),
        ..server("six", 0, "/srv/tftp", ServerKind::Tftp)
    };
    let described = [
        server("pub.example.net", 1, "tftp/pub", ServerKind::Node),
        server("pub.example.net", 1, "tftp/pub", ServerKind::Tftp),
        server("pub.example.net", 2, "tftp/pub", ServerKind::Node),
        server("pub.example.net", 1, "tftp/other", ServerKind::Node),
        server("pub.example.org", 1, "tftp/pub", ServerKind::Node),
        six,
        TftpServer { host: Some("host".to_owned()), ..TftpServer::default() },
        TftpServer::default(),
    ];
    let files = |server: &TftpServer| (server.clone(), NewFile::Absent, NewFile::Unknown);
    let servers: Vec<_> = described.iter().map(files).collect();
    for _ in 0..3 {
        store.seen(None, &NewMoment { servers: servers.clone(), ..NewMoment::default() }).unwrap();
    }
    let history = store.history().unwrap();
    assert_eq!(history.servers, described);
    for moment in history.moments() {
        let stood: Vec<_> =
            moment.stood.iter().map(|stood| (stood.server, stood.ctl, stood.itl)).collect();
        let expected: Vec<_> =
            (0..8).map(|index| (index, FileThen::Absent, FileThen::Unknown)).collect();
        assert_eq!(stood, expected);
    }
    assert_eq!(history.moments().count(), 3);
}

#[test]
fn what_tvs_knew_is_kept_with_its_moment() {
    let place = Place::new(&[]);
    let mut store = place.store();
    let der = |name: &str| -> Arc<[u8]> { certificate(name).der().into() };
    let known: Known = vec![
        (Purpose::Tvs, der("tvs")),
        (Purpose::CallManager, der("cm")),
        (Purpose::Capf, der("capf")),
        (Purpose::Trust, der("b-rec")),
        (Purpose::Token, der("token1")),
    ];
    let moment = |known, tvs_up| NewMoment { known, tvs_up, ..NewMoment::default() };
    // The same certificate in another role is a different entry.
    let other = vec![(Purpose::Trust, der("tvs"))];
    store.seen(None, &moment(Some(known.clone()), true)).unwrap();
    store.seen(None, &moment(None, false)).unwrap();
    store.seen(None, &moment(Some(known.clone()), false)).unwrap();
    store.seen(None, &moment(Some(other.clone()), false)).unwrap();
    store.seen(None, &moment(Some(Vec::new()), false)).unwrap();
    let history = store.history().unwrap();
    let knew: Vec<_> = history
        .moments()
        .map(|moment| {
            let knew = moment.known.map(|hash| history.known.get(&hash).cloned());
            (knew.map(Option::unwrap_or_default).map(sorted), moment.tvs_up)
        })
        .collect();
    let (known, other) = (sorted(known), sorted(other));
    let expected = [
        (Some(known.clone()), true),
        (None, false),
        (Some(known), false),
        (Some(other), false),
        // A cluster without certificates has a TVS that knows nothing.
        (Some(Vec::new()), false),
    ];
    assert_eq!(knew, expected);
    assert_eq!(history.known.len(), 2);
}

fn sorted(mut known: Known) -> Known {
    known.sort();
    known
}

#[test]
fn lists_are_examined_once_and_are_the_same_but_for_time_and_signature() {
    let draft = |time, records| Draft { time, ..ctl_draft("rec", records) }.bytes();
    let one = draft(1, "0:rec 2:cm");
    let later = draft(2, "0:rec 2:cm");
    let other = draft(1, "0:rec 2:cm.2");
    let by_cm = Draft { kind: Kind::Ctl, ..ctl_draft("cm", "0:rec 0:cm 2:cm") }.bytes();
    let by_rec = Draft { kind: Kind::Ctl, ..ctl_draft("rec", "0:rec 0:cm 2:cm") }.bytes();
    // A bit of the signature.
    let mut bad = one.clone();
    let at = List::read(&one).signed().unwrap().0[0].len() + 3;
    bad[at] ^= 1;
    let same = |a: &[u8], b: &[u8]| examine(a).sameness == examine(b).sameness;
    let mut rows = 0;
    for (name, a, b, expected) in [
        ("another time", &one, &later, true),
        ("other records", &one, &other, false),
        ("another signer", &by_rec, &by_cm, false),
        ("a damaged signature", &one, &bad, true),
    ] {
        assert_ne!(a, b, "{name}");
        assert_eq!(same(a, b), expected, "{name}");
        rows += 1;
    }
    assert_eq!(rows, 4);
    let sound = |bytes: &[u8]| examine(bytes).sound;
    assert!([&one, &later, &other, &by_cm, &by_rec].into_iter().all(|bytes| sound(bytes)));
    let cut = damaged(&List::read(&one)).bytes().to_vec();
    assert!(!sound(&bad) && !sound(&cut) && !sound(b"one") && !sound(b""));

    let place = Place::new(&[]);
    let mut store = place.store();
    let server = TftpServer { host: Some("pub".to_owned()), ..TftpServer::default() };
    for bytes in [&one, &later, &bad, &one] {
        let servers = vec![(server.clone(), NewFile::Bytes(bytes.clone()), NewFile::Absent)];
        store.seen(None, &NewMoment { servers, ..NewMoment::default() }).unwrap();
    }
    let history = store.history().unwrap();
    assert_eq!(history.lists.len(), 3);
    for bytes in [&one, &later, &bad] {
        let hash = Sha256::digest(bytes).into();
        assert_eq!(history.lists.get(&hash), Some(&examine(bytes)));
        assert_eq!(store.bytes(&hash).as_ref(), Ok(bytes));
    }
}
