//! `ctl adopt`

use std::ffi::{OsStr, OsString};

use clap::Args;
use clap::builder::{OsStringValueParser, TypedValueParser as _};

use super::names;

/// Take over the lists that an existing cluster has published
///
/// They go into the store as what every server had and phones hold, so that the first change
/// made with `ctl` starts from them: same spelling of names, and a signer that phones
/// know. The mode is read from the CTL. Nothing is published, and no key is needed.
///
/// Fetch CTLFile.tlv and each TFTP node's ITLFile.tlv as phones do, by TFTP or HTTP
/// (port 6970). Several CTLs are taken in their order, the present one last: name older
/// ones too where phones that were away may still hold them. Every list has to be sound.
#[derive(Debug, Args)]
pub(crate) struct AdoptArgs {
    /// CTLs, the present one last
    #[arg(value_name = "FILE", required_unless_present = "itl")]
    pub(crate) files: Vec<OsString>,
    /// The ITL of a TFTP node, by its host in cluster.toml; may be repeated
    #[arg(long, value_name = "HOST=FILE", value_parser = OsStringValueParser::new().try_map(host_and_file::<OsString>))]
    pub(crate) itl: Vec<(String, OsString)>,
    /// Say what would be taken; write nothing
    #[arg(short = 'n', long, help_heading = "Change")]
    pub(crate) dry_run: bool,
    /// Accepted for scripts; this command asks nothing
    #[arg(short, long, help_heading = "Change")]
    pub(crate) yes: bool,
    /// How long to wait while another `ctl` works on this cluster
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
