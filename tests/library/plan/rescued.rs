//! Recovery after certificates were regenerated: cases of docs/phone.md.

use std::rc::Rc;

use support::rules::{Class, Told};
use trustlist::cluster::command::Command;
use trustlist::cluster::manifest::Signing;
use trustlist::cluster::route::Change::{self, CallManager, ItlRecovery, Tvs};
use trustlist::cluster::route::{Basis, Refusal, rescue};

use super::found::line;
use super::played::play_restoring;
use super::stage::Stage;

/// What a recovery may do besides signing with other keys.
#[derive(Clone, Copy, Debug, PartialEq)]
enum May {
    Sign,
    /// Enter certificates as `[[trust]]`, from files that cluster.toml names.
    Trust,
    /// The same, and restore the previous cluster.toml: the old certificates still exist.
    Restore,
}

/// The recovery of a cluster whose certificates were all renewed at once.
fn out(before: &Stage, renewed: &[Change], may: May) -> String {
    let mut after = before.clone();
    for change in renewed {
        after.renew(*change);
    }
    let command = if before.has_ctl() { Command::Update } else { Command::ItlUpdate };
    let known = before.sasts();
    let mut new_signers = after.signers(&command);
    new_signers.retain(|certificate| !known.contains(certificate));
    let refusal = Refusal {
        command,
        goal: Rc::new(after.cluster()),
        start: after.position(),
        former: (may == May::Restore).then(|| before.position()),
        new_signers,
        file: &|certificate| after.file(certificate).filter(|_| may != May::Sign),
    };
    let Some(route) = rescue(&refusal).unwrap() else { return "none".to_owned() };
    let told = if route.basis == Basis::Attempt { Told::Up } else { Told::Down };
    let after = after.with_tvs(told);
    play_restoring(&after, before, &route.steps)
        .unwrap_or_else(|stopped| panic!("{}: {stopped:?}", line(&route.steps)));
    format!("{}: {}", route.basis.name(), line(&route.steps))
}

const ALL: &[Class] = &Class::ALL;
const SBD: &[Class] = &[Class::Sbd];

/// The case, the release, whether there is a CTL, what was renewed, the classes, what is allowed,
/// and the recovery steps.
type Row<'a> = (&'a str, &'a str, bool, &'a [Change], &'a [Class], May, &'a str);

#[test]
fn the_cases_of_the_model() {
    let rows: &[Row<'_>] = &[
        ("4", "12.5", true, &[CallManager, Tvs, ItlRecovery], ALL, May::Sign, "none"),
        ("4, sbd", "12.5", true, &[CallManager, Tvs, ItlRecovery], SBD, May::Sign, "none"),
        (
            "6, 7",
            "12.5",
            true,
            &[ItlRecovery],
            ALL,
            May::Sign,
            "proven: reset localkey, update CTLFile",
        ),
        ("8", "12.5", true, &[ItlRecovery, CallManager], ALL, May::Sign, "none"),
        (
            "8, sbd",
            "12.5",
            true,
            &[ItlRecovery, CallManager],
            SBD,
            May::Sign,
            "attempt: reset localkey, update CTLFile",
        ),
        ("19", "12.5", true, &[CallManager], ALL, May::Sign, "proven: update CTLFile"),
        (
            "22",
            "12.5",
            false,
            &[ItlRecovery],
            ALL,
            May::Sign,
            "proven: itl reset localkey, itl update",
        ),
        ("1", "10.0", true, &[CallManager], ALL, May::Sign, "none"),
        ("1, sbd", "10.0", true, &[CallManager], SBD, May::Sign, "attempt: update CTLFile"),
        ("4, trust", "12.5", true, &[CallManager, Tvs, ItlRecovery], ALL, May::Trust, "none"),
        (
            "6, 7, trust",
            "12.5",
            true,
            &[ItlRecovery],
            ALL,
            May::Trust,
            "proven: reset localkey, update CTLFile",
        ),
        ("8, trust", "12.5", true, &[ItlRecovery, CallManager], ALL, May::Trust, "none"),
        ("1, trust", "10.0", true, &[CallManager], ALL, May::Trust, "none"),
        (
            "1, sbd, trust",
            "10.0",
            true,
            &[CallManager],
            SBD,
            May::Trust,
            "proven: trust certs/cucm-pub-CallManager.pem certs/cucm-tftp1-CallManager.pem, itl reset localkey, update CTLFile",
        ),
        ("5, trust", "9.1", false, &[CallManager, Tvs], ALL, May::Trust, "none"),
        (
            "26",
            "10.5(2)",
            false,
            &[CallManager, Tvs],
            ALL,
            May::Trust,
            "proven: itl reset localkey, itl update",
        ),
        (
            "4, kept",
            "12.5",
            true,
            &[CallManager, Tvs, ItlRecovery],
            ALL,
            May::Restore,
            "proven: restore-manifest, trust certs/ITLRecovery.pem, update CTLFile, reapply-manifest, update CTLFile",
        ),
        (
            "8, kept",
            "12.5",
            true,
            &[ItlRecovery, CallManager],
            ALL,
            May::Restore,
            "proven: restore-manifest, trust certs/ITLRecovery.pem, update CTLFile, reapply-manifest, update CTLFile",
        ),
        (
            "1, kept",
            "10.0",
            true,
            &[CallManager],
            ALL,
            May::Restore,
            "proven: restore-manifest, trust certs/cucm-pub-CallManager.pem certs/cucm-tftp1-CallManager.pem, update CTLFile, reapply-manifest, update CTLFile",
        ),
        (
            "5, kept",
            "9.1",
            false,
            &[CallManager, Tvs],
            ALL,
            May::Restore,
            "proven: restore-manifest, trust certs/cucm-pub-CallManager.pem certs/cucm-tftp1-CallManager.pem, itl update, reapply-manifest, itl update",
        ),
    ];
    for (case, release, mixed, renewed, classes, may, expected) in rows {
        let signing = if *release == "9.1" { Signing::Token } else { Signing::Tokenless };
        let before = Stage::new(release, signing, classes).published(*mixed);
        let found = out(&before, renewed, *may);
        assert_eq!(found, *expected, "case {case}");
    }
    assert_eq!(rows.len(), 20);
}
