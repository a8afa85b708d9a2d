//! Releases: how they are written, and what depends on them.

use trustlist::cluster::release::Sast::{CallManager, ItlRecovery, Tokens};
use trustlist::cluster::release::{
    ITLS, RESTARTS, Release, ReleaseError, Sast, Signing, TABLE, TokenlessSigner, Version, sasts,
};
use trustlist::error::{Class, Described as _};

fn release(text: &str) -> Release {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Releases for each row of the table: its first ones, others, its last.
const ROWS: [(&[&str], &str); 6] = [
    (
        &[
            "4.0",
            "4.1(3)",
            "7.1(5b)SU6a",
            "7.1.5",
            "7.1.5SU6a",
            "8",
            "8.6",
            "8.6(2a)SU3",
            "9.0",
            "9",
            "9.1",
            "9.1(2)SU4",
        ],
        "up to 9.1",
    ),
    (
        &["10.0", "10.0(1)SU9", "10.5(0)", "10.5(1)", "10.5(1)SU9", "10.5 ( 1 ) su 9"],
        "10.0, 10.5(1)",
    ),
    (
        &[
            "10.5(2)",
            "10.5(2)SU3",
            "10.5(2a)",
            "10.5(2)SU10",
            "10.5.2.98000-88",
            "11.0",
            "11.0(1a)SU3",
        ],
        "10.5(2), 11.0",
    ),
    (&["11.5", "11.5(1)", "11.5(1)SU2", "11.5(1)SU11", "11.6"], "11.5"),
    (
        &[
            "12",
            "12.0",
            "12.0(1)SU1",
            "12.5",
            "12.5(1)SU5",
            "12.5(1)SU7a",
            "12.5.1",
            "12.5.1.14900-63",
            " 12.5(1) SU 8 ",
            "13",
            "14SU0",
            "14SU1",
            "14su2",
            "14SU2a",
            "14.0SU2",
            "14.0(1)SU2",
            "14 SU2",
        ],
        "12.0 to 14SU2",
    ),
    (
        &[
            "14SU3",
            "14SU3a",
            "14su4",
            "14.0SU3",
            "14.0(1)SU3",
            "14.0(2)",
            "14.5",
            "15",
            "15SU1",
            "15.0(1)SU2",
            "16",
            "65535SU65535",
        ],
        "14SU3 on",
    ),
];

#[test]
fn releases_are_read_and_stand_in_their_rows() {
    let mut checked = 0;
    for (texts, row) in ROWS {
        for text in texts {
            let release = release(text);
            assert_eq!(release.row().name, row, "{text}");
            // As it was written.
            assert_eq!((release.text(), release.to_string().as_str()), (text.trim(), text.trim()));
            checked += 1;
        }
    }
    assert_eq!(checked, 59);
}

/// A text, the error's id, its sentence.
const REFUSED: &[(&str, &str, &str)] = &[
    (
        "10.5",
        "E-RELEASE-STRADDLES",
        "10.5 matches two rows of the table of releases, \"10.0, 10.5(1)\" and \"10.5(2), \
         11.0\": write 10.5(1) or 10.5(2)",
    ),
    (
        "10.5SU1",
        "E-RELEASE-STRADDLES",
        "10.5SU1 matches two rows of the table of releases, \"10.0, 10.5(1)\" and \"10.5(2), \
         11.0\": write 10.5(1) or 10.5(2)",
    ),
    (
        "10",
        "E-RELEASE-STRADDLES",
        "10 matches two rows of the table of releases, \"10.0, 10.5(1)\" and \"10.5(2), \
         11.0\": write 10.5(1) or 10.5(2)",
    ),
    (
        "11",
        "E-RELEASE-STRADDLES",
        "11 matches two rows of the table of releases, \"10.5(2), 11.0\" and \"11.5\": write \
         11.0 or 11.5",
    ),
    (
        " 14 ",
        "E-RELEASE-STRADDLES",
        "14 matches two rows of the table of releases, \"12.0 to 14SU2\" and \"14SU3 on\": \
         write 14SU2 or 14SU3",
    ),
    (
        "14.0",
        "E-RELEASE-STRADDLES",
        "14.0 matches two rows of the table of releases, \"12.0 to 14SU2\" and \"14SU3 on\": \
         write 14SU2 or 14SU3",
    ),
    (
        "14.0(1)",
        "E-RELEASE-STRADDLES",
        "14.0(1) matches two rows of the table of releases, \"12.0 to 14SU2\" and \"14SU3 on\": \
         write 14SU2 or 14SU3",
    ),
    ("3.3", "E-RELEASE-OLD", "release 3.3 has no trust lists; CUCM has them from 4.0 on"),
    ("3", "E-RELEASE-OLD", "release 3 has no trust lists; CUCM has them from 4.0 on"),
    ("", "E-RELEASE-FORM", "\"\" is not a CUCM release"),
    ("twelve", "E-RELEASE-FORM", "\"twelve\" is not a CUCM release"),
    ("12.", "E-RELEASE-FORM", "\"12.\" is not a CUCM release"),
    (".5", "E-RELEASE-FORM", "\".5\" is not a CUCM release"),
    ("12.5.", "E-RELEASE-FORM", "\"12.5.\" is not a CUCM release"),
    ("12.5.1.", "E-RELEASE-FORM", "\"12.5.1.\" is not a CUCM release"),
    ("12.5.1.1.1", "E-RELEASE-FORM", "\"12.5.1.1.1\" is not a CUCM release"),
    ("12.5.1.11900-", "E-RELEASE-FORM", "\"12.5.1.11900-\" is not a CUCM release"),
    ("12.5.1.11900-1SU2", "E-RELEASE-FORM", "\"12.5.1.11900-1SU2\" is not a CUCM release"),
    ("12.5.1(1)", "E-RELEASE-FORM", "\"12.5.1(1)\" is not a CUCM release"),
    // The build number does not tell the service update.
    (
        "14.0.1.12900-161",
        "E-RELEASE-STRADDLES",
        "14.0.1.12900-161 matches two rows of the table of releases, \"12.0 to 14SU2\" and \
         \"14SU3 on\": write 14SU2 or 14SU3",
    ),
    ("12(1)", "E-RELEASE-FORM", "\"12(1)\" is not a CUCM release"),
    ("12.5(", "E-RELEASE-FORM", "\"12.5(\" is not a CUCM release"),
    ("12.5()", "E-RELEASE-FORM", "\"12.5()\" is not a CUCM release"),
    ("12.5)1(", "E-RELEASE-FORM", "\"12.5)1(\" is not a CUCM release"),
    ("12.5(1)(2)", "E-RELEASE-FORM", "\"12.5(1)(2)\" is not a CUCM release"),
    ("12.5(1)5", "E-RELEASE-FORM", "\"12.5(1)5\" is not a CUCM release"),
    ("12.5(1ab)", "E-RELEASE-FORM", "\"12.5(1ab)\" is not a CUCM release"),
    ("12.5(a)", "E-RELEASE-FORM", "\"12.5(a)\" is not a CUCM release"),
    ("12.5a", "E-RELEASE-FORM", "\"12.5a\" is not a CUCM release"),
    ("1 2.5", "E-RELEASE-FORM", "\"1 2.5\" is not a CUCM release"),
    ("14SU", "E-RELEASE-FORM", "\"14SU\" is not a CUCM release"),
    ("SU3", "E-RELEASE-FORM", "\"SU3\" is not a CUCM release"),
    ("14SU3SU4", "E-RELEASE-FORM", "\"14SU3SU4\" is not a CUCM release"),
    ("14SU-3", "E-RELEASE-FORM", "\"14SU-3\" is not a CUCM release"),
    ("+14SU3", "E-RELEASE-FORM", "\"+14SU3\" is not a CUCM release"),
    ("65536", "E-RELEASE-FORM", "\"65536\" is not a CUCM release"),
    ("१५", "E-RELEASE-FORM", "\"१५\" is not a CUCM release"),
    ("15\u{7}", "E-RELEASE-FORM", "\"15\\u{7}\" is not a CUCM release"),
];

#[test]
fn what_is_no_release_or_may_be_two_is_refused() {
    let mut checked = 0;
    for (text, id, sentence) in REFUSED {
        let error: ReleaseError = text.parse::<Release>().expect_err(text);
        assert_eq!((error.id(), error.to_string().as_str()), (*id, *sentence), "{text}");
        assert_eq!(error.class(), Class::Input, "{text}");
        checked += 1;
    }
    assert_eq!(checked, 38);
}

#[test]
fn releases_have_an_order() {
    let ordered = [
        "4.0",
        "8.6(2)",
        "8.6(2)SU3",
        "8.6(2a)",
        "8.6(2a)SU3",
        "9.1",
        "10.5(1)SU9",
        "10.5(2)SU2",
        "10.5(2)SU2a",
        "10.5(2)SU3",
        "10.5(2)SU10",
        "11.0",
        "12.0",
        "12",
        "12.5",
        "14SU1",
        "14SU2",
        "14SU3",
        "15SU1",
    ];
    for (index, text) in ordered.iter().enumerate() {
        for (other_index, other) in ordered.iter().enumerate() {
            let order = release(text).cmp(&release(other));
            assert_eq!(order, index.cmp(&other_index), "{text} and {other}");
        }
    }
    for (one, same) in [("14SU3", "14.0(1)SU3"), ("15", "15.0(1)"), ("12.5(1)SU5", "12.5 (1) su5")]
    {
        assert_eq!(release(one), release(same));
    }
    assert!(release("12.5").is_from(Version::new(12, 5, 0, 0)));
    assert!(!release("12.5").is_from(Version::new(12, 5, 1, 0)));
    assert_eq!(release("12.5(1)SU5").version(), Version::new(12, 5, 1, 5));
}

/// A row's releases: the first, the last; the SASTs of token lists and of tokenless ones, signer
/// first. Empty: not possible.
type Expected = (&'static str, &'static str, &'static [Sast], &'static [Sast]);

const SASTS: [Expected; 6] = [
    ("4.0", "9.1(2)SU4", &[Tokens], &[]),
    ("10.0", "10.5(1)SU9", &[Tokens], &[CallManager]),
    ("10.5(2)", "11.0(1)SU3", &[Tokens], &[CallManager, ItlRecovery]),
    ("11.5", "11.5(1)SU11", &[Tokens, ItlRecovery, CallManager], &[CallManager, ItlRecovery]),
    ("12.0", "14SU2", &[Tokens, ItlRecovery, CallManager], &[ItlRecovery, CallManager]),
    ("14SU3", "16", &[], &[ItlRecovery, CallManager]),
];

#[test]
fn each_release_has_its_sasts() {
    let mut checked = 0;
    for (first, last, tokens, tokenless) in SASTS {
        for text in [first, last] {
            let release = release(text);
            let expected = if tokens.is_empty() {
                Err(ReleaseError::NoTokens { release: text.to_owned() })
            } else {
                Ok(tokens.to_vec())
            };
            assert_eq!(sasts(&release, Signing::Token, None), expected, "{text}");
            // Tokens sign, whatever signs without them.
            let chosen = Some(TokenlessSigner::CallManager);
            assert_eq!(sasts(&release, Signing::Token, chosen), expected, "{text}");
            let expected = if tokenless.is_empty() {
                Err(ReleaseError::NoTokenless { release: text.to_owned() })
            } else {
                Ok(tokenless.to_vec())
            };
            assert_eq!(sasts(&release, Signing::Tokenless, None), expected, "{text}");
            checked += 3;
        }
    }
    assert_eq!((checked, TABLE.len()), (36, SASTS.len()));
}

#[test]
fn a_chosen_signer_comes_first_where_it_is_a_sast() {
    let chosen = |text: &str, signer| sasts(&release(text), Signing::Tokenless, Some(signer));
    let (callmanager, recovery) = (TokenlessSigner::CallManager, TokenlessSigner::ItlRecovery);
    for text in ["10.5(2)", "11.0", "11.5", "12.0", "12.5(1)SU5", "14SU3", "15"] {
        assert_eq!(chosen(text, callmanager), Ok(vec![CallManager, ItlRecovery]), "{text}");
        assert_eq!(chosen(text, recovery), Ok(vec![ItlRecovery, CallManager]), "{text}");
    }
    for text in ["10.0", "10.5(1)SU1"] {
        assert_eq!(chosen(text, callmanager), Ok(vec![CallManager]), "{text}");
        let refused = ReleaseError::NotASast { release: text.to_owned(), signer: "ITLRecovery" };
        assert_eq!(chosen(text, recovery), Err(refused), "{text}");
    }
}

/// Releases and their properties: ITLRecovery in ITLs, hashes in them, who signs them, who signs
/// them after a reset, who signs the CTL after one.
type Itl = (bool, bool, TokenlessSigner, Option<TokenlessSigner>);
const BY_RELEASE: [(&[&str], Option<Itl>, Option<TokenlessSigner>); 6] = {
    use TokenlessSigner::{CallManager, ItlRecovery};
    [
        (&["4.0", "7.1(5)"], None, None),
        (&["8.0", "8.6(2)SU3"], Some((false, true, CallManager, None)), None),
        (&["9.0", "9.1(2)SU4"], Some((false, false, CallManager, None)), None),
        (&["10.0", "10.5(1)SU9"], Some((true, false, CallManager, Some(ItlRecovery))), None),
        (
            &["10.5(2)", "11.0", "11.5(1)SU11"],
            Some((true, false, CallManager, Some(ItlRecovery))),
            Some(ItlRecovery),
        ),
        (
            &["12.0", "14SU2", "14SU3", "16"],
            Some((true, false, ItlRecovery, Some(CallManager))),
            Some(CallManager),
        ),
    ]
};

#[test]
fn itls_and_resets_depend_on_the_release() {
    let mut checked = 0;
    for (texts, itl, reset) in BY_RELEASE {
        for text in texts {
            let release = release(text);
            let found = release.itl().map(|row| (row.recovery, row.hashes, row.signer, row.reset));
            assert_eq!(found, itl, "{text}");
            assert_eq!(release.reset_signer(None).ok(), reset, "{text}");
            assert_eq!(release.itl_reset_signer().ok(), itl.and_then(|row| row.3), "{text}");
            checked += 1;
        }
    }
    assert_eq!((checked, ITLS.len()), (15, 4));
    // The usual signer is the selected one.
    let chosen = Some(TokenlessSigner::CallManager);
    assert_eq!(release("12.5").reset_signer(chosen), Ok(TokenlessSigner::ItlRecovery));
}

#[test]
fn what_is_restarted_depends_on_the_release() {
    let (two, three): (&[&str], &[&str]) =
        (&["TFTP", "Cisco CallManager"], &["TFTP", "Cisco CallManager", "Cisco CTIManager"]);
    for (text, services, in_order) in [
        ("9.1", two, false),
        ("10.5(2)", two, false),
        ("11.5(1)SU11", two, false),
        ("12.0", three, true),
        ("15", three, true),
    ] {
        let restart = release(text).restart();
        assert_eq!((restart.services, restart.in_order), (services, in_order), "{text}");
    }
    assert_eq!(RESTARTS.len(), 2);
}

#[test]
fn what_a_release_does_not_have_is_said_with_the_way_out() {
    let none = |text: &str, signing| sasts(&release(text), signing, None).expect_err(text);
    let chosen = Some(TokenlessSigner::ItlRecovery);
    let not_a_sast = sasts(&release("10.0"), Signing::Tokenless, chosen).expect_err("10.0");
    let cases = [
        (
            none("9.1", Signing::Tokenless),
            "E-RELEASE-TOKENLESS",
            "in release 9.1 only tokens sign the CTL; CUCM has tokenless lists from 10.0 on",
            "write signing = \"token\" in cluster.toml, or correct its release",
        ),
        (
            none("15", Signing::Token),
            "E-RELEASE-TOKENS",
            "in release 15 tokens do not sign the CTL; 14SU2 is the last release with tokens",
            "write signing = \"tokenless\" in cluster.toml",
        ),
        (
            not_a_sast,
            "E-RELEASE-SIGNER",
            "ITLRecovery is not a SAST of tokenless lists in release 10.0",
            "remove signer from cluster.toml",
        ),
        (
            release("10.0").reset_signer(None).expect_err("10.0"),
            "E-RELEASE-RESET",
            "the CTL of release 10.0 has no second tokenless SAST that could sign; CUCM has one \
             from 10.5(2) on",
            "run `ctl update CTLFile`, which signs it with the key that phones know",
        ),
        (
            release("9.1").reset_signer(None).expect_err("9.1"),
            "E-RELEASE-TOKENLESS",
            "in release 9.1 only tokens sign the CTL; CUCM has tokenless lists from 10.0 on",
            "write signing = \"token\" in cluster.toml, or correct its release",
        ),
        (
            release("7.1(5)").itl_reset_signer().expect_err("7.1(5)"),
            "E-RELEASE-ITL",
            "release 7.1(5) has no ITLs; CUCM has them from 8.0 on",
            "phones of this release have a CTL only",
        ),
        (
            release("9.1").itl_reset_signer().expect_err("9.1"),
            "E-RELEASE-ITL-RESET",
            "the ITL of release 9.1 has only one SAST; CUCM has a second one from 10.0 on",
            "run `ctl itl update`, which signs it with the key that phones know",
        ),
    ];
    let mut checked = 0;
    for (error, id, sentence, advice) in cases {
        assert_eq!((error.id(), error.advice(), error.class()), (id, advice, Class::No));
        assert_eq!(error.to_string(), sentence);
        checked += 1;
    }
    assert_eq!(checked, 7);
}
