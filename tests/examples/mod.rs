//! Programs and libraries that tests run, which cargo makes of the examples in Cargo.toml.

use std::path::{Path, PathBuf};

/// A file that cargo made of an example in Cargo.toml. `cargo test` makes them all,
/// `cargo test --test NAME` makes none.
pub fn example(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let file = test.parent().and_then(Path::parent).unwrap().join("examples").join(name);
    let changed = |file: &Path| file.metadata().and_then(|file| file.modified());
    // Beside it cargo writes "FILE: SOURCE SOURCE ...".
    let fresh = std::fs::read_to_string(file.with_extension("d")).is_ok_and(|sources| {
        let mut sources = sources.trim_end().split(' ').skip(1).map(Path::new);
        sources.all(|source| changed(source).ok() <= changed(&file).ok())
    });
    assert!(fresh, "{} is old or missing: run `cargo build --examples`", file.display());
    file
}
