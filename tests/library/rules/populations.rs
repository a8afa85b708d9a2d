//! The population, rule by rule: which phones may exist after a history of moments.

use std::sync::Arc;

use trustlist::digest::Digest;
use trustlist::list::Layout;

use super::lab::{Draft, ctl, ctl_draft, damaged, itl, itl_draft, tvs};
use super::lives::{at, list, moment, moment_with, node, publisher, sbd, tftp};
use support::rules::{
    Class, Equality, Event, File, List, Moment, PossiblePhone, Release, Server, ServerFiles, Told,
    Tvs, population,
};

#[test]
fn phones_that_hold_nothing_are_always_there() {
    let present = [publisher(), tftp("alt", "10.0.0.9", "tftp/alt")];
    let refusing = [moment(1, &[(&present[0], "- -")])];
    for history in [&[][..], &refusing] {
        let phones = population(history, &present, false, Equality::Bytes);
        let found: Vec<_> = phones.iter().map(|p| (p.server, p.phone.class)).collect();
        let expected: Vec<_> =
            [0, 1].into_iter().flat_map(|n| Class::ALL.map(|class| (n, class))).collect();
        assert_eq!(found, expected);
        assert!(phones.iter().all(|possible| possible.phone.holds_nothing()));
    }
}

#[test]
fn every_phone_may_miss_every_moment() {
    let server = publisher();
    let history = [moment(1, &[(&server, "C1 I1")]), moment(2, &[(&server, "C2 I2")])];
    let present = [server];
    assert_eq!(sbd(&history, &present), ["- -", "C1 I1", "C2 I2"]);
    for class in [Class::Legacy, Class::Cti] {
        assert_eq!(at(&history, &present, 0, class), ["- -", "C1 -", "C2 -"]);
    }
}

#[test]
fn a_phone_keeps_what_is_not_there_and_what_it_refuses() {
    let server = publisher();
    let mut rows = 0;
    for (second, expected) in [
        ("C2 -", vec!["- -", "C1 I1", "C2 -", "C2 I1"]),
        ("- I2", vec!["- -", "- I2", "C1 I1", "C1 I2"]),
        ("- -", vec!["- -", "C1 I1"]),
        // Signed by another cluster: only phones that hold nothing accept these.
        ("Cb Ib", vec!["- -", "C1 I1", "Cb Ib"]),
        ("Cb I2", vec!["- -", "C1 I1", "C1 I2", "Cb I2"]),
        ("C2 Ib", vec!["- -", "C1 I1", "C2 I1", "C2 Ib"]),
    ] {
        let history = [moment(1, &[(&server, "C1 I1")]), moment(2, &[(&server, second)])];
        assert_eq!(sbd(&history, std::slice::from_ref(&server)), expected, "{second}");
        rows += 1;
    }
    assert_eq!(rows, 6);
}

/// Whether phones that hold the CTL `old` may hold `new` after a moment that offered it.
fn took(old: &Arc<List>, new: &Arc<List>, known: &[Tvs], sha512: bool, class: Class) -> bool {
    let server = publisher();
    let files = |ctl: &Arc<List>, itl: File| {
        vec![ServerFiles { server: server.clone(), ctl: File::Bytes(ctl.clone()), itl }]
    };
    // The ITL shows whether a phone already existed: no second one replaces it.
    let marker = File::Bytes(itl("rec", "0:rec 21:tvs"));
    let first = Moment { generation: Some(1), servers: files(old, marker), tvs: Vec::new() };
    let second =
        Moment { generation: Some(2), servers: files(new, File::Absent), tvs: known.to_vec() };
    let history = [Event::Moment(first), Event::Moment(second)];
    let phones = population(&history, &[server], sha512, Equality::Bytes);
    let holds = |possible: &&PossiblePhone, list: &Arc<List>| {
        possible.phone.ctl.as_ref().is_some_and(|held| held.id() == list.id())
    };
    let of_class = || {
        let marked = |p: &&PossiblePhone| p.phone.itl.is_some() || class != Class::Sbd;
        phones.iter().filter(|p| p.phone.class == class).filter(marked)
    };
    // A moment may always be missed.
    assert!(of_class().any(|possible| holds(&possible, old)));
    of_class().any(|possible| holds(&possible, new))
}

#[test]
fn unknown_outcomes_of_the_past_count_both_ways() {
    let old = ctl("rec", "0:rec 0:cm 2:cm");
    let sha1 = ctl("rec", "0:rec 0:cm 2:cm 4:capf");
    let sha512 = Draft { digest: Digest::Sha512, ..ctl_draft("rec", "0:rec 2:cm") }.build();
    let certutils = Draft { layout: Layout::Certutils, ..ctl_draft("rec", "0:rec 2:cm") }.build();
    let by_tvs = ctl("cm.2", "0:cm.2 2:cm.2");
    let told = |told| vec![tvs("tvs", "2,0:cm.2", told)];
    let mut rows = 0;
    for (name, new, known, capable, expected) in [
        ("accepted", &sha1, vec![], false, true),
        ("a digest", &sha512, vec![], false, true),
        ("a digest that is known", &sha512, vec![], true, true),
        ("a spelling", &certutils, vec![], false, true),
        ("TVS untold", &by_tvs, told(Told::Untold), false, true),
        ("TVS up", &by_tvs, told(Told::Up), false, true),
        ("TVS down", &by_tvs, told(Told::Down), false, false),
        ("no TVS", &by_tvs, vec![], false, false),
    ] {
        assert_eq!(took(&old, new, &known, capable, Class::Sbd), expected, "{name}");
        rows += 1;
    }
    assert_eq!(rows, 8);
}

#[test]
fn what_is_certainly_taken_or_refused_at_a_moment_has_one_end() {
    // A start that refused the CTL and accepted the ITL leaves C1 I2, and nothing else does.
    let server = publisher();
    let ends = |told| {
        let first = moment(1, &[(&server, "C1 I1")]);
        let second = Event::Moment(Moment {
            generation: Some(2),
            servers: vec![ServerFiles {
                server: server.clone(),
                ctl: File::Bytes(ctl("cm.2", "0:cm.2 0:rec 2:cm.2")),
                itl: File::Bytes(list("I2")),
            }],
            tvs: vec![tvs("tvs", "2,0:cm.2", told)],
        });
        let present = [server.clone()];
        let phones = population(&[first, second], &present, false, Equality::Bytes);
        let old = |p: &&PossiblePhone| {
            let held = |list: &Option<Arc<List>>, name| {
                list.as_ref().is_some_and(|held| held.id() == self::list(name).id())
            };
            held(&p.phone.ctl, "C1") && held(&p.phone.itl, "I2")
        };
        let sbd = || phones.iter().filter(|p| p.phone.class == Class::Sbd);
        (sbd().count(), sbd().filter(old).count())
    };
    // Nothing, C1 I1, C2 I2; and C1 I2 where the CTL may have been refused.
    assert_eq!(ends(Told::Up), (3, 0));
    assert_eq!(ends(Told::Untold), (4, 1));
    // Only phones that held nothing have the new CTL.
    assert_eq!(ends(Told::Down), (4, 1));
}

#[test]
fn tvs_is_as_it_was_at_each_moment() {
    let server = publisher();
    let by_new_cm = |told| {
        let ctl = File::Bytes(ctl("cm.2", "0:cm.2 2:cm.2"));
        let servers = vec![ServerFiles { server: server.clone(), ctl, itl: File::Absent }];
        Event::Moment(Moment {
            generation: Some(2),
            servers,
            tvs: vec![tvs("tvs", "2,0:cm.2", told)],
        })
    };
    let first = moment_with(1, &[(&server, "- I1")], vec![tvs("tvs", "2,0:cm.2", Told::Up)]);
    let last = moment_with(3, &[(&server, "- I2")], vec![tvs("tvs", "2,0:cm.2", Told::Up)]);
    let mut rows = 0;
    for (told, expected) in [(Told::Down, false), (Told::Untold, true), (Told::Up, true)] {
        let history = [first.clone(), by_new_cm(told), last.clone()];
        let phones = population(&history, std::slice::from_ref(&server), false, Equality::Bytes);
        let kept = |p: &PossiblePhone| {
            let itl = p.phone.itl.as_ref().is_some_and(|itl| itl.id() == list("I1").id());
            p.phone.ctl.is_some() && itl
        };
        assert_eq!(phones.iter().any(kept), expected, "{told:?}");
        rows += 1;
    }
    assert_eq!(rows, 3);
}

#[test]
fn a_file_that_nobody_recorded_was_absent_or_what_was_there_before() {
    let server = publisher();
    let renamed = node("new.example.net", "10.0.0.1", "tftp/new");
    let other = node("sub.example.net", "10.0.0.2", "tftp/sub");
    let present = [publisher()];
    let mut rows = 0;
    for (first, second, expected) in [
        // No file was there before: it was absent.
        ("- -", "? I2", vec!["- -", "- I2"]),
        ("? ?", "C2 I2", vec!["- -", "C2 I2"]),
        // A phone that held nothing may have accepted the earlier CTL with the new ITL.
        ("C1 I1", "? I2", vec!["- -", "- I2", "C1 I1", "C1 I2"]),
        ("C1 I1", "C2 ?", vec!["- -", "C1 I1", "C2 -", "C2 I1"]),
        ("C1 I1", "- ?", vec!["- -", "- I1", "C1 I1"]),
        ("C1 -", "- ?", vec!["- -", "C1 -"]),
    ] {
        for before in [&server, &renamed] {
            let history = [moment(1, &[(before, first)]), moment(2, &[(&server, second)])];
            assert_eq!(sbd(&history, &present), expected, "{first}, {second}");
            rows += 1;
        }
    }
    assert_eq!(rows, 12);
    // The file of another server does not count.
    let history = [
        moment(1, &[(&server, "- -"), (&other, "C1 I1")]),
        moment(2, &[(&server, "? I2"), (&other, "C1 I1")]),
    ];
    assert_eq!(sbd(&history, &[publisher(), other.clone()]), ["- -", "- I2"]);
    // Of two servers with one label the one that matches in everything, otherwise both.
    let east = node("pub.east.net", "10.0.0.3", "tftp/east");
    let west = node("pub.west.net", "10.0.0.4", "tftp/west");
    let first = moment(1, &[(&east, "C1 I1"), (&west, "C2 I2")]);
    let present = [east.clone(), west.clone()];
    let history = [first.clone(), moment(2, &[(&east, "? I3"), (&west, "? I3")])];
    let expected = [["- -", "- I3", "C1 I1", "C1 I3"], ["- -", "- I3", "C2 I2", "C2 I3"]];
    for (server, expected) in expected.into_iter().enumerate() {
        assert_eq!(at(&history, &present, server, Class::Sbd), expected);
    }
    let moved = node("pub.south.net", "10.0.0.5", "tftp/south");
    let history = [first, moment(2, &[(&moved, "? I3")])];
    let expected = ["- -", "- I3", "C1 I1", "C1 I3", "C2 I2", "C2 I3"];
    assert_eq!(sbd(&history, &[moved]), expected);
    // Unknown for two moments: the file may have been there all the time.
    let history = [
        moment(1, &[(&server, "C1 I1")]),
        moment(2, &[(&server, "? I2")]),
        moment(3, &[(&server, "? I3")]),
    ];
    let expected = ["- -", "- I2", "- I3", "C1 I1", "C1 I2", "C1 I3"];
    assert_eq!(sbd(&history, &present), expected);
}

#[test]
fn an_unsound_list_is_held_by_nobody() {
    let server = publisher();
    let present = [publisher()];
    let unsound = damaged(&list("C2"));
    let files = |ctl: &Arc<List>| ServerFiles {
        server: server.clone(),
        ctl: File::Bytes(ctl.clone()),
        itl: File::Bytes(list("I2")),
    };
    let at_2 = |ctl| Moment { generation: Some(2), servers: vec![files(ctl)], tvs: Vec::new() };
    let history = [moment(1, &[(&server, "C1 I1")]), Event::Moment(at_2(&unsound))];
    assert_eq!(sbd(&history, &present), ["- -", "- I2", "C1 I1", "C1 I2"]);
    assert_eq!(at(&history, &present, 0, Class::Legacy), ["- -", "C1 -"]);
    // A start that got it is not complete.
    let released = [&history[..], &[Event::PhonesHave(Release::From(2))]].concat();
    assert_eq!(sbd(&released, &present), ["- -"]);
    // A file that is not a list.
    let history = [Event::Moment(at_2(&List::read(b"<html>")))];
    assert_eq!(sbd(&history, &present), ["- -", "- I2"]);
}

#[test]
fn a_tftp_server_without_an_itl_has_phones_without_one() {
    let alt = tftp("alt", "10.0.0.9", "tftp/alt");
    let history = [moment(1, &[(&alt, "C1 -")]), moment(2, &[(&alt, "C2 -")])];
    assert_eq!(sbd(&history, &[alt]), ["- -", "C1 -", "C2 -"]);
}

#[test]
fn classes_are_those_that_use_the_server_now() {
    let classes = |classes: &[Class]| Server { classes: classes.to_vec(), ..publisher() };
    let mut rows = 0;
    for before in [&[][..], &[Class::Cti], &Class::ALL] {
        for now in [&[][..], &[Class::Sbd], &[Class::Cti], &Class::ALL] {
            let history = [moment(1, &[(&classes(before), "C1 I1")])];
            let phones = population(&history, &[classes(now)], false, Equality::Bytes);
            assert_eq!(phones.len(), 2 * now.len());
            assert!(phones.iter().all(|possible| now.contains(&possible.phone.class)));
            rows += 1;
        }
    }
    assert_eq!(rows, 12);
}

#[test]
fn phones_whose_lists_differ_in_time_only_may_count_as_one() {
    let server = publisher();
    let files = |time| {
        let ctl = Draft { time, ..ctl_draft("rec", "0:rec 2:cm") }.build();
        let itl = Draft { time, ..itl_draft("rec", "0:rec 3:cm") }.build();
        let (ctl, itl) = (File::Bytes(ctl), File::Bytes(itl));
        Moment {
            generation: Some(time),
            servers: vec![ServerFiles { server: server.clone(), ctl, itl }],
            tvs: Vec::new(),
        }
    };
    let history: Vec<Event> = (1..=5).map(|time| Event::Moment(files(time))).collect();
    for (equality, expected) in [(Equality::Bytes, 6), (Equality::Content, 2)] {
        let phones = population(&history, &[publisher()], false, equality);
        for class in Class::ALL {
            let count = phones.iter().filter(|p| p.phone.class == class).count();
            assert_eq!(count, expected, "{equality:?}, {class:?}");
        }
        // Of equal phones the one with the latest complete start.
        assert_eq!(phones.iter().filter_map(|p| p.generation).max(), Some(5));
    }
}

#[test]
fn a_long_life_has_as_many_phones_as_it_has_moments() {
    let servers = ["pub", "sub", "tftp"].map(|host| node(host, host, host));
    let history: Vec<Event> = (1..=20)
        .map(|number| {
            let files = format!("C{number} I{number}");
            moment(number, &servers.each_ref().map(|server| (server, &*files)))
        })
        .collect();
    let phones = population(&history, &servers, false, Equality::Bytes);
    // Nothing, or what one of the moments offered; for three classes at three servers.
    assert_eq!(phones.len(), 3 * 3 * 21);
}
