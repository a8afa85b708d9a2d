//! Why a list is published: how it differs from the previous list.

use super::compare::{Change, Difference, reasons_of};
use super::present::Present;
use crate::certificate::Certificate;
use crate::list::model::OwnedField;
use crate::list::tag::header;
use crate::list::{OwnedList, TrustList};

/// The reasons; empty if the two lists say the same.
pub(super) fn of(
    releases: (&str, &str),
    before: &Present<'_>,
    after: &Present<'_>,
    changes: &[Change],
    signer: &Certificate,
) -> Vec<String> {
    let mut reasons = Vec::new();
    let (was, is) = releases;
    if was != is {
        reasons.push(format!("release changed: {was} to {is}"));
    }
    reasons.extend(reasons_of(changes));
    let was = before.signer();
    if was != Some(signer) {
        let name =
            |certificate: &Certificate| certificate.subject().common_name().trim().to_owned();
        let was = was.map_or_else(|| "unknown".to_owned(), name);
        let now = name(signer);
        // A regenerated certificate keeps its name.
        let now = if was == now { format!("the new {now}") } else { now };
        reasons.push(format!("signer changed: {was} to {now}"));
    }
    if before.list.header().digest() != after.list.header().digest() {
        reasons.push("digest changed".to_owned());
    }
    if reasons.is_empty() && unsigned_part(&before.list) != unsigned_part(&after.list) {
        let moved = changes.iter().all(|change| change.difference == Difference::Kept);
        let reason = if moved { "layout or order of records changed" } else { "records changed" };
        reasons.push(reason.to_owned());
    }
    reasons
}

/// A list without what differs from one signing to the next.
fn unsigned_part(list: &TrustList<'_>) -> OwnedList {
    let mut owned = OwnedList::of(list);
    for field in &mut owned.header {
        if let OwnedField::Value { tag: header::SIGNATURE | header::TIMESTAMP, value } = field {
            value.fill(0);
        }
    }
    owned
}
