//! The verifier: a signature as in RFC 8017, section 8.2 verifies, and one that only looks like it
//! does not.

use rsa::pkcs1::EncodeRsaPublicKey as _;
use rsa::traits::{PrivateKeyParts as _, PublicKeyParts as _};
use rsa::{BigUint, Pkcs1v15Sign, RsaPrivateKey};
use support::generate::keys;
use trustlist::certificate::PublicKey;
use trustlist::digest::Digest;
use trustlist::signature::verifies;

const MESSAGE: &[u8] = b"CTLFile.tlv";

fn public(key: &RsaPrivateKey) -> PublicKey {
    let der = key.to_public_key().to_pkcs1_der().unwrap().into_vec();
    PublicKey::Rsa { der, bits: key.n().bits() }
}

/// The verifier's result, with the message in two parts.
fn answer(key: &RsaPrivateKey, digest: Digest, signature: &[u8]) -> bool {
    verifies(&public(key), digest, &[&MESSAGE[..3], &MESSAGE[3..]], signature)
}

/// The number as bytes of the modulus' length.
fn bytes(key: &RsaPrivateKey, number: &BigUint) -> Vec<u8> {
    let short = number.to_bytes_be();
    [vec![0; key.size() - short.len()], short].concat()
}

/// The result of the key for any encoded message.
fn raw(key: &RsaPrivateKey, encoded: &[u8]) -> Vec<u8> {
    bytes(key, &BigUint::from_bytes_be(encoded).modpow(key.d(), key.n()))
}

/// 00 01 FF.. 00 DigestInfo, with `padding` bytes of FF.
fn encode(info: &[u8], padding: usize) -> Vec<u8> {
    [&[0, 1], vec![0xff; padding].as_slice(), &[0], info].concat()
}

#[test]
fn what_is_signed_verifies_and_nothing_else() {
    let (mut good, mut bad) = (0, 0);
    for bits in [512, 1024, 2048, 4096] {
        let name = match bits {
            512 => "ccm-512",
            1024 => "1051-pub",
            2048 => "pub-ccm",
            _ => "ccm-4096",
        };
        let key = keys::by_name(name).rsa();
        assert_eq!(key.n().bits(), bits);
        for digest in Digest::ALL.into_iter().filter(|digest| digest.fits(bits)) {
            let info = digest.info(&[MESSAGE]);
            let room = key.size() - info.len() - 3;
            let signature = key.sign(Pkcs1v15Sign::new_unprefixed(), &info).unwrap();
            assert_eq!(raw(key, &encode(&info, room)), signature);
            assert!(answer(key, digest, &signature));
            good += 1;

            let number = BigUint::from_bytes_be(&signature);
            let mut flipped = signature.clone();
            flipped[key.size() / 2] ^= 1;
            let mut second_type = encode(&info, room);
            second_type[1] = 2;
            let mut hole = encode(&info, room);
            hole[5] = 0xfe;
            let garbage = [encode(&info, room - 1), vec![7]].concat();
            let mut no_null = encode(&info, room);
            let null = no_null.len() - info.len() + info.iter().rposition(|b| *b == 5).unwrap_or(0);
            no_null[null] = 4;
            let other = Digest::ALL.into_iter().find(|other| *other != digest).unwrap();
            for (what, forged) in [
                ("a flipped bit", flipped),
                ("nothing", vec![]),
                ("zero", vec![0; key.size()]),
                ("one", bytes(key, &BigUint::from(1u8))),
                ("the modulus", key.n().to_bytes_be()),
                ("one byte less", signature[1..].to_vec()),
                ("a leading zero more", [&[0], signature.as_slice()].concat()),
                ("the signature and the modulus", (&number + key.n()).to_bytes_be()),
                ("block type 2", raw(key, &second_type)),
                ("a hole in the padding", raw(key, &hole)),
                ("garbage behind the digest", raw(key, &garbage)),
                ("another NULL", raw(key, &no_null)),
                (
                    "a longer leading zero",
                    raw(key, &[&[0], encode(&info, room - 1).as_slice()].concat()),
                ),
                ("the digest alone", raw(key, &info)),
            ] {
                assert!(!answer(key, digest, &forged), "{bits} {digest}: {what}");
                bad += 1;
            }
            assert!(!verifies(&public(key), other, &[MESSAGE], &signature));
        }
    }
    assert_eq!((good, bad), (11, 154));
}

#[test]
fn a_key_with_which_anybody_could_sign_verifies_nothing() {
    // With the exponent 1 the encoded message is its own signature.
    let key = keys::by_name("pub-ccm").rsa();
    let info = Digest::Sha1.info(&[MESSAGE]);
    let encoded = encode(&info, key.size() - info.len() - 3);
    for exponent in [0u8, 1, 2] {
        let (modulus, exponent) = (key.n().to_bytes_be(), [exponent]);
        let numbers = rsa::pkcs1::RsaPublicKey {
            modulus: rsa::pkcs1::UintRef::new(&modulus).unwrap(),
            public_exponent: rsa::pkcs1::UintRef::new(&exponent).unwrap(),
        };
        let der = rsa::pkcs1::der::Encode::to_der(&numbers).unwrap();
        let public = PublicKey::Rsa { der, bits: 2048 };
        assert!(!verifies(&public, Digest::Sha1, &[MESSAGE], &encoded), "{exponent:?}");
    }
}

#[test]
fn only_an_rsa_key_verifies() {
    for key in [
        PublicKey::Ec { curve: "P-256".to_owned(), point: vec![4; 65] },
        PublicKey::Other { algorithm: "1.3.101.112".to_owned(), bits: vec![1; 32] },
        PublicKey::Rsa { der: vec![], bits: 2048 },
        PublicKey::Rsa { der: vec![0x30, 0], bits: 2048 },
        PublicKey::Rsa { der: vec![0x30; 2000], bits: 16_384 },
    ] {
        assert!(!verifies(&key, Digest::Sha1, &[MESSAGE], &[1; 256]), "{key}");
    }
}
