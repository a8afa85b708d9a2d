//! Histories of clusters for the tests, and the phones that may exist after them, in words.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::lab::{ctl, itl};
use support::rules::{
    Class, Equality, Event, File, List, Moment, PossiblePhone, Server, ServerFiles, Tvs, population,
};

/// A node with TFTP that every class uses.
pub(crate) fn node(host: &str, address: &str, folder: &str) -> Server {
    Server {
        host: host.to_owned(),
        address: Some(address.to_owned()),
        folder: Some(folder.to_owned()),
        node: true,
        classes: Class::ALL.to_vec(),
    }
}

/// A `[[tftp]]` that every class uses.
pub(crate) fn tftp(host: &str, address: &str, folder: &str) -> Server {
    Server { node: false, ..node(host, address, folder) }
}

/// The publisher of most tests.
pub(crate) fn publisher() -> Server {
    node("pub.example.net", "10.0.0.1", "tftp/pub")
}

/// Lists of one cluster by name: `C1`, `C2`, `I1` are all signed by ITLRecovery, and any phone that
/// has one accepts the others. `Cb` and `Ib` are signed by cluster B.
pub(crate) fn list(name: &str) -> Arc<List> {
    let (kind, number) = name.split_at(1);
    let signer = if number == "b" { "b-rec" } else { "rec" };
    let number = 30 + number.bytes().fold(0, |sum, digit| sum * 10 + u32::from(digit % 48));
    match kind {
        "C" => ctl(signer, &format!("0:cm 2:cm 0:{signer} {number}:cm")),
        "I" => itl(signer, &format!("0:cm 3:cm 0:{signer} 21:tvs {number}:cm")),
        other => panic!("{other}"),
    }
}

/// A file by the name of its list; `-` is absent, `?` unknown.
pub(crate) fn file(name: &str) -> File {
    match name {
        "-" => File::Absent,
        "?" => File::Unknown,
        name => File::Bytes(list(name)),
    }
}

/// What servers offered after generation `generation`: `C1 I1` for each.
pub(crate) fn moment(generation: u32, servers: &[(&Server, &str)]) -> Event {
    moment_with(generation, servers, Vec::new())
}

/// The same, with TVS as it was at that time.
pub(crate) fn moment_with(generation: u32, servers: &[(&Server, &str)], tvs: Vec<Tvs>) -> Event {
    let servers = servers.iter().map(|(server, files)| {
        let (ctl, itl) = files.split_once(' ').unwrap();
        ServerFiles { server: (*server).clone(), ctl: file(ctl), itl: file(itl) }
    });
    let generation = Some(generation);
    Event::Moment(Moment { generation, servers: servers.collect(), tvs })
}

/// What phones of a class hold, in words: `C1 I1`, sorted. The lists are those that the history
/// names.
pub(super) fn held(
    phones: &[PossiblePhone],
    server: usize,
    class: Class,
    names: &str,
) -> Vec<String> {
    let names: BTreeMap<_, _> =
        names.split_whitespace().map(|name| (list(name).id(), name)).collect();
    let word = |list: &Option<Arc<List>>| list.as_ref().map_or("-", |list| names[&list.id()]);
    let mut held: Vec<String> = phones
        .iter()
        .filter(|possible| possible.server == server && possible.phone.class == class)
        .map(|possible| format!("{} {}", word(&possible.phone.ctl), word(&possible.phone.itl)))
        .collect();
    held.sort();
    held
}

/// The lists that the tests of populations name.
const NAMES: &str = "C1 C2 C3 C4 I1 I2 I3 I4 Cb Ib";

/// What `sbd` phones of the first present server hold after a history.
pub(super) fn sbd(history: &[Event], present: &[Server]) -> Vec<String> {
    at(history, present, 0, Class::Sbd)
}

/// What phones of a class hold at a present server after a history.
pub(super) fn at(
    history: &[Event],
    present: &[Server],
    server: usize,
    class: Class,
) -> Vec<String> {
    held(&population(history, present, false, Equality::Bytes), server, class, NAMES)
}
