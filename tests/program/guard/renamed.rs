//! D1: a TFTP node that was renamed, readdressed or moved to another folder is the same machine,
//! and its phones are simulated there.
//!
//! Release 11.5, where each TFTP node signs its ITL with its own CallManager key: phones of the
//! node know its old certificate and ITLRecovery, and not its new one.

use super::Cluster;

/// The name of the node's CallManager certificate.
const NODE: &str = "cucm-tftp1-CallManager";

/// ITLs were published in non-secure mode, and TVS cannot save any phone.
fn itls() -> Cluster {
    Cluster::new("--release 11.5").without_tvs().after("itl update")
}

/// Renews the node's certificate, changes cluster.toml, and expects the new ITL to be refused
/// because of its phones; they know the other key of the ITL, which reaches the goal.
fn assert_same_machine(common_name: &str, edits: &[(&str, &str)]) {
    let cluster = itls();
    cluster.renew(NODE, common_name);
    std::fs::create_dir(cluster.path("tftp/elsewhere")).unwrap();
    for (from, to) in edits {
        cluster.edit(from, to);
    }
    let refused = cluster.refused("itl update");
    assert_eq!(refused.kinds(), ["sbd ITL"]);
    cluster.proposal("itl update").carry_out(&cluster, "itl update");
}

const HOST: (&str, &str) = ("host = \"cucm-tftp1\"", "host = \"tftp-north\"");
const ADDRESS: (&str, &str) = ("\"10.48.47.155\"", "\"10.48.99.155\"");
const FOLDER: (&str, &str) = ("\"tftp/cucm-tftp1\"", "\"tftp/elsewhere\"");

#[test]
fn another_host() {
    assert_same_machine("tftp-north", &[HOST]);
}

#[test]
fn a_domain_added() {
    let domain = ("host = \"cucm-tftp1\"", "host = \"cucm-tftp1.example.com\"");
    assert_same_machine("cucm-tftp1.example.com", &[domain]);
}

#[test]
fn another_case() {
    let case = ("host = \"cucm-tftp1\"", "host = \"CUCM-TFTP1\"");
    assert_same_machine("CUCM-TFTP1", &[case]);
}

#[test]
fn another_address() {
    assert_same_machine("cucm-tftp1", &[ADDRESS]);
}

#[test]
fn another_folder() {
    assert_same_machine("cucm-tftp1", &[FOLDER]);
}

#[test]
fn another_host_and_address() {
    assert_same_machine("tftp-north", &[HOST, ADDRESS]);
}

#[test]
fn another_host_and_folder() {
    assert_same_machine("tftp-north", &[HOST, FOLDER]);
}

#[test]
fn another_address_and_folder() {
    assert_same_machine("cucm-tftp1", &[ADDRESS, FOLDER]);
}

/// If the TVS of the other nodes knows the new certificate, the user must state that it runs.
#[test]
fn tvs_of_the_other_nodes_saves_the_phones_of_a_renamed_one() {
    let cluster = Cluster::new("--release 11.5").after("itl update");
    cluster.renew(NODE, "tftp-north");
    cluster.edit(HOST.0, HOST.1);
    cluster.stopped("itl update", 1, "E-GUARD-TVS");
    cluster.done("itl update --tvs-up");
}

/// The only TFTP node of 12.5, renamed together with ITLRecovery.
#[test]
fn the_only_tftp_node_of_12_5_renamed_together_with_itlrecovery() {
    let cluster = Cluster::new("--release 12.5").without_tvs();
    cluster.edit("services = [\"callmanager\", \"tftp\"]", "services = [\"callmanager\"]");
    cluster.done("itl update");
    cluster.renew(NODE, "tftp-north");
    cluster.renew_itlrecovery();
    cluster.edit(HOST.0, HOST.1);
    assert_eq!(cluster.refused("itl update").kinds(), ["sbd ITL"]);
    // Its old certificate is gone too: its phones know none of the remaining keys.
    assert_eq!(cluster.refused("itl reset localkey").kinds(), ["sbd ITL"]);
}

/// In mixed mode phones learn the new certificate from the CTL: an ITL alone is refused, and both
/// together are accepted.
#[test]
fn in_mixed_mode_the_ctl_has_to_come_first() {
    let cluster = Cluster::new("--release 11.5").without_tvs().after("set-cluster mixed-mode");
    cluster.renew(NODE, "tftp-north");
    cluster.edit(HOST.0, HOST.1);
    assert_eq!(cluster.refused("itl update").kinds(), ["sbd ITL"]);
    cluster.done("update CTLFile");
    cluster.assert_no_drift();
}

/// Cases 25 and 26: a single node whose name changed, and with it all its certificates except
/// ITLRecovery, which 8.x and 9.x do not have.
#[test]
fn a_single_node_renamed_with_all_its_certificates() {
    let rows = [("9.1", "--tokens"), ("10.5(2)", ""), ("11.5", "")];
    for (release, tokens) in rows {
        let options = format!("--release {release} --nodes 1 {tokens}");
        let cluster = Cluster::new(&options).after("itl update");
        cluster.renew("cucm-pub-CallManager", "cucm-first");
        cluster.renew("cucm-pub-TVS", "cucm-first");
        cluster.edit("\nhost = \"cucm-pub\"", "\nhost = \"cucm-first\"");
        assert_eq!(cluster.refused("itl update").kinds(), ["sbd ITL"], "{release}");
        if tokens.is_empty() {
            cluster.done("itl reset localkey");
            cluster.taken("itl update");
            cluster.assert_no_drift();
        }
    }
}
