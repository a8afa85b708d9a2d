//! Every list that is not sound is found to be so, for the very reasons it was
//! made for.

use std::collections::BTreeSet;

use support::fixtures::fixture;
use support::generate::raw::{self, HEADER, List};
use support::generate::{certificates, unsound};
use trustlist::certificate::Certificate;
use trustlist::error::{Class, Described as _, Place};
use trustlist::list::TrustList;
use trustlist::verify::{self, Finding};

#[test]
fn each_reason_is_found() {
    let cases = unsound::all();
    for case in &cases {
        let bytes = std::fs::read(fixture(&case.path())).expect(case.name);
        let list = TrustList::parse(&bytes).expect(case.name);
        let verdict = verify::examine(&list, None);
        assert_eq!(verdict.findings, case.findings, "{}", case.name);
        assert!(!verdict.is_sound(), "{}", case.name);
    }
    assert_eq!(cases.len(), 27);
}

/// What is left takes a certificate that is insisted on: [`another_signer`].
#[test]
fn every_kind_of_finding_has_its_lists() {
    let lists = unsound::all();
    let found: BTreeSet<_> =
        lists.iter().flat_map(|list| list.findings.iter().map(Finding::id)).collect();
    let no = Finding::CATALOGUE.iter().filter(|doc| doc.class == Class::No);
    let known: BTreeSet<_> = no.map(|doc| doc.id).collect();
    let left: Vec<_> = known.difference(&found).copied().collect();
    assert_eq!(left, ["V-SIGNER-OTHER"]);
    assert_eq!((known.len(), found.len()), (11, 10));
}

#[test]
fn another_signer() {
    let certificate =
        |name| Certificate::from_der(certificates::by_name(name).der()).expect("a fixture decodes");
    let path = fixture("lists/ctl-512.tlv");
    let bytes = std::fs::read(&path).expect("a list");
    let list = TrustList::parse(&bytes).expect("a list");
    assert_eq!(verify::examine(&list, Some(&certificate("ccm-512"))).findings, []);
    let other = Finding::OtherSigner {
        expected: "CN=cucm-pub-EC;OU=Voice;O=Example;L=Brno;ST=South Moravia;C=CZ".into(),
        found: "CN=cucm-512;OU=Voice;O=Example;L=Brno;ST=South Moravia;C=CZ".into(),
    };
    let verdict = verify::examine(&list, Some(&certificate("ec-256")));
    assert_eq!(verdict.findings, std::slice::from_ref(&other));
}

/// What is spelled otherwise but says the same (docs/format.md, sections 4 to
/// 6).
#[test]
fn other_spellings_are_sound() {
    const NAME: &str = "C=CZ,ST=South Moravia,L=Brno,O=Example,OU=Voice,CN=cucm-512";
    const SEMICOLONS: &str = "C=CZ;ST=South Moravia;L=Brno;O=Example;OU=Voice;CN=cucm-512";
    const TOKEN: &str = "cn=cucm-512;ou=Voice;o=Example;l=Brno;st=South Moravia;c=CZ";
    type Change = fn(&mut List);
    let changes: [Change; 8] = [
        |_| {},
        |list| *list.node(Some(2), &[0x03]) = raw::text(0x03, NAME),
        |list| *list.node(Some(2), &[0x05]) = raw::text(0x05, SEMICOLONS),
        |list| *list.node(Some(2), &[0x03]) = raw::text(0x03, TOKEN),
        |list| *list.node(HEADER, &[0x03, 0x04]) = raw::text(0x04, NAME),
        |list| list.node(Some(2), &[0x06]).value_mut().insert(0, 0),
        |list| list.node(Some(2), &[0x06]).value_mut().reverse(),
        // Two SAST with the header's issuer and serial number, and one key.
        |list| *list.node(Some(2), &[0x04]).value_mut() = vec![0, 0],
    ];
    for (number, change) in changes.iter().enumerate() {
        let mut list = unsound::sound();
        change(&mut list);
        unsound::sign(&mut list);
        let bytes = list.write();
        let verdict = verify::examine(&TrustList::parse(&bytes).expect("a list"), None);
        assert_eq!((verdict.findings, verdict.signer), (vec![], Some(0)), "{number}");
    }
}

/// The one oddity that `ctl-odd` does not have.
#[test]
fn a_hash_of_another_algorithm_is_odd() {
    let mut list = unsound::sound();
    list.take(Some(2), &[0x09]);
    list.part(Some(2)).extend([raw::bytes(0x0b, [0x5a; 20]), raw::bytes(0x0c, [2])]);
    unsound::sign(&mut list);
    let place = Place::record(2, list.offset(Some(2), &[0x0c]));
    let bytes = list.write();
    let verdict = verify::examine(&TrustList::parse(&bytes).expect("a list"), None);
    assert_eq!(verdict.findings, [Finding::HashAlgorithm { place, code: 2 }]);
    assert!(verdict.is_sound());
}

/// A decoder's own words ("NomError(Eof)") are nothing for users.
#[test]
fn a_cut_certificate_is_said_to_be_cut() {
    let mut list = unsound::sound();
    list.node(Some(2), &[0x09]).value_mut().pop();
    unsound::sign(&mut list);
    let place = Place::record(2, list.offset(Some(2), &[0x09]));
    let reason = "the certificate does not decode: it is cut short".to_owned();
    let bytes = list.write();
    let verdict = verify::examine(&TrustList::parse(&bytes).expect("a list"), None);
    assert_eq!(verdict.findings, [Finding::Certificate { place, reason }]);
}
