//! What the guard asks, and which answers are recorded.

use super::Cluster;

/// Unknown phones are not assumed to be new.
#[test]
fn without_anything_known_of_phones_nothing_is_published() {
    let cluster = Cluster::new("--release 12.5 --nodes 1");
    std::fs::remove_dir_all(cluster.path(".ctl")).unwrap();
    let err = cluster.stopped_saying("set-cluster mixed-mode");
    assert_eq!(
        err,
        "ctl: cannot tell which lists the phones hold: the store has none, and none was found on \
         a server; \
         adopt the lists that the cluster has published with `ctl adopt FILE`; if there are only \
         new or reset phones, add --new-phones\n"
    );
    let dry = cluster.run("set-cluster mixed-mode --dry-run");
    assert_eq!(dry.code, 1);
    cluster.done("set-cluster mixed-mode --new-phones");
}

/// `--yes` and `--force` answer only the usual confirmation.
#[test]
fn a_lockout_has_to_be_accepted_and_is_recorded() {
    let cluster = Cluster::new("--release 12.5 --nodes 1");
    cluster.done("set-cluster mixed-mode");
    cluster.regenerate("ITLRecovery");
    cluster.stopped_saying("update CTLFile --force");
    let dry = cluster.run("update CTLFile --dry-run");
    assert_eq!(dry.code, 1);
    assert!(dry.text().contains("refused, still served"), "{}", dry.text());
    cluster.done("update CTLFile --accept-lockout");
    let history = cluster.run("status --history --json");
    let json: serde_json::Value = serde_json::from_slice(&history.out).unwrap();
    assert_eq!(json["generations"][1]["lockout_accepted"], true);
    assert_eq!(
        json["notes"][0]["text"],
        "published although phones may refuse it (--accept-lockout)"
    );
    // Phones at @1 still exist until the user states otherwise.
    cluster.regenerate("CAPF");
    cluster.stopped_saying("update CTLFile");
    cluster.done("update CTLFile --phones-have @2");
}

/// A list that is on a server but not in the store is assumed to be on phones.
#[test]
fn a_list_found_on_a_server_is_simulated() {
    let cluster = Cluster::new("--release 12.5 --nodes 1");
    let stranger = Cluster::other("--nodes 1");
    stranger.done("set-cluster mixed-mode");
    let bytes = stranger.read("tftp/cucm-pub/CTLFile.tlv");
    cluster.write("tftp/cucm-pub/CTLFile.tlv", &bytes);
    let err = cluster.stopped_saying("set-cluster mixed-mode");
    assert!(err.contains("cucm-pub has lists that are not in the store; stored as @1"), "{err}");
    assert!(err.contains("legacy phones at @1, TFTP cucm-pub: CTL refused, locked out"), "{err}");
    assert_eq!(cluster.read("tftp/cucm-pub/CTLFile.tlv"), bytes);
}

/// Deleting leaves the CTL on phones: it stays held.
#[test]
fn what_is_deleted_is_still_held() {
    let cluster = Cluster::new("--release 12.5 --nodes 1");
    cluster.done("set-cluster mixed-mode");
    cluster.done("set-cluster non-secure-mode --phones-have @current");
    cluster.done("delete CTLFile --phones-have @current");
    cluster.regenerate("ITLRecovery");
    cluster.regenerate("cucm-pub-CallManager");
    let err = cluster.stopped_saying("set-cluster mixed-mode --phones-have @current");
    assert!(
        err.contains("legacy phones at @3 with the CTL of @2, TFTP cucm-pub: CTL refused"),
        "{err}"
    );
}

/// Only TVS knows the signer: the user must state that TVS runs.
#[test]
fn tvs_is_never_assumed() {
    let cluster = Cluster::new("--release 10.0 --nodes 1");
    cluster.edit("phones = [\"sbd\", \"legacy\", \"cti\"]", "phones = [\"sbd\"]");
    cluster.done("set-cluster mixed-mode");
    cluster.regenerate("cucm-pub-CallManager");
    // Neither list contains the new key; TVS reads the server's certificates.
    let err = cluster.stopped_saying("update CTLFile");
    assert!(err.contains("only if TVS runs on cucm-pub"), "{err}");
    cluster.done("update CTLFile --tvs-up");
    let history = cluster.run("status --history --json");
    let json: serde_json::Value = serde_json::from_slice(&history.out).unwrap();
    assert_eq!(json["notes"][0]["text"], "TVS runs on cucm-pub (--tvs-up)");
}

/// Up to 11.5 each ITL is signed by its node's own key: phones of another node know it only from
/// the CTL.
#[test]
fn phones_that_fail_over_to_another_node_are_warned_about() {
    let cluster = Cluster::new("--release 10.5(2) --nodes 3");
    cluster.done("itl update");
    cluster.regenerate("CAPF");
    let run = cluster.run("itl update --yes");
    assert_eq!(run.code, 0, "{}", run.err);
    let warnings: Vec<&str> = run.err.lines().filter(|line| line.contains("warning:")).collect();
    assert_eq!(
        warnings,
        [
            "ctl: warning: sbd phones at cucm-pub would refuse the ITL of cucm-tftp1 if cucm-pub failed",
            "ctl: warning: sbd phones at cucm-tftp1 would refuse the ITL of cucm-pub if cucm-tftp1 failed",
        ]
    );
    // In mixed mode the CTL contains both.
    cluster.done("set-cluster mixed-mode --phones-have @current --accept-lockout");
    cluster.regenerate("CAPF");
    let run = cluster.run("update CTLFile --yes --phones-have @current");
    assert_eq!((run.code, run.err.contains("warning:")), (0, false), "{}", run.err);
}
