//! `ctl generate`

use clap::{Args, ValueEnum};

/// Write man pages, shell completions or the list of errors
///
/// The folders man and completions and the file docs/errors.md of the source are generated.
#[derive(Debug, Args)]
pub(crate) struct GenerateArgs {
    /// What to write
    #[arg(value_enum)]
    pub(crate) what: What,
    /// Target folder; files of the same names are replaced
    pub(crate) dir: std::path::PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum What {
    /// A man page for ctl and for each command
    Man,
    /// Completions for bash, zsh, fish, PowerShell and elvish
    Completions,
    /// errors.md: every error and finding, with its exit status and hint
    Errors,
}
