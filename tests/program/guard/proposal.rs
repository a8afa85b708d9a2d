//! What the guard proposes instead of a command that it refused, parsed and carried out literally.

use serde_json::Value;

use super::cluster::Cluster;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A command, without `ctl`.
    Run(String),
    /// Every phone accepts the last publication.
    Wait,
    /// Certificates of the folder become `[[trust]]`.
    Import(Vec<String>),
    /// The `cluster.toml` of the last publication.
    Restore,
    /// The changed `cluster.toml`.
    Reapply,
    /// Anything else, which a test cannot do.
    Other(String),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Proposal {
    /// `proven`, `expected` or `attempt`, if the program prints it.
    pub(super) basis: Option<String>,
    pub(super) steps: Vec<Step>,
}

impl Proposal {
    /// From the report of a dry run, else from the lines that it printed: `  1. ctl reset localkey;
    /// restart what it names, ...; then --phones-have @current`.
    pub(super) fn read(report: &Value, printed: &str) -> Self {
        let proposal = &report["proposal"];
        if let Some(steps) = proposal["steps"].as_array() {
            let basis = proposal["basis"].as_str().map(str::to_owned);
            return Self { basis, steps: steps.iter().map(step).collect() };
        }
        let mut steps = Vec::new();
        for line in printed.lines() {
            let Some((number, rest)) = line.trim_start_matches("ctl:").trim().split_once(". ")
            else {
                continue;
            };
            if number.parse::<u8>().is_err() {
                continue;
            }
            let Some(command) = rest.strip_prefix("ctl ") else {
                steps.push(Step::Other(rest.to_owned()));
                continue;
            };
            let (command, then) = command.split_once(';').unwrap_or((command, ""));
            steps.push(Step::Run(command.trim().to_owned()));
            if then.contains("--phones-have @current") {
                steps.push(Step::Wait);
            }
        }
        Self { basis: None, steps }
    }

    /// The commands, in their order.
    pub(super) fn commands(&self) -> Vec<&str> {
        let commands = self.steps.iter().filter_map(|step| match step {
            Step::Run(command) => Some(command.as_str()),
            _ => None,
        });
        commands.collect()
    }

    /// Whether the only step before retrying `goal` is waiting.
    pub(super) fn is_waiting_for(&self, goal: &str) -> bool {
        let then = Step::Run(format!("{goal} --phones-have @current"));
        let waits = [vec![Step::Wait], vec![then], vec![Step::Wait, Step::Run(goal.to_owned())]];
        waits.contains(&self.steps)
    }

    /// Carries out every step; each command must be accepted and must change something. Ends with
    /// `goal`, which was refused and then has nothing left to do.
    pub(super) fn carry_out(&self, cluster: &Cluster, goal: &str) {
        assert_ne!(self.steps, [], "nothing is proposed in place of ctl {goal}");
        assert_ne!(self.steps, [Step::Run(goal.to_owned())], "the refused command is proposed");
        let mut waited = false;
        let changed = cluster.manifest();
        for step in &self.steps {
            match step {
                Step::Run(command) if waited && !command.contains("--phones-have") => {
                    cluster.taken(command);
                    waited = false;
                }
                Step::Run(command) => {
                    cluster.done(command);
                    waited = false;
                }
                Step::Wait => waited = true,
                Step::Import(certificates) => {
                    for certificate in certificates {
                        cluster.append(&format!("[[trust]]\ncertificate = \"{certificate}\"\n"));
                    }
                }
                Step::Restore => cluster.restore_manifest(),
                Step::Reapply => cluster.set_manifest(&changed),
                Step::Other(what) => panic!("no command: {what}"),
            }
        }
        // If the steps only prepare the goal, it is retried after them.
        if !self.commands().last().is_some_and(|last| last.starts_with(goal)) {
            let run = cluster.run(&format!("{goal} --yes --phones-have @current"));
            assert_eq!(run.code, 0, "ctl {goal}: {}", run.err);
        }
        let again = cluster.dry(goal);
        assert_eq!(again["changed"], false, "ctl {goal} has something left to do: {again:#}");
    }
}

fn step(step: &Value) -> Step {
    let text = |name: &str| step[name].as_str().unwrap_or_default().to_owned();
    match step["action"].as_str() {
        Some("run") => Step::Run(text("command").trim_start_matches("ctl ").to_owned()),
        Some("wait") => Step::Wait,
        Some("trust") => {
            let files = step["certificates"].as_array().expect("files of certificates");
            let file = |file: &Value| file.as_str().expect("a path").to_owned();
            Step::Import(files.iter().map(file).collect())
        }
        Some("restore-manifest") => Step::Restore,
        Some("reapply-manifest") => Step::Reapply,
        _ => Step::Other(step.to_string()),
    }
}
