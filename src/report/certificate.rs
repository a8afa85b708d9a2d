//! A certificate as text.

use sha2::{Digest as _, Sha256};

use super::expiry;
use super::time::rfc3339;
use crate::certificate::Certificate;
use crate::text::{colons, counted, visible};

/// Subject, issuer, serial, key, dates and fingerprints, a line each. `now` in Unix seconds.
#[must_use]
pub fn certificate(certificate: &Certificate, now: i64) -> String {
    let left = expiry::days_left(certificate, now);
    let left = if expiry::has_expired(certificate, now) {
        "expired".to_owned()
    } else {
        format!("{} left", counted(usize::try_from(left).unwrap_or_default(), "day"))
    };
    let until = format!("{} ({left})", rfc3339(certificate.not_after()));
    let rows = [
        ("subject", visible(certificate.subject().to_string().as_bytes())),
        ("issuer", visible(certificate.issuer().to_string().as_bytes())),
        ("serial", colons(certificate.serial())),
        ("key", visible(certificate.key().to_string().as_bytes())),
        ("valid from", rfc3339(certificate.not_before())),
        ("valid until", until),
        ("SHA-1", colons(&certificate.sha1())),
        ("SHA-256", colons(&Sha256::digest(certificate.der()))),
    ];
    let rows = rows.iter().map(|(name, value)| format!("{name:<11}  {value}"));
    rows.collect::<Vec<_>>().join("\n") + "\n"
}
