//! Each rule of docs/phone.md, "The population", on histories made for it; then all short
//! histories, and many long ones.

use std::sync::Arc;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use support::rules::{Class, Event, File, List, Moment, Release, Server, ServerFiles, Told, Tvs};
use trustlist::digest::Digest;
use trustlist::list::Layout;

use super::both::{library, rules};
use crate::rules::lab::{Draft, ctl, ctl_draft, damaged, itl, itl_draft, tvs};
use crate::rules::lives::{file, moment, moment_with, node, publisher, tftp};

/// A rule, the present servers, the events, and the number of phones of all classes.
type Row = (&'static str, Vec<Server>, Vec<Event>, usize);

fn check(rows: Vec<Row>) -> usize {
    let count = rows.len();
    for (name, present, history, expected) in rows {
        let (library, rules) =
            (library(&history, &present, false), rules(&history, &present, false));
        assert_eq!(library, rules, "{name}");
        assert_eq!(library.len(), expected, "{name}");
    }
    count
}

fn from(number: u32) -> Event {
    Event::PhonesHave(Release::From(number))
}

fn current(number: u32) -> Event {
    Event::PhonesHave(Release::Current(number))
}

fn sub() -> Server {
    node("sub.example.net", "10.0.0.2", "tftp/sub")
}

fn alt() -> Server {
    tftp("alt.example.net", "10.0.0.9", "tftp/alt")
}

/// A server of which nothing else is recorded.
fn host_only(host: &str) -> Server {
    Server { address: None, folder: None, ..node(host, "", "") }
}

fn old(host: &str, address: &str, folder: &str) -> Server {
    node(host, address, folder)
}

/// A moment of one server with any files.
fn offering(generation: u32, server: &Server, ctl: File, itl: File, known: Vec<Tvs>) -> Event {
    let servers = vec![ServerFiles { server: server.clone(), ctl, itl }];
    Event::Moment(Moment { generation: Some(generation), servers, tvs: known })
}

fn list(list: &Arc<List>) -> File {
    File::Bytes(list.clone())
}

#[test]
fn servers() {
    let (publisher, sub, alt) = (publisher(), sub(), alt());
    let one = vec![publisher.clone()];
    let all = vec![publisher.clone(), sub.clone(), alt.clone()];
    let with = |classes: &[Class]| Server { classes: classes.to_vec(), ..alt.clone() };
    let lists = || moment(1, &[(&publisher, "C1 I1"), (&sub, "C1 I2"), (&alt, "C1 -")]);
    let past = |server: &Server| {
        vec![moment(1, &[(server, "C1 I1")]), moment(2, &[(&publisher, "C2 I2"), (&sub, "- -")])]
    };
    let other = |host: &str, address: &str, folder: &str| past(&old(host, address, folder));
    let nowhere = "10.9.9.9";
    let rows = vec![
        ("nothing is known", all.clone(), vec![], 9),
        ("one moment", all.clone(), vec![lists()], 18),
        // `[[tftp]] phones`.
        ("no phones at the other server", vec![publisher.clone(), with(&[])], vec![lists()], 7),
        ("one class at it", vec![publisher.clone(), with(&[Class::Cti])], vec![lists()], 9),
        ("sbd at it hold no ITL", vec![publisher.clone(), with(&[Class::Sbd])], vec![lists()], 9),
        // A past server matches in one of the three.
        ("renamed", all.clone(), other("old.example.net", "10.0.0.1", "x"), 15),
        ("another domain", all.clone(), other("PUB.example.org", nowhere, "x"), 15),
        ("a new address", all.clone(), other("pub.example.net", nowhere, "tftp/pub"), 15),
        ("a new folder", all.clone(), other("old", nowhere, "tftp/pub"), 15),
        ("two agree", all.clone(), other("pub", "10.0.0.2", "x"), 18),
        ("three agree", all.clone(), other("pub", "10.0.0.2", "tftp/alt"), 21),
        // None matches: it was removed, and its phones ask any node.
        ("removed", all.clone(), other("gone", nowhere, "x"), 18),
        ("removed, of one node", one.clone(), other("gone", nowhere, "x"), 9),
        ("a [[tftp]] was removed", all.clone(), past(&tftp("gone", nowhere, "x")), 18),
        (
            "a [[tftp]] became a node",
            one.clone(),
            past(&Server { node: false, ..publisher.clone() }),
            9,
        ),
        // Present servers never merge.
        (
            "two of one label",
            vec![node("pub.east.net", "10.0.0.1", "a"), node("pub.west.net", "10.0.1.1", "b")],
            vec![moment(
                1,
                &[
                    (&node("pub.east.net", "10.0.0.1", "a"), "C1 I1"),
                    (&node("pub.west.net", "10.0.1.1", "b"), "C2 I2"),
                ],
            )],
            12,
        ),
        (
            "one of the past agrees with both",
            vec![node("pub.east.net", "10.0.0.1", "a"), node("pub.west.net", "10.0.1.1", "b")],
            vec![moment(1, &[(&node("pub.south.net", "10.0.2.1", "c"), "C1 I1")])],
            12,
        ),
        (
            "hosts that are addresses",
            vec![node("10.1.1.1", "10.1.1.1", "a"), node("10.2.2.2", "10.2.2.2", "b")],
            vec![moment(1, &[(&node("10.1.1.1", "10.1.1.9", "x"), "C1 I1")])],
            9,
        ),
        (
            "a host alone is recorded",
            vec![node("pub.east.net", "10.0.0.1", "a"), node("pub.west.net", "10.0.1.1", "b")],
            vec![moment(1, &[(&host_only("pub.east.net"), "C1 I1")])],
            9,
        ),
        (
            "a host alone is recorded, and no server has it now",
            vec![node("pub.east.net", "10.0.0.1", "a"), node("pub.west.net", "10.0.1.1", "b")],
            vec![moment(1, &[(&host_only("pub.south.net"), "C1 I1")])],
            12,
        ),
        ("a server added", all.clone(), vec![moment(1, &[(&publisher, "C1 I1")])], 12),
        (
            "no node has TFTP",
            vec![alt.clone()],
            vec![moment(1, &[(&alt, "C1 -")]), moment(2, &[(&alt, "C2 -")])],
            9,
        ),
    ];
    assert_eq!(check(rows), 22);
}

#[test]
fn moments() {
    let server = publisher();
    let one = vec![server.clone()];
    let row = |name, files: &[&str], expected| -> Row {
        let history = (1..).zip(files).map(|(number, files)| moment(number, &[(&server, files)]));
        (name, one.clone(), history.collect(), expected)
    };
    let unsound = damaged(&ctl("rec", "0:rec 2:cm"));
    let unsound_itl = damaged(&itl("rec", "0:rec 3:cm"));
    let mut rows = vec![
        row("every moment may be missed", &["C1 I1", "C2 I2", "C3 I3"], 12),
        row("the CTL comes first, and stays where it is gone", &["C1 I1", "- I2"], 8),
        row("the ITL stays where it is gone", &["C1 I1", "C2 -"], 10),
        row("both are gone", &["C1 I1", "- -"], 6),
        row("lists of another cluster", &["C1 I1", "Cb Ib"], 9),
        row("its CTL alone", &["C1 I1", "Cb I2"], 10),
        row("its ITL alone", &["C1 I1", "C2 Ib"], 10),
        row("and back", &["C1 I1", "Cb Ib", "C1 I1"], 9),
        row("the same lists twice", &["C1 I1", "C1 I1"], 6),
        row("unknown at first", &["? ?"], 3),
        row("unknown, then known", &["? ?", "C1 I1"], 6),
        row("an unknown CTL", &["C1 I1", "? I2"], 8),
        row("an unknown ITL", &["C1 I1", "C2 ?"], 10),
        row("unknown where it was absent", &["- I1", "? I2"], 5),
        row("unknown for two moments", &["C1 I1", "? I2", "? I3"], 10),
        row("unknown, then gone", &["C1 I1", "? ?", "- -"], 8),
    ];
    for (name, ctl, itl, expected) in [
        ("an unsound CTL", list(&unsound), file("I2"), 8),
        ("an unsound ITL", file("C2"), list(&unsound_itl), 10),
        ("both", list(&unsound), list(&unsound_itl), 6),
        ("a file that is not a list", File::bytes(b"<html>"), file("I2"), 8),
    ] {
        let history =
            vec![moment(1, &[(&server, "C1 I1")]), offering(2, &server, ctl, itl, Vec::new())];
        rows.push((name, one.clone(), history, expected));
    }
    rows.push((
        "an unsound list at first",
        one.clone(),
        vec![offering(1, &server, list(&unsound), File::Absent, Vec::new())],
        3,
    ));
    assert_eq!(check(rows), 21);
}

/// What a phone that holds `rec`'s lists does with others at a later moment: both outcomes if no
/// source decides.
#[test]
fn unknown_outcomes() {
    let server = publisher();
    let old_ctl = ctl("rec", "0:rec 0:cm 2:cm");
    let old_itl = itl("rec", "0:rec 3:cm 21:tvs");
    let sha512 = Draft { digest: Digest::Sha512, ..ctl_draft("rec", "0:rec 2:cm") }.build();
    let certutils = Draft { layout: Layout::Certutils, ..ctl_draft("rec", "0:rec 2:cm") }.build();
    let by_cm = ctl("cm.2", "0:cm.2 2:cm.2");
    let itl_by_cm = itl("cm.2", "0:cm.2 3:cm.2 21:tvs");
    let itl_by_tftp = itl("cm", "0:cm 3:cm 21:tvs.2");
    let told = |told| vec![tvs("tvs", "2,0:cm.2", told)];
    let mut rows: Vec<Row> = Vec::new();
    for (name, ctl, itl, known, expected) in [
        ("a digest", list(&sha512), File::Absent, vec![], 9),
        ("a spelling", list(&certutils), File::Absent, vec![], 10),
        ("TVS untold, of the CTL", list(&by_cm), File::Absent, told(Told::Untold), 10),
        ("TVS up, of the CTL", list(&by_cm), File::Absent, told(Told::Up), 10),
        ("no TVS, of the CTL", list(&by_cm), File::Absent, vec![], 9),
        ("TVS untold, of the ITL", File::Absent, list(&itl_by_cm), told(Told::Untold), 8),
        ("TVS up, of the ITL", File::Absent, list(&itl_by_cm), told(Told::Up), 8),
        ("no TVS, of the ITL", File::Absent, list(&itl_by_cm), vec![], 7),
        ("TVS of both", list(&by_cm), list(&itl_by_cm), told(Told::Untold), 10),
        ("another TVS", list(&by_cm), File::Absent, vec![tvs("b-tvs", "2,0:cm.2", Told::Up)], 9),
        ("TVS that knows nothing", list(&by_cm), File::Absent, vec![tvs("tvs", "", Told::Up)], 9),
        (
            "TVS of Phone-SAST-trust",
            list(&by_cm),
            File::Absent,
            vec![tvs("tvs", "0,3:cm.2", Told::Up)],
            10,
        ),
        ("an ITL by a TFTP record", File::Absent, list(&itl_by_tftp), vec![], 8),
    ] {
        let first = offering(1, &server, list(&old_ctl), list(&old_itl), Vec::new());
        let history = vec![first, offering(2, &server, ctl, itl, known)];
        rows.push((name, vec![server.clone()], history, expected));
    }
    assert_eq!(check(rows), 13);
}

#[test]
fn lists_that_differ_in_time_only_are_one() {
    let server = publisher();
    let at = |time| {
        let ctl = Draft { time, ..ctl_draft("rec", "0:rec 2:cm") }.build();
        let itl = Draft { time, ..itl_draft("rec", "0:rec 3:cm") }.build();
        offering(time, &server, list(&ctl), list(&itl), Vec::new())
    };
    let history: Vec<Event> = (1..=5).map(at).collect();
    let released = [&history[..], &[from(3)]].concat();
    let gone = [&history[..], &[from(6)]].concat();
    let one = || vec![server.clone()];
    let rows = vec![
        ("five times", one(), history.clone(), 6),
        ("released", one(), released, 6),
        ("released all", one(), gone, 3),
    ];
    assert_eq!(check(rows), 3);
}

#[test]
fn releases() {
    let server = publisher();
    let (present, both) = (vec![server.clone()], vec![server.clone(), sub()]);
    let offered = |number, files: &str| moment(number, &[(&server, files)]);
    let of_none = |files: &str| match offered(1, files) {
        Event::Moment(moment) => Event::Moment(Moment { generation: None, ..moment }),
        event => event,
    };
    let two = [offered(1, "C1 I1"), offered(2, "C2 I2")];
    let with = |more: &[Event]| [&two[..], more].concat();
    let one = |name, history: Vec<Event>, expected| (name, present.clone(), history, expected);
    let rows = vec![
        one("all of them", with(&[from(1)]), 9),
        one("the first is gone", with(&[from(2)]), 6),
        one("all are gone", with(&[from(3)]), 3),
        one("back after it was released", with(&[from(2), offered(1, "C1 I1")]), 9),
        one("back, then said", with(&[offered(1, "C1 I1"), from(2)]), 9),
        one("an incomplete start", vec![offered(1, "C1 I1"), offered(2, "C2 Ib"), from(2)], 6),
        one("a refused CTL", vec![offered(1, "C1 I1"), offered(2, "Cb I2"), from(2)], 6),
        one("a CTL that is gone", vec![offered(1, "C1 I1"), offered(2, "- I1"), from(2)], 7),
        one("both are gone", vec![offered(1, "C1 I1"), offered(2, "- -"), from(2)], 6),
        one("exactly the current", with(&[current(2)]), 6),
        one("an earlier one, and what is there now", with(&[current(1)]), 9),
        one("one that never was, and what is there now", with(&[current(7)]), 6),
        one(
            "current, and a CTL that is gone",
            vec![offered(1, "C1 I1"), offered(2, "- I2"), current(2)],
            7,
        ),
        one("found since", with(&[offered(3, "C3 I3"), current(2)]), 9),
        one("lost since", with(&[of_none("- I2"), current(2)]), 10),
        one("seen again", with(&[offered(1, "C1 I1"), current(2)]), 9),
        one("new phones", with(&[Event::NewPhones]), 3),
        one("and later lists", with(&[Event::NewPhones, offered(3, "C3 I3")]), 6),
        one("said twice", with(&[from(1), offered(3, "C3 I3"), from(3)]), 6),
        (
            "at every server",
            both.clone(),
            vec![
                moment(1, &[(&both[0], "C1 I1"), (&both[1], "C1 I3")]),
                moment(2, &[(&both[0], "C2 I2"), (&both[1], "C2 I4")]),
                from(2),
            ],
            12,
        ),
        (
            "found on one server, and what was published",
            both.clone(),
            vec![
                moment(1, &[(&both[0], "C1 I1"), (&both[1], "C1 I3")]),
                moment(2, &[(&both[0], "C2 I2"), (&both[1], "C1 I3")]),
                current(1),
            ],
            15,
        ),
        (
            "a removed server's phones",
            vec![both[0].clone()],
            vec![
                moment(1, &[(&both[0], "C1 I1"), (&both[1], "C1 I3")]),
                moment(2, &[(&both[0], "C2 I2")]),
                from(2),
            ],
            6,
        ),
    ];
    assert_eq!(check(rows), 22);
}

/// What one server may offer in the enumerations.
const FILES: [[&str; 5]; 2] = [["-", "?", "C1", "C2", "Cb"], ["-", "?", "I1", "I2", "Ib"]];

fn offers() -> Vec<String> {
    FILES[0].iter().flat_map(|ctl| FILES[1].iter().map(move |itl| format!("{ctl} {itl}"))).collect()
}

#[test]
fn all_histories_of_two_moments() {
    let server = publisher();
    let present = [server.clone()];
    let mut count = 0;
    for first in offers() {
        for second in offers() {
            let moments = [moment(1, &[(&server, &first)]), moment(2, &[(&server, &second)])];
            for said in [None, Some(from(2)), Some(current(2)), Some(current(1))] {
                let history: Vec<Event> = moments.iter().cloned().chain(said.clone()).collect();
                let name = format!("{first}, {second}, {said:?}");
                assert_eq!(
                    library(&history, &present, false),
                    rules(&history, &present, false),
                    "{name}"
                );
                count += 1;
            }
        }
    }
    assert_eq!(count, 25 * 25 * 4);
}

/// The events of the long histories.
#[derive(Clone, Debug)]
enum Step {
    /// Servers, by their numbers in [`described`], with their files; TVS; the generation.
    Offered(Vec<(usize, String)>, Option<Told>, u32),
    From(u32),
    Current(u32),
    NewPhones,
}

/// Past and present servers that match in part. Of the last ones only the host is recorded, as in
/// stores of the first schema.
fn described() -> Vec<Server> {
    vec![
        publisher(),
        sub(),
        alt(),
        old("pub.other.net", "10.0.0.5", "tftp/x"),
        old("moved", "10.0.0.2", "tftp/y"),
        old("gone", "10.7.7.7", "tftp/alt"),
        old("gone-too", "10.8.8.8", "z"),
        host_only("pub.example.net"),
        host_only("sub"),
        host_only("gone-three"),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let files = (prop::sample::select(FILES[0].to_vec()), prop::sample::select(FILES[1].to_vec()));
    let files = files.prop_map(|(ctl, itl)| format!("{ctl} {itl}"));
    let servers = prop::collection::btree_map(0..described().len(), files, 1..4);
    let told = prop::sample::select(vec![None, Some(Told::Up), Some(Told::Untold)]);
    let offered = (servers, told, 1u32..5).prop_map(|(servers, told, generation)| {
        Step::Offered(servers.into_iter().collect(), told, generation)
    });
    prop_oneof![
        12 => offered,
        1 => (1u32..5).prop_map(Step::From),
        1 => (1u32..5).prop_map(Step::Current),
        1 => Just(Step::NewPhones),
    ]
}

#[test]
fn long_histories_of_several_servers() {
    let config = Config { cases: 400, failure_persistence: None, ..Config::default() };
    let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, random);
    let present = prop::sample::select(vec![vec![0, 1, 2], vec![0, 1], vec![0, 2], vec![1]]);
    let steps = (prop::collection::vec(step(), 1..9), any::<bool>(), present);
    let run = runner.run(&steps, |(steps, sha512, present)| {
        let servers = described();
        let history: Vec<Event> = steps
            .into_iter()
            .map(|step| match step {
                Step::Offered(files, told, generation) => {
                    let files: Vec<_> = files
                        .iter()
                        .map(|(server, files)| (&servers[*server], files.as_str()))
                        .collect();
                    let known = told.map(|told| tvs("tvs", "2,0:cm 0,3:b-rec", told));
                    moment_with(generation, &files, known.into_iter().collect())
                }
                Step::From(number) => from(number),
                Step::Current(number) => current(number),
                Step::NewPhones => Event::NewPhones,
            })
            .collect();
        let present = present.into_iter().map(|number| servers[number].clone());
        let present: Vec<Server> = present.collect();
        prop_assert_eq!(library(&history, &present, sha512), rules(&history, &present, sha512));
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
}
