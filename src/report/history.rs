//! The generations of a cluster and its notes, as `ctl status --history` prints them.

use serde::Serialize;

use super::signer::SignerReport;
use super::time::rfc3339;
use crate::cluster::past::Past;
use crate::cluster::store::{Generation, Note, Origin, Progress, StoreError};
use crate::text::{counted, visible};

/// The whole report of `ctl status --history`.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct History {
    /// `ctl.history/2`.
    pub schema: &'static str,
    /// The generations, the oldest first.
    pub generations: Vec<HistoryEntry>,
    /// Confirmed statements and accepted risks, the oldest first.
    pub notes: Vec<HistoryNote>,
}

/// A generation.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct HistoryEntry {
    /// Its number.
    pub generation: u32,
    /// The time, RFC 3339 in UTC.
    pub time: String,
    /// Its origin.
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

/// A confirmed statement or an accepted risk.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct HistoryNote {
    /// The time, RFC 3339 in UTC.
    pub time: String,
    /// The command.
    pub command: String,
    /// What.
    pub text: String,
}

/// The origin of a generation.
pub(super) fn origin(generation: &Generation) -> String {
    match (&generation.origin, generation.progress) {
        (_, Progress::RolledBack) => "rolled back".to_owned(),
        (_, Progress::Unfinished) => "unfinished".to_owned(),
        (Origin::Published, _) => "published".to_owned(),
        (Origin::Adopted, _) => "adopted".to_owned(),
        (Origin::Found { host }, _) => format!("found on {host}"),
    }
}

impl History {
    /// The history of a cluster.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn of(past: &Past) -> Result<Self, StoreError> {
        let held = past.held()?;
        let entry = |generation: &Generation| -> Result<HistoryEntry, StoreError> {
            let lists = past.lists(generation.number)?;
            let signer = lists.iter().next().and_then(|(_, bytes)| SignerReport::of_list(bytes));
            Ok(HistoryEntry {
                generation: generation.number,
                time: rfc3339(generation.time),
                origin: origin(generation),
                command: generation.command.clone(),
                mode: generation.mode.name(),
                release: generation.release.clone(),
                signer,
                ctl_size: lists.ctl.as_ref().map(Vec::len),
                itls: lists.itls.keys().cloned().collect(),
                reasons: generation.reason.lines().map(str::to_owned).collect(),
                held: held.contains(&generation.number),
                lockout_accepted: generation.lockout,
            })
        };
        let remark = |note: Note| HistoryNote {
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

/// The history as text.
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
