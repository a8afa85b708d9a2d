//! The differences between a list and its successor, record by record, with the reasons, in the
//! words in which CUCM's guides ask for an update.

use std::collections::BTreeSet;

use sha1::{Digest as _, Sha1};

use super::present::Present;
use crate::certificate::Certificate;
use crate::list::Role;
use crate::text::{address, visible};

/// How a record differs from the previous list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Difference {
    /// It is unchanged.
    Kept,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is the record of the same server or key, with changes.
    Changed,
}

/// A record, and how it differs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// How it differs.
    pub difference: Difference,
    /// Its role; the new role if it changed.
    pub role: Role,
    /// The common name of its certificate; empty where the record is emptied.
    pub subject: String,
    /// Its host, as DNSNAME has it.
    pub host: String,
    /// The reasons; empty for a kept record.
    pub reasons: Vec<String>,
    /// The index of the record in the previous list; `None` for an added one.
    pub before: Option<usize>,
    /// Whether both have a certificate and the certificates differ.
    pub new_certificate: bool,
}

/// The compared fields of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    role: Role,
    host: String,
    address: String,
    /// The common name, or the copied name if there is no certificate.
    subject: String,
    /// SHA-1 of the certificate; `None` if the record is emptied.
    fingerprint: Option<Vec<u8>>,
    self_signed: bool,
}

impl Row {
    /// Its name in a sentence.
    fn name(&self) -> String {
        self.name_or(self)
    }

    /// Like [`Self::name`], for a server that `other` also describes: an emptied record has only
    /// an address, so that the name may be in `other`.
    fn name_or(&self, other: &Self) -> String {
        let known = [&self.host, &self.subject, &other.host, &other.subject, &self.address];
        let name = known.into_iter().map(|text| text.trim()).find(|text| !text.is_empty());
        name.unwrap_or("a server").to_owned()
    }

    /// The word for a record with this role.
    fn kind(&self) -> &'static str {
        match self.role {
            Role::CCM_TFTP => "node",
            Role::CCM => "node or firewall",
            Role::TFTP => "TFTP server",
            Role::CAPF => "CAPF",
            Role::TVS => "TVS",
            _ => "SAST",
        }
    }

    fn sentence(&self, what: &str) -> String {
        if self.role.is_server() {
            return format!("{} {} {what}", self.kind(), self.name());
        }
        format!("{} {} {what}", self.kind(), self.subject.trim())
    }
}

fn rows(list: &Present<'_>) -> Vec<Row> {
    let records = list.list.records().iter().zip(&list.verdict.certificates);
    let row = |(record, certificate): (&crate::list::Record<'_>, &Option<Certificate>)| {
        let copy = || record.subject().map(visible).unwrap_or_default();
        // In the client layout, tokens have zeros there; in others, nothing.
        let placed = record.ip_address().filter(|bytes| bytes.iter().any(|byte| *byte != 0));
        let address = placed.map(address).unwrap_or_default();
        let host = record.dns_name().map(visible).unwrap_or_default();
        Row {
            role: record.role(),
            // The client layout has the address there, which is not a name (`docs/format.md`,
            // section 3).
            host: if host == address { String::new() } else { host },
            address,
            subject: certificate
                .as_ref()
                .map_or_else(copy, |c| visible(c.subject().common_name().as_bytes())),
            fingerprint: record
                .certificate()
                .map(|der| Sha1::digest(der).to_vec())
                .or(record.cert_hash().map(<[u8]>::to_vec)),
            self_signed: certificate.as_ref().is_none_or(|c| c.subject() == c.issuer()),
        }
    };
    records.map(row).collect()
}

/// Compares two lists. `earlier` tells whether a list before `old` had a certificate, by its SHA-1
/// fingerprint: if it returns, it was restored.
#[must_use]
pub fn records(
    old: Option<&Present<'_>>,
    new: &Present<'_>,
    earlier: &dyn Fn(&[u8]) -> bool,
) -> Vec<Change> {
    let before = old.map(rows).unwrap_or_default().into_iter().enumerate();
    let mut before: Vec<Option<(usize, Row)>> = before.map(Some).collect();
    let mut changes: Vec<Option<Change>> = Vec::new();
    let after = rows(new);
    changes.resize(after.len(), None);
    // The closest match first, so that no record is matched with another's successor.
    let relations: [fn(&Row, &Row) -> bool; 6] = [
        |a, b| a == b,
        |a, b| same_group(a, b) && a.fingerprint == b.fingerprint && a.host == b.host,
        |a, b| same_group(a, b) && a.role.is_server() && a.host == b.host && !a.host.is_empty(),
        |a, b| {
            same_group(a, b)
                && a.role.is_server()
                && a.address == b.address
                && !a.address.is_empty()
        },
        |a, b| same_group(a, b) && a.fingerprint.is_some() && a.fingerprint == b.fingerprint,
        |a, b| {
            same_group(a, b)
                && !a.role.is_server()
                && (a.role == Role::CAPF || a.subject == b.subject)
        },
    ];
    for relation in relations {
        for (row, change) in after.iter().zip(&mut changes) {
            if change.is_some() {
                continue;
            }
            let found = before
                .iter_mut()
                .find(|other| other.as_ref().is_some_and(|(_, other)| relation(other, row)));
            if let Some((index, other)) = found.and_then(Option::take) {
                *change = Some(changed(index, &other, row, earlier));
            }
        }
    }
    let added = after.iter().zip(changes).map(|(row, found)| {
        found.unwrap_or_else(|| change(Difference::Added, row, vec![row.sentence("added")], None))
    });
    let removed = before.iter().flatten().map(|(index, row)| {
        change(Difference::Removed, row, vec![row.sentence("removed")], Some(*index))
    });
    added.chain(removed).collect()
}

/// Whether one record may be the successor of the other.
fn same_group(a: &Row, b: &Row) -> bool {
    a.role == b.role || (a.role.is_server() && b.role.is_server())
}

fn change(
    difference: Difference,
    row: &Row,
    reasons: Vec<String>,
    before: Option<usize>,
) -> Change {
    let host = if row.host.is_empty() { &row.address } else { &row.host };
    let (subject, host) = (row.subject.trim().to_owned(), host.clone());
    let new_certificate = false;
    Change { difference, role: row.role, subject, host, reasons, before, new_certificate }
}

fn changed(index: usize, old: &Row, new: &Row, earlier: &dyn Fn(&[u8]) -> bool) -> Change {
    let mut reasons = Vec::new();
    let name = new.name_or(old);
    if old.role != new.role {
        reasons.push(format!("role of {name} changed: {} to {}", old.role, new.role));
    }
    if old.host != new.host && !old.host.is_empty() && !new.host.is_empty() {
        let (from, to) = (&old.host, &new.host);
        reasons.push(format!("name of {name} changed: {from} to {to}"));
    }
    if old.address != new.address && !old.address.is_empty() && !new.address.is_empty() {
        let (from, to) = (&old.address, &new.address);
        reasons.push(format!("address of {name} changed: {from} to {to}"));
    }
    match (&old.fingerprint, &new.fingerprint) {
        (Some(before), Some(after)) if before != after => {
            reasons.push(certificate(old, new, earlier(after)));
        }
        (Some(_), None) => reasons.push(format!("record of {name} emptied")),
        (None, Some(_)) => reasons.push(format!("certificate of {name} restored")),
        _ => {}
    }
    let difference = if reasons.is_empty() { Difference::Kept } else { Difference::Changed };
    let both = old.fingerprint.is_some() && new.fingerprint.is_some();
    let new_certificate = both && old.fingerprint != new.fingerprint;
    Change { new_certificate, ..change(difference, new, reasons, Some(index)) }
}

/// Why a record has another certificate.
fn certificate(old: &Row, new: &Row, restored: bool) -> String {
    let whose = match new.role {
        Role::CAPF => "CAPF certificate".to_owned(),
        Role::TVS => format!("TVS certificate of {}", new.name()),
        Role::SAST => format!("certificate of {}", new.subject.trim()),
        _ => format!("CallManager certificate of {}", new.name()),
    };
    let domain = |row: &Row| row.subject.split_once('.').map(|(_, domain)| domain.to_owned());
    if restored {
        return format!("{whose} restored");
    }
    if domain(old) != domain(new) && new.role != Role::CAPF {
        return format!("domain of {} changed: {} to {}", new.name(), old.subject, new.subject);
    }
    if old.self_signed && !new.self_signed {
        return format!("{whose}: CA-signed certificate uploaded");
    }
    format!("{whose} regenerated")
}

/// The reasons of all changes, each once, in their order.
#[must_use]
pub fn reasons_of(changes: &[Change]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let reasons = changes.iter().flat_map(|change| &change.reasons);
    reasons.filter(|reason| seen.insert((*reason).clone())).cloned().collect()
}
