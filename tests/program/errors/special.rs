//! What needs more than a line of bash: databases, locks and terminals.

use rusqlite::Connection;
use support::Lab;
use support::program::Run;
use support::terminal::{Session, script, wait_for_silence};
use support::tokens::{NEW_PIN, PIN, Tokens, WRONG_PIN};

use super::{assert_ends_with, folder};

/// The store of the cluster `c`.
fn store(lab: &Lab) -> Connection {
    Connection::open(lab.path("c/.ctl/state.db")).unwrap()
}

#[test]
fn a_store_of_another_program_or_of_a_later_version() {
    let lab = folder();
    store(&lab).pragma_update(None, "user_version", 99).unwrap();
    assert_ends_with(&lab.ctl("-v -C c status").run(), "E-STORE-NEWER");
    std::fs::remove_file(lab.path("c/.ctl/state.db")).unwrap();
    store(&lab).execute_batch("CREATE TABLE other (number INTEGER)").unwrap();
    assert_ends_with(&lab.ctl("-v -C c status").run(), "E-STORE-FOREIGN");
}

#[test]
fn a_store_that_another_program_keeps_locked() {
    let lab = folder();
    let other = store(&lab);
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    assert_ends_with(&lab.ctl("-v -C c status").run(), "E-STORE-BUSY");
    drop(other);
}

#[test]
fn a_terminal_takes_no_list() {
    let lab = folder();
    let run = script(&lab, "ctl -v build --sast pub-ccm.both -o -").run();
    assert_ends_with(&run, "E-OUTPUT-TERMINAL");
}

/// Answers prompts on a terminal, one after the other.
fn typed(lab: &Lab, line: &str, answers: &[(&str, &str)]) -> Run {
    let mut session = Session::start(lab, line);
    let ((last, text), before) = answers.split_last().unwrap();
    for (prompt, text) in before {
        session.wait_for(prompt);
        wait_for_silence(lab);
        session.types(&format!("{text}\n"));
    }
    session.wait_for(last);
    wait_for_silence(lab);
    let (code, printed) = session.finish(&format!("{text}\n"));
    Run { code, out: Vec::new(), err: printed }
}

#[test]
fn new_secrets_that_are_typed_differently() {
    let lab = folder();
    let line = "ctl -v cert new -o new.pem --subject CN=a --key-type p256 --encrypt";
    let run = typed(&lab, line, &[("passphrase of", "one"), ("passphrase again", "two")]);
    assert_ends_with(&run, "E-USAGE-PASSPHRASES");

    let tokens = Tokens::new(Lab::new(), "token one");
    let variables = tokens.variables();
    let variables: Vec<_> =
        variables.iter().map(|(name, value)| format!("{name}='{value}'")).collect();
    let line = format!("{} ctl -v token passwd pkcs11:token=one", variables.join(" "));
    let answers = [("Old PIN of", PIN), ("New PIN of", NEW_PIN), ("New PIN again", WRONG_PIN)];
    assert_ends_with(&typed(&tokens.lab, &line, &answers), "E-USAGE-PINS");
}

#[test]
fn a_list_that_is_not_sound_names_no_signers() {
    let tokens = Tokens::new(Lab::new(), "token one");
    tokens.lab.copy("unsound/changed-after-signing.tlv", "list");
    let call = tokens.lab.ctl("-v token list --list list");
    let variables = tokens.variables();
    let call = variables.iter().fold(call, |call, (name, value)| call.env(name, value));
    assert_ends_with(&call.run(), "E-USAGE-LIST");
}
