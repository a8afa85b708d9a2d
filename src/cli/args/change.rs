//! What every command takes that publishes lists.

use clap::Args;
use trustlist::signer::KeyRef;

use super::secrets::{FinalTryArgs, ModuleArgs, SecretArgs};

/// Options of every change.
#[derive(Debug, Args)]
pub(crate) struct ChangeArgs {
    /// Print what would be published, and why; write and ask nothing
    #[arg(short = 'n', long, help_heading = "Change")]
    pub(crate) dry_run: bool,
    /// Skip the confirmation
    #[arg(short, long, help_heading = "Change")]
    pub(crate) yes: bool,
    #[command(flatten)]
    pub(crate) lists: ListsArgs,
    /// How long to wait for another `ctl` that uses this cluster
    #[arg(long, value_name = "SECONDS", default_value_t = 10, help_heading = "Change")]
    pub(crate) wait: u32,
    /// Time in the lists, RFC 3339 or Unix seconds [default: now]
    #[arg(long, value_name = "TIME", help_heading = "Change")]
    pub(crate) timestamp: Option<String>,
    #[command(flatten)]
    pub(crate) phones: PhonesArgs,
    #[command(flatten)]
    pub(crate) secrets: SecretArgs,
    /// Token of cluster.toml that signs the CTL [default: the signer of the present CTL, else the first]
    #[arg(id = "signing-token", long = "token", value_name = "URI", help_heading = "Token")]
    pub(crate) token: Option<KeyRef>,
    #[command(flatten)]
    pub(crate) last: FinalTryArgs,
    #[command(flatten)]
    pub(crate) module: ModuleArgs,
}

/// Which lists are rebuilt, and from what.
#[derive(Debug, Args)]
pub(crate) struct ListsArgs {
    /// Also re-sign unchanged lists, and replace files that are not lists
    #[arg(long, help_heading = "Change")]
    pub(crate) force: bool,
    /// Drop present records that cluster.toml does not explain
    #[arg(long, help_heading = "Change")]
    pub(crate) drop_records: bool,
}

/// Facts about the phones. `--yes` implies none of them.
#[derive(Debug, Args)]
pub(crate) struct PhonesArgs {
    /// Every phone has @N or later; @current: exactly the published lists
    #[arg(long = "phones-have", value_name = "@N", help_heading = "Phones")]
    #[arg(value_parser = generation)]
    pub(crate) have: Option<String>,
    /// All phones are new or reset; otherwise unknown phones stop the command
    #[arg(long = "new-phones", help_heading = "Phones")]
    pub(crate) new: bool,
    /// TVS runs on every node, with the certificate that the phones know
    #[arg(long, help_heading = "Phones")]
    pub(crate) tvs_up: bool,
    /// Publish even if phones may refuse the lists
    #[arg(long, help_heading = "Phones")]
    pub(crate) accept_lockout: bool,
}

/// `7` is `@7`. Which there are is known later.
#[expect(clippy::unnecessary_wraps, reason = "a parser of clap may fail")]
pub(super) fn generation(text: &str) -> Result<String, String> {
    Ok(crate::cli::generation::named(text))
}
