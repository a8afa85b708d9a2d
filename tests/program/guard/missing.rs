//! D4: a server that has an ITL and no CTL, or a CTL and no ITL.

use super::Cluster;

/// A new TFTP node gets the CTL of the cluster together with its ITL.
#[test]
fn an_itl_command_gives_a_new_node_the_ctl() {
    // `legacy` phones would not be served at the node, which the CTL does not name yet.
    let cluster = Cluster::new("--release 12.5").with_phones("\"sbd\"");
    let manifest = cluster.manifest();
    cluster.remove_node("cucm-tftp1");
    cluster.done("set-cluster mixed-mode");
    cluster.set_manifest(&manifest);
    let ctl = cluster.read("tftp/cucm-pub/CTLFile.tlv");
    cluster.done("itl update");
    assert_eq!(cluster.read("tftp/cucm-tftp1/CTLFile.tlv"), ctl);
    assert!(cluster.path("tftp/cucm-tftp1/ITLFile.tlv").exists());
    assert_eq!(cluster.read("tftp/cucm-pub/CTLFile.tlv"), ctl);
}

/// Phones that started at a server without the CTL hold only its ITL, which does not name the
/// publisher's CallManager.
#[test]
fn phones_of_a_server_without_the_ctl() {
    let cluster = Cluster::new("--release 12.5").without_tvs().after("set-cluster mixed-mode");
    cluster.remove("tftp/cucm-tftp1/CTLFile.tlv");
    cluster.renew_itlrecovery();
    let refused = cluster.refused("reset localkey");
    let at = |list: &str| ("sbd".to_owned(), "cucm-tftp1".to_owned(), list.to_owned());
    assert_eq!(refused.refusals(), [at("CTL"), at("ITL")]);
}

/// A missing file that is restored alone is judged as well.
#[test]
fn a_missing_file_is_restored_only_if_phones_take_it() {
    // `legacy` phones that were switched off until the file was gone keep the old CTL.
    let cluster = Cluster::new("--release 12.5").with_phones("\"sbd\"").without_tvs();
    let cluster = cluster.after("set-cluster mixed-mode");
    cluster.renew_itlrecovery();
    cluster.done("reset localkey");
    cluster.remove("tftp/cucm-tftp1/CTLFile.tlv");
    let refused = cluster.refused("reset localkey");
    assert_eq!(refused.refusals(), [("sbd".into(), "cucm-tftp1".into(), "CTL".into())]);
    // ITLRecovery, a SAST of that ITL, signs a CTL that they accept.
    cluster.taken("update CTLFile");
    cluster.assert_no_drift();
}

/// A token-signed CTL of 10.5(2) and no ITL: the publisher's CallManager is unknown.
#[test]
fn phones_of_a_server_without_the_itl() {
    let cluster = Cluster::new("--release 10.5(2) --nodes 1 --tokens").with_phones("\"sbd\"");
    let cluster = cluster.without_tvs().after("set-cluster mixed-mode");
    // Phones with the ITL follow.
    cluster.fork().done("upgrade");
    cluster.remove("tftp/cucm-pub/ITLFile.tlv");
    assert_eq!(cluster.refused("upgrade").kinds(), ["sbd CTL"]);
}
