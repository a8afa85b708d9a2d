//! How the phones react to a publication.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::ChangeError;
use super::preview::Preview;
use super::session::Session;
use crate::cluster::content::compare::Difference;
use crate::cluster::content::draft::Draft;
use crate::cluster::files::FileChange;
use crate::cluster::guard::{Cases, Consequence, GuardError};
use crate::cluster::manifest::{Cluster, Manifest};
use crate::cluster::population::judge::{Case, Failover, failover, judge};
use crate::cluster::population::services::Services;
use crate::cluster::population::{Population, servers, tvs};
use crate::cluster::route::{Basis, Position, Refusal, Route, rescue};
use crate::phone::{Class, Running};

/// The result of simulating the phones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Every phone accepts the offered lists and loses no service.
    Safe,
    /// Safe only if TVS runs with the certificate that phones know.
    OnlyTvs {
        /// The nodes that have a TVS.
        nodes: Vec<String>,
    },
    /// Some phones refuse a list or lose a service.
    Refused {
        /// The number of refused lists and lost services, summed over the kinds of phones.
        count: Cases,
        /// The consequence for these phones.
        consequence: Consequence,
    },
}

/// How the phones react, and a safe route if they refuse.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Decision {
    /// The phones that may exist.
    pub population: Population,
    /// How each of them reacts.
    pub cases: Vec<Case>,
    /// The result.
    pub answer: Answer,
    /// A safe sequence of commands to the same goal, if one is known. Searched for only if the
    /// publication is not safe.
    pub route: Option<Route>,
    /// Phones that would refuse the ITL of another server if their own failed.
    pub failover: Vec<Failover>,
}

impl Decision {
    /// The error if the publication is not safe.
    #[must_use]
    pub fn error(&self, command: &str) -> Option<GuardError> {
        match &self.answer {
            Answer::Safe => None,
            Answer::OnlyTvs { nodes } => Some(GuardError::OnlyTvs { nodes: nodes.join(", ") }),
            Answer::Refused { count, consequence } => Some(GuardError::Refused {
                command: command.to_owned(),
                count: *count,
                consequence: *consequence,
            }),
        }
    }
}

impl Session {
    /// Simulates every phone that may exist. `tvs_up`: the user confirmed that TVS runs on every
    /// node with the certificate that phones know.
    ///
    /// # Errors
    /// [`GuardError::NothingHeld`] if nothing is known about the phones, and others.
    pub fn decide(&self, preview: &Preview<'_>, tvs_up: bool) -> Result<Decision, ChangeError> {
        if !self.knows_phones()? {
            return Err(GuardError::NothingHeld {}.into());
        }
        let mut decision = self.simulate(preview, &preview.files, false, tvs_up)?;
        if decision.answer != Answer::Safe {
            decision.route = self.way_out(preview, &decision)?;
        }
        Ok(decision)
    }

    /// A safe sequence of commands to the same goal, if one is known.
    fn way_out(
        &self,
        preview: &Preview<'_>,
        decision: &Decision,
    ) -> Result<Option<Route>, ChangeError> {
        let folder = &self.folder;
        let new = preview.new.iter().filter(|draft| has_new_signer(draft));
        let mut new_signers = Vec::new();
        for certificate in new.map(|draft| &draft.certificate) {
            if !new_signers.contains(certificate) {
                new_signers.push(certificate.clone());
            }
        }
        let file = |certificate: &crate::certificate::Certificate| {
            let mut known = folder.cluster.certificates();
            let (owner, _) = known.find(|(_, known)| *known == certificate)?;
            folder.manifest.certificate(owner).map(|file| file.text.clone())
        };
        let population = decision.population.clone();
        let route = rescue(&Refusal {
            command: preview.proposal.what,
            goal: Rc::new(preview.proposal.cluster.clone()),
            start: self.position(&folder.cluster, self.scene_now()?, population)?,
            former: self.former()?,
            new_signers,
            file: &file,
        })?;
        // If TVS alone makes it safe, an attempt adds nothing.
        let only_tvs = matches!(decision.answer, Answer::OnlyTvs { .. });
        Ok(route.filter(|route| !(only_tvs && route.basis == Basis::Attempt)))
    }

    /// The cluster as last published, if cluster.toml has changed since and its certificates still
    /// exist.
    fn former(&self) -> Result<Option<Position>, ChangeError> {
        let Some(text) = self.past.manifest()? else { return Ok(None) };
        if text == self.folder.text {
            return Ok(None);
        }
        let Ok(manifest) = Manifest::read(&text) else { return Ok(None) };
        let Ok(cluster) = manifest.load(&self.folder.path) else { return Ok(None) };
        // Phones of a class that did not exist then cannot be simulated.
        let classes = |cluster: &Cluster| -> BTreeSet<Class> {
            servers(cluster).into_iter().flat_map(|server| server.classes).collect()
        };
        if !classes(&self.folder.cluster).is_subset(&classes(&cluster)) {
            return Ok(None);
        }
        let scene = self.scene_of(&cluster)?;
        let position = self.position(&cluster, scene, self.population_of(&cluster)?)?;
        Ok(position.is_as_published()?.then_some(position))
    }

    /// Like [`Self::decide`], without searching for a safe route.
    pub(super) fn simulate(
        &self,
        preview: &Preview<'_>,
        files: &[FileChange],
        signed: bool,
        tvs_up: bool,
    ) -> Result<Decision, ChangeError> {
        let cluster = &preview.proposal.cluster;
        let population = self.population()?;
        let services = Services::of(cluster);
        let (before, after) = (self.scene_now()?, self.scene_after(preview, files, signed)?);
        let cases = |running| {
            judge(&population, &services, &before, &after, &tvs::of_cluster(cluster, running))
        };
        let safe = |cases: &[Case]| cases.iter().all(Case::is_safe);
        let told = cases(if tvs_up { Running::Up } else { Running::Unknown });
        let answer = if safe(&told) {
            Answer::Safe
        } else if !tvs_up && safe(&cases(Running::Up)) {
            let nodes = cluster.nodes.iter().filter(|node| node.tvs.is_some());
            Answer::OnlyTvs { nodes: nodes.map(|node| node.host.clone()).collect() }
        } else {
            refused(&told)
        };
        let failover = failover(&population, &told, &after);
        Ok(Decision { population, cases: told, answer, route: None, failover })
    }
}

/// Whether the signer's own record is new in its list.
fn has_new_signer(draft: &Draft) -> bool {
    let records = draft.owners.iter().zip(&draft.changes);
    let mut own = records.filter(|(owner, _)| **owner == draft.signer);
    draft.first || own.any(|(_, change)| change.difference != Difference::Kept)
}

fn refused(cases: &[Case]) -> Answer {
    let unsafe_cases = || cases.iter().filter(|case| !case.is_safe());
    let consequence = if unsafe_cases().any(Case::is_lockout) {
        Consequence::LockedOut
    } else if unsafe_cases().any(|case| !case.lost.is_empty()) {
        Consequence::Unserved
    } else {
        Consequence::Served
    };
    let of_case = |case: &Case| {
        let refused = case.verdicts.iter().filter(|verdict| verdict.outcome.is_refused());
        refused.count().saturating_add(case.lost.len())
    };
    let count = unsafe_cases().map(of_case).fold(0, usize::saturating_add);
    Answer::Refused { count: Cases(count), consequence }
}
