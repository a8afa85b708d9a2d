//! Which steps are proposed, for every release; each proposal is simulated.

use support::rules::Class;
use trustlist::cluster::manifest::Cluster;
use trustlist::cluster::manifest::Signing::{self, Token as T, Tokenless as N};
use trustlist::cluster::route::Change::{self, Capf, ItlRecovery, Migration, Token, Tvs};
use trustlist::cluster::route::{Basis, Plan, Position, Question, Step, Stuck, plan};
use trustlist::phone;

use super::played::play;
use super::stage::Stage;

const CALLMANAGER: Change = Change::CallManager;

/// The steps on one line: `renew callmanager, update CTLFile`.
pub(super) fn line(steps: &[Step]) -> String {
    let word = |step: &Step| match step {
        Step::Renew(change) | Step::Import(change) | Step::Install(change) => {
            Some(format!("{} {}", step.name(), change.name()))
        }
        Step::Trust(files) => Some(format!("trust {}", files.join(" "))),
        Step::Run(command) => Some(command.typed().to_owned()),
        Step::RunRefused(command) => Some(command.clone()),
        Step::RestoreManifest | Step::ReapplyManifest | Step::Move => Some(step.name().to_owned()),
        Step::ResetPhones | Step::CheckHashes | Step::Wait => None,
    };
    steps.iter().filter_map(word).collect::<Vec<_>>().join(", ")
}

fn planned(start: &Position, changes: &[Change]) -> Result<Plan, Stuck> {
    plan(&Question { start, other: None }, changes).unwrap_or_else(|error| panic!("{error}"))
}

type Case = (&'static str, Signing, bool, &'static [Change], &'static str, Basis);

const RECOVERY: &str = "renew itlrecovery, reset localkey, update CTLFile";
const RECOVERY_ITL: &str = "renew itlrecovery, itl reset localkey, itl update";
const BRIDGE: &str = "renew callmanager, reset localkey, update CTLFile";
const DIRECT: &str = "renew callmanager, update CTLFile";
const AHEAD: &str = "import callmanager, update CTLFile, install callmanager, update CTLFile";
const AHEAD_ITL: &str = "import callmanager, itl update, install callmanager, itl update";
const TOKENS: &str = "token add NEW, token remove OLD";
const MOVE: &str = "import migration, update CTLFile, move";
const PROVEN: Basis = Basis::Proven;
/// No source documents `utils ctl reset localkey` before 12.0.
const EXPECTED: Basis = Basis::Expected;

/// The release, the signer, whether there is a CTL, the change, and the steps.
const CASES: &[Case] = &[
    // Case 19, cases 6 and 7, case 22 of docs/phone.md.
    ("12.5", N, true, &[CALLMANAGER], DIRECT, PROVEN),
    ("12.5", N, true, &[ItlRecovery], RECOVERY, PROVEN),
    ("12.5", N, false, &[ItlRecovery], RECOVERY_ITL, PROVEN),
    ("12.5", N, false, &[CALLMANAGER], "renew callmanager, itl update", PROVEN),
    ("12.5", N, true, &[Tvs], "renew tvs, update CTLFile", PROVEN),
    ("12.5", N, true, &[Capf], "renew capf, update CTLFile", PROVEN),
    ("12.5", N, true, &[Migration], MOVE, PROVEN),
    ("12.5", N, false, &[Migration], "import migration, itl update, move", PROVEN),
    // Tokens know every signer.
    ("12.5", T, true, &[ItlRecovery], "renew itlrecovery, update CTLFile", PROVEN),
    ("12.5", T, true, &[Token], TOKENS, PROVEN),
    ("14SU3", N, true, &[ItlRecovery], RECOVERY, PROVEN),
    ("11.5", T, true, &[CALLMANAGER], DIRECT, PROVEN),
    (
        "11.5",
        T,
        true,
        &[Tvs, Token],
        "renew tvs, update CTLFile, token add NEW, token remove OLD",
        PROVEN,
    ),
    ("11.5", N, true, &[CALLMANAGER], BRIDGE, EXPECTED),
    ("11.5", N, false, &[CALLMANAGER], "renew callmanager, itl reset localkey, itl update", PROVEN),
    ("11.5", N, false, &[ItlRecovery], "renew itlrecovery, itl update", PROVEN),
    ("10.5(2)", N, true, &[CALLMANAGER], BRIDGE, EXPECTED),
    ("10.5(2)", N, true, &[ItlRecovery], "renew itlrecovery, update CTLFile", PROVEN),
    ("10.5(2)", T, true, &[CALLMANAGER], DIRECT, PROVEN),
    // One SAST, or no second one that could sign.
    ("10.0", N, true, &[CALLMANAGER], AHEAD, PROVEN),
    ("9.1", T, false, &[CALLMANAGER], AHEAD_ITL, PROVEN),
    ("8.6", T, true, &[CALLMANAGER], DIRECT, PROVEN),
    ("6.1", T, true, &[CALLMANAGER], DIRECT, PROVEN),
    ("6.1", T, true, &[Token], TOKENS, PROVEN),
    // Nothing is published before 8.0 without a CTL.
    ("6.1", T, false, &[CALLMANAGER], "renew callmanager", PROVEN),
];

fn stage(release: &str, signing: Signing, has_ctl: bool) -> Stage {
    let stage = Stage::new(release, signing, &Class::ALL);
    // Before 8.0 there are no ITLs.
    if has_ctl || !release.starts_with('6') { stage.published(has_ctl) } else { stage }
}

#[test]
fn every_release_has_its_way_and_phones_take_all_of_it() {
    for (release, signing, has_ctl, changes, expected, basis) in CASES {
        let name = format!("{release} {signing:?} {has_ctl} {changes:?}");
        let stage = stage(release, *signing, *has_ctl);
        let found =
            planned(&stage.position(), changes).unwrap_or_else(|stuck| panic!("{name}: {stuck:?}"));
        assert_eq!((line(&found.steps).as_str(), found.basis), (*expected, *basis), "{name}");
        let resets = found.steps.iter().filter(|step| **step == Step::ResetPhones).count();
        let met =
            play(&stage, &found.steps).unwrap_or_else(|stopped| panic!("{name}: {stopped:?}"));
        // Every phone gets each list of its server at each reset. After a move, phones of each
        // server ask each server.
        let (lists, phones) = stage.lists_and_phones();
        let moved = if changes.contains(&Migration) { lists * phones } else { 0 };
        assert_eq!(met, lists * phones * resets + moved, "{name}");
        // Planned before the first publication, it is the same.
        if *has_ctl {
            let new = Position::of_new_cluster(&stage.cluster()).unwrap();
            assert_eq!(planned(&new, changes).unwrap().steps, found.steps, "{name}");
        }
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
            PROVEN,
        ),
        (
            "10.5(2)",
            "renew callmanager, reset localkey, update CTLFile, renew tvs, update CTLFile, \
             renew capf, update CTLFile, renew itlrecovery, update CTLFile",
            EXPECTED,
        ),
        (
            "10.0",
            "import callmanager, update CTLFile, install callmanager, update CTLFile, renew tvs, \
             update CTLFile, renew capf, update CTLFile, renew itlrecovery, update CTLFile",
            PROVEN,
        ),
    ];
    let mut count = 0;
    for (release, expected, basis) in rows {
        let stage = stage(release, N, true);
        let found = planned(&stage.position(), &all).unwrap();
        let said = (line(&found.steps), found.any_order, found.basis);
        assert_eq!(said, (expected.to_owned(), true, basis), "{release}");
        play(&stage, &found.steps).unwrap();
        count += 1;
    }
    assert_eq!(count, 3);
}

/// After the move, phones ask other servers.
#[test]
fn a_migration_comes_last() {
    let stage = stage("12.5", N, true);
    let found = planned(&stage.position(), &[Migration, CALLMANAGER]).unwrap();
    let expected = "renew callmanager, update CTLFile, import migration, update CTLFile, move";
    assert_eq!((line(&found.steps).as_str(), found.any_order), (expected, false));
    play(&stage, &found.steps).unwrap();
    assert!(planned(&stage.position(), &[Migration]).unwrap().any_order);
}

/// Changes that are not published yet come first.
#[test]
fn a_cluster_that_is_not_what_its_nodes_show_is_published_first() {
    let mut stage = stage("12.5", N, true);
    stage.renew(ItlRecovery);
    let found = planned(&stage.position(), &[CALLMANAGER]).unwrap();
    let expected = "reset localkey, update CTLFile, renew callmanager, update CTLFile";
    assert_eq!((line(&found.steps).as_str(), found.basis), (expected, PROVEN));
    play(&stage, &found.steps).unwrap();
}

#[test]
fn what_the_cluster_lacks_cannot_change() {
    let rows = [
        (
            "9.1",
            T,
            true,
            ItlRecovery,
            "itlrecovery cannot change: release 9.1 has no ITLRecovery certificate; CUCM has one \
             from 10.0 on",
        ),
        ("6.1", T, true, Tvs, "tvs cannot change: release 6.1 has no TVS; CUCM has it from 8.0 on"),
        ("12.5", N, true, Token, "token cannot change: no token signs the lists of this cluster"),
        (
            "11.5",
            T,
            false,
            Token,
            "token cannot change: there is no CTL yet that a token could sign",
        ),
    ];
    let mut count = 0;
    for (release, signing, has_ctl, change, expected) in rows {
        let position = stage(release, signing, has_ctl).position();
        let question = Question { start: &position, other: None };
        assert_eq!(plan(&question, &[change]).unwrap_err().to_string(), expected);
        count += 1;
    }
    assert_eq!(count, 4);
}

#[test]
fn what_cluster_toml_does_not_name_cannot_change() {
    let new = || stage("12.5", N, true).cluster();
    let mut count = 0;
    for (change, without, expected) in [
        (Capf, without_capf as fn(&mut Cluster), "cluster.toml names no CAPF certificate"),
        (Tvs, without_tvs, "cluster.toml names no TVS certificate"),
    ] {
        let mut cluster = new();
        without(&mut cluster);
        let position = Position::of_new_cluster(&cluster).unwrap();
        let question = Question { start: &position, other: None };
        let error = plan(&question, &[change]).unwrap_err();
        assert_eq!(error.to_string(), format!("{} cannot change: {expected}", change.name()));
        assert!(plan(&question, &[CALLMANAGER]).unwrap().is_ok());
        count += 1;
    }
    assert_eq!(count, 2);
    // Without the signer nothing can be published.
    let mut cluster = new();
    cluster.itlrecovery = None;
    let error = Position::of_new_cluster(&cluster).unwrap_err();
    let expected = "nothing cannot change: cluster.toml names no ITLRecovery certificate";
    assert_eq!(error.to_string(), expected);
}

fn without_capf(cluster: &mut Cluster) {
    cluster.nodes.iter_mut().for_each(|node| node.capf = None);
}

fn without_tvs(cluster: &mut Cluster) {
    cluster.nodes.iter_mut().for_each(|node| node.tvs = None);
}

/// No list of this cluster has the tokens of the other cluster in their own spelling.
#[test]
fn phones_do_not_move_to_a_cluster_of_other_tokens() {
    let stage = Stage::new("11.5", T, &[Class::Legacy]).published(true);
    let stuck = planned(&stage.position(), &[Migration]).unwrap_err();
    let refused = stuck.refused.expect("somebody refuses");
    let class = refused.phones.state.class();
    assert_eq!((stuck.change, class), (Some(Migration), phone::Class::Legacy));
    let reason = refused.case.verdicts.iter().find_map(trustlist::phone::Verdict::reason);
    let reason = reason.unwrap().to_string();
    assert_eq!(
        reason,
        "the signer is record 12 of the stored CTL (SAST), but spelled differently, and no source \
         says that a phone accepts that"
    );
}

/// If phones are already locked out, a plan reports which phones refuse what.
#[test]
fn a_plan_that_nobody_knows() {
    let mut stage = stage("12.5", N, true);
    stage.renew(ItlRecovery);
    stage.renew(CALLMANAGER);
    let stuck = planned(&stage.position(), &[Tvs]).unwrap_err();
    let refused = stuck.refused.expect("somebody refuses");
    assert_eq!((stuck.change, stuck.command.typed()), (None, "update CTLFile"));
    let (class, host) = (refused.phones.state.class(), refused.host.as_str());
    assert_eq!((class, host), (phone::Class::Sbd, "cucm-pub"));
    assert_eq!(refused.phones.holding.to_string(), "@1");
    let reason = refused.case.verdicts.iter().find_map(trustlist::phone::Verdict::reason);
    assert_eq!(
        reason.unwrap().to_string(),
        "the phone does not know the signer, \
         CN=ITLRECOVERY_cucm-pub;OU=Lab;O=Example;L=Brno;ST=South Moravia;C=CZ"
    );
}
