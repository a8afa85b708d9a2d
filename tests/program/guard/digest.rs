//! D5: phones that hold nothing are simulated too, and refuse a list in a digest that they are not
//! known to verify (case 23).

use super::Cluster;

/// A lab that signs with SHA-512, with keys that are long enough for it.
fn sha512(classes: &str, known: bool) -> Cluster {
    let cluster = Cluster::new("--release 12.5 --nodes 1").with_phones(classes);
    cluster.edit("\ndigest = \"sha1\"\n", "\ndigest = \"sha512\"\n");
    if known {
        cluster.edit("\nsha512 = false\n", "\nsha512 = true\n");
    }
    cluster
}

#[test]
fn the_first_publication_in_a_digest_that_nobody_is_known_to_verify() {
    let mut cases = 0;
    let rows: [(_, &[_]); 3] =
        [("sbd", &["sbd CTL", "sbd ITL"]), ("legacy", &["legacy CTL"]), ("cti", &["cti CTL"])];
    for (class, kinds) in rows {
        let cluster = sha512(&format!("\"{class}\""), false);
        for command in ["set-cluster mixed-mode", "set-cluster mixed-mode --new-phones"] {
            assert_eq!(cluster.refused(command).kinds(), kinds, "{class}: {command}");
            cases += 1;
        }
    }
    assert_eq!(cases, 6);
}

#[test]
fn phones_that_are_known_to_verify_it() {
    let cluster = sha512("\"sbd\", \"cti\"", true).after("set-cluster mixed-mode");
    cluster.assert_no_drift();
    cluster.renew_capf();
    cluster.done("update CTLFile");
}

/// `sha512 = true` does not apply to `legacy`, which never verifies it.
#[test]
fn legacy_phones_never_verify_it() {
    let cluster = sha512("\"sbd\", \"legacy\", \"cti\"", true);
    assert_eq!(cluster.refused("set-cluster mixed-mode").kinds(), ["legacy CTL"]);
    assert_eq!(cluster.refused("set-cluster mixed-mode --new-phones").kinds(), ["legacy CTL"]);
}

/// A later change of the digest also stops new phones, which hold nothing yet, even if the user
/// states that all other phones are gone.
#[test]
fn a_later_change_of_the_digest() {
    let cluster = Cluster::new("--release 12.5 --nodes 1").after("set-cluster mixed-mode");
    cluster.edit("\ndigest = \"sha1\"\n", "\ndigest = \"sha512\"\n");
    for command in ["update CTLFile", "update CTLFile --new-phones"] {
        let kinds = cluster.refused(command).kinds();
        assert_eq!(kinds, ["cti CTL", "legacy CTL", "sbd CTL", "sbd ITL"], "{command}");
    }
}

/// ITLs alone do not matter to phones without them.
#[test]
fn itls_in_a_digest_that_legacy_phones_do_not_verify() {
    let cluster = sha512("\"sbd\", \"legacy\"", true);
    cluster.done("itl update");
    cluster.assert_no_drift();
}
