//! The dependencies of a library with few features, from `cargo tree`.

use std::collections::BTreeSet;
use std::process::Command;

/// Crates that only some features need, by their purpose.
const STORE: &[&str] = &["rusqlite", "libsqlite3-sys", "toml_edit"];
const SYSTEM: &[&str] = &["rustix"];
const LINE: &[&str] =
    &["clap", "clap_builder", "clap_complete", "clap_mangen", "anyhow", "serde_json"];
const TERMINAL: &[&str] = &["rpassword", "terminal_size", "signal-hook"];
const REPORT: &[&str] = &["serde", "serde_core", "jiff"];
const ISSUE: &[&str] = &["p256", "p384", "p521"];
const KEYS: &[&str] = &["pkcs5", "pkcs12", "cbc", "des", "rc2", "secrecy"];
const TOKENS: &[&str] = &["cryptoki", "cryptoki-sys", "libloading"];

/// Features, and the crates that they must not add.
const WITHOUT: [(&str, &[&[&str]]); 6] = [
    ("", &[STORE, SYSTEM, LINE, TERMINAL, REPORT, ISSUE, KEYS, TOKENS]),
    ("keys", &[STORE, LINE, TERMINAL, REPORT, ISSUE, TOKENS]),
    ("issue", &[STORE, SYSTEM, LINE, TERMINAL, REPORT, TOKENS]),
    ("report", &[STORE, SYSTEM, LINE, TERMINAL, ISSUE, KEYS, TOKENS]),
    ("cluster", &[LINE, TERMINAL, REPORT, TOKENS]),
    ("cli", &[TOKENS]),
];

/// The names of the crates that are compiled into the library or the program.
fn tree(arguments: &[&str]) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--locked", "--package", "trustlist", "--edges", "normal"])
        .args(["--prefix", "none", "--format", "{p}"])
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let names = text.lines().filter_map(|line| line.split(' ').next());
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[test]
fn features_bring_nothing_that_they_do_not_need() {
    let all = tree(&[]);
    for (features, groups) in WITHOUT {
        let found = tree(&["--no-default-features", "--features", features]);
        assert!(found.len() > 50 && found.contains("x509-parser"), "{features}: {found:?}");
        for name in groups.iter().copied().flatten() {
            // A misspelt name would never be found.
            assert!(all.contains(*name), "{name} is not even in the program");
            assert!(!found.contains(*name), "{features}: {name}");
        }
    }
}
