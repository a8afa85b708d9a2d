//! Ways out where certificates were made anew already: cases of docs/phone.md.

use trustlist::cluster::manifest::Signing;
use trustlist::cluster::sequence::Change::{self, CallManager, ItlRecovery, Tvs};
use trustlist::cluster::sequence::{
    Candidate, Command, Footing, Model, Phones, Question, Step, find, rescue,
};
use trustlist::phone::{Class, Running};

use super::cluster::{model, today};
use super::played::play;

/// The way out of a cluster whose certificates were all renewed at once, by these
/// commands, to the last of them.
fn out(before: &Model, renewed: &[Change], commands: &[Command], classes: &[Class]) -> String {
    let (held, shown) = today(before);
    let after = renewed.iter().fold(before.clone(), |model, change| model.renewed(*change));
    let candidate = |command: &Command| Candidate {
        command: command.typed().to_owned(),
        published: after.publishes(*command, &shown).expect("lists"),
    };
    let candidates: Vec<_> = commands.iter().map(candidate).collect();
    let goal = commands.last().unwrap().typed();
    let phones = Phones { classes, sha512: false, tvs: &after.tvs() };
    let Some(way) = rescue(&held, &shown, &candidates, goal, &phones).unwrap() else {
        return "none".to_owned();
    };
    let steps: Vec<_> = way
        .commands
        .iter()
        .map(|name| *commands.iter().find(|command| command.typed() == name).unwrap())
        .flat_map(|command| [Step::Run(command), Step::ResetPhones, Step::CheckHashes])
        .collect();
    let running = if way.footing == Footing::Proven { Running::Down } else { Running::Up };
    let question = Question {
        model: &after,
        elsewhere: None,
        held: &held,
        shown: &shown,
        classes,
        sha512: false,
    };
    play(&after, &question, &steps, running);
    format!("{}: {}", way.footing.name(), way.commands.join(", "))
}

const ALL: &[Class] = &Class::ALL;
const SBD: &[Class] = &[Class::Sbd];
const CTL: &[Command] =
    &[Command::ItlResetLocalkey, Command::ItlUpdate, Command::ResetLocalkey, Command::Update];
const ITL: &[Command] = &[Command::ItlResetLocalkey, Command::ItlUpdate];

/// The case, the cluster, what was renewed, the commands to choose from, the classes, and
/// the way out.
type Row<'a> = (&'a str, &'a Model, &'a [Change], &'a [Command], &'a [Class], &'a str);

#[test]
fn the_cases_of_the_model() {
    let mixed = model("12.5", Signing::Tokenless, true);
    let plain = model("12.5", Signing::Tokenless, false);
    let oldest = model("10.0", Signing::Tokenless, true);
    let rows: &[Row<'_>] = &[
        ("4", &mixed, &[CallManager, Tvs, ItlRecovery], CTL, ALL, "none"),
        ("4, sbd", &mixed, &[CallManager, Tvs, ItlRecovery], CTL, SBD, "none"),
        ("6, 7", &mixed, &[ItlRecovery], CTL, ALL, "proven: reset localkey, update CTLFile"),
        ("8", &mixed, &[ItlRecovery, CallManager], CTL, ALL, "none"),
        (
            "8, sbd",
            &mixed,
            &[ItlRecovery, CallManager],
            CTL,
            SBD,
            "attempt: itl reset localkey, update CTLFile",
        ),
        ("19", &mixed, &[CallManager], CTL, ALL, "proven: update CTLFile"),
        ("20", &mixed, &[ItlRecovery], &[Command::Update], ALL, "none"),
        ("21", &plain, &[ItlRecovery], &[Command::ItlUpdate], SBD, "none"),
        ("22", &plain, &[ItlRecovery], ITL, ALL, "proven: itl reset localkey, itl update"),
        ("1", &oldest, &[CallManager], &[Command::Update], ALL, "none"),
        ("1, sbd", &oldest, &[CallManager], &[Command::Update], SBD, "attempt: update CTLFile"),
    ];
    for (case, before, renewed, commands, classes, expected) in rows {
        assert_eq!(out(before, renewed, commands, classes), *expected, "case {case}");
    }
    assert_eq!(rows.len(), 11);
}

/// Where the cluster is lost already, a plan says who refuses what.
#[test]
fn a_plan_that_nobody_knows() {
    let before = model("12.5", Signing::Tokenless, true);
    let (held, shown) = today(&before);
    let model = before.renewed(ItlRecovery).renewed(CallManager);
    let question = Question {
        model: &model,
        elsewhere: None,
        held: &held,
        shown: &shown,
        classes: ALL,
        sha512: false,
    };
    let stuck = find(&question, &[Tvs]).unwrap().unwrap_err();
    let refused = stuck.refused.expect("somebody refuses");
    assert_eq!((stuck.change, stuck.command), (None, Command::Update));
    assert_eq!((refused.class, refused.host.as_str(), refused.generation), (Class::Sbd, "pub", 1));
    assert_eq!(
        refused.verdict.reason().unwrap().to_string(),
        "nothing that the phone trusts knows the signer, CN=ITLRECOVERY_pub"
    );
}
