//! Certificates issued by a CA.

use super::{extensions, made, shown};
use support::Lab;
use support::tokens::{PIN, Tokens};

/// A folder with `ca.pem` and its key `ca.key`.
fn authority() -> Lab {
    let lab = Lab::new();
    let subject = "CN=Lab CA,O=Example,C=CZ";
    let call = lab.ctl("cert new -q -o ca.pem --key-out ca.key --usage ca --subject").arg(subject);
    assert_eq!(call.run().all(), (0, "", ""));
    lab
}

const ISSUER: &str = "C = CZ, O = Example, CN = Lab CA";

fn assert_chain(lab: &Lab) {
    assert_eq!(lab.openssl("verify -x509_strict -CAfile ca.pem new.pem"), b"new.pem: OK\n");
    assert_eq!(shown(lab, "new.pem", "-issuer"), format!("issuer={ISSUER}"));
}

#[test]
fn openssl_verifies_the_chain() {
    for kind in ["rsa2048", "p256", "p384", "p521"] {
        let lab = authority();
        let line =
            "--subject CN=cucm-pub --san cucm-pub.lab.test --issuer ca.pem --issuer-key ca.key";
        let said = made(&lab, &format!("-v {line} --key-type {kind}"));
        assert!(said.starts_with("ctl: issuer: CN=Lab CA;O=Example;C=CZ\n"), "{said}");
        assert!(
            said.ends_with(", issued by CN=Lab CA;O=Example;C=CZ, valid until 2036-11-18\n"),
            "{said}"
        );
        assert_chain(&lab);
        let text = shown(&lab, "new.pem", "-text");
        assert!(text.contains("Signature Algorithm: sha256WithRSAEncryption\n"), "{kind}");
        // The key identifiers link the two.
        let ca = shown(&lab, "ca.pem", "-ext subjectKeyIdentifier");
        let identifier = ca.lines().nth(1).unwrap().trim();
        let own = shown(&lab, "new.pem", "-ext authorityKeyIdentifier");
        assert_eq!(own.lines().nth(1).unwrap().trim(), identifier, "{kind}");
        assert!(
            extensions(&lab, "new.pem")
                .contains(&"Subject Alternative Name: DNS:cucm-pub.lab.test".to_owned())
        );
    }
}

#[test]
fn the_key_of_the_ca_comes_in_every_form() {
    let lab = authority();
    lab.write("pin", "some words\n");
    lab.concat("both.pem", &["ca.pem", "ca.key"]);
    lab.openssl("pkcs8 -topk8 -in ca.key -passout file:pin -out locked.key");
    lab.openssl("rsa -in ca.key -traditional -out pkcs1.key");
    lab.openssl("pkey -in ca.key -outform DER -out der.key");
    lab.openssl("pkcs12 -export -inkey ca.key -in ca.pem -passout file:pin -out ca.p12");
    let cases = [
        "--issuer both.pem",
        "--issuer ca.pem --issuer-key ca.key",
        "--issuer ca.pem --issuer-key pkcs1.key",
        "--issuer ca.pem --issuer-key der.key",
        "--issuer ca.pem --issuer-key locked.key --pin-file pin",
        "--issuer ca.p12 --pin-file pin",
        "--issuer ca.pem --issuer-key ca.p12 --pin-file pin",
    ];
    for issuer in cases {
        made(&lab, &format!("--force --key-type p256 --subject CN=a {issuer}"));
        assert_chain(&lab);
    }
    // Without the passphrase the prompt is not repeated, and nothing is written.
    std::fs::remove_file(lab.path("new.pem")).unwrap();
    let line = "cert new -o new.pem --subject CN=a --issuer ca.pem --issuer-key locked.key";
    let error = "ctl: locked.key needs its PIN or passphrase, and there is no terminal to ask for it; \
                 give it with --pin-file, --pin-fd or --pin-env\n";
    assert_eq!(lab.ctl(line).run().all(), (4, "", error));
    assert!(!lab.names().contains("new.pem"));
}

#[test]
fn a_token_can_be_the_ca() {
    let lab = authority();
    lab.write("pin", format!("{PIN}\n"));
    let tokens = Tokens::new(
        lab,
        "token CA
         certificate ca 01 ca.pem
         private ca 01 ca.key",
    );
    for issuer in
        ["--issuer pkcs11:token=CA", "--issuer ca.pem --issuer-key pkcs11:token=CA;object=ca"]
    {
        let line = format!("cert new -q --force -o new.pem --subject CN=a --pin-file pin {issuer}");
        let call = tokens.lab.ctl(&line);
        let call =
            tokens.variables().iter().fold(call, |call, (name, value)| call.env(name, value));
        assert_eq!(call.run().all(), (0, "", ""), "{issuer}");
        assert_chain(&tokens.lab);
    }
}

#[test]
fn the_digest_is_that_of_the_issuers_signature() {
    let lab = authority();
    for (digest, algorithm) in [("sha1", "sha1"), ("sha512", "sha512")] {
        let line = format!("--force --subject CN=a --key-type p384 --digest {digest}");
        made(&lab, &format!("{line} --issuer ca.pem --issuer-key ca.key"));
        let text = shown(&lab, "new.pem", "-text");
        assert!(text.contains(&format!("Signature Algorithm: {algorithm}WithRSAEncryption\n")));
    }
}

/// An issuer from another program: names with other string types are copied unchanged, and a
/// missing key identifier stays missing.
#[test]
fn an_issuer_of_openssl_is_taken_over_byte_for_byte() {
    let lab = Lab::new();
    lab.write(
        "ca.cnf",
        "[req]\ndistinguished_name = dn\nx509_extensions = ext\nprompt = no\nstring_mask = default\n\
         [dn]\nC = CZ\nO = Example\nCN = Lab CA\n[ext]\nbasicConstraints = critical, CA:TRUE\n\
         subjectKeyIdentifier = none\n",
    );
    lab.openssl("req -x509 -config ca.cnf -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem");
    made(&lab, "--subject CN=a --key-type p256 --issuer ca.pem --issuer-key ca.key");
    assert_eq!(lab.openssl("verify -CAfile ca.pem new.pem"), b"new.pem: OK\n");
    let name = lab.der("ca.pem");
    let printable = b"\x13\x06Lab CA";
    assert!(name.windows(8).any(|window| window == printable));
    assert!(lab.der("new.pem").windows(8).any(|window| window == printable));
}
