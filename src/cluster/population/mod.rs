//! The phones that may exist, and what a publication does to them: the one population, which
//! the guard, `ctl plan`, `ctl status` and `ctl accept --tvs-from` share
//! (`docs/phone.md`, "The population").
//!
//! ```text
//! History --Population::of--> Phones (class, server, CTL and ITL held)
//! Phones + what servers offer --judge--> Case (verdicts, services lost)
//! ```
//!
//! This module uses neither files nor the command line: lists come from a [`Source`].

mod catalogue;
mod error;
mod fetches;
mod holding;
pub mod judge;
pub mod services;
pub mod tvs;
mod walk;

use std::collections::HashMap;

pub use catalogue::Source;
pub use error::PopulationError;
pub use holding::{FOUND_NOW, Holding};

use self::catalogue::Catalogue;
use self::walk::{Held, Walk};
use super::manifest::{Cluster, Publish};
use super::moments::{History, Moment, ServerKind, TftpServer, index_of};
use crate::phone::{Class, State};

/// A server that phones ask now.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PresentServer {
    /// Its host, as `cluster.toml` writes it.
    pub host: String,
    /// How it is recognised later.
    pub identity: TftpServer,
    /// The classes of phones that use it.
    pub classes: Vec<Class>,
}

/// The servers with files for phones, in the order of `cluster.toml`: nodes with TFTP, then
/// `[[tftp]]`.
#[must_use]
pub fn servers<C>(cluster: &Cluster<C>) -> Vec<PresentServer> {
    let identity = |host: &str, address, publish: &Publish, kind| TftpServer {
        host: Some(host.to_lowercase()),
        address: Some(address),
        folder: Some(publish.folder.clone()),
        kind: Some(kind),
    };
    let nodes = cluster.tftp_nodes().map(|(_, node)| PresentServer {
        host: node.host.clone(),
        identity: identity(&node.host, node.address, &node.publish, ServerKind::Node),
        classes: cluster.phones.clone(),
    });
    let others = cluster.tftp.iter().map(|server| PresentServer {
        host: server.host.clone(),
        identity: identity(&server.host, server.address, &server.publish, ServerKind::Tftp),
        classes: cluster.phones_of(server).to_vec(),
    });
    nodes.chain(others).collect()
}

/// The servers, now or in the past, whose phones may ask this one of the servers that are
/// described now: itself, and the past servers that it agrees with. Past servers without a
/// successor were removed; their phones ask any node with TFTP. Present servers never merge.
fn asked_before(servers: &[TftpServer], present: usize, described: &[usize]) -> Vec<usize> {
    let Some(new) = servers.get(present) else { return Vec::new() };
    let is_node = |server: &TftpServer| server.kind == Some(ServerKind::Node);
    let now = || described.iter().filter_map(|index| servers.get(*index));
    let moved = |past: &TftpServer| {
        if now().any(|server| server.is(past)) {
            return new.is(past);
        }
        if now().any(|server| server.agrees(past)) {
            return new.agrees(past);
        }
        is_node(new) || !now().any(is_node)
    };
    let all = servers.iter().enumerate();
    all.filter(|(index, past)| *index == present || (!described.contains(index) && moved(past)))
        .map(|(index, _)| index)
        .collect()
}

/// Phones of one class that ask one server and hold the same.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Phones {
    /// The server, by its index in [`Population::servers`].
    pub server: usize,
    /// What they hold, without any TVS.
    pub state: State,
    /// Where that comes from.
    pub holding: Holding,
}

/// All phones that may exist.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Population {
    /// The servers that they ask.
    pub servers: Vec<PresentServer>,
    /// The phones: for each server and class, those that hold nothing first.
    pub phones: Vec<Phones>,
}

impl Population {
    /// Enumerates the phones that may ask the servers of a cluster.
    ///
    /// # Errors
    /// [`PopulationError`] if a list cannot be read.
    pub fn of<C>(
        cluster: &Cluster<C>,
        history: &History,
        source: &Source<'_>,
    ) -> Result<Self, PopulationError> {
        let servers = servers(cluster);
        let mut all = history.servers.clone();
        let described: Vec<usize> =
            servers.iter().map(|server| index_of(&mut all, &server.identity)).collect();
        let of_moment = |moment: &Moment| Some((moment.number, moment.generation?));
        let generations: HashMap<u32, u32> = history.moments().filter_map(of_moment).collect();
        let catalogue = Catalogue::new(source);
        let mut walk = Walk::new(history, &all, catalogue, cluster.sha512);
        let mut phones = Vec::new();
        for (server, (present, index)) in servers.iter().zip(&described).enumerate() {
            let rows = asked_before(&all, *index, &described);
            for class in &present.classes {
                let holding = walk.walk(&rows, *class)?;
                let nothing = Phones {
                    server,
                    state: walk.state(*class, Held::default()),
                    holding: Holding::nothing(),
                };
                phones.push(nothing);
                phones.extend(holding.iter().map(|(held, fetches)| Phones {
                    server,
                    state: walk.state(*class, *held),
                    holding: Holding::of(*held, fetches, &generations, &walk.catalogue),
                }));
            }
        }
        Ok(Self { servers, phones })
    }

    /// Only phones that hold nothing.
    #[must_use]
    pub fn of_new_phones<C>(cluster: &Cluster<C>) -> Self {
        let servers = servers(cluster);
        let phones = servers.iter().enumerate().flat_map(|(server, present)| {
            let sha512 = cluster.sha512;
            present.classes.iter().map(move |class| {
                let mut state = State::new(*class);
                state.sha512 = sha512;
                Phones { server, state, holding: Holding::nothing() }
            })
        });
        let phones = phones.collect();
        Self { servers, phones }
    }

    /// The generations that phones may hold, each once, in their order.
    #[must_use]
    pub fn generations(&self) -> Vec<u32> {
        let mut all: Vec<u32> =
            self.phones.iter().flat_map(|phones| phones.holding.generations()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}
