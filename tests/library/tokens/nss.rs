//! NSS softoken, with p11-kit: a second implementation of PKCS#11 that is independent of ours, and
//! another way to load it.

use trustlist::digest::Digest;

use super::signed::software;
use support::Lab;
use support::tokens::{NEW_PIN, OK, PIN, Tokens, WRONG_PIN};

fn database() -> Tokens {
    let lab = Lab::new();
    lab.self_signed("sast", 2048);
    lab.write("m", "every byte of a list but its signature");
    let lines =
        "database\ncertificate sast 01 sast.pem\npublic sast 01 sast.key\nprivate sast 01 sast.key";
    Tokens::nss(lab, lines)
}

#[test]
fn nss_signs_byte_for_byte_as_the_key_file_does() {
    let tokens = database();
    let mut checked = 0;
    for digest in Digest::ALL {
        let line = format!("sign pkcs11:token=NSS%20Certificate%20DB;object=sast {digest} m m");
        let outcome = tokens.run(&line).pin(PIN).done();
        assert_eq!(outcome.stdout, software(&tokens.lab, "sast", digest).repeat(2), "{outcome:?}");
        assert_eq!((outcome.code, outcome.answers("C_Login")), (Some(0), vec![OK]));
        checked += 1;
    }
    assert_eq!(checked, 3);
}

#[test]
fn nss_refuses_a_wrong_pin_and_changes_the_right_one() {
    let tokens = database();
    let sign = "sign pkcs11:object=sast SHA-1 m";
    let outcome = tokens.run(sign).pin(WRONG_PIN).done();
    assert_eq!((outcome.code, outcome.answers("C_Login")), (Some(4), vec![0xa0]));
    assert_eq!(
        outcome.said("error: "),
        [
            "E-TOKEN-PIN: wrong PIN for the token NSS Certificate DB; this used one try and was not repeated (Cisco's tokens lock permanently after 15 wrong tries in a row)"
        ]
    );
    let passwd = |old| {
        let run = tokens.run("passwd pkcs11:token=NSS%20Certificate%20DB").pin(old);
        let outcome = run.env("NEW_PIN", NEW_PIN).done();
        (outcome.code, outcome.answers("C_SetPIN"), outcome.answers("C_Login"))
    };
    // NSS changes it only after a login.
    assert_eq!(passwd(WRONG_PIN), (Some(4), vec![0x101], vec![0xa0]));
    assert_eq!(passwd(PIN), (Some(0), vec![0x101, OK], vec![OK]));
    assert_eq!(tokens.run(sign).pin(NEW_PIN).done().code, Some(0));
}

#[test]
fn nss_is_listed_without_a_login() {
    let tokens = database();
    let outcome = tokens.run("list").done();
    assert_eq!(
        outcome.stdout.lines().collect::<Vec<_>>(),
        [
            "pkcs11:token=NSS%20Generic%20Crypto%20Services;serial=0000000000000000 None Full",
            "pkcs11:token=NSS%20Certificate%20DB;serial=0000000000000000 Pin Full",
            "  certificate sast 01 CN=sast",
            "  public sast 01",
        ]
    );
    assert_eq!((outcome.code, outcome.count("C_Login")), (Some(0), 0));
}
