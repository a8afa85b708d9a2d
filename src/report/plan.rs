//! A plan: an order of steps for a future change.

use serde::Serialize;

use super::style::Style;
use crate::cluster::manifest::Cluster;
use crate::cluster::past::Past;
use crate::cluster::route::{self, Basis, Change, Position, Publishing, Refused, Step, Stuck};
use crate::phone::Verdict;
use crate::text::visible;

/// The whole report of `ctl plan`.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Plan {
    /// `ctl.plan/2`.
    pub schema: &'static str,
    /// The cluster's name.
    pub name: String,
    /// Its release.
    pub release: String,
    /// `token` or `tokenless`.
    pub signing: &'static str,
    /// `non-secure` or `mixed`.
    pub mode: &'static str,
    /// The changes.
    pub changes: Vec<&'static str>,
    /// The classes that were simulated.
    pub classes: Vec<&'static str>,
    /// The lists that phones were assumed to hold.
    pub phones: Phones,
    /// `proven`, `expected`, `attempt` or `none`.
    pub basis: &'static str,
    /// Whether the changes may be made in any order.
    pub any_order: bool,
    /// The steps; empty if no order is known.
    pub steps: Vec<PlanStep>,
    /// The reason, if no order is known.
    pub stuck: Option<StuckReport>,
    /// Notes.
    pub remarks: Vec<String>,
}

/// The lists that phones were assumed to hold.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Phones {
    /// `held`, or `described` where nothing was published yet.
    pub lists: &'static str,
    /// The generations.
    pub generations: Vec<u32>,
}

/// One step.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct PlanStep {
    /// Counted from 1.
    pub number: usize,
    /// `renew`, `import`, `install`, `run`, `reset-phones`, `check-hashes` or `move`.
    pub action: &'static str,
    /// The certificate, for the first three.
    pub change: Option<&'static str>,
    /// The command line after `ctl`, for `run`.
    pub command: Option<&'static str>,
    /// Whether no document says that CUCM has this step in the cluster's release.
    pub inferred: bool,
    /// The sentences.
    pub text: String,
}

/// Why no order is known.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct StuckReport {
    /// The change; null if phones already refuse what cluster.toml describes now.
    pub change: Option<&'static str>,
    /// The command whose lists are refused.
    pub command: &'static str,
    /// The class of phones that refuses.
    pub class: Option<&'static str>,
    /// The TFTP node of those phones.
    pub host: Option<String>,
    /// Why.
    pub reason: String,
}

/// The start of a plan.
#[derive(Clone, Copy)]
pub struct Start<'a> {
    /// The cluster.
    pub cluster: &'a Cluster,
    /// What has been published.
    pub past: &'a Past,
    /// The cluster with its phones.
    pub position: &'a Position,
}

/// The report of a plan; `other` names the cluster that phones move to.
#[must_use]
pub fn of(
    start: &Start<'_>,
    changes: &[Change],
    found: &Result<route::Plan, Stuck>,
    other: Option<&str>,
) -> Plan {
    let cluster = start.cluster;
    let plan = found.as_ref().ok();
    let published = start.past.current().is_some();
    let generations = start.position.generations();
    let lists = if published { "held" } else { "described" };
    Plan {
        schema: "ctl.plan/2",
        name: visible(cluster.name.as_bytes()),
        release: cluster.release.to_string(),
        signing: cluster.signing.name(),
        mode: start.past.mode().name(),
        changes: changes.iter().map(|change| change.name()).collect(),
        classes: cluster.phones.iter().map(|class| class.name()).collect(),
        phones: Phones { lists, generations },
        basis: plan.map_or("none", |plan| plan.basis.name()),
        any_order: plan.is_some_and(|plan| plan.any_order),
        steps: plan.map_or_else(Vec::new, |plan| steps(cluster, &plan.steps, other)),
        stuck: found.as_ref().err().map(stuck_report),
        remarks: remarks(plan, changes, other, published),
    }
}

fn steps(cluster: &Cluster, steps: &[Step], other: Option<&str>) -> Vec<PlanStep> {
    let step = |(index, step): (usize, &Step)| PlanStep {
        number: index.saturating_add(1),
        action: step.name(),
        change: match step {
            Step::Renew(change) | Step::Import(change) | Step::Install(change) => {
                Some(change.name())
            }
            _ => None,
        },
        command: match step {
            Step::Run(command) => Some(command.typed()),
            _ => None,
        },
        inferred: matches!(step, Step::Run(command) if command.is_inferred(cluster)),
        text: sentence(cluster, steps, index, other),
    };
    steps.iter().enumerate().map(step).collect()
}

/// A step as text, which may depend on the remaining steps.
fn sentence(cluster: &Cluster, steps: &[Step], index: usize, other: Option<&str>) -> String {
    let other =
        other.map_or_else(|| "the other cluster".to_owned(), |name| format!("cluster {name}"));
    let moved = steps.iter().take(index).any(|step| *step == Step::Move);
    let last = index.saturating_add(1) == steps.len();
    match steps.get(index).unwrap_or(&Step::CheckHashes) {
        Step::Renew(change) => {
            format!(
                "Regenerate {} and put it in the same place; do not change any other.",
                whose(cluster, *change)
            )
        }
        Step::Import(Change::Migration) => format!(
            "Enter as [[trust]] what may sign the lists of {other}: ITLRecovery, and CallManager \
             of the publisher and of every TFTP node."
        ),
        Step::Import(change) => format!(
            "Regenerate {} without using it yet, and enter its certificate as [[trust]].",
            whose(cluster, *change)
        ),
        Step::Install(change) => format!(
            "Put the new certificate of {} in place, and remove it from [[trust]].",
            whose(cluster, *change)
        ),
        Step::Trust(files) => format!("Enter as [[trust]]: {}.", files.join(", ")),
        Step::RestoreManifest => "Restore the cluster.toml of the last publication.".to_owned(),
        Step::ReapplyManifest => "Make the changes to cluster.toml again.".to_owned(),
        Step::Run(command) => {
            let inferred = if command.is_inferred(cluster) {
                " (that CUCM has this command in this release is an inference)"
            } else {
                ""
            };
            format!("ctl {}{inferred}", command.typed())
        }
        Step::RunRefused(command) => format!("ctl {command}"),
        Step::Move => format!("Point the phones to the TFTP nodes of {other} (DHCP option 150)."),
        Step::Wait => "Wait until every phone has what is published.".to_owned(),
        Step::ResetPhones if moved => "Reset all phones.".to_owned(),
        Step::ResetPhones => {
            "Restart the services that the command named, then reset all phones.".to_owned()
        }
        Step::CheckHashes => {
            let place = if moved { format!(" in {other}") } else { String::new() };
            let then = if last {
                ""
            } else {
                " Continue only when they agree, with --phones-have @current in the next command."
            };
            format!(
                "Compare the hashes on a phone of each TFTP node with `ctl status`{place} (field \
                 notice 70613).{then}"
            )
        }
    }
}

fn whose(cluster: &Cluster, change: Change) -> String {
    let hosts = |has: fn(&crate::cluster::manifest::Node) -> bool| {
        let hosts = cluster.nodes.iter().filter(|node| has(node)).map(|node| node.host.as_str());
        hosts.collect::<Vec<_>>().join(", ")
    };
    match change {
        Change::CallManager => {
            format!("CallManager of {}", hosts(|node| node.certificate.is_some()))
        }
        Change::Tvs => format!("TVS of {}", hosts(|node| node.tvs.is_some())),
        Change::Capf => "CAPF".to_owned(),
        Change::Token => "the token".to_owned(),
        Change::ItlRecovery => "ITLRecovery".to_owned(),
        Change::Migration => "the other cluster".to_owned(),
    }
}

fn stuck_report(stuck: &Stuck) -> StuckReport {
    let refused = stuck.refused.as_deref();
    StuckReport {
        change: stuck.change.map(Change::name),
        command: stuck.command.typed(),
        class: refused.map(|refused| refused.phones.state.class().name()),
        host: refused.map(|refused| refused.host.clone()),
        reason: refused.map_or_else(
            || "no certificate or token that phones know could sign them".to_owned(),
            reason,
        ),
    }
}

/// Why phones do not accept the lists.
fn reason(refused: &Refused) -> String {
    let mut verdicts = refused.case.verdicts.iter();
    if let Some(reason) = verdicts.find_map(Verdict::reason) {
        return reason.to_string();
    }
    let mut lacking = refused.case.lost.iter().chain(&refused.case.lacking);
    lacking.next().map_or_else(String::new, |standing| {
        format!(
            "they are not served: the lists that they keep do not fit {} or the mode, and have \
             to be deleted on each phone",
            standing.server.holder.common_name()
        )
    })
}

fn remarks(
    plan: Option<&route::Plan>,
    changes: &[Change],
    other: Option<&str>,
    published: bool,
) -> Vec<String> {
    let mut all = Vec::new();
    if !published {
        all.push(
            "Nothing was published yet, so no phone holds a list of this cluster. The plan applies after `ctl set-cluster mixed-mode`."
                .to_owned(),
        );
    }
    let Some(plan) = plan else { return all };
    if changes.len() > 1 {
        all.push(if plan.any_order {
            "The order of these changes does not matter, as long as each is finished, its checks \
             included, before the next begins."
                .to_owned()
        } else {
            "Keep this order; each change is finished, its checks included, before the next begins."
                .to_owned()
        });
    }
    // Cases 20 and 21 of docs/phone.md.
    let detour = [
        (Publishing::ResetLocalkey, Publishing::Update),
        (Publishing::ItlResetLocalkey, Publishing::ItlUpdate),
    ];
    for (detour, direct) in detour {
        if plan.steps.contains(&Step::Run(detour)) {
            all.push(format!(
                "Without `ctl {}` in between, phones would refuse the lists of `ctl {}`: they know \
                 its new signer only from the lists that come before.",
                detour.typed(),
                direct.typed()
            ));
        }
    }
    if plan.basis == Basis::Expected {
        all.push(
            "A step relies on an inference, not on a document: the plan is expected to hold, but not proven."
                .to_owned(),
        );
    }
    if plan.steps.iter().any(|step| matches!(step, Step::Import(c) if *c != Change::Migration)) {
        all.push(
            "Nothing else that phones hold could make them trust the new certificate. If it cannot be created before it is used, only TVS can confirm it, which is an attempt."
                .to_owned(),
        );
    }
    if changes.contains(&Change::Migration) {
        if other.is_none() {
            all.push(
                "Simulated with a cluster of the same kind; --to DIR simulates the real one."
                    .to_owned(),
            );
        }
        all.push(
            "LSC phones: put the CAPF certificate of this cluster into the CAPF-trust of the other."
                .to_owned(),
        );
    }
    all
}

/// The plan as text.
#[must_use]
pub fn text(plan: &Plan, style: Style) -> String {
    let shown = |text: &str| visible(text.as_bytes());
    let mut out = format!(
        "Plan for {}, release {}, {}, {} mode: {}\n",
        shown(&plan.name),
        shown(&plan.release),
        plan.signing,
        plan.mode,
        plan.changes.join(", ")
    );
    out +=
        &format!("Phones: {}, holding {}\n\n", plan.classes.join(", "), lists(&plan.phones, style));
    out += match plan.basis {
        "proven" => "Proven by simulation: every phone accepts every list on the way by itself.\n",
        "expected" => {
            "Expected, not proven: every phone accepts every list on the way by itself, but a step relies on an inference.\n"
        }
        "attempt" => {
            "An attempt, not proven: some phones accept some list only if TVS runs on their nodes with the certificate that they know, and vouches for the signer.\n"
        }
        _ => "No order is known.\n",
    };
    if let Some(stuck) = &plan.stuck {
        let before = match stuck.change {
            Some("migration") => "After the move, ".to_owned(),
            Some(change) => format!("After {change} is changed, "),
            None => "Before any change, ".to_owned(),
        };
        let who = match (&stuck.class, &stuck.host) {
            (Some(class), Some(host)) => format!(" by phones of class {class} at {}", shown(host)),
            _ => String::new(),
        };
        let lists = match stuck.change {
            Some("migration") => "the lists of the other cluster".to_owned(),
            _ => format!("the lists of `ctl {}`", stuck.command),
        };
        out += &format!("\n{before}{lists} are refused{who}: {}\n", shown(&stuck.reason));
    }
    if !plan.steps.is_empty() {
        out += "\n";
    }
    let width = plan.steps.len().to_string().len();
    // All of them: whoever follows a plan must not miss its last check.
    for step in &plan.steps {
        out += &format!("{:>width$}. {}\n", step.number, shown(&step.text));
    }
    if !plan.remarks.is_empty() {
        out += "\n";
    }
    for remark in &plan.remarks {
        out += &format!("{}\n", shown(remark));
    }
    out
}

fn lists(phones: &Phones, style: Style) -> String {
    if phones.lists == "described" {
        return "the lists that cluster.toml describes (nothing was published yet)".to_owned();
    }
    let names = phones.generations.iter().map(|number| format!("@{number}"));
    style.lines(names).join(", ")
}
