//! Bytes that do not begin a list, and headers whose parts are inconsistent.

use trustlist::list::parse_error::{ParseError, Within};

use super::super::raw::{self, HEADER, List};
use super::{Cases, doubled, field, past_end, place, state, wrong_length};

/// All of these lists.
pub(super) fn add_to(cases: &mut Cases) {
    beginnings(cases);
    headers(cases);
}

/// Bytes that do not begin a list, and files that end before their header does.
fn beginnings(cases: &mut Cases) {
    cases.bytes("empty", "no bytes", Vec::new(), ParseError::Empty {});
    let page = b"<!DOCTYPE html>\n<title>404 Not Found</title>\n";
    let (version, length) = (field(HEADER, 0x01), field(HEADER, 0x02));
    let error = ParseError::Tag { place: place(HEADER, 0), expected: version, found: b'<' };
    cases.bytes("web-page", "an error page of a web server", page.to_vec(), error);
    cases.add("header-version-missing", "no version", |list| {
        list.take(HEADER, &[0x01]);
        ParseError::Tag { place: place(HEADER, 0), expected: version, found: 0x02 }
    });
    cases.add("header-headerlength-missing", "no headerlength", |list| {
        list.take(HEADER, &[0x02]);
        ParseError::Tag { place: place(HEADER, 5), expected: length, found: 0x03 }
    });
    cases.add("header-version-doubled", "two version: a record cannot begin in a header", |list| {
        let node = list.node(HEADER, &[0x01]).clone();
        list.header.push(node);
        let (stated, found) = (list.size(HEADER), list.offset(HEADER, &[0x01]));
        let why = "but the first record starts at byte";
        ParseError::HeaderLength { place: place(HEADER, 5), stated, found, why }
    });
    cases.add("header-signerversion-doubled", "two signer versions", |list| {
        list.header.insert(2, raw::bytes(0x1c, [1, 0]));
        list.header.insert(3, raw::bytes(0x1c, [1, 0]));
        doubled(list, HEADER, &[0x1c], 10)
    });
    cases.add("header-signerversion-of-3", "3 bytes in place of 2", |list| {
        list.header.insert(2, raw::bytes(0x1c, [1, 0, 0]));
        wrong_length(list, HEADER, &[0x1c], [2, 3])
    });

    let cut = |offset, left| {
        (
            offset + left,
            ParseError::Cut { place: place(HEADER, offset), within: Within::File, left },
        )
    };
    cases.cut("cut-in-version-head", "the first 2 bytes", |_| cut(0, 2));
    cases.cut("cut-in-version", "the first 4 bytes", |list| {
        (4, past_end(list, HEADER, &[0x01], Within::File, [2, 1]))
    });
    cases.cut("cut-before-headerlength", "the first 5 bytes", |_| cut(5, 0));
    cases.cut("cut-in-headerlength-head", "the first 7 bytes", |_| cut(5, 2));
    cases.cut("cut-in-headerlength", "the first 8 bytes", |list| {
        (8, past_end(list, HEADER, &[0x02], Within::File, [2, 0]))
    });
    let too_short = |list: &List, found| {
        let why = "but the whole file has";
        let stated = list.size(HEADER);
        (found, ParseError::HeaderLength { place: place(HEADER, 5), stated, found, why })
    };
    cases.cut("cut-in-signature", "cut in the header's SIGNATURE", |list| {
        too_short(list, list.offset(HEADER, &[0x0c]) + 20)
    });
    cases.cut("cut-in-pads", "cut before the last pad", |list| {
        too_short(list, list.size(HEADER) - 1)
    });
}

/// HeaderLength, containers and pads that are inconsistent.
fn headers(cases: &mut Cases) {
    let above = "but Version and HeaderLength alone take";
    let beyond = "but the whole file has";
    let uneven = "which is not a multiple of";
    let inside = "but the first record starts at byte";
    cases.add("headerlength-0", "0", |list| header_length(list, 0, 10, above));
    cases.add("headerlength-8", "less than its own end", |list| header_length(list, 8, 10, above));
    cases.add("headerlength-past-the-end", "4 bytes more than the file", |list| {
        let size = list.write().len();
        header_length(list, size + 4, size, beyond)
    });
    cases.add("headerlength-65535", "the highest number", |list| {
        let size = list.write().len();
        header_length(list, 65_535, size, beyond)
    });
    cases.add("headerlength-unaligned", "a byte less", |list| {
        let size = list.size(HEADER);
        header_length(list, size - 1, 4, uneven)
    });
    cases.add("pads-too-few", "a pad less, and counted so", |list| {
        list.pads = Some(2);
        let size = list.size(HEADER);
        header_length(list, size, 4, uneven)
    });
    cases.add("headerlength-12", "ends in the head of SIGNERID", |list| {
        state(list, HEADER, 0x02, 12);
        ParseError::Cut { place: place(HEADER, 10), within: Within::Header, left: 2 }
    });
    cases.add("headerlength-in-signerid", "ends in SIGNERID", |list| {
        state(list, HEADER, 0x02, 20);
        let length = list.node(HEADER, &[0x03]).size() - 3;
        past_end(list, HEADER, &[0x03], Within::Header, [length, 7])
    });
    cases.add("headerlength-before-signature", "ends before SIGNATURE", |list| {
        let size = list.offset(HEADER, &[0x0c]);
        assert_eq!(size % 4, 0);
        state(list, HEADER, 0x02, size);
        ParseError::Missing { place: place(HEADER, 0), field: field(HEADER, 0x0c) }
    });
    cases.add("headerlength-in-timestamp", "4 bytes less, which ends in TIMESTAMP", |list| {
        let size = list.size(HEADER);
        state(list, HEADER, 0x02, size - 4);
        past_end(list, HEADER, &[0x0f], Within::Header, [4, 3])
    });
    // The header then reaches into RECORDLENGTH, whose tag is also Version's.
    cases.add("headerlength-in-recordlength", "4 bytes more", |list| {
        let size = list.size(HEADER);
        state(list, HEADER, 0x02, size + 4);
        first_record(list, [2, 1])
    });
    cases.add("headerlength-after-recordlength", "8 bytes more", |list| {
        let size = list.size(HEADER);
        header_length(list, size + 8, size, inside)
    });
    cases.add("headerlength-of-the-file", "up to the end of the file", |list| {
        let (size, file) = (list.size(HEADER), list.write().len());
        header_length(list, file, size, inside)
    });
    cases.add("pads-missing", "three pads counted, none there", |list| {
        let size = list.size(HEADER);
        list.pads = Some(0);
        state(list, HEADER, 0x02, size);
        first_record(list, [2, 0])
    });
    cases.add("pads-short", "three pads counted, one there", |list| {
        let size = list.size(HEADER);
        list.pads = Some(1);
        state(list, HEADER, 0x02, size);
        let place = place(HEADER, list.start(Some(1)));
        ParseError::Cut { place, within: Within::Header, left: 2 }
    });
    cases.add("pads-uncounted", "a pad more than counted", |list| {
        let size = list.size(HEADER);
        list.pads = Some(4);
        state(list, HEADER, 0x02, size);
        let place = place(Some(1), size);
        ParseError::Tag { place, expected: field(Some(1), 0x01), found: 0x0d }
    });
}

/// The header includes the first record's RECORDLENGTH as its own field.
fn first_record(list: &List, [length, left]: [usize; 2]) -> ParseError {
    ParseError::PastEnd {
        place: place(HEADER, list.start(Some(1))),
        field: field(HEADER, 0x01),
        within: Within::Header,
        length,
        left,
    }
}

/// States a HeaderLength that is not the true one.
fn header_length(list: &mut List, stated: usize, found: usize, why: &'static str) -> ParseError {
    state(list, HEADER, 0x02, stated);
    let place = place(HEADER, list.offset(HEADER, &[0x02]));
    ParseError::HeaderLength { place, stated, found, why }
}
