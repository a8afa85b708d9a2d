//! Changing a PIN.

use super::{SIGN, one};
use support::tokens::{NEW_PIN, OK, PIN, Tokens, WRONG_PIN};

/// Changes the PIN of the token `one` from `old` to `new`.
fn passwd(tokens: &Tokens, old: &str, new: &str, changes: &str) -> (Option<i32>, String, Vec<u64>) {
    let run = tokens.run("passwd pkcs11:token=one").pin(old).env("NEW_PIN", new).change(changes);
    let outcome = run.done();
    assert_eq!(outcome.count("C_Login"), 0);
    (outcome.code, outcome.stderr.clone(), outcome.answers("C_SetPIN"))
}

#[test]
fn a_pin_is_changed_once_the_old_one_is_right() {
    let tokens = one();
    let wrong = "error: E-TOKEN-PIN: wrong PIN for the token one; this used one try and was not repeated (Cisco's tokens lock permanently after 15 wrong tries in a row)\n";
    assert_eq!(passwd(&tokens, WRONG_PIN, NEW_PIN, ""), (Some(4), wrong.to_owned(), vec![0xa0]));
    assert_eq!(tokens.run(SIGN).pin(PIN).done().code, Some(0));

    assert_eq!(passwd(&tokens, PIN, NEW_PIN, "expired"), (Some(0), EXPIRED.to_owned(), vec![OK]));
    assert_eq!(tokens.run(SIGN).pin(NEW_PIN).done().code, Some(0));
    assert_eq!(tokens.run(SIGN).pin(PIN).done().answers("C_Login"), [0xa0]);
}

const EXPIRED: &str = "note: W-TOKEN-PIN-CHANGE: the PIN of the token one must be changed; the token may refuse to sign until then\n";

#[test]
fn no_try_is_spent_where_the_change_cannot_succeed() {
    let tokens = one();
    let length = "error: E-TOKEN-PIN-LENGTH: the PIN has a length or characters that the token one does not \
                  allow (4 to 255 bytes)\n";
    let cases = [
        ("123", NEW_PIN, "", length),
        (
            PIN,
            "123",
            "",
            "error: E-TOKEN-PIN-LENGTH: the new PIN has a length or characters that the token one does not \
             allow (4 to 255 bytes)\n",
        ),
        (
            PIN,
            NEW_PIN,
            "pad",
            "error: E-TOKEN-PIN-PAD: the PIN of the token one is entered on its own keypad and cannot be changed by this program\n",
        ),
        (
            PIN,
            NEW_PIN,
            "locked",
            "error: E-TOKEN-LOCKED: the PIN of the token one is locked after too many wrong tries\n",
        ),
        (
            PIN,
            NEW_PIN,
            "final-try",
            "error: E-TOKEN-FINAL-TRY: one more wrong PIN locks the token one; no PIN was tried\n",
        ),
    ];
    let mut checked = 0;
    for (old, new, changes, words) in cases {
        assert_eq!(passwd(&tokens, old, new, changes), (Some(4), words.to_owned(), vec![]));
        checked += 1;
    }
    assert_eq!(checked, 5);
    let run = tokens.run("passwd pkcs11:token=one").pin(PIN).env("NEW_PIN", NEW_PIN);
    let outcome = run.change("final-try").env("FINAL_TRY", "1").done();
    assert_eq!((outcome.code, outcome.answers("C_SetPIN")), (Some(0), vec![OK]));
}

#[test]
fn the_token_has_to_be_one() {
    let tokens = Tokens::new(support::Lab::new(), "token twin\ntoken twin");
    let run = tokens.run("passwd pkcs11:token=twin").pin(PIN).env("NEW_PIN", NEW_PIN);
    let outcome = run.done();
    let words = outcome.said("error: ");
    let start =
        "E-TOKEN-SEVERAL: pkcs11:token=twin matches several tokens: pkcs11:token=twin;serial=";
    assert!(words[0].starts_with(start), "{words:?}");
    assert_eq!(words[0].matches("serial=").count(), 2);
    assert_eq!((outcome.code, outcome.count("C_SetPIN")), (Some(4), 0));
}
