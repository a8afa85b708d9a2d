//! Which files belong on which server.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::lists::Lists;
use super::manifest::{Cluster, Publish, Server};
use super::rule::RuleError;
use crate::list::{Kind, MAX_READ};
use crate::output::target::Target;

/// A server that takes files.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Place<'a> {
    /// Its host.
    pub host: &'a str,
    /// Where its files go.
    pub publish: &'a Publish,
    /// Whether it is a node of the cluster, and which kind.
    pub node: Option<NodeKind>,
    /// Whether phones ask it for files.
    pub tftp: bool,
}

/// The kind of a node, which determines its files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// The publisher, which has the CAPF certificate itself.
    Publisher,
    /// Another node, which gets the CAPF certificate.
    Subscriber,
}

/// A file as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The server's host.
    pub host: String,
    /// The file.
    pub path: PathBuf,
    /// Its bytes, shared by all files that have them; `None` if it should not exist.
    pub bytes: Option<Arc<[u8]>>,
    /// Whether `cluster.toml` names the folder.
    pub named: bool,
}

/// A file that a generation writes or deletes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileChange {
    /// The server's host; empty for a file of the cluster's folder itself.
    pub server: String,
    /// The file.
    pub path: PathBuf,
    /// Its new bytes, shared by all files that have them; `None` deletes it.
    pub bytes: Option<Arc<[u8]>>,
    /// Whether the file's folder is created if it is missing.
    pub make_folder: bool,
    /// Whether something that is not a regular file is replaced, such as a link.
    pub replace: bool,
}

/// The CAPF certificate as DER.
const CAPF_DER: &str = "capf.cer";

/// The size limit for reading files of servers and of the cluster's folder.
pub(in crate::cluster) const MAX_FILE: usize = MAX_READ;

impl Wanted {
    /// The change that creates this file; `None` if nothing changes. An unreadable file counts as
    /// different: publishing it reports why it cannot be read.
    #[must_use]
    pub fn change(&self, make_folder: bool, replace: bool) -> Option<FileChange> {
        let now = Target::read(&self.path, MAX_FILE);
        let is_so = now.is_ok_and(|now| now.is(self.bytes.as_deref()));
        (!is_so).then(|| FileChange {
            server: self.host.clone(),
            path: self.path.clone(),
            bytes: self.bytes.clone(),
            make_folder,
            replace,
        })
    }
}

/// Every server, in the order of `cluster.toml`: nodes, alternate TFTP servers,
/// firewalls.
pub fn places<C>(cluster: &Cluster<C>) -> impl Iterator<Item = Place<'_>> {
    let nodes = cluster.nodes.iter().map(|node| Place {
        host: &node.host,
        publish: &node.publish,
        node: Some(if node.publisher { NodeKind::Publisher } else { NodeKind::Subscriber }),
        tftp: node.services.tftp,
    });
    let tftp = cluster.tftp.iter().map(|server| place(server, true));
    nodes.chain(tftp).chain(cluster.firewalls.iter().map(|server| place(server, false)))
}

fn place<C>(server: &Server<C>, tftp: bool) -> Place<'_> {
    Place { host: &server.host, publish: &server.publish, node: None, tftp }
}

/// The files that a command publishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The CTL, the ITLs and the CAPF certificate.
    All,
    /// The ITLs, and the CTL if it is missing.
    Itl,
    /// The CTL is deleted from every server.
    NoCtl,
}

/// Every file as it should be once these lists are published.
///
/// # Errors
/// [`RuleError::CapfName`] if the CAPF certificate's name cannot be a file name.
pub fn wanted(
    folder: &Path,
    cluster: &Cluster,
    lists: &Lists,
    devices: &[String],
    scope: Scope,
) -> Result<Vec<Wanted>, RuleError> {
    let capf = capf_files(cluster)?;
    let list: Option<Arc<[u8]>> = lists.ctl.as_deref().map(Arc::from);
    let mut all = Vec::new();
    for place in places(cluster) {
        let base = folder.join(&place.publish.folder);
        let mut want = |name: &str, bytes: Option<Arc<[u8]>>| {
            let (host, path) = (place.host.to_owned(), base.join(name));
            all.push(Wanted { host, path, bytes, named: place.publish.named });
        };
        let has_ctl = || base.join(Kind::Ctl.filename()).symlink_metadata().is_ok();
        let ctl = match scope {
            Scope::All => lists.ctl.is_some(),
            Scope::Itl => lists.ctl.is_some() && !has_ctl(),
            Scope::NoCtl => true,
        };
        if ctl {
            want(Kind::Ctl.filename(), list.clone());
            for mac in devices.iter().filter(|_| place.tftp) {
                want(&of_phone(Kind::Ctl, mac), list.clone());
            }
        }
        if scope == Scope::NoCtl {
            continue;
        }
        if let Some(itl) = lists.itls.get(place.host).filter(|_| place.node.is_some()) {
            let itl: Arc<[u8]> = itl.as_slice().into();
            want(Kind::Itl.filename(), Some(itl.clone()));
            for mac in devices {
                want(&of_phone(Kind::Itl, mac), Some(itl.clone()));
            }
        }
        if scope == Scope::All && place.node == Some(NodeKind::Subscriber) {
            for (name, bytes) in &capf {
                want(name, Some(bytes.clone()));
            }
        }
    }
    Ok(all)
}

/// The file name of a phone's own list.
fn of_phone(kind: Kind, mac: &str) -> String {
    let prefix = match kind {
        Kind::Ctl => "CTLSEP",
        Kind::Itl => "ITLSEP",
    };
    format!("{prefix}{mac}.tlv")
}

/// The MAC address and the kind of a phone's own list, by its file name.
pub(crate) fn phone_of(name: &str) -> Option<(Kind, &str)> {
    let digit = |c: u8| c.is_ascii_digit() || (b'A'..=b'F').contains(&c);
    let (kind, rest) = match name.strip_prefix("CTLSEP") {
        Some(rest) => (Kind::Ctl, rest),
        None => (Kind::Itl, name.strip_prefix("ITLSEP")?),
    };
    let mac = rest.strip_suffix(".tlv")?;
    (mac.len() == 12 && mac.bytes().all(digit)).then_some((kind, mac))
}

/// Whether a server should have a file of this name, with any content.
pub(in crate::cluster) fn belongs<C>(
    place: &Place<'_>,
    cluster: &Cluster<C>,
    capf: &[String],
    devices: &BTreeSet<&str>,
    scope: Scope,
    name: &str,
) -> bool {
    let has_itl = || cluster.tftp_nodes().any(|(_, node)| node.host == place.host);
    let of_kind = |kind: Kind| match kind {
        Kind::Ctl => scope != Scope::NoCtl,
        Kind::Itl => has_itl(),
    };
    if let Some((kind, mac)) = phone_of(name) {
        return of_kind(kind) && place.tftp && devices.contains(mac);
    }
    match [Kind::Ctl, Kind::Itl].into_iter().find(|kind| kind.filename() == name) {
        Some(kind) => of_kind(kind),
        None => place.node == Some(NodeKind::Subscriber) && capf.iter().any(|capf| capf == name),
    }
}

/// The names of the CAPF certificate's files.
pub(in crate::cluster) fn capf_names(cluster: &Cluster) -> Result<Vec<String>, RuleError> {
    Ok(capf_files(cluster)?.into_iter().map(|(name, _)| name).collect())
}

/// A file's name and bytes.
type NamedBytes = (String, Arc<[u8]>);

/// `capf.cer` (DER) and `<CN>.0` (PEM), as the CTL Client copies them to every node.
fn capf_files(cluster: &Cluster) -> Result<Vec<NamedBytes>, RuleError> {
    let Some(certificate) = cluster.capf() else { return Ok(Vec::new()) };
    let name = certificate.subject().common_name();
    if !is_plain(&name) {
        return Err(RuleError::CapfName { name });
    }
    let text = certificate.to_pem().into_bytes();
    Ok(vec![(CAPF_DER.to_owned(), certificate.der().into()), (format!("{name}.0"), text.into())])
}

/// Whether a CAPF certificate's common name can be a file name.
fn is_plain(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    !name.is_empty() && !name.starts_with('.') && name.chars().all(plain) && name.len() <= 64
}

/// Whether [`wanted`] gives files this name.
pub(in crate::cluster) fn is_published_name(name: &str) -> bool {
    [Kind::Ctl.filename(), Kind::Itl.filename(), CAPF_DER].contains(&name)
        || phone_of(name).is_some()
        || name.strip_suffix(".0").is_some_and(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_read_is_not_taken_to_be_gone() {
        let folder = tempfile::tempdir().unwrap();
        let wanted = |name: &str, bytes: Option<Vec<u8>>| Wanted {
            host: "pub".to_owned(),
            path: folder.path().join(name),
            bytes: bytes.map(Arc::from),
            named: true,
        };
        // Even root cannot read a folder as a file.
        std::fs::create_dir(folder.path().join("folder")).unwrap();
        assert!(wanted("folder", None).change(false, false).is_some());
        assert!(wanted("missing", None).change(false, false).is_none());
        assert!(wanted("missing/missing", None).change(false, false).is_none());
        assert!(wanted("missing", Some(Vec::new())).change(false, false).is_some());
    }
}
