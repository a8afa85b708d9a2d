//! `ctl verify`

use std::ffi::OsString;

use clap::Args;

use crate::cli::clock::Period;

use super::secrets::{ModuleArgs, SecretArgs};

/// Check lists: structure, signature, copies
///
/// Prints one line for each file, followed by its findings: a signature that does not
/// verify, a missing signer, a copy that differs from its certificate. A sound list is
/// consistent in itself; only --signer checks who signed it. --installed adds one line for
/// each class of phones, without TVS; `ctl accept` tells more.
#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// CTL or ITL files, or - for standard input
    #[arg(required = true)]
    pub(crate) file: Vec<OsString>,
    /// Require this certificate as signer: a file, or the pkcs11: URI of one on a token
    #[arg(long, value_name = "CERT")]
    pub(crate) signer: Option<OsString>,
    /// Also check whether phones with this list accept the new ones, in order; once for a CTL, once for an ITL
    #[arg(long, value_name = "OLD")]
    pub(crate) installed: Vec<OsString>,
    /// Exit status 1 also if a certificate in a list expires within this time: 30d, 4w
    #[arg(long, value_name = "TIME")]
    pub(crate) expires_within: Option<Period>,
    #[command(flatten)]
    pub(crate) secrets: SecretArgs,
    #[command(flatten)]
    pub(crate) module: ModuleArgs,
}
