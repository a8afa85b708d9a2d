//! The way of every publishing command, after its plan: ask, sign, verify, publish, say
//! what was done.

use std::collections::BTreeSet;

use trustlist::cluster::content::{Cluster, Part};
use trustlist::cluster::manifest::Manifest;
use trustlist::cluster::material::Material;
use trustlist::cluster::plan::NewList;
use trustlist::cluster::publish::{self, FileChange};
use trustlist::cluster::store::{Draft, Lists, Store};
use trustlist::cluster::targets::{self, Scope, Wanted};
use trustlist::cluster::{Mode, afterwards};
use trustlist::report::change::Report;
use trustlist::signer::Signer;

use super::said::{file_reports, list_reports, reasons_or_files, said, unchanged};
use super::{Words, Work, phones, signers};
use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::keys::Keys;
use crate::cli::prompt;

/// What becomes of the CTL.
pub(crate) enum Ctl {
    /// It stays as it is.
    Keep,
    /// It is replaced by a new one.
    New(Box<NewList>),
    /// It is replaced by these bytes, which are signed.
    Again(Vec<u8>),
    /// It goes.
    Delete,
}

/// What a command is about to do.
pub(crate) struct Proposal {
    /// Its name, without `ctl`.
    pub(crate) command: String,
    pub(crate) words: Words,
    /// The mode from then on.
    pub(crate) mode: Mode,
    /// Why, beside the reasons of the lists.
    pub(crate) reasons: Vec<String>,
    pub(crate) ctl: Ctl,
    /// The ITL of each TFTP node, those included that did not change; nothing where
    /// ITLs are not looked at.
    pub(crate) itls: Vec<NewList>,
    pub(crate) scope: Scope,
    /// The cluster as it is described from then on.
    pub(crate) manifest: Manifest,
    pub(crate) material: Material,
    /// Files of the cluster's own folder that change with it.
    pub(crate) own: Vec<FileChange>,
    /// The signer of `itl reset remotekey`.
    pub(crate) remote: Option<Box<dyn Signer>>,
}

/// The lists that are signed anew, and all lists afterwards.
struct Outcome<'a> {
    new: Vec<&'a NewList>,
    lists: Lists,
}

/// Carries out a proposal, or says what it would do.
pub(crate) fn carry_out(mut work: Work<'_>, proposal: &Proposal) -> anyhow::Result<Exit> {
    let cluster = Cluster { manifest: &proposal.manifest, material: &proposal.material };
    // With zeros for signatures: enough to see which files would change.
    let Outcome { new, lists } =
        outcome(&work, proposal, |list| Ok(list.unsigned.bytes().to_vec()))?;
    let reasons = reasons(proposal, &new);
    let wanted = wanted(&work, &cluster, &lists, proposal)?;
    let files = changes(&work, &wanted)?;
    // A file that lacks on a server is published again, though no list changed.
    let mode_changes = proposal.mode != work.state.mode;
    if new.is_empty() && files.is_empty() && proposal.own.is_empty() && !mode_changes {
        return unchanged(&work, proposal);
    }
    let mut report = Report {
        schema: "ctl.change/1",
        command: proposal.command.clone(),
        dry_run: work.args.dry_run,
        changed: true,
        mode: proposal.mode.name(),
        generation: None,
        reasons: reasons_or_files(reasons, &files),
        lists: list_reports(proposal, &new, &lists),
        files: file_reports(&wanted, &files),
        phones: Vec::new(),
        afterwards: afterwards::of(&cluster, &new, mode_changes.then_some(proposal.mode)),
    };
    // Files that are put back bring no phone anything new.
    let guarded = !new.is_empty() || matches!(proposal.ctl, Ctl::Again(_) | Ctl::Delete);
    let decision = guarded
        .then(|| phones::decide(&work, proposal, &phones::unsigned(&lists, &new)?))
        .transpose()?;
    report.phones = decision.iter().flat_map(|one| phones::reports(&one.played)).collect();
    warn(&new, work.console);
    if work.args.dry_run {
        let exit = said(&report, proposal, work.console)?;
        return match &decision {
            Some(decision) => phones::allow(&mut work, proposal, decision).map(|_| exit),
            None => Ok(exit),
        };
    }
    let lockout = match &decision {
        Some(decision) => phones::allow(&mut work, proposal, decision)?,
        None => false,
    };
    publish::check(&files)?;
    if !work.console.json {
        for reason in &report.reasons {
            work.console.note(&format!("because: {reason}"));
        }
    }
    if !prompt::confirmed(proposal.words.question, work.args.yes)? {
        work.console.note("nothing was written");
        return Ok(Exit::No);
    }
    if !work.console.json {
        Console::result(format!("\n{}\n", proposal.words.doing).as_bytes())?;
    }
    let outcome = work.with_keys(|keys| {
        let mut opened = Signers { work: &work, proposal, cluster, keys, opened: Vec::new() };
        outcome(&work, proposal, |list| opened.seal(list))
    })?;
    if guarded {
        // Once more, on the very bytes: a signature that was assumed is there now.
        let decision = phones::decide(&work, proposal, &phones::signed(&outcome.lists)?)?;
        if decision.refused && !lockout && !decision.by_tvs {
            phones::allow(&mut work, proposal, &decision)?;
        }
    }
    let wanted = self::wanted(&work, &cluster, &outcome.lists, proposal)?;
    let mut files = changes(&work, &wanted)?;
    report.files = file_reports(&wanted, &files);
    files.extend(proposal.own.iter().cloned());
    report.lists = list_reports(proposal, &outcome.new, &outcome.lists);
    // Where no list changed, files are missing, and they belong to what was published.
    let same = !guarded && !mode_changes;
    let again = work.state.current.filter(|_| same && proposal.own.is_empty());
    let draft = Draft {
        time: i64::from(work.timestamp),
        command: proposal.command.clone(),
        reason: report.reasons.join("\n"),
        mode: proposal.mode,
        release: proposal.manifest.release.to_string(),
        lists: outcome.lists,
        lockout,
        files,
    };
    if let Some(store) = &mut work.store {
        let folder = &work.site.folder;
        report.generation = Some(match again {
            Some(number) => {
                publish::publish_again(store, folder, number, &draft.files)?;
                number
            }
            None => publish::publish(store, folder, &draft)?,
        });
    }
    said(&report, proposal, work.console)
}

/// Says each warning of building once.
fn warn(new: &[&NewList], console: &Console) {
    let mut said = Vec::new();
    for warning in new.iter().flat_map(|list| &list.warnings) {
        if !said.contains(&warning) {
            console.remark("warning", warning);
            said.push(warning);
        }
    }
}

/// The lists as they are afterwards; `bytes` gives those of a new one.
fn outcome<'p>(
    work: &Work<'_>,
    proposal: &'p Proposal,
    mut bytes: impl FnMut(&NewList) -> anyhow::Result<Vec<u8>>,
) -> anyhow::Result<Outcome<'p>> {
    let mut lists = work.state.present().map(|one| one.lists.clone()).unwrap_or_default();
    let hosts = proposal.manifest.nodes.iter().filter(|node| node.services.tftp);
    let hosts: BTreeSet<_> = hosts.map(|node| node.host.as_str()).collect();
    lists.itls.retain(|host, _| hosts.contains(host.as_str()));
    let is_new = |list: &&NewList| work.args.force || !list.reasons.is_empty();
    let mut new = Vec::new();
    match &proposal.ctl {
        Ctl::Keep => {}
        Ctl::New(list) => new.extend(Some(list.as_ref()).filter(is_new)),
        Ctl::Again(bytes) => lists.ctl = Some(bytes.clone()),
        Ctl::Delete => lists.ctl = None,
    }
    new.extend(proposal.itls.iter().filter(is_new));
    for list in &new {
        let bytes = bytes(list)?;
        match &list.host {
            Some(host) => drop(lists.itls.insert(host.clone(), bytes)),
            None => lists.ctl = Some(bytes),
        }
    }
    Ok(Outcome { new, lists })
}

/// The signers of one run: each key is opened once.
struct Signers<'a, 'k> {
    work: &'a Work<'a>,
    proposal: &'a Proposal,
    cluster: Cluster<'a>,
    keys: &'a Keys<'k>,
    opened: Vec<(Part, Box<dyn Signer + 'k>)>,
}

impl Signers<'_, '_> {
    fn seal(&mut self, list: &NewList) -> anyhow::Result<Vec<u8>> {
        if let (Part::Remote, Some(signer)) = (list.signer, &self.proposal.remote) {
            return Ok(list.unsigned.clone().seal(signer.as_ref())?);
        }
        if let Some((_, signer)) = self.opened.iter().find(|(part, _)| *part == list.signer) {
            return Ok(list.unsigned.clone().seal(signer.as_ref())?);
        }
        let manifest = &self.proposal.manifest;
        let signer = signers::signer(
            &self.work.site.folder,
            manifest,
            list.signer,
            &list.certificate,
            self.cluster.name(list.signer),
            self.keys,
        )?;
        let bytes = list.unsigned.clone().seal(signer.as_ref())?;
        self.opened.push((list.signer, signer));
        Ok(bytes)
    }
}

fn wanted(
    work: &Work<'_>,
    cluster: &Cluster<'_>,
    lists: &Lists,
    proposal: &Proposal,
) -> anyhow::Result<Vec<Wanted>> {
    let (folder, devices) = (&work.site.folder, &work.site.devices);
    Ok(targets::wanted(folder, cluster, lists, devices, proposal.scope)?)
}

/// The files that are not yet as they are to be. A folder that nobody named and that
/// nothing was published to is made.
fn changes(work: &Work<'_>, wanted: &[Wanted]) -> anyhow::Result<Vec<FileChange>> {
    let published = work.store.as_ref().map(Store::publications).transpose()?;
    let hosts: BTreeSet<_> =
        published.iter().flatten().map(|publication| publication.server.as_str()).collect();
    let change = |one: &Wanted| one.change(!one.named && !hosts.contains(one.host.as_str()));
    Ok(wanted.iter().filter_map(change).collect())
}

/// Every reason once, those of the command before those of its lists.
fn reasons(proposal: &Proposal, new: &[&NewList]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let all = proposal.reasons.iter().chain(new.iter().flat_map(|list| &list.reasons));
    let mut reasons: Vec<String> =
        all.filter(|reason| seen.insert(reason.as_str())).cloned().collect();
    if new.iter().any(|list| list.reasons.is_empty()) {
        reasons.push("signed anew (--force)".to_owned());
    }
    reasons
}
