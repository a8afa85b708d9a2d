//! The steps of one phone, rule by rule.

use std::sync::Arc;

use trustlist::digest::Digest;
use trustlist::list::Layout;

use super::lab::{
    Draft, certificate, ctl, ctl_draft, damaged, itl, itl_draft, phone, tvs, with_record_of,
    with_two_keys, word,
};
use support::rules::{
    Circumstances, Class, List, Offer, Outcome, Phone, Start, Strictness, Told, Tvs, is_sound,
};

/// What a phone does in one start; unknown counts as refused.
fn start(phone: &Phone, offer: &Offer, tvs: &[Tvs], sha512: bool) -> (String, String) {
    let starts = phone.starts(offer, Circumstances { tvs, sha512 }, Strictness::Strict);
    assert_eq!(starts.len(), 1);
    (word(starts[0].ctl), word(starts[0].itl))
}

fn on_ctl(phone: &Phone, new: &Arc<List>, tvs: &[Tvs]) -> String {
    start(phone, &Offer { ctl: Some(new.clone()), itl: None }, tvs, false).0
}

fn on_itl(phone: &Phone, new: &Arc<List>, tvs: &[Tvs]) -> String {
    start(phone, &Offer { ctl: None, itl: Some(new.clone()) }, tvs, false).1
}

#[test]
fn a_list_identical_to_the_stored_one_is_not_checked() {
    // Even if it would be refused: SHA-512 is not known to be verified.
    let new = Draft { digest: Digest::Sha512, ..ctl_draft("rec", "0:rec 2:cm") }.build();
    let later = Draft { digest: Digest::Sha512, time: 2, ..ctl_draft("rec", "0:rec 2:cm") };
    for class in Class::ALL {
        let phone = phone(class, Some(&new), None);
        assert_eq!(on_ctl(&phone, &new, &[]), "unchanged", "{class:?}");
        assert_ne!(on_ctl(&phone, &later.build(), &[]), "unchanged", "{class:?}");
    }
    let stored = itl("rec", "0:rec 3:cm");
    assert_eq!(on_itl(&phone(Class::Sbd, None, Some(&stored)), &stored, &[]), "unchanged");
}

#[test]
fn a_ctl_is_looked_for_among_the_sasts_of_the_ctl_then_of_the_itl_then_at_tvs() {
    let asked = [tvs("tvs", "2,0:cm", Told::Up)];
    let new = ctl("cm", "0:cm 2:cm");
    let with = ctl("rec", "0:rec 0:cm");
    let without = ctl("rec", "0:rec 2:cm");
    let with_itl = itl("rec", "0:rec 0:cm 21:tvs");
    let without_itl = itl("rec", "0:rec 2:cm 3:cm 21:tvs");
    let mut rows = 0;
    for (ctl, itl, expected) in [
        (Some(&with), Some(&with_itl), "ctl"),
        (Some(&with), None, "ctl"),
        (Some(&without), Some(&with_itl), "itl"),
        (None, Some(&with_itl), "itl"),
        (Some(&without), Some(&without_itl), "tvs"),
        (None, Some(&without_itl), "tvs"),
        // Roles 2 and 3 do not count for a CTL, and TVS is not asked without role 21.
        (Some(&without), None, "refused"),
        (None, None, "leap"),
    ] {
        assert_eq!(on_ctl(&phone(Class::Sbd, ctl, itl), &new, &asked), expected, "row {rows}");
        // Only the stored CTL counts for the others.
        let others = match ctl {
            Some(list) if Arc::ptr_eq(list, &with) => "ctl",
            Some(_) => "refused",
            None => "leap",
        };
        for class in [Class::Legacy, Class::Cti] {
            assert_eq!(on_ctl(&phone(class, ctl, itl), &new, &asked), others, "row {rows}");
        }
        rows += 1;
    }
    assert_eq!(rows, 8);
}

#[test]
fn an_itl_is_looked_for_among_sasts_and_servers_of_files() {
    let asked = [tvs("tvs", "2,0:cm 2,0:sub 2,3:cm.2", Told::Up)];
    let new = itl("cm", "0:cm 3:cm 21:tvs");
    let other = itl("rec", "0:rec 21:tvs");
    let other_ctl = ctl("rec", "0:rec");
    let mut rows = 0;
    for role in [0, 1, 2, 3, 4, 7] {
        let counts = [0, 2, 3].contains(&role);
        let ctl = ctl("rec", &format!("0:rec {role}:cm"));
        let itl = itl("rec", &format!("0:rec {role}:cm 4:capf"));
        let by = |place| if counts { place } else { "refused" };
        assert_eq!(on_itl(&phone(Class::Sbd, Some(&ctl), None), &new, &asked), by("ctl"));
        assert_eq!(on_itl(&phone(Class::Sbd, None, Some(&itl)), &new, &asked), by("itl"));
        rows += 1;
    }
    assert_eq!(rows, 6);
    for ctl in [None, Some(&other_ctl)] {
        let phone = phone(Class::Sbd, ctl, Some(&other));
        assert_eq!(on_itl(&phone, &new, &asked), "tvs");
        assert_eq!(on_itl(&phone, &new, &[]), "refused");
        // Of TVS only role 0 counts.
        assert_eq!(on_itl(&phone, &self::itl("cm.2", "0:cm.2"), &asked), "refused");
    }
}

#[test]
fn a_ctl_that_was_taken_a_moment_ago_counts_for_the_itl() {
    let stored = ctl("rec", "0:rec 2:cm");
    let offer = Offer {
        ctl: Some(ctl("rec", "0:rec 2:cm 2:sub")),
        itl: Some(itl("sub", "0:sub 3:sub 21:tvs")),
    };
    let taken = phone(Class::Sbd, Some(&stored), None);
    assert_eq!(start(&taken, &offer, &[], false), ("ctl".to_owned(), "ctl".to_owned()));
    let refused = Offer { ctl: Some(ctl("sub", "0:sub 2:sub")), ..offer };
    assert_eq!(start(&taken, &refused, &[], false), ("refused".to_owned(), "refused".to_owned()));
}

#[test]
fn only_a_phone_that_holds_nothing_leaps() {
    let (new_ctl, new_itl) = (ctl("b-cm", "0:b-cm"), itl("b-sub", "0:b-sub"));
    let (old_ctl, old_itl) = (ctl("cm", "0:cm"), itl("cm", "0:cm"));
    let offer = Offer { ctl: Some(new_ctl), itl: Some(new_itl) };
    for (ctl, itl, expected) in [
        (None, None, "leap"),
        (Some(&old_ctl), None, "refused"),
        (None, Some(&old_itl), "refused"),
        (Some(&old_ctl), Some(&old_itl), "refused"),
    ] {
        let found = start(&phone(Class::Sbd, ctl, itl), &offer, &[], false);
        assert_eq!(found, (expected.to_owned(), expected.to_owned()));
    }
}

#[test]
fn a_leap_wants_a_list_whose_own_signature_verifies() {
    let sound = ctl("cm", "0:cm 2:cm");
    let damaged = damaged(&sound);
    let empty = List::read(b"");
    for class in Class::ALL {
        let blank = Phone::new(class);
        assert_eq!(on_ctl(&blank, &sound, &[]), "leap");
        assert_eq!(on_ctl(&blank, &damaged, &[]), "refused");
        assert_eq!(on_ctl(&blank, &empty, &[]), "refused");
    }
    assert!(is_sound(&sound) && !is_sound(&damaged) && !is_sound(&empty));
}

#[test]
fn an_unsound_list_that_was_found_is_held_by_nobody() {
    let stored = ctl("rec", "0:rec 0:cm 2:cm");
    let offer = Offer { ctl: Some(with_two_keys("cm")), itl: None };
    let around = Circumstances { tvs: &[], sha512: false };
    for class in Class::ALL {
        for (strictness, expected) in
            [(Strictness::Strict, "ctl"), (Strictness::BothWays, "refused")]
        {
            let starts = phone(class, Some(&stored), None).starts(&offer, around, strictness);
            let found: Vec<_> = starts.iter().map(|start| word(start.ctl)).collect();
            assert_eq!(found, [expected], "{class:?}, {strictness:?}");
        }
    }
}

#[test]
fn classes_without_an_itl_do_not_look_into_one() {
    let stored = itl("rec", "0:rec 0:cm 21:tvs");
    let asked = [tvs("tvs", "2,0:cm 2,0:cm.2", Told::Up)];
    for (class, expected) in [
        (Class::Sbd, ["itl", "tvs"]),
        (Class::Legacy, ["refused"; 2]),
        (Class::Cti, ["refused"; 2]),
    ] {
        let phone = Phone { class, ctl: None, itl: Some(stored.clone()) };
        for (new, expected) in [ctl("cm", "0:cm"), ctl("cm.2", "0:cm.2")].iter().zip(expected) {
            assert_eq!(on_ctl(&phone, new, &asked), expected, "{class:?}");
        }
    }
}

#[test]
fn a_stored_list_decides_with_the_signature() {
    let stored = ctl("cm", "0:cm 2:cm");
    let new = damaged(&ctl("cm", "0:cm 2:cm 2:sub"));
    for class in Class::ALL {
        assert_eq!(on_ctl(&phone(class, Some(&stored), None), &new, &[]), "refused");
    }
}

#[test]
fn tvs_is_asked_only_where_its_certificate_is_in_the_stored_itl() {
    let new = ctl("cm.2", "0:cm.2 2:cm.2");
    let mut rows = 0;
    for (records, shows, told, expected) in [
        ("0:cm 21:tvs", "tvs", Told::Up, "tvs"),
        ("0:cm 21:#tvs", "tvs", Told::Up, "tvs"),
        ("0:cm 21:tvs", "tvs", Told::Untold, "tvs? untold"),
        ("0:cm 21:tvs", "tvs", Told::Down, "refused"),
        ("0:cm 21:tvs", "tvs.2", Told::Up, "refused"),
        ("0:cm 4:tvs", "tvs", Told::Up, "refused"),
        ("0:cm", "tvs", Told::Up, "refused"),
    ] {
        let asked = [tvs(shows, "2,0:cm.2", told)];
        let sbd = phone(Class::Sbd, None, Some(&itl("cm", records)));
        assert_eq!(on_ctl(&sbd, &new, &asked), expected, "row {rows}");
        rows += 1;
    }
    assert_eq!(rows, 7);
    // One TVS per node: each that is in the ITL is asked, and one answer is enough.
    let sbd = phone(Class::Sbd, None, Some(&itl("cm", "0:cm 21:tvs 21:tvs-sub")));
    for (first, second, expected) in [
        (Told::Down, Told::Up, "tvs"),
        (Told::Untold, Told::Up, "tvs"),
        (Told::Untold, Told::Down, "tvs? untold"),
        (Told::Down, Told::Down, "refused"),
    ] {
        let asked = [tvs("tvs", "2,0:cm.2", first), tvs("tvs-sub", "2,0:cm.2", second)];
        assert_eq!(on_ctl(&sbd, &new, &asked), expected);
    }
}

#[test]
fn tvs_knows_the_sasts_of_its_stores_and_the_tokens_of_the_servers_ctl() {
    let sbd = phone(Class::Sbd, None, Some(&itl("cm", "0:cm 21:tvs")));
    let by_token = ctl("token1", "0:token1 2:cm");
    let mut rows = 0;
    for (new, knows, expected) in [
        (ctl("cm.2", "0:cm.2"), "2,0:cm.2", "tvs"),
        (ctl("cm.2", "0:cm.2"), "0,3:cm.2", "tvs"),
        (ctl("cm.2", "0:cm.2"), "2:cm.2", "refused"),
        (ctl("cm.2", "0:cm.2"), "21:cm.2 4:cm.2 7:cm.2", "refused"),
        (by_token.clone(), "2,0:cm token:token1", "tvs"),
        (by_token.clone(), "2,0:cm token:token2", "refused"),
        // A SAST of the server's CTL that is not a token is not known because of that.
        (ctl("rec", "0:rec 2:cm"), "2,0:cm token:token1", "refused"),
    ] {
        assert_eq!(on_ctl(&sbd, &new, &[tvs("tvs", knows, Told::Up)]), expected, "row {rows}");
        rows += 1;
    }
    assert_eq!(rows, 7);
    // A token signs an ITL: TVS knows it if it is in the server's CTL.
    let signed = Draft { layout: Layout::Client, ..itl_draft("token1", "0:token1 3:cm 21:tvs") };
    let asked = [tvs("tvs", "token:token1", Told::Up)];
    let without = Offer { ctl: None, itl: Some(signed.build()) };
    assert_eq!(start(&sbd, &without, &asked, false).1, "refused");
    let refused = ctl("token2", "0:token2 0:token1");
    let with = Offer { ctl: Some(refused), ..without };
    assert_eq!(start(&sbd, &with, &asked, false), ("refused".to_owned(), "tvs".to_owned()));
}

#[test]
fn an_issuer_and_serial_that_are_written_differently_leave_it_unknown() {
    let written = |layout| Draft { layout, ..ctl_draft("cm", "0:cm 2:cm 0:rec") }.build();
    let (cucm, certutils) = (written(Layout::Cli), written(Layout::Certutils));
    let stored_itl = itl("rec", "0:cm 0:rec 21:tvs");
    let mut rows = 0;
    for (ctl, itl, new, expected) in [
        (Some(&cucm), None, &certutils, "ctl? spelling"),
        (Some(&certutils), None, &cucm, "ctl? spelling"),
        (None, Some(&stored_itl), &certutils, "itl? spelling"),
        // The spelling of the file in one place is enough.
        (Some(&certutils), Some(&stored_itl), &cucm, "itl"),
    ] {
        assert_eq!(on_ctl(&phone(Class::Sbd, ctl, itl), new, &[]), expected, "row {rows}");
        rows += 1;
    }
    assert_eq!(rows, 4);
    let asked = [tvs("tvs", "2,0:cm", Told::Up)];
    let sbd = phone(Class::Sbd, None, Some(&itl("rec", "0:rec 21:tvs")));
    assert_eq!(on_ctl(&sbd, &certutils, &asked), "tvs? spelling");
    // A token in the spelling of CUCM.
    let client = ctl("token1", "0:token1 0:token2 2:cm");
    let cli = Draft { layout: Layout::Cli, ..ctl_draft("token1", "0:token1 0:token2") }.build();
    for class in Class::ALL {
        assert_eq!(on_ctl(&phone(class, Some(&client), None), &cli, &[]), "ctl? spelling");
    }
    // The other key with the same names belongs to nobody.
    let same_names = phone(Class::Legacy, Some(&ctl("cm.2", "0:cm.2")), None);
    assert_eq!(on_ctl(&same_names, &cucm, &[]), "refused");
}

#[test]
fn digests_are_verified_as_the_table_of_classes_says() {
    let lists = [Digest::Sha1, Digest::Sha256, Digest::Sha512]
        .map(|digest| Draft { digest, time: 2, ..ctl_draft("cm", "0:cm 2:cm") }.build());
    let stored = ctl("cm", "0:cm 2:cm");
    let mut rows = 0;
    for (class, sha512, expected) in [
        (Class::Sbd, false, ["", "? digest", "? digest"]),
        (Class::Sbd, true, ["", "? digest", ""]),
        (Class::Cti, false, ["", "? digest", "? digest"]),
        (Class::Cti, true, ["", "? digest", ""]),
        (Class::Legacy, false, ["", "? digest", "refused"]),
        (Class::Legacy, true, ["", "? digest", "refused"]),
    ] {
        for (list, expected) in lists.iter().zip(expected) {
            for (place, held) in [("ctl", Some(&stored)), ("leap", None)] {
                let offer = Offer { ctl: Some(list.clone()), itl: None };
                let found = start(&phone(class, held, None), &offer, &[], sha512).0;
                let refused = expected == "refused";
                let expected =
                    if refused { expected.to_owned() } else { format!("{place}{expected}") };
                assert_eq!(found, expected, "{class:?} sha512 {sha512}");
                rows += 1;
            }
        }
    }
    assert_eq!(rows, 36);
}

#[test]
fn unknown_outcomes_count_both_ways_in_the_past() {
    let sha512 = |time| Draft { digest: Digest::Sha512, time, ..ctl_draft("cm", "0:cm 2:cm") };
    let new_itl = Draft { digest: Digest::Sha512, ..itl_draft("cm", "0:cm 3:cm") }.build();
    let offer = Offer { ctl: Some(sha512(1).build()), itl: Some(new_itl) };
    let around = Circumstances { tvs: &[], sha512: false };
    let ends = |phone: &Phone, strictness| -> Vec<(bool, bool, bool)> {
        let starts = phone.starts(&offer, around, strictness);
        let end = |s: &Start| (s.phone.ctl.is_some(), s.phone.itl.is_some(), s.complete);
        starts.iter().map(end).collect()
    };
    let blank = Phone::new(Class::Sbd);
    assert_eq!(ends(&blank, Strictness::Strict), [(false, false, false)]);
    let four =
        [(true, true, true), (true, false, false), (false, true, false), (false, false, false)];
    assert_eq!(ends(&blank, Strictness::BothWays), four);
    let cti = Phone::new(Class::Cti);
    assert_eq!(ends(&cti, Strictness::BothWays), [(true, false, true), (false, false, false)]);
    // A list that is certainly refused was not accepted.
    let legacy = Phone::new(Class::Legacy);
    assert_eq!(ends(&legacy, Strictness::BothWays), [(false, false, false)]);
}

#[test]
fn an_outcome_is_unknown_or_certain() {
    let (held, new) = (ctl("cm", "0:cm"), ctl("cm", "0:cm 2:cm"));
    let around = Circumstances { tvs: &[], sha512: false };
    let legacy = phone(Class::Legacy, Some(&held), None);
    let outcome =
        |list: &Arc<List>| legacy.on_ctl(&Offer { ctl: Some(list.clone()), itl: None }, around);
    let unknown = Draft { digest: Digest::Sha256, ..ctl_draft("cm", "0:cm 2:cm") }.build();
    for (outcome, certain, refused) in [
        (outcome(&new), true, false),
        (outcome(&held), true, false),
        (outcome(&unknown), false, true),
        (outcome(&ctl("sub", "0:sub")), true, true),
        (Outcome::NotOffered, true, false),
    ] {
        assert_eq!((outcome.is_certain(), outcome.is_refused()), (certain, refused), "{outcome:?}");
    }
    assert!(certificate("cm") != certificate("cm.2"));
}

#[test]
fn a_signer_whose_key_does_not_verify_ends_the_search_for_a_ctl() {
    let (new_ctl, new_itl) = (ctl("cm", "0:cm 2:cm"), itl("cm", "0:cm 3:cm"));
    let other_key = ctl("cm'", "0:cm' 2:cm'");
    let stored_itl = itl("cm", "0:cm 21:tvs");
    let sbd = phone(Class::Sbd, Some(&other_key), Some(&stored_itl));
    assert_eq!(on_ctl(&sbd, &new_ctl, &[]), "refused");
    // Every place is tried for an ITL, and every record of a place for both kinds.
    assert_eq!(on_itl(&sbd, &new_itl, &[]), "itl");
    let two_keys = with_record_of(&ctl_draft("rec", "0:cm' 0:rec"), &ctl_draft("cm", "0:cm"));
    let sbd = phone(Class::Sbd, Some(&two_keys), None);
    assert_eq!(on_ctl(&sbd, &new_ctl, &[]), "ctl");
    assert_eq!(on_itl(&sbd, &new_itl, &[]), "ctl");
    let asked = [tvs("tvs", "2,0:cm' 0,3:cm", Told::Up)];
    let sbd = phone(Class::Sbd, None, Some(&itl("rec", "0:rec 21:tvs")));
    assert_eq!(on_ctl(&sbd, &new_ctl, &asked), "tvs");
}
