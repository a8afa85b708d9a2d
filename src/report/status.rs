//! The state of a cluster: mode, files, anchors, what phones may hold, drift.

use std::collections::{HashMap, HashSet};

use md5::Md5;
use serde::Serialize;
use sha1::{Digest as _, Sha1};

use super::expiry::{self, Expiring};
use super::history::origin;
use super::phone_files::folder_and_name;
use super::signer::SignerReport;
use super::time::rfc3339;
use crate::certificate::Certificate;
use crate::cluster::change::Session;
use crate::cluster::leftover::{LeftoverFile, Remedy};
use crate::cluster::lists::ListName;
use crate::cluster::status::{self as cluster, FileState, ServerFile, SignedList, Status as Facts};
use crate::text::{path, visible};

/// The whole report of `ctl status`.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Status {
    /// `ctl.status/2`.
    pub schema: &'static str,
    /// The cluster's name.
    pub name: String,
    /// Its release.
    pub release: String,
    /// `token` or `tokenless`.
    pub signing: &'static str,
    /// `non-secure` or `mixed`.
    pub mode: &'static str,
    /// CUCM's number for the mode, for text output: 0 or 1.
    #[serde(skip)]
    pub mode_code: u8,
    /// The generation that was published last.
    pub generation: Option<u32>,
    /// The time, RFC 3339 in UTC.
    pub published: Option<String>,
    /// A generation whose publication was interrupted.
    pub unfinished: Option<u32>,
    /// The current lists, and who signed them.
    pub lists: Vec<SignedReport>,
    /// Each file that a server has or should have.
    pub files: Vec<PublishedFile>,
    /// The SASTs of the current lists.
    pub anchors: Vec<Anchor>,
    /// How many anchors each class of phones has left.
    pub classes: Vec<ClassAnchors>,
    /// Generations that phones may hold.
    pub held: Vec<Held>,
    /// Anchors that have expired; with a time given, every certificate of the current lists that
    /// expires within it.
    pub expiring: Vec<Expiring>,
    /// What `ctl update CTLFile` would change, and files that differ.
    pub drift: Vec<String>,
}

impl Status {
    /// Whether anything needs to be done.
    #[must_use]
    pub fn has_findings(&self) -> bool {
        !self.drift.is_empty() || !self.expiring.is_empty()
    }
}

/// A current list, and who signed it.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct SignedReport {
    /// `CTL` or `ITL`.
    pub kind: &'static str,
    /// The TFTP node whose ITL it is.
    pub host: Option<String>,
    /// Its signer, where the list is sound.
    pub signer: Option<SignerReport>,
    /// Whether the list is sound.
    pub sound: bool,
    /// Its size in bytes.
    pub size: usize,
    /// Its MD5.
    pub md5: String,
    /// Its SHA-1.
    pub sha1: String,
}

/// A file on a server.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct PublishedFile {
    /// The server's host.
    pub server: String,
    /// The file, with its folder.
    pub path: String,
    /// Its size in bytes; `None` where it is missing.
    pub size: Option<usize>,
    /// Its MD5.
    pub md5: Option<String>,
    /// Its SHA-1.
    pub sha1: Option<String>,
    /// The newest generation with these bytes.
    pub generation: Option<u32>,
    /// `current`, `old`, `missing`, `unknown`, `unreadable` or `obstacle`.
    pub state: &'static str,
    /// What has this name, if it is not a file of the size of a list: `a symbolic link`.
    pub obstacle: Option<String>,
}

/// A certificate that may sign the next list.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Anchor {
    /// Its common name.
    pub common_name: String,
    /// The lists it is in.
    pub lists: Vec<String>,
    /// When it expires, RFC 3339 in UTC.
    pub not_after: String,
    /// Days until then, negative afterwards.
    pub days_left: i64,
    /// Whether it has expired.
    pub expired: bool,
    /// Whether the cluster's folder still has it.
    pub present: bool,
}

/// The anchors that a class of phones has left.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ClassAnchors {
    /// The class.
    pub class: &'static str,
    /// The common names of the SASTs that all phones of the class hold and whose certificates are
    /// still in the cluster's folder.
    pub left: Vec<String>,
    /// Those of them that have expired.
    pub expired: Vec<String>,
    /// The last of them, which must not be renewed before the phones have another.
    pub keep: Option<String>,
}

/// A generation that phones may hold.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Held {
    /// Its number.
    pub generation: u32,
    /// Its origin: `published`, `adopted`, `found on HOST`, `rolled back`.
    pub origin: String,
    /// The time, RFC 3339 in UTC.
    pub time: String,
}

/// The report of a cluster at a time, Unix seconds. With `within`, it contains certificates that
/// expire within this many seconds, otherwise only expired anchors.
#[must_use]
pub fn of(session: &Session, facts: &Facts, now: i64, within: Option<i64>) -> Status {
    let (folder, past) = (&session.folder, &session.past);
    let current = past.current();
    let mut sums = HashMap::new();
    let files: Vec<PublishedFile> = facts.files.iter().map(|one| file(one, &mut sums)).collect();
    let listed: HashSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let mut drift = facts.drift.clone();
    let again = current.filter(|generation| generation.command.starts_with("update CTLFile --to "));
    if let Some(generation) = again.filter(|_| !drift.is_empty()) {
        drift.insert(
            0,
            format!("@{} repeats an earlier CTL (ctl {})", generation.number, generation.command),
        );
    }
    drift.extend(files.iter().filter_map(|file| {
        let (name, server) = (folder_and_name(&file.path).1, &file.server);
        match file.state {
            "missing" => Some(format!("{name} is missing on {server}")),
            "old" => Some(format!(
                "{name} on {server} is from @{}, not from the last publication",
                file.generation.unwrap_or_default()
            )),
            "unknown" => Some(format!("{name} on {server} is not in the store")),
            "unreadable" => Some(format!("{name} on {server} cannot be read")),
            "obstacle" => {
                let what = file.obstacle.as_deref().unwrap_or_default();
                Some(format!("{name} on {server} is {what}, and was not read"))
            }
            _ => None,
        }
    }));
    // A file that will be deleted is reported separately.
    let is_listed = |one: &&LeftoverFile| listed.contains(path(&one.path).as_str());
    drift.extend(facts.left.iter().filter(|one| !is_listed(one)).map(left));
    let signed = |list: &SignedList| SignedReport {
        kind: if list.name.host().is_some() { "ITL" } else { "CTL" },
        host: list.name.host().map(str::to_owned),
        signer: SignerReport::of_list(&list.bytes).filter(|_| list.sound),
        sound: list.sound,
        size: list.bytes.len(),
        md5: hex::encode(Md5::digest(&list.bytes)),
        sha1: hex::encode(Sha1::digest(&list.bytes)),
    };
    let anchor = |anchor: &cluster::Anchor| Anchor {
        common_name: common_name(&anchor.certificate),
        lists: anchor.lists.iter().map(list_name).collect(),
        not_after: rfc3339(anchor.certificate.not_after()),
        days_left: expiry::days_left(&anchor.certificate, now),
        expired: expiry::has_expired(&anchor.certificate, now),
        present: anchor.described,
    };
    let class = |class: &cluster::ClassAnchors| {
        let expired = class.left.iter().filter(|certificate| expiry::has_expired(certificate, now));
        let keep = if let [only] = class.left.as_slice() { Some(common_name(only)) } else { None };
        ClassAnchors {
            class: class.class.name(),
            left: class.left.iter().map(common_name).collect(),
            expired: expired.map(common_name).collect(),
            keep,
        }
    };
    let expiring = if let Some(within) = within {
        let all = facts.lists.iter().flat_map(|list| {
            list.certificates.iter().map(|certificate| (list_name(&list.name), certificate))
        });
        expiry::expiring(all, now, within)
    } else {
        let anchors = facts.anchors.iter().flat_map(|anchor| {
            anchor.lists.iter().map(|name| (list_name(name), &anchor.certificate))
        });
        expiry::expiring(anchors, now, 0)
    };
    let held = |number: &u32| {
        let generation =
            past.generations().iter().find(|generation| generation.number == *number)?;
        Some(Held {
            generation: *number,
            origin: origin(generation),
            time: rfc3339(generation.time),
        })
    };
    Status {
        schema: "ctl.status/2",
        name: visible(folder.cluster.name.as_bytes()),
        release: folder.cluster.release.to_string(),
        signing: folder.cluster.signing.name(),
        mode: past.mode().name(),
        mode_code: past.mode().code(),
        generation: current.map(|generation| generation.number),
        published: current.map(|generation| rfc3339(generation.time)),
        unfinished: past.unfinished().map(|generation| generation.number),
        lists: facts.lists.iter().map(signed).collect(),
        files,
        anchors: facts.anchors.iter().map(anchor).collect(),
        classes: facts.classes.iter().map(class).collect(),
        held: facts.held.iter().filter_map(held).collect(),
        expiring,
        drift,
    }
}

fn common_name(certificate: &Certificate) -> String {
    visible(certificate.subject().common_name().trim().as_bytes())
}

fn left(file: &LeftoverFile) -> String {
    let (name, server) = (path(&file.path), &file.server);
    match file.remedy {
        Remedy::Removed => format!("{name} no longer belongs on {server}"),
        Remedy::Changed => {
            format!("{name} no longer belongs on {server}, and has changed since ctl wrote it")
        }
        _ => format!("{name} was written for {server}, but cluster.toml no longer has its folder"),
    }
}

fn list_name(name: &ListName) -> String {
    name.host().map_or_else(|| "CTL".to_owned(), |host| format!("ITL of {host}"))
}

/// MD5 and SHA-1 of bytes, by their address: shared bytes are hashed once.
type Sums = HashMap<*const u8, (String, String)>;

fn file(file: &ServerFile, sums: &mut Sums) -> PublishedFile {
    let sums = file.bytes.as_ref().map(|bytes| {
        let of = || (hex::encode(Md5::digest(bytes)), hex::encode(Sha1::digest(bytes)));
        sums.entry(bytes.as_ptr()).or_insert_with(of).clone()
    });
    let (md5, sha1) = sums.unzip();
    PublishedFile {
        server: file.host.clone(),
        path: path(&file.path),
        size: file.bytes.as_ref().map(|bytes| bytes.len()),
        md5,
        sha1,
        generation: file.generation,
        state: match file.state {
            FileState::Current => "current",
            FileState::Old => "old",
            FileState::Missing => "missing",
            FileState::Unknown => "unknown",
            FileState::Obstacle(_) => "obstacle",
            FileState::Unreadable => "unreadable",
        },
        obstacle: match file.state {
            FileState::Obstacle(obstacle) => Some(obstacle.to_string()),
            _ => None,
        },
    }
}
