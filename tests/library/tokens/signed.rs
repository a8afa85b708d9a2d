//! Signatures, and the calls that they need.

use secrecy::SecretString;
use trustlist::certificate::{leaf, read};
use trustlist::digest::Digest;
use trustlist::signer::secret::Secrets;
use trustlist::signer::software::SoftwareSigner;
use trustlist::signer::{SecretError, Signer as _};

use super::{SIGN, one};
use support::Lab;
use support::tokens::{OK, Outcome, PIN, Tokens};

struct Never;

impl Secrets for Never {
    fn secret(&self, key_name: &str) -> Result<SecretString, SecretError> {
        panic!("{key_name} is not encrypted")
    }
}

/// The signature of the file `m` by a key in a file.
pub(crate) fn software(lab: &Lab, name: &str, digest: Digest) -> String {
    let certificate = leaf(read(&lab.read(&format!("{name}.pem"))).unwrap()).unwrap();
    let key = lab.read(&format!("{name}.key"));
    let signer = SoftwareSigner::open(certificate, &key, name, &Never).unwrap();
    hex::encode(signer.sign(digest, &lab.read("m")).unwrap()) + "\n"
}

/// Asserts that the token signs like the key in a file, with this many logins.
#[track_caller]
fn assert_signed(tokens: &Tokens, outcome: &Outcome, logins: usize) {
    assert_eq!(outcome.stdout, software(&tokens.lab, "sast", Digest::Sha1), "{}", outcome.stderr);
    assert_eq!(outcome.code, Some(0));
    assert_eq!(outcome.answers("C_Login"), vec![OK; logins]);
}

#[test]
fn a_token_signs_byte_for_byte_as_the_key_file_does() {
    let lab = Lab::new();
    lab.write("m", "every byte of a list but its signature");
    let mut lines = String::from("token one\n");
    for bits in ["1024", "2048", "4096"] {
        lab.self_signed(bits, bits.parse().unwrap());
        lines +=
            &format!("certificate {bits} {bits} {bits}.pem\nprivate {bits} {bits} {bits}.key\n");
    }
    let tokens = Tokens::new(lab, &lines);
    let mut checked = 0;
    for bits in ["1024", "2048", "4096"] {
        for digest in Digest::ALL {
            let expected = software(&tokens.lab, bits, digest);
            // Both ways to a signature.
            for change in ["only-plain", "only-hashing"] {
                let line = format!("sign pkcs11:object={bits} {digest} m");
                let outcome = tokens.run(&line).pin(PIN).change(change).done();
                assert_eq!(outcome.stdout, expected, "{bits} {digest} {change}");
                assert_eq!(outcome.answers("C_Login"), [OK]);
            }
            checked += 1;
        }
    }
    assert_eq!(checked, 9);
}

#[test]
fn our_own_digest_info_comes_first() {
    let tokens = one();
    let outcome = tokens.run(SIGN).pin(PIN).done();
    assert_signed(&tokens, &outcome, 1);
    assert_eq!(outcome.said("asked: "), ["the token one"]);
    assert_eq!(
        outcome.said("opened: "),
        ["[Pkcs11Signer { token: \"one\", subject: \"CN=sast\", .. }]"]
    );
    assert_eq!(outcome.said("note: "), [""; 0]);
    // One session; C_Sign queries the length first.
    assert_eq!(outcome.answers("C_OpenSession"), [OK]);
    assert_eq!(outcome.answers("C_SignInit"), [OK]);
    assert_eq!(outcome.answers("C_Sign"), [OK, OK]);
    // No call that could change the token.
    for call in ["C_SetPIN", "C_CreateObject", "C_DestroyObject", "C_SetAttributeValue"] {
        assert_eq!(outcome.count(call), 0, "{call}");
    }
}

#[test]
fn several_signatures_take_one_login() {
    let tokens = one();
    let outcome = tokens.run(&format!("{SIGN} m m")).pin(PIN).done();
    assert_eq!(outcome.stdout, software(&tokens.lab, "sast", Digest::Sha1).repeat(3));
    assert_eq!(outcome.said("asked: "), ["the token one"]);
    assert_eq!(outcome.answers("C_Login"), [OK]);
    assert_eq!(outcome.answers("C_OpenSession"), [OK]);
}

#[test]
fn several_signers_share_the_module_and_the_login_to_a_token() {
    let lab = Lab::new();
    lab.self_signed("sast", 1024);
    lab.self_signed("other", 1024);
    lab.write("m", "message");
    let lines = "token one
         certificate sast 01 sast.pem
         private sast 01 sast.key
         certificate other 02 other.pem
         private other 02 other.key
         token two
         certificate two 03 sast.pem
         private two 03 sast.key";
    let tokens = Tokens::new(lab, lines);
    let [sast, other] = ["sast", "other"].map(|name| software(&tokens.lab, name, Digest::Sha1));
    let uris = "pkcs11:object=sast,pkcs11:object=other,pkcs11:object=two";
    let outcome = tokens.run(&format!("sign {uris} SHA-1 m m")).pin(PIN).done();
    assert_eq!(outcome.stdout, [&*sast, &other, &sast].concat().repeat(2), "{}", outcome.stderr);
    assert_eq!(outcome.said("asked: "), ["the token one", "the token two"]);
    assert_eq!(outcome.answers("C_Login"), [OK, OK]);
    // All tokens are read for each URI, to identify the certificate.
    assert_eq!(outcome.count("C_OpenSession"), 6);
}

#[test]
fn a_key_that_asks_for_a_login_each_time_gets_it_in_between() {
    let lab = Lab::new();
    lab.self_signed("sast", 2048);
    lab.write("m", "message");
    let lines = "token one\ncertificate sast 01 sast.pem\nprivate sast 01 sast.key always";
    let tokens = Tokens::new(lab, lines);
    for change in ["", "only-hashing"] {
        let outcome = tokens.run(&format!("{SIGN} m")).pin(PIN).change(change).done();
        assert_eq!(outcome.stdout, software(&tokens.lab, "sast", Digest::Sha1).repeat(2));
        // The PIN is read once: one login for the session, one for each signature.
        assert_eq!(outcome.said("asked: "), ["the token one"]);
        assert_eq!(outcome.answers("C_Login"), [OK; 3]);
        let order: Vec<&str> = outcome.calls.iter().map(|(name, _)| name.as_str()).collect();
        let start = order.iter().position(|name| *name == "C_SignInit").unwrap();
        let steps = ["C_SignInit", "C_Login", "C_SignUpdate", "C_SignFinal", "C_SignFinal"];
        assert_eq!(order[start..start + 5], steps);
    }
    let outcome = tokens.run(SIGN).pin(PIN).change("only-plain").done();
    assert_eq!(outcome.code, Some(4));
    assert_eq!(
        outcome.said("error: "),
        [
            "E-TOKEN-LOGIN-EACH: the key on the token one requires a login for each signature, which needs CKM_SHA1_RSA_PKCS; the token does not support it"
        ]
    );
    assert_eq!(outcome.answers("C_Login"), [OK]);
    assert_eq!(outcome.count("C_SignInit"), 0);
}

#[test]
fn the_pin_comes_from_where_the_uri_says() {
    let tokens = one();
    tokens.lab.write("pin", format!("{PIN}\n"));
    let path = tokens.lab.path("pin");
    for source in [format!("file:{}", path.display()), path.display().to_string()] {
        let line = format!("sign pkcs11:object=sast?pin-source={source} SHA-1 m");
        let outcome = tokens.run(&line).done();
        assert_signed(&tokens, &outcome, 1);
        assert_eq!(outcome.said("asked: "), [""; 0]);
    }
    let line = "sign pkcs11:object=sast?pin-source=file:/nonexistent SHA-1 m";
    let outcome = tokens.run(line).pin(PIN).done();
    assert_eq!(outcome.code, Some(4));
    assert!(outcome.said("error: ")[0].starts_with("E-SECRET-READ: "), "{}", outcome.stderr);
    assert_eq!(outcome.count("C_Login"), 0);
}

#[test]
fn a_pad_takes_the_pin_and_nothing_is_asked_here() {
    let tokens = one();
    let outcome = tokens.run(SIGN).change("pad").done();
    assert_signed(&tokens, &outcome, 1);
    assert_eq!(outcome.said("asked: "), [""; 0]);
    assert_eq!(
        outcome.said("note: "),
        ["W-TOKEN-PIN-PAD: enter the PIN of the token one on its own keypad"]
    );
}

#[test]
fn a_token_that_needs_no_login_gets_none() {
    let tokens = one();
    let outcome = tokens.run(SIGN).change("no-login").done();
    assert_signed(&tokens, &outcome, 0);
    assert_eq!(outcome.said("asked: "), [""; 0]);
    assert_eq!(outcome.said("note: "), [""; 0]);
}
