//! What no source decides: how it counts, and for which phones.

use trustlist::digest::Digest;
use trustlist::list::{Kind, Layout, Role};
use trustlist::phone::{Class, Doubt, Holder, Running, Server, State, Takes};

use crate::phones::lab::{Draft, boot, certificate, ctl, itl, phone, tvs};

#[test]
fn digests_that_a_class_verifies() {
    let mut rows = 0;
    // SHA-1, SHA-256, SHA-512 and an unknown one; the verdicts if doubt refuses, and if it accepts.
    for (class, told, refuses, accepts) in [
        (Class::Sbd, false, "yes no no no", "yes yes yes yes"),
        (Class::Sbd, true, "yes no yes no", "yes yes yes yes"),
        (Class::Cti, false, "yes no no no", "yes yes yes yes"),
        (Class::Cti, true, "yes no yes no", "yes yes yes yes"),
        // It is known not to verify SHA-512, whatever the user states.
        (Class::Legacy, false, "yes no no no", "yes yes no yes"),
        (Class::Legacy, true, "yes no no no", "yes yes no yes"),
    ] {
        for (doubt, expected) in [(Doubt::Refuses, refuses), (Doubt::Accepts, accepts)] {
            let mut phone = State::new(class);
            phone.sha512 = told;
            let codes = [1, 2, 3, 9].map(|code| phone.verifies(code, doubt));
            let words = codes.map(|verifies| if verifies { "yes" } else { "no" });
            assert_eq!(words.join(" "), expected, "{class}, {told}, {doubt:?}");
            rows += 1;
        }
    }
    assert_eq!(rows, 12);
}

#[test]
fn what_a_phone_takes_surely_perhaps_and_never() {
    let held_ctl = ctl("sast:pub-ccm ccm+tftp:pub-ccm sast:pub-itlrecovery", "pub-ccm");
    let held_itl = itl("sast:pub-ccm tftp:pub-ccm tvs:pub-tvs", "pub-ccm");
    let held = [&held_ctl, &held_itl];
    let known = ctl("sast:pub-itlrecovery", "pub-itlrecovery");
    let sha512 = Draft { digest: Digest::Sha512, ..known.clone() };
    let spelled = Draft { layout: Layout::Certutils, ..known.clone() };
    let stranger = ctl("sast:node-01", "node-01");
    let stranger_itl = itl("sast:node-01", "node-01");
    let of = |running| vec![tvs("pub-tvs", running, "sast:node-01")];
    let (up, untold, down) = (of(Running::Up), of(Running::Unknown), of(Running::Down));
    let knows_other = vec![tvs("pub-tvs", Running::Unknown, "sast:node-02")];
    let (surely, perhaps, never) = (Takes::Surely, Takes::Perhaps, Takes::Never);
    let mut rows = 0;
    for (name, class, stored, tvs, new, expected, comes_to_tvs) in [
        ("a known signer", Class::Sbd, &held[..], &[][..], &known, surely, false),
        ("what it has", Class::Sbd, &held, &[], &held_ctl, surely, false),
        ("an ITL that it never asks for", Class::Legacy, &held, &[], &stranger_itl, surely, false),
        ("anything, where nothing is held", Class::Cti, &[], &[], &stranger, surely, false),
        ("a digest", Class::Sbd, &held, &[], &sha512, perhaps, false),
        ("a digest, where nothing is held", Class::Cti, &[], &[], &sha512, perhaps, false),
        (
            "a digest that the class does not verify",
            Class::Legacy,
            &held,
            &[],
            &sha512,
            never,
            false,
        ),
        ("a spelling", Class::Cti, &held, &[], &spelled, perhaps, false),
        ("TVS that runs", Class::Sbd, &held, &up, &stranger, surely, true),
        ("TVS of which nobody says so", Class::Sbd, &held, &untold, &stranger, perhaps, true),
        ("TVS that does not run", Class::Sbd, &held, &down, &stranger, never, true),
        ("TVS of which nothing is known", Class::Sbd, &held, &[], &stranger, perhaps, true),
        ("the same of an ITL", Class::Sbd, &held, &[], &stranger_itl, perhaps, true),
        ("TVS that knows another", Class::Sbd, &held, &knows_other, &stranger, never, true),
        ("no TVS is asked without an ITL", Class::Sbd, &held[..1], &[], &stranger, never, true),
        ("nor by other classes", Class::Legacy, &held, &untold, &stranger, never, false),
    ] {
        let state = phone(class, stored, tvs);
        let takes = state.takes(&new.offer(), state.is_blank());
        assert_eq!(takes, expected, "{name}");
        let without_tvs = state.takes_without_tvs(&new.offer(), state.is_blank());
        assert_eq!(without_tvs, (!comes_to_tvs).then_some(takes), "{name}");
        // Judged strictly, only a certain list is accepted.
        let boot = boot(&state, &[new]);
        assert_eq!(boot.verdicts[0].outcome.is_refused(), takes != surely, "{name}");
        // In the past both outcomes were possible.
        let may = state.may_become(&[new.offer()]);
        let taken = |state: &&State| {
            state.stored(new.kind).is_some_and(|stored| stored.is_same(new.offer().list()))
        };
        let count = (may.iter().filter(taken).count(), may.len());
        let asks = new.kind == Kind::Ctl || class == Class::Sbd;
        let expected = match takes {
            Takes::Surely if asks => (1, 1),
            Takes::Surely | Takes::Never => (0, 1),
            Takes::Perhaps => (1, 2),
        };
        assert_eq!(count, expected, "{name}");
        rows += 1;
    }
    assert_eq!(rows, 16);
}

/// Each list is judged by itself: the CTL first.
#[test]
fn two_lists_of_a_start_may_end_in_four_ways() {
    let held_ctl = ctl("sast:pub-ccm ccm+tftp:pub-ccm", "pub-ccm");
    let held_itl = itl("sast:pub-ccm tftp:pub-ccm tvs:pub-tvs", "pub-ccm");
    let state = phone(Class::Sbd, &[&held_ctl, &held_itl], &[]);
    let sha512 = |draft: Draft| Draft { digest: Digest::Sha512, ..draft };
    let new_ctl = sha512(ctl("sast:pub-ccm", "pub-ccm"));
    let new_itl = sha512(itl("sast:pub-ccm tftp:pub-ccm", "pub-ccm"));
    let by_other = itl("sast:node-01", "node-01");
    let telling = sha512(ctl("sast:pub-ccm sast:node-01", "pub-ccm"));
    assert_eq!(state.may_become(&[]).len(), 1);
    assert_eq!(state.may_become(&[new_ctl.offer(), new_itl.offer()]).len(), 4);
    // A phone that refuses the CTL asks TVS about the ITL's signer, which TVS may know.
    assert_eq!(state.may_become(&[telling.offer(), by_other.offer()]).len(), 3);
    // A phone that holds nothing accepts both, whoever signed them.
    let blank = State::new(Class::Sbd);
    assert_eq!(blank.may_become(&[held_ctl.offer(), by_other.offer()]).len(), 1);
    assert_eq!(blank.may_become(&[new_ctl.offer(), new_itl.offer()]).len(), 4);
}

#[test]
fn what_a_class_wants_of_a_server() {
    let secure = ctl("sast:pub-ccm ccm+tftp:pub-ccm ccm:sub-ccm tftp:node-02", "pub-ccm");
    let server = |role, name| Server { role, holder: Holder::of(&certificate(name)).into() };
    let standing = |class, role, name, mixed| {
        let state = phone(class, &[&secure], &[]);
        match state.check_server(&server(role, name), mixed) {
            None => "nothing",
            Some(standing) if standing.is_trusted() => "trusted",
            Some(_) => "not trusted",
        }
    };
    let mut rows = 0;
    for (role, name, files, cti, not_mixed) in [
        (Role::TFTP, "node-02", "trusted", "nothing", "trusted"),
        (Role::TFTP, "node-03", "not trusted", "nothing", "not trusted"),
        (Role::CCM, "sub-ccm", "trusted", "trusted", "not trusted"),
        (Role::CCM, "node-03", "not trusted", "not trusted", "not trusted"),
        // In both roles; `cti` needs no files.
        (Role::CCM_TFTP, "pub-ccm", "trusted", "trusted", "not trusted"),
        (Role::CCM_TFTP, "sub-ccm", "not trusted", "trusted", "not trusted"),
        (Role::CCM_TFTP, "node-02", "not trusted", "not trusted", "not trusted"),
        (Role::CAPF, "pub-ccm", "nothing", "nothing", "nothing"),
    ] {
        for class in [Class::Sbd, Class::Legacy] {
            assert_eq!(standing(class, role, name, true), files, "{class}, {role} {name}");
            assert_eq!(standing(class, role, name, false), not_mixed, "{class}, {role} {name}");
        }
        assert_eq!(standing(Class::Cti, role, name, true), cti, "{role} {name}");
        rows += 1;
    }
    assert_eq!(rows, 8);
    // With a CTL that secures nothing, servers are trusted in either mode.
    let emptied = ctl("sast:pub-ccm ccm+tftp-:pub-ccm", "pub-ccm");
    for (class, mixed) in Class::ALL.into_iter().flat_map(|class| [(class, true), (class, false)]) {
        let standing =
            phone(class, &[&emptied], &[]).check_server(&server(Role::CCM, "node-03"), mixed);
        assert!(standing.is_some_and(|standing| standing.is_trusted()), "{class}, {mixed}");
    }
}
