//! Whether a phone that refused a list still trusts its servers
//! (`docs/phone.md`, steps 9 and 10).

use std::sync::Arc;

use super::roles::{CALLS, FILES, TVS};
use super::{Anchor, Holder, Offer, Running, Source, State};
use crate::list::{Kind, Role};

/// A server that a phone connects to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// CCM, CCM+TFTP or TFTP.
    pub role: Role,
    /// The certificate that it has now.
    pub holder: Arc<Holder>,
}

/// The servers that a phone connects to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Servers {
    /// All servers whose certificates are in the offered lists, in mixed mode.
    Shown,
    /// These.
    Known {
        /// The servers: the phone's own as TFTP, each call manager as CCM.
        servers: Vec<Server>,
        /// Whether the cluster is in mixed mode.
        mixed: bool,
    },
}

impl Servers {
    /// The servers' certificates in the lists.
    #[must_use]
    pub fn shown_in(offers: &[Offer]) -> Vec<Server> {
        let mut servers: Vec<Server> = Vec::new();
        for (entry, holder) in offers.iter().flat_map(|offer| offer.list.holding(SERVERS)) {
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

const SERVERS: &[Role] = &[Role::CCM, Role::CCM_TFTP, Role::TFTP];

/// Why a phone trusts a server, or does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServerTrust {
    /// Its certificate is in a stored list, or TVS vouches for it.
    Anchor(Anchor),
    /// No stored list has a certificate for this purpose: the phone asks for unsigned files, or
    /// registers without security.
    Unsigned,
    /// It does not trust the server.
    None,
}

/// A server and whether a phone trusts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerCheck {
    /// The server.
    pub server: Server,
    /// Whether, and why.
    pub trust: ServerTrust,
}

impl ServerCheck {
    /// Whether the phone trusts the server.
    #[must_use]
    pub fn is_trusted(&self) -> bool {
        self.trust != ServerTrust::None
    }
}

impl State {
    /// Whether the phone trusts a server with the lists that it holds, in mixed mode or not. A
    /// server with both roles must be trusted in both. `None` if the class does not use the
    /// server.
    #[must_use]
    pub fn check_server(&self, server: &Server, mixed: bool) -> Option<ServerCheck> {
        let wants_files = self.class().abilities().files && FILES.contains(&server.role);
        let files = wants_files.then(|| match self.trust(server, &[Kind::Ctl, Kind::Itl], FILES) {
            ServerTrust::None => self.by_tvs(server).map_or(ServerTrust::None, ServerTrust::Anchor),
            trust => trust,
        });
        let calls = CALLS.contains(&server.role).then(|| {
            match self.trust(server, &[Kind::Ctl], CALLS) {
                // A CTL for mixed mode, in a cluster that is not in mixed mode (step 10).
                ServerTrust::Anchor(_) if !mixed => ServerTrust::None,
                trust => trust,
            }
        });
        let trust = match (files, calls) {
            (None, None) => return None,
            (Some(ServerTrust::None), _) | (_, Some(ServerTrust::None)) => ServerTrust::None,
            (Some(ServerTrust::Unsigned) | None, Some(calls)) => calls,
            (Some(files), _) => files,
        };
        Some(ServerCheck { server: server.clone(), trust })
    }

    /// Whether a server is trusted as one of these by these stored lists.
    fn trust(&self, server: &Server, kinds: &[Kind], roles: &[Role]) -> ServerTrust {
        let lists = kinds.iter().filter_map(|kind| self.stored(*kind));
        let there = lists.flat_map(|list| {
            list.holding(roles).map(|(entry, holder)| (list.kind(), entry, holder))
        });
        let sha1 = server.holder.sha1;
        let mut any = false;
        for (kind, entry, holder) in there {
            any = true;
            if sha1.is_some() && holder.sha1 == sha1 {
                let (source, record) = (Source::stored(kind), Some(entry.record));
                let (role, holder) = (entry.role, Arc::clone(holder));
                return ServerTrust::Anchor(Anchor { source, record, role, holder });
            }
        }
        if any { ServerTrust::None } else { ServerTrust::Unsigned }
    }

    /// TVS may also vouch for a signer of configurations (step 9).
    fn by_tvs(&self, server: &Server) -> Option<Anchor> {
        let itl = self.stored(Kind::Itl)?;
        let reached = self.tvs.iter().flat_map(|tvs| tvs.iter()).filter(|tvs| {
            let shown = tvs.certificate.sha1;
            let record =
                shown.is_some() && itl.holding(TVS).any(|(_, holder)| holder.sha1 == shown);
            record && tvs.running == Running::Up
        });
        let mut known = reached.flat_map(|tvs| tvs.knows.iter());
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
