//! The commands: one file each, named like the file of its arguments.

pub(crate) mod accept;
pub(crate) mod adopt;
pub(crate) mod build;
pub(crate) mod cert;
mod certificate;
pub(crate) mod cluster;
mod done;
pub(crate) mod generate;
pub(crate) mod init;
pub(crate) mod itl;
pub(crate) mod plan;
pub(crate) mod set_cluster;
pub(crate) mod show;
pub(crate) mod status;
pub(crate) mod token;
pub(crate) mod update;
pub(crate) mod verify;
