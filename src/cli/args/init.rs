//! `ctl init`

use std::path::PathBuf;

use clap::Args;
use trustlist::cluster::release::Release;

/// Create the folder of a cluster
///
/// Writes a cluster.toml with comments, and folders for certificates, keys and tokens.
/// With --lab the cluster is complete: certificates and keys like those of CUCM, and a
/// cluster.toml that names them, so that every command can be tried. Existing files are
/// never overwritten.
#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// The folder; created if missing
    pub(crate) dir: PathBuf,
    /// Create a lab cluster, with certificates and keys
    #[arg(long)]
    pub(crate) lab: bool,
    /// Number of nodes, from 1 to 28 [default: 3]
    ///
    /// A publisher and subscribers; from 3 nodes, a dedicated TFTP server; in larger
    /// clusters, nodes for media resources.
    #[arg(long, value_name = "N", requires = "lab", help_heading = "Lab")]
    #[arg(value_parser = clap::value_parser!(u8).range(1..=28))]
    pub(crate) nodes: Option<u8>,
    /// CUCM's release, for example 9.1, 10.5(2) or 14SU3 [default: 12.5]
    ///
    /// Decides the form of the certificates and the signer of the CTL: up to 9.1 only
    /// tokens, from 14SU3 on none.
    #[arg(long, value_name = "RELEASE", requires = "lab", help_heading = "Lab")]
    pub(crate) release: Option<Release>,
    /// Two USB tokens sign the CTL; their keys are files to import into SoftHSM2
    #[arg(long, requires = "lab", help_heading = "Lab")]
    pub(crate) tokens: bool,
}
