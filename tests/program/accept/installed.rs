//! `ctl verify --installed`.

use serde_json::Value;

use super::lists;
use support::json::Fields;

const SITE: &str = "OU=Voice;O=Example;L=Brno;ST=South Moravia;C=CZ";

/// The line of a sound list, and those of the three classes.
fn lines(file: &str, signer: &str, classes: [&str; 3]) -> String {
    let head = format!("{file}: sound, signed by CN={signer};{SITE} (record 1)\n");
    let [sbd, legacy, cti] = classes;
    format!("{head}  sbd: {sbd}\n  legacy: {legacy}\n  cti: {cti}\n")
}

#[test]
fn each_class_has_its_line() {
    let lab = lists();
    let accepted = "accepted: CTL record 3, ITLRECOVERY_cucm-pub";
    let not_asked = "not asked for: the class knows no ITL";
    let lost = "refused, locked out: the signer is not known";
    let recovery = "ITLRECOVERY_cucm-pub";
    let taken = lines("new.tlv", recovery, [accepted; 3]);
    let run = lab.ctl("verify --installed ctl.tlv new.tlv").run();
    assert_eq!(run.quiet(), taken);

    // Phones get the files in this order, so the ITL's signer is in the new CTL.
    let by_new = "accepted: CTL record 1, ITLRECOVERY_cucm-pub";
    let run = lab.ctl("verify --installed itl.tlv --installed ctl.tlv new.tlv newitl.tlv").run();
    let itl = lines("newitl.tlv", recovery, [by_new, not_asked, not_asked]);
    assert_eq!(run.quiet(), format!("{taken}{itl}"));

    let run = lab.ctl("verify --installed itl.tlv --installed ctl.tlv stranger.tlv").run();
    let hint = "ctl: stranger.tlv: sbd: the phone could accept this if TVS (record 3 of the stored ITL) runs and knows the signer as SAST; see `ctl accept`\n";
    assert_eq!(run.all(), (1, &*lines("stranger.tlv", "ITLRECOVERY_cucm-sub", [lost; 3]), hint));
}

#[test]
fn what_is_malformed_is_met_by_no_phone() {
    let lab = lists();
    lab.write("text.tlv", "hello\n");
    let mut tampered = lab.read("new.tlv");
    *tampered.last_mut().unwrap() ^= 1;
    lab.write("tampered.tlv", tampered);
    let text = "ctl: text.tlv: header, byte 0: expected Version (tag 01), found tag 68; check that this is a complete CTL or ITL file\n";
    let run = lab.ctl("verify --installed ctl.tlv text.tlv new.tlv").run();
    let accepted = "accepted: CTL record 3, ITLRECOVERY_cucm-pub";
    let taken = lines("new.tlv", "ITLRECOVERY_cucm-pub", [accepted; 3]);
    assert_eq!(run.all(), (3, &*format!("text.tlv: malformed\n{taken}"), text));
    // An unsound list is judged: phones refuse it because of its signature.
    let run = lab.ctl("verify --installed ctl.tlv tampered.tlv").run();
    let mut lines = run.text().lines();
    assert_eq!(lines.next(), Some("tampered.tlv: not sound"));
    // The last byte belongs to the server's certificate, whose fields the record repeats.
    assert!(lines.next().unwrap().ends_with("[V-COPY]"));
    assert!(lines.next().unwrap().ends_with("[V-SIGNATURE]"));
    for class in ["sbd", "legacy", "cti"] {
        let line = format!(
            "  {class}: refused, locked out: wrong signature: CTL record 3, ITLRECOVERY_cucm-pub"
        );
        assert_eq!(lines.next(), Some(&*line));
    }
    assert_eq!((run.code, lines.next()), (1, None));
    // A malformed stored list ends the command.
    let run = lab.ctl("verify --installed text.tlv new.tlv").run();
    assert_eq!(run.all(), (3, "", text));
    let twice =
        "ctl: a phone holds one CTL, but two were given; name at most one CTL and one ITL\n";
    let run = lab.ctl("verify --installed ctl.tlv --installed new.tlv new.tlv").run();
    assert_eq!(run.all(), (2, "", twice));
}

#[test]
fn json_has_the_documented_fields() {
    let lab = lists();
    let run = lab.ctl("verify --json --installed ctl.tlv new.tlv stranger.tlv").run();
    assert_eq!((run.code, &*run.err), (1, ""));
    let value: Value = serde_json::from_str(run.text()).unwrap();
    let [file, list, anchor] = ["## `ctl.verify/2`", "### `lists`", "### `anchor`"].map(Fields::of);
    let mut outcomes = Vec::new();
    for told in value["files"].as_array().unwrap() {
        file.assert(told);
        for phone in told["phones"].as_array().unwrap() {
            let fields: Vec<_> = phone.as_object().unwrap().keys().collect();
            assert_eq!(fields, ["anchor", "class", "hint", "outcome", "reason"]);
            assert!(fields[2..].iter().all(|field| list.has(field)));
            if !phone["anchor"].is_null() {
                anchor.assert(&phone["anchor"]);
            }
            outcomes.push(format!("{} {}", phone["class"], phone["outcome"]).replace('"', ""));
        }
    }
    let expected = [
        "sbd accepted",
        "legacy accepted",
        "cti accepted",
        "sbd refused, locked out",
        "legacy refused, locked out",
        "cti refused, locked out",
    ];
    assert_eq!(outcomes, expected);
}
