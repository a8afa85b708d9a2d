//! An order of steps for a change that is still to come.

use serde::Serialize;

use crate::text::visible;

/// All of `ctl plan`.
#[derive(Clone, Debug, Serialize)]
pub struct Plan {
    /// `ctl.plan/1`.
    pub schema: &'static str,
    /// The cluster's name.
    pub name: String,
    /// Its release.
    pub release: String,
    /// `token` or `tokenless`.
    pub signing: &'static str,
    /// `non-secure` or `mixed`.
    pub mode: &'static str,
    /// What is to change.
    pub changes: Vec<&'static str>,
    /// The classes that were played.
    pub classes: Vec<&'static str>,
    /// What phones were taken to hold.
    pub phones: Phones,
    /// `proven`, `attempt` or `none`.
    pub footing: &'static str,
    /// Whether the changes may come in any order.
    pub any_order: bool,
    /// What to do; nothing where no order is known.
    pub steps: Vec<PlanStep>,
    /// Where it ends, where no order is known.
    pub stuck: Option<StuckReport>,
    /// What else to know.
    pub remarks: Vec<String>,
}

/// What phones were taken to hold.
#[derive(Clone, Debug, Serialize)]
pub struct Phones {
    /// `held`, `published` or `described`.
    pub lists: &'static str,
    /// The generations.
    pub generations: Vec<u32>,
}

/// One step.
#[derive(Clone, Debug, Serialize)]
pub struct PlanStep {
    /// Counted from 1.
    pub number: usize,
    /// `renew`, `import`, `install`, `run`, `reset-phones`, `check-hashes` or `move`.
    pub action: &'static str,
    /// The certificate, for the first three.
    pub change: Option<&'static str>,
    /// What is typed after `ctl`, for `run`.
    pub command: Option<&'static str>,
    /// The sentences.
    pub text: String,
}

/// Why no order is known.
#[derive(Clone, Debug, Serialize)]
pub struct StuckReport {
    /// The change; null where phones refuse what cluster.toml describes already.
    pub change: Option<&'static str>,
    /// The command whose lists are refused.
    pub command: &'static str,
    /// The class that refuses.
    pub class: Option<&'static str>,
    /// The TFTP node of those phones.
    pub host: Option<String>,
    /// Why.
    pub reason: String,
}

/// The plan for people.
#[must_use]
pub fn text(plan: &Plan) -> String {
    let shown = |text: &str| visible(text.as_bytes());
    let mut out = format!(
        "Plan for {}, release {}, {}, {} mode: {}\n",
        shown(&plan.name),
        shown(&plan.release),
        plan.signing,
        plan.mode,
        plan.changes.join(", ")
    );
    out += &format!("Phones: {}, holding {}\n\n", plan.classes.join(", "), lists(&plan.phones));
    out += match plan.footing {
        "proven" => "Proven on the model: every phone takes every list on the way by itself.\n",
        "attempt" => {
            "An attempt, not proven: some phones take some list only if TVS runs on their nodes \
             with the certificate that they know, and vouches for the signer.\n"
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

fn lists(phones: &Phones) -> String {
    if phones.lists == "described" {
        return "the lists that cluster.toml describes (nothing was published yet)".to_owned();
    }
    let names = phones.generations.iter().map(|number| format!("@{number}"));
    names.collect::<Vec<_>>().join(", ")
}
