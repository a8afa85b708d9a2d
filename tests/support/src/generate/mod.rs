//! The fixtures, generated in memory: nothing here writes.
//!
//! Tests compare them with `fixtures/`; `src/main.rs`, which `make fixtures` runs, is the
//! only code that writes them.

pub mod certificates;
pub mod encodings;
pub mod keys;
pub mod lists;
pub mod malformed;
pub mod raw;
mod table;
pub mod unsound;

use std::collections::BTreeMap;
use std::path::PathBuf;

/// One fixture file.
#[derive(Clone, Debug)]
pub struct Fixture {
    /// Its path below `fixtures/`.
    pub path: String,
    /// What it is and how it was generated, for the table of `fixtures/README.md`.
    pub what: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Every fixture except the README.
pub fn fixtures() -> Vec<Fixture> {
    let lists = [lists::fixtures(), malformed::fixtures(), unsound::fixtures()].concat();
    [keys::fixtures(), certificates::fixtures(), lists].concat()
}

/// Every file below `fixtures/` by its path there.
pub fn files() -> BTreeMap<PathBuf, Vec<u8>> {
    let fixtures = fixtures();
    let mut files = BTreeMap::from([("README.md".into(), readme(&fixtures).into_bytes())]);
    for Fixture { path, bytes, .. } in fixtures {
        assert!(files.insert(path.clone().into(), bytes).is_none(), "two fixtures named {path}");
    }
    files
}

/// `fixtures/README.md`: the text of `readme.md` and a table of all fixtures.
fn readme(fixtures: &[Fixture]) -> String {
    let rows = fixtures.iter().map(|f| format!("| `{}` | {} |\n", f.path, f.what));
    include_str!("readme.md").to_owned() + &rows.collect::<String>()
}
