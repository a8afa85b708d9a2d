//! Certificates of lists that have expired or soon will. No verdict depends on it: phones do not
//! check the dates of a list's certificates.

use serde::Serialize;

use super::time::{date, rfc3339};
use crate::certificate::Certificate;
use crate::text::{counted, visible};

/// Seconds of a day.
const DAY: i64 = 86_400;

/// A certificate that has expired or soon will.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Expiring {
    /// Its common name.
    pub common_name: String,
    /// Where it is: `CTL`, `ITL of HOST`, `record 4`.
    pub places: Vec<String>,
    /// When it expires, RFC 3339 in UTC.
    pub not_after: String,
    /// Days until then, negative afterwards.
    pub days_left: i64,
    /// The sentence to print.
    #[serde(skip)]
    pub sentence: String,
}

/// Whole days from now until a certificate expires, negative afterwards.
#[must_use]
pub fn days_left(certificate: &Certificate, now: i64) -> i64 {
    certificate.not_after().saturating_sub(now).div_euclid(DAY)
}

/// Whether a certificate has expired.
#[must_use]
pub fn has_expired(certificate: &Certificate, now: i64) -> bool {
    certificate.not_after() < now
}

/// The certificates that have expired or will within this many seconds, each once, in order.
#[must_use]
pub fn expiring<'c>(
    certificates: impl IntoIterator<Item = (String, &'c Certificate)>,
    now: i64,
    within: i64,
) -> Vec<Expiring> {
    let mut found: Vec<(&Certificate, Vec<String>)> = Vec::new();
    for (place, certificate) in certificates {
        if certificate.not_after() >= now.saturating_add(within) {
            continue;
        }
        match found.iter_mut().find(|(known, _)| *known == certificate) {
            Some((_, places)) if places.contains(&place) => {}
            Some((_, places)) => places.push(place),
            None => found.push((certificate, vec![place])),
        }
    }
    let report = |(certificate, places): (&Certificate, Vec<String>)| {
        let not_after = certificate.not_after();
        let common_name = visible(certificate.subject().common_name().trim().as_bytes());
        let (days_left, day) = (days_left(certificate, now), date(not_after));
        let when = if has_expired(certificate, now) {
            format!("expired on {day}")
        } else {
            let days = usize::try_from(days_left).unwrap_or_default();
            format!("expires on {day}, in {}", counted(days, "day"))
        };
        let sentence = format!("{common_name} ({}) {when}", places.join(", "));
        Expiring { common_name, places, not_after: rfc3339(not_after), days_left, sentence }
    };
    found.into_iter().map(report).collect()
}
