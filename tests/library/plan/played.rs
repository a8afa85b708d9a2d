//! A second reader of the steps: plays what a sequence says on phones, one step at a
//! time, without what found it.

use trustlist::cluster::sequence::{Change, Command, Model, Published, Question, Step, find};
use trustlist::list::Kind;
use trustlist::phone::{Class, Offer, Outcome, Running, Servers, State};

/// A phone and the index of its TFTP node.
struct Phone {
    node: usize,
    state: State,
}

/// Plays the steps for every class at every TFTP node; every list on the way must be
/// taken. Returns how many were met. `tvs` says whether TVS runs.
pub(crate) fn play(model: &Model, question: &Question<'_>, steps: &[Step], tvs: Running) -> usize {
    let mut phones = Vec::new();
    for held in question.held {
        let node = question.shown.iter().position(|node| node.host == held.host).expect("a node");
        for class in question.classes {
            phones.push(Phone { node, state: State::holding(*class, &held.lists).unwrap() });
        }
    }
    let (mut model, mut shown) = (model.clone(), question.shown.to_vec());
    let (mut met, mut unread) = (0, false);
    for step in steps {
        match *step {
            Step::Renew(change) => model = model.renewed(change),
            Step::Import(Change::Migration) => model = model.trusting(model.elsewhere().signers()),
            Step::Import(change) => model = model.trusting(model.renewed(change).signers()),
            Step::Install(change) => {
                model = model.renewed(change);
                model.trust.clear();
            }
            Step::Run(command) => {
                assert!(!unread, "phones are not reset before `ctl {}`", command.typed());
                if command == Command::TokenAdd {
                    let like = model.token(&shown).expect("a token").clone();
                    model = model.with_token(&like);
                }
                if command == Command::TokenRemove {
                    let old = model.token(&shown).expect("a token").clone();
                    model = model.without_token(&old);
                }
                let new = model.publishes(command, &shown).expect("lists");
                for (old, new) in shown.iter_mut().zip(new) {
                    old.ctl = new.ctl.or(old.ctl.take());
                    old.itl = new.itl.or(old.itl.take());
                }
                unread = true;
            }
            Step::Move => {
                model = model.elsewhere();
                shown = model.publishes(model.usual_command().unwrap(), &[]).unwrap();
            }
            Step::ResetPhones => {
                unread = false;
                for phone in &mut phones {
                    met += start(phone, &model, &shown, tvs);
                }
            }
            Step::CheckHashes => assert!(!unread, "hashes are compared before phones are reset"),
        }
    }
    assert!(!unread);
    // Every phone has what its node shows, and the usual signer signed it.
    for phone in &phones {
        let boot = phone.state.boot(&offers(&shown[phone.node]), &Servers::Shown);
        let done = |outcome: &Outcome| matches!(outcome, Outcome::Unchanged | Outcome::NotAsked);
        assert!(boot.verdicts.iter().all(|verdict| done(&verdict.outcome)));
    }
    if let Some(usual) = model.usual_command() {
        assert!(model.is_shown(usual, &shown));
    }
    met
}

fn start(phone: &mut Phone, model: &Model, shown: &[Published], running: Running) -> usize {
    phone.state.tvs = model.tvs();
    phone.state.tvs.iter_mut().for_each(|tvs| tvs.running = running);
    let boot = phone.state.boot(&offers(&shown[phone.node]), &Servers::Shown);
    for verdict in &boot.verdicts {
        assert!(!verdict.outcome.is_refused(), "{}: {verdict:#?}", phone.state.class());
    }
    phone.state = boot.after;
    boot.verdicts.len()
}

fn offers(node: &Published) -> Vec<Offer> {
    node.ctl.iter().chain(&node.itl).cloned().collect()
}

#[test]
fn the_second_reader_sees_a_refusal() {
    use super::cluster::{model, today};
    use trustlist::cluster::manifest::Signing;
    let model = model("12.5", Signing::Tokenless, true);
    let (held, shown) = today(&model);
    let classes = &Class::ALL;
    let question = Question {
        model: &model,
        elsewhere: None,
        held: &held,
        shown: &shown,
        classes,
        sha512: false,
    };
    let good = find(&question, &[Change::ItlRecovery]).unwrap().unwrap().steps;
    // The same without the bridge: cases 20 and 21 of docs/phone.md.
    let bridge = good.iter().position(|step| *step == Step::Run(Command::ResetLocalkey)).unwrap();
    let mut bad = good.clone();
    bad.drain(bridge..bridge + 3);
    let played = |steps: Vec<Step>| {
        std::panic::catch_unwind(|| play(&model, &question, &steps, Running::Down))
    };
    assert_eq!(played(good).unwrap(), 2 * 3 * 2 * 2);
    assert!(played(bad).is_err());
    assert_eq!(shown[0].ctl.as_ref().map(Offer::kind), Some(Kind::Ctl));
}
