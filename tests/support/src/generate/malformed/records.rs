//! RECORDLENGTH, and what follows the last record.

use trustlist::list::parse_error::{ParseError, Within};

use super::super::raw::{List, Part};
use super::{Cases, field, past_end, place, state};

/// All of these lists.
pub(super) fn add_to(cases: &mut Cases) {
    let (one, two, three) = (Some(1), Some(2), Some(3));
    let below = "but the field itself takes";
    let beyond = "but the rest of the file has";
    let begins = |list: &List, part, found| {
        let place = place(part, list.start(part));
        ParseError::Tag { place, expected: field(part, 0x01), found }
    };
    for stated in [0, 4] {
        cases.add(format!("recordlength-{stated}"), "less than its own end", |list| {
            record_length(list, two, stated, 5, below)
        });
    }
    for (name, more) in [("a-byte", 1), ("many", 40_000)] {
        cases.add(format!("recordlength-past-the-end-by-{name}"), "past the file", |list| {
            let size = list.size(two);
            record_length(list, two, size + more, size, beyond)
        });
    }
    cases.add("recordlength-of-all-records", "up to the end of the file", |list| {
        let first = list.start(one);
        let size = list.size(one) + list.size(two);
        state(list, one, 0x01, size);
        let place = place(one, list.start(two));
        ParseError::Doubled { place, field: field(one, 0x01), first }
    });
    cases.add("recordlength-with-a-byte-more", "a byte of the next record", |list| {
        let size = list.size(one);
        state(list, one, 0x01, size + 1);
        ParseError::Cut { place: place(one, list.start(two)), within: Within::Record, left: 1 }
    });
    cases.add("recordlength-with-a-head-more", "the next record's RECORDLENGTH", |list| {
        let size = list.size(one);
        state(list, one, 0x01, size + 5);
        let (first, place) = (list.start(one), place(one, list.start(two)));
        ParseError::Doubled { place, field: field(one, 0x01), first }
    });
    cases.add("recordlength-with-a-byte-less", "ends in IPADDRESS", |list| {
        let size = list.size(one);
        state(list, one, 0x01, size - 1);
        past_end(list, one, &[0x0a], Within::Record, [4, 3])
    });
    cases.add("recordlength-in-a-head", "ends in the head of IPADDRESS", |list| {
        let size = list.size(one);
        state(list, one, 0x01, size - 5);
        let place = place(one, list.offset(one, &[0x0a]));
        ParseError::Cut { place, within: Within::Record, left: 2 }
    });
    cases.add("recordlength-in-certificate", "ends in CERTIFICATE", |list| {
        let length = list.node(one, &[0x09]).value().len();
        let end = list.offset(one, &[0x09]) + 3 + 100 - list.start(one);
        state(list, one, 0x01, end);
        past_end(list, one, &[0x09], Within::Record, [length, 100])
    });
    cases.add("recordlength-before-ipaddress", "ends before IPADDRESS", |list| {
        let size = list.size(one);
        state(list, one, 0x01, size - 7);
        let place = place(two, list.offset(one, &[0x0a]));
        ParseError::Tag { place, expected: field(two, 0x01), found: 0x0a }
    });
    cases.add("recordlength-5", "nothing but RECORDLENGTH", |list| {
        state(list, one, 0x01, 5);
        let place = place(one, list.start(one));
        ParseError::Missing { place, field: field(one, 0x04) }
    });
    cases.add("record-without-recordlength", "begins with DNSNAME", |list| {
        list.take(two, &[0x01]);
        begins(list, two, 0x02)
    });
    cases.add("record-recordlength-second", "DNSNAME before RECORDLENGTH", |list| {
        list.records[1].swap(0, 1);
        begins(list, two, 0x02)
    });

    cases.add("trailing-nul", "a NUL after the last record", |list| {
        list.tail = vec![0];
        let place = place(three, list.start(two) + list.size(two));
        ParseError::Tag { place, expected: field(three, 0x01), found: 0 }
    });
    cases.add("trailing-pad", "a pad after the last record", |list| {
        list.tail = vec![0x0d];
        let place = place(three, list.start(two) + list.size(two));
        ParseError::Tag { place, expected: field(three, 0x01), found: 0x0d }
    });
    cases.add("trailing-tag", "the tag of RECORDLENGTH after the last record", |list| {
        list.tail = vec![0x01];
        let place = place(three, list.start(two) + list.size(two));
        ParseError::Cut { place, within: Within::File, left: 1 }
    });
    cases.add("trailing-head", "the head of RECORDLENGTH after the last record", |list| {
        list.tail = vec![0x01, 0x00, 0x02];
        ParseError::PastEnd {
            place: place(three, list.start(two) + list.size(two)),
            field: field(three, 0x01),
            within: Within::File,
            length: 2,
            left: 0,
        }
    });
    cases.add("trailing-recordlength", "a record of 33 bytes that ends after 5", |list| {
        list.tail = vec![0x01, 0x00, 0x02, 0x00, 0x21];
        let place = place(three, list.start(two) + list.size(two));
        ParseError::RecordLength { place, stated: 33, found: 5, why: beyond }
    });

    cases.cut("cut-in-recordlength", "cut in the second RECORDLENGTH", |list| {
        let length = list.start(two) + 4;
        (length, past_end(list, two, &[0x01], Within::File, [2, 1]))
    });
    cases.cut("cut-in-record", "cut in the second CERTIFICATE", |list| {
        let (start, stated) = (list.start(two), list.size(two));
        let found = list.offset(two, &[0x09]) + 3 + 100 - start;
        let place = place(two, start);
        (start + found, ParseError::RecordLength { place, stated, found, why: beyond })
    });
}

/// States a RECORDLENGTH that is not the true one.
fn record_length(
    list: &mut List,
    part: Part,
    stated: usize,
    found: usize,
    why: &'static str,
) -> ParseError {
    state(list, part, 0x01, stated);
    let place = place(part, list.start(part));
    ParseError::RecordLength { place, stated, found, why }
}
