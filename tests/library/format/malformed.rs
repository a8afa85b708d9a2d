//! Every malformed list is refused with the error of its defect.

use std::collections::BTreeSet;

use support::fixtures::fixture;
use support::generate::malformed;
use trustlist::error::{Described as _, Place};
use trustlist::list::parse_error::{FieldName, ParseError};
use trustlist::list::{MAX_FIELD, MAX_READ, MAX_RECORDS, TrustList};

#[test]
fn each_defect_is_named_with_its_place() {
    let cases = malformed::all();
    let mut names = BTreeSet::new();
    for case in &cases {
        let bytes = std::fs::read(fixture(&case.path())).expect(&case.name);
        assert_eq!(TrustList::parse(&bytes).err().as_ref(), Some(&case.error), "{}", case.name);
        names.insert(&case.name);
    }
    assert_eq!((cases.len(), names.len()), (176, 176));
}

/// The remaining ones are too large for a file: [`limits_of_size`] has them.
#[test]
fn every_kind_of_error_has_its_lists() {
    let found: BTreeSet<_> = malformed::all().iter().map(|case| case.error.id()).collect();
    let known: BTreeSet<_> = ParseError::CATALOGUE.iter().map(|doc| doc.id).collect();
    let left: Vec<_> = known.difference(&found).copied().collect();
    assert_eq!(left, ["E-PARSE-FIELD-SIZE", "E-PARSE-RECORDS", "E-PARSE-SIZE"]);
    assert_eq!((known.len(), found.len()), (16, 13));
}

mod limits_of_size {
    use super::*;

    /// 2^20 bytes, docs/format.md, section 12.
    #[test]
    fn a_file_of_a_mebibyte_is_read_and_no_byte_more() {
        assert_eq!(MAX_READ, 1_048_576);
        let error = ParseError::TooLarge { limit: 1_048_576 };
        assert_eq!(TrustList::parse(&vec![1; 1_048_577]).err(), Some(error));
        // The largest file that is read, up to its first field.
        let place = Place::header(0);
        let field = FieldName { in_record: false, tag: 1 };
        let error = ParseError::Length { place, field, expected: 2, found: 257 };
        assert_eq!(TrustList::parse(&vec![1; 1_048_576]).err(), Some(error));
    }

    /// 2048 records, docs/format.md, section 12.
    #[test]
    fn a_list_of_2048_records_is_read_and_no_record_more() {
        use support::generate::raw::{List, bytes, measure};
        assert_eq!(MAX_RECORDS, 2048);
        let mut list = List::read(&std::fs::read(fixture("lists/ctl-512.tlv")).expect("a file"));
        list.records = vec![vec![measure(0x01), bytes(0x04, [0, 2])]; 2048];
        assert_eq!(TrustList::parse(&list.write()).map(|list| list.records().len()), Ok(2048));
        list.tail = vec![0];
        let place = Place::record(2049, list.start(Some(2048)) + 10);
        let error = ParseError::TooManyRecords { place, limit: 2048 };
        assert_eq!(TrustList::parse(&list.write()).err(), Some(error));
    }

    /// 2^15 bytes, docs/format.md, section 12.
    #[test]
    fn a_field_of_32_kibibytes_is_read_and_no_byte_more() {
        use support::generate::raw::{HEADER, List, bytes};
        assert_eq!(MAX_FIELD, 32_768);
        let sound = List::read(&std::fs::read(fixture("lists/ctl-512.tlv")).expect("a file"));
        let sound = List { pads: None, ..sound };
        // Known, unknown, and in a container.
        let fields = [
            (HEADER, &[0x0c][..]),
            (HEADER, &[0x42]),
            (HEADER, &[0x03, 0x42]),
            (Some(2), &[0x09]),
            (Some(2), &[0x42]),
        ];
        let mut read = 0;
        for (part, path) in fields {
            let mut list = sound.clone();
            let nodes = list.around(part, path);
            nodes.retain(|node| node.tag != path[path.len() - 1]);
            nodes.push(bytes(path[path.len() - 1], vec![7; 32_768]));
            // The container is a field as well, and not shorter.
            let in_container = path.len() > 1;
            assert_eq!(TrustList::parse(&list.write()).is_ok(), !in_container, "{path:?}");
            list.node(part, path).value_mut().push(7);
            let (path, found) =
                if in_container { (&path[..1], 32_769 + 148) } else { (path, 32_769) };
            let error = ParseError::FieldLimit {
                place: Place { record: part, offset: list.offset(part, path) },
                field: FieldName { in_record: part.is_some(), tag: path[0] },
                limit: 32_768,
                found,
            };
            assert_eq!(TrustList::parse(&list.write()).err(), Some(error), "{path:?}");
            read += 1;
        }
        assert_eq!(read, 5);
    }
}
