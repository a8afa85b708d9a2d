//! `docs/cluster.md` describes what the program does.

use std::collections::BTreeSet;

use trustlist::cluster::manifest::{MAX_ENTRIES, MAX_MANIFEST, MAX_NODES, Manifest, ManifestError};
use trustlist::cluster::release::{ITLS, Sast, TABLE};

const DOCUMENT: &str = include_str!("../../../docs/cluster.md");

/// The section under a heading.
fn section(heading: &str) -> &'static str {
    let (_, rest) = DOCUMENT.split_once(&format!("\n## {heading}\n")).expect(heading);
    rest.split("\n## ").next().unwrap_or_default()
}

/// The cells of the rows of all tables in a section, headings left out.
fn rows(heading: &str) -> Vec<Vec<&'static str>> {
    let lines = section(heading).lines().filter(|line| line.starts_with("| "));
    let row = |line: &'static str| line.trim_matches('|').split('|').map(str::trim).collect();
    lines.map(row).collect()
}

#[test]
fn its_examples_are_read() {
    let examples: Vec<_> = section("Example")
        .split("```toml\n")
        .skip(1)
        .map(|example| Manifest::read(example.split("```").next().unwrap_or_default()))
        .collect();
    let found: Vec<_> = examples
        .iter()
        .map(|read| read.as_ref().map(|read| (read.nodes.len(), read.tokens.len())))
        .collect();
    assert_eq!(found, [Ok((2, 0)), Ok((2, 2))]);
}

/// The keys of a table: the error about an unknown key lists them.
fn keys(text: &str) -> BTreeSet<String> {
    match Manifest::read(text).expect_err("an unknown key") {
        ManifestError::Unknown { known, .. } => known.split(", ").map(str::to_owned).collect(),
        error => panic!("{error}"),
    }
}

#[test]
fn it_has_each_key_and_no_other() {
    let node = "[[node]]\nhost = \"a\"\naddress = \"10.0.0.1\"\npublisher = true\nservices = []\n\
                certificate = \"c\"\n";
    let with = |table: &str| {
        keys(&format!("name = \"a\"\nrelease = \"9.1\"\n{node}[{table}]\nunknown = 1\n"))
    };
    let documented = |heading: &str| -> BTreeSet<String> {
        let cells = rows(heading).into_iter().filter_map(|row| row.first().copied());
        let keys = cells.filter(|cell| cell.starts_with('`')).flat_map(|cell| cell.split(", "));
        keys.map(|key| key.trim_matches('`').to_owned()).collect()
    };
    let mut top = documented("At the top");
    top.extend(
        ["itlrecovery", "node", "tftp", "firewall", "trust", "token", "record"].map(str::to_owned),
    );
    assert_eq!(keys("unknown = 1"), top);
    assert_eq!(with("itlrecovery"), documented("`[itlrecovery]`"));
    assert_eq!(with("[node]"), documented("`[[node]]`"));
    let mut servers = documented("`[[tftp]]` and `[[firewall]]`");
    assert_eq!(with("[tftp]"), servers);
    assert!(servers.remove("phones"), "phones is of [[tftp]] alone");
    assert_eq!(with("[firewall]"), servers);
    assert_eq!(with("[record]"), documented("`[[record]]`"));
    assert_eq!(with("[trust]"), documented("`[[trust]]`"));
    assert_eq!(with("[token]"), documented("`[[token]]`"));
}

#[test]
fn its_tables_of_releases_are_those_of_the_program() {
    let column = |sasts: &[Sast]| {
        let name = |sast: &Sast| match sast {
            Sast::Tokens => "tokens",
            Sast::CallManager => "CallManager",
            Sast::ItlRecovery => "ITLRecovery",
        };
        let [signer, others @ ..] = sasts else { return "not possible".to_owned() };
        let others = others.iter().map(|sast| format!(", {}", name(sast)));
        format!("{}*{}", name(signer), others.collect::<String>())
    };
    let rows = rows("Releases");
    let sasts: Vec<_> = rows.iter().skip(1).take(TABLE.len()).cloned().collect();
    let expected =
        TABLE.map(|row| [row.name.to_owned(), column(row.tokens), column(row.tokenless)]);
    assert_eq!(sasts, expected);

    let itls: Vec<_> = rows.iter().skip(TABLE.len() + 3).take(ITLS.len()).cloned().collect();
    let names = ["8.x", "9.x", "10.0 to 11.5", "12.0 on"];
    let expected = std::array::from_fn::<_, 4, _>(|index| {
        let row = &ITLS[index];
        [
            names[index],
            if row.recovery { "CallManager, ITLRecovery" } else { "CallManager" },
            if row.hashes { "as hashes" } else { "as certificates" },
            row.signer.name(),
            row.reset.map_or("not possible", |signer| signer.name()),
        ]
    });
    assert_eq!(itls, expected);
}

#[test]
fn its_limits_are_those_of_the_program() {
    let limits: Vec<_> = rows("Limits").iter().skip(1).map(|row| row[1].to_owned()).collect();
    let bytes = format!("{MAX_MANIFEST} bytes");
    assert_eq!(limits, [bytes, MAX_NODES.to_string(), MAX_ENTRIES.to_string()]);
}
