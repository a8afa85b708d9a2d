//! `--phones-have` and `--new-phones`: which phones no longer exist.

use super::lives::{at, file, moment, node, publisher, sbd};
use support::rules::{Class, Event, File, Moment, Release, Server, ServerFiles};

/// What `sbd` phones hold after these events.
fn after(events: &[Event]) -> Vec<String> {
    sbd(events, &present())
}

fn present() -> [Server; 1] {
    [publisher()]
}

fn offered(generation: u32, files: &str) -> Event {
    moment(generation, &[(&publisher(), files)])
}

fn current(generation: u32) -> Event {
    Event::PhonesHave(Release::Current(generation))
}

fn from(generation: u32) -> Event {
    Event::PhonesHave(Release::From(generation))
}

#[test]
fn phones_have_a_generation_or_a_later_one() {
    let history = [offered(1, "C1 I1"), offered(2, "C2 I2"), offered(3, "C3 I3")];
    let mut rows = 0;
    for (generation, expected) in [
        (0, vec!["- -", "C1 I1", "C2 I2", "C3 I3"]),
        (1, vec!["- -", "C1 I1", "C2 I2", "C3 I3"]),
        (2, vec!["- -", "C2 I2", "C3 I3"]),
        (3, vec!["- -", "C3 I3"]),
        (4, vec!["- -"]),
    ] {
        let events = [&history[..], &[from(generation)]].concat();
        assert_eq!(after(&events), expected, "@{generation}");
        rows += 1;
    }
    assert_eq!(rows, 5);
}

#[test]
fn the_last_complete_start_counts() {
    let mut rows = 0;
    for (name, events, expected) in [
        // A phone that accepted only the CTL: its last complete start was before.
        (
            "refused ITL",
            vec![offered(1, "C1 I1"), offered(2, "C2 Ib"), from(2)],
            vec!["- -", "C2 Ib"],
        ),
        (
            "refused CTL",
            vec![offered(1, "C1 I1"), offered(2, "Cb I2"), from(2)],
            vec!["- -", "Cb I2"],
        ),
        // It was complete at 1, and stays so.
        (
            "refused later",
            vec![offered(1, "C1 I1"), offered(2, "C2 Ib"), from(1)],
            vec!["- -", "C1 I1", "C2 I1", "C2 Ib"],
        ),
        // A list that is already held counts as accepted.
        (
            "held already",
            vec![offered(1, "C1 I1"), offered(2, "C1 I1"), from(2)],
            vec!["- -", "C1 I1"],
        ),
        (
            "one held already",
            vec![offered(1, "C1 I1"), offered(2, "C2 I1"), from(2)],
            vec!["- -", "C2 I1"],
        ),
        // A list that is not offered does not count.
        (
            "a CTL deleted",
            vec![offered(1, "C1 I1"), offered(2, "- I1"), from(2)],
            vec!["- -", "- I1", "C1 I1"],
        ),
        (
            "both deleted",
            vec![offered(1, "C1 I1"), offered(2, "- -"), from(2)],
            vec!["- -", "C1 I1"],
        ),
        // Held again after a later generation, and by a phone that missed that generation.
        (
            "back to the first",
            vec![offered(1, "C1 I1"), offered(2, "C2 I2"), offered(3, "C1 I1"), from(3)],
            vec!["- -", "C1 I1"],
        ),
    ] {
        assert_eq!(after(&events), expected, "{name}");
        rows += 1;
    }
    assert_eq!(rows, 8);
}

#[test]
fn a_phone_without_a_complete_start_is_gone_too() {
    // It accepted the CTL, and got an ITL that no phone accepts.
    let first = Moment {
        generation: Some(1),
        servers: vec![ServerFiles {
            server: publisher(),
            ctl: file("C1"),
            itl: File::bytes(b"<html>"),
        }],
        tvs: Vec::new(),
    };
    let history = [Event::Moment(first), from(0)];
    assert_eq!(after(&history[..1]), ["- -", "C1 -"]);
    assert_eq!(after(&history), ["- -"]);
}

#[test]
fn classes_without_an_itl_are_complete_with_the_ctl() {
    let history = [offered(1, "C1 I1"), offered(2, "C2 Ib"), from(2)];
    for class in [Class::Legacy, Class::Cti] {
        assert_eq!(at(&history, &present(), 0, class), ["- -", "C2 -"]);
    }
}

#[test]
fn current_keeps_phones_that_took_all_of_the_current_generation() {
    let of_none = |files: &str| match offered(0, files) {
        Event::Moment(moment) => Event::Moment(Moment { generation: None, ..moment }),
        event => event,
    };
    let mut rows = 0;
    for (name, events, expected) in [
        ("no moment", vec![current(1)], vec!["- -"]),
        (
            "two generations",
            vec![offered(1, "C1 I1"), offered(2, "C2 I2"), current(2)],
            vec!["- -", "C2 I2"],
        ),
        // A list that was found, and replaced by the publication.
        (
            "found before",
            vec![offered(1, "C1 I1"), offered(2, "C3 I3"), offered(3, "C2 I2"), current(3)],
            vec!["- -", "C2 I2"],
        ),
        // A list that was found since is now on the server.
        (
            "found since",
            vec![offered(1, "C2 I2"), offered(2, "C3 I3"), current(1)],
            vec!["- -", "C2 I2", "C3 I3"],
        ),
        // So are the remaining lists if a file is lost.
        (
            "lost since",
            vec![offered(1, "C1 I1"), of_none("- I2"), current(1)],
            vec!["- -", "- I2", "C1 I1", "C1 I2"],
        ),
        (
            "found, and what was published is back",
            vec![offered(1, "C2 I2"), offered(2, "C3 I3"), offered(1, "C2 I2"), current(1)],
            vec!["- -", "C2 I2"],
        ),
        // A phone that missed the moment of the others may have been complete at this one too.
        (
            "the same lists of two generations",
            vec![offered(1, "C1 I1"), offered(2, "C1 I1"), current(1)],
            vec!["- -", "C1 I1"],
        ),
        // A list that is no longer offered stays on phones that accepted everything else.
        (
            "a CTL deleted",
            vec![offered(1, "C1 I1"), offered(2, "- I2"), current(2)],
            vec!["- -", "- I2", "C1 I2"],
        ),
        (
            "a refused list",
            vec![offered(1, "C1 I1"), offered(2, "Cb I2"), current(2)],
            vec!["- -", "Cb I2"],
        ),
        (
            "later moments count",
            vec![offered(1, "C1 I1"), current(1), offered(2, "C2 I2")],
            vec!["- -", "C1 I1", "C2 I2"],
        ),
    ] {
        assert_eq!(after(&events), expected, "{name}");
        rows += 1;
    }
    assert_eq!(rows, 10);
}

/// Whichever generation the lists of a moment belong to, its time counts.
#[test]
fn from_a_generation_is_from_its_first_moment() {
    let back = [offered(1, "C1 I1"), offered(2, "C2 I2"), offered(1, "C1 I1")];
    let mut rows = 0;
    for (number, expected) in [
        (1, vec!["- -", "C1 I1", "C2 I2"]),
        // Phones may have got the lists of @1 after @2.
        (2, vec!["- -", "C1 I1", "C2 I2"]),
        (3, vec!["- -"]),
    ] {
        assert_eq!(after(&[&back[..], &[from(number)]].concat()), expected, "@{number}");
        rows += 1;
    }
    assert_eq!(rows, 3);
    let gone = [&back[..2], &[from(2)]].concat();
    assert_eq!(after(&gone), ["- -", "C2 I2"]);
}

#[test]
fn a_list_that_is_back_after_it_was_released_is_held_again() {
    for release in [current(2), from(2)] {
        let gone = [offered(1, "C1 I1"), offered(2, "C2 I2"), release];
        assert_eq!(after(&gone), ["- -", "C2 I2"]);
        let back = [&gone[..], &[offered(3, "C1 I1")]].concat();
        assert_eq!(after(&back), ["- -", "C1 I1", "C2 I2"]);
    }
}

#[test]
fn new_phones_hold_nothing() {
    let history = [offered(1, "C1 I1"), offered(2, "C2 I2"), Event::NewPhones];
    assert_eq!(after(&history), ["- -"]);
    let later = [&history[..], &[offered(3, "C3 I3")]].concat();
    assert_eq!(after(&later), ["- -", "C3 I3"]);
}

#[test]
fn a_release_speaks_of_every_server() {
    let servers = [publisher(), node("sub", "10.0.0.2", "tftp/sub")];
    let both = |generation, first, second| {
        moment(generation, &[(&servers[0], first), (&servers[1], second)])
    };
    let history = [both(1, "C1 I1", "C1 I3"), both(2, "C2 I2", "C2 I4")];
    for release in [current(2), from(2)] {
        let events = [&history[..], &[release]].concat();
        assert_eq!(at(&events, &servers, 0, Class::Sbd), ["- -", "C2 I2"]);
        assert_eq!(at(&events, &servers, 1, Class::Sbd), ["- -", "C2 I4"]);
    }
}
