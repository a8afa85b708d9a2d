//! What the published package contains, and what its documentation cites.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// The files of the package, from `cargo package`.
fn packaged() -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["package", "--package", "trustlist", "--list", "--allow-dirty", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8").lines().map(str::to_owned).collect()
}

#[test]
fn tests_and_fixtures_are_not_in_the_package() {
    let files = packaged();
    let roots: BTreeSet<&str> = files
        .iter()
        .filter_map(|file| file.split('/').next())
        .filter(|it| *it != ".cargo_vcs_info.json")
        .collect();
    let expected = [
        "CHANGELOG.md",
        "Cargo.lock",
        "Cargo.toml",
        "Cargo.toml.orig",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "SECURITY.md",
        "completions",
        "docs",
        "man",
        "src",
    ];
    assert_eq!(roots, BTreeSet::from(expected));
}

/// docs.rs has the files of the package; of docs/, those that src/lib.rs includes.
#[test]
fn a_page_that_the_documentation_cites_is_in_it() {
    let files = packaged();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("src/lib.rs")).expect("the crate page");
    let mut cited = BTreeSet::new();
    let is_rust = |file: &str| Path::new(file).extension().is_some_and(|it| it == "rs");
    for file in files.iter().filter(|file| file.starts_with("src/") && is_rust(file)) {
        let source = std::fs::read_to_string(root.join(file)).expect("a source");
        let comments = source.lines().filter(|line| line.trim_start().starts_with("//"));
        for rest in comments.flat_map(|line| line.split("docs/").skip(1)) {
            let end =
                rest.find(|c: char| !(c.is_ascii_lowercase() || c == '.')).unwrap_or(rest.len());
            if let Some(name) = rest[..end].trim_end_matches('.').strip_suffix(".md") {
                cited.insert(name.to_owned());
            }
        }
    }
    for name in ["errors", "format", "json", "listing", "phone"] {
        assert!(cited.contains(name), "{name}: {cited:?}");
    }
    for name in cited {
        let file = format!("docs/{name}.md");
        assert!(files.contains(&file), "{file} is not in the package");
        assert!(
            page.contains(&format!("include_str!(\"../{file}\")")),
            "{file} is not in src/lib.rs"
        );
    }
}
