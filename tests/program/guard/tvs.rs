//! B6, U1: `--tvs-up` concerns the phones that TVS saves, and every report prints "accepted by
//! TVS".

use serde_json::Value;

use super::Cluster;

/// 10.0, whose CTL has one SAST, which was regenerated: only TVS knows it (case 1).
fn renewed(classes: &str) -> Cluster {
    let cluster = Cluster::new("--release 10.0 --nodes 1").with_phones(classes);
    cluster.done("set-cluster mixed-mode");
    cluster.renew_callmanager("cucm-pub");
    cluster
}

/// The outcomes of the CTL, by class.
fn ctl_outcomes(report: &Value) -> Vec<(String, String)> {
    let rows = report["phones"].as_array().unwrap();
    let held = rows.iter().filter(|row| row["list"] == "CTL" && row["holding"] == "@1");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    held.map(|row| (text(&row["class"]), text(&row["outcome"]))).collect()
}

#[test]
fn phones_that_only_tvs_saves() {
    let cluster = renewed("\"sbd\"");
    cluster.stopped("update CTLFile", 1, "E-GUARD-TVS");
    let by_tvs = [("sbd".to_owned(), "accepted by TVS".to_owned())];
    assert_eq!(ctl_outcomes(&cluster.dry("update CTLFile --tvs-up")), by_tvs);
    let table = cluster.run("update CTLFile --tvs-up --dry-run");
    assert_eq!(table.code, 0, "{}", table.err);
    assert!(table.text().contains("accepted by TVS"), "{}", table.text());
    assert!(!table.text().contains("refused"), "{}", table.text());
    assert!(!table.err.contains("refused"), "{}", table.err);
    let report = cluster.done("update CTLFile --tvs-up");
    assert_eq!(ctl_outcomes(&report), by_tvs);
    cluster.assert_no_drift();
}

/// Other phones still refuse: they are named, and those that TVS saves are not.
#[test]
fn phones_that_tvs_saves_beside_others_that_refuse() {
    let cluster = renewed("\"sbd\", \"legacy\", \"cti\"");
    let refused = cluster.refused("update CTLFile --tvs-up");
    assert_eq!(refused.kinds(), ["cti CTL", "legacy CTL"]);
    let lines = refused.err.lines().filter(|line| line.contains("sbd phones"));
    assert_eq!(lines.filter(|line| line.contains("refused")).collect::<Vec<_>>(), [""; 0]);
    let outcomes = ctl_outcomes(&refused.report);
    let sbd: Vec<_> = outcomes.iter().filter(|(class, _)| class == "sbd").collect();
    assert_eq!(sbd, [&("sbd".to_owned(), "accepted by TVS".to_owned())]);
    // Without `--tvs-up` they refuse as well.
    let refused = cluster.refused("update CTLFile");
    assert_eq!(refused.kinds(), ["cti CTL", "legacy CTL", "sbd CTL", "sbd ITL"]);
    assert!(refused.err.contains("sbd phones"), "{}", refused.err);
}

/// A TVS that was renewed with it has a certificate that phones do not know.
#[test]
fn a_renewed_tvs_saves_nobody() {
    let cluster = renewed("\"sbd\"");
    cluster.renew("cucm-pub-TVS", "cucm-pub");
    for command in ["update CTLFile", "update CTLFile --tvs-up"] {
        assert_eq!(cluster.refused(command).kinds(), ["sbd CTL", "sbd ITL"], "{command}");
    }
}

/// `--yes` does not imply it.
#[test]
fn what_is_said_is_recorded() {
    let cluster = renewed("\"sbd\"");
    cluster.done("update CTLFile --tvs-up");
    let history = cluster.json("status --history");
    let notes = history["notes"].as_array().unwrap();
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert_eq!(notes[0]["command"], "update CTLFile");
    assert!(notes[0]["text"].as_str().unwrap().contains("--tvs-up"), "{notes:?}");
}
