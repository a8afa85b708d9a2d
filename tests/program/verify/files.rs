//! `ctl verify`.

use serde_json::{Value, json};

use support::Lab;
use support::json::Fields;

const SIGNED: &str = "CN=cucm-512;OU=Voice;O=Example;L=Brno;ST=South Moravia;C=CZ";

/// What `ctl verify` prints about `ctl-512`.
fn sound(file: &str) -> String {
    format!("{file}: sound, signed by {SIGNED} (record 1)\n")
}

/// The offset of the nth occurrence of `bytes` in the list, counted from 0.
fn nth(list: &[u8], bytes: &[u8], n: usize) -> usize {
    let mut found = list.windows(bytes.len()).enumerate().filter(|(_, window)| *window == bytes);
    found.nth(n).expect("there are as many").0
}

/// `sound.tlv`, `tampered.tlv` (one bit of the last address), `cut.tlv` (without its last byte) and
/// `text.tlv`.
fn lists() -> Lab {
    let lab = Lab::new();
    let mut list = lab.list("ctl-512");
    lab.write("sound.tlv", &list);
    lab.write("cut.tlv", &list[..list.len() - 1]);
    *list.last_mut().unwrap() ^= 1;
    lab.write("tampered.tlv", list);
    lab.write("text.tlv", "hello\n");
    lab
}

const TAMPERED: &str = "tampered.tlv: not sound\n  \
    not sound: header, byte 176: the signature does not verify with the certificate of record 1 \
    [V-SIGNATURE]\n";
const TEXT: &str = "ctl: text.tlv: header, byte 0: expected Version (tag 01), found tag 68; check that this is a complete CTL or ITL file\n";
/// RECORDLENGTH of record 2 comes after the header (265 bytes and 3 pads) and record 1 (868, like
/// record 2).
const CUT: &str = "ctl: cut.tlv: record 2, byte 1136: RECORDLENGTH is 868 bytes, but the rest of the file has 867; fetch the file again: it is truncated, or this number is wrong\n";
const MISSING: &str = "ctl: missing.tlv: cannot be read: No such file or directory (os error 2); \
    check the name and the permissions\n";

const NOT_READ: &str = "missing.tlv: not read\n";

/// What is printed on stdout about a file that is not a list.
fn malformed(file: &str) -> String {
    format!("{file}: malformed\n")
}

#[test]
fn every_file_has_its_line_and_the_worst_decides() {
    let lab = lists();
    let sound = sound("sound.tlv");
    let cases = [
        ("sound.tlv", 0, sound.clone(), String::new()),
        ("sound.tlv sound.tlv", 0, sound.repeat(2), String::new()),
        ("tampered.tlv", 1, TAMPERED.to_owned(), String::new()),
        ("text.tlv", 3, malformed("text.tlv"), TEXT.to_owned()),
        ("missing.tlv", 3, NOT_READ.to_owned(), MISSING.to_owned()),
        ("sound.tlv tampered.tlv sound.tlv", 1, format!("{sound}{TAMPERED}{sound}"), String::new()),
        (
            "sound.tlv text.tlv tampered.tlv cut.tlv missing.tlv sound.tlv",
            3,
            [&*sound, &malformed("text.tlv"), TAMPERED, &malformed("cut.tlv"), NOT_READ, &*sound]
                .concat(),
            format!("{TEXT}{CUT}{MISSING}"),
        ),
        (
            "cut.tlv tampered.tlv sound.tlv",
            3,
            [&*malformed("cut.tlv"), TAMPERED, &*sound].concat(),
            CUT.to_owned(),
        ),
    ];
    for (files, code, out, err) in &cases {
        let run = lab.ctl(&format!("verify {files}")).run();
        assert_eq!(run.all(), (*code, out.as_str(), err.as_str()), "{files}");
        // -q silences neither results nor errors.
        assert_eq!(lab.ctl(&format!("verify -q {files}")).run().all(), run.all(), "{files}");
    }
    assert_eq!(cases.len(), 8);
}

#[test]
fn a_pipe_is_read_like_a_file() {
    let lab = lists();
    let cases = [
        ("cat sound.tlv | ctl verify -", 0, sound("standard input"), String::new()),
        (
            "cat tampered.tlv | ctl verify sound.tlv - sound.tlv",
            1,
            format!(
                "{0}{1}{0}",
                sound("sound.tlv"),
                TAMPERED.replace("tampered.tlv", "standard input")
            ),
            String::new(),
        ),
        (
            "cat text.tlv | ctl verify -",
            3,
            malformed("-"),
            TEXT.replace("text.tlv", "standard input"),
        ),
    ];
    for (line, code, out, err) in &cases {
        let run = lab.bash(line).run();
        assert_eq!(run.all(), (*code, out.as_str(), err.as_str()), "{line}");
    }
    let run = lab.bash("ctl verify <(cat sound.tlv)").run();
    assert!(run.quiet().starts_with("/dev/fd/"), "{}", run.text());
}

#[test]
fn every_finding_is_printed() {
    let lab = Lab::new();
    let mut list = lab.list("ctl-512");
    // The first two of the names are in the header; then come SUBJECTNAME and ISSUERNAME of record
    // 1, and those of record 2. The serial number is in the header, in record 1 and its
    // certificate, and in record 2.
    let names = [4, 5].map(|n| nth(&list, b"CN=cucm-512", n));
    let serial = nth(&list, &hex::decode("4143e56dbca611ba79f67dccd9c370e6").unwrap(), 3);
    list[names[0] + 10] = b'3';
    list[names[1] + 10] = b'4';
    list[serial] ^= 0x80;
    lab.write("defects.tlv", list);
    let name =
        |digit: char| format!("CN=cucm-51{digit};OU=Voice;O=Example;L=Brno;ST=South Moravia;C=CZ");
    let lines = [
        "defects.tlv: not sound".to_owned(),
        format!(
            "  not sound: record 2, byte {}: expected SUBJECTNAME (tag 03) to be the certificate's \
             {SIGNED}, found {} [V-COPY]",
            names[0] - 3,
            name('3')
        ),
        format!(
            "  not sound: record 2, byte {}: expected ISSUERNAME (tag 05) to be the certificate's \
             {SIGNED}, found {} [V-COPY]",
            names[1] - 3,
            name('4')
        ),
        format!(
            "  not sound: record 2, byte {}: expected SERIALNUMBER (tag 06) to be the \
             certificate's 4143e56dbca611ba79f67dccd9c370e6, found c143e56dbca611ba79f67dccd9c370e6 \
             [V-COPY]",
            serial - 3
        ),
        "  not sound: header, byte 176: the signature does not verify with the certificate of \
         record 1 [V-SIGNATURE]"
            .to_owned(),
    ];
    let run = lab.ctl("verify defects.tlv").run();
    assert_eq!(run.all(), (1, &*format!("{}\n", lines.join("\n")), ""));
}

#[test]
fn oddities_of_a_sound_list_are_reported() {
    let lab = Lab::new();
    lab.list("ctl-odd");
    let run = lab.ctl("verify ctl-odd.tlv").run();
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let lines: Vec<_> = run.text().lines().collect();
    assert_eq!(lines[0], sound("ctl-odd.tlv").trim_end());
    assert_eq!(
        lines[1],
        "  odd: header, byte 0: expected version 1.0 to 1.2, found 1.9 [V-ODD-VERSION]"
    );
    assert_eq!(lines.len(), 10);
    assert!(lines[1..].iter().all(|line| line.starts_with("  odd: ")), "{lines:?}");
}

#[test]
fn one_signer_can_be_insisted_on() {
    let lab = lists();
    for name in ["ccm-512", "pub-ccm", "ca-signed", "lab-ca"] {
        lab.certificate(name);
    }
    lab.openssl("x509 -in ccm-512.pem -outform DER -out ccm-512.der");
    lab.openssl("crl2pkcs7 -nocrl -certfile ccm-512.pem -out ccm-512.p7b");
    for file in ["ccm-512.pem", "ccm-512.der", "ccm-512.p7b"] {
        let run = lab.ctl(&format!("verify --signer {file} sound.tlv")).run();
        assert_eq!(run.quiet(), sound("sound.tlv"), "{file}");
    }

    let run = lab.ctl("verify --signer pub-ccm.pem sound.tlv").run();
    let subject = |cn: &str| SIGNED.replace("cucm-512", cn);
    let other = format!(
        "not sound: expected the list to be signed by {}, found {} [V-SIGNER-OTHER]",
        subject("cucm-pub"),
        subject("cucm-512")
    );
    assert_eq!(run.all(), (1, &*format!("sound.tlv: not sound\n  {other}\n"), ""));

    // A list that is unsound anyway has two findings.
    let run = lab.ctl("verify --signer pub-ccm.pem tampered.tlv").run();
    assert_eq!(run.all(), (1, &*format!("{TAMPERED}  {other}\n"), ""));

    // The right signer does not make it sound.
    let run = lab.ctl("verify --signer ccm-512.pem tampered.tlv").run();
    assert_eq!(run.all(), (1, TAMPERED, ""));

    let run = lab.ctl("verify --signer text.tlv sound.tlv").run();
    assert_eq!((run.code, run.text()), (3, ""));
    assert_eq!(
        run.err,
        "ctl: text.tlv: expected a certificate in PEM, DER or PKCS#7, found text without a PEM \
         block; export the certificate again as PEM or DER\n"
    );
}

#[test]
fn json_says_the_same() {
    let lab = lists();
    let run = lab.ctl("verify --json sound.tlv tampered.tlv text.tlv missing.tlv").run();
    assert_eq!((run.code, run.err.as_str()), (3, ""));
    assert!(run.text().ends_with("\n}\n"));
    let value: Value = serde_json::from_str(run.text()).unwrap();
    assert_eq!(value.as_object().unwrap().keys().collect::<Vec<_>>(), ["files", "schema"]);
    assert_eq!(value["schema"], "ctl.verify/2");
    let (fields, finding) = (Fields::of("## `ctl.verify/2`"), Fields::of("### `findings`"));
    for file in value["files"].as_array().unwrap() {
        fields.assert(file);
        file["findings"].as_array().unwrap().iter().for_each(|said| finding.assert(said));
    }
    let error = |id: &str, line: &str| {
        let line = line.strip_prefix("ctl: ").unwrap().trim_end();
        let (message, hint) = line.split_once("; ").unwrap();
        json!({ "id": id, "message": message, "hint": hint })
    };
    let finding = json!({
        "id": "V-SIGNATURE",
        "weight": "not-sound",
        "message": "header, byte 176: the signature does not verify with the certificate of record 1",
        "hint": "do not give this list to a phone; fetch it again, or rebuild it",
    });
    let certificate = &value["files"][0]["signer"];
    assert_eq!((&certificate["subject"], &certificate["record"]), (&SIGNED.into(), &1.into()));
    assert_eq!(value["files"][1]["signer"], *certificate);
    let expected = json!([
        { "path": "sound.tlv", "sound": true, "signer": certificate, "error": null,
          "findings": [], "expiring": [], "phones": null },
        { "path": "tampered.tlv", "sound": false, "signer": certificate, "error": null,
          "findings": [finding], "expiring": [], "phones": null },
        { "path": "text.tlv", "sound": false, "signer": null,
          "error": error("E-PARSE-TAG", TEXT), "findings": [], "expiring": [], "phones": null },
        { "path": "missing.tlv", "sound": false, "signer": null,
          "error": error("E-INPUT-READ", MISSING), "findings": [], "expiring": [], "phones": null },
    ]);
    assert_eq!(value["files"], expected);
    // One file also gives an array.
    let one = lab.ctl("--json verify sound.tlv").run();
    let one: Value = serde_json::from_str(one.quiet()).unwrap();
    assert_eq!(one["files"], json!([expected[0]]));
}

#[test]
fn without_a_file_the_call_is_wrong() {
    let lab = Lab::new();
    let run = lab.ctl("verify").run();
    assert_eq!((run.code, run.text()), (2, ""));
    assert!(run.err.contains("<FILE>..."), "{}", run.err);
}
