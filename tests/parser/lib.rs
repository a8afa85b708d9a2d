//! The library without any of its features: reading and verifying lists, building and signing them
//! with the caller's own key, and querying what a phone would do.
//!
//! A separate package, because the tests of `trustlist` itself need every feature.

#![cfg(test)]

use std::fs;
use std::path::{Path, PathBuf};

use rsa::pkcs8::DecodePrivateKey as _;
use rsa::{Pkcs1v15Sign, RsaPrivateKey};
use trustlist::certificate::{self, Certificate};
use trustlist::digest::Digest;
use trustlist::error::Described as _;
use trustlist::list::{Entry, Form, Kind, Layout, OwnedList, Recipe, Role, TrustList};
use trustlist::phone::{Class, List, Offer, Outcome, Servers, State};
use trustlist::seal::SealError;
use trustlist::signer::{SignError, Signer};
use trustlist::verify::examine;

fn fixture(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(path)
}

/// The lists in a folder of fixtures.
fn lists(folder: &str) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(fixture(folder)).expect("a folder");
    entries.map(|entry| fs::read(entry.expect("an entry").path()).expect("a file")).collect()
}

/// A signer whose key is unknown to the library.
struct OwnSigner {
    certificate: Certificate,
    key: RsaPrivateKey,
}

impl OwnSigner {
    fn new(name: &str) -> Self {
        let file = |folder| fs::read(fixture(&format!("{folder}/{name}.pem"))).expect("a fixture");
        let certificate = certificate::read(&file("certs")).and_then(certificate::leaf);
        let key = String::from_utf8(file("keys")).expect("text");
        let pem = key.find("-----").and_then(|start| key.get(start..)).expect("PEM");
        Self {
            certificate: certificate.expect("a certificate"),
            key: RsaPrivateKey::from_pkcs8_pem(pem).expect("a key"),
        }
    }

    /// A CTL that names this SAST, which signs, and another one.
    fn recipe<'r>(&'r self, other: &'r Self) -> Recipe<'r> {
        let entry = |signer: &'r Self| Entry {
            certificate: &signer.certificate,
            role: Role::SAST,
            host: Some("cucm-pub".to_owned()),
            address: None,
            form: Form::Full,
            spelling: None,
        };
        Recipe {
            kind: Kind::Ctl,
            layout: Layout::Cli,
            digest: Digest::Sha1,
            filename: Kind::Ctl.filename().to_owned(),
            signer_version: None,
            timestamp: 1_767_225_600,
            entries: vec![entry(self), entry(other)],
            signer: 0,
        }
    }

    fn ctl(&self, other: &Self) -> Vec<u8> {
        self.recipe(other).build().expect("a list").seal(self).expect("a signature")
    }
}

impl Signer for OwnSigner {
    fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    fn sign(&self, digest: Digest, message: &[u8]) -> Result<Vec<u8>, SignError> {
        let info = digest.info(&[message]);
        let signature = self.key.sign(Pkcs1v15Sign::new_unprefixed(), &info);
        signature.map_err(|error| SignError::Failed { reason: error.to_string() })
    }
}

#[test]
fn lists_parse_and_verify() {
    let lists = lists("lists");
    assert_eq!(lists.len(), 15);
    for bytes in lists {
        let list = TrustList::parse(&bytes).expect("a list");
        assert!(examine(&list, None).is_sound());
        assert_eq!(OwnedList::of(&list).write().expect("a list"), bytes);
    }
}

#[test]
fn what_is_not_sound_or_malformed_is_told_apart() {
    let unsound = lists("unsound");
    assert!(unsound.len() > 10, "{}", unsound.len());
    for bytes in unsound {
        assert!(!examine(&TrustList::parse(&bytes).expect("a list"), None).is_sound());
    }
    let malformed = lists("malformed");
    assert!(malformed.len() > 150, "{}", malformed.len());
    for bytes in malformed {
        assert!(TrustList::parse(&bytes).expect_err("malformed").id().starts_with("E-PARSE-"));
    }
}

#[test]
fn a_list_is_built_and_signed() {
    let (signer, other) = (OwnSigner::new("pub-ccm"), OwnSigner::new("pub-itlrecovery"));
    let bytes = signer.ctl(&other);
    let list = TrustList::parse(&bytes).expect("a list");
    assert!(examine(&list, Some(&signer.certificate)).is_sound());
    assert!(!examine(&list, Some(&other.certificate)).is_sound());
    let subject = "ITLRECOVERY_cucm-pub".to_owned();
    let refused = signer.recipe(&other).build().expect("a list").seal(&other);
    assert_eq!(refused, Err(SealError::NotTheSigner { subject }));
}

#[test]
fn a_phone_is_asked() {
    let one = OwnSigner::new("pub-ccm");
    let (other, stranger) = (OwnSigner::new("pub-itlrecovery"), OwnSigner::new("sub-ccm"));
    let held = List::read(&one.ctl(&other)).expect("a list");
    let phone = State::holding(Class::Legacy, &[held.into()]).expect("a phone");
    let boot = |bytes: &[u8]| phone.boot(&[Offer::read(bytes).expect("a list")], &Servers::Shown);
    let accepted = boot(&other.ctl(&stranger));
    assert!(matches!(accepted.verdicts[0].outcome, Outcome::Accepted(_)));
    assert_eq!(accepted.messages, ["Trust List Updated"]);
    let refused = boot(&stranger.ctl(&one));
    assert!(refused.verdicts[0].outcome.is_refused());
    assert_eq!(refused.messages, ["Trust List Update Failed"]);
}
