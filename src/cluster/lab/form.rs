//! The certificates of each release, as a table.

use crate::cluster::release::{FIRST, Release, Version};
use crate::digest::Digest;
use crate::issue::{KeyType, Usage, usage};

/// A row of [`FORMS`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    /// The first release of this row; it ends before the first release of the next row.
    from: Version,
    /// Bytes of a serial.
    pub(super) serial: usize,
    /// The digest of the certificates' own signatures.
    pub(super) digest: Digest,
    /// The key of CallManager and CAPF.
    pub(super) key: KeyType,
    /// Usage of CallManager and TVS.
    pub(super) server: Usage,
    /// Usage of CAPF.
    pub(super) capf: Usage,
    /// Validity of ITLRecovery, if the release has one.
    pub(super) recovery_years: i64,
}

/// Validity of all certificates except ITLRecovery's from 12.0 on.
pub(super) const YEARS: i64 = 5;

/// Serials and key sizes up to 10.5 are those of the published lists
/// (`docs/format.md`, section 8 \[A\]\[R\]), of 9.1 those of 8.x; later ones are chosen. The
/// security guides from 12.0 on say that ITLRecovery is valid for 20 years instead of 5.
const FORMS: [Form; 4] = [
    Form {
        from: FIRST,
        serial: 8,
        digest: Digest::Sha1,
        key: KeyType::Rsa1024,
        server: usage::SERVER_10,
        capf: usage::CAPF_10,
        recovery_years: YEARS,
    },
    Form {
        from: Version::new(10, 0, 0, 0),
        serial: 16,
        digest: Digest::Sha1,
        key: KeyType::Rsa1024,
        server: usage::SERVER_10,
        capf: usage::CAPF_10,
        recovery_years: YEARS,
    },
    Form {
        from: Version::new(11, 0, 0, 0),
        serial: 16,
        digest: Digest::Sha256,
        key: KeyType::Rsa2048,
        server: usage::SERVER,
        capf: usage::CAPF,
        recovery_years: YEARS,
    },
    Form {
        from: Version::new(12, 0, 0, 0),
        serial: 16,
        digest: Digest::Sha256,
        key: KeyType::Rsa2048,
        server: usage::SERVER,
        capf: usage::CAPF,
        recovery_years: 20,
    },
];

impl Form {
    pub(super) fn of(release: &Release) -> &'static Self {
        const OLDEST: &Form = &FORMS[0];
        FORMS.iter().rev().find(|form| release.is_from(form.from)).unwrap_or(OLDEST)
    }
}
