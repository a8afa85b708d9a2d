//! Which steps are proposed, for every release; each proposal is played.

use trustlist::cluster::manifest::Signing::{self, Token as T, Tokenless as N};
use trustlist::cluster::sequence::Change::{self, Capf, ItlRecovery, Migration, Token, Tvs};
use trustlist::cluster::sequence::{Footing, Question, Sequence, Step, find};
use trustlist::phone::{Class, Running};

use super::cluster::{model, today};
use super::played::play;

const CALLMANAGER: Change = Change::CallManager;

/// A sequence in a line: `renew callmanager, update CTLFile`.
fn line(sequence: &Sequence) -> String {
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

type Case = (&'static str, Signing, bool, &'static [Change], &'static str);

const RECOVERY: &str = "renew itlrecovery, reset localkey, update CTLFile";
const RECOVERY_ITL: &str = "renew itlrecovery, itl reset localkey, itl update";
const BRIDGE: &str = "renew callmanager, reset localkey, update CTLFile";
const DIRECT: &str = "renew callmanager, update CTLFile";
const AHEAD: &str = "import callmanager, update CTLFile, install callmanager, update CTLFile";
const AHEAD_ITL: &str = "import callmanager, itl update, install callmanager, itl update";
const TOKENS: &str = "token add NEW, token remove OLD";
const MOVE: &str = "import migration, update CTLFile, move";

/// Release, who signs, whether there is a CTL, what changes, and the way.
const CASES: &[Case] = &[
    // Case 19, cases 6 and 7, case 22 of docs/phone.md.
    ("12.5", N, true, &[CALLMANAGER], DIRECT),
    ("12.5", N, true, &[ItlRecovery], RECOVERY),
    ("12.5", N, false, &[ItlRecovery], RECOVERY_ITL),
    ("12.5", N, false, &[CALLMANAGER], "renew callmanager, itl update"),
    ("12.5", N, true, &[Tvs], "renew tvs, update CTLFile"),
    ("12.5", N, true, &[Capf], "renew capf, update CTLFile"),
    ("12.5", N, true, &[Migration], MOVE),
    ("12.5", N, false, &[Migration], "import migration, itl update, move"),
    // Tokens know every signer.
    ("12.5", T, true, &[ItlRecovery], "renew itlrecovery, update CTLFile"),
    ("12.5", T, true, &[Token], TOKENS),
    ("14SU3", N, true, &[ItlRecovery], RECOVERY),
    ("11.5", T, true, &[CALLMANAGER], DIRECT),
    ("11.5", T, true, &[Tvs, Token], "renew tvs, update CTLFile, token add NEW, token remove OLD"),
    ("11.5", N, true, &[CALLMANAGER], BRIDGE),
    ("11.5", N, false, &[CALLMANAGER], "renew callmanager, itl reset localkey, itl update"),
    ("11.5", N, false, &[ItlRecovery], "renew itlrecovery, itl update"),
    ("10.5(2)", N, true, &[CALLMANAGER], BRIDGE),
    ("10.5(2)", N, true, &[ItlRecovery], "renew itlrecovery, update CTLFile"),
    ("10.5(2)", T, true, &[CALLMANAGER], DIRECT),
    // One SAST, or no second one that could sign.
    ("10.0", N, true, &[CALLMANAGER], AHEAD),
    ("9.1", T, false, &[CALLMANAGER], AHEAD_ITL),
    ("8.6", T, true, &[CALLMANAGER], DIRECT),
    ("6.1", T, true, &[CALLMANAGER], DIRECT),
    ("6.1", T, true, &[Token], TOKENS),
    // Nothing is published before 8.0 without a CTL.
    ("6.1", T, false, &[CALLMANAGER], "renew callmanager"),
];

#[test]
fn every_release_has_its_way_and_phones_take_all_of_it() {
    for (release, signing, has_ctl, changes, expected) in CASES {
        let name = format!("{release} {signing:?} {has_ctl} {changes:?}");
        let model = model(release, *signing, *has_ctl);
        let (held, shown) = today(&model);
        let question = Question {
            model: &model,
            elsewhere: None,
            held: &held,
            shown: &shown,
            classes: &Class::ALL,
            sha512: false,
        };
        let found = find(&question, changes).unwrap().unwrap_or_else(|s| panic!("{name}: {s:?}"));
        assert_eq!((line(&found).as_str(), found.footing), (*expected, Footing::Proven), "{name}");
        let resets = found.steps.iter().filter(|step| **step == Step::ResetPhones).count();
        let met: usize = shown.iter().map(|n| n.ctl.iter().chain(&n.itl).count()).sum();
        let played = play(&model, &question, &found.steps, Running::Down);
        assert_eq!(played, 3 * met * resets, "{name}");
    }
    assert_eq!(CASES.len(), 25);
}

#[test]
fn several_changes_are_made_one_after_another() {
    let all = [ItlRecovery, Tvs, CALLMANAGER, Capf, CALLMANAGER];
    let rows = [
        (
            "12.5",
            "renew callmanager, update CTLFile, renew tvs, update CTLFile, renew capf, \
             update CTLFile, renew itlrecovery, reset localkey, update CTLFile",
        ),
        (
            "10.5(2)",
            "renew callmanager, reset localkey, update CTLFile, renew tvs, update CTLFile, \
             renew capf, update CTLFile, renew itlrecovery, update CTLFile",
        ),
        (
            "10.0",
            "import callmanager, update CTLFile, install callmanager, update CTLFile, renew tvs, \
             update CTLFile, renew capf, update CTLFile, renew itlrecovery, update CTLFile",
        ),
    ];
    for (release, expected) in rows {
        let model = model(release, N, true);
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
        let found = find(&question, &all).unwrap().unwrap();
        assert_eq!((line(&found).as_str(), found.any_order), (expected, true), "{release}");
        play(&model, &question, &found.steps, Running::Down);
    }
}

/// What was changed and not published comes first.
#[test]
fn a_cluster_that_is_not_what_its_nodes_show_is_published_first() {
    let before = model("12.5", N, true);
    let (held, shown) = today(&before);
    let model = before.renewed(ItlRecovery);
    let classes = &Class::ALL;
    let question = Question {
        model: &model,
        elsewhere: None,
        held: &held,
        shown: &shown,
        classes,
        sha512: false,
    };
    let found = find(&question, &[CALLMANAGER]).unwrap().unwrap();
    let expected = "reset localkey, update CTLFile, renew callmanager, update CTLFile";
    assert_eq!(line(&found), expected);
    play(&model, &question, &found.steps, Running::Down);
}

#[test]
fn what_the_cluster_lacks_cannot_change() {
    let rows = [
        (
            "9.1",
            T,
            true,
            ItlRecovery,
            "itlrecovery cannot change: release 9.1 has no ITLRecovery certificate; it begins with 10.0",
        ),
        ("6.1", T, true, Tvs, "tvs cannot change: release 6.1 has no TVS; it begins with 8.0"),
        ("12.5", N, true, Token, "token cannot change: no token signs the lists of this cluster"),
        (
            "11.5",
            T,
            false,
            Token,
            "token cannot change: there is no CTL yet that a token could sign",
        ),
    ];
    for (release, signing, has_ctl, change, expected) in rows {
        let model = model(release, signing, has_ctl);
        let question = Question {
            model: &model,
            elsewhere: None,
            held: &[],
            shown: &[],
            classes: &[],
            sha512: false,
        };
        assert_eq!(find(&question, &[change]).unwrap_err().to_string(), expected);
    }
}

/// The tokens of the other cluster stand in no list of this one in their own spelling.
#[test]
fn phones_do_not_move_to_a_cluster_of_other_tokens() {
    let model = model("11.5", T, true);
    let (held, shown) = today(&model);
    let question = Question {
        model: &model,
        elsewhere: None,
        held: &held,
        shown: &shown,
        classes: &[Class::Legacy],
        sha512: false,
    };
    let stuck = find(&question, &[Migration]).unwrap().unwrap_err();
    let refused = stuck.refused.expect("somebody refuses");
    assert_eq!((stuck.change, refused.class), (Some(Migration), Class::Legacy));
    let reason = refused.verdict.reason().unwrap().to_string();
    let expected = "nothing that the phone trusts knows the signer, CN=token ";
    assert!(reason.starts_with(expected), "{reason}");
}
