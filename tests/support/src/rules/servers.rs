//! Servers of phones, and which present ones have the phones of a past one.

use std::net::IpAddr;
use std::sync::Arc;

use super::list::List;
use super::phone::Class;

/// A node with TFTP, or a `[[tftp]]`, as cluster.toml described it at some time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Its host, with the domain.
    pub host: String,
    /// Its address, if that was recorded.
    pub address: Option<String>,
    /// Its folder, if that was recorded.
    pub folder: Option<String>,
    /// Whether it is a node with TFTP; otherwise it is a `[[tftp]]`.
    pub node: bool,
    /// The classes of phones that use it.
    // Reading: only those of present servers count. The text does not state that they are recorded
    // ("keeps its host, address and folder"), so a phone of every class that uses a server now may
    // have used it, and the servers simulated at it, before.
    pub classes: Vec<Class>,
}

/// A file at a moment.
#[derive(Clone, Debug)]
pub enum File {
    /// It was absent.
    Absent,
    /// It was there.
    Bytes(Arc<List>),
    /// Not recorded: it was absent, or what was there before.
    Unknown,
}

impl File {
    /// A file with these bytes.
    #[must_use]
    pub fn bytes(bytes: &[u8]) -> Self {
        Self::Bytes(List::read(bytes))
    }
}

impl Server {
    /// Whether the two match in host, address or folder.
    #[must_use]
    pub fn agrees_with(&self, other: &Self) -> bool {
        let same = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
        first_label(&self.host) == first_label(&other.host)
            || same(&self.address, &other.address)
            || same(&self.folder, &other.folder)
    }

    /// Whether a recorded server is this one as cluster.toml describes it: equal in everything that
    /// was recorded.
    #[must_use]
    pub fn is(&self, past: &Self) -> bool {
        let same = |past: &Option<String>, now: &Option<String>| past.is_none() || past == now;
        self.host.eq_ignore_ascii_case(&past.host)
            && same(&past.address, &self.address)
            && same(&past.folder, &self.folder)
    }
}

/// The present servers, by index, at which the phones of a recorded server are simulated: that
/// server itself; otherwise all that match it; otherwise it was removed, and all present nodes.
// Reading: if no node is left, its phones can only ask one of the other servers.
// Reading: "Servers that cluster.toml describes now never merge with each other" means that what
// was recorded of a server that is still described, with its domain, address and folder, belongs to
// that server alone, even if another present one matches it in one of them.
#[must_use]
pub fn successors(past: &Server, present: &[Server]) -> Vec<usize> {
    let all = |wanted: &dyn Fn(&Server) -> bool| -> Vec<usize> {
        let numbered = present.iter().enumerate();
        numbered.filter(|(_, server)| wanted(server)).map(|(number, _)| number).collect()
    };
    let itself = all(&|server| server.is(past));
    if !itself.is_empty() {
        return itself;
    }
    let agreeing = all(&|server| server.agrees_with(past));
    if !agreeing.is_empty() {
        return agreeing;
    }
    let nodes = all(&|server| server.node);
    if nodes.is_empty() { all(&|_| true) } else { nodes }
}

/// The host up to the first dot, without case. A host that is an address has no labels.
// Reading: "host: first label" does not apply to a host that is written as an address.
fn first_label(host: &str) -> String {
    let label = match host.parse::<IpAddr>() {
        Ok(_) => host,
        Err(_) => host.split('.').next().unwrap_or_default(),
    };
    label.to_lowercase()
}
