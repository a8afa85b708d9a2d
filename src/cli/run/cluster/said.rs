//! What a command says of what it did, or would do.

use trustlist::cluster::plan::NewList;
use trustlist::cluster::present::Present;
use trustlist::cluster::publish::FileChange;
use trustlist::cluster::store::Lists;
use trustlist::cluster::targets::Wanted;
use trustlist::list::{Kind, TrustList};
use trustlist::report::change::{self as report, FileReport, ListReport, RecordReport, Report};
use trustlist::text::{path, visible};

use super::{Ctl, Proposal, Work};
use crate::cli::console::Console;
use crate::cli::exit::Exit;

/// Nothing is to be written.
pub(crate) fn unchanged(work: &Work<'_>, proposal: &Proposal) -> anyhow::Result<Exit> {
    if work.console.json {
        Console::json_result(&Report {
            schema: "ctl.change/1",
            command: proposal.command.clone(),
            dry_run: work.args.dry_run,
            changed: false,
            mode: proposal.mode.name(),
            generation: None,
            reasons: Vec::new(),
            lists: Vec::new(),
            files: Vec::new(),
            phones: Vec::new(),
            afterwards: Vec::new(),
        })?;
    } else {
        Console::result(b"Nothing changed since the last update; nothing was written.\n")?;
    }
    Ok(Exit::Done)
}

/// Where no list changed, the files are the reason.
pub(crate) fn reasons_or_files(reasons: Vec<String>, files: &[FileChange]) -> Vec<String> {
    if !reasons.is_empty() {
        return reasons;
    }
    let missing = files.iter().map(|file| {
        let name = file.path.file_name().unwrap_or_default().to_string_lossy();
        let what = if file.path.exists() { "differs on" } else { "is missing on" };
        format!("{name} {what} {}", file.server)
    });
    missing.collect()
}

/// The lists that are published, or go.
pub(crate) fn list_reports(
    proposal: &Proposal,
    new: &[&NewList],
    lists: &Lists,
) -> Vec<ListReport> {
    let of = |kind: Kind, host: Option<&String>, action, bytes: &[u8], list: Option<&NewList>| {
        let parsed = TrustList::parse(bytes).ok();
        let signer = parsed.as_ref().and_then(|parsed| {
            let present = Present::read(parsed.bytes()).ok()?;
            present.signer().map(|signer| signer.subject().common_name())
        });
        ListReport {
            kind: kind.name(),
            host: host.cloned(),
            action,
            size: bytes.len(),
            records: parsed.map_or(0, |parsed| parsed.records().len()),
            signer: list
                .map(|list| list.certificate.subject().common_name())
                .or(signer)
                .unwrap_or_default(),
            changes: list.map(|list| RecordReport::of(&list.changes)).unwrap_or_default(),
        }
    };
    let mut all = Vec::new();
    match (&proposal.ctl, &lists.ctl) {
        (Ctl::Again(bytes), _) => all.push(of(Kind::Ctl, None, "published again", bytes, None)),
        (Ctl::Delete, _) => all.push(of(Kind::Ctl, None, "deleted", &[], None)),
        _ => {}
    }
    for list in new {
        let bytes = match &list.host {
            Some(host) => lists.itls.get(host),
            None => lists.ctl.as_ref(),
        };
        let bytes = bytes.map(Vec::as_slice).unwrap_or_default();
        all.push(of(list.kind, list.host.as_ref(), "signed", bytes, Some(list)));
    }
    all
}

/// The files, changed or not.
pub(crate) fn file_reports(wanted: &[Wanted], changes: &[FileChange]) -> Vec<FileReport> {
    let report = |one: &Wanted| {
        let status = match (changes.iter().any(|change| change.path == one.path), &one.bytes) {
            (false, _) => "unchanged",
            (true, Some(_)) => "written",
            (true, None) => "deleted",
        };
        let folder = one.path.parent().unwrap_or(&one.path);
        FileReport {
            server: one.host.clone(),
            file: one.path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            place: path(folder),
            status,
        }
    };
    wanted.iter().map(report).collect()
}

/// Prints the report.
pub(crate) fn said(
    report: &Report,
    proposal: &Proposal,
    console: &Console,
) -> anyhow::Result<Exit> {
    if console.json {
        Console::json_result(report)?;
        return Ok(Exit::Done);
    }
    let mut text = String::new();
    if report.dry_run {
        text += &format!("ctl {} would publish this; nothing was written.\n\n", report.command);
        for reason in &report.reasons {
            text += &format!("because: {}\n", visible(reason.as_bytes()));
        }
    } else {
        text += &format!("{}\n", proposal.words.done);
    }
    text += &format!("\n{}", report::lists(report));
    text += &format!("\n{}", report::files(report));
    if report.dry_run && !report.phones.is_empty() {
        text += &format!("\n{}", report::phones(report));
    }
    if !report.afterwards.is_empty() {
        text += "\n";
        for line in &report.afterwards {
            text += &format!("{line}\n");
        }
    }
    Console::result(text.as_bytes())?;
    Ok(Exit::Done)
}
