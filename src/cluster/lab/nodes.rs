//! Which nodes a lab cluster has.

use std::net::Ipv4Addr;

use crate::cluster::manifest::{MAX_MEDIA, MAX_NODES, MAX_TFTP, Services};

/// A node of the lab.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LabNode {
    /// Its name.
    pub host: String,
    /// Its address.
    pub address: Ipv4Addr,
    /// Whether it is the publisher.
    pub publisher: bool,
    /// The services on it; none on a node for media resources.
    pub services: Services,
}

const BOTH: Services = Services { callmanager: true, tftp: true };
const CALLMANAGER: Services = Services { callmanager: true, tftp: false };
const TFTP: Services = Services { callmanager: false, tftp: true };
const NONE: Services = Services { callmanager: false, tftp: false };

/// `count` nodes, from 1 to [`MAX_NODES`]: the publisher with all services, subscribers,
/// from three nodes on a TFTP server of its own, and in larger clusters nodes for
/// media resources.
pub(super) fn nodes(count: usize) -> Vec<LabNode> {
    let tftp = if count == MAX_NODES { MAX_TFTP } else { usize::from(count >= 3) };
    let media = (count.saturating_sub(4) / 2).min(MAX_MEDIA);
    let subscribers = count.saturating_sub(1).saturating_sub(tftp).saturating_sub(media);
    let groups = [("sub", CALLMANAGER, subscribers), ("tftp", TFTP, tftp), ("media", NONE, media)];
    let publisher = ("cucm-pub".to_owned(), BOTH);
    let others = groups.into_iter().flat_map(|(name, services, count)| {
        (1..=count).map(move |number| (format!("cucm-{name}{number}"), services))
    });
    // The addresses continue those of the README's examples.
    let nodes = std::iter::once(publisher).chain(others).zip(153..=255);
    let nodes = nodes.map(|((host, services), last)| LabNode {
        publisher: services == BOTH,
        address: Ipv4Addr::new(10, 48, 47, last),
        host,
        services,
    });
    nodes.collect()
}
