//! Files of src/ do not import each other in a circle, nor do rooms, which are the folders directly
//! below src/ and src/cluster/, and no room imports one that it must not know.

mod circles;
mod imports;

use std::path::Path;

use self::circles::{between, circles};
use self::imports::{Imports, imports};

/// A room, and the rooms that it must not know (CONTRIBUTING.md, "Where things are").
const NEVER: [(&str, &[&str]); 10] = [
    ("error", &["text", "tlv", "certificate", "list", "output", "signer"]),
    ("certificate", &["list", "signer", "phone", "issue", "output"]),
    ("list", &["signer", "phone", "issue", "output", "input"]),
    ("verify", &["signer", "phone", "issue", "output", "report"]),
    ("signer", &["list", "signature", "phone", "issue", "output", "cluster", "report"]),
    ("issue", &["list", "phone", "output", "cluster", "report"]),
    ("phone", &["signer", "issue", "input", "output", "cluster", "report"]),
    ("output", &["certificate", "list", "signer", "phone", "cluster", "report"]),
    ("cluster", &["report", "cli"]),
    ("report", &["cli", "input", "output"]),
];

fn src() -> Imports {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let name = path.strip_prefix(&root).expect("below").to_str().expect("UTF-8");
                files.push((name.to_owned(), std::fs::read_to_string(&path).expect("a file")));
            }
        }
    }
    assert!(files.len() > 200, "{}", files.len());
    let imports = imports(&files);
    let arrows: usize = imports.values().map(std::collections::BTreeMap::len).sum();
    assert!(arrows > 600, "{arrows}");
    imports
}

/// The room that a file is in: the folder or the file below `folder`, which ends in `/` or is empty.
fn room(folder: &str) -> impl Fn(&str) -> Option<String> {
    move |file| {
        let below = file.strip_prefix(folder)?.trim_end_matches(".rs");
        Some(below.split('/').next()?.to_owned())
    }
}

fn none(found: impl IntoIterator<Item = String>) {
    let found: Vec<String> = found.into_iter().collect();
    assert!(found.is_empty(), "{} circles:\n{}", found.len(), found.join("\n\n"));
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    none(circles(&src()));
}

#[test]
fn no_rooms_import_each_other_in_a_circle() {
    let files = src();
    for (folder, least) in [("", 10), ("cluster/", 15), ("cli/", 5)] {
        let rooms = between(&files, room(folder));
        assert!(rooms.len() >= least, "{folder}: {}", rooms.len());
        none(circles(&rooms));
    }
}

#[test]
fn no_room_knows_what_it_must_not_know() {
    let rooms = between(&src(), room(""));
    for (one, others) in NEVER {
        for other in others {
            let names = rooms.get(one).and_then(|targets| targets.get(*other));
            assert_eq!(names, None, "{one} knows {other}");
        }
    }
    let users: Vec<_> = rooms.iter().filter(|(_, targets)| targets.contains_key("cli")).collect();
    assert!(users.iter().all(|(room, _)| *room == "main"), "{users:?}");
}

/// The circles of files with these texts.
fn planted(files: &[(&str, &str)]) -> Vec<String> {
    let owned = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
    circles(&imports(&files.iter().map(owned).collect::<Vec<_>>())).into_iter().collect()
}

/// Files with their texts, and their circles.
type Planted = (&'static [(&'static str, &'static str)], &'static [&'static str]);

#[test]
fn planted_circles_are_found() {
    const LIB: (&str, &str) = ("lib.rs", "pub mod one; pub mod two;");
    let cases: [Planted; 8] = [
        // Two files.
        (
            &[LIB, ("one.rs", "use crate::two::B;"), ("two.rs", "use super::one::A;")],
            &["one.rs -> two.rs: {\"crate::two::B\"}\ntwo.rs -> one.rs: {\"super::one::A\"}"],
        ),
        // By a path in the middle of the code, inside a macro, and by the name of a module.
        (
            &[
                LIB,
                ("one.rs", "fn a() { println!(\"{}\", crate::two::b()) }"),
                ("two.rs", "use super::one; fn b() -> u8 { one::a() }"),
            ],
            &["one.rs -> two.rs: {\"crate::two::b\"}\ntwo.rs -> one.rs: {\"one::a\"}"],
        ),
        // A mod.rs with code of its own, which its child imports.
        (
            &[
                ("lib.rs", "mod one;"),
                ("one/mod.rs", "mod child; use child::C; struct A(C);"),
                ("one/child.rs", "use super::A; struct C;"),
            ],
            &[
                "one/child.rs -> one/mod.rs: {\"super::A\"}\none/mod.rs -> one/child.rs: {\"child::C\"}",
            ],
        ),
        // The same if the child's name is exported as well.
        (
            &[
                ("lib.rs", "mod one;"),
                ("one/mod.rs", "mod child; pub use child::C; struct A(C);"),
                ("one/child.rs", "use super::A; pub struct C;"),
            ],
            &["one/child.rs -> one/mod.rs: {\"super::A\"}\none/mod.rs -> one/child.rs: {\"C\"}"],
        ),
        // Three files, two of which are connected through a mod.rs that only exports.
        (
            &[
                LIB,
                ("one.rs", "use crate::two::{b::B, C as D};"),
                ("two/mod.rs", "mod c; pub mod b; pub use self::c::C;"),
                ("two/b.rs", "pub struct B;"),
                ("two/c.rs", "use super::b::{self, B}; use crate::one::A; pub struct C(b::B);"),
            ],
            &["one.rs -> two/c.rs: {\"crate::two::C\"}\ntwo/c.rs -> one.rs: {\"crate::one::A\"}"],
        ),
        // A table of contents is not on a circle.
        (
            &[
                ("lib.rs", "mod one;"),
                ("one/mod.rs", "mod a; mod b; pub use a::A; pub use b::B;"),
                ("one/a.rs", "use super::B; pub struct A;"),
                ("one/b.rs", "pub struct B;"),
            ],
            &[],
        ),
        // Tests are not either, nor is text that only looks like an import.
        (
            &[
                LIB,
                ("one.rs", "use crate::two::B; /* use */"),
                (
                    "two.rs",
                    "//! [`crate::one::A`]\n#[cfg(test)]\nmod tests { use crate::one::A; }\n\
                          pub struct B; const TEXT: &str = \"crate::one::A\";",
                ),
            ],
            &[],
        ),
        // A module inside a file is that file.
        (
            &[
                LIB,
                ("one.rs", "pub mod inner { pub struct A; } use inner::A;"),
                ("two.rs", "use crate::one::inner::A;"),
            ],
            &[],
        ),
    ];
    for (number, (files, expected)) in cases.iter().enumerate() {
        assert_eq!(planted(files), *expected, "case {number}");
    }
}

#[test]
fn rooms_can_be_on_a_circle_whose_files_are_not() {
    let files = [
        ("a/one.rs", "use crate::b::two::B;"),
        ("a/other.rs", "pub struct A;"),
        ("b/two.rs", "pub struct B;"),
        ("b/other.rs", "use crate::a::other::A;"),
    ];
    assert_eq!(planted(&files), [""; 0]);
    let owned: Vec<_> = files.map(|(path, text)| (path.to_owned(), text.to_owned())).to_vec();
    let rooms = between(&imports(&owned), room(""));
    let found: Vec<_> = circles(&rooms).into_iter().collect();
    assert_eq!(
        found,
        ["a -> b: {\"a/one.rs -> b/two.rs\"}\nb -> a: {\"b/other.rs -> a/other.rs\"}"]
    );
}
