//! Lists that a token signs.

use super::{SUBJECTS, ctl, folder, two};
use support::terminal::{Session, wait_for_silence};
use support::tokens::{OK, PIN, Tokens, WRONG_PIN};

/// The list that all tests here build, up to its key.
const BUILD: &str = "build --force -o new.tlv --timestamp 1 --layout client --sast token1.pem --sast \
                     token2.pem --ccm-tftp 1001-pub.pem,host=a,address=10.0.0.1";

/// The same list, signed by a software key.
fn by_software(tokens: &Tokens, number: usize, digest: &str) -> Vec<u8> {
    let line = BUILD.replace("new.tlv", "soft.tlv");
    let signer = format!("--signer token{number}.pem --key token-{number}.key --digest {digest}");
    assert_eq!(tokens.lab.ctl(&format!("{line} -q {signer}")).run().all(), (0, "", ""));
    tokens.lab.read("soft.tlv")
}

/// Ways to specify the key, and the number of the token that signs.
const KEYS: [(&str, usize); 9] = [
    ("--key pkcs11:token=SAST%201", 1),
    // The SAST whose certificate is on the token, which is not the first one.
    ("--key pkcs11:token=SAST%202", 2),
    ("--key pkcs11:token=SAST%202 --digest sha256", 2),
    ("--key pkcs11:token=SAST%202 --digest sha512", 2),
    ("--key pkcs11:id=%02;object=signer;type=private", 2),
    ("--signer token2.pem --key pkcs11:token=SAST%202", 2),
    ("--signer pkcs11:token=SAST%202", 2),
    ("--signer pkcs11:token=SAST%202 --key pkcs11:id=%02", 2),
    ("--signer pkcs11:token=SAST%202 --key token-2.key", 2),
];

#[test]
fn a_token_signs_what_its_key_in_a_file_signs() {
    let tokens = two();
    for (key, number) in KEYS {
        let digest = key.split_once("--digest ").map_or("sha1", |(_, digest)| digest);
        let run = ctl(&tokens, &format!("{BUILD} -v {key} --pin-file pin")).done();
        assert_eq!((run.code, &*run.stdout), (Some(0), ""), "{key}: {}", run.stderr);
        assert_eq!(run.said("ctl: signer: "), [SUBJECTS[number - 1]], "{key}");
        assert_eq!(tokens.lab.read("new.tlv"), by_software(&tokens, number, digest), "{key}");
        let logins = usize::from(!key.contains(".key"));
        assert_eq!(run.answers("C_Login"), vec![OK; logins], "{key}");
        // The first call queries the length.
        assert_eq!(run.count("C_Sign"), 2 * logins, "{key}");
        let run = tokens.lab.ctl("verify new.tlv").run();
        let sound =
            format!("new.tlv: sound, signed by {} (record {number})\n", SUBJECTS[number - 1]);
        assert_eq!(run.quiet(), sound, "{key}");
    }
    assert_eq!(KEYS.len(), 9);
}

#[test]
fn a_certificate_is_read_from_its_token() {
    let tokens = two();
    let line = BUILD.replace("token1.pem", "pkcs11:token=SAST%201");
    let (one, two) = ("pkcs11:token=SAST%201", "pkcs11:token=SAST%202");
    let lines = [
        // The token named by --sast has the key.
        (line.clone(), 1),
        (format!("{line} --key {one}"), 1),
        (line.replace("token2.pem", two) + " --key " + two, 2),
        (format!("{} --signer {one}", line.replace("token2.pem", two)), 1),
    ];
    for (line, number) in &lines {
        let run = ctl(&tokens, &format!("{line} --pin-file pin")).done();
        assert_eq!((run.code, &*run.stdout), (Some(0), ""), "{line}: {}", run.stderr);
        assert_eq!(tokens.lab.read("new.tlv"), by_software(&tokens, *number, "sha1"), "{line}");
        assert_eq!(run.answers("C_Login"), [OK], "{line}");
    }
    assert_eq!(lines.len(), 4);
    // The reverse: a certificate from a token in a list signed by a file.
    let run = ctl(&tokens, &format!("{line} --key token-1.key --pin-file missing")).done();
    assert_eq!((run.code, run.count("C_Login")), (Some(0), 0), "{}", run.stderr);
    assert_eq!(tokens.lab.read("new.tlv"), by_software(&tokens, 1, "sha1"));
}

#[test]
fn the_pin_comes_from_every_source() {
    let tokens = two();
    let pin = tokens.lab.path("pin");
    let variables: Vec<String> =
        tokens.variables().iter().map(|(name, value)| format!("{name}='{value}'")).collect();
    let build = format!("{} ctl {BUILD} -q --key", variables.join(" "));
    let key = "'pkcs11:token=SAST%201'";
    let lines = [
        format!("{build} {key} --pin-file pin"),
        format!("{build} {key} --pin-file <(cat pin)"),
        format!("{build} {key} --pin-fd 3 3< pin"),
        format!("{build} {key} --pin-fd 0 < pin"),
        format!("PIN=\"$(cat pin)\" {build} {key} --pin-env PIN"),
        format!("{build} 'pkcs11:token=SAST%201?pin-source=file:{}'", pin.display()),
        format!("{build} 'pkcs11:token=SAST%201?pin-source={}'", pin.display()),
        format!("PIN=\"$(cat pin)\" {build} 'pkcs11:token=SAST%201?pin-source=env:PIN'"),
    ];
    let expected = by_software(&tokens, 1, "sha1");
    for line in &lines {
        tokens.lab.write("new.tlv", "old");
        assert_eq!(tokens.lab.bash(line).run().all(), (0, "", ""), "{line}");
        assert_eq!(tokens.lab.read("new.tlv"), expected, "{line}");
    }
    assert_eq!(lines.len(), 8);
}

/// Changes of the token's features, options, the results of the logins, calls of C_Sign and
/// C_SignFinal, and the warnings.
type Change = (&'static str, &'static str, &'static [u64], [usize; 2], &'static [&'static str]);

const CHANGES: &[Change] = &[
    ("only-plain", "--pin-file pin", &[OK], [2, 0], &[]),
    ("only-hashing", "--pin-file pin", &[OK], [2, 0], &[]),
    ("no-login", "--pin-file missing", &[], [2, 0], &[]),
    ("bad-slot", "--pin-file pin", &[OK], [2, 0], &[]),
    (
        "pad",
        "--pin-file missing",
        &[OK],
        [2, 0],
        &["enter the PIN of the token SAST 1 on its own keypad; do not type it here"],
    ),
    (
        "count-low",
        "--pin-file pin",
        &[OK],
        [2, 0],
        &[
            "the token SAST 1 has had at least one wrong PIN since the last correct one; a correct PIN resets the count; Cisco's tokens lock permanently after 15 wrong tries in a row",
        ],
    ),
    (
        "count-low,final-try",
        "--pin-file pin --final-try",
        &[OK],
        [2, 0],
        &["this is the last try: a wrong PIN locks the token SAST 1; stop here if there is any \
           doubt about the PIN"],
    ),
];

#[test]
fn tokens_that_are_different_sign_the_same() {
    let tokens = two();
    let expected = by_software(&tokens, 1, "sha1");
    for (change, options, logins, signed, warnings) in CHANGES {
        tokens.lab.write("new.tlv", "old");
        let line = format!("{BUILD} --key pkcs11:token=SAST%201 {options}");
        let run = ctl(&tokens, &line).change(change).done();
        assert_eq!((run.code, &*run.stdout), (Some(0), ""), "{change}: {}", run.stderr);
        assert_eq!(tokens.lab.read("new.tlv"), expected, "{change}");
        assert_eq!(run.said("ctl: warning: "), *warnings, "{change}");
        assert_eq!(run.stderr.lines().count(), warnings.len() + 1, "{change}");
        assert_eq!(run.answers("C_Login"), *logins, "{change}");
        assert_eq!([run.count("C_Sign"), run.count("C_SignFinal")], *signed, "{change}");
    }
    assert_eq!(CHANGES.len(), 7);
}

#[test]
fn a_token_with_a_blank_clock_signs_if_the_last_try_is_risked() {
    let tokens = two();
    let expected = by_software(&tokens, 1, "sha1");
    let line = format!("{BUILD} --key pkcs11:id=%01 --pin-file pin --final-try");
    let run = ctl(&tokens, &line).change("blank-clock").done();
    let slot = super::slot(&tokens, "SAST%201");
    let warning = format!(
        "the token in slot {slot} cannot report how many tries are left: this could be the last; stop \
         here if there is any doubt about the PIN"
    );
    assert_eq!((run.code, run.said("ctl: warning: ")), (Some(0), vec![&*warning]));
    assert_eq!((run.answers("C_Login"), tokens.lab.read("new.tlv")), (vec![OK], expected));
}

/// A token whose key asks for a login at each signature.
pub(super) fn each_time() -> Tokens {
    Tokens::new(
        folder(),
        "token SAST%201
         certificate signer 01 token1.pem
         private signer 01 token-1.key always",
    )
}

#[test]
fn a_key_that_asks_each_time_signs_in_parts() {
    let tokens = each_time();
    let expected = by_software(&tokens, 1, "sha1");
    let line = format!("{BUILD} --key pkcs11:token=SAST%201 --pin-file");
    let run = ctl(&tokens, &format!("{line} pin")).done();
    assert_eq!((run.code, run.answers("C_Login")), (Some(0), vec![OK, OK]), "{}", run.stderr);
    assert_eq!([run.count("C_Sign"), run.count("C_SignFinal")], [0, 2]);
    assert_eq!(tokens.lab.read("new.tlv"), expected);
    // Without a multi-part mechanism it cannot sign.
    let run = ctl(&tokens, &format!("{line} pin")).change("only-plain").done();
    let error = "ctl: the key on the token SAST 1 requires a login for each signature, which needs CKM_SHA1_RSA_PKCS; the token does not support it; sign with another token, or with a key that does not require a login for each signature\n";
    assert_eq!((run.code, &*run.stderr), (Some(4), error));
    // A wrong PIN is not used for the second login.
    let run = ctl(&tokens, &format!("{line} wrong")).done();
    assert_eq!((run.code, run.answers("C_Login")), (Some(4), vec![0xa0]));
}

/// Types at the prompt of a build on a terminal.
fn typed(tokens: &Tokens, text: &str) -> (i32, String) {
    let variables: Vec<String> =
        tokens.variables().iter().map(|(name, value)| format!("{name}='{value}'")).collect();
    let line = format!("{} ctl {BUILD} -q --key pkcs11:token=SAST%201", variables.join(" "));
    let mut session = Session::start(&tokens.lab, &line);
    session.wait_for(PROMPT);
    wait_for_silence(&tokens.lab);
    let end = session.finish(text);
    assert_eq!(
        tokens.lab.read("before"),
        tokens.lab.read("after"),
        "the terminal is not as it was"
    );
    end
}

const PROMPT: &str = "PIN or passphrase of the token SAST 1: ";

#[test]
fn the_pin_is_asked_for_on_the_terminal() {
    let tokens = two();
    let expected = by_software(&tokens, 1, "sha1");
    let (code, printed) = typed(&tokens, "half of it\u{3}");
    assert_eq!((code, printed.trim_end()), (130, PROMPT.trim_end()));
    let (code, printed) = typed(&tokens, &format!("{WRONG_PIN}\n"));
    let error = "error: wrong PIN for the token SAST 1; this used one try and was not repeated (Cisco's tokens lock permanently after 15 wrong tries in a row); check the tries left with `ctl token show` before the next one\r\n";
    assert_eq!((code, printed), (4, format!("{PROMPT}\r\n{error}")));
    assert!(!tokens.lab.names().contains("new.tlv"));
    // -q is given, and does not silence messages about the PIN.
    let warning = "ctl: warning: the token SAST 1 has had at least one wrong PIN since the last correct one; a correct PIN resets the count; Cisco's tokens lock permanently after 15 wrong tries in a row\r\n";
    assert_eq!(typed(&tokens, &format!("{PIN}\n")), (0, format!("{warning}{PROMPT}\r\n")));
    assert_eq!(tokens.lab.read("new.tlv"), expected);
}
