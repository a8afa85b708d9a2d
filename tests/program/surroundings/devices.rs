//! Lists of thousands of phones: their files, and the lines that are printed about them.

use std::fmt::Write as _;
use std::fs;

use super::{edit, mixed, names, soon};
use support::Lab;

const COUNT: usize = 3000;
const UPDATE: &str = "ctl -C c update CTLFile --yes --phones-have @current";
const PUB: &str = "c/tftp/cucm-pub";

/// The file of this many phones.
fn phones(lab: &Lab, count: usize) {
    let lines = (0..count).fold(String::new(), |mut text, number| {
        let _ = writeln!(text, "{number:012X}");
        text
    });
    lab.write("c/phones.txt", lines);
}

fn with_devices() -> Lab {
    let lab = mixed();
    edit(&lab, "\nname = ", "\ndevices = \"phones.txt\"\nname = ");
    phones(&lab, COUNT);
    lab
}

/// The lines of the table that begins with this word, without its heading, blanks collapsed.
fn table(text: &str, word: &str) -> Vec<String> {
    let lines = text.lines().skip_while(|line| !line.starts_with(word)).skip(1);
    let lines = lines.take_while(|line| !line.is_empty());
    lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

fn rows(status: &str) -> Vec<String> {
    [
        ("cucm-pub CTLFile.tlv", "unchanged"),
        ("cucm-pub 3000 CTLSEP files", status),
        ("cucm-pub ITLFile.tlv", "unchanged"),
        ("cucm-pub 3000 ITLSEP files", status),
    ]
    .map(|(file, status)| format!("{file} {PUB} {status}"))
    .into()
}

#[test]
fn lists_of_three_thousand_phones_are_a_few_lines() {
    let lab = with_devices();
    let first = |text: &str| table(text, "SERVER").into_iter().take(4).collect::<Vec<_>>();
    let because = "ctl: because: 3000 CTLSEP files are missing on cucm-pub\n\
                   ctl: because: 3000 ITLSEP files are missing on cucm-pub\n";

    let run = soon(&lab, "ctl -C c update CTLFile --dry-run");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.text().lines().count() < 30, "{}", run.text());
    assert!(run.text().contains(&because.replace("ctl: ", "")), "{}", run.text());
    assert_eq!(table(run.text(), "SERVER").len(), 7, "{}", run.text());
    assert_eq!(names(&lab, PUB).len(), 2);

    let run = soon(&lab, UPDATE);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains(because), "{}", run.err);
    assert_eq!(run.err.lines().count(), 2, "{}", run.err);
    assert_eq!(first(run.text()), rows("written"));
    assert_eq!(table(run.text(), "SERVER").len(), 7, "{}", run.text());

    // Every phone has the bytes of its server, and there are no other files.
    let mut expected = vec!["CTLFile.tlv".to_owned(), "ITLFile.tlv".to_owned()];
    for kind in ["CTL", "ITL"] {
        let list = lab.read(&format!("{PUB}/{kind}File.tlv"));
        for number in 0..COUNT {
            let name = format!("{kind}SEP{number:012X}.tlv");
            assert_eq!(lab.read(&format!("{PUB}/{name}")), list, "{name}");
            expected.push(name);
        }
    }
    expected.sort();
    assert_eq!(names(&lab, PUB), expected);

    let status = soon(&lab, "ctl -C c status");
    assert_eq!(status.code, 0, "{}", status.err);
    assert!(status.text().lines().count() < 40, "{}", status.text());
    let files = table(status.text(), "SERVER");
    assert_eq!(files.len(), 7, "{}", status.text());
    assert!(files[1].starts_with(&format!("cucm-pub {PUB}/3000 CTLSEP files ")), "{}", files[1]);
    assert!(files[1].ends_with(" @1 current"), "{}", files[1]);
    let all = soon(&lab, "ctl -C c status -v");
    assert_eq!(table(all.text(), "SERVER").len(), 2 * COUNT + 5);

    // A few that differ have a line each, many share one.
    for number in 0..12 {
        fs::remove_file(lab.path(&format!("{PUB}/CTLSEP{number:012X}.tlv"))).unwrap();
    }
    fs::remove_file(lab.path(&format!("{PUB}/ITLSEP{:012X}.tlv", 7))).unwrap();
    let status = soon(&lab, "ctl -C c status");
    assert_eq!(status.code, 1, "{}", status.err);
    let files = table(status.text(), "SERVER");
    assert_eq!(files[1], format!("cucm-pub {PUB}/12 CTLSEP files - - missing"));
    assert!(files[4].starts_with(&format!("cucm-pub {PUB}/2999 ITLSEP files ")), "{}", files[4]);
    assert_eq!(files[5], format!("cucm-pub {PUB}/ITLSEP000000000007.tlv - - missing"));
    assert_eq!(files.len(), 9, "{}", status.text());

    // All but one are removed.
    phones(&lab, 1);
    let run = soon(&lab, UPDATE);
    assert_eq!(run.code, 0, "{}", run.err);
    let because = "ctl: because: CTLSEP000000000000.tlv is missing on cucm-pub\n\
                   ctl: because: 2988 CTLSEP files no longer belong on cucm-pub\n\
                   ctl: because: 2998 ITLSEP files no longer belong on cucm-pub\n";
    assert_eq!(run.err, because);
    let left = ["CTLFile.tlv", "CTLSEP000000000000.tlv", "ITLFile.tlv", "ITLSEP000000000000.tlv"];
    assert_eq!(names(&lab, PUB), left);
}
