//! `ctl token`

use std::ffi::OsString;

use clap::{Args, Subcommand, ValueEnum};

use super::change::ChangeArgs;
use super::secrets::{FinalTryArgs, ModuleArgs, SecretArgs};

/// List USB tokens, enter them into the CTL, change their PINs
///
/// A token is named by a URI of RFC 7512, in part or in full: whatever it says
/// must match exactly one token. `ctl token list` prints them.
#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct TokenArgs {
    #[command(subcommand)]
    pub(crate) command: TokenCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum TokenCommand {
    List(ListArgs),
    Show(ShowArgs),
    Export(ExportArgs),
    Add(AddArgs),
    Remove(RemoveArgs),
    Passwd(PasswdArgs),
}

/// List the tokens, what is on them, and how many PIN tries they have left
///
/// Nothing is logged in to. A slot that cannot be read does not hide the others.
#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    /// Mark the certificates that can sign an update of this list: phones that
    /// hold it find them among its SASTs [default: the CTL of the cluster here]
    #[arg(long, value_name = "FILE")]
    pub(crate) list: Option<OsString>,
    #[command(flatten)]
    pub(crate) module: ModuleArgs,
}

/// Show everything about one token that needs no PIN
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// Which token, for example pkcs11:token=SAST%201
    #[arg(value_name = "URI", default_value = "pkcs11:")]
    pub(crate) uri: String,
    #[command(flatten)]
    pub(crate) module: ModuleArgs,
}

/// Write a token's certificate to a file; no PIN is needed
#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// Which certificate, for example pkcs11:token=SAST%201;object=signer
    #[arg(value_name = "URI")]
    pub(crate) uri: String,
    /// The file to write, or - for standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub(crate) output: OsString,
    /// Replace the file if it is there
    #[arg(long)]
    pub(crate) force: bool,
    /// How to write it
    #[arg(long, value_enum, default_value_t = Form::Pem)]
    pub(crate) form: Form,
    #[command(flatten)]
    pub(crate) module: ModuleArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// Text
    Pem,
    /// Binary
    Der,
}

/// Enter a token into the cluster, and into its CTL if there is one
///
/// cluster.toml gets a [[token]], its comments stay, and the certificate is written into
/// the folder tokens. Where the cluster has a CTL that tokens sign, the CTL is published
/// with it, as one: signed by the token that signed the present CTL, or by --token. The new token
/// need not be inserted where its certificate was exported (`ctl token export`).
///
/// Before the first CTL the token is only recorded. A first list needs two.
#[derive(Debug, Args)]
pub(crate) struct AddArgs {
    /// The token's URI, or a file with its certificate
    #[arg(value_name = "URI|CERT")]
    pub(crate) token: OsString,
    /// Where its key will be, with CERT
    #[arg(long, value_name = "URI")]
    pub(crate) key: Option<String>,
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
}

/// Take a token out of the cluster, and out of its CTL if there is one
///
/// For a token that is lost or worn out. cluster.toml loses its [[token]], and the CTL is
/// published without it, as one; the token that signed the present CTL signs, or --token, and has to be
/// inserted. At least two have to be left, so add the new one first.
#[derive(Debug, Args)]
pub(crate) struct RemoveArgs {
    /// The certificate's file or the URI as cluster.toml has them, or the end of the
    /// token's subject
    #[arg(value_name = "TOKEN")]
    pub(crate) token: String,
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
}

/// Change a token's PIN
///
/// The new PIN is asked for twice on the terminal. The old one is tried once: a
/// wrong one costs a try, and Cisco's tokens lock for good after 15 in a row.
#[derive(Debug, Args)]
pub(crate) struct PasswdArgs {
    /// Which token, for example pkcs11:token=SAST%201
    #[arg(value_name = "URI")]
    pub(crate) uri: String,
    /// Read the new PIN from the first line of a file instead of the terminal
    #[arg(long, value_name = "FILE", help_heading = "Passphrase or PIN")]
    pub(crate) new_pin_file: Option<std::path::PathBuf>,
    #[command(flatten)]
    pub(crate) secrets: SecretArgs,
    #[command(flatten)]
    pub(crate) last: FinalTryArgs,
    #[command(flatten)]
    pub(crate) module: ModuleArgs,
}
