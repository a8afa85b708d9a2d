//! The list fixtures have the published sizes, are written back unchanged, and OpenSSL verifies
//! their signatures.

use std::collections::BTreeMap;

use support::Lab;
use support::fixtures::fixture;
use support::generate::raw::{self, Body, HEADER, List, Node};
use trustlist::error::Place;
use trustlist::list::{OwnedList, TrustList};
use trustlist::verify::{self, Finding};

/// The files of a folder of fixtures by the stems of their names.
fn folder(name: &str) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(fixture(name)).expect("a folder");
    let files = entries.map(|entry| {
        let path = entry.expect("an entry").path();
        let stem = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
        (stem.to_owned(), std::fs::read(&path).expect("a file"))
    });
    files.collect()
}

/// A field that is absent; the fields in the tables are never empty.
const NONE: usize = 0;

/// The lengths of 01 to 0C of a record, 01 being RECORDLENGTH itself.
type Row = [usize; 12];

/// One list of docs/format.md, section 8, with the numbers given there.
struct Golden {
    name: &'static str,
    size: usize,
    /// HeaderLength, and how many pads it counts.
    header: [usize; 2],
    /// Lengths of 03, 04, 05, 06, 0C, 0E.
    signer: [usize; 6],
    records: &'static [Row],
}

const TOKEN: Row = [1186, 1, 56, 2, 42, 10, 140, NONE, 902, 4, NONE, NONE];
const EMPTIED: Row = [33, 13, NONE, 2, NONE, NONE, NONE, NONE, NONE, 4, NONE, NONE];
const CAPF_OF_CLIENT: Row = [1004, 13, 60, 2, 60, 16, 140, NONE, 680, 4, NONE, NONE];
/// Only the sum of these two is published, 2048.
const PUBLISHER_OF_CLIENT: Row = [1022, 13, 62, 2, 62, 16, 140, NONE, 694, 4, NONE, NONE];
const SUBSCRIBER_OF_CLIENT: Row = [1026, 13, 63, 2, 63, 16, 140, NONE, 696, 4, NONE, NONE];
const PUBLISHER_1024: Row = [1156, 16, 62, 2, 62, 16, 140, 128, 694, 4, NONE, NONE];
const PUBLISHER_2048: Row = [1675, 16, 62, 2, 62, 16, 270, 256, 955, 4, NONE, NONE];
const CAPF: Row = [1138, 16, 60, 2, 60, 16, 140, 128, 680, 4, NONE, NONE];
const SUBSCRIBER: Row = [1161, 17, 63, 2, 63, 16, 140, 128, 696, 4, NONE, NONE];
const SAST_OF_8: Row = [1972, 2, 76, 2, 15, 10, 140, 256, 1442, NONE, NONE, NONE];
const TVS_OF_8: Row = [743, 2, 76, 2, 76, 8, 270, 256, NONE, NONE, 20, 1];
const CAPF_OF_8: Row = [455, 2, 61, 2, 61, 8, 140, 128, NONE, NONE, 20, 1];

const GOLDEN: [Golden; 5] = [
    Golden {
        name: "ctl-client-mixed",
        size: 5728,
        header: [304, 3],
        signer: [117, 56, 10, 42, 128, 12],
        records: &[TOKEN, TOKEN, PUBLISHER_OF_CLIENT, CAPF_OF_CLIENT, SUBSCRIBER_OF_CLIENT],
    },
    Golden {
        name: "ctl-client-nonsecure",
        size: 3746,
        header: [304, 3],
        signer: [117, 56, 10, 42, 128, 12],
        records: &[TOKEN, TOKEN, EMPTIED, CAPF_OF_CLIENT, EMPTIED],
    },
    Golden {
        name: "ctl-tokenless-1024",
        size: 4947,
        header: [336, 3],
        signer: [149, 62, 16, 62, 128, 12],
        records: &[PUBLISHER_1024, PUBLISHER_1024, CAPF, SUBSCRIBER],
    },
    Golden {
        name: "ctl-tokenless-2048",
        size: 6113,
        header: [464, 3],
        signer: [149, 62, 16, 62, 256, 12],
        records: &[PUBLISHER_2048, PUBLISHER_2048, CAPF, SUBSCRIBER],
    },
    Golden {
        name: "itl-8",
        size: 5438,
        header: [296, 2],
        signer: [110, 76, 10, 15, 128, 12],
        records: &[SAST_OF_8, SAST_OF_8, TVS_OF_8, CAPF_OF_8],
    },
];

fn length(node: &Node) -> usize {
    node.size() - 3
}

#[test]
fn golden_sizes() {
    let files = folder("lists");
    let mut records = 0;
    for Golden { name, size, header, signer, records: rows } in GOLDEN {
        let file = &files[name];
        let list = TrustList::parse(file).expect(name);
        assert_eq!(file.len(), size, "{name}");
        assert_eq!([list.header().length(), list.header().pads()], header, "{name}");
        assert_eq!(header[0] + rows.iter().map(|row| row[0]).sum::<usize>(), size, "{name}");

        // The same, with a parser that is not the library's.
        let mut walk = List::read(file);
        assert_eq!([walk.size(HEADER), walk.pads.expect("counted")], header, "{name}");
        let tags = [&[0x03][..], &[0x03, 0x04], &[0x03, 0x05], &[0x03, 0x06], &[0x0c], &[0x0e]];
        assert_eq!(tags.map(|path| length(walk.node(HEADER, path))), signer, "{name}");
        // 1C is absent from all of them; 08, 0A, 0B and 0F have one length.
        let top: Vec<_> = walk.header.iter().map(|node| node.tag).collect();
        assert_eq!(top, [0x01, 0x02, 0x03, 0x07, 0x0c, 0x0e, 0x0f], "{name}");
        let fixed = [&[0x01][..], &[0x02], &[0x07], &[0x07, 0x08], &[0x07, 0x09], &[0x0f]];
        assert_eq!(fixed.map(|path| length(walk.node(HEADER, path))), [2, 2, 15, 1, 8, 4]);

        assert_eq!((list.records().len(), walk.records.len()), (rows.len(), rows.len()), "{name}");
        for ((record, nodes), row) in list.records().iter().zip(&walk.records).zip(rows) {
            let number = record.number();
            assert_eq!(record.length(), row[0], "{name}, record {number}");
            let mut lengths = [NONE; 12];
            let mut by_library = [NONE; 12];
            for node in nodes {
                lengths[usize::from(node.tag) - 1] = length(node);
            }
            lengths[0] = walk.size(Some(number));
            for (tag, length) in (1..).zip(&mut by_library) {
                *length = record.get(tag).map_or(NONE, <[u8]>::len);
            }
            by_library[0] = record.length();
            assert_eq!((lengths, by_library), (*row, *row), "{name}, record {number}");
            records += 1;
        }
    }
    assert_eq!((GOLDEN.len(), records), (5, 22));
    assert_eq!(PUBLISHER_OF_CLIENT[0] + SUBSCRIBER_OF_CLIENT[0], 2048);
}

/// Parses, copies, overwrites the input, and writes.
fn assert_round_trip(name: &str, bytes: &[u8]) {
    let mut buffer = bytes.to_vec();
    let owned = OwnedList::of(&TrustList::parse(&buffer).expect(name));
    buffer.fill(0xa5);
    drop(buffer);
    assert!(owned.write().as_deref() == Ok(bytes), "{name} is written differently");
}

#[test]
fn lists_are_written_as_they_were_read() {
    let (lists, unsound) = (folder("lists"), folder("unsound"));
    for (name, bytes) in lists.iter().chain(&unsound) {
        assert_round_trip(name, bytes);
    }
    assert_eq!((lists.len(), unsound.len()), (15, 32));
}

/// Tag and offset of each field, a container before its children.
fn flat(nodes: &[Node], mut offset: usize, out: &mut Vec<(u8, usize)>) {
    for node in nodes {
        if node.body != Body::Alone {
            out.push((node.tag, offset));
        }
        if let Body::Nodes(inside) = &node.body {
            flat(inside, offset + 3, out);
        }
        offset += node.size();
    }
}

/// The list is written unchanged, and all of its fields are visited.
fn assert_read_whole(name: &str, list: &List) {
    let bytes = list.write();
    assert_round_trip(name, &bytes);
    let parsed = TrustList::parse(&bytes).expect(name);
    let mut expected = Vec::new();
    flat(&list.header, 0, &mut expected);
    let found: Vec<_> = parsed.header().fields().map(|field| (field.tag, field.offset)).collect();
    assert_eq!(found, expected, "{name}");
    for record in parsed.records() {
        let mut expected = Vec::new();
        let part = Some(record.number());
        flat(&list.records[record.number() - 1], list.start(part), &mut expected);
        let found: Vec<_> = record.fields().map(|field| (field.tag, field.offset)).collect();
        assert_eq!(found, expected, "{name}");
    }
    assert_eq!(parsed.records().len(), list.records.len(), "{name}");
}

/// What docs/format.md allows in addition to what known writers do.
#[test]
fn unusual_lists_are_written_as_they_were_read() {
    let sound = List { pads: None, ..List::read(&folder("lists")["ctl-512"]) };
    let mut read = 0;
    let mut variation = |name: &str, change: &dyn Fn(&mut List)| {
        let mut list = sound.clone();
        change(&mut list);
        assert_read_whole(name, &list);
        read += 1;
    };

    // An unknown field, once and twice, in every place that may have one.
    let places: [(raw::Part, &[u8], usize, usize); 5] = [
        (HEADER, &[0x0c], 2, 7),
        (HEADER, &[0x03, 0x04], 0, 3),
        (HEADER, &[0x07, 0x08], 0, 2),
        (HEADER, &[0x07, 0x09, 0x0a], 0, 2),
        (Some(2), &[0x04], 1, 10),
    ];
    for (part, path, first, last) in places {
        for place in first..=last {
            for times in [1, 2] {
                variation("unknown field", &|list| {
                    let nodes = list.around(part, path);
                    let field = raw::bytes(0x42, *b"unknown");
                    nodes.splice(place..place, std::iter::repeat_n(field, times));
                });
            }
        }
    }
    for tag in (0x10..=0xff).filter(|tag| *tag != 0x1c) {
        variation("unknown tags", &|list| {
            list.header.push(raw::bytes(tag, []));
            list.records[0].push(raw::bytes(tag, [tag; 3]));
        });
    }
    for pads in [4, 5, 6, 7, 8, 63] {
        variation("more pads", &|list| {
            list.header.extend(std::iter::repeat_n(raw::pad(), pads));
        });
    }
    for place in 2..=7 {
        variation("pads among the fields", &|list| {
            list.header.splice(place..place, std::iter::repeat_n(raw::pad(), 3));
        });
    }
    for length in 0..=17 {
        variation("address", &|list| {
            *list.node(Some(1), &[0x0a]).value_mut() = vec![0xfe; length];
        });
    }
    let orders: [&dyn Fn(&mut List); 4] = [
        &|list| list.header[2..].reverse(),
        &|list| list.records.iter_mut().for_each(|nodes| nodes[1..].reverse()),
        &|list| list.around(HEADER, &[0x03, 0x04]).reverse(),
        &|list| list.around(HEADER, &[0x07, 0x08]).reverse(),
    ];
    for change in orders {
        variation("another order", change);
    }
    let others: [&dyn Fn(&mut List); 7] = [
        &|list| list.records.clear(),
        &|list| list.header.insert(2, raw::bytes(0x1c, [1, 1])),
        &|list| list.header.push(raw::bytes(0x1c, [1, 0])),
        &|list| *list.node(HEADER, &[0x0e]).value_mut() = vec![0],
        &|list| *list.node(Some(1), &[0x02]).value_mut() = vec![b'p', 0],
        &|list| list.records.push(vec![raw::measure(0x01), raw::bytes(0x04, [1, 44])]),
        &|list| {
            let emptied = [raw::measure(0x01), raw::text(0x02, "p"), raw::bytes(0x04, [0, 2])];
            list.records = vec![emptied.to_vec(); 40];
        },
    ];
    for change in others {
        variation("other", change);
    }
    assert_eq!(read, 52 + 239 + 6 + 6 + 18 + 4 + 7);
}

/// The key is that of the SAST record with the header's issuer and serial
/// number (docs/format.md, section 4).
#[test]
fn openssl_verifies_every_signature() {
    let lab = Lab::new();
    let mut verified = BTreeMap::new();
    for (name, file) in folder("lists") {
        let mut list = List::read(&file);
        let issuer = list.node(HEADER, &[0x03, 0x06]).value().to_vec();
        let serial = list.node(HEADER, &[0x03, 0x05]).value().to_vec();
        let digest = match list.node(HEADER, &[0x07, 0x08]).value() {
            [1] => "sha1",
            [2] => "sha256",
            [3] => "sha512",
            other => panic!("digest {other:?}"),
        };
        let is_signer = |nodes: &[Node]| {
            let has = |tag, value: &[u8]| {
                nodes.iter().any(|node| node.tag == tag && node.value() == value)
            };
            has(0x04, &[0, 0]) && has(0x05, &issuer) && has(0x06, &serial)
        };
        let signer = list.records.iter().position(|nodes| is_signer(nodes)).expect("a signer");
        let number = Some(signer + 1);
        lab.write("certificate", list.node(number, &[0x09]).value());
        lab.write("signature", list.node(HEADER, &[0x0c]).value());
        lab.write("message", list.signed());
        let public = lab.openssl("x509 -inform DER -in certificate -noout -pubkey");
        lab.write("public", public);
        let said =
            lab.openssl(&format!("dgst -{digest} -verify public -signature signature message"));
        assert_eq!(said, b"Verified OK\n", "{name}");
        *verified.entry(digest).or_insert(0) += 1;
    }
    assert_eq!(verified, BTreeMap::from([("sha1", 13), ("sha256", 1), ("sha512", 1)]));
}

#[test]
fn every_list_is_sound() {
    let lists = folder("lists");
    let mut odd = Vec::new();
    for (name, bytes) in &lists {
        let verdict = verify::examine(&TrustList::parse(bytes).expect(name), None);
        assert!(verdict.is_sound(), "{name}: {:?}", verdict.findings);
        if !verdict.findings.is_empty() {
            odd.push((name.as_str(), verdict.findings));
        }
    }
    // Compared with ctl-512 the header has a field of 17 bytes at the end of SIGNERID, two of 8 and
    // 15 bytes after TIMESTAMP, and four pads too many.
    let place = Place::header;
    let expected = vec![
        Finding::Version { place: place(0), major: 1, minor: 9 },
        Finding::UnknownTag { place: place(158), tag: 0x42, length: 14 },
        Finding::UnknownTag { place: place(282), tag: 0x30, length: 5 },
        Finding::UnknownTag { place: place(290), tag: 0x30, length: 12 },
        Finding::ModulusCode { place: place(189), bits: 512, code: 7 },
        Finding::Pads { place: place(312), expected: 3, found: 7 },
        Finding::UnknownTag { place: Place::record(2, 2060), tag: 0x7f, length: 7 },
        Finding::UnknownRole { place: Place::record(2, 1260), code: 300 },
        Finding::Address { place: Place::record(2, 2041), length: 16 },
    ];
    assert_eq!(odd, [("ctl-odd", expected)]);
    assert_eq!(lists.len(), 15);
}
