//! The parser and the verification, on the lists of fixtures/.

use std::path::Path;

use trustlist::digest::Digest;
use trustlist::list::Layout;

use super::lab::{Draft, certificate, ctl_draft, damaged, itl_draft, with_two_keys};
use support::rules::{List, Spelling, is_sound, role, verifies};

/// The files of a folder of fixtures, with their names.
fn fixtures(folder: &str) -> Vec<(String, std::sync::Arc<List>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, List::read(&std::fs::read(path).unwrap()))
        })
        .collect();
    files.sort_by(|a, b| a.0.cmp(&b.0));
    files
}

#[test]
fn the_lists_of_fixtures_are_sound() {
    let files = fixtures("lists");
    for (name, list) in &files {
        assert_eq!((list.malformed(), is_sound(list)), (None, true), "{name}");
    }
    assert_eq!(files.len(), 15);
}

#[test]
fn malformed_files_are_not_sound() {
    let files = fixtures("malformed");
    for (name, list) in &files {
        assert!(!is_sound(list), "{name}");
    }
    assert_eq!(files.len(), 176);
}

/// No source states that phones check these: records that are not copies of their certificates,
/// texts with a NUL, serial numbers that are not DER, the place of the signature.
const UNCHECKED: [&str; 16] = [
    "certificate-key",
    "certificate-with-a-byte-more",
    "copies-all-different",
    "copy-of-issuer",
    "copy-of-key",
    "copy-of-key-longer",
    "copy-of-serial",
    "copy-of-signature",
    "copy-of-signer-name",
    "copy-of-subject",
    "nul-in-filename",
    "nul-in-host",
    "nul-in-subject",
    "serial-not-der",
    "signature-behind-filename",
    "signers-of-two-keys",
];

#[test]
fn unsound_files_are_not_sound_but_for_what_phones_do_not_check() {
    let files = fixtures("unsound");
    for (name, list) in &files {
        assert_eq!(is_sound(list), UNCHECKED.contains(&&**name), "{name}");
    }
    assert_eq!(files.len(), 32);
}

#[test]
fn a_list_has_the_records_that_it_was_built_with() {
    let list = ctl_draft("rec", "0:cm 2:cm 2:-sub 4:capf 0:rec").build();
    let roles: Vec<u16> = list.records().iter().map(|record| record.role).collect();
    assert_eq!(roles, [role::SAST, role::CCM_TFTP, role::CCM_TFTP, role::CAPF, role::SAST]);
    let names = ["cm", "cm", "sub", "capf", "rec"].map(certificate);
    for (index, (record, certificate)) in list.records().iter().zip(&names).enumerate() {
        assert_eq!(record.has(certificate), index != 2, "record {index}");
        assert_eq!(record.has_any_certificate(), index != 2, "record {index}");
        assert_eq!(record.spelling.is_some(), index != 2, "record {index}");
    }
    assert_eq!(list.with_role(&[role::SAST]).count(), 2);
    assert!(list.signer().unwrap().equals(&Spelling::of_certificate(certificate("rec").der())));
    assert!(verifies(&list, &certificate("rec")) && !verifies(&list, &certificate("cm")));
}

#[test]
fn a_record_with_a_hash_has_the_certificate() {
    let list = itl_draft("cm", "0:cm 3:cm 21:#tvs").build();
    let record = list.with_role(&[role::TVS]).next().unwrap();
    assert!(record.has(&certificate("tvs")) && !record.has(&certificate("tvs.2")));
    assert!(record.has_any_certificate() && record.certificate.is_none());
}

#[test]
fn lists_that_differ_in_time_have_equal_contents() {
    let list = ctl_draft("rec", "0:cm 2:cm 0:rec").build();
    let later = Draft { time: 2, ..ctl_draft("rec", "0:cm 2:cm 0:rec") }.build();
    let sha512 = Draft { digest: Digest::Sha512, ..ctl_draft("rec", "0:cm 2:cm 0:rec") }.build();
    let by_cm = ctl_draft("cm", "0:cm 2:cm 0:rec").build();
    let more = ctl_draft("rec", "0:cm 2:cm 0:rec 4:capf").build();
    for (name, other, same) in [
        ("the same", &list, (true, true)),
        ("later", &later, (false, true)),
        ("another digest", &sha512, (false, false)),
        ("another signer", &by_cm, (false, false)),
        ("another record", &more, (false, false)),
    ] {
        let found = (list.id() == other.id(), list.content() == other.content());
        assert_eq!(found, same, "{name}");
    }
}

#[test]
fn every_digest_is_verified() {
    for (digest, code) in [(Digest::Sha1, 1), (Digest::Sha256, 2), (Digest::Sha512, 3)] {
        let list = Draft { digest, ..ctl_draft("rec", "0:rec 2:cm") }.build();
        assert_eq!((list.digest(), is_sound(&list)), (Some(code), true), "{digest}");
        assert!(!is_sound(&damaged(&list)), "{digest}");
    }
}

#[test]
fn a_list_whose_signer_has_two_keys_is_not_sound() {
    let list = with_two_keys("cm");
    assert_eq!((list.malformed(), list.with_role(&[role::SAST]).count()), (None, 2));
    assert!(verifies(&list, &certificate("cm")) && !verifies(&list, &certificate("cm'")));
    assert!(!is_sound(&list));
}

#[test]
fn spellings_are_alike_in_all_that_dialects_differ_in() {
    let cucm = Spelling::new(b"CN=cm;O=Example;C=CZ\0", &[0x5d, 1, 2]);
    for (issuer, serial, expected) in [
        ("CN=cm;O=Example;C=CZ", &[0x5d, 1, 2][..], (true, false)),
        ("CN=cm,O=Example,C=CZ", &[0x5d, 1, 2], (false, true)),
        ("C=CZ,O=Example,CN=cm", &[0x5d, 1, 2], (false, true)),
        ("cn=\"cm\";o=Example;c=CZ", &[0x5d, 1, 2], (false, true)),
        ("CN=cm;O=Example;C=CZ", &[0, 0x5d, 1, 2], (false, true)),
        ("CN=cm;O=Example;C=CZ", &[2, 1, 0x5d], (false, true)),
        ("CN=cm;O=Example;C=CZ", &[0x5d, 1, 3], (false, false)),
        ("CN=cm2;O=Example;C=CZ", &[0x5d, 1, 2], (false, false)),
    ] {
        let other = Spelling::new(issuer.as_bytes(), serial);
        assert_eq!((cucm.equals(&other), cucm.is_like(&other)), expected, "{issuer} {serial:?}");
        assert_eq!((other.equals(&cucm), other.is_like(&cucm)), expected, "{issuer} {serial:?}");
    }
}

#[test]
fn cucm_writes_the_spelling_of_a_store() {
    for layout in [Layout::Cli, Layout::Client, Layout::Certutils] {
        let list = Draft { layout, ..ctl_draft("rec", "0:rec 2:cm") }.build();
        let store = Spelling::of_certificate(certificate("rec").der());
        let signer = list.signer().unwrap();
        let certutils = layout == Layout::Certutils;
        assert_eq!((store.equals(signer), store.is_like(signer)), (!certutils, certutils));
    }
}

#[test]
fn a_token_is_alike_in_the_layouts_of_tokens_and_of_cucm() {
    let client = ctl_draft("token1", "0:token1 0:token2 2:cm").build();
    let cli =
        Draft { layout: Layout::Cli, ..ctl_draft("token1", "0:token1 0:token2 2:cm") }.build();
    assert!(is_sound(&client) && is_sound(&cli));
    assert!(client.signer().unwrap().is_like(cli.signer().unwrap()));
    assert!(!client.signer().unwrap().equals(cli.signer().unwrap()));
}
