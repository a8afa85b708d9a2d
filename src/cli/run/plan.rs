//! `ctl plan`

use std::path::Path;

use trustlist::cluster::change::Session;
use trustlist::cluster::release;
use trustlist::cluster::route::{Basis, Position, Question, plan};
use trustlist::report::plan::{self as report, Start};

use super::cluster;
use crate::cli::args::plan::PlanArgs;
use crate::cli::console::Console;
use crate::cli::exit::Exit;

pub(crate) fn run(args: &PlanArgs, folder: &Path, console: &Console) -> anyhow::Result<Exit> {
    let session = cluster::open_read_only(folder, "plan", console)?;
    let start = position(&session)?;
    let other = match &args.to {
        None => None,
        Some(folder) => {
            let session = cluster::open_read_only(folder, "plan", console)?;
            let position = position(&session)?;
            Some((session, position))
        }
    };
    let changes = args.changes();
    let question = Question { start: &start, other: other.as_ref().map(|(_, position)| position) };
    let found = plan(&question, &changes)?;
    let name = other.as_ref().map(|(session, _)| session.folder.cluster.name.as_str());
    let start = Start { cluster: &session.folder.cluster, past: &session.past, position: &start };
    let report = report::of(&start, &changes, &found, name);
    if console.json {
        Console::json_result(&report)?;
    } else {
        Console::result(report::text(&report, console.style()).as_bytes())?;
    }
    let proven = found.is_ok_and(|plan| plan.basis == Basis::Proven);
    Ok(if proven { Exit::Done } else { Exit::No })
}

/// The start of a plan: the current state, or if nothing was published yet, the state after the
/// cluster's first command.
fn position(session: &Session) -> anyhow::Result<Position> {
    if session.past.current().is_some() {
        return Ok(session.position_now()?);
    }
    let cluster = &session.folder.cluster;
    release::sasts(&cluster.release, cluster.signing, cluster.signer)?;
    Ok(Position::of_new_cluster(cluster)?)
}
