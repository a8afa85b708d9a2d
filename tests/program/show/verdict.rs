//! What `ctl show` prints of lists that are not sound, and of odd ones.

use support::Lab;

/// One bit of the last address: only the signature shows it.
fn tampered(lab: &Lab) -> Vec<u8> {
    let mut list = lab.list("ctl-512");
    *list.last_mut().unwrap() ^= 1;
    lab.write("tampered.tlv", &list);
    list
}

/// SIGNATURE of `ctl-512`: after Version and HeaderLength (5 each), SIGNERID (3 +
/// 9 + 60 + 16 + 60) and SIGNATUREINFO (3 + 15).
const FINDING: &str =
    "header, byte 176: the signature does not verify with the certificate of record 1";
const ADVICE: &str = "do not give this list to a phone; fetch it again, or rebuild it";

#[test]
fn a_list_that_is_not_sound_is_shown_and_the_answer_is_no() {
    let lab = Lab::new();
    tampered(&lab);
    let line = format!("ctl: tampered.tlv: {FINDING}; {ADVICE}\n");

    let listing = lab.ctl("show tampered.tlv").run();
    assert_eq!((listing.code, listing.err.as_str()), (1, line.as_str()));
    assert!(
        listing.text().ends_with("10\tIPADDRESS\t4\n\nThe CTL file could not be verified.\n\n")
    );
    assert_eq!(listing.text().matches("verified").count(), 1);

    let table = lab.ctl("show --format table tampered.tlv").run();
    assert_eq!((table.code, table.err.as_str()), (1, line.as_str()));
    assert!(table.text().ends_with("\n\n* signed by record 1; not sound\n"), "{}", table.text());

    let json = lab.ctl("show --json tampered.tlv").run();
    assert_eq!((json.code, json.err.as_str()), (1, ""));
    let value: serde_json::Value = serde_json::from_str(json.text()).unwrap();
    assert_eq!(value["sound"], false);
    let finding = serde_json::json!({
        "id": "V-SIGNATURE", "weight": "not-sound", "message": FINDING, "hint": ADVICE,
    });
    assert_eq!(value["findings"], serde_json::json!([finding]));
}

#[test]
fn a_signer_that_is_not_there_signs_no_record() {
    let lab = Lab::new();
    let mut list = lab.list("ctl-512");
    // CANAME of the header, the second of the names.
    let at = list.windows(11).enumerate().filter(|(_, w)| *w == b"CN=cucm-512").nth(1).unwrap().0;
    list[at + 3] = b'x';
    lab.write("orphan.tlv", list);
    let listing = lab.ctl("show orphan.tlv").run();
    assert_eq!(listing.code, 1);
    assert!(listing.text().contains("\n\nThis etoken was not used to sign the CTL file.\n"));
    assert!(listing.text().ends_with("\n\nThe CTL file could not be verified.\n\n"));
    assert_eq!(
        listing.err,
        "ctl: orphan.tlv: header, byte 10: no SAST record has the signer's issuer and serial \
         (CN=xucm-512;OU=Voice;O=Example;L=Brno;ST=South Moravia;C=CZ, \
         4143E56DBCA611BA79F67DCCD9C370E6); do not give this list to a phone; rebuild it with its signer as a SAST\n"
    );
    let table = lab.ctl("show --format table orphan.tlv").run();
    assert!(table.text().ends_with("\n\nno signer; not sound\n"), "{}", table.text());
    assert!(!table.text().contains('*'), "{}", table.text());
}

/// Byte offsets from docs/format.md, sections 1 to 3, and the lengths in the listing.
const ODD: [(&str, &str); 9] = [
    ("V-ODD-VERSION", "header, byte 0: expected version 1.0 to 1.2, found 1.9"),
    ("V-ODD-TAG", "header, byte 158: unknown tag 42 with 14 bytes"),
    ("V-ODD-TAG", "header, byte 282: unknown tag 30 with 5 bytes"),
    ("V-ODD-TAG", "header, byte 290: unknown tag 30 with 12 bytes"),
    (
        "V-ODD-MODULUS",
        "header, byte 189: SIGNATUREMODULUS 7 is not the code of a signature of 512 bits",
    ),
    ("V-ODD-PADS", "header, byte 312: expected 3 pads, found 7"),
    ("V-ODD-TAG", "record 2, byte 2060: unknown tag 7F with 7 bytes"),
    ("V-ODD-ROLE", "record 2, byte 1260: unknown role 300"),
    ("V-ODD-ADDRESS", "record 2, byte 2041: expected an IPADDRESS of 4 bytes, found 16"),
];

#[test]
fn an_odd_list_is_sound_and_what_is_odd_is_noted() {
    let lab = Lab::new();
    lab.list("ctl-odd");
    for format in ["listing", "table"] {
        let line = format!("show --format {format} ctl-odd.tlv");
        let run = lab.ctl(&line).run();
        assert_eq!(run.code, 0);
        let lines: Vec<_> = run.err.lines().collect();
        assert_eq!(lines.len(), ODD.len());
        for (line, (_, sentence)) in lines.iter().zip(ODD) {
            assert!(line.starts_with(&format!("ctl: ctl-odd.tlv: {sentence}; ")), "{line}");
        }
        let quiet = lab.ctl(&format!("{line} -q")).run();
        assert_eq!(quiet.all(), (0, run.text(), ""));
    }
}

#[test]
fn ids_are_shown_with_v() {
    let lab = Lab::new();
    lab.list("ctl-odd");
    let run = lab.ctl("show -v ctl-odd.tlv").run();
    let mut lines = run.err.lines();
    assert_eq!(lines.next(), Some("ctl: ctl-odd.tlv: 2070 bytes read"));
    for (id, sentence) in ODD {
        let line = lines.next().unwrap();
        assert!(line.contains(&format!("{sentence} [{id}]; ")), "{line}");
    }
    assert_eq!(lines.next(), None);
    let plain = lab.ctl("show ctl-odd.tlv").run();
    assert!(!plain.err.contains("[V-"), "{}", plain.err);
    let both = lab.ctl("show -v -q ctl-odd.tlv").run();
    assert_eq!((both.code, both.text()), (2, ""));
}
