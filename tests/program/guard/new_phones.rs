//! B7: `--new-phones` forgets all held lists.

use super::Cluster;

/// Both signers were regenerated: phones that hold a list accept nothing.
fn lost() -> Cluster {
    let cluster = Cluster::new("--release 12.5 --nodes 1").after("set-cluster mixed-mode");
    cluster.renew_itlrecovery();
    cluster.renew_callmanager("cucm-pub");
    cluster.refused("update CTLFile");
    cluster
}

#[test]
fn only_new_phones_are_left() {
    let cluster = lost();
    cluster.done("update CTLFile --new-phones");
    cluster.assert_no_drift();
    // Permanently: the next command does not hold the old lists again.
    cluster.renew_capf();
    cluster.done("update CTLFile");
    let history = cluster.json("status --history");
    let notes = history["notes"].as_array().unwrap();
    let said = notes
        .iter()
        .any(|note| note["text"].as_str().unwrap().contains("only new or reset phones"));
    assert!(said, "{notes:?}");
}

/// A dry run reports the same, and forgets nothing.
#[test]
fn a_dry_run_lets_go_of_nothing() {
    let cluster = lost();
    let store = cluster.read(".ctl/state.db");
    assert_eq!(cluster.run("update CTLFile --new-phones --dry-run").code, 0);
    assert_eq!(cluster.read(".ctl/state.db"), store);
    cluster.refused("update CTLFile");
}

/// Later publications are held as usual.
#[test]
fn what_they_take_is_held() {
    let cluster = lost();
    cluster.done("update CTLFile --new-phones");
    cluster.renew_itlrecovery();
    cluster.refused("update CTLFile");
}

/// `--yes` and `--force` do not imply it.
#[test]
fn nothing_else_says_it() {
    let cluster = lost();
    cluster.refused("update CTLFile --force");
}
