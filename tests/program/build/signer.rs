//! Which certificate signs, and which keys are allowed.

use super::{PUBLISHER, done, publisher, refused};
use support::Lab;

/// The number of the record that signed `new.tlv`.
fn signer(lab: &Lab) -> u64 {
    let shown = lab.ctl("show --json new.tlv").run();
    let shown: serde_json::Value = serde_json::from_str(shown.quiet()).unwrap();
    shown["signer"]["record"].as_u64().unwrap()
}

#[test]
fn the_signer_is_the_first_sast_whose_file_holds_its_key_unless_named() {
    let lab = publisher();
    for name in ["sub-ccm", "pub-itlrecovery"] {
        lab.pair(name, &format!("{name}-both.pem"));
    }
    lab.openssl("x509 -in pub-ccm.pem -outform DER -out pub.der");
    let cases = [
        ("--sast pub.pem", 1),
        ("--sast pub.pem --sast sub-ccm-both.pem", 1),
        ("--sast sub-ccm-both.pem --sast pub.pem", 1),
        ("--sast sub-ccm.pem --sast pub.pem", 2),
        ("--ccm sub-ccm-both.pem --sast pub.pem", 2),
        ("--sast sub-ccm.pem --ccm pub.pem --sast pub-itlrecovery-both.pem --sast pub.pem", 3),
        // --key alone is the key of the first --sast.
        ("--sast pub-ccm.pem --key pub-ccm.key", 1),
        ("--sast pub-ccm.pem --sast sub-ccm-both.pem --key pub-ccm.key", 1),
        ("--sast pub.pem --key pub-ccm.key", 1),
        ("--sast pub-ccm.pem --key pub.pem", 1),
        // --signer selects another one, in any format and with its key in any file.
        ("--sast sub-ccm-both.pem --sast pub-ccm.pem --signer pub.pem", 2),
        ("--sast sub-ccm-both.pem --sast pub.pem --signer pub-ccm.pem", 2),
        ("--sast sub-ccm-both.pem --sast pub-ccm.pem --signer pub.der --key pub-ccm.key", 2),
        ("--ccm pub.pem --sast pub-ccm.pem --signer pub.pem --key pub.pem", 2),
        ("--sast pub-ccm.pem --sast pub-ccm.pem --key pub-ccm.key", 1),
    ];
    for (line, expected) in cases {
        let run = lab.ctl(&format!("build --force -o new.tlv {line}")).run();
        assert_eq!((run.code, run.text()), (0, ""), "{line}: {}", run.err);
        assert_eq!(signer(&lab), expected, "{line}");
        assert_eq!(lab.ctl("verify new.tlv").run().code, 0, "{line}");
    }
    assert_eq!(cases.len(), 15);
}

#[test]
fn a_signer_that_cannot_sign_is_refused() {
    let lab = publisher();
    for name in ["sub-ccm", "ccm-3072", "ec-256", "ccm-512"] {
        lab.certificate(name);
        lab.key(name);
    }
    lab.pair("sub-ccm", "sub.pem");
    lab.write("text", "hello\n");
    lab.concat("two.key", &["pub-ccm.key", "sub-ccm.key"]);
    let not_sast = "ctl: the signer is not one of the SAST records; add the signer's certificate with --sast: phones look for the signer in the SAST records\n";
    let no_signer = "ctl: no --sast file contains a private key, so nothing can sign the list; name \
                     the signer with --signer CERT --key KEY\n";
    let cases = [
        ("--sast pub.pem --signer sub-ccm.pem", 2, not_sast),
        ("--sast pub.pem --ccm sub.pem --signer sub.pem", 2, not_sast),
        ("--ccm pub.pem --key pub-ccm.key", 2, not_sast),
        ("--ccm pub.pem", 2, no_signer),
        ("--sast pub-ccm.pem --ccm pub.pem", 2, no_signer),
        (
            "--sast pub-ccm.pem --key sub-ccm.key",
            4,
            "ctl: sub-ccm.key: the private key does not belong to the certificate of C=CZ, \
             ST=South Moravia, L=Brno, O=Example, OU=Voice, CN=cucm-pub; name the key that belongs to this certificate\n",
        ),
        (
            "--sast sub-ccm.pem --sast pub-ccm.pem --key pub-ccm.key",
            4,
            "ctl: pub-ccm.key: the private key does not belong to the certificate of C=CZ, \
             ST=South Moravia, L=Brno, O=Example, OU=Voice, CN=cucm-sub; name the key that belongs to this certificate\n",
        ),
        (
            "--sast pub-ccm.pem --signer pub-ccm.pem",
            4,
            "ctl: pub-ccm.pem: expected a private key in PKCS#1, PKCS#8 or PKCS#12, found PEM \
             with CERTIFICATE only; name the file that contains the private key\n",
        ),
        (
            "--sast pub-ccm.pem --key text",
            4,
            "ctl: text: expected a private key in PKCS#1, PKCS#8 or PKCS#12, found text without \
             a PEM block; name the file that contains the private key\n",
        ),
        (
            "--sast pub-ccm.pem --key two.key",
            4,
            "ctl: two.key: the file contains 2 private keys, expected one; split the file and name \
             the one with the signer's key\n",
        ),
        (
            "--sast pub-ccm.pem --key ec-256.key",
            4,
            "ctl: ec-256.key: the private key's algorithm is EC, expected RSA; \
             sign with an RSA key; EC certificates are possible in records only\n",
        ),
        (
            "--sast ccm-3072.pem --key ccm-3072.key",
            4,
            "ctl: the signer cucm-3072 has an RSA key of 3072 bits, expected 512, 1024, 2048 or 4096; sign with a key of 1024 or 2048 bits, which every phone \
             verifies\n",
        ),
        (
            "--sast ec-256.pem --key ec-256.key",
            4,
            "ctl: the key of the signer cucm-pub-EC is EC P-256, expected RSA; sign with an RSA key; EC certificates are possible in records only\n",
        ),
        (
            "--sast ccm-512.pem --key ccm-512.key --digest sha512",
            4,
            "ctl: a signature of an RSA key of 512 bits is too short for SHA-512; use --digest \
             sha1, or a longer key\n",
        ),
        (
            "--sast pub-ccm.pem --key missing.key",
            3,
            "ctl: missing.key: cannot be read: No such file or directory (os error 2); check the \
             name and the permissions\n",
        ),
    ];
    for (line, code, error) in cases {
        let run = refused(&lab, line);
        assert_eq!((run.code, run.err.as_str()), (code, error), "{line}");
    }
    assert_eq!(cases.len(), 15);
}

#[test]
fn v_says_what_is_read_and_chosen() {
    let lab = publisher();
    lab.certificate("ec-256");
    let run = lab.ctl("build -v -o new.tlv --sast pub.pem --ccm ec-256.pem").run();
    let lines = [
        format!("ctl: pub.pem: SAST {PUBLISHER}\n"),
        "ctl: ec-256.pem: CCM CN=cucm-pub-EC;OU=Voice;O=Example;L=Brno;ST=South Moravia;C=CZ\n"
            .to_owned(),
        format!("ctl: signer: {PUBLISHER}\n"),
        done("new.tlv", lab.read("new.tlv").len(), "2 records", "SHA-1", PUBLISHER),
    ];
    assert_eq!(run.all(), (0, "", &*lines.concat()));
    let quiet = lab.ctl("build -q --force -o new.tlv --sast pub.pem --ccm ec-256.pem").run();
    assert_eq!(quiet.all(), (0, "", ""));
}
