//! The way of every publishing command: look at what it would do, ask, sign, publish, report.

use trustlist::cluster::afterwards;
use trustlist::cluster::change::{Answer, Described, Preview, Session, Signed};
use trustlist::cluster::command::Command;
use trustlist::cluster::publish;
use trustlist::report::change::{self as report, Report};
use trustlist::signer::Signer;

use super::{Texts, phones, with_keys};
use crate::cli::args::change::ChangeArgs;
use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::prompt;

/// Carries out a command, or says what it would do. `described` is the cluster as the command
/// describes it, where it changes that; `remote` the key of `itl reset remotekey`.
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
    report.afterwards = afterwards::of(&preview);
    let decision = session.decide(&preview, args.phones.tvs_up)?;
    report::add_decision(&mut report, &decision);
    warn(&preview, console);
    let ready =
        with_keys(&folder, &cluster, args, console, |keys| session.preflight(&preview, keys));
    if args.dry_run {
        report.refused =
            decision.answer != Answer::Safe && !args.phones.accept_lockout || ready.is_err();
        let exit = print(&report, texts, console)?;
        phones::allow(&mut session, &preview, decision, args, console)?;
        ready?;
        return Ok(exit);
    }
    let (decision, accepted) = phones::allow(&mut session, &preview, decision, args, console)?;
    report::add_decision(&mut report, &decision);
    ready?;
    publish::check(&preview.files)?;
    if !console.json {
        for reason in console.look().lines(report.reasons.iter().cloned()) {
            console.note(&format!("because: {reason}"));
        }
    }
    if !args.yes && prompt::can_ask() {
        console.before_question(|look| report::plan(&report, look));
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
        with_keys(&folder, &cluster, args, console, |keys| session.sign(&preview, keys, remote))?;
    session.confirm(&preview, &signed, accepted)?;
    report::add_signed(&mut report, &preview, &signed);
    report.generation = Some(session.publish(&preview, signed, accepted)?.generation);
    print(&report, texts, console)
}

/// Nothing is to be published; what was said of the phones may have been recorded.
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
        let text =
            "Nothing changed since the last update; what was said of the phones was recorded.\n";
        Console::result(text.as_bytes())?;
    } else {
        Console::result(b"Nothing changed since the last update; nothing was written.\n")?;
    }
    Ok(Exit::Done)
}

/// Prints each warning of building once, and which records were kept unexplained.
fn warn(preview: &Preview<'_>, console: &Console) {
    let mut seen = Vec::new();
    for warning in preview.new.iter().flat_map(|draft| &draft.warnings) {
        if !seen.contains(&warning) {
            console.remark("warning", warning);
            seen.push(warning);
        }
    }
    let lines = report::unexplained(preview).into_iter();
    for line in console.look().lines(lines.map(|line| format!("{line}; --drop-records drops it"))) {
        console.note(&line);
    }
}

/// Prints the report.
fn print(report: &Report, texts: Texts, console: &Console) -> anyhow::Result<Exit> {
    if console.json {
        Console::json_result(report)?;
    } else {
        Console::result(report::text(report, texts.done, console.look()).as_bytes())?;
    }
    Ok(Exit::Done)
}
