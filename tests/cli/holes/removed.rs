//! D1: phones of a TFTP node that was removed ask the nodes that are left.

use super::World;

/// A lab without TVS after this command, whose CAPF is then regenerated, so that each
/// list changes, and from which the node with TFTP alone is then taken.
fn reduced(release: &str, first: &str) -> World {
    let world = World::new(&format!("--release {release}")).without_tvs().after(first);
    world.renew_capf();
    world.remove_node("cucm-tftp1");
    world
}

/// 11.5: its phones know its own key and ITLRecovery. The ITL of the publisher's node,
/// signed by ITLRecovery first, gets them there.
#[test]
fn phones_that_refuse_the_other_nodes_stop_the_removal() {
    let world = reduced("11.5", "itl update");
    assert_eq!(world.refused("itl update").kinds(), ["sbd ITL"]);
    world.proposal("itl update").carry_out(&world, "itl update");
}

/// The CTL of mixed mode names every node, so that its phones take the ITL of another.
#[test]
fn phones_that_know_the_other_nodes_do_not() {
    let world = reduced("11.5", "set-cluster mixed-mode");
    world.done("update CTLFile");
    world.assert_no_drift();
}

/// From 12.0 on one key signs all ITLs.
#[test]
fn phones_that_know_itlrecovery_do_not() {
    let world = reduced("12.5", "itl update");
    world.done("itl update");
    world.assert_no_drift();
}

/// 12.5: ITLRecovery regenerated and the node removed at once. With its own key each
/// node tells its phones the new ITLRecovery; only then can one go.
#[test]
fn a_node_stays_until_its_phones_know_the_new_signer() {
    let world = World::new("--release 12.5").without_tvs().after("itl update");
    world.renew_itlrecovery();
    let manifest = world.manifest();
    world.remove_node("cucm-tftp1");
    for command in ["itl update", "itl reset localkey"] {
        assert_eq!(world.refused(command).kinds(), ["sbd ITL"], "{command}");
    }
    world.set_manifest(&manifest);
    world.done("itl reset localkey");
    world.remove_node("cucm-tftp1");
    world.taken("itl update");
    world.assert_no_drift();
}

/// A service that is switched off leaves phones behind as a removed node does.
#[test]
fn a_node_without_tftp_is_one_that_was_removed() {
    let world = World::new("--release 11.5").without_tvs().after("itl update");
    world.renew_capf();
    world.edit("services = [\"tftp\"]", "services = []");
    assert_eq!(world.refused("itl update").kinds(), ["sbd ITL"]);
}
