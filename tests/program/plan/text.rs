//! Proposals, word for word.

use super::lab;

/// The steps after a command whose phones must then be checked.
fn after(first: usize, width: usize, last: bool) -> String {
    let then = if last {
        ""
    } else {
        " Continue only when they agree, with --phones-have @current in the next command."
    };
    format!(
        "{first:>width$}. Restart the services that the command named, then reset all phones.\n\
         {:>width$}. Compare the hashes on a phone of each TFTP node with `ctl status` (field \
         notice 70613).{then}\n",
        first + 1
    )
}

/// For a cluster that has published nothing.
fn head(release: &str, signing: &str, changes: &str, basis: &str) -> String {
    format!(
        "Plan for lab, release {release}, {signing}, non-secure mode: {changes}\n\
         Phones: sbd, legacy, cti, holding the lists that cluster.toml describes (nothing was \
         published yet)\n\
         \n\
         {basis}\n\
         \n"
    )
}

const PROVEN: &str = "Proven by simulation: every phone accepts every list on the way by itself.";
const EXPECTED: &str = "Expected, not proven: every phone accepts every list on the way by itself, but a step relies on an inference.";
const UNPUBLISHED: &str = "\nNothing was published yet, so no phone holds a list of this cluster. \
                           The plan applies after `ctl set-cluster mixed-mode`.\n";
const ANY_ORDER: &str = "The order of these changes does not matter, as long as each is \
                         finished, its checks included, before the next begins.\n";
const DETOUR: &str = "Without `ctl reset localkey` in between, phones would refuse the lists of \
                      `ctl update CTLFile`: they know its new signer only from the lists that \
                      come before.\n";
const CALLMANAGER: &str = "Regenerate CallManager of cucm-pub, cucm-sub1, cucm-tftp1 and put it in the same place; do not change any other.\n";
const RECOVERY: &str =
    "Regenerate ITLRecovery and put it in the same place; do not change any other.\n";

#[test]
fn release_12_5() {
    let lab = lab("12.5", false);
    let run = lab.ctl("plan -C c --change itlrecovery,callmanager").run();
    let expected = head("12.5", "tokenless", "callmanager, itlrecovery", PROVEN)
        + &format!(" 1. {CALLMANAGER} 2. ctl update CTLFile\n{}", after(3, 2, false))
        + &format!(" 5. {RECOVERY} 6. ctl reset localkey\n{}", after(7, 2, false))
        + &format!(" 9. ctl update CTLFile\n{}", after(10, 2, true))
        + UNPUBLISHED
        + ANY_ORDER
        + DETOUR;
    assert_eq!(run.all(), (0, expected.as_str(), ""));
}

#[test]
fn release_10_5_2() {
    let lab = lab("10.5(2)", false);
    let run = lab.ctl("plan -C c --change callmanager --change itlrecovery").run();
    let expected = head("10.5(2)", "tokenless", "callmanager, itlrecovery", EXPECTED)
        + &format!(" 1. {CALLMANAGER} 2. ctl reset localkey (that CUCM has this command in this ")
        + &format!("release is an inference)\n{}", after(3, 2, false))
        + &format!(" 5. ctl update CTLFile\n{}", after(6, 2, false))
        + &format!(" 8. {RECOVERY} 9. ctl update CTLFile\n{}", after(10, 2, true))
        + UNPUBLISHED
        + ANY_ORDER
        + DETOUR
        + "A step relies on an inference, not on a document: the plan is expected to hold, but not proven.\n";
    assert_eq!(run.all(), (1, expected.as_str(), ""));
}

#[test]
fn tokens_of_11_5() {
    let lab = lab("11.5", true);
    let run = lab.ctl("plan -C c --change token").run();
    let expected = head("11.5", "token", "token", PROVEN)
        + &format!("1. ctl token add NEW\n{}", after(2, 1, false))
        + &format!("4. ctl token remove OLD\n{}", after(5, 1, true))
        + UNPUBLISHED;
    assert_eq!(run.all(), (0, expected.as_str(), ""));
}

/// One SAST: phones must know the new one before it is used.
#[test]
fn release_10_0() {
    let lab = lab("10.0", false);
    let run = lab.ctl("plan -C c --change callmanager").run();
    let of = "CallManager of cucm-pub, cucm-sub1, cucm-tftp1";
    let expected = head("10.0", "tokenless", "callmanager", PROVEN)
        + &format!("1. Regenerate {of} without using it yet, and enter its certificate as ")
        + &format!("[[trust]].\n2. ctl update CTLFile\n{}", after(3, 1, false))
        + &format!("5. Put the new certificate of {of} in place, and remove it from ")
        + &format!("[[trust]].\n6. ctl update CTLFile\n{}", after(7, 1, true))
        + UNPUBLISHED
        + "Nothing else that phones hold could make them trust the new certificate. If it cannot be created before it is used, only TVS can confirm it, which is an attempt.\n";
    assert_eq!(run.all(), (0, expected.as_str(), ""));
}

#[test]
fn what_was_published_is_what_phones_hold() {
    let lab = lab("12.5", false);
    assert_eq!(lab.ctl("set-cluster mixed-mode -C c -q --yes").run().code, 0);
    let run = lab.ctl("plan -C c --change capf").run();
    let expected = "Plan for lab, release 12.5, tokenless, mixed mode: capf\n\
                    Phones: sbd, legacy, cti, holding @1\n\n"
        .to_owned()
        + PROVEN
        + "\n\n1. Regenerate CAPF and put it in the same place; do not change any other.\n"
        + &format!("2. ctl update CTLFile\n{}", after(3, 1, true));
    assert_eq!(run.all(), (0, expected.as_str(), ""));
}

#[test]
fn phones_that_move() {
    let lab = lab("12.5", false);
    lab.cluster("d", "--nodes 1 --release 14SU3");
    let run = lab.ctl("plan -C c --change migration --to d").run();
    let expected = head("12.5", "tokenless", "migration", PROVEN)
        + "1. Enter as [[trust]] what may sign the lists of cluster lab: ITLRecovery, and \
           CallManager of the publisher and of every TFTP node.\n"
        + &format!("2. ctl update CTLFile\n{}", after(3, 1, false))
        + "5. Point the phones to the TFTP nodes of cluster lab (DHCP option 150).\n\
           6. Reset all phones.\n\
           7. Compare the hashes on a phone of each TFTP node with `ctl status` in cluster lab \
           (field notice 70613).\n"
        + UNPUBLISHED
        + "LSC phones: put the CAPF certificate of this cluster into the CAPF-trust of the other.\n";
    assert_eq!(run.all(), (0, expected.as_str(), ""));
    // Without --to, a similar cluster is simulated.
    let run = lab.ctl("plan -C c --change migration").run();
    let remark = "\nSimulated with a cluster of the same kind; --to DIR simulates the real one.\n";
    assert!(run.code == 0 && run.text().contains(remark), "{}", run.text());
}

/// Of many generations only the first are named; all steps are printed.
#[test]
fn many_generations_are_summarised() {
    let lab = lab("12.5", false);
    for options in ["set-cluster mixed-mode", "update CTLFile --force"]
        .into_iter()
        .chain(["update CTLFile --force"; 11])
    {
        let run = lab.ctl(&format!("-C c {options} --yes")).run();
        assert_eq!(run.code, 0, "{}", run.err);
    }
    let numbers = |count: usize| (1..=count).map(|one| format!("@{one}")).collect::<Vec<_>>();
    let first = "Phones: sbd, legacy, cti, holding ";
    for (option, expected) in [
        ("", format!("{}, and 3 more; -v prints all", numbers(10).join(", "))),
        (" -v", numbers(13).join(", ")),
    ] {
        let run = lab.ctl(&format!("-C c plan --change callmanager,itlrecovery{option}")).run();
        let line = run.text().lines().nth(1).unwrap();
        assert_eq!(line, format!("{first}{expected}"), "{}", run.err);
        assert!(run.text().contains("\n11. Compare the hashes"), "{}", run.text());
    }
}
