//! `ctl status`

use std::path::Path;
use std::time::SystemTime;

use sha1::{Digest as _, Sha1};
use trustlist::cluster::content::present::Present;
use trustlist::cluster::folder::ClusterFolder;
use trustlist::cluster::look::{self, FileNow};
use trustlist::cluster::past::Past;
use trustlist::report::history::{self, History};
use trustlist::report::status as report;
use trustlist::report::status_text;
use trustlist::text::path;

use super::cluster;
use crate::cli::args::status::StatusArgs;
use crate::cli::clock::{self, Period};
use crate::cli::console::Console;
use crate::cli::exit::Exit;

pub(crate) fn run(args: &StatusArgs, folder: &Path, console: &Console) -> anyhow::Result<Exit> {
    if args.history {
        ClusterFolder::check(folder)?;
        let history = History::of(&Past::look(folder)?)?;
        if console.json {
            Console::json_result(&history)?;
        } else {
            Console::result(history::history(&history).as_bytes())?;
        }
        return Ok(Exit::Done);
    }
    let session = match cluster::open_read_only(folder, "status", console) {
        Ok(session) => session,
        Err(error) => {
            // If the folder itself cannot be read, that is the error.
            let _ = without_store(folder, console);
            return Err(error);
        }
    };
    let now = clock::seconds(SystemTime::now()).unwrap_or_default();
    let status =
        report::of(&session, &session.status()?, now, args.expires_within.map(Period::seconds));
    if console.json {
        Console::json_result(&status)?;
    } else {
        Console::result(status_text::status(&status, console.style()).as_bytes())?;
    }
    Ok(if status.has_findings() { Exit::No } else { Exit::Done })
}

/// The files on servers, which can be reported without the store.
fn without_store(folder: &Path, console: &Console) -> anyhow::Result<()> {
    let folder = ClusterFolder::open(folder)?;
    for server in look::look(&folder.path, &folder.cluster) {
        for (kind, file) in [("CTLFile.tlv", &server.ctl), ("ITLFile.tlv", &server.itl)] {
            let place = folder.cluster.publish_folder(&server.host).unwrap_or_default();
            let name = path(&folder.path.join(place).join(kind));
            let bytes = match file {
                FileNow::Absent => continue,
                FileNow::Other { reason, .. } => {
                    console.note(&format!("{name} on {}: no list: {reason}", server.host));
                    continue;
                }
                FileNow::Obstacle { obstacle, .. } => {
                    console.note(&format!("{name} on {} is {obstacle}", server.host));
                    continue;
                }
                FileNow::Unreadable { error, .. } => {
                    console.note(&format!("{name} on {}: {error}", server.host));
                    continue;
                }
                FileNow::List(bytes) => bytes,
            };
            let (size, sha1) = (bytes.len(), hex::encode(Sha1::digest(bytes)));
            let list = match Present::read(bytes) {
                Err(error) => format!("no list: {error}"),
                Ok(list) => match list.signer() {
                    Some(signer) => format!("signed by {}", signer.subject().common_name().trim()),
                    None => "not sound".to_owned(),
                },
            };
            console.note(&format!("{name} on {}: {size} bytes, SHA-1 {sha1}, {list}", server.host));
        }
    }
    Ok(())
}
