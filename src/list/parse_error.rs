//! Why bytes are not a trust list.

use super::tag::{header, record};
use crate::error::{Place, described};

/// A field's name and tag, as errors print them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FieldName {
    /// Whether the field is in a record, or in the header.
    pub in_record: bool,
    /// The tag.
    pub tag: u8,
}

impl std::fmt::Display for FieldName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = if self.in_record { record::name(self.tag) } else { header::name(self.tag) };
        write!(f, "{} (tag {:02X})", name.unwrap_or("an unknown field"), self.tag)
    }
}

/// What encloses a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Within {
    /// The file itself.
    File,
    /// The header, whose end HeaderLength states.
    Header,
    /// A container of the header.
    Container(FieldName),
    /// A record, whose end RECORDLENGTH states.
    Record,
}

impl std::fmt::Display for Within {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File => f.write_str("the file"),
            Self::Header => f.write_str("the header"),
            Self::Container(name) => write!(f, "the container {name}"),
            Self::Record => f.write_str("the record"),
        }
    }
}

described! {
    /// Why bytes are not a trust list.
    pub enum ParseError {
        /// The file is empty.
        Empty {} = "E-PARSE-EMPTY", Input,
            "the file is empty",
            "fetch the list again, from a node that has one";
        /// The input is larger than any list.
        TooLarge {
            /// The limit, in bytes.
            limit: usize,
        } = "E-PARSE-SIZE", Input,
            "the input is larger than {limit} bytes, the limit for a list (a phone loads 65536)",
            "check that this is a CTL or ITL file";
        /// The file does not start like a list, or a record does not start like a record.
        Tag {
            /// Where.
            place: Place,
            /// The field that must be here.
            expected: FieldName,
            /// The tag that is here.
            found: u8,
        } = "E-PARSE-TAG", Input,
            "{place}: expected {expected}, found tag {found:02X}",
            "check that this is a complete CTL or ITL file";
        /// Too few bytes are left for a tag and a length.
        Cut {
            /// Where.
            place: Place,
            /// What encloses the field.
            within: Within,
            /// Bytes that are left.
            left: usize,
        } = "E-PARSE-CUT", Input,
            "{place}: expected a tag and a length of 3 bytes, found {left} at the end of {within}",
            "fetch the file again: it is truncated, or a length before this byte is wrong";
        /// A field's value extends beyond the end of what encloses it.
        PastEnd {
            /// Where the field begins.
            place: Place,
            /// Which field.
            field: FieldName,
            /// What encloses it.
            within: Within,
            /// The length that the field states.
            length: usize,
            /// Bytes that are left.
            left: usize,
        } = "E-PARSE-PAST-END", Input,
            "{place}: {field} has a length of {length} bytes, found {left} up to the end of {within}",
            "fetch the file again: it is truncated, or this length is wrong";
        /// A field of fixed length has a different length.
        Length {
            /// Where the field begins.
            place: Place,
            /// Which field.
            field: FieldName,
            /// The length it must have.
            expected: usize,
            /// The length it has.
            found: usize,
        } = "E-PARSE-LENGTH", Input,
            "{place}: expected {field} to have {expected} bytes, found {found}",
            "fetch the file again: it is damaged, or was written by a program that does not follow the format";
        /// A field is longer than any valid field.
        FieldLimit {
            /// Where the field begins.
            place: Place,
            /// Which field.
            field: FieldName,
            /// The limit, in bytes.
            limit: usize,
            /// The length it has.
            found: usize,
        } = "E-PARSE-FIELD-SIZE", Input,
            "{place}: expected {field} to have at most {limit} bytes, found {found}",
            "fetch the file again: it is damaged, or was written by a program that does not follow the format";
        /// A required field is missing.
        Missing {
            /// Where the header or record begins.
            place: Place,
            /// Which field.
            field: FieldName,
        } = "E-PARSE-MISSING", Input,
            "{place}: expected {field}, found none",
            "fetch the file again: it is damaged, or was written by a program that does not follow the format";
        /// A field of the header is in the wrong container, or outside its own.
        Misplaced {
            /// Where the field begins.
            place: Place,
            /// Which field.
            field: FieldName,
            /// What it must be in.
            home: Within,
            /// What it is in.
            within: Within,
        } = "E-PARSE-MISPLACED", Input,
            "{place}: expected {field} in {home}, found it in {within}",
            "fetch the file again: it is damaged, or was written by a program that does not follow the format";
        /// A field occurs twice.
        Doubled {
            /// Where it occurs again.
            place: Place,
            /// Which field.
            field: FieldName,
            /// Where it occurs first.
            first: usize,
        } = "E-PARSE-DOUBLED", Input,
            "{place}: expected {field} only once, found it at byte {first} already",
            "fetch the file again: it is damaged, or was written by a program that does not follow the format";
        /// A record has both a certificate and a certificate's hash.
        CertificateAndHash {
            /// Where the hash is.
            place: Place,
            /// Where the certificate is.
            certificate: usize,
        } = "E-PARSE-HASH-AND-CERTIFICATE", Input,
            "{place}: expected a certificate or its hash, found CERTHASH (tag 0B) beside the CERTIFICATE at byte {certificate}",
            "fetch the file again: it is damaged, or was written by a program that does not follow the format";
        /// HeaderLength is not where the header ends.
        HeaderLength {
            /// Where HeaderLength is.
            place: Place,
            /// What it states, in bytes.
            stated: usize,
            /// What it is compared with, in bytes.
            found: usize,
            /// What it is compared with.
            why: &'static str,
        } = "E-PARSE-HEADERLENGTH", Input,
            "{place}: HeaderLength is {stated} bytes, {why} {found}",
            "fetch the file again: it is truncated, or this number is wrong";
        /// RECORDLENGTH is not where the record ends.
        RecordLength {
            /// Where the record begins.
            place: Place,
            /// What RECORDLENGTH states, in bytes.
            stated: usize,
            /// What it is compared with, in bytes.
            found: usize,
            /// What it is compared with.
            why: &'static str,
        } = "E-PARSE-RECORDLENGTH", Input,
            "{place}: RECORDLENGTH is {stated} bytes, {why} {found}",
            "fetch the file again: it is truncated, or this number is wrong";
        /// A text has no final NUL.
        NoNul {
            /// Where the field begins.
            place: Place,
            /// Which field.
            field: FieldName,
        } = "E-PARSE-NUL", Input,
            "{place}: expected {field} to end with a NUL, found none",
            "fetch the file again: it is damaged, or was written by a program that does not follow the format";
        /// There are more fields with unknown tags than any record or header has.
        TooManyUnknown {
            /// Where the first field too many begins.
            place: Place,
            /// The limit.
            limit: usize,
        } = "E-PARSE-UNKNOWN", Input,
            "{place}: expected at most {limit} fields with unknown tags in one record or header, found more",
            "check that this is a CTL or ITL file";
        /// There are more records than any list has.
        TooManyRecords {
            /// Where the first record too many begins.
            place: Place,
            /// The limit.
            limit: usize,
        } = "E-PARSE-RECORDS", Input,
            "{place}: expected at most {limit} records, found more",
            "check that this is a CTL or ITL file";
    }
}
