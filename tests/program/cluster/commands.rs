//! What single commands print and refuse.

use support::publishing::state::Whole;

use super::Site;
use support::json::Fields;

const NOTHING: &str = "Nothing changed since the last update; nothing was written.\n";

#[test]
fn what_needs_a_ctl_is_refused_without_one() {
    let mut cases = 0;
    let site = Site::three();
    for command in ["update CTLFile", "upgrade", "reset localkey"] {
        let said = format!(
            "ctl: `ctl {command}` needs a CTL, and there is none yet; create the first one with \
             `ctl set-cluster mixed-mode`; if the servers already have one, adopt it with `ctl \
             adopt`\n"
        );
        site.refused(command, &[], 1, &said);
        site.refused(command, &["--dry-run"], 1, &said);
        cases += 1;
    }
    assert_eq!(cases, 3);
    site.settled("delete CTLFile");
    assert_eq!(site.current(), None);
    // The mode does not change; the ITLs, which do not exist yet, do.
    let run = site.change("set-cluster non-secure-mode", &[]);
    let said = "ctl: the cluster is already in non-secure mode\nctl: because: no ITL yet\n";
    assert_eq!((run.code, run.err.as_str()), (0, said));
    let current = site.current().expect("a generation");
    assert_eq!((current.lists.ctl, current.lists.itls.len()), (None, 2));
}

#[test]
fn a_mode_that_is_set_already() {
    let site = Site::three();
    assert_eq!(site.change("set-cluster mixed-mode", &[]).code, 0);
    let already = "ctl: the cluster is already in mixed mode\n";
    site.settled_saying("set-cluster mixed-mode", already);
    // Something changed: the command asks, and is refused if nobody answers.
    site.edit("\"10.48.47.154\"", "\"10.48.47.164\"");
    let before = site.files();
    let run = site.ctl("set-cluster mixed-mode").run();
    assert_eq!(run.code, 2);
    let (first, rest) = run.err.split_once('\n').unwrap();
    assert_eq!((run.text(), format!("{first}\n").as_str()), ("", already));
    assert!(rest.contains("--yes"), "{rest}");
    let lists = |files: &std::collections::BTreeMap<std::path::PathBuf, Vec<u8>>| {
        files
            .iter()
            .filter(|(path, _)| path.ends_with(".tlv"))
            .map(|(_, b)| b.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(lists(&site.files()), lists(&before));
    site.step(
        "set-cluster mixed-mode",
        &[],
        &["address of cucm-sub1 changed: 10.48.47.154 to 10.48.47.164"],
    );
    site.refused(
        "delete CTLFile",
        &[],
        1,
        "ctl: the cluster is in mixed mode, in which phones need the CTL; run `ctl set-cluster \
         non-secure-mode` first; if every token of the CTL is lost, `ctl delete CTLFile \
         --tokens-lost`\n",
    );
    // There are no tokens to lose.
    let run = site.change("delete CTLFile --tokens-lost", &[]);
    assert_eq!((run.code, run.text()), (1, ""));
}

#[test]
fn the_ctl_of_an_earlier_generation_again() {
    let site = Site::three();
    assert_eq!(site.change("set-cluster mixed-mode", &[]).code, 0);
    let first = site.read("tftp/cucm-pub/CTLFile.tlv");
    site.edit("\"10.48.47.154\"", "\"10.48.47.164\"");
    assert_eq!(site.change("update CTLFile", &[]).code, 0);
    assert_ne!(site.read("tftp/cucm-pub/CTLFile.tlv"), first);
    let mut cases = 0;
    for (name, generation) in [("@1", 3), ("@previous", 4)] {
        let reason = ["CTL of @1 restored", "CTL of @2 restored"][cases];
        site.step(&format!("update CTLFile --to {name}"), &[], &[reason]);
        assert_eq!(site.current().unwrap().number, generation);
        assert_eq!(site.read("tftp/cucm-sub1/CTLFile.tlv") == first, cases == 0);
        cases += 1;
    }
    assert_eq!(cases, 2);
    site.settled("update CTLFile --to @current");
    site.refused(
        "update CTLFile --to @9",
        &[],
        3,
        "ctl: generation @9 not found; run `ctl status --history`, which lists all generations\n",
    );
    assert_eq!(site.change("set-cluster non-secure-mode", &[]).code, 0);
    site.refused(
        "update CTLFile --to @1",
        &[],
        1,
        "ctl: the CTL of @1 is for mixed mode, but the cluster is in non-secure mode; set the mode \
         with `ctl set-cluster`, or name a generation of this mode (`ctl status --history`)\n",
    );
}

#[test]
fn itls_with_each_key() {
    let site = Site::three();
    assert_eq!(site.change("set-cluster mixed-mode", &[]).code, 0);
    let ctl = site.read("tftp/cucm-pub/CTLFile.tlv");
    site.settled("itl update");
    site.certify("cucm-sub1-TVS", "cucm-sub1", "");
    site.step("itl update", &[], &["TVS certificate of cucm-sub1 regenerated"]);
    site.step(
        "itl reset localkey",
        &[],
        &[
            "signer changed: ITLRECOVERY_cucm-pub to cucm-pub",
            "signer changed: ITLRECOVERY_cucm-pub to cucm-tftp1",
        ],
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
    site.step(
        "itl update",
        &[],
        &[
            "signer changed: cucm-pub to ITLRECOVERY_cucm-pub",
            "signer changed: cucm-tftp1 to ITLRECOVERY_cucm-pub",
        ],
    );
    // ITLRecovery as exported by `file get tftp ITLRecovery.p12`, and later another key.
    site.lab.write_private("password", "secret\n");
    let export = |name: &str| {
        site.lab.openssl(&format!(
            "pkcs12 -export -in site/certs/{name}.pem -inkey site/keys/{name}.pem -out {name}.p12 \
             -passout pass:secret"
        ));
    };
    export("ITLRecovery");
    let remote = |name: &str| format!("itl reset remotekey {name}.p12 --pin-file password");
    site.settled(&remote("ITLRecovery"));
    site.certify("ITLRecovery", "ITLRECOVERY_cucm-pub", "");
    let before = site.current().unwrap();
    site.step(&remote("ITLRecovery"), &[], &["SAST ITLRECOVERY_cucm-pub added"]);
    assert_eq!(site.current().unwrap().number, before.number + 1);
    site.itl_has(
        "cucm-pub",
        "SAST      cucm-pub              cucm-pub    153
         CCM+TFTP  cucm-pub              cucm-pub    153
         SAST      ITLRECOVERY_cucm-pub  cucm-pub    153
         TVS       cucm-pub              cucm-pub    153
         TVS       cucm-sub1             cucm-sub1   154
         TVS       cucm-tftp1            cucm-tftp1  155
         CAPF      CAPF                  cucm-pub    153
         *SAST     ITLRECOVERY_cucm-pub  -           -    old",
    );
    assert_eq!(site.read("tftp/cucm-pub/CTLFile.tlv"), ctl);
    site.refused(
        "itl reset remotekey missing.p12",
        &[],
        3,
        "ctl: missing.p12: cannot be read: No such file or directory (os error 2); check the name \
         and the permissions\n",
    );
}

#[test]
fn a_file_missing_on_a_server_is_published_again() {
    let site = Site::three();
    assert_eq!(site.change("set-cluster mixed-mode", &[]).code, 0);
    let (ctl, capf) =
        (site.read("tftp/cucm-sub1/CTLFile.tlv"), site.read("tftp/cucm-sub1/capf.cer"));
    std::fs::remove_file(site.path("tftp/cucm-sub1/CTLFile.tlv")).unwrap();
    std::fs::write(site.path("tftp/cucm-sub1/capf.cer"), "another").unwrap();
    let status = site.ctl("status").run();
    assert_eq!((status.code, status.err.as_str()), (1, ""));
    let differences = "\n2 differences:\n  CTLFile.tlv is missing on cucm-sub1\n  \
                       capf.cer on cucm-sub1 is not in the store\n";
    assert!(status.text().ends_with(differences), "{}", status.text());
    site.step(
        "update CTLFile",
        &[],
        &["CTLFile.tlv is missing on cucm-sub1", "capf.cer differs on cucm-sub1"],
    );
    assert_eq!(site.current().unwrap().number, 1);
    assert_eq!(site.read("tftp/cucm-sub1/CTLFile.tlv"), ctl);
    assert_eq!(site.read("tftp/cucm-sub1/capf.cer"), capf);
    let status = site.ctl("status").run();
    let none = "\nNo drift: what is published is what cluster.toml describes.\n";
    assert_eq!(status.code, 0);
    assert!(status.text().ends_with(none), "{}", status.text());
}

#[test]
fn a_list_that_is_on_a_server_is_kept() {
    let (site, other) = (Site::three(), Site::three());
    for site in [&site, &other] {
        assert_eq!(site.change("set-cluster mixed-mode", &[]).code, 0);
    }
    other.edit("\"10.48.47.154\"", "\"10.48.47.174\"");
    assert_eq!(other.change("update CTLFile", &[]).code, 0);
    let strange = other.read("tftp/cucm-pub/CTLFile.tlv");
    std::fs::write(site.path("tftp/cucm-sub1/CTLFile.tlv"), &strange).unwrap();
    let run = site.change("update CTLFile", &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    let kept = "ctl: cucm-sub1 has lists that are not in the store; stored as @2\n";
    assert!(run.err.starts_with(kept), "{}", run.err);
    assert_ne!(site.read("tftp/cucm-sub1/CTLFile.tlv"), strange);
    let found = Whole::all(&site.path("")).remove(1);
    // Phones do not ask a server without TFTP.
    assert!((found.lists.ctl, found.held) == (Some(strange.clone()), false));
    // A file that is not a list is replaced only with the option for it.
    std::fs::write(site.path("tftp/cucm-sub1/CTLFile.tlv"), "no list").unwrap();
    let run = site.change("update CTLFile", &[]);
    assert_eq!((run.code, run.text()), (3, ""));
    assert!(
        run.err.contains("site/tftp/cucm-sub1/CTLFile.tlv would be replaced, but is not a list: ")
    );
    assert_eq!(site.change("update CTLFile", &["--force"]).code, 0);
    assert_eq!(site.read("tftp/cucm-sub1/CTLFile.tlv"), site.read("tftp/cucm-pub/CTLFile.tlv"));
}

#[test]
fn files_of_phones() {
    let site = Site::three();
    std::fs::write(site.path("phones.txt"), "00:11:22:aa:bb:cc\nSEP001122AABBCD # lobby\n")
        .unwrap();
    site.edit("# devices = \"phones.txt\"", "devices = \"phones.txt\"");
    assert_eq!(site.change("set-cluster mixed-mode", &[]).code, 0);
    let mut cases = 0;
    for host in ["cucm-pub", "cucm-tftp1"] {
        for mac in ["001122AABBCC", "001122AABBCD"] {
            for kind in ["CTL", "ITL"] {
                let common = site.read(&format!("tftp/{host}/{kind}File.tlv"));
                assert_eq!(site.read(&format!("tftp/{host}/{kind}SEP{mac}.tlv")), common);
                cases += 1;
            }
        }
    }
    assert_eq!(cases, 8);
    // A node without TFTP serves no files.
    assert!(!site.path("tftp/cucm-sub1/CTLSEP001122AABBCC.tlv").exists());
    site.change("set-cluster non-secure-mode", &[]);
    assert_eq!(site.change("delete CTLFile", &["--phones-have", "@current"]).code, 0);
    for host in ["cucm-pub", "cucm-tftp1"] {
        assert!(!site.path(&format!("tftp/{host}/CTLSEP001122AABBCC.tlv")).exists());
        assert!(site.path(&format!("tftp/{host}/ITLSEP001122AABBCC.tlv")).exists());
    }
    std::fs::write(site.path("phones.txt"), "001122AABBCC\n001122AABB\n").unwrap();
    site.refused(
        "set-cluster mixed-mode",
        &[],
        3,
        "ctl: site/phones.txt, line 2: expected a MAC address of 12 hexadecimal digits, found \
         10 characters that are not one; write one address per line, as 001122AABBCC, \
         00:11:22:AA:BB:CC or \
         SEP001122AABBCC\n",
    );
}

#[test]
fn lists_of_the_store_by_their_names() {
    let site = Site::three();
    assert_eq!(site.change("set-cluster mixed-mode", &[]).code, 0);
    let [first, itl] =
        ["CTL", "ITL"].map(|kind| site.read(&format!("tftp/cucm-pub/{kind}File.tlv")));
    assert_eq!(site.change("set-cluster non-secure-mode", &[]).code, 0);
    let second = site.read("tftp/cucm-pub/CTLFile.tlv");
    let sha1 = |bytes: &[u8]| {
        site.lab.write("list.tlv", bytes);
        let json = site.ctl("show --json list.tlv").run();
        let json: serde_json::Value = serde_json::from_str(json.quiet()).unwrap();
        json["sha1"].clone()
    };
    let cases = [
        ("@1", &first),
        ("@previous", &first),
        ("@2", &second),
        ("@current", &second),
        ("@1/itl/cucm-pub", &itl),
        ("@previous/itl/cucm-pub", &itl),
    ];
    for (name, bytes) in cases {
        let json = site.ctl(&format!("show --json {name}")).run();
        let json: serde_json::Value = serde_json::from_str(json.quiet()).unwrap();
        assert_eq!((&json["path"], &json["sha1"]), (&name.into(), &sha1(bytes)));
        assert_eq!(site.ctl(&format!("verify {name}")).run().code, 0, "{name}");
    }
    let refused = [
        ("@3", "generation @3 not found; run `ctl status --history`, which lists all generations"),
        ("@x", "generation @x not found; run `ctl status --history`, which lists all generations"),
        (
            "@1/ctl",
            "generation @1/ctl not found; run `ctl status --history`, which lists all \
          generations",
        ),
        (
            "@1/itl/nobody",
            "generation 1 has no ITL of nobody; run `ctl status --history`, which shows the lists \
             of each generation",
        ),
    ];
    for (name, said) in refused {
        let run = site.ctl(&format!("show {name}")).run();
        assert_eq!(run.all(), (3, "", format!("ctl: {said}\n").as_str()));
    }
    let installed = site.ctl("verify --installed @1 @2").run();
    assert_eq!(installed.code, 0, "{}", installed.err);
}

#[test]
fn lists_that_phones_have_are_adopted() {
    let (old, new) = (Site::three(), Site::three());
    assert_eq!(old.change("set-cluster mixed-mode", &[]).code, 0);
    for (server, kind) in [("cucm-pub", "CTL"), ("cucm-pub", "ITL"), ("cucm-tftp1", "ITL")] {
        let bytes = old.read(&format!("tftp/{server}/{kind}File.tlv"));
        new.lab.write(&format!("{server}-{kind}"), bytes);
    }
    let line = "adopt cucm-pub-CTL --itl cucm-pub=cucm-pub-ITL --itl cucm-tftp1=cucm-tftp1-ITL";
    let before = new.files();
    let dry = new.ctl(&format!("{line} --dry-run")).run();
    assert_eq!(dry.all(), (0, "would be adopted: mixed mode, from cucm-pub-CTL\n", ""));
    assert_eq!(new.files(), before);
    let run = new.ctl(line).run();
    assert_eq!(run.all(), (0, "@1: mixed mode, from cucm-pub-CTL\n", ""));
    let (ours, theirs) = (new.current().unwrap(), old.current().unwrap());
    assert_eq!((&ours.lists, ours.mode), (&theirs.lists, theirs.mode));
    // Nothing was published: the files are missing on the servers.
    assert!(!new.path("tftp/cucm-pub/CTLFile.tlv").exists());
    let status = new.ctl("status").run();
    assert_eq!(status.code, 1);
    assert!(status.text().contains("Cluster security mode: 1 (mixed)\n"), "{}", status.text());
    let run = new.change("update CTLFile", &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(new.read("tftp/cucm-pub/CTLFile.tlv"), old.read("tftp/cucm-pub/CTLFile.tlv"));
    // A file that is not a CTL is refused, and so is an ITL of a node without TFTP.
    let mut cases = 0;
    for (line, code) in
        [("adopt cucm-pub-ITL", 2), ("adopt --itl cucm-sub1=cucm-pub-ITL", 2), ("adopt nobody", 3)]
    {
        let run = new.ctl(line).run();
        assert_eq!((run.code, run.text()), (code, ""), "{line}: {}", run.err);
        cases += 1;
    }
    assert_eq!(cases, 3);
}

#[test]
fn what_is_said_word_for_word() {
    let site = Site::three();
    let run = site.change("set-cluster mixed-mode", &[]);
    assert_eq!(run.code, 0);
    assert!(
        run.text().starts_with("\nMoving Cluster to Mixed Mode\nCluster set to Mixed Mode\n\n")
    );
    site.edit("\"10.48.47.154\"", "\"10.48.47.164\"");
    let run = site.change("update CTLFile", &[]);
    assert!(run.text().starts_with("\nUpdating CTL file\nCTL file Updated\n\n"));
    let (_, table) = run.text().split_once("\nSERVER     ").unwrap();
    let expected = "\
FILE         PLACE                STATUS
cucm-pub   CTLFile.tlv  site/tftp/cucm-pub   written
cucm-pub   ITLFile.tlv  site/tftp/cucm-pub   written
cucm-sub1  CTLFile.tlv  site/tftp/cucm-sub1  written
";
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(plain(table).starts_with(&plain(expected)), "{table}");
    let run = site.change("set-cluster non-secure-mode", &[]);
    let words = "\nMoving Cluster to Non Secure Mode\nCluster set to Non Secure Mode\n\n";
    assert!(run.text().starts_with(words));
    let run = site.change("update CTLFile", &[]);
    assert_eq!(run.all(), (0, NOTHING, ""));
    let run = site.change("delete CTLFile", &["--phones-have", "@current"]);
    assert!(
        run.text().starts_with(
            "\nDeleting CTL file\nCTL file Deleted\n\nCTL: deleted from every server\n"
        )
    );
}

#[test]
fn what_phones_have_is_said_and_kept() {
    let site = Site::three();
    assert_eq!(site.change("set-cluster mixed-mode", &[]).code, 0);
    let held = || {
        let held = Whole::all(&site.path("")).into_iter().filter(|one| one.held);
        held.map(|one| one.number).collect::<Vec<_>>()
    };
    for (octet, expected) in [(164, vec![1, 2]), (174, vec![1, 2, 3])] {
        let address = format!("\"10.48.47.{}\"", octet - 10);
        site.edit(&address, &format!("\"10.48.47.{octet}\""));
        assert_eq!(site.ctl("update CTLFile --yes").run().code, 0);
        assert_eq!(held(), expected);
    }
    let run = site.ctl("update CTLFile --phones-have @2").run();
    let recorded =
        "Nothing changed since the last update; what you stated about the phones was recorded.\n";
    assert_eq!(run.all(), (0, recorded, ""));
    assert_eq!(held(), [2, 3]);
    let run = site.ctl("update CTLFile --phones-have @current --dry-run").run();
    assert_eq!(run.all(), (0, NOTHING, ""));
    assert_eq!(held(), [2, 3]);
    let run = site.ctl("update CTLFile --phones-have @9").run();
    let said = "ctl: generation @9 not found; run `ctl status --history`, which lists all \
                generations\n";
    assert_eq!(run.all(), (3, "", said));
    assert_eq!(held(), [2, 3]);
    let history = site.ctl("status --history").run();
    assert!(history.quiet().ends_with("  ctl update CTLFile: every phone has @2 or a later one\n"));
}

#[test]
fn json_has_the_documented_fields() {
    let site = Site::three();
    let cases = [
        ("set-cluster mixed-mode --yes --dry-run", "ctl.change/3", 0),
        ("set-cluster mixed-mode --yes", "ctl.change/3", 0),
        ("update CTLFile", "ctl.change/3", 0),
        ("itl update --dry-run", "ctl.change/3", 0),
        ("status", "ctl.status/2", 0),
        ("status --history", "ctl.history/2", 0),
        ("adopt --dry-run @1", "ctl.adopt/1", 0),
        ("delete CTLFile", "ctl.error/2", 1),
    ];
    for (line, schema, code) in cases {
        let run = site.ctl(&format!("{line} --json")).run();
        assert_eq!(run.code, code, "{line}: {}", run.err);
        let found: serde_json::Value = serde_json::from_str(run.text()).unwrap();
        assert_eq!(found["schema"], schema, "{line}");
        // The history's fields are arrays, each with a table of its own.
        if !["ctl.history/2", "ctl.adopt/1", "ctl.error/2"].contains(&schema) {
            Fields::of(&format!("## `{schema}`")).assert(&found);
        }
    }
}
