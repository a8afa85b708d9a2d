//! What a command of the cluster did, or would do.

use serde::Serialize;

use crate::text::{counted, visible};
use crate::cluster::content::compare::{Change, Difference};

/// All that there is to say.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// `ctl.change/1`.
    pub schema: &'static str,
    /// The command, without `ctl`.
    pub command: String,
    /// Whether nothing was to be written.
    pub dry_run: bool,
    /// Whether anything was, or would be, published.
    pub changed: bool,
    /// The mode after it: `mixed` or `non-secure`.
    pub mode: &'static str,
    /// The generation that was published.
    pub generation: Option<u32>,
    /// Why.
    pub reasons: Vec<String>,
    /// What the phones do with the lists.
    pub phones: Vec<PhoneReport>,
    /// The lists.
    pub lists: Vec<ListReport>,
    /// The files.
    pub files: Vec<FileReport>,
    /// What is to be done afterwards, in its order.
    pub afterwards: Vec<String>,
}

/// A list that is published, or goes.
#[derive(Clone, Debug, Serialize)]
pub struct ListReport {
    /// `CTL` or `ITL`.
    pub kind: &'static str,
    /// The TFTP node whose ITL it is.
    pub host: Option<String>,
    /// `signed`, `published again` or `deleted`.
    pub action: &'static str,
    /// Its size in bytes.
    pub size: usize,
    /// How many records it has.
    pub records: usize,
    /// The common name of its signer.
    pub signer: String,
    /// The records that differ from those of the list before.
    pub changes: Vec<RecordReport>,
}

/// What phones do with a list.
#[derive(Clone, Debug, Serialize)]
pub struct PhoneReport {
    /// Their class.
    pub class: &'static str,
    /// What they hold: `@3`.
    pub holding: String,
    /// The TFTP node that they ask, for classes with an ITL.
    pub tftp: Option<String>,
    /// `CTL` or `ITL`.
    pub list: &'static str,
    /// `accepted`, `unchanged`, `not asked for`, `refused, still served` or `refused,
    /// locked out`.
    pub outcome: &'static str,
    /// By which record, or why.
    pub by: String,
}

/// A record that differs.
#[derive(Clone, Debug, Serialize)]
pub struct RecordReport {
    /// `added`, `removed` or `changed`.
    pub fate: &'static str,
    /// Its role.
    pub role: String,
    /// The common name of its certificate.
    pub subject: String,
    /// Its host.
    pub host: String,
    /// Why.
    pub reasons: Vec<String>,
}

/// A file on a server.
#[derive(Clone, Debug, Serialize)]
pub struct FileReport {
    /// The server's host.
    pub server: String,
    /// The file's name.
    pub file: String,
    /// The folder.
    pub place: String,
    /// `written`, `unchanged` or `deleted`.
    pub status: &'static str,
}

impl RecordReport {
    /// What differs of these changes.
    #[must_use]
    pub fn of(changes: &[Change]) -> Vec<Self> {
        let differing = changes.iter().filter_map(|change| {
            let fate = match change.difference {
                Difference::Kept => return None,
                Difference::Added => "added",
                Difference::Removed => "removed",
                Difference::Changed => "changed",
            };
            Some(Self {
                fate,
                role: change.role.to_string(),
                subject: change.subject.clone(),
                host: change.host.clone(),
                reasons: change.reasons.clone(),
            })
        });
        differing.collect()
    }
}

/// The lists and their records, for people; in a dry run as what would be.
#[must_use]
pub fn lists(report: &Report) -> String {
    let mut out = String::new();
    for list in &report.lists {
        let name = match &list.host {
            Some(host) => format!("{} of {}", list.kind, visible(host.as_bytes())),
            None => list.kind.to_owned(),
        };
        if list.action == "deleted" {
            out += &format!("{name}: deleted from every server\n");
            continue;
        }
        let (size, records) = (counted(list.size, "byte"), counted(list.records, "record"));
        let signer = visible(list.signer.trim().as_bytes());
        out += &format!(
            "{name}: {size}, {records}, {}by {signer}\n",
            match list.action {
                "signed" => "signed ",
                _ => "published again, signed ",
            }
        );
        for record in &list.changes {
            let mark = match record.fate {
                "added" => '+',
                "removed" => '-',
                _ => '~',
            };
            let who = if record.subject.is_empty() { &record.host } else { &record.subject };
            // A record that is new or gone has nothing more to say.
            let why = match record.fate {
                "changed" => format!("  ({})", record.reasons.join("; ")),
                _ => String::new(),
            };
            let who = visible(who.trim().as_bytes());
            out += &format!("  {mark} {:<8}  {who}{}\n", record.role, visible(why.as_bytes()));
        }
    }
    out
}

/// The files as a table: server, file, place, status.
#[must_use]
pub fn files(report: &Report) -> String {
    let status = |file: &FileReport| match (report.dry_run, file.status) {
        (true, "written") => "would be written",
        (true, "deleted") => "would be deleted",
        (_, status) => status,
    };
    let rows = report.files.iter().map(|file| {
        [&file.server, &file.file, &file.place, status(file)].map(|text| visible(text.as_bytes()))
    });
    super::table::plain(["SERVER", "FILE", "PLACE", "STATUS"], rows)
}

/// What the phones do, as a table.
#[must_use]
pub fn phones(report: &Report) -> String {
    let rows = report.phones.iter().map(|phone| {
        let tftp = phone.tftp.as_deref().unwrap_or("-");
        [phone.class, &phone.holding, tftp, phone.list, phone.outcome, &phone.by]
            .map(|text| visible(text.as_bytes()))
    });
    super::table::plain(["PHONES", "HOLDING", "TFTP", "LIST", "OUTCOME", "BY"], rows)
}
