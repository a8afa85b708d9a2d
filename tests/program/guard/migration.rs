//! Phones that move from one cluster to another: cases 9, 9b and 10 of docs/phone.md,
//! with the lists that the commands publish.

use super::Cluster;

/// How phones of each class respond: the outcome of the CTL, and of the ITL.
type Answers = [(&'static str, &'static str, &'static str); 3];

const REFUSED: Answers = [
    ("sbd", "refused, locked out", "refused, locked out"),
    ("legacy", "refused, locked out", "not asked for"),
    ("cti", "refused, locked out", "not asked for"),
];
const ACCEPTED: Answers = [
    ("sbd", "accepted", "accepted"),
    ("legacy", "accepted", "not asked for"),
    ("cti", "accepted", "not asked for"),
];
/// TVS saves the phones that ask it.
const BY_TVS: Answers = [
    ("sbd", "accepted by TVS", "accepted"),
    ("legacy", "refused, locked out", "not asked for"),
    ("cti", "refused, locked out", "not asked for"),
];

/// Asserts what phones with the lists of `from`, stored under `held`, do with those of `to`.
fn assert_moved(from: &Cluster, held: &str, to: &Cluster, tvs: &str, expected: Answers) {
    for name in ["CTLFile.tlv", "ITLFile.tlv"] {
        from.lab.write(&format!("new-{name}"), to.read(&format!("tftp/cucm-pub/{name}")));
    }
    let line = format!(
        "accept --json --ctl {held}-CTLFile.tlv --itl {held}-ITLFile.tlv {tvs} new-CTLFile.tlv new-ITLFile.tlv"
    );
    let run = from.lab.ctl(&line).run();
    let json: serde_json::Value =
        serde_json::from_slice(&run.out).unwrap_or_else(|_| panic!("{}", run.err));
    let refused = expected.iter().any(|(_, ctl, _)| ctl.starts_with("refused"));
    assert_eq!(run.code, i32::from(refused), "{json:#}");
    let starts = json["starts"].as_array().expect("starts");
    assert_eq!(starts.len(), expected.len(), "{json:#}");
    for (start, (class, ctl, itl)) in starts.iter().zip(expected) {
        assert_eq!(start["class"], class, "{json:#}");
        let lists = start["lists"].as_array().expect("lists");
        let outcomes: Vec<&str> = lists.iter().map(|l| l["outcome"].as_str().unwrap()).collect();
        assert_eq!(outcomes, [ctl, itl], "{class}: {json:#}");
    }
}

/// Copies the cluster's present lists under a name: phones hold them.
fn keep(cluster: &Cluster, name: &str) {
    for file in ["CTLFile.tlv", "ITLFile.tlv"] {
        let bytes = cluster.read(&format!("tftp/cucm-pub/{file}"));
        cluster.lab.write(&format!("{name}-{file}"), bytes);
    }
}

/// Imports the other cluster's ITLRecovery into Phone-SAST-trust.
fn import(into: &Cluster, from: &Cluster) {
    into.write("certs/other.pem", from.read("certs/ITLRecovery.pem"));
    into.append("[[trust]]\ncertificate = \"certs/other.pem\"\n");
}

#[test]
fn phones_move_between_two_clusters_both_ways() {
    let (a, b) = (Cluster::new("--release 12.5 --nodes 1"), Cluster::other("--nodes 1"));
    assert_ne!(a.read("certs/ITLRecovery.pem"), b.read("certs/ITLRecovery.pem"));
    for cluster in [&a, &b] {
        cluster.done("set-cluster mixed-mode");
        keep(cluster, "old");
    }
    let mut moves = 0;
    for (from, to) in [(&a, &b), (&b, &a)] {
        // Case 10: nothing was imported.
        assert_moved(from, "old", to, "", REFUSED);
        // Case 9: it was, but phones still hold the lists from before.
        import(from, to);
        assert_moved(from, "old", to, "", REFUSED);
        let tvs =
            "--tvs c/certs/cucm-pub-TVS.pem --tvs-knows c/certs/other.pem,role=SAST,role=TFTP";
        assert_moved(from, "old", to, tvs, BY_TVS);
        // Case 9b: the update with the import was taken.
        from.done("update CTLFile");
        keep(from, "imported");
        assert_moved(from, "imported", to, "", ACCEPTED);
        moves += 4;
    }
    assert_eq!(moves, 8);
}
