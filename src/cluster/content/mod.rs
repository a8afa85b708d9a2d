//! The content of the lists: one definition, for existing certificates and for planned ones
//! ([`crate::issue::planned`]).
//!
//! [`ctl`] and [`itl`] define the records of a CTL and an ITL, in their order. [`draft`] builds
//! unsigned lists of them and explains ([`compare`]) how they differ from the published ones
//! ([`published`]).

pub mod compare;
pub mod ctl;
pub mod draft;
pub mod itl;
mod keep;
pub mod present;
pub mod published;
mod reasons;

use super::Mode;
use super::manifest::{Cluster, Node, Server};
use crate::certificate::Certificate;
use crate::list::{Entry, Form, Role};

/// The owner of a record's certificate. Nodes and tables are counted from 0, in the order of
/// `cluster.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// A node's CallManager.
    CallManager(usize),
    /// The publisher's ITLRecovery.
    ItlRecovery,
    /// A node's own ITLRecovery, up to release 12.0.
    ItlRecoveryOf(usize),
    /// A token.
    Token(usize),
    /// The publisher's CAPF.
    Capf,
    /// A node's TVS.
    Tvs(usize),
    /// An alternate TFTP server.
    Tftp(usize),
    /// A firewall.
    Firewall(usize),
    /// A SAST of another cluster.
    Trust(usize),
    /// A `[[record]]`.
    Extra(usize),
    /// A record kept from the previous list, by its index there.
    Kept(usize),
    /// The key of `itl reset remotekey`.
    Remote,
}

/// A record of a list that is not built yet, and its owner.
#[derive(Clone, Debug)]
pub struct DraftRecord<'a> {
    /// The owner of its certificate.
    pub owner: Owner,
    /// The record.
    pub entry: Entry<'a>,
}

impl<C> Cluster<C> {
    /// The certificate of an owner; `None` if the cluster does not have one.
    #[must_use]
    pub fn certificate(&self, owner: Owner) -> Option<&C> {
        let node = |index: usize| self.nodes.get(index);
        match owner {
            Owner::CallManager(index) => node(index)?.certificate.as_ref(),
            Owner::ItlRecovery => self.itlrecovery.as_ref().map(|pair| &pair.certificate),
            Owner::ItlRecoveryOf(index) => {
                node(index)?.itlrecovery.as_ref().map(|pair| &pair.certificate)
            }
            Owner::Token(index) => self.tokens.get(index).map(|token| &token.certificate),
            Owner::Capf => self.capf(),
            Owner::Tvs(index) => node(index)?.tvs.as_ref(),
            Owner::Tftp(index) => self.tftp.get(index).map(|server| &server.certificate),
            Owner::Firewall(index) => self.firewalls.get(index).map(|server| &server.certificate),
            Owner::Trust(index) => self.trust.get(index).map(|trust| &trust.certificate),
            Owner::Extra(index) => self.records.get(index).map(|record| &record.certificate),
            Owner::Kept(_) | Owner::Remote => None,
        }
    }
}

impl Cluster {
    /// The name of an owner in a sentence.
    #[must_use]
    pub fn name_of(&self, owner: Owner) -> String {
        let host = |index: usize| self.nodes.get(index).map_or("?", |node| &node.host);
        let server = |servers: &[Server], index: usize| {
            servers.get(index).map_or("?", |server| &server.host).to_owned()
        };
        match owner {
            Owner::CallManager(index) => format!("CallManager on {}", host(index)),
            Owner::Tvs(index) => format!("TVS on {}", host(index)),
            Owner::ItlRecovery => "ITLRecovery".to_owned(),
            Owner::ItlRecoveryOf(index) => format!("ITLRecovery of {}", host(index)),
            Owner::Token(index) => match self.certificate(owner) {
                Some(certificate) => certificate.subject().common_name().trim().to_owned(),
                None => format!("token {}", index.saturating_add(1)),
            },
            Owner::Capf => "CAPF".to_owned(),
            Owner::Tftp(index) => server(&self.tftp, index),
            Owner::Firewall(index) => server(&self.firewalls, index),
            Owner::Trust(_) => "a SAST of another cluster".to_owned(),
            Owner::Extra(_) | Owner::Kept(_) => match self.certificate(owner) {
                Some(certificate) => certificate.subject().common_name().trim().to_owned(),
                None => "a record of the list before".to_owned(),
            },
            Owner::Remote => "the key of the file".to_owned(),
        }
    }

    /// Every certificate that the cluster names.
    pub fn certificates(&self) -> impl Iterator<Item = (Owner, &Certificate)> {
        let nodes = 0..self.nodes.len();
        let of_nodes = nodes.flat_map(|index| {
            [Owner::CallManager(index), Owner::Tvs(index), Owner::ItlRecoveryOf(index)]
        });
        let each = |count, owner: fn(usize) -> Owner| (0..count).map(owner);
        let of_tables = each(self.tokens.len(), Owner::Token)
            .chain(each(self.tftp.len(), Owner::Tftp))
            .chain(each(self.firewalls.len(), Owner::Firewall))
            .chain(each(self.trust.len(), Owner::Trust))
            .chain(each(self.records.len(), Owner::Extra));
        let all = of_nodes.chain(of_tables).chain([Owner::ItlRecovery, Owner::Capf]);
        all.filter_map(|owner| Some((owner, self.certificate(owner)?)))
    }

    /// The nodes with the certificate of this one, including itself: several if it is a
    /// multi-server certificate.
    fn sharing<'a>(&'a self, certificate: &'a Certificate) -> impl Iterator<Item = &'a Node> {
        self.nodes.iter().filter(move |node| node.certificate.as_ref() == Some(certificate))
    }
}

/// A record of a node.
fn of_node<'a>(
    owner: Owner,
    node: &Node,
    certificate: &'a Certificate,
    role: Role,
) -> DraftRecord<'a> {
    let (host, address) = (Some(node.host.clone()), Some(node.address));
    let form = Form::Full;
    DraftRecord { owner, entry: Entry { certificate, role, host, address, form, spelling: None } }
}

/// A SAST without an address. In the client layout one without a host is a token.
fn sast(certificate: &Certificate, host: Option<String>) -> Entry<'_> {
    Entry { certificate, role: Role::SAST, host, address: None, form: Form::Full, spelling: None }
}

/// The SASTs of other clusters, except those that are already SASTs of the list.
fn add_trust<'a>(cluster: &'a Cluster, records: &mut Vec<DraftRecord<'a>>) {
    for (index, trust) in cluster.trust.iter().enumerate() {
        let known = |record: &DraftRecord<'_>| {
            record.entry.role == Role::SAST && *record.entry.certificate == trust.certificate
        };
        if !records.iter().any(known) {
            let entry = sast(&trust.certificate, Some(String::new()));
            records.push(DraftRecord { owner: Owner::Trust(index), entry });
        }
    }
}

/// In non-secure mode the records of servers are emptied (`docs/format.md`, section 3).
fn empty_server(mode: Mode, entry: &mut Entry<'_>) {
    if mode == Mode::NonSecure && entry.role.is_server() {
        entry.form = Form::Emptied;
    }
}
