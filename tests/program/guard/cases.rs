//! Cases 4, 6, 7, 8, 14b, 19, 20, 21 and 22 of docs/phone.md.

use super::Cluster;
use super::stopped::refusals;

const PUB: &str = "cucm-pub-CallManager";

/// The proposed commands, in their order.
fn proposed(err: &str) -> Vec<String> {
    let numbered = err.lines().filter_map(|line| {
        let rest = line.strip_prefix("ctl:   ")?;
        let (number, command) = rest.split_once(". ")?;
        number.parse::<u8>().ok()?;
        Some(command.split(';').next()?.strip_prefix("ctl ")?.to_owned())
    });
    numbered.collect()
}

/// Cases 20, 6 and 7: following what the guard proposes works.
#[test]
fn itlrecovery_renewed_is_stopped_and_the_sequence_that_is_proposed_ends_well() {
    let cluster = Cluster::new("--release 12.5 --nodes 1");
    cluster.done("set-cluster mixed-mode");
    cluster.regenerate("ITLRecovery");
    let err = cluster.stopped_saying("update CTLFile");
    let said = refusals(&err);
    assert_eq!(said.len(), 4, "sbd twice, legacy and cti once: {err}");
    for line in &said {
        assert!(line.contains(" at @1"), "{line}");
        assert!(line.contains("refused, still served"), "{line}");
        assert!(line.contains("the phone does not know the signer"), "{line}");
    }
    assert_eq!(proposed(&err), ["reset localkey", "update CTLFile"]);
    for command in proposed(&err) {
        cluster.done(&format!("{command} --phones-have @current"));
    }
    assert_eq!(cluster.generations(), 3);
    assert!(cluster.run("status").code == 0);
}

/// Case 19: CallManager renewed, ITLRecovery unchanged.
#[test]
fn callmanager_renewed_is_taken_by_all() {
    let cluster = Cluster::new("--release 12.5 --nodes 1");
    cluster.done("set-cluster mixed-mode");
    cluster.regenerate(PUB);
    cluster.done("update CTLFile");
    // Phones may hold both generations, and phones with either follow a further change.
    cluster.regenerate("CAPF");
    cluster.done("update CTLFile");
}

/// Case 8: both renewed with no step in between.
#[test]
fn both_signers_renewed_is_stopped_whoever_signs() {
    let cluster = Cluster::new("--release 12.5 --nodes 1");
    cluster.done("set-cluster mixed-mode");
    cluster.regenerate("ITLRecovery");
    cluster.regenerate(PUB);
    let mut stopped = 0;
    for command in ["update CTLFile", "reset localkey"] {
        let err = cluster.stopped_saying(command);
        assert!(refusals(&err).iter().any(|line| line.contains("refused, locked out")), "{err}");
        assert!(refusals(&err).iter().any(|line| line.starts_with("ctl: legacy")), "{err}");
        assert!(proposed(&err).is_empty(), "{err}");
        assert!(err.contains("no sequence of commands is known"), "{err}");
        stopped += 1;
    }
    assert_eq!(stopped, 2);
}

/// Case 4: CallManager, TVS and ITLRecovery renewed together.
#[test]
fn everything_renewed_locks_all_phones_out_and_is_stopped() {
    let cluster = Cluster::new("--release 12.5 --nodes 1");
    cluster.done("set-cluster mixed-mode");
    for name in ["ITLRecovery", PUB, "cucm-pub-TVS"] {
        cluster.regenerate(name);
    }
    let mut stopped = 0;
    for command in ["update CTLFile", "reset localkey", "itl reset localkey"] {
        let err = cluster.stopped_saying(command);
        let said = refusals(&err);
        assert!(!said.is_empty(), "{err}");
        let locked = said.iter().filter(|line| line.contains("refused, locked out")).count();
        assert_eq!(locked, said.len(), "{err}");
        assert!(err.contains("some phones would be locked out"), "{err}");
        stopped += 1;
    }
    assert_eq!(stopped, 3);
}

/// Case 14b: a token CTL of 11.5 holds ITLRecovery and CallManager.
#[test]
fn a_token_ctl_of_11_5_is_upgraded_without_a_phone_lost() {
    let cluster = Cluster::new("--release 11.5 --nodes 1 --tokens");
    cluster.done("set-cluster mixed-mode");
    cluster.done("upgrade");
    let table = cluster.run("show --format table @current");
    assert!(!table.text().contains("SAST-ADN"), "{}", table.text());
    cluster.regenerate("CAPF");
    cluster.done("update CTLFile");
}

/// Case 14: one of 10.5 does not, and only phones with an ITL can follow.
#[test]
fn a_token_ctl_of_10_5_is_not_upgraded() {
    let cluster = Cluster::new("--release 10.5(2) --nodes 1 --tokens");
    cluster.done("set-cluster mixed-mode");
    let err = cluster.stopped_saying("upgrade");
    let said = refusals(&err);
    assert_eq!(said.len(), 2, "{err}");
    assert!(said.iter().all(|line| line.contains("legacy") || line.contains("cti")), "{err}");
    cluster.run("status");
}

/// Cases 21 and 22: ITLs only, in a cluster that was never in mixed mode.
#[test]
fn itls_only_follow_itl_reset_localkey() {
    let cluster = Cluster::new("--release 12.5 --nodes 1");
    cluster.done("itl update");
    cluster.regenerate("ITLRecovery");
    let err = cluster.stopped_saying("itl update");
    let said = refusals(&err);
    assert_eq!(said.len(), 1, "{err}");
    assert!(said[0].starts_with("ctl: sbd phones at @1, TFTP cucm-pub: ITL refused, still served"));
    assert_eq!(proposed(&err), ["itl reset localkey", "itl update"]);
    for command in proposed(&err) {
        cluster.done(&format!("{command} --phones-have @current"));
    }
    assert_eq!(cluster.generations(), 3);
}
