//! A command whose system calls fail one after the other: an upgrade that creates a folder, writes
//! the CTL to two servers, an ITL and cluster.toml.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;
use trustlist::cluster::store::Progress;

use support::fault::{Disturbed, ERRORS, Fault};
use support::forged::Forged;
use support::parallel;
use support::publishing::state::{State, without_temporaries};
use support::publishing::{Place, said};
use support::schema;

const UPGRADE: &str = "upgrade --yes --json";

/// A token-signed cluster with a firewall that is not in its CTL yet.
fn place() -> Place {
    let place = Place::lab_of_tokens();
    let firewall = "host = \"asa\"\naddress = \"10.48.47.1\"\ncertificate = \"certs/asa.pem\"\n";
    place.append("cluster.toml", &format!("[[firewall]]\n{firewall}"));
    place.write("certs/asa.pem", &Forged::new("asa", &[7], "token-1").pem());
    place
}

/// Makes each call of a kind fail in turn, with these errors. Returns how many runs ended with
/// which exit code and id.
fn fail_everywhere(
    call: &'static str,
    errors: impl Fn(usize) -> Vec<(&'static str, i32)> + Sync,
) -> BTreeMap<String, usize> {
    let place = place();
    let before = State::of(&place);
    let whole = {
        let twin = place.twin();
        twin.done(UPGRADE);
        State::of(&twin)
    };
    let calls = AtomicUsize::new(0);
    let numbered = parallel::numbered(|number| {
        let ends = errors(number).into_iter().map(|(name, error)| {
            // A full disk stays full.
            let fault = Fault { call, error, onwards: name == "ENOSPC", number };
            let twin = place.twin();
            let disturbed = fault.disturb(&twin, twin.ctl(UPGRADE), "");
            let context =
                format!("{name} {fault:?}: {:?} {:?}", said(&disturbed.output), disturbed.log);
            if !disturbed.happened() {
                assert_eq!(disturbed.output.status.code(), Some(0), "{context}");
                assert_eq!(State::of(&twin), whole, "{context}");
                calls.store(disturbed.log.len(), Ordering::Relaxed);
                return None;
            }
            let end = judge(&twin, &before, &whole, &disturbed, &context);
            twin.done(UPGRADE);
            let mut now = State::of(&twin);
            // A generation that was rolled back stays in the list.
            now.generations.retain(|one| one.progress != Progress::RolledBack);
            assert_eq!(
                (now.files, now.own, now.mode),
                (whole.files.clone(), whole.own.clone(), whole.mode),
                "{context}"
            );
            let lists: Vec<_> = now.generations.iter().map(|one| &one.lists).collect();
            let expected: Vec<_> = whole.generations.iter().map(|one| &one.lists).collect();
            assert_eq!(lists, expected, "{context}");
            Some(end)
        });
        ends.collect::<Option<Vec<String>>>()
    });
    assert_eq!(numbered.len(), calls.into_inner(), "{call}");
    let mut ends = BTreeMap::new();
    for end in numbered.concat() {
        *ends.entry(end).or_default() += 1;
    }
    ends
}

/// Compares the report with the actual state. Returns the exit code and the id.
fn judge(place: &Place, before: &State, whole: &State, run: &Disturbed, context: &str) -> String {
    let now = State::of(place);
    let code = run.output.status.code().expect(context);
    let (out, _) = said(&run.output);
    if code == 0 {
        assert_eq!(now, *whole, "{context}");
        return "0".to_owned();
    }
    let name = schema::assert_document(out.as_bytes(), context);
    let document: Value = serde_json::from_str(&out).expect(context);
    let error = &document["error"];
    // Only a partial publication has changed anything.
    let id = error["id"].as_str().expect(context);
    let partial = ["E-PUBLISH-UNFINISHED", "E-PUBLISH-UNRECORDED"].contains(&id);
    if name == "ctl.change/3" {
        assert_eq!(document["changed"], partial, "{context}");
    }
    assert_eq!(error["exit"], code, "{context}");
    let id = error["id"].as_str().expect(context);
    match id {
        "E-PUBLISH-UNFINISHED" | "E-PUBLISH-UNRECORDED" => {
            let (now, old) = (without_temporaries(&now.files), &before.files);
            for name in now.keys().chain(old.keys()).chain(whole.files.keys()) {
                let file = now.get(name);
                let is_whole = file == old.get(name) || file == whole.files.get(name);
                assert!(is_whole, "{context}: {name} is neither old nor new");
            }
        }
        _ => {
            // A folder that was created stays.
            let mut files = now.files.clone();
            files.remove("tftp/asa/");
            assert_eq!(files, before.files, "{context}");
            assert_eq!(now.mode, before.mode, "{context}");
        }
    }
    format!("{code} {id}")
}

fn ends(table: &[(&str, usize)]) -> BTreeMap<String, usize> {
    table.iter().map(|(end, count)| ((*end).to_owned(), *count)).collect()
}

/// Four files are renamed. If the first rename fails, nothing has changed; the later ones are
/// rolled back, if a CTL that was there can be renamed back.
#[test]
fn renames() {
    let expected = ends(&[
        ("5 E-OUTPUT-WRITE", 3),
        ("5 E-PUBLISH-ROLLEDBACK", 6),
        ("5 E-PUBLISH-UNFINISHED", 3),
    ]);
    assert_eq!(expected.values().sum::<usize>(), 4 * 3);
    assert_eq!(fail_everywhere("rename", |_| ERRORS.to_vec()), expected);
}

/// 34 flushes: two trials, four files, seven folders, SQLite's five for each of its four
/// transactions (what servers have, and the three of a publication), and its one for the write that
/// is rolled back.
#[test]
fn flushes() {
    let expected = ends(&[
        // SQLite continues if the folder of its new journal cannot be flushed.
        ("0", 10),
        ("5 E-OUTPUT-WRITE", 22),
        ("5 E-PUBLISH-ROLLEDBACK", 6),
        ("5 E-PUBLISH-UNFINISHED", 16),
        ("5 E-PUBLISH-UNRECORDED", 13),
        ("5 E-STORE-WRITE", 35),
    ]);
    assert_eq!(expected.values().sum::<usize>(), 34 * 3);
    assert_eq!(fail_everywhere("fsync", |_| ERRORS.to_vec()), expected);
}

/// 184 writes: four files, the lock, and SQLite's pages. Each with one of the errors:
/// `published.rs` has all of them.
#[test]
fn writes() {
    let expected = ends(&[
        ("5 E-LOCK-FAILED", 1),
        ("5 E-OUTPUT-WRITE", 3),
        ("5 E-PUBLISH-UNFINISHED", 7),
        ("5 E-PUBLISH-UNRECORDED", 62),
        ("5 E-STORE-WRITE", 111),
    ]);
    assert_eq!(expected.values().sum::<usize>(), 184);
    assert_eq!(fail_everywhere("write", |number| vec![ERRORS[number % 3]]), expected);
}

/// 59 files and folders are opened: an unreadable one is an input error.
#[test]
fn opens() {
    let expected = ends(&[
        // SQLite works without a folder that cannot be opened, and a file that will be written is
        // only compared if it can be read.
        ("0", 24),
        ("3 E-INPUT-READ", 22),
        ("3 E-MANIFEST-FILE", 42),
        ("5 E-LOCK-FAILED", 3),
        ("5 E-OUTPUT-WRITE", 41),
        ("5 E-PUBLISH-ROLLEDBACK", 8),
        ("5 E-PUBLISH-UNFINISHED", 20),
        ("5 E-PUBLISH-UNRECORDED", 3),
        ("5 E-STORE-WRITE", 14),
    ]);
    assert_eq!(expected.values().sum::<usize>(), 59 * 3);
    assert_eq!(fail_everywhere("open", |_| ERRORS.to_vec()), expected);
}
