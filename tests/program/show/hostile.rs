//! Lists that take as much as the limits allow: each is shown in any format within two seconds, and
//! no report is much longer than the list.

use support::Lab;
use support::forged::{CN, Forged, O, OU, T61, UTF8};
use support::generate::raw::{self, HEADER, List, Node};
use support::generate::unsound;

/// The maximum size of a file.
const MIB: usize = 1 << 20;

/// A text of many characters that are escaped with six, and a NUL.
fn escapes(length: usize) -> Vec<u8> {
    [vec![0x1b; length], vec![0]].concat()
}

fn emptied(role: u16, more: Vec<Node>) -> Vec<Node> {
    [vec![raw::measure(0x01), raw::bytes(0x04, role.to_be_bytes())], more].concat()
}

/// A record whose fields all contradict its certificate.
fn lying(certificate: Vec<u8>, text: &[u8]) -> Vec<Node> {
    vec![
        raw::measure(0x01),
        raw::bytes(0x02, text),
        raw::bytes(0x03, text),
        raw::bytes(0x04, [0xee, 0xee]),
        raw::bytes(0x05, text),
        raw::bytes(0x06, [9]),
        raw::bytes(0x07, [9]),
        raw::bytes(0x08, [9]),
        raw::bytes(0x09, certificate),
        raw::bytes(0x0a, [9]),
    ]
}

fn certificate(name: &[u8], tag: u8) -> Vec<u8> {
    let attribute = |kind| (kind, tag, name.to_vec());
    let subject = vec![attribute(CN), attribute(O), attribute(OU)];
    let issuer = subject.clone();
    Forged { subject, issuer, ..Forged::new("", &[1, 0], "ccm-512") }.der()
}

/// As many records as fit.
fn filled(mut list: List, record: &[Node]) -> List {
    let size: usize = record.iter().map(Node::size).sum();
    let count = ((MIB - list.write().len()) / size).min(2048 - list.records.len());
    list.records.extend(std::iter::repeat_n(record.to_vec(), count));
    list
}

fn lists() -> Vec<(&'static str, List)> {
    let tag = |count: usize| (0..count).map(|_| raw::bytes(0xc8, [])).collect::<Vec<_>>();
    let none = || List { records: Vec::new(), ..unsound::sound() };
    let mut header = none();
    for path in [&[0x03, 0x04][..], &[0x03, 0x06]] {
        *header.node(HEADER, path).value_mut() = escapes(15_000);
    }
    let mut serial = none();
    *serial.node(HEADER, &[0x03, 0x05]).value_mut() = vec![9; 32_000];
    let mut tags = none();
    tags.header.extend(tag(16));
    vec![
        (
            "a long name",
            filled(
                none(),
                &lying(certificate(b"a", UTF8), &[vec![b'x'; 20_000], vec![0]].concat()),
            ),
        ),
        (
            "a long name of escapes",
            filled(none(), &lying(certificate(b"a", UTF8), &escapes(20_000))),
        ),
        (
            "long names in a certificate",
            filled(none(), &lying(certificate(&[0x1b; 5000], UTF8), &[0])),
        ),
        ("Latin-1 in a certificate", filled(none(), &lying(certificate(&[0x85; 5000], T61), &[0]))),
        (
            "the parts of names",
            filled(
                none(),
                &lying(certificate(b"a", UTF8), &["CN=,;".repeat(4000).as_bytes(), &[0]].concat()),
            ),
        ),
        (
            "bytes that are not text",
            filled(
                none(),
                &lying(certificate(b"a", UTF8), &[vec![0xff; 20_000], vec![0]].concat()),
            ),
        ),
        ("certificates", filled(unsound::sound(), &unsound::sound().records[1])),
        (
            "small lies",
            filled(none(), &[lying(certificate(b"a", UTF8), &[0x1b, 0x1b, 0]), tag(16)].concat()),
        ),
        ("nothing but roles", filled(none(), &emptied(0xeeee, vec![]))),
        ("unknown tags", filled(none(), &emptied(2, tag(16)))),
        ("odd addresses", filled(none(), &emptied(2, vec![raw::bytes(0x0a, vec![9; 32_000])]))),
        (
            "small odd records",
            filled(none(), &emptied(0xeeee, [vec![raw::bytes(0x0a, [9])], tag(3)].concat())),
        ),
        ("names in the header", header),
        ("a serial number in the header", serial),
        ("unknown tags in the header", tags),
    ]
}

#[test]
fn any_list_is_shown_in_time_and_in_little_room() {
    let lists = lists();
    for (name, list) in &lists {
        let lab = Lab::new();
        let bytes = list.write();
        assert!(bytes.len() <= MIB, "{name}");
        lab.write("hostile.tlv", &bytes);
        // The header counts as a record.
        let room = bytes.len() * 20 + (list.records.len() + 1) * 4096;
        for command in [
            "show --format listing",
            "show --format table",
            "show --format json",
            "verify",
            "verify --json",
        ] {
            // The processor time, which other programs do not increase.
            let line = format!("TIMEFORMAT='%U %S'; time ctl {command} hostile.tlv 2> errors");
            let run = lab.bash(&line).env("COLUMNS", "60000").run();
            assert!(run.code <= 1, "{name}, {command}: {} {:.300}", run.code, run.err);
            let took: f64 =
                run.err.split_whitespace().map(|part| part.parse::<f64>().expect("seconds")).sum();
            assert!(took < 2.0, "{name}, {command}: {took} seconds");
            let printed = run.out.len().max(lab.read("errors").len());
            assert!(printed <= room, "{name}, {command}: {printed} of {room} bytes");
        }
    }
    assert_eq!(lists.len(), 15);
}
