//! The life of a cluster whose CTL tokens sign.

use super::Site;

#[test]
fn two_tokens_one_lost_one_new_and_none() {
    let site = Site::tokens();
    let drawer = site.tokens.as_ref().unwrap();
    site.step(
        "set-cluster mixed-mode",
        &[],
        &["mode changed: non-secure to mixed", "no CTL yet", "no ITL yet"],
    );
    site.ctl_has(
        "*SAST     A                     -            0
         SAST      B                     -            0
         SAST      ITLRECOVERY_cucm-pub  10.48.47.153  153
         SAST      cucm-pub              10.48.47.153  153
         CCM+TFTP  cucm-pub              10.48.47.153  153
         CAPF      CAPF                  10.48.47.153  153
         CCM       cucm-sub1             10.48.47.154  154
         TFTP      cucm-tftp1            10.48.47.155  155",
    );
    // Each ITL is signed by its node's own key before 12.0.
    site.itl_has(
        "cucm-pub",
        "*SAST     cucm-pub              cucm-pub    153
         CCM+TFTP  cucm-pub              cucm-pub    153
         SAST      ITLRECOVERY_cucm-pub  cucm-pub    153
         TVS       cucm-pub              cucm-pub    153
         TVS       cucm-sub1             cucm-sub1   154
         TVS       cucm-tftp1            cucm-tftp1  155
         CAPF      CAPF                  cucm-pub    153",
    );
    site.itl_has(
        "cucm-tftp1",
        "*SAST     cucm-tftp1            cucm-tftp1  155
         TFTP      cucm-tftp1            cucm-tftp1  155
         SAST      ITLRECOVERY_cucm-pub  cucm-pub    153
         TVS       cucm-pub              cucm-pub    153
         TVS       cucm-sub1             cucm-sub1   154
         TVS       cucm-tftp1            cucm-tftp1  155
         CAPF      CAPF                  cucm-pub    153",
    );
    site.settled("update CTLFile");

    // A node added, an address changed, CallManager of the publisher regenerated: at once.
    site.certify("cucm-ccm2-CallManager", "cucm-ccm2", "");
    site.certify("cucm-pub-CallManager", "cucm-pub", "");
    site.edit("\"10.48.47.154\"", "\"10.48.47.164\"");
    std::fs::create_dir(site.path("tftp/cucm-ccm2")).unwrap();
    let manifest = site.manifest();
    let (nodes, rest) = manifest.split_once("# An alternate TFTP server").unwrap();
    let node = "[[node]]\nhost = \"cucm-ccm2\"\naddress = \"10.48.47.157\"\n\
                services = [\"callmanager\"]\n\
                certificate = \"certs/cucm-ccm2-CallManager.pem\"\npublish = \"tftp/cucm-ccm2\"\n\n";
    let manifest = format!("{nodes}{node}# An alternate TFTP server{rest}");
    std::fs::write(site.path("cluster.toml"), manifest).unwrap();
    site.step(
        "update CTLFile",
        &[],
        &[
            "certificate of cucm-pub regenerated",
            "CallManager certificate of cucm-pub regenerated",
            "address of cucm-sub1 changed: 10.48.47.154 to 10.48.47.164",
            "node or firewall cucm-ccm2 added",
            "signer changed: cucm-pub to the new cucm-pub",
        ],
    );
    site.ctl_has(
        "*SAST     A                     -            0
         SAST      B                     -            0
         SAST      ITLRECOVERY_cucm-pub  10.48.47.153  153
         SAST      cucm-pub              10.48.47.153  153
         CCM+TFTP  cucm-pub              10.48.47.153  153
         CAPF      CAPF                  10.48.47.153  153
         CCM       cucm-sub1             10.48.47.164  164
         TFTP      cucm-tftp1            10.48.47.155  155
         CCM       cucm-ccm2           10.48.47.157  157",
    );
    site.settled("update CTLFile");

    // A is lost. C comes in its place, out of its slot: B signs.
    drawer.pull("A");
    site.refused(
        "token remove A",
        &[],
        3,
        "ctl: cluster.toml has no token A; name a [[token]] by its certificate's file, by its \
         URI, or by the number that its subject ends with\n",
    );
    let uri = format!("pkcs11:token={};object=SAST", site.name("C"));
    site.step("token add third.pem", &["--key", &uri], &["SAST C added", "signer changed: A to B"]);
    site.ctl_has(
        "SAST      A                     -            0
         *SAST     B                     -            0
         SAST      C                     -            0
         SAST      ITLRECOVERY_cucm-pub  10.48.47.153  153
         SAST      cucm-pub              10.48.47.153  153
         CCM+TFTP  cucm-pub              10.48.47.153  153
         CAPF      CAPF                  10.48.47.153  153
         CCM       cucm-sub1             10.48.47.164  164
         TFTP      cucm-tftp1            10.48.47.155  155
         CCM       cucm-ccm2           10.48.47.157  157",
    );
    site.settled("update CTLFile");
    let lost = site.name("A");
    site.step(&format!("token remove {lost}"), &[], &["SAST A removed"]);
    let two = "*SAST    B                     -            0
         SAST      C                     -            0
         SAST      ITLRECOVERY_cucm-pub  10.48.47.153  153
         SAST      cucm-pub              10.48.47.153  153
         CCM+TFTP  cucm-pub              10.48.47.153  153
         CAPF      CAPF                  10.48.47.153  153
         CCM       cucm-sub1             10.48.47.164  164
         TFTP      cucm-tftp1            10.48.47.155  155
         CCM       cucm-ccm2           10.48.47.157  157";
    site.ctl_has(two);
    // Its certificate is no longer named, and stays in the folder.
    assert!(!site.manifest().contains(&lost));
    let other = site.name("B");
    site.refused(
        &format!("token remove {other}"),
        &[],
        1,
        "ctl: a token-signed CTL names at least two tokens, so that one may be lost; cluster.toml \
         has 1; add tokens with `ctl token add URI`, or with `ctl token add CERT` where only the \
         certificate is at hand\n",
    );

    // B out, C in: it signs. With neither nobody does.
    drawer.pull("B");
    site.edit("\"10.48.47.157\"", "\"10.48.47.158\"");
    site.refused(
        "update CTLFile",
        &[],
        4,
        "ctl: no token that may sign this list is inserted; expected one of: B, C; insert one of \
         them; `ctl token list` shows what is inserted\n",
    );
    drawer.insert("C");
    site.step(
        "update CTLFile",
        &[],
        &["address of cucm-ccm2 changed: 10.48.47.157 to 10.48.47.158", "signer changed: B to C"],
    );
    site.ctl_has(
        "SAST      B                     -            0
         *SAST     C                     -            0
         SAST      ITLRECOVERY_cucm-pub  10.48.47.153  153
         SAST      cucm-pub              10.48.47.153  153
         CCM+TFTP  cucm-pub              10.48.47.153  153
         CAPF      CAPF                  10.48.47.153  153
         CCM       cucm-sub1             10.48.47.164  164
         TFTP      cucm-tftp1            10.48.47.155  155
         CCM       cucm-ccm2           10.48.47.158  158",
    );

    // Without tokens from now on.
    let comments = |text: &str| text.lines().filter(|line| line.starts_with('#')).count();
    let before = comments(&site.manifest());
    assert!(site.manifest().contains("\nsigning = \"token\"\n"));
    site.step(
        "upgrade",
        &[],
        &["SAST B removed", "SAST C removed", "signer changed: C to cucm-pub"],
    );
    assert!(site.manifest().contains("\nsigning = \"tokenless\"\n"));
    assert_eq!(comments(&site.manifest()), before);
    site.ctl_has(
        "*SAST     cucm-pub              cucm-pub    153
         CCM+TFTP  cucm-pub              cucm-pub    153
         CAPF      CAPF                  cucm-pub    153
         SAST      ITLRECOVERY_cucm-pub  cucm-pub    153
         CCM       cucm-sub1             cucm-sub1   164
         TFTP      cucm-tftp1            cucm-tftp1  155
         CCM       cucm-ccm2           cucm-ccm2   158",
    );
    site.settled("upgrade");
    drawer.pull("C");

    // Another release, another signer.
    site.edit("release = \"11.5\"", "release = \"12.5\"");
    site.step(
        "update CTLFile",
        &[],
        &[
            "release changed: 11.5 to 12.5",
            "signer changed: cucm-pub to ITLRECOVERY_cucm-pub",
            "signer changed: cucm-tftp1 to ITLRECOVERY_cucm-pub",
        ],
    );
    let mixed = "SAST  cucm-pub              cucm-pub    153
         CCM+TFTP  cucm-pub              cucm-pub    153
         CAPF      CAPF                  cucm-pub    153
         *SAST     ITLRECOVERY_cucm-pub  cucm-pub    153
         CCM       cucm-sub1             cucm-sub1   164
         TFTP      cucm-tftp1            cucm-tftp1  155
         CCM       cucm-ccm2           cucm-ccm2   158";
    site.ctl_has(mixed);
    site.itl_has(
        "cucm-tftp1",
        "SAST      cucm-tftp1            cucm-tftp1  155
         TFTP      cucm-tftp1            cucm-tftp1  155
         *SAST     ITLRECOVERY_cucm-pub  cucm-pub    153
         TVS       cucm-pub              cucm-pub    153
         TVS       cucm-sub1             cucm-sub1   164
         TVS       cucm-tftp1            cucm-tftp1  155
         CAPF      CAPF                  cucm-pub    153",
    );

    let emptied = [
        "record of cucm-pub emptied",
        "record of cucm-sub1 emptied",
        "record of cucm-tftp1 emptied",
        "record of cucm-ccm2 emptied",
        "services of cucm-pub changed: CCM+TFTP to TFTP",
    ];
    let reasons = [&["mode changed: mixed to non-secure"], &emptied[..]].concat();
    site.step("set-cluster non-secure-mode", &[], &reasons);
    let nonsecure = "SAST  cucm-pub          cucm-pub    153
         CCM+TFTP  -                     cucm-pub    153  emptied
         CAPF      CAPF                  cucm-pub    153
         *SAST     ITLRECOVERY_cucm-pub  cucm-pub    153
         CCM       -                     cucm-sub1   164  emptied
         TFTP      -                     cucm-tftp1  155  emptied
         CCM       -                     cucm-ccm2   158  emptied";
    site.ctl_has(nonsecure);
    site.settled_saying(
        "set-cluster non-secure-mode",
        "ctl: the cluster is in non-secure mode already\n",
    );
    site.step(
        "set-cluster mixed-mode",
        &[],
        &[
            "mode changed: non-secure to mixed",
            "certificate of cucm-pub put back",
            "certificate of cucm-sub1 put back",
            "certificate of cucm-tftp1 put back",
            "certificate of cucm-ccm2 put back",
            "services of cucm-pub changed: TFTP to CCM+TFTP",
        ],
    );
    site.ctl_has(mixed);
    site.step("set-cluster non-secure-mode", &[], &reasons);
    site.ctl_has(nonsecure);
    site.step("delete CTLFile", &[], &["no phone is to be given a CTL"]);
    site.ctl_has("");
    assert_eq!(site.current().unwrap().number, 11);
}

#[test]
fn a_cluster_of_tokens_leaves_mixed_mode_with_them_or_without() {
    let site = Site::tokens();
    let drawer = site.tokens.as_ref().unwrap();
    site.change("set-cluster mixed-mode", &[]);
    // The list keeps its SASTs, and a token signs.
    let reasons = [
        "mode changed: mixed to non-secure",
        "record of cucm-pub emptied",
        "record of cucm-sub1 emptied",
        "record of cucm-tftp1 emptied",
        "services of cucm-pub changed: CCM+TFTP to TFTP",
    ];
    site.step("set-cluster non-secure-mode", &[], &reasons);
    site.ctl_has(
        "*SAST     A                     -            0
         SAST      B                     -            0
         SAST      ITLRECOVERY_cucm-pub  10.48.47.153  153
         SAST      cucm-pub              10.48.47.153  153
         CCM+TFTP  -                     10.48.47.153  153  emptied
         CAPF      CAPF                  10.48.47.153  153
         CCM       -                     10.48.47.154  154  emptied
         TFTP      -                     10.48.47.155  155  emptied",
    );
    let back = [
        "mode changed: non-secure to mixed",
        "certificate of cucm-pub put back",
        "certificate of cucm-sub1 put back",
        "certificate of cucm-tftp1 put back",
        "services of cucm-pub changed: TFTP to CCM+TFTP",
    ];
    site.step("set-cluster mixed-mode", &[], &back);
    // Without a token the key signs that would sign a tokenless list.
    drawer.pull("A");
    drawer.pull("B");
    let mut signed = reasons.to_vec();
    signed.insert(4, "signer changed: A to cucm-pub");
    site.step("set-cluster non-secure-mode", &[], &signed);
    site.ctl_has(
        "SAST      A                     -           -
         SAST      B                     -           -
         SAST      ITLRECOVERY_cucm-pub  cucm-pub    153
         *SAST     cucm-pub              cucm-pub    153
         CCM+TFTP  -                     cucm-pub    153  emptied
         CAPF      CAPF                  cucm-pub    153
         CCM       -                     cucm-sub1   154  emptied
         TFTP      -                     cucm-tftp1  155  emptied",
    );
    // Back again needs one of them.
    site.refused(
        "set-cluster mixed-mode",
        &[],
        4,
        "ctl: no token that may sign this list is inserted; expected one of: A, B; insert one of \
         them; `ctl token list` shows what is inserted\n",
    );
    drawer.insert("B");
    let mut signed = back.to_vec();
    signed.insert(4, "signer changed: cucm-pub to B");
    site.step("set-cluster mixed-mode", &[], &signed);
    site.ctl_has(
        "SAST      A                     -            0
         *SAST     B                     -            0
         SAST      ITLRECOVERY_cucm-pub  10.48.47.153  153
         SAST      cucm-pub              10.48.47.153  153
         CCM+TFTP  cucm-pub              10.48.47.153  153
         CAPF      CAPF                  10.48.47.153  153
         CCM       cucm-sub1             10.48.47.154  154
         TFTP      cucm-tftp1            10.48.47.155  155",
    );
}

#[test]
fn every_token_lost() {
    let site = Site::tokens();
    let drawer = site.tokens.as_ref().unwrap();
    // Before there is a CTL a token is only entered.
    let [a, b] = ["A", "B"].map(|token| site.name(token));
    let uri = format!("pkcs11:token={};object=SAST", site.name("C"));
    let run = site.change("token add third.pem", &["--key", &uri]);
    let said = "ctl: token C added; no list names the cluster's tokens, so none was signed\n";
    assert_eq!((run.code, run.text(), site.plain(&run.err).as_str()), (0, "", said));
    let entry = "[[token]]\ncertificate = \"tokens/C.pem\"\nkey = \"pkcs11:token=C;object=SAST\"\n";
    let manifest = site.plain(&site.manifest());
    assert!(manifest.contains(entry), "{manifest}");
    let again = site.change("token add third.pem", &[]);
    let said = "ctl: C is a token of this cluster already; nothing was written\n";
    assert_eq!((again.code, again.text(), site.plain(&again.err).as_str()), (0, "", said));
    let run = site.change(&format!("token remove {}", site.name("C")), &[]);
    let said = "ctl: token C removed; no list names the cluster's tokens, so none was signed\n";
    assert_eq!((run.code, run.text(), site.plain(&run.err).as_str()), (0, "", said));

    assert_eq!(site.change("set-cluster mixed-mode", &[]).code, 0);
    drawer.pull("A");
    drawer.pull("B");
    drawer.insert("C");
    // One token alone is too few, and the others phones do not know.
    site.refused(
        "delete CTLFile",
        &[],
        1,
        "ctl: the cluster is in mixed mode, in which phones need the CTL; run `ctl \
         set-cluster non-secure-mode` first; if every token of the CTL is lost, `ctl delete CTLFile \
         --tokens-lost`\n",
    );
    site.step(
        "delete CTLFile --tokens-lost",
        &[],
        &["no phone is to be given a CTL", "every token of the CTL is lost"],
    );
    site.ctl_has("");
    assert!(!site.manifest().contains("\n[[token]]"));
    for token in [&a, &b] {
        assert!(!site.manifest().contains(&format!("tokens/{token}.pem")), "{token}");
    }
    site.refused(
        "set-cluster mixed-mode",
        &[],
        1,
        "ctl: a token-signed CTL names at least two tokens, so that one may be lost; cluster.toml \
         has 0; add tokens with `ctl token add URI`, or with `ctl token add CERT` where only the \
         certificate is at hand\n",
    );
    drawer.insert("B");
    for token in ["C", "B"] {
        let uri = format!("pkcs11:token={};object=SAST", site.name(token));
        assert_eq!(site.change(&format!("token add {uri}"), &[]).code, 0, "{token}");
    }
    // Phones still hold the list of the lost tokens, and have to be reset by hand.
    let run = site.change("set-cluster mixed-mode", &[]);
    assert_eq!((run.code, run.text()), (1, ""));
    site.step("set-cluster mixed-mode", &["--accept-lockout"], &["no CTL yet"]);
    site.ctl_has(
        "*SAST     C                     -            0
         SAST      B                     -            0
         SAST      ITLRECOVERY_cucm-pub  10.48.47.153  153
         SAST      cucm-pub              10.48.47.153  153
         CCM+TFTP  cucm-pub              10.48.47.153  153
         CAPF      CAPF                  10.48.47.153  153
         CCM       cucm-sub1             10.48.47.154  154
         TFTP      cucm-tftp1            10.48.47.155  155",
    );
}
