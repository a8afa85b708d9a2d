//! U6: a `[[trust]]` that is a SAST already; `[[record]]`, and records of a list that was
//! adopted; a node's own ITLRecovery up to 12.0.

use serde_json::{Value, json};

use super::World;

const CTL: &str = "tftp/cucm-pub/CTLFile.tlv";
const ITL: &str = "tftp/cucm-pub/ITLFile.tlv";
const TFTP_ITL: &str = "tftp/cucm-tftp1/ITLFile.tlv";

/// Each certificate is a SAST once, also where it is one for two reasons.
#[test]
fn a_trust_that_is_a_sast_already_stands_once() {
    let (callmanager, recovery) = ("certs/cucm-pub-CallManager.pem", "certs/ITLRecovery.pem");
    let mut cases = 0;
    for release in ["11.5", "12.5", "11.5 --tokens", "12.5 --tokens"] {
        let world = World::new(&format!("--release {release}"));
        for (index, certificate) in [callmanager, recovery].into_iter().enumerate() {
            world.write(&format!("certs/trust-{index}.pem"), world.read(certificate));
            world.append(&format!("[[trust]]\ncertificate = \"certs/trust-{index}.pem\"\n"));
        }
        world.done("set-cluster mixed-mode");
        assert_eq!(world.roles(CTL, callmanager), ["SAST", "CCM+TFTP"], "{release}");
        assert_eq!(world.roles(CTL, recovery), ["SAST"], "{release}");
        assert_eq!(world.roles(ITL, callmanager), ["SAST", "CCM+TFTP"], "{release}");
        assert_eq!(world.roles(ITL, recovery), ["SAST"], "{release}");
        // There it is one because of [[trust]] alone.
        assert_eq!(world.roles(TFTP_ITL, callmanager), ["SAST"], "{release}");
        world.assert_no_drift();
        cases += 1;
    }
    assert_eq!(cases, 4);
}

/// The certificates of an application server, and of CallManager-ECDSA.
fn certificates(world: &World) {
    world.renew("app-1", "app-1");
    world.lab.openssl(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 \
         -subj /O=Example/CN=cucm-pub-EC -keyout c/keys/ecdsa.pem -out c/certs/ecdsa.pem",
    );
}

/// What is compared of a record.
fn row(record: &Value) -> Value {
    json!([record["role"], record["host"], record["address"]])
}

fn rows_of(world: &World, certificate: &str) -> Vec<Value> {
    let sha256 = world.sha256(certificate);
    let records = world.records(CTL);
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
fn records_of_cluster_toml_stand_in_the_ctl() {
    let world = World::new("--release 12.5").after("set-cluster mixed-mode");
    certificates(&world);
    let manifest = world.manifest();
    world.append(RECORDS);
    world.done("update CTLFile");
    let app = json!(["APP-SERVER", "app-1", "10.48.47.180"]);
    assert_eq!(rows_of(&world, "certs/app-1.pem"), [app]);
    let ecdsa = json!(["CCM+TFTP", "cucm-pub", "10.48.47.153"]);
    assert_eq!(rows_of(&world, "certs/ecdsa.pem"), [ecdsa]);
    assert_eq!(world.records(ITL).len(), 7, "no ITL has them");
    world.assert_no_drift();
    // Taken out of cluster.toml.
    world.set_manifest(&manifest);
    world.done("update CTLFile --drop-records");
    assert_eq!(rows_of(&world, "certs/app-1.pem"), Vec::<Value>::new());
    world.assert_no_drift();
}

/// In non-secure mode the records of servers are emptied, and no others.
#[test]
fn records_in_non_secure_mode() {
    let world = World::new("--release 12.5");
    certificates(&world);
    world.append(RECORDS);
    world.done("set-cluster mixed-mode");
    world.done("set-cluster non-secure-mode");
    assert_eq!(rows_of(&world, "certs/app-1.pem").len(), 1);
    assert_eq!(rows_of(&world, "certs/ecdsa.pem"), Vec::<Value>::new());
    world.assert_no_drift();
}

#[test]
fn records_are_read_strictly() {
    let world = World::new("--release 12.5");
    certificates(&world);
    let manifest = world.manifest();
    let rows = [
        ("role = \"APP-SERVER\"", "role = \"APPSERVER\"", "APPSERVER"),
        ("role = \"APP-SERVER\"\n", "", "role"),
        ("certificate = \"certs/app-1.pem\"\n", "", "certificate"),
        ("host = \"app-1\"", "hostname = \"app-1\"", "hostname"),
    ];
    for (from, to, named) in rows {
        assert_eq!(RECORDS.matches(from).count(), 1, "{from}");
        world.set_manifest(&format!("{manifest}\n{}", RECORDS.replace(from, to)));
        let run = world.run("status");
        assert_eq!((run.code, run.text()), (3, ""), "{to}");
        assert!(run.err.contains("cluster.toml: line "), "{}", run.err);
        assert!(run.err.contains("[[record]]") && run.err.contains(named), "{}", run.err);
    }
}

/// A CTL of CUCM with records that cluster.toml does not have, adopted.
fn adopted() -> World {
    let world = World::new("--release 12.5 --nodes 1");
    certificates(&world);
    let at = "host=cucm-pub,address=10.48.47.153";
    let run = world.run(&format!(
        "build -o c/CTLFile.tlv --sast c/certs/cucm-pub-CallManager.pem,{at} \
         --ccm-tftp c/certs/cucm-pub-CallManager.pem,{at} --capf c/certs/CAPF.pem,{at} \
         --sast c/certs/ITLRecovery.pem,{at} --ccm-tftp c/certs/ecdsa.pem,{at} \
         --app-server c/certs/app-1.pem,host=app-1,address=10.48.47.180 \
         --signer c/certs/ITLRecovery.pem --key c/keys/ITLRecovery.pem"
    ));
    assert_eq!(run.code, 0, "{}", run.err);
    let run = world.run("adopt c/CTLFile.tlv");
    assert_eq!(run.code, 0, "{}", run.err);
    world
}

#[test]
fn records_that_cluster_toml_does_not_explain_are_kept_and_reported() {
    let world = adopted();
    world.renew_capf();
    let run = world.run("update CTLFile --yes");
    assert_eq!(run.code, 0, "{}", run.err);
    for name in ["app-1", "cucm-pub-EC"] {
        assert!(format!("{}{}", run.text(), run.err).contains(name), "{name}: {}", run.err);
    }
    let app = json!(["APP-SERVER", "app-1", "10.48.47.180"]);
    assert_eq!(rows_of(&world, "certs/app-1.pem"), [app]);
    let ecdsa = json!(["CCM+TFTP", "cucm-pub", "10.48.47.153"]);
    assert_eq!(rows_of(&world, "certs/ecdsa.pem"), [ecdsa]);
    world.assert_no_drift();
}

#[test]
fn drop_records_drops_them() {
    let world = adopted();
    world.done("update CTLFile");
    assert_eq!(rows_of(&world, "certs/app-1.pem").len(), 1);
    // Adopting may have entered them into cluster.toml.
    let manifest = world.manifest();
    let (nodes, _) = manifest.split_once("[[record]]").unwrap_or((&manifest, ""));
    world.set_manifest(nodes);
    world.done("update CTLFile --drop-records");
    for certificate in ["certs/app-1.pem", "certs/ecdsa.pem"] {
        assert_eq!(rows_of(&world, certificate), Vec::<Value>::new(), "{certificate}");
    }
    assert_eq!(world.roles(CTL, "certs/cucm-pub-CallManager.pem"), ["SAST", "CCM+TFTP"]);
    world.assert_no_drift();
}

/// Up to 12.0 each node has an ITLRecovery certificate of its own, in its ITL; the CTL
/// has the publisher's.
#[test]
fn a_node_with_its_own_itlrecovery() {
    let world = World::new("--release 11.5");
    world.renew("cucm-tftp1-ITLRecovery", "ITLRECOVERY_cucm-tftp1");
    let own = "certs/cucm-tftp1-ITLRecovery.pem";
    let line = "tvs = \"certs/cucm-tftp1-TVS.pem\"\n";
    world.edit(line, &format!("{line}itlrecovery = \"{own}\"\n"));
    world.done("set-cluster mixed-mode");
    let (none, sast) = (Vec::<String>::new(), ["SAST"]);
    assert_eq!(world.roles(TFTP_ITL, own), sast);
    assert_eq!(world.roles(TFTP_ITL, "certs/ITLRecovery.pem"), none);
    assert_eq!(world.roles(ITL, "certs/ITLRecovery.pem"), sast);
    assert_eq!(world.roles(ITL, own), none);
    assert_eq!(world.roles(CTL, "certs/ITLRecovery.pem"), sast);
    assert_eq!(world.roles(CTL, own), none);
    world.assert_no_drift();
    // From 12.5 on only the publisher makes one.
    world.edit("release = \"11.5\"", "release = \"12.5\"");
    let run = world.run("status");
    assert_eq!((run.code, run.text()), (3, ""));
    assert!(
        run.err.contains("cluster.toml: line ") && run.err.contains("itlrecovery"),
        "{}",
        run.err
    );
}
