//! What every command takes that publishes lists.

use clap::Args;
use trustlist::signer::KeyRef;

use super::secrets::{FinalTryArgs, ModuleArgs, SecretArgs};

/// How a change is made.
#[derive(Debug, Args)]
pub(crate) struct ChangeArgs {
    /// Say what would be published and why; write nothing, ask for no PIN
    #[arg(short = 'n', long, help_heading = "Change")]
    pub(crate) dry_run: bool,
    /// Answer the confirmation with yes; it answers no other question
    #[arg(short, long, help_heading = "Change")]
    pub(crate) yes: bool,
    #[command(flatten)]
    pub(crate) lists: ListsArgs,
    /// How long to wait while another `ctl` works on this cluster
    #[arg(long, value_name = "SECONDS", default_value_t = 10, help_heading = "Change")]
    pub(crate) wait: u32,
    /// The time inside the lists, RFC 3339 or Unix seconds [default: now]
    #[arg(long, value_name = "TIME", help_heading = "Change")]
    pub(crate) timestamp: Option<String>,
    #[command(flatten)]
    pub(crate) phones: PhonesArgs,
    #[command(flatten)]
    pub(crate) secrets: SecretArgs,
    /// Sign the CTL with this token of cluster.toml [default: the one that signed the present CTL, else the first]
    #[arg(id = "signing-token", long = "token", value_name = "URI", help_heading = "Token")]
    pub(crate) token: Option<KeyRef>,
    #[command(flatten)]
    pub(crate) last: FinalTryArgs,
    #[command(flatten)]
    pub(crate) module: ModuleArgs,
}

/// Which lists are made, and of what.
#[derive(Debug, Args)]
pub(crate) struct ListsArgs {
    /// Re-sign lists that did not change, too, and replace files that are not lists
    #[arg(long, help_heading = "Change")]
    pub(crate) force: bool,
    /// Drop records of the present lists that cluster.toml does not explain
    #[arg(long, help_heading = "Change")]
    pub(crate) drop_records: bool,
}

/// What is known of the phones. `--yes` answers none of these.
#[derive(Debug, Args)]
pub(crate) struct PhonesArgs {
    /// Every phone has @N or a later generation; @current: exactly what is published; recorded
    #[arg(long = "phones-have", value_name = "@N", help_heading = "Phones")]
    #[arg(value_parser = generation)]
    pub(crate) have: Option<String>,
    /// There are only new or reset phones; without it, unknown phones stop the command; recorded
    #[arg(long = "new-phones", help_heading = "Phones")]
    pub(crate) new: bool,
    /// TVS runs on every node with the certificate that the phones know; recorded
    #[arg(long, help_heading = "Phones")]
    pub(crate) tvs_up: bool,
    /// Publish although phones may refuse it; recorded
    #[arg(long, help_heading = "Phones")]
    pub(crate) accept_lockout: bool,
}

/// `7` is `@7`. Which there are is known later.
#[expect(clippy::unnecessary_wraps, reason = "a parser of clap may fail")]
pub(super) fn generation(text: &str) -> Result<String, String> {
    Ok(crate::cli::generation::named(text))
}
