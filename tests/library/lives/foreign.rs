//! Lists of others that appear on a server.

use std::sync::{Arc, LazyLock};

use super::command::{Done, Have, Name, Typed};
use super::pool::{KEYS, Purpose};
use super::site::{Node, Site};
use super::step::Maker;
use super::world::World;

type Pair = [Option<Arc<Vec<u8>>>; 2];

/// The lists of a cluster that shares no certificate with any other.
static STRANGERS: LazyLock<Pair> = LazyLock::new(|| {
    let mut makes = Maker { keys: KEYS, serial: 90_000 };
    let publisher = Node {
        host: "stranger".to_owned(),
        address: "10.9.9.9".to_owned(),
        folder: None,
        tftp: true,
        callmanager: true,
        certificate: makes.made("cm", "stranger", Purpose::Server),
        tvs: Some(makes.made("tvs", "stranger", Purpose::Server)),
    };
    let site = Site {
        release: "12.5",
        tokens_sign: false,
        sha512_digest: false,
        sha512: false,
        classes: support::rules::Class::ALL.to_vec(),
        nodes: vec![publisher],
        extras: Vec::new(),
        firewalls: Vec::new(),
        capf: None,
        itlrecovery: Some(makes.made("recovery", "ITLRECOVERY_stranger", Purpose::Recovery)),
        tokens: Vec::new(),
        trust: Vec::new(),
    };
    let mut world = World::new(site, makes.keys, makes.serial);
    let first = Typed { have: Have::NewPhones, ..Typed::plain(Name::Mixed) };
    assert!(matches!(world.run(first, None), Ok(Done::Published)));
    world.files_in("tftp/stranger")
});

/// The lists of a stranger.
pub(super) fn strangers() -> Pair {
    STRANGERS.clone()
}

impl World {
    /// What another administrator publishes for the same cluster, with a copy of its folder.
    pub(super) fn others(&self, folder: &str) -> Option<Pair> {
        let mut other = self.fork();
        other.time += 7;
        let again = Typed { force: true, accept: true, ..Typed::plain(Name::Update) };
        let done = other.run(again, None).ok()?;
        matches!(done, Done::Published).then(|| other.files_in(folder))
    }
}
