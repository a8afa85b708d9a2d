//! Which module, token, certificate and key a URI names.

use std::sync::OnceLock;

use super::{SIGN, one};
use support::Lab;
use support::tokens::{FORWARD, OK, PIN, Tokens, soft_hsm};
use support::tree::Tree;

/// Several tokens: two with the same label, one without certificates, and one with every possible
/// defect of a pair.
fn many() -> Tokens {
    static MADE: OnceLock<Tree> = OnceLock::new();
    Tokens::copied(&MADE, || {
        let lab = Lab::new();
        for (name, bits) in
            [("sast", 1024), ("other", 1024), ("lonely", 1024), ("odd", 768), ("tiny", 512)]
        {
            lab.self_signed(name, bits);
        }
        lab.openssl("ecparam -name prime256v1 -genkey -noout -out ec.key");
        lab.certify_self("ec");
        lab.write("damaged.pem", "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n");
        lab.write("m", "message");
        Tokens::new(
            lab,
            "token twin
         certificate sast 01 sast.pem
         private sast 01 sast.key
         token twin
         certificate sast 01 sast.pem
         private sast 01 sast.key
         token empty
         token odd
         certificate same 01 sast.pem
         certificate same 02 other.pem
         certificate keyless 03 lonely.pem
         certificate unfit 04 sast.pem
         private unfit 04 other.key
         certificate seen-unfit 05 sast.pem
         public seen-unfit 05 other.key
         private seen-unfit 05 sast.key
         certificate ec 06 ec.pem
         certificate odd 07 odd.pem
         certificate tiny 08 tiny.pem
         certificate damaged 09 damaged.pem
         certificate doubled 0a tiny.pem
         private doubled 0a tiny.key
         private doubled 0a tiny.key
         token good
         certificate by-id 11 sast.pem
         private other-label 11 sast.key
         certificate by-public 12 other.pem
         public public-label 12 other.key
         private hidden-label 12 other.key
         certificate by-modulus 13 tiny.pem
         private elsewhere 31 tiny.key
         certificate of-two 14 lonely.pem
         private first 14 other.key
         private second 14 lonely.key",
        )
    })
}

/// URIs that identify one pair.
const NAMED: &[&str] = &[
    "pkcs11:object=by-id",
    "pkcs11:token=good;id=%11",
    "pkcs11:token=good;id=%11;object=by-id",
    "pkcs11:token=good;id=%11;object=by-id;type=private",
    // The label of a private key that is visible only after the login.
    "pkcs11:token=good;id=%11;object=other-label",
    "pkcs11:object=public-label;type=public",
    "pkcs11:id=%12;object=hidden-label",
    // No key has the id: the modulus decides.
    "pkcs11:object=by-modulus",
    // Two keys have the id: the modulus decides.
    "pkcs11:object=of-two",
];

#[test]
fn a_uri_names_the_one_pair_that_has_all_it_asks_for() {
    let tokens = many();
    let mut checked = 0;
    for uri in NAMED {
        let outcome = tokens.run(&format!("sign {uri} SHA-1 m")).pin(PIN).done();
        assert_eq!(outcome.code, Some(0), "{uri}: {}", outcome.stderr);
        assert_eq!(outcome.answers("C_Login"), [OK], "{uri}");
        checked += 1;
    }
    assert_eq!(checked, 9);
}

/// The words after `sign`, the expected logins, and the error, in which `{twin}`, `{odd}` and so on
/// are placeholders for the URIs of the tokens.
type Refused = (&'static str, usize, &'static str);

const REFUSED: &[Refused] = &[
    (
        "pkcs11:token=nobody SHA-1",
        0,
        "E-TOKEN-NO-MATCH: no token matches pkcs11:token=nobody; found: {blank}, {empty}, {good}, {odd}, \
         {twin0}, {twin1}",
    ),
    (
        "pkcs11:token=twin SHA-1",
        0,
        "E-TOKEN-SEVERAL: pkcs11:token=twin matches several tokens: {twin0}, {twin1}",
    ),
    (
        "pkcs11:token=empty SHA-1",
        0,
        "E-TOKEN-CERTIFICATE: no certificate matches pkcs11:token=empty; found: none",
    ),
    (
        "pkcs11:token=good;object=of-three SHA-1",
        0,
        "E-TOKEN-CERTIFICATE: no certificate matches pkcs11:token=good;object=of-three; found: {good};object=by-id;id=%11 (CN=sast), {good};object=by-modulus;id=%13 (CN=tiny), \
         {good};object=by-public;id=%12 (CN=other), {good};object=of-two;id=%14 (CN=lonely)",
    ),
    (
        "pkcs11:token=good;object=by-id;id=%12 SHA-1",
        1,
        "E-TOKEN-LABEL: the token good has the requested id, but no object with this id has the label by-id",
    ),
    (
        "pkcs11:object=same SHA-1",
        0,
        "E-TOKEN-CERTIFICATES: pkcs11:object=same matches several certificates: \
         {odd};object=same;id=%01 (CN=sast), {odd};object=same;id=%02 (CN=other)",
    ),
    (
        // The label of a private key that is not visible, and no id.
        "pkcs11:serial={twin};object=other-label SHA-1",
        0,
        "E-TOKEN-CERTIFICATE: no certificate matches pkcs11:serial={twin};object=other-label; found: {twin0};object=sast;id=%01 (CN=sast)",
    ),
    (
        "pkcs11:object=keyless SHA-1",
        1,
        "E-TOKEN-KEY: the token odd has no private key for the certificate of CN=lonely",
    ),
    (
        "pkcs11:object=unfit SHA-1",
        1,
        "E-KEY-MISMATCH: the private key does not belong to the certificate of CN=sast",
    ),
    (
        "pkcs11:object=seen-unfit SHA-1",
        0,
        "E-KEY-MISMATCH: the private key does not belong to the certificate of CN=sast",
    ),
    (
        "pkcs11:object=ec SHA-1",
        0,
        "E-KEY-CERTIFICATE: the certificate of CN=ec has an EC P-256 key, expected RSA",
    ),
    (
        "pkcs11:object=odd SHA-1",
        0,
        "E-KEY-SIZE: the RSA key has 768 bits, expected 512, 1024, 2048 or 4096",
    ),
    (
        "pkcs11:object=tiny SHA-512",
        0,
        "E-KEY-DIGEST: a signature of an RSA key of 512 bits is too short for SHA-512",
    ),
    (
        "pkcs11:object=damaged SHA-1",
        0,
        "E-TOKEN-CERTIFICATE-FORM: on the token odd: the certificate does not decode: it is truncated",
    ),
    (
        "pkcs11:object=doubled SHA-1",
        1,
        "E-TOKEN-KEYS: the token odd has several private keys for the certificate: \
         {odd};object=doubled;id=%0A, {odd};object=doubled;id=%0A",
    ),
    (
        "pkcs11:tokne=good SHA-1",
        0,
        "E-URI-ATTRIBUTE: tokne is not an attribute of a pkcs11: URI at this place",
    ),
];

#[test]
fn what_names_no_pair_or_several_is_refused() {
    let tokens = many();
    let listing = tokens.run("list").done().stdout;
    let uris = |start: &str| -> Vec<&str> {
        let mut uris: Vec<&str> = listing
            .lines()
            .filter(|line| line.starts_with(start))
            .map(|line| line.split(' ').next().unwrap())
            .collect();
        uris.sort_unstable();
        uris
    };
    let twins = uris("pkcs11:token=twin;");
    let names = [
        ("{twin0}", twins[0]),
        ("{twin1}", twins[1]),
        ("{twin}", twins[0].strip_prefix("pkcs11:token=twin;serial=").unwrap()),
        ("{empty}", uris("pkcs11:token=empty;")[0]),
        ("{odd}", uris("pkcs11:token=odd;")[0]),
        ("{good}", uris("pkcs11:token=good;")[0]),
        ("{blank}", uris("pkcs11:slot-id=")[0]),
    ];
    let full = |text: &str| {
        names.iter().fold(text.to_owned(), |text, (name, uri)| text.replace(name, uri))
    };
    let mut checked = 0;
    for (line, logins, error) in REFUSED {
        let outcome = tokens.run(&full(&format!("sign {line} m"))).pin(PIN).done();
        assert_eq!(outcome.said("error: "), [full(error)], "{line}");
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(4), ""), "{line}");
        assert_eq!(outcome.answers("C_Login"), vec![OK; *logins], "{line}");
        checked += 1;
    }
    assert_eq!(checked, 16);
}

/// Attributes of token, slot and module that SoftHSM2 has, and others.
const ATTRIBUTES: &[(&str, &str)] = &[
    ("token=one", "token=on"),
    ("manufacturer=SoftHSM%20project", "manufacturer=SoftHSM"),
    ("model=SoftHSM%20v2", "model=softhsm%20v2"),
    ("serial={serial}", "serial=0"),
    ("slot-id={slot}", "slot-id=4711"),
    ("slot-description=SoftHSM%20slot%20ID%200x{hex}", "slot-description="),
    ("slot-manufacturer=SoftHSM%20project", "slot-manufacturer=%20"),
    ("library-manufacturer=SoftHSM", "library-manufacturer=SoftHSM%20"),
    ("library-description=Implementation%20of%20PKCS11", "library-description=softhsm"),
    ("library-version=2.6", "library-version=2.7"),
];

#[test]
fn every_attribute_selects() {
    let tokens = one();
    let serial = tokens.serial("one");
    // SoftHSM2 derives the slot's number from the end of the serial number.
    let slot = u32::from_str_radix(&serial[8..], 16).unwrap() & 0x7fff_ffff;
    let full = |text: &str| {
        let text = text.replace("{serial}", &serial).replace("{slot}", &slot.to_string());
        text.replace("{hex}", &format!("{slot:x}"))
    };
    let mut checked = 0;
    for (right, wrong) in ATTRIBUTES {
        let line = full(&format!("sign pkcs11:object=sast;{right} SHA-1 m"));
        let outcome = tokens.run(&line).pin(PIN).done();
        assert_eq!((outcome.code, outcome.said("error: ")), (Some(0), vec![]), "{line}");
        let outcome =
            tokens.run(&format!("sign pkcs11:object=sast;{wrong} SHA-1 m")).pin(PIN).done();
        let found = outcome.said("error: ");
        assert!(found[0].starts_with("E-TOKEN-NO-MATCH: "), "{wrong}: {found:?}");
        assert_eq!((outcome.code, outcome.count("C_Login")), (Some(4), 0), "{wrong}");
        checked += 1;
    }
    assert_eq!(checked, 10);
}

#[test]
fn slots_without_a_token_and_tokens_that_were_never_initialised_are_told_apart() {
    let tokens = one();
    let outcome = tokens.run(SIGN).change("empty").pin(PIN).done();
    let words = outcome.said("error: ");
    let expected = format!("E-TOKEN-NONE: no token is inserted: {FORWARD} has 2 slots, all empty");
    assert_eq!(words, [expected]);
    assert_eq!((outcome.code, outcome.count("C_Login")), (Some(4), 0));

    let lab = Lab::new();
    lab.write("m", "message");
    let tokens = Tokens::new(lab, "");
    let outcome = tokens.run("sign pkcs11: SHA-1 m").pin(PIN).done();
    assert_eq!(outcome.said("error: "), ["E-TOKEN-BLANK: the token in slot 0 is not initialised"]);
    assert_eq!((outcome.code, outcome.count("C_Login")), (Some(4), 0));
}

#[test]
fn tokens_and_what_is_on_them_are_listed_without_a_login() {
    let tokens = many();
    let outcome = tokens.run("list").done();
    let twins = outcome.stdout.matches("pkcs11:token=twin;serial=").count();
    assert_eq!((outcome.code, twins, outcome.count("C_Login")), (Some(0), 2, 0));
    let start = outcome.stdout.find("pkcs11:token=good;").unwrap();
    let lines: Vec<&str> = outcome.stdout[start..].lines().skip(1).take(5).collect();
    assert_eq!(
        lines,
        [
            "  certificate by-id 11 CN=sast",
            "  certificate by-public 12 CN=other",
            "  certificate by-modulus 13 CN=tiny",
            "  certificate of-two 14 CN=lonely",
            "  public public-label 12",
        ]
    );
}

#[test]
fn certificates_are_exported_without_a_login() {
    let tokens = many();
    for (uri, name) in [("pkcs11:object=by-id", "sast"), ("pkcs11:object=ec", "ec")] {
        let pem = tokens.lab.path("exported.pem");
        let outcome = tokens.run(&format!("export {uri} {}", pem.display())).done();
        assert_eq!((outcome.code, outcome.count("C_Login")), (Some(0), 0), "{}", outcome.stderr);
        assert_eq!(tokens.lab.read("exported.pem"), tokens.lab.der(&format!("{name}.pem")));
    }
}

#[test]
fn modules_that_are_missing_or_none_are_told_apart() {
    let tokens = one();
    tokens.lab.write("text.so", "no library");
    let folder = tokens.lab.path("");
    // What --module or the variable gives, the URI's query, and the error.
    let cases = [
        ("missing.so", "", "E-TOKEN-MODULE: missing.so cannot be loaded as a PKCS#11 module: "),
        ("./missing.so", "", "E-TOKEN-MODULE-MISSING: PKCS#11 module ./missing.so not found"),
        (
            "./text.so",
            "",
            "E-TOKEN-MODULE: ./text.so cannot be loaded as a PKCS#11 module: file too short",
        ),
        (
            "text.so",
            "?module-path=libc.so.6",
            "E-TOKEN-MODULE: libc.so.6 cannot be loaded as a PKCS#11 module: it has no function \
             C_GetFunctionList",
        ),
        (
            "text.so",
            "?module-name=nonesuch",
            "E-TOKEN-MODULE-NONE: PKCS#11 module not found: none of libnonesuch.so, nonesuch.so is in /usr/lib, /usr/lib64, ",
        ),
    ];
    let mut checked = 0;
    for (module, query, start) in cases {
        let run = tokens.run(&format!("sign pkcs11:object=sast{query} SHA-1 m"));
        let outcome = run.env("CTL_PKCS11_MODULE", module).pin(PIN).done();
        let words = outcome.said("error: ");
        assert!(
            words.len() == 1 && words[0].starts_with(start),
            "{module}{query}: {words:?} in {folder:?}"
        );
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(4), ""));
        checked += 1;
    }
    assert_eq!(checked, 5);

    let outcome = tokens.run(SIGN).env("FORWARD_TO", "/nonexistent").pin(PIN).done();
    let end = ": its first call: C_GetFunctionList returned CKR_GENERAL_ERROR";
    assert!(outcome.said("error: ")[0].ends_with(end), "{}", outcome.stderr);
}

#[test]
fn a_uri_names_its_module() {
    let tokens = one();
    let path = format!("pkcs11:object=sast?module-path={}", soft_hsm().display());
    for uri in [path.as_str(), "pkcs11:object=sast?module-name=softhsm2"] {
        let run = tokens.run(&format!("sign {uri} SHA-1 m"));
        let outcome = run.env("CTL_PKCS11_MODULE", "/nonexistent").pin(PIN).done();
        assert_eq!(outcome.code, Some(0), "{uri}: {}", outcome.stderr);
        // Not with the forwarding module, which writes a log.
        assert_eq!(outcome.calls, []);
    }
}
