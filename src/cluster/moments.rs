//! The history: what each server had at which moment. The store keeps it, and the population of
//! phones is enumerated from it (`docs/phone.md`, "The population").

use std::collections::HashMap;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;

/// A server with files for phones, as `cluster.toml` described it at some moment. Fields that a
/// store of an older schema does not know are `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TftpServer {
    /// Its name in lower case, with the domain if it has one; `None` means every server.
    pub host: Option<String>,
    /// Its address.
    pub address: Option<IpAddr>,
    /// The folder of its files.
    pub folder: Option<PathBuf>,
    /// A node or a `[[tftp]]`.
    pub kind: Option<ServerKind>,
}

/// Which kind of server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ServerKind {
    /// A node of the cluster that runs TFTP.
    Node,
    /// A `[[tftp]]`.
    Tftp,
}

impl TftpServer {
    /// Whether `past` is this server: equal in everything that was recorded about it. A node may
    /// have become a `[[tftp]]`.
    #[must_use]
    pub fn is(&self, past: &Self) -> bool {
        let (Some(host), Some(other)) = (&self.host, &past.host) else { return false };
        host.eq_ignore_ascii_case(other)
            && (past.address.is_none() || past.address == self.address)
            && (past.folder.is_none() || past.folder == self.folder)
    }

    /// Whether phones of `past` may be those of this server: a new name, a new address or a
    /// new folder does not move a phone. Names agree by their first label, without case.
    #[must_use]
    pub fn agrees(&self, past: &Self) -> bool {
        let label = |host: &str| {
            let whole = host.parse::<IpAddr>().is_ok();
            let label = if whole { host } else { host.split('.').next().unwrap_or(host) };
            label.to_ascii_lowercase()
        };
        let (Some(host), Some(other)) = (&self.host, &past.host) else { return true };
        let same_address = self.address.is_some() && self.address == past.address;
        let same_folder = self.folder.is_some() && self.folder == past.folder;
        label(host) == label(other) || same_address || same_folder
    }
}

/// SHA-256 of a list's bytes.
pub type ListHash = [u8; 32];

/// The file that a server had under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileThen {
    /// Unknown: nothing, or the previous file.
    Unknown,
    /// Nothing.
    Absent,
    /// This list.
    List(ListHash),
}

/// The lists of a server at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ServerLists {
    /// The server, by its index in [`History::servers`].
    pub server: usize,
    /// Its CTLFile.tlv.
    pub ctl: FileThen,
    /// Its ITLFile.tlv.
    pub itl: FileThen,
}

/// A moment: what all servers had that `cluster.toml` described at that time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Its position in the order of time.
    pub number: u32,
    /// The generation that was published, adopted or found; `None` if the servers had other known
    /// lists, or none.
    pub generation: Option<u32>,
    /// The servers.
    pub stood: Vec<ServerLists>,
    /// What the TVS of the cluster knew, by its key in [`History::known`]; `None` if unknown.
    pub known: Option<[u8; 32]>,
    /// Whether the user confirmed that TVS ran.
    pub tvs_up: bool,
}

/// What the user knows about the phones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Release {
    /// Every phone has this generation or a later one.
    From(u32),
    /// Every phone has what this generation published, or what servers had at that moment.
    Exactly(u32),
    /// All phones hold nothing.
    NewPhones,
}

/// What happened, in the order of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Servers had these files.
    Moment(Moment),
    /// The user reported something about the phones.
    Release(Release),
}

/// The role in which the TVS of a cluster knows a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// The certificate of a TVS.
    Tvs,
    /// A CallManager.
    CallManager,
    /// The CAPF.
    Capf,
    /// A SAST of another cluster.
    Trust,
    /// A token that is a SAST of the server's own CTL.
    Token,
}

impl Purpose {
    /// All purposes.
    pub const ALL: [Self; 5] = [Self::Tvs, Self::CallManager, Self::Capf, Self::Trust, Self::Token];

    /// The name in the store.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tvs => "tvs",
            Self::CallManager => "callmanager",
            Self::Capf => "capf",
            Self::Trust => "trust",
            Self::Token => "token",
        }
    }
}

/// The certificates that the TVS of a cluster knows, as DER, sorted and unique. Moments share them.
pub type Known = Vec<(Purpose, Arc<[u8]>)>;

/// What is known about a list without its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Examined {
    /// Equal for lists that differ only in signature and TIMESTAMP.
    pub sameness: [u8; 32],
    /// Whether the list is signed by a SAST in it.
    pub sound: bool,
}

/// The whole history that matters for phones; each list and certificate once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// Every server that `cluster.toml` ever described.
    pub servers: Vec<TftpServer>,
    /// What happened.
    pub events: Vec<Event>,
    /// The lists that servers had.
    pub lists: HashMap<ListHash, Examined>,
    /// What TVS knew.
    pub known: HashMap<[u8; 32], Known>,
}

impl History {
    /// The moments, in the order of time.
    #[must_use]
    pub fn moments(&self) -> impl DoubleEndedIterator<Item = &Moment> {
        self.events.iter().filter_map(|event| match event {
            Event::Moment(moment) => Some(moment),
            Event::Release(_) => None,
        })
    }

    /// Whether phones whose last complete fetch was at `moment` may still exist after the user's
    /// report. `last` is the last moment before the report.
    #[must_use]
    pub fn keeps(&self, release: Release, number: u32, last: u32) -> bool {
        let mut moments = self.moments();
        match release {
            Release::NewPhones => false,
            Release::Exactly(generation) => {
                let of = |moment: &Moment| moment.generation == Some(generation);
                number == last || moments.any(|moment| moment.number == number && of(moment))
            }
            Release::From(first) => moments
                .find(|moment| moment.generation.is_some_and(|generation| generation >= first))
                .is_some_and(|first| number >= first.number),
        }
    }

    /// The index of a server, which is added if it is new.
    pub fn server(&mut self, server: &TftpServer) -> usize {
        index_of(&mut self.servers, server)
    }
}

/// The index of a server in this list; a new one is added.
pub(in crate::cluster) fn index_of(servers: &mut Vec<TftpServer>, server: &TftpServer) -> usize {
    if let Some(index) = servers.iter().position(|known| known == server) {
        return index;
    }
    servers.push(server.clone());
    servers.len().saturating_sub(1)
}
