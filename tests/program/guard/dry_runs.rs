//! B12, U5: a dry run ends as the real run would before its confirmation: with the same exit code
//! and for the same reason, and without asking for a PIN.

use super::Cluster;

/// A cluster in mixed mode in which every list changes.
fn changed() -> Cluster {
    let cluster = Cluster::new("--release 12.5 --nodes 1").after("set-cluster mixed-mode");
    cluster.renew_capf();
    cluster
}

#[test]
fn a_signer_without_a_key() {
    let cluster = changed();
    cluster.edit("key = \"keys/ITLRecovery.pem\"\n", "");
    cluster.stopped("update CTLFile", 4, "E-RULE-KEY");
}

#[test]
fn a_key_that_is_not_there() {
    let cluster = changed();
    cluster.remove("keys/ITLRecovery.pem");
    cluster.stopped("update CTLFile", 3, "E-INPUT-READ");
}

#[test]
fn tokens_that_are_not_inserted() {
    let cluster = Cluster::new("--release 12.5 --nodes 1 --tokens").after("set-cluster mixed-mode");
    cluster.renew_capf();
    let manifest = cluster.manifest();
    let keys = manifest.lines().filter_map(|line| line.strip_prefix("key = \"keys/lab-only-"));
    let keys: Vec<&str> = keys.map(|key| key.trim_end_matches('"')).collect();
    assert_eq!(keys.len(), 2);
    for key in keys {
        cluster.remove(&format!("keys/lab-only-{key}"));
    }
    cluster.stopped("update CTLFile", 4, "E-RULE-TOKEN-NONE");
}

#[test]
fn a_folder_that_is_not_there() {
    let cluster = changed();
    std::fs::remove_dir_all(cluster.path("tftp/cucm-pub")).unwrap();
    cluster.stopped("update CTLFile", 5, "E-PUBLISH-FOLDER");
}

/// The signer's issuer and serial number belong to two keys, one of them of `[[trust]]`: a list
/// with this signer cannot be verified.
#[test]
fn a_list_that_cannot_be_sealed() {
    let cluster = Cluster::new("--release 12.5 --nodes 1");
    let line = "x509 -in c/certs/ITLRecovery.pem -noout -serial";
    let serial = String::from_utf8(cluster.lab.openssl(line)).unwrap();
    let serial = serial.trim().strip_prefix("serial=").unwrap();
    for name in ["ITLRecovery", "twin"] {
        cluster.lab.openssl(&format!(
            "req -x509 -newkey rsa:1024 -nodes -days 3650 -set_serial 0x{serial} \
             -subj /O=Example/CN=ITLRECOVERY_cucm-pub \
             -keyout c/keys/{name}.pem -out c/certs/{name}.pem"
        ));
    }
    cluster.append("[[trust]]\ncertificate = \"certs/twin.pem\"\n");
    cluster.stopped("set-cluster mixed-mode", 3, "E-BUILD-IDENTITY");
}

/// The passphrase is not read, so the key stays closed.
#[test]
fn an_encrypted_key_is_not_opened() {
    let cluster = changed();
    cluster.lab.openssl(
        "rsa -in c/keys/ITLRecovery.pem -aes128 -passout pass:secret -out c/keys/locked.pem",
    );
    cluster.edit("\"keys/ITLRecovery.pem\"", "\"keys/locked.pem\"");
    let report = cluster.dry("update CTLFile");
    assert_eq!(report["changed"], true);
    let run = cluster.run("update CTLFile --dry-run");
    assert_eq!((run.code, run.err.contains("passphrase")), (0, false), "{}", run.err);
}

/// Programs read from the report of a dry run whether phones forbid the command.
#[test]
fn the_report_has_refused() {
    let cluster = changed();
    assert_eq!(cluster.dry("update CTLFile")["refused"], false);
    cluster.renew_itlrecovery();
    assert_eq!(cluster.refused("update CTLFile").report["refused"], true);
}

/// The number of cases matches the number of lines above it, and the heading of a refused dry run
/// does not promise changes that are not made.
#[test]
fn what_is_refused_is_counted_and_headed_as_refused() {
    let cluster = changed();
    let heading = "ctl update CTLFile would publish this; nothing was written.\n";
    assert!(cluster.run("update CTLFile --dry-run").text().starts_with(heading));
    cluster.renew_itlrecovery();
    let mut checked = 0;
    for how in ["--dry-run", "--yes"] {
        let run = cluster.run(&format!("update CTLFile {how}"));
        assert_eq!(run.code, 1, "{how}: {}", run.err);
        let is_case = |line: &&str| line.contains(" refused, ") || line.contains("would lose ");
        let lines = run.err.lines().take_while(|line| !line.contains(" in ")).filter(is_case);
        assert_eq!(lines.count(), 4, "{}", run.err);
        let said = "ctl: nothing was published: after `ctl update CTLFile` phones would refuse a \
                    list or lose a service in 4 cases; all phones stay in service with the lists \
                    that they hold; ";
        let last = run.err.lines().last().unwrap();
        assert!(last.starts_with(said), "{last}");
        if how == "--dry-run" {
            let heading = "ctl update CTLFile would be refused and would not publish this; \
                           nothing was written.\n";
            assert!(run.text().starts_with(heading), "{}", run.text());
            assert!(!run.text().to_lowercase().contains("restart"), "{}", run.text());
        }
        checked += 1;
    }
    assert_eq!(checked, 2);
}
