//! The files certificates and keys come in, made by openssl: all give the same
//! list.

use super::{publisher, refused};
use support::Lab;

const TIME: &str = "--timestamp 1425675367";

fn built(lab: &Lab, line: &str) -> Vec<u8> {
    let line = format!("build -q --force -o new.tlv {TIME} {line}");
    let run = lab.ctl(&line).run();
    assert_eq!(run.all(), (0, "", ""), "{line}");
    lab.read("new.tlv")
}

/// A folder with `pub-ccm` in every form; where there is a passphrase, it is in
/// the file `pin`.
fn forms() -> Lab {
    let lab = publisher();
    lab.write("pin", "correct horse\n");
    let (key, pin) = ("-in pub-ccm.key", "-passout file:pin");
    for line in [
        "x509 -in pub-ccm.pem -outform DER -out c.der".to_owned(),
        "crl2pkcs7 -nocrl -certfile pub-ccm.pem -out c.p7b".to_owned(),
        "crl2pkcs7 -nocrl -certfile pub-ccm.pem -outform DER -out c.p7c".to_owned(),
        format!("pkcs8 -topk8 -nocrypt {key} -outform DER -out k8.der"),
        format!("rsa {key} -traditional -out k1.pem"),
        format!("rsa {key} -traditional -outform DER -out k1.der"),
        format!("pkcs8 -topk8 {key} {pin} -out locked.pem"),
        format!("pkcs8 -topk8 {key} {pin} -outform DER -out locked.der"),
        format!("pkcs8 -topk8 -v2 des3 {key} {pin} -out locked-des3.pem"),
        format!("pkcs8 -topk8 -scrypt {key} {pin} -out locked-scrypt.pem"),
        format!("pkcs12 -export -inkey pub-ccm.key -in pub-ccm.pem {pin} -out b.p12"),
        "pkcs12 -export -inkey pub-ccm.key -in pub-ccm.pem -passout pass: -out open.p12".to_owned(),
    ] {
        lab.openssl(&line);
    }
    lab.concat("locked-both.pem", &["locked.pem", "pub-ccm.pem"]);
    lab
}

#[test]
fn certificates_of_every_form_give_the_same_list() {
    let lab = forms();
    let expected = built(&lab, "--sast pub.pem --ccm pub-ccm.pem");
    for file in ["pub.pem", "c.der", "c.p7b", "c.p7c", "open.p12"] {
        let line = format!("--sast {file} --ccm {file} --key pub-ccm.key");
        assert_eq!(built(&lab, &line), expected, "{file}");
    }
    let line = "--sast b.p12 --ccm b.p12 --key pub-ccm.key --pin-file pin";
    assert_eq!(built(&lab, line), expected);
}

#[test]
fn keys_of_every_form_give_the_same_list() {
    let lab = forms();
    let expected = built(&lab, "--sast pub.pem");
    let plain = ["pub.pem", "pub-ccm.key", "k8.der", "k1.pem", "k1.der", "open.p12"];
    let locked = [
        "locked.pem",
        "locked.der",
        "locked-des3.pem",
        "locked-scrypt.pem",
        "locked-both.pem",
        "b.p12",
    ];
    for key in plain {
        assert_eq!(built(&lab, &format!("--sast pub-ccm.pem --key {key}")), expected, "{key}");
    }
    for key in locked {
        let line = format!("--sast pub-ccm.pem --key {key} --pin-file pin");
        assert_eq!(built(&lab, &line), expected, "{key}");
    }
    // A file with the certificate and its key needs no --key.
    for file in ["open.p12", "b.p12", "locked-both.pem"] {
        let line = format!("--sast {file} --pin-file pin");
        assert_eq!(built(&lab, &line), expected, "{file}");
    }
}

#[test]
fn a_chain_stands_for_its_leaf() {
    let lab = publisher();
    lab.certificate("ca-signed");
    lab.certificate("lab-ca");
    lab.concat("leaf-first.pem", &["ca-signed.pem", "lab-ca.pem"]);
    lab.concat("leaf-last.pem", &["lab-ca.pem", "ca-signed.pem"]);
    lab.openssl("crl2pkcs7 -nocrl -certfile leaf-last.pem -out chain.p7b");
    let expected = built(&lab, "--sast pub.pem --ccm ca-signed.pem");
    assert_ne!(expected, built(&lab, "--sast pub.pem --ccm lab-ca.pem"));
    for file in ["leaf-first.pem", "leaf-last.pem", "chain.p7b"] {
        assert_eq!(built(&lab, &format!("--sast pub.pem --ccm {file}")), expected, "{file}");
    }
    // Two that know nothing of each other have no leaf.
    let lab = publisher();
    lab.certificate("ca-signed");
    lab.concat("two.p7b", &["ca-signed.pem", "pub-ccm.pem"]);
    let run = refused(&lab, "--sast pub.pem --ccm two.p7b");
    assert_eq!(run.code, 3);
    assert!(
        run.err.contains("contains several certificates, expected exactly one leaf"),
        "{}",
        run.err
    );
}

#[test]
fn names_of_files_may_hold_blanks_and_commas() {
    let lab = publisher();
    let name = "my, own certificate,host.pem";
    lab.concat(name, &["pub.pem"]);
    let expected = built(&lab, "--sast pub.pem,host=cucm-pub,address=10.48.47.153");
    let record = format!("{name},address=10.48.47.153,host=cucm-pub");
    let call = lab.ctl("build -q --force -o new.tlv --timestamp 1425675367 --sast");
    assert_eq!(call.arg(&record).run().all(), (0, "", ""));
    assert_eq!(lab.read("new.tlv"), expected);
}
