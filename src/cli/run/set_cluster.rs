//! `ctl set-cluster`

use std::path::Path;

use trustlist::cluster::Mode;
use trustlist::cluster::command::Command;

use super::cluster::{begin, carry_out, texts};
use crate::cli::args::set_cluster::{ModeArg, SetClusterArgs};
use crate::cli::console::Console;
use crate::cli::exit::Exit;

pub(crate) fn run(args: &SetClusterArgs, folder: &Path, console: &Console) -> anyhow::Result<Exit> {
    let (mode, texts) = match args.mode {
        ModeArg::MixedMode => (Mode::Mixed, texts::MIXED),
        ModeArg::NonSecureMode => (Mode::NonSecure, texts::NON_SECURE),
    };
    let command = Command::SetCluster(mode);
    let session = begin(folder, &command.typed(), &args.change, console)?;
    let has_ctl = session.past.present_lists()?.ctl.is_some();
    if session.past.mode() == mode && (has_ctl || mode == Mode::NonSecure) {
        console.note(&format!("the cluster is already in {} mode", mode.name()));
    }
    carry_out(session, command, None, None, texts, &args.change, console)
}
