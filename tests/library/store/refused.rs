//! Folders that the user may read but not write.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::path::Path;
use std::process::{Command, Output};

use rusqlite::Connection;

use support::child;
use support::publishing::{Place, run, said};

/// The unprivileged user `nobody`, on all Linux systems.
const NOBODY: u32 = 65534;

/// Whether these tests are run by root, which permissions do not restrict.
fn is_root(place: &Place) -> bool {
    fs::metadata(place.beside("")).unwrap().uid() == 0
}

/// Runs the program as a user with restricted permissions: instead of root, another user.
fn run_bound(place: &Place, text: &str) -> Output {
    if !is_root(place) {
        return run(place.publisher(), text);
    }
    // Root's own target folder may be closed to others.
    let copy = place.beside("publisher");
    child::copy_executable(&copy);
    for path in [place.beside(""), copy.clone()] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(copy).env_clear();
    let mut command = child::given(command, &["publisher", place.folder().to_str().unwrap()]);
    command.stdin(std::process::Stdio::piped());
    command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    run(command, text)
}

/// Gives all files to that user, then removes the permission to write to some.
fn closed(place: &Place, closed: &[&str]) {
    if is_root(place) {
        give(&place.folder(), NOBODY);
    }
    for name in closed {
        let path = place.path(name);
        let mode = if path.is_dir() { 0o555 } else { 0o444 };
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }
}

/// Gives them back: a store that belongs to another user is not trusted.
fn give_back(place: &Place) {
    if fs::metadata("/proc/self").unwrap().uid() == 0 {
        give(&place.folder(), 0);
    }
}

fn give(path: &Path, user: u32) {
    chown(path, Some(user), Some(user)).unwrap();
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            give(&entry.unwrap().path(), user);
        }
    }
}

/// Opens the permissions again, so that a user other than root can remove the folder.
fn open(place: &Place, names: &[&str]) {
    for name in names {
        fs::set_permissions(place.path(name), fs::Permissions::from_mode(0o755)).unwrap();
    }
}

const TEXT: &str = "ctl two\nput pub tftp/pub/CTLFile.tlv two\nput sub tftp/sub/CTLFile.tlv two";

fn place() -> Place {
    let place = Place::new(&["pub", "sub"]);
    place
        .publish("ctl one\nput pub tftp/pub/CTLFile.tlv one\nput sub tftp/sub/CTLFile.tlv one")
        .unwrap();
    place
}

#[test]
fn who_may_not_write_is_told_so_and_nothing_changes() {
    let (folder, denied) = ("Permission denied (os error 13)", "it, or its folder, is read-only");
    let table: [(&[&str], String); 5] = [
        (&[".ctl"], format!("cannot open FOLDER/.ctl/lock: {folder}")),
        (&[".ctl/lock"], format!("cannot open FOLDER/.ctl/lock: {folder}")),
        (&[".ctl/state.db"], format!("cannot write FOLDER/.ctl/state.db: {denied}")),
        (
            &["tftp/sub"],
            format!("E-OUTPUT-WRITE cannot create FOLDER/tftp/sub/CTLFile.tlv: {folder}"),
        ),
        (
            &["tftp/pub", "tftp/sub"],
            format!("E-OUTPUT-WRITE cannot create FOLDER/tftp/pub/CTLFile.tlv: {folder}"),
        ),
    ];
    let mut count = 0;
    for (names, sentence) in table {
        let place = place();
        if names == [".ctl/lock"] {
            fs::write(place.path(".ctl/lock"), "").unwrap();
        }
        let before = place.generations();
        closed(&place, names);
        let before = (place.files(), before);
        let output = run_bound(&place, TEXT);
        let path = place.folder().display().to_string();
        let expected = sentence.replace("FOLDER", &path) + "\n";
        assert_eq!(said(&output), (String::new(), expected), "{names:?}");
        // This does not affect readers.
        let output = run_bound(&place, "look");
        assert_eq!(said(&output), ("1 generations\n".to_owned(), String::new()), "{names:?}");
        let files = place.files();
        give_back(&place);
        assert_eq!((files, place.generations()), before, "{names:?}");
        open(&place, names);
        count += 1;
    }
    assert_eq!(count, 5);
}

#[test]
fn a_write_that_was_cut_short_is_taken_back_by_whoever_may() {
    let place = place();
    let before = place.generations();
    // What a killed process leaves: the journal, and a part of the new pages.
    let copy = place.beside("copy");
    fs::create_dir(&copy).unwrap();
    let writer = Connection::open(place.path(".ctl/state.db")).unwrap();
    writer
        .execute_batch(
            "PRAGMA cache_size = 2; PRAGMA cache_spill = 1; BEGIN IMMEDIATE;
             UPDATE cluster SET mode = 1; UPDATE generation SET reason = 'half written';
             CREATE TABLE more (a); INSERT INTO more VALUES (zeroblob(100000));",
        )
        .unwrap();
    for name in ["state.db", "state.db-journal"] {
        fs::copy(place.path(".ctl").join(name), copy.join(name)).unwrap();
    }
    writer.execute_batch("ROLLBACK").unwrap();
    drop(writer);
    let cut = || {
        for name in ["state.db", "state.db-journal"] {
            fs::copy(copy.join(name), place.path(".ctl").join(name)).unwrap();
        }
    };
    cut();
    closed(&place, &[".ctl", ".ctl/state.db"]);
    let output = run_bound(&place, "look");
    let expected = format!(
        "E-STORE-INTERRUPTED {} was left in the middle of a write, and this user cannot roll that \
         write back\n",
        place.path(".ctl/state.db").display()
    );
    assert_eq!(said(&output), (String::new(), expected));
    assert!(place.path(".ctl/state.db-journal").exists());

    give_back(&place);
    open(&place, &[".ctl", ".ctl/state.db"]);
    assert_eq!(place.generations(), before, "a reader who may write takes it back");
    assert!(!place.path(".ctl/state.db-journal").exists());
    cut();
    drop(place.store());
    assert_eq!(place.generations(), before, "and so does a writer");
    assert!(!place.path(".ctl/state.db-journal").exists());
}
