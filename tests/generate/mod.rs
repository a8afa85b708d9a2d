//! The fixtures, made in memory: nothing here writes.
//!
//! `tests/fixtures.rs` compares them with `fixtures/`; `tests/generate/main.rs`,
//! which `make fixtures` runs, is the only code that writes them.

pub(crate) mod certificates;
pub(crate) mod keys;
pub(crate) mod lists;
pub(crate) mod malformed;
pub(crate) mod raw;
mod table;
pub(crate) mod unsound;

use std::collections::BTreeMap;
use std::path::PathBuf;

/// One fixture file.
#[derive(Clone, Debug)]
pub(crate) struct Fixture {
    /// Where it stands, below `fixtures/`.
    pub(crate) path: String,
    /// What it is and how it was made, for the table of `fixtures/README.md`.
    pub(crate) what: String,
    /// Its content.
    pub(crate) bytes: Vec<u8>,
}

/// Every fixture but the README.
pub(crate) fn fixtures() -> Vec<Fixture> {
    let lists = [lists::fixtures(), malformed::fixtures(), unsound::fixtures()].concat();
    [keys::fixtures(), certificates::fixtures(), lists].concat()
}

/// Every file below `fixtures/` by its path there.
pub(crate) fn files() -> BTreeMap<PathBuf, Vec<u8>> {
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
