//! What is to be done after lists were published, in CUCM's words where it has some.

use super::Mode;
use super::content::Owner;
use super::content::draft::Draft;
use super::manifest::Cluster;
use crate::list::Kind;

/// The sentences, in the order in which they are followed; nothing where no list is
/// new. `mode_changes` is the mode that is set, where it changes. Services and their order by
/// release: security guides of 10.5 and 12.5, "CTL file management"; TVS before TFTP: field
/// notice 70613.
#[must_use]
pub fn of(cluster: &Cluster, new: &[&Draft], mode_changes: Option<Mode>) -> Vec<String> {
    let changed = |owner: fn(Owner) -> bool| new.iter().any(|list| list.changed(owner));
    let ctl = new.iter().any(|list| list.kind() == Kind::Ctl);
    let itl = new.iter().any(|list| list.kind() == Kind::Itl);
    if !ctl && !itl {
        return Vec::new();
    }
    let mut all = Vec::new();
    if changed(|owner| owner == Owner::Capf) {
        all.push(
            "Restart the Cisco Certificate Authority Proxy Function service on the publisher.",
        );
    }
    if changed(|owner| {
        matches!(owner, Owner::Tvs(_) | Owner::ItlRecovery | Owner::ItlRecoveryOf(_))
    }) {
        all.push("Restart the Cisco Trust Verification Service on every node, and the TFTP service after it.");
    }
    let restart = cluster.release.restart();
    if ctl {
        all.push(
            "Please Restart the TFTP and Cisco CallManager services on all nodes in the cluster that run these services",
        );
        if restart.in_order {
            all.push("Restart the TFTP service first, the Cisco CallManager service after it.");
        }
        if restart.services.contains(&"Cisco CTIManager") {
            all.push(
                "You must restart Cisco CTIManager services on all the nodes in the cluster that have the service activated.",
            );
        }
        all.push("You must reset all phones to ensure they received the updated CTL file.");
        all.push("Unity Connection 10.5 and later with secure ports: reset its port groups.");
    } else {
        all.push("Restart the TFTP service on every node that runs it.");
        all.push("You must reset all phones to ensure they received the updated ITL file.");
    }
    if mode_changes == Some(Mode::Mixed) {
        all.push("Auto-registration is off in mixed mode.");
    }
    all.push(
        "Nodes of a real CUCM take the files through OS Administration, TFTP File Management, node by node.",
    );
    all.into_iter().map(str::to_owned).collect()
}
