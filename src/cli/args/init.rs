//! `ctl init`

use std::path::PathBuf;

use clap::Args;
use trustlist::cluster::release::Release;

/// Make the folder of a cluster
///
/// Writes a cluster.toml that explains itself, and folders for certificates,
/// keys and tokens. With --lab the cluster is whole: certificates and keys like
/// those that CUCM makes, and a cluster.toml that names them, so that every
/// command can be tried at once. Nothing that is there is ever overwritten.
#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// The folder; it is made if it is not there
    pub(crate) dir: PathBuf,
    /// Make a lab cluster, with certificates and keys
    #[arg(long)]
    pub(crate) lab: bool,
    /// How many nodes it has, from 1 to 28 [default: 3]
    ///
    /// A publisher, subscribers, from 3 nodes on a TFTP server of its own, and
    /// in larger clusters nodes for media resources.
    #[arg(long, value_name = "N", requires = "lab", help_heading = "Lab")]
    #[arg(value_parser = clap::value_parser!(u8).range(1..=28))]
    pub(crate) nodes: Option<u8>,
    /// CUCM's release, for example 9.1, 10.5(2) or 14SU3 [default: 12.5]
    ///
    /// It decides what the certificates look like, and who signs the CTL: up to
    /// 9.1 only tokens, from 14SU3 on none.
    #[arg(long, value_name = "RELEASE", requires = "lab", help_heading = "Lab")]
    pub(crate) release: Option<Release>,
    /// Let two USB tokens sign the CTL; their keys are files to be put into SoftHSM2
    #[arg(long, requires = "lab", help_heading = "Lab")]
    pub(crate) tokens: bool,
}
