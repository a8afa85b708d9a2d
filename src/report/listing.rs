//! The listing of `show ctl`, exactly: tabs, blank lines and misspellings are CUCM's. Observed in
//! Cisco's documents 118892 (10.0.1) and 118893 (10.5.1); what no published listing shows is our
//! choice and is described in `docs/listing.md`.

use md5::Md5;
use sha1::{Digest as _, Sha1};

use super::{Subject, kind_of};
use crate::list::tag::{header, record};
use crate::list::{Record, Role};
use crate::text::{colons, spaces, visible};
use crate::tlv::Field;

/// The lines above the fields of the header and of each record.
const COLUMNS: &str = "BYTEPOS\tTAG\t\tLENGTH\tVALUE\n-------\t---\t\t------\t-----\n";

/// The listing of a list. `modified` is the time in CUCM's form, for example
/// `Fri Mar 06 21:56:07 CET 2015`.
#[must_use]
pub fn listing(subject: &Subject<'_>, modified: &str) -> String {
    let list = subject.list;
    let head = list.header();
    let kind = kind_of(list).name();
    let [major, minor] = head.version();
    let (md5, sha1) = (Md5::digest(list.bytes()), Sha1::digest(list.bytes()));
    let (md5, sha1) = (hex::encode(md5), hex::encode(sha1));
    let mut out = format!("The checksum value of the {kind} file:\n{md5}(MD5)\n{sha1}(SHA1)\n\n");
    out += &format!("Length of {kind} file: {}\n", list.bytes().len());
    out += &format!("The {kind} File was last modified on {modified}\n\n");
    out += &format!("\tParse {kind} File\n\t----------------\n\n");
    out += &format!("Version:\t{major}.{minor}\nHeaderLength:\t{} (BYTES)\n\n", head.length());
    out += COLUMNS;
    for field in head.fields() {
        header_line(&mut out, &field);
    }
    for (index, entry) in list.records().iter().enumerate() {
        out += &format!("\n\t{kind} Record #:{}\n\t\t  ----\n{COLUMNS}", entry.number());
        for field in entry.fields() {
            record_line(&mut out, entry, &field);
        }
        if entry.role() == Role::SAST {
            let not = if subject.verdict.signer == Some(index) { "" } else { "not " };
            out += &format!("\nThis etoken was {not}used to sign the {kind} file.\n");
        }
    }
    let result = if subject.verdict.is_sound() {
        "was verified successfully."
    } else {
        "could not be verified."
    };
    out + &format!("\nThe {kind} file {result}\n\n")
}

/// What CUCM prints if there is no list: three lines.
pub const EMPTY: &str = "Length of CTL file: 0\n\
    CTL File not found. Please run CTLClient plugin or run the CLI - utils ctl.. to generate the CTL file.\n\
    Error parsing the CTL File.\n";

fn header_line(out: &mut String, field: &Field<'_>) {
    let value = field.value;
    let (length, shown) = match field.tag {
        // Printed above the table.
        header::VERSION | header::HEADER_LENGTH => return,
        // Containers are printed as numbers of two bytes: the value is their length.
        tag if header::is_container(tag) => (2, value.len().to_string()),
        header::SIGNER_NAME | header::CA_NAME => (value.len(), text(value)),
        header::SERIAL_NUMBER => (value.len(), colons(value)),
        header::DIGEST_ALGORITHM
        | header::SIGNATURE_ALGORITHM
        | header::SIGNATURE_MODULUS
        | header::FILENAME
        | header::TIMESTAMP => (value.len(), String::new()),
        header::SIGNATURE => {
            line(out, field.tag, header::name(field.tag), value.len(), "");
            signature(out, value);
            return;
        }
        _ => (value.len(), spaces(value)),
    };
    line(out, field.tag, header::name(field.tag), length, &shown);
}

fn record_line(out: &mut String, entry: &Record<'_>, field: &Field<'_>) {
    let value = field.value;
    let shown = match field.tag {
        record::RECORD_LENGTH => entry.length().to_string(),
        record::DNS_NAME | record::SUBJECT_NAME | record::ISSUER_NAME => text(value),
        record::FUNCTION => entry.role().listing_name(),
        record::SERIAL_NUMBER => colons(value),
        record::PUBLIC_KEY | record::SIGNATURE | record::IP_ADDRESS => String::new(),
        record::CERTIFICATE => format!("{} (SHA1 Hash HEX)", spaces(&Sha1::digest(value))),
        _ => spaces(value),
    };
    line(out, field.tag, record::name(field.tag), value.len(), &shown);
}

fn text(value: &[u8]) -> String {
    visible(value.strip_suffix(&[0]).unwrap_or(value))
}

/// One field; a name of fewer than eight letters is followed by a second tab.
fn line(out: &mut String, tag: u8, name: Option<&str>, length: usize, value: &str) {
    let name = name.unwrap_or("UNKNOWN");
    *out += &format!("{tag}\t{name}");
    out.push_str(if name.len() < 8 { "\t\t" } else { "\t" });
    *out += &length.to_string();
    if !value.is_empty() {
        out.push('\t');
        out.push_str(value);
    }
    out.push('\n');
}

/// Eight bytes per line, without leading zeros, separated by two blanks.
fn signature(out: &mut String, value: &[u8]) {
    for bytes in value.chunks(8) {
        let bytes: Vec<_> = bytes.iter().map(|byte| format!("{byte:x}")).collect();
        *out += &format!("\t\t\t{}\n", bytes.join("  "));
    }
}
