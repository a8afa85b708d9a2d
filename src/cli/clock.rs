//! The current time, and how times are printed.

use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::usage::UsageError;

/// The largest time zone file that is read; the largest existing one has 4 KiB.
const MAX_ZONE: u64 = 1 << 16;

/// TIMESTAMP: `--timestamp`, otherwise SOURCE_DATE_EPOCH, otherwise now.
pub(crate) fn timestamp(option: Option<&str>) -> Result<u32, UsageError> {
    if let Some(text) = option {
        return parse("--timestamp", text);
    }
    if let Ok(text) = std::env::var("SOURCE_DATE_EPOCH") {
        return parse("SOURCE_DATE_EPOCH", &text);
    }
    let now = seconds(SystemTime::now()).and_then(|now| u32::try_from(now).ok());
    now.ok_or_else(|| UsageError::Timestamp {
        source: "the clock".to_owned(),
        found: "a time before 1970 or after 2106".to_owned(),
    })
}

fn parse(source: &str, text: &str) -> Result<u32, UsageError> {
    let seconds = text
        .parse::<i64>()
        .ok()
        .or_else(|| text.parse::<Timestamp>().ok().map(Timestamp::as_second))
        .and_then(|seconds| u32::try_from(seconds).ok());
    let found = || text.to_owned();
    seconds.ok_or_else(|| UsageError::Timestamp { source: source.to_owned(), found: found() })
}

/// A time from now on, in whole days: `30d`, `4w`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Period(u32);

impl Period {
    /// In seconds.
    pub(crate) fn seconds(self) -> i64 {
        i64::from(self.0).saturating_mul(86_400)
    }
}

impl FromStr for Period {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (digits, days) = match (text.strip_suffix('d'), text.strip_suffix('w')) {
            (Some(digits), _) => (digits, 1),
            (_, Some(digits)) => (digits, 7),
            _ => (text, 1),
        };
        let number: Option<u32> = if digits.starts_with('+') { None } else { digits.parse().ok() };
        let days = number.and_then(|number| number.checked_mul(days));
        days.map(Self).ok_or_else(|| "expected days or weeks, such as 30d or 4w".to_owned())
    }
}

/// The current time in Unix seconds.
pub(crate) fn now() -> i64 {
    seconds(SystemTime::now()).unwrap_or_default()
}

/// A time in Unix seconds.
pub(crate) fn seconds(time: SystemTime) -> Option<i64> {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_secs()).ok(),
        Err(before) => 0_i64.checked_sub_unsigned(before.duration().as_secs()),
    }
}

/// The zone that TZ names, otherwise that of /etc/localtime, otherwise UTC. Only this file is read;
/// opening the whole zone database would take longer than the rest.
pub(crate) fn zone() -> TimeZone {
    match std::env::var("TZ") {
        // An empty TZ is UTC, as for the C library.
        Ok(name) if name.is_empty() => None,
        Ok(name) => named(name.trim_start_matches(':')),
        Err(_) => from_file("/etc/localtime"),
    }
    .unwrap_or(TimeZone::UTC)
}

fn named(name: &str) -> Option<TimeZone> {
    if name.starts_with('/') {
        return from_file(name);
    }
    if name.split('/').any(|part| part == "..") {
        return None;
    }
    from_file(&format!("/usr/share/zoneinfo/{name}")).or_else(|| TimeZone::posix(name).ok())
}

fn from_file(path: &str) -> Option<TimeZone> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    // A pipe would wait for its other end.
    std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
    std::fs::File::open(path).ok()?.take(MAX_ZONE).read_to_end(&mut bytes).ok()?;
    TimeZone::tzif(path, &bytes).ok()
}
