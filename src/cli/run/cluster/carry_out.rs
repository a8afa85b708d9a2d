//! The steps of each publishing command: preview, ask, sign, publish, report.

use std::path::Path;

use trustlist::cluster::change::{Answer, ChangeError, Described, Preview, Session, Signed};
use trustlist::cluster::command::Command;
use trustlist::cluster::manifest::Cluster;
use trustlist::cluster::next_steps;
use trustlist::cluster::publish::{self, PublishError};
use trustlist::report::change::{self as report, Report};
use trustlist::signer::Signer;

use super::{Texts, phones, with_keys};
use crate::cli::args::change::ChangeArgs;
use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::prompt;

/// Carries out a command, or reports what it would do. `described` is the new description of the
/// cluster, if the command changes it; `remote` is the key of `itl reset remotekey`.
pub(crate) fn carry_out(
    mut session: Session,
    command: Command<'_>,
    described: Option<Described>,
    remote: Option<&dyn Signer>,
    texts: Texts,
    args: &ChangeArgs,
    console: &Console,
) -> anyhow::Result<Exit> {
    let folder = session.folder.path.clone();
    let cluster = described.as_ref().map_or(&session.folder.cluster, |new| &new.cluster).clone();
    let proposal = with_keys(&folder, &cluster, args, console, |keys| {
        session.propose(command, described, keys)
    })?;
    let preview = session.preview(&proposal)?;
    if preview.is_empty() {
        return nothing(&preview, session.has_recorded(), args, console);
    }
    let mut report = report::of_preview(&preview, args.dry_run);
    report.afterwards = next_steps::of(&preview);
    let change = Change { folder: &folder, cluster: &cluster, remote, texts, args, console };
    let result = change.carry_on(&mut session, &preview, &mut report);
    if !console.json {
        return result;
    }
    report.error = result.as_ref().err().map(Console::failure);
    let printed = Console::json_result(&report);
    // The reason of the failure is more important than an error of stdout.
    result.and_then(|exit| printed.map(|()| exit))
}

/// The context of a command, from its preview to its end.
struct Change<'a> {
    folder: &'a Path,
    cluster: &'a Cluster,
    remote: Option<&'a dyn Signer>,
    texts: Texts,
    args: &'a ChangeArgs,
    console: &'a Console,
}

impl Change<'_> {
    /// Runs the command to its end. The result is in `report`, even if it fails.
    fn carry_on(
        &self,
        session: &mut Session,
        preview: &Preview<'_>,
        report: &mut Report,
    ) -> anyhow::Result<Exit> {
        let Self { folder, cluster, remote, texts, args, console } = *self;
        let decision = session.decide(preview, args.phones.tvs_up)?;
        report::add_decision(report, &decision);
        warn(preview, console);
        let ready =
            with_keys(folder, cluster, args, console, |keys| session.preflight(preview, keys));
        if args.dry_run {
            report.refused =
                decision.answer != Answer::Safe && !args.phones.accept_lockout || ready.is_err();
            let exit = print(report, texts, console)?;
            phones::allow(session, preview, decision, args, console)?;
            ready?;
            return Ok(exit);
        }
        report.changed = false;
        report.refused = true;
        let (decision, accepted) = phones::allow(session, preview, decision, args, console)?;
        report::add_decision(report, &decision);
        ready?;
        publish::check(&preview.files)?;
        report.refused = false;
        if !console.json {
            for reason in console.style().lines(report.reasons.iter().cloned()) {
                console.note(&format!("because: {reason}"));
            }
        }
        if !args.yes && prompt::can_ask() {
            console.before_question(|style| report::plan(report, style));
        }
        if !prompt::confirmed(texts.question, args.yes)? {
            let what = if session.has_recorded() { "published" } else { "written" };
            console.note(&format!("nothing was {what}"));
            return Ok(Exit::No);
        }
        if !console.json {
            Console::result(format!("\n{}\n", texts.doing).as_bytes())?;
        }
        let signed: Signed =
            with_keys(folder, cluster, args, console, |keys| session.sign(preview, keys, remote))?;
        session.confirm(preview, &signed, accepted)?;
        report::add_signed(report, preview, &signed);
        let published = session.publish(preview, signed, accepted);
        // Files may have changed permanently before a publication failed.
        report.changed = published.as_ref().map_or_else(is_partial, |_| true);
        report.generation = Some(published?.generation);
        print(report, texts, console)
    }
}

/// Whether files may be new although their publication failed.
fn is_partial(error: &ChangeError) -> bool {
    let ChangeError::Publish(error) = error else { return false };
    matches!(error, PublishError::Unfinished { .. } | PublishError::Unrecorded { .. })
}

/// Nothing has to be published; a statement about the phones may have been recorded.
fn nothing(
    preview: &Preview<'_>,
    recorded: bool,
    args: &ChangeArgs,
    console: &Console,
) -> anyhow::Result<Exit> {
    if console.json {
        let mut report = report::of_preview(preview, args.dry_run);
        report.changed = false;
        Console::json_result(&report)?;
    } else if recorded {
        let text = "Nothing changed since the last update; what you stated about the phones was recorded.\n";
        Console::result(text.as_bytes())?;
    } else {
        Console::result(b"Nothing changed since the last update; nothing was written.\n")?;
    }
    Ok(Exit::Done)
}

/// Prints each build warning once, and the records that are kept although unexplained.
fn warn(preview: &Preview<'_>, console: &Console) {
    let mut seen = Vec::new();
    for warning in preview.new.iter().flat_map(|draft| &draft.warnings) {
        if !seen.contains(&warning) {
            console.remark("warning", warning);
            seen.push(warning);
        }
    }
    let lines = report::unexplained(preview).into_iter();
    for line in console.style().lines(lines.map(|line| format!("{line}; --drop-records drops it")))
    {
        console.note(&line);
    }
}

/// Prints the report as text; as JSON it is printed at the end in any case.
fn print(report: &Report, texts: Texts, console: &Console) -> anyhow::Result<Exit> {
    if !console.json {
        Console::result(report::text(report, texts.done, console.style()).as_bytes())?;
    }
    Ok(Exit::Done)
}
