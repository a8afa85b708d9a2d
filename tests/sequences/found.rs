//! Which steps are proposed.

use trustlist::cluster::manifest::Signing;
use trustlist::cluster::sequence::{Change, Footing, Sequence, find};
use trustlist::phone::Class;

use crate::cluster::{model, today};

/// One line for a sequence: `renew callmanager, update CTLFile`.
pub(crate) fn line(sequence: &Sequence) -> String {
    use trustlist::cluster::sequence::Step;
    let word = |step: &Step| match step {
        Step::Renew(change) | Step::Import(change) | Step::Install(change) => {
            Some(format!("{} {}", step.name(), change.name()))
        }
        Step::Run(command) => Some(command.typed().to_owned()),
        Step::Move => Some("move".to_owned()),
        Step::ResetPhones | Step::CheckHashes => None,
    };
    sequence.steps.iter().filter_map(word).collect::<Vec<_>>().join(", ")
}

use Change::{Capf, ItlRecovery, Migration, Token, Tvs};
const CALLMANAGER: Change = Change::CallManager;

#[test]
fn every_release_has_its_way() {
    use Signing::{Token as T, Tokenless as N};
    const IMPORT: &str = "import callmanager, update CTLFile, install callmanager, update CTLFile";
    const IMPORT_ITL: &str = "import callmanager, itl update, install callmanager, itl update";
    const TOKENS: &str = "token add NEW, token remove OLD";
    const RECOVERY: &str = "renew itlrecovery, reset localkey, update CTLFile";
    const MOVE: &str = "import migration, update CTLFile, move";
    let cases: &[(&str, Signing, bool, &[Change], &str)] = &[
        ("12.5", N, true, &[CALLMANAGER], "renew callmanager, update CTLFile"),
        ("12.5", N, true, &[ItlRecovery], RECOVERY),
    ];
    let mut ran = 0;
    for (release, signing, has_ctl, changes, expected) in cases {
        let model = model(release, *signing, *has_ctl);
        let (held, shown) = today(&model);
        let found = find(&model, &held, &shown, changes, &Class::ALL, false).unwrap();
        let found = found.unwrap_or_else(|stuck| panic!("{release} {changes:?}: {stuck:?}"));
        println!(
            "{release} {signing:?} {has_ctl} {changes:?}: {} {:?} {}",
            line(&found),
            found.footing,
            found.any_order
        );
        ran += 1;
    }
    for (release, signing, has_ctl) in [
        ("12.5", N, true),
        ("12.5", N, false),
        ("12.5", T, true),
        ("11.5", T, true),
        ("11.5", N, true),
        ("11.5", N, false),
        ("10.5(2)", N, true),
        ("10.5(2)", T, true),
        ("10.0", N, true),
        ("9.1", T, true),
        ("9.1", T, false),
        ("8.6", T, true),
        ("6.1", T, true),
    ] {
        let model = model(release, signing, has_ctl);
        let (held, shown) = today(&model);
        for changes in [
            vec![CALLMANAGER],
            vec![Tvs],
            vec![Capf],
            vec![ItlRecovery],
            vec![Token],
            vec![Migration],
            vec![CALLMANAGER, Tvs, Capf, ItlRecovery],
            vec![CALLMANAGER, Tvs, Token, Migration],
        ] {
            let Ok(found) = find(&model, &held, &shown, &changes, &Class::ALL, false) else {
                println!("{release} {signing:?} {has_ctl} {changes:?}: error");
                continue;
            };
            match found {
                Ok(found) => println!(
                    "{release} {signing:?} {has_ctl} {changes:?}: {} {:?} {}",
                    line(&found),
                    found.footing,
                    found.any_order
                ),
                Err(stuck) => println!(
                    "{release} {signing:?} {has_ctl} {changes:?}: STUCK {:?} {:?} {:?}",
                    stuck.change,
                    stuck.command,
                    stuck.refused.map(|r| (r.class, r.host, r.verdict.reason().cloned()))
                ),
            }
        }
    }
}
