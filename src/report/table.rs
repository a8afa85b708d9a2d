//! One line a record, for people.

use comfy_table::{ColumnConstraint, ContentArrangement, Row, Table, Width};

use super::text::{address, visible};
use super::{Subject, kind_of};
use crate::certificate::Certificate;
use crate::digest::Digest;
use crate::list::{Kind, Record};

/// Headings and the least width of each column; the sum with its gaps is 80.
const COLUMNS: [(&str, Option<u16>); 8] = [
    ("  #", None),
    ("ROLE", None),
    ("SUBJECT", Some(14)),
    ("HOST", Some(10)),
    ("ADDRESS", None),
    ("KEY", None),
    ("EXPIRES", None),
    ("SHA-1", Some(8)),
];

/// A head line, then one line for each record; the signer's is marked with a
/// star. No line is longer than `width` unless the columns that are never cut
/// need more.
#[must_use]
pub fn table(subject: &Subject<'_>, width: u16) -> String {
    let list = subject.list;
    let mut table = Table::new();
    table
        .load_preset(comfy_table::presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_truncation_indicator("…")
        .set_width(width)
        .set_header(line(COLUMNS.map(|(heading, _)| heading.to_owned())));
    for (index, entry) in list.records().iter().enumerate() {
        let signs = subject.verdict.signer == Some(index);
        let certificate = subject.verdict.certificates.get(index).and_then(Option::as_ref);
        table.add_row(line(cells(entry, certificate, signs)));
    }
    for (column, (_, least)) in table.column_iter_mut().zip(COLUMNS) {
        column.set_padding((0, 1));
        column.set_constraint(match least {
            None => ColumnConstraint::ContentWidth,
            Some(least) => ColumnConstraint::LowerBoundary(Width::Fixed(least)),
        });
    }
    format!("{}\n\n{}\n{}\n", head(subject), table.trim_fmt(), foot(subject))
}

/// A row that is cut rather than wrapped.
fn line<const N: usize>(cells: [String; N]) -> Row {
    let mut row = Row::from(cells);
    row.max_height(1);
    row
}

fn cells(entry: &Record<'_>, certificate: Option<&Certificate>, signs: bool) -> [String; 8] {
    let mark = if signs { '*' } else { ' ' };
    let (key, expires, fingerprint) = match (certificate, entry.cert_hash()) {
        (Some(certificate), _) => (
            certificate.key().to_string(),
            super::time::date(certificate.not_after()),
            hex::encode_upper(certificate.sha1()),
        ),
        (None, Some(hash)) => ("hash only".to_owned(), String::new(), hex::encode_upper(hash)),
        (None, None) if entry.is_emptied() => ("emptied".to_owned(), String::new(), String::new()),
        (None, None) => ("unreadable".to_owned(), String::new(), String::new()),
    };
    [
        format!("{mark}{:>2}", entry.number()),
        entry.role().to_string(),
        entry.subject().map(|subject| short(&visible(subject))).unwrap_or_default(),
        entry.dns_name().map(visible).unwrap_or_default(),
        entry.ip_address().map(address).unwrap_or_default(),
        key,
        expires,
        fingerprint,
    ]
}

/// A name begins with its CN; the letters themselves say nothing.
fn short(name: &str) -> String {
    name.strip_prefix("CN=").or_else(|| name.strip_prefix("cn=")).unwrap_or(name).to_owned()
}

fn head(subject: &Subject<'_>) -> String {
    let list = subject.list;
    let kind = match kind_of(list) {
        Kind::Ctl => "CTL",
        Kind::Itl => "ITL",
    };
    let digest = Digest::from_code(list.header().digest())
        .map_or_else(|| format!("digest {}", list.header().digest()), |d| d.name().to_owned());
    format!(
        "{kind}, {} bytes, {} records, signed with {digest} on {}",
        list.bytes().len(),
        list.records().len(),
        super::time::rfc3339(i64::from(list.header().timestamp()))
    )
}

fn foot(subject: &Subject<'_>) -> String {
    let sound = if subject.verdict.is_sound() { "sound" } else { "not sound" };
    match subject.verdict.signer {
        Some(index) => format!("\n* signed by record {}; {sound}", index.saturating_add(1)),
        None => format!("\nno signer; {sound}"),
    }
}
