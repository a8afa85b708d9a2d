//! What phones do with lists: as a table, as numbered sentences, and as JSON.

mod json;
mod sentence;

pub use json::{Accept, SCHEMA, VerdictReport, json};
pub use sentence::sentence;

use self::sentence::numbers;
use super::columns;
use super::style::{Style, left_out};
use crate::error::Described as _;
use crate::phone::{Anchor, Boot, By, Class, Outcome, Reason, Rescue, Verdict};
use crate::text::visible;

/// One start of a phone of one class.
#[derive(Debug)]
pub struct SimulatedStart {
    /// The class.
    pub class: Class,
    /// The number of the stage, from 1.
    pub stage: usize,
    /// The names of the lists that it received, in order.
    pub files: Vec<String>,
    /// What it did.
    pub boot: Boot,
}

impl SimulatedStart {
    fn verdicts(&self) -> impl Iterator<Item = (&str, &Verdict)> {
        self.files.iter().map(String::as_str).zip(&self.boot.verdicts)
    }
}

/// One line for each class and file, no longer than `width`; if there are many, refused lists come
/// first.
#[must_use]
pub fn table(starts: &[SimulatedStart], width: u16, style: Style) -> String {
    let stages = starts.iter().any(|start| start.stage > 1);
    let heading = if stages { "STAGE" } else { "" };
    let headings = [heading, "CLASS", "FILE", "OUTCOME", "BECAUSE"];
    let mut rows = vec![headings.map(str::to_owned)];
    let all = starts.iter().flat_map(|start| start.verdicts().map(move |one| (start, one)));
    let (shown, left) = style.few(all.collect(), |(_, (_, verdict))| verdict.outcome.is_refused());
    for (start, (file, verdict)) in shown {
        let stage = if stages { start.stage.to_string() } else { String::new() };
        let class = start.class.name().to_owned();
        let outcome = verdict.outcome.name().to_owned();
        rows.push([stage, class, file.to_owned(), outcome, short_reason(verdict)]);
    }
    let more = left_out(left.iter().map(|(_, (_, verdict))| verdict.outcome.name()));
    let mut widths = columns::widths(&rows);
    let [stage, class, file, outcome, reason] = &mut widths;
    let gaps = if stages { 4 } else { 3 };
    let before = [*stage, *class, *file, *outcome, gaps].iter().sum();
    let room = usize::from(width.max(MIN_WIDTH)).saturating_sub(before).max(MIN_REASON);
    *reason = (*reason).min(room);
    let lines = columns::lines(&rows, widths);
    if stages {
        return lines + &more;
    }
    // The column of stages is empty: only the blank after it remains.
    let lines = lines.split_inclusive('\n');
    lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).chain([more.as_str()]).collect()
}

/// A table is not cut below this width.
const MIN_WIDTH: u16 = 80;

/// The reason is not cut below this, however long a file's name is.
const MIN_REASON: usize = 24;

/// The anchor or the reason, in a few words.
#[must_use]
pub fn short_reason(verdict: &Verdict) -> String {
    let text = match &verdict.outcome {
        Outcome::Accepted(By::Anchor(anchor)) => named(anchor),
        Outcome::Accepted(By::Leap) => "nothing is stored".to_owned(),
        Outcome::Accepted(By::RolledBack) => "the stored ITL is emptied".to_owned(),
        Outcome::Unchanged => format!("it is the stored {}", verdict.kind.name()),
        Outcome::NotAsked => "the class knows no ITL".to_owned(),
        Outcome::Refused { reason, .. } => match reason {
            Reason::Signer { .. } => "the signer is not known".to_owned(),
            Reason::Role { at } => format!("not a SAST: {}", named(at)),
            Reason::Spelling { at } => format!("written differently: {}", named(at)),
            Reason::NoKey { at } => format!("no certificate: {}", named(at)),
            Reason::Signature { at } => format!("wrong signature: {}", named(at)),
            Reason::Own {} => "not signed by a SAST in it".to_owned(),
            Reason::Digest { digest, .. } => format!("not known to verify {digest}"),
        },
    };
    visible(text.as_bytes())
}

/// `CTL record 4, cucm-pub`.
fn named(anchor: &Anchor) -> String {
    let name = anchor.holder.common_name();
    let place = anchor.source.name().to_uppercase();
    anchor.record.map_or_else(
        || format!("{place}, {name}"),
        |record| format!("{place} record {record}, {name}"),
    )
}

/// What TVS could change, as a sentence for people.
#[must_use]
pub fn hint(rescue: &Rescue) -> Option<String> {
    let text = match rescue {
        Rescue::None => return None,
        Rescue::IfItRuns(anchor) => {
            format!(
                "the phone would accept this if TVS runs: it knows {}",
                anchor.holder.common_name()
            )
        }
        Rescue::IfItKnows { records } => format!(
            "the phone could accept this if TVS ({} of the stored ITL) runs and knows the signer as SAST",
            numbers(records)
        ),
    };
    Some(visible(text.as_bytes()))
}

/// How each phone decided, in numbered sentences.
#[must_use]
pub fn explanation(starts: &[SimulatedStart]) -> String {
    let stages = starts.iter().any(|start| start.stage > 1);
    let mut out = String::new();
    for start in starts {
        for (file, verdict) in start.verdicts() {
            let stage = if stages { format!("stage {}, ", start.stage) } else { String::new() };
            let outcome = verdict.outcome.name();
            out += &format!("{stage}{}, {file}: {outcome}\n", start.class);
            for (index, step) in verdict.trace.iter().enumerate() {
                let sentence = sentence(verdict.kind, &step.fact);
                let number = index.saturating_add(1);
                out += &format!("  {number}. {sentence} [step {}]\n", step.rule);
            }
            if let Some(reason) = verdict.reason() {
                let sentence = visible(reason.to_string().as_bytes());
                out += &format!("  refused: {sentence} [{}]\n", reason.id());
            }
            if let Some(hint) = hint(&verdict.rescue) {
                out += &format!("  hint: {hint}\n");
            }
            for note in &verdict.notes {
                out +=
                    &format!("  note: {} [{}]\n", visible(note.to_string().as_bytes()), note.id());
            }
        }
        if !start.boot.messages.is_empty() {
            let messages = start.boot.messages.join("\", \"");
            out += &format!("  The phone shows \"{messages}\". [step 8]\n");
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}
