//! The bytes of a list.
//!
//! A list is a header and, directly after it, records up to the end of the file. A field is a tag
//! of one byte, a length of two, and a value; the pad 0D of the header is a single byte. The
//! signature covers every byte of the file except the SIGNATURE field.

use std::ops::Range;

use super::list::{Certificate, Malformed, Record};
use super::names::Spelling;

/// The content of a list.
pub(super) struct Frame {
    pub(super) signer: Spelling,
    pub(super) digest: u8,
    pub(super) algorithm: u8,
    /// The whole SIGNATURE field, which is not signed.
    pub(super) signature_field: Range<usize>,
    /// Its value.
    pub(super) signature: Range<usize>,
    pub(super) records: Vec<Record>,
}

/// One field: where it begins, its tag, the position of its value.
struct Field {
    start: usize,
    tag: u8,
    value: Range<usize>,
}

/// The field that begins at `start` and ends before `end`.
fn field(bytes: &[u8], start: usize, end: usize) -> Result<Field, Malformed> {
    let cut = Malformed("a field is cut short");
    let Some(&[tag, high, low]) = bytes.get(start..start + 3) else { return Err(cut) };
    let value = start + 3..start + 3 + usize::from(u16::from_be_bytes([high, low]));
    if value.end > end || end > bytes.len() {
        return Err(cut);
    }
    Ok(Field { start, tag, value })
}

/// The fields of a header or a record in any order, each known tag at most once.
#[derive(Default)]
struct Fields(Vec<Field>);

impl Fields {
    fn add(&mut self, field: Field) -> Result<(), Malformed> {
        let known = field.tag <= 0x0f || field.tag == 0x1c;
        if known && self.get(field.tag).is_some() {
            return Err(Malformed("a field is there twice"));
        }
        self.0.push(field);
        Ok(())
    }

    fn get(&self, tag: u8) -> Option<&Field> {
        self.0.iter().find(|field| field.tag == tag)
    }

    fn need(&self, tag: u8) -> Result<&Field, Malformed> {
        self.get(tag).ok_or(Malformed("a field is missing"))
    }
}

/// The value of a field that has one byte.
fn byte(bytes: &[u8], field: &Field) -> Result<u8, Malformed> {
    match bytes.get(field.value.clone()) {
        Some([byte]) => Ok(*byte),
        _ => Err(Malformed("a field is not one byte long")),
    }
}

/// The value of a field that has two bytes.
fn number(bytes: &[u8], field: &Field) -> Result<u16, Malformed> {
    match bytes.get(field.value.clone()) {
        Some([high, low]) => Ok(u16::from_be_bytes([*high, *low])),
        _ => Err(Malformed("a field is not two bytes long")),
    }
}

/// The fields of the header; those of the containers 03, 07 and 09 follow their heads.
fn header(bytes: &[u8]) -> Result<(Fields, usize), Malformed> {
    let version = field(bytes, 0, bytes.len())?;
    let length = field(bytes, version.value.end, bytes.len())?;
    if (version.tag, length.tag) != (0x01, 0x02) {
        return Err(Malformed("the file does not begin with Version and HeaderLength"));
    }
    let end = usize::from(number(bytes, &length)?);
    let mut at = length.value.end;
    if end < at || end > bytes.len() {
        return Err(Malformed("HeaderLength is not in the file"));
    }
    let mut fields = Fields::default();
    while at < end {
        if bytes.get(at) == Some(&0x0d) {
            at += 1;
            continue;
        }
        let next = field(bytes, at, end)?;
        let container = [0x03, 0x07, 0x09].contains(&next.tag);
        at = if container { next.value.start } else { next.value.end };
        fields.add(next)?;
    }
    Ok((fields, end))
}

/// The list, and where its records begin.
pub(super) fn parse(bytes: &[u8]) -> Result<(Frame, usize), Malformed> {
    let (fields, end) = header(bytes)?;
    for container in [0x03, 0x07, 0x09] {
        fields.need(container)?;
    }
    let signature = fields.need(0x0c)?;
    let value = |tag: u8| Ok(bytes.get(fields.need(tag)?.value.clone()).unwrap_or_default());
    let mut frame = Frame {
        signer: Spelling::new(value(0x06)?, value(0x05)?),
        digest: byte(bytes, fields.need(0x08)?)?,
        algorithm: byte(bytes, fields.need(0x0a)?)?,
        signature_field: signature.start..signature.value.end,
        signature: signature.value.clone(),
        records: Vec::new(),
    };
    let mut at = end;
    while at < bytes.len() {
        let length = field(bytes, at, bytes.len())?;
        let next = at + usize::from(number(bytes, &length)?);
        if length.tag != 0x01 || next < length.value.end || next > bytes.len() {
            return Err(Malformed("a record does not begin with RECORDLENGTH"));
        }
        frame.records.push(record(bytes, length.value.end, next)?);
        at = next;
    }
    Ok((frame, end))
}

/// The record with these fields after RECORDLENGTH.
fn record(bytes: &[u8], start: usize, end: usize) -> Result<Record, Malformed> {
    let mut fields = Fields::default();
    let mut at = start;
    while at < end {
        let next = field(bytes, at, end)?;
        at = next.value.end;
        fields.add(next)?;
    }
    let value = |tag: u8| fields.get(tag).and_then(|field| bytes.get(field.value.clone()));
    let spelling = match (value(0x05), value(0x06)) {
        (Some(issuer), Some(serial)) => Some(Spelling::new(issuer, serial)),
        (None, None) => None,
        _ => return Err(Malformed("a field is missing")),
    };
    Ok(Record {
        role: number(bytes, fields.need(0x04)?)?,
        spelling,
        certificate: value(0x09).map(Certificate::new),
        hash: value(0x0b).map(<[u8]>::to_vec),
    })
}
