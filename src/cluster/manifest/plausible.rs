//! Whether each certificate can have the role that `cluster.toml` gives it. A list can be built
//! with a certificate in the wrong place, but no phone would accept it.

use std::net::IpAddr;

use super::{Cluster, FileRef, Manifest, ManifestError};
use crate::certificate::Certificate;

/// The role of a certificate in `cluster.toml`. No CUCM certificate has two of these roles.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    CallManager,
    Tvs,
    Capf,
    Recovery,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::CallManager => "CallManager",
            Self::Tvs => "TVS",
            Self::Capf => "CAPF",
            Self::Recovery => "ITLRecovery",
        }
    }

    /// The kind whose certificates have a common name like this one on CUCM.
    fn of_name(name: &str) -> Option<Self> {
        let begins = |start: &str| {
            name.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start))
        };
        if begins(RECOVERY) {
            Some(Self::Recovery)
        } else if begins("CAPF-") {
            Some(Self::Capf)
        } else {
            None
        }
    }
}

/// What the name of an ITLRecovery certificate begins with; the host follows.
const RECOVERY: &str = "ITLRECOVERY_";

/// A server of the cluster.
#[derive(Clone, Copy)]
struct Machine<'a> {
    host: &'a str,
    address: IpAddr,
}

impl Machine<'_> {
    fn is_named(self, name: &str) -> bool {
        names(name, self.host, Some(self.address))
    }
}

/// Whether a name in a certificate is that of a server, with or without its domain.
pub(crate) fn names(name: &str, host: &str, address: Option<IpAddr>) -> bool {
    if let Ok(named) = name.parse::<IpAddr>() {
        return Some(named) == address;
    }
    let label = |name: &str| name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    label(name) == label(host)
}

/// A certificate with its role.
struct Placed<'a> {
    kind: Kind,
    /// Its server.
    of: Machine<'a>,
    file: &'a FileRef,
    certificate: &'a Certificate,
}

impl Placed<'_> {
    fn refused(&self, reason: String) -> ManifestError {
        ManifestError::Place {
            at: self.file.at,
            path: self.file.text.clone(),
            entry: format!("{} certificate of {}", self.kind.name(), self.of.host),
            reason,
        }
    }
}

/// Refuses a certificate that cannot have the role that `cluster.toml` gives it.
///
/// # Errors
/// [`ManifestError::Place`].
pub(super) fn check(manifest: &Manifest, cluster: &Cluster) -> Result<(), ManifestError> {
    let placed = placed(manifest, cluster);
    let machines = machines(manifest);
    for (index, one) in placed.iter().enumerate() {
        let before = placed.get(..index).unwrap_or_default();
        let same = |other: &&Placed<'_>| {
            other.kind != one.kind && other.certificate.der() == one.certificate.der()
        };
        if let Some(other) = before.iter().find(same) {
            let (line, kind) = (other.file.at, other.kind.name());
            return Err(
                one.refused(format!("{line} already names it as the {kind} of {}", other.of.host))
            );
        }
        let common = one.certificate.subject().common_name();
        if let Some(kind) = Kind::of_name(&common).filter(|kind| *kind != one.kind) {
            let kind = kind.name();
            return Err(
                one.refused(format!("its name, {common}, is that of an {kind} certificate"))
            );
        }
        if one.kind == Kind::Capf {
            continue;
        }
        let mut servers = one.certificate.servers();
        for name in &mut servers {
            if Kind::of_name(name) == Some(Kind::Recovery) {
                name.drain(..RECOVERY.len());
            }
        }
        let named = |machine: &Machine<'_>| servers.iter().any(|name| machine.is_named(name));
        if !named(&one.of)
            && let Some(other) = machines.iter().find(|machine| named(machine))
        {
            return Err(one.refused(format!("it names {}, another server", other.host)));
        }
    }
    Ok(())
}

fn machines(manifest: &Manifest) -> Vec<Machine<'_>> {
    let nodes = manifest.nodes.iter().map(|node| (&node.host, node.address));
    let servers = manifest.tftp.iter().chain(&manifest.firewalls);
    let all = nodes.chain(servers.map(|server| (&server.host, server.address)));
    all.map(|(host, address)| Machine { host, address }).collect()
}

fn placed<'a>(manifest: &'a Manifest, cluster: &'a Cluster) -> Vec<Placed<'a>> {
    let mut placed = Vec::new();
    let mut add = |kind, of, file: Option<&'a FileRef>, certificate: Option<&'a Certificate>| {
        if let (Some(file), Some(certificate)) = (file, certificate) {
            placed.push(Placed { kind, of, file, certificate });
        }
    };
    for (files, node) in manifest.nodes.iter().zip(&cluster.nodes) {
        let of = Machine { host: &files.host, address: files.address };
        let file = files.certificate.as_ref();
        add(Kind::CallManager, of, file, node.certificate.as_ref());
        add(Kind::Tvs, of, files.tvs.as_ref(), node.tvs.as_ref());
        add(Kind::Capf, of, files.capf.as_ref(), node.capf.as_ref());
        let (pair, own) = (files.itlrecovery.as_ref(), node.itlrecovery.as_ref());
        let pair = pair.map(|pair| &pair.certificate);
        add(Kind::Recovery, of, pair, own.map(|pair| &pair.certificate));
    }
    let publisher = manifest.publisher().map(|(_, node)| node);
    if let (Some(node), Some(files), Some(pair)) =
        (publisher, &manifest.itlrecovery, &cluster.itlrecovery)
    {
        let of = Machine { host: &node.host, address: node.address };
        add(Kind::Recovery, of, Some(&files.certificate), Some(&pair.certificate));
    }
    let servers = manifest.tftp.iter().zip(&cluster.tftp);
    for (files, server) in servers.chain(manifest.firewalls.iter().zip(&cluster.firewalls)) {
        let of = Machine { host: &files.host, address: files.address };
        add(Kind::CallManager, of, Some(&files.certificate), Some(&server.certificate));
    }
    placed
}
