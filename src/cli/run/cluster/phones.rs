//! The phones come first: what they would do with what a command is about to publish.

use std::collections::BTreeMap;

use trustlist::cluster::content::Cluster;
use trustlist::cluster::guard::{self, GuardError, Offered, Phones, Played};
use trustlist::cluster::history::{self, Held};
use trustlist::cluster::plan::{CtlSigner, ItlKey, NewList, Planner};
use trustlist::cluster::sequence::{self, Candidate, Footing, Published, Rescued};
use trustlist::cluster::store::Lists;
use trustlist::cluster::trust;
use trustlist::list::Kind;
use trustlist::phone::{Offer, Running};
use trustlist::report::change::PhoneReport;

use super::{Proposal, Work};
use crate::cli::prompt;

/// What the phones say.
pub(crate) struct Decision {
    pub(crate) played: Vec<Played>,
    /// Phones that refuse a list, TVS not counted.
    pub(crate) refused: bool,
    /// Whether all of these take it where TVS runs.
    pub(crate) by_tvs: bool,
    /// The commands that get there, where there are any.
    pub(crate) rescued: Option<Rescued>,
    /// What would happen to phones whose TFTP node failed.
    pub(crate) failover: Vec<String>,
}

/// The lists as they are to be: the new ones by what they will be signed with.
pub(crate) fn unsigned(lists: &Lists, new: &[&NewList]) -> anyhow::Result<Offered> {
    let mut offered = signed(lists)?;
    for list in new {
        let offer = Offer::from_unsigned(&list.unsigned)?;
        match &list.host {
            Some(host) => drop(offered.itls.insert(host.clone(), offer)),
            None => offered.ctl = Some(offer),
        }
    }
    Ok(offered)
}

/// The lists as they are.
pub(crate) fn signed(lists: &Lists) -> anyhow::Result<Offered> {
    let itl = |(host, bytes): (&String, &Vec<u8>)| Ok((host.clone(), Offer::read(bytes)?));
    Ok(Offered {
        ctl: lists.ctl.as_deref().map(Offer::read).transpose()?,
        itls: lists.itls.iter().map(itl).collect::<anyhow::Result<_>>()?,
    })
}

/// Plays every phone that there may be.
///
/// # Errors
/// [`GuardError::NothingHeld`], where nothing is known of the phones.
pub(crate) fn decide(
    work: &Work<'_>,
    proposal: &Proposal,
    offered: &Offered,
) -> anyhow::Result<Decision> {
    let cluster = Cluster { manifest: &proposal.manifest, material: &proposal.material };
    let mut held = history::held(&work.state.generations);
    if work.args.dry_run {
        // What a dry run finds it does not keep.
        let found = work.found.iter();
        held.extend(found.map(|found| Held {
            name: format!("what stands on {}", found.host),
            lists: found.lists.clone(),
        }));
    }
    if held.is_empty() && !work.state.new_phones && !work.args.phones.new {
        return Err(GuardError::NothingHeld {}.into());
    }
    let servers = guard::servers(&cluster);
    let phones = |running| guard::phones(&held, &proposal.manifest, &trust::tvs(&cluster, running));
    let untold = phones(Running::Untold)?;
    let played = guard::play(&untold, offered, &servers);
    let failover = guard::failover(&untold, offered, &servers);
    if !played.iter().any(Played::is_refused) {
        return Ok(Decision { played, refused: false, by_tvs: false, rescued: None, failover });
    }
    let reached = phones(Running::Up)?;
    let by_tvs = !guard::play(&reached, offered, &servers).iter().any(Played::is_refused);
    let rescued = rescue(work, proposal, offered, &untold)?;
    // An attempt is no news where TVS alone does it.
    let rescued = rescued.filter(|one| !(by_tvs && one.footing == Footing::Attempt));
    Ok(Decision { played, refused: true, by_tvs, rescued, failover })
}

/// Looks for commands that all phones follow and that end with what was wanted.
fn rescue(
    work: &Work<'_>,
    proposal: &Proposal,
    offered: &Offered,
    phones: &[Phones],
) -> anyhow::Result<Option<Rescued>> {
    let (manifest, material) = (&proposal.manifest, &proposal.material);
    let lists = work.state.present().map(|one| one.lists.clone()).unwrap_or_default();
    let tftp = manifest.nodes.iter().filter(|node| node.services.tftp);
    let hosts: Vec<String> = tftp.map(|node| node.host.clone()).collect();
    let held = phones.iter().filter_map(|phones| {
        let lists = [Kind::Ctl, Kind::Itl].map(|kind| phones.state.stored(kind).cloned());
        let lists: Vec<_> = lists.into_iter().flatten().collect();
        let host = phones.host.clone().or(hosts.first().cloned());
        host.map(|host| sequence::Held { generation: 0, host, lists })
    });
    let held: Vec<_> = held.collect();
    let now = signed(&lists)?;
    let present = published(&hosts, now.ctl.as_ref(), &now.itls);
    let mut candidates =
        work.plan(manifest, material, |planner| Ok(candidates(work, planner, &lists, &hosts)))?;
    candidates.retain(|one| one.command != proposal.command);
    candidates.push(Candidate {
        command: proposal.command.clone(),
        published: published(&hosts, offered.ctl.as_ref(), &offered.itls),
    });
    let tvs = trust::tvs(&Cluster { manifest, material }, Running::Untold);
    let phones = sequence::Phones { classes: &manifest.phones, sha512: manifest.sha512, tvs: &tvs };
    Ok(sequence::rescue(&held, &present, &candidates, &proposal.command, &phones)?)
}

/// What each TFTP node shows.
fn published(
    hosts: &[String],
    ctl: Option<&Offer>,
    itls: &BTreeMap<String, Offer>,
) -> Vec<Published> {
    let one = |host: &String| Published {
        host: host.clone(),
        ctl: ctl.cloned(),
        itl: itls.get(host).cloned(),
    };
    hosts.iter().map(one).collect()
}

/// What each command that there is would publish now; those that cannot are left out.
fn candidates(
    work: &Work<'_>,
    planner: &Planner<'_>,
    lists: &Lists,
    hosts: &[String],
) -> Vec<Candidate> {
    let mode = work.state.mode;
    let ctl = |by| {
        lists.ctl.as_ref()?;
        Offer::from_unsigned(&planner.ctl(mode, by, false).ok()?.unsigned).ok()
    };
    let itls = |by| -> Option<BTreeMap<String, Offer>> {
        let all = planner.itls(mode, by).ok()?.into_iter();
        all.map(|list| Some((list.host.clone()?, Offer::from_unsigned(&list.unsigned).ok()?)))
            .collect()
    };
    let both = |command: &str, by| {
        let published = published(hosts, Some(&ctl(by)?), &itls(ItlKey::Usual)?);
        Some(Candidate { command: command.to_owned(), published })
    };
    let one = |command: &str, by| {
        let published = published(hosts, None, &itls(by)?);
        Some(Candidate { command: command.to_owned(), published })
    };
    let all = [
        both("reset localkey", CtlSigner::Other),
        both("update CTLFile", CtlSigner::Usual),
        one("itl reset localkey", ItlKey::Local),
        one("itl update", ItlKey::Usual),
    ];
    all.into_iter().flatten().collect()
}

/// Lets a command go on, or says why it must not: TVS is asked about, a lock-out has to
/// be accepted. Returns whether one was.
///
/// # Errors
/// [`GuardError`], where nothing may be published.
pub(crate) fn allow(
    work: &mut Work<'_>,
    proposal: &Proposal,
    decision: &Decision,
) -> anyhow::Result<bool> {
    for line in &decision.failover {
        work.console.note(&format!("warning: {line}"));
    }
    if !decision.refused {
        return Ok(false);
    }
    for line in guard::refusals(&decision.played) {
        work.console.note(&line);
    }
    for line in advice(decision) {
        work.console.note(&line);
    }
    if work.args.phones.accept_lockout {
        work.record(
            &proposal.command,
            "published although phones may refuse it (--accept-lockout)",
        )?;
        return Ok(true);
    }
    if decision.by_tvs {
        let nodes = proposal.manifest.nodes.iter().filter(|node| node.tvs.is_some());
        let nodes = nodes.map(|node| node.host.as_str()).collect::<Vec<_>>().join(", ");
        let question =
            format!("Does TVS run on {nodes} with the certificate that the phones know? (y/n):");
        let said = work.args.phones.tvs_up
            || (!work.args.dry_run && prompt::confirmed(&question, false).unwrap_or(false));
        if !said {
            return Err(GuardError::OnlyTvs { nodes }.into());
        }
        work.record(&proposal.command, &format!("TVS runs on {nodes} (--tvs-up)"))?;
        return Ok(false);
    }
    let refusing: Vec<_> = decision.played.iter().filter(|one| one.is_refused()).collect();
    let lost = refusing.iter().any(|one| one.verdicts.iter().any(|v| v.outcome.is_lockout()));
    let fate = if lost {
        "some phones would be locked out and have to be reset by hand"
    } else {
        "all phones stay served with the lists that they have"
    };
    let (command, count) = (proposal.command.clone(), refusing.len());
    Err(GuardError::Refused { command, count, fate }.into())
}

/// The commands that get there, with what to check between.
pub(crate) fn advice(decision: &Decision) -> Vec<String> {
    let Some(Rescued { commands, footing }) = &decision.rescued else {
        if decision.by_tvs {
            return vec!["TVS vouches for the signer where it runs; nothing else does".to_owned()];
        }
        return vec![
            "no sequence of commands is known that these phones follow; restore a certificate that they know, \
             or reset them by hand"
                .to_owned(),
        ];
    };
    let mut all = vec![if *footing == Footing::Attempt {
        "these commands may get there, if TVS runs on every node; this is an attempt, not proven:"
            .to_owned()
    } else {
        "these commands get there, each followed by all phones:".to_owned()
    }];
    for (index, command) in commands.iter().enumerate() {
        let number = index.saturating_add(1);
        let between = if number < commands.len() {
            "; restart what it names, reset all phones, and compare the hash on a phone with `ctl status`; then --phones-have @current"
        } else {
            ""
        };
        all.push(format!("  {number}. ctl {command}{between}"));
    }
    all
}

/// A line for each list that phones meet.
pub(crate) fn reports(played: &[Played]) -> Vec<PhoneReport> {
    let line = |one: &Played| -> Vec<PhoneReport> {
        let of = |verdict: &trustlist::phone::Verdict| PhoneReport {
            class: one.phones.state.class().name(),
            holding: one.phones.holding.clone(),
            tftp: one.phones.host.clone(),
            list: verdict.kind.name(),
            outcome: verdict.outcome.name(),
            by: trustlist::report::phone::because(verdict),
        };
        one.verdicts.iter().map(of).collect()
    };
    played.iter().flat_map(line).collect()
}
