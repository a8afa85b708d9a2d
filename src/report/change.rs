//! What a command on the cluster did, or would do.

use std::collections::HashSet;
use std::iter::repeat_n;

use serde::Serialize;

use super::failure::CommandFailure;
use super::phone_files::{name_of, phone_files};
use super::phones::{self, PhoneReport, ProposalReport};
use super::signer::SignerReport;
use super::style::{Style, left_out};
use crate::cluster::change::{Decision, Preview, Signed};
use crate::cluster::command::CtlChange;
use crate::cluster::content::compare::{Change, Difference};
use crate::cluster::content::draft::Draft;
use crate::cluster::files::{FileChange, Wanted};
use crate::cluster::lists::{ListName, Lists};
use crate::list::{Kind, TrustList};
use crate::text::{counted, path, visible};

/// The whole report.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// `ctl.change/3`.
    pub schema: &'static str,
    /// The command, without `ctl`.
    pub command: String,
    /// Whether this is a dry run.
    pub dry_run: bool,
    /// Whether anything was, or would be, published.
    pub changed: bool,
    /// Whether the command, even as a dry run, ends before the confirmation because phones, a key
    /// or a folder forbid it.
    pub refused: bool,
    /// The mode after the command: `mixed` or `non-secure`.
    pub mode: &'static str,
    /// The generation that was published.
    pub generation: Option<u32>,
    /// Why.
    pub reasons: Vec<String>,
    /// What the phones do with the lists.
    pub phones: Vec<PhoneReport>,
    /// Commands that reach the goal without harm, if phones refuse a list.
    pub proposal: Option<ProposalReport>,
    /// The lists.
    pub lists: Vec<ListReport>,
    /// The files.
    pub files: Vec<FileReport>,
    /// What to do afterwards, in order.
    pub afterwards: Vec<String>,
    /// Why the command failed.
    pub error: Option<CommandFailure>,
}

/// A list that is published or deleted.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
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
    /// Its signer; `None` where it is deleted.
    pub signer: Option<SignerReport>,
    /// The records that differ from the previous list.
    pub changes: Vec<RecordReport>,
}

/// A record that differs.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct RecordReport {
    /// `added`, `removed` or `changed`.
    pub difference: &'static str,
    /// Its role.
    pub role: String,
    /// The common name of its certificate.
    pub common_name: String,
    /// Its host.
    pub host: String,
    /// Why.
    pub reasons: Vec<String>,
}

/// A file on a server.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct FileReport {
    /// The server's host.
    pub server: String,
    /// The file, with its folder.
    pub path: String,
    /// `written`, `unchanged` or `deleted`.
    pub status: &'static str,
}

impl RecordReport {
    /// The word for a difference.
    #[must_use]
    pub fn of(changes: &[Change]) -> Vec<Self> {
        let differing = changes.iter().filter_map(|change| {
            let difference = match change.difference {
                Difference::Kept => return None,
                Difference::Added => "added",
                Difference::Removed => "removed",
                Difference::Changed => "changed",
            };
            Some(Self {
                difference,
                role: change.role.to_string(),
                common_name: visible(change.subject.as_bytes()),
                host: visible(change.host.as_bytes()),
                reasons: change.reasons.clone(),
            })
        });
        differing.collect()
    }
}

/// The report of a command, before the decisions of the phones are known.
#[must_use]
pub fn of_preview(preview: &Preview<'_>, dry_run: bool) -> Report {
    Report {
        schema: "ctl.change/3",
        command: preview.proposal.command.clone(),
        dry_run,
        changed: !preview.is_empty(),
        refused: false,
        mode: preview.proposal.publication.mode.name(),
        generation: None,
        reasons: preview.reasons.clone(),
        phones: Vec::new(),
        proposal: None,
        lists: list_reports(preview, &preview.lists),
        files: file_reports(&preview.wanted, &preview.files),
        afterwards: Vec::new(),
        error: None,
    }
}

/// Adds the decisions of the phones.
pub fn add_decision(report: &mut Report, decision: &Decision) {
    report.phones = phones::reports(decision);
    report.proposal = decision.route.as_ref().map(ProposalReport::of);
}

/// Replaces the previewed lists with the signed ones.
pub fn add_signed(report: &mut Report, preview: &Preview<'_>, signed: &Signed) {
    report.lists = list_reports(preview, &signed.lists);
    report.files = file_reports(&signed.wanted, &signed.files);
}

/// The lists that are published or deleted.
fn list_reports(preview: &Preview<'_>, lists: &Lists) -> Vec<ListReport> {
    let of = |name: &ListName, action, draft: Option<&Draft>| {
        let bytes = lists.get(name).unwrap_or_default();
        ListReport {
            kind: if name.host().is_some() { Kind::Itl.name() } else { Kind::Ctl.name() },
            host: name.host().map(str::to_owned),
            action,
            size: bytes.len(),
            records: TrustList::parse(bytes).map_or(0, |list| list.records().len()),
            signer: SignerReport::of_list(bytes),
            changes: draft.map(|draft| RecordReport::of(&draft.changes)).unwrap_or_default(),
        }
    };
    let ctl = match &preview.proposal.publication.ctl {
        CtlChange::Again { .. } => Some(of(&ListName::Ctl, "published again", None)),
        CtlChange::Delete => Some(of(&ListName::Ctl, "deleted", None)),
        CtlChange::Keep | CtlChange::New(_) => None,
    };
    let new = preview.new.iter().map(|draft| of(&draft.name, "signed", Some(draft)));
    ctl.into_iter().chain(new).collect()
}

/// The files, changed or not.
fn file_reports(wanted: &[Wanted], changes: &[FileChange]) -> Vec<FileReport> {
    let paths: HashSet<_> = changes.iter().map(|change| &change.path).collect();
    let report = |file: &Wanted| {
        let status = match (paths.contains(&file.path), &file.bytes) {
            (false, _) => "unchanged",
            (true, Some(_)) => "written",
            (true, None) => "deleted",
        };
        FileReport { server: file.host.clone(), path: path(&file.path), status }
    };
    wanted.iter().map(report).collect()
}

/// The records that are kept although cluster.toml does not explain them, one sentence each.
#[must_use]
pub fn unexplained(preview: &Preview<'_>) -> Vec<String> {
    let mut all = Vec::new();
    for draft in &preview.new {
        for change in draft.unexplained.iter().filter_map(|index| draft.changes.get(*index)) {
            let who = if change.subject.is_empty() { &change.host } else { &change.subject };
            let list = draft
                .name
                .host()
                .map_or_else(|| "the CTL".to_owned(), |host| format!("the ITL of {host}"));
            all.push(format!(
                "{list} keeps a record that cluster.toml does not explain: {} {}",
                change.role,
                visible(who.trim().as_bytes())
            ));
        }
    }
    all
}

/// What the command will do, as text before the confirmation.
#[must_use]
pub fn plan(report: &Report, style: Style) -> String {
    let mut out = format!("\n{}\n{}", lists(report, style), files(report, true, style));
    if !report.phones.is_empty() {
        out += &format!("\n{}", phones::table(&report.phones, style));
    }
    out + "\n"
}

/// The report as text; `done` is the closing text of the command.
#[must_use]
pub fn text(report: &Report, done: &str, style: Style) -> String {
    let mut out = String::new();
    if report.dry_run {
        let verdict = if report.refused {
            "would be refused and would not publish this"
        } else {
            "would publish this"
        };
        out += &format!("ctl {} {verdict}; nothing was written.\n\n", report.command);
        for reason in style.lines(report.reasons.iter().map(|reason| visible(reason.as_bytes()))) {
            out += &format!("because: {reason}\n");
        }
    } else {
        out += &format!("{done}\n");
    }
    out += &format!("\n{}", lists(report, style));
    out += &format!("\n{}", files(report, report.dry_run, style));
    if report.dry_run && !report.phones.is_empty() {
        out += &format!("\n{}", phones::table(&report.phones, style));
    }
    if !report.afterwards.is_empty() && !report.refused {
        out += "\n";
        for line in &report.afterwards {
            out += &format!("{line}\n");
        }
    }
    out
}

/// The lists and their records as text; in a dry run, what would be published.
fn lists(report: &Report, style: Style) -> String {
    let mut out = String::new();
    let (shown, left) = style.few(report.lists.iter().collect(), |list| list.host.is_none());
    for list in shown {
        let name = match &list.host {
            Some(host) => format!("{} of {}", list.kind, visible(host.as_bytes())),
            None => list.kind.to_owned(),
        };
        if list.action == "deleted" {
            out += &format!("{name}: deleted from every server\n");
            continue;
        }
        let (size, records) = (counted(list.size, "byte"), counted(list.records, "record"));
        let signer = list.signer.as_ref().map_or("", |signer| &signer.common_name);
        out += &format!(
            "{name}: {size}, {records}, {}by {signer}\n",
            match list.action {
                "signed" => "signed ",
                _ => "published again, signed ",
            }
        );
        let (records, left) = style.few(list.changes.iter().collect(), |_| true);
        for record in records {
            let mark = match record.difference {
                "added" => '+',
                "removed" => '-',
                _ => '~',
            };
            let who =
                if record.common_name.is_empty() { &record.host } else { &record.common_name };
            // Nothing else is printed for a new or removed record.
            let why = match record.difference {
                "changed" => format!("  ({})", record.reasons.join("; ")),
                _ => String::new(),
            };
            let who = visible(who.trim().as_bytes());
            out += &format!("  {mark} {:<8}  {who}{}\n", record.role, visible(why.as_bytes()));
        }
        if !left.is_empty() {
            out += &format!("  {}", left_out(left.iter().map(|record| record.difference)));
        }
    }
    out + &left_out(left.iter().map(|list| list.kind))
}

/// The files as a table: server, file, path, status.
fn files(report: &Report, dry_run: bool, style: Style) -> String {
    let status = |file: &FileReport| match (dry_run, file.status) {
        (true, "written") => "would be written",
        (true, "deleted") => "would be deleted",
        (_, status) => status,
    };
    let place =
        |file: &FileReport| file.path.rsplit_once('/').map_or("", |(place, _)| place).to_owned();
    let name = |file: &FileReport| file.path.rsplit('/').next().unwrap_or_default().to_owned();
    let kind = |file: &&FileReport| {
        Some((phone_files(&name(file))?, file.server.clone(), place(file), file.status))
    };
    let files = style.together(report.files.iter().collect(), kind);
    let (shown, left) = style.few(files, |(file, _)| file.status != "unchanged");
    let rows = shown.into_iter().map(|(file, count)| {
        [&file.server, &name_of(&name(file), count), &place(file), status(file)]
            .map(|text| visible(text.as_bytes()))
    });
    let table = super::table::aligned(["SERVER", "FILE", "PLACE", "STATUS"], rows);
    table + &left_out(left.into_iter().flat_map(|(file, count)| repeat_n(status(file), count)))
}
