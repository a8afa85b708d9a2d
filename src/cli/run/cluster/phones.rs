//! Decides, for the phones, whether a command may continue.

use trustlist::cluster::change::{Accepted, Answer, Decision, Preview, Session};
use trustlist::report::phones as report;

use crate::cli::args::change::ChangeArgs;
use crate::cli::console::Console;
use crate::cli::prompt;

/// Decides, asks about TVS, and returns what was accepted in advance.
///
/// # Errors [`GuardError`](trustlist::cluster::guard::GuardError), where publishing is not allowed.
pub(crate) fn allow(
    session: &mut Session,
    preview: &Preview<'_>,
    mut decision: Decision,
    args: &ChangeArgs,
    console: &Console,
) -> anyhow::Result<(Decision, Accepted)> {
    let command = preview.proposal.command.clone();
    let mut accepted = Accepted { tvs_up: args.phones.tvs_up, ..Accepted::default() };
    let style = console.style();
    for line in style.lines(report::failover(&decision.failover)) {
        console.note(&format!("warning: {line}"));
    }
    for line in style.lines(report::missing(&decision)) {
        console.note(&format!("warning: {line}"));
    }
    if decision.answer != Answer::Safe {
        for line in style.lines(report::refusals(&decision)) {
            console.note(&line);
        }
        for line in report::advice(&decision) {
            console.note(&line);
        }
    }
    if decision.answer != Answer::Safe && args.phones.accept_lockout {
        let text = "published although phones may refuse it (--accept-lockout)";
        session.record(&command, text)?;
        accepted.lockout = true;
        return Ok((decision, accepted));
    }
    if let Answer::OnlyTvs { nodes } = &decision.answer {
        let nodes = nodes.join(", ");
        let question =
            format!("Does TVS run on {nodes} with the certificate that the phones know? (y/n):");
        if !args.dry_run && prompt::confirmed(&question, false).unwrap_or(false) {
            decision = session.decide(preview, true)?;
            accepted.tvs_up = true;
        }
    }
    if let Some(error) = decision.error(&command) {
        return Err(error.into());
    }
    if accepted.tvs_up && report::needs_tvs(&decision) {
        let nodes = preview.proposal.cluster.nodes.iter().filter(|node| node.tvs.is_some());
        let nodes: Vec<&str> = nodes.map(|node| node.host.as_str()).collect();
        session.record(&command, &format!("TVS runs on {} (--tvs-up)", nodes.join(", ")))?;
    }
    Ok((decision, accepted))
}
