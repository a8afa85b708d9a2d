//! `ctl plan`

use std::path::Path;

use trustlist::cluster::Mode;
use trustlist::cluster::content::Cluster;
use trustlist::cluster::release;
use trustlist::cluster::sequence::{
    Change, Command, Elsewhere, Held, Model, PlanError, Published, Question, Sequence, Step, Stuck,
    find,
};
use trustlist::cluster::store::Store;
use trustlist::phone::{Holder, List};
use trustlist::report::plan::{self as report, Phones, Plan, PlanStep, StuckReport};

use super::cluster::site::Site;
use super::cluster::state::State;
use crate::cli::args::plan::PlanArgs;
use crate::cli::console::Console;
use crate::cli::exit::Exit;

/// A cluster, its phones, and what its nodes show.
struct Known {
    site: Site,
    model: Model,
    held: Vec<Held>,
    shown: Vec<Published>,
    /// How the phones' lists are known.
    phones: Phones,
}

pub(crate) fn run(args: &PlanArgs, folder: &Path, console: &Console) -> anyhow::Result<Exit> {
    let known = Known::read(folder)?;
    let other = args.to.as_deref().map(Known::read).transpose()?;
    let elsewhere = other.as_ref().map(Known::elsewhere);
    let changes = args.changes();
    let (manifest, model) = (&known.site.manifest, &known.model);
    let question = Question {
        model,
        elsewhere: elsewhere.as_ref(),
        held: &known.held,
        shown: &known.shown,
        classes: &manifest.phones,
        sha512: manifest.sha512,
    };
    let found = find(&question, &changes)?;
    let sequence = found.as_ref().ok();
    let other = other.as_ref().map(|other| other.site.manifest.name.as_str());
    let plan = Plan {
        schema: "ctl.plan/1",
        name: manifest.name.clone(),
        release: manifest.release.to_string(),
        signing: manifest.signing.name(),
        mode: model.mode.name(),
        changes: changes.iter().map(|change| change.name()).collect(),
        classes: manifest.phones.iter().map(|class| class.name()).collect(),
        phones: known.phones.clone(),
        footing: sequence.map_or("none", |sequence| sequence.footing.name()),
        any_order: sequence.is_some_and(|sequence| sequence.any_order),
        steps: sequence.map_or_else(Vec::new, |s| steps(model, &s.steps, other)),
        stuck: found.as_ref().err().map(stuck),
        remarks: sequence.map_or_else(Vec::new, |s| remarks(s, &changes, other)),
    };
    if console.json {
        Console::json_result(&plan)?;
    } else {
        Console::result(report::text(&plan).as_bytes())?;
    }
    Ok(if plan.footing == "proven" { Exit::Done } else { Exit::No })
}

impl Known {
    fn read(folder: &Path) -> anyhow::Result<Self> {
        let site = Site::open(folder)?;
        let state = State::of(Store::look(folder)?.as_ref())?;
        let (manifest, cluster) = (&site.manifest, site.cluster());
        let tftp = manifest.nodes.iter().filter(|node| node.services.tftp);
        let hosts: Vec<&str> = tftp.map(|node| node.host.as_str()).collect();
        let Some(present) = state.present() else {
            // As after `set-cluster mixed-mode`, which is the first command of a cluster.
            release::sasts(&manifest.release, manifest.signing, manifest.signer)?;
            let model = Model::of(&cluster, Mode::Mixed, true, &[]);
            let shown = model.publishes(Command::Update, &[]).ok_or_else(|| missing(&cluster))?;
            let held = shown.iter().map(|node| node.held(0)).collect();
            let phones = Phones { lists: "described", generations: Vec::new() };
            return Ok(Self { site, model, held, shown, phones });
        };
        let bytes = present.lists.ctl.iter().chain(present.lists.itls.values());
        let before = bytes.map(|bytes| List::read(bytes)).collect::<Result<Vec<_>, _>>()?;
        let model = Model::of(&cluster, state.mode, present.lists.ctl.is_some(), &before);
        let shown = Published::of(&present.lists, &hosts)?;
        let mut generations: Vec<_> = state.generations.iter().filter(|one| one.held).collect();
        let lists = if generations.is_empty() { "published" } else { "held" };
        if generations.is_empty() {
            generations.push(present);
        }
        let held = generations.iter().map(|one| Held::of(one, &hosts));
        let held = held.collect::<Result<Vec<_>, _>>()?.concat();
        let generations = generations.iter().map(|one| one.number).collect();
        let phones = Phones { lists, generations };
        Ok(Self { site, model, held, shown, phones })
    }

    /// What phones of another cluster meet here.
    fn elsewhere(&self) -> Elsewhere {
        let (manifest, material) = (&self.site.manifest, &self.site.material);
        let nodes = manifest.nodes.iter().zip(&material.nodes);
        let signing = nodes.filter(|(node, _)| node.publisher || node.services.tftp);
        let nodes = signing.filter_map(|(_, own)| own.certificate.as_ref());
        let all = material.itlrecovery.iter().chain(nodes).chain(&material.tokens);
        Elsewhere { signers: all.map(Holder::of).collect(), shown: self.shown.clone() }
    }
}

/// The lists of a cluster cannot even be thought of.
fn missing(cluster: &Cluster<'_>) -> PlanError {
    let reason = match cluster.material.itlrecovery {
        None => "cluster.toml names no ITLRecovery certificate",
        Some(_) => "cluster.toml names no certificate that could sign the lists",
    };
    PlanError::NoSuch { what: "nothing", reason: reason.to_owned() }
}

fn steps(model: &Model, steps: &[Step], other: Option<&str>) -> Vec<PlanStep> {
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
        text: sentence(model, steps, index, other),
    };
    steps.iter().enumerate().map(step).collect()
}

/// A step in words; what is left to do decides some of them.
fn sentence(model: &Model, steps: &[Step], index: usize, other: Option<&str>) -> String {
    let other =
        other.map_or_else(|| "the other cluster".to_owned(), |name| format!("cluster {name}"));
    let moved = steps.iter().take(index).any(|step| *step == Step::Move);
    let last = index.saturating_add(1) == steps.len();
    match steps.get(index).copied().unwrap_or(Step::CheckHashes) {
        Step::Renew(change) => {
            format!(
                "Make {} anew and put it in its old place; touch no other.",
                whose(model, change)
            )
        }
        Step::Import(Change::Migration) => format!(
            "Enter as [[trust]] what may sign the lists of {other}: ITLRecovery, and CallManager \
             of the publisher and of every TFTP node."
        ),
        Step::Import(change) => format!(
            "Make {} anew without using it yet, and enter its certificate as [[trust]].",
            whose(model, change)
        ),
        Step::Install(change) => format!(
            "Put the new certificate of {} in its place, and take it out of [[trust]].",
            whose(model, change)
        ),
        Step::Run(command) => format!("ctl {}", command.typed()),
        Step::Move => format!("Let the phones ask the TFTP nodes of {other} (DHCP option 150)."),
        Step::ResetPhones if moved => "Reset all phones.".to_owned(),
        Step::ResetPhones => {
            "Restart the services that the command named, then reset all phones.".to_owned()
        }
        Step::CheckHashes => {
            let place = if moved { format!(" in {other}") } else { String::new() };
            let then = if last {
                ""
            } else {
                " Only when they agree go on, with --phones-have @current at the next command."
            };
            format!(
                "Compare the hashes on a phone of each TFTP node with `ctl status`{place} (field \
                 notice 70613).{then}"
            )
        }
    }
}

fn whose(model: &Model, change: Change) -> String {
    let hosts = |has: fn(&trustlist::cluster::sequence::Node) -> bool| {
        let hosts = model.nodes.iter().filter(|node| has(node)).map(|node| node.host.as_str());
        hosts.collect::<Vec<_>>().join(", ")
    };
    match change {
        Change::CallManager => {
            format!("CallManager of {}", hosts(|node| node.callmanager.is_some()))
        }
        Change::Tvs => format!("TVS of {}", hosts(|node| node.tvs.is_some())),
        Change::Capf => "CAPF".to_owned(),
        Change::Token => "the token".to_owned(),
        Change::ItlRecovery => "ITLRecovery".to_owned(),
        Change::Migration => "the other cluster".to_owned(),
    }
}

fn stuck(stuck: &Stuck) -> StuckReport {
    let reason = stuck.refused.as_ref().and_then(|refused| refused.verdict.reason());
    StuckReport {
        change: stuck.change.map(Change::name),
        command: stuck.command.typed(),
        class: stuck.refused.as_ref().map(|refused| refused.class.name()),
        host: stuck.refused.as_ref().map(|refused| refused.host.clone()),
        reason: reason.map_or_else(
            || "no certificate or token that phones know could sign them".to_owned(),
            ToString::to_string,
        ),
    }
}

fn remarks(sequence: &Sequence, changes: &[Change], other: Option<&str>) -> Vec<String> {
    let mut all = Vec::new();
    if changes.len() > 1 {
        all.push(if sequence.any_order {
            "The order of these changes does not matter, as long as each is finished, its checks \
             included, before the next begins."
                .to_owned()
        } else {
            "Keep this order; each change is finished, its checks included, before the next begins."
                .to_owned()
        });
    }
    // Case 20 and 21 of docs/phone.md.
    let detour = [
        (Command::ResetLocalkey, Command::Update),
        (Command::ItlResetLocalkey, Command::ItlUpdate),
    ];
    for (detour, direct) in detour {
        if sequence.steps.contains(&Step::Run(detour)) {
            all.push(format!(
                "Without `ctl {}` in between phones would refuse the lists of `ctl {}`: they know \
                 its new signer only from the lists that come before.",
                detour.typed(),
                direct.typed()
            ));
        }
    }
    if sequence.steps.iter().any(|step| matches!(step, Step::Import(c) if *c != Change::Migration))
    {
        all.push(
            "Nothing else that phones hold could vouch for the new certificate. Where it cannot be \
             made ahead of its use, they have to be told by TVS, which is an attempt."
                .to_owned(),
        );
    }
    if changes.contains(&Change::Migration) {
        if other.is_none() {
            all.push(
                "Played with a cluster of the same kind; --to DIR plays the real one.".to_owned(),
            );
        }
        all.push(
            "LSC phones: put the CAPF certificate of this cluster into the CAPF-trust of the other."
                .to_owned(),
        );
    }
    all
}
