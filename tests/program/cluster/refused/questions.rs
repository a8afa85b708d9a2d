//! The confirmation of each command, on a terminal and without one, in CUCM's words.

use super::{cluster, firewall, mixed, tree};
use support::Lab;
use support::terminal::{Session, script};

/// A command, how its cluster is set up, and its question, first line and result.
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
    // Every phone knows the mode: phones that were switched off would lose their secure calls.
    for command in ["set-cluster non-secure-mode", "update CTLFile --force --phones-have @current"]
    {
        let run = lab.ctl(&format!("-C c {command} --yes")).run();
        assert_eq!(run.code, 0, "{command}: {}", run.err);
    }
    lab
}

/// The words of `utils ctl`; the last two are ours.
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
            "ctl: no terminal to ask for confirmation: {question}; confirm it in advance with --yes"
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
        session.wait_for(&format!("{} ", asked.question));
        let (code, said) = session.finish(&format!("{answer}\n"));
        assert_eq!(code, 1, "{said}");
        let end = format!("{} {answer}\r\nctl: nothing was written\r\n", asked.question);
        assert!(said.ends_with(&end), "{said}");
        assert_eq!(tree(&lab), before, "{}", asked.command);
    }
}

/// The planned changes are printed before the question: records, files and phones.
#[test]
fn the_question_comes_after_what_will_be_done() {
    let lab = with_firewall();
    let mut session = Session::start(&lab, "ctl -C c update CTLFile");
    session.wait_for("Do you want to continue? (y/n): ");
    let (code, said) = session.finish("n\n");
    assert_eq!(code, 1, "{said}");
    let (before, _) = said.split_once("This operation updates").unwrap();
    let lines: Vec<String> =
        before.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let mut checked = 0;
    for expected in [
        "+ CCM asa",
        "SERVER FILE PLACE STATUS",
        "cucm-pub CTLFile.tlv c/tftp/cucm-pub would be written",
        "PHONES HOLDING TFTP LIST OUTCOME BY",
        "legacy nothing cucm-pub CTL accepted nothing is stored",
    ] {
        assert!(lines.iter().any(|line| line.starts_with(expected)), "{expected}\n{before}");
        checked += 1;
    }
    assert_eq!(checked, 5);
}

/// Errors, outcomes and drift are coloured on a terminal; nothing is coloured with NO_COLOR or in a
/// pipe.
#[test]
fn colours_are_for_terminals() {
    let lab = with_firewall();
    let (green, yellow, red) = ("\u{1b}[32m", "\u{1b}[33m", "\u{1b}[1;31m");
    let mut cases = 0;
    for (line, coloured, plain) in [
        ("update -n", format!("{green}accepted\u{1b}[0m"), " accepted "),
        (
            "status",
            format!("  {yellow}node or firewall asa added\u{1b}[0m"),
            "  node or firewall asa added",
        ),
        (
            "show @9",
            format!("{red}error:\u{1b}[0m generation @9 not found; "),
            "error: generation @9 not found; ",
        ),
    ] {
        for (before, expected) in [
            ("env -u NO_COLOR TERM=xterm ", coloured.as_str()),
            ("env TERM=xterm ", plain),
            ("env -u NO_COLOR TERM=dumb ", plain),
        ] {
            let run = script(&lab, &format!("{before} ctl -C c {line}")).run();
            let printed = run.text();
            assert!(printed.contains(expected), "{before}{line}: {printed}");
            assert_eq!(
                printed.contains('\u{1b}'),
                expected == coloured,
                "{before}{line}: {printed}"
            );
            cases += 1;
        }
        let run = lab.ctl(&format!("-C c {line}")).without("NO_COLOR").run();
        assert!(!run.text().contains('\u{1b}') && !run.err.contains("error:"), "{}", run.err);
    }
    assert_eq!(cases, 9);
}

#[test]
fn what_was_said_of_the_phones_is_kept_whatever_the_answer() {
    let lab = with_firewall();
    let mut session = Session::start(&lab, "ctl -C c update CTLFile --phones-have @1");
    session.wait_for("(y/n): ");
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
        session.wait_for(&format!("{} ", asked.question));
        let (code, said) = session.finish(&format!("{answer}\n"));
        assert_eq!(code, 0, "{said}");
        let middle =
            format!("{} {answer}\r\n\r\n{}\r\n{}\r\n\r\n", asked.question, asked.doing, asked.done);
        assert!(said.contains(&middle), "{said}");
        let run = lab.ctl(&format!("-C c {} --yes", asked.command)).run();
        assert_eq!(run.code, 0, "{}", run.err);
        let nothing = "Nothing changed since the last update; nothing was written.\n";
        assert_eq!(run.text(), nothing, "{}", asked.command);
    }
}
