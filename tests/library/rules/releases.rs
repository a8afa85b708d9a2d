//! `--phones-have` and `--new-phones`: which phones are gone.

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

const CURRENT: Event = Event::PhonesHave(Release::Current);

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
        // One that took the CTL only: its last complete start was before.
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
        // What is held already counts as taken.
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
        // What is not offered does not count.
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
        // Held again after a later generation, and by a phone that missed that one.
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
    // It took the CTL, and met an ITL that nobody takes.
    let first = Moment {
        generation: 1,
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
fn current_releases_everything_but_the_present_moment() {
    let mut rows = 0;
    for (name, events, expected) in [
        ("no moment", vec![CURRENT], vec!["- -"]),
        (
            "two generations",
            vec![offered(1, "C1 I1"), offered(2, "C2 I2"), CURRENT],
            vec!["- -", "C2 I2"],
        ),
        // A list that was found, and that the publication replaced.
        (
            "found before",
            vec![offered(1, "C1 I1"), offered(1, "C3 I3"), offered(2, "C2 I2"), CURRENT],
            vec!["- -", "C2 I2"],
        ),
        // The same generation, found with other files since.
        (
            "found since",
            vec![offered(2, "C2 I2"), offered(2, "C3 I3"), CURRENT],
            vec!["- -", "C3 I3"],
        ),
        // A list that no server offers any more is released, unlike by its number.
        (
            "a CTL deleted",
            vec![offered(1, "C1 I1"), offered(2, "- I2"), CURRENT],
            vec!["- -", "- I2"],
        ),
        (
            "a refused list",
            vec![offered(1, "C1 I1"), offered(2, "Cb I2"), CURRENT],
            vec!["- -", "Cb I2"],
        ),
        (
            "later moments count",
            vec![offered(1, "C1 I1"), CURRENT, offered(2, "C2 I2")],
            vec!["- -", "C1 I1", "C2 I2"],
        ),
    ] {
        assert_eq!(after(&events), expected, "{name}");
        rows += 1;
    }
    assert_eq!(rows, 7);
}

#[test]
fn a_list_that_is_back_after_it_was_released_is_held_again() {
    for release in [CURRENT, from(2)] {
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
    for release in [CURRENT, from(2)] {
        let events = [&history[..], &[release]].concat();
        assert_eq!(at(&events, &servers, 0, Class::Sbd), ["- -", "C2 I2"]);
        assert_eq!(at(&events, &servers, 1, Class::Sbd), ["- -", "C2 I4"]);
    }
}
