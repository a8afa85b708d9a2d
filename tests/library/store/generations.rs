//! What goes into the store comes out again, in another process too.

use std::fs;

use trustlist::cluster::Mode;
use trustlist::cluster::store::{
    Generation, Lists, Note, Origin, Progress, Publication, Store, StoreError,
};

use support::publishing::Place;

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
    assert_eq!(error.to_string(), "there is no generation 1 in this cluster");
}

#[test]
fn generations_come_back_with_their_lists() {
    let place = Place::new(&["pub"]);
    let mut store = place.store();

    let adopted = store.adopt(&place.draft("mixed\nctl one\nitl pub eins\nitl sub zwei")).unwrap();
    let found = store.found(1_600_000_100, "sub", &lists("other", &[])).unwrap();
    drop(store);
    let published =
        place.publish("ctl two\nitl pub eins\nput pub tftp/pub/CTLFile.tlv two").unwrap();
    assert_eq!([adopted, found, published], [1, 2, 3]);

    let first = Generation {
        number: 1,
        time: 1_600_000_000,
        origin: Origin::Adopted,
        progress: Progress::Done,
        command: "update CTLFile".to_owned(),
        reason: "a node was added".to_owned(),
        mode: Mode::Mixed,
        release: "12.5".to_owned(),
        lists: lists("one", &[("pub", "eins"), ("sub", "zwei")]),
        held: true,
        released: None,
        lockout: false,
    };
    let second = Generation {
        number: 2,
        time: 1_600_000_100,
        origin: Origin::Found { host: "sub".to_owned() },
        command: String::new(),
        reason: "found on sub".to_owned(),
        release: String::new(),
        lists: lists("other", &[]),
        ..first.clone()
    };
    let third = Generation {
        number: 3,
        origin: Origin::Published,
        mode: Mode::NonSecure,
        lists: lists("two", &[("pub", "eins")]),
        ..first.clone()
    };
    let all = vec![first.clone(), second.clone(), third.clone()];

    // Written by one, read by another.
    let store = Store::look(&place.folder()).unwrap().unwrap();
    assert_eq!(store.generations(), Ok(all));
    assert_eq!(store.generation(2), Ok(second));
    assert_eq!(store.current(), Ok(Some(third)));
    assert_eq!(store.previous(), Ok(Some(first)));
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
        store.adopt(&place.draft(&format!("ctl {ctl}"))).unwrap();
    }
    let held = |store: &Store| -> Vec<(bool, Option<i64>)> {
        let generations = store.generations().unwrap();
        generations.iter().map(|one| (one.held, one.released)).collect()
    };
    store.phones_have(1, 5).unwrap();
    assert_eq!(held(&store), [(true, None), (true, None), (true, None)]);
    store.phones_have(2, 6).unwrap();
    assert_eq!(held(&store), [(false, Some(6)), (true, None), (true, None)]);
    store.phones_have(3, 7).unwrap();
    assert_eq!(held(&store), [(false, Some(6)), (false, Some(7)), (true, None)]);
    assert_eq!(store.phones_have(4, 8), Err(StoreError::NoGeneration { number: 4 }));
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
    // In the order of writing, whatever the clock said.
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
        store.adopt(&place.draft(&lines.join("\n"))).unwrap();
    }
    // 100 times 64 KiB went in.
    let size = fs::metadata(place.path(".ctl/state.db")).unwrap().len();
    assert!(size < 3 * 65536, "{size} bytes");
}
