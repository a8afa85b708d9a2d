//! Wrong command lines, and changes for which no plan is known.

use super::lab;

#[test]
fn what_is_no_certificate() {
    let lab = lab("12.5", false);
    let run = lab.ctl("plan -C c --change callmanager,tomcat").run();
    let expected = "\
error: invalid value 'tomcat' for '--change <WHAT>'
  [possible values: callmanager, tvs, capf, token, itlrecovery, migration]

For more information, try '--help'.
";
    assert_eq!(run.all(), (2, "", expected));
    let run = lab.ctl("plan -C c").run();
    assert_eq!((run.code, run.text()), (2, ""));
    assert!(run.err.contains("--change <WHAT>"), "{}", run.err);
}

#[test]
fn what_the_cluster_does_not_have() {
    let rows = [
        (
            "9.1",
            true,
            "itlrecovery",
            "ctl: itlrecovery cannot change: release 9.1 has no ITLRecovery certificate; CUCM has \
             one from 10.0 on; name only what this cluster has; `ctl status` shows its \
             certificates\n",
        ),
        (
            "12.5",
            false,
            "callmanager,token",
            "ctl: token cannot change: no token signs the lists of this cluster; name only what \
             this cluster has; `ctl status` shows its certificates\n",
        ),
    ];
    for (release, tokens, changes, expected) in rows {
        let lab = lab(release, tokens);
        let run = lab.ctl(&format!("plan -C c --change {changes}")).run();
        assert_eq!(run.all(), (2, "", expected));
    }
}

#[test]
fn a_move_to_a_cluster_of_tokens() {
    let lab = lab("12.5", false);
    lab.cluster("d", "--nodes 1 --release 11.5 --tokens");
    let run = lab.ctl("plan -C c --change migration --to d").run();
    let expected = "\
Plan for lab, release 12.5, tokenless, non-secure mode: migration
Phones: sbd, legacy, cti, holding the lists that cluster.toml describes (nothing was published yet)

No order is known.

After the move, the lists of the other cluster are refused by phones of class sbd at cucm-pub: \
the signer is record 9 of the stored CTL (SAST), but spelled differently, and no source says that \
a phone accepts that

Nothing was published yet, so no phone holds a list of this cluster. The plan applies after `ctl set-cluster mixed-mode`.
";
    assert_eq!(run.all(), (1, expected, ""));
}

/// A plan only reads.
#[test]
fn nothing_is_written() {
    let lab = lab("12.5", false);
    let before = lab.read("c/.ctl/state.db");
    assert_eq!(lab.ctl("plan -C c --change tvs").run().code, 0);
    assert_eq!(lab.read("c/.ctl/state.db"), before);
    let run = lab.ctl("plan -C nowhere --change tvs").run();
    assert_eq!((run.code, run.text()), (3, ""));
    assert!(!lab.path("nowhere").exists());
}
