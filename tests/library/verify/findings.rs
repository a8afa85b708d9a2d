//! Every unsound list is found to be unsound, for exactly the reasons for which it was constructed.

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
    assert_eq!(cases.len(), 32);
}

/// The remaining ones need an explicit signer: [`another_signer`].
#[test]
fn every_kind_of_finding_has_its_lists() {
    let lists = unsound::all();
    let found: BTreeSet<_> =
        lists.iter().flat_map(|list| list.findings.iter().map(Finding::id)).collect();
    let no = Finding::CATALOGUE.iter().filter(|doc| doc.class == Class::No);
    let known: BTreeSet<_> = no.map(|doc| doc.id).collect();
    let left: Vec<_> = known.difference(&found).copied().collect();
    assert_eq!(left, ["V-SIGNER-OTHER"]);
    assert_eq!((known.len(), found.len()), (13, 13));
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

/// Different spellings with the same meaning (docs/format.md, sections 4 to 6).
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

/// The signed bytes are the same wherever SIGNATURE is, so the signature itself does not show it.
#[test]
fn a_signature_that_was_moved_is_found_in_every_place() {
    let sound = unsound::sound();
    let own = sound.header.iter().position(|node| node.tag == 0x0c).expect("SIGNATURE");
    let mut places = 0;
    for place in 2..sound.header.len() {
        let mut list = sound.clone();
        let signature = list.header.remove(own);
        list.header.insert(place, signature);
        let bytes = list.write();
        let verdict = verify::examine(&TrustList::parse(&bytes).expect("a list"), None);
        if place == own {
            assert_eq!(verdict.findings, []);
            continue;
        }
        let expected = list.offset(HEADER, &[0x07]) + list.node(HEADER, &[0x07]).size();
        let moved = Place::header(list.offset(HEADER, &[0x0c]));
        assert_eq!(verdict.findings, [Finding::SignaturePlace { place: moved, expected }]);
        places += 1;
    }
    assert_eq!(places, 4);
}

#[test]
fn a_filename_that_is_not_the_kind_of_the_list_is_odd() {
    let filename = |list: &List, expected: &str, found: &str| Finding::Filename {
        place: Place::header(list.offset(HEADER, &[0x0e])),
        expected: expected.to_owned(),
        found: found.to_owned(),
    };
    let mut named = unsound::sound();
    *named.node(HEADER, &[0x0e]) = raw::text(0x0e, "g3-tones.xml.sgn");
    let mut tvs = unsound::sound();
    *tvs.node(Some(2), &[0x04]).value_mut() = vec![0, 21];
    let cases = [
        (named, "CTLFile.tlv or ITLFile.tlv", "g3-tones.xml.sgn"),
        (tvs, "ITLFile.tlv (record 2 is a TVS)", "CTLFile.tlv"),
    ];
    for (mut list, expected, found) in cases {
        unsound::sign(&mut list);
        let bytes = list.write();
        let parsed = TrustList::parse(&bytes).expect("a list");
        let verdict = verify::examine(&parsed, None);
        assert_eq!(verdict.findings, [filename(&list, expected, found)]);
        assert!(verdict.is_sound());
    }

    let list = unsound::sound();
    let bytes = list.write();
    let parsed = TrustList::parse(&bytes).expect("a list");
    let expected =
        filename(&list, "ITLFile.tlv in a file named ITLSEP001122334455.tlv", "CTLFile.tlv");
    let other = verify::other_kind(&parsed, "a/ITLSEP001122334455.tlv");
    assert_eq!(other, Some(expected));
    for same in ["CTLFile.tlv", "a/CTLSEP001122334455.tlv", "ctl-512.tlv", "ITLFile.tlv/x", "-"] {
        assert_eq!(verify::other_kind(&parsed, same), None, "{same}");
    }
}

/// Five unknown tags: four are named, the others counted.
#[test]
fn many_unknown_tags_are_counted() {
    let mut list = unsound::sound();
    list.part(Some(2)).extend((0..16).map(|tag| raw::bytes(0x70 + tag, [])));
    unsound::sign(&mut list);
    let place = |tag| Place::record(2, list.offset(Some(2), &[tag]));
    let mut expected: Vec<_> =
        (0x70..0x74).map(|tag| Finding::UnknownTag { place: place(tag), tag, length: 0 }).collect();
    expected.push(Finding::MoreUnknownTags { place: place(0x74), count: 12 });
    let bytes = list.write();
    let verdict = verify::examine(&TrustList::parse(&bytes).expect("a list"), None);
    assert_eq!(verdict.findings, expected);
}

/// A decoder's own words ("NomError(Eof)") do not help users.
#[test]
fn a_cut_certificate_is_reported_as_cut() {
    let mut list = unsound::sound();
    list.node(Some(2), &[0x09]).value_mut().pop();
    unsound::sign(&mut list);
    let place = Place::record(2, list.offset(Some(2), &[0x09]));
    let reason = "the certificate does not decode: it is truncated".to_owned();
    let bytes = list.write();
    let verdict = verify::examine(&TrustList::parse(&bytes).expect("a list"), None);
    assert_eq!(verdict.findings, [Finding::Certificate { place, reason }]);
}
