//! Tokens that are about to lock, locked, expired, odd or removed.

use std::collections::BTreeMap;

use super::{SIGN, one};
use support::tokens::{OK, PIN, WRONG_PIN};

/// A change, whether the last try is allowed, the expected logins, whether a signature is made, and
/// the notes and errors.
type Case = (&'static str, bool, &'static [u64], bool, &'static [&'static str]);

const CASES: &[Case] = &[
    ("", false, &[OK], true, &[]),
    (
        "count-low",
        false,
        &[OK],
        true,
        &[
            "note: W-TOKEN-PIN-COUNT: the token one has had at least one wrong PIN since the last correct one",
        ],
    ),
    (
        "final-try",
        false,
        &[],
        false,
        &["error: E-TOKEN-FINAL-TRY: one more wrong PIN locks the token one; no PIN was tried"],
    ),
    (
        "final-try,count-low",
        true,
        &[OK],
        true,
        &["note: W-TOKEN-FINAL-TRY: this is the last try: a wrong PIN locks the token one"],
    ),
    (
        "locked",
        false,
        &[],
        false,
        &["error: E-TOKEN-LOCKED: the PIN of the token one is locked after too many wrong tries"],
    ),
    (
        "locked,final-try,count-low",
        true,
        &[],
        false,
        &["error: E-TOKEN-LOCKED: the PIN of the token one is locked after too many wrong tries"],
    ),
    (
        "expired",
        false,
        &[OK],
        false,
        &[
            "note: W-TOKEN-PIN-CHANGE: the PIN of the token one must be changed; the token may refuse to sign until then",
            "error: E-TOKEN-PIN-EXPIRED: the PIN of the token one has expired",
        ],
    ),
    (
        "pad,final-try",
        false,
        &[],
        false,
        &["error: E-TOKEN-FINAL-TRY: one more wrong PIN locks the token one; no PIN was tried"],
    ),
    (
        "no-signing",
        false,
        &[],
        false,
        &[
            "error: E-TOKEN-MECHANISM: the token one supports none of CKM_RSA_PKCS and CKM_SHA1_RSA_PKCS",
        ],
    ),
];

#[test]
fn each_state_of_the_pin_has_its_logins_and_its_words() {
    let tokens = one();
    let mut checked = 0;
    for (change, final_try, logins, signs, words) in CASES {
        let mut run = tokens.run(SIGN).pin(PIN).change(change);
        if *final_try {
            run = run.env("FINAL_TRY", "1");
        }
        let outcome = run.done();
        let said: Vec<&str> = outcome
            .stderr
            .lines()
            .filter(|line| line.starts_with("note: ") || line.starts_with("error: "))
            .collect();
        assert_eq!(said, *words, "{change}");
        assert_eq!(outcome.answers("C_Login"), *logins, "{change}");
        assert_eq!(outcome.said("asked: ").len(), logins.len(), "{change}");
        assert_eq!(!outcome.stdout.is_empty(), *signs, "{change}");
        assert_eq!(outcome.code, Some(if *signs { 0 } else { 4 }), "{change}");
        checked += 1;
    }
    assert_eq!(checked, 9);
}

#[test]
fn a_wrong_pin_costs_one_try_and_is_not_repeated() {
    let tokens = one();
    let words = "E-TOKEN-PIN: wrong PIN for the token one; this used one try and was not repeated (Cisco's tokens lock permanently after 15 wrong tries in a row)";
    // Not even in a program that continues with the same signer, and with another.
    let uri = "pkcs11:token=one;object=sast";
    let outcome = tokens.run(&format!("sign {uri},{uri} SHA-1 m m")).pin(WRONG_PIN).done();
    assert_eq!(outcome.said("error: "), [words; 4]);
    assert_eq!(outcome.answers("C_Login"), [0xa0]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(4), ""));
    assert_eq!(outcome.said("asked: "), ["the token one"]);

    // Typed on the pad.
    let outcome = tokens.run(SIGN).change("pad").env("FORWARD_PIN", WRONG_PIN).done();
    assert_eq!(outcome.said("error: "), [words]);
    assert_eq!(outcome.answers("C_Login"), [0xa0]);
}

#[test]
fn a_pin_of_a_length_that_the_token_does_not_allow_costs_no_try() {
    let tokens = one();
    let long = "9".repeat(256);
    for pin in ["123", &long] {
        let outcome = tokens.run(SIGN).pin(pin).done();
        assert_eq!(
            outcome.said("error: "),
            [
                "E-TOKEN-PIN-LENGTH: the PIN has a length or characters that the token one does not allow \
              (4 to 255 bytes)"
            ]
        );
        assert_eq!(outcome.count("C_Login"), 0);
    }
}

#[test]
fn a_token_with_a_blank_clock_can_be_used() {
    let tokens = one();
    let slot = |line: &str| {
        line.strip_prefix("pkcs11:slot-id=").unwrap().split_once(' ').unwrap().0.to_owned()
    };
    let listing = tokens.run("list").change("blank-clock").done();
    assert_eq!(listing.code, Some(0), "{}", listing.stderr);
    let lines: Vec<&str> = listing.stdout.lines().collect();
    let (first, second) = (slot(lines[0]), slot(lines[2]));
    assert_eq!(
        lines,
        [
            &format!("pkcs11:slot-id={first} Pin Unknown"),
            "  certificate sast 01 CN=sast",
            &format!("pkcs11:slot-id={second} Pin Unknown"),
            &format!("  error: E-TOKEN-BLANK: the token in slot {second} is not initialised"),
        ]
    );

    // Its name cannot be read; the one certificate identifies it.
    let sign = || tokens.run("sign pkcs11:object=sast SHA-1 m").pin(PIN).change("blank-clock");
    let outcome = sign().done();
    assert_eq!(
        outcome.said("error: "),
        [format!(
            "E-TOKEN-TRIES: the token in slot {first} cannot report how many tries are left (its clock is not set), so the next could be the last; no PIN was tried"
        )]
    );
    assert_eq!(outcome.count("C_Login"), 0);
    let outcome = sign().env("FINAL_TRY", "1").done();
    assert_eq!(
        outcome.said("note: "),
        [format!(
            "W-TOKEN-TRIES: the token in slot {first} cannot report how many tries are left: this could be the last"
        )]
    );
    assert_eq!((outcome.code, outcome.answers("C_Login")), (Some(0), vec![OK]));
}

#[test]
fn a_bad_slot_does_not_hide_the_others() {
    let tokens = one();
    let plain = tokens.run("list").done();
    let listing = tokens.run("list").change("bad-slot").done();
    let bad = "slot 2989: error: E-TOKEN-REFUSED: in slot 2989: C_GetTokenInfo returned CKR_DEVICE_ERROR\n";
    assert_eq!(listing.stdout, plain.stdout + bad);
    assert_eq!(listing.code, Some(0));

    let outcome = tokens.run(SIGN).pin(PIN).change("bad-slot").done();
    assert_eq!((outcome.code, outcome.answers("C_Login")), (Some(0), vec![OK]));

    let outcome = tokens.run("sign pkcs11:token=two SHA-1 m").pin(PIN).change("bad-slot").done();
    let serial = tokens.serial("one");
    assert_eq!(
        outcome.said("error: "),
        [format!(
            "E-TOKEN-NO-MATCH: no token matches pkcs11:token=two; found: one that cannot be read (in slot \
             2989: C_GetTokenInfo returned CKR_DEVICE_ERROR), pkcs11:slot-id=1, \
             pkcs11:token=one;serial={serial}"
        )]
    );
}

#[test]
fn a_token_that_is_pulled_out_ends_the_run_at_any_call() {
    let tokens = one();
    let whole = tokens.run(SIGN).pin(PIN).done();
    assert_eq!(whole.code, Some(0));
    let mut made: BTreeMap<&str, usize> = BTreeMap::new();
    let mut logged_in = false;
    for (name, _) in whole.calls.iter().filter(|(name, _)| name != "C_Finalize") {
        let count = made.entry(name).or_default();
        *count += 1;
        let call = format!("{name}:{count}");
        let outcome = tokens.run(SIGN).pin(PIN).remove(&call).done();
        // What is closed after the signature no longer matters.
        if name == "C_CloseSession" {
            assert_eq!(outcome.stdout, whole.stdout);
            continue;
        }
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(4), ""), "{call}");
        let words = outcome.said("error: ");
        let due = match name.as_str() {
            "C_Initialize" | "C_GetSlotList" => "returned CKR_DEVICE_REMOVED",
            _ => "was removed",
        };
        assert!(words.len() == 1 && words[0].contains(due), "{call}: {words:?}");
        let logins: &[u64] = match (name.as_str(), logged_in) {
            ("C_Login", _) => &[0x32],
            (_, true) => &[OK],
            (_, false) => &[],
        };
        assert_eq!(outcome.answers("C_Login"), logins, "{call}");
        logged_in |= name == "C_Login";
    }
    let names: Vec<&str> = made.into_keys().collect();
    assert_eq!(
        names,
        [
            "C_CloseSession",
            "C_FindObjects",
            "C_FindObjectsFinal",
            "C_FindObjectsInit",
            "C_GetAttributeValue",
            "C_GetMechanismInfo",
            "C_GetMechanismList",
            "C_GetSessionInfo",
            "C_GetSlotInfo",
            "C_GetSlotList",
            "C_GetTokenInfo",
            "C_Initialize",
            "C_Login",
            "C_OpenSession",
            "C_Sign",
            "C_SignInit",
        ]
    );
}
