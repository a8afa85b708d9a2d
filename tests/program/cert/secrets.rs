//! New keys that are encrypted.

use super::made;
use support::Lab;
use support::terminal::{Session, wait_for_silence};

/// Long and unusual enough to be found wherever it leaks.
const PASSPHRASE: &str = "Kwiat, jab\u{142}ko & 7 goat$";

#[test]
fn the_passphrase_in_a_file_opens_the_new_key() {
    let lab = Lab::new();
    lab.write("pin", format!("{PASSPHRASE}\nsecond line\n"));
    lab.write("wrong", "other words\n");
    let said = made(&lab, "-v --subject CN=a --key-out new.key --new-pin-file pin");
    assert!(!said.contains(PASSPHRASE));
    let text = String::from_utf8(lab.read("new.key")).unwrap();
    assert!(text.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"), "{text}");
    let public = lab.openssl("x509 -in new.pem -noout -pubkey");
    assert_eq!(lab.openssl("pkey -in new.key -passin file:pin -pubout"), public);
    let parsed = String::from_utf8(lab.openssl("asn1parse -in new.key")).unwrap();
    for algorithm in ["PBES2", "PBKDF2", "hmacWithSHA256", "aes-256-cbc"] {
        assert_eq!(parsed.matches(&format!(":{algorithm}\n")).count(), 1, "{parsed}");
    }
    // 600000 rounds.
    assert!(parsed.contains("INTEGER           :0927C0\n"), "{parsed}");
    // The program itself reads it.
    let build = "build -q -o new.tlv --sast new.pem --key new.key --pin-file";
    assert_eq!(lab.ctl(&format!("{build} pin")).run().all(), (0, "", ""));
    assert_eq!(lab.ctl(&format!("{build} wrong --force")).run().code, 4);
}

#[test]
fn one_file_holds_an_encrypted_key_too() {
    let lab = Lab::new();
    lab.write("pin", format!("{PASSPHRASE}\n"));
    made(&lab, "--subject CN=a --key-type p384 --new-pin-file pin");
    let public = lab.openssl("x509 -in new.pem -noout -pubkey");
    assert_eq!(lab.openssl("pkey -in new.pem -passin file:pin -pubout"), public);
}

#[test]
fn a_bad_source_is_reported_and_nothing_is_written() {
    let lab = Lab::new();
    lab.write("empty", "\n");
    let advice = [
        "check the name and the permissions of the source",
        "write the passphrase into the first line",
    ];
    let cases = [
        ("missing", "cannot be read: No such file or directory (os error 2)", advice[0]),
        ("empty", ": expected the passphrase in the first line, found an empty line", advice[1]),
    ];
    for (file, reason, advice) in cases {
        let line = format!("cert new -o new.pem --subject CN=a --new-pin-file {file}");
        let run = lab.ctl(&line).run();
        let blank = if reason.starts_with(':') { "" } else { " " };
        let error = format!("ctl: --new-pin-file {file}{blank}{reason}; {advice}\n");
        assert_eq!(run.all(), (4, "", &*error));
    }
    let run = lab.ctl("cert new -o new.pem --subject CN=a --encrypt").run();
    let error = "ctl: new.pem needs its PIN or passphrase, and there is no terminal to ask for it; give \
                 it with --pin-file, --pin-fd or --pin-env\n";
    assert_eq!(run.all(), (4, "", error));
    let run = lab.ctl("cert new -o new.pem --subject CN=a --encrypt --new-pin-file empty").run();
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("'--encrypt' cannot be used with '--new-pin-file <FILE>'"),
        "{}",
        run.err
    );
    assert_eq!(lab.names().into_iter().collect::<Vec<_>>(), ["empty"]);
}

const ENCRYPT: &str = "ctl cert new -q -o new.pem --subject CN=a --key-type p256 --encrypt";

/// Answers both prompts of [`ENCRYPT`].
fn typed(lab: &Lab, once: &str, twice: &str) -> (i32, String) {
    let mut session = Session::start(lab, ENCRYPT);
    session.wait_for("New passphrase of new.pem: ");
    wait_for_silence(lab);
    session.types(&format!("{once}\n"));
    session.wait_for("New passphrase again for new.pem: ");
    wait_for_silence(lab);
    session.finish(&format!("{twice}\n"))
}

const PROMPTS: &str = "New passphrase of new.pem: \r\nNew passphrase again for new.pem: \r\n";

#[test]
fn a_passphrase_is_asked_for_twice() {
    let lab = Lab::new();
    assert_eq!(typed(&lab, PASSPHRASE, PASSPHRASE), (0, PROMPTS.to_owned()));
    lab.write("pin", format!("{PASSPHRASE}\n"));
    let public = lab.openssl("x509 -in new.pem -noout -pubkey");
    assert_eq!(lab.openssl("pkey -in new.pem -passin file:pin -pubout"), public);
}

#[test]
fn two_that_differ_make_nothing() {
    let lab = Lab::new();
    let error = "error: the two new passphrases differ; nothing was created; try again\r\n";
    assert_eq!(typed(&lab, PASSPHRASE, "other words"), (2, format!("{PROMPTS}{error}")));
    assert!(!lab.names().contains("new.pem"));
}
