//! U3, B13: `set-cluster non-secure-mode` updates all lists, and leaves no drift.

use super::Cluster;

/// Without a CTL there are only the ITLs.
#[test]
fn without_a_ctl_the_itls_are_brought_in_line() {
    let cluster = Cluster::new("--release 12.5").after("itl update");
    cluster.renew("cucm-tftp1-TVS", "cucm-tftp1");
    let before = cluster.files();
    cluster.done("set-cluster non-secure-mode");
    let changed = cluster.published_since(&before);
    assert_eq!(changed, ["cucm-pub/ITLFile.tlv", "cucm-tftp1/ITLFile.tlv"]);
    cluster.assert_no_drift();
    assert_eq!(cluster.dry("set-cluster non-secure-mode")["changed"], false);
}

/// They are judged as usual.
#[test]
fn without_a_ctl_phones_come_first_too() {
    let cluster = Cluster::new("--release 12.5 --nodes 1").without_tvs().after("itl update");
    cluster.renew_itlrecovery();
    assert_eq!(cluster.refused("set-cluster non-secure-mode").kinds(), ["sbd ITL"]);
}

/// With tokens or without, removed or inserted: `status` compares with what the command would
/// build.
#[test]
fn non_secure_mode_leaves_no_drift() {
    let rows = [
        ("12.5", false),
        ("11.5", false),
        ("11.5 --tokens", false),
        ("11.5 --tokens", true),
        ("12.5 --tokens", false),
        ("12.5 --tokens", true),
        ("9.1 --tokens", false),
    ];
    let mut cases = 0;
    for (options, pulled) in rows {
        let cluster = Cluster::new(&format!("--release {options} --nodes 2"));
        cluster.done("set-cluster mixed-mode");
        if pulled {
            pull_tokens(&cluster);
        }
        cluster.done("set-cluster non-secure-mode");
        cluster.assert_no_drift();
        assert_eq!(cluster.dry("set-cluster non-secure-mode")["changed"], false, "{options}");
        cases += 1;
    }
    assert_eq!(cases, 7);
}

/// Removes the tokens: their keys are not available.
fn pull_tokens(cluster: &Cluster) {
    for entry in std::fs::read_dir(cluster.path("keys")).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().unwrap().to_str().unwrap().starts_with("lab-only-") {
            std::fs::remove_file(path).unwrap();
        }
    }
}
