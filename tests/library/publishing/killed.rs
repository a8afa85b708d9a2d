//! Publishing and recovery, in a process that does nothing else and is killed at each of its
//! checkpoints.

use std::collections::BTreeSet;

use support::kill::Scenario;
use support::publishing::Place;

fn names(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

const FIRST: &str = "ctl 1
    put one tftp/one/CTLFile.tlv 1
    put two tftp/two/CTLFile.tlv 1
    put three tftp/three/CTLFile.tlv 1";

const SECOND: &str = "ctl 2
    mixed
    itl one eins
    put one tftp/one/CTLFile.tlv 2
    put two tftp/two/CTLFile.tlv 2
    delete three tftp/three/CTLFile.tlv
    make new tftp/new/CTLFile.tlv 2
    put - cluster.toml name=new";

fn three() -> Place {
    let place = Place::new(&["one", "two", "three"]);
    place.write_with_mode("cluster.toml", "name=old", 0o600);
    place
}

fn with_first() -> Place {
    let place = three();
    assert_eq!(place.publish(FIRST), Ok(1));
    place
}

#[test]
fn the_first_generation_of_a_cluster() {
    let scenario = Scenario {
        place: &three(),
        command: &Place::publisher,
        input: FIRST,
        again: &|place| place.finish(FIRST),
    };
    let files = ["tftp/one/CTLFile.tlv", "tftp/three/CTLFile.tlv", "tftp/two/CTLFile.tlv"];
    // Before and after: the folder .ctl (2), the store (3), the beginning, three files created,
    // written and flushed (9), three folders flushed, the renames' beginning, three renames, three
    // folders flushed, the end.
    let count = 2 * (2 + 3 + 1 + 9 + 3 + 1 + 3 + 3 + 1);
    assert_eq!(count, 52);
    assert_eq!(scenario.kill_everywhere(), (count, names(&files)));
}

#[test]
fn files_replaced_deleted_and_made_with_the_manifest() {
    let scenario = Scenario {
        place: &with_first(),
        command: &Place::publisher,
        input: SECOND,
        again: &|place| place.finish(SECOND),
    };
    let files = [
        "cluster.toml",
        "tftp/new/",
        "tftp/new/CTLFile.tlv",
        "tftp/one/CTLFile.tlv",
        "tftp/three/CTLFile.tlv",
        "tftp/two/CTLFile.tlv",
    ];
    // Before and after: the beginning, a folder created and the one above it flushed (2), four
    // files created, written and flushed (12), five folders flushed, the renames' beginning, four
    // renames and a removal (5), five folders flushed, the end.
    let count = 2 * (1 + 2 + 12 + 5 + 1 + 5 + 5 + 1);
    assert_eq!(count, 64);
    assert_eq!(scenario.kill_everywhere(), (count, names(&files)));
}

/// The run after a kill may be killed as well.
#[test]
fn recovery_that_finishes() {
    let place = with_first();
    place.kill_at("after file-rename", 1, SECOND);
    let scenario = Scenario {
        place: &place,
        command: &Place::publisher,
        input: "",
        again: &|place| place.finish(SECOND),
    };
    let files =
        ["cluster.toml", "tftp/new/CTLFile.tlv", "tftp/three/CTLFile.tlv", "tftp/two/CTLFile.tlv"];
    // Before and after: three files removed, created, written and flushed (12), five folders
    // flushed, three renames and a removal (4), five folders flushed, the end.
    let count = 2 * (12 + 5 + 4 + 5 + 1);
    assert_eq!(count, 54);
    assert_eq!(scenario.kill_everywhere(), (count, names(&files)));
}

#[test]
fn recovery_that_takes_back() {
    let place = with_first();
    place.kill_at("after file-sync", 3, SECOND);
    let scenario = Scenario {
        place: &place,
        command: &Place::publisher,
        input: "",
        again: &|place| place.finish(FIRST),
    };
    // Before and after: three files removed, and the end.
    let count = 2 * (3 + 1);
    assert_eq!(count, 8);
    assert_eq!(scenario.kill_everywhere(), (count, BTreeSet::new()));
}
