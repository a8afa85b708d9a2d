//! `ctl update`, `ctl upgrade`, `ctl reset`, `ctl delete`

use std::path::Path;

use trustlist::cluster::Mode;
use trustlist::cluster::manifest::{Manifest, Signing, edit};
use trustlist::cluster::material::Material;
use trustlist::cluster::plan::{CtlSigner, ItlKey, NewList};
use trustlist::cluster::publish::FileChange;
use trustlist::cluster::rule::RuleError;
use trustlist::cluster::targets::Scope;

use super::cluster::site::MANIFEST;
use super::cluster::{Ctl, Proposal, Words, Work, change, words};
use crate::cli::args::update::{DeleteArgs, ResetArgs, UpdateArgs, UpgradeArgs};
use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::generation;

pub(crate) fn update(args: &UpdateArgs, folder: &Path, console: &Console) -> anyhow::Result<Exit> {
    let work = Work::begin(folder, "update CTLFile", &args.change, console)?;
    let Some(name) = &args.to else { return anew(work, "update CTLFile", CtlSigner::Usual) };
    let present = needs_ctl(&work, "update CTLFile")?;
    let one = generation::named(name, &work.state.generations, present)?;
    let (number, found) = (one.number, one.mode.name());
    let missing = || RuleError::NotInGeneration { number, what: "CTL".to_owned() };
    let bytes = one.lists.ctl.clone().ok_or_else(missing)?;
    let expected = work.state.mode.name();
    if one.mode != work.state.mode {
        return Err(RuleError::OtherMode { number, found, expected }.into());
    }
    let same = work.state.present().is_some_and(|now| now.lists.ctl.as_ref() == Some(&bytes));
    let reasons = if same { Vec::new() } else { vec![format!("the CTL of @{number} again")] };
    let command = format!("update CTLFile --to @{number}");
    let proposal = Proposal {
        reasons,
        ctl: if same { Ctl::Keep } else { Ctl::Again(bytes) },
        ..as_it_is(&work, &command, words::UPDATE)
    };
    change::carry_out(work, &proposal)
}

pub(crate) fn upgrade(
    args: &UpgradeArgs,
    folder: &Path,
    console: &Console,
) -> anyhow::Result<Exit> {
    let work = Work::begin(folder, "upgrade", &args.change, console)?;
    needs_ctl(&work, "upgrade")?;
    if work.site.manifest.signing == Signing::Tokenless {
        return anew(work, "upgrade", CtlSigner::Usual);
    }
    let text = edit::set_signing(&work.site.text, Signing::Tokenless)?;
    let manifest = Manifest::read(&text)?;
    let material = work.site.material.clone();
    let proposal = planned(&work, "upgrade", CtlSigner::Usual, manifest, material)?;
    let own = vec![own_file(&work, MANIFEST, text)];
    change::carry_out(work, &Proposal { own, ..proposal })
}

pub(crate) fn reset(args: &ResetArgs, folder: &Path, console: &Console) -> anyhow::Result<Exit> {
    let work = Work::begin(folder, "reset localkey", &args.change, console)?;
    anew(work, "reset localkey", CtlSigner::Other)
}

pub(crate) fn delete(args: &DeleteArgs, folder: &Path, console: &Console) -> anyhow::Result<Exit> {
    let command = if args.tokens_lost { "delete CTLFile --tokens-lost" } else { "delete CTLFile" };
    let work = Work::begin(folder, command, &args.change, console)?;
    let lost = args.tokens_lost && work.site.manifest.signing == Signing::Token;
    if work.state.mode == Mode::Mixed && !lost {
        return Err(RuleError::DeleteInMixedMode {}.into());
    }
    let mut proposal = as_it_is(&work, command, words::DELETE);
    if work.state.present().is_some_and(|one| one.lists.ctl.is_some()) {
        proposal.ctl = Ctl::Delete;
        proposal.reasons.push("no phone is to be given a CTL".to_owned());
    }
    proposal.scope = Scope::NoCtl;
    if lost && !proposal.manifest.tokens.is_empty() {
        let text = edit::remove_all_tokens(&work.site.text)?;
        proposal.manifest = Manifest::read(&text)?;
        proposal.material.tokens.clear();
        proposal.own.push(own_file(&work, MANIFEST, text));
        proposal.reasons.push("every token of the CTL is lost".to_owned());
    }
    change::carry_out(work, &proposal)
}

/// Publishes the CTL and the ITLs as the cluster is described now.
fn anew(work: Work<'_>, command: &str, by: CtlSigner) -> anyhow::Result<Exit> {
    needs_ctl(&work, command)?;
    let (manifest, material) = (work.site.manifest.clone(), work.site.material.clone());
    let proposal = planned(&work, command, by, manifest, material)?;
    change::carry_out(work, &proposal)
}

/// Plans the CTL and the ITLs, in the mode that there is.
pub(crate) fn planned(
    work: &Work<'_>,
    command: &str,
    by: CtlSigner,
    manifest: Manifest,
    material: Material,
) -> anyhow::Result<Proposal> {
    let mode = work.state.mode;
    let (ctl, itls) = work.plan(&manifest, &material, |planner| {
        Ok((planner.ctl(mode, by, false)?, planner.itls(mode, ItlKey::Usual)?))
    })?;
    let same = as_it_is(work, command, words::UPDATE);
    Ok(Proposal { ctl: replaced(work, ctl), itls, manifest, material, ..same })
}

/// What becomes of the CTL, once a new one is planned: without a reason it stays, so
/// that a file that lacks on a server belongs to what was published before.
pub(crate) fn replaced(work: &Work<'_>, list: NewList) -> Ctl {
    if list.reasons.is_empty() && !work.args.force { Ctl::Keep } else { Ctl::New(Box::new(list)) }
}

/// A proposal that changes nothing yet.
pub(crate) fn as_it_is(work: &Work<'_>, command: &str, words: Words) -> Proposal {
    Proposal {
        command: command.to_owned(),
        words,
        mode: work.state.mode,
        reasons: Vec::new(),
        ctl: Ctl::Keep,
        itls: Vec::new(),
        scope: Scope::All,
        manifest: work.site.manifest.clone(),
        material: work.site.material.clone(),
        own: Vec::new(),
        remote: None,
    }
}

/// The number of what was published last, where that has a CTL.
fn needs_ctl(work: &Work<'_>, command: &str) -> Result<u32, RuleError> {
    let present = work.state.present().filter(|one| one.lists.ctl.is_some());
    present.map(|one| one.number).ok_or_else(|| RuleError::NoCtl { command: command.to_owned() })
}

/// A file of the cluster's own folder.
pub(crate) fn own_file(work: &Work<'_>, name: &str, text: impl Into<Vec<u8>>) -> FileChange {
    FileChange {
        server: String::new(),
        path: work.site.folder.join(name),
        bytes: Some(text.into()),
        make_folder: true,
    }
}
