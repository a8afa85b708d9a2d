//! Whether a phone that refused a list still believes its servers
//! (`docs/phone.md`, steps 9 and 10).

use std::sync::Arc;

use super::{Anchor, Source};
use super::{Holder, Offer, Running, State};
use crate::list::{Kind, Role};

/// A server that a phone meets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// CCM, CCM+TFTP or TFTP.
    pub role: Role,
    /// The certificate that it has now.
    pub holder: Arc<Holder>,
}

/// Which servers a phone meets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Servers {
    /// All those whose certificates the offered lists show.
    Shown,
    /// These.
    Known(Vec<Server>),
}

impl Servers {
    /// The servers' certificates in the lists.
    #[must_use]
    pub fn shown_in(offers: &[Offer]) -> Vec<Server> {
        let mut servers: Vec<Server> = Vec::new();
        for (entry, holder) in offers.iter().flat_map(|offer| offer.list.holding(&SERVERS)) {
            let known = |server: &Server| {
                holder.sha1.is_some()
                    && server.holder.sha1 == holder.sha1
                    && server.role == entry.role
            };
            if !servers.iter().any(known) {
                servers.push(Server { role: entry.role, holder: holder.clone() });
            }
        }
        servers
    }
}

const SERVERS: [Role; 3] = [Role::CCM, Role::CCM_TFTP, Role::TFTP];

/// Who may sign a configuration (step 9).
const FILES: [Role; 2] = [Role::CCM_TFTP, Role::TFTP];

/// With whom a phone registers, by its CTL (step 10).
const CALLS: [Role; 2] = [Role::CCM, Role::CCM_TFTP];

/// Why a phone believes a server, or does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Belief {
    /// Its certificate stands in a stored list, or TVS vouches for it.
    Anchor(Anchor),
    /// No stored list has any such server's certificate: the phone asks for
    /// unsigned files, or registers without security.
    Unsigned,
    /// It does not believe the server.
    None,
}

/// A server and whether a phone believes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The server.
    pub server: Server,
    /// Whether, and why.
    pub belief: Belief,
}

impl Standing {
    /// Whether the phone believes the server.
    #[must_use]
    pub fn is_believed(&self) -> bool {
        self.belief != Belief::None
    }
}

impl State {
    /// How the phone stands to a server with the lists that it holds. One that is both
    /// has to be believed as both.
    #[must_use]
    pub fn standing(&self, server: &Server) -> Standing {
        let files = FILES
            .contains(&server.role)
            .then(|| self.belief(server, &[Kind::Ctl, Kind::Itl], &FILES));
        let calls = CALLS.contains(&server.role).then(|| self.belief(server, &[Kind::Ctl], &CALLS));
        let files = match files {
            Some(Belief::None) => self.by_tvs(server).map(Belief::Anchor).or(Some(Belief::None)),
            files => files,
        };
        let belief = match (files, calls) {
            (Some(Belief::None), _) | (_, Some(Belief::None)) => Belief::None,
            (Some(Belief::Unsigned) | None, Some(calls)) => calls,
            (files, _) => files.unwrap_or(Belief::None),
        };
        Standing { server: server.clone(), belief }
    }

    /// Whether a server is believed as one of these by these stored lists.
    fn belief(&self, server: &Server, kinds: &[Kind], roles: &[Role]) -> Belief {
        let lists = kinds.iter().filter_map(|kind| self.stored(*kind));
        let there: Vec<_> = lists
            .flat_map(|list| list.anchors().filter(|anchor| roles.contains(&anchor.role)))
            .collect();
        let sha1 = server.holder.sha1;
        let same = |anchor: &&Anchor| sha1.is_some() && anchor.holder.sha1 == sha1;
        match there.iter().find(same) {
            Some(anchor) => Belief::Anchor(anchor.clone()),
            None if there.is_empty() => Belief::Unsigned,
            None => Belief::None,
        }
    }

    /// A signer of configurations may also be asked of TVS (step 9).
    fn by_tvs(&self, server: &Server) -> Option<Anchor> {
        let itl = self.stored(Kind::Itl)?;
        let reached = self.tvs.iter().filter(|tvs| {
            let record =
                itl.holding(&[Role::TVS]).any(|(_, holder)| holder.sha1 == tvs.certificate.sha1);
            record && tvs.running == Running::Up
        });
        let mut known = reached.flat_map(|tvs| &tvs.knows);
        known.find_map(|vouched| {
            let role = vouched.roles.iter().find(|role| FILES.contains(role))?;
            let holder = vouched.holder.clone();
            (holder.sha1 == server.holder.sha1).then_some(Anchor {
                source: Source::Tvs,
                record: None,
                role: *role,
                holder,
            })
        })
    }
}
