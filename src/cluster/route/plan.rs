//! The order of steps for planned changes.

use std::rc::Rc;

use super::planner::{Planner, Question, Stuck, first_published};
use super::position::Position;
use super::{Basis, Change, Step};
use crate::cluster::Mode;
use crate::cluster::content::Owner;
use crate::cluster::manifest::Cluster;
use crate::cluster::release::Signing;
use crate::error::described;
use crate::list::ParseError;
use crate::phone::Running;

described! {
    /// Why a change cannot be planned.
    pub enum PlanError {
        /// The cluster has no such certificate.
        NoSuch {
            /// Which.
            what: &'static str,
            /// Why, in words.
            reason: String,
        } = "E-PLAN-NONE", Usage,
            "{what} cannot change: {reason}",
            "name only what this cluster has; `ctl status` shows its certificates";
        also
        /// A list is damaged.
        Parse(ParseError);
    }
}

/// An order of steps that ends with every phone having what is published.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Plan {
    /// How reliable it is.
    pub basis: Basis,
    /// The steps.
    pub steps: Vec<Step>,
    /// Whether the changes may be made in any order, each with its own steps, if those are
    /// finished before the next change.
    pub any_order: bool,
}

/// The shortest sequence that makes all of these changes, each once and one at a time, with
/// commands in between; a proven one is preferred to an attempt. If the servers do not have the
/// cluster as described, it is published first.
///
/// # Errors
/// [`PlanError`] if the cluster has no such certificate, or a list is damaged.
pub fn plan(question: &Question<'_>, changes: &[Change]) -> Result<Result<Plan, Stuck>, PlanError> {
    let mut changes = changes.to_vec();
    changes.sort_unstable();
    changes.dedup();
    for change in &changes {
        possible(question.start, *change)?;
    }
    for running in [Running::Down, Running::Up] {
        let planner = Planner { question: *question, running };
        let Some(start) = planner.begin()? else { continue };
        if let Some((sequence, any_order)) = planner.ordered(start, &changes)? {
            let basis = match (running, sequence.inferred) {
                (Running::Up, _) => Basis::Attempt,
                (_, true) => Basis::Expected,
                _ => Basis::Proven,
            };
            return Ok(Ok(Plan { basis, steps: sequence.steps, any_order }));
        }
    }
    let planner = Planner { question: *question, running: Running::Down };
    Ok(Err(planner.stuck(&changes)?))
}

/// Refuses a change of something that the cluster does not have.
fn possible(start: &Position, change: Change) -> Result<(), PlanError> {
    let cluster = &start.cluster;
    let what = change.name();
    let none = |reason: String| Err(PlanError::NoSuch { what, reason });
    let release = &cluster.release;
    let recovery = release.itl().is_some_and(|row| row.recovery);
    match change {
        Change::ItlRecovery if !recovery => none(format!(
            "release {release} has no ITLRecovery certificate; CUCM has one from \
                          10.0 on"
        )),
        Change::Tvs if release.itl().is_none() => {
            none(format!("release {release} has no TVS; CUCM has it from 8.0 on"))
        }
        Change::Token if cluster.signing == Signing::Tokenless => {
            none("no token signs the lists of this cluster".to_owned())
        }
        Change::Token if !start.has_ctl() => {
            none("there is no CTL yet that a token could sign".to_owned())
        }
        Change::Token if cluster.tokens.is_empty() => {
            none("cluster.toml names no token".to_owned())
        }
        Change::ItlRecovery if cluster.itlrecovery.is_none() => {
            none("cluster.toml names no ITLRecovery certificate".to_owned())
        }
        Change::Capf if cluster.capf().is_none() => {
            none("cluster.toml names no CAPF certificate".to_owned())
        }
        Change::Tvs if cluster.nodes.iter().all(|node| node.tvs.is_none()) => {
            none("cluster.toml names no TVS certificate".to_owned())
        }
        Change::CallManager if cluster.nodes.iter().all(|node| node.certificate.is_none()) => {
            none("cluster.toml names no CallManager certificate".to_owned())
        }
        _ => Ok(()),
    }
}

impl Position {
    /// A new cluster, as it is after `set-cluster mixed-mode` on phones that held nothing.
    ///
    /// # Errors
    /// [`PlanError`] if it cannot publish anything.
    pub fn of_new_cluster(cluster: &Cluster) -> Result<Self, PlanError> {
        let missing = || {
            let reason = match cluster.certificate(Owner::ItlRecovery) {
                None => "cluster.toml names no ITLRecovery certificate",
                Some(_) => "cluster.toml names no certificate that could sign the lists",
            };
            PlanError::NoSuch { what: "nothing", reason: reason.to_owned() }
        };
        first_published(&Rc::new(cluster.clone()), Mode::Mixed)?.ok_or_else(missing)
    }
}
