//! The expected result of a description.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::net::IpAddr;

use trustlist::certificate::PublicKey;
use trustlist::digest::Digest;
use trustlist::error::{Described as _, Place};
use trustlist::list::{BuildError, Form, Kind, Layout, OwnedList, Record, Role, TrustList, name};
use trustlist::verify::{self, Finding};

use super::described::{Description, Line, OWNERS, description, signers};
use super::runner;
use support::generate::raw::{self, HEADER};

/// Every reason for which the list must not be built.
fn reasons(list: &Description) -> Vec<BuildError> {
    let nul = |what: &str, text: &str| {
        let what = format!("{what} ({})", text.escape_debug());
        text.contains('\0').then_some(BuildError::NulInText { what })
    };
    let mut reasons = Vec::new();
    let signer = &list.lines[list.signer];
    let subject = signer.certificate().subject().common_name();
    if signer.role != Role::SAST {
        reasons.push(BuildError::SignerNotSast {});
    }
    match signer.certificate().key() {
        PublicKey::Rsa { bits: bits @ 512, .. } if list.digest == Digest::Sha512 => {
            reasons.push(BuildError::SignerDigest { digest: "SHA-512", bits: *bits });
        }
        PublicKey::Rsa { bits: 512 | 1024 | 2048 | 4096, .. } => {}
        PublicKey::Rsa { bits, .. } => {
            reasons.push(BuildError::SignerSize { subject, bits: *bits });
        }
        key => reasons.push(BuildError::SignerNotRsa { subject, key: key.to_string() }),
    }
    if list.filename.is_empty() {
        reasons.push(BuildError::EmptyText { what: "the FILENAME".to_owned() });
    }
    reasons.extend(nul("the FILENAME", &list.filename));
    let sasts: Vec<_> =
        list.lines.iter().zip(1..).filter(|(it, _)| it.role == Role::SAST).collect();
    for (index, (line, second)) in sasts.iter().enumerate() {
        let (own, spelled) = (line.certificate(), line.spelled(list.layout));
        for (other, first) in &sasts[..index] {
            let (before, written) = (other.certificate(), other.spelled(list.layout));
            let one = own.issuer() == before.issuer() && own.serial() == before.serial();
            let same = one || (&spelled.1, &spelled.2) == (&written.1, &written.2);
            if same && own.der() != before.der() {
                reasons.push(BuildError::SameIdentity {
                    first: *first,
                    second: *second,
                    subject: before.subject().common_name(),
                    other: own.subject().common_name(),
                    identity: format!(
                        "issuer ({}) and serial number ({})",
                        name::cucm(own.issuer()),
                        hex::encode_upper(own.serial())
                    ),
                });
            }
        }
    }
    for (line, record) in list.lines.iter().zip(1..) {
        if line.role == Role::SAST && line.form != Form::Full {
            reasons.push(BuildError::FormOfSast { record });
        }
        if line.form == Form::Emptied && list.layout == Layout::Certutils {
            reasons.push(BuildError::EmptiedCertutils { record });
        }
        if line.role == Role::TVS && list.kind == Kind::Ctl {
            reasons.push(BuildError::TvsInCtl { record });
        }
        reasons.extend(nul("a host", line.host.as_deref().unwrap_or_default()));
        if line.form != Form::Emptied || record == list.signer + 1 {
            reasons.extend(nul("a subject", &line.spelled(list.layout).0));
        }
    }
    reasons
}

/// The tags of a record in their order (docs/format.md, section 3).
fn tags(line: &Line, layout: Layout) -> Vec<u8> {
    let order: &[u8] = match (layout, line.form) {
        (_, Form::Emptied) => &[0x01, 0x02, 0x04, 0x0a],
        (Layout::Cli, Form::Full) => &[0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0a],
        (Layout::Cli, Form::HashOnly) => {
            &[0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x0a, 0x0b, 0x0c]
        }
        (Layout::Client, Form::Full) => &[0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x09, 0x0a],
        (Layout::Client, Form::HashOnly) => {
            &[0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x0a, 0x0b, 0x0c]
        }
        (Layout::Certutils, Form::Full) => &[0x01, 0x03, 0x05, 0x06, 0x04, 0x07, 0x08, 0x09],
        (Layout::Certutils, Form::HashOnly) => {
            &[0x01, 0x03, 0x05, 0x06, 0x04, 0x07, 0x08, 0x0b, 0x0c]
        }
    };
    let addressed = line.address.is_some() || line.is_token(layout);
    order.iter().copied().filter(|tag| *tag != 0x0a || addressed).collect()
}

/// The value that a field of a record must have.
fn value(tag: u8, record: &Record<'_>, line: &Line, layout: Layout) -> Vec<u8> {
    let text = |text: &str| [text.as_bytes(), &[0]].concat();
    let certificate = line.certificate();
    let (subject, issuer, serial) = line.spelled(layout);
    let host = line.host.clone().unwrap_or_default();
    match tag {
        0x01 => u16::try_from(record.length()).expect("two bytes").to_be_bytes().to_vec(),
        0x02 if line.is_token(layout) => text(""),
        0x02 if layout == Layout::Cli => text(host.split('.').next().unwrap_or_default()),
        0x02 => text(&line.address.map_or(host, |address| address.to_string())),
        0x03 => text(&subject),
        0x04 => line.role.code().to_be_bytes().to_vec(),
        0x05 => text(&issuer),
        0x06 => serial,
        0x07 => certificate.key().bytes().to_vec(),
        0x08 => certificate.signature().to_vec(),
        0x09 => certificate.der().to_vec(),
        0x0a => match line.address {
            None => vec![0; 4],
            Some(IpAddr::V4(address)) => address.octets().to_vec(),
            Some(IpAddr::V6(address)) => address.octets().to_vec(),
        },
        0x0b => certificate.sha1().to_vec(),
        0x0c => vec![1],
        _ => unreachable!("no such tag in a record"),
    }
}

/// The oddities of the list, in the order of the records.
fn oddities(list: &Description, bytes: &[u8]) -> Vec<Finding> {
    let walk = raw::List::read(bytes);
    let mut findings = Vec::new();
    let mut tvs = list.lines.iter().zip(1..).filter(|(line, _)| line.role == Role::TVS);
    let expected = match (list.filename.as_str(), tvs.next()) {
        ("ITLFile.tlv", _) | ("CTLFile.tlv", None) => None,
        ("CTLFile.tlv", Some((_, record))) => {
            Some(format!("ITLFile.tlv (record {record} is a TVS)"))
        }
        _ => Some("CTLFile.tlv or ITLFile.tlv".to_owned()),
    };
    findings.extend(expected.map(|expected| Finding::Filename {
        place: Place::header(walk.offset(HEADER, &[0x0e])),
        expected,
        found: list.filename.clone(),
    }));
    for (line, number) in list.lines.iter().zip(1..) {
        let place = |tag| Place::record(number, walk.offset(Some(number), &[tag]));
        let code = line.role.code();
        if !matches!(code, 0..=7 | 20..=27 | 255) {
            findings.push(Finding::UnknownRole { place: place(0x04), code });
        }
        if list.layout != Layout::Certutils && line.address.is_some_and(|it| it.is_ipv6()) {
            findings.push(Finding::Address { place: place(0x0a), length: 16 });
        }
    }
    findings
}

/// The bytes contain what was described.
fn assert_says(list: &Description, bytes: &[u8]) {
    let parsed = TrustList::parse(bytes).expect("what was built");
    let signer = &list.lines[list.signer];
    let (subject, issuer, serial) = signer.spelled(list.layout);
    let header = parsed.header();
    let PublicKey::Rsa { bits, .. } = signer.certificate().key() else { panic!("no RSA key") };
    assert_eq!(header.version(), [1, 2]);
    assert_eq!(header.signer_version(), list.signer_version);
    assert_eq!(header.signer_name(), subject.as_bytes());
    assert_eq!(header.issuer(), issuer.as_bytes());
    assert_eq!(header.serial(), serial);
    assert_eq!(Digest::from_code(header.digest()), Some(list.digest));
    assert_eq!(header.signature().len() * 8, *bits);
    assert_eq!(header.filename(), list.filename.as_bytes());
    assert_eq!(header.timestamp(), list.timestamp);
    assert!(header.pads() < 4);

    assert_eq!(parsed.records().len(), list.lines.len());
    for (record, line) in parsed.records().iter().zip(&list.lines) {
        let found: Vec<_> =
            record.fields().map(|field| (field.tag, field.value.to_vec())).collect();
        let tags = tags(line, list.layout).into_iter();
        let expected: Vec<_> =
            tags.map(|tag| (tag, value(tag, record, line, list.layout))).collect();
        assert_eq!(found, expected, "record {}", record.number());
    }

    let verdict = verify::examine(&parsed, Some(signer.certificate()));
    assert_eq!(verdict.findings, oddities(list, bytes));
    assert!(verdict.is_sound());
    assert_eq!(OwnedList::of(&parsed).write().as_deref(), Ok(bytes));
}

#[test]
fn what_is_described_is_built_or_refused_for_a_reason() {
    assert_eq!((OWNERS.len(), signers()), (67, 26));
    let (built, refused) = (Cell::new(0), RefCell::new(BTreeSet::new()));
    let outcome = runner(2048).run(&description(), |list| {
        let reasons = reasons(&list);
        match list.recipe().build() {
            Err(error) => {
                assert!(reasons.contains(&error), "{error:?}, expected one of {reasons:?}");
                refused.borrow_mut().insert(error.id());
            }
            Ok(unsigned) => {
                assert_eq!(reasons, []);
                let owner = &OWNERS[list.lines[list.signer].owner];
                if owner.key.is_some() {
                    let again = list.recipe().build().expect("the same");
                    assert_eq!(unsigned.bytes(), again.bytes());
                    assert_says(&list, &unsigned.seal(owner).expect("a signature"));
                    built.set(built.get() + 1);
                }
            }
        }
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    let expected = [
        "E-BUILD-DIGEST",
        "E-BUILD-EMPTIED",
        "E-BUILD-EMPTY-TEXT",
        "E-BUILD-NUL",
        "E-BUILD-SAST-FORM",
        "E-BUILD-SIGNER",
        "E-BUILD-SIGNER-ALGORITHM",
        "E-BUILD-SIGNER-SIZE",
        "E-BUILD-TVS",
    ];
    assert_eq!(refused.into_inner(), BTreeSet::from(expected));
    assert_eq!(built.get(), 1341);
}
