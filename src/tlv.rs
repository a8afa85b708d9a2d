//! Tag, length, value: reading with offsets, and writing.
//!
//! `docs/format.md`, section 1: a tag (u8), a length (u16, big-endian), a value;
//! and one exception, the pad, which is a tag alone.

/// Bytes of a field before its value.
pub const FIELD_HEAD: usize = 3;

/// A field in the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Field<'a> {
    /// The tag.
    pub tag: u8,
    /// Offset of the tag from the start of the file, in bytes.
    pub offset: usize,
    /// The value, without tag and length.
    pub value: &'a [u8],
}

impl Field<'_> {
    /// Offset of the first byte of the value from the start of the file.
    #[must_use]
    pub fn value_offset(&self) -> usize {
        self.offset.saturating_add(FIELD_HEAD)
    }
}

/// Why a field cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stop {
    /// Fewer than three bytes are left: no room for a tag and a length.
    Head {
        /// Offset of the tag.
        offset: usize,
        /// Bytes that are left, the tag's included.
        left: usize,
    },
    /// The value extends beyond the end of what encloses it.
    Value {
        /// The tag.
        tag: u8,
        /// Offset of the tag.
        offset: usize,
        /// The length that the field states.
        length: usize,
        /// Bytes that are left for the value.
        left: usize,
    },
}

/// Reads fields one after the other and tracks their offsets.
#[derive(Clone, Debug)]
pub struct Cursor<'a> {
    rest: &'a [u8],
    offset: usize,
}

impl<'a> Cursor<'a> {
    /// A cursor over `bytes`, which start at `offset` of the file.
    #[must_use]
    pub const fn new(bytes: &'a [u8], offset: usize) -> Self {
        Self { rest: bytes, offset }
    }

    /// Offset of the next byte from the start of the file.
    #[must_use]
    pub const fn offset(&self) -> usize {
        self.offset
    }

    /// What has not been read.
    #[must_use]
    pub const fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Skips one byte if it is `byte`: how pads are read.
    pub fn skip(&mut self, byte: u8) -> bool {
        match self.rest.split_first() {
            Some((first, rest)) if *first == byte => {
                self.rest = rest;
                self.offset = self.offset.saturating_add(1);
                true
            }
            _ => false,
        }
    }

    /// The next field; `None` at the end.
    ///
    /// # Errors [`Stop`], where the remaining bytes do not contain a complete field.
    #[inline]
    pub fn field(&mut self) -> Result<Option<Field<'a>>, Stop> {
        let offset = self.offset;
        let Some((head, body)) = self.rest.split_first_chunk::<FIELD_HEAD>() else {
            return match self.rest.len() {
                0 => Ok(None),
                left => Err(Stop::Head { offset, left }),
            };
        };
        let [tag, high, low] = *head;
        let length = usize::from(u16::from_be_bytes([high, low]));
        let Some((value, rest)) = body.split_at_checked(length) else {
            return Err(Stop::Value { tag, offset, length, left: body.len() });
        };
        self.rest = rest;
        self.offset = offset.saturating_add(FIELD_HEAD).saturating_add(length);
        Ok(Some(Field { tag, offset, value }))
    }
}

/// The value is longer than the 65,535 bytes a length can state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlong {
    /// The tag.
    pub tag: u8,
    /// Bytes of the value.
    pub length: usize,
}

/// Appends one field.
///
/// # Errors
/// [`Overlong`] where the length does not fit into its u16.
pub fn put(out: &mut Vec<u8>, tag: u8, value: &[u8]) -> Result<(), Overlong> {
    let length = u16::try_from(value.len()).map_err(|_| Overlong { tag, length: value.len() })?;
    out.push(tag);
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(value);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_tag_length_and_value() {
        let mut out = Vec::new();
        put(&mut out, 9, b"abc").unwrap();
        assert_eq!(out, [9, 0, 3, b'a', b'b', b'c']);
        let mut cursor = Cursor::new(&out, 100);
        let field = cursor.field().unwrap().unwrap();
        assert_eq!((field.tag, field.offset, field.value), (9, 100, &b"abc"[..]));
        assert_eq!(cursor.offset(), 106);
        assert_eq!(cursor.field(), Ok(None));
    }

    #[test]
    fn a_cut_field_says_what_is_left() {
        let mut head = Cursor::new(&[9, 0], 4);
        assert_eq!(head.field(), Err(Stop::Head { offset: 4, left: 2 }));
        let mut value = Cursor::new(&[9, 1, 0, 7], 0);
        assert_eq!(value.field(), Err(Stop::Value { tag: 9, offset: 0, length: 256, left: 1 }));
    }

    #[test]
    fn a_value_of_65536_bytes_has_no_length() {
        let mut out = Vec::new();
        let long = vec![0; 65_536];
        assert_eq!(put(&mut out, 9, &long), Err(Overlong { tag: 9, length: 65_536 }));
        assert!(out.is_empty());
    }
}
