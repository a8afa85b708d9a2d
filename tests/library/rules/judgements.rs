//! Judgements: which commands are safe for which phones.

use std::sync::Arc;

use trustlist::digest::Digest;

use super::lab::{Draft, certificate, ctl, ctl_draft, itl, phone, tvs};
use super::lives::publisher;
use support::rules::{
    Class, Cluster, Command, Equality, Event, File, Judgement, List, Machine, Mode, Moment, Offer,
    PossiblePhone, Release, Served, ServerFiles, Service, Told, Tvs, judge, population,
};

type Lists = (Option<Arc<List>>, Option<Arc<List>>);

fn offer(lists: &Lists) -> Offer {
    Offer { ctl: lists.0.clone(), itl: lists.1.clone() }
}

/// A cluster of one node, `cm`, or its regenerated certificate.
fn command(cm: &str, now: &Lists, then: &Lists) -> Command {
    let own = certificate(cm);
    let call_managers = vec![Machine { name: "cm".to_owned(), certificate: own.clone() }];
    Command {
        before: Mode::Mixed,
        after: Mode::Mixed,
        cluster: Cluster { call_managers, firewalls: Vec::new() },
        servers: vec![Served { own: Some(own), now: offer(now), then: offer(then) }],
        tvs: Vec::new(),
        sha512: false,
    }
}

/// One phone of each class that holds these lists.
fn holders(lists: &Lists) -> Vec<PossiblePhone> {
    let possible = |class| PossiblePhone {
        server: 0,
        phone: phone(class, lists.0.as_ref(), lists.1.as_ref()),
        generation: Some(1),
    };
    Class::ALL.map(possible).to_vec()
}

/// `refused`, `locked out`, `loses` or `misses` with the services, or `fine`; for each phone.
fn words(judgement: &Judgement) -> Vec<String> {
    let verdict = |verdict: &support::rules::Verdict| {
        let services = |services: &std::collections::BTreeSet<Service>| {
            let word = |service: &Service| match service {
                Service::Files => " files".to_owned(),
                Service::CallManager(name) | Service::Firewall(name) => format!(" {name}"),
            };
            services.iter().map(word).collect::<String>()
        };
        let mut words = Vec::new();
        if verdict.is_refused() {
            let locked_out = verdict.is_locked_out();
            words.push(if locked_out { "locked out" } else { "refused" }.to_owned());
        }
        for (what, which) in [("loses", &verdict.lost), ("misses", &verdict.missing)] {
            if !which.is_empty() {
                words.push(format!("{what}{}", services(which)));
            }
        }
        assert_eq!(verdict.stops(), verdict.is_refused() || !verdict.lost.is_empty());
        if words.is_empty() { "fine".to_owned() } else { words.join(", ") }
    };
    judgement.verdicts.iter().map(verdict).collect()
}

/// The lists of 12.0 and later for one node.
fn lists_of_12(cm: &str, rec: &str, signer: &str) -> Lists {
    (
        Some(ctl(signer, &format!("0:{cm} 2:{cm} 4:capf 0:{rec}"))),
        Some(itl(signer, &format!("0:{cm} 2:{cm} 0:{rec} 21:tvs 4:capf"))),
    )
}

fn without_ctl(lists: &Lists) -> Lists {
    (None, lists.1.clone())
}

#[test]
fn what_will_be_offered_is_judged_strictly() {
    let now = lists_of_12("cm", "rec", "rec");
    let renewed = lists_of_12("cm.2", "rec", "cm.2");
    let told = |told| vec![tvs("tvs", "2,0:cm.2", told)];
    let mut rows = 0;
    for (told, expected) in [
        (told(Told::Up), "fine"),
        (told(Told::Untold), "locked out, misses files cm"),
        (told(Told::Down), "locked out, misses files cm"),
        (Vec::new(), "locked out, misses files cm"),
    ] {
        let command = Command { tvs: told, ..command("cm.2", &now, &renewed) };
        let found = judge(&holders(&now)[..1], &command);
        assert_eq!(words(&found), [expected]);
        assert_eq!(found.is_safe(), expected == "fine");
        rows += 1;
    }
    let sha512 = Draft { digest: Digest::Sha512, ..ctl_draft("rec", "0:cm 2:cm 4:capf 0:rec") };
    let then = (Some(sha512.build()), now.1.clone());
    for (known, expected) in
        [(false, ["refused", "refused", "refused"]), (true, ["fine", "refused", "fine"])]
    {
        let command = Command { sha512: known, ..command("cm", &now, &then) };
        assert_eq!(words(&judge(&holders(&now), &command)), expected);
        rows += 1;
    }
    assert_eq!(rows, 6);
}

#[test]
fn cases_that_name_a_lock_out() {
    let now = lists_of_12("cm", "rec", "rec");
    let all = |word: &str| vec![word.to_owned(); 3];
    let mut rows = 0;
    for (case, cm, then, expected) in [
        // cti takes no files.
        ("4", "cm.2", lists_of_12("cm.2", "rec.2", "cm.2"), "locked out, misses files cm"),
        ("4", "cm.2", lists_of_12("cm.2", "rec.2", "rec.2"), "locked out, misses files cm"),
        ("8", "cm.2", lists_of_12("cm.2", "rec.2", "rec.2"), "locked out, misses files cm"),
        ("20", "cm", lists_of_12("cm", "rec.2", "rec.2"), "refused"),
        ("19", "cm.2", lists_of_12("cm.2", "rec", "rec"), "fine"),
        ("6", "cm", lists_of_12("cm", "rec.2", "cm"), "fine"),
    ] {
        let mut expected = all(expected);
        expected[2] = expected[2].replace("files ", "");
        assert_eq!(words(&judge(&holders(&now), &command(cm, &now, &then))), expected, "{case}");
        rows += 1;
    }
    // 21: the others do not ask for the ITL.
    let (held, then) = (without_ctl(&now), without_ctl(&lists_of_12("cm", "rec.2", "rec.2")));
    let found = words(&judge(&holders(&held), &command("cm", &held, &then)));
    assert_eq!(found, ["refused", "fine", "fine"]);
    // 24: A's phones at B, which is in non-secure mode and has no CTL.
    let of_b = (None, Some(itl("b-cm", "0:b-cm 3:b-cm 21:b-tvs")));
    let moved = Command {
        before: Mode::NonSecure,
        after: Mode::NonSecure,
        ..command("b-cm", &of_b, &of_b)
    };
    let found = words(&judge(&holders(&now), &moved));
    assert_eq!(
        found,
        ["locked out, misses files b-cm", "misses files b-cm", "misses b-cm"]
            .map(|word| word.replace("b-cm", "cm"))
    );
    assert_eq!(rows, 6);
}

#[test]
fn a_service_is_lost_where_one_start_with_what_is_offered_now_would_leave_it() {
    let now = lists_of_12("cm", "rec", "rec");
    let old = lists_of_12("cm.0", "rec", "rec");
    let gone = (Some(ctl("rec", "0:gone 2:gone 0:rec")), now.1.clone());
    let mut rows = 0;
    for (name, held, now, then, expected) in [
        ("nothing changes", &now, &now, &now, ["fine", "fine", "fine"]),
        // The CTL that names this machine is removed; phones that hold it keep it.
        ("deleted", &now, &now, &without_ctl(&now), ["fine", "fine", "fine"]),
        // Phones with an older one would have accepted it.
        (
            "deleted for old ones",
            &old,
            &now,
            &without_ctl(&now),
            ["loses cm", "loses files cm", "loses cm"],
        ),
        // The server does not offer it now either.
        (
            "deleted before",
            &old,
            &without_ctl(&now),
            &without_ctl(&now),
            ["misses cm", "misses files cm", "misses cm"],
        ),
        // Other lists are published that do not name this machine.
        ("another CTL", &now, &now, &gone, ["loses cm", "loses files cm", "loses cm"]),
    ] {
        let found = judge(&holders(held), &command("cm", now, then));
        assert_eq!(words(&found), expected, "{name}");
        assert_eq!(found.is_safe(), !expected[0].contains("loses"), "{name}");
        rows += 1;
    }
    assert_eq!(rows, 5);
}

#[test]
fn an_unknown_outcome_of_that_start_counts_where_it_leaves_the_service() {
    // Whether the phones would accept the present CTL is unknown: it is in SHA-512.
    let held = lists_of_12("cm.0", "rec", "rec");
    let sha512 = Draft { digest: Digest::Sha512, ..ctl_draft("rec", "0:cm 2:cm 0:rec") };
    let now = (Some(sha512.build()), held.1.clone());
    let found = words(&judge(&holders(&held), &command("cm", &now, &without_ctl(&now))));
    assert_eq!(found, ["loses files cm", "misses files cm", "loses cm"]);
}

#[test]
fn a_change_of_mode_is_judged_where_no_list_is_written() {
    let now = lists_of_12("cm", "rec", "rec");
    let emptied = (Some(ctl("rec", "0:cm 2:-cm 4:capf 0:rec")), now.1.clone());
    let mut rows = 0;
    for (before, after, held, then, expected) in [
        (Mode::Mixed, Mode::NonSecure, &now, &now, "loses cm"),
        (Mode::NonSecure, Mode::NonSecure, &now, &now, "misses cm"),
        (Mode::Mixed, Mode::NonSecure, &now, &emptied, "fine"),
        (Mode::NonSecure, Mode::Mixed, &emptied, &now, "fine"),
        (Mode::NonSecure, Mode::Mixed, &emptied, &emptied, "fine"),
    ] {
        let command = Command { before, after, ..command("cm", held, then) };
        assert_eq!(words(&judge(&holders(held), &command)), [expected; 3], "row {rows}");
        rows += 1;
    }
    assert_eq!(rows, 5);
}

/// What the one server offers after a publication.
fn publication(generation: u32, lists: &Lists) -> Event {
    let file = |list: &Option<Arc<List>>| match list {
        Some(list) => File::Bytes(list.clone()),
        None => File::Absent,
    };
    let files = ServerFiles { server: publisher(), ctl: file(&lists.0), itl: file(&lists.1) };
    let generation = Some(generation);
    Event::Moment(Moment { generation, servers: vec![files], tvs: Vec::new() })
}

/// The life of the single server: what it offered after each generation.
fn life(generations: &[&Lists]) -> Vec<Event> {
    (1..).zip(generations).map(|(number, lists)| publication(number, lists)).collect()
}

/// Whether a command is safe for all phones that may exist after a history.
fn is_safe(history: &[Event], command: &Command) -> bool {
    let phones = population(history, &[publisher()], false, Equality::Bytes);
    judge(&phones, command).is_safe()
}

#[test]
fn deleting_the_ctl_waits_until_phones_have_the_emptied_one() {
    let mixed = lists_of_12("cm", "rec", "rec");
    let emptied = (Some(ctl("rec", "0:cm 2:-cm 4:capf 0:rec")), mixed.1.clone());
    let delete = Command {
        before: Mode::NonSecure,
        after: Mode::NonSecure,
        ..command("cm", &emptied, &without_ctl(&emptied))
    };
    let history = life(&[&mixed, &emptied]);
    assert!(!is_safe(&history, &delete));
    for release in [Release::From(2), Release::Current(2)] {
        let released = [&history[..], &[Event::PhonesHave(release)]].concat();
        assert!(is_safe(&released, &delete), "{release:?}");
    }
    assert!(!is_safe(&[&history[..], &[Event::PhonesHave(Release::From(1))]].concat(), &delete));
    assert!(is_safe(&[&history[..], &[Event::NewPhones]].concat(), &delete));
}

#[test]
fn an_older_list_with_a_certificate_that_is_not_used_any_more_stops() {
    let first = lists_of_12("cm", "rec", "rec");
    let second = lists_of_12("cm.2", "rec", "rec");
    let history = life(&[&first, &second]);
    assert!(!is_safe(&history, &command("cm.2", &second, &first)));
    // The certificate is restored: the same bytes are safe.
    assert!(is_safe(&history, &command("cm", &second, &first)));
}

#[test]
fn the_ordinary_life_of_a_cluster_does_not_stop() {
    use Mode::{Mixed, NonSecure};
    let first = lists_of_12("cm", "rec", "rec");
    let renewed = lists_of_12("cm.2", "rec", "rec");
    let reset = lists_of_12("cm.2", "rec.2", "cm.2");
    let recovered = lists_of_12("cm.2", "rec.2", "rec.2");
    let emptied = (Some(ctl("rec.2", "0:cm.2 2:-cm.2 4:capf 0:rec.2")), recovered.1.clone());
    let only_itl = without_ctl(&first);
    // Whether the command is refused until every phone has the lists before it.
    let steps = [
        ("itl update", "cm", NonSecure, NonSecure, &only_itl, false),
        ("mixed mode", "cm", NonSecure, Mixed, &first, false),
        ("CallManager renewed", "cm.2", Mixed, Mixed, &renewed, false),
        ("ITLRecovery renewed", "cm.2", Mixed, Mixed, &reset, true),
        ("signed by ITLRecovery", "cm.2", Mixed, Mixed, &recovered, true),
        ("non-secure mode", "cm.2", Mixed, NonSecure, &emptied, false),
    ];
    let mut history = Vec::new();
    let mut now = &(None, None);
    for (generation, (name, cm, before, after, then, waits)) in (1..).zip(steps) {
        let command = Command { before, after, ..command(cm, now, then) };
        assert_eq!(is_safe(&history, &command), !waits, "{name}");
        if waits {
            history.push(Event::PhonesHave(Release::From(generation - 1)));
            assert!(is_safe(&history, &command), "{name}");
        }
        history.push(publication(generation, then));
        now = then;
    }
    assert_eq!(history.len(), 8);
}

#[test]
fn phones_that_hold_nothing_take_what_will_be_offered() {
    let now = lists_of_12("cm", "rec", "rec");
    let sha512 = Draft { digest: Digest::Sha512, ..ctl_draft("rec", "0:cm 2:cm 0:rec") };
    let unknown = (Some(sha512.build()), now.1.clone());
    let blank = (None, None);
    let found = words(&judge(&holders(&blank), &command("cm", &blank, &unknown)));
    assert_eq!(found, ["refused", "refused", "refused"]);
    assert!(!is_safe(&[], &command("cm", &blank, &unknown)));
    assert!(is_safe(&[], &command("cm", &blank, &now)));
}

#[test]
fn each_phone_is_judged_at_its_own_server() {
    let lists = lists_of_12("cm", "rec", "rec");
    let of_sub = (lists.0.clone(), Some(itl("rec", "0:sub 2:sub 0:rec 21:tvs 4:capf")));
    let mut command = command("cm", &lists, &lists);
    let sub = |then: &Lists| Served {
        own: Some(certificate("sub")),
        now: offer(&of_sub),
        then: offer(then),
    };
    let at_sub = |lists: &Lists| -> Vec<PossiblePhone> {
        holders(lists).into_iter().map(|phone| PossiblePhone { server: 1, ..phone }).collect()
    };
    let mut rows = 0;
    for (then, held, expected) in [
        (&of_sub, &of_sub, ["fine", "misses files", "fine"]),
        // The ITL of the publisher is published: the certificate of this server disappears.
        (&lists, &of_sub, ["loses files", "misses files", "fine"]),
    ] {
        command.servers.truncate(1);
        command.servers.push(sub(then));
        let found = judge(&at_sub(held), &command);
        assert_eq!(words(&found), expected);
        assert!(found.verdicts.iter().all(|verdict| verdict.possible.server == 1));
        assert_eq!(words(&judge(&holders(&lists), &command)), ["fine"; 3]);
        rows += 1;
    }
    assert_eq!(rows, 2);
}

#[test]
fn tvs_counts_for_files_where_it_was_told_that_it_runs() {
    let lists = lists_of_12("cm", "rec", "rec");
    let of_sub = (lists.0.clone(), Some(itl("rec", "0:sub 2:sub 0:rec 21:tvs 4:capf")));
    let mut rows = 0;
    // The ITL of another node is published, and the CTL is the same; only TVS knows `cm.2`.
    for (told, expected) in [
        (Told::Up, "misses cm"),
        (Told::Untold, "misses files cm"),
        (Told::Down, "misses files cm"),
    ] {
        let known: Vec<Tvs> = vec![tvs("tvs", "2,0:cm.2", told)];
        let command = Command { tvs: known, ..command("cm.2", &lists, &of_sub) };
        let found = words(&judge(&holders(&lists)[..1], &command));
        assert_eq!(found, [expected], "{told:?}");
        rows += 1;
    }
    assert_eq!(rows, 3);
}
