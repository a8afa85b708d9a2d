//! The facts of a decision, as sentences.

use crate::digest::Digest;
use crate::list::Kind;
use crate::phone::{Anchor, Answer, Fact, Found, Holder, ServerCheck, ServerTrust};
use crate::text::{colons, counted, visible};

/// A fact about a list of this kind.
#[must_use]
pub fn sentence(kind: Kind, fact: &Fact) -> String {
    let list = kind.name();
    match fact {
        Fact::NotAsked => "Phones of this class never ask for an ITL.".to_owned(),
        Fact::Unchanged => format!("This {list} is stored already; nothing is checked."),
        Fact::Digest { digest } => {
            let name = Digest::from_code(*digest).map_or("an unknown digest", Digest::name);
            format!("It is signed with {name}, which this class is not known to verify.")
        }
        Fact::NothingStored => format!(
            "Neither a CTL nor an ITL was stored: the first {list} is accepted, whoever signed it."
        ),
        Fact::RolledBack => "The TVS and TFTP records of the stored ITL are emptied: any next ITL is accepted, whoever signed it."
            .to_owned(),
        Fact::Own { record: Some(record), verified } => {
            let verifies = if *verified { "verifies" } else { "does not verify" };
            format!(
                "The list's own signature {verifies} with the certificate of its record {record}."
            )
        }
        Fact::Own { record: None, .. } => {
            "No SAST record of the list has the issuer and serial of its signer.".to_owned()
        }
        Fact::Named { name, signer } => format!(
            "The new {list} names its signer: {}.",
            names_and_serial(name, &signer.issuer, &signer.serial)
        ),
        Fact::NotStored { list } => format!("No {} is stored.", list.name()),
        Fact::Searched { list, found } => {
            capital(&record_found(kind, &format!("the stored {}", list.name()), found))
        }
        Fact::Tvs { certificate, record, answer } => {
            tvs_answer(kind, certificate.as_deref(), *record, answer)
        }
        Fact::Kept => format!("The phone keeps the new {list}."),
        Fact::Dropped => {
            format!("The phone discards the new {list} and keeps what it had stored.")
        }
        Fact::Server(standing) => trust_in_server(standing),
    }
}

/// The roles in a stored list that may sign a list of this kind.
const fn signing_roles(kind: Kind) -> &'static str {
    match kind {
        Kind::Ctl => "SAST",
        Kind::Itl => "SAST, CCM+TFTP or TFTP",
    }
}

/// `place` is the source that was checked: a stored list, or a TVS.
fn record_found(kind: Kind, place: &str, found: &Found) -> String {
    let may_not = format!(", which may not sign the {}", kind.name());
    let (at, known, end) = match found {
        Found::Nowhere { compared } => {
            let roles = signing_roles(kind);
            return match compared {
                0 => format!("{place} has no record with role {roles}."),
                _ => format!(
                    "{place} has {} with role {roles}, and none with this issuer and serial.",
                    counted(*compared, "record")
                ),
            };
        }
        Found::OtherRole(at) => (at, "this issuer and serial", &*may_not),
        Found::Spelled(at) => (
            at,
            "the signer",
            ", but spells issuer or serial differently, and phones are assumed to compare bytes",
        ),
        Found::NoKey(at) => {
            (at, "this issuer and serial", ", without a certificate to verify with")
        }
        Found::Unverified(at) => {
            (at, "this issuer and serial", ", but the signature does not verify with that key")
        }
        Found::Verified(at) => {
            (at, "this issuer and serial", ", and the signature verifies with that key")
        }
    };
    let (record, role, holder) = (in_record(at), at.role, certificate_details(&at.holder));
    format!("{place} has {known}{record} as {role}{end}: {holder}.")
}

fn in_record(anchor: &Anchor) -> String {
    anchor.record.map_or_else(String::new, |record| format!(" in record {record}"))
}

/// Details that identify a certificate in a log or on a server.
fn certificate_details(holder: &Holder) -> String {
    let sha1 = holder.sha1.map_or_else(|| "unknown".to_owned(), hex::encode_upper);
    format!("{}, SHA-1 {sha1}", names_and_serial(&holder.subject, &holder.issuer, &holder.serial))
}

fn names_and_serial(subject: &[u8], issuer: &[u8], serial: &[u8]) -> String {
    let by = if subject == issuer {
        "self-signed".to_owned()
    } else {
        format!("issued by {}", visible(issuer))
    };
    format!("{}, {by}, serial {}", visible(subject), colons(serial))
}

fn tvs_answer(
    kind: Kind,
    certificate: Option<&Holder>,
    record: Option<usize>,
    answer: &Answer,
) -> String {
    let tvs = record.map_or_else(
        || "the TVS".to_owned(),
        |record| format!("the TVS of record {record} of the stored ITL"),
    );
    let shown = || certificate.map(certificate_details).unwrap_or_default();
    let answered = |found: &Found| match found {
        Found::Nowhere { .. } => format!("{tvs} does not vouch for this issuer and serial."),
        found => record_found(kind, &tvs, found),
    };
    match answer {
        Answer::NoRecord => "No stored ITL has a TVS record, so no TVS is asked.".to_owned(),
        Answer::NothingKnown { records } => format!(
            "TVS, {} of the stored ITL, is ignored: it is not known whether it runs.",
            numbers(records)
        ),
        Answer::Stranger => format!(
            "A TVS is not trusted, because the certificate that it presents is not a TVS of the stored ITL: {}.",
            shown()
        ),
        Answer::Down => format!("{} is not reachable.", capital(&tvs)),
        Answer::Uncounted(found) => format!(
            "It is not known whether {tvs} runs, so it is ignored. If it runs: {}",
            answered(found)
        ),
        Answer::Counted(found) => capital(&answered(found)),
    }
}

fn trust_in_server(standing: &ServerCheck) -> String {
    let server = &standing.server;
    let role = server.role;
    let name = visible(server.holder.common_name().as_bytes());
    match &standing.trust {
        ServerTrust::Anchor(anchor) => {
            format!("The phone still trusts the server {name} ({role}), by {anchor}.")
        }
        ServerTrust::Unsigned => format!(
            "No stored list has the certificate of such a server, so the phone accepts unsigned files and registers without security: {name} ({role})."
        ),
        ServerTrust::None => format!(
            "The phone does not trust the server {name} ({role}), whose certificate is not in any stored list: {}.",
            certificate_details(&server.holder)
        ),
    }
}

fn capital(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// `record 4`, `records 4, 5`.
pub(super) fn numbers(records: &[usize]) -> String {
    let listed: Vec<_> = records.iter().map(ToString::to_string).collect();
    let records = counted(records.len(), "record");
    let (_, noun) = records.split_once(' ').unwrap_or_default();
    format!("{noun} {}", listed.join(", "))
}
