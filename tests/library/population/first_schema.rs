//! The phones that may exist after what a store of the first schema records: missing information
//! counts both ways.

use std::collections::BTreeSet;

use support::publishing::Place;
use support::publishing::first_schema;
use support::rules::Server;
use trustlist::cluster::population::Population;
use trustlist::cluster::store::Store;
use trustlist::list::Kind;
use trustlist::phone::{Class, List};

use super::both::cluster;
use crate::rules::lives::{list, node, tftp};

const NAMES: [&str; 8] = ["C1", "C2", "C3", "Cb", "I1", "I2", "I3", "Ib"];

/// What phones of a class hold at the node `pub` and at the alternate server, in words.
fn held(store: &Store, class: Class) -> [String; 2] {
    let present: [Server; 2] =
        [node("pub", "10.0.0.1", "tftp/pub"), tftp("alt", "10.0.0.9", "tftp/alt")];
    let history = store.history().unwrap();
    let source = |hash: &[u8; 32]| Ok(store.bytes(hash)?);
    let population = Population::of(&cluster(&present, false), &history, &source).unwrap();
    let names = NAMES.map(|name| (name, List::read(list(name).bytes()).unwrap()));
    let word = |held: Option<&std::sync::Arc<List>>| match held {
        None => "-",
        Some(held) => {
            let same = names.iter().find(|(_, list)| list.entries() == held.entries());
            same.expect("a list of the history").0
        }
    };
    [0, 1].map(|server| {
        let of = population.phones.iter().filter(|phones| phones.server == server);
        let of_class = of.filter(|phones| phones.state.class() == class);
        let words: BTreeSet<String> = of_class
            .map(|phones| {
                let [ctl, itl] = [Kind::Ctl, Kind::Itl].map(|kind| word(phones.state.stored(kind)));
                format!("{ctl}{itl}")
            })
            .collect();
        words.into_iter().collect::<Vec<_>>().join(" ")
    })
}

/// Generations in words: `C1 I1`, the ITL that of `pub`.
fn place(generations: &[&str], released: usize) -> Place {
    let place = Place::new(&[]);
    let row = |(index, words): (usize, &&str)| {
        let bytes = |kind: char| {
            let word = words.split(' ').find(|word| word.starts_with(kind));
            word.map(|name| list(name).bytes().to_vec())
        };
        let (ctl, itl) = (bytes('C'), bytes('I'));
        let itls: Vec<_> = itl.iter().map(|itl| ("pub", itl.as_slice())).collect();
        let row = first_schema::Row::new("published", ctl.as_deref(), &itls);
        if index < released { row.released() } else { row }
    };
    let rows: Vec<first_schema::Row> = generations.iter().enumerate().map(row).collect();
    place.first_schema(&rows, None);
    place
}

/// The subject of the row, the generations, how many of them are released; what `sbd` phones hold
/// at both servers, and what the others hold.
type Row<'a> = (&'a str, &'a [&'a str], usize, [&'a str; 2], [&'a str; 2]);

#[test]
fn what_is_unknown_counts_both_ways() {
    let rows: [Row<'_>; 6] = [
        // Servers without an ITL and without a recorded name may be any.
        (
            "two generations",
            &["C1 I1", "C2 I1"],
            0,
            ["-- C1- C1I1 C2- C2I1", "-- C1- C2-"],
            ["-- C1- C2-", "-- C1- C2-"],
        ),
        // Whether the CTL was deleted from a server is not known: phones that accept the new ITL
        // may have accepted a CTL that was there.
        (
            "no CTL any more",
            &["C1 I1", "I2"],
            0,
            ["-- -I2 C1- C1I1 C1I2", "-- C1-"],
            ["-- C1-", "-- C1-"],
        ),
        // Whether an ITL was there is not known either.
        (
            "no ITL any more",
            &["C1 I1", "C2"],
            0,
            ["-- C1- C1I1 C2- C2I1", "-- C1- C2-"],
            ["-- C1- C2-", "-- C1- C2-"],
        ),
        // Nothing is known of any TVS: it may have known the signer.
        (
            "another signer",
            &["C1 I1", "Cb Ib"],
            0,
            ["-- C1- C1I1 C1Ib Cb- CbI1 CbIb", "-- C1- Cb-"],
            ["-- C1- Cb-", "-- C1- Cb-"],
        ),
        // Phones at a server without an ITL had a complete start of the second as well.
        ("released", &["C1 I1", "C2 I2"], 1, ["-- C2- C2I1 C2I2", "-- C2-"], ["-- C2-", "-- C2-"]),
        ("all released", &["C1 I1", "C2 I2"], 2, ["--", "--"], ["--", "--"]),
    ];
    let mut count = 0;
    for (name, generations, released, sbd, legacy) in rows {
        let place = place(generations, released);
        let read = Store::look(&place.folder()).unwrap().unwrap();
        let migrated = || place.store();
        for class in [Class::Sbd, Class::Legacy, Class::Cti] {
            let expected = if class == Class::Sbd { sbd } else { legacy };
            assert_eq!(held(&read, class), expected, "{name}, {class}");
        }
        drop(read);
        for class in [Class::Sbd, Class::Legacy, Class::Cti] {
            let expected = if class == Class::Sbd { sbd } else { legacy };
            assert_eq!(held(&migrated(), class), expected, "{name}, {class}, migrated");
        }
        count += 1;
    }
    assert_eq!(count, 6);
}
