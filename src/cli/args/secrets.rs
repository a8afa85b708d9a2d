//! Where the one passphrase or PIN of a run comes from.

use clap::Args;
use trustlist::signer::secret::Source;

/// Without one of these, the terminal is asked.
#[derive(Debug, Args)]
#[command(next_help_heading = "Passphrase or PIN")]
#[group(multiple = false)]
pub(crate) struct SecretArgs {
    /// Read it from the first line of a file
    #[arg(long, value_name = "FILE")]
    pin_file: Option<std::path::PathBuf>,
    /// Read it from a file descriptor
    #[arg(long, value_name = "N")]
    pin_fd: Option<u32>,
    /// Read it from an environment variable
    #[arg(long, value_name = "NAME")]
    pin_env: Option<String>,
}

impl SecretArgs {
    /// The source that was named.
    pub(crate) fn source(&self) -> Option<Source> {
        let file = self.pin_file.clone().map(Source::File);
        file.or(self.pin_fd.map(Source::Fd)).or(self.pin_env.clone().map(Source::Env))
    }
}
