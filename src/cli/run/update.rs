//! `ctl update`, `ctl upgrade`, `ctl reset`, `ctl delete`

use std::path::Path;

use trustlist::cluster::change::Described;
use trustlist::cluster::command::Command;
use trustlist::cluster::manifest::{Signing, edit};

use super::cluster::{begin, carry_out, texts};
use crate::cli::args::change::ChangeArgs;
use crate::cli::args::update::{DeleteArgs, ResetArgs, UpdateArgs, UpgradeArgs};
use crate::cli::console::Console;
use crate::cli::exit::Exit;

pub(crate) fn update(args: &UpdateArgs, folder: &Path, console: &Console) -> anyhow::Result<Exit> {
    let Some(name) = &args.to else {
        return simple(Command::Update, &args.change, folder, console);
    };
    let session = begin(folder, "update CTLFile", &args.change, console)?;
    let generation = session.past.named(name)?;
    let (number, mode) = (generation.number, generation.mode);
    let lists = session.past.lists(number)?;
    let unexplained = session.past.unexplained_of(number)?;
    let ctl = lists.ctl.as_deref();
    let command = Command::UpdateTo { number, mode, ctl, unexplained: &unexplained };
    carry_out(session, command, None, None, texts::UPDATE, &args.change, console)
}

pub(crate) fn upgrade(
    args: &UpgradeArgs,
    folder: &Path,
    console: &Console,
) -> anyhow::Result<Exit> {
    let session = begin(folder, "upgrade", &args.change, console)?;
    let described = match session.folder.cluster.signing {
        Signing::Tokenless => None,
        Signing::Token => {
            let manifest = edit::set_signing(&session.folder.text, Signing::Tokenless)?;
            let mut cluster = session.folder.cluster.clone();
            cluster.signing = Signing::Tokenless;
            Some(Described { cluster, manifest, files: Vec::new() })
        }
    };
    carry_out(session, Command::Upgrade, described, None, texts::UPDATE, &args.change, console)
}

pub(crate) fn reset(args: &ResetArgs, folder: &Path, console: &Console) -> anyhow::Result<Exit> {
    simple(Command::ResetLocalkey, &args.change, folder, console)
}

pub(crate) fn delete(args: &DeleteArgs, folder: &Path, console: &Console) -> anyhow::Result<Exit> {
    let command = Command::Delete { tokens_lost: args.tokens_lost };
    let session = begin(folder, &command.typed(), &args.change, console)?;
    let cluster = &session.folder.cluster;
    let lost = args.tokens_lost && cluster.signing == Signing::Token;
    let described = if lost && !cluster.tokens.is_empty() {
        let manifest = edit::remove_all_tokens(&session.folder.text)?;
        let mut cluster = cluster.clone();
        cluster.tokens.clear();
        Some(Described { cluster, manifest, files: Vec::new() })
    } else {
        None
    };
    carry_out(session, command, described, None, texts::DELETE, &args.change, console)
}

/// A command that does not change cluster.toml.
fn simple(
    command: Command<'_>,
    args: &ChangeArgs,
    folder: &Path,
    console: &Console,
) -> anyhow::Result<Exit> {
    let session = begin(folder, &command.typed(), args, console)?;
    carry_out(session, command, None, None, texts::UPDATE, args, console)
}
