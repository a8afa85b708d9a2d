//! D2, H1: newer lists of somebody else are on the servers, and a command would replace them with
//! old ones. A restored list is judged like a new one.

use super::Cluster;

/// A cluster in mixed mode, and its next life: ITLRecovery regenerated, in steps that phones
/// follow.
fn renewed(cluster: &Cluster) {
    cluster.renew_itlrecovery();
    cluster.done("reset localkey");
    cluster.taken("update CTLFile");
}

fn mixed() -> Cluster {
    Cluster::new("--release 12.5").without_tvs().after("set-cluster mixed-mode")
}

/// Another administrator's lists, from a copy of the folder.
#[test]
fn lists_of_another_administrator_are_not_replaced() {
    let cluster = mixed();
    let other = cluster.fork();
    renewed(&other);
    renewed(&other);
    for host in ["cucm-pub", "cucm-sub1", "cucm-tftp1"] {
        cluster.restore(&other.files(), host);
    }
    let rows: [(&str, &[&str]); 4] = [
        ("update CTLFile", &["cti CTL", "legacy CTL", "sbd CTL", "sbd ITL"]),
        ("set-cluster mixed-mode", &["cti CTL", "legacy CTL", "sbd CTL", "sbd ITL"]),
        ("update CTLFile --to @1", &["cti CTL", "legacy CTL", "sbd CTL"]),
        ("itl update", &["sbd ITL"]),
    ];
    for (command, kinds) in rows {
        let refused = cluster.refused(command);
        for kind in kinds {
            assert!(refused.kinds().iter().any(|found| found == kind), "{command}: {kind}");
        }
    }
    // All of them know the CallManager key.
    cluster.proposal("update CTLFile").carry_out(&cluster, "update CTLFile");
}

/// The same on one server only.
#[test]
fn newer_lists_on_one_server_are_not_replaced() {
    for host in ["cucm-pub", "cucm-tftp1"] {
        let cluster = mixed();
        let other = cluster.fork();
        renewed(&other);
        cluster.restore(&other.files(), host);
        cluster.refused("update CTLFile");
    }
}

/// ITLs alone, in non-secure mode.
#[test]
fn newer_itls_are_not_replaced() {
    let cluster = Cluster::new("--release 12.5").without_tvs().after("itl update");
    let other = cluster.fork();
    other.renew_itlrecovery();
    other.done("itl reset localkey");
    other.taken("itl update");
    cluster.restore(&other.files(), "cucm-tftp1");
    let refused = cluster.refused("itl update");
    assert_eq!(refused.refusals(), [("sbd".into(), "cucm-tftp1".into(), "ITL".into())]);
    cluster.proposal("itl update").carry_out(&cluster, "itl update");
}

/// A store restored from a backup, with the certificates of that time.
#[test]
fn a_restored_store_does_not_bring_back_its_lists() {
    let cluster = mixed();
    let backup = cluster.fork();
    renewed(&cluster);
    for name in [".ctl/state.db", "certs/ITLRecovery.pem", "keys/ITLRecovery.pem"] {
        cluster.write(name, backup.read(name));
    }
    cluster.refused("update CTLFile");
    cluster.proposal("update CTLFile").carry_out(&cluster, "update CTLFile");
}

/// A change is published if phones with the found lists follow it.
#[test]
fn lists_that_phones_leave_are_replaced() {
    let cluster = mixed();
    let other = cluster.fork();
    other.renew_capf();
    other.done("update CTLFile");
    let ours = cluster.files();
    for host in ["cucm-pub", "cucm-sub1", "cucm-tftp1"] {
        cluster.restore(&other.files(), host);
    }
    cluster.done("update CTLFile");
    for name in ["cucm-pub/CTLFile.tlv", "cucm-tftp1/CTLFile.tlv", "cucm-tftp1/ITLFile.tlv"] {
        assert_eq!(
            cluster.read(&format!("tftp/{name}")),
            ours[std::path::Path::new(name)],
            "{name}"
        );
    }
}

/// Found lists are held until the user states that phones have later ones.
#[test]
fn found_lists_are_released_by_phones_have() {
    let cluster = mixed();
    let other = cluster.fork();
    renewed(&other);
    let ours = cluster.files();
    cluster.restore(&other.files(), "cucm-tftp1");
    cluster.refused("update CTLFile");
    // Somebody restores the old files: phones may have fetched the newer ones.
    cluster.restore(&ours, "cucm-tftp1");
    cluster.renew_capf();
    cluster.refused("update CTLFile");
    cluster.taken("update CTLFile");
    cluster.assert_no_drift();
}
