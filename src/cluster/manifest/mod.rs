//! `cluster.toml`, and the cluster that it describes.
//!
//! [`Manifest::read`] returns a [`Cluster`] with file names, [`Manifest::load`] the same with the
//! certificates in these files.

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

/// The longest `cluster.toml`, in bytes. Even one with all possible nodes, servers and tokens, and
/// a comment for each line, is shorter.
pub const MAX_MANIFEST: usize = 256 * 1024;

/// The most nodes (Cisco's security guides): the publisher, and
/// [`MAX_CALL_PROCESSING`], [`MAX_TFTP`] and [`MAX_MEDIA`] others.
pub const MAX_NODES: usize = 28;

/// The most nodes with CallManager besides the publisher, whatever else they run.
pub const MAX_CALL_PROCESSING: usize = 16;

/// The most nodes that run TFTP without CallManager, besides the publisher.
pub const MAX_TFTP: usize = 2;

/// The most nodes without services (media resources), besides the publisher.
pub const MAX_MEDIA: usize = 9;

/// The most tables of each other kind. A CTL record is rarely shorter than 700 bytes and a list is
/// at most 64 KiB long, so there is no room for more.
pub const MAX_ENTRIES: usize = 96;
