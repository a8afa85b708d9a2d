//! What the phones of a cluster do with a publication, and which other commands reach the goal.

use serde::Serialize;

use super::phone::short_reason;
use super::style::{Paint, Style, left_out};
use super::table;
use crate::cluster::change::{Answer, Decision};
use crate::cluster::population::Holding;
use crate::cluster::population::judge::{Case, Failover};
use crate::cluster::route::{Basis, Route, Step};
use crate::list::{Kind, Role};
use crate::phone::{By, Outcome, ServerCheck, Source, Verdict};
use crate::text::visible;

/// What phones do with a list, or a service that is not available to them afterwards.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct PhoneReport {
    /// Their class.
    pub class: &'static str,
    /// The lists that they hold: `@3`, `nothing`.
    pub holding: String,
    /// Their TFTP server.
    pub tftp: Option<String>,
    /// `CTL`, `ITL`; `files` or `calls` for a service.
    pub list: &'static str,
    /// `accepted`, `accepted by TVS`, `unchanged`, `not asked for`, `refused, still served` or
    /// `refused, locked out`; `lost` or `missing` for a service.
    pub outcome: &'static str,
    /// The record that decides, or the reason.
    pub by: String,
}

/// A sequence of commands.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ProposalReport {
    /// `proven`, `expected` or `attempt`.
    pub basis: &'static str,
    /// The steps, in order.
    pub steps: Vec<StepReport>,
}

/// One step.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct StepReport {
    /// `run`, `wait`, `trust`, `restore-manifest` or `reapply-manifest`.
    pub action: &'static str,
    /// The command line after `ctl`, for `run`.
    pub command: Option<String>,
    /// The files of certificates, for `trust`.
    pub certificates: Vec<String>,
}

impl ProposalReport {
    /// The report of a route.
    #[must_use]
    pub fn of(route: &Route) -> Self {
        let step = |step: &Step| StepReport {
            action: step.name(),
            command: typed(step),
            certificates: match step {
                Step::Trust(files) => files.clone(),
                _ => Vec::new(),
            },
        };
        Self { basis: route.basis.name(), steps: route.steps.iter().map(step).collect() }
    }
}

fn typed(step: &Step) -> Option<String> {
    match step {
        Step::Run(command) => Some(command.typed().to_owned()),
        Step::RunRefused(command) => Some(command.clone()),
        _ => None,
    }
}

/// A line for each list that phones receive, and for each service that is not available to them
/// afterwards.
#[must_use]
pub fn reports(decision: &Decision) -> Vec<PhoneReport> {
    decision.cases.iter().flat_map(|case| of_case(decision, case)).collect()
}

fn of_case(decision: &Decision, case: &Case) -> Vec<PhoneReport> {
    let Some(phones) = decision.population.phones.get(case.phones) else { return Vec::new() };
    let server = decision.population.servers.get(phones.server);
    let report = |list, outcome, by| PhoneReport {
        class: phones.state.class().name(),
        holding: phones.holding.to_string(),
        tftp: server.map(|server| server.host.clone()),
        list,
        outcome,
        by,
    };
    let verdict = |verdict: &Verdict| {
        report(verdict.kind.name(), verdict.outcome.name(), short_reason(verdict))
    };
    let mut all: Vec<PhoneReport> = case.verdicts.iter().map(verdict).collect();
    for (outcome, services) in [("lost", &case.lost), ("missing", &case.lacking)] {
        for standing in services {
            let service = if standing.server.role == Role::TFTP { "files" } else { "calls" };
            all.push(report(service, outcome, server_name(standing)));
        }
    }
    all
}

/// The name of a service's server, from its certificate.
fn server_name(standing: &ServerCheck) -> String {
    visible(standing.server.holder.common_name().as_bytes())
}

/// The lines as a table; if not all are printed, what phones refuse or lose comes first.
#[must_use]
pub fn table(reports: &[PhoneReport], style: Style) -> String {
    let (shown, left) =
        style.few(reports.iter().collect(), |phone| paint(phone.outcome) == Paint::Bad);
    let rows = shown.iter().map(|phone| {
        let tftp = phone.tftp.as_deref().unwrap_or("-");
        [phone.class, &phone.holding, tftp, phone.list, phone.outcome, &phone.by]
            .map(|text| visible(text.as_bytes()))
    });
    let table = table::aligned(["PHONES", "HOLDING", "TFTP", "LIST", "OUTCOME", "BY"], rows);
    let mut lines = table.lines();
    let mut out = lines.next().map(|heading| format!("{heading}\n")).unwrap_or_default();
    for (line, phone) in lines.zip(&shown) {
        out += &painted(line, phone, style);
        out.push('\n');
    }
    out + &left_out(left.iter().map(|phone| phone.outcome))
}

/// A row with its outcome, the second to last column, in colour.
fn painted(line: &str, phone: &PhoneReport, style: Style) -> String {
    let by = visible(phone.by.as_bytes());
    let before = line.strip_suffix(by.trim_end()).unwrap_or(line).trim_end();
    match before.strip_suffix(phone.outcome) {
        Some(first) => {
            let rest = line.get(before.len()..).unwrap_or_default();
            format!("{first}{}{rest}", style.paint(paint(phone.outcome), phone.outcome))
        }
        None => line.to_owned(),
    }
}

fn paint(outcome: &str) -> Paint {
    match outcome {
        "accepted" | "unchanged" | "not asked for" => Paint::Good,
        "accepted by TVS" | "missing" => Paint::Doubt,
        _ => Paint::Bad,
    }
}

/// Phones, as part of a sentence: `sbd phones at @3, TFTP cucm-pub`.
fn name(decision: &Decision, case: &Case) -> String {
    let Some(phones) = decision.population.phones.get(case.phones) else { return String::new() };
    let server = decision.population.servers.get(phones.server);
    let host = server.map_or("?", |server| &server.host);
    let class = phones.state.class();
    match &phones.holding {
        Holding::Nothing => format!("{class} phones that hold nothing, TFTP {host}"),
        holding => format!("{class} phones at {holding}, TFTP {host}"),
    }
}

/// What each kind of phone refuses or loses: the list, the outcome, the step and the reason.
pub fn refusals(decision: &Decision) -> impl Iterator<Item = String> {
    decision.cases.iter().filter(|case| !case.is_safe()).flat_map(move |case| {
        let refused = case.verdicts.iter().filter(|verdict| verdict.outcome.is_refused());
        let refused = refused.map(move |verdict| {
            let reason = verdict.reason().map(ToString::to_string).unwrap_or_default();
            let step = if verdict.kind == Kind::Ctl { 4 } else { 5 };
            let (kind, outcome) = (verdict.kind.name(), verdict.outcome.name());
            format!("{}: {kind} {outcome} (step {step}): {reason}", name(decision, case))
        });
        refused.chain(case.lost.iter().map(move |standing| {
            format!("{}: {}", name(decision, case), service(standing, "would lose"))
        }))
    })
}

/// The services that are not available to phones, with or without the change, one line each.
#[must_use]
pub fn missing(decision: &Decision) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for case in &decision.cases {
        for standing in &case.lacking {
            let line = format!("{}: {}", name(decision, case), service(standing, "do not have"));
            if !all.contains(&line) {
                all.push(line);
            }
        }
    }
    all
}

fn service(standing: &ServerCheck, what: &str) -> String {
    let server = server_name(standing);
    if standing.server.role == Role::TFTP {
        format!(
            "{what} their files: the lists they hold do not name their server's certificate ({server})"
        )
    } else {
        format!("{what} secure calls by {server}: the CTL they hold does not fit it or the mode")
    }
}

/// Sentences about phones whose server fails.
pub fn failover(all: &[Failover]) -> impl Iterator<Item = String> {
    all.iter().map(|case| {
        let Failover { class, host, other } = case;
        format!("{class} phones at {host} would refuse the ITL of {other} if {host} failed")
    })
}

/// Whether some phone accepts a list only through TVS.
#[must_use]
pub fn needs_tvs(decision: &Decision) -> bool {
    let by_tvs = |verdict: &Verdict| matches!(&verdict.outcome, Outcome::Accepted(By::Anchor(at)) if at.source == Source::Tvs);
    decision.cases.iter().any(|case| case.verdicts.iter().any(by_tvs))
}

/// The commands that reach the goal, with the checks between them.
pub fn advice(decision: &Decision) -> impl Iterator<Item = String> {
    let mut all = Vec::new();
    match (&decision.route, &decision.answer) {
        (None, Answer::OnlyTvs { .. }) => {
            all.push("TVS vouches for the signer where it runs; nothing else does".to_owned());
        }
        (None, _) => all.push(
            "no sequence of commands is known that these phones accept; restore a certificate that they know, or reset them by hand"
                .to_owned(),
        ),
        (Some(route), _) => {
            all.push(
                match route.basis {
                    Basis::Proven => "these commands reach the goal, and all phones accept each step:",
                    Basis::Expected => {
                        "these commands are expected to reach the goal; a step relies on an inference, not on a document:"
                    }
                    Basis::Attempt => {
                        "these commands may reach the goal if TVS runs on every node; this is an attempt, not proven:"
                    }
                }
                .to_owned(),
            );
            all.extend(numbered(route));
        }
    }
    all.into_iter()
}

/// The steps, numbered; waiting is part of the previous command.
fn numbered(route: &Route) -> Vec<String> {
    const WAIT: &str = "reset all phones, and compare the hash on a phone with `ctl status`; then give --phones-have @current";
    let mut all: Vec<String> = Vec::new();
    for step in &route.steps {
        let text = match step {
            Step::Wait => match all.last_mut() {
                Some(command) => {
                    *command += &format!("; restart what it names, {WAIT}");
                    continue;
                }
                None => WAIT.to_owned(),
            },
            Step::Trust(files) => {
                format!("enter as [[trust]] in cluster.toml: {}", files.join(", "))
            }
            Step::RestoreManifest => "restore the cluster.toml of the last publication".to_owned(),
            Step::ReapplyManifest => "make your changes to cluster.toml again".to_owned(),
            step => typed(step).map_or_else(String::new, |command| format!("ctl {command}")),
        };
        all.push(text);
    }
    let numbered = all.into_iter().enumerate();
    numbered.map(|(index, text)| format!("  {}. {text}", index.saturating_add(1))).collect()
}
