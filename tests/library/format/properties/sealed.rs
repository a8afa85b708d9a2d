//! Whatever is built can be sealed, and is then sound: certificates with any serial number and any
//! names, several SASTs with one name, in every layout.

use std::cell::RefCell;
use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use support::forged::{C, CN, Forged, O, OU, PRINTABLE, SERIAL, T61, UTF8, integer};
use support::generate::keys;
use trustlist::certificate::Certificate;
use trustlist::digest::Digest;
use trustlist::error::Described as _;
use trustlist::list::{Entry, Form, Kind, Layout, Recipe, Role, Spelling, TrustList};
use trustlist::verify::{self, same_serial};

use super::described::Owner;
use super::runner;

/// Two keys, so that two certificates may have the same name and different keys.
const KEYS: [&str; 2] = ["ccm-512", "token-1"];

/// Serial numbers with zeros at both ends, and short ones that collide.
fn serial() -> impl Strategy<Value = Vec<u8>> {
    let zeros = || vec(Just(0_u8), 0..3);
    let any = (zeros(), vec(any::<u8>(), 0..12), zeros());
    prop_oneof![
        3 => any.prop_map(|(before, serial, behind)| [before, serial, behind].concat()),
        1 => vec(prop::sample::select(vec![0_u8, 1, 0x80]), 1..3),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => Just("cucm-pub".to_owned()),
        2 => "[a-zA-Z0-9 ,;=\"+\\\\#<>]{0,12}",
        2 => "\\PC{0,8}",
        1 => "[ \t\n\"]{1,3}",
        1 => "[a-z]{1,3}\0[a-z]{0,3}",
    ]
}

/// Names: mostly the same, some with arbitrary attributes in any order.
fn name() -> impl Strategy<Value = Vec<(u8, u8, Vec<u8>)>> {
    let tag = prop::sample::select(vec![UTF8, PRINTABLE, T61]);
    let attribute = (prop::sample::select(vec![CN, O, OU, C, SERIAL, 0x2d]), tag, text())
        .prop_map(|(kind, tag, text)| (kind, tag, text.into_bytes()));
    prop_oneof![
        2 => Just(vec![(CN, UTF8, b"cucm-pub".to_vec())]),
        1 => vec(attribute, 0..5),
    ]
}

fn certificate() -> impl Strategy<Value = (Certificate, usize)> {
    (serial(), name(), name(), any::<bool>(), 0..KEYS.len()).prop_map(
        |(serial, subject, issuer, own, key)| {
            let forged = Forged {
                serial: integer(&serial),
                issuer: if own { subject.clone() } else { issuer },
                subject,
                ..Forged::new("", &[], KEYS[key])
            };
            (Certificate::from_der(&forged.der()).expect("a certificate"), key)
        },
    )
}

#[test]
fn what_is_built_can_be_sealed_and_is_sound() {
    let owners = KEYS.map(|key| keys::by_name(key).rsa().clone());
    let counts = RefCell::new(BTreeMap::<&'static str, usize>::new());
    let roles = prop::sample::select(vec![Role::SAST, Role::SAST, Role::CCM_TFTP]);
    let entry = (certificate(), roles, any::<bool>(), any::<bool>());
    let layout = prop::sample::select(vec![Layout::Cli, Layout::Client, Layout::Certutils]);
    let outcome = runner(4096).run(&(vec(entry, 1..6), layout), |(lines, layout)| {
        // A spelling that is kept: that of the certificate as another program writes it.
        let spelled = |certificate: &Certificate| Spelling {
            subject: trustlist::list::name::certutils(certificate.subject()).into_bytes(),
            issuer: trustlist::list::name::certutils(certificate.issuer()).into_bytes(),
            serial: [&[0], certificate.serial()].concat(),
        };
        let entries =
            lines.iter().enumerate().map(|(index, ((certificate, _), role, host, keep))| {
                let role = if index == 0 { Role::SAST } else { *role };
                let spelling = keep.then(|| spelled(certificate));
                let host = host.then(|| "cucm-pub".to_owned());
                Entry { certificate, role, host, address: None, form: Form::Full, spelling }
            });
        let recipe = Recipe {
            kind: Kind::Ctl,
            layout,
            digest: Digest::Sha1,
            filename: "CTLFile.tlv".to_owned(),
            signer_version: None,
            timestamp: 1,
            entries: entries.collect(),
            signer: 0,
        };
        let (certificate, key) = &lines[0].0;
        let owner = Owner { certificate: certificate.clone(), key: Some(owners[*key].clone()) };
        let what = match recipe.build() {
            Err(error) => error.id(),
            Ok(unsigned) => match unsigned.seal(&owner) {
                Err(error) => error.id(),
                Ok(bytes) => {
                    let list = TrustList::parse(&bytes).expect("a list");
                    prop_assert_eq!(verify::examine(&list, Some(certificate)).findings, []);
                    "sound"
                }
            },
        };
        *counts.borrow_mut().entry(what).or_default() += 1;
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    let expected =
        [("E-BUILD-IDENTITY", 62), ("E-BUILD-NUL", 504), ("E-BUILD-UNSOUND", 437), ("sound", 3093)];
    assert_eq!(counts.into_inner(), BTreeMap::from(expected));
}

#[test]
fn serials_are_numbers_and_may_be_reversed() {
    let cases: [(&[u8], &[u8], bool); 14] = [
        (&[0x12, 0x34], &[0x12, 0x34], true),
        (&[0x00, 0x12, 0x34], &[0x12, 0x34], true),
        (&[0x34, 0x12], &[0x12, 0x34], true),
        // A token's serial number that ends in 00, and one that ends in two.
        (&[0x00, 0x34, 0x12], &[0x12, 0x34, 0x00], true),
        (&[0x00, 0x00, 0x34, 0x12], &[0x12, 0x34, 0x00, 0x00], true),
        (&[0x34, 0x12, 0x00], &[0x00, 0x12, 0x34], true),
        // The sign byte of DER, on either side.
        (&[0x34, 0x92, 0x00], &[0x92, 0x34], true),
        (&[0x00, 0x34, 0x92], &[0x92, 0x34], true),
        (&[0x00], &[0x00], true),
        (&[], &[0x00], true),
        (&[0x12, 0x34], &[0x12, 0x35], false),
        (&[0x12, 0x34, 0x00], &[0x12, 0x34], false),
        (&[0x12, 0x00, 0x34], &[0x12, 0x34], false),
        (&[0x43, 0x21], &[0x12, 0x34], false),
    ];
    for (one, other, same) in cases {
        assert_eq!(same_serial(one, other), same, "{one:02x?} {other:02x?}");
        assert_eq!(same_serial(other, one), same, "{other:02x?} {one:02x?}");
    }
}
