//! D4: a server that has an ITL and no CTL, or a CTL and no ITL.

use super::World;

/// A new TFTP node gets the CTL of the cluster together with its ITL.
#[test]
fn an_itl_command_gives_a_new_node_the_ctl() {
    // `legacy` phones would not be served at the node, which the CTL does not name yet.
    let world = World::new("--release 12.5").with_phones("\"sbd\"");
    let manifest = world.manifest();
    world.remove_node("cucm-tftp1");
    world.done("set-cluster mixed-mode");
    world.set_manifest(&manifest);
    let ctl = world.read("tftp/cucm-pub/CTLFile.tlv");
    world.done("itl update");
    assert_eq!(world.read("tftp/cucm-tftp1/CTLFile.tlv"), ctl);
    assert!(world.path("tftp/cucm-tftp1/ITLFile.tlv").exists());
    assert_eq!(world.read("tftp/cucm-pub/CTLFile.tlv"), ctl);
}

/// Phones that started at a server without the CTL hold its ITL alone, which does not
/// know the publisher's CallManager.
#[test]
fn phones_of_a_server_without_the_ctl() {
    let world = World::new("--release 12.5").without_tvs().after("set-cluster mixed-mode");
    world.remove("tftp/cucm-tftp1/CTLFile.tlv");
    world.renew_itlrecovery();
    let refused = world.refused("reset localkey");
    let at = |list: &str| ("sbd".to_owned(), "cucm-tftp1".to_owned(), list.to_owned());
    assert_eq!(refused.refusals(), [at("CTL"), at("ITL")]);
}

/// The file alone, put back where it is missing, is judged as well.
#[test]
fn a_missing_file_is_not_put_back_unasked() {
    let world = World::new("--release 12.5").without_tvs().after("set-cluster mixed-mode");
    world.renew_itlrecovery();
    world.done("reset localkey");
    world.remove("tftp/cucm-tftp1/CTLFile.tlv");
    let refused = world.refused("reset localkey");
    assert_eq!(refused.refusals(), [("sbd".into(), "cucm-tftp1".into(), "CTL".into())]);
    // ITLRecovery, which stands in that ITL, signs a CTL that they take.
    world.taken("update CTLFile");
    world.assert_no_drift();
}

/// A token-signed CTL of 10.5(2) and no ITL: the publisher's CallManager is unknown.
#[test]
fn phones_of_a_server_without_the_itl() {
    let world = World::new("--release 10.5(2) --nodes 1 --tokens").with_phones("\"sbd\"");
    let world = world.without_tvs().after("set-cluster mixed-mode");
    // Phones with the ITL follow.
    world.fork().done("upgrade");
    world.remove("tftp/cucm-pub/ITLFile.tlv");
    assert_eq!(world.refused("upgrade").kinds(), ["sbd CTL"]);
}
