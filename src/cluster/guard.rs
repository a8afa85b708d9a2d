//! Whether every phone takes what a command is about to publish: the phones at every
//! generation that may be held, of each class, at each TFTP node, are played.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::content::Cluster;
use super::history::Held;
use super::manifest::Manifest;
use crate::error::described;
use crate::list::{Kind, ParseError, Role};
use crate::phone::{Class, Holder, List, Offer, Server, Servers, State, Tvs, Verdict};

described! {
    /// Why nothing is published: phones first.
    pub enum GuardError {
        /// Phones may refuse the lists.
        Refused {
            /// The command.
            command: String,
            /// How many kinds of phones would.
            count: usize,
            /// Whether any of them would be lost.
            fate: &'static str,
        } = "E-GUARD-REFUSED", No,
            "nothing was written: after `ctl {command}` {count} of the cases above would refuse a list; {fate}",
            "follow the commands above, where there are any; if every phone has a later list, say so with --phones-have @N; --accept-lockout publishes all the same";
        /// Nobody said what phones hold.
        NothingHeld {} = "E-GUARD-NOTHING-HELD", No,
            "what the phones hold is not known: the store has no list, and none stands on a server",
            "take over the lists that the cluster has published with `ctl adopt FILE`; if there are only new or reset phones, say --new-phones";
        /// Only TVS makes phones take the lists, and nobody said that it runs.
        OnlyTvs {
            /// On which nodes.
            nodes: String,
        } = "E-GUARD-TVS", No,
            "nothing was written: the phones above take the lists only if TVS runs on {nodes} with the certificate that they know",
            "check it (utils service list; the TVS certificate in the phones' ITL), then say --tvs-up";
        also
        /// A list does not parse.
        Parse(ParseError);
    }
}

/// Phones that hold the same.
#[derive(Clone, Debug)]
pub struct Phones {
    /// The generation.
    pub holding: String,
    /// The TFTP node that they ask; `None` for classes without an ITL.
    pub host: Option<String>,
    /// One of them.
    pub state: State,
}

/// What phones meet: the lists as they are to be.
#[derive(Clone, Debug, Default)]
pub struct Offered {
    /// The CTL.
    pub ctl: Option<Offer>,
    /// The ITL of each TFTP node.
    pub itls: BTreeMap<String, Offer>,
}

/// What some phones do.
#[derive(Clone, Debug)]
pub struct Played {
    /// Which.
    pub phones: Phones,
    /// What they do with each list, in the order in which they ask for them.
    pub verdicts: Vec<Verdict>,
}

impl Played {
    /// Whether a list is refused.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.verdicts.iter().any(|verdict| verdict.outcome.is_refused())
    }
}

/// The phones that there are. ITLs of nodes that serve no files any more are left out:
/// their phones ask another node.
///
/// # Errors
/// [`ParseError`], where a list that is held does not parse.
pub fn phones(held: &[Held], manifest: &Manifest, tvs: &[Tvs]) -> Result<Vec<Phones>, ParseError> {
    let mut all = Vec::new();
    for held in held {
        let ctl = held.lists.ctl.as_deref().map(List::read).transpose()?;
        for class in &manifest.phones {
            let mut state = State::new(*class);
            state.sha512 = manifest.sha512;
            state.tvs = tvs.to_vec();
            if let Some(ctl) = &ctl {
                state.store(ctl.clone());
            }
            let serving = manifest.nodes.iter().filter(|node| node.services.tftp);
            let itls = serving.filter_map(|node| held.lists.itls.get_key_value(&node.host));
            let mut at_nodes = Vec::new();
            if class.abilities().itl {
                for (host, itl) in itls {
                    let mut state = state.clone();
                    state.store(List::read(itl)?);
                    at_nodes.push((Some(host.clone()), state));
                }
            }
            if at_nodes.is_empty() && !state.is_blank() {
                at_nodes.push((None, state));
            }
            all.extend(at_nodes.into_iter().map(|(host, state)| Phones {
                holding: held.name.clone(),
                host,
                state,
            }));
        }
    }
    Ok(all)
}

/// The servers that phones meet.
#[must_use]
pub fn servers(cluster: &Cluster<'_>) -> Servers {
    let nodes = cluster.manifest.nodes.iter().zip(&cluster.material.nodes);
    let server = |(node, material): (&super::manifest::Node, &super::material::OfNode)| {
        let role = match (node.services.callmanager, node.services.tftp) {
            (true, true) => Role::CCM_TFTP,
            (true, false) => Role::CCM,
            (false, true) => Role::TFTP,
            (false, false) => return None,
        };
        let holder = Arc::new(Holder::of(material.certificate.as_ref()?));
        Some(Server { role, holder })
    };
    Servers::Known(nodes.filter_map(server).collect())
}

/// Plays all phones: each asks for the CTL, then for the ITL of its TFTP node.
#[must_use]
pub fn play(phones: &[Phones], offered: &Offered, servers: &Servers) -> Vec<Played> {
    let one = |phones: &Phones| {
        // Without a node of its own a phone asks the first.
        let itl = match &phones.host {
            Some(host) => offered.itls.get(host),
            None => offered.itls.values().next(),
        };
        let offers: Vec<Offer> = offered.ctl.iter().chain(itl).cloned().collect();
        let verdicts = phones.state.boot(&offers, servers).verdicts;
        Played { phones: phones.clone(), verdicts }
    };
    phones.iter().map(one).collect()
}

/// What phones say of the ITL of a node that they do not ask now, and would if theirs
/// failed: a line for each node whose ITL they would refuse after they took their own.
#[must_use]
pub fn failover(phones: &[Phones], offered: &Offered, servers: &Servers) -> Vec<String> {
    let mut all = Vec::new();
    for one in phones {
        let Some(home) = &one.host else { continue };
        let own = offered.ctl.iter().chain(offered.itls.get(home)).cloned().collect::<Vec<_>>();
        let boot = one.state.boot(&own, servers);
        if boot.verdicts.iter().any(|verdict| verdict.outcome.is_refused()) {
            continue;
        }
        for (host, itl) in offered.itls.iter().filter(|(host, _)| *host != home) {
            let there = boot.after.boot(std::slice::from_ref(itl), servers);
            if there.verdicts.iter().any(|verdict| verdict.outcome.is_refused()) {
                all.push(format!("{} would refuse the ITL of {host} if {home} failed", name(one)));
            }
        }
    }
    all
}

/// What is said of some phones: `sbd phones at @3, TFTP cucm-pub`.
#[must_use]
pub fn name(phones: &Phones) -> String {
    let class: Class = phones.state.class();
    match &phones.host {
        Some(host) => format!("{class} phones at {}, TFTP {host}", phones.holding),
        None => format!("{class} phones at {}", phones.holding),
    }
}

/// What each of these phones refuses: the list, the outcome, the step and the reason.
pub fn refusals(played: &[Played]) -> impl Iterator<Item = String> {
    played.iter().flat_map(|one| {
        one.verdicts.iter().filter(|verdict| verdict.outcome.is_refused()).map(move |verdict| {
            let reason = verdict.reason().map(ToString::to_string).unwrap_or_default();
            let step = if verdict.kind == Kind::Ctl { 4 } else { 5 };
            let kind = verdict.kind.name();
            let outcome = verdict.outcome.name();
            format!("{}: {kind} {outcome} (step {step}): {reason}", name(&one.phones))
        })
    })
}
