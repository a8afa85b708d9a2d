//! The decision in numbered sentences.

use super::lists;

const SITE: &str = "OU=Voice;O=Example;L=Brno;ST=South Moravia;C=CZ";

/// What openssl prints of a certificate: its serial number with colons, and its SHA-1.
fn facts(lab: &support::Lab, file: &str) -> (String, String) {
    let line = |option: &str| {
        let said = lab.openssl(&format!("x509 -in {file} -noout {option}"));
        let text = String::from_utf8(said).unwrap();
        text.trim_end().split_once('=').unwrap().1.to_owned()
    };
    let serial = line("-serial");
    let pairs: Vec<_> =
        serial.as_bytes().chunks(2).map(|pair| str::from_utf8(pair).unwrap()).collect();
    (pairs.join(":"), line("-fingerprint -sha1").replace(':', ""))
}

#[test]
fn every_step_can_be_followed() {
    let lab = lists();
    let (serial, sha1) = facts(&lab, "stranger.pem");
    let (server_serial, server_sha1) = facts(&lab, "sub-ccm.pem");
    let signer = format!("CN=ITLRECOVERY_cucm-sub;{SITE}, self-signed, serial {serial}");
    let server = format!("CN=cucm-sub;{SITE}, self-signed, serial {server_serial}");
    let run =
        lab.ctl("accept --ctl ctl.tlv --itl itl.tlv --class sbd --explain stranger.tlv").run();
    let expected = format!(
        "sbd, stranger.tlv: refused, locked out
  1. The new CTL names its signer: {signer}. [step 4]
  2. The stored CTL has 2 records with role SAST, and none with this issuer and serial. [step 4]
  3. The stored ITL has 1 record with role SAST, and none with this issuer and serial. [step 4]
  4. TVS, record 3 of the stored ITL, is ignored: it is not known whether it runs. [step 6]
  5. The phone discards the new CTL and keeps what it had stored. [step 8]
  6. The phone does not trust the server cucm-sub (CCM+TFTP), whose certificate is not in any stored list: {server}, SHA-1 {server_sha1}. [step 9]
  refused: the phone does not know the signer, CN=ITLRECOVERY_cucm-sub;{SITE} [V-PHONE-SIGNER]
  hint: the phone could accept this if TVS (record 3 of the stored ITL) runs and knows the signer as SAST
  The phone shows \"Trust List Update Failed\". [step 8]
"
    );
    assert_eq!(run.all(), (1, &*expected, ""));

    let run = lab
        .ctl(
            "accept --itl itl.tlv --class sbd --class legacy --explain --tvs pub-tvs.pem \
             --tvs-knows stranger.pem same.tlv --then same.tlv",
        )
        .run();
    let expected = format!(
        "stage 1, sbd, same.tlv: accepted by TVS
  1. The new CTL names its signer: {signer}. [step 4]
  2. No CTL is stored. [step 4]
  3. The stored ITL has 1 record with role SAST, and none with this issuer and serial. [step 4]
  4. The TVS of record 3 of the stored ITL has this issuer and serial as SAST, and the signature verifies with that key: {signer}, SHA-1 {sha1}. [step 6]
  5. The phone keeps the new CTL. [step 4]
  The phone shows \"CTL installed\". [step 8]

stage 2, sbd, same.tlv: unchanged
  1. This CTL is stored already; nothing is checked. [step 2]

stage 1, legacy, same.tlv: accepted
  1. Neither a CTL nor an ITL was stored: the first CTL is accepted, whoever signed it. [step 3]
  2. The list's own signature verifies with the certificate of its record 1. [step 3]
  3. The phone keeps the new CTL. [step 3]
  note: ctl requires that a SAST in the list signs it; no source says whether a phone requires \
  that [V-PHONE-NOTE-OWN]
  The phone shows \"CTL installed\". [step 8]

stage 2, legacy, same.tlv: unchanged
  1. This CTL is stored already; nothing is checked. [step 2]
"
    );
    assert_eq!(run.quiet(), expected);
}

#[test]
fn names_cannot_move_the_cursor() {
    let lab = lists();
    lab.certificate("odd-controls");
    lab.key("shared-1");
    lab.concat("odd.pem", &["shared-1.key", "odd-controls.pem"]);
    assert_eq!(lab.ctl("build -q -o odd.tlv --sast odd.pem --ccm-tftp odd.pem").run().quiet(), "");
    for mode in ["", "--explain", "--json"] {
        let run = lab.ctl(&format!("accept --ctl ctl.tlv {mode} odd.tlv")).run();
        assert_eq!(run.code, 1, "{mode}");
        let control = |c: char| c.is_control() && c != '\n' || c == '\u{202a}';
        assert!(!run.text().contains(control), "{mode}");
        assert!(!run.err.contains(control), "{mode}");
        assert_eq!(run.text().contains("CN=red\\"), !mode.is_empty(), "{mode}");
    }
}
