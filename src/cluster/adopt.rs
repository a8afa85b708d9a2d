//! Adopting the lists that an existing cluster has published: its phones are assumed to hold them.

use std::collections::BTreeMap;

use super::Mode;
use super::change::{ChangeError, Session};
use super::lists::{Lists, Unexplained};
use super::store::{NewFile, NewGeneration, NewMoment};
use crate::list::{ParseError, Record, Role, TrustList};

/// A generation to adopt.
#[derive(Clone, Debug)]
pub struct Adoption {
    /// Its lists.
    pub lists: Lists,
    /// The mode they are for.
    pub mode: Mode,
    /// Where they come from, as shown to the user.
    pub source: String,
}

/// The generations to adopt: one for each CTL, the current one last, which also has the ITLs (by
/// host).
///
/// # Errors
/// [`ParseError`] if a file is not a list.
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
        // The ITLs belong to the current generation.
        let last = index.saturating_add(1) == count;
        let itls = if last { itls.clone() } else { BTreeMap::new() };
        let lists = Lists { ctl: Some(ctl), itls };
        Ok(Adoption { mode: mode_of(&lists)?, lists, source })
    };
    ctls.into_iter().enumerate().map(one).collect()
}

/// The mode that a CTL sets: in non-secure mode its server records are emptied. If only ITLs are
/// known: in mixed mode they have CCM+TFTP records.
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

/// Records lists as what every server had and phones hold. Returns the generation's number.
///
/// # Errors
/// [`ChangeError`] if the store cannot be written.
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
