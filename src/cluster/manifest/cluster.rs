//! The description of a cluster: types that all modules for clusters share.

use std::net::IpAddr;
use std::path::PathBuf;

use super::{Location, ManifestError};
use crate::certificate::Certificate;
use crate::cluster::release::{Release, Signing, TokenlessSigner};
use crate::digest::Digest;
use crate::list::Role;
use crate::phone::Class;
use crate::signer::KeyRef;
use crate::signer::secret::Source;

/// A cluster. `C` is the type of certificates: the certificate itself, or its file in a
/// [`Manifest`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster<C = Certificate> {
    /// The cluster's name.
    pub name: String,
    /// CUCM's release, which decides SAST records and signer.
    pub release: Release,
    /// The digest of signatures.
    pub digest: Digest,
    /// Who signs the CTL.
    pub signing: Signing,
    /// Which classes of phones there are.
    pub phones: Vec<Class>,
    /// Whether every `sbd` and `cti` phone is known to verify SHA-512.
    pub sha512: bool,
    /// Which tokenless key signs, if that differs from the table of releases.
    pub signer: Option<TokenlessSigner>,
    /// A file with the MAC addresses of phones.
    pub devices: Option<FileRef>,
    /// The PKCS#11 module of all URIs without their own.
    pub module: Option<PathBuf>,
    /// The publisher's ITLRecovery.
    pub itlrecovery: Option<KeyPair<C>>,
    /// The nodes, in their order.
    pub nodes: Vec<Node<C>>,
    /// Alternate TFTP servers.
    pub tftp: Vec<Server<C>>,
    /// Firewalls.
    pub firewalls: Vec<Server<C>>,
    /// SASTs of other clusters.
    pub trust: Vec<Trust<C>>,
    /// USB tokens.
    pub tokens: Vec<Token<C>>,
    /// Any other record of the CTL.
    pub records: Vec<ExtraRecord<C>>,
}

/// The content of `cluster.toml`, before the files that it names are read.
pub type Manifest = Cluster<FileRef>;

/// A file that the manifest names, and where it names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRef {
    /// The text as written: a path, relative to the cluster's folder.
    pub text: String,
    /// Where it is written.
    pub at: Location,
}

impl FileRef {
    /// The error for a file that cannot be read or has the wrong content.
    #[must_use]
    pub fn refused(&self, reason: &dyn std::fmt::Display) -> ManifestError {
        let path = self.text.clone();
        ManifestError::File { at: self.at, path, reason: reason.to_string() }
    }
}

/// A private key that the manifest names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// A file, relative to the cluster's folder, or a token.
    pub reference: KeyRef,
    /// Where it is written.
    pub at: Location,
    /// Where its passphrase or PIN is (`passphrase = "file:..."` beside `key`).
    pub passphrase: Option<Source>,
}

impl Key {
    /// The error for a key that cannot be used.
    #[must_use]
    pub fn refused(&self, reason: &dyn std::fmt::Display) -> ManifestError {
        let key = self.reference.to_string();
        ManifestError::Key { at: self.at, key, reason: reason.to_string() }
    }
}

/// A certificate with its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyPair<C = Certificate> {
    /// The certificate.
    pub certificate: C,
    /// Its key, if available.
    pub key: Option<Key>,
}

/// The services of a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Services {
    /// Cisco CallManager.
    pub callmanager: bool,
    /// Cisco TFTP.
    pub tftp: bool,
}

impl Services {
    /// The names in `cluster.toml` of the services that run.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let both = [(self.callmanager, "callmanager"), (self.tftp, "tftp")];
        both.into_iter().filter(|(runs, _)| *runs).map(|(_, name)| name)
    }

    /// The role of a record for a server with these services; `None` for a node without any.
    #[must_use]
    pub const fn role(self) -> Option<Role> {
        match (self.callmanager, self.tftp) {
            (true, true) => Some(Role::CCM_TFTP),
            (true, false) => Some(Role::CCM),
            (false, true) => Some(Role::TFTP),
            (false, false) => None,
        }
    }

    /// The services of both.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self { callmanager: self.callmanager || other.callmanager, tftp: self.tftp || other.tftp }
    }
}

/// A node of the cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node<C = Certificate> {
    /// Its name, with or without a domain.
    pub host: String,
    /// Its address.
    pub address: IpAddr,
    /// Whether it is the publisher; exactly one node is.
    pub publisher: bool,
    /// The services on it; none on a node for media resources.
    pub services: Services,
    /// The CallManager certificate; a node without services may have none.
    pub certificate: Option<C>,
    /// The key of that certificate.
    pub key: Option<Key>,
    /// The CAPF certificate; only the publisher has one.
    pub capf: Option<C>,
    /// The TVS certificate.
    pub tvs: Option<C>,
    /// Its own ITLRecovery, up to release 12.0.
    pub itlrecovery: Option<KeyPair<C>>,
    /// Where its files go; `tftp/<host>` by default.
    pub publish: Publish,
    /// Where the `[[node]]` is written.
    pub at: Location,
}

/// Where a server's files go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publish {
    /// The folder, relative to the cluster's, or absolute.
    pub folder: PathBuf,
    /// Whether `cluster.toml` names it: such a folder must exist.
    pub named: bool,
    /// Where it is named, or otherwise where the server is written.
    pub at: Location,
}

/// An alternate TFTP server or a firewall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server<C = Certificate> {
    /// Its name.
    pub host: String,
    /// Its address.
    pub address: IpAddr,
    /// Its certificate.
    pub certificate: C,
    /// Where its files go.
    pub publish: Publish,
    /// For a TFTP server, the classes of phones that use it; `None` means those of the cluster.
    pub phones: Option<Vec<Class>>,
    /// Where its table is written.
    pub at: Location,
}

/// A SAST certificate of another cluster (Phone-SAST-trust).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trust<C = Certificate> {
    /// The certificate.
    pub certificate: C,
    /// Where its table is written.
    pub at: Location,
}

/// A USB token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<C = Certificate> {
    /// Its exported certificate.
    pub certificate: C,
    /// The URI of its key; `None` if only the certificate is known.
    pub key: Option<Key>,
    /// Where its table is written.
    pub at: Location,
}

/// A record of the CTL that no other table describes: CallManager-ECDSA, APP-SERVER and
/// the like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtraRecord<C = Certificate> {
    /// What the certificate is trusted for.
    pub role: Role,
    /// The host's name.
    pub host: Option<String>,
    /// The host's address.
    pub address: Option<IpAddr>,
    /// The certificate.
    pub certificate: C,
    /// Where its table is written.
    pub at: Location,
}

impl<C> Cluster<C> {
    /// Every named key.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        let of_nodes = self.nodes.iter().flat_map(|node| {
            let recovery = node.itlrecovery.as_ref().and_then(|pair| pair.key.as_ref());
            node.key.iter().chain(recovery)
        });
        let recovery = self.itlrecovery.as_ref().and_then(|pair| pair.key.as_ref());
        let tokens = self.tokens.iter().filter_map(|token| token.key.as_ref());
        of_nodes.chain(recovery).chain(tokens)
    }

    /// The publisher and its index. Every parsed manifest has one.
    #[must_use]
    pub fn publisher(&self) -> Option<(usize, &Node<C>)> {
        self.nodes.iter().enumerate().find(|(_, node)| node.publisher)
    }

    /// The nodes that run TFTP, with their indexes.
    pub fn tftp_nodes(&self) -> impl Iterator<Item = (usize, &Node<C>)> {
        self.nodes.iter().enumerate().filter(|(_, node)| node.services.tftp)
    }

    /// The folder of a server's files, as `cluster.toml` has it.
    #[must_use]
    pub fn publish_folder(&self, host: &str) -> Option<PathBuf> {
        let nodes = self.nodes.iter().map(|node| (&node.host, &node.publish));
        let servers = self.tftp.iter().chain(&self.firewalls);
        let mut all = nodes.chain(servers.map(|server| (&server.host, &server.publish)));
        all.find(|(name, _)| *name == host).map(|(_, publish)| publish.folder.clone())
    }

    /// The publisher's CAPF certificate.
    #[must_use]
    pub fn capf(&self) -> Option<&C> {
        self.nodes.iter().find_map(|node| node.capf.as_ref())
    }

    /// The classes of phones that use an alternate TFTP server.
    #[must_use]
    pub fn phones_of<'c>(&'c self, server: &'c Server<C>) -> &'c [Class] {
        server.phones.as_deref().unwrap_or(&self.phones)
    }

    /// The same cluster with converted certificates.
    ///
    /// # Errors
    /// The first error of `convert`, in the order of `cluster.toml`.
    pub fn try_map<D, E>(
        &self,
        convert: &mut dyn FnMut(&C) -> Result<D, E>,
    ) -> Result<Cluster<D>, E> {
        let mut nodes = Vec::new();
        let itlrecovery = pair(self.itlrecovery.as_ref(), convert)?;
        for node in &self.nodes {
            nodes.push(Node {
                host: node.host.clone(),
                address: node.address,
                publisher: node.publisher,
                services: node.services,
                certificate: node.certificate.as_ref().map(&mut *convert).transpose()?,
                key: node.key.clone(),
                capf: node.capf.as_ref().map(&mut *convert).transpose()?,
                tvs: node.tvs.as_ref().map(&mut *convert).transpose()?,
                itlrecovery: pair(node.itlrecovery.as_ref(), convert)?,
                publish: node.publish.clone(),
                at: node.at,
            });
        }
        let mut servers = |servers: &[Server<C>]| -> Result<Vec<Server<D>>, E> {
            let server = |server: &Server<C>| {
                Ok(Server {
                    host: server.host.clone(),
                    address: server.address,
                    certificate: convert(&server.certificate)?,
                    publish: server.publish.clone(),
                    phones: server.phones.clone(),
                    at: server.at,
                })
            };
            servers.iter().map(server).collect()
        };
        let (tftp, firewalls) = (servers(&self.tftp)?, servers(&self.firewalls)?);
        let mut trust = Vec::new();
        for entry in &self.trust {
            trust.push(Trust { certificate: convert(&entry.certificate)?, at: entry.at });
        }
        let mut tokens = Vec::new();
        for token in &self.tokens {
            let certificate = convert(&token.certificate)?;
            tokens.push(Token { certificate, key: token.key.clone(), at: token.at });
        }
        let mut records = Vec::new();
        for record in &self.records {
            records.push(ExtraRecord {
                role: record.role,
                host: record.host.clone(),
                address: record.address,
                certificate: convert(&record.certificate)?,
                at: record.at,
            });
        }
        Ok(Cluster {
            name: self.name.clone(),
            release: self.release.clone(),
            digest: self.digest,
            signing: self.signing,
            phones: self.phones.clone(),
            sha512: self.sha512,
            signer: self.signer,
            devices: self.devices.clone(),
            module: self.module.clone(),
            itlrecovery,
            nodes,
            tftp,
            firewalls,
            trust,
            tokens,
            records,
        })
    }
}

fn pair<C, D, E>(
    pair: Option<&KeyPair<C>>,
    convert: &mut dyn FnMut(&C) -> Result<D, E>,
) -> Result<Option<KeyPair<D>>, E> {
    let Some(pair) = pair else { return Ok(None) };
    Ok(Some(KeyPair { certificate: convert(&pair.certificate)?, key: pair.key.clone() }))
}
