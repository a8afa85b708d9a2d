//! B12, U5: a dry run ends as the real run would before its question: with the same exit
//! code and for the same reason, and without asking for a PIN.

use super::World;

/// A cluster in mixed mode in which every list is to change.
fn changed() -> World {
    let world = World::new("--release 12.5 --nodes 1").after("set-cluster mixed-mode");
    world.renew_capf();
    world
}

#[test]
fn a_signer_without_a_key() {
    let world = changed();
    world.edit("key = \"keys/ITLRecovery.pem\"\n", "");
    world.stopped("update CTLFile", 4, "E-RULE-KEY");
}

#[test]
fn a_key_that_is_not_there() {
    let world = changed();
    world.remove("keys/ITLRecovery.pem");
    world.stopped("update CTLFile", 3, "E-INPUT-READ");
}

#[test]
fn tokens_that_are_not_inserted() {
    let world = World::new("--release 12.5 --nodes 1 --tokens").after("set-cluster mixed-mode");
    world.renew_capf();
    let manifest = world.manifest();
    let keys = manifest.lines().filter_map(|line| line.strip_prefix("key = \"keys/lab-only-"));
    let keys: Vec<&str> = keys.map(|key| key.trim_end_matches('"')).collect();
    assert_eq!(keys.len(), 2);
    for key in keys {
        world.remove(&format!("keys/lab-only-{key}"));
    }
    world.stopped("update CTLFile", 4, "E-RULE-TOKEN-NONE");
}

#[test]
fn a_folder_that_is_not_there() {
    let world = changed();
    std::fs::remove_dir_all(world.path("tftp/cucm-pub")).unwrap();
    world.stopped("update CTLFile", 5, "E-PUBLISH-FOLDER");
}

/// The signer's issuer and serial number belong to two keys, one of them of `[[trust]]`:
/// no list that is signed so can be verified.
#[test]
fn a_list_that_cannot_be_sealed() {
    let world = World::new("--release 12.5 --nodes 1");
    let line = "x509 -in c/certs/ITLRecovery.pem -noout -serial";
    let serial = String::from_utf8(world.lab.openssl(line)).unwrap();
    let serial = serial.trim().strip_prefix("serial=").unwrap();
    for name in ["ITLRecovery", "twin"] {
        world.lab.openssl(&format!(
            "req -x509 -newkey rsa:1024 -nodes -days 3650 -set_serial 0x{serial} \
             -subj /O=Example/CN=ITLRECOVERY_cucm-pub \
             -keyout c/keys/{name}.pem -out c/certs/{name}.pem"
        ));
    }
    world.append("[[trust]]\ncertificate = \"certs/twin.pem\"\n");
    world.stopped("set-cluster mixed-mode", 4, "E-KEY-NOT-THE-SIGNER");
}

/// A passphrase is not asked for, so that the key stays closed.
#[test]
fn an_encrypted_key_is_not_opened() {
    let world = changed();
    world.lab.openssl(
        "rsa -in c/keys/ITLRecovery.pem -aes128 -passout pass:secret -out c/keys/locked.pem",
    );
    world.edit("\"keys/ITLRecovery.pem\"", "\"keys/locked.pem\"");
    let report = world.dry("update CTLFile");
    assert_eq!(report["changed"], true);
    let run = world.run("update CTLFile --dry-run");
    assert_eq!((run.code, run.err.contains("passphrase")), (0, false), "{}", run.err);
}

/// Programs read from the report of a dry run whether phones forbid it.
#[test]
fn the_report_has_refused() {
    let world = changed();
    assert_eq!(world.dry("update CTLFile")["refused"], false);
    world.renew_itlrecovery();
    assert_eq!(world.refused("update CTLFile").report["refused"], true);
}
