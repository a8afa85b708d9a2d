//! `@7`, `@7/itl/HOST`, `@current`, `@previous`: lists out of the store.

use std::path::PathBuf;
use std::sync::OnceLock;

use trustlist::cluster::rule::RuleError;
use trustlist::cluster::store::{Generation, Origin, Progress, Store};

use super::input::Input;

/// The cluster's folder, as -C names it: any FILE may be a list of its store.
static CLUSTER: OnceLock<PathBuf> = OnceLock::new();

/// Says which cluster `@7` is of; once, when the program starts.
pub(crate) fn set_cluster(folder: PathBuf) {
    // A second call would be a mistake that changes nothing.
    let _ = CLUSTER.set(folder);
}

/// The generation that a name means. `current` is the number of what was published
/// last.
pub(crate) fn named<'g>(
    name: &str,
    generations: &'g [Generation],
    current: u32,
) -> Result<&'g Generation, RuleError> {
    let unknown = || RuleError::NoGeneration { name: name.to_owned() };
    let whole = |one: &&Generation| {
        one.progress == Progress::Done && !matches!(one.origin, Origin::Found { .. })
    };
    let find = |number| generations.iter().find(move |one| one.number == number);
    match name.strip_prefix('@').ok_or_else(unknown)? {
        "current" => find(current),
        "previous" => generations.iter().rev().filter(whole).find(|one| one.number < current),
        number => number.parse().ok().and_then(find),
    }
    .ok_or_else(unknown)
}

/// Reads a list by its name in the store: the CTL of a generation, or with `/itl/HOST`
/// an ITL. Its time is that of its publication.
pub(crate) fn read(name: &str) -> anyhow::Result<Input> {
    let here = PathBuf::from(".");
    let folder = CLUSTER.get().unwrap_or(&here);
    let (generation, itl) = match name.split_once('/') {
        None => (name, None),
        Some((generation, rest)) => {
            let unknown = || RuleError::NoGeneration { name: name.to_owned() };
            (generation, Some(rest.strip_prefix("itl/").ok_or_else(unknown)?))
        }
    };
    let unknown = || RuleError::NoGeneration { name: generation.to_owned() };
    let store = Store::look(folder)?.ok_or_else(unknown)?;
    let current = store.current()?.map_or(0, |one| one.number);
    let generations = store.generations()?;
    let one = named(generation, &generations, current)?;
    let bytes = match itl {
        None => one.lists.ctl.clone(),
        Some(host) => one.lists.itls.get(host).cloned(),
    };
    let what = itl.map_or_else(|| "CTL".to_owned(), |host| format!("ITL of {host}"));
    let number = one.number;
    let bytes = bytes.ok_or(RuleError::NotInGeneration { number, what })?;
    Ok(Input { name: name.to_owned(), bytes, modified: Some(one.time) })
}
