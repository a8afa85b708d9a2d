//! `ctl token list`.

use serde_json::{Value, json};

use super::{SUBJECTS, ctl, folder, slot, two, uri};
use support::json::Fields;
use support::tokens::Tokens;

/// A token with one certificate as it is listed, with the text after the slot's number, and the
/// mark.
fn listed(tokens: &Tokens, number: usize, state: &str, mark: &str) -> String {
    let label = format!("SAST%20{number}");
    let (uri, slot, subject) = (uri(tokens, &label), slot(tokens, &label), SUBJECTS[number - 1]);
    format!(
        "{uri}  (SoftHSM project SoftHSM v2, slot {slot}{state})\n  signer  {subject}  RSA 1024{mark}\n"
    )
}

/// The uninitialised token that SoftHSM2 always has.
const BLANK: &str =
    "pkcs11:slot-id=2  (SoftHSM project SoftHSM v2, slot 2, PIN not set, not initialised)\n";

/// All lines, sorted: the order of the slots is random.
fn sorted(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines
}

#[test]
fn tokens_are_listed_with_the_state_of_their_pins() {
    let tokens = two();
    let states = [
        ("", ""),
        ("count-low", ", PIN count low"),
        ("count-low,final-try", ", PIN final try"),
        ("count-low,final-try,locked", ", PIN locked"),
    ];
    for (change, state) in states {
        let run = ctl(&tokens, "token list").change(change).done();
        let expected = listed(&tokens, 1, state, "") + &listed(&tokens, 2, state, "") + BLANK;
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{change}");
        assert_eq!(sorted(&run.stdout), sorted(&expected), "{change}");
        assert_eq!(run.count("C_Login"), 0, "{change}");
    }
    assert_eq!(states.len(), 4);
}

#[test]
fn certificates_that_can_sign_an_update_are_marked() {
    let tokens = two();
    let (yes, no) = ("  * can sign an update of the list", "  not in the list");
    let run = ctl(&tokens, "token list --list CTLFile.tlv").done();
    let expected = listed(&tokens, 1, "", yes) + &listed(&tokens, 2, "", yes) + BLANK;
    assert_eq!((run.code, sorted(&run.stdout)), (Some(0), sorted(&expected)));
    // A list in which only one of them is a SAST; the other one may be a CCM.
    let line = "build -q -o one.tlv --sast token2.pem --ccm token1.pem --key token-2.key";
    assert_eq!(tokens.lab.ctl(line).run().all(), (0, "", ""));
    let run = ctl(&tokens, "token list --list one.tlv").done();
    let expected = listed(&tokens, 1, "", no) + &listed(&tokens, 2, "", yes) + BLANK;
    assert_eq!((run.code, sorted(&run.stdout)), (Some(0), sorted(&expected)));
    // A file that is not a list is reported before a module is loaded.
    let run = ctl(&tokens, "token list --list pin").done();
    let error = "ctl: pin: header, byte 0: expected Version (tag 01), found tag 4B; check that this is a complete CTL or ITL file\n";
    assert_eq!((run.code, &*run.stdout, &*run.stderr), (Some(3), "", error));
    assert_eq!(run.calls, []);
}

#[test]
fn a_bad_slot_hides_no_token() {
    let tokens = two();
    let good = ctl(&tokens, "token list").done();
    let run = ctl(&tokens, "token list").change("bad-slot").done();
    let note = "ctl: slot 2989: in slot 2989: C_GetTokenInfo returned CKR_DEVICE_ERROR\n";
    assert_eq!((run.code, &run.stdout, &*run.stderr), (Some(0), &good.stdout, note));
    let run = ctl(&tokens, "token list --json").change("bad-slot").done();
    assert_eq!((run.code, &*run.stderr), (Some(0), ""));
    let value: Value = serde_json::from_str(&run.stdout).unwrap();
    let bad = &value["bad_slots"];
    assert_eq!((bad.as_array().unwrap().len(), &bad[0]["slot"]), (1, &json!(2989)));
    let message = "in slot 2989: C_GetTokenInfo returned CKR_DEVICE_ERROR";
    let error = &bad[0]["error"];
    assert_eq!((&error["id"], &error["message"]), (&json!("E-TOKEN-REFUSED"), &json!(message)));
    Fields::of("### `bad_slots`").assert(&value["bad_slots"][0]);
    assert_eq!(value["tokens"].as_array().unwrap().len(), 3);
}

#[test]
fn zero_tokens_are_not_an_error() {
    let tokens = two();
    let run = ctl(&tokens, "token list").change("empty").done();
    assert_eq!((run.code, &*run.stdout), (Some(0), ""));
    assert!(run.stderr.starts_with("ctl: no token is inserted; "), "{}", run.stderr);
    assert!(run.stderr.ends_with("forward.so has 3 slots\n"), "{}", run.stderr);
    let run = ctl(&tokens, "token list --json").change("empty").done();
    let value: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((&value["tokens"], &value["slots"]), (&json!([]), &json!(3)));
}

#[test]
fn json_has_the_documented_fields() {
    let lab = folder();
    lab.write("damaged.pem", "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n");
    let tokens = Tokens::new(
        lab,
        "token SAST%201
         certificate signer 01 token1.pem
         public signer 01 token-1.key
         private signer 01 token-1.key
         certificate damaged 02 damaged.pem",
    );
    let run = ctl(&tokens, "token list --json --list CTLFile.tlv").done();
    assert_eq!((run.code, &*run.stderr), (Some(0), ""));
    let value: Value = serde_json::from_str(&run.stdout).unwrap();
    Fields::of("## `ctl.tokens/2`").assert(&value);
    assert_eq!((&value["schema"], &value["slots"]), (&json!("ctl.tokens/2"), &json!(2)));
    let all = value["tokens"].as_array().unwrap();
    let [token, certificate, key] =
        ["### `tokens`", "### `certificates`", "### `keys`"].map(Fields::of);
    let mut counts = [0; 3];
    for one in all {
        token.assert(one);
        counts[0] += 1;
        for one in one["certificates"].as_array().unwrap() {
            certificate.assert(one);
            counts[1] += 1;
        }
        for one in one["keys"].as_array().unwrap() {
            key.assert(one);
            counts[2] += 1;
        }
    }
    assert_eq!(counts, [2, 2, 1]);
    let (uri, serial) = (uri(&tokens, "SAST%201"), tokens.serial("SAST%201"));
    let slot = slot(&tokens, "SAST%201");
    let found = all.iter().find(|one| one["label"] == "SAST 1").unwrap();
    let expected = json!({
        "uri": uri,
        "slot": slot,
        "reader": format!("SoftHSM slot ID 0x{slot:x}"),
        "label": "SAST 1",
        "manufacturer": "SoftHSM project",
        "model": "SoftHSM v2",
        "serial": serial,
        "initialised": true,
        "login": "pin",
        "pin": "good",
        "pin_to_be_changed": false,
        "certificates": found["certificates"],
        "keys": [{ "label": "signer", "id": "01", "private": false, "bits": 1024 }],
        "error": null,
    });
    assert_eq!(*found, expected);
    let sha1 = String::from_utf8(tokens.lab.openssl("x509 -in token1.pem -noout -fingerprint"));
    let sha1 = sha1.unwrap().trim().split('=').nth(1).unwrap().replace(':', "").to_lowercase();
    let certificates = found["certificates"].as_array().unwrap();
    let by_label = |label: &str| certificates.iter().find(|one| one["label"] == label).unwrap();
    let expected = json!({
        "uri": format!("{uri};object=signer;id=%01"),
        "label": "signer",
        "id": "01",
        "subject": SUBJECTS[0],
        "issuer": "CN=Cisco Manufacturing CA;O=Cisco Systems",
        "serial": "45daa2af00000027f93c",
        "key": "RSA 1024",
        "not_after": "2020-01-01T00:00:00Z",
        "sha1": sha1,
        "signs_list": true,
        "error": null,
    });
    assert_eq!(*by_label("signer"), expected);
    let expected = json!({
        "uri": format!("{uri};object=damaged;id=%02"),
        "label": "damaged",
        "id": "02",
        "subject": null,
        "issuer": null,
        "serial": null,
        "key": null,
        "not_after": null,
        "sha1": null,
        "signs_list": false,
        "error": {
            "id": "E-CERT-DER",
            "message": "the certificate does not decode: it is truncated",
            "hint": "export the certificate again",
        },
    });
    assert_eq!(*by_label("damaged"), expected);
}

/// The signers of a tampered list are not trusted.
#[test]
fn a_list_that_is_not_sound_marks_nobody() {
    let tokens = two();
    let mut list = tokens.lab.read("CTLFile.tlv");
    *list.last_mut().unwrap() ^= 1;
    tokens.lab.write("tampered.tlv", list);
    let run = tokens.lab.ctl("token list --list tampered.tlv").run();
    let error = "ctl: tampered.tlv is not sound, so the signers in it cannot be trusted; \
                 check it with `ctl verify`, and fetch it again\n";
    assert_eq!(run.all(), (1, "", error));
}
