//! D3: a list that was released and stands on a server again is held again.

use super::World;
use super::world::Files;

/// A cluster whose phones are said to have what was published last; its ITLRecovery was
/// regenerated since the files that are returned too.
fn renewed() -> (World, Files) {
    let world = World::new("--release 12.5").without_tvs().after("set-cluster mixed-mode");
    let first = world.files();
    world.renew_itlrecovery();
    world.done("reset localkey");
    world.taken("update CTLFile");
    world.renew_capf();
    world.taken("update CTLFile");
    (world, first)
}

#[test]
fn a_backup_of_a_server() {
    let (world, first) = renewed();
    let last = world.files();
    world.restore(&first, "cucm-tftp1");
    world.refused("update CTLFile");
    // It was there, and phones may have it, also when it is gone.
    world.restore(&last, "cucm-tftp1");
    world.renew_capf();
    world.refused("update CTLFile");
    world.taken("update CTLFile");
    world.assert_no_drift();
}

/// A dry run looks, and records nothing.
#[test]
fn a_dry_run_holds_nothing() {
    let (world, first) = renewed();
    let last = world.files();
    world.restore(&first, "cucm-tftp1");
    let store = world.read(".ctl/state.db");
    assert_eq!(world.run("update CTLFile --dry-run").code, 1);
    assert_eq!(world.run("status").code, 1);
    assert_eq!(world.read(".ctl/state.db"), store);
    world.restore(&last, "cucm-tftp1");
    world.renew_capf();
    world.done("update CTLFile");
}

/// A node that was removed comes back with the files that it had.
#[test]
fn a_removed_node_with_its_old_files() {
    let world = World::new("--release 12.5").without_tvs().after("set-cluster mixed-mode");
    let manifest = world.manifest();
    world.remove_node("cucm-tftp1");
    world.done("update CTLFile");
    world.renew_itlrecovery();
    world.taken("reset localkey");
    world.taken("update CTLFile");
    world.renew_capf();
    world.taken("update CTLFile");
    world.set_manifest(&manifest);
    world.refused("update CTLFile");
}
