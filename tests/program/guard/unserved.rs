//! B2: a list that is accepted, or not asked for, is not a success if the phone is not served with
//! what it holds then.

use super::Cluster;

fn mixed() -> Cluster {
    Cluster::new("--release 12.5 --nodes 1").after("set-cluster mixed-mode")
}

/// Copies a cluster next to another one, as the folder `d`, for `--to`.
fn beside(cluster: &Cluster, other: &Cluster) {
    let from = other.path("").display().to_string();
    let run = cluster.lab.bash(&format!("cp -r '{from}' d")).run();
    assert_eq!(run.code, 0, "{}", run.err);
}

/// Case 24: the CTL of mixed mode stays on the phone, and names secure servers that the other
/// cluster does not have. Until it is deleted by hand the phone is not served. (That this cluster
/// leaves mixed mode first, which its phones accept, is not a step of a migration.)
#[test]
fn a_move_to_a_non_secure_cluster_is_not_proven() {
    let mut cases = 0;
    for first in ["itl update", "set-cluster mixed-mode"] {
        let other = Cluster::other("--release 12.5 --nodes 2").after(first);
        if first != "itl update" {
            other.done("set-cluster non-secure-mode");
            other.taken("delete CTLFile");
        }
        let cluster = mixed();
        beside(&cluster, &other);
        let run = cluster.run("plan --change migration --to d --json");
        let plan: serde_json::Value = serde_json::from_slice(&run.out).unwrap();
        assert_eq!((run.code, &plan["basis"] == "proven"), (1, false), "{first}: {plan:#}");
        cases += 1;
    }
    assert_eq!(cases, 2);
}

/// Phones without a CTL move as before.
#[test]
fn a_move_between_non_secure_clusters_is_proven() {
    let cluster = Cluster::new("--release 12.5 --nodes 1").after("itl update");
    beside(&cluster, &Cluster::other("--release 12.5 --nodes 2").after("itl update"));
    let run = cluster.run("plan --change migration --to d --json");
    let plan: serde_json::Value = serde_json::from_slice(&run.out).unwrap();
    assert_eq!((run.code, &plan["basis"]), (0, &"proven".into()), "{plan:#}");
}

/// So do phones that move from mixed mode to mixed mode.
#[test]
fn a_move_between_mixed_clusters_is_proven() {
    let cluster = mixed();
    let other = Cluster::other("--release 12.5 --nodes 2").after("set-cluster mixed-mode");
    beside(&cluster, &other);
    let run = cluster.run("plan --change migration --to d --json");
    let plan: serde_json::Value = serde_json::from_slice(&run.out).unwrap();
    assert_eq!((run.code, &plan["basis"]), (0, &"proven".into()), "{plan:#}");
}

/// Phones that were switched off while the CTL was emptied would keep that of mixed mode for ever.
#[test]
fn the_ctl_is_not_deleted_before_phones_have_the_emptied_one() {
    let cluster = mixed();
    cluster.done("set-cluster non-secure-mode");
    let refused = cluster.refused("delete CTLFile");
    for class in ["sbd", "legacy", "cti"] {
        assert!(refused.err.contains(&format!("{class} phones")), "{class}: {}", refused.err);
    }
    let proposal = cluster.proposal("delete CTLFile");
    assert!(proposal.is_waiting_for("delete CTLFile"), "{proposal:?}");
    proposal.carry_out(&cluster, "delete CTLFile");
    cluster.assert_no_drift();
    assert!(!cluster.path("tftp/cucm-pub/CTLFile.tlv").exists());
}

/// An older CTL is signed by a key that phones know, and names a certificate that the call manager
/// no longer uses.
#[test]
fn an_older_ctl_with_a_certificate_that_is_not_used() {
    let cluster = mixed();
    cluster.renew_callmanager("cucm-pub");
    cluster.done("update CTLFile");
    for command in ["update CTLFile --to @1", "update CTLFile --to @1 --phones-have @current"] {
        cluster.refused(command);
    }
}

/// A CTL with the same certificates of call managers is published.
#[test]
fn an_older_ctl_with_the_certificates_of_today() {
    let cluster = mixed();
    let first = cluster.read("tftp/cucm-pub/CTLFile.tlv");
    cluster.renew_capf();
    cluster.done("update CTLFile");
    cluster.done("update CTLFile --to @1");
    assert_eq!(cluster.read("tftp/cucm-pub/CTLFile.tlv"), first);
}

/// Phones that keep the records of a renewed call manager, because only its ITL was published: they
/// are served no worse than before.
#[test]
fn services_that_are_already_missing_stop_nothing() {
    let cluster = mixed();
    cluster.renew_callmanager("cucm-pub");
    cluster.done("itl update");
    cluster.done("update CTLFile");
    cluster.assert_no_drift();
}
