//! Lists that replaced files of the unfinished generation meanwhile: phones may hold them, so they
//! are stored before they are replaced.

use std::path::Path;

use super::PublishError;
use super::steps::Steps;
use crate::cluster::lists::Lists;
use crate::cluster::moments::FileThen;
use crate::cluster::store::journal::is_list;
use crate::cluster::store::{NewFile, NewMoment, Store, StoreError};

/// The lists at the targets that are neither the old nor the new ones nor otherwise known, each
/// with its server.
pub(super) fn find(store: &Store, steps: &Steps<'_>) -> Result<Vec<(String, Lists)>, PublishError> {
    let mut found: Vec<(String, Lists)> = Vec::new();
    for step in steps.iter() {
        let server = &step.entry.server;
        let now = step.now()?;
        // A file that is not a list does not matter to phones, and may contain secrets.
        let Some(bytes) = now.bytes().filter(|bytes| is_list(bytes)) else { continue };
        let sides = [step.entry.old.bytes(), step.entry.new.as_ref()];
        let known = sides.into_iter().flatten().any(|it| **it == *bytes);
        let Some(lists) = as_lists(&step.target(), server, bytes) else { continue };
        if !known && !store.knows(bytes)? && found.iter().all(|(_, other)| *other != lists) {
            found.push((server.clone(), lists));
        }
    }
    Ok(found)
}

/// The lists of a server are recognized by their names: `CTLFile.tlv`, `CTLSEP<MAC>.tlv`, and so
/// with `ITL`.
fn as_lists(target: &Path, server: &str, bytes: &[u8]) -> Option<Lists> {
    let name = target.file_name()?.to_str()?;
    if server.is_empty() || target.extension()? != "tlv" {
        return None;
    }
    let mut lists = Lists::default();
    match name.get(..3)? {
        "CTL" => lists.ctl = Some(bytes.to_owned()),
        "ITL" => drop(lists.itls.insert(server.to_owned(), bytes.to_owned())),
        _ => return None,
    }
    Some(lists)
}

/// The moment at which a server had these lists; nothing is known about the others. `None` for a
/// server that phones do not ask.
pub(super) fn moment(
    store: &Store,
    host: &str,
    lists: &Lists,
    time: i64,
) -> Result<Option<NewMoment>, StoreError> {
    let history = store.history()?;
    let Some(last) = history.moments().next_back() else { return Ok(None) };
    let mut servers = Vec::new();
    for stood in &last.stood {
        let Some(server) = history.servers.get(stood.server) else { continue };
        let found = server.host.as_deref() == Some(host);
        let file = |new: Option<&Vec<u8>>, old: FileThen| -> Result<NewFile, StoreError> {
            Ok(match (new.filter(|_| found), old) {
                (Some(bytes), _) => NewFile::Bytes(bytes.clone()),
                (None, FileThen::List(hash)) => NewFile::Bytes(store.bytes(&hash)?),
                (None, FileThen::Absent) => NewFile::Absent,
                (None, FileThen::Unknown) => NewFile::Unknown,
            })
        };
        let ctl = file(lists.ctl.as_ref(), stood.ctl)?;
        let itl = file(lists.itls.get(host), stood.itl)?;
        servers.push((server.clone(), ctl, itl));
    }
    if !servers.iter().any(|(server, ..)| server.host.as_deref() == Some(host)) {
        return Ok(None);
    }
    Ok(Some(NewMoment { time, servers, known: None, tvs_up: false }))
}
