//! A PIN is sent to the token, and nowhere else.

use std::path::Path;

use super::refused::STATES;
use super::{ctl, folder, sign, two};
use support::tokens::{NEW_PIN, PIN, Tokens, WRONG_PIN};

/// The files that contain PINs on purpose.
const SOURCES: [&str; 3] = ["pin", "wrong", "new-pin"];

/// All files of a folder and its subfolders.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { all.extend(files(&path)) } else { all.push(path) }
    }
    all
}

/// No file contains a PIN, not even the token's own.
fn assert_nowhere(tokens: &Tokens, case: &str) {
    let mut searched = 0;
    for file in files(&tokens.lab.path("")) {
        let name = file.file_name().unwrap().to_str().unwrap();
        if SOURCES.contains(&name) {
            continue;
        }
        let bytes = std::fs::read(&file).unwrap();
        for pin in [PIN, WRONG_PIN, NEW_PIN] {
            let found = bytes.windows(pin.len()).any(|window| window == pin.as_bytes());
            assert!(!found, "{case}: a PIN is in {}", file.display());
        }
        searched += 1;
    }
    assert!(searched > 10, "{searched}");
}

/// Runs a line in three ways, and searches all output. The streams and the log are searched by
/// `done`.
fn search(tokens: &Tokens, change: &str, line: &str) {
    for options in ["", "-v", "-v --json"] {
        let case = format!("{change} {line} {options}");
        let file = tokens.lab.path("environment");
        let run = ctl(tokens, &format!("{line} {options}")).change(change);
        let run = run.env("FORWARD_ENVIRONMENT", file.to_str().unwrap());
        // A PIN that is typed on a pad comes from the environment.
        let pad = ["pad", "no-login"].iter().any(|word| change.contains(word));
        let run = if pad { run } else { run.without("FORWARD_PIN") };
        let outcome = run.done();
        if outcome.count("C_Finalize") == 1 {
            let environment = String::from_utf8(tokens.lab.read("environment")).unwrap();
            assert!(environment.contains("CTL_PKCS11_MODULE="), "{case}");
            if pad {
                std::fs::remove_file(&file).unwrap();
            }
        }
        assert_nowhere(tokens, &case);
    }
}

#[test]
fn no_failing_path_lets_a_pin_out() {
    let tokens = two();
    let build = "build --force -o new.tlv --sast token1.pem --sast token2.pem";
    let mut checked = 0;
    for (change, options, ..) in STATES {
        search(&tokens, change, &format!("{build} {options}"));
        checked += 1;
    }
    assert_eq!(checked, 19);
}

#[test]
fn no_other_path_lets_a_pin_out() {
    let tokens = two();
    let build = "build --force -o new.tlv --sast token1.pem --key pkcs11:token=SAST%201 --pin-file";
    let passwd = "token passwd pkcs11:token=SAST%201 --new-pin-file new-pin --pin-file";
    let lines = [
        ("", format!("{build} pin")),
        ("pad", format!("{build} pin")),
        ("no-login", format!("{build} pin")),
        ("", "token list".to_owned()),
        ("", "token show pkcs11:token=SAST%201".to_owned()),
        ("locked", format!("{passwd} pin")),
        ("final-try", format!("{passwd} pin")),
        ("pad", format!("{passwd} pin")),
        ("", format!("{passwd} wrong")),
        ("", format!("{passwd} short")),
        ("", format!("{passwd} pin").replace("new-pin ", "short ")),
        ("", format!("{passwd} pin")),
    ];
    for (change, line) in &lines {
        search(&tokens, change, line);
    }
    assert_eq!(lines.len(), 12);
    let tokens = sign::each_time();
    for change in ["", "only-plain", "expired"] {
        search(&tokens, change, &format!("{build} pin"));
        search(&tokens, change, &format!("{build} wrong"));
    }
}

#[test]
fn a_token_pulled_out_lets_no_pin_out() {
    let tokens = two();
    let line =
        "build -v --force -o new.tlv --sast token1.pem --key pkcs11:token=SAST%201 --pin-file pin";
    let calls =
        ["C_Initialize", "C_GetTokenInfo", "C_OpenSession", "C_Login", "C_SignInit", "C_Sign"];
    for call in calls {
        let run = ctl(&tokens, line).remove(&format!("{call}:1")).without("FORWARD_PIN").done();
        assert_eq!(run.code, Some(4), "{call}: {}", run.stderr);
        assert_nowhere(&tokens, call);
    }
    assert_eq!(calls.len(), 6);
}

/// Otherwise the searches above could not find anything.
#[test]
#[should_panic(expected = "a PIN is in ")]
fn a_pin_in_a_file_is_found() {
    let tokens = Tokens::new(folder(), "token SAST%201");
    tokens.lab.write("new.tlv", format!("before {WRONG_PIN} behind"));
    assert_nowhere(&tokens, "");
}
