//! `ctl set-cluster`

use std::path::Path;

use trustlist::cluster::Mode;
use trustlist::cluster::plan::{CtlSigner, ItlKey};
use trustlist::cluster::targets::Scope;

use super::cluster::{Ctl, Proposal, Work, change, words};
use super::update::replaced;
use crate::cli::args::set_cluster::{ModeArg, SetClusterArgs};
use crate::cli::console::Console;
use crate::cli::exit::Exit;

pub(crate) fn run(args: &SetClusterArgs, folder: &Path, console: &Console) -> anyhow::Result<Exit> {
    let (mode, command, words) = match args.mode {
        ModeArg::MixedMode => (Mode::Mixed, "set-cluster mixed-mode", words::MIXED),
        ModeArg::NonSecureMode => {
            (Mode::NonSecure, "set-cluster non-secure-mode", words::NON_SECURE)
        }
    };
    let work = Work::begin(folder, command, &args.change, console)?;
    let has_ctl = work.state.present().is_some_and(|one| one.lists.ctl.is_some());
    if work.state.mode == mode && (has_ctl || mode == Mode::NonSecure) {
        console.note(&format!("the cluster is in {} mode already", mode.name()));
    }
    let mut reasons = Vec::new();
    if work.state.mode != mode {
        reasons.push(format!("mode changed: {} to {}", work.state.mode.name(), mode.name()));
    }
    // Without a CTL phones are not secured, and need none to stay so.
    let needed = has_ctl || mode == Mode::Mixed;
    let keep = mode == Mode::NonSecure;
    let (manifest, material) = (work.site.manifest.clone(), work.site.material.clone());
    let (ctl, itls) = work.plan(&manifest, &material, |planner| {
        let ctl = needed.then(|| planner.ctl(mode, CtlSigner::Usual, keep)).transpose()?;
        let itls = if needed { planner.itls(mode, ItlKey::Usual)? } else { Vec::new() };
        Ok((ctl.map_or(Ctl::Keep, |list| replaced(&work, list)), itls))
    })?;
    let proposal = Proposal {
        command: command.to_owned(),
        words,
        mode,
        reasons,
        ctl,
        itls,
        scope: if needed { Scope::All } else { Scope::Itl },
        manifest,
        material,
        own: Vec::new(),
        remote: None,
    };
    change::carry_out(work, &proposal)
}
