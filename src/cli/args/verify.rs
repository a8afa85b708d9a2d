//! `ctl verify`

use clap::Args;

/// Say whether lists are sound: structure, signature, and every copy of a
/// certificate's parts
///
/// Prints a line for each file, and under it every finding. A list that is sound
/// is consistent with itself; only --signer says whose it is.
#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// CTL or ITL files, or - for standard input
    #[arg(required = true)]
    pub(crate) file: Vec<String>,
    /// Insist that the lists are signed by this certificate
    #[arg(long, value_name = "CERT")]
    pub(crate) signer: Option<String>,
}
