//! Fields that are missing, doubled, too long or short, or in the wrong place.

use trustlist::list::parse_error::{ParseError, Within};

use super::super::raw::{self, Body, HEADER, List, Part};
use super::{Cases, doubled, field, last, past_end, place, wrong_length};

/// The record that is damaged.
const RECORD: Part = Some(2);

/// Every field that a list must have, by the tags of its containers and its own, with its name. A
/// record of a certificate needs these; DNSNAME, SIGNATURE and IPADDRESS are optional.
const REQUIRED: [(Part, &[u8], &str); 18] = [
    (HEADER, &[0x03], "signerid"),
    (HEADER, &[0x03, 0x04], "signername"),
    (HEADER, &[0x03, 0x05], "serialnumber"),
    (HEADER, &[0x03, 0x06], "caname"),
    (HEADER, &[0x07], "signatureinfo"),
    (HEADER, &[0x07, 0x08], "digestalgorithm"),
    (HEADER, &[0x07, 0x09], "signaturealgoinfo"),
    (HEADER, &[0x07, 0x09, 0x0a], "signaturealgorithm"),
    (HEADER, &[0x07, 0x09, 0x0b], "signaturemodulus"),
    (HEADER, &[0x0c], "signature"),
    (HEADER, &[0x0e], "filename"),
    (HEADER, &[0x0f], "timestamp"),
    (RECORD, &[0x03], "subjectname"),
    (RECORD, &[0x04], "function"),
    (RECORD, &[0x05], "issuername"),
    (RECORD, &[0x06], "serialnumber"),
    (RECORD, &[0x07], "publickey"),
    (RECORD, &[0x09], "certificate"),
];

/// Fields that are optional or are checked before the others.
const OTHERS: [(Part, &[u8], &str); 5] = [
    (HEADER, &[0x02], "headerlength"),
    (RECORD, &[0x01], "recordlength"),
    (RECORD, &[0x02], "dnsname"),
    (RECORD, &[0x08], "signature"),
    (RECORD, &[0x0a], "ipaddress"),
];

const TEXTS: [(Part, &[u8], &str); 6] = [
    (HEADER, &[0x03, 0x04], "signername"),
    (HEADER, &[0x03, 0x06], "caname"),
    (HEADER, &[0x0e], "filename"),
    (RECORD, &[0x02], "dnsname"),
    (RECORD, &[0x03], "subjectname"),
    (RECORD, &[0x05], "issuername"),
];

/// Fields with a fixed length, and that length.
const FIXED: [(Part, &[u8], &str, usize); 8] = [
    (HEADER, &[0x01], "version", 2),
    (HEADER, &[0x02], "headerlength", 2),
    (HEADER, &[0x07, 0x08], "digestalgorithm", 1),
    (HEADER, &[0x07, 0x09, 0x0a], "signaturealgorithm", 1),
    (HEADER, &[0x07, 0x09, 0x0b], "signaturemodulus", 1),
    (HEADER, &[0x0f], "timestamp", 4),
    (RECORD, &[0x01], "recordlength", 2),
    (RECORD, &[0x04], "function", 2),
];

/// Fields that must not be empty.
const FILLED: [(Part, &[u8], &str); 6] = [
    (HEADER, &[0x03, 0x05], "serialnumber"),
    (HEADER, &[0x0c], "signature"),
    (RECORD, &[0x06], "serialnumber"),
    (RECORD, &[0x07], "publickey"),
    (RECORD, &[0x08], "signature"),
    (RECORD, &[0x09], "certificate"),
];

/// A field, a container that is not its own, and what it is then in.
const STRAYS: [(&[u8], &[u8], &str); 7] = [
    (&[0x03, 0x04], &[], "signername"),
    (&[0x07, 0x08], &[0x03], "digestalgorithm"),
    (&[0x07, 0x09, 0x0a], &[0x07], "signaturealgorithm"),
    (&[0x07, 0x09], &[], "signaturealgoinfo"),
    (&[0x0e], &[0x03], "filename"),
    (&[0x0c], &[0x07], "signature"),
    (&[0x0f], &[0x07, 0x09], "timestamp"),
];

fn part_name(part: Part) -> &'static str {
    if part == HEADER { "header" } else { "record" }
}

/// What the field of this path is in.
fn within(part: Part, path: &[u8]) -> Within {
    match (part, path) {
        (Some(_), _) => Within::Record,
        (HEADER, [.., container, _]) => Within::Container(field(HEADER, *container)),
        (HEADER, _) => Within::Header,
    }
}

/// All of these lists.
pub(super) fn add_to(cases: &mut Cases) {
    fields(cases);
    hashes(cases);
    for (part, name) in [(HEADER, "header"), (RECORD, "record")] {
        cases.add(format!("{name}-17-unknown"), "17 fields with unknown tags", |list| {
            list.part(part).extend((0..17).map(|_| raw::bytes(0x7f, [])));
            let place = place(part, list.offset(part, &[0x7f]));
            ParseError::TooManyUnknown { place, limit: 16 }
        });
    }
}

/// Fields missing, doubled, too long or short, in the wrong place.
fn fields(cases: &mut Cases) {
    for (part, path, name) in REQUIRED {
        let part_name = part_name(part);
        cases.add(format!("{part_name}-{name}-missing"), format!("no {name}"), |list| {
            list.take(part, path);
            let place = place(part, list.start(part));
            ParseError::Missing { place, field: field(part, last(path)) }
        });
    }
    for (part, path, name) in REQUIRED.into_iter().chain(OTHERS) {
        let part_name = part_name(part);
        cases.add(format!("{part_name}-{name}-doubled"), format!("two {name}"), |list| {
            let first = list.offset(part, path);
            let node = list.node(part, path).clone();
            list.around(part, path).push(node);
            doubled(list, part, path, first)
        });
        let what = format!("a {name} of 65535 bytes");
        cases.add(format!("{part_name}-{name}-past-the-end"), what, |list| {
            list.node(part, path).length = Some(u16::MAX);
            let (within, end) = match (part, path) {
                // These two are read before the end of anything is known.
                (HEADER, [0x02]) | (Some(_), [0x01]) => (Within::File, list.write().len()),
                (HEADER, [containers @ .., _]) if !containers.is_empty() => {
                    let end =
                        list.offset(HEADER, containers) + list.node(HEADER, containers).size();
                    (within(part, path), end)
                }
                _ => (within(part, path), list.start(part) + list.size(part)),
            };
            let left = end - list.offset(part, path) - 3;
            past_end(list, part, path, within, [65_535, left])
        });
    }
    for (part, path, name) in TEXTS {
        let part_name = part_name(part);
        cases.add(
            format!("{part_name}-{name}-without-nul"),
            format!("{name} without NUL"),
            |list| {
                list.node(part, path).value_mut().pop();
                let place = place(part, list.offset(part, path));
                ParseError::NoNul { place, field: field(part, last(path)) }
            },
        );
    }
    for (part, path, name, length) in FIXED {
        for found in [length - 1, length + 1] {
            let name = format!("{}-{name}-of-{found}", part_name(part));
            cases.add(name, format!("{found} bytes in place of {length}"), |list| {
                list.node(part, path).body = Body::Bytes(vec![0; found]);
                wrong_length(list, part, path, [length, found])
            });
        }
    }
    for (part, path, name) in FILLED {
        cases.add(format!("{}-{name}-empty", part_name(part)), format!("empty {name}"), |list| {
            list.node(part, path).value_mut().clear();
            wrong_length(list, part, path, [1, 0])
        });
    }
    for (path, new, name) in STRAYS {
        let new = &[new, &path[path.len() - 1..]].concat();
        let name = format!("header-{name}-misplaced");
        cases.add(name, "a known field in another place than its own", |list| {
            let node = list.take(HEADER, path);
            list.around(HEADER, new).push(node);
            let place = place(HEADER, list.offset(HEADER, new));
            let (home, within) = (within(HEADER, path), within(HEADER, new));
            ParseError::Misplaced { place, field: field(HEADER, last(path)), home, within }
        });
    }
}

/// Replaces the certificate with its hash, as in ITLs of 8.x.
fn make_hash_only(list: &mut List, part: Part) {
    list.take(part, &[0x09]);
    list.part(part).extend([raw::bytes(0x0b, [0x5a; 20]), raw::bytes(0x0c, [1])]);
}

/// Hashes of certificates.
fn hashes(cases: &mut Cases) {
    cases.add("hash-beside-certificate", "CERTHASH after CERTIFICATE", |list| {
        list.part(RECORD).extend([raw::bytes(0x0b, [0x5a; 20]), raw::bytes(0x0c, [1])]);
        hash_and_certificate(list)
    });
    cases.add("hash-before-certificate", "CERTHASH before CERTIFICATE", |list| {
        list.part(RECORD).insert(1, raw::bytes(0x0b, [0x5a; 20]));
        hash_and_certificate(list)
    });
    cases.add("hash-without-algorithm", "CERTHASH without HASH ALGORITHM", |list| {
        make_hash_only(list, RECORD);
        list.take(RECORD, &[0x0c]);
        let place = place(RECORD, list.start(RECORD));
        ParseError::Missing { place, field: field(RECORD, 0x0c) }
    });
    cases.add("algorithm-without-hash", "HASH ALGORITHM without CERTHASH", |list| {
        make_hash_only(list, RECORD);
        list.take(RECORD, &[0x0b]);
        let place = place(RECORD, list.start(RECORD));
        ParseError::Missing { place, field: field(RECORD, 0x09) }
    });
    for (tag, name) in [(0x0b, "hash"), (0x0c, "algorithm")] {
        cases.add(format!("record-{name}-doubled"), format!("two {name} fields"), |list| {
            make_hash_only(list, RECORD);
            let first = list.offset(RECORD, &[tag]);
            let node = list.node(RECORD, &[tag]).clone();
            list.part(RECORD).push(node);
            doubled(list, RECORD, &[tag], first)
        });
    }
    for (tag, name, length, found) in [(0x0b, "hash", 20, 19), (0x0c, "algorithm", 1, 2)] {
        let what = format!("{found} bytes in place of {length}");
        cases.add(format!("record-{name}-of-{found}"), what, |list| {
            make_hash_only(list, RECORD);
            list.node(RECORD, &[tag]).body = Body::Bytes(vec![1; found]);
            wrong_length(list, RECORD, &[tag], [length, found])
        });
    }
    // The fields of a certificate without the fields that a certificate needs.
    for (tag, name) in [(0x08, "signature"), (0x0c, "algorithm")] {
        cases.add(
            format!("emptied-with-{name}"),
            format!("an emptied record with {name}"),
            |list| {
                list.part(RECORD).retain(|node| matches!(node.tag, 0x01 | 0x02 | 0x04 | 0x0a));
                list.part(RECORD).push(raw::bytes(tag, [1]));
                let place = place(RECORD, list.start(RECORD));
                ParseError::Missing { place, field: field(RECORD, 0x03) }
            },
        );
    }
}

fn hash_and_certificate(list: &List) -> ParseError {
    let place = place(RECORD, list.offset(RECORD, &[0x0b]));
    ParseError::CertificateAndHash { place, certificate: list.offset(RECORD, &[0x09]) }
}
