//! One line for each class and file, and the exit code.

use super::lists;

const HEAD: &str = "CLASS  FILE";

/// Rows with their columns, aligned as wide as the widest of each.
fn table(rows: &[&[&str]]) -> String {
    let columns = rows[0].len();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap();
    let mut out = String::new();
    for row in rows {
        let cells: Vec<_> = (0..columns)
            .map(|column| format!("{:<width$}", row[column], width = width(column)))
            .collect();
        out += &format!("{}\n", cells.join(" ").trim_end());
    }
    out
}

const HEADINGS: &[&str] = &["CLASS", "FILE", "OUTCOME", "BECAUSE"];
const RECOVERY: &str = "CTL record 3, ITLRECOVERY_cucm-pub";
const NO_ITL: &str = "the class knows no ITL";
const UNKNOWN: &str = "the signer is not known";

/// The hint about `file` for `sbd`.
fn hint(file: &str) -> String {
    format!(
        "ctl: {file}: sbd: the phone could accept this if TVS (record 3 of the stored ITL) runs and knows the signer as SAST; see --tvs and --tvs-knows\n"
    )
}

#[test]
fn phones_of_every_class_take_what_a_known_signer_signed() {
    let lab = lists();
    let run = lab.ctl("accept --ctl ctl.tlv --itl itl.tlv new.tlv newitl.tlv").run();
    // The ITL's signer is record 1 of the CTL that the phone has just accepted.
    let expected = table(&[
        HEADINGS,
        &["sbd", "new.tlv", "accepted", RECOVERY],
        &["sbd", "newitl.tlv", "accepted", "CTL record 1, ITLRECOVERY_cucm-pub"],
        &["legacy", "new.tlv", "accepted", RECOVERY],
        &["legacy", "newitl.tlv", "not asked for", NO_ITL],
        &["cti", "new.tlv", "accepted", RECOVERY],
        &["cti", "newitl.tlv", "not asked for", NO_ITL],
    ]);
    assert_eq!(run.quiet(), expected);
    assert!(expected.starts_with(HEAD));
}

#[test]
fn the_worst_decides_and_tvs_is_hinted_at() {
    let lab = lists();
    let unchanged = "it is the stored CTL";
    let rows: [(&str, i32, &[&[&str]], String); 9] = [
        (
            "--ctl ctl.tlv --itl itl.tlv --class sbd stranger.tlv",
            1,
            &[HEADINGS, &["sbd", "stranger.tlv", "refused, locked out", UNKNOWN]],
            hint("stranger.tlv"),
        ),
        (
            "--ctl ctl.tlv --class sbd --class legacy same.tlv",
            1,
            &[
                HEADINGS,
                &["sbd", "same.tlv", "refused, still served", UNKNOWN],
                &["legacy", "same.tlv", "refused, still served", UNKNOWN],
            ],
            String::new(),
        ),
        (
            "--ctl ctl.tlv --class cti ctl.tlv stranger.tlv new.tlv",
            1,
            &[
                HEADINGS,
                &["cti", "ctl.tlv", "unchanged", unchanged],
                &["cti", "stranger.tlv", "refused, locked out", UNKNOWN],
                &["cti", "new.tlv", "accepted", RECOVERY],
            ],
            String::new(),
        ),
        (
            "--ctl ctl.tlv --class legacy ctl.tlv itl.tlv",
            0,
            &[
                HEADINGS,
                &["legacy", "ctl.tlv", "unchanged", unchanged],
                &["legacy", "itl.tlv", "not asked for", NO_ITL],
            ],
            String::new(),
        ),
        (
            "--itl itl.tlv --class sbd --tvs pub-tvs.pem --tvs-knows stranger.pem stranger.tlv",
            0,
            &[HEADINGS, &["sbd", "stranger.tlv", "accepted by TVS", "TVS, ITLRECOVERY_cucm-sub"]],
            String::new(),
        ),
        (
            "--itl itl.tlv --class sbd --no-tvs stranger.tlv",
            1,
            &[HEADINGS, &["sbd", "stranger.tlv", "refused, locked out", UNKNOWN]],
            hint("stranger.tlv"),
        ),
        (
            "--itl itl.tlv --class sbd --tvs pub-tvs.pem \
             --tvs-knows stranger.pem,role=TFTP,role=CAPF stranger.tlv",
            1,
            &[
                HEADINGS,
                &[
                    "sbd",
                    "stranger.tlv",
                    "refused, locked out",
                    "not a SAST: TVS, ITLRECOVERY_cucm-sub",
                ],
            ],
            String::new(),
        ),
        (
            "--ctl ctl.tlv --class sbd spelled.tlv",
            1,
            &[
                HEADINGS,
                &[
                    "sbd",
                    "spelled.tlv",
                    "refused, still served",
                    "written differently: CTL record 3,…",
                ],
            ],
            String::new(),
        ),
        (
            "--itl itl.tlv --class sbd --tvs sub-tvs.pem --tvs pub-tvs.pem \
             --tvs-knows recovery.pem --tvs-knows stranger.pem,role=sast stranger.tlv",
            0,
            &[HEADINGS, &["sbd", "stranger.tlv", "accepted by TVS", "TVS, ITLRECOVERY_cucm-sub"]],
            String::new(),
        ),
    ];
    for (line, code, rows, err) in &rows {
        let run = lab.ctl(&format!("accept {line}")).run();
        assert_eq!(run.all(), (*code, &*table(rows), &**err), "{line}");
        let quiet = lab.ctl(&format!("accept -q {line}")).run();
        assert_eq!((quiet.code, quiet.text(), &*quiet.err), (*code, run.text(), ""), "{line}");
    }
    assert_eq!(rows.len(), 9);
}

#[test]
fn a_later_start_holds_what_an_earlier_one_took() {
    let lab = lists();
    let run = lab
        .ctl("accept --ctl ctl.tlv --class cti stranger.tlv --then bridge.tlv --then stranger.tlv ctl.tlv")
        .run();
    let expected = table(&[
        &["STAGE", "CLASS", "FILE", "OUTCOME", "BECAUSE"],
        &["1", "cti", "stranger.tlv", "refused, locked out", UNKNOWN],
        &["2", "cti", "bridge.tlv", "accepted", "CTL record 1, cucm-pub"],
        &["3", "cti", "stranger.tlv", "accepted", "CTL record 2, ITLRECOVERY_cucm-sub"],
        &["3", "cti", "ctl.tlv", "refused, locked out", UNKNOWN],
    ]);
    assert_eq!(run.all(), (1, &*expected, ""));
}

#[test]
fn a_reset_phone_takes_the_first_lists() {
    let lab = lists();
    let run = lab.ctl("accept --reset-phone --class sbd stranger.tlv newitl.tlv").run();
    let expected = table(&[
        HEADINGS,
        &["sbd", "stranger.tlv", "accepted", "nothing is stored"],
        &["sbd", "newitl.tlv", "accepted", "nothing is stored"],
    ]);
    let own = "ctl requires that a SAST in the list signs it; no source says whether a phone \
               requires that; nothing needs to be done\n";
    let err = format!(
        "ctl: stranger.tlv: {own}ctl: newitl.tlv: {own}ctl: newitl.tlv: the CTL accepted just \
         before does not name the signer; no source says whether a phone checks a first ITL \
         against it; \
         sign the ITL with a SAST of the CTL\n"
    );
    assert_eq!(run.all(), (0, &*expected, &*err));
}

#[test]
fn sha_512_has_to_be_told() {
    let lab = lists();
    let rows = |sbd: [&str; 2], legacy: [&str; 2]| {
        table(&[
            HEADINGS,
            &["sbd", "sha512.tlv", sbd[0], sbd[1]],
            &["legacy", "sha512.tlv", legacy[0], legacy[1]],
        ])
    };
    let no = ["refused, still served", "not known to verify SHA-512"];
    let line = "accept --ctl ctl.tlv --class sbd --class legacy sha512.tlv";
    assert_eq!(lab.ctl(line).run().all(), (1, &*rows(no, no), ""));
    let told = lab.ctl(&format!("{line} --sha512")).run();
    assert_eq!(told.all(), (1, &*rows(["accepted", RECOVERY], no), ""));
}

#[test]
fn a_line_is_cut_to_the_width() {
    let lab = lists();
    let line = "accept --ctl ctl.tlv --class sbd spelled.tlv";
    let whole = "written differently: CTL record 3, ITLRECOVERY_cucm-pub";
    let cut = "written differently: CTL record 3,…";
    // The columns before it take 40, the text takes 55; words are not cut.
    for (columns, because) in [("40", cut), ("80", cut), ("94", cut), ("95", whole), ("200", whole)]
    {
        let run = lab.ctl(line).env("COLUMNS", columns).run();
        let row: &[&str] = &["sbd", "spelled.tlv", "refused, still served", because];
        assert_eq!(run.text(), table(&[HEADINGS, row]), "{columns}");
    }
}

/// Ten lines are printed, refusals first; with -v all are printed.
#[test]
fn long_tables_are_summarised() {
    let lab = lists();
    let line = "accept --ctl ctl.tlv ctl.tlv new.tlv newitl.tlv stranger.tlv";
    let (brief, long) = (lab.ctl(line).run(), lab.ctl(&format!("{line} -v")).run());
    assert_eq!((brief.code, long.code), (1, 1), "{}", brief.err);
    let (brief, long) = (brief.text().to_owned(), long.text().to_owned());
    assert_eq!((brief.lines().count(), long.lines().count()), (12, 13), "{brief}{long}");
    let refused = |text: &str| -> Vec<usize> {
        let lines = text.lines().enumerate();
        lines.filter(|(_, line)| line.contains(" refused, ")).map(|(index, _)| index).collect()
    };
    assert_eq!((refused(&brief), refused(&long)), (vec![1, 2, 3], vec![4, 8, 12]));
    let more = "and 2 more: 1 accepted, 1 not asked for; -v prints all";
    assert_eq!(brief.lines().last(), Some(more));
}
