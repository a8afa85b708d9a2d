//! A second interpreter of the steps: carries out a plan, one step at a time, with certificates
//! that are really issued and lists that are really signed, on the phones of the second statement
//! of the rules.

use support::rules::Class;
use trustlist::cluster::command::Command;
use trustlist::cluster::manifest::{FileRef, Location, Signing, Token};
use trustlist::cluster::route::{Change, Publishing, Question, Step, plan};

use super::stage::{Stage, Stopped};

/// Carries out the steps; every phone must follow each of them, and hold in the end what is
/// published. Returns the number of lists that phones received.
pub(crate) fn play(stage: &Stage, steps: &[Step]) -> Result<usize, Stopped> {
    play_restoring(stage, stage, steps)
}

/// The same if cluster.toml can be restored to its previous state.
pub(crate) fn play_restoring(
    stage: &Stage,
    former: &Stage,
    steps: &[Step],
) -> Result<usize, Stopped> {
    let mut now = stage.clone();
    // Commands after which phones are not reset.
    let (mut met, mut unread) = (0, false);
    for step in steps {
        let ready = |command: &str| assert!(!unread, "phones are not reset before `ctl {command}`");
        match step {
            Step::Renew(change) => now.renew(*change),
            Step::Import(Change::Migration) => {
                let sasts = now.elsewhere().sasts();
                now.trust.extend(sasts);
            }
            Step::Import(change) => {
                let sasts = now.new_sasts(*change);
                now.trust.extend(sasts);
            }
            Step::Install(change) => {
                now.renew(*change);
                now.trust.clear();
            }
            Step::Trust(files) => now.trust_files(files, stage),
            Step::RestoreManifest => now.describe_as(former),
            Step::ReapplyManifest => now.describe_as(stage),
            Step::Run(command) => {
                ready(command.typed());
                if *command == Publishing::TokenAdd {
                    let key = now.manifest.tokens[0].key.clone();
                    let text = format!("tokens/new-{}.pem", now.manifest.tokens.len());
                    let (at, certificate) =
                        (Location::START, FileRef { text, at: Location::START });
                    now.manifest.tokens.push(Token { certificate, key, at });
                }
                if *command == Publishing::TokenRemove {
                    let signer = now.ctl_signer().expect("a signer");
                    let file = now.file(&signer).expect("a token of the cluster");
                    now.manifest.tokens.retain(|token| token.certificate.text != file);
                }
                now.run(&command_of(command.typed()))?;
                unread = true;
            }
            Step::RunRefused(command) => {
                ready(command);
                now.run(&command_of(command))?;
                unread = true;
            }
            Step::Move => {
                ready("move");
                let other = now.elsewhere();
                now.move_to(&other)?;
                unread = true;
            }
            Step::ResetPhones | Step::Wait => {
                met += now.reset();
                unread = false;
            }
            Step::CheckHashes => assert!(!unread, "hashes are compared before phones are reset"),
        }
    }
    if unread {
        // What a refused command finally publishes.
        met += now.reset();
    }
    assert!(now.is_settled());
    Ok(met)
}

fn command_of(typed: &str) -> Command<'static> {
    match typed {
        "update CTLFile" => Command::Update,
        "reset localkey" => Command::ResetLocalkey,
        "itl update" => Command::ItlUpdate,
        "itl reset localkey" => Command::ItlResetLocalkey,
        "token add NEW" => Command::TokenAdd,
        "token remove OLD" => Command::TokenRemove,
        other => panic!("{other}"),
    }
}

#[test]
fn the_second_reader_sees_a_refusal() {
    let mut rows = 0;
    // Cases 20 and 21 of docs/phone.md.
    // At each of two servers phones that hold nothing and phones that hold lists; without a CTL
    // only one class holds any. With it each meets two lists.
    for (mixed, bridge, met) in [
        (true, Publishing::ResetLocalkey, 2 * (3 + 3) * 2),
        (false, Publishing::ItlResetLocalkey, 2 * (3 + 1)),
    ] {
        let stage = Stage::new("12.5", Signing::Tokenless, &Class::ALL).published(mixed);
        let position = stage.position();
        let question = Question { start: &position, other: None };
        let good = plan(&question, &[Change::ItlRecovery]).unwrap().unwrap().steps;
        // The same without the bridge.
        let at = good.iter().position(|step| *step == Step::Run(bridge)).unwrap();
        let mut bad = good.clone();
        bad.drain(at..at + 3);
        // They are reset twice.
        assert_eq!(play(&stage, &good).unwrap(), met * 2);
        let Err(Stopped(judgement)) = play(&stage, &bad) else { panic!("{mixed}") };
        // Still served; phones that hold nothing take it.
        let refused = judgement.verdicts.iter().filter(|verdict| verdict.is_refused());
        assert!(refused.clone().all(|verdict| !verdict.is_locked_out()));
        assert_eq!(refused.count(), if mixed { 2 * 3 } else { 2 });
        rows += 1;
    }
    assert_eq!(rows, 2);
}
