//! `ctl token passwd`.

use super::{ctl, two};
use support::terminal::{Session, wait_for_silence};
use support::tokens::{NEW_PIN, OK, PIN, Tokens, WRONG_PIN};

const PASSWD: &str = "token passwd pkcs11:token=SAST%201 --new-pin-file new-pin --pin-file";

/// Signs with the PIN in a file; returns the result of the login.
fn login_with(tokens: &Tokens, file: &str) -> Vec<u64> {
    let line =
        "build -q --force -o try.tlv --sast token1.pem --key pkcs11:token=SAST%201 --pin-file";
    ctl(tokens, &format!("{line} {file}")).done().answers("C_Login")
}

#[test]
fn a_pin_is_changed_from_files() {
    let tokens = two();
    let run = ctl(&tokens, &format!("{PASSWD} pin")).done();
    let note = "ctl: the PIN of the token SAST 1 was changed\n";
    assert_eq!((run.code, &*run.stdout, &*run.stderr), (Some(0), "", note));
    assert_eq!((run.answers("C_SetPIN"), run.count("C_Login")), (vec![OK], 0));
    assert_eq!(login_with(&tokens, "new-pin"), [OK]);
    assert_eq!(login_with(&tokens, "pin"), [0xa0]);
}

#[test]
fn what_does_not_serve_changes_nothing() {
    let tokens = two();
    let length = |pin| {
        format!(
            "the {pin} has a length or characters that the token SAST 1 does not allow (4 to 255 \
             bytes); choose another one; if only the length is wrong, no try was used"
        )
    };
    let final_try = "one more wrong PIN locks the token SAST 1; no PIN was tried; if you are sure of \
                     the PIN, give --final-try";
    let locked = "the PIN of the token SAST 1 is locked after too many wrong tries; unlock it with the token's own program; a Cisco token cannot be unlocked: use the other one";
    let cases: [(&str, String, &[u64], String); 9] = [
        ("locked", format!("{PASSWD} missing"), &[], locked.to_owned()),
        ("final-try", format!("{PASSWD} missing"), &[], final_try.to_owned()),
        (
            "pad",
            format!("{PASSWD} missing"),
            &[],
            "the PIN of the token SAST 1 is entered on its own keypad and cannot be changed by this program; \
             change it with the token's own program"
                .to_owned(),
        ),
        ("", format!("{PASSWD} short"), &[], length("PIN")),
        ("", format!("{PASSWD} pin").replace("new-pin ", "short "), &[], length("new PIN")),
        (
            "",
            "token passwd pkcs11:token=SAST%201".to_owned(),
            &[],
            "the token SAST 1 needs its PIN or passphrase, and there is no terminal to ask for it; give \
             it with --pin-file, --pin-fd or --pin-env"
                .to_owned(),
        ),
        (
            "",
            // Before the old PIN is asked for.
            "token passwd pkcs11:token=SAST%201 --new-pin-file missing".to_owned(),
            &[],
            "--new-pin-file missing cannot be read: No such file or directory (os error 2); check \
             the name and the permissions of the source"
                .to_owned(),
        ),
        (
            "",
            format!("{PASSWD} missing"),
            &[],
            "--pin-file missing cannot be read: No such file or directory (os error 2); check the \
             name and the permissions of the source"
                .to_owned(),
        ),
        // After the others: the token counts it, and reports it from then on.
        (
            "",
            format!("{PASSWD} wrong"),
            &[0xa0],
            "wrong PIN for the token SAST 1; this used one try and was not repeated (Cisco's tokens lock permanently after 15 wrong tries in a row); check the tries left with `ctl token show` before the next one"
                .to_owned(),
        ),
    ];
    for (change, line, answers, error) in &cases {
        let run = ctl(&tokens, line).change(change).done();
        assert_eq!((run.code, &*run.stdout), (Some(4), ""), "{line}");
        assert_eq!(run.stderr, format!("ctl: {error}\n"), "{line}");
        assert_eq!(
            (run.answers("C_SetPIN"), run.count("C_Login")),
            (answers.to_vec(), 0),
            "{line}"
        );
    }
    assert_eq!(cases.len(), 9);
    assert_eq!(login_with(&tokens, "pin"), [OK]);
    let run = ctl(&tokens, &format!("{PASSWD} pin --final-try")).change("final-try").done();
    let said = "ctl: warning: this is the last try: a wrong PIN locks the token SAST 1; stop here if \
                there is any doubt about the PIN\nctl: the PIN of the token SAST 1 was changed\n";
    assert_eq!((run.code, &*run.stderr, run.answers("C_SetPIN")), (Some(0), said, vec![OK]));
}

#[test]
fn a_token_that_is_pulled_out_keeps_its_pin() {
    let tokens = two();
    let line = format!("{PASSWD} pin");
    let calls = ["C_Initialize", "C_GetSlotList", "C_GetTokenInfo", "C_OpenSession", "C_SetPIN"];
    for call in calls {
        let run = ctl(&tokens, &line).remove(&format!("{call}:1")).done();
        assert_eq!((run.code, &*run.stdout), (Some(4), ""), "{call}: {}", run.stderr);
        assert_eq!(run.stderr.lines().count(), 1, "{call}: {}", run.stderr);
        let answers: &[u64] = if call == "C_SetPIN" { &[0x32] } else { &[] };
        assert_eq!(run.answers("C_SetPIN"), answers, "{call}");
    }
    assert_eq!(calls.len(), 5);
    assert_eq!(login_with(&tokens, "pin"), [OK]);
}

const PROMPTS: [&str; 3] = [
    "Old PIN of the token SAST 1: ",
    "New PIN of the token SAST 1: ",
    "New PIN again for the token SAST 1: ",
];

/// Types at the three prompts of a run on a terminal.
fn typed(tokens: &Tokens, lines: [&str; 3]) -> (i32, String) {
    let variables: Vec<String> =
        tokens.variables().iter().map(|(name, value)| format!("{name}='{value}'")).collect();
    let line = format!("{} ctl token passwd pkcs11:token=SAST%201", variables.join(" "));
    let mut session = Session::start(&tokens.lab, &line);
    for (prompt, text) in PROMPTS.iter().zip(lines).take(2) {
        session.wait_for(prompt);
        wait_for_silence(&tokens.lab);
        session.types(&format!("{text}\n"));
    }
    session.wait_for(PROMPTS[2]);
    wait_for_silence(&tokens.lab);
    let (code, printed) = session.finish(&format!("{}\n", lines[2]));
    for pin in lines {
        assert!(!printed.contains(pin), "a PIN was echoed");
    }
    assert_eq!(
        tokens.lab.read("before"),
        tokens.lab.read("after"),
        "the terminal is not as it was"
    );
    (code, printed)
}

#[test]
fn on_a_terminal_the_new_pin_is_typed_twice() {
    let tokens = two();
    let prompts = format!("{}\r\n", PROMPTS.join("\r\n"));
    let differ = "error: the two new PINs differ; nothing was changed; try again\r\n";
    assert_eq!(typed(&tokens, [PIN, NEW_PIN, WRONG_PIN]), (2, format!("{prompts}{differ}")));
    assert_eq!(login_with(&tokens, "pin"), [OK]);
    let changed = "ctl: the PIN of the token SAST 1 was changed\r\n";
    assert_eq!(typed(&tokens, [PIN, NEW_PIN, NEW_PIN]), (0, format!("{prompts}{changed}")));
    assert_eq!(login_with(&tokens, "new-pin"), [OK]);
}
