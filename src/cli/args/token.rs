//! `ctl token`

use std::ffi::OsString;

use clap::{Args, Subcommand, ValueEnum};

use super::change::ChangeArgs;
use super::secrets::{FinalTryArgs, ModuleArgs, SecretArgs};

/// List USB tokens, add them to the CTL, change PINs
///
/// A token is named by a URI (RFC 7512), which may be partial but must match exactly one
/// token. `ctl token list` prints the URIs.
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

/// List tokens, their certificates and remaining PIN tries
///
/// Needs no PIN. A slot that cannot be read does not hide the others.
#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    /// Mark the certificates that can sign an update of this list, which are its SASTs
    /// [default: the cluster's CTL]
    #[arg(long, value_name = "FILE")]
    pub(crate) list: Option<OsString>,
    #[command(flatten)]
    pub(crate) module: ModuleArgs,
}

/// Show one token in full; needs no PIN
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// Which token, for example pkcs11:token=SAST%201
    #[arg(value_name = "URI", default_value = "pkcs11:")]
    pub(crate) uri: String,
    #[command(flatten)]
    pub(crate) module: ModuleArgs,
}

/// Write a token's certificate to a file; needs no PIN
#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// Which certificate, for example pkcs11:token=SAST%201;object=signer
    #[arg(value_name = "URI")]
    pub(crate) uri: String,
    /// The file to write, or - for standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub(crate) output: OsString,
    /// Replace an existing file
    #[arg(long)]
    pub(crate) force: bool,
    /// Output format
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

/// Add a token to the cluster and its CTL
///
/// Adds a [[token]] to cluster.toml, whose comments are kept, and writes the certificate to
/// the folder tokens. If tokens sign the cluster's CTL, a new CTL is published in the same
/// step, signed by the token that signed the present one, or by --token. The new token need
/// not be inserted if its certificate was exported (`ctl token export`).
///
/// Before the first CTL the token is only recorded. The first list needs two tokens.
#[derive(Debug, Args)]
pub(crate) struct AddArgs {
    /// The token's URI, or a file with its certificate
    #[arg(value_name = "URI|CERT")]
    pub(crate) token: OsString,
    /// URI of its key; needed with a certificate file
    #[arg(long, value_name = "URI")]
    pub(crate) key: Option<String>,
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
}

/// Remove a token from the cluster and its CTL
///
/// For a lost or worn-out token. Removes its [[token]] from cluster.toml and publishes a CTL
/// without it in the same step. The token that signed the present CTL, or --token, signs and
/// must be inserted. At least two tokens must remain, so add the new one first.
#[derive(Debug, Args)]
pub(crate) struct RemoveArgs {
    /// The certificate's file or the URI as in cluster.toml, or the end of the token's
    /// subject
    #[arg(value_name = "TOKEN")]
    pub(crate) token: String,
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
}

/// Change a token's PIN
///
/// The new PIN is asked for twice on the terminal. The old one is tried once: a wrong PIN
/// costs a try, and Cisco's tokens lock for good after 15 in a row.
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
