//! The question of each command, on a terminal and without one, in CUCM's words.

use super::{cluster, firewall, mixed, tree};
use support::Lab;
use support::terminal::Session;

/// A command, how its cluster is made, and its question, beginning and result.
struct Asked {
    command: &'static str,
    before: fn() -> Lab,
    question: &'static str,
    doing: &'static str,
    done: &'static str,
}

fn with_firewall() -> Lab {
    let lab = mixed();
    firewall(&lab);
    lab
}

fn non_secure() -> Lab {
    let lab = mixed();
    // Every phone knows the mode: those that slept would lose their secure calls.
    for command in ["set-cluster non-secure-mode", "update CTLFile --force --phones-have @current"]
    {
        let run = lab.ctl(&format!("-C c {command} --yes")).run();
        assert_eq!(run.code, 0, "{command}: {}", run.err);
    }
    lab
}

/// The words of `utils ctl`; those of the last two are ours.
const TABLE: [Asked; 5] = [
    Asked {
        command: "set-cluster mixed-mode",
        before: cluster,
        question: "This operation will set the cluster to Mixed mode. Do you want to continue? (y/n):",
        doing: "Moving Cluster to Mixed Mode",
        done: "Cluster set to Mixed Mode",
    },
    Asked {
        command: "set-cluster non-secure-mode",
        before: mixed,
        question: "This operation will set the cluster to non secure mode. Do you want to continue? (y/n):",
        doing: "Moving Cluster to Non Secure Mode",
        done: "Cluster set to Non Secure Mode",
    },
    Asked {
        command: "update CTLFile",
        before: with_firewall,
        question: "This operation updates the CTLFile. Do you want to continue? (y/n):",
        doing: "Updating CTL file",
        done: "CTL file Updated",
    },
    Asked {
        command: "delete CTLFile",
        before: non_secure,
        question: "This operation deletes the CTLFile on every server. Do you want to continue? (y/n):",
        doing: "Deleting CTL file",
        done: "CTL file Deleted",
    },
    Asked {
        command: "itl reset localkey",
        before: mixed,
        question: "This operation updates the ITLFile of every TFTP node. Do you want to continue? (y/n):",
        doing: "Updating ITL files",
        done: "ITL files Updated",
    },
];

#[test]
fn without_a_terminal_nothing_is_done() {
    for asked in &TABLE {
        let lab = (asked.before)();
        let before = tree(&lab);
        let run = lab.ctl(&format!("-C c {}", asked.command)).input("y\n").run();
        let question = asked.question.strip_suffix(" (y/n):").unwrap();
        let error = format!(
            "ctl: there is no terminal to ask on: {question}; answer it beforehand with --yes"
        );
        assert_eq!((run.code, run.text()), (2, ""), "{}", asked.command);
        assert_eq!(run.err.lines().last(), Some(error.as_str()));
        assert_eq!(tree(&lab), before, "{}", asked.command);
    }
}

#[test]
fn whatever_is_not_yes_is_no() {
    for (asked, answer) in TABLE.iter().zip(["n", "N", "", "yep", "no"]) {
        let lab = (asked.before)();
        let before = tree(&lab);
        let mut session = Session::start(&lab, &format!("ctl -C c {}", asked.command));
        session.wait_for(asked.question);
        let (code, said) = session.finish(&format!("{answer}\n"));
        assert_eq!(code, 1, "{said}");
        let end = format!("{}{answer}\r\nctl: nothing was written\r\n", asked.question);
        assert!(said.ends_with(&end), "{said}");
        assert_eq!(tree(&lab), before, "{}", asked.command);
    }
}

#[test]
fn what_was_said_of_the_phones_is_kept_whatever_the_answer() {
    let lab = with_firewall();
    let mut session = Session::start(&lab, "ctl -C c update CTLFile --phones-have @1");
    session.wait_for("(y/n):");
    let (code, said) = session.finish("n\n");
    assert_eq!(code, 1, "{said}");
    assert!(said.ends_with("n\r\nctl: nothing was published\r\n"), "{said}");
    let history = lab.ctl("-C c status --history").run();
    let kept = "  ctl update CTLFile: every phone has @1 or a later one\n";
    assert!(history.quiet().ends_with(kept), "{}", history.text());
}

#[test]
fn yes_is_followed_by_the_words_of_cucm() {
    for (asked, answer) in TABLE.iter().zip(["y", "Y", "yes", "y", "y"]) {
        let lab = (asked.before)();
        let mut session = Session::start(&lab, &format!("ctl -C c {}", asked.command));
        session.wait_for(asked.question);
        let (code, said) = session.finish(&format!("{answer}\n"));
        assert_eq!(code, 0, "{said}");
        let middle =
            format!("{}{answer}\r\n\r\n{}\r\n{}\r\n\r\n", asked.question, asked.doing, asked.done);
        assert!(said.contains(&middle), "{said}");
        let run = lab.ctl(&format!("-C c {} --yes", asked.command)).run();
        assert_eq!(run.code, 0, "{}", run.err);
        let nothing = "Nothing changed since the last update; nothing was written.\n";
        assert_eq!(run.text(), nothing, "{}", asked.command);
    }
}
