//! Lists assembled field by field without the library, which is compared with them (docs/format.md,
//! sections 1 to 4).
//!
//! Lengths and pads are computed, and each of them can be given instead; every field knows its
//! offset.

/// The header, or the record of this number; the first is 1.
pub type Part = Option<usize>;

/// The header.
pub const HEADER: Part = None;

/// A field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub tag: u8,
    /// Replaces the true length.
    pub length: Option<u16>,
    pub body: Body,
}

/// What follows tag and length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    Bytes(Vec<u8>),
    /// The size of the header or record in two bytes.
    Measure,
    /// The fields of a container.
    Nodes(Vec<Node>),
    /// Nothing, and no length either: a pad.
    Alone,
}

/// A list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    pub header: Vec<Node>,
    /// How many pads follow the header's fields; otherwise as many as a multiple of four needs.
    pub pads: Option<usize>,
    pub records: Vec<Vec<Node>>,
    /// What follows the last record.
    pub tail: Vec<u8>,
}

pub fn bytes(tag: u8, value: impl Into<Vec<u8>>) -> Node {
    Node { tag, length: None, body: Body::Bytes(value.into()) }
}

/// A text and a trailing NUL.
pub fn text(tag: u8, text: &str) -> Node {
    bytes(tag, format!("{text}\0"))
}

pub fn container(tag: u8, nodes: Vec<Node>) -> Node {
    Node { tag, length: None, body: Body::Nodes(nodes) }
}

/// HeaderLength or RECORDLENGTH.
pub fn measure(tag: u8) -> Node {
    Node { tag, length: None, body: Body::Measure }
}

pub fn pad() -> Node {
    Node { tag: 0x0d, length: None, body: Body::Alone }
}

impl Node {
    pub fn size(&self) -> usize {
        match &self.body {
            Body::Bytes(value) => 3 + value.len(),
            Body::Measure => 3 + 2,
            Body::Nodes(nodes) => 3 + total(nodes),
            Body::Alone => 1,
        }
    }

    /// The value of a field that has bytes.
    pub fn value(&self) -> &[u8] {
        let Body::Bytes(value) = &self.body else { panic!("tag {:02X} has no bytes", self.tag) };
        value
    }

    /// The same, mutable.
    pub fn value_mut(&mut self) -> &mut Vec<u8> {
        let Body::Bytes(value) = &mut self.body else {
            panic!("tag {:02X} has no bytes", self.tag)
        };
        value
    }

    fn write(&self, out: &mut Vec<u8>, measured: usize) {
        out.push(self.tag);
        if self.body != Body::Alone {
            let length = self.length.unwrap_or_else(|| number(self.size() - 3));
            out.extend(length.to_be_bytes());
        }
        match &self.body {
            Body::Bytes(value) => out.extend(value),
            Body::Measure => out.extend(number(measured).to_be_bytes()),
            Body::Nodes(nodes) => nodes.iter().for_each(|node| node.write(out, measured)),
            Body::Alone => {}
        }
    }
}

fn number(size: usize) -> u16 {
    u16::try_from(size).expect("a size of two bytes")
}

fn total(nodes: &[Node]) -> usize {
    nodes.iter().map(Node::size).sum()
}

/// The last field with this tag: the second of a doubled one.
fn last(nodes: &[Node], tag: u8) -> usize {
    nodes.iter().rposition(|node| node.tag == tag).unwrap_or_else(|| panic!("no tag {tag:02X}"))
}

impl List {
    /// The file.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for nodes in std::iter::once(&self.padded()).chain(&self.records) {
            let size = total(nodes);
            for node in nodes {
                node.write(&mut out, size);
            }
        }
        out.extend(&self.tail);
        out
    }

    fn padded(&self) -> Vec<Node> {
        let size = total(&self.header);
        let pads = self.pads.unwrap_or(size.next_multiple_of(4) - size);
        let mut nodes = self.header.clone();
        nodes.extend(std::iter::repeat_n(pad(), pads));
        nodes
    }

    /// The fields of the header or of a record.
    pub fn part(&mut self, part: Part) -> &mut Vec<Node> {
        match part {
            HEADER => &mut self.header,
            Some(record) => &mut self.records[record - 1],
        }
    }

    /// The fields around the field at the end of a path: its tags from the outermost container
    /// inwards.
    pub fn around(&mut self, part: Part, path: &[u8]) -> &mut Vec<Node> {
        let (_, containers) = path.split_last().expect("a path");
        containers.iter().fold(self.part(part), |nodes, tag| {
            let place = last(nodes, *tag);
            let Body::Nodes(inside) = &mut nodes[place].body else {
                panic!("{tag:02X} is not a container")
            };
            inside
        })
    }

    /// The field at the end of a path.
    pub fn node(&mut self, part: Part, path: &[u8]) -> &mut Node {
        let nodes = self.around(part, path);
        let place = last(nodes, path[path.len() - 1]);
        &mut nodes[place]
    }

    /// Removes a field.
    pub fn take(&mut self, part: Part, path: &[u8]) -> Node {
        let nodes = self.around(part, path);
        nodes.remove(last(nodes, path[path.len() - 1]))
    }

    /// Offset of the header or of a record.
    pub fn start(&self, part: Part) -> usize {
        let Some(record) = part else { return 0 };
        let before: usize = self.records[..record - 1].iter().map(|nodes| total(nodes)).sum();
        total(&self.padded()) + before
    }

    /// Size of the header or of a record.
    pub fn size(&self, part: Part) -> usize {
        part.map_or_else(|| total(&self.padded()), |record| total(&self.records[record - 1]))
    }

    /// Offset of the field at the end of a path.
    pub fn offset(&self, part: Part, path: &[u8]) -> usize {
        let mut nodes = part.map_or(&self.header, |record| &self.records[record - 1]);
        let mut offset = self.start(part);
        for (depth, tag) in path.iter().enumerate() {
            if depth > 0 {
                offset += 3;
            }
            let place = last(nodes, *tag);
            offset += total(&nodes[..place]);
            if let Body::Nodes(inside) = &nodes[place].body {
                nodes = inside;
            }
        }
        offset
    }

    /// The bytes that the signature covers: all except tag, length and value of SIGNATURE.
    pub fn signed(&self) -> Vec<u8> {
        let mut file = self.write();
        let start = self.offset(HEADER, &[0x0c]);
        let end = start + self.header[last(&self.header, 0x0c)].size();
        file.drain(start..end);
        file
    }

    /// Inserts the signature that `sign` returns for the bytes that it covers.
    pub fn sign(&mut self, sign: impl FnOnce(&[u8]) -> Vec<u8>) {
        let signature = sign(&self.signed());
        assert_eq!(signature.len(), self.node(HEADER, &[0x0c]).value().len());
        *self.node(HEADER, &[0x0c]).value_mut() = signature;
    }

    /// Parses a list that follows docs/format.md.
    pub fn read(file: &[u8]) -> Self {
        assert_eq!(file[5..8], [0x02, 0x00, 0x02], "HeaderLength");
        let (header, mut rest) = file.split_at(pair(&file[8..]));
        let mut records = Vec::new();
        while !rest.is_empty() {
            assert_eq!(rest[..3], [0x01, 0x00, 0x02], "RECORDLENGTH");
            let (record, after) = rest.split_at(pair(&rest[3..]));
            records.push(read_nodes(record, Some(0x01), &[]));
            rest = after;
        }
        let mut header = read_nodes(header, Some(0x02), &[0x03, 0x07]);
        let fields = header.iter().rposition(|node| *node != pad()).map_or(0, |last| last + 1);
        let pads = Some(header.split_off(fields).len());
        Self { header, pads, records, tail: Vec::new() }
    }
}

fn pair(bytes: &[u8]) -> usize {
    usize::from(u16::from_be_bytes([bytes[0], bytes[1]]))
}

/// Pads are outside containers and records.
fn read_nodes(mut rest: &[u8], measured: Option<u8>, containers: &[u8]) -> Vec<Node> {
    let mut nodes = Vec::new();
    while let Some(tag) = rest.first().copied() {
        if tag == 0x0d && measured == Some(0x02) {
            nodes.push(pad());
            rest = &rest[1..];
            continue;
        }
        let (value, after) = rest[3..].split_at(pair(&rest[1..]));
        nodes.push(match tag {
            _ if measured == Some(tag) => measure(tag),
            _ if containers.contains(&tag) => container(tag, read_nodes(value, None, &[0x09])),
            _ => bytes(tag, value),
        });
        rest = after;
    }
    nodes
}
