//! How a cluster stands: mode, files, anchors, what phones may hold, drift.

use serde::Serialize;

use super::table;
use crate::text::{counted, visible};

/// All of `ctl status`.
#[derive(Clone, Debug, Serialize)]
pub struct Status {
    /// `ctl.status/1`.
    pub schema: &'static str,
    /// The cluster's name.
    pub name: String,
    /// Its release.
    pub release: String,
    /// `token` or `tokenless`.
    pub signing: &'static str,
    /// CUCM's number of the mode: 0 or 1.
    pub mode: u8,
    /// `non-secure` or `mixed`.
    pub mode_name: &'static str,
    /// The generation that was published last.
    pub generation: Option<u32>,
    /// When, RFC 3339 in UTC.
    pub published: Option<String>,
    /// A generation whose publication was interrupted.
    pub unfinished: Option<u32>,
    /// Who signed the present lists.
    pub signers: Vec<SignerReport>,
    /// Every file that a server has or should have.
    pub files: Vec<PublishedFile>,
    /// The SASTs of the present lists.
    pub anchors: Vec<Anchor>,
    /// How many anchors each class of phones has left.
    pub classes: Vec<ClassAnchors>,
    /// Generations that phones may hold.
    pub held: Vec<Held>,
    /// What `ctl update CTLFile` would change, and files that differ.
    pub drift: Vec<String>,
}

/// Who signed a list.
#[derive(Clone, Debug, Serialize)]
pub struct SignerReport {
    /// `CTL` or `ITL`.
    pub list: &'static str,
    /// The TFTP node whose ITL it is.
    pub host: Option<String>,
    /// The signer's common name.
    pub signer: String,
    /// Whether the list is sound.
    pub sound: bool,
}

/// A file on a server.
#[derive(Clone, Debug, Serialize)]
pub struct PublishedFile {
    /// The server's host.
    pub server: String,
    /// The file, with its folder.
    pub path: String,
    /// Its size in bytes; `None` where it lacks.
    pub size: Option<usize>,
    /// Its MD5.
    pub md5: Option<String>,
    /// Its SHA-1.
    pub sha1: Option<String>,
    /// The newest generation with these bytes.
    pub generation: Option<u32>,
    /// `current`, `old`, `missing` or `unknown`.
    pub state: &'static str,
}

/// A certificate that may sign the next list.
#[derive(Clone, Debug, Serialize)]
pub struct Anchor {
    /// Its common name.
    pub subject: String,
    /// The lists it stands in.
    pub lists: Vec<String>,
    /// When it expires, RFC 3339 in UTC.
    pub expires: String,
    /// Days until then, negative afterwards.
    pub days_left: i64,
    /// Whether the cluster's folder still has it.
    pub present: bool,
}

/// What a class of phones can still be reached by.
#[derive(Clone, Debug, Serialize)]
pub struct ClassAnchors {
    /// The class.
    pub class: &'static str,
    /// SASTs that every such phone holds and that the cluster still has the certificate
    /// of, by their common names.
    pub left: Vec<String>,
    /// The last of them, which must not be renewed before the phones have another.
    pub keep: Option<String>,
}

/// A generation that phones may hold.
#[derive(Clone, Debug, Serialize)]
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
pub struct History {
    /// `ctl.history/1`.
    pub schema: &'static str,
    /// The generations, the oldest first.
    pub generations: Vec<Entry>,
    /// What was answered and accepted, the oldest first.
    pub notes: Vec<Remark>,
}

/// A generation.
#[derive(Clone, Debug, Serialize)]
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
    /// The signer of its CTL, else of its ITLs.
    pub signer: Option<String>,
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
pub struct Remark {
    /// When, RFC 3339 in UTC.
    pub time: String,
    /// The command.
    pub command: String,
    /// What.
    pub text: String,
}

/// The status for people.
#[must_use]
pub fn status(status: &Status) -> String {
    let shown = |text: &str| visible(text.as_bytes());
    let mut out = format!(
        "Cluster {}, release {}, {}\nCluster security mode: {} ({})\n",
        shown(&status.name),
        shown(&status.release),
        status.signing,
        status.mode,
        status.mode_name
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
    for signer in &status.signers {
        let of =
            signer.host.as_deref().map_or_else(String::new, |host| format!(" of {}", shown(host)));
        let sound = if signer.sound { "" } else { ", NOT SOUND" };
        out += &format!("{}{of}: signed by {}{sound}\n", signer.list, shown(signer.signer.trim()));
    }
    if !status.files.is_empty() {
        let rows = status.files.iter().map(|file| {
            let dash = || "-".to_owned();
            [
                shown(&file.server),
                shown(&file.path),
                file.size.map_or_else(dash, |size| size.to_string()),
                file.generation.map_or_else(dash, |number| format!("@{number}")),
                file.state.to_owned(),
            ]
        });
        let headings = ["SERVER", "FILE", "SIZE", "GENERATION", "STATE"];
        out += &format!("\n{}", table::plain(headings, rows));
        out += "\n";
        let mut sums: Vec<&PublishedFile> = Vec::new();
        for file in &status.files {
            if file.sha1.is_some() && !sums.iter().any(|other| other.sha1 == file.sha1) {
                sums.push(file);
            }
        }
        let rows = sums.into_iter().map(|file| {
            let name = file.path.rsplit('/').next().unwrap_or(&file.path);
            let sum = |sum: &Option<String>| sum.clone().unwrap_or_default();
            [shown(name), sum(&file.md5), sum(&file.sha1)]
        });
        out += &table::plain(["FILE", "MD5", "SHA-1"], rows);
    }
    if !status.anchors.is_empty() {
        let rows = status.anchors.iter().map(|anchor| {
            let state = if anchor.present { "" } else { "no longer in this folder" };
            [
                shown(anchor.subject.trim()),
                anchor.lists.join(", "),
                format!("{} days", anchor.days_left),
                state.to_owned(),
            ]
        });
        let headings = ["ANCHOR", "STANDS IN", "EXPIRES IN", ""];
        out += &format!("\n{}", table::plain(headings, rows));
    }
    if !status.classes.is_empty() {
        out.push('\n');
    }
    for class in &status.classes {
        let left = class.left.iter().map(|name| shown(name.trim())).collect::<Vec<_>>().join(", ");
        out += &match (&class.keep, class.left.len()) {
            (_, 0) => format!(
                "{}: no anchor is left; nothing that this cluster can sign with is known to all of them\n",
                class.class
            ),
            (Some(_), _) => format!(
                "{}: 1 anchor is left: {left}. Do not touch this certificate before the phones have another list\n",
                class.class
            ),
            (None, number) => {
                format!("{}: {} left: {left}\n", class.class, counted(number, "anchor"))
            }
        };
    }
    if !status.held.is_empty() {
        let held = status.held.iter().map(|held| match held.origin.as_str() {
            "published" => format!("@{}", held.generation),
            origin => format!("@{} ({})", held.generation, shown(origin)),
        });
        let held: Vec<String> = held.collect();
        out += &format!("\nPhones may hold: {}\n", held.join(", "));
    }
    if status.drift.is_empty() {
        out += "\nNo drift: what is published is what cluster.toml describes.\n";
    } else {
        out += &format!("\n{}:\n", counted(status.drift.len(), "difference"));
        for line in &status.drift {
            out += &format!("  {}\n", shown(line));
        }
    }
    out
}

/// The history for people.
#[must_use]
pub fn history(history: &History) -> String {
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
            lists.push(format!("signed by {}", shown(signer.trim())));
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
