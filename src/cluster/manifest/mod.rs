//! `cluster.toml`, and the cluster that it describes.
//!
//! [`Manifest::read`] gives a [`Cluster`] of names of files, [`Manifest::load`] the same
//! with the certificates that are in them.

mod cluster;
pub mod edit;
mod error;
mod load;
mod location;
mod path;
pub(crate) mod plausible;
mod read;
mod servers;
mod syntax;
mod table;

pub use self::cluster::{
    Cluster, ExtraRecord, FileRef, Key, KeyPair, Manifest, Node, Publish, Server, Services, Token,
    Trust,
};
pub use self::error::ManifestError;
pub use self::location::Location;
pub use crate::cluster::release::{Signing, TokenlessSigner};

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
