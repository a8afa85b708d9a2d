//! When TVS counts: step 6 of docs/phone.md.

use trustlist::list::Kind;
use trustlist::phone::{Answer, Class, Fact, Found, Rescue, Running, Tvs, Verdict};

use super::{planned, said, signed_by, verdict};
use crate::phones::lab::{boot, ctl, itl, phone, short, tvs};

/// The facts about TVS in a trace.
fn answers(verdict: &Verdict) -> Vec<(Option<usize>, Answer)> {
    let facts = verdict.trace.iter().filter_map(|step| match &step.fact {
        Fact::Tvs { record, answer, .. } => Some((*record, answer.clone(), step.rule)),
        _ => None,
    });
    facts
        .map(|(record, answer, rule)| {
            assert_eq!(rule, 6);
            (record, answer)
        })
        .collect()
}

#[test]
fn step_6_a_tvs_counts_only_where_it_stands_in_the_stored_itl() {
    let stored = itl("sast:pub-ccm tftp:pub-ccm tvs:pub-tvs tvs#:sub-tvs", "pub-ccm");
    let new = itl("sast:node-01 tftp:pub-ccm", "node-01");
    let tvs = |shown, running| tvs(shown, running, "sast:node-01");
    let said = |all: &[Tvs]| {
        let phone = phone(Class::Sbd, &[&stored], all);
        let verdict = boot(&phone, &[&new]).verdicts.remove(0);
        let answers = answers(&verdict).into_iter().map(|(record, answer)| {
            let name = match answer {
                Answer::NoRecord => "no record",
                Answer::NothingKnown { .. } => "not told",
                Answer::Stranger => "stranger",
                Answer::Down => "down",
                Answer::Uncounted(Found::Verified(_)) => "uncounted",
                Answer::Counted(Found::Verified(_)) => "verified",
                Answer::Counted(Found::Nowhere { .. }) => "nowhere",
                other => panic!("{other:?}"),
            };
            (record, name)
        });
        (short(&verdict), answers.collect::<Vec<_>>())
    };
    let served = || "served".to_owned();
    let by_tvs = || "TVS".to_owned();
    assert_eq!(said(&[]), (served(), vec![(None, "not told")]));
    assert_eq!(said(&[tvs("pub-tvs", Running::Up)]), (by_tvs(), vec![(Some(3), "verified")]));
    // By its hash as well.
    assert_eq!(said(&[tvs("sub-tvs", Running::Up)]), (by_tvs(), vec![(Some(4), "verified")]));
    assert_eq!(said(&[tvs("node-03", Running::Up)]), (served(), vec![(None, "stranger")]));
    // The certificate must be in a TVS record.
    assert_eq!(said(&[tvs("pub-ccm", Running::Up)]), (served(), vec![(None, "stranger")]));
    assert_eq!(said(&[tvs("pub-tvs", Running::Down)]), (served(), vec![(Some(3), "down")]));
    assert_eq!(said(&[tvs("pub-tvs", Running::Unknown)]), (served(), vec![(Some(3), "uncounted")]));
    // Each is asked, until one knows the signer.
    let knows_nothing = crate::phones::lab::tvs("pub-tvs", Running::Up, "");
    assert_eq!(
        said(&[tvs("node-03", Running::Up), knows_nothing, tvs("sub-tvs", Running::Up)]),
        (by_tvs(), vec![(None, "stranger"), (Some(3), "nowhere"), (Some(4), "verified")])
    );
    assert_eq!(
        said(&[tvs("sub-tvs", Running::Up), tvs("pub-tvs", Running::Up)]),
        (by_tvs(), vec![(Some(4), "verified")])
    );
    // Without a TVS record no TVS is asked, and no list is saved.
    let without = itl("sast:pub-ccm tftp:pub-ccm", "pub-ccm");
    let phone = phone(Class::Sbd, &[&without], &[tvs("pub-tvs", Running::Up)]);
    let verdict = boot(&phone, &[&new]).verdicts.remove(0);
    assert_eq!(answers(&verdict), [(None, Answer::NoRecord)]);
    assert_eq!(verdict.rescue, Rescue::None);
}

#[test]
fn step_6_the_itl_that_was_just_taken_decides_whom_to_ask() {
    let before = itl("sast:pub-ccm tftp:pub-ccm tvs:pub-tvs", "pub-ccm");
    let after = itl("sast:pub-ccm tftp:pub-ccm tvs:node-03", "pub-ccm");
    let by_other = ctl("sast:node-01 ccm+tftp:pub-ccm", "node-01");
    let tvs = [tvs("pub-tvs", Running::Up, "sast:node-01")];
    let phone = phone(Class::Sbd, &[&before], &tvs);
    assert_eq!(said(&phone, &[&by_other, &after]), ["TVS", "CTL 2"]);
    assert_eq!(said(&phone, &[&after, &by_other]), ["ITL 1", "served"]);
}

#[test]
fn step_6_tvs_has_to_vouch_for_a_sast() {
    let stored = itl("sast:pub-ccm tftp:pub-ccm tvs:pub-tvs", "pub-ccm");
    let phone = phone(Class::Sbd, &[&stored], &[tvs("pub-tvs", Running::Up, "tftp:node-01")]);
    for new in [itl("sast:node-01", "node-01"), ctl("sast:node-01", "node-01")] {
        let verdict = boot(&phone, &[&new]).verdicts.remove(0);
        let reason = "the signer is TVS (TFTP), a role that may not sign this list";
        assert_eq!(verdict.reason().unwrap().to_string(), reason);
    }
}

/// The reasons against a rescue by TVS.
#[test]
fn a_list_that_is_not_signed_by_itself_is_beyond_rescue() {
    let stored = itl("sast:pub-ccm tftp:pub-ccm tvs:pub-tvs", "pub-ccm");
    let phone = phone(Class::Sbd, &[&stored], &[]);
    let new = signed_by(Kind::Ctl, &planned("CN=new"));
    let good = verdict(&phone, new.clone());
    assert_eq!(good.rescue, Rescue::IfItKnows { records: vec![3] });
    let bad = verdict(&phone, new.with_bad_signature());
    assert_eq!(bad.rescue, Rescue::None);
    assert_eq!(good.reason(), bad.reason());
}
