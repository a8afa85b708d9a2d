//! Certificates of a plan: like the present ones except key, serial number and signature.

use std::collections::BTreeMap;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;
use trustlist::certificate::{Certificate, PublicKey, read};
use trustlist::digest::Digest;
use trustlist::issue::planned::renewed;
use trustlist::issue::{KeyType, PrivateKey, Request, issue, usage};
use trustlist::signature::verifies;

fn fixture(name: &str) -> Vec<Certificate> {
    let file = support::fixtures::fixture("certs").join(name);
    read(&std::fs::read(file).expect(name)).expect(name)
}

/// What a certificate and its successor have in common.
fn kept(certificate: &Certificate) -> impl PartialEq + std::fmt::Debug + use<> {
    let key = match certificate.key() {
        PublicKey::Rsa { bits, .. } => format!("RSA {bits}"),
        key => key.to_string(),
    };
    (
        certificate.der().len(),
        (key, certificate.key().bytes().len(), certificate.signature().len()),
        certificate.serial().len(),
        [certificate.subject().to_string(), certificate.issuer().to_string()],
        [certificate.not_before(), certificate.not_after()],
    )
}

/// Checks the successor of a certificate; returns the kind of its key.
fn check(name: &str, like: &Certificate) -> String {
    let planned = renewed(like, "callmanager").unwrap_or_else(|| panic!("{name}"));
    assert_eq!(kept(&planned), kept(like), "{name}");
    assert_ne!(planned.serial(), like.serial(), "{name}");
    assert_ne!(planned.key(), like.key(), "{name}");
    assert_ne!(planned.signature(), like.signature(), "{name}");
    assert_ne!(planned.sha1(), like.sha1(), "{name}");
    // Always the same, and different for a different reason.
    assert_eq!(renewed(like, "callmanager").as_ref(), Some(&planned), "{name}");
    let other = renewed(like, "migration").unwrap_or_else(|| panic!("{name}"));
    assert_ne!(other.serial(), planned.serial(), "{name}");
    assert_ne!(other.key(), planned.key(), "{name}");
    // A successor has a successor.
    let next = renewed(&planned, "callmanager").unwrap_or_else(|| panic!("{name}"));
    assert_eq!(kept(&next), kept(like), "{name}");
    assert!(next.serial() != planned.serial() && next.serial() != like.serial(), "{name}");
    assert!(next.key() != planned.key() && next.key() != like.key(), "{name}");
    // It can be read like any certificate, and its modulus has the same size.
    assert_eq!(Certificate::from_der(planned.der()).as_ref(), Ok(&planned), "{name}");
    match planned.key() {
        PublicKey::Rsa { .. } => "RSA".to_owned(),
        key => key.to_string(),
    }
}

#[test]
fn every_fixture_has_a_successor() {
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    let folder = std::fs::read_dir(support::fixtures::fixture("certs")).unwrap();
    for entry in folder {
        let name = entry.unwrap().file_name().into_string().unwrap();
        for certificate in fixture(&name) {
            *kinds.entry(check(&name, &certificate)).or_default() += 1;
        }
    }
    let expected = [("EC P-256", 1), ("EC P-384", 1), ("EC P-521", 1), ("RSA", 64)];
    assert_eq!(kinds, expected.map(|(kind, count)| (kind.to_owned(), count)).into());
}

#[test]
fn any_kind_of_key_and_any_length_of_serial_has_a_successor() {
    let mut rng = ChaCha20Rng::seed_from_u64(7);
    let kinds = [KeyType::Rsa1024, KeyType::P256, KeyType::P384, KeyType::P521];
    let mut checked = 0;
    for kind in kinds {
        let key = PrivateKey::new(kind, &mut rng).unwrap();
        for length in [1, 2, 4, 8, 16, 20] {
            let request = Request {
                subject: "CN=cucm-pub,O=Example".parse().unwrap(),
                names: Vec::new(),
                usage: usage::SERVER,
                serial: [vec![1], vec![0; length - 1]].concat(),
                not_before: 1_700_000_000,
                not_after: 2_000_000_000,
                digest: None,
            };
            let certificate = issue(&request, &key, None, &mut rng).unwrap();
            check(&format!("{kind:?}, {length} bytes"), &certificate);
            checked += 1;
        }
    }
    assert_eq!(checked, 24);
}

/// Nobody has its key, so no signature verifies with it, not even its own.
#[test]
fn a_successor_verifies_nothing() {
    for name in ["pub-ccm.pem", "1051-pub.pem", "ccm-4096.pem"] {
        let [like] = <[Certificate; 1]>::try_from(fixture(name)).unwrap();
        let planned = renewed(&like, "callmanager").unwrap();
        for digest in [Digest::Sha1, Digest::Sha256, Digest::Sha512] {
            for signature in [like.signature(), planned.signature()] {
                assert!(!verifies(planned.key(), digest, &[planned.der()], signature), "{name}");
            }
        }
    }
}
