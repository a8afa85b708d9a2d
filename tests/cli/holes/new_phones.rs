//! B7: `--new-phones` lets go of what is held.

use super::World;

/// Both signers were regenerated: no phone of before takes anything.
fn lost() -> World {
    let world = World::new("--release 12.5 --nodes 1").after("set-cluster mixed-mode");
    world.renew_itlrecovery();
    world.renew_callmanager("cucm-pub");
    world.refused("update CTLFile");
    world
}

#[test]
fn only_new_phones_are_left() {
    let world = lost();
    world.done("update CTLFile --new-phones");
    world.assert_no_drift();
    // For good: what was held is not held again by the next command.
    world.renew_capf();
    world.done("update CTLFile");
    let history = world.json("status --history");
    let notes = history["notes"].as_array().unwrap();
    let said = notes.iter().any(|note| note["text"].as_str().unwrap().contains("--new-phones"));
    assert!(said, "{notes:?}");
}

/// A dry run says the same, and lets go of nothing.
#[test]
fn a_dry_run_lets_go_of_nothing() {
    let world = lost();
    let store = world.read(".ctl/state.db");
    assert_eq!(world.run("update CTLFile --new-phones --dry-run").code, 0);
    assert_eq!(world.read(".ctl/state.db"), store);
    world.refused("update CTLFile");
}

/// What phones take from then on counts as ever.
#[test]
fn what_they_take_is_held() {
    let world = lost();
    world.done("update CTLFile --new-phones");
    world.renew_itlrecovery();
    world.refused("update CTLFile");
}

/// `--yes` and `--force` do not imply it.
#[test]
fn nothing_else_says_it() {
    let world = lost();
    world.refused("update CTLFile --force");
}
