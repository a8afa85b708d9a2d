//! D2, H1: newer lists of somebody else stand on the servers, and a command would put
//! the old ones over them. What is put back is judged as what is new.

use super::World;

/// A cluster in mixed mode, and its next life: ITLRecovery regenerated, with the steps
/// that phones follow.
fn renewed(world: &World) {
    world.renew_itlrecovery();
    world.done("reset localkey");
    world.taken("update CTLFile");
}

fn mixed() -> World {
    World::new("--release 12.5").without_tvs().after("set-cluster mixed-mode")
}

/// Another administrator's lists, from a copy of the folder.
#[test]
fn lists_of_another_administrator_are_not_replaced() {
    let world = mixed();
    let other = world.fork();
    renewed(&other);
    renewed(&other);
    for host in ["cucm-pub", "cucm-sub1", "cucm-tftp1"] {
        world.restore(&other.files(), host);
    }
    let rows: [(&str, &[&str]); 4] = [
        ("update CTLFile", &["cti CTL", "legacy CTL", "sbd CTL", "sbd ITL"]),
        ("set-cluster mixed-mode", &["cti CTL", "legacy CTL", "sbd CTL", "sbd ITL"]),
        ("update CTLFile --to @1", &["cti CTL", "legacy CTL", "sbd CTL"]),
        ("itl update", &["sbd ITL"]),
    ];
    for (command, kinds) in rows {
        let refused = world.refused(command);
        for kind in kinds {
            assert!(refused.kinds().iter().any(|found| found == kind), "{command}: {kind}");
        }
    }
    // The CallManager key is one that all of them know.
    world.proposal("update CTLFile").carry_out(&world, "update CTLFile");
}

/// The same on one server only.
#[test]
fn newer_lists_on_one_server_are_not_replaced() {
    for host in ["cucm-pub", "cucm-tftp1"] {
        let world = mixed();
        let other = world.fork();
        renewed(&other);
        world.restore(&other.files(), host);
        world.refused("update CTLFile");
    }
}

/// A store restored from a backup, with the certificates of that time.
#[test]
fn a_restored_store_does_not_bring_back_its_lists() {
    let world = mixed();
    let backup = world.fork();
    renewed(&world);
    for name in [".ctl/state.db", "certs/ITLRecovery.pem", "keys/ITLRecovery.pem"] {
        world.write(name, backup.read(name));
    }
    world.refused("update CTLFile");
    world.proposal("update CTLFile").carry_out(&world, "update CTLFile");
}

/// What phones with the found lists follow is published.
#[test]
fn lists_that_phones_leave_are_replaced() {
    let world = mixed();
    let other = world.fork();
    other.renew_capf();
    other.done("update CTLFile");
    let ours = world.files();
    for host in ["cucm-pub", "cucm-sub1", "cucm-tftp1"] {
        world.restore(&other.files(), host);
    }
    world.done("update CTLFile");
    for name in ["cucm-pub/CTLFile.tlv", "cucm-tftp1/CTLFile.tlv", "cucm-tftp1/ITLFile.tlv"] {
        assert_eq!(world.read(&format!("tftp/{name}")), ours[std::path::Path::new(name)], "{name}");
    }
}

/// What was found is held until phones are said to have something later.
#[test]
fn found_lists_are_released_by_phones_have() {
    let world = mixed();
    let other = world.fork();
    renewed(&other);
    let ours = world.files();
    world.restore(&other.files(), "cucm-tftp1");
    world.refused("update CTLFile");
    // Somebody puts the old files back: phones may have fetched the others.
    world.restore(&ours, "cucm-tftp1");
    world.renew_capf();
    world.refused("update CTLFile");
    world.taken("update CTLFile");
    world.assert_no_drift();
}
