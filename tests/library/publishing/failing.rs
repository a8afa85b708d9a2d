//! Publishing in a process that does nothing else, and whose system calls fail one after the other.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use trustlist::cluster::store::Progress;

use support::fault::{ERRORS, Fault};
use support::parallel;
use support::publishing::state::{State, without_temporaries};
use support::publishing::{Place, run, said};

const FIRST: &str = "ctl 1
    put one tftp/one/CTLFile.tlv 1
    put two tftp/two/CTLFile.tlv 1";

const SECOND: &str = "ctl 2
    mixed
    put one tftp/one/CTLFile.tlv 2
    make new tftp/new/CTLFile.tlv 2
    delete two tftp/two/CTLFile.tlv
    put - cluster.toml name=new";

/// A cluster with one generation.
fn place() -> Place {
    let place = Place::new(&["one", "two"]);
    place.write_with_mode("cluster.toml", "name=old", 0o600);
    let output = run(place.publisher(), FIRST);
    assert!(output.status.success(), "{:?}", said(&output));
    place
}

/// Makes every call of a kind fail in turn, with each error, once and permanently. Returns how many
/// runs ended with which result.
fn fail_everywhere(call: &'static str) -> BTreeMap<String, usize> {
    let place = place();
    let before = State::of(&place);
    let whole = {
        let twin = place.twin();
        twin.finish(SECOND);
        State::of(&twin)
    };
    let mut ends = BTreeMap::new();
    for (name, error) in ERRORS {
        for onwards in [false, true] {
            let calls = AtomicUsize::new(0);
            let ids = parallel::numbered(|number| {
                let fault = Fault { call, error, onwards, number };
                let context = format!("{name} {fault:?}");
                let twin = place.twin();
                let disturbed = fault.disturb(&twin, twin.publisher(), SECOND);
                let (out, err) = said(&disturbed.output);
                let context = format!("{context}: {out}{err}{:?}", disturbed.log);
                if !disturbed.happened() {
                    assert_eq!(out, "published 2\n", "{context}");
                    calls.store(disturbed.log.len(), Ordering::Relaxed);
                    return None;
                }
                let id = judge(&twin, &before, &whole, &out, &err, &context);
                twin.finish(SECOND);
                let now = State::of(&twin);
                assert_eq!(now.files, whole.files, "{context}");
                assert_eq!(now.own, whole.own, "{context}");
                assert_eq!(now.mode, whole.mode, "{context}");
                let mut generations = now.generations;
                // A generation that was rolled back stays in the list.
                generations.retain(|one| one.progress != Progress::RolledBack);
                assert_eq!(generations.len(), 2, "{context}");
                assert_eq!(generations[1].lists, whole.generations[1].lists, "{context}");
                Some(id)
            });
            assert_eq!(ids.len(), calls.into_inner(), "{name} {call}");
            assert!(!ids.is_empty(), "{name} {call}");
            for id in ids {
                *ends.entry(id).or_default() += 1;
            }
        }
    }
    ends
}

/// Compares the report with the actual state: returns the reported id.
fn judge(
    place: &Place,
    before: &State,
    whole: &State,
    out: &str,
    err: &str,
    context: &str,
) -> String {
    let now = State::of(place);
    let id = err.split(' ').next().unwrap();
    let id = if id.starts_with("E-") { id } else { "before publishing" };
    match id {
        _ if err.is_empty() => {
            assert_eq!(out, "published 2\n", "{context}");
            assert_eq!(now, *whole, "{context}");
            return "published".to_owned();
        }
        "E-PUBLISH-UNFINISHED" | "E-PUBLISH-UNRECORDED" => {
            let (now, old) = (without_temporaries(&now.files), &before.files);
            for name in now.keys().chain(old.keys()).chain(whole.files.keys()) {
                let file = now.get(name);
                assert!(
                    file == old.get(name) || file == whole.files.get(name),
                    "{context}: {name} is neither old nor new"
                );
            }
        }
        "E-PUBLISH-ROLLEDBACK" => {
            assert_files_are_old(&now, before, context);
            assert_eq!(now.generations[1].progress, Progress::RolledBack, "{context}");
            assert!(now.generations[1].held, "{context}");
            assert_eq!(now.mode, before.mode, "{context}");
        }
        _ => assert_files_are_old(&now, before, context),
    }
    id.to_owned()
}

/// A folder that was created stays.
fn assert_files_are_old(now: &State, before: &State, context: &str) {
    let mut files = now.files.clone();
    files.remove("tftp/new/");
    assert_eq!(files, before.files, "{context}");
}

/// The ids, and how often each was reported.
fn ends(table: &[(&str, usize)]) -> BTreeMap<String, usize> {
    table.iter().map(|(id, count)| ((*id).to_owned(), *count)).collect()
}

/// Three files are renamed. If the first rename fails, nothing has changed; the later ones are
/// rolled back, if they can be renamed back.
#[test]
fn renames() {
    let expected =
        ends(&[("E-OUTPUT-WRITE", 6), ("E-PUBLISH-ROLLEDBACK", 6), ("E-PUBLISH-UNFINISHED", 6)]);
    assert_eq!(fail_everywhere("rename"), expected);
}

/// 28 flushes: of three files, of nine folders, five for each of SQLite's transactions, and one for
/// its write that is rolled back.
#[test]
fn flushes() {
    let expected = ends(&[
        ("E-OUTPUT-WRITE", 24),
        ("E-PUBLISH-ROLLEDBACK", 12),
        ("E-PUBLISH-UNFINISHED", 51),
        ("E-PUBLISH-UNRECORDED", 27),
        ("E-STORE-WRITE", 42),
        // SQLite continues if the folder of its new journal cannot be flushed.
        ("published", 12),
    ]);
    assert_eq!(expected.values().sum::<usize>(), 28 * 6);
    assert_eq!(fail_everywhere("fsync"), expected);
}

/// 138 writes: of three files, of the lock, and of SQLite's pages.
#[test]
fn writes() {
    let expected = ends(&[
        ("E-OUTPUT-WRITE", 9),
        ("E-PUBLISH-UNFINISHED", 63),
        ("E-PUBLISH-UNRECORDED", 300),
        ("E-STORE-WRITE", 426),
        ("before publishing", 30),
    ]);
    assert_eq!(expected.values().sum::<usize>(), 138 * 6);
    assert_eq!(fail_everywhere("write"), expected);
}

/// 33 files and folders are opened.
#[test]
fn opens() {
    let expected = ends(&[
        ("E-OUTPUT-WRITE", 54),
        ("E-PUBLISH-ROLLEDBACK", 18),
        ("E-PUBLISH-UNFINISHED", 66),
        ("E-PUBLISH-UNRECORDED", 6),
        ("E-STORE-WRITE", 9),
        ("before publishing", 18),
        // SQLite works without a folder that cannot be opened.
        ("published", 27),
    ]);
    assert_eq!(expected.values().sum::<usize>(), 33 * 6);
    assert_eq!(fail_everywhere("open"), expected);
}
