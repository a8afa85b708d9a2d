//! What the phones of a cluster do with a publication, and how else to get there.

use serde::Serialize;

use super::look::{Look, Paint, left_out};
use super::phone::because;
use super::table;
use crate::cluster::change::{Answer, Decision};
use crate::cluster::population::Holding;
use crate::cluster::population::judge::{Case, Failover};
use crate::cluster::route::{Basis, Route, Step};
use crate::list::{Kind, Role};
use crate::phone::{By, Outcome, ServerCheck, Source, Verdict};
use crate::text::visible;

/// What phones do with a list, or a service that they do not have afterwards.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct PhoneReport {
    /// Their class.
    pub class: &'static str,
    /// What they hold: `@3`, `nothing`.
    pub holding: String,
    /// The server that they ask.
    pub tftp: Option<String>,
    /// `CTL`, `ITL`; `files` or `calls` for a service.
    pub list: &'static str,
    /// `accepted`, `accepted by TVS`, `unchanged`, `not asked for`, `refused, still served` or
    /// `refused, locked out`; `lost` or `missing` for a service.
    pub outcome: &'static str,
    /// By which record, or why.
    pub by: String,
}

/// A sequence of commands.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ProposalReport {
    /// `proven`, `expected` or `attempt`.
    pub basis: &'static str,
    /// What to do, in its order.
    pub steps: Vec<StepReport>,
}

/// One step.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct StepReport {
    /// `run`, `wait`, `trust`, `restore-manifest` or `reapply-manifest`.
    pub action: &'static str,
    /// What is typed after `ctl`, for `run`.
    pub command: Option<String>,
    /// The files of certificates, for `trust`.
    pub certificates: Vec<String>,
}

impl ProposalReport {
    /// Of a route.
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

/// A line for each list that phones meet, and for each service that they do not have
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
    let verdict =
        |verdict: &Verdict| report(verdict.kind.name(), verdict.outcome.name(), because(verdict));
    let mut all: Vec<PhoneReport> = case.verdicts.iter().map(verdict).collect();
    for (outcome, services) in [("lost", &case.lost), ("missing", &case.lacking)] {
        for standing in services {
            let service = if standing.server.role == Role::TFTP { "files" } else { "calls" };
            all.push(report(service, outcome, of_whom(standing)));
        }
    }
    all
}

/// The server of a service, by its certificate.
fn of_whom(standing: &ServerCheck) -> String {
    visible(standing.server.holder.common_name().as_bytes())
}

/// The lines as a table, what phones refuse or lose first where not all are printed.
#[must_use]
pub fn table(reports: &[PhoneReport], look: Look) -> String {
    let (shown, left) =
        look.few(reports.iter().collect(), |phone| paint(phone.outcome) == Paint::Bad);
    let rows = shown.iter().map(|phone| {
        let tftp = phone.tftp.as_deref().unwrap_or("-");
        [phone.class, &phone.holding, tftp, phone.list, phone.outcome, &phone.by]
            .map(|text| visible(text.as_bytes()))
    });
    let plain = table::plain(["PHONES", "HOLDING", "TFTP", "LIST", "OUTCOME", "BY"], rows);
    let mut lines = plain.lines();
    let mut out = lines.next().map(|heading| format!("{heading}\n")).unwrap_or_default();
    for (line, phone) in lines.zip(&shown) {
        out += &painted(line, phone, look);
        out.push('\n');
    }
    out + &left_out(left.iter().map(|phone| phone.outcome))
}

/// A row with its outcome, the last but one column, in its colour.
fn painted(line: &str, phone: &PhoneReport, look: Look) -> String {
    let by = visible(phone.by.as_bytes());
    let before = line.strip_suffix(by.trim_end()).unwrap_or(line).trim_end();
    match before.strip_suffix(phone.outcome) {
        Some(first) => {
            let rest = line.get(before.len()..).unwrap_or_default();
            format!("{first}{}{rest}", look.paint(paint(phone.outcome), phone.outcome))
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

/// Phones in a sentence: `sbd phones at @3, TFTP cucm-pub`.
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

/// What each of the phones refuses or loses: the list, the outcome, the step and the reason.
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

/// The services that phones do not have, with the change or without, a line each.
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
    let whom = of_whom(standing);
    if standing.server.role == Role::TFTP {
        format!(
            "{what} their files: the lists they hold do not name their server's certificate ({whom})"
        )
    } else {
        format!("{what} secure calls by {whom}: the CTL they hold does not fit it or the mode")
    }
}

/// Phones whose server fails, in sentences.
pub fn failover(all: &[Failover]) -> impl Iterator<Item = String> {
    all.iter().map(|one| {
        let Failover { class, host, other } = one;
        format!("{class} phones at {host} would refuse the ITL of {other} if {host} failed")
    })
}

/// Whether some phone takes a list only by TVS.
#[must_use]
pub fn needs_tvs(decision: &Decision) -> bool {
    let by_tvs = |verdict: &Verdict| matches!(&verdict.outcome, Outcome::Accepted(By::Anchor(at)) if at.source == Source::Tvs);
    decision.cases.iter().any(|case| case.verdicts.iter().any(by_tvs))
}

/// The commands that get there, with what to check between.
pub fn advice(decision: &Decision) -> impl Iterator<Item = String> {
    let mut all = Vec::new();
    match (&decision.route, &decision.answer) {
        (None, Answer::OnlyTvs { .. }) => {
            all.push("TVS vouches for the signer where it runs; nothing else does".to_owned());
        }
        (None, _) => all.push(
            "no sequence of commands is known that these phones follow; restore a certificate \
             that they know, or reset them by hand"
                .to_owned(),
        ),
        (Some(route), _) => {
            all.push(
                match route.basis {
                    Basis::Proven => "these commands get there, each followed by all phones:",
                    Basis::Expected => {
                        "these commands are expected to get there; a step rests on an inference, \
                         not on a document:"
                    }
                    Basis::Attempt => {
                        "these commands may get there, if TVS runs on every node; this is an \
                         attempt, not proven:"
                    }
                }
                .to_owned(),
            );
            all.extend(numbered(route));
        }
    }
    all.into_iter()
}

/// The steps, numbered; waiting belongs to the command before.
fn numbered(route: &Route) -> Vec<String> {
    const WAIT: &str = "reset all phones, and compare the hash on a phone with `ctl status`; then \
                        --phones-have @current";
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
            Step::RestoreManifest => {
                "restore the cluster.toml of what was published last".to_owned()
            }
            Step::ReapplyManifest => "make your changes of cluster.toml again".to_owned(),
            step => typed(step).map_or_else(String::new, |command| format!("ctl {command}")),
        };
        all.push(text);
    }
    let numbered = all.into_iter().enumerate();
    numbered.map(|(index, text)| format!("  {}. {text}", index.saturating_add(1))).collect()
}
