//! Opening a cluster's folder for a command.

use std::path::Path;
use std::time::{Duration, SystemTime};

use trustlist::cluster::change::{Options, Session};

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
    let mut options = Options::default();
    options.dry_run = args.dry_run;
    options.force = args.force;
    options.drop_unexplained = args.drop_records;
    options.timestamp = clock::timestamp(args.timestamp.as_deref())?;
    options.wait = Duration::from_secs(u64::from(args.wait));
    options.phones_have.clone_from(&args.phones.have);
    options.new_phones = args.phones.new;
    let say = |note| console.note(&format!("{note}"));
    Ok(Session::begin(folder, command, options, &say)?)
}

/// Opens a cluster for looking at it: nothing is written.
pub(crate) fn look(folder: &Path, command: &str, console: &Console) -> anyhow::Result<Session> {
    let mut options = Options::default();
    options.dry_run = true;
    options.force = true;
    let now = clock::seconds(SystemTime::now()).unwrap_or_default();
    options.timestamp = u32::try_from(now).unwrap_or_default();
    let say = |note| console.detail(&format!("{note}"));
    Ok(Session::begin(folder, command, options, &say)?)
}
