//! `cluster.toml`: what a cluster is.

pub mod edit;
mod error;
mod location;
mod read;
mod servers;
mod syntax;
mod table;

use std::net::IpAddr;
use std::path::PathBuf;

pub use self::error::ManifestError;
pub use self::location::Location;
use crate::cluster::release::Release;
pub use crate::cluster::release::{Signing, TokenlessSigner};
use crate::digest::Digest;
use crate::phone::Class;
use crate::signer::secret::Source;

/// The longest `cluster.toml`, in bytes. One with every node, server and token
/// that there can be, and a comment for each line, is shorter.
pub const MAX_MANIFEST: usize = 256 * 1024;

/// The most nodes (Cisco's security guides): the publisher, and
/// [`MAX_CALL_PROCESSING`], [`MAX_TFTP`] and [`MAX_MEDIA`] others.
pub const MAX_NODES: usize = 28;

/// The most nodes with CallManager, the publisher aside, whatever else they run.
pub const MAX_CALL_PROCESSING: usize = 16;

/// The most nodes that run TFTP without CallManager, the publisher aside.
pub const MAX_TFTP: usize = 2;

/// The most nodes without services (media resources), the publisher aside.
pub const MAX_MEDIA: usize = 9;

/// The most tables of each other kind. A record of a CTL is rarely shorter than
/// 700 bytes and a list ends at 64 KiB, so that no more of them have room.
pub const MAX_ENTRIES: usize = 96;

/// A file that the manifest names, and where it names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRef {
    /// The text as it stands there: a path, relative to the cluster's folder.
    pub text: String,
    /// Where it stands.
    pub at: Location,
}

impl FileRef {
    /// The error of a file that cannot be read, or is not what it should be.
    #[must_use]
    pub fn refused(&self, reason: &dyn std::fmt::Display) -> ManifestError {
        let path = self.text.clone();
        ManifestError::File { at: self.at, path, reason: reason.to_string() }
    }
}

/// A private key that the manifest names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRef {
    /// A path relative to the cluster's folder, or a `pkcs11:` URI.
    pub text: String,
    /// Where it stands.
    pub at: Location,
    /// Where its passphrase or PIN is (`passphrase = "file:..."` beside `key`).
    pub passphrase: Option<Source>,
}

impl KeyRef {
    /// Whether the text of a key is a URI, not a file (RFC 3986, section 3.1:
    /// schemes are compared without case).
    #[must_use]
    pub fn is_uri(text: &str) -> bool {
        text.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("pkcs11:"))
    }

    /// The error of a key that cannot be used.
    #[must_use]
    pub fn refused(&self, reason: &dyn std::fmt::Display) -> ManifestError {
        let key = self.text.clone();
        ManifestError::Key { at: self.at, key, reason: reason.to_string() }
    }
}

/// A certificate with its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyPair {
    /// The certificate.
    pub certificate: FileRef,
    /// Its key, where it is at hand.
    pub key: Option<KeyRef>,
}

/// What runs on a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Services {
    /// Cisco CallManager.
    pub callmanager: bool,
    /// Cisco TFTP.
    pub tftp: bool,
}

impl Services {
    /// What runs, by the names in `cluster.toml`.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let both = [(self.callmanager, "callmanager"), (self.tftp, "tftp")];
        both.into_iter().filter(|(runs, _)| *runs).map(|(_, name)| name)
    }
}

/// A node of the cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its name, with or without a domain.
    pub host: String,
    /// Its address.
    pub address: IpAddr,
    /// Whether it is the publisher; exactly one node is.
    pub publisher: bool,
    /// What runs on it; nothing on a node for media resources.
    pub services: Services,
    /// The CallManager certificate; a node without services may have none.
    pub certificate: Option<FileRef>,
    /// The key of that certificate.
    pub key: Option<KeyRef>,
    /// The CAPF certificate: of the publisher only.
    pub capf: Option<FileRef>,
    /// The TVS certificate.
    pub tvs: Option<FileRef>,
    /// Where its files go; `tftp/<host>` unless it is said.
    pub publish: Publish,
    /// Where the `[[node]]` stands.
    pub at: Location,
}

/// Where a server's files go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publish {
    /// The folder, relative to the cluster's, or absolute.
    pub folder: PathBuf,
    /// Whether `cluster.toml` names it: a folder that is named has to be there.
    pub named: bool,
    /// Where it is named; else where the server stands.
    pub at: Location,
}

/// An alternate TFTP server or a firewall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Its name.
    pub host: String,
    /// Its address.
    pub address: IpAddr,
    /// Its certificate.
    pub certificate: FileRef,
    /// Where its files go.
    pub publish: Publish,
    /// Where its table stands.
    pub at: Location,
}

/// A SAST certificate of another cluster (Phone-SAST-trust).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trust {
    /// The certificate.
    pub certificate: FileRef,
    /// Where its table stands.
    pub at: Location,
}

/// A USB token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenEntry {
    /// Its exported certificate.
    pub certificate: FileRef,
    /// The URI of its key; a token whose certificate alone is known has none.
    pub key: Option<KeyRef>,
    /// Where its table stands.
    pub at: Location,
}

/// All of `cluster.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// The cluster's name.
    pub name: String,
    /// CUCM's release, which decides SAST records and signer.
    pub release: Release,
    /// Where `release` stands.
    pub release_at: Location,
    /// The digest of signatures.
    pub digest: Digest,
    /// Who signs the CTL.
    pub signing: Signing,
    /// Where `signing` stands, or the top where it does not.
    pub signing_at: Location,
    /// Which classes of phones there are.
    pub phones: Vec<Class>,
    /// Whether every phone is known to verify SHA-512.
    pub sha512: bool,
    /// Which tokenless key signs, where that is against the table.
    pub signer: Option<TokenlessSigner>,
    /// A file with the MAC addresses of phones.
    pub devices: Option<FileRef>,
    /// The PKCS#11 module of all URIs that name none.
    pub module: Option<PathBuf>,
    /// ITLRecovery.
    pub itlrecovery: Option<KeyPair>,
    /// The nodes, in their order.
    pub nodes: Vec<Node>,
    /// Alternate TFTP servers.
    pub tftp: Vec<Server>,
    /// Firewalls.
    pub firewalls: Vec<Server>,
    /// SASTs of other clusters.
    pub trust: Vec<Trust>,
    /// USB tokens.
    pub tokens: Vec<TokenEntry>,
}

impl Manifest {
    /// The publisher. A manifest that was read has one.
    #[must_use]
    pub fn publisher(&self) -> Option<&Node> {
        self.nodes.iter().find(|node| node.publisher)
    }
}
