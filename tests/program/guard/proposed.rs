//! B5, P1 to P3: what the guard proposes are commands that this cluster accepts now, each of which
//! changes something, and they reach the goal.

use super::Cluster;

/// A lab of three nodes without TVS after its first publication, with certificates regenerated
/// since: `c` is CallManager of the publisher, `n` that of the TFTP node, `i` ITLRecovery.
fn renewed(options: &str, first: &str, certificates: &str) -> Cluster {
    let cluster = Cluster::new(options).without_tvs().after(first);
    for certificate in certificates.chars() {
        match certificate {
            'c' => cluster.renew_callmanager("cucm-pub"),
            'n' => cluster.renew_callmanager("cucm-tftp1"),
            'i' => cluster.renew_itlrecovery(),
            _ => unreachable!("{certificate}"),
        }
    }
    cluster
}

const MIXED: &str = "set-cluster mixed-mode";

/// Asserts that the command is refused, and carries out the proposal.
fn assert_leads_to(rows: &[(&str, &str, &str, &str)]) {
    for (options, first, certificates, command) in rows {
        let cluster = renewed(&format!("--release {options}"), first, certificates);
        cluster.refused(command);
        let proposal = cluster.proposal(command);
        assert!(!proposal.commands().is_empty(), "{options} {first} {certificates}: {command}");
        proposal.carry_out(&cluster, command);
    }
}

/// The other key signs first.
#[test]
fn by_the_other_key() {
    assert_leads_to(&[
        ("12.5", MIXED, "i", "update CTLFile"),
        ("12.5", MIXED, "i", "set-cluster non-secure-mode"),
        ("12.5", "itl update", "i", "itl update"),
        ("12.5", "itl update", "i", MIXED),
        ("11.5", MIXED, "c", "update CTLFile"),
        ("11.5", "itl update", "c", "itl update"),
    ]);
}

/// `update CTLFile` updates the ITLs too: nothing is left for `itl update`, which is not proposed
/// after it.
#[test]
fn without_a_command_that_changes_nothing() {
    assert_leads_to(&[
        ("11.5", MIXED, "n", "itl update"),
        ("10.0", MIXED, "n", "itl update"),
        ("10.5(2) --tokens", MIXED, "c", "itl update"),
        ("9.1 --tokens", MIXED, "c", "itl update"),
    ]);
}

/// `reset localkey` is not for clusters with tokens: the token tells phones the new certificates,
/// and then they follow.
#[test]
fn without_a_command_that_the_cluster_does_not_take() {
    assert_leads_to(&[
        ("11.5 --tokens", MIXED, "c", "upgrade"),
        ("12.5 --tokens", MIXED, "i", "upgrade"),
        ("12.5 --tokens", MIXED, "ci", "upgrade"),
    ]);
}

/// Case 14: a token-signed CTL of 10.5 has no tokenless SAST, until the publisher's
/// CallManager is imported.
#[test]
fn by_an_import_from_tokens_to_tokenless() {
    assert_leads_to(&[
        ("10.5(2) --tokens", MIXED, "", "upgrade"),
        ("10.5(2) --tokens", MIXED, "n", "upgrade"),
        ("10.0 --tokens", MIXED, "", "upgrade"),
    ]);
}

/// Case 16 at a TFTP node that is not the publisher, without TVS.
#[test]
fn by_an_import_to_mixed_mode() {
    assert_leads_to(&[("11.5", "itl update", "", MIXED), ("10.0", "itl update", "c", MIXED)]);
}

/// Right after `reset localkey`, phones that have not accepted it yet refuse the usual signer:
/// waiting is enough.
#[test]
fn by_waiting_after_reset_localkey() {
    let mut cases = 0;
    for (release, certificate) in [("12.5", "i"), ("11.5", "c")] {
        let cluster = renewed(&format!("--release {release}"), MIXED, certificate);
        cluster.done("reset localkey");
        cluster.refused("update CTLFile");
        let proposal = cluster.proposal("update CTLFile");
        assert!(proposal.is_waiting_for("update CTLFile"), "{release}: {proposal:?}");
        proposal.carry_out(&cluster, "update CTLFile");
        cluster.assert_no_drift();
        cases += 1;
    }
    assert_eq!(cases, 2);
}

/// The same with ITLs alone.
#[test]
fn by_waiting_after_itl_reset_localkey() {
    let mut cases = 0;
    for (release, certificate) in [("12.5", "i"), ("11.5", "c")] {
        let cluster = renewed(&format!("--release {release}"), "itl update", certificate);
        cluster.done("itl reset localkey");
        cluster.refused("itl update");
        let proposal = cluster.proposal("itl update");
        assert!(proposal.is_waiting_for("itl update"), "{release}: {proposal:?}");
        proposal.carry_out(&cluster, "itl update");
        cluster.assert_no_drift();
        cases += 1;
    }
    assert_eq!(cases, 2);
}

/// If two keys were renewed at once nothing helps, and nothing is proposed.
#[test]
fn nothing_where_nothing_helps() {
    for (options, certificates) in [("12.5", "ci"), ("10.5(2)", "ci"), ("10.0", "c")] {
        let cluster = renewed(&format!("--release {options}"), MIXED, certificates);
        cluster.refused("update CTLFile");
        assert_eq!(cluster.proposal("update CTLFile").steps, [], "{options}");
    }
}

/// A proposal makes progress: it is never only the refused command, and after a proposal was
/// carried out it is not repeated.
#[test]
fn no_proposal_goes_round_in_circles() {
    let cluster = renewed("--release 12.5", MIXED, "i");
    cluster.refused("update CTLFile");
    let first = cluster.proposal("update CTLFile");
    let command = first.commands()[0].to_owned();
    assert_ne!(command, "update CTLFile");
    cluster.done(&command);
    cluster.refused("update CTLFile");
    assert!(!cluster.proposal("update CTLFile").commands().contains(&command.as_str()));
}
