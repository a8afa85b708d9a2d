//! The time of a listing: which time it is, and in which zone it is printed.

use support::Lab;
use support::fixtures::MODIFIED;
use support::program::Run;

/// The text after "was last modified on".
fn printed(run: &Run) -> &str {
    let line = run.quiet().lines().find_map(|line| line.split_once(" was last modified on "));
    line.expect("a line with the time").1
}

#[test]
fn a_file_has_its_mtime_and_a_pipe_the_time_inside() {
    let lab = Lab::new();
    lab.list("ctl-512");
    assert_eq!(printed(&lab.ctl("show ctl-512.tlv").run()), "Wed Jul 01 10:00:00 UTC 2020");
    let pipes = [
        "cat ctl-512.tlv | ctl show -",
        "ctl show <(cat ctl-512.tlv)",
        "cat ctl-512.tlv | ctl show /dev/stdin",
        "mkfifo pipe; cat ctl-512.tlv > pipe & ctl show pipe",
    ];
    for line in pipes {
        assert_eq!(printed(&lab.bash(line).run()), "Fri Mar 06 20:56:07 UTC 2015", "{line}");
    }
}

/// TZ, and the time of [`MODIFIED`] there.
const ZONES: [(&str, &str); 15] = [
    ("UTC", "Wed Jul 01 10:00:00 UTC 2020"),
    ("", "Wed Jul 01 10:00:00 UTC 2020"),
    ("Europe/Prague", "Wed Jul 01 12:00:00 CEST 2020"),
    (":Europe/Prague", "Wed Jul 01 12:00:00 CEST 2020"),
    ("/usr/share/zoneinfo/Europe/Prague", "Wed Jul 01 12:00:00 CEST 2020"),
    ("America/New_York", "Wed Jul 01 06:00:00 EDT 2020"),
    ("Asia/Kolkata", "Wed Jul 01 15:30:00 IST 2020"),
    ("Asia/Dubai", "Wed Jul 01 14:00:00 +04 2020"),
    ("Pacific/Chatham", "Wed Jul 01 22:45:00 +1245 2020"),
    ("EST5EDT", "Wed Jul 01 06:00:00 EDT 2020"),
    ("EST5", "Wed Jul 01 05:00:00 EST 2020"),
    ("CET-1CEST,M3.5.0,M10.5.0/3", "Wed Jul 01 12:00:00 CEST 2020"),
    ("AEST-10AEDT,M10.1.0,M4.1.0/3", "Wed Jul 01 20:00:00 AEST 2020"),
    ("<+0330>-3:30", "Wed Jul 01 13:30:00 +0330 2020"),
    ("<-03>3", "Wed Jul 01 07:00:00 -03 2020"),
];

#[test]
fn zones_are_those_that_date_knows() {
    let lab = Lab::new();
    lab.list("ctl-512");
    let date = format!("date -d @{MODIFIED} '+%a %b %d %H:%M:%S %Z %Y'");
    for (zone, expected) in ZONES {
        assert_eq!(lab.bash(&date).env("TZ", zone).run().quiet().trim_end(), expected, "{zone}");
        let run = lab.ctl("show ctl-512.tlv").env("TZ", zone).run();
        assert_eq!(printed(&run), expected, "{zone}");
    }
    // The machine's own zone, whichever it is.
    let here = lab.bash(&date).without("TZ").run();
    let run = lab.ctl("show ctl-512.tlv").without("TZ").run();
    assert_eq!(printed(&run), here.quiet().trim_end());
}

#[test]
fn what_is_no_zone_is_utc() {
    let lab = Lab::new();
    lab.list("ctl-512");
    lab.write("zone", "not a zone");
    for zone in ["Nowhere/Town", "../../etc/passwd", "/etc/passwd", "/", "/dev/zero", "zone", "5"] {
        let run = lab.ctl("show ctl-512.tlv").env("TZ", zone).run();
        assert_eq!(printed(&run), "Wed Jul 01 10:00:00 UTC 2020", "{zone}");
    }
}

#[test]
fn days_and_months_are_english_in_every_locale() {
    let lab = Lab::new();
    lab.list("ctl-512");
    for locale in ["C", "C.UTF-8", "de_DE.UTF-8", "ja_JP.UTF-8"] {
        let run = lab.ctl("show ctl-512.tlv").env("LC_ALL", locale).env("LANG", locale).run();
        assert_eq!(printed(&run), "Wed Jul 01 10:00:00 UTC 2020", "{locale}");
    }
}
