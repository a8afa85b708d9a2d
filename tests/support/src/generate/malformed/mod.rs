//! Malformed lists, one defect each: the content of `ctl-512` reassembled with the defect, and the
//! error that a reader must report. Offsets are those of the defect, other numbers those of
//! docs/format.md; none was taken from the library's output.

mod containers;
mod fields;
mod header;
mod records;

use trustlist::error::Place;
use trustlist::list::parse_error::{FieldName, ParseError, Within};

use super::raw::{Body, List, Part};
use super::{Fixture, unsound};

/// A malformed list and why it is one.
#[derive(Debug)]
pub struct Malformed {
    pub name: String,
    what: String,
    pub bytes: Vec<u8>,
    pub error: ParseError,
}

impl Malformed {
    /// The path of its file below `fixtures/`.
    pub fn path(&self) -> String {
        format!("malformed/{}.tlv", self.name)
    }
}

fn place(part: Part, offset: usize) -> Place {
    Place { record: part, offset }
}

fn field(part: Part, tag: u8) -> FieldName {
    FieldName { in_record: part.is_some(), tag }
}

fn last(path: &[u8]) -> u8 {
    path[path.len() - 1]
}

fn doubled(list: &List, part: Part, path: &[u8], first: usize) -> ParseError {
    let place = place(part, list.offset(part, path));
    ParseError::Doubled { place, field: field(part, last(path)), first }
}

fn wrong_length(list: &List, part: Part, path: &[u8], [expected, found]: [usize; 2]) -> ParseError {
    let place = place(part, list.offset(part, path));
    ParseError::Length { place, field: field(part, last(path)), expected, found }
}

/// A field states `length` bytes while `left` are left.
fn past_end(
    list: &List,
    part: Part,
    path: &[u8],
    within: Within,
    [length, left]: [usize; 2],
) -> ParseError {
    let place = place(part, list.offset(part, path));
    ParseError::PastEnd { place, field: field(part, last(path)), within, length, left }
}

fn state(list: &mut List, part: Part, tag: u8, stated: usize) {
    let stated = u16::try_from(stated).expect("two bytes");
    list.node(part, &[tag]).body = Body::Bytes(stated.to_be_bytes().to_vec());
}

/// The lists generated so far.
struct Cases {
    sound: List,
    made: Vec<Malformed>,
}

impl Cases {
    /// The list that `defect` makes of the sound one, with the error that it returns.
    fn add(
        &mut self,
        name: impl Into<String>,
        what: impl Into<String>,
        defect: impl FnOnce(&mut List) -> ParseError,
    ) {
        let mut list = self.sound.clone();
        let error = defect(&mut list);
        self.bytes(name, what, list.write(), error);
    }

    /// The sound list up to the offset that `at` returns, with the error that it returns.
    fn cut(
        &mut self,
        name: impl Into<String>,
        what: impl Into<String>,
        at: impl FnOnce(&List) -> (usize, ParseError),
    ) {
        let (length, error) = at(&self.sound);
        self.bytes(name, what, self.sound.write()[..length].to_vec(), error);
    }

    fn bytes(
        &mut self,
        name: impl Into<String>,
        what: impl Into<String>,
        bytes: Vec<u8>,
        error: ParseError,
    ) {
        let (name, what) = (name.into(), what.into());
        assert_ne!(bytes, self.sound.write(), "{name}");
        self.made.push(Malformed { name, what, bytes, error });
    }
}

/// Every malformed list.
pub fn all() -> Vec<Malformed> {
    let mut cases = Cases { sound: unsound::sound(), made: Vec::new() };
    header::add_to(&mut cases);
    containers::add_to(&mut cases);
    records::add_to(&mut cases);
    fields::add_to(&mut cases);
    cases.made
}

/// The malformed lists as files.
pub fn fixtures() -> Vec<Fixture> {
    all()
        .into_iter()
        .map(|case| Fixture { path: case.path(), what: case.what, bytes: case.bytes })
        .collect()
}
