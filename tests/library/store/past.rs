//! Names of past generations and lists.

use sha1::{Digest as _, Sha1};
use support::publishing::{Place, state::Whole};
use trustlist::cluster::Mode;
use trustlist::cluster::lists::Lists;
use trustlist::cluster::past::Past;
use trustlist::cluster::store::Progress;
use trustlist::list::Kind;

use crate::rules::lab::{Draft, certificate, ctl, ctl_draft, itl};

/// Four complete generations, one that was found, and one that was rolled back.
fn place() -> Place {
    let place = Place::new(&["pub"]);
    let mut store = place.store();
    for text in ["ctl one", "mixed\nctl two\nitl pub eins\nitl sub.example.net zwei"] {
        let draft = place.draft(text);
        store.adopt(&draft.new, &draft.moment()).unwrap();
    }
    let found = Lists { ctl: Some(b"found".to_vec()), ..Lists::default() };
    store.found(1_600_000_007, "pub", &found, None).unwrap();
    drop(store);
    place.publish("mixed\nitl pub drei\nput pub tftp/pub/ITLFile.tlv drei").unwrap();
    place
}

#[test]
fn names_of_generations() {
    let place = place();
    let past = Past::look(&place.folder()).unwrap();
    let mut rows = 0;
    for (name, expected) in [
        ("@1", Ok(1)),
        ("@2", Ok(2)),
        // A found one has a number, and is neither the current nor the previous one.
        ("@3", Ok(3)),
        ("@4", Ok(4)),
        ("@current", Ok(4)),
        ("@previous", Ok(2)),
        ("@5", Err("generation @5 not found")),
        ("@0", Err("generation @0 not found")),
        ("@-1", Err("generation @-1 not found")),
        ("@", Err("generation @ not found")),
        ("@Current", Err("generation @Current not found")),
        ("1", Err("generation 1 not found")),
        ("current", Err("generation current not found")),
    ] {
        let found = past.named(name).map(|one| one.number).map_err(|error| error.to_string());
        assert_eq!(found, expected.map_err(str::to_owned), "{name}");
        rows += 1;
    }
    assert_eq!(rows, 13);
    assert_eq!((past.mode(), past.current().map(|one| one.number)), (Mode::Mixed, Some(4)));
    assert!(past.unfinished().is_none());
}

#[test]
fn names_of_lists() {
    let place = place();
    let past = Past::look(&place.folder()).unwrap();
    let mut rows = 0;
    for (name, expected) in [
        ("@1", Ok("one")),
        ("@2", Ok("two")),
        ("@3", Ok("found")),
        ("@previous", Ok("two")),
        ("@2/itl/pub", Ok("eins")),
        ("@2/itl/sub.example.net", Ok("zwei")),
        ("@current/itl/pub", Ok("drei")),
        ("@current", Err("generation 4 has no CTL")),
        ("@1/itl/pub", Err("generation 1 has no ITL of pub")),
        ("@2/itl/sub", Err("generation 2 has no ITL of sub")),
        ("@2/itl/", Err("generation 2 has no ITL of ")),
        ("@9/itl/pub", Err("generation @9 not found")),
        ("@2/ctl/pub", Err("generation @2/ctl/pub not found")),
        ("@2/", Err("generation @2/ not found")),
    ] {
        let found = past.list(name).map_err(|error| error.to_string());
        let found = found.map(|(bytes, time)| {
            let expected = if name == "@3" { 1_600_000_007 } else { 1_600_000_000 };
            assert_eq!(time, expected, "{name}");
            String::from_utf8(bytes).unwrap()
        });
        assert_eq!(found, expected.map(str::to_owned).map_err(str::to_owned), "{name}");
        rows += 1;
    }
    assert_eq!(rows, 14);
}

#[test]
fn without_a_store_nothing_is_known() {
    let place = Place::new(&[]);
    let mut past = Past::look(&place.folder()).unwrap();
    assert!(!place.path(".ctl").exists(), "nothing is made");
    assert_eq!((past.mode(), past.current(), past.generations().len()), (Mode::NonSecure, None, 0));
    assert_eq!(past.named("@current").unwrap_err().to_string(), "generation @current not found");
    assert_eq!(past.present_lists(), Ok(Lists::default()));
    assert_eq!((past.new_phones(), past.manifest()), (Ok(false), Ok(None)));
    assert!(past.history().unwrap().events.is_empty() && past.held().unwrap().is_empty());
    assert!(!past.had(&[0; 20]) && past.published_hosts().unwrap().is_empty());
    assert!(past.store().is_none() && past.writable().is_err());
}

#[test]
fn certificates_of_earlier_lists_are_known_again() {
    let place = Place::new(&[]);
    let mut store = place.store();
    let mut draft = place.draft("");
    for (ctl, itl) in [
        (ctl("rec", "0:rec 2:cm"), itl("rec", "0:rec 3:cm 21:#tvs")),
        (ctl("rec", "0:rec 2:cm.2"), itl("rec", "0:rec 3:cm.2 21:#tvs")),
    ] {
        draft.new.lists = Lists {
            ctl: Some(ctl.bytes().to_vec()),
            itls: [("pub".to_owned(), itl.bytes().to_vec())].into(),
        };
        store.adopt(&draft.new, &draft.moment()).unwrap();
    }
    drop(store);
    let past = Past::look(&place.folder()).unwrap();
    let had = |name: &str| past.had(&Sha1::digest(certificate(name).der()));
    // Certificates of the present lists are not earlier ones, unless the previous lists had them
    // too.
    let known = ["rec", "cm", "cm.2", "tvs", "capf"].map(had);
    assert_eq!(known, [true, true, false, false, false]);
    assert!(!past.had(b"") && !past.had(&[0; 21]));
}

#[test]
fn lists_that_were_only_signed_again_are_read_once() {
    let place = Place::new(&[]);
    let mut store = place.store();
    let mut draft = place.draft("");
    for (time, records) in [(1, "0:rec 2:cm"), (2, "0:rec 2:cm.2"), (3, "0:rec 2:cm.2")] {
        for time in [time, time + 10] {
            let ctl = Draft { time, ..ctl_draft("rec", records) }.bytes();
            let itl = Draft { time, kind: Kind::Itl, ..ctl_draft("rec", "0:rec 3:cm") }.bytes();
            draft.new.lists = Lists { ctl: Some(ctl), itls: [("pub".to_owned(), itl)].into() };
            store.adopt(&draft.new, &draft.moment()).unwrap();
        }
    }
    // Of six generations with a CTL and an ITL each: two CTLs, one ITL.
    assert_eq!(store.contents_but_of(6).unwrap().len(), 3);
    assert_eq!(store.contents_but_of(0).unwrap().len(), 3);
    drop(store);
    let past = Past::look(&place.folder()).unwrap();
    let had = |name: &str| past.had(&Sha1::digest(certificate(name).der()));
    assert_eq!(["rec", "cm", "cm.2", "tvs"].map(had), [true, true, true, false]);
}

#[test]
fn a_publication_that_is_not_finished_is_neither_current_nor_before() {
    let place = place();
    place.kill_at("after store-renaming", 1, "ctl five\nput pub tftp/pub/CTLFile.tlv five");
    let past = Past::look(&place.folder()).unwrap();
    assert_eq!(past.unfinished().map(|one| one.number), Some(5));
    assert_eq!(past.current().map(|one| one.number), Some(4));
    assert_eq!(past.named("@previous").map(|one| one.number), Ok(2));
    // By its number it is found.
    assert_eq!(past.list("@5").map(|(bytes, _)| bytes), Ok(b"five".to_vec()));
    let last = place.generations().pop().map(|one: Whole| (one.progress, one.held));
    assert_eq!(last, Some((Progress::Unfinished, true)));
}
