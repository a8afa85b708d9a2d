//! D6: `sbd` phones of a `[[tftp]]`, which get no ITL there; D7: phones that hold a CTL and no ITL,
//! at every server.

use super::Cluster;

/// A cluster of one node with tokens, release 10.5(2): `sbd` phones follow its `upgrade` because of
/// their ITL alone (case 14).
fn tokens() -> Cluster {
    Cluster::new("--release 10.5(2) --nodes 1 --tokens").with_phones("\"sbd\"")
}

/// Adds an alternate TFTP server, with this further line.
fn add_tftp(cluster: &Cluster, line: &str) {
    cluster.renew("tftp-far", "tftp-far");
    cluster.append(&format!(
        "[[tftp]]\nhost = \"tftp-far\"\naddress = \"10.99.0.5\"\n\
         certificate = \"certs/tftp-far.pem\"\n{line}\n"
    ));
}

/// They hold no ITL, so TVS cannot save them either.
#[test]
fn phones_of_an_alternate_tftp_server_hold_a_ctl_only() {
    let cluster = tokens();
    add_tftp(&cluster, "");
    cluster.done("set-cluster mixed-mode");
    for command in ["upgrade", "upgrade --tvs-up"] {
        let refused = cluster.refused(command);
        assert_eq!(refused.refusals(), [("sbd".into(), "tftp-far".into(), "CTL".into())]);
    }
}

/// When it is removed, its phones ask the nodes.
#[test]
fn phones_of_an_alternate_tftp_server_that_was_removed() {
    let cluster = tokens();
    let manifest = cluster.manifest();
    add_tftp(&cluster, "");
    cluster.done("set-cluster mixed-mode");
    cluster.set_manifest(&manifest);
    let refused = cluster.refused("upgrade");
    assert_eq!(refused.refusals(), [("sbd".into(), "cucm-pub".into(), "CTL".into())]);
    // The token is a signer that they know.
    cluster.done("update CTLFile");
    cluster.remove_files("tftp-far");
    cluster.assert_no_drift();
}

/// Without it, or with a server that no phone uses, no phone refuses.
#[test]
fn an_alternate_tftp_server_that_no_phone_uses() {
    let without = tokens().after("set-cluster mixed-mode");
    without.done("upgrade");
    let cluster = tokens();
    add_tftp(&cluster, "phones = []");
    cluster.done("set-cluster mixed-mode");
    cluster.done("upgrade");
    cluster.assert_no_drift();
}

/// The classes that use the server are named there.
#[test]
fn an_alternate_tftp_server_for_one_class() {
    let cluster = Cluster::new("--release 10.5(2) --nodes 1 --tokens");
    let cluster = cluster.with_phones("\"sbd\", \"cti\"");
    add_tftp(&cluster, "phones = [\"sbd\"]");
    cluster.done("set-cluster mixed-mode");
    let at_far: Vec<_> = cluster.refused("upgrade").refusals();
    let at_far: Vec<_> = at_far.into_iter().filter(|(_, host, _)| host == "tftp-far").collect();
    assert_eq!(at_far, [("sbd".into(), "tftp-far".into(), "CTL".into())]);
}

/// An unknown class is refused, with its place in cluster.toml.
#[test]
fn classes_of_a_server_are_read_strictly() {
    let cluster = tokens();
    add_tftp(&cluster, "phones = [\"softphone\"]");
    let run = cluster.run("status");
    assert_eq!((run.code, run.text()), (3, ""));
    assert!(run.err.contains("cluster.toml: line "), "{}", run.err);
    assert!(run.err.contains("softphone"), "{}", run.err);
}

/// 11.5: the CTL of CUCM was adopted, and no ITL. Phones of the second TFTP node know its old
/// certificate from the CTL, and no TVS.
#[test]
fn phones_without_an_itl_are_at_every_server() {
    let cluster = Cluster::new("--release 11.5");
    let cucm = cluster.fork().after("set-cluster mixed-mode");
    cluster.lab.write("CTLFile.tlv", cucm.read("tftp/cucm-pub/CTLFile.tlv"));
    // The following commands are later than that.
    cluster.clock.set(cucm.clock.get());
    assert_eq!(cluster.run("adopt CTLFile.tlv").code, 0);
    // Without a change, each node signs with a key that the CTL names.
    cluster.fork().done("itl update");
    cluster.renew_callmanager("cucm-tftp1");
    let refused = cluster.refused("itl update");
    assert_eq!(refused.refusals(), [("sbd".into(), "cucm-tftp1".into(), "ITL".into())]);
    cluster.done("update CTLFile");
    cluster.assert_no_drift();
}
