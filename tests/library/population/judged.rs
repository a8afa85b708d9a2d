//! What a publication does to phones, compared with the second statement of the rules: lists held,
//! offered now and offered then in every combination, in both modes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use support::rules::{
    self, Class, Equality, Event, File, Known, List, Machine, Mode, Moment, Served, Server,
    ServerFiles, Service, Told,
};
use trustlist::certificate::Certificate;
use trustlist::cluster::manifest::{Cluster, FileRef, Manifest};
use trustlist::cluster::population::Population;
use trustlist::cluster::population::judge::{Case, Offered, Scene, judge};
use trustlist::cluster::population::services::Services;
use trustlist::cluster::population::tvs;
use trustlist::digest::Digest;
use trustlist::list::{Kind, Role};
use trustlist::phone::{self, Offer, Running};

use super::both::{Phones, Translated};
use crate::rules::lab::{Draft, certificate, ctl, ctl_draft, itl};
use crate::rules::lives::{node, tftp};

/// CTL and ITL of the publisher; the alternate server has only the CTL.
type Lists = (Option<Arc<List>>, Option<Arc<List>>);

fn all_lists() -> Vec<(&'static str, Lists)> {
    let ctl_of = |cm: &str, rec: &str, signer: &str| {
        Some(ctl(signer, &format!("0:{cm} 2:{cm} 4:capf 0:{rec} 3:alt 1:asa")))
    };
    let itl_of = |cm: &str, rec: &str, signer: &str| {
        Some(itl(signer, &format!("0:{cm} 2:{cm} 0:{rec} 21:tvs 4:capf")))
    };
    let sha512 =
        Draft { digest: Digest::Sha512, ..ctl_draft("rec", "0:cm 2:cm 4:capf 0:rec 3:alt 1:asa") };
    let old_itl = || itl_of("cm", "rec", "rec");
    vec![
        ("nothing", (None, None)),
        ("first", (ctl_of("cm", "rec", "rec"), old_itl())),
        ("CallManager renewed", (ctl_of("cm.2", "rec", "rec"), itl_of("cm.2", "rec", "rec"))),
        ("all renewed", (ctl_of("cm.2", "rec.2", "cm.2"), itl_of("cm.2", "rec.2", "cm.2"))),
        (
            "emptied",
            (Some(ctl("rec", "0:cm 2:-cm 4:capf 0:rec 3:-alt 1:-asa")), itl_of("cm", "rec", "cm")),
        ),
        ("ITL alone", (None, old_itl())),
        (
            "another cluster",
            (Some(ctl("b-rec", "0:b-rec 2:b-cm")), Some(itl("b-cm", "0:b-cm 2:b-cm"))),
        ),
        ("SHA-512", (Some(sha512.build()), old_itl())),
        // The firewall is not in the list.
        ("fewer records", (Some(ctl("rec", "0:cm 2:cm 0:rec")), None)),
    ]
}

fn present() -> [Server; 2] {
    [node("pub", "10.0.0.1", "tftp/pub"), tftp("alt", "10.0.0.9", "tftp/alt")]
}

/// What both servers have.
fn files(lists: &Lists) -> [Lists; 2] {
    [lists.clone(), (lists.0.clone(), None)]
}

/// The cluster as cluster.toml describes it, with this CallManager certificate.
fn cluster(cm: &str) -> Cluster {
    let text = format!(
        "name = \"lab\"\nrelease = \"9.1\"\n\
         [[node]]\nhost = \"pub\"\naddress = \"10.0.0.1\"\npublish = \"tftp/pub\"\n\
         publisher = true\nservices = [\"callmanager\", \"tftp\"]\ncertificate = \"{cm}\"\n\
         tvs = \"tvs\"\ncapf = \"capf\"\n\
         [[tftp]]\nhost = \"alt\"\naddress = \"10.0.0.9\"\npublish = \"tftp/alt\"\n\
         certificate = \"alt\"\n\
         [[firewall]]\nhost = \"asa\"\naddress = \"10.0.0.10\"\ncertificate = \"asa\"\n"
    );
    let read = |file: &FileRef| Certificate::from_der(certificate(&file.text).der());
    Manifest::read(&text).unwrap().try_map(&mut { read }).unwrap()
}

/// The result for some phones: refused lists, services lost, services missing.
type Verdict = (bool, BTreeSet<String>, BTreeSet<String>);

/// The verdicts by server, class and lists held.
type Verdicts = BTreeMap<(usize, Class, Option<u64>, Option<u64>), Verdict>;

/// A command: the certificate of the CallManager, the modes, and the statement about TVS.
#[derive(Clone, Copy, Debug)]
struct Circumstances {
    cm: &'static str,
    before: Mode,
    after: Mode,
    told: Told,
}

fn by_rules(
    phones: &[rules::PossiblePhone],
    now: &Lists,
    then: &Lists,
    around: Circumstances,
) -> Verdicts {
    let machine =
        |name: &str, of: &str| Machine { name: name.to_owned(), certificate: certificate(of) };
    let offer = |lists: &Lists| rules::Offer { ctl: lists.0.clone(), itl: lists.1.clone() };
    let owns = [certificate(around.cm), certificate("alt")];
    let served = files(now).into_iter().zip(files(then)).zip(owns);
    let served = served.map(|((now, then), own)| Served {
        own: Some(own),
        now: offer(&now),
        then: offer(&then),
    });
    let command = rules::Command {
        before: around.before,
        after: around.after,
        cluster: rules::Cluster {
            call_managers: vec![machine("cm", around.cm)],
            firewalls: vec![machine("asa", "asa")],
        },
        servers: served.collect(),
        tvs: vec![rules::Tvs {
            shows: certificate("tvs"),
            knows: vec![Known::new(certificate(around.cm).der(), &[2, 0])],
            tokens: Vec::new(),
            told: around.told,
        }],
        sha512: false,
    };
    let services = |services: &BTreeSet<Service>| {
        let word = |service: &Service| match service {
            Service::Files => "files".to_owned(),
            Service::CallManager(name) | Service::Firewall(name) => name.clone(),
        };
        services.iter().map(word).collect()
    };
    let judgement = rules::judge(phones, &command);
    let verdicts = judgement.verdicts.iter().map(|verdict| {
        let phone = &verdict.possible.phone;
        let id = |list: &Option<Arc<List>>| list.as_ref().map(|list| list.content());
        let key = (verdict.possible.server, phone.class, id(&phone.ctl), id(&phone.itl));
        assert_eq!(verdict.stops(), verdict.is_refused() || !verdict.lost.is_empty());
        (key, (verdict.is_refused(), services(&verdict.lost), services(&verdict.missing)))
    });
    verdicts.collect()
}

fn by_library(
    told: &Translated,
    population: &Population,
    now: &Lists,
    then: &Lists,
    around: Circumstances,
) -> Verdicts {
    let cluster = cluster(around.cm);
    let services = Services::of(&cluster);
    let scene = |lists: &Lists, mode| {
        let read = |list: &Option<Arc<List>>| {
            list.as_ref().map(|list| Offer::read(list.bytes()).expect("a list"))
        };
        let offered = files(lists);
        let offered = offered.iter().map(|(ctl, itl)| Offered { ctl: read(ctl), itl: read(itl) });
        let mode = match mode {
            Mode::Mixed => trustlist::cluster::Mode::Mixed,
            Mode::NonSecure => trustlist::cluster::Mode::NonSecure,
        };
        Scene { offered: offered.collect(), mode }
    };
    let running = match around.told {
        Told::Up => Running::Up,
        Told::Untold => Running::Unknown,
        Told::Down => Running::Down,
    };
    let tvs = tvs::of_cluster(&cluster, running);
    let cases =
        judge(population, &services, &scene(now, around.before), &scene(then, around.after), &tvs);
    let case = |case: &Case| {
        let phones = &population.phones[case.phones];
        let names = |standings: &[phone::ServerCheck]| -> BTreeSet<String> {
            let name = |standing: &phone::ServerCheck| {
                let name = standing.server.holder.common_name();
                match standing.server.role {
                    Role::TFTP => "files".to_owned(),
                    _ if name == "asa" => name,
                    _ => "cm".to_owned(),
                }
            };
            standings.iter().map(name).collect()
        };
        let class = match phones.state.class() {
            phone::Class::Sbd => Class::Sbd,
            phone::Class::Legacy => Class::Legacy,
            phone::Class::Cti => Class::Cti,
        };
        let held = |kind| phones.state.stored(kind).map(|list| told.content(list));
        let key = (phones.server, class, held(Kind::Ctl), held(Kind::Itl));
        assert_eq!(case.is_safe(), !case.is_refused() && case.lost.is_empty());
        (key, (case.is_refused(), names(&case.lost), names(&case.lacking)))
    };
    cases.iter().map(case).collect()
}

const MIXED: Mode = Mode::Mixed;
const NOT: Mode = Mode::NonSecure;

#[test]
fn every_combination_of_held_offered_now_and_offered_then() {
    let all = all_lists();
    let mut count = (0, 0);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (held_name, held) in &all {
        let servers = present().into_iter().zip(files(held)).map(|(server, (ctl, itl))| {
            let file = |list: Option<Arc<List>>| list.map_or(File::Absent, File::Bytes);
            ServerFiles { server, ctl: file(ctl), itl: file(itl) }
        });
        let moment = Moment { generation: Some(1), servers: servers.collect(), tvs: Vec::new() };
        let history = [Event::Moment(moment)];
        let phones = rules::population(&history, &present(), false, Equality::Content);
        let told = Translated::of(&history);
        let population = told.population(&present(), false);
        let expected: Phones = super::both::rules(&history, &present(), false);
        assert_eq!(super::both::library(&history, &present(), false), expected, "{held_name}");
        for (now_name, now) in &all {
            for (then_name, then) in &all {
                for (cm, before, after, tvs) in [
                    ("cm", MIXED, MIXED, Told::Untold),
                    ("cm.2", MIXED, MIXED, Told::Untold),
                    ("cm.2", MIXED, MIXED, Told::Up),
                    ("cm.2", MIXED, MIXED, Told::Down),
                    ("cm", MIXED, NOT, Told::Untold),
                    ("cm", NOT, MIXED, Told::Untold),
                    ("cm", NOT, NOT, Told::Untold),
                ] {
                    let around = Circumstances { cm, before, after, told: tvs };
                    let second = by_rules(&phones, now, then, around);
                    let first = by_library(&told, &population, now, then, around);
                    let name = format!("{held_name}, {now_name}, {then_name}, {around:?}");
                    assert_eq!(first, second, "{name}");
                    for (refused, lost, missing) in second.values() {
                        let word = |services: &BTreeSet<String>| !services.is_empty();
                        let end = format!("{refused} {} {}", word(lost), word(missing));
                        *seen.entry(end).or_default() += 1;
                    }
                    count = (count.0 + 1, count.1 + second.len());
                }
            }
        }
    }
    assert_eq!(count.0, 9 * 9 * 9 * 7);
    // Refused or not, with services lost or not and missing or not: all possible results.
    assert_eq!((count.1, seen.len()), (54_432, 8), "{seen:#?}");
}
