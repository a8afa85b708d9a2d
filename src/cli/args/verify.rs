//! `ctl verify`

use std::ffi::OsString;

use clap::Args;

use crate::cli::clock::Period;

use super::secrets::{ModuleArgs, SecretArgs};

/// Say whether lists are sound: structure, signature, copies
///
/// Prints a line for each file, and under it every finding: a signature that
/// does not verify, a signer that is not there, a copy that differs from its
/// certificate. A list that is sound is consistent with itself; only --signer
/// says whose it is. With --installed there is also a line for each class of
/// phones; no TVS is reached then, and `ctl accept` says more.
#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// CTL or ITL files, or - for standard input
    #[arg(required = true)]
    pub(crate) file: Vec<OsString>,
    /// Insist that the lists are signed by this certificate: a file, or the pkcs11: URI of one on a token
    #[arg(long, value_name = "CERT")]
    pub(crate) signer: Option<OsString>,
    /// Say too whether phones that hold this list would take the new ones, in their order; once for a CTL, once for an ITL
    #[arg(long, value_name = "OLD")]
    pub(crate) installed: Vec<OsString>,
    /// Exit 1, too, where a certificate of a list has expired or expires within this time: 30d, 4w
    #[arg(long, value_name = "TIME")]
    pub(crate) expires_within: Option<Period>,
    #[command(flatten)]
    pub(crate) secrets: SecretArgs,
    #[command(flatten)]
    pub(crate) module: ModuleArgs,
}
