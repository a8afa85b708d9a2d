//! `ctl adopt`

use std::ffi::{OsStr, OsString};

use clap::Args;
use clap::builder::{OsStringValueParser, TypedValueParser as _};

use super::names;

/// Import the lists that a cluster has published so far
///
/// The store records them as the lists on every server and phone, so that the first change
/// made with `ctl` starts from them: same spelling of names, and a signer that phones know.
/// The mode is read from the CTL. Nothing is published, and no key is needed.
///
/// Fetch CTLFile.tlv and each TFTP node's ITLFile.tlv as phones do, by TFTP or HTTP
/// (port 6970). Give CTLs oldest first, the present one last: include older ones if phones
/// that were offline may still have them. Every list must be sound.
#[derive(Debug, Args)]
pub(crate) struct AdoptArgs {
    /// CTLs, the present one last
    #[arg(value_name = "FILE", required_unless_present = "itl")]
    pub(crate) files: Vec<OsString>,
    /// The ITL of a TFTP node, by its host in cluster.toml; can be repeated
    #[arg(long, value_name = "HOST=FILE", value_parser = OsStringValueParser::new().try_map(host_and_file::<OsString>))]
    pub(crate) itl: Vec<(String, OsString)>,
    /// Print what would be imported; write nothing
    #[arg(short = 'n', long, help_heading = "Change")]
    pub(crate) dry_run: bool,
    /// Ignored: this command asks nothing
    #[arg(short, long, help_heading = "Change")]
    pub(crate) yes: bool,
    /// How long to wait for another `ctl` that uses this cluster
    #[arg(long, value_name = "SECONDS", default_value_t = 10, help_heading = "Change")]
    pub(crate) wait: u32,
}

fn host_and_file<T: AsRef<OsStr>>(text: T) -> Result<(String, OsString), String> {
    let parts = names::find(text.as_ref(), "=").and_then(|at| names::cut(text.as_ref(), at, 1));
    match parts.and_then(|(host, file)| Some((host.into_string().ok()?, file))) {
        Some((host, file)) if !host.is_empty() && !file.is_empty() => Ok((host, file)),
        _ => Err("expected HOST=FILE".to_owned()),
    }
}
