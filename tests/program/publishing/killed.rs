//! Commands of a cluster that are killed at each of their checkpoints, in a lab.

use support::forged::Forged;
use support::kill::Scenario;
use support::publishing::Place;
use support::publishing::state::{State, without_temporaries};

/// Kills a command everywhere; the same command run again finishes. Returns the number of kills,
/// and the names of the files that were seen both old and new.
fn kill(place: &Place, line: &str) -> (usize, Vec<String>) {
    let scenario = Scenario {
        place,
        command: &|place| place.ctl(line),
        input: "",
        again: &|place| drop(place.done(line)),
    };
    let (count, names) = scenario.kill_everywhere();
    (count, names.iter().map(|name| without_digits(name)).collect())
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// Each lab has a CAPF of its own: `CAPF-1a2b3c4d.0`.
fn without_digits(name: &str) -> String {
    match name.split_once("CAPF-") {
        Some((folder, _)) => format!("{folder}CAPF.0"),
        None => name.to_owned(),
    }
}

const UPDATE: &str = "update CTLFile --yes";

/// A lab in mixed mode, with a firewall added since.
fn changed() -> Place {
    let place = Place::lab();
    place.done("set-cluster mixed-mode --yes");
    let firewall = "host = \"asa\"\naddress = \"10.48.47.1\"\ncertificate = \"certs/asa.pem\"\n";
    place.append("cluster.toml", &format!("[[firewall]]\n{firewall}"));
    place.write("certs/asa.pem", &Forged::new("asa", &[7], "token-1").pem());
    place
}

#[test]
fn mixed_mode() {
    let files = [
        "tftp/cucm-pub/CTLFile.tlv",
        "tftp/cucm-pub/ITLFile.tlv",
        "tftp/cucm-sub1/CAPF.0",
        "tftp/cucm-sub1/CTLFile.tlv",
        "tftp/cucm-sub1/capf.cer",
    ];
    // Before and after: two folders tried (8), the beginning, five files created, written and
    // flushed (15), two folders flushed, the renames' beginning, five renames, two folders flushed,
    // the end.
    let count = 2 * (8 + 1 + 15 + 2 + 1 + 5 + 2 + 1);
    assert_eq!(count, 70);
    assert_eq!(kill(&Place::lab(), "set-cluster mixed-mode --yes"), (count, names(&files)));
}

#[test]
fn an_update_with_a_server_more() {
    let files = [
        "tftp/asa/",
        "tftp/asa/CTLFile.tlv",
        "tftp/cucm-pub/CTLFile.tlv",
        "tftp/cucm-sub1/CTLFile.tlv",
    ];
    // Before and after: three folders tried (12), the beginning, a folder created and the one above
    // it flushed (2), three files created, written and flushed (9), three folders flushed, the
    // renames' beginning, three renames, three folders flushed, the end.
    let count = 2 * (12 + 1 + 2 + 9 + 3 + 1 + 3 + 3 + 1);
    assert_eq!(count, 70);
    assert_eq!(kill(&changed(), UPDATE), (count, names(&files)));
}

#[test]
fn non_secure_mode() {
    let place = Place::lab();
    place.done("set-cluster mixed-mode --yes");
    let files =
        ["tftp/cucm-pub/CTLFile.tlv", "tftp/cucm-pub/ITLFile.tlv", "tftp/cucm-sub1/CTLFile.tlv"];
    // Before and after: two folders tried (8), the beginning, three files created, written and
    // flushed (9), two folders flushed, the renames' beginning, three renames, two folders flushed,
    // the end.
    let count = 2 * (8 + 1 + 9 + 2 + 1 + 3 + 2 + 1);
    assert_eq!(count, 54);
    assert_eq!(kill(&place, "set-cluster non-secure-mode --yes"), (count, names(&files)));
}

#[test]
fn deletion() {
    let place = Place::lab();
    place.done("set-cluster mixed-mode --yes");
    place.done("set-cluster non-secure-mode --yes");
    // Every phone knows the mode, and loses nothing with the CTL.
    place.done("update CTLFile --yes --force --phones-have @current");
    let files = ["tftp/cucm-pub/CTLFile.tlv", "tftp/cucm-sub1/CTLFile.tlv"];
    // Before and after: two folders tried (8), the beginning, two folders flushed, the
    // removals' beginning, two removals, two folders flushed, the end.
    let count = 2 * (8 + 1 + 2 + 1 + 2 + 2 + 1);
    assert_eq!(count, 34);
    assert_eq!(kill(&place, "delete CTLFile --yes"), (count, names(&files)));
}

#[test]
fn an_upgrade_that_writes_cluster_toml() {
    let files = ["cluster.toml", "tftp/cucm-pub/CTLFile.tlv", "tftp/cucm-pub/ITLFile.tlv"];
    // Before and after: the missing ITL of the server is recorded, a folder tried (4), the
    // beginning, three files created, written and flushed (9), two folders flushed, the renames'
    // beginning, three renames, two folders flushed, the end.
    let count = 2 * (1 + 4 + 1 + 9 + 2 + 1 + 3 + 2 + 1);
    assert_eq!(count, 48);
    assert_eq!(kill(&Place::lab_of_tokens(), "upgrade --yes"), (count, names(&files)));
}

/// The run after a kill may be killed as well.
#[test]
fn recovery_that_finishes() {
    let place = changed();
    place.kill(&|place| place.ctl(UPDATE), "after file-rename", 1, "");
    let files = ["tftp/asa/CTLFile.tlv", "tftp/cucm-sub1/CTLFile.tlv"];
    // Before and after: two files removed, created, written and flushed (8), three folders flushed,
    // two renames, three folders flushed, the end. Then nothing is left to update.
    let count = 2 * (8 + 3 + 2 + 3 + 1);
    assert_eq!(count, 34);
    assert_eq!(kill(&place, UPDATE), (count, names(&files)));
}

#[test]
fn recovery_that_takes_back_and_the_update_after_it() {
    let place = changed();
    // Three folders were tried, and two files are next to their targets.
    place.kill(&|place| place.ctl(UPDATE), "after file-sync", 5, "");
    let files = [
        "tftp/asa/",
        "tftp/asa/CTLFile.tlv",
        "tftp/cucm-pub/CTLFile.tlv",
        "tftp/cucm-sub1/CTLFile.tlv",
    ];
    // Before and after: two files removed, the end; then an update as above.
    let count = 2 * (2 + 1 + 35);
    assert_eq!(count, 76);
    assert_eq!(kill(&place, UPDATE), (count, names(&files)));
}

/// More files than are flushed one by one: those of 40 phones on the publisher. If killed before
/// the file system is flushed, nothing has changed; if killed later, everything is published.
#[test]
fn many_phones() {
    const COMMAND: &str = "set-cluster mixed-mode --yes";
    let before = Place::lab();
    let text = before.read("cluster.toml");
    before.write("cluster.toml", &format!("devices = \"phones.txt\"\n{text}"));
    let phones: Vec<String> = (0..40).map(|number| format!("{number:012X}\n")).collect();
    before.write("phones.txt", &phones.concat());
    let whole = before.twin();
    whole.done(COMMAND);
    let whole = State::of(&whole);
    assert_eq!(whole.files.keys().filter(|name| name.contains("SEP0")).count(), 80);
    let mut cases = 0;
    for (checkpoint, nth, renamed) in [
        ("after file-write", 50, 0),
        ("before file-system-sync", 1, 0),
        ("after file-system-sync", 2, 0),
        ("before store-renaming", 1, 0),
        ("after file-rename", 41, 41),
        ("after file-rename", 85, 85),
    ] {
        let place = before.twin();
        place.kill(&|place| place.ctl(COMMAND), checkpoint, nth, "");
        let now = without_temporaries(&place.files());
        let changed = now.keys().filter(|name| !before.files().contains_key(*name)).count();
        assert_eq!(changed, renamed, "{checkpoint} {nth}");
        place.done(COMMAND);
        assert_eq!(State::of(&place), whole, "{checkpoint} {nth}");
        cases += 1;
    }
    assert_eq!(cases, 6);
}
