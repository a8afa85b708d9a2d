//! Damaged keys, encryption with absurd parameters, and what errors and Debug print of them.

use trustlist::digest::Digest;
use trustlist::error::Described as _;
use trustlist::signer::secret::Source;
use trustlist::signer::software::{KeyError, KeyFile, SoftwareSigner};
use trustlist::signer::{SignError, Signer as _};

use super::{Answer, MESSAGE, Never, PASSPHRASE, certificate};
use support::Lab;

#[test]
fn a_damaged_key_is_an_error_and_not_a_bad_signature() {
    let lab = Lab::new();
    lab.self_signed("a", 512);
    lab.write("message", MESSAGE);
    let signature = lab.openssl("dgst -sha1 -sign a.key message");
    let der = lab.openssl("rsa -in a.key -traditional -outform DER");
    let (mut refused, mut harmless) = (0, 0);
    for position in 0..der.len() {
        for mask in [0x01, 0x80, 0xff] {
            let mut damaged = der.clone();
            damaged[position] ^= mask;
            match SoftwareSigner::open(certificate(&lab, "a.pem"), &damaged, "a.key", &Never) {
                Err(_) => refused += 1,
                // The exponents and the coefficient for the primes are recomputed.
                Ok(signer) => {
                    let found = signer.sign(Digest::Sha1, MESSAGE);
                    assert_eq!(found.as_ref(), Ok(&signature), "byte {position} ^ {mask:02x}");
                    harmless += 1;
                }
            }
        }
    }
    assert_eq!(refused + harmless, 3 * der.len());
    // Modulus, exponents and primes: at least 64 + 64 + 2 * 32 bytes.
    assert!(refused > 3 * 192, "{refused}");
    assert!(harmless < 3 * 100, "{harmless}");
}

/// DER: tag, length, contents.
fn tlv(tag: u8, contents: &[&[u8]]) -> Vec<u8> {
    let contents = contents.concat();
    let length = u16::try_from(contents.len()).unwrap().to_be_bytes();
    let header = match length {
        [0, short @ 0..=0x7f] => vec![tag, short],
        [0, long] => vec![tag, 0x81, long],
        [high, low] => vec![tag, 0x82, high, low],
    };
    [header, contents].concat()
}

#[test]
fn numbers_that_are_no_key() {
    let number = |bytes: &[u8]| tlv(0x02, &[&[0], bytes]);
    let small = |value: u8| tlv(0x02, &[&[value]]);
    let e = tlv(0x02, &[&[1, 0, 1]]);
    let odd = number(&[0xff; 64]);
    let even = number(&[&[0xff; 63], [0xfe].as_slice()].concat());
    let half = number(&[0xff; 32]);
    let long = number(&[0xff; 65]);
    let one = small(1);
    let zero = small(0);
    let key = |n: &[u8], e: &[u8], d: &[u8], p: &[u8], q: &[u8]| {
        tlv(0x30, &[&zero, n, e, d, p, q, &half, &half, &half])
    };
    let size = |bits| KeyError::from(SignError::Size { bits });
    let malformed = |reason: &str| KeyError::Malformed { reason: format!("PKCS#1: {reason}") };
    let many = tlv(0x30, &[&tlv(0x30, &[&half, &half, &half])]);
    let cases = [
        (key(&zero, &e, &odd, &half, &half), size(0)),
        (key(&one, &e, &odd, &half, &half), size(1)),
        (key(&long, &e, &odd, &half, &half), size(520)),
        (key(&number(&vec![0xff; 60_000]), &e, &odd, &half, &half), size(480_000)),
        (key(&even, &e, &odd, &half, &half), malformed("invalid modulus")),
        (key(&odd, &small(2), &odd, &half, &half), malformed("invalid exponent")),
        (key(&odd, &one, &odd, &half, &half), malformed("public exponent too small")),
        (key(&odd, &odd, &odd, &half, &half), malformed("public exponent too large")),
        (key(&odd, &e, &odd, &one, &odd), malformed("invalid prime value")),
        (key(&odd, &e, &odd, &zero, &odd), malformed("invalid prime value")),
        (key(&odd, &e, &odd, &half, &half), malformed("invalid modulus")),
        (key(&odd, &e, &long, &half, &half), malformed("a number is longer than the modulus")),
        (key(&odd, &e, &odd, &long, &half), malformed("a number is longer than the modulus")),
        (key(&odd, &e, &odd, &half, &long), malformed("a number is longer than the modulus")),
        (
            tlv(0x30, &[&one, &odd, &e, &odd, &half, &half, &half, &half, &half, &many]),
            malformed("the key has more than two primes"),
        ),
    ];
    assert_eq!(cases.len(), 15);
    for (number, (file, expected)) in cases.into_iter().enumerate() {
        let found = KeyFile::open(&file, "a.key", &Never).unwrap_err();
        assert_eq!(found, expected, "case {number}");
    }
}

#[test]
fn parameters_of_encryption_beyond_their_limits() {
    let oid = |hexadecimal: &str| tlv(0x06, &[&hex::decode(hexadecimal).unwrap()]);
    let number = |value: u64| {
        // One 00 before a top bit that is set, and no other.
        let zeros = usize::try_from(value.leading_zeros() / 8).unwrap();
        let bytes = [[0].as_slice(), &value.to_be_bytes()].concat();
        let start = if value.leading_zeros().is_multiple_of(8) { zeros } else { zeros + 1 };
        tlv(0x02, &[&bytes[start..]])
    };
    let octets = |length: usize| tlv(0x04, &[&vec![7; length]]);
    let sequence =
        |fields: &[Vec<u8>]| tlv(0x30, &fields.iter().map(Vec::as_slice).collect::<Vec<_>>());
    // An encrypted PKCS#8 key (RFC 5208, section 6).
    let key = |algorithm: Vec<u8>| sequence(&[algorithm, octets(64)]);
    let pbes2 = |kdf: Vec<u8>, cipher: Vec<u8>| {
        key(sequence(&[oid("2a864886f70d01050d"), sequence(&[kdf, cipher])]))
    };
    let pbkdf2 =
        |rounds| sequence(&[oid("2a864886f70d01050c"), sequence(&[octets(8), number(rounds)])]);
    let scrypt = |n, r, p| {
        let parameters = sequence(&[octets(8), number(n), number(r), number(p)]);
        sequence(&[oid("2b06010401da47040b"), parameters])
    };
    let des3 = |iv| sequence(&[oid("2a864886f70d0307"), octets(iv)]);
    let des = |iv| sequence(&[oid("2b0e030207"), octets(iv)]);
    let aes = |iv| sequence(&[oid("60864801650304012a"), octets(iv)]);
    let pkcs12 = |rounds| {
        key(sequence(&[oid("2a864886f70d010c0103"), sequence(&[octets(8), number(rounds)])]))
    };
    let wrong = "E-KEY-SECRET";
    let locked = "E-KEY-SCHEME";
    let malformed = "E-KEY-FORM";
    let cases = [
        (pbes2(pbkdf2(1), aes(16)), wrong),
        (pbes2(pbkdf2(1), des3(8)), wrong),
        (pbes2(pbkdf2(1), des(8)), wrong),
        (pbes2(pbkdf2(0), aes(16)), locked),
        (pbes2(pbkdf2(10_000_001), aes(16)), locked),
        (pbes2(pbkdf2(u64::from(u32::MAX)), aes(16)), locked),
        (pbes2(pbkdf2(u64::from(u32::MAX) + 1), aes(16)), locked),
        (pbes2(pbkdf2(1), des3(7)), malformed),
        (pbes2(pbkdf2(1), des3(0)), malformed),
        (pbes2(pbkdf2(1), des3(9)), malformed),
        (pbes2(pbkdf2(1), des(7)), malformed),
        (pbes2(pbkdf2(1), aes(15)), locked),
        (pbes2(scrypt(2, 1, 1), aes(16)), wrong),
        (pbes2(scrypt(16384, 8, 1), aes(16)), wrong),
        (pbes2(scrypt(0, 8, 1), aes(16)), locked),
        (pbes2(scrypt(1, 8, 1), aes(16)), wrong),
        (pbes2(scrypt(2, 0, 1), aes(16)), wrong),
        (pbes2(scrypt(2, 1, 0), aes(16)), wrong),
        (pbes2(scrypt(3, 8, 1), aes(16)), locked),
        (pbes2(scrypt(1 << 40, 8, 1), aes(16)), locked),
        (pbes2(scrypt(1 << 63, 0xffff, 1), aes(16)), locked),
        (pbes2(scrypt(2, 1, 17), aes(16)), locked),
        (pkcs12(1), wrong),
        (pkcs12(0), locked),
        (pkcs12(0x7fff_ffff), locked),
        (pkcs12(0x8000_0000), malformed),
        (key(sequence(&[oid("2a864886f70d01050d")])), locked),
        (key(sequence(&[oid("2a864886f70d01050d"), vec![5, 0]])), malformed),
        (key(sequence(&[oid("2a864886f70d010503"), octets(8)])), malformed),
        (key(sequence(&[oid("2a864886f70d010501"), sequence(&[octets(8), number(1)])])), locked),
        (key(sequence(&[oid("2a864886f70d010503"), sequence(&[octets(7), number(1)])])), malformed),
        (key(sequence(&[oid("2a864886f70d010503"), sequence(&[octets(8), number(0)])])), wrong),
        (key(sequence(&[oid("2a0304"), vec![5, 0]])), locked),
    ];
    assert_eq!(cases.len(), 33);
    for (number, (file, expected)) in cases.into_iter().enumerate() {
        let secrets = Answer::new(Ok(PASSPHRASE));
        let found = KeyFile::open(&file, "a.key", &secrets).unwrap_err();
        assert_eq!(found.id(), expected, "case {number}: {found}");
        let asked = secrets.asked.borrow().len();
        assert_eq!(asked, usize::from(expected == wrong), "case {number}: {found}");
    }
}

#[test]
fn nothing_prints_a_key_or_a_passphrase() {
    let lab = Lab::new();
    lab.self_signed("a", 512);
    lab.write("pin", "hunter2\n");
    lab.openssl("pkcs12 -export -in a.pem -inkey a.key -passout file:pin -out a.p12");
    let source = Source::File(lab.path("pin"));
    let file = KeyFile::open(&lab.read("a.p12"), "a.p12", &source).unwrap();
    assert_eq!(format!("{file:?}"), "KeyFile { .. }");
    assert_eq!(format!("{file:#?}"), "KeyFile { .. }");
    let signer = SoftwareSigner::new(certificate(&lab, "a.pem"), file).unwrap();
    assert_eq!(format!("{signer:?}"), "SoftwareSigner { subject: \"CN=a\", .. }");
    let secret = source.read().unwrap();
    assert!(!format!("{secret:?}").contains("hunter2"));
    assert!(!format!("{source:?} {source}").contains("hunter2"));

    // A damaged key's own bytes are not in the error.
    let text = String::from_utf8(lab.read("a.key")).unwrap();
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('-')).collect();
    assert!(lines.len() > 4);
    let mut found = 0;
    for damaged in [
        text.replacen(lines[1], &format!("{}\n\n{}", lines[1], lines[1]), 1),
        text.replacen(lines[1], &format!("?{}", lines[1]), 1),
        text.replacen(lines[1], lines[2], 1),
        text.replacen(lines[0], "", 1),
    ] {
        let error = KeyFile::open(damaged.as_bytes(), "a.key", &Never).unwrap_err();
        let printed = format!("{error} {error:?}");
        assert!(lines.iter().all(|line| !printed.contains(line)), "{printed}");
        found += 1;
    }
    assert_eq!(found, 4);
    let wrong = KeyFile::open(&lab.read("a.p12"), "a.p12", &Answer::new(Ok("swordfish")));
    let wrong = wrong.unwrap_err();
    assert_eq!(wrong, KeyError::WrongSecret { key: "a.p12".to_owned() });
    assert!(!format!("{wrong} {wrong:?}").contains("swordfish"));
}
