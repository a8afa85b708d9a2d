//! The life of a cluster of three nodes, whose CTL is not signed by a token.

use super::Site;

#[test]
fn three_nodes_from_the_first_list_to_the_last() {
    let site = Site::three();
    site.step(
        "set-cluster mixed-mode",
        &[],
        &["mode changed: non-secure to mixed", "no CTL yet", "no ITL yet"],
    );
    site.ctl_has(
        "SAST      cucm-pub              cucm-pub    153
         CCM+TFTP  cucm-pub              cucm-pub    153
         CAPF      CAPF                  cucm-pub    153
         *SAST     ITLRECOVERY_cucm-pub  cucm-pub    153
         CCM       cucm-sub1             cucm-sub1   154
         TFTP      cucm-tftp1            cucm-tftp1  155",
    );
    site.itl_has(
        "cucm-pub",
        "SAST      cucm-pub              cucm-pub    153
         CCM+TFTP  cucm-pub              cucm-pub    153
         *SAST     ITLRECOVERY_cucm-pub  cucm-pub    153
         TVS       cucm-pub              cucm-pub    153
         TVS       cucm-sub1             cucm-sub1   154
         TVS       cucm-tftp1            cucm-tftp1  155
         CAPF      CAPF                  cucm-pub    153",
    );
    site.itl_has(
        "cucm-tftp1",
        "SAST      cucm-tftp1            cucm-tftp1  155
         TFTP      cucm-tftp1            cucm-tftp1  155
         *SAST     ITLRECOVERY_cucm-pub  cucm-pub    153
         TVS       cucm-pub              cucm-pub    153
         TVS       cucm-sub1             cucm-sub1   154
         TVS       cucm-tftp1            cucm-tftp1  155
         CAPF      CAPF                  cucm-pub    153",
    );
    site.settled("update CTLFile");

    // A node added.
    site.certify("cucm-sub2-CallManager", "cucm-sub2", "");
    site.certify("cucm-sub2-TVS", "cucm-sub2", "");
    site.append(
        "[[node]]\nhost = \"cucm-sub2\"\naddress = \"10.48.47.156\"\n\
         services = [\"callmanager\", \"tftp\"]\n\
         certificate = \"certs/cucm-sub2-CallManager.pem\"\n\
         tvs = \"certs/cucm-sub2-TVS.pem\"\npublish = \"tftp/cucm-sub2\"\n",
    );
    std::fs::create_dir(site.path("tftp/cucm-sub2")).unwrap();
    site.step(
        "update CTLFile",
        &[],
        &["node cucm-sub2 added", "TVS cucm-sub2 added", "no ITL yet"],
    );
    site.ctl_has(
        "SAST      cucm-pub              cucm-pub    153
         CCM+TFTP  cucm-pub              cucm-pub    153
         CAPF      CAPF                  cucm-pub    153
         *SAST     ITLRECOVERY_cucm-pub  cucm-pub    153
         CCM       cucm-sub1             cucm-sub1   154
         TFTP      cucm-tftp1            cucm-tftp1  155
         CCM+TFTP  cucm-sub2             cucm-sub2   156",
    );
    site.itl_has(
        "cucm-tftp1",
        "SAST      cucm-tftp1            cucm-tftp1  155
         TFTP      cucm-tftp1            cucm-tftp1  155
         *SAST     ITLRECOVERY_cucm-pub  cucm-pub    153
         TVS       cucm-pub              cucm-pub    153
         TVS       cucm-sub1             cucm-sub1   154
         TVS       cucm-tftp1            cucm-tftp1  155
         TVS       cucm-sub2             cucm-sub2   156
         CAPF      CAPF                  cucm-pub    153",
    );
    site.itl_has(
        "cucm-sub2",
        "SAST      cucm-sub2             cucm-sub2   156
         CCM+TFTP  cucm-sub2             cucm-sub2   156
         *SAST     ITLRECOVERY_cucm-pub  cucm-pub    153
         TVS       cucm-pub              cucm-pub    153
         TVS       cucm-sub1             cucm-sub1   154
         TVS       cucm-tftp1            cucm-tftp1  155
         TVS       cucm-sub2             cucm-sub2   156
         CAPF      CAPF                  cucm-pub    153",
    );
    site.settled("update CTLFile");

    // Its address changed, and another node renamed.
    site.edit("\"10.48.47.156\"", "\"10.48.47.166\"");
    site.edit("host = \"cucm-sub1\"", "host = \"cucm-sub9.example.com\"");
    site.step(
        "update CTLFile",
        &[],
        &[
            "name of cucm-sub9 changed: cucm-sub1 to cucm-sub9",
            "address of cucm-sub2 changed: 10.48.47.156 to 10.48.47.166",
        ],
    );
    site.ctl_has(
        "SAST      cucm-pub              cucm-pub    153
         CCM+TFTP  cucm-pub              cucm-pub    153
         CAPF      CAPF                  cucm-pub    153
         *SAST     ITLRECOVERY_cucm-pub  cucm-pub    153
         CCM       cucm-sub1             cucm-sub9   154
         TFTP      cucm-tftp1            cucm-tftp1  155
         CCM+TFTP  cucm-sub2             cucm-sub2   166",
    );
    site.itl_has(
        "cucm-pub",
        "SAST      cucm-pub              cucm-pub    153
         CCM+TFTP  cucm-pub              cucm-pub    153
         *SAST     ITLRECOVERY_cucm-pub  cucm-pub    153
         TVS       cucm-pub              cucm-pub    153
         TVS       cucm-sub1             cucm-sub9   154
         TVS       cucm-tftp1            cucm-tftp1  155
         TVS       cucm-sub2             cucm-sub2   166
         CAPF      CAPF                  cucm-pub    153",
    );
    site.settled("update CTLFile");

    // CallManager of the publisher regenerated, and that of another node uploaded from a CA, in the
    // same domain.
    let first = site.read("certs/cucm-pub-CallManager.pem");
    let first_key = site.read("keys/cucm-pub-CallManager.pem");
    site.certify("cucm-pub-CallManager", "cucm-pub", "");
    site.lab.self_signed("CA", 2048);
    site.certify("cucm-sub2-CallManager", "cucm-sub2", "--issuer CA.pem --issuer-key CA.key");
    site.step(
        "update CTLFile",
        &[],
        &[
            "certificate of cucm-pub regenerated",
            "CallManager certificate of cucm-pub regenerated",
            "CallManager certificate of cucm-sub2: CA-signed certificate uploaded",
            "certificate of cucm-sub2: CA-signed certificate uploaded",
        ],
    );
    let records = "SAST      cucm-pub              cucm-pub    153
         CCM+TFTP  cucm-pub              cucm-pub    153
         CAPF      CAPF                  cucm-pub    153
         *SAST     ITLRECOVERY_cucm-pub  cucm-pub    153
         CCM       cucm-sub1             cucm-sub9   154
         TFTP      cucm-tftp1            cucm-tftp1  155
         CCM+TFTP  cucm-sub2             cucm-sub2   166";
    site.ctl_has(records);

    // The first one restored; CAPF and a TVS regenerated.
    std::fs::write(site.path("certs/cucm-pub-CallManager.pem"), first).unwrap();
    std::fs::write(site.path("keys/cucm-pub-CallManager.pem"), first_key).unwrap();
    site.certify("CAPF", "CAPF-00c0ffee", "");
    site.certify("cucm-tftp1-TVS", "cucm-tftp1", "");
    site.step(
        "update CTLFile",
        &[],
        &[
            "certificate of cucm-pub restored",
            "CallManager certificate of cucm-pub restored",
            "CAPF certificate regenerated",
            "TVS certificate of cucm-tftp1 regenerated",
        ],
    );
    site.ctl_has(
        "SAST      cucm-pub              cucm-pub    153
         CCM+TFTP  cucm-pub              cucm-pub    153
         CAPF      CAPF-00c0ffee         cucm-pub    153
         *SAST     ITLRECOVERY_cucm-pub  cucm-pub    153
         CCM       cucm-sub1             cucm-sub9   154
         TFTP      cucm-tftp1            cucm-tftp1  155
         CCM+TFTP  cucm-sub2             cucm-sub2   166",
    );
    let capf = site.read("certs/CAPF.pem");
    assert_eq!(site.read("tftp/cucm-sub2/CAPF-00c0ffee.0"), capf);
    assert_eq!(
        site.read("tftp/cucm-tftp1/capf.cer"),
        site.lab.openssl("x509 -in site/certs/CAPF.pem -outform DER")
    );
    assert!(!site.path("tftp/cucm-pub/capf.cer").exists());
    site.settled("update CTLFile");

    // ITLRecovery regenerated: phones know the other signer, and learn the new one.
    site.certify("ITLRecovery", "ITLRECOVERY_cucm-pub", "--days 7300");
    site.step(
        "reset localkey",
        &[],
        &[
            "certificate of ITLRECOVERY_cucm-pub regenerated",
            "signer changed: ITLRECOVERY_cucm-pub to cucm-pub",
            "signer changed: ITLRECOVERY_cucm-pub to the new ITLRECOVERY_cucm-pub",
        ],
    );
    site.ctl_has(
        "*SAST     cucm-pub              cucm-pub    153
         CCM+TFTP  cucm-pub              cucm-pub    153
         CAPF      CAPF-00c0ffee         cucm-pub    153
         SAST      ITLRECOVERY_cucm-pub  cucm-pub    153
         CCM       cucm-sub1             cucm-sub9   154
         TFTP      cucm-tftp1            cucm-tftp1  155
         CCM+TFTP  cucm-sub2             cucm-sub2   166",
    );
    site.settled("reset localkey");
    site.step("update CTLFile", &[], &["signer changed: cucm-pub to ITLRECOVERY_cucm-pub"]);
    let whole = "SAST      cucm-pub              cucm-pub    153
         CCM+TFTP  cucm-pub              cucm-pub    153
         CAPF      CAPF-00c0ffee         cucm-pub    153
         *SAST     ITLRECOVERY_cucm-pub  cucm-pub    153
         CCM       cucm-sub1             cucm-sub9   154
         TFTP      cucm-tftp1            cucm-tftp1  155
         CCM+TFTP  cucm-sub2             cucm-sub2   166";
    site.ctl_has(whole);
    site.settled("update CTLFile");

    // The release changed.
    site.edit("release = \"12.5\"", "release = \"15\"");
    site.step("update CTLFile", &[], &["release changed: 12.5 to 15"]);
    site.ctl_has(whole);
    site.settled("update CTLFile");

    // Servers that are not nodes, and a SAST of another cluster.
    site.certify("tftp2", "tftp2", "");
    site.certify("asa", "asa", "");
    site.certify("other", "ITLRECOVERY_other", "");
    for host in ["tftp2", "asa"] {
        std::fs::create_dir(site.path(&format!("tftp/{host}"))).unwrap();
    }
    site.append(
        "[[tftp]]\nhost = \"tftp2\"\naddress = \"10.48.47.200\"\ncertificate = \"certs/tftp2.pem\"\n\
         publish = \"tftp/tftp2\"\n\n\
         [[firewall]]\nhost = \"asa\"\naddress = \"10.48.47.1\"\ncertificate = \"certs/asa.pem\"\n\
         publish = \"tftp/asa\"\n\n\
         [[trust]]\ncertificate = \"certs/other.pem\"\n",
    );
    site.step(
        "update CTLFile",
        &[],
        &["TFTP server tftp2 added", "node or firewall asa added", "SAST ITLRECOVERY_other added"],
    );
    site.ctl_has(
        "SAST      cucm-pub              cucm-pub    153
         CCM+TFTP  cucm-pub              cucm-pub    153
         CAPF      CAPF-00c0ffee         cucm-pub    153
         *SAST     ITLRECOVERY_cucm-pub  cucm-pub    153
         CCM       cucm-sub1             cucm-sub9   154
         TFTP      cucm-tftp1            cucm-tftp1  155
         CCM+TFTP  cucm-sub2             cucm-sub2   166
         TFTP      tftp2                 tftp2       200
         CCM       asa                   asa         1
         SAST      ITLRECOVERY_other     -           -",
    );
    site.itl_has(
        "cucm-tftp1",
        "SAST      cucm-tftp1            cucm-tftp1  155
         TFTP      cucm-tftp1            cucm-tftp1  155
         *SAST     ITLRECOVERY_cucm-pub  cucm-pub    153
         SAST      ITLRECOVERY_other     -           -
         TVS       cucm-pub              cucm-pub    153
         TVS       cucm-sub1             cucm-sub9   154
         TVS       cucm-tftp1            cucm-tftp1  155
         TVS       cucm-sub2             cucm-sub2   166
         CAPF      CAPF-00c0ffee         cucm-pub    153",
    );
    site.settled("update CTLFile");

    // Out of mixed mode and back.
    site.step(
        "set-cluster non-secure-mode",
        &[],
        &[
            "mode changed: mixed to non-secure",
            "record of cucm-pub emptied",
            "record of cucm-sub9 emptied",
            "record of cucm-tftp1 emptied",
            "record of cucm-sub2 emptied",
            "record of tftp2 emptied",
            "record of asa emptied",
            "role of cucm-pub changed: CCM+TFTP to TFTP",
            "role of cucm-sub2 changed: CCM+TFTP to TFTP",
        ],
    );
    site.ctl_has(
        "SAST      cucm-pub              cucm-pub    153
         CCM+TFTP  -                     cucm-pub    153  emptied
         CAPF      CAPF-00c0ffee         cucm-pub    153
         *SAST     ITLRECOVERY_cucm-pub  cucm-pub    153
         CCM       -                     cucm-sub9   154  emptied
         TFTP      -                     cucm-tftp1  155  emptied
         CCM+TFTP  -                     cucm-sub2   166  emptied
         TFTP      -                     tftp2       200  emptied
         CCM       -                     asa         1    emptied
         SAST      ITLRECOVERY_other     -           -",
    );
    site.itl_has(
        "cucm-sub2",
        "SAST      cucm-sub2             cucm-sub2   166
         TFTP      cucm-sub2             cucm-sub2   166
         *SAST     ITLRECOVERY_cucm-pub  cucm-pub    153
         SAST      ITLRECOVERY_other     -           -
         TVS       cucm-pub              cucm-pub    153
         TVS       cucm-sub1             cucm-sub9   154
         TVS       cucm-tftp1            cucm-tftp1  155
         TVS       cucm-sub2             cucm-sub2   166
         CAPF      CAPF-00c0ffee         cucm-pub    153",
    );
    // A node and the other cluster's SAST removed, while the servers' records are emptied.
    let manifest = site.manifest();
    let (rest, node) = manifest.split_once("[[node]]\nhost = \"cucm-sub2\"").unwrap();
    let (_, servers) = node.split_once("[[tftp]]").unwrap();
    let (servers, _) = servers.split_once("[[trust]]").unwrap();
    std::fs::write(site.path("cluster.toml"), format!("{rest}[[tftp]]{servers}")).unwrap();
    site.step(
        "update CTLFile",
        &[],
        &["node cucm-sub2 removed", "SAST ITLRECOVERY_other removed", "TVS cucm-sub2 removed"],
    );
    site.ctl_has(
        "SAST      cucm-pub              cucm-pub    153
         CCM+TFTP  -                     cucm-pub    153  emptied
         CAPF      CAPF-00c0ffee         cucm-pub    153
         *SAST     ITLRECOVERY_cucm-pub  cucm-pub    153
         CCM       -                     cucm-sub9   154  emptied
         TFTP      -                     cucm-tftp1  155  emptied
         TFTP      -                     tftp2       200  emptied
         CCM       -                     asa         1    emptied",
    );
    assert_eq!(site.current().unwrap().lists.itls.len(), 2);
    site.step(
        "set-cluster mixed-mode",
        &[],
        &[
            "mode changed: non-secure to mixed",
            "certificate of cucm-pub restored",
            "certificate of cucm-sub9 restored",
            "certificate of cucm-tftp1 restored",
            "certificate of tftp2 restored",
            "certificate of asa restored",
            "role of cucm-pub changed: TFTP to CCM+TFTP",
        ],
    );
    site.ctl_has(
        "SAST      cucm-pub              cucm-pub    153
         CCM+TFTP  cucm-pub              cucm-pub    153
         CAPF      CAPF-00c0ffee         cucm-pub    153
         *SAST     ITLRECOVERY_cucm-pub  cucm-pub    153
         CCM       cucm-sub1             cucm-sub9   154
         TFTP      cucm-tftp1            cucm-tftp1  155
         TFTP      tftp2                 tftp2       200
         CCM       asa                   asa         1",
    );

    // The end.
    site.step(
        "set-cluster non-secure-mode",
        &[],
        &[
            "mode changed: mixed to non-secure",
            "record of cucm-pub emptied",
            "record of cucm-sub9 emptied",
            "record of cucm-tftp1 emptied",
            "record of tftp2 emptied",
            "record of asa emptied",
            "role of cucm-pub changed: CCM+TFTP to TFTP",
        ],
    );
    site.step("delete CTLFile", &[], &["phones no longer get a CTL"]);
    site.ctl_has("");
    site.itl_has(
        "cucm-pub",
        "SAST      cucm-pub              cucm-pub    153
         TFTP      cucm-pub              cucm-pub    153
         *SAST     ITLRECOVERY_cucm-pub  cucm-pub    153
         TVS       cucm-pub              cucm-pub    153
         TVS       cucm-sub1             cucm-sub9   154
         TVS       cucm-tftp1            cucm-tftp1  155
         CAPF      CAPF-00c0ffee         cucm-pub    153",
    );
    site.settled("delete CTLFile");
    assert_eq!(site.current().unwrap().number, 14);
}
