//! What differs between a list and its successor, record by record, and why: in the
//! words of the reasons for which CUCM's guides ask for an update.

use std::collections::BTreeSet;

use sha1::{Digest as _, Sha1};

use super::present::Present;
use crate::certificate::Certificate;
use crate::list::Role;
use crate::report::text::{address, visible};

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// It is as it was.
    Kept,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It stands for the same server or key, and says something else.
    Changed,
}

/// A record, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What became of it.
    pub fate: Fate,
    /// Its role; of a changed one the new role.
    pub role: Role,
    /// The common name of its certificate; empty where the record is emptied.
    pub subject: String,
    /// Its host, as DNSNAME has it.
    pub host: String,
    /// Why, in words; nothing for one that was kept.
    pub reasons: Vec<String>,
}

/// What is compared of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    role: Role,
    host: String,
    address: String,
    /// Common name, or the name's copy where there is no certificate.
    subject: String,
    /// SHA-1 of the certificate; `None` where the record is emptied.
    fingerprint: Option<Vec<u8>>,
    self_signed: bool,
}

impl Row {
    fn server(&self) -> bool {
        [Role::CCM, Role::CCM_TFTP, Role::TFTP].contains(&self.role)
    }

    /// Who it is, in a sentence.
    fn name(&self) -> String {
        self.name_or(self)
    }

    /// The same where `other` is the same server, and may have a name where this has
    /// none: an emptied record has an address only.
    fn name_or(&self, other: &Self) -> String {
        let names = [&self.host, &self.subject, &other.host, &other.subject, &self.address];
        let first = names.into_iter().map(|text| text.trim()).find(|text| !text.is_empty());
        first.unwrap_or("a server").to_owned()
    }

    /// What a record with this role is called.
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

    fn sentence(&self, fate: &str) -> String {
        if self.server() {
            return format!("{} {} {fate}", self.kind(), self.name());
        }
        format!("{} {} {fate}", self.kind(), self.subject.trim())
    }
}

fn rows(list: &Present<'_>) -> Vec<Row> {
    let records = list.list.records().iter().zip(&list.verdict.certificates);
    let row = |(record, certificate): (&crate::list::Record<'_>, &Option<Certificate>)| {
        let copy = || record.subject().map(visible).unwrap_or_default();
        // Tokens have zeros there in the client layout, and none elsewhere.
        let placed = record.ip_address().filter(|bytes| bytes.iter().any(|byte| *byte != 0));
        let address = placed.map(address).unwrap_or_default();
        let host = record.dns_name().map(visible).unwrap_or_default();
        Row {
            role: record.role(),
            // The client layout has the address there, which names nobody
            // (`docs/format.md`, section 3).
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

/// Compares two lists. `earlier` has the SHA-1 fingerprints of the certificates of all
/// lists before `old`: one of them that comes back was restored.
#[must_use]
pub fn records(
    old: Option<&Present<'_>>,
    new: &Present<'_>,
    earlier: &BTreeSet<Vec<u8>>,
) -> Vec<Change> {
    let mut before: Vec<Option<Row>> =
        old.map(rows).unwrap_or_default().into_iter().map(Some).collect();
    let mut changes: Vec<Option<Change>> = Vec::new();
    let after = rows(new);
    changes.resize(after.len(), None);
    // The nearest relation first, so that no record takes the place of another's.
    let relations: [fn(&Row, &Row) -> bool; 6] = [
        |a, b| a == b,
        |a, b| same_group(a, b) && a.fingerprint == b.fingerprint && a.host == b.host,
        |a, b| same_group(a, b) && a.server() && a.host == b.host && !a.host.is_empty(),
        |a, b| same_group(a, b) && a.server() && a.address == b.address && !a.address.is_empty(),
        |a, b| same_group(a, b) && a.fingerprint.is_some() && a.fingerprint == b.fingerprint,
        |a, b| same_group(a, b) && !a.server() && (a.role == Role::CAPF || a.subject == b.subject),
    ];
    for relation in relations {
        for (row, change) in after.iter().zip(&mut changes) {
            if change.is_some() {
                continue;
            }
            let found = before
                .iter_mut()
                .find(|other| other.as_ref().is_some_and(|other| relation(other, row)));
            if let Some(other) = found.and_then(Option::take) {
                *change = Some(changed(&other, row, earlier));
            }
        }
    }
    let added = after.iter().zip(changes).map(|(row, change)| {
        change.unwrap_or_else(|| one(Fate::Added, row, vec![row.sentence("added")]))
    });
    let removed = before.iter().flatten();
    let removed = removed.map(|row| one(Fate::Removed, row, vec![row.sentence("removed")]));
    added.chain(removed).collect()
}

/// Whether one record may have become the other.
fn same_group(a: &Row, b: &Row) -> bool {
    a.role == b.role || (a.server() && b.server())
}

fn one(fate: Fate, row: &Row, reasons: Vec<String>) -> Change {
    let host = if row.host.is_empty() { &row.address } else { &row.host };
    let (subject, host) = (row.subject.trim().to_owned(), host.clone());
    Change { fate, role: row.role, subject, host, reasons }
}

fn changed(old: &Row, new: &Row, earlier: &BTreeSet<Vec<u8>>) -> Change {
    let mut reasons = Vec::new();
    let name = new.name_or(old);
    if old.role != new.role {
        reasons.push(format!("services of {name} changed: {} to {}", old.role, new.role));
    }
    if old.host != new.host && !old.host.is_empty() && !new.host.is_empty() {
        let (from, to) = (&old.host, &new.host);
        reasons.push(format!("name of {name} changed: {from} to {to}"));
    }
    if old.address != new.address {
        let [from, to] = [&old.address, &new.address].map(|address| named(address));
        reasons.push(format!("address of {name} changed: {from} to {to}"));
    }
    match (&old.fingerprint, &new.fingerprint) {
        (Some(before), Some(after)) if before != after => {
            reasons.push(certificate(old, new, earlier.contains(after)));
        }
        (Some(_), None) => reasons.push(format!("record of {name} emptied")),
        (None, Some(_)) => reasons.push(format!("certificate of {name} put back")),
        _ => {}
    }
    let fate = if reasons.is_empty() { Fate::Kept } else { Fate::Changed };
    one(fate, new, reasons)
}

fn named(text: &str) -> &str {
    if text.is_empty() { "none" } else { text }
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
