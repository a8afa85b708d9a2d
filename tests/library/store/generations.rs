//! What is written to the store can be read again, in another process too.

use std::fs;

use std::collections::BTreeSet;

use trustlist::cluster::Mode;
use trustlist::cluster::lists::Lists;
use trustlist::cluster::moments::Release;
use trustlist::cluster::past::Past;
use trustlist::cluster::store::{Note, Origin, Progress, Publication, Store, StoreError};

use support::publishing::Place;
use support::publishing::state::Whole;

fn lists(ctl: &str, itls: &[(&str, &str)]) -> Lists {
    Lists {
        ctl: (!ctl.is_empty()).then(|| ctl.into()),
        itls: itls.iter().map(|(host, bytes)| ((*host).to_owned(), (*bytes).into())).collect(),
    }
}

#[test]
fn a_new_store_is_that_of_a_cluster_of_which_nothing_is_known() {
    let place = Place::new(&[]);
    assert!(Store::look(&place.folder()).unwrap().is_none());
    assert!(!place.path(".ctl").exists(), "a reader makes nothing");

    let store = place.store();
    assert_eq!(place.own_files(), ["state.db"]);
    assert_eq!(store.mode(), Ok(Mode::NonSecure));
    assert_eq!(store.generations(), Ok(Vec::new()));
    assert_eq!(store.current(), Ok(None));
    assert_eq!(store.previous(), Ok(None));
    assert_eq!(store.publications(), Ok(Vec::new()));
    assert_eq!(store.notes(), Ok(Vec::new()));
    assert_eq!(store.new_phones(), Ok(false));
    assert_eq!(store.knows(b"one"), Ok(false));
    assert_eq!(store.generation(1), Err(StoreError::NoGeneration { number: 1 }));
    let error = store.generation(1).unwrap_err();
    assert_eq!(error.to_string(), "generation 1 not found in this cluster");
}

#[test]
fn generations_come_back_with_their_lists() {
    let place = Place::new(&["pub"]);
    let mut store = place.store();

    let draft = place.draft("mixed\nctl one\nitl pub eins\nitl sub zwei");
    let adopted = store.adopt(&draft.new, &draft.moment()).unwrap();
    let found = store.found(1_600_000_100, "sub", &lists("other", &[]), None).unwrap();
    drop(store);
    let published =
        place.publish("ctl two\nitl pub eins\nput pub tftp/pub/CTLFile.tlv two").unwrap();
    assert_eq!([adopted, found, published], [1, 2, 3]);

    // Written by one process, read by another.
    let [first, second, third]: [Whole; 3] = place.generations().try_into().unwrap();
    let facts = |one: &Whole| {
        let (origin, progress) = (one.origin.clone(), one.progress);
        (one.number, one.time, origin, progress, one.mode, one.lockout)
    };
    let origin = Origin::Found { host: "sub".to_owned() };
    let (adopted, published) = (Origin::Adopted, Origin::Published);
    let (done, time) = (Progress::Done, 1_600_000_000);
    assert_eq!(facts(&first), (1, time, adopted, done, Mode::Mixed, false));
    assert_eq!(facts(&second), (2, time + 100, origin, done, Mode::Mixed, false));
    assert_eq!(facts(&third), (3, time, published, done, Mode::NonSecure, false));
    let texts =
        |one: &Whole| [&one.command, &one.reason, &one.release].map(std::string::String::clone);
    for one in [&first, &third] {
        assert_eq!(texts(one), ["update CTLFile", "a node was added", "12.5"]);
    }
    assert_eq!(texts(&second), ["", "found on sub", ""]);
    assert_eq!(first.lists, lists("one", &[("pub", "eins"), ("sub", "zwei")]));
    assert_eq!(second.lists, lists("other", &[]));
    assert_eq!(third.lists, lists("two", &[("pub", "eins")]));
    // A server that phones do not ask has no moment.
    assert_eq!([first.held, second.held, third.held], [true, false, true]);

    let store = Store::look(&place.folder()).unwrap().unwrap();
    assert_eq!(store.generation(2), Ok(second.generation));
    assert_eq!(store.current(), Ok(Some(third.generation)));
    assert_eq!(store.previous(), Ok(Some(first.generation)));
    assert_eq!(store.mode(), Ok(Mode::NonSecure));
    for (bytes, known) in
        [("one", true), ("two", true), ("other", true), ("zwei", true), ("three", false)]
    {
        assert_eq!(store.knows(bytes.as_bytes()), Ok(known), "{bytes}");
    }
    let publication = Publication {
        server: "pub".to_owned(),
        path: "tftp/pub/CTLFile.tlv".into(),
        generation: 3,
    };
    assert_eq!(store.publications(), Ok(vec![publication]));
}

#[test]
fn what_every_phone_has_outgrown_is_held_no_more() {
    let place = Place::new(&[]);
    let mut store = place.store();
    for ctl in ["one", "two", "three"] {
        let draft = place.draft(&format!("ctl {ctl}"));
        store.adopt(&draft.new, &draft.moment()).unwrap();
    }
    let held = || Past::look(&place.folder()).unwrap().held().unwrap();
    let mut rows = 0;
    for (release, expected) in [
        (Release::From(1), &[1, 2, 3][..]),
        (Release::From(2), &[2, 3]),
        // And the present files.
        (Release::Exactly(2), &[2, 3]),
        (Release::From(3), &[3]),
    ] {
        store.release(release, 5).unwrap();
        assert_eq!(held(), expected.iter().copied().collect::<BTreeSet<_>>(), "{release:?}");
        rows += 1;
    }
    assert_eq!(rows, 4);
    for release in [Release::From(4), Release::Exactly(4)] {
        assert_eq!(store.release(release, 8), Err(StoreError::NoGeneration { number: 4 }));
    }
    let draft = place.draft("ctl four");
    store.adopt(&draft.new, &draft.moment()).unwrap();
    assert_eq!(held(), BTreeSet::from([3, 4]));
    store.release(Release::NewPhones, 9).unwrap();
    assert_eq!(held(), BTreeSet::new());
}

#[test]
fn notes_and_new_phones_are_kept() {
    let place = Place::new(&[]);
    let mut store = place.store();
    store.set_new_phones(true).unwrap();
    store.note(7, "update CTLFile", "phones have @3").unwrap();
    store.note(6, "adopt", "taken").unwrap();
    drop(store);
    let store = Store::look(&place.folder()).unwrap().unwrap();
    let note = |time, command: &str, text: &str| Note {
        time,
        command: command.to_owned(),
        text: text.to_owned(),
    };
    // In the order of writing, whatever the clock showed.
    let notes = vec![note(7, "update CTLFile", "phones have @3"), note(6, "adopt", "taken")];
    assert_eq!(store.notes(), Ok(notes));
    assert_eq!(store.new_phones(), Ok(true));
}

#[test]
fn lists_stand_in_the_file_once() {
    let place = Place::new(&[]);
    let mut store = place.store();
    let ctl = "abcdefgh".repeat(8192);
    let mut lines = vec![format!("ctl {ctl}")];
    lines.extend((0..20).map(|node| format!("itl node{node} {ctl}")));
    for _ in 0..5 {
        let draft = place.draft(&lines.join("\n"));
        store.adopt(&draft.new, &draft.moment()).unwrap();
    }
    // 100 times 64 KiB were written.
    let size = fs::metadata(place.path(".ctl/state.db")).unwrap().len();
    assert!(size < 4 * 65536, "{size} bytes");
}
