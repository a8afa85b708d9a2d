//! Publishes in a process of its own, which tests kill or make fail. `publisher FOLDER`
//! recovers, reads a draft (`tests/publisher/draft.rs`) from its standard input and
//! publishes that; an empty one is not published. `look` in its place only reads. Prints
//! what it did, or the error and exits with 1.

#![allow(unreachable_pub, missing_docs)]

#[path = "draft.rs"]
mod draft;

use std::error::Error;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use trustlist::cluster::lock::Lock;
use trustlist::cluster::publish::{publish, recover};
use trustlist::cluster::store::Store;
use trustlist::error::Described as _;

fn main() -> ExitCode {
    let folder = PathBuf::from(std::env::args_os().nth(1).expect("a folder"));
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).expect("a draft");
    match work(&folder, &text) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn work(folder: &Path, text: &str) -> Result<(), Box<dyn Error>> {
    if text.trim() == "look" {
        let store = Store::look(folder)?;
        let generations = store.map(|store| store.generations()).transpose()?;
        println!("{} generations", generations.unwrap_or_default().len());
        return Ok(());
    }
    let _lock = Lock::take(folder, "update CTLFile", Duration::ZERO, &|_| ())?;
    let mut store = Store::open(folder)?;
    let recovered =
        recover(&mut store, folder).map_err(|error| format!("{} {error}", error.id()))?;
    if let Some(recovery) = recovered {
        println!("{recovery:?}");
    }
    if !text.trim().is_empty() {
        let draft = draft::draft(folder, text);
        let number = publish(&mut store, folder, &draft)
            .map_err(|error| format!("{} {error}", error.id()))?;
        println!("published {number}");
    }
    Ok(())
}
