//! The table of cases with known outcomes, row by row, for each class of phone.
//!
//! Cluster A: `cm` is the publisher's CallManager, `sub` the subscriber's, `rec` ITLRecovery, `tvs`
//! TVS. Cluster B: `b-cm`, `b-rec`, `b-tvs`. If a case names TVS, TVS is stated to run.

use std::collections::BTreeSet;
use std::sync::Arc;

use trustlist::digest::Digest;

use super::lab::{Draft, ctl, ctl_draft, damaged, itl, itl_draft, phone, tvs, word};
use support::rules::{Circumstances, Class, List, Offer, Strictness, Told, Tvs};

/// One row: what is stored, what is offered, and the outcomes for `sbd`, `legacy` and `cti`.
struct Case {
    name: &'static str,
    stored: Lists,
    offered: Lists,
    tvs: Vec<Tvs>,
    /// Of the CTL.
    ctl: [&'static str; 3],
    /// Of the ITL.
    itl: [&'static str; 3],
}

/// A CTL and an ITL, or none.
type Lists = (Option<Arc<List>>, Option<Arc<List>>);

/// The file is missing.
const NONE: [&str; 3] = ["-"; 3];

/// How `legacy` and `cti` respond to an ITL.
fn only_sbd(outcome: &'static str) -> [&'static str; 3] {
    [outcome, "not asked", "not asked"]
}

/// What `sbd` does, and what the others do.
fn and_others(sbd: &'static str, others: &'static str) -> [&'static str; 3] {
    [sbd, others, others]
}

fn both(ctl: &Arc<List>, itl: &Arc<List>) -> Lists {
    (Some(ctl.clone()), Some(itl.clone()))
}

fn only_ctl(ctl: &Arc<List>) -> Lists {
    (Some(ctl.clone()), None)
}

fn only_itl(itl: &Arc<List>) -> Lists {
    (None, Some(itl.clone()))
}

/// A's TVS, which knows these certificates.
fn tvs_of_a(knows: &str) -> Vec<Tvs> {
    vec![tvs("tvs", knows, Told::Up)]
}

/// The lists of A in 12.0 and later: ITLRecovery signs, CallManager is a SAST too.
fn lists_of_12() -> (Arc<List>, Arc<List>) {
    (ctl("rec", "0:cm 2:cm 4:capf 0:rec 2:sub"), itl("rec", "0:cm 2:cm 0:rec 21:tvs 4:capf"))
}

fn regenerated_certificates() -> Vec<Case> {
    let (ctl_12, itl_12) = lists_of_12();
    let single_ctl = ctl("cm", "0:cm 2:cm 4:capf");
    let single_itl = itl("cm", "0:cm 3:cm 0:rec 21:tvs 4:capf");
    let two_ctl = ctl("cm", "0:cm 2:cm 4:capf 0:rec");
    let itl_8 = itl("cm", "0:cm 3:cm 21:#tvs 4:#capf");
    let after_6 = ctl("cm", "0:cm 2:cm 4:capf 0:rec.2 2:sub");
    let renewed_cm = || tvs_of_a("2,0:cm.2 2,0:sub");
    vec![
        Case {
            name: "1",
            stored: both(&single_ctl, &single_itl),
            offered: only_ctl(&ctl("cm.2", "0:cm.2 2:cm.2 4:capf")),
            tvs: renewed_cm(),
            ctl: and_others("tvs", "refused"),
            itl: NONE,
        },
        Case {
            name: "2",
            stored: both(&two_ctl, &single_itl),
            offered: only_ctl(&ctl("cm.2", "0:cm.2 2:cm.2 4:capf 0:rec")),
            tvs: renewed_cm(),
            ctl: and_others("tvs", "refused"),
            itl: NONE,
        },
        Case {
            name: "3",
            stored: both(&two_ctl, &single_itl),
            offered: only_ctl(&ctl("rec", "0:cm.2 2:cm.2 4:capf 0:rec")),
            tvs: renewed_cm(),
            ctl: and_others("ctl", "ctl"),
            itl: NONE,
        },
        Case {
            name: "4, signed by the new CallManager",
            stored: both(&ctl_12, &itl_12),
            offered: both(
                &ctl("cm.2", "0:cm.2 2:cm.2 4:capf 0:rec.2 2:sub"),
                &itl("cm.2", "0:cm.2 2:cm.2 0:rec.2 21:tvs.2 4:capf"),
            ),
            tvs: vec![tvs("tvs.2", "2,0:cm.2 2,0:sub", Told::Up)],
            ctl: and_others("refused", "refused"),
            itl: only_sbd("refused"),
        },
        Case {
            name: "4, signed by the new ITLRecovery",
            stored: both(&ctl_12, &itl_12),
            offered: both(
                &ctl("rec.2", "0:cm.2 2:cm.2 4:capf 0:rec.2 2:sub"),
                &itl("rec.2", "0:cm.2 2:cm.2 0:rec.2 21:tvs.2 4:capf"),
            ),
            tvs: vec![tvs("tvs.2", "2,0:cm.2 2,0:sub", Told::Up)],
            ctl: and_others("refused", "refused"),
            itl: only_sbd("refused"),
        },
        Case {
            name: "5",
            stored: only_itl(&itl_8),
            offered: only_itl(&itl("cm.2", "0:cm.2 3:cm.2 21:#tvs.2 4:#capf")),
            tvs: vec![tvs("tvs.2", "2,0:cm.2", Told::Up)],
            ctl: NONE,
            itl: only_sbd("refused"),
        },
        Case {
            name: "6",
            stored: both(&ctl_12, &itl_12),
            offered: only_ctl(&after_6),
            tvs: Vec::new(),
            ctl: and_others("ctl", "ctl"),
            itl: NONE,
        },
        Case {
            name: "7",
            stored: both(&after_6, &itl_12),
            offered: only_ctl(&ctl("rec.2", "0:cm 2:cm 4:capf 0:rec.2 2:sub")),
            tvs: Vec::new(),
            ctl: and_others("ctl", "ctl"),
            itl: NONE,
        },
        Case {
            name: "8, signed by the new ITLRecovery",
            stored: both(&ctl_12, &itl_12),
            offered: only_ctl(&ctl("rec.2", "0:cm.2 2:cm.2 4:capf 0:rec.2 2:sub")),
            tvs: renewed_cm(),
            ctl: and_others("refused", "refused"),
            itl: NONE,
        },
        Case {
            name: "8, signed by the new CallManager",
            stored: both(&ctl_12, &itl_12),
            offered: only_ctl(&ctl("cm.2", "0:cm.2 2:cm.2 4:capf 0:rec.2 2:sub")),
            tvs: renewed_cm(),
            ctl: and_others("tvs", "refused"),
            itl: NONE,
        },
        Case {
            name: "19",
            stored: both(&ctl_12, &itl_12),
            offered: both(
                &ctl("rec", "0:cm.2 2:cm.2 4:capf 0:rec 2:sub"),
                &itl("rec", "0:cm.2 2:cm.2 0:rec 21:tvs 4:capf"),
            ),
            tvs: Vec::new(),
            ctl: and_others("ctl", "ctl"),
            itl: only_sbd("ctl"),
        },
        Case {
            name: "20",
            stored: both(&ctl_12, &itl_12),
            offered: only_ctl(&ctl("rec.2", "0:cm 2:cm 4:capf 0:rec.2 2:sub")),
            tvs: tvs_of_a("2,0:cm 2,0:sub"),
            ctl: and_others("refused", "refused"),
            itl: NONE,
        },
    ]
}

fn clusters_without_a_ctl() -> Vec<Case> {
    let itl_10 = itl("cm", "0:cm 3:cm 0:rec 21:tvs 4:capf");
    let itl_10_of_sub = itl("sub", "0:sub 3:sub 0:rec 21:tvs 4:capf");
    let itl_12 = itl("rec", "0:cm 3:cm 0:rec 21:tvs 4:capf");
    let itl_9 = itl("cm", "0:cm 3:cm 21:tvs 4:capf");
    let reset = itl("cm", "0:cm 3:cm 0:rec.2 21:tvs 4:capf");
    let first = ctl("cm", "0:cm 2:cm 4:capf");
    let tokens = ctl("token1", "0:token1 0:token2 2:cm 4:capf");
    let renamed = "0:cm.2 3:cm.2 0:rec 21:tvs.2 4:capf";
    vec![
        Case {
            name: "16, the publisher's TFTP",
            stored: only_itl(&itl_10),
            offered: only_ctl(&first),
            tvs: tvs_of_a("2,0:cm 2,0:sub"),
            ctl: and_others("itl", "leap"),
            itl: NONE,
        },
        Case {
            name: "16, another TFTP",
            stored: only_itl(&itl_10_of_sub),
            offered: only_ctl(&first),
            tvs: tvs_of_a("2,0:cm 2,0:sub"),
            ctl: and_others("tvs", "leap"),
            itl: NONE,
        },
        Case {
            name: "17",
            stored: only_itl(&itl_12),
            offered: only_ctl(&ctl("rec", "0:cm 2:cm 4:capf 0:rec")),
            tvs: Vec::new(),
            ctl: and_others("itl", "leap"),
            itl: NONE,
        },
        Case {
            name: "18",
            stored: only_itl(&itl_12),
            offered: only_ctl(&tokens),
            tvs: tvs_of_a("2,0:cm token:token1 token:token2"),
            ctl: and_others("tvs", "leap"),
            itl: NONE,
        },
        Case {
            name: "18, without TVS",
            stored: only_itl(&itl_12),
            offered: only_ctl(&tokens),
            tvs: Vec::new(),
            ctl: and_others("refused", "leap"),
            itl: NONE,
        },
        Case {
            name: "21",
            stored: only_itl(&itl_12),
            offered: only_itl(&itl("rec.2", "0:cm 3:cm 0:rec.2 21:tvs 4:capf")),
            tvs: tvs_of_a("2,0:cm"),
            ctl: NONE,
            itl: only_sbd("refused"),
        },
        Case {
            name: "22, reset localkey",
            stored: only_itl(&itl_12),
            offered: only_itl(&reset),
            tvs: Vec::new(),
            ctl: NONE,
            itl: only_sbd("itl"),
        },
        Case {
            name: "22, itl update",
            stored: only_itl(&reset),
            offered: only_itl(&itl("rec.2", "0:cm 3:cm 0:rec.2 21:tvs 4:capf")),
            tvs: Vec::new(),
            ctl: NONE,
            itl: only_sbd("itl"),
        },
        Case {
            name: "25",
            stored: only_itl(&itl_9),
            offered: only_itl(&itl("cm.2", "0:cm.2 3:cm.2 21:tvs.2 4:capf")),
            tvs: vec![tvs("tvs.2", "2,0:cm.2", Told::Up)],
            ctl: NONE,
            itl: only_sbd("refused"),
        },
        Case {
            name: "26, signed by the new CallManager",
            stored: only_itl(&itl_10),
            offered: only_itl(&itl("cm.2", renamed)),
            tvs: vec![tvs("tvs.2", "2,0:cm.2", Told::Up)],
            ctl: NONE,
            itl: only_sbd("refused"),
        },
        Case {
            name: "26, signed by ITLRecovery",
            stored: only_itl(&itl_10),
            offered: only_itl(&itl("rec", renamed)),
            tvs: vec![tvs("tvs.2", "2,0:cm.2", Told::Up)],
            ctl: NONE,
            itl: only_sbd("itl"),
        },
    ]
}

fn moved_phones() -> Vec<Case> {
    let (ctl_a, itl_a) = lists_of_12();
    let ctl_b = ctl("b-rec", "0:b-cm 2:b-cm 4:b-capf 0:b-rec");
    let itl_b = itl("b-rec", "0:b-cm 2:b-cm 0:b-rec 21:b-tvs 4:b-capf");
    let imported = "0,3:b-rec 0,3:b-cm 2,0:cm 2,0:sub";
    let with_b = ctl("rec", "0:cm 2:cm 4:capf 0:rec 2:sub 0:b-rec");
    vec![
        Case {
            name: "9",
            stored: both(&ctl_a, &itl_a),
            offered: both(&ctl_b, &itl_b),
            tvs: tvs_of_a(imported),
            ctl: and_others("tvs", "refused"),
            // The CTL that was just accepted contains its signer.
            itl: only_sbd("ctl"),
        },
        Case {
            name: "9, the ITL alone",
            stored: both(&ctl_a, &itl_a),
            offered: only_itl(&itl_b),
            tvs: tvs_of_a(imported),
            ctl: NONE,
            itl: only_sbd("tvs"),
        },
        Case {
            name: "9b",
            stored: both(&with_b, &itl_a),
            offered: both(&ctl_b, &itl_b),
            tvs: Vec::new(),
            ctl: and_others("ctl", "ctl"),
            itl: only_sbd("ctl"),
        },
        Case {
            name: "10",
            stored: both(&ctl_a, &itl_a),
            offered: both(&ctl_b, &itl_b),
            tvs: tvs_of_a("2,0:cm 2,0:sub"),
            ctl: and_others("refused", "refused"),
            itl: only_sbd("refused"),
        },
        Case {
            name: "24",
            stored: both(&ctl_a, &itl_a),
            offered: only_itl(&itl_b),
            tvs: tvs_of_a("2,0:cm 2,0:sub"),
            ctl: NONE,
            itl: only_sbd("refused"),
        },
    ]
}

fn tokens() -> Vec<Case> {
    let itl_10 = itl("cm", "0:cm 2:cm 0:rec 21:tvs 4:capf");
    let itl_10_of_sub = itl("sub", "0:sub 2:sub 0:rec 21:tvs 4:capf");
    let two = ctl("token1", "0:token1 0:token2 2:cm 4:capf");
    let three = ctl("token1", "0:token1 0:token2 0:token3 2:cm 4:capf");
    let replaced = ctl("token3", "0:token3 0:token4 2:cm 4:capf");
    let in_11_5 = ctl("token1", "0:token1 0:token2 0:rec 0:cm 2:cm 4:capf");
    let upgraded = ctl("cm", "0:cm 2:cm 4:capf 0:rec");
    vec![
        Case {
            name: "11",
            stored: both(&two, &itl_10),
            offered: only_ctl(&ctl("token2", "0:token2 0:token1 2:cm 4:capf")),
            tvs: Vec::new(),
            ctl: and_others("ctl", "ctl"),
            itl: NONE,
        },
        Case {
            name: "12",
            stored: both(&three, &itl_10),
            offered: only_ctl(&ctl("token3", "0:token3 0:token1 0:token2 2:cm 4:capf")),
            tvs: Vec::new(),
            ctl: and_others("ctl", "ctl"),
            itl: NONE,
        },
        Case {
            name: "13, TVS knows token 3",
            stored: both(&two, &itl_10),
            offered: only_ctl(&replaced),
            tvs: tvs_of_a("2,0:cm token:token3 token:token4"),
            ctl: and_others("tvs", "refused"),
            itl: NONE,
        },
        Case {
            name: "13, TVS does not know token 3",
            stored: both(&two, &itl_10),
            offered: only_ctl(&replaced),
            tvs: tvs_of_a("2,0:cm"),
            ctl: and_others("refused", "refused"),
            itl: NONE,
        },
        Case {
            name: "14, the publisher's TFTP",
            stored: both(&two, &itl_10),
            offered: only_ctl(&upgraded),
            tvs: tvs_of_a("2,0:cm 2,0:sub"),
            ctl: and_others("itl", "refused"),
            itl: NONE,
        },
        Case {
            name: "14, another TFTP",
            stored: both(&two, &itl_10_of_sub),
            offered: only_ctl(&upgraded),
            tvs: tvs_of_a("2,0:cm 2,0:sub"),
            ctl: and_others("tvs", "refused"),
            itl: NONE,
        },
        Case {
            name: "14b, signed by CallManager",
            stored: both(&in_11_5, &itl_10_of_sub),
            offered: only_ctl(&upgraded),
            tvs: Vec::new(),
            ctl: and_others("ctl", "ctl"),
            itl: NONE,
        },
        Case {
            name: "14b, signed by ITLRecovery",
            stored: both(&in_11_5, &itl_10_of_sub),
            offered: only_ctl(&ctl("rec", "0:cm 2:cm 4:capf 0:rec")),
            tvs: Vec::new(),
            ctl: and_others("ctl", "ctl"),
            itl: NONE,
        },
    ]
}

fn phones_that_hold_nothing() -> Vec<Case> {
    let (ctl_12, itl_12) = lists_of_12();
    let sha512 = Draft { digest: Digest::Sha512, ..ctl_draft("rec", "0:cm 2:cm 4:capf 0:rec") };
    let sha512_itl = Draft { digest: Digest::Sha512, ..itl_draft("rec", "0:rec 3:cm 21:tvs") };
    vec![
        Case {
            name: "15",
            stored: (None, None),
            offered: both(&ctl_12, &itl_12),
            tvs: Vec::new(),
            ctl: and_others("leap", "leap"),
            itl: only_sbd("leap"),
        },
        Case {
            name: "15, signatures that do not verify",
            stored: (None, None),
            offered: both(&damaged(&ctl_12), &damaged(&itl_12)),
            tvs: Vec::new(),
            ctl: and_others("refused", "refused"),
            itl: only_sbd("refused"),
        },
        Case {
            name: "15, the ITL of a node whose certificate is not in the CTL",
            stored: (None, None),
            offered: both(&ctl("cm", "0:cm 2:-cm 2:-sub"), &itl("sub", "0:sub 3:sub 21:tvs")),
            tvs: Vec::new(),
            ctl: and_others("leap", "leap"),
            itl: only_sbd("leap"),
        },
        Case {
            name: "23",
            stored: (None, None),
            offered: both(&sha512.build(), &sha512_itl.build()),
            tvs: Vec::new(),
            ctl: ["leap? digest", "refused", "leap? digest"],
            itl: only_sbd("leap? digest"),
        },
    ]
}

#[test]
fn every_case_ends_as_the_table_says() {
    let cases: Vec<Case> = [
        regenerated_certificates(),
        clusters_without_a_ctl(),
        moved_phones(),
        tokens(),
        phones_that_hold_nothing(),
    ]
    .into_iter()
    .flatten()
    .collect();
    for case in &cases {
        for (index, class) in Class::ALL.into_iter().enumerate() {
            let phone = phone(class, case.stored.0.as_ref(), case.stored.1.as_ref());
            let offer = Offer { ctl: case.offered.0.clone(), itl: case.offered.1.clone() };
            let around = Circumstances { tvs: &case.tvs, sha512: false };
            let starts = phone.starts(&offer, around, Strictness::Strict);
            let found: Vec<_> = starts.iter().map(|s| (word(s.ctl), word(s.itl))).collect();
            let expected = (case.ctl[index].to_owned(), case.itl[index].to_owned());
            assert_eq!(found, [expected], "case {}, {class:?}", case.name);
        }
    }
    // Every number of the table; 4, 20, 21 and 24 speak of services too, which are judged
    // in judgements.rs.
    let number = |case: &Case| case.name.split(',').next().unwrap().to_owned();
    let numbers: BTreeSet<String> = cases.iter().map(number).collect();
    let mut expected: BTreeSet<String> = (1..=26).map(|number| number.to_string()).collect();
    expected.extend(["9b".to_owned(), "14b".to_owned()]);
    assert_eq!(numbers, expected);
    assert_eq!(cases.len(), 40);
}
