//! `ctl adopt`

use clap::Args;

/// Take the lists that an existing cluster has published into the store
///
/// They are what its phones hold, so that the first change made with `ctl` starts from
/// them. The mode is read out of the CTL. Nothing is published. Several CTLs are taken
/// in their order, the present one last.
#[derive(Debug, Args)]
pub(crate) struct AdoptArgs {
    /// CTLs
    #[arg(value_name = "FILE", required_unless_present = "itl")]
    pub(crate) files: Vec<String>,
    /// The ITL of a TFTP node
    #[arg(long, value_name = "HOST=FILE", value_parser = host_and_file)]
    pub(crate) itl: Vec<(String, String)>,
    /// Say what would be taken; write nothing
    #[arg(short = 'n', long, help_heading = "Change")]
    pub(crate) dry_run: bool,
    /// Accepted as by every command; there is no question here
    #[arg(short, long, help_heading = "Change")]
    pub(crate) yes: bool,
    /// How long to wait while another `ctl` works on this cluster
    #[arg(long, value_name = "SECONDS", default_value_t = 10, help_heading = "Change")]
    pub(crate) wait: u32,
}

fn host_and_file(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((host, file)) if !host.is_empty() && !file.is_empty() => {
            Ok((host.to_owned(), file.to_owned()))
        }
        _ => Err("expected HOST=FILE".to_owned()),
    }
}
