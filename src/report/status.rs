//! How a cluster is: mode, files, anchors, what phones may hold, drift.

use std::collections::{HashMap, HashSet};
use std::iter::repeat_n;

use md5::Md5;
use serde::Serialize;
use sha1::{Digest as _, Sha1};

use super::expiry::{self, Expiring};
use super::look::{Look, Paint, left_out};
use super::phone_files::{name_of, phone_files};
use super::signer::SignerReport;
use super::table;
use super::time::rfc3339;
use crate::certificate::Certificate;
use crate::cluster::change::Session;
use crate::cluster::leftover::{LeftoverFile, Remedy};
use crate::cluster::lists::ListName;
use crate::cluster::past::Past;
use crate::cluster::status::{self as cluster, FileState, ServerFile, SignedList, Status as Facts};
use crate::cluster::store::{Generation, Note, Origin, Progress, StoreError};
use crate::text::{counted, path, visible};

/// All of `ctl status`.
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
    /// CUCM's number of it, for people: 0 or 1.
    #[serde(skip)]
    pub mode_code: u8,
    /// The generation that was published last.
    pub generation: Option<u32>,
    /// When, RFC 3339 in UTC.
    pub published: Option<String>,
    /// A generation whose publication was interrupted.
    pub unfinished: Option<u32>,
    /// The present lists, and who signed them.
    pub lists: Vec<SignedReport>,
    /// Every file that a server has or should have.
    pub files: Vec<PublishedFile>,
    /// The SASTs of the present lists.
    pub anchors: Vec<Anchor>,
    /// How many anchors each class of phones has left.
    pub classes: Vec<ClassAnchors>,
    /// Generations that phones may hold.
    pub held: Vec<Held>,
    /// Anchors that have expired; with a time given, every certificate of the present lists that
    /// expires within it.
    pub expiring: Vec<Expiring>,
    /// What `ctl update CTLFile` would change, and files that differ.
    pub drift: Vec<String>,
}

impl Status {
    /// Whether there is anything to be done.
    #[must_use]
    pub fn has_findings(&self) -> bool {
        !self.drift.is_empty() || !self.expiring.is_empty()
    }
}

/// A present list, and who signed it.
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
    /// What is under the name, where that is no file of the size of a list: `a symbolic link`.
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
    /// Whether that is over.
    pub expired: bool,
    /// Whether the cluster's folder still has it.
    pub present: bool,
}

/// What a class of phones can still be reached by.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ClassAnchors {
    /// The class.
    pub class: &'static str,
    /// SASTs that every such phone holds and that the cluster still has the certificate
    /// of, by their common names.
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
    /// How it came to be there: `published`, `adopted`, `found on HOST`, `rolled back`.
    pub origin: String,
    /// When, RFC 3339 in UTC.
    pub time: String,
}

/// All of `ctl status --history`.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct History {
    /// `ctl.history/2`.
    pub schema: &'static str,
    /// The generations, the oldest first.
    pub generations: Vec<Entry>,
    /// What was answered and accepted, the oldest first.
    pub notes: Vec<Remark>,
}

/// A generation.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Entry {
    /// Its number.
    pub generation: u32,
    /// When, RFC 3339 in UTC.
    pub time: String,
    /// How it came to be there.
    pub origin: String,
    /// The command.
    pub command: String,
    /// `non-secure` or `mixed`.
    pub mode: &'static str,
    /// The release then.
    pub release: String,
    /// The signer of its CTL, else of its first ITL.
    pub signer: Option<SignerReport>,
    /// Size of its CTL in bytes.
    pub ctl_size: Option<usize>,
    /// The hosts it has ITLs of.
    pub itls: Vec<String>,
    /// Why.
    pub reasons: Vec<String>,
    /// Whether phones may hold it.
    pub held: bool,
    /// Whether it was published although phones may refuse it.
    pub lockout_accepted: bool,
}

/// Something that was answered or accepted.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Remark {
    /// When, RFC 3339 in UTC.
    pub time: String,
    /// The command.
    pub command: String,
    /// What.
    pub text: String,
}

/// The report of a cluster at a time, Unix seconds. `within`: certificates are reported that
/// expire in so many seconds; without it only anchors that have expired.
#[must_use]
pub fn of(session: &Session, facts: &Facts, now: i64, within: Option<i64>) -> Status {
    let (folder, past) = (&session.folder, &session.past);
    let current = past.current();
    let mut sums = HashMap::new();
    let files: Vec<PublishedFile> = facts.files.iter().map(|one| file(one, &mut sums)).collect();
    let listed: HashSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let mut drift = facts.drift.clone();
    let again = current.filter(|one| one.command.starts_with("update CTLFile --to "));
    if let Some(one) = again.filter(|_| !drift.is_empty()) {
        drift.insert(0, format!("@{} is an earlier CTL again (ctl {})", one.number, one.command));
    }
    drift.extend(files.iter().filter_map(|file| {
        let (name, server) = (folder_and_name(&file.path).1, &file.server);
        match file.state {
            "missing" => Some(format!("{name} is missing on {server}")),
            "old" => Some(format!(
                "{name} on {server} is that of @{}, not the one that was published last",
                file.generation.unwrap_or_default()
            )),
            "unknown" => Some(format!("{name} on {server} is not of the store")),
            "unreadable" => Some(format!("{name} on {server} cannot be read")),
            "obstacle" => {
                let what = file.obstacle.as_deref().unwrap_or_default();
                Some(format!("{name} on {server} is {what}, and was not read"))
            }
            _ => None,
        }
    }));
    // A file that is to be deleted is reported by itself.
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
        let expired = class.left.iter().filter(|one| expiry::has_expired(one, now));
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
        let one = past.generations().iter().find(|one| one.number == *number)?;
        Some(Held { generation: *number, origin: origin(one), time: rfc3339(one.time) })
    };
    Status {
        schema: "ctl.status/2",
        name: visible(folder.cluster.name.as_bytes()),
        release: folder.cluster.release.to_string(),
        signing: folder.cluster.signing.name(),
        mode: past.mode().name(),
        mode_code: past.mode().code(),
        generation: current.map(|one| one.number),
        published: current.map(|one| rfc3339(one.time)),
        unfinished: past.unfinished().map(|one| one.number),
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
            format!("{name} no longer belongs on {server}, and was changed since ctl wrote it")
        }
        _ => format!("{name} was written for {server}, and cluster.toml no longer has its folder"),
    }
}

fn list_name(name: &ListName) -> String {
    name.host().map_or_else(|| "CTL".to_owned(), |host| format!("ITL of {host}"))
}

/// MD5 and SHA-1 of bytes, by where they are in memory: shared bytes are looked at once.
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

/// How the store came to a generation.
fn origin(one: &Generation) -> String {
    match (&one.origin, one.progress) {
        (_, Progress::RolledBack) => "rolled back".to_owned(),
        (_, Progress::Unfinished) => "unfinished".to_owned(),
        (Origin::Published, _) => "published".to_owned(),
        (Origin::Adopted, _) => "adopted".to_owned(),
        (Origin::Found { host }, _) => format!("found on {host}"),
    }
}

impl History {
    /// Of a cluster's past.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn of(past: &Past) -> Result<Self, StoreError> {
        let held = past.held()?;
        let entry = |one: &Generation| -> Result<Entry, StoreError> {
            let lists = past.lists(one.number)?;
            let signer = lists.iter().next().and_then(|(_, bytes)| SignerReport::of_list(bytes));
            Ok(Entry {
                generation: one.number,
                time: rfc3339(one.time),
                origin: origin(one),
                command: one.command.clone(),
                mode: one.mode.name(),
                release: one.release.clone(),
                signer,
                ctl_size: lists.ctl.as_ref().map(Vec::len),
                itls: lists.itls.keys().cloned().collect(),
                reasons: one.reason.lines().map(str::to_owned).collect(),
                held: held.contains(&one.number),
                lockout_accepted: one.lockout,
            })
        };
        let remark = |note: Note| Remark {
            time: rfc3339(note.time),
            command: note.command,
            text: note.text,
        };
        Ok(Self {
            schema: "ctl.history/2",
            generations: past.generations().iter().map(entry).collect::<Result<_, _>>()?,
            notes: past.notes()?.into_iter().map(remark).collect(),
        })
    }
}

/// The status for people.
#[must_use]
pub fn status(status: &Status, look: Look) -> String {
    let shown = |text: &str| visible(text.as_bytes());
    let mut out = format!(
        "Cluster {}, release {}, {}\nCluster security mode: {} ({})\n",
        shown(&status.name),
        shown(&status.release),
        status.signing,
        status.mode_code,
        status.mode
    );
    match (status.generation, &status.published) {
        (Some(number), Some(time)) => out += &format!("Published: @{number} on {time}\n"),
        _ => out += "Published: nothing yet\n",
    }
    if let Some(number) = status.unfinished {
        out += &format!(
            "The publication of @{number} was interrupted; the next command finishes it or takes it back.\n"
        );
    }
    for list in &status.lists {
        let of =
            list.host.as_deref().map_or_else(String::new, |host| format!(" of {}", shown(host)));
        let sound = if list.sound { "" } else { ", NOT SOUND" };
        let signer = list.signer.as_ref().map_or("", |signer| &signer.common_name);
        out += &format!("{}{of}: signed by {signer}{sound}\n", list.kind);
    }
    if !status.files.is_empty() {
        let kind = |file: &&PublishedFile| {
            let (folder, name) = folder_and_name(&file.path);
            let what = (file.size, file.generation, file.state);
            Some((phone_files(name)?, file.server.clone(), folder.to_owned(), what))
        };
        let files = look.together(status.files.iter().collect(), kind);
        let (files, left) = look.few(files, |(file, _)| file.state != "current");
        let rows = files.into_iter().map(|(file, count)| {
            let dash = || "-".to_owned();
            let (folder, name) = folder_and_name(&file.path);
            [
                shown(&file.server),
                shown(&format!("{folder}{}", name_of(name, count))),
                file.size.map_or_else(dash, |size| size.to_string()),
                file.generation.map_or_else(dash, |number| format!("@{number}")),
                file.state.to_owned(),
            ]
        });
        let headings = ["SERVER", "FILE", "SIZE", "GENERATION", "STATE"];
        out += &format!("\n{}", table::plain(headings, rows));
        out += &left_out(left.iter().flat_map(|(file, count)| repeat_n(file.state, *count)));
    }
    out += &checksums(status, look);
    if !status.anchors.is_empty() {
        let rows = status.anchors.iter().map(|anchor| {
            let state = if anchor.present { "" } else { "no longer in this folder" };
            let days = if anchor.expired {
                "expired".to_owned()
            } else {
                counted(usize::try_from(anchor.days_left).unwrap_or_default(), "day")
            };
            [anchor.common_name.clone(), anchor.lists.join(", "), days, state.to_owned()]
        });
        let headings = ["ANCHOR", "STANDS IN", "EXPIRES IN", ""];
        out += &format!("\n{}", table::plain(headings, rows));
    }
    if !status.classes.is_empty() {
        out.push('\n');
    }
    for class in &status.classes {
        let left = class.left.join(", ");
        out += &match (&class.keep, class.left.len()) {
            (_, 0) => format!(
                "{}: no anchor is left; nothing that this cluster can sign with is known to all of them\n",
                class.class
            ),
            (Some(_), _) => {
                let state = if class.expired.is_empty() { "left" } else { "left, and has expired" };
                format!(
                    "{}: 1 anchor is {state}: {left}. Do not touch this certificate before the phones have another list\n",
                    class.class
                )
            }
            (None, number) => {
                let expired = match class.expired.len() {
                    0 => String::new(),
                    count => format!(", {count} of them expired"),
                };
                format!("{}: {} left{expired}: {left}\n", class.class, counted(number, "anchor"))
            }
        };
    }
    if !status.expiring.is_empty() {
        out.push('\n');
    }
    for line in look.lines(status.expiring.iter().map(|one| one.sentence.clone())) {
        out += &format!("{}\n", look.paint(Paint::Doubt, &line));
    }
    if !status.held.is_empty() {
        let held = status.held.iter().map(|held| match held.origin.as_str() {
            "published" => format!("@{}", held.generation),
            origin => format!("@{} ({})", held.generation, shown(origin)),
        });
        let held: Vec<String> = held.collect();
        out += &format!("\nPhones may hold: {}\n", held.join(", "));
    }
    if status.drift.is_empty() && status.generation.is_none() {
        out += "\nNothing was published yet, so there is nothing to compare.\n";
    } else if status.drift.is_empty() {
        out += "\nNo drift: what is published is what cluster.toml describes.\n";
    } else {
        out += &format!("\n{}:\n", counted(status.drift.len(), "difference"));
        for line in look.lines(status.drift.iter().map(|line| shown(line))) {
            out += &format!("  {}\n", look.paint(Paint::Doubt, &line));
        }
    }
    out
}

/// A path as its folder with the last separator, and the name.
fn folder_and_name(path: &str) -> (&str, &str) {
    path.split_at(path.rfind('/').map_or(0, |index| index.saturating_add(1)))
}

/// What a phone shows of its lists, to be compared: each file once, with the servers that have
/// it, and the lists that no server has.
fn checksums(status: &Status, look: Look) -> String {
    let mut sums: Vec<(Vec<&str>, String, &str, &str)> = Vec::new();
    let mut known: HashMap<(String, &str), usize> = HashMap::new();
    for (file, count) in look.together(status.files.iter().collect(), |file| kind_of_sum(file)) {
        let name = name_of(folder_and_name(&file.path).1, count);
        let (Some(md5), Some(sha1)) = (&file.md5, &file.sha1) else { continue };
        let index = *known.entry((name.clone(), sha1)).or_insert(sums.len());
        if let Some((servers, ..)) = sums.get_mut(index) {
            servers.push(&file.server);
        } else {
            sums.push((vec![&file.server], name, md5, sha1));
        }
    }
    for list in &status.lists {
        if !sums.iter().any(|(_, _, _, known)| **known == list.sha1) {
            let name = if list.host.is_some() { "ITLFile.tlv" } else { "CTLFile.tlv" };
            let host = list.host.as_deref().unwrap_or_default();
            sums.push((vec!["no server", host], name.to_owned(), &list.md5, &list.sha1));
        }
    }
    if sums.is_empty() {
        return String::new();
    }
    let (sums, left) = look.few(sums, |(_, name, ..)| name == "CTLFile.tlv");
    let rows = sums.into_iter().map(|(servers, name, md5, sha1)| {
        let servers = match servers.as_slice() {
            ["no server", ""] => "no server".to_owned(),
            ["no server", host] => format!("not on {host}"),
            [first, second, third, _, ..] if !look.all => {
                let more = servers.len().saturating_sub(3);
                format!("{first}, {second}, {third} and {more} more")
            }
            few => few.join(", "),
        };
        [visible(servers.as_bytes()), visible(name.as_bytes()), md5.to_owned(), sha1.to_owned()]
    });
    let table = table::plain(["SERVER", "FILE", "MD5", "SHA-1"], rows);
    format!("\n{table}{}", left_out(left.iter().map(|(_, name, ..)| name.as_str())))
}

/// Which files of phones have one line among the checksums: those of a server with the same bytes.
fn kind_of_sum(file: &PublishedFile) -> Option<(&'static str, &str, &str)> {
    let kind = phone_files(folder_and_name(&file.path).1)?;
    Some((kind, &file.server, file.sha1.as_deref()?))
}

/// The history for people.
#[must_use]
pub fn history(history: &History) -> String {
    if history.generations.is_empty() {
        return "Nothing was published yet.\n".to_owned();
    }
    let shown = |text: &str| visible(text.as_bytes());
    let mut out = String::new();
    for entry in &history.generations {
        out += &format!(
            "@{}  {}  {}  {}, {} mode, release {}\n",
            entry.generation,
            entry.time,
            shown(&entry.origin),
            if entry.command.is_empty() {
                "-".to_owned()
            } else {
                format!("ctl {}", shown(&entry.command))
            },
            entry.mode,
            shown(&entry.release)
        );
        let mut lists = Vec::new();
        lists.extend(entry.ctl_size.map(|size| format!("CTL of {}", counted(size, "byte"))));
        if !entry.itls.is_empty() {
            lists.push(format!("ITLs of {}", shown(&entry.itls.join(", "))));
        }
        if let Some(signer) = &entry.signer {
            lists.push(format!("signed by {}", signer.common_name));
        }
        let held = if entry.held { "phones may hold it" } else { "no phone holds it" };
        lists.push(held.to_owned());
        if entry.lockout_accepted {
            lists.push("published with --accept-lockout".to_owned());
        }
        out += &format!("    {}\n", lists.join("; "));
        for reason in &entry.reasons {
            out += &format!("    because: {}\n", shown(reason));
        }
    }
    for remark in &history.notes {
        let (command, text) = (shown(&remark.command), shown(&remark.text));
        out += &format!("{}  ctl {command}: {text}\n", remark.time);
    }
    out
}
