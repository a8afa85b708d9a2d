//! Nodes, TFTP servers and firewalls: their hosts, addresses and folders are unique.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use super::path::normalized;
use super::table::{Table, Text, shown};
use super::{
    FileRef, Location, MAX_CALL_PROCESSING, MAX_ENTRIES, MAX_MEDIA, MAX_NODES, MAX_TFTP,
    ManifestError, Node, Publish, Server, Services,
};
use crate::cluster::release::{ONE_RECOVERY, Release};
use crate::phone::Class;

const NODE: &[&str] = &[
    "host",
    "address",
    "publisher",
    "services",
    "certificate",
    "key",
    "passphrase",
    "capf",
    "tvs",
    "itlrecovery",
    "publish",
];
const RECOVERY: &[&str] = &["certificate", "key", "passphrase"];
const FIREWALL: &[&str] = &["host", "address", "certificate", "publish"];
const TFTP: &[&str] = &["host", "address", "certificate", "publish", "phones"];

#[derive(Clone, Copy, PartialEq)]
enum Service {
    CallManager,
    Tftp,
}

const SERVICES: [(&str, Service); 2] =
    [("callmanager", Service::CallManager), ("tftp", Service::Tftp)];

/// The servers read so far.
#[derive(Default)]
pub(super) struct Servers {
    /// In lower case: names are compared without case (RFC 4343).
    hosts: BTreeMap<String, Location>,
    addresses: BTreeMap<IpAddr, Location>,
    /// Each folder with the host that has it.
    folders: BTreeMap<PathBuf, String>,
}

impl Servers {
    /// All `[[node]]` tables.
    pub(super) fn nodes(
        &mut self,
        top: &Table<'_>,
        release: &Release,
    ) -> Result<Vec<Node<FileRef>>, ManifestError> {
        let tables = top.tables("node", "[[node]]", NODE, MAX_NODES)?;
        let first = top.needed("[[node]]", tables.first())?.at;
        let mut nodes = Vec::new();
        let mut publisher = None;
        for table in &tables {
            let node = self.node(table, release)?;
            let at = table.at("publisher");
            match publisher {
                Some(first) if node.publisher => {
                    return Err(ManifestError::TwoPublishers { at, first });
                }
                None if node.publisher => publisher = Some(at),
                _ => {}
            }
            nodes.push(node);
        }
        if publisher.is_none() {
            return Err(ManifestError::NoPublisher { at: first });
        }
        let mut others = nodes.iter().filter(|node| !node.publisher);
        if let Some((node, file)) = others.find_map(|node| Some((node, node.capf.as_ref()?))) {
            let host = node.host.clone();
            return Err(ManifestError::CapfElsewhere { at: file.at, host });
        }
        within(&nodes)?;
        Ok(nodes)
    }

    fn node(
        &mut self,
        table: &Table<'_>,
        release: &Release,
    ) -> Result<Node<FileRef>, ManifestError> {
        let (host, address, publish) = self.identity(table)?;
        let publisher = table.flag("publisher")?;
        let services = table.needed("services", table.words("services", &SERVICES)?)?;
        let services = Services {
            callmanager: services.contains(&Service::CallManager),
            tftp: services.contains(&Service::Tftp),
        };
        let (certificate, key) = (table.file("certificate")?, table.key()?);
        let reason = match (publisher, services.callmanager || services.tftp, &key) {
            (true, _, _) => Some("it is the publisher"),
            (_, true, _) => Some("it has services"),
            (_, _, Some(_)) => Some("it has a key"),
            _ => None,
        };
        if let (None, Some(reason)) = (&certificate, reason) {
            return Err(ManifestError::NoCertificate { at: table.at, host, reason });
        }
        let capf = table.file("capf")?;
        let tvs = table.file("tvs")?;
        let itlrecovery = table.key_pair_of("itlrecovery", RECOVERY)?;
        if itlrecovery.is_some() && release.is_from(ONE_RECOVERY) {
            let release = release.to_string();
            return Err(ManifestError::RecoveryOfNode {
                at: table.at("itlrecovery"),
                host,
                release,
            });
        }
        Ok(Node {
            host,
            address,
            publisher,
            services,
            certificate,
            key,
            capf,
            tvs,
            itlrecovery,
            publish,
            at: table.at,
        })
    }

    /// All `[[tftp]]` tables.
    pub(super) fn tftp(&mut self, top: &Table<'_>) -> Result<Vec<Server<FileRef>>, ManifestError> {
        let tables = top.tables("tftp", "[[tftp]]", TFTP, MAX_ENTRIES)?;
        tables.iter().map(|table| self.server(table)).collect()
    }

    /// All `[[firewall]]` tables.
    pub(super) fn firewalls(
        &mut self,
        top: &Table<'_>,
    ) -> Result<Vec<Server<FileRef>>, ManifestError> {
        let tables = top.tables("firewall", "[[firewall]]", FIREWALL, MAX_ENTRIES)?;
        tables.iter().map(|table| self.server(table)).collect()
    }

    fn server(&mut self, table: &Table<'_>) -> Result<Server<FileRef>, ManifestError> {
        let (host, address, publish) = self.identity(table)?;
        let certificate = table.needed("certificate", table.file("certificate")?)?;
        let phones = table.words("phones", &Class::ALL.map(|class| (class.name(), class)))?;
        Ok(Server { host, address, certificate, publish, phones, at: table.at })
    }

    /// What must be unique for each server.
    fn identity(&mut self, table: &Table<'_>) -> Result<(String, IpAddr, Publish), ManifestError> {
        let Text { text: host, at } = table.needed("host", table.host()?)?;
        if let Some(first) = self.hosts.insert(host.to_ascii_lowercase(), at) {
            return Err(ManifestError::Twice { at, key: "host", value: shown(host), first });
        }
        let (address, Text { text, at }) = table.needed("address", table.address()?)?;
        if let Some(first) = self.addresses.insert(address.to_canonical(), at) {
            return Err(ManifestError::Twice { at, key: "address", value: shown(text), first });
        }
        let publish = self.publish(table, host)?;
        Ok((host.to_owned(), address, publish))
    }

    fn publish(&mut self, table: &Table<'_>, host: &str) -> Result<Publish, ManifestError> {
        let named = table.text("publish")?;
        let publish = match named {
            None => Publish { folder: Path::new("tftp").join(host), named: false, at: table.at },
            Some(Text { text, at }) if text.contains("://") => {
                return Err(ManifestError::PublishScheme { at, found: shown(text) });
            }
            Some(Text { text, at }) => Publish { folder: text.into(), named: true, at },
        };
        match self.folders.insert(normalized(&publish.folder), host.to_owned()) {
            None => Ok(publish),
            Some(host) => {
                let folder = shown(&publish.folder.to_string_lossy());
                Err(ManifestError::SameFolder { at: publish.at, folder, host })
            }
        }
    }
}

/// Checks the number of nodes. Each counts once: the publisher as such, the others by the first
/// that applies of CallManager, TFTP, and none.
fn within(nodes: &[Node<FileRef>]) -> Result<(), ManifestError> {
    type Belongs = fn(Services) -> bool;
    let kinds: [(Belongs, usize, &'static str); 3] = [
        (|of| of.callmanager, MAX_CALL_PROCESSING, "nodes with callmanager besides the publisher"),
        (|of| of.tftp && !of.callmanager, MAX_TFTP, "nodes with tftp alone besides the publisher"),
        (
            |of| !of.tftp && !of.callmanager,
            MAX_MEDIA,
            "nodes without services besides the publisher",
        ),
    ];
    for (belongs, limit, what) in kinds {
        let mut these = nodes.iter().filter(|node| !node.publisher && belongs(node.services));
        if let Some(node) = these.nth(limit) {
            return Err(ManifestError::TooMany { at: node.at, what, limit });
        }
    }
    Ok(())
}
