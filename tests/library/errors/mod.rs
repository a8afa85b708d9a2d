//! Ids of docs/errors.md that only callers of the library get: the command line refuses these
//! inputs earlier, or does not print the id. `tests/program/errors/` has the others.

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;
use support::fixtures::fixture;
use support::publishing::Place;
use trustlist::certificate::{Certificate, leaf, read};
use trustlist::cluster::lab::Lab;
use trustlist::digest::Digest;
use trustlist::error::Described as _;
use trustlist::issue::{AlternativeName, KeyType, PrivateKey, Request, Subject, issue, usage};
use trustlist::list::{Entry, Form, Kind, Layout, Recipe, Role, Spelling};
use trustlist::signer::{NoTokens, SignError, Signer, TokenDriver as _};

fn rng() -> ChaCha20Rng {
    ChaCha20Rng::from_seed([7; 32])
}

fn certificate() -> Certificate {
    leaf(read(&std::fs::read(fixture("certs/pub-ccm.pem")).unwrap()).unwrap()).unwrap()
}

/// The id of the error when a certificate with this serial number and end of validity is issued.
fn issued(serial: &[u8], not_after: i64) -> &'static str {
    let request = Request {
        subject: "CN=a".parse().unwrap(),
        names: Vec::new(),
        usage: usage::SERVER,
        serial: serial.to_vec(),
        not_before: 0,
        not_after,
        digest: None,
    };
    let key = PrivateKey::new(KeyType::P256, &mut rng()).unwrap();
    issue(&request, &key, None, &mut rng()).unwrap_err().id()
}

#[test]
fn issuing() {
    let subject = |text: &str| text.parse::<Subject>().unwrap_err().id();
    assert_eq!(subject("text"), "E-ISSUE-SUBJECT");
    assert_eq!(subject("CN=a,C=Poland"), "E-ISSUE-ATTRIBUTE");
    assert_eq!("a b".parse::<AlternativeName>().unwrap_err().id(), "E-ISSUE-SAN");
    assert_eq!(issued(&[0x40; 8], -1), "E-ISSUE-VALIDITY");
    assert_eq!(issued(&[0x40; 30], 1), "E-ISSUE-DER");
}

#[test]
fn labs() {
    for nodes in [0, 29] {
        let lab = Lab::new(nodes, "12.5".parse().unwrap(), false, &mut rng());
        assert_eq!(lab.unwrap_err().id(), "E-LAB-NODES", "{nodes}");
    }
}

/// A key of the caller's own, with its result.
struct Key(Certificate, Result<Vec<u8>, SignError>);

impl Signer for Key {
    fn certificate(&self) -> &Certificate {
        &self.0
    }

    fn sign(&self, _: Digest, _: &[u8]) -> Result<Vec<u8>, SignError> {
        self.1.clone()
    }
}

/// The id of the error when a list is signed with a key that returns this.
fn sealed(answer: Result<Vec<u8>, SignError>) -> &'static str {
    let signer = Key(certificate(), answer);
    let entry = Entry {
        certificate: &signer.0,
        role: Role::SAST,
        host: None,
        address: None,
        form: Form::Full,
        spelling: None,
    };
    let recipe = Recipe {
        kind: Kind::Ctl,
        layout: Layout::Cli,
        digest: Digest::Sha1,
        filename: "CTLFile.tlv".to_owned(),
        signer_version: None,
        timestamp: 1,
        entries: vec![entry],
        signer: 0,
    };
    recipe.build().unwrap().seal(&signer).unwrap_err().id()
}

#[test]
fn keys_that_do_not_sign() {
    assert_eq!(sealed(Ok(vec![1; 256])), "E-KEY-VERIFY");
    let failed = SignError::Failed { reason: "the device is gone".to_owned() };
    assert_eq!(sealed(Err(failed)), "E-KEY-SIGN");
}

/// A name that another list spells with a NUL inside is kept, and the result is not a sound list.
#[test]
fn a_list_that_would_not_be_sound() {
    let signer = Key(certificate(), Ok(vec![1; 256]));
    let entry = |role, spelling| Entry {
        certificate: &signer.0,
        role,
        host: None,
        address: None,
        form: Form::Full,
        spelling,
    };
    let spelling = Spelling {
        subject: b"CN=cucm-pub\0".to_vec(),
        issuer: b"CN=cucm-pub".to_vec(),
        serial: vec![1],
    };
    let recipe = Recipe {
        kind: Kind::Ctl,
        layout: Layout::Cli,
        digest: Digest::Sha1,
        filename: "CTLFile.tlv".to_owned(),
        signer_version: None,
        timestamp: 1,
        entries: vec![entry(Role::SAST, None), entry(Role::CCM, Some(spelling))],
        signer: 0,
    };
    let unsigned = recipe.build().unwrap();
    // Detected before the key is used.
    let early = unsigned.check_signer(&signer.0).unwrap_err();
    assert_eq!(early.id(), "E-BUILD-UNSOUND");
    let reason = "SUBJECTNAME (tag 03) has a NUL before its end";
    assert!(early.to_string().ends_with(reason), "{early}");
    assert_eq!(unsigned.seal(&signer).unwrap_err(), early);
}

#[test]
fn a_publication_that_comes_before() {
    let place = Place::new(&["pub"]);
    // So that the first rename belongs to the publication.
    drop(place.store());
    let draft = "ctl one\nput pub tftp/pub/CTLFile.tlv one";
    place.kill_at("after file-rename", 1, draft);
    assert_eq!(place.publish(draft).unwrap_err().id(), "E-PUBLISH-PENDING");
}

#[test]
fn a_build_without_tokens() {
    let uri = "pkcs11:token=etoken".parse().unwrap();
    let error = NoTokens.certificate(&uri).unwrap_err();
    assert_eq!(error.id(), "E-TOKEN-UNSUPPORTED");
}
