//! Which records a list of the cluster has, in their order.
//!
//! The order is ours, and fixed, so that the same cluster gives the same bytes; it
//! is that of the published listings of 10.0.1 and 10.5.1 (`docs/format.md`,
//! section 8), continued.

use std::collections::BTreeSet;

use super::Mode;
use super::manifest::{Manifest, Node, Server};
use super::material::Material;
use super::release::Sast;
use crate::certificate::Certificate;
use crate::list::{Entry, Form, Role};

/// Whose certificate a record holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// A node's CallManager; nodes are counted from 0, as in the manifest.
    CallManager(usize),
    /// ITLRecovery.
    ItlRecovery,
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
    /// A SAST that is kept from the list before, by the index of its record.
    Kept(usize),
    /// The key of `itl reset remotekey`.
    Remote,
}

/// A record to be, and whose it is.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// Whose certificate it holds.
    pub part: Part,
    /// The record.
    pub entry: Entry<'a>,
}

/// What the lists are made of.
#[derive(Clone, Copy, Debug)]
pub struct Cluster<'a> {
    /// The description.
    pub manifest: &'a Manifest,
    /// The certificates that it names.
    pub material: &'a Material,
}

impl<'a> Cluster<'a> {
    /// The records of the CTL with these SASTs. In non-secure mode the servers' are
    /// emptied (`docs/format.md`, section 3).
    #[must_use]
    pub fn ctl(&self, mode: Mode, sasts: &[Sast]) -> Vec<Line<'a>> {
        let publisher = self.publisher();
        let recovery = self.itlrecovery();
        let mut lines = Vec::new();
        let tokens = sasts.contains(&Sast::Tokens);
        let callmanager = || publisher.and_then(|(index, node)| self.callmanager(index, node));
        let sast = |sast: &Sast| match sast {
            Sast::CallManager => callmanager(),
            Sast::ItlRecovery => recovery.clone(),
            Sast::Tokens => None,
        };
        if tokens {
            lines.extend(self.tokens());
            lines.extend(sasts.iter().filter_map(sast));
        } else if sasts.contains(&Sast::CallManager) {
            lines.extend(callmanager());
        }
        let servers = self.servers(mode);
        let (first, others): (Vec<_>, Vec<_>) = servers
            .into_iter()
            .partition(|line| publisher.is_some_and(|(i, _)| line.part == Part::CallManager(i)));
        lines.extend(first);
        lines.extend(self.capf());
        if !tokens && sasts.contains(&Sast::ItlRecovery) {
            lines.extend(recovery);
        }
        lines.extend(others);
        lines.extend(self.alternates(mode));
        lines.extend(self.trust());
        lines
    }

    /// The records of the ITL of a TFTP node; none before 8.0.
    #[must_use]
    pub fn itl(&self, node: usize, mode: Mode) -> Vec<Line<'a>> {
        let Some(server) = self.manifest.nodes.get(node) else { return Vec::new() };
        let Some(row) = self.manifest.release.itl() else { return Vec::new() };
        let hashed = row.hashes;
        let form = if hashed { Form::HashOnly } else { Form::Full };
        // 8.x ITLs have neither names nor addresses (`docs/format.md`, section 3 [R]).
        let placed = |mut line: Line<'a>| {
            if hashed {
                (line.entry.host, line.entry.address) = (None, None);
            }
            line
        };
        let mut lines: Vec<_> = self.callmanager(node, server).into_iter().collect();
        let role = match mode {
            Mode::Mixed if server.services.callmanager => Role::CCM_TFTP,
            Mode::Mixed | Mode::NonSecure => Role::TFTP,
        };
        lines.extend(self.callmanager(node, server).map(|line| with_role(line, role)));
        if row.recovery {
            lines.extend(self.itlrecovery());
        }
        lines.extend(self.trust());
        let tvs = self.manifest.nodes.iter().zip(&self.material.nodes).enumerate();
        let mut seen = BTreeSet::new();
        lines.extend(tvs.filter_map(|(index, (node, material))| {
            let certificate = material.tvs.as_ref()?;
            // A multi-server certificate stands once.
            seen.insert(certificate.der()).then(|| {
                let mut line = of_node(Part::Tvs(index), node, certificate, Role::TVS);
                line.entry.form = form;
                line
            })
        }));
        lines.extend(self.capf().map(|mut line| {
            line.entry.form = form;
            line
        }));
        lines.into_iter().map(placed).collect()
    }

    /// The publisher, and its index.
    #[must_use]
    pub fn publisher(&self) -> Option<(usize, &'a Node)> {
        self.manifest.nodes.iter().enumerate().find(|(_, node)| node.publisher)
    }

    /// The certificate of a part; `None` for one that the cluster does not have.
    #[must_use]
    pub fn certificate(&self, part: Part) -> Option<&'a Certificate> {
        let material = self.material;
        let node = |index: usize| material.nodes.get(index);
        match part {
            Part::CallManager(index) => node(index)?.certificate.as_ref(),
            Part::ItlRecovery => material.itlrecovery.as_ref(),
            Part::Token(index) => material.tokens.get(index),
            Part::Capf => material.nodes.iter().find_map(|node| node.capf.as_ref()),
            Part::Tvs(index) => node(index)?.tvs.as_ref(),
            Part::Tftp(index) => material.tftp.get(index),
            Part::Firewall(index) => material.firewalls.get(index),
            Part::Trust(index) => material.trust.get(index),
            Part::Kept(_) | Part::Remote => None,
        }
    }

    /// A part in a sentence.
    #[must_use]
    pub fn name(&self, part: Part) -> String {
        let manifest = self.manifest;
        match part {
            Part::CallManager(index) => {
                let host = manifest.nodes.get(index).map_or("?", |node| &node.host);
                format!("CallManager on {host}")
            }
            Part::Tvs(index) => {
                let host = manifest.nodes.get(index).map_or("?", |node| &node.host);
                format!("TVS on {host}")
            }
            Part::ItlRecovery => "ITLRecovery".to_owned(),
            Part::Token(index) => match self.certificate(part) {
                Some(certificate) => certificate.subject().common_name().trim().to_owned(),
                None => format!("token {}", index.saturating_add(1)),
            },
            Part::Capf => "CAPF".to_owned(),
            Part::Tftp(index) => {
                manifest.tftp.get(index).map_or("?", |server| &server.host).to_owned()
            }
            Part::Firewall(index) => {
                manifest.firewalls.get(index).map_or("?", |server| &server.host).to_owned()
            }
            Part::Trust(_) | Part::Kept(_) => "a SAST of another cluster".to_owned(),
            Part::Remote => "the key of the file".to_owned(),
        }
    }

    /// The nodes' own records. A multi-server certificate has one record, and the
    /// publisher's is the first that is looked at.
    fn servers(&self, mode: Mode) -> Vec<Line<'a>> {
        let nodes = self.manifest.nodes.iter().zip(&self.material.nodes).enumerate();
        let (mut ordered, others): (Vec<_>, Vec<_>) =
            nodes.partition(|(_, (node, _))| node.publisher);
        ordered.extend(others);
        let mut seen = BTreeSet::new();
        let line = |(index, (node, material)): (usize, (&'a Node, &'a super::material::OfNode))| {
            let role = match (node.services.callmanager, node.services.tftp) {
                (true, true) => Role::CCM_TFTP,
                (true, false) => Role::CCM,
                (false, true) => Role::TFTP,
                (false, false) => return None,
            };
            let certificate = material.certificate.as_ref()?;
            seen.insert(certificate.der())
                .then(|| emptied(mode, of_node(Part::CallManager(index), node, certificate, role)))
        };
        ordered.into_iter().filter_map(line).collect()
    }

    /// Alternate TFTP servers, and firewalls, which CUCM enters as CCM.
    fn alternates(&self, mode: Mode) -> impl Iterator<Item = Line<'a>> {
        let of = |servers: &'a [Server], certificates: &'a [Certificate]| {
            servers.iter().zip(certificates).enumerate()
        };
        let tftp = of(&self.manifest.tftp, &self.material.tftp)
            .map(|(index, (server, c))| of_server(Part::Tftp(index), server, c, Role::TFTP));
        let firewalls = of(&self.manifest.firewalls, &self.material.firewalls)
            .map(|(index, (server, c))| of_server(Part::Firewall(index), server, c, Role::CCM));
        tftp.chain(firewalls).map(move |line| emptied(mode, line))
    }

    fn tokens(&self) -> impl Iterator<Item = Line<'a>> {
        let tokens = self.material.tokens.iter().enumerate();
        tokens.map(|(index, certificate)| Line {
            part: Part::Token(index),
            entry: sast(certificate, None),
        })
    }

    fn trust(&self) -> impl Iterator<Item = Line<'a>> {
        let trust = self.material.trust.iter().enumerate();
        // An empty host, since in the client layout one without is a token.
        trust.map(|(index, certificate)| Line {
            part: Part::Trust(index),
            entry: sast(certificate, Some(String::new())),
        })
    }

    fn capf(&self) -> Option<Line<'a>> {
        let (_, publisher) = self.publisher()?;
        Some(of_node(Part::Capf, publisher, self.certificate(Part::Capf)?, Role::CAPF))
    }

    fn itlrecovery(&self) -> Option<Line<'a>> {
        let (_, publisher) = self.publisher()?;
        let certificate = self.certificate(Part::ItlRecovery)?;
        Some(of_node(Part::ItlRecovery, publisher, certificate, Role::SAST))
    }

    /// A node's CallManager as SAST.
    fn callmanager(&self, index: usize, node: &Node) -> Option<Line<'a>> {
        let part = Part::CallManager(index);
        Some(of_node(part, node, self.certificate(part)?, Role::SAST))
    }
}

/// A SAST without an address.
pub(super) fn sast(certificate: &Certificate, host: Option<String>) -> Entry<'_> {
    Entry { certificate, role: Role::SAST, host, address: None, form: Form::Full, spelling: None }
}

fn of_node<'a>(part: Part, node: &Node, certificate: &'a Certificate, role: Role) -> Line<'a> {
    let (host, address) = (Some(node.host.clone()), Some(node.address));
    let form = Form::Full;
    Line { part, entry: Entry { certificate, role, host, address, form, spelling: None } }
}

fn of_server<'a>(
    part: Part,
    server: &Server,
    certificate: &'a Certificate,
    role: Role,
) -> Line<'a> {
    let (host, address) = (Some(server.host.clone()), Some(server.address));
    let form = Form::Full;
    Line { part, entry: Entry { certificate, role, host, address, form, spelling: None } }
}

fn with_role(mut line: Line<'_>, role: Role) -> Line<'_> {
    line.entry.role = role;
    line
}

fn emptied(mode: Mode, mut line: Line<'_>) -> Line<'_> {
    if mode == Mode::NonSecure {
        line.entry.form = Form::Emptied;
    }
    line
}
