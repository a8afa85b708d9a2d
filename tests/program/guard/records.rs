//! U6: a `[[trust]]` that is already a SAST; `[[record]]`, and records of a list that was adopted;
//! a node's own ITLRecovery up to 12.0.

use serde_json::{Value, json};

use super::Cluster;

const CTL: &str = "tftp/cucm-pub/CTLFile.tlv";
const ITL: &str = "tftp/cucm-pub/ITLFile.tlv";
const TFTP_ITL: &str = "tftp/cucm-tftp1/ITLFile.tlv";

/// Each certificate is a SAST once, even if it is one for two reasons.
#[test]
fn a_trust_that_is_a_sast_already_is_in_the_list_once() {
    let (callmanager, recovery) = ("certs/cucm-pub-CallManager.pem", "certs/ITLRecovery.pem");
    let mut cases = 0;
    for release in ["11.5", "12.5", "11.5 --tokens", "12.5 --tokens"] {
        let cluster = Cluster::new(&format!("--release {release}"));
        for (index, certificate) in [callmanager, recovery].into_iter().enumerate() {
            cluster.write(&format!("certs/trust-{index}.pem"), cluster.read(certificate));
            cluster.append(&format!("[[trust]]\ncertificate = \"certs/trust-{index}.pem\"\n"));
        }
        cluster.done("set-cluster mixed-mode");
        assert_eq!(cluster.roles(CTL, callmanager), ["SAST", "CCM+TFTP"], "{release}");
        assert_eq!(cluster.roles(CTL, recovery), ["SAST"], "{release}");
        assert_eq!(cluster.roles(ITL, callmanager), ["SAST", "CCM+TFTP"], "{release}");
        assert_eq!(cluster.roles(ITL, recovery), ["SAST"], "{release}");
        // There it is one only because of [[trust]].
        assert_eq!(cluster.roles(TFTP_ITL, callmanager), ["SAST"], "{release}");
        cluster.assert_no_drift();
        cases += 1;
    }
    assert_eq!(cases, 4);
}

/// The certificates of an application server, and of CallManager-ECDSA.
fn certificates(cluster: &Cluster) {
    cluster.renew("app-1", "app-1");
    cluster.lab.openssl(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 \
         -subj /O=Example/CN=cucm-pub-EC -keyout c/keys/ecdsa.pem -out c/certs/ecdsa.pem",
    );
}

/// The compared fields of a record.
fn row(record: &Value) -> Value {
    json!([record["role"], record["host"], record["address"]])
}

fn rows_of(cluster: &Cluster, certificate: &str) -> Vec<Value> {
    let sha256 = cluster.sha256(certificate);
    let records = cluster.records(CTL);
    records.iter().filter(|r| r["certificate"]["sha256"] == sha256).map(row).collect()
}

const RECORDS: &str = "\
[[record]]
role = \"APP-SERVER\"
host = \"app-1\"
address = \"10.48.47.180\"
certificate = \"certs/app-1.pem\"

[[record]]
role = \"CCM+TFTP\"
host = \"cucm-pub\"
address = \"10.48.47.153\"
certificate = \"certs/ecdsa.pem\"
";

#[test]
fn records_of_cluster_toml_are_in_the_ctl() {
    let cluster = Cluster::new("--release 12.5").after("set-cluster mixed-mode");
    certificates(&cluster);
    let manifest = cluster.manifest();
    cluster.append(RECORDS);
    cluster.done("update CTLFile");
    let app = json!(["APP-SERVER", "app-1", "10.48.47.180"]);
    assert_eq!(rows_of(&cluster, "certs/app-1.pem"), [app]);
    let ecdsa = json!(["CCM+TFTP", "cucm-pub", "10.48.47.153"]);
    assert_eq!(rows_of(&cluster, "certs/ecdsa.pem"), [ecdsa]);
    assert_eq!(cluster.records(ITL).len(), 7, "no ITL has them");
    cluster.assert_no_drift();
    // Removed from cluster.toml.
    cluster.set_manifest(&manifest);
    cluster.done("update CTLFile --drop-records");
    assert_eq!(rows_of(&cluster, "certs/app-1.pem"), Vec::<Value>::new());
    cluster.assert_no_drift();
}

/// In non-secure mode only the records of servers are emptied.
#[test]
fn records_in_non_secure_mode() {
    let cluster = Cluster::new("--release 12.5");
    certificates(&cluster);
    cluster.append(RECORDS);
    cluster.done("set-cluster mixed-mode");
    cluster.done("set-cluster non-secure-mode");
    assert_eq!(rows_of(&cluster, "certs/app-1.pem").len(), 1);
    assert_eq!(rows_of(&cluster, "certs/ecdsa.pem"), Vec::<Value>::new());
    cluster.assert_no_drift();
}

#[test]
fn records_are_read_strictly() {
    let cluster = Cluster::new("--release 12.5");
    certificates(&cluster);
    let manifest = cluster.manifest();
    let rows = [
        ("role = \"APP-SERVER\"", "role = \"APPSERVER\"", "APPSERVER"),
        ("role = \"APP-SERVER\"\n", "", "role"),
        ("certificate = \"certs/app-1.pem\"\n", "", "certificate"),
        ("host = \"app-1\"", "hostname = \"app-1\"", "hostname"),
    ];
    for (from, to, named) in rows {
        assert_eq!(RECORDS.matches(from).count(), 1, "{from}");
        cluster.set_manifest(&format!("{manifest}\n{}", RECORDS.replace(from, to)));
        let run = cluster.run("status");
        assert_eq!((run.code, run.text()), (3, ""), "{to}");
        assert!(run.err.contains("cluster.toml: line "), "{}", run.err);
        // An error names the line of a wrong value.
        let table = named == "APPSERVER" || run.err.contains("[[record]]");
        assert!(table && run.err.contains(named), "{}", run.err);
    }
}

/// An adopted CTL of CUCM with records that are not in cluster.toml.
fn adopted() -> Cluster {
    let cluster = Cluster::new("--release 12.5 --nodes 1");
    certificates(&cluster);
    let at = "host=cucm-pub,address=10.48.47.153";
    let run = cluster.run(&format!(
        "build -o c/CTLFile.tlv --sast c/certs/cucm-pub-CallManager.pem,{at} \
         --ccm-tftp c/certs/cucm-pub-CallManager.pem,{at} --capf c/certs/CAPF.pem,{at} \
         --sast c/certs/ITLRecovery.pem,{at} --ccm-tftp c/certs/ecdsa.pem,{at} \
         --app-server c/certs/app-1.pem,host=app-1,address=10.48.47.180 \
         --signer c/certs/ITLRecovery.pem --key c/keys/ITLRecovery.pem"
    ));
    assert_eq!(run.code, 0, "{}", run.err);
    let run = cluster.run("adopt c/CTLFile.tlv");
    assert_eq!(run.code, 0, "{}", run.err);
    cluster
}

#[test]
fn records_that_cluster_toml_does_not_explain_are_kept_and_reported() {
    let cluster = adopted();
    cluster.renew_capf();
    let run = cluster.run("update CTLFile --yes");
    assert_eq!(run.code, 0, "{}", run.err);
    for name in ["app-1", "cucm-pub-EC"] {
        assert!(format!("{}{}", run.text(), run.err).contains(name), "{name}: {}", run.err);
    }
    let app = json!(["APP-SERVER", "app-1", "10.48.47.180"]);
    assert_eq!(rows_of(&cluster, "certs/app-1.pem"), [app]);
    let ecdsa = json!(["CCM+TFTP", "cucm-pub", "10.48.47.153"]);
    assert_eq!(rows_of(&cluster, "certs/ecdsa.pem"), [ecdsa]);
    cluster.assert_no_drift();
}

/// Whatever is published in between: other lists, or the same ones again.
#[test]
fn records_that_were_kept_are_kept_by_later_commands() {
    let cluster = adopted();
    let all = |name: &str| rows_of(&cluster, &format!("certs/{name}.pem")).len();
    let mut commands = 0;
    for command in [
        "update CTLFile",
        "itl update",
        "update CTLFile",
        "update CTLFile --to @1",
        "update CTLFile",
    ] {
        cluster.renew_capf();
        cluster.done(command);
        assert_eq!((all("app-1"), all("ecdsa")), (1, 1), "{command}, {commands}");
        commands += 1;
    }
    assert_eq!(commands, 5);
    // A record that cluster.toml once described is not kept.
    let manifest = cluster.manifest();
    cluster.append(RECORDS);
    cluster.done("update CTLFile");
    cluster.set_manifest(&manifest);
    cluster.done("itl update --force");
    cluster.done("update CTLFile");
    assert_eq!((all("app-1"), all("ecdsa")), (0, 0));
}

#[test]
fn drop_records_drops_them() {
    let cluster = adopted();
    cluster.done("update CTLFile");
    assert_eq!(rows_of(&cluster, "certs/app-1.pem").len(), 1);
    // Adopting may have added them to cluster.toml.
    let manifest = cluster.manifest();
    let (nodes, _) = manifest.split_once("[[record]]").unwrap_or((&manifest, ""));
    cluster.set_manifest(nodes);
    cluster.done("update CTLFile --drop-records");
    for certificate in ["certs/app-1.pem", "certs/ecdsa.pem"] {
        assert_eq!(rows_of(&cluster, certificate), Vec::<Value>::new(), "{certificate}");
    }
    assert_eq!(cluster.roles(CTL, "certs/cucm-pub-CallManager.pem"), ["SAST", "CCM+TFTP"]);
    cluster.assert_no_drift();
}

/// Up to 12.0 each node has an ITLRecovery certificate of its own, in its ITL; the CTL contains the
/// publisher's.
#[test]
fn a_node_with_its_own_itlrecovery() {
    let cluster = Cluster::new("--release 11.5");
    cluster.renew("cucm-tftp1-ITLRecovery", "ITLRECOVERY_cucm-tftp1");
    let own = "certs/cucm-tftp1-ITLRecovery.pem";
    let line = "tvs = \"certs/cucm-tftp1-TVS.pem\"\n";
    cluster.edit(line, &format!("{line}itlrecovery = \"{own}\"\n"));
    cluster.done("set-cluster mixed-mode");
    let (none, sast) = (Vec::<String>::new(), ["SAST"]);
    assert_eq!(cluster.roles(TFTP_ITL, own), sast);
    assert_eq!(cluster.roles(TFTP_ITL, "certs/ITLRecovery.pem"), none);
    assert_eq!(cluster.roles(ITL, "certs/ITLRecovery.pem"), sast);
    assert_eq!(cluster.roles(ITL, own), none);
    assert_eq!(cluster.roles(CTL, "certs/ITLRecovery.pem"), sast);
    assert_eq!(cluster.roles(CTL, own), none);
    cluster.assert_no_drift();
    // From 12.5 on only the publisher has one.
    cluster.edit("release = \"11.5\"", "release = \"12.5\"");
    let run = cluster.run("status");
    assert_eq!((run.code, run.text()), (3, ""));
    assert!(
        run.err.contains("cluster.toml: line ") && run.err.contains("itlrecovery"),
        "{}",
        run.err
    );
}
