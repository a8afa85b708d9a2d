//! B1: nodes that share a multi-server certificate have one record, whose role combines their
//! services; and a CTL for mixed mode needs a call manager.

use super::Cluster;

const CTL: &str = "tftp/cucm-pub/CTLFile.tlv";
const SHARED: &str = "certs/shared.pem";

/// Three nodes with these services; those in `sharing` have one certificate.
fn nodes(services: [&str; 3], sharing: [bool; 3]) -> Cluster {
    let cluster = Cluster::new("--release 12.5");
    cluster.multi_server("shared", &["cucm-pub", "cucm-sub1", "cucm-tftp1"]);
    let hosts = ["cucm-pub", "cucm-sub1", "cucm-tftp1"];
    let present = [r#"["callmanager", "tftp"]"#, r#"["callmanager"]"#, r#"["tftp"]"#];
    let marked: Vec<String> = hosts.iter().map(|host| format!("services of {host}")).collect();
    for (from, to) in present.iter().zip(&marked) {
        cluster.edit(&format!("\nservices = {from}\n"), &format!("\nservices = {to}\n"));
    }
    for (((host, to), from), shares) in hosts.iter().zip(services).zip(&marked).zip(sharing) {
        cluster.edit(from, to);
        if shares {
            for folder in ["certs", "keys"] {
                let own = format!("\"{folder}/{host}-CallManager.pem\"");
                cluster.edit(&own, &format!("\"{folder}/shared.pem\""));
            }
        }
    }
    cluster
}

/// The records of the shared certificate: role, host, address.
fn shared(cluster: &Cluster) -> Vec<String> {
    let sha256 = cluster.sha256(SHARED);
    let records = cluster.records(CTL);
    let its = records.iter().filter(|record| record["certificate"]["sha256"] == sha256);
    let text = |value: &serde_json::Value| value.as_str().unwrap_or("-").to_owned();
    its.map(|r| format!("{} {} {}", text(&r["role"]), text(&r["host"]), text(&r["address"])))
        .collect()
}

#[test]
fn one_record_with_the_roles_of_all() {
    let (both, ccm, tftp, none) =
        (r#"["callmanager", "tftp"]"#, r#"["callmanager"]"#, r#"["tftp"]"#, "[]");
    let (all, pub_and_sub, others) = ([true; 3], [true, true, false], [false, true, true]);
    let sast = "SAST cucm-pub 10.48.47.153";
    let rows: [([&str; 3], [bool; 3], &[&str]); 7] = [
        // The publisher without callmanager, and with the files on other nodes.
        ([tftp, ccm, tftp], all, &[sast, "CCM+TFTP cucm-pub 10.48.47.153"]),
        ([none, ccm, tftp], all, &[sast, "CCM+TFTP cucm-pub 10.48.47.153"]),
        ([ccm, ccm, tftp], all, &[sast, "CCM+TFTP cucm-pub 10.48.47.153"]),
        ([none, ccm, tftp], pub_and_sub, &[sast, "CCM cucm-pub 10.48.47.153"]),
        ([both, ccm, tftp], pub_and_sub, &[sast, "CCM+TFTP cucm-pub 10.48.47.153"]),
        ([tftp, ccm, tftp], pub_and_sub, &[sast, "CCM+TFTP cucm-pub 10.48.47.153"]),
        // The publisher has its own: the record is that of the first node.
        ([both, ccm, tftp], others, &["CCM+TFTP cucm-sub1 10.48.47.154"]),
    ];
    let mut cases = 0;
    for (services, sharing, expected) in rows {
        let cluster = nodes(services, sharing).after("set-cluster mixed-mode");
        assert_eq!(shared(&cluster), expected, "{services:?} {sharing:?}");
        cluster.assert_no_drift();
        cases += 1;
    }
    assert_eq!(cases, 7);
}

/// In non-secure mode the record is emptied, under the same role.
#[test]
fn the_record_is_emptied_under_its_role() {
    let cluster = nodes([r#"["tftp"]"#, r#"["callmanager"]"#, r#"["tftp"]"#], [true; 3]);
    cluster.done("set-cluster mixed-mode");
    cluster.done("set-cluster non-secure-mode");
    let records = cluster.records(CTL);
    let emptied = records.iter().filter(|record| record["form"] == "emptied");
    let roles: Vec<_> = emptied.map(|record| record["role"].clone()).collect();
    assert_eq!(roles, ["CCM+TFTP"]);
    cluster.assert_no_drift();
}

/// Phones learn from a call manager's record that the mode is mixed.
#[test]
fn mixed_mode_without_a_call_manager() {
    let cluster = nodes([r#"["tftp"]"#, "[]", r#"["tftp"]"#], [false; 3]);
    cluster.forbidden("set-cluster mixed-mode");
    cluster.done("itl update");
    // A firewall is a CCM record, and phones register with it.
    cluster.renew("asa-1", "asa-1");
    cluster.append(
        "[[firewall]]\nhost = \"asa-1\"\naddress = \"10.48.47.1\"\ncertificate = \"certs/asa-1.pem\"\n",
    );
    cluster.done("set-cluster mixed-mode");
}

/// An update does not remove the last one either.
#[test]
fn an_update_without_a_call_manager() {
    let cluster = nodes([r#"["tftp"]"#, r#"["callmanager"]"#, r#"["tftp"]"#], [false; 3]);
    cluster.done("set-cluster mixed-mode");
    cluster.edit("[\"callmanager\"]", "[]");
    cluster.forbidden("update CTLFile");
    // In non-secure mode this is allowed.
    cluster.done("set-cluster non-secure-mode");
    cluster.assert_no_drift();
}
