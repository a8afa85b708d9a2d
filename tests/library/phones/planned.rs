//! Lists and phones that a question of the model describes, for the engine.

use trustlist::digest::Digest;
use trustlist::list::{Kind, Role};
use trustlist::phone::{
    By, Class, Holder, List, Offer, Outcome, Reason, Running, Servers, Source, State, Takes, Tvs,
    Verdict,
};

use crate::phones::model::{self, Answer, New, Party, Question, Roles, TvsRecord};

/// A party's certificate, its issuer written with one separator or the other.
fn holder(party: Party, same_spelling: bool) -> Holder {
    let (name, serial) = match party {
        Party::A => ("CN=a;O=Lab", 0x0a),
        Party::B => ("CN=b;O=Lab", 0x0b),
        Party::C => ("CN=c;O=Lab", 0x0c),
        Party::Server => ("CN=server;O=Lab", 0x05),
        Party::Newcomer => ("CN=newcomer;O=Lab", 0x06),
    };
    let spelled = if same_spelling { name.to_owned() } else { name.replace(';', ",") };
    Holder::planned(spelled.as_bytes(), spelled.as_bytes(), &[serial], name)
}

fn tvs_holder(name: &str) -> Holder {
    Holder::planned(name.as_bytes(), name.as_bytes(), &[0x77], name)
}

fn list(kind: Kind, roles: &Roles, tvs: TvsRecord) -> List {
    let parties = roles.iter().map(|(p, role)| (Role::from_code(*role), Some(holder(*p, true))));
    let tvs = match tvs {
        TvsRecord::None => None,
        TvsRecord::Current => Some("CN=tvs"),
        TvsRecord::Old => Some("CN=tvs before"),
    };
    let records = parties.chain(tvs.map(|name| (Role::TVS, Some(tvs_holder(name)))));
    List::planned(kind, "stored", 0, records.collect())
}

/// Asks the engine; returns also what the phone does if the question does not reach TVS.
pub(crate) fn ask(class: Class, q: &Question) -> (Verdict, Option<Takes>) {
    let ctl = q.ctl.iter().map(|roles| list(Kind::Ctl, roles, TvsRecord::None));
    let itl = q.itl.iter().map(|roles| list(Kind::Itl, roles, q.tvs_record));
    let lists: Vec<_> = ctl.chain(itl).map(Into::into).collect();
    let mut phone = State::holding(class, &lists).expect("one each");
    let running = if q.tvs == model::Tvs::Down { Running::Down } else { Running::Up };
    let tvs = Tvs::new(tvs_holder("CN=tvs"), running);
    let known = match q.tvs {
        model::Tvs::Down | model::Tvs::KnowsCAsSast => Some(Role::SAST),
        model::Tvs::KnowsCAsTftp => Some(Role::TFTP),
        model::Tvs::KnowsNothing => None,
    };
    let tvs = match known {
        Some(role) => tvs.vouching(holder(Party::C, true), &[role]),
        None => tvs,
    };
    phone.tvs = Some([tvs].into());
    let signer = holder(q.signer, q.same_spelling);
    let (kind, serves) = match q.new {
        New::Ctl => (Kind::Ctl, Role::CCM_TFTP),
        New::Itl => (Kind::Itl, Role::TFTP),
    };
    let records = vec![(Role::SAST, Some(signer.clone())), (serves, Some(holder(q.server, true)))];
    let offer = Offer::planned(List::planned(kind, "new", 1, records), &signer, Digest::Sha1);
    let offer = if q.good_signature { offer } else { offer.with_bad_signature() };
    let takes = phone.takes(&offer, phone.is_blank());
    let without_tvs = phone.takes_without_tvs(&offer, phone.is_blank());
    assert!(without_tvs.is_none_or(|without| without == takes));
    let verdict = phone.boot(&[offer], &Servers::Shown).verdicts.remove(0);
    assert_eq!(takes == Takes::Surely, !verdict.outcome.is_refused());
    let comes_to_tvs = verdict.trace.iter().any(|step| step.rule == 6);
    assert!(!comes_to_tvs || without_tvs.is_none());
    (verdict, without_tvs)
}

/// The engine's verdict in the terms of the model.
pub(crate) fn answer(verdict: &Verdict) -> Answer {
    match &verdict.outcome {
        Outcome::Accepted(By::Anchor(anchor)) => match anchor.source {
            Source::Ctl => Answer::FromCtl,
            Source::Itl => Answer::FromItl,
            Source::Tvs => Answer::FromTvs,
        },
        Outcome::Accepted(By::Leap) => Answer::First,
        Outcome::NotAsked => Answer::NotAsked,
        Outcome::Refused { reason, served } => {
            let written_differently = matches!(reason, Reason::Spelling { .. });
            Answer::Refused { served: *served, written_differently }
        }
        other => panic!("{other:?} is not asked for"),
    }
}
