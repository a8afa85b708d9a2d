//! The life of a cluster whose CTL is signed by tokens.

use super::Site;

/// The URIs of the inserted tokens, as errors list them.
fn tokens_in(site: &Site) -> String {
    let run = site.ctl("token list --json").run();
    let list: serde_json::Value = serde_json::from_str(run.quiet()).unwrap();
    let tokens = list["tokens"].as_array().unwrap().iter();
    let mut uris: Vec<&str> = tokens.map(|token| token["uri"].as_str().unwrap()).collect();
    uris.sort_unstable();
    site.plain(&uris.join(", "))
}

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

    // A node added, an address changed, CallManager of the publisher regenerated: all at once.
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

    // A is lost and C replaces it, in another slot: B signs, if it is selected. No other token
    // replaces the one that signs: it would be given that one's PIN.
    drawer.pull("A");
    let by = |token: &str| format!("pkcs11:token={};object=SAST", site.name(token));
    site.refused(
        "token add third.pem",
        &[],
        4,
        "ctl: the token A, which signs this list, is not inserted; other tokens that could sign \
         it: B; \
         insert it, or choose another one with --token URI; `ctl token list` shows what is inserted\n",
    );
    site.refused(
        "token add third.pem",
        &["--token", "pkcs11:token=nobody"],
        4,
        &format!(
            "ctl: no token matches pkcs11:token=nobody; found: {}; insert the token, or name one of those found\n",
            tokens_in(&site)
        ),
    );
    site.refused(
        "token remove A",
        &[],
        3,
        "ctl: token A not found in cluster.toml; name a [[token]] by its certificate's file, by \
         its \
         URI, or by the number that its subject ends with\n",
    );
    let uri = format!("pkcs11:token={};object=SAST", site.name("C"));
    site.step(
        "token add third.pem",
        &["--key", &uri, "--token", &by("B")],
        &["SAST C added", "signer changed: A to B"],
    );
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
        "ctl: a token-signed CTL needs at least two tokens, in case one is lost; cluster.toml has \
         1; add tokens with `ctl token add URI`, or with `ctl token add CERT` if you have \
         only the certificate\n",
    );

    // B removed, C inserted: it signs if it is selected.
    drawer.pull("B");
    site.edit("\"10.48.47.157\"", "\"10.48.47.158\"");
    for index in 0..2 {
        site.refused(
            "update CTLFile",
            &[],
            4,
            "ctl: the token B, which signs this list, is not inserted; other tokens that could \
             sign it: C; \
             insert it, or choose another one with --token URI; `ctl token list` shows what is \
             inserted\n",
        );
        if index == 0 {
            drawer.insert("C");
        }
    }
    // Any URI that identifies it.
    let looser = format!("pkcs11:token={}", site.name("C"));
    site.step(
        "update CTLFile",
        &["--token", &looser],
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

    // Without tokens from here on.
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
    site.refused(
        "update CTLFile",
        &["--token", &looser],
        2,
        "ctl: a token was chosen, but by cluster.toml no token signs the CTL; run the command \
         without --token\n",
    );
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
        "role of cucm-pub changed: CCM+TFTP to TFTP",
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
        "ctl: the cluster is already in non-secure mode\n",
    );
    site.step(
        "set-cluster mixed-mode",
        &[],
        &[
            "mode changed: non-secure to mixed",
            "certificate of cucm-pub restored",
            "certificate of cucm-sub1 restored",
            "certificate of cucm-tftp1 restored",
            "certificate of cucm-ccm2 restored",
            "role of cucm-pub changed: TFTP to CCM+TFTP",
        ],
    );
    site.ctl_has(mixed);
    site.step("set-cluster non-secure-mode", &[], &reasons);
    site.ctl_has(nonsecure);
    site.step("delete CTLFile", &[], &["phones no longer get a CTL"]);
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
        "role of cucm-pub changed: CCM+TFTP to TFTP",
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
        "certificate of cucm-pub restored",
        "certificate of cucm-sub1 restored",
        "certificate of cucm-tftp1 restored",
        "role of cucm-pub changed: TFTP to CCM+TFTP",
    ];
    site.step("set-cluster mixed-mode", &[], &back);
    // Without a token, the key that would sign a tokenless list signs.
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
    // Going back needs the first token, or one that is selected.
    drawer.insert("B");
    let said = "ctl: the token A, which signs this list, is not inserted; other tokens that could \
                sign it: B; \
                insert it, or choose another one with --token URI; `ctl token list` shows what is \
                inserted\n";
    site.refused("set-cluster mixed-mode", &[], 4, said);
    let by = format!("pkcs11:token={};object=SAST", site.name("B"));
    let mut signed = back.to_vec();
    signed.insert(4, "signer changed: cucm-pub to B");
    site.step("set-cluster mixed-mode", &["--token", &by], &signed);
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
    // The tokenless signer does not replace a token that is inserted either.
    drawer.pull("B");
    drawer.insert("A");
    let said = "ctl: the token B, which signs this list, is not inserted; other tokens that could \
                sign it: A; \
                insert it, or choose another one with --token URI; `ctl token list` shows what is \
                inserted\n";
    site.refused("set-cluster non-secure-mode", &[], 4, said);
}

#[test]
fn one_token_is_chosen_and_no_other_is_given_its_pin() {
    let site = Site::tokens();
    let drawer = site.tokens.as_ref().unwrap();
    assert_eq!(site.change("set-cluster mixed-mode", &[]).code, 0);
    // A token that phones do not know does not sign.
    drawer.insert("C");
    let uri = format!("pkcs11:token={};object=SAST", site.name("C"));
    site.append(&format!("[[token]]\ncertificate = \"tokens/C.pem\"\nkey = \"{uri}\"\n"));
    std::fs::copy(site.lab.path("third.pem"), site.path("tokens/C.pem")).unwrap();
    let said = "ctl: the token C is not in the present CTL, so phones would refuse a list that it \
                signs; choose a token that the present CTL names; `ctl token list` shows them\n";
    site.refused("update CTLFile", &["--token", &uri], 1, said);
    let said = "ctl: token nothing.pem not found in cluster.toml; name a [[token]] by its \
                certificate's \
                file, by its URI, or by the number that its subject ends with\n";
    site.refused("update CTLFile", &["--token", "nothing.pem"], 3, said);
    // A URI that several tokens match is refused before any PIN is read, by each command with the
    // same message.
    let name = format!("token={};", site.name("A"));
    site.edit(&name, "");
    let run = site.change("update CTLFile", &[]);
    let several = "ctl: pkcs11:object=SAST matches several tokens: ";
    let advice = "; add the serial number to the URI, or leave only one of them inserted\n";
    assert_eq!((run.code, run.text()), (4, ""));
    assert!(run.err.starts_with(several) && run.err.ends_with(advice), "{}", run.err);
    let mut cases = 0;
    for line in [
        "update CTLFile --dry-run",
        "set-cluster non-secure-mode",
        "token add pkcs11:object=SAST",
        "token export pkcs11:object=SAST",
        "update CTLFile --token pkcs11:object=SAST",
    ] {
        let call = line.split_whitespace().fold(site.ctl(""), support::program::Call::arg);
        let again = call.run();
        assert_eq!(again.all(), (4, "", run.err.as_str()), "{line}");
        cases += 1;
    }
    assert_eq!(cases, 5);
}

#[test]
fn every_token_lost() {
    let site = Site::tokens();
    let drawer = site.tokens.as_ref().unwrap();
    // Before the first CTL a token is only entered in cluster.toml.
    let [a, b] = ["A", "B"].map(|token| site.name(token));
    let uri = format!("pkcs11:token={};object=SAST", site.name("C"));
    let run = site.change("token add third.pem", &["--key", &uri]);
    let said = "ctl: token C added; no list names the cluster's tokens, so none was signed\n";
    assert_eq!((run.code, run.text(), site.plain(&run.err).as_str()), (0, "", said));
    let entry = "[[token]]\ncertificate = \"tokens/C.pem\"\nkey = \"pkcs11:token=C;object=SAST\"\n";
    let manifest = site.plain(&site.manifest());
    assert!(manifest.contains(entry), "{manifest}");
    let again = site.change("token add third.pem", &[]);
    let said = "ctl: C is already a token of this cluster; nothing changed\n";
    assert_eq!((again.code, again.text(), site.plain(&again.err).as_str()), (0, "", said));
    let run = site.change(&format!("token remove {}", site.name("C")), &[]);
    let said = "ctl: token C removed; no list names the cluster's tokens, so none was signed\n";
    assert_eq!((run.code, run.text(), site.plain(&run.err).as_str()), (0, "", said));

    assert_eq!(site.change("set-cluster mixed-mode", &[]).code, 0);
    drawer.pull("A");
    drawer.pull("B");
    drawer.insert("C");
    // One token alone is too few, and phones do not know the others.
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
        &["phones no longer get a CTL", "every token of the CTL is lost"],
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
        "ctl: a token-signed CTL needs at least two tokens, in case one is lost; cluster.toml has \
         0; add tokens with `ctl token add URI`, or with `ctl token add CERT` if you have \
         only the certificate\n",
    );
    drawer.insert("B");
    for token in ["C", "B"] {
        let uri = format!("pkcs11:token={};object=SAST", site.name(token));
        assert_eq!(site.change(&format!("token add {uri}"), &[]).code, 0, "{token}");
    }
    // Phones still hold the list of the lost tokens, and must be reset by hand.
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
