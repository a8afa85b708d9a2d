//! `ctl token`

mod cluster;
#[cfg(feature = "pkcs11")]
mod inserted;

use std::path::Path;

use crate::cli::args::token::{TokenArgs, TokenCommand};
use crate::cli::console::Console;
use crate::cli::exit::Exit;

pub(crate) fn run(args: &TokenArgs, folder: &Path, console: &Console) -> anyhow::Result<Exit> {
    match &args.command {
        TokenCommand::Add(args) => cluster::add(args, folder, console),
        TokenCommand::Remove(args) => cluster::remove(args, folder, console),
        #[cfg(feature = "pkcs11")]
        TokenCommand::List(args) => inserted::list(args, folder, console),
        #[cfg(feature = "pkcs11")]
        TokenCommand::Show(args) => inserted::show(args, console),
        #[cfg(feature = "pkcs11")]
        TokenCommand::Export(args) => inserted::export(args, console),
        #[cfg(feature = "pkcs11")]
        TokenCommand::Passwd(args) => inserted::passwd(args, console),
        #[cfg(not(feature = "pkcs11"))]
        _ => Err(trustlist::signer::TokenError::Unsupported {}.into()),
    }
}
