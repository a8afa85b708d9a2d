//! Decisions of phones as JSON: `docs/json.md`.

use serde::Serialize;

use super::{SimulatedStart, hint, sentence};
use crate::error::Described;
use crate::list::Role;
use crate::phone::{Anchor, Class, Holder, Verdict};
use crate::text::visible;

/// The schema of [`Accept`].
pub const SCHEMA: &str = "ctl.accept/2";

/// What `ctl accept --json` prints.
#[derive(Debug, Serialize)]
pub struct Accept {
    schema: &'static str,
    accepted: bool,
    starts: Vec<Start>,
}

/// One start of a phone of one class.
#[derive(Debug, Serialize)]
struct Start {
    stage: usize,
    class: &'static str,
    messages: Vec<&'static str>,
    lists: Vec<DecisionReport>,
}

/// What a phone does with one list.
#[derive(Debug, Serialize)]
struct DecisionReport {
    path: String,
    kind: &'static str,
    outcome: &'static str,
    anchor: Option<Place>,
    reason: Option<ReasonReport>,
    hint: Option<String>,
    lost: Vec<Place>,
    trace: Vec<TraceStep>,
    notes: Vec<ReasonReport>,
}

/// A certificate, and where it is.
#[derive(Debug, Serialize)]
struct Place {
    source: Option<&'static str>,
    record: Option<usize>,
    role: String,
    subject: String,
    issuer: String,
    serial: String,
    sha1: Option<String>,
}

#[derive(Debug, Serialize)]
struct TraceStep {
    step: u8,
    message: String,
}

/// A reason or a note.
#[derive(Debug, Serialize)]
struct ReasonReport {
    id: &'static str,
    message: String,
    hint: &'static str,
}

impl ReasonReport {
    fn of(what: &impl Described) -> Self {
        let message = visible(what.to_string().as_bytes());
        Self { id: what.id(), message, hint: what.advice() }
    }
}

impl Place {
    fn of(anchor: &Anchor) -> Self {
        let source = Some(anchor.source.name());
        Self { source, record: anchor.record, ..Self::without_source(&anchor.holder, anchor.role) }
    }

    fn without_source(holder: &Holder, role: Role) -> Self {
        Self {
            source: None,
            record: None,
            role: role.name().map_or_else(|| role.code().to_string(), str::to_owned),
            subject: visible(&holder.subject),
            issuer: visible(&holder.issuer),
            serial: hex::encode(&holder.serial),
            sha1: holder.sha1.map(hex::encode),
        }
    }
}

/// What a phone does with a list, as `ctl verify --installed` prints it.
#[derive(Debug, Serialize)]
pub struct VerdictReport {
    class: &'static str,
    outcome: &'static str,
    anchor: Option<Place>,
    reason: Option<ReasonReport>,
    hint: Option<String>,
}

impl VerdictReport {
    /// The JSON form of a verdict.
    #[must_use]
    pub fn of(class: Class, verdict: &Verdict) -> Self {
        Self {
            class: class.name(),
            outcome: verdict.outcome.name(),
            anchor: verdict.anchor().map(Place::of),
            reason: verdict.reason().map(ReasonReport::of),
            hint: hint(&verdict.rescue),
        }
    }
}

/// The JSON form.
#[must_use]
pub fn json(starts: &[SimulatedStart]) -> Accept {
    let refused =
        |start: &SimulatedStart| start.boot.verdicts.iter().any(|v| v.outcome.is_refused());
    Accept {
        schema: SCHEMA,
        accepted: !starts.iter().any(refused),
        starts: starts
            .iter()
            .map(|start| Start {
                stage: start.stage,
                class: start.class.name(),
                messages: start.boot.messages.clone(),
                lists: start.verdicts().map(|(file, verdict)| decision(file, verdict)).collect(),
            })
            .collect(),
    }
}

fn decision(file: &str, verdict: &Verdict) -> DecisionReport {
    let trace = verdict
        .trace
        .iter()
        .map(|step| TraceStep { step: step.rule, message: sentence(verdict.kind, &step.fact) });
    let lost = verdict
        .lost()
        .map(|standing| Place::without_source(&standing.server.holder, standing.server.role));
    DecisionReport {
        path: file.to_owned(),
        kind: verdict.kind.name(),
        outcome: verdict.outcome.name(),
        anchor: verdict.anchor().map(Place::of),
        reason: verdict.reason().map(ReasonReport::of),
        hint: hint(&verdict.rescue),
        lost: lost.collect(),
        trace: trace.collect(),
        notes: verdict.notes.iter().map(ReasonReport::of).collect(),
    }
}
