//! Lists that an existing cluster has published, taken as what its phones hold.

use std::collections::BTreeMap;

use super::Mode;
use super::change::{ChangeError, Session};
use super::lists::{Lists, Unexplained};
use super::store::{NewFile, NewGeneration, NewMoment};
use crate::list::{ParseError, Record, Role, TrustList};

/// A generation that is to be adopted.
#[derive(Clone, Debug)]
pub struct Adoption {
    /// Its lists.
    pub lists: Lists,
    /// The mode that they are for.
    pub mode: Mode,
    /// Where they come from, for people.
    pub source: String,
}

/// The generations of these CTLs, the present one last, and the ITLs of the present, by their
/// hosts.
///
/// # Errors
/// [`ParseError`], where one is no list.
pub fn adoptions(
    ctls: Vec<(String, Vec<u8>)>,
    itls: BTreeMap<String, Vec<u8>>,
) -> Result<Vec<Adoption>, ParseError> {
    if ctls.is_empty() {
        let hosts: Vec<&str> = itls.keys().map(String::as_str).collect();
        let source = format!("ITLs of {}", hosts.join(", "));
        let lists = Lists { ctl: None, itls };
        return Ok(vec![Adoption { mode: mode_of(&lists)?, lists, source }]);
    }
    let count = ctls.len();
    let one = |(index, (source, ctl)): (usize, (String, Vec<u8>))| {
        // The ITLs are those of the present.
        let last = index.saturating_add(1) == count;
        let itls = if last { itls.clone() } else { BTreeMap::new() };
        let lists = Lists { ctl: Some(ctl), itls };
        Ok(Adoption { mode: mode_of(&lists)?, lists, source })
    };
    ctls.into_iter().enumerate().map(one).collect()
}

/// The mode that a CTL sets: in non-secure mode its servers' records are emptied. Where only
/// ITLs are known, those of mixed mode have CCM+TFTP records.
fn mode_of(lists: &Lists) -> Result<Mode, ParseError> {
    let Some(ctl) = &lists.ctl else {
        for itl in lists.itls.values() {
            let list = TrustList::parse(itl)?;
            if list.records().iter().any(|record| record.role() == Role::CCM_TFTP) {
                return Ok(Mode::Mixed);
            }
        }
        return Ok(Mode::NonSecure);
    };
    let list = TrustList::parse(ctl)?;
    let emptied = list.records().iter().any(Record::is_emptied);
    Ok(if emptied { Mode::NonSecure } else { Mode::Mixed })
}

/// Takes lists as what every server had and phones hold. Returns the generation's number.
///
/// # Errors
/// [`ChangeError`], where the store cannot be written.
pub fn adopt(session: &mut Session, adoption: &Adoption) -> Result<u32, ChangeError> {
    let lists = &adoption.lists;
    let servers = super::population::servers(&session.folder.cluster).into_iter();
    let servers = servers.map(|server| {
        let ctl = lists.ctl.clone().map_or(NewFile::Unknown, NewFile::Bytes);
        let itl = lists.itls.get(&server.host).cloned().map_or(NewFile::Unknown, NewFile::Bytes);
        (server.identity, ctl, itl)
    });
    let time = i64::from(session.options.timestamp);
    let moment = NewMoment { time, servers: servers.collect(), known: None, tvs_up: false };
    let new = NewGeneration {
        time,
        command: "adopt".to_owned(),
        reason: format!("adopted from {}", adoption.source),
        mode: adoption.mode,
        release: session.folder.cluster.release.to_string(),
        lists: lists.clone(),
        lockout: false,
        unexplained: Unexplained::new(),
        manifest: None,
    };
    let number = session.past.writable()?.adopt(&new, &moment)?;
    session.past.refresh()?;
    Ok(number)
}
