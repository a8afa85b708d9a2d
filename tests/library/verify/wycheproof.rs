//! Wycheproof's signatures, and similar ones with SHA-1, which it does not have, through the
//! verifier: exactly the valid ones verify.

use std::collections::BTreeMap;

use rsa::pkcs1::EncodeRsaPublicKey as _;
use rsa::traits::PublicKeyParts as _;
use support::fixtures::source;
use support::generate::{encodings, keys};
use trustlist::certificate::PublicKey;
use trustlist::digest::Digest;
use trustlist::signature::verifies;

fn bytes(hex: &str) -> Vec<u8> {
    if hex == "-" { Vec::new() } else { hex::decode(hex).expect("hexadecimal") }
}

/// Files, and how many of their signatures are valid, acceptable to some, and invalid.
const FILES: [(usize, Digest, [usize; 3]); 8] = [
    (2048, Digest::Sha256, [9, 1, 249]),
    (2048, Digest::Sha512, [8, 1, 250]),
    (3072, Digest::Sha256, [8, 1, 250]),
    (3072, Digest::Sha512, [8, 1, 251]),
    (4096, Digest::Sha256, [7, 1, 250]),
    (4096, Digest::Sha512, [7, 1, 251]),
    (8192, Digest::Sha256, [7, 1, 250]),
    (8192, Digest::Sha512, [7, 1, 251]),
];

#[test]
fn wycheproofs_signatures_verify_where_they_are_valid() {
    let mut all = 0;
    for (bits, digest, expected) in FILES {
        let name = format!("rsa-{bits}-{}", digest.name().to_lowercase().replace('-', ""));
        let path = source("tests/wycheproof").join(format!("{name}.txt"));
        let text = std::fs::read_to_string(path).expect(&name);
        let mut counts = [0; 3];
        let mut key = None;
        for line in text.lines() {
            let words: Vec<_> = line.split(' ').collect();
            let [result, number, flags, message, signature] = words[..] else {
                assert_eq!(words[0], "key", "{name}");
                key = Some(PublicKey::Rsa { der: bytes(words[1]), bits });
                continue;
            };
            let key = key.as_ref().expect("a key");
            let found = verifies(key, digest, &[&bytes(message)], &bytes(signature));
            assert_eq!(found, result == "valid", "{name}, {number}: {result}, {flags}");
            let kind = match result {
                "valid" => 0,
                "acceptable" => {
                    // Lists are signed with NULL parameters (docs/format.md, section 4).
                    assert_eq!(flags, "MissingNull", "{name}, {number}");
                    1
                }
                other => {
                    assert_eq!(other, "invalid", "{name}, {number}");
                    2
                }
            };
            counts[kind] += 1;
        }
        assert_eq!(counts, expected, "{name}");
        all += counts.iter().sum::<usize>();
    }
    assert_eq!(all, 2071);
}

#[test]
fn sha1_signatures_of_the_same_kinds_verify_where_they_are_valid() {
    for name in ["token-1", "pub-ccm"] {
        let key = keys::by_name(name).rsa();
        let der = key.to_public_key().to_pkcs1_der().unwrap().into_vec();
        let public = PublicKey::Rsa { der, bits: key.n().bits() };
        let mut kinds = BTreeMap::<&str, usize>::new();
        let cases = encodings::all(name);
        for case in &cases {
            let found = verifies(&public, Digest::Sha1, &[&case.message], &case.signature);
            assert_eq!(found, case.valid, "{name}, {}: {}", case.flag, case.what);
            *kinds.entry(case.flag).or_default() += 1;
        }
        let expected = [
            ("", 5),
            ("BerEncodedPadding", 25),
            ("InvalidAsnInPadding", 90),
            ("InvalidPadding", 10),
            ("InvalidSignature", 14),
            ("MissingNull", 1),
            ("ModifiedPadding", 100),
            ("NoHash", 3),
            ("ShortPadding", 4),
            ("SignatureMalleability", 6),
            ("WrongHash", 12),
            ("WrongPrimitive", 2),
        ];
        assert_eq!(kinds, BTreeMap::from(expected), "{name}");
        assert!(cases.len() >= 250, "{}", cases.len());
    }
}
