//! Containers whose length differs from that of their children.

use trustlist::list::parse_error::{ParseError, Within};

use super::super::raw::{self, HEADER, List};
use super::{Cases, field, last, past_end, place};

/// All of these lists.
pub(super) fn add_to(cases: &mut Cases) {
    /// The container, additional or missing bytes, and the first field that is outside or cut.
    type Case = (&'static str, &'static [u8], isize, fn(&List) -> ParseError);
    const SIGNER_ID: &[u8] = &[0x03];
    const SIGNATURE_INFO: &[u8] = &[0x07];
    const ALGO_INFO: &[u8] = &[0x07, 0x09];
    fn inside(tag: u8) -> Within {
        Within::Container(field(HEADER, tag))
    }
    fn cut(list: &List, before: &[u8], container: u8) -> ParseError {
        let place = place(HEADER, list.offset(HEADER, before));
        ParseError::Cut { place, within: inside(container), left: 1 }
    }
    fn stray(list: &List, path: &[u8], home: Within, within: Within) -> ParseError {
        let place = place(HEADER, list.offset(HEADER, path));
        ParseError::Misplaced { place, field: field(HEADER, last(path)), home, within }
    }
    const CASES: [Case; 13] = [
        ("signerid-with-a-byte-more", SIGNER_ID, 1, |l| cut(l, &[0x07], 0x03)),
        ("signerid-with-a-head-more", SIGNER_ID, 3, |l| {
            past_end(l, HEADER, &[0x07], inside(0x03), [15, 0])
        }),
        ("signerid-with-signatureinfo", SIGNER_ID, 18, |l| {
            stray(l, &[0x07], Within::Header, inside(0x03))
        }),
        ("signerid-with-a-byte-less", SIGNER_ID, -1, |l| {
            past_end(l, HEADER, &[0x03, 0x06], inside(0x03), [60, 59])
        }),
        ("signerid-without-caname", SIGNER_ID, -63, |l| {
            stray(l, &[0x03, 0x06], inside(0x03), Within::Header)
        }),
        ("signerid-of-0", SIGNER_ID, -145, |l| {
            stray(l, &[0x03, 0x04], inside(0x03), Within::Header)
        }),
        ("signatureinfo-with-a-byte-more", SIGNATURE_INFO, 1, |l| cut(l, &[0x0c], 0x07)),
        ("signatureinfo-with-signature", SIGNATURE_INFO, 67, |l| {
            stray(l, &[0x0c], Within::Header, inside(0x07))
        }),
        ("signatureinfo-with-a-byte-less", SIGNATURE_INFO, -1, |l| {
            past_end(l, HEADER, ALGO_INFO, inside(0x07), [8, 7])
        }),
        ("signatureinfo-without-algorithm", SIGNATURE_INFO, -11, |l| {
            stray(l, ALGO_INFO, inside(0x07), Within::Header)
        }),
        ("signaturealgoinfo-with-a-byte-more", ALGO_INFO, 1, |l| {
            past_end(l, HEADER, ALGO_INFO, inside(0x07), [9, 8])
        }),
        ("signaturealgoinfo-with-a-byte-less", ALGO_INFO, -1, |l| {
            past_end(l, HEADER, &[0x07, 0x09, 0x0b], inside(0x09), [1, 0])
        }),
        ("signaturealgoinfo-without-modulus", ALGO_INFO, -4, |l| {
            stray(l, &[0x07, 0x09, 0x0b], inside(0x09), inside(0x07))
        }),
    ];
    for (name, container, more, error) in CASES {
        let what = format!("container of {more:+} bytes");
        cases.add(name, what, |list| {
            let node = list.node(HEADER, container);
            let length = (node.size() - 3).checked_add_signed(more).expect("a length");
            node.length = Some(u16::try_from(length).expect("two bytes"));
            error(list)
        });
    }
    cases.add("pad-in-signerid", "a pad among the children of SIGNERID", |list| {
        list.around(HEADER, &[0x03, 0x05]).insert(1, raw::bytes(0x0d, []));
        stray(list, &[0x03, 0x0d], Within::Header, inside(0x03))
    });
}
