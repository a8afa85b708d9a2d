//! A file that is not entirely what the program wrote is reported by writers and by readers, and is
//! left unchanged.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use trustlist::cluster::lists::Lists;
use trustlist::cluster::store::{Store, StoreError};
use trustlist::error::{Class, Described as _};

use support::publishing::Place;

/// A cluster with three generations, to be damaged.
fn place() -> Place {
    let place = Place::new(&["pub"]);
    let mut store = place.store();
    let ctl = "abcdefgh".repeat(1024);
    for number in 0..3 {
        let draft = place.draft(&format!("ctl {number}{ctl}\nitl pub {ctl}"));
        store.adopt(&draft.new, &draft.moment()).unwrap();
    }
    store.note(1, "adopt", "taken").unwrap();
    place
}

/// Changes a database in a way that the program would not.
fn sql(text: &'static str) -> Box<dyn Fn(&Path)> {
    Box::new(move |file| {
        let connection = Connection::open(file).unwrap();
        connection
            .execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;")
            .unwrap();
        connection.execute_batch(text).unwrap();
    })
}

/// Changes the bytes of a file.
fn bytes(change: impl Fn(&mut Vec<u8>) + 'static) -> Box<dyn Fn(&Path)> {
    Box::new(move |file| {
        let mut bytes = fs::read(file).unwrap();
        change(&mut bytes);
        fs::write(file, bytes).unwrap();
    })
}

const FOREIGN: &str = "FILE is a database of another program";
const NEWER: &str = "FILE was written by a newer ctl: expected version 2 or lower, found 3";
const EMPTY: &str = "FILE is damaged: it is empty or truncated";
const CUT: &str = "FILE is damaged: it is truncated";
const NOT_SQLITE: &str = "FILE is damaged: it is not an SQLite database";
const TABLES: &str = "FILE is damaged: its tables are not those that ctl creates";
const CONTENT: &str = "FILE is damaged: its content is inconsistent";

#[test]
fn a_damaged_store_is_not_opened() {
    type Damage = Box<dyn Fn(&Path)>;
    let table: [(&str, Damage, &str); 25] = [
        ("no bytes", bytes(Vec::clear), EMPTY),
        ("one byte", bytes(|bytes| bytes.truncate(1)), EMPTY),
        ("a part of the header", bytes(|bytes| bytes.truncate(60)), CONTENT),
        ("the header alone", bytes(|bytes| bytes.truncate(100)), CONTENT),
        ("the first page alone", bytes(|bytes| bytes.truncate(4096)), CONTENT),
        ("half of it", bytes(|bytes| bytes.truncate(bytes.len() / 2)), CONTENT),
        ("all but a page", bytes(|bytes| bytes.truncate(bytes.len() - 4096)), CONTENT),
        ("all but a byte", bytes(|bytes| bytes.truncate(bytes.len() - 1)), CUT),
        ("text", bytes(|bytes| *bytes = b"mode = 1\n".repeat(500)), NOT_SQLITE),
        ("zeros", bytes(|bytes| bytes.fill(0)), NOT_SQLITE),
        ("another magic", bytes(|bytes| bytes[0] ^= 1), NOT_SQLITE),
        ("the second page overwritten", bytes(|bytes| noise(&mut bytes[4096..8192])), CONTENT),
        (
            "the last page overwritten",
            bytes(|bytes| {
                let start = bytes.len() - 4096;
                noise(&mut bytes[start..]);
            }),
            CONTENT,
        ),
        ("a newer version", sql("PRAGMA user_version = 3"), NEWER),
        (
            "a newer version with other tables",
            sql("PRAGMA user_version = 3; DROP TABLE note"),
            NEWER,
        ),
        ("an older version with newer tables", sql("PRAGMA user_version = 1"), TABLES),
        ("no version", sql("PRAGMA user_version = 0"), TABLES),
        ("another program's", sql("PRAGMA application_id = 1"), FOREIGN),
        ("nobody's", sql("PRAGMA application_id = 0"), FOREIGN),
        ("a table fewer", sql("DROP TABLE note"), TABLES),
        ("a table more", sql("CREATE TABLE more (a)"), TABLES),
        ("a column more", sql("ALTER TABLE note ADD COLUMN more TEXT"), TABLES),
        ("no row of the cluster", sql("DELETE FROM cluster"), CONTENT),
        ("lists without bytes", sql("DELETE FROM content"), CONTENT),
        ("lists without a generation", sql("DELETE FROM generation"), CONTENT),
    ];
    let mut count = 0;
    for (name, damage, sentence) in table {
        let place = place();
        let file = place.path(".ctl/state.db");
        damage(&file);
        let before = fs::read(&file).unwrap();
        let expected = sentence.replace("FILE", file.to_str().unwrap());
        let written = Store::open(&place.folder()).map(drop).expect_err(name);
        let read = Store::look(&place.folder()).map(drop).expect_err(name);
        assert_eq!(written.to_string(), expected, "{name}");
        assert_eq!(read, written, "{name}");
        assert_eq!(read.class(), Class::Input, "{name}");
        assert_eq!(fs::read(&file).unwrap(), before, "{name}: it is left as it is");
        assert_eq!(place.own_files(), ["state.db"], "{name}");
        count += 1;
    }
    assert_eq!(count, 25);
}

/// SQLite checks values only for writers; readers get the error when they read.
#[test]
fn values_that_ctl_does_not_write_are_refused() {
    let table = [
        ("cluster SET mode = 2", "a mode is neither 0 nor 1"),
        ("generation SET mode = 2", "a mode is neither 0 nor 1"),
        ("generation SET progress = 'x'", "the progress of a generation is unknown"),
        ("generation SET origin = 'x', host = 'x'", "the origin of a generation is unknown"),
    ];
    let mut count = 0;
    for (update, what) in table {
        let place = place();
        let file = place.path(".ctl/state.db");
        let connection = Connection::open(&file).unwrap();
        connection.execute_batch("PRAGMA ignore_check_constraints = ON").unwrap();
        let update = format!("UPDATE {update}");
        connection.execute_batch(&update).unwrap();
        let read = Store::look(&place.folder()).unwrap().unwrap();
        let error = read.mode().and_then(|_| read.generations()).unwrap_err();
        assert_eq!(error.to_string(), format!("{} is damaged: {what}", file.display()), "{update}");
        let written = Store::open(&place.folder()).unwrap_err();
        assert_eq!(written.to_string(), CONTENT.replace("FILE", file.to_str().unwrap()));
        count += 1;
    }
    assert_eq!(count, 4);
}

#[test]
fn the_advice_says_how_to_go_on() {
    let file = String::new();
    let newer = StoreError::Newer { file: file.clone(), found: 3, known: 2 };
    assert_eq!(
        newer.advice(),
        "use the newer ctl for this cluster; `ctl show` still reads the published files"
    );
    let foreign = StoreError::Foreign { file: file.clone() };
    assert_eq!(
        foreign.advice(),
        "move it away, then adopt the lists that phones hold with `ctl adopt`"
    );
    let damaged = StoreError::Damaged { file, what: String::new() };
    assert_eq!(
        damaged.advice(),
        "restore it from a backup; without one, move it away and adopt the lists that phones hold \
         with `ctl adopt`"
    );
}

#[test]
fn bytes_that_are_not_those_of_a_list_are_not_handed_out() {
    let place = place();
    let file = place.path(".ctl/state.db");
    sql("UPDATE content SET bytes = zeroblob(length(bytes))")(&file);
    let store = place.store();
    let expected = format!("{} is damaged: a list does not match its SHA-256", file.display());
    for generation in store.generations().unwrap() {
        assert_eq!(store.lists(generation.number).unwrap_err().to_string(), expected);
    }
    for hash in store.history().unwrap().lists.keys() {
        assert_eq!(store.bytes(hash).unwrap_err().to_string(), expected);
    }
}

/// SQLite has no checksums, so a flipped bit in a text goes unnoticed. But nothing panics, and no
/// list is ever different from what it was.
#[test]
fn whatever_byte_is_flipped_lists_are_right_or_refused() {
    let place = place();
    let file = place.path(".ctl/state.db");
    let whole = fs::read(&file).unwrap();
    let known: Vec<Lists> = place.generations().into_iter().map(|one| one.lists).collect();
    let (mut refused, mut read) = (0, 0);
    for at in (0..whole.len()).step_by(61) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x55;
        fs::write(&file, damaged).unwrap();
        match lists_and_history(&place) {
            Ok(lists) => {
                read += 1;
                for bytes in lists {
                    let is_one = |lists: &Lists| lists.iter().any(|(_, one)| one == bytes);
                    assert!(known.iter().any(is_one), "byte {at}");
                }
            }
            Err(error) => {
                refused += 1;
                assert_eq!(error.class(), Class::Input, "byte {at}: {error}");
            }
        }
    }
    assert_eq!(refused + read, whole.len().div_ceil(61));
    assert!(refused > 200 && read > 50, "{refused} refused, {read} read");
}

/// Everything that the store returns: the bytes of all lists, by generation and by moment.
fn lists_and_history(place: &Place) -> Result<Vec<Vec<u8>>, StoreError> {
    let store = Store::look(&place.folder())?.unwrap();
    let mut all = Vec::new();
    for generation in store.generations()? {
        all.extend(store.lists(generation.number)?.iter().map(|(_, bytes)| bytes.to_vec()));
    }
    for hash in store.history()?.lists.keys() {
        all.push(store.bytes(hash)?);
    }
    Ok(all)
}

/// Pseudo-random bytes, the same in each run.
fn noise(bytes: &mut [u8]) {
    let mut state = 1u32;
    for byte in bytes {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        *byte = state.to_be_bytes()[0];
    }
}

#[test]
fn only_a_regular_file_can_be_opened() {
    let place = Place::new(&[]);
    fs::create_dir_all(place.path(".ctl/state.db")).unwrap();
    let file = place.path(".ctl/state.db");
    let written = Store::open(&place.folder()).unwrap_err();
    let read = Store::look(&place.folder()).unwrap_err();
    let reason = "it is not a file";
    assert_eq!(written.to_string(), format!("cannot write {}: {reason}", file.display()));
    assert_eq!(read.to_string(), format!("cannot read {}: {reason}", file.display()));
    assert_eq!([written.class(), read.class()], [Class::Output, Class::Input]);
}
