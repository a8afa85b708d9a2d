//! The services that phones need: files from their own TFTP server, and calls through each call
//! manager and firewall (`docs/phone.md`, "The population").

use std::sync::Arc;

use crate::cluster::Mode;
use crate::cluster::manifest::Cluster;
use crate::list::Role;
use crate::phone::{Holder, Server, ServerCheck, Servers, State};

/// The servers of a cluster by their actual certificates, independent of the lists.
#[derive(Clone, Debug)]
pub struct Services {
    /// Each TFTP server: nodes, then `[[tftp]]`, in the order of
    /// [`super::servers`].
    tftp: Vec<Option<Server>>,
    /// Call managers and firewalls.
    calls: Vec<Server>,
}

impl Services {
    /// Those of a cluster.
    #[must_use]
    pub fn of(cluster: &Cluster) -> Self {
        let server = |certificate, role| {
            let holder = Arc::new(Holder::of(certificate));
            Server { role, holder }
        };
        let nodes = cluster.tftp_nodes().map(|(_, node)| node.certificate.as_ref());
        let others = cluster.tftp.iter().map(|other| Some(&other.certificate));
        let tftp = nodes.chain(others);
        let managers = cluster.nodes.iter().filter(|node| node.services.callmanager);
        let managers = managers.filter_map(|node| node.certificate.as_ref());
        let firewalls = cluster.firewalls.iter().map(|firewall| &firewall.certificate);
        let mut calls: Vec<Server> = Vec::new();
        for certificate in managers.chain(firewalls) {
            let server = server(certificate, Role::CCM);
            // A multi-server certificate is one.
            if !calls.contains(&server) {
                calls.push(server);
            }
        }
        Self {
            tftp: tftp
                .map(|certificate| certificate.map(|certificate| server(certificate, Role::TFTP)))
                .collect(),
            calls,
        }
    }

    /// Those of the phones at a TFTP server, in a mode.
    #[must_use]
    pub fn at(&self, server: usize, mode: Mode) -> Servers {
        let own = self.tftp.get(server).and_then(Option::as_ref);
        let servers = own.into_iter().chain(&self.calls).cloned().collect();
        Servers::Known { servers, mixed: mode == Mode::Mixed }
    }

    /// The services that a phone does not have.
    #[must_use]
    pub(super) fn lacking(&self, state: &State, server: usize, mode: Mode) -> Vec<ServerCheck> {
        let Servers::Known { servers, mixed } = self.at(server, mode) else { return Vec::new() };
        let standing = servers.iter().filter_map(|server| state.check_server(server, mixed));
        standing.filter(|standing| !standing.is_trusted()).collect()
    }
}
