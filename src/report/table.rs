//! A table with one line per record.

use super::{Subject, columns, kind_of};
use crate::certificate::Certificate;
use crate::digest::Digest;
use crate::list::Record;
use crate::text::{address, counted, visible};

/// Headings and rows in columns. Nothing is cut, so that users can copy it.
#[must_use]
pub fn aligned<const N: usize>(
    headings: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
) -> String {
    let rows: Vec<_> = std::iter::once(headings.map(str::to_owned)).chain(rows).collect();
    columns::lines(&rows, columns::widths(&rows))
}

/// Headings, and the width below which a column is not cut. With the gaps and a
/// record's number of four digits the sum is 80.
const COLUMNS: [(&str, usize); 8] = [
    ("  #", 5),
    ("ROLE", 8),
    ("SUBJECT", 12),
    ("HOST", 8),
    ("ADDRESS", 15),
    ("KEY", 8),
    ("EXPIRES", 10),
    ("SHA-1", 7),
];

/// The columns that are cut if there is no room, in this order: a few digits of a fingerprint are
/// enough to distinguish certificates.
const CUT: [&[usize]; 3] = [&[7], &[2, 3], &[1, 4, 5, 6]];

/// A head line, then one line for each record; the signer's is marked with a
/// star. No line is longer than `width`, or than 80 where there is less.
#[must_use]
pub fn table(subject: &Subject<'_>, width: u16) -> String {
    let mut rows = vec![COLUMNS.map(|(heading, _)| heading.to_owned())];
    for (index, entry) in subject.list.records().iter().enumerate() {
        let signs = subject.verdict.signer == Some(index);
        let certificate = subject.verdict.certificates.get(index).and_then(Option::as_ref);
        rows.push(cells(entry, certificate, signs));
    }
    let widths = fitting(columns::widths(&rows), width.into());
    format!("{}\n\n{}{}\n", head(subject), columns::lines(&rows, widths), foot(subject))
}

/// The widths of the columns, reduced to fit: in turn, the wider one of two.
fn fitting(mut widths: [usize; COLUMNS.len()], width: usize) -> [usize; COLUMNS.len()] {
    let room = width.saturating_sub(COLUMNS.len().saturating_sub(1));
    // No column is wider than the whole room; those that were are cut equally.
    for (width, (_, least)) in widths.iter_mut().zip(COLUMNS) {
        *width = (*width).min(room.max(least));
    }
    for columns in CUT {
        while widths.iter().sum::<usize>() > room {
            let wider = widths
                .iter_mut()
                .zip(COLUMNS)
                .enumerate()
                .filter(|(index, (width, (_, least)))| columns.contains(index) && **width > *least)
                .max_by_key(|(_, (width, _))| **width);
            let Some((_, (widest, _))) = wider else { break };
            *widest = widest.saturating_sub(1);
        }
    }
    widths
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
        visible(subject_of(entry, certificate).trim().as_bytes()),
        entry.dns_name().map(visible).unwrap_or_default(),
        entry.ip_address().map(address).unwrap_or_default(),
        key,
        expires,
        fingerprint,
    ]
}

/// The common name: from the certificate, otherwise from its copy in the record, whose attributes
/// are separated by semicolons or commas.
fn subject_of(entry: &Record<'_>, certificate: Option<&Certificate>) -> String {
    if let Some(certificate) = certificate {
        return certificate.subject().common_name();
    }
    let copy = String::from_utf8_lossy(entry.subject().unwrap_or_default());
    let name = copy.split([';', ',']).find_map(|part| part.strip_prefix("CN="));
    name.unwrap_or(&copy).to_owned()
}

fn head(subject: &Subject<'_>) -> String {
    let list = subject.list;
    let kind = kind_of(list).name();
    let digest = Digest::from_code(list.header().digest())
        .map_or_else(|| format!("digest {}", list.header().digest()), |d| d.name().to_owned());
    format!(
        "{kind}, {}, {}, signed with {digest} on {}",
        counted(list.bytes().len(), "byte"),
        counted(list.records().len(), "record"),
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

#[cfg(test)]
mod tests {
    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let rows = [["a", "", "c"], ["é", "名", ""], ["longer", "", ""]];
        let rows = rows.map(|row| row.map(str::to_owned));
        let table = super::aligned(["ONE", "", "THREE"], rows.into_iter());
        let expected = "ONE       THREE\na         c\né      名\nlonger\n";
        assert_eq!(table, expected);
    }
}
