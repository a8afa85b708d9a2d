//! M2: an unsound list on a server is reported, and phones do not hold it; `--phones-have @current`
//! also releases lists that were found.

use super::Cluster;

/// Changes a byte of the signature, the last field of the header.
fn spoiled(cluster: &Cluster, list: &str) -> Vec<u8> {
    let json = cluster.json(&format!("show c/{list}"));
    let signature = hex::decode(json["header"]["signature"].as_str().unwrap()).unwrap();
    let mut bytes = cluster.read(list);
    let at = bytes.windows(signature.len()).position(|part| part == signature).unwrap();
    bytes[at] ^= 1;
    bytes
}

/// A cluster, and another's CTL, with which phones of the first one would be stuck.
fn two() -> (Cluster, Cluster) {
    let cluster = Cluster::new("--release 12.5").after("set-cluster mixed-mode");
    let other = Cluster::other("--release 12.5 --nodes 2").after("set-cluster mixed-mode");
    (cluster, other)
}

#[test]
fn an_unsound_list_is_reported_and_held_by_nobody() {
    let (cluster, other) = two();
    let ours = cluster.read("tftp/cucm-tftp1/CTLFile.tlv");
    cluster.write("tftp/cucm-tftp1/CTLFile.tlv", spoiled(&other, "tftp/cucm-pub/CTLFile.tlv"));
    let dry = cluster.run("update CTLFile --dry-run");
    assert_eq!(dry.code, 0, "{}", dry.err);
    assert!(dry.err.contains("tftp/cucm-tftp1/CTLFile.tlv"), "{}", dry.err);
    let run = cluster.run("update CTLFile --yes");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("tftp/cucm-tftp1/CTLFile.tlv"), "{}", run.err);
    assert_eq!(cluster.read("tftp/cucm-tftp1/CTLFile.tlv"), ours);
    // Not later either.
    cluster.renew_capf();
    cluster.done("update CTLFile");
    cluster.assert_no_drift();
}

/// The same together with a change of the lists, and for an ITL.
#[test]
fn an_unsound_list_stops_no_change() {
    let (cluster, other) = two();
    for name in ["CTLFile.tlv", "ITLFile.tlv"] {
        let bytes = spoiled(&other, &format!("tftp/cucm-pub/{name}"));
        cluster.write(&format!("tftp/cucm-pub/{name}"), bytes);
    }
    cluster.renew_capf();
    cluster.done("update CTLFile");
    cluster.assert_no_drift();
}

/// A sound list of somebody else is held, until the user states that phones have another.
#[test]
fn a_sound_list_that_was_found_is_released() {
    let (cluster, other) = two();
    let ours = cluster.read("tftp/cucm-tftp1/CTLFile.tlv");
    let theirs = other.read("tftp/cucm-pub/CTLFile.tlv");
    cluster.write("tftp/cucm-tftp1/CTLFile.tlv", &theirs);
    cluster.refused("update CTLFile");
    // Removed from the server, and still possibly on phones.
    cluster.write("tftp/cucm-tftp1/CTLFile.tlv", &ours);
    cluster.renew_capf();
    cluster.refused("update CTLFile");
    cluster.taken("update CTLFile");
    cluster.assert_no_drift();
}
