//! What `ctl status` and `ctl verify` print about checksums, expiry, and about drift.

use md5::{Digest as _, Md5};
use serde_json::{Value, json};
use sha1::Sha1;

use super::Site;
use super::site::strings;

const NEVER: &str = "\nNothing was published yet, so there is nothing to compare.\n";

/// The row of a file in the table of checksums.
fn sums(servers: &str, name: &str, bytes: &[u8]) -> String {
    let (md5, sha1) = (hex::encode(Md5::digest(bytes)), hex::encode(Sha1::digest(bytes)));
    format!("{servers} {name} {md5} {sha1}")
}

/// The lines of a text, with runs of blanks collapsed.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// Regenerates certificate and key, valid for ten days from that time.
fn certify_at(site: &Site, stem: &str, common_name: &str, seconds: &str) {
    let call = site.lab.ctl("cert new --quiet --force --days 10").env("SOURCE_DATE_EPOCH", seconds);
    let call = call.arg("-o").arg(&format!("site/certs/{stem}.pem"));
    let call = call.arg("--key-out").arg(&format!("site/keys/{stem}.pem"));
    let run = call.arg("--subject").arg(&format!("CN={common_name}")).run();
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{stem}");
}

#[test]
fn the_servers_are_beside_every_checksum() {
    let site = Site::three();
    let never = site.ctl("status").run();
    assert!(never.quiet().ends_with(NEVER), "{}", never.text());
    assert_eq!(site.change("set-cluster mixed-mode", &[]).code, 0);
    let status = site.ctl("status").run();
    let found = lines(status.quiet());
    let file = |host: &str, kind: &str| site.read(&format!("tftp/{host}/{kind}"));
    let capf = format!("{}.0", site.name("CAPF"));
    let expected = [
        "SERVER FILE MD5 SHA-1".to_owned(),
        sums("cucm-pub, cucm-sub1, cucm-tftp1", "CTLFile.tlv", &file("cucm-pub", "CTLFile.tlv")),
        sums("cucm-pub", "ITLFile.tlv", &file("cucm-pub", "ITLFile.tlv")),
        sums("cucm-sub1, cucm-tftp1", "capf.cer", &file("cucm-sub1", "capf.cer")),
        sums("cucm-sub1, cucm-tftp1", &capf, &file("cucm-sub1", &capf)),
        sums("cucm-tftp1", "ITLFile.tlv", &file("cucm-tftp1", "ITLFile.tlv")),
        String::new(),
    ];
    let start = found.iter().position(|line| *line == expected[0]).expect("the table");
    assert_eq!(found[start..start + expected.len()], expected);
}

#[test]
fn what_was_adopted_has_its_checksums_and_its_mode() {
    let (old, new) = (Site::three(), Site::three());
    assert_eq!(old.change("set-cluster mixed-mode", &[]).code, 0);
    let (ctl, itl) = (old.read("tftp/cucm-pub/CTLFile.tlv"), old.read("tftp/cucm-pub/ITLFile.tlv"));
    new.lab.write("ctl.tlv", &ctl);
    new.lab.write("itl.tlv", &itl);
    // Only an ITL: its CCM+TFTP record is one of mixed mode.
    let run = new.ctl("adopt --itl cucm-pub=itl.tlv").run();
    assert_eq!(run.all(), (0, "@1: mixed mode, from ITLs of cucm-pub\n", ""));
    let run = new.ctl("adopt ctl.tlv --itl cucm-pub=itl.tlv").run();
    assert_eq!(run.all(), (0, "@2: mixed mode, from ctl.tlv\n", ""));
    let status = new.ctl("status").run();
    let found = lines(status.text());
    for row in
        [sums("no server", "CTLFile.tlv", &ctl), sums("not on cucm-pub", "ITLFile.tlv", &itl)]
    {
        assert!(found.contains(&row), "{row}\n{}", status.text());
    }
    let status = new.ctl("status --json").run();
    let status: Value = serde_json::from_str(status.text()).unwrap();
    assert_eq!(status["lists"][0]["sha1"], hex::encode(Sha1::digest(&ctl)));
    assert_eq!(status["lists"][1]["md5"], hex::encode(Md5::digest(&itl)));
    assert_eq!(status["lists"][1]["size"], itl.len());
    // In non-secure mode the node's record is TFTP.
    assert_eq!(old.change("set-cluster non-secure-mode", &[]).code, 0);
    let third = Site::three();
    third.lab.write("itl.tlv", old.read("tftp/cucm-pub/ITLFile.tlv"));
    let run = third.ctl("adopt --itl cucm-pub=itl.tlv").run();
    assert_eq!(run.all(), (0, "@1: non-secure mode, from ITLs of cucm-pub\n", ""));
}

#[test]
fn an_anchor_that_has_expired_is_a_finding_and_no_verdict_rests_on_it() {
    let site = Site::three();
    certify_at(&site, "ITLRecovery", "ITLRECOVERY_cucm-pub", "1500000000");
    assert_eq!(site.change("set-cluster mixed-mode", &[]).code, 0);
    let status = site.ctl("status").run();
    let end = "
sbd: 2 anchors left, 1 of them expired: ITLRECOVERY_cucm-pub, cucm-pub
legacy: 2 anchors left, 1 of them expired: ITLRECOVERY_cucm-pub, cucm-pub
cti: 2 anchors left, 1 of them expired: ITLRECOVERY_cucm-pub, cucm-pub

ITLRECOVERY_cucm-pub (CTL, ITL of cucm-pub, ITL of cucm-tftp1) expired on 2017-07-24

Phones may hold: @1

No drift: what is published is what cluster.toml describes.
";
    assert_eq!((status.code, status.err.as_str()), (1, ""));
    assert!(status.text().ends_with(end), "{}", status.text());
    let anchors = lines(status.text());
    let row = "ITLRECOVERY_cucm-pub CTL, ITL of cucm-pub, ITL of cucm-tftp1 expired";
    assert!(anchors.iter().any(|line| line == row), "{}", status.text());
    let run = site.ctl("status --json").run();
    let report: Value = serde_json::from_str(run.text()).unwrap();
    assert_eq!((run.code, &report["drift"]), (1, &json!([])));
    assert_eq!(report["expiring"][0]["not_after"], "2017-07-24T02:40:00Z");
    assert_eq!(report["classes"][1]["expired"], json!(["ITLRECOVERY_cucm-pub"]));
    // The list is sound nevertheless.
    let ctl = "site/tftp/cucm-pub/CTLFile.tlv";
    let run = site.lab.ctl(&format!("verify {ctl}")).run();
    assert!(run.quiet().starts_with(&format!("{ctl}: sound, signed by ")), "{}", run.text());
}

#[test]
fn what_expires_soon_is_reported_on_request() {
    let site = Site::three();
    // The CAPF certificate of a lab is valid for five years, this one for ten days.
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let start = now.as_secs() - 3600;
    certify_at(&site, "CAPF", "CAPF-12345678", &start.to_string());
    assert_eq!(site.change("set-cluster mixed-mode", &[]).code, 0);
    let ctl = "site/tftp/cucm-pub/CTLFile.tlv";
    let mut cases = 0;
    for (period, code) in
        [("0d", 0), ("9d", 0), ("1w", 0), ("10d", 1), ("2w", 1), ("30", 1), ("4w", 1)]
    {
        for (line, place) in [
            (
                format!("status --expires-within {period}"),
                "CTL, ITL of cucm-pub, ITL of cucm-tftp1",
            ),
            (format!("verify {ctl} --expires-within {period}"), "record 3"),
        ] {
            let run = site.ctl(&line).run();
            assert_eq!((run.code, run.err.as_str()), (code, ""), "{line}");
            let said = format!("CAPF-12345678 ({place}) expires on ");
            let found = run.text().lines().find(|line| line.contains(&said));
            assert_eq!(found.is_some(), code == 1, "{line}: {}", run.text());
            assert!(found.is_none_or(|line| line.ends_with(", in 9 days")), "{found:?}");
            let run = site.ctl(&format!("{line} --json")).run();
            let report: Value = serde_json::from_str(run.text()).unwrap();
            let report = report
                .get("files")
                .filter(|_| line.starts_with("verify"))
                .map_or(&report["expiring"], |files| &files[0]["expiring"]);
            assert_eq!(report.as_array().unwrap().len(), usize::from(code == 1), "{line}");
            cases += 1;
        }
    }
    assert_eq!(cases, 14);
    for period in ["", "d", "x", "-1d", "+1d", "1.5d", "99999999999d", "4294967295w"] {
        let run = site.ctl("status").arg(&format!("--expires-within={period}")).run();
        assert_eq!((run.code, run.text()), (2, ""), "{period}");
        let reason = "expected days or weeks, such as 30d or 4w";
        assert!(run.err.contains(reason) || period.is_empty(), "{}", run.err);
    }
}

#[test]
fn a_rollback_is_described_as_one() {
    let site = Site::three();
    assert_eq!(site.change("set-cluster mixed-mode", &[]).code, 0);
    let first = site.read("tftp/cucm-pub/CTLFile.tlv");
    site.edit("\"10.48.47.154\"", "\"10.48.47.164\"");
    assert_eq!(site.change("update CTLFile", &[]).code, 0);
    let drift = || {
        let run = site.ctl("status --json").run();
        let report: Value = serde_json::from_str(run.text()).unwrap();
        strings(&report["drift"]).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    // Somebody restored an old file.
    std::fs::write(site.path("tftp/cucm-pub/CTLFile.tlv"), &first).unwrap();
    let restored = "CTLFile.tlv on cucm-pub is from @1, not from the last publication";
    assert_eq!(drift(), [restored]);
    assert_eq!(site.change("update CTLFile --to @1", &[]).code, 0);
    let described = [
        "@3 repeats an earlier CTL (ctl update CTLFile --to @1)",
        "address of cucm-sub1 changed: 10.48.47.154 to 10.48.47.164",
    ];
    assert_eq!(drift(), described);
}

#[test]
fn sasts_that_the_release_prescribes_are_no_warning() {
    let site = Site::tokens();
    let run = site.change("set-cluster mixed-mode", &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(!run.err.contains("SAST records"), "{}", run.err);
    assert!(run.text().contains("\n  + SAST  "), "{}", run.text());
    // A SAST of another cluster is optional, and causes a warning.
    std::fs::copy(site.lab.path("third.pem"), site.path("certs/other.pem")).unwrap();
    site.append("[[trust]]\ncertificate = \"certs/other.pem\"\n");
    let run = site.change("update CTLFile", &["--dry-run"]);
    let said = "ctl: warning: the list has 5 SAST records; some phones are reported to read no \
                more than 2; use 2, unless phones need more\n";
    assert!(run.err.contains(said), "{}", run.err);
}
