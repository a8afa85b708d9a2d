//! Where the one passphrase or PIN of a run comes from, and where tokens are.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;
use trustlist::signer::secret::Source;

/// Without one of these, the terminal is asked.
#[derive(Debug, Args)]
#[command(next_help_heading = "Passphrase or PIN")]
#[group(multiple = false)]
pub(crate) struct SecretArgs {
    /// Read it from the first line of a file
    #[arg(id = "pin-file", long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Read it from a file descriptor
    #[arg(id = "pin-fd", long, value_name = "N")]
    fd: Option<u32>,
    /// Read it from an environment variable
    #[arg(id = "pin-env", long, value_name = "NAME")]
    env: Option<String>,
}

/// Whether to risk what may be the last try.
#[derive(Debug, Args)]
pub(crate) struct FinalTryArgs {
    /// Try the PIN even if a wrong one would lock the token for good
    #[arg(long, help_heading = "Passphrase or PIN")]
    pub(crate) final_try: bool,
}

/// The PKCS#11 module.
#[derive(Debug, Args)]
#[command(next_help_heading = "Token")]
pub(crate) struct ModuleArgs {
    /// PKCS#11 module of the token's driver [default: the first in a usual place]
    #[arg(long, value_name = "FILE", env = "CTL_PKCS11_MODULE", hide_env_values = true)]
    module: Option<OsString>,
}

impl ModuleArgs {
    /// The module that was named; an empty CTL_PKCS11_MODULE names none.
    pub(crate) fn file(&self) -> Option<PathBuf> {
        self.module.as_ref().filter(|name| !name.is_empty()).map(PathBuf::from)
    }
}

impl SecretArgs {
    /// The source that was named.
    pub(crate) fn source(&self) -> Option<Source> {
        let file = self.file.clone().map(Source::File);
        file.or(self.fd.map(Source::Fd)).or(self.env.clone().map(Source::Env))
    }
}
