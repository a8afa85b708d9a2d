//! D1: phones of a removed TFTP node ask the remaining nodes.

use super::Cluster;

/// A lab without TVS after this command, whose CAPF is then regenerated, so that each list changes,
/// and from which the node with only TFTP is then removed.
fn reduced(release: &str, first: &str) -> Cluster {
    let cluster = Cluster::new(&format!("--release {release}")).without_tvs().after(first);
    cluster.renew_capf();
    cluster.remove_node("cucm-tftp1");
    cluster
}

/// 11.5: its phones know its own key and ITLRecovery. The ITL of the publisher's node, signed by
/// ITLRecovery first, lets them move.
#[test]
fn phones_that_refuse_the_other_nodes_stop_the_removal() {
    let cluster = reduced("11.5", "itl update");
    assert_eq!(cluster.refused("itl update").kinds(), ["sbd ITL"]);
    cluster.proposal("itl update").carry_out(&cluster, "itl update");
}

/// The CTL of mixed mode names every node, so phones accept the ITL of another node.
#[test]
fn phones_that_know_the_other_nodes_do_not() {
    let cluster = reduced("11.5", "set-cluster mixed-mode");
    cluster.done("update CTLFile");
    cluster.remove_files("cucm-tftp1");
    cluster.assert_no_drift();
}

/// From 12.0 on one key signs all ITLs.
#[test]
fn phones_that_know_itlrecovery_do_not() {
    let cluster = reduced("12.5", "itl update");
    cluster.done("itl update");
    cluster.remove_files("cucm-tftp1");
    cluster.assert_no_drift();
}

/// 12.5: ITLRecovery regenerated and the node removed at once. With its own key each node tells its
/// phones the new ITLRecovery; a node can be removed only after that.
#[test]
fn a_node_stays_until_its_phones_know_the_new_signer() {
    let cluster = Cluster::new("--release 12.5").without_tvs().after("itl update");
    cluster.renew_itlrecovery();
    let manifest = cluster.manifest();
    cluster.remove_node("cucm-tftp1");
    for command in ["itl update", "itl reset localkey"] {
        assert_eq!(cluster.refused(command).kinds(), ["sbd ITL"], "{command}");
    }
    cluster.set_manifest(&manifest);
    cluster.done("itl reset localkey");
    cluster.remove_node("cucm-tftp1");
    cluster.taken("itl update");
    cluster.remove_files("cucm-tftp1");
    cluster.assert_no_drift();
}

/// A service that is switched off strands phones as a removed node does.
#[test]
fn a_node_without_tftp_is_one_that_was_removed() {
    let cluster = Cluster::new("--release 11.5").without_tvs().after("itl update");
    cluster.renew_capf();
    cluster.edit("services = [\"tftp\"]", "services = []");
    assert_eq!(cluster.refused("itl update").kinds(), ["sbd ITL"]);
}
