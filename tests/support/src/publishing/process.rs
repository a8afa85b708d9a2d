//! Publishes in a process of its own (`child.rs`), which tests kill or whose system calls they make
//! fail: recovers, reads a draft (`draft.rs`) from its standard input and publishes it; an empty
//! one is not published. With `look` instead of a draft it only reads. Prints the result, or the
//! error.

use std::error::Error;
use std::path::Path;
use std::time::Duration;

use trustlist::cluster::lock::Lock;
use trustlist::cluster::publish::recover;
use trustlist::cluster::store::Store;
use trustlist::error::Described as _;

use super::draft::draft;

/// Publishes into this folder; returns the exit code.
pub(crate) fn main(folder: &Path) -> i32 {
    let text = std::io::read_to_string(std::io::stdin()).expect("a draft");
    match work(folder, &text) {
        Ok(()) => 0,
        Err(error) => {
            eprintln!("{error}");
            1
        }
    }
}

fn work(folder: &Path, text: &str) -> Result<(), Box<dyn Error>> {
    if text.trim() == "look" {
        let store = Store::look(folder).map_err(|error| format!("{} {error}", error.id()))?;
        let generations = store.map(|store| store.generations()).transpose()?;
        println!("{} generations", generations.unwrap_or_default().len());
        return Ok(());
    }
    let _lock = Lock::take(folder, "update CTLFile", Duration::ZERO, &|_| ())?;
    let mut store = Store::open(folder)?;
    let recovered = recover(&mut store, folder, &super::allowed())
        .map_err(|error| format!("{} {error}", error.id()))?;
    if let Some(recovery) = recovered {
        println!("{recovery:?}");
    }
    if !text.trim().is_empty() {
        let draft = draft(folder, text);
        let number =
            draft.publish(&mut store, folder).map_err(|error| format!("{} {error}", error.id()))?;
        println!("published {number}");
    }
    Ok(())
}
