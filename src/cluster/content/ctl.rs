//! Which records a CTL has, in their order.
//!
//! Any order is legal. This one is fixed, so that the same cluster gives the same bytes; it
//! follows the published listings of 10.0.1 and 10.5.1 (`docs/format.md`, section 8), continued.

use std::collections::BTreeSet;

use super::{DraftRecord, Owner, add_trust, empty_server, of_node, sast};
use crate::certificate::Certificate;
use crate::cluster::Mode;
use crate::cluster::manifest::{Cluster, Server, Services};
use crate::cluster::release::Sast;
use crate::list::{Entry, Form, Role};

impl Cluster {
    /// The records of the CTL with these SASTs.
    ///
    /// Without tokens: CallManager of the publisher as SAST, its server record, CAPF,
    /// ITLRecovery, the other nodes, TFTP servers, firewalls, SASTs of other clusters,
    /// other records. With tokens, these and the other SASTs come first.
    #[must_use]
    pub fn ctl(&self, mode: Mode, sasts: &[Sast]) -> Vec<DraftRecord<'_>> {
        let Some((publisher, node)) = self.publisher() else { return Vec::new() };
        let of_publisher = |owner: Owner, role: Role| {
            self.certificate(owner).map(|certificate| of_node(owner, node, certificate, role))
        };
        let callmanager = Owner::CallManager(publisher);
        let sast = |sast: &Sast| match sast {
            Sast::CallManager => of_publisher(callmanager, Role::SAST),
            Sast::ItlRecovery => of_publisher(Owner::ItlRecovery, Role::SAST),
            Sast::Tokens => None,
        };
        let with_tokens = sasts.contains(&Sast::Tokens);
        let (first, others): (Vec<_>, Vec<_>) =
            self.servers().partition(|record| record.owner == callmanager);
        let mut records = Vec::new();
        if with_tokens {
            records.extend(self.token_sasts());
            records.extend(sasts.iter().filter_map(sast));
        } else {
            records.extend(sasts.iter().filter(|one| **one == Sast::CallManager).filter_map(sast));
        }
        records.extend(first);
        records.extend(of_publisher(Owner::Capf, Role::CAPF));
        if !with_tokens {
            records.extend(sasts.iter().filter(|one| **one == Sast::ItlRecovery).filter_map(sast));
        }
        records.extend(others);
        records.extend(self.others());
        add_trust(self, &mut records);
        records.extend(self.extras());
        for record in &mut records {
            empty_server(mode, &mut record.entry);
        }
        records
    }

    /// One record for each certificate of nodes with services. A multi-server certificate has the
    /// publisher's record if the publisher has it too, otherwise that of the first node; its role
    /// combines the services of all nodes that share it.
    fn servers(&self) -> impl Iterator<Item = DraftRecord<'_>> {
        let mut seen = BTreeSet::new();
        let nodes = self.nodes.iter().enumerate();
        let publisher = nodes.clone().filter(|(_, node)| node.publisher);
        let ordered = publisher.chain(nodes.filter(|(_, node)| !node.publisher));
        ordered.filter_map(move |(index, node)| {
            let certificate = node.certificate.as_ref()?;
            if !seen.insert(certificate.der()) {
                return None;
            }
            let services = self.sharing(certificate).map(|node| node.services);
            let role = services.fold(Services::default(), Services::union).role()?;
            Some(of_node(Owner::CallManager(index), node, certificate, role))
        })
    }

    /// Alternate TFTP servers, and firewalls, which CUCM lists as CCM.
    fn others(&self) -> impl Iterator<Item = DraftRecord<'_>> {
        let tftp = self.tftp.iter().enumerate();
        let tftp = tftp.map(|(index, server)| of_server(Owner::Tftp(index), server, Role::TFTP));
        let firewalls = self.firewalls.iter().enumerate();
        tftp.chain(
            firewalls.map(|(index, server)| of_server(Owner::Firewall(index), server, Role::CCM)),
        )
    }

    fn token_sasts(&self) -> impl Iterator<Item = DraftRecord<'_>> {
        self.tokens.iter().enumerate().map(|(index, token)| DraftRecord {
            owner: Owner::Token(index),
            entry: sast(&token.certificate, None),
        })
    }

    fn extras(&self) -> impl Iterator<Item = DraftRecord<'_>> {
        self.records.iter().enumerate().map(|(index, record)| DraftRecord {
            owner: Owner::Extra(index),
            // An empty host, since in the client layout a SAST without one is a token.
            entry: entry(
                &record.certificate,
                record.role,
                record.host.clone().unwrap_or_default(),
                record.address,
            ),
        })
    }
}

fn of_server(owner: Owner, server: &Server, role: Role) -> DraftRecord<'_> {
    let entry = entry(&server.certificate, role, server.host.clone(), Some(server.address));
    DraftRecord { owner, entry }
}

fn entry(
    certificate: &Certificate,
    role: Role,
    host: String,
    address: Option<std::net::IpAddr>,
) -> Entry<'_> {
    Entry { certificate, role, host: Some(host), address, form: Form::Full, spelling: None }
}
