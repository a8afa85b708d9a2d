//! Each kind of key: OpenSSL accepts it, and so does the program.

use super::{made, shown};
use support::Lab;

#[test]
fn every_kind_of_key_signs_its_certificate() {
    let cases = [
        ("rsa1024", "RSA 1024", "Public-Key: (1024 bit)", "sha256WithRSAEncryption"),
        ("rsa2048", "RSA 2048", "Public-Key: (2048 bit)", "sha256WithRSAEncryption"),
        ("rsa4096", "RSA 4096", "Public-Key: (4096 bit)", "sha256WithRSAEncryption"),
        ("p256", "EC P-256", "NIST CURVE: P-256", "ecdsa-with-SHA256"),
        ("p384", "EC P-384", "NIST CURVE: P-384", "ecdsa-with-SHA384"),
        ("p521", "EC P-521", "NIST CURVE: P-521", "ecdsa-with-SHA512"),
    ];
    for (kind, name, key, signature) in cases {
        let lab = Lab::new();
        let said = made(&lab, &format!("--subject CN=a --key-type {kind} --key-out new.key"));
        let line = format!(
            "ctl: new.pem: certificate of CN=a, {name}, self-signed, valid until 2036-11-18; \
             its key: new.key\n"
        );
        assert_eq!(said, line);
        let text = shown(&lab, "new.pem", "-text");
        assert!(
            text.contains(key) && text.contains(&format!("Signature Algorithm: {signature}\n"))
        );
        let line = "verify -auth_level 0 -check_ss_sig -CAfile new.pem new.pem";
        assert_eq!(lab.openssl(line), b"new.pem: OK\n", "{kind}");
        let public = lab.openssl("x509 -in new.pem -noout -pubkey");
        assert_eq!(lab.openssl("pkey -in new.key -pubout"), public, "{kind}");
        let pem = String::from_utf8(lab.read("new.key")).unwrap();
        assert!(pem.starts_with("-----BEGIN PRIVATE KEY-----\n"), "PKCS#8");
        assert_eq!(pem.matches("-----BEGIN ").count(), 1);
    }
}

#[test]
fn the_digest_of_an_rsa_signature_can_be_chosen() {
    for (digest, algorithm) in [
        ("sha1", "sha1WithRSAEncryption"),
        ("sha256", "sha256WithRSAEncryption"),
        ("sha512", "sha512WithRSAEncryption"),
    ] {
        let lab = Lab::new();
        made(&lab, &format!("--subject CN=a --key-type rsa1024 --digest {digest}"));
        assert!(
            shown(&lab, "new.pem", "-text")
                .contains(&format!("Signature Algorithm: {algorithm}\n"))
        );
        let line = "verify -auth_level 0 -check_ss_sig -CAfile new.pem new.pem";
        assert_eq!(lab.openssl(line), b"new.pem: OK\n");
    }
    // A curve determines the digest; naming that digest is allowed.
    let lab = Lab::new();
    made(&lab, "--subject CN=a --key-type p256 --digest sha256");
    made(&lab, "--force --subject CN=a --key-type p521 --digest sha512");
}

#[test]
fn what_was_made_builds_a_list() {
    let lab = Lab::new();
    made(&lab, "--subject CN=cucm-pub --usage recovery");
    let run = lab.ctl("build -q -o new.tlv --sast new.pem,host=cucm-pub").run();
    assert_eq!(run.all(), (0, "", ""));
    let run = lab.ctl("verify --signer new.pem new.tlv").run();
    assert_eq!(run.quiet(), "new.tlv: sound, signed by CN=cucm-pub (record 1)\n");
}
