//! `ctl generate`

use clap::{Args, ValueEnum};

/// Write the man pages, the shell completions or the list of errors
///
/// What is in man/, completions/ and docs/errors.md of the source was made so.
#[derive(Debug, Args)]
pub(crate) struct GenerateArgs {
    /// What to write
    #[arg(value_enum)]
    pub(crate) what: What,
    /// The folder to write into; files of the same names are replaced
    pub(crate) dir: std::path::PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum What {
    /// A man page for ctl and for each command
    Man,
    /// Completions for bash, zsh, fish, PowerShell and elvish
    Completions,
    /// errors.md: every error and finding, with its exit code and a way out
    Errors,
}
