//! Records of the previous list that the new one keeps.

use super::compare::{Change, Difference};
use super::present::Present;
use super::{DraftRecord, Owner, sast};
use crate::cluster::Mode;
use crate::cluster::lists::{ListName, Unexplained};
use crate::cluster::manifest::Cluster;
use crate::list::model::OwnedField;
use crate::list::tag::record as tag;
use crate::list::{OwnedList, Record, Role};

/// In non-secure mode the present SASTs stay; the signer's is added to them.
pub(super) fn sasts<'a>(
    records: &mut Vec<DraftRecord<'a>>,
    signer: Owner,
    before: &'a Present<'_>,
) {
    records.retain(|record| {
        record.entry.role != Role::SAST
            || record.owner == signer
            || before.has_sast(record.entry.certificate)
    });
    for (index, certificate) in before.sasts() {
        let known = |record: &DraftRecord<'_>| {
            record.entry.role == Role::SAST && record.entry.certificate == certificate
        };
        if records.iter().any(known) {
            continue;
        }
        let record = before.list.records().get(index);
        let host = record.and_then(Record::dns_name);
        let host = host.map(|host| String::from_utf8_lossy(host).into_owned());
        let mut entry = sast(certificate, Some(host.unwrap_or_default()));
        entry.address = record
            .and_then(Record::ip_address)
            .and_then(|bytes| <[u8; 4]>::try_from(bytes).ok())
            .map(Into::into);
        records.push(DraftRecord { owner: Owner::Kept(index), entry });
    }
}

/// The indexes of the records of the previous list that the new one does not have and that no
/// cluster.toml ever explained: no new record is their successor, and cluster.toml does not name
/// their certificates.
pub(super) fn unexplained(
    cluster: &Cluster,
    name: &ListName,
    before: &Present<'_>,
    changes: &[Change],
    unexplained: &Unexplained,
) -> Vec<usize> {
    let removed = changes.iter().filter(|change| change.difference == Difference::Removed);
    let named = |index: usize| {
        let der = before.list.records().get(index).and_then(Record::certificate);
        cluster.certificates().any(|(_, certificate)| Some(certificate.der()) == der)
    };
    removed
        .filter_map(|change| change.before)
        .filter(|index| unexplained.contains(&(name.clone(), *index)) && !named(*index))
        .collect()
}

/// Records copied from a list field by field; those of servers are emptied in non-secure mode.
pub(super) fn copies(before: &Present<'_>, indexes: &[usize], mode: Mode) -> Vec<Vec<OwnedField>> {
    let owned = OwnedList::of(&before.list).records;
    let copy = |index: &usize| {
        let role = before.list.records().get(*index)?.role();
        let mut fields = owned.get(*index)?.clone();
        if mode == Mode::NonSecure && role.is_server() {
            fields.retain(|field| match field {
                OwnedField::Value { tag, .. } => {
                    [tag::DNS_NAME, tag::FUNCTION, tag::IP_ADDRESS].contains(tag)
                }
                _ => true,
            });
        }
        Some(fields)
    };
    indexes.iter().filter_map(copy).collect()
}
