//! D3: a released list that is on a server again is held again.

use super::Cluster;
use super::cluster::Files;

/// A cluster in which all phones have the last publication; its ITLRecovery was regenerated since
/// the files that come back too.
fn renewed() -> (Cluster, Files) {
    let cluster = Cluster::new("--release 12.5").without_tvs().after("set-cluster mixed-mode");
    let first = cluster.files();
    cluster.renew_itlrecovery();
    cluster.done("reset localkey");
    cluster.taken("update CTLFile");
    cluster.renew_capf();
    cluster.taken("update CTLFile");
    (cluster, first)
}

#[test]
fn a_backup_of_a_server() {
    let (cluster, first) = renewed();
    let last = cluster.files();
    cluster.restore(&first, "cucm-tftp1");
    cluster.refused("update CTLFile");
    // It was on the server, and phones may have it even after it is removed.
    cluster.restore(&last, "cucm-tftp1");
    cluster.renew_capf();
    cluster.refused("update CTLFile");
    cluster.taken("update CTLFile");
    cluster.assert_no_drift();
}

/// A dry run looks at the servers, and records nothing.
#[test]
fn a_dry_run_holds_nothing() {
    let (cluster, first) = renewed();
    let last = cluster.files();
    cluster.restore(&first, "cucm-tftp1");
    let store = cluster.read(".ctl/state.db");
    assert_eq!(cluster.run("update CTLFile --dry-run").code, 1);
    assert_eq!(cluster.run("status").code, 1);
    assert_eq!(cluster.read(".ctl/state.db"), store);
    cluster.restore(&last, "cucm-tftp1");
    cluster.renew_capf();
    cluster.done("update CTLFile");
}

/// A node that was removed comes back with its old files.
#[test]
fn a_removed_node_with_its_old_files() {
    let cluster = Cluster::new("--release 12.5").without_tvs().after("set-cluster mixed-mode");
    let manifest = cluster.manifest();
    cluster.remove_node("cucm-tftp1");
    cluster.done("update CTLFile");
    cluster.renew_itlrecovery();
    cluster.taken("reset localkey");
    cluster.taken("update CTLFile");
    cluster.renew_capf();
    cluster.taken("update CTLFile");
    cluster.set_manifest(&manifest);
    cluster.refused("update CTLFile");
}
