//! The engine and the second statement of the rules, on every combination.

use std::collections::BTreeMap;

use trustlist::phone::Class;

use crate::phones::model::{self, New, Party, Question, Roles, Tvs, TvsRecord};
use crate::phones::planned;

/// What can be stored of a list: nothing, or the server and these SASTs.
fn stored(server: u16) -> [Option<Roles>; 6] {
    let with = |roles: &[(Party, u16)]| {
        Some(roles.iter().copied().chain([(Party::Server, server)]).collect::<Roles>())
    };
    [
        None,
        with(&[]),
        with(&[(Party::A, 0)]),
        with(&[(Party::B, 0)]),
        with(&[(Party::A, 0), (Party::B, 0)]),
        with(&[(Party::A, 2)]),
    ]
}

const TVS_RECORDS: [TvsRecord; 3] = [TvsRecord::None, TvsRecord::Current, TvsRecord::Old];
const TVS: [Tvs; 4] = [Tvs::Down, Tvs::KnowsNothing, Tvs::KnowsCAsSast, Tvs::KnowsCAsTftp];
const SIGNERS: [Party; 3] = [Party::A, Party::B, Party::C];
const SERVERS: [Party; 3] = [Party::Server, Party::Newcomer, Party::C];

/// A TVS record needs an ITL, and only one class holds ITLs.
fn is_possible(class: Class, q: &Question) -> bool {
    (q.itl.is_some() || q.tvs_record == TvsRecord::None) && (q.itl.is_none() || class == Class::Sbd)
}

#[test]
fn both_statements_of_the_rules_agree_on_everything() {
    let (mut asked, mut impossible) = (0, 0);
    let mut outcomes: BTreeMap<String, usize> = BTreeMap::new();
    // By everything except TVS, its records, and the server.
    let mut without_tvs = BTreeMap::new();
    for class in Class::ALL {
        for (ctl, itl) in pairs(&stored(2), &stored(3)) {
            for (tvs_record, tvs) in pairs(&TVS_RECORDS, &TVS) {
                for (new, signer) in pairs(&[New::Ctl, New::Itl], &SIGNERS) {
                    for (good_signature, same_spelling) in pairs(&[true, false], &[true, false]) {
                        for server in SERVERS {
                            let (ctl, itl) = (ctl.clone(), itl.clone());
                            let signed = (signer, good_signature, same_spelling);
                            let trusting = format!("{class} {ctl:?} {itl:?} {new:?} {signed:?}");
                            let q = Question {
                                has_itl: class == Class::Sbd,
                                ctl,
                                itl,
                                tvs_record,
                                tvs,
                                new,
                                signer,
                                good_signature,
                                same_spelling,
                                server,
                            };
                            if !is_possible(class, &q) {
                                impossible += 1;
                                continue;
                            }
                            let (verdict, takes) = planned::ask(class, &q);
                            let same = *without_tvs.entry(trusting).or_insert(takes);
                            assert_eq!(takes, same, "{class} {q:?}");
                            let expected = model::answer(&q);
                            assert_eq!(planned::answer(&verdict), expected, "{class} {q:?}");
                            *outcomes.entry(format!("{expected:?}")).or_default() += 1;
                            asked += 1;
                        }
                    }
                }
            }
        }
    }
    assert_eq!((asked, impossible), (31_104, 62_208));
    let by_tvs = without_tvs.values().filter(|takes| takes.is_none()).count();
    assert_eq!((without_tvs.len(), by_tvs), (1_152, 713));
    // Every possible result occurred.
    assert_eq!(outcomes.len(), 9, "{outcomes:#?}");
}

fn pairs<A: Clone, B: Clone>(one: &[A], other: &[B]) -> Vec<(A, B)> {
    one.iter().flat_map(|a| other.iter().map(move |b| (a.clone(), b.clone()))).collect()
}
