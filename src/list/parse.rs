//! Parses bytes into a borrowed [`TrustList`]. It checks the structure only: no certificate is
//! decoded, and only the table of records is allocated.

use super::parse_error::{FieldName, ParseError, Within};
use super::slots::Slots;
use super::tag::{header, record};
use super::view::{HEADER_TAGS, Header, Record, TrustList, pair};
use super::{MAX_FIELD, MAX_READ, MAX_RECORDS, MAX_UNKNOWN};
use crate::error::Place;
use crate::tlv::{Cursor, Field, Stop};

impl<'a> TrustList<'a> {
    /// Parses a whole file.
    ///
    /// # Errors
    /// [`ParseError`] for everything that `docs/format.md` calls malformed.
    pub fn parse(input: &'a [u8]) -> Result<Self, ParseError> {
        if input.is_empty() {
            return Err(ParseError::Empty {});
        }
        if input.len() > MAX_READ {
            return Err(ParseError::TooLarge { limit: MAX_READ });
        }
        let (header, mut rest) = parse_header(input)?;
        let mut records = Vec::new();
        while !rest.rest().is_empty() {
            let number = records.len().saturating_add(1);
            if number > MAX_RECORDS {
                let place = Place::record(number, rest.offset());
                return Err(ParseError::TooManyRecords { place, limit: MAX_RECORDS });
            }
            let (record, after) = parse_record(&rest, number)?;
            records.push(record);
            rest = after;
        }
        Ok(Self { input, header, records })
    }
}

/// Version and HeaderLength: tag, length and two bytes each.
const HEADER_START: usize = 10;
/// RECORDLENGTH: tag, length and two bytes.
const RECORD_START: usize = 5;

/// A header has these; 1C may be missing.
const HEADER_REQUIRED: &[u8] = &[
    header::SIGNER_ID,
    header::SIGNER_NAME,
    header::SERIAL_NUMBER,
    header::CA_NAME,
    header::SIGNATURE_INFO,
    header::DIGEST_ALGORITHM,
    header::SIGNATURE_ALGO_INFO,
    header::SIGNATURE_ALGORITHM,
    header::SIGNATURE_MODULUS,
    header::SIGNATURE,
    header::FILENAME,
    header::TIMESTAMP,
];

/// A record about a certificate has these, and 09 or 0B.
const NAMED: &[u8] =
    &[record::SUBJECT_NAME, record::ISSUER_NAME, record::SERIAL_NUMBER, record::PUBLIC_KEY];

/// What may be in which container; everything else is outside them.
const CHILDREN: &[(u8, &[u8])] = &[
    (header::SIGNER_ID, &[header::SIGNER_NAME, header::SERIAL_NUMBER, header::CA_NAME]),
    (header::SIGNATURE_INFO, &[header::DIGEST_ALGORITHM, header::SIGNATURE_ALGO_INFO]),
    (header::SIGNATURE_ALGO_INFO, &[header::SIGNATURE_ALGORITHM, header::SIGNATURE_MODULUS]),
];

/// What the value of a field must look like.
enum Shape {
    Bytes,
    AtLeastOne,
    Exactly(usize),
    Text,
}

fn header_shape(tag: u8) -> Shape {
    match tag {
        header::VERSION | header::HEADER_LENGTH | header::SIGNER_VERSION => Shape::Exactly(2),
        header::SIGNER_NAME | header::CA_NAME | header::FILENAME => Shape::Text,
        header::SERIAL_NUMBER | header::SIGNATURE => Shape::AtLeastOne,
        header::DIGEST_ALGORITHM | header::SIGNATURE_ALGORITHM | header::SIGNATURE_MODULUS => {
            Shape::Exactly(1)
        }
        header::TIMESTAMP => Shape::Exactly(4),
        _ => Shape::Bytes,
    }
}

fn record_shape(tag: u8) -> Shape {
    match tag {
        record::RECORD_LENGTH | record::FUNCTION => Shape::Exactly(2),
        record::DNS_NAME | record::SUBJECT_NAME | record::ISSUER_NAME => Shape::Text,
        record::SERIAL_NUMBER | record::PUBLIC_KEY | record::SIGNATURE | record::CERTIFICATE => {
            Shape::AtLeastOne
        }
        record::CERT_HASH => Shape::Exactly(20),
        record::HASH_ALGORITHM => Shape::Exactly(1),
        _ => Shape::Bytes,
    }
}

/// Where the parser is, for its errors.
#[derive(Clone, Copy)]
struct At {
    record: Option<usize>,
    within: Within,
}

impl At {
    const fn place(self, offset: usize) -> Place {
        Place { record: self.record, offset }
    }

    const fn name(self, tag: u8) -> FieldName {
        FieldName { in_record: self.record.is_some(), tag }
    }

    fn field<'a>(self, cursor: &mut Cursor<'a>) -> Result<Option<Field<'a>>, ParseError> {
        cursor.field().map_err(|stop| match stop {
            Stop::Head { offset, left } => {
                ParseError::Cut { place: self.place(offset), within: self.within, left }
            }
            Stop::Value { tag, offset, length, left } => ParseError::PastEnd {
                place: self.place(offset),
                field: self.name(tag),
                within: self.within,
                length,
                left,
            },
        })
    }

    /// A field that is where the format fixes its tag and its two bytes.
    fn fixed(self, cursor: &mut Cursor<'_>, tag: u8) -> Result<usize, ParseError> {
        let expected = self.name(tag);
        let start = self.place(cursor.offset());
        if let Some(found) = cursor.rest().first().copied().filter(|found| *found != tag) {
            return Err(ParseError::Tag { place: start, expected, found });
        }
        let Some(field) = self.field(cursor)? else {
            return Err(ParseError::Cut { place: start, within: self.within, left: 0 });
        };
        self.check(&field, &Shape::Exactly(2))?;
        Ok(usize::from(u16::from_be_bytes(pair(field.value))))
    }

    fn check(self, field: &Field<'_>, shape: &Shape) -> Result<(), ParseError> {
        let (place, name) = (self.place(field.offset), self.name(field.tag));
        let found = field.value.len();
        if found > MAX_FIELD {
            return Err(ParseError::FieldLimit { place, field: name, limit: MAX_FIELD, found });
        }
        match shape {
            Shape::Exactly(expected) if found != *expected => {
                Err(ParseError::Length { place, field: name, expected: *expected, found })
            }
            Shape::AtLeastOne if found == 0 => {
                Err(ParseError::Length { place, field: name, expected: 1, found })
            }
            Shape::Text if field.value.last() != Some(&0) => {
                Err(ParseError::NoNul { place, field: name })
            }
            _ => Ok(()),
        }
    }

    fn keep<'a, const N: usize>(
        self,
        slots: &mut Slots<'a, N>,
        field: Field<'a>,
    ) -> Result<(), ParseError> {
        if !self.is_known(field.tag) {
            let (place, limit) = (self.place(field.offset), MAX_UNKNOWN);
            let more = slots.count_unknown() > MAX_UNKNOWN;
            return if more { Err(ParseError::TooManyUnknown { place, limit }) } else { Ok(()) };
        }
        match slots.put(field) {
            Some(first) => Err(ParseError::Doubled {
                place: self.place(field.offset),
                field: self.name(field.tag),
                first: first.offset,
            }),
            None => Ok(()),
        }
    }

    fn is_known(self, tag: u8) -> bool {
        if self.record.is_some() { record::name(tag) } else { header::name(tag) }.is_some()
    }

    fn need<const N: usize>(
        self,
        slots: &Slots<'_, N>,
        tags: &[u8],
        start: usize,
    ) -> Result<(), ParseError> {
        match tags.iter().find(|tag| slots.get(**tag).is_none()) {
            Some(tag) => {
                Err(ParseError::Missing { place: self.place(start), field: self.name(*tag) })
            }
            None => Ok(()),
        }
    }
}

fn parse_header(input: &[u8]) -> Result<(Header<'_>, Cursor<'_>), ParseError> {
    let at = At { record: None, within: Within::File };
    let mut cursor = Cursor::new(input, 0);
    let mut slots = Slots::new();
    at.fixed(&mut cursor, header::VERSION)?;
    let place = Place::header(cursor.offset());
    let stated = at.fixed(&mut cursor, header::HEADER_LENGTH)?;
    let wrong = |found, why| Err(ParseError::HeaderLength { place, stated, found, why });
    if stated > input.len() {
        return wrong(input.len(), "but the whole file has");
    }
    if stated < HEADER_START {
        return wrong(HEADER_START, "but Version and HeaderLength alone take");
    }
    if !stated.is_multiple_of(4) {
        return wrong(4, "which is not a multiple of");
    }
    let (bytes, rest) = input.split_at_checked(stated).unwrap_or((input, &[]));
    let mut start = Cursor::new(bytes, 0);
    for _ in [header::VERSION, header::HEADER_LENGTH] {
        if let Some(field) = at.field(&mut start)? {
            at.keep(&mut slots, field)?;
        }
    }

    let at = At { record: None, within: Within::Header };
    let mut pads = 0usize;
    loop {
        if start.skip(header::PAD) {
            pads = pads.saturating_add(1);
            continue;
        }
        let Some(field) = at.field(&mut start)? else { break };
        if field.tag == header::VERSION {
            return wrong(field.offset, "but the first record starts at byte");
        }
        take_header_field(at, &mut slots, field)?;
    }
    at.need(&slots, HEADER_REQUIRED, 0)?;
    Ok((Header { bytes, pads, slots }, Cursor::new(rest, stated)))
}

/// One field of the header, and if it is a container, all in it.
fn take_header_field<'a>(
    at: At,
    slots: &mut Slots<'a, HEADER_TAGS>,
    field: Field<'a>,
) -> Result<(), ParseError> {
    if let Some(home) = home_of(field.tag)
        && home != at.within
    {
        let (place, field) = (at.place(field.offset), at.name(field.tag));
        return Err(ParseError::Misplaced { place, field, home, within: at.within });
    }
    at.check(&field, &header_shape(field.tag))?;
    at.keep(slots, field)?;
    if header::is_container(field.tag) {
        let inside = At { within: Within::Container(at.name(field.tag)), ..at };
        let mut children = Cursor::new(field.value, field.value_offset());
        while let Some(child) = inside.field(&mut children)? {
            take_header_field(inside, slots, child)?;
        }
    }
    Ok(())
}

/// Where in the header a known field is; an unknown one may be anywhere.
fn home_of(tag: u8) -> Option<Within> {
    let container = CHILDREN.iter().find(|(_, children)| children.contains(&tag));
    let container =
        container.map(|(tag, _)| Within::Container(FieldName { in_record: false, tag: *tag }));
    container.or_else(|| header::name(tag).map(|_| Within::Header))
}

/// One record, and the cursor after it.
fn parse_record<'a>(
    cursor: &Cursor<'a>,
    number: usize,
) -> Result<(Record<'a>, Cursor<'a>), ParseError> {
    let offset = cursor.offset();
    let file = At { record: Some(number), within: Within::File };
    let stated = file.fixed(&mut cursor.clone(), record::RECORD_LENGTH)?;
    let place = file.place(offset);
    let left = cursor.rest().len();
    if stated < RECORD_START {
        let why = "but the field itself takes";
        return Err(ParseError::RecordLength { place, stated, found: RECORD_START, why });
    }
    let Some((bytes, rest)) = cursor.rest().split_at_checked(stated) else {
        let why = "but the rest of the file has";
        return Err(ParseError::RecordLength { place, stated, found: left, why });
    };

    let at = At { record: Some(number), within: Within::Record };
    let mut slots = Slots::new();
    let mut fields = Cursor::new(bytes, offset);
    while let Some(field) = at.field(&mut fields)? {
        at.check(&field, &record_shape(field.tag))?;
        at.keep(&mut slots, field)?;
    }
    at.need(&slots, &[record::FUNCTION], offset)?;
    let record = Record { number, offset, bytes, slots };
    if !record.is_emptied() {
        check_certificate_fields(at, &record)?;
    }
    Ok((record, Cursor::new(rest, offset.saturating_add(stated))))
}

/// A record about a certificate has its names and serial, and the certificate or its hash.
fn check_certificate_fields(at: At, entry: &Record<'_>) -> Result<(), ParseError> {
    at.need(&entry.slots, NAMED, entry.offset)?;
    let hash = entry.slots.get(record::CERT_HASH);
    match (entry.slots.get(record::CERTIFICATE), hash) {
        (Some(certificate), Some(hash)) => Err(ParseError::CertificateAndHash {
            place: at.place(hash.offset),
            certificate: certificate.offset,
        }),
        (None, None) => at.need(&entry.slots, &[record::CERTIFICATE], entry.offset),
        (None, Some(_)) => at.need(&entry.slots, &[record::HASH_ALGORITHM], entry.offset),
        (Some(_), None) => Ok(()),
    }
}
