//! What a command would publish: every list, unsigned, and every file.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;
use std::time::Duration;

use super::ChangeError;
use super::proposal::Proposal;
use super::session::Session;
use crate::cluster::command::CtlChange;
use crate::cluster::content::draft::Draft;
use crate::cluster::files::{self, FileChange, Scope, Wanted, phone_of};
use crate::cluster::leftover::{self, LeftoverFile};
use crate::cluster::lists::{ListName, Lists};
use crate::cluster::look::{FileNow, look};
use crate::cluster::manifest::Cluster;
use crate::cluster::population::judge::{Offered, Scene};
use crate::cluster::population::{Population, PresentServer};
use crate::cluster::route::Position;
use crate::cluster::rule::RuleError;
use crate::list::{Kind, ParseError, TrustList};
use crate::phone::Offer;

/// What a command would publish.
#[derive(Debug)]
#[non_exhaustive]
pub struct Preview<'p> {
    /// The proposal.
    pub proposal: &'p Proposal<'p>,
    /// The lists that are signed.
    pub new: Vec<&'p Draft>,
    /// All lists afterwards; those not yet signed have zeros as signature.
    pub lists: Lists,
    /// Every file as it should be.
    pub wanted: Vec<Wanted>,
    /// The files that change.
    pub files: Vec<FileChange>,
    /// The reasons, each once.
    pub reasons: Vec<String>,
    /// Whether the cluster's mode changes.
    pub mode_changes: bool,
}

impl Preview<'_> {
    /// Whether nothing would be written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.new.is_empty()
            && self.files.is_empty()
            && self.proposal.own.is_empty()
            && !self.mode_changes
    }

    /// Whether only lost or replaced files are published again.
    #[must_use]
    pub fn is_again(&self) -> bool {
        self.new.is_empty()
            && !self.mode_changes
            && self.proposal.own.is_empty()
            && matches!(self.proposal.publication.ctl, CtlChange::Keep)
    }
}

impl Session {
    /// Determines which lists and files a proposal would publish.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub fn preview<'p>(&self, proposal: &'p Proposal<'p>) -> Result<Preview<'p>, ChangeError> {
        let mut lists = self.past.present_lists()?;
        if !self.options.any_time {
            self.check_clock(&lists)?;
        }
        let new = self.new_lists(proposal, &mut lists);
        for draft in &new {
            draft.unsigned.check_signer(&draft.certificate)?;
            lists.set(&draft.name, draft.unsigned.bytes().to_vec());
        }
        let (wanted, files) = self.files(proposal, &lists)?;
        let reasons = reasons(proposal, &new, &files);
        let mode_changes = proposal.publication.mode != self.past.mode();
        Ok(Preview { proposal, new, lists, wanted, files, reasons, mode_changes })
    }

    /// Refuses a clock that is before the last published lists: it is wrong, and would disturb the
    /// order of the records in the store.
    fn check_clock(&self, lists: &Lists) -> Result<(), ChangeError> {
        let now = self.options.timestamp;
        for (name, bytes) in lists.iter() {
            let then = TrustList::parse(bytes)?.header().timestamp();
            if now < then {
                let list =
                    name.host().map_or_else(|| "CTL".to_owned(), |host| format!("ITL of {host}"));
                let (now, then) = (utc(now), utc(then));
                return Err(RuleError::Clock { now, then, list }.into());
            }
        }
        Ok(())
    }

    /// The lists that are signed; the others are already in `lists` as they will be afterwards.
    fn new_lists<'p>(&self, proposal: &'p Proposal<'p>, lists: &mut Lists) -> Vec<&'p Draft> {
        let hosts: BTreeSet<&str> =
            proposal.cluster.tftp_nodes().map(|(_, node)| node.host.as_str()).collect();
        lists.itls.retain(|host, _| hosts.contains(host.as_str()));
        let mut new: Vec<&Draft> = Vec::new();
        match &proposal.publication.ctl {
            CtlChange::Keep => {}
            CtlChange::New(draft) => new.push(draft),
            CtlChange::Again { bytes, .. } => lists.ctl = Some(bytes.clone()),
            CtlChange::Delete => lists.ctl = None,
        }
        let is_new = |draft: &&Draft| self.options.force || !draft.reasons.is_empty();
        new.extend(proposal.publication.itls.iter().filter(is_new));
        new
    }

    /// Every file with these lists, and those that change. A default folder is created unless
    /// something was published to it before.
    pub(super) fn files(
        &self,
        proposal: &Proposal<'_>,
        lists: &Lists,
    ) -> Result<(Vec<Wanted>, Vec<FileChange>), ChangeError> {
        let (folder, devices) = (&self.folder.path, &self.folder.devices);
        let scope = proposal.publication.scope;
        let wanted = files::wanted(folder, &proposal.cluster, lists, devices, scope)?;
        let hosts = self.past.published_hosts()?;
        let change = |one: &Wanted| {
            one.change(!one.named && !hosts.contains(&one.host), self.options.replace)
        };
        let mut changes: Vec<FileChange> = wanted.iter().filter_map(change).collect();
        let left = self.left(&proposal.cluster, scope)?;
        changes.extend(left.iter().filter_map(LeftoverFile::removal));
        Ok((wanted, changes))
    }

    /// Published files that no longer belong where they are.
    pub(in crate::cluster) fn left(
        &self,
        cluster: &Cluster,
        scope: Scope,
    ) -> Result<Vec<LeftoverFile>, ChangeError> {
        let written = self.past.written()?;
        Ok(leftover::find(&self.folder.path, cluster, &self.folder.devices, scope, written)?)
    }

    /// What the servers offer now, in the present mode.
    pub(super) fn scene_now(&self) -> Result<Scene, ChangeError> {
        let offer = |bytes: Option<Vec<u8>>| bytes.map(|bytes| offer(&bytes)).transpose();
        let offered = self
            .now()
            .into_iter()
            .map(|(ctl, itl)| Ok(Offered { ctl: offer(ctl)?, itl: offer(itl)? }));
        let offered = offered.collect::<Result<_, ChangeError>>()?;
        Ok(Scene { offered, mode: self.past.mode() })
    }

    /// What the servers of a cluster offer now.
    pub(super) fn scene_of(&self, cluster: &Cluster) -> Result<Scene, ChangeError> {
        let servers = look(&self.folder.path, cluster).into_iter();
        let asked = servers.filter(|server| server.server.is_some());
        let offer = |file: &FileNow| file.list().map(|bytes| offer(bytes)).transpose();
        let offered =
            asked.map(|server| Ok(Offered { ctl: offer(&server.ctl)?, itl: offer(&server.itl)? }));
        let offered = offered.collect::<Result<_, ChangeError>>()?;
        Ok(Scene { offered, mode: self.past.mode() })
    }

    /// A cluster, what its servers offer, and its phones: the input of plans.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub(super) fn position(
        &self,
        cluster: &Cluster,
        scene: Scene,
        population: Population,
    ) -> Result<Position, ChangeError> {
        let lists = self.past.present_lists()?;
        let current = self.past.current();
        let release = current.map_or_else(|| cluster.release.text(), |one| one.release.as_str());
        let cluster = Rc::new(cluster.clone());
        let unexplained = self.unexplained().clone();
        let mode = self.past.mode();
        let position =
            Position::new(cluster, mode, &lists, release, unexplained, scene, population);
        Ok(position.of_generation(current.map(|one| one.number)))
    }

    /// The start of plans: the cluster, its lists and its phones now.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub fn position_now(&self) -> Result<Position, ChangeError> {
        self.position(&self.folder.cluster, self.scene_now()?, self.population()?)
    }

    /// What the servers offer once these files are written; lists not yet signed count as signed.
    pub(super) fn scene_after(
        &self,
        preview: &Preview<'_>,
        files: &[FileChange],
        signed: bool,
    ) -> Result<Scene, ChangeError> {
        let mut scene = self.scene_now()?;
        scene.mode = preview.proposal.publication.mode;
        let asked = self.servers.iter().filter_map(|server| server.server.as_ref());
        for (server, offered) in asked.zip(&mut scene.offered) {
            for kind in [Kind::Ctl, Kind::Itl] {
                let Some(change) = self.change_of(server, kind, files) else { continue };
                let name = match kind {
                    Kind::Ctl => ListName::Ctl,
                    Kind::Itl => ListName::Itl(server.host.clone()),
                };
                let draft = preview.new.iter().find(|draft| draft.name == name && !signed);
                let offer = match (&change.bytes, draft) {
                    (None, _) => None,
                    (Some(_), Some(draft)) => Some(Offer::from_unsigned(&draft.unsigned)?),
                    (Some(bytes), None) => Some(offer(bytes)?),
                };
                match kind {
                    Kind::Ctl => offered.ctl = offer,
                    Kind::Itl => offered.itl = offer,
                }
            }
        }
        Ok(scene)
    }

    /// The change of a server's list, if it changes.
    pub(super) fn change_of<'f>(
        &self,
        server: &PresentServer,
        kind: Kind,
        files: &'f [FileChange],
    ) -> Option<&'f FileChange> {
        let folder = server.identity.folder.as_deref()?;
        let path = self.folder.path.join(folder).join(kind.filename());
        files.iter().find(|change| change.path == path)
    }
}

/// A list as it is offered to phones. Its signature is checked once, not for each phone.
fn offer(bytes: &[u8]) -> Result<Offer, ParseError> {
    Offer::read(bytes).map(Offer::checked)
}

/// Every reason once, those of the command before those of its lists. If no list changes, the
/// files are the reason.
fn reasons(proposal: &Proposal<'_>, new: &[&Draft], files: &[FileChange]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let of_lists = new.iter().flat_map(|draft| &draft.reasons);
    let all = proposal.publication.reasons.iter().chain(of_lists);
    let mut reasons: Vec<String> =
        all.filter(|reason| seen.insert(reason.as_str())).cloned().collect();
    if new.iter().any(|draft| draft.reasons.is_empty()) {
        reasons.push("signed again, though nothing changed".to_owned());
    }
    if reasons.is_empty() {
        reasons = of_files(files);
    }
    reasons
}

/// How many files of phones on a server are named one by one.
const FEW: usize = 10;

/// Why each file changes; many files of phones are one reason.
fn of_files(files: &[FileChange]) -> Vec<String> {
    let mut counts: HashMap<_, usize> = HashMap::new();
    let mut found = Vec::new();
    for file in files {
        let name = file.path.file_name().unwrap_or_default().to_string_lossy();
        let (one, many) = match (&file.bytes, file.path.symlink_metadata()) {
            (None, _) => ("no longer belongs on", "no longer belong on"),
            (Some(_), Ok(_)) => ("differs on", "differ on"),
            (Some(_), Err(_)) => ("is missing on", "are missing on"),
        };
        let kind = phone_of(&name).map(|(kind, _)| (kind, one, file.server.as_str()));
        if let Some(kind) = kind {
            let count = counts.entry(kind).or_default();
            *count = count.saturating_add(1);
        }
        found.push((name, one, many, kind, file.server.as_str()));
    }
    counts.retain(|_, count| *count > FEW);
    let mut reasons = Vec::new();
    for (name, one, many, kind, server) in found {
        match kind.and_then(|kind| Some((kind.0, counts.get_mut(&kind)?))) {
            None => reasons.push(format!("{name} {one} {server}")),
            // It was counted with the first.
            Some((_, 0)) => {}
            Some((kind, count)) => {
                let count = std::mem::take(count);
                reasons.push(format!("{count} {}SEP files {many} {server}", kind.name()));
            }
        }
    }
    reasons
}

/// RFC 3339.
fn utc(seconds: u32) -> String {
    let since_1970 = Duration::from_secs(u64::from(seconds));
    der::DateTime::from_unix_duration(since_1970)
        .map_or_else(|_| seconds.to_string(), |time| time.to_string())
}
