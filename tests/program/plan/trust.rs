//! `ctl accept --tvs-from`: the TVS of a cluster's nodes.

use super::lab;

/// Case 1 of docs/phone.md: phones of 10.0, and a CTL signed by the regenerated
/// CallManager, which TVS knows.
#[test]
fn a_regenerated_callmanager_is_known_to_tvs_only() {
    let lab = lab("10.0", false);
    assert_eq!(lab.bash("cp -r c renewed").run().code, 0);
    let renew = "cert new --force --key-type rsa2048 --subject CN=cucm-pub \
                 -o renewed/certs/cucm-pub-CallManager.pem --key-out renewed/keys/cucm-pub-CallManager.pem";
    let run = lab.ctl(renew).run();
    assert_eq!(run.code, 0, "{}", run.err);
    for folder in ["c", "renewed"] {
        let run = lab.ctl(&format!("set-cluster mixed-mode -C {folder} -q --yes")).run();
        assert_eq!(run.code, 0, "{}", run.err);
    }
    let held = "accept --ctl c/tftp/cucm-pub/CTLFile.tlv --itl c/tftp/cucm-pub/ITLFile.tlv";
    let new = "renewed/tftp/cucm-pub/CTLFile.tlv";
    let rows = [
        (
            "--class sbd --tvs-from renewed",
            0,
            "sbd renewed/tftp/cucm-pub/CTLFile.tlv accepted by TVS TVS, cucm-pub",
        ),
        (
            "--class legacy --tvs-from renewed",
            1,
            "legacy renewed/tftp/cucm-pub/CTLFile.tlv refused",
        ),
        // The old cluster's TVS does not know the new certificate.
        ("--class sbd --tvs-from c", 1, "sbd renewed/tftp/cucm-pub/CTLFile.tlv refused"),
        ("--class sbd", 1, "sbd renewed/tftp/cucm-pub/CTLFile.tlv refused"),
    ];
    for (options, code, line) in rows {
        let run = lab.ctl(&format!("{held} {options} {new}")).run();
        let found = run.text().lines().nth(1).unwrap_or_default();
        let found = found.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(run.code, code, "{options}: {found} {}", run.err);
        assert!(found.starts_with(line), "{options}: {found}");
    }
}

#[test]
fn the_folder_has_to_be_a_cluster() {
    let lab = lab("10.0", false);
    lab.list("ctl-tokenless-2048");
    let run = lab.ctl("accept --reset-phone --tvs-from nowhere ctl-tokenless-2048.tlv").run();
    assert_eq!((run.code, run.text()), (3, ""));
    assert!(
        run.err.starts_with("ctl: not a cluster: nowhere has no cluster.toml; "),
        "{}",
        run.err
    );
}
