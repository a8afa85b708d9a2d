//! TIMESTAMP: --timestamp, else SOURCE_DATE_EPOCH, else now.

use std::time::{SystemTime, UNIX_EPOCH};

use super::{publisher, refused};
use support::Lab;

/// The TIMESTAMP of a built list: the last field of the header before its pads.
/// The header of these lists has 463 bytes and one pad: 10, SIGNERID (3 + 9 + 60 + 16 + 60),
/// SIGNATUREINFO (18), SIGNATURE (259), FILENAME (15), TIMESTAMP (7).
fn timestamp(list: &[u8]) -> u64 {
    let field = &list[450..457];
    assert_eq!(field[..3], [0x0f, 0, 4]);
    u64::from(u32::from_be_bytes(field[3..].try_into().unwrap()))
}

fn built(lab: &Lab, option: &str, epoch: Option<&str>) -> u64 {
    let call = lab.ctl("build --force -o new.tlv --sast pub.pem");
    let call = if option.is_empty() { call } else { call.arg("--timestamp").arg(option) };
    let call = epoch.into_iter().fold(call, |call, value| call.env("SOURCE_DATE_EPOCH", value));
    let run = call.run();
    assert_eq!(run.code, 0, "{option}: {}", run.err);
    timestamp(&lab.read("new.tlv"))
}

#[test]
fn the_option_goes_before_the_variable() {
    let lab = publisher();
    let cases = [
        ("", Some("1425675367"), 1_425_675_367),
        ("1", Some("1425675367"), 1),
        ("2015-03-06T20:56:07Z", Some("1"), 1_425_675_367),
        // A variable that is not read cannot be wrong.
        ("1", Some("yesterday"), 1),
        ("0", None, 0),
        ("4294967295", None, 4_294_967_295),
        ("2015-03-06T21:56:07+01:00", None, 1_425_675_367),
        ("2015-03-06T15:56:07-05:00", None, 1_425_675_367),
        ("2015-03-06t20:56:07z", None, 1_425_675_367),
        ("2015-03-06T20:56:07.9Z", None, 1_425_675_367),
        ("1970-01-01T00:00:00Z", None, 0),
        ("2106-02-07T06:28:15Z", None, 4_294_967_295),
        ("", Some("2015-03-06T20:56:07Z"), 1_425_675_367),
    ];
    for (option, epoch, expected) in cases {
        assert_eq!(built(&lab, option, epoch), expected, "{option} {epoch:?}");
    }
    assert_eq!(cases.len(), 13);
}

#[test]
fn without_both_it_is_now() {
    let lab = publisher();
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let before = now();
    let found = built(&lab, "", None);
    assert!((before..=now()).contains(&found), "{found}");
}

#[test]
fn an_invalid_time_is_refused() {
    let lab = publisher();
    let expected = |source: &str, found: &str| {
        format!(
            "ctl: {source}: expected RFC 3339 or Unix seconds from 1970 to 2106, found {found:?}; \
             give it as 2026-11-21T12:00:00Z or as seconds\n"
        )
    };
    let strange = [
        "yesterday",
        "4294967296",
        "-1",
        "1.5",
        "0x10",
        "2106-02-07T06:28:16Z",
        "1969-12-31T23:59:59Z",
        "2015-03-06",
        "2015-03-06T20:56:07",
        "2015-02-29T00:00:00Z",
    ];
    for text in strange {
        let run = refused(&lab, &format!("--sast pub.pem --timestamp={text}"));
        assert_eq!((run.code, run.err), (2, expected("--timestamp", text)));
        let call = lab.ctl("build -o new.tlv --sast pub.pem").env("SOURCE_DATE_EPOCH", text);
        assert_eq!(call.run().all(), (2, "", &*expected("SOURCE_DATE_EPOCH", text)));
    }
    assert!(!lab.names().contains("new.tlv"));
    // Set but empty counts as set: a reproducible build must not get the current time.
    let call = lab.ctl("build -o new.tlv --sast pub.pem").env("SOURCE_DATE_EPOCH", "");
    assert_eq!(call.run().all(), (2, "", &*expected("SOURCE_DATE_EPOCH", "")));
}
