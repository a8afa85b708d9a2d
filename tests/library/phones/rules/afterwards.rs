//! The result for the phone: steps 8 to 11 of docs/phone.md, and mere remarks.

use trustlist::list::{Kind, Role};
use trustlist::phone::{
    Class, Fact, Holder, KNOWN_BITS, Note, Reason, Running, Server, ServerTrust, Servers, State,
    Tvs,
};

use super::{CTL, holding, ids, list, said, signed_by, verdict};
use crate::phones::lab::{Draft, NEW_YEAR, boot, certificate, ctl, itl, phone, short, tvs};

#[test]
fn step_8_the_messages_of_the_phone() {
    let [old, new] = [ctl(CTL, "pub-ccm"), ctl(CTL, "pub-itlrecovery")];
    let [old_itl, new_itl] =
        ["pub-ccm", "pub-itlrecovery"].map(|by| itl("sast:pub-ccm sast:pub-itlrecovery", by));
    let bad = ctl("sast:node-01", "node-01");
    let rows: [(&[&Draft], &[&Draft], &[&str]); 9] = [
        (&[], &[&new], &["CTL installed"]),
        (&[], &[&new_itl], &["ITL installed"]),
        (&[], &[&new, &new_itl], &["CTL and ITL installed"]),
        (&[&old], &[&new], &["Trust List Updated"]),
        (&[&old], &[&new, &new_itl], &["ITL installed", "Trust List Updated"]),
        (&[&old, &old_itl], &[&new, &new_itl], &["Trust List Updated"]),
        (&[&old], &[&bad], &["Trust List Update Failed"]),
        (&[&old, &old_itl], &[&bad, &new_itl], &["Trust List Updated", "Trust List Update Failed"]),
        (&[&old], &[&old], &[]),
    ];
    for (stored, meets, messages) in rows {
        let boot = boot(&phone(Class::Sbd, stored, &[]), meets);
        assert_eq!(boot.messages, messages);
    }
}

/// A refused list, and which servers the phone trusts.
fn beliefs(phone: &State, servers: &Servers) -> (String, Vec<String>) {
    let stranger = ctl("sast:node-01", "node-01").offer();
    let verdict = phone.boot(&[stranger], servers).verdicts.remove(0);
    let beliefs = verdict.trace.iter().filter_map(|step| match &step.fact {
        Fact::Server(standing) => Some(match &standing.trust {
            ServerTrust::Anchor(anchor) => anchor.to_string(),
            ServerTrust::Unsigned => "unsigned".to_owned(),
            ServerTrust::None => "none".to_owned(),
        }),
        _ => None,
    });
    let beliefs: Vec<_> = beliefs.collect();
    assert_eq!(verdict.lost().count(), beliefs.iter().filter(|trust| *trust == "none").count());
    (short(&verdict), beliefs)
}

#[test]
fn steps_9_and_10_who_is_still_served() {
    let known = |servers: &[(Role, &str)]| {
        let server = |(role, name): &(Role, &str)| Server {
            role: *role,
            holder: Holder::of(&certificate(name)).into(),
        };
        Servers::Known { servers: servers.iter().map(server).collect(), mixed: true }
    };
    let secure = ctl("sast:pub-ccm ccm+tftp:pub-ccm ccm:sub-ccm tftp:node-02", "pub-ccm");
    let emptied = ctl("sast:pub-ccm ccm+tftp-:pub-ccm", "pub-ccm");
    let itl = itl("sast:pub-ccm tftp:pub-ccm tvs:pub-tvs", "pub-ccm");
    let record = |number, list, role| format!("record {number} of the stored {list} ({role})");
    let check = |stored: &[&Draft], tvs: &[Tvs], server: (Role, &str), trust: &str| {
        let phone = phone(Class::Sbd, stored, tvs);
        let end = if trust == "none" { "locked out" } else { "served" };
        let expected = (end.to_owned(), vec![trust.to_owned()]);
        assert_eq!(beliefs(&phone, &known(&[server])), expected, "{server:?}");
    };
    check(&[&secure], &[], (Role::CCM_TFTP, "pub-ccm"), &record(2, "CTL", "CCM+TFTP"));
    check(&[&secure], &[], (Role::CCM, "sub-ccm"), &record(3, "CTL", "CCM"));
    check(&[&secure], &[], (Role::TFTP, "node-02"), &record(4, "CTL", "TFTP"));
    // A call manager does not sign files, and a TFTP server does not take calls.
    check(&[&secure], &[], (Role::TFTP, "sub-ccm"), "none");
    check(&[&secure], &[], (Role::CCM, "node-02"), "none");
    check(&[&secure], &[], (Role::CCM_TFTP, "sub-ccm"), "none");
    // Files need the ITL; a phone whose CTL has no such record registers without security.
    check(&[&itl], &[], (Role::CCM_TFTP, "pub-ccm"), &record(2, "ITL", "TFTP"));
    check(&[&itl], &[], (Role::CCM, "sub-ccm"), "unsigned");
    check(&[&emptied], &[], (Role::CCM_TFTP, "node-02"), "unsigned");
    check(&[&emptied, &itl], &[], (Role::TFTP, "node-02"), "none");
    // TVS vouches for files, not for calls, if it is reachable.
    let reached = |running| [tvs("pub-tvs", running, "tftp:node-02")];
    check(&[&itl], &reached(Running::Up), (Role::TFTP, "node-02"), "TVS (TFTP)");
    check(&[&itl], &reached(Running::Down), (Role::TFTP, "node-02"), "none");
    check(&[&itl], &reached(Running::Unknown), (Role::TFTP, "node-02"), "none");
    check(&[&secure, &itl], &reached(Running::Up), (Role::CCM_TFTP, "node-02"), "none");
    // One lost service is enough; if none is known, the report states that.
    let phone = phone(Class::Sbd, &[&secure], &[]);
    let both = known(&[(Role::CCM_TFTP, "pub-ccm"), (Role::CCM_TFTP, "node-03")]);
    assert_eq!(beliefs(&phone, &both).0, "locked out");
    assert_eq!(beliefs(&phone, &Servers::Shown), ("served".to_owned(), Vec::new()));
    let shown = ctl("sast:node-01", "node-01").offer();
    let verdict = verdict(&phone, shown);
    assert_eq!(verdict.notes, [Note::NoServers {}]);
}

#[test]
fn the_servers_are_those_of_all_the_lists_of_a_start() {
    let stored = ctl("sast:pub-ccm ccm+tftp:pub-ccm", "pub-ccm");
    let phone = phone(Class::Sbd, &[&stored], &[]);
    let new = ctl("sast:node-01", "node-01");
    let itl = itl("sast:node-01 tftp:node-01 ccm+tftp:pub-ccm tvs:pub-tvs", "node-01");
    assert_eq!(said(&phone, &[&new]), ["served"]);
    assert_eq!(said(&phone, &[&new, &itl]), ["locked out", "locked out"]);
    // Each once per role.
    let both = ctl("sast:node-01 ccm+tftp:node-01", "node-01");
    let shown = Servers::shown_in(&[new.offer(), itl.offer(), itl.offer(), both.offer()]);
    let roles: Vec<_> = shown.iter().map(|server| server.role).collect();
    assert_eq!(roles, [Role::TFTP, Role::CCM_TFTP, Role::CCM_TFTP]);
}

#[test]
fn step_11_an_emptied_itl_lets_any_next_one_in() {
    let rolled_back = itl("sast:pub-ccm tvs-:pub-tvs tftp-:pub-ccm", "pub-ccm");
    let of_other = itl("sast:node-01 tftp:node-01", "node-01");
    let state = |stored: &[&Draft]| phone(Class::Sbd, stored, &[]);
    assert_eq!(said(&state(&[&rolled_back]), &[&of_other]), ["rolled back"]);
    let by_known = itl("sast:pub-ccm tftp:pub-ccm", "pub-ccm");
    assert_eq!(said(&state(&[&rolled_back]), &[&by_known]), ["ITL 1"]);
    // It is still asked for its own signature, and the CTL does not benefit.
    let bad = verdict(&state(&[&rolled_back]), of_other.offer().with_bad_signature());
    assert_eq!(bad.reason(), Some(&Reason::Own {}));
    let ctl = ctl("sast:node-01", "node-01");
    assert_eq!(said(&state(&[&rolled_back]), &[&ctl]), ["served"]);
    // Both sections must exist and be emptied.
    for records in [
        "sast:pub-ccm tvs-:pub-tvs tftp:pub-ccm",
        "sast:pub-ccm tvs:pub-tvs tftp-:pub-ccm",
        "sast:pub-ccm tvs-:pub-tvs tvs:sub-tvs tftp-:pub-ccm",
        "sast:pub-ccm tvs-:pub-tvs",
        "sast:pub-ccm",
    ] {
        let stored = itl(records, "pub-ccm");
        let verdict = boot(&state(&[&stored]), &[&of_other]).verdicts.remove(0);
        assert!(verdict.outcome.is_refused(), "{records}");
    }
}

#[test]
fn what_is_remarked_and_does_not_decide() {
    let notes = |stored: &Draft, new: &Draft| {
        let verdict = boot(&phone(Class::Cti, &[stored], &[]), &[new]).verdicts.remove(0);
        assert!(short(&verdict).starts_with("CTL "));
        ids(&verdict)
    };
    let stored = ctl("sast:ccm-4096 sast:expired sast:pub-ccm", "pub-ccm");
    let by = |signer| ctl("sast:ccm-4096 sast:expired sast:pub-ccm", signer);
    assert_eq!(notes(&stored, &by("ccm-4096")), ["V-PHONE-NOTE-LENGTH"]);
    assert_eq!(notes(&stored, &by("expired")), ["V-PHONE-NOTE-EXPIRED"]);
    let older = Draft { timestamp: NEW_YEAR - 1, ..by("pub-ccm") };
    assert_eq!(notes(&stored, &older), ["V-PHONE-NOTE-OLDER"]);
    let newer = Draft { timestamp: NEW_YEAR + 1, ..by("pub-ccm") };
    assert_eq!(notes(&stored, &newer), [""; 0]);
    // Lists on a curve cannot be signed here, but they can be planned.
    let curve = Holder::of(&certificate("ec-256"));
    let phone = holding(Class::Cti, &[list(Kind::Ctl, "stored", &[(Role::SAST, &curve)])]);
    let verdict = verdict(&phone, signed_by(Kind::Ctl, &curve));
    assert_eq!(verdict.notes, [Note::Curve { key: "EC P-256".to_owned() }]);
    assert_eq!(KNOWN_BITS, 2048);
}
