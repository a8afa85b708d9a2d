//! Opening a cluster's folder for a command.

use std::path::Path;
use std::time::{Duration, SystemTime};

use trustlist::cluster::change::{Options, Phones, Session, SessionNote};
use trustlist::text::path;

use crate::cli::args::change::ChangeArgs;
use crate::cli::clock;
use crate::cli::console::Console;

/// Opens a cluster for a command that publishes.
pub(crate) fn begin(
    folder: &Path,
    command: &str,
    args: &ChangeArgs,
    console: &Console,
) -> anyhow::Result<Session> {
    let options = Options {
        dry_run: args.dry_run,
        force: args.lists.force,
        replace: args.lists.force,
        drop_unexplained: args.lists.drop_records,
        token: args.token.clone(),
        timestamp: clock::timestamp(args.timestamp.as_deref())?,
        any_time: args.timestamp.is_some(),
        wait: Duration::from_secs(u64::from(args.wait)),
        phones: Phones { have: args.phones.have.clone(), only_new: args.phones.new },
    };
    if let Some(file) = args.secrets.source().and_then(|source| source.exposed()) {
        console.note(&format!("warning: {}: everybody can read it", path(&file)));
    }
    let say = |note| console.note(&format!("{note}"));
    Ok(Session::begin(folder, command, options, &say)?)
}

/// Opens a cluster read-only.
pub(crate) fn open_read_only(
    folder: &Path,
    command: &str,
    console: &Console,
) -> anyhow::Result<Session> {
    let now = clock::seconds(SystemTime::now()).unwrap_or_default();
    let timestamp = u32::try_from(now).unwrap_or_default();
    let options = Options { dry_run: true, force: true, timestamp, ..Options::default() };
    let say = |note| match note {
        SessionNote::Exposed { .. } => console.note(&format!("{note}")),
        note => console.detail(&format!("{note}")),
    };
    Ok(Session::begin(folder, command, options, &say)?)
}
