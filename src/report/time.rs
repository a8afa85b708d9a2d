//! Times as tables, JSON and listings print them.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// RFC 3339 in UTC; the number itself if it is outside the calendar.
#[must_use]
pub fn rfc3339(seconds: i64) -> String {
    Timestamp::from_second(seconds).map_or_else(|_| seconds.to_string(), |t| t.to_string())
}

/// The day in UTC, `2026-11-21`; the number itself if it is outside the calendar.
#[must_use]
pub fn date(seconds: i64) -> String {
    Timestamp::from_second(seconds).map_or_else(
        |_| seconds.to_string(),
        |t| t.to_zoned(TimeZone::UTC).strftime("%Y-%m-%d").to_string(),
    )
}

/// As `show ctl` prints a file's time: `Fri Mar 06 21:56:07 CET 2015`, in English, whatever the
/// locale.
#[must_use]
pub fn cucm(seconds: i64, zone: &TimeZone) -> String {
    Timestamp::from_second(seconds).map_or_else(
        |_| seconds.to_string(),
        |t| t.to_zoned(zone.clone()).strftime("%a %b %d %H:%M:%S %Z %Y").to_string(),
    )
}
