//! A list that owns its fields, and the only writer of the format.
//!
//! The writer never sees the input that a model was read from: what it writes
//! it knows from the model, and lengths it measures.

use super::refused::BuildError;
use super::tag::{header, record};
use super::view::TrustList;
use crate::tlv::{self, Cursor, FIELD_HEAD, Field};

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

    /// A text field: one NUL is put behind it.
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

    fn write(&self, out: &mut Vec<u8>, measured: u16) -> Result<(), BuildError> {
        match self {
            Self::Value { tag, value } => put(out, *tag, value),
            Self::Measured { tag } => put(out, *tag, &measured.to_be_bytes()),
            Self::Container { tag, fields } => {
                let mut inside = Vec::new();
                for field in fields {
                    field.write(&mut inside, measured)?;
                }
                put(out, *tag, &inside)
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
    fields.iter().try_for_each(|field| field.write(out, measured))
}

fn put(out: &mut Vec<u8>, tag: u8, value: &[u8]) -> Result<(), BuildError> {
    tlv::put(out, tag, value)
        .map_err(|long| BuildError::FieldTooLong { tag: long.tag, found: long.length })
}

fn total(fields: &[OwnedField]) -> usize {
    fields.iter().fold(0, |sum, field| sum.saturating_add(field.size()))
}

/// The fields of bytes that have been parsed before.
fn header_fields(bytes: &[u8], offset: usize) -> Vec<OwnedField> {
    let mut cursor = Cursor::new(bytes, offset);
    let mut fields = Vec::new();
    loop {
        // A pad stands outside the containers; inside, 0D is a tag like others.
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
