//! Lists that somebody put in place of the unfinished generation's files meanwhile: phones
//! may hold them, so they are kept before they are replaced.

use std::path::Path;

use super::PublishError;
use super::steps::Steps;
use crate::cluster::store::{Lists, Store};

/// Those lists among the targets that are neither the old nor the new, nor otherwise
/// known, with the server where each stands.
pub(super) fn among(
    store: &Store,
    steps: &Steps<'_>,
) -> Result<Vec<(String, Lists)>, PublishError> {
    let mut strangers: Vec<(String, Lists)> = Vec::new();
    for step in steps.iter() {
        let server = &step.entry.server;
        let Some(bytes) = step.now()? else { continue };
        let known = [&step.entry.old, &step.entry.new].into_iter().flatten().any(|it| *it == bytes);
        let Some(lists) = as_lists(&step.target, server, &bytes) else { continue };
        if !known && !store.knows(&bytes)? && strangers.iter().all(|(_, other)| *other != lists) {
            strangers.push((server.clone(), lists));
        }
    }
    Ok(strangers)
}

/// The lists of a server are told by their names: `CTLFile.tlv`, `CTLSEP<MAC>.tlv`, and
/// so with `ITL`.
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
