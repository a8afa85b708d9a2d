//! A list that owns its fields, and the only writer of the format.
//!
//! The writer never sees the input that a model was read from: it writes what the model contains,
//! and computes the lengths.

use super::build_error::BuildError;
use super::parse_error::FieldName;
use super::tag::{header, record};
use super::view::TrustList;
use super::{MAX_FIELD, MAX_RECORDS};
use crate::tlv::{self, Cursor, FIELD_HEAD, Field, Overlong};

/// One field of an owned list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnedField {
    /// A tag and its bytes, known or not.
    Value {
        /// The tag.
        tag: u8,
        /// The value, a text's NUL included.
        value: Vec<u8>,
    },
    /// HeaderLength or RECORDLENGTH: measured when it is written.
    Measured {
        /// The tag.
        tag: u8,
    },
    /// A container and its children; its length is measured.
    Container {
        /// The tag.
        tag: u8,
        /// The children.
        fields: Vec<OwnedField>,
    },
    /// A single 0D of the header.
    Pad,
}

impl OwnedField {
    /// A field with these bytes.
    pub fn bytes(tag: u8, value: impl Into<Vec<u8>>) -> Self {
        Self::Value { tag, value: value.into() }
    }

    /// A text field, with a NUL at its end.
    #[must_use]
    pub fn text(tag: u8, text: impl AsRef<[u8]>) -> Self {
        Self::Value { tag, value: [text.as_ref(), &[0]].concat() }
    }

    /// Bytes that the field takes when written.
    fn size(&self) -> usize {
        match self {
            Self::Value { value, .. } => FIELD_HEAD.saturating_add(value.len()),
            Self::Measured { .. } => FIELD_HEAD.saturating_add(2),
            Self::Container { fields, .. } => FIELD_HEAD.saturating_add(total(fields)),
            Self::Pad => 1,
        }
    }

    /// The tag and length of the first field, here or inside, that is longer than one that is read.
    fn beyond_limit(&self) -> Option<(u8, usize)> {
        let length = self.size().saturating_sub(FIELD_HEAD);
        match self {
            Self::Value { tag, .. } if length > MAX_FIELD => Some((*tag, length)),
            Self::Container { tag, fields } => {
                let inside = fields.iter().find_map(Self::beyond_limit);
                inside.or_else(|| (length > MAX_FIELD).then_some((*tag, length)))
            }
            _ => None,
        }
    }

    fn write(&self, out: &mut Vec<u8>, measured: u16) -> Result<(), Overlong> {
        match self {
            Self::Value { tag, value } => tlv::put(out, *tag, value),
            Self::Measured { tag } => tlv::put(out, *tag, &measured.to_be_bytes()),
            Self::Container { tag, fields } => {
                let mut inside = Vec::new();
                for field in fields {
                    field.write(&mut inside, measured)?;
                }
                tlv::put(out, *tag, &inside)
            }
            Self::Pad => {
                out.push(header::PAD);
                Ok(())
            }
        }
    }
}

/// A list that owns its fields, in the order they are written in.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct OwnedList {
    /// The fields of the header, pads included.
    pub header: Vec<OwnedField>,
    /// The fields of each record.
    pub records: Vec<Vec<OwnedField>>,
}

impl OwnedList {
    /// Copies a parsed list.
    #[must_use]
    pub fn of(list: &TrustList<'_>) -> Self {
        let bytes = list.bytes().get(..list.header().length()).unwrap_or_default();
        Self {
            header: header_fields(bytes, 0),
            records: list
                .records()
                .iter()
                .map(|record| record.fields().map(record_field).collect())
                .collect(),
        }
    }

    /// Adds the 0 to 3 pads that make HeaderLength a multiple of four
    /// (`docs/format.md`, section 1 \[B\]).
    pub fn pad_header(&mut self) {
        while !total(&self.header).is_multiple_of(4) {
            self.header.push(OwnedField::Pad);
        }
    }

    /// Refuses what could be written but not read again (`docs/format.md`, section 12).
    ///
    /// # Errors
    /// [`BuildError::TooManyRecords`] and [`BuildError::FieldTooLong`].
    pub(super) fn check_limits(&self) -> Result<(), BuildError> {
        if self.records.len() > MAX_RECORDS {
            let (limit, found) = (MAX_RECORDS, self.records.len());
            return Err(BuildError::TooManyRecords { limit, found });
        }
        let header = std::iter::once((None, &self.header));
        let records = self.records.iter().zip(1..).map(|(fields, number)| (Some(number), fields));
        for (record, fields) in header.chain(records) {
            if let Some((tag, found)) = fields.iter().find_map(OwnedField::beyond_limit) {
                let field = field_of(record, tag);
                return Err(BuildError::FieldTooLong { field, limit: MAX_FIELD, found });
            }
        }
        Ok(())
    }

    /// Writes the file.
    ///
    /// # Errors
    /// [`BuildError::FieldTooLong`] and [`BuildError::TooLong`], where a length
    /// does not fit into its u16.
    pub fn write(&self) -> Result<Vec<u8>, BuildError> {
        let mut out = Vec::new();
        write_fields(&mut out, &self.header, None)?;
        for (index, fields) in self.records.iter().enumerate() {
            write_fields(&mut out, fields, Some(index.saturating_add(1)))?;
        }
        Ok(out)
    }
}

fn write_fields(
    out: &mut Vec<u8>,
    fields: &[OwnedField],
    record: Option<usize>,
) -> Result<(), BuildError> {
    let length = total(fields);
    let measured = u16::try_from(length).map_err(|_| {
        let what = record.map_or_else(|| "the header".to_owned(), |n| format!("record {n}"));
        BuildError::TooLong { what, limit: usize::from(u16::MAX), found: length }
    })?;
    fields.iter().try_for_each(|field| field.write(out, measured)).map_err(|long| {
        let limit = usize::from(u16::MAX);
        BuildError::FieldTooLong { field: field_of(record, long.tag), limit, found: long.length }
    })
}

/// A field as errors name it, of the header or of the record with this number.
fn field_of(record: Option<usize>, tag: u8) -> String {
    let name = FieldName { in_record: record.is_some(), tag };
    record.map_or_else(|| format!("header: {name}"), |number| format!("record {number}: {name}"))
}

fn total(fields: &[OwnedField]) -> usize {
    fields.iter().fold(0, |sum, field| sum.saturating_add(field.size()))
}

/// The fields of bytes that were parsed before.
fn header_fields(bytes: &[u8], offset: usize) -> Vec<OwnedField> {
    let mut cursor = Cursor::new(bytes, offset);
    let mut fields = Vec::new();
    loop {
        // Pads are outside the containers; inside, 0D is a tag like any other.
        if cursor.skip(header::PAD) {
            fields.push(OwnedField::Pad);
        } else if let Ok(Some(field)) = cursor.field() {
            fields.push(header_field(field));
        } else {
            return fields;
        }
    }
}

fn header_field(field: Field<'_>) -> OwnedField {
    match field.tag {
        header::HEADER_LENGTH => OwnedField::Measured { tag: field.tag },
        tag if header::is_container(tag) => {
            let mut children = Cursor::new(field.value, field.value_offset());
            let inside = std::iter::from_fn(|| children.field().ok().flatten());
            OwnedField::Container { tag, fields: inside.map(header_field).collect() }
        }
        tag => OwnedField::bytes(tag, field.value),
    }
}

fn record_field(field: Field<'_>) -> OwnedField {
    match field.tag {
        record::RECORD_LENGTH => OwnedField::Measured { tag: field.tag },
        tag => OwnedField::bytes(tag, field.value),
    }
}
