//! The cases of docs/phone.md with known outcomes, each from real lists: the outcome
//! for each class, and the trace as a snapshot.
//!
//! The names. The 12.x cluster: `pub-ccm` (CallManager of the publisher), `sub-ccm`,
//! `pub-itlrecovery`, `pub-tvs`, `sub-tvs`; renewed `node-01` (CallManager), `node-02`
//! (ITLRecovery), `node-03` (TVS). The 10.x cluster: `1051-pub`, `1051-sub1`; renewed
//! `1051-pub-2048`. The cluster B of a migration: `sub-itlrecovery`, `node-04`.

use trustlist::digest::Digest;
use trustlist::list::Role;
use trustlist::phone::{Class, Outcome, Rescue, Running, Tvs};
use trustlist::report::phone::{SimulatedStart, explanation};

use crate::phones::lab::{Draft, boot, ctl, itl, phone, short, tvs};

/// A row: the phone, and the lists at each start.
struct Case {
    number: &'static str,
    stored: Vec<Draft>,
    tvs: Vec<Tvs>,
    stages: Vec<Vec<Draft>>,
    /// For `sbd`, `legacy`, `cti`: the result of [`short`] for each list in turn.
    expected: [&'static str; 3],
}

impl Case {
    fn new(number: &'static str, stored: &[Draft], stages: &[&[Draft]]) -> Self {
        let stages = stages.iter().map(|stage| stage.to_vec()).collect();
        Self { number, stored: stored.to_vec(), tvs: Vec::new(), stages, expected: [""; 3] }
    }

    fn tvs(self, tvs: Tvs) -> Self {
        Self { tvs: vec![tvs], ..self }
    }

    fn gives(self, sbd: &'static str, legacy: &'static str, cti: &'static str) -> Self {
        Self { expected: [sbd, legacy, cti], ..self }
    }

    fn play(&self) -> Vec<SimulatedStart> {
        let mut starts = Vec::new();
        for class in Class::ALL {
            let stored: Vec<_> = self.stored.iter().collect();
            let mut phone = phone(class, &stored, &self.tvs);
            for (index, stage) in self.stages.iter().enumerate() {
                let boot = boot(&phone, &stage.iter().collect::<Vec<_>>());
                phone = boot.after.clone();
                let files = stage.iter().map(|draft| draft.kind.filename().to_owned()).collect();
                starts.push(SimulatedStart { class, stage: index + 1, files, boot });
            }
        }
        starts
    }
}

/// The result of [`short`] for all lists that a class got, in order.
fn said(starts: &[SimulatedStart], class: Class) -> String {
    let of_class = starts.iter().filter(|starts| starts.class == class);
    let verdicts = of_class.flat_map(|starts| &starts.boot.verdicts);
    verdicts.map(short).collect::<Vec<_>>().join(", ")
}

/// The lists of the 12.x cluster.
fn ctl_12() -> Draft {
    ctl(
        "sast:pub-ccm ccm+tftp:pub-ccm capf:pub-capf sast:pub-itlrecovery ccm+tftp:sub-ccm",
        "pub-itlrecovery",
    )
}

fn itl_12() -> Draft {
    itl(
        "sast:pub-itlrecovery sast:pub-ccm ccm+tftp:pub-ccm tvs:pub-tvs tvs:sub-tvs capf:pub-capf",
        "pub-itlrecovery",
    )
}

/// The ITL of its publisher in non-secure mode, and those after ITLRecovery was renewed: signed by
/// the new one at once, or by CallManager.
fn itl_only() -> Draft {
    itl("sast:pub-itlrecovery sast:pub-ccm tftp:pub-ccm tvs:pub-tvs", "pub-itlrecovery")
}

fn itl_recovery_renewed(signer: &str) -> Draft {
    itl("sast:node-02 sast:pub-ccm tftp:pub-ccm tvs:pub-tvs", signer)
}

/// The CTL with ITLRecovery renewed.
fn recovery_renewed(signer: &str) -> Draft {
    ctl("sast:pub-ccm ccm+tftp:pub-ccm capf:pub-capf sast:node-02 ccm+tftp:sub-ccm", signer)
}

/// The CTL with both renewed.
fn both_renewed(signer: &str) -> Draft {
    ctl("sast:node-01 ccm+tftp:node-01 capf:pub-capf sast:node-02 ccm+tftp:sub-ccm", signer)
}

/// The ITLs of a 10.x cluster, in mixed mode: of the publisher, of the subscriber.
fn itl_10(node: &str) -> Draft {
    itl(&format!("sast:{node} ccm+tftp:{node} sast:pub-itlrecovery tvs:pub-tvs"), node)
}

/// The ITL of its publisher in non-secure mode, after its host name changed: CallManager and TVS
/// renewed, ITLRecovery not.
fn itl_renamed(signer: &str) -> Draft {
    let records = "sast:1051-pub-2048 tftp:1051-pub-2048 sast:pub-itlrecovery tvs:node-03";
    itl(records, signer)
}

/// Its tokenless CTLs, with the signer as the publisher's CallManager.
fn ctl_10(callmanager: &str) -> Draft {
    let records = format!("sast:{callmanager} ccm+tftp:{callmanager} capf:1051-capf");
    ctl(&records, callmanager)
}

/// Token lists of a cluster with these tokens.
fn token_ctl(tokens: &[u8], signer: u8) -> Draft {
    let sasts: Vec<_> = tokens.iter().map(|token| format!("sast:token-{token}")).collect();
    let records = format!("{} ccm+tftp:1051-pub ccm+tftp:1051-sub1", sasts.join(" "));
    ctl(&records, &format!("token-{signer}")).client()
}

/// A list that is signed with SHA-512.
fn sha512(draft: Draft) -> Draft {
    Draft { digest: Digest::Sha512, ..draft }
}

/// Cluster B.
fn ctl_b() -> Draft {
    ctl("sast:node-04 ccm+tftp:node-04 sast:sub-itlrecovery", "sub-itlrecovery")
}

fn itl_b() -> Draft {
    itl("sast:sub-itlrecovery sast:node-04 ccm+tftp:node-04 tvs:multi-server", "sub-itlrecovery")
}

/// The 12.x cluster's TVS: what it knows without imports.
fn tvs_12() -> Tvs {
    tvs(
        "pub-tvs",
        Running::Up,
        "ccm+tftp,sast:pub-ccm tvs:pub-tvs capf:pub-capf ccm+tftp,sast:sub-ccm",
    )
}

fn cases() -> Vec<Case> {
    let renewed_12 = tvs("pub-tvs", Running::Up, "ccm+tftp,sast:node-01 tvs:pub-tvs");
    let renewed_10 = tvs("pub-tvs", Running::Up, "ccm+tftp,sast:1051-pub-2048");
    let ctl_105 = ctl("sast:1051-pub ccm+tftp:1051-pub sast:pub-itlrecovery", "1051-pub");
    let after_105 =
        |signer| ctl("sast:1051-pub-2048 ccm+tftp:1051-pub-2048 sast:pub-itlrecovery", signer);
    vec![
        Case::new("1", &[ctl_10("1051-pub"), itl_10("1051-pub")], &[&[ctl_10("1051-pub-2048")]])
            .tvs(renewed_10.clone())
            .gives("TVS", "locked out", "locked out"),
        Case::new("2", &[ctl_105.clone(), itl_10("1051-pub")], &[&[after_105("1051-pub-2048")]])
            .tvs(renewed_10.clone())
            .gives("TVS", "locked out", "locked out"),
        Case::new("3", &[ctl_105, itl_10("1051-pub")], &[&[after_105("pub-itlrecovery")]])
            .gives("CTL 3", "CTL 3", "CTL 3"),
        // The TVS that runs is the renewed one, which no stored list knows.
        Case::new(
            "4",
            &[ctl_12(), itl_12()],
            &[
                &[
                    both_renewed("node-02"),
                    itl("sast:node-02 ccm+tftp:node-01 tvs:node-03 tvs:sub-tvs", "node-02"),
                ],
                &[
                    both_renewed("node-01"),
                    itl("sast:node-01 ccm+tftp:node-01 tvs:node-03 tvs:sub-tvs", "node-01"),
                ],
            ],
        )
        .tvs(tvs("node-03", Running::Up, "ccm+tftp,sast:node-01 tvs:node-03"))
        .gives(
            "locked out, locked out, locked out, locked out",
            "locked out, not asked, locked out, not asked",
            "locked out, not asked, locked out, not asked",
        ),
        Case::new(
            "5",
            &[itl("sast:itl8-ccm tftp:itl8-ccm tvs#:itl8-tvs capf#:itl8-capf", "itl8-ccm")],
            &[&[itl("sast:1051-pub tftp:1051-pub tvs#:node-03 capf#:itl8-capf", "1051-pub")]],
        )
        .tvs(tvs("node-03", Running::Up, "ccm+tftp,sast:1051-pub"))
        .gives("locked out", "not asked", "not asked"),
        Case::new("6", &[ctl_12(), itl_12()], &[&[recovery_renewed("pub-ccm")]])
            .gives("CTL 1", "CTL 1", "CTL 1"),
        Case::new(
            "7",
            &[ctl_12(), itl_12()],
            &[&[recovery_renewed("pub-ccm")], &[recovery_renewed("node-02")]],
        )
        .gives("CTL 1, CTL 4", "CTL 1, CTL 4", "CTL 1, CTL 4"),
        Case::new(
            "8",
            &[ctl_12(), itl_12()],
            &[&[both_renewed("node-02")], &[both_renewed("node-01")]],
        )
        .tvs(renewed_12)
        .gives("locked out, TVS", "locked out, locked out", "locked out, locked out"),
        Case::new("9", &[ctl_12(), itl_12()], &[&[ctl_b(), itl_b()]])
            .tvs(tvs_12().knowing(
                &crate::phones::lab::certificate("sub-itlrecovery"),
                &[Role::SAST, Role::TFTP],
            ))
            .gives("TVS, CTL 3", "locked out, not asked", "locked out, not asked"),
        Case::new(
            "9b",
            &[ctl_12(), itl_12()],
            &[
                &[ctl(
                    "sast:pub-ccm ccm+tftp:pub-ccm sast:pub-itlrecovery sast:sub-itlrecovery \
                     sast:node-04",
                    "pub-itlrecovery",
                )],
                &[ctl_b(), itl_b()],
            ],
        )
        .gives("CTL 4, CTL 4, CTL 3", "CTL 4, CTL 4, not asked", "CTL 4, CTL 4, not asked"),
        Case::new("10", &[ctl_12(), itl_12()], &[&[ctl_b(), itl_b()]]).tvs(tvs_12()).gives(
            "locked out, locked out",
            "locked out, not asked",
            "locked out, not asked",
        ),
        Case::new("11", &[token_ctl(&[1, 2], 1)], &[&[token_ctl(&[1, 2], 2)]])
            .gives("CTL 2", "CTL 2", "CTL 2"),
        Case::new(
            "12",
            &[token_ctl(&[1, 2], 1)],
            &[&[token_ctl(&[1, 2, 3], 1)], &[token_ctl(&[1, 2, 3], 3)]],
        )
        .gives("CTL 1, CTL 3", "CTL 1, CTL 3", "CTL 1, CTL 3"),
        Case::new("13", &[token_ctl(&[1, 2], 1), itl_10("1051-pub")], &[&[token_ctl(&[3], 3)]])
            .tvs(tvs("pub-tvs", Running::Up, "sast:token-3"))
            .gives("TVS", "served", "served"),
        // The publisher's phones, then the subscriber's.
        Case::new("14", &[token_ctl(&[1, 2], 1), itl_10("1051-pub")], &[&[ctl_10("1051-pub")]])
            .gives("ITL 1", "served", "served"),
        Case::new("14", &[token_ctl(&[1, 2], 1), itl_10("1051-sub1")], &[&[ctl_10("1051-pub")]])
            .tvs(tvs("pub-tvs", Running::Up, "ccm+tftp,sast:1051-pub"))
            .gives("TVS", "served", "served"),
        // 11.5 is signed by CallManager, 12.0 and later by ITLRecovery.
        Case::new(
            "14b",
            &[ctl(
                "sast:token-1 sast:token-2 sast:pub-itlrecovery sast:pub-ccm ccm+tftp:pub-ccm",
                "token-1",
            )
            .client()],
            &[
                &[ctl("sast:pub-ccm ccm+tftp:pub-ccm sast:pub-itlrecovery", "pub-ccm")],
                &[ctl("sast:pub-ccm ccm+tftp:pub-ccm sast:pub-itlrecovery", "pub-itlrecovery")],
            ],
        )
        .gives("CTL 4, CTL 3", "CTL 4, CTL 3", "CTL 4, CTL 3"),
        Case::new("15", &[], &[&[ctl_12(), itl_12()]]).gives(
            "first, first",
            "first, not asked",
            "first, not asked",
        ),
        // The publisher's phones, then the subscriber's. The other classes hold nothing.
        Case::new("16", &[itl_10("1051-pub")], &[&[ctl_10("1051-pub")]])
            .gives("ITL 1", "first", "first"),
        Case::new("16", &[itl_10("1051-sub1")], &[&[ctl_10("1051-pub")]])
            .tvs(tvs("pub-tvs", Running::Up, "ccm+tftp,sast:1051-pub"))
            .gives("TVS", "first", "first"),
        Case::new("17", &[itl_only()], &[&[ctl_12()]]).gives("ITL 1", "first", "first"),
        Case::new("18", &[itl_10("1051-pub")], &[&[token_ctl(&[1, 2], 1)]])
            .tvs(tvs("pub-tvs", Running::Up, "ccm+tftp,sast:1051-pub sast:token-1 sast:token-2"))
            .gives("TVS", "first", "first"),
        Case::new(
            "19",
            &[ctl_12(), itl_12()],
            &[&[
                ctl(
                    "sast:node-01 ccm+tftp:node-01 sast:pub-itlrecovery ccm+tftp:sub-ccm",
                    "pub-itlrecovery",
                ),
                itl(
                    "sast:pub-itlrecovery sast:node-01 ccm+tftp:node-01 tvs:pub-tvs tvs:sub-tvs",
                    "pub-itlrecovery",
                ),
            ]],
        )
        .gives("CTL 4, CTL 3", "CTL 4, not asked", "CTL 4, not asked"),
        Case::new("20", &[ctl_12(), itl_12()], &[&[recovery_renewed("node-02")]])
            .tvs(tvs_12())
            .gives("served", "served", "served"),
        Case::new("21", &[itl_only()], &[&[itl_recovery_renewed("node-02")]]).tvs(tvs_12()).gives(
            "served",
            "not asked",
            "not asked",
        ),
        Case::new(
            "22",
            &[itl_only()],
            &[&[itl_recovery_renewed("pub-ccm")], &[itl_recovery_renewed("node-02")]],
        )
        .gives("ITL 2, ITL 1", "not asked, not asked", "not asked, not asked"),
        Case::new("23", &[], &[&[sha512(ctl_12()), sha512(itl_12())]]).gives(
            "served, served",
            "served, not asked",
            "served, not asked",
        ),
        Case::new("24", &[ctl_12(), itl_12()], &[&[itl_b()]]).tvs(tvs_12()).gives(
            "locked out",
            "not asked",
            "not asked",
        ),
        Case::new(
            "25",
            &[itl("sast:itl8-ccm tftp:itl8-ccm tvs:itl8-tvs capf:itl8-capf", "itl8-ccm")],
            &[&[itl("sast:1051-pub tftp:1051-pub tvs:node-03 capf:itl8-capf", "1051-pub")]],
        )
        .tvs(tvs("node-03", Running::Up, "ccm+tftp,sast:1051-pub"))
        .gives("locked out", "not asked", "not asked"),
        Case::new(
            "26",
            &[itl("sast:1051-pub tftp:1051-pub sast:pub-itlrecovery tvs:pub-tvs", "1051-pub")],
            &[&[itl_renamed("1051-pub-2048")], &[itl_renamed("pub-itlrecovery")]],
        )
        .tvs(tvs("node-03", Running::Up, "ccm+tftp,sast:1051-pub-2048"))
        .gives("locked out, ITL 3", "not asked, not asked", "not asked, not asked"),
    ]
}

#[test]
fn every_case_ends_as_known() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut numbers = Vec::new();
    let mut texts: Vec<String> = Vec::new();
    for case in cases() {
        let starts = case.play();
        let found = Class::ALL.map(|class| said(&starts, class));
        assert_eq!(found, case.expected, "case {}", case.number);
        // The second half of a case follows the first.
        if numbers.last() == Some(&case.number) {
            *texts.last_mut().expect("the first half") += &format!("\n{}", explanation(&starts));
        } else {
            numbers.push(case.number);
            texts.push(explanation(&starts));
        }
    }
    for (number, text) in numbers.iter().zip(texts) {
        settings.bind(|| insta::assert_snapshot!(format!("case-{number:0>2}"), text));
    }
    assert_eq!(numbers.len(), 28);
    let folder = support::fixtures::source("tests/library/phones/snapshots");
    assert_eq!(std::fs::read_dir(folder).expect("the snapshots").count(), 28);
}

/// If a case depends on TVS, a TVS that is not known to run changes nothing, and is named; one that
/// is down is not named.
#[test]
fn what_only_tvs_saves_is_told_apart() {
    let mut saved = Vec::new();
    for mut case in cases() {
        let starts = case.play();
        let by_tvs: Vec<_> = verdicts(&starts).map(|verdict| short(verdict) == "TVS").collect();
        if !by_tvs.contains(&true) {
            continue;
        }
        for running in [Running::Unknown, Running::Down] {
            case.tvs.iter_mut().for_each(|tvs| tvs.running = running);
            let starts = case.play();
            let mut rescued = 0;
            for (verdict, by_tvs) in verdicts(&starts).zip(&by_tvs) {
                if *by_tvs {
                    assert!(verdict.outcome.is_refused(), "case {}", case.number);
                }
                match (&verdict.rescue, running) {
                    (Rescue::IfItRuns(anchor), Running::Unknown) => {
                        assert_eq!(anchor.role, Role::SAST, "case {}", case.number);
                        rescued += 1;
                    }
                    (Rescue::None, _) => {}
                    (rescue, _) => panic!("case {}: {rescue:?}", case.number),
                }
            }
            // With B's CTL refused, its ITL is refused too, and TVS would save both.
            let expected = match running {
                Running::Unknown if case.number == "9" => 2,
                Running::Unknown => 1,
                _ => 0,
            };
            assert_eq!(rescued, expected, "case {}", case.number);
        }
        // If nothing is known of TVS, only its record is.
        case.tvs.clear();
        let rescues: Vec<_> =
            verdicts(&case.play()).map(|verdict| verdict.rescue.clone()).collect();
        let known = rescues.iter().filter(|rescue| matches!(rescue, Rescue::IfItKnows { .. }));
        assert!(known.count() > 0, "case {}", case.number);
        saved.push(case.number);
    }
    assert_eq!(saved, ["1", "2", "8", "9", "13", "14", "16", "18"]);
}

fn verdicts(starts: &[SimulatedStart]) -> impl Iterator<Item = &trustlist::phone::Verdict> {
    starts.iter().flat_map(|starts| &starts.boot.verdicts)
}

/// Case 15: any list whose own signature verifies is accepted, and no other.
#[test]
fn a_new_phone_takes_what_is_signed_by_itself() {
    for draft in [ctl_b(), itl_b(), token_ctl(&[1, 2], 2), ctl_10("1051-pub")] {
        let mut bytes = draft.bytes();
        let offer = |bytes: &[u8]| trustlist::phone::Offer::read(bytes).expect("a list");
        let good = offer(&bytes);
        *bytes.last_mut().expect("a byte") ^= 1;
        let bad = offer(&bytes);
        let phone = phone(Class::Sbd, &[], &[]);
        let boot = phone.boot(&[bad, good], &trustlist::phone::Servers::Shown);
        assert_eq!(boot.verdicts.iter().map(short).collect::<Vec<_>>(), ["served", "first"]);
        assert!(matches!(boot.verdicts[1].outcome, Outcome::Accepted(_)));
    }
}
