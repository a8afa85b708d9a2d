//! Releases of CUCM as they are written: `10.5(2)`, `12.5(1)SU5`, `14SU3`.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use super::version::Part;
use super::{FIRST, ReleaseError, TABLE, Version};

/// The highest number of a version.
const LAST: Part = (u16::MAX, u8::MAX);

/// A CUCM release. Different spellings of one release are equal: `14SU3` and `14.0(1)SU3`.
#[derive(Clone, Debug)]
pub struct Release {
    text: String,
    /// What the text can mean, from the first to the last: `12.5` is every 12.5.
    first: Version,
    last: Version,
}

impl Release {
    /// The earliest version that this can be.
    #[must_use]
    pub const fn version(&self) -> Version {
        self.first
    }

    /// The original text, without surrounding blanks.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether this is `version` or later.
    #[must_use]
    pub fn is_from(&self, version: Version) -> bool {
        self.first >= version
    }

    fn range(&self) -> (Version, Version) {
        (self.first, self.last)
    }
}

impl PartialEq for Release {
    fn eq(&self, other: &Self) -> bool {
        self.range() == other.range()
    }
}

impl Eq for Release {}

impl PartialOrd for Release {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Release {
    fn cmp(&self, other: &Self) -> Ordering {
        self.range().cmp(&other.range())
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl FromStr for Release {
    type Err = ReleaseError;

    /// Parses `major[.minor][(maintenance)][SUupdate]`, in any case, with blanks around its parts;
    /// also `7.1.5` of guides for 7.1(5), and `12.5.1.14900-63` of `show version active`, whose
    /// build does not tell the service update.
    ///
    /// # Errors
    /// [`ReleaseError::Form`], [`ReleaseError::TooOld`], and
    /// [`ReleaseError::Straddles`] if the text may mean releases of two rows.
    fn from_str(text: &str) -> Result<Self, ReleaseError> {
        let text = text.trim();
        let parts = parse(text).ok_or_else(|| ReleaseError::Form { text: text.to_owned() })?;
        let bound = |missing: Part| Version(parts.map(|part| part.unwrap_or(missing)));
        let release = Self { text: text.to_owned(), first: bound((0, 0)), last: bound(LAST) };
        if !release.is_from(FIRST) {
            return Err(ReleaseError::TooOld { release: release.text });
        }
        let row = |version| TABLE.iter().rev().find(|row| row.from <= version);
        match (row(release.first), row(release.last)) {
            (Some(first), Some(last)) if first.from != last.from => Err(ReleaseError::Straddles {
                release: release.text,
                first: first.name,
                last: last.name,
                upto: first.upto,
                since: last.since,
            }),
            _ => Ok(release),
        }
    }
}

/// The four parts of a release; those that are not written are `None`.
fn parse(text: &str) -> Option<[Option<Part>; 4]> {
    let text = text.to_ascii_lowercase();
    let (text, update) = match text.split_once("su") {
        Some((text, update)) => (text.trim_end(), Some(part(update.trim_start())?)),
        None => (text.as_str(), None),
    };
    let (text, maintenance) = match (text.strip_suffix(')'), text.match_indices('.').nth(1)) {
        (Some(text), _) => {
            let (text, maintenance) = text.split_once('(')?;
            (text.trim_end(), Some(part(maintenance.trim())?))
        }
        (None, Some((dot, _))) => {
            let (text, rest) = text.split_at(dot);
            let rest = rest.strip_prefix('.')?;
            let (maintenance, build) = rest.split_once('.').unwrap_or((rest, "0"));
            // A build with a service update is not a release name.
            if !is_build(build) || (rest != maintenance && update.is_some()) {
                return None;
            }
            (text, Some(part(maintenance)?))
        }
        (None, None) => (text, None),
    };
    let (major, minor) = match text.split_once('.') {
        Some((major, minor)) => (number(major)?, Some(number(minor)?)),
        None => (number(text)?, None),
    };
    // Since 14, release names omit numbers with only one possible value: 14SU3 is 14.0(1)SU3.
    let (minor, maintenance) = if major.0 >= 14 {
        (minor.or(Some((0, 0))), maintenance.or(Some((1, 0))))
    } else {
        (minor, maintenance)
    };
    // 12(1) is not a release.
    (minor.is_some() || maintenance.is_none()).then_some([Some(major), minor, maintenance, update])
}

/// Whether this is a build as `show version active` prints it: `14900-63`.
fn is_build(text: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    text.splitn(2, '-').all(is_number)
}

fn number(digits: &str) -> Option<Part> {
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    Some((plain.then(|| digits.parse().ok())??, 0))
}

/// A number with at most one letter after it.
fn part(text: &str) -> Option<Part> {
    match text.as_bytes().split_last() {
        Some((letter @ b'a'..=b'z', _)) => {
            let (number, _) = number(text.get(..text.len().checked_sub(1)?)?)?;
            Some((number, *letter))
        }
        _ => number(text),
    }
}
