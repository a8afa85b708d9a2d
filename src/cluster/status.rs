//! The present state of a cluster: what its servers have, what phones may hold, and what an update
//! would change.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::change::{ChangeError, Session};
use super::command::{Command, CtlChange};
use super::content::Owner;
use super::content::draft::Draft;
use super::content::present::Present;
use super::files::{self, MAX_FILE, Scope};
use super::leftover::LeftoverFile;
use super::lists::ListName;
use super::manifest::Cluster;
use super::population::Population;
use crate::certificate::Certificate;
use crate::list::{Kind, Role};
use crate::output::target::{Obstacle, Target};
use crate::phone::{Class, List};

/// A published list and its signer.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SignedList {
    /// Which.
    pub name: ListName,
    /// Its signer, if the list is sound.
    pub signer: Option<Certificate>,
    /// Whether it is sound.
    pub sound: bool,
    /// Its length in bytes.
    pub bytes: Vec<u8>,
    /// Every certificate that is in it.
    pub certificates: Vec<Certificate>,
}

/// A file that a server has or should have.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ServerFile {
    /// The server's host.
    pub host: String,
    /// The file.
    pub path: PathBuf,
    /// Its bytes, if it can be read, shared by all files that have them.
    pub bytes: Option<Arc<[u8]>>,
    /// The newest generation with these bytes.
    pub generation: Option<u32>,
    /// How it compares with what was published last.
    pub state: FileState,
}

/// How a file compares with what was published last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FileState {
    /// It is as published.
    Current,
    /// It is that of another generation.
    Old,
    /// It is not there.
    Missing,
    /// No generation has it.
    Unknown,
    /// It is not a regular file of a list's size, and was not read.
    Obstacle(Obstacle),
    /// It cannot be read.
    Unreadable,
}

/// A certificate that may sign the next list.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Anchor {
    /// The certificate.
    pub certificate: Certificate,
    /// The published lists that it is a SAST of.
    pub lists: Vec<ListName>,
    /// Whether `cluster.toml` still names it.
    pub described: bool,
}

/// The SASTs by which all phones of a class can still be reached.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ClassAnchors {
    /// The class.
    pub class: Class,
    /// SASTs that every such phone holds and that the cluster still has, by their common names.
    pub left: Vec<Certificate>,
}

/// The present state of a cluster.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Status {
    /// The lists that were published last.
    pub lists: Vec<SignedList>,
    /// Every file that a server has or should have.
    pub files: Vec<ServerFile>,
    /// The SASTs of these lists, each once.
    pub anchors: Vec<Anchor>,
    /// Of each class.
    pub classes: Vec<ClassAnchors>,
    /// The generations that phones may hold, with [`FOUND_NOW`](super::population::FOUND_NOW)
    /// for lists that no generation has.
    pub held: Vec<u32>,
    /// What an update would change.
    pub drift: Vec<String>,
    /// Files that no longer belong where they are.
    pub left: Vec<LeftoverFile>,
}

impl Session {
    /// The present state of the cluster.
    ///
    /// # Errors
    /// [`ChangeError`] if the store or a list of it cannot be read.
    pub fn status(&self) -> Result<Status, ChangeError> {
        let lists = self.past.present_lists()?;
        let mut all = Vec::new();
        let mut anchors: Vec<Anchor> = Vec::new();
        let ours: Vec<&Certificate> = signers(&self.folder.cluster).collect();
        for (name, bytes) in lists.iter() {
            let present = Present::read(bytes)?;
            for (_, certificate) in present.sasts() {
                match anchors.iter_mut().find(|known| known.certificate == *certificate) {
                    Some(known) if known.lists.contains(&name) => {}
                    Some(known) => known.lists.push(name.clone()),
                    None => anchors.push(Anchor {
                        certificate: certificate.clone(),
                        lists: vec![name.clone()],
                        described: ours.contains(&certificate),
                    }),
                }
            }
            let (signer, sound) =
                (present.verdict.signer_certificate().cloned(), present.signer().is_some());
            let certificates = present.verdict.certificates.iter().flatten().cloned().collect();
            all.push(SignedList { name, signer, sound, bytes: bytes.to_vec(), certificates });
        }
        let population = self.population()?;
        let scope = if lists.ctl.is_some() { Scope::All } else { Scope::NoCtl };
        Ok(Status {
            lists: all,
            files: self.server_files(lists.ctl.is_some())?,
            anchors,
            classes: classes(&self.folder.cluster, &population),
            held: population.generations(),
            drift: self.drift()?,
            left: self.left(&self.folder.cluster, scope)?,
        })
    }

    fn server_files(&self, has_ctl: bool) -> Result<Vec<ServerFile>, ChangeError> {
        let (folder, devices) = (&self.folder.path, &self.folder.devices);
        let (cluster, lists) = (&self.folder.cluster, self.past.present_lists()?);
        let scopes: &[Scope] = if has_ctl { &[Scope::All] } else { &[Scope::NoCtl, Scope::Itl] };
        let mut all = Vec::new();
        // Most servers have the same CTL.
        let mut known: HashMap<Arc<[u8]>, Option<u32>> = HashMap::new();
        for scope in scopes {
            for wanted in files::wanted(folder, cluster, &lists, devices, *scope)? {
                let now = Target::read(&wanted.path, MAX_FILE);
                if wanted.bytes.is_none() && matches!(now, Ok(Target::Missing)) {
                    continue;
                }
                let found = now.as_ref().ok().and_then(Target::bytes);
                let (bytes, generation): (Option<Arc<[u8]>>, Option<Option<u32>>) = match found {
                    None => (None, None),
                    Some(found) => {
                        if !known.contains_key(found) {
                            let hash = Sha256::digest(found).into();
                            known.insert(found.into(), self.past.generation_of(&hash)?);
                        }
                        known.get_key_value(found).map(|(bytes, one)| (bytes.clone(), *one)).unzip()
                    }
                };
                let generation = generation.flatten();
                let state = match (&now, generation) {
                    (Err(_), _) => FileState::Unreadable,
                    (Ok(Target::Obstacle(obstacle)), _) => FileState::Obstacle(*obstacle),
                    (Ok(Target::Missing), _) => FileState::Missing,
                    (Ok(_), _) if bytes == wanted.bytes => FileState::Current,
                    (Ok(_), Some(_)) => FileState::Old,
                    (Ok(_), None) => FileState::Unknown,
                };
                all.push(ServerFile {
                    host: wanted.host,
                    path: wanted.path,
                    bytes,
                    generation,
                    state,
                });
            }
        }
        Ok(all)
    }

    /// What the command of the present mode would change. Tokens are assumed to be available,
    /// unless a list for non-secure mode was signed without them.
    fn drift(&self) -> Result<Vec<String>, ChangeError> {
        let lists = self.past.present_lists()?;
        let Some(published) = self.published(&lists)? else { return Ok(Vec::new()) };
        let cluster = &self.folder.cluster;
        let signer = published.ctl.as_ref().and_then(Present::signer);
        let is_token =
            |signer: &Certificate| cluster.tokens.iter().any(|token| token.certificate == *signer);
        let at_hand = self.past.mode() == super::Mode::Mixed || signer.is_some_and(is_token);
        let drafter = super::content::draft::Drafter {
            cluster,
            published: Some(&published),
            earlier: &|fingerprint| self.past.had(fingerprint),
            timestamp: 0,
            inserted: &|_| at_hand,
            token: None,
            drop_unexplained: false,
        };
        let mode = self.past.mode();
        let command = if mode == super::Mode::NonSecure || published.ctl.is_none() {
            Command::SetCluster(mode)
        } else {
            Command::Update
        };
        let publication = match command.publication(&drafter, mode, true) {
            Ok(publication) => publication,
            Err(error) => return Ok(vec![error.to_string()]),
        };
        let ctl = match &publication.ctl {
            CtlChange::New(draft) if published.ctl.is_some() => Some(draft.as_ref()),
            _ => None,
        };
        let known = |draft: &&Draft| published.get(&draft.name).is_some();
        let drafts = ctl.into_iter().chain(publication.itls.iter().filter(known));
        let mut all: Vec<String> = Vec::new();
        for reason in drafts.flat_map(|draft| &draft.reasons) {
            if !all.contains(reason) {
                all.push(reason.clone());
            }
        }
        Ok(all)
    }
}

/// The certificates of the folder that may sign lists.
fn signers(cluster: &Cluster) -> impl Iterator<Item = &Certificate> {
    cluster.certificates().filter_map(|(owner, certificate)| {
        let signs = matches!(
            owner,
            Owner::CallManager(_) | Owner::ItlRecovery | Owner::ItlRecoveryOf(_) | Owner::Token(_)
        );
        signs.then_some(certificate)
    })
}

/// The SASTs by which each class can still be reached: those that all its phones hold.
fn classes(cluster: &Cluster, population: &Population) -> Vec<ClassAnchors> {
    let ours: BTreeMap<[u8; 20], &Certificate> =
        signers(cluster).map(|certificate| (certificate.sha1(), certificate)).collect();
    let mut all = Vec::new();
    for class in &cluster.phones {
        let of_class = population.phones.iter().filter(|phones| phones.state.class() == *class);
        let holding = of_class.filter(|phones| !phones.state.is_blank());
        let known = holding.map(|phones| {
            let lists = [Kind::Ctl, Kind::Itl].map(|kind| phones.state.stored(kind));
            let entries = lists.into_iter().flatten().flat_map(|list| List::entries(list));
            let sasts = entries.filter(|entry| entry.role == Role::SAST);
            let known = sasts.filter_map(|entry| entry.holder.as_ref()?.sha1);
            known.filter(|sha1| ours.contains_key(sha1)).collect::<BTreeSet<_>>()
        });
        let Some(left) = known.reduce(|one, other| &one & &other) else { continue };
        let mut left: Vec<Certificate> =
            left.iter().filter_map(|sha1| ours.get(sha1)).map(|found| (*found).clone()).collect();
        left.sort_by_key(|certificate| certificate.subject().common_name());
        all.push(ClassAnchors { class: *class, left });
    }
    all
}
