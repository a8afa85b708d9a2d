//! What a token does not sign: each case prints one message, writes no output, and makes only the
//! expected logins.

use std::collections::BTreeMap;

use super::{ctl, folder, two, uri};
use support::tokens::{FORWARD, OK, Outcome, Tokens, WRONG_PIN};

const BUILD: &str =
    "build -o new.tlv --timestamp 1 --layout client --sast token1.pem --sast token2.pem";

/// A run that is refused: change, the arguments after [`BUILD`], exit code, the results of the
/// logins, and the error.
pub(super) type Case = (&'static str, &'static str, i32, &'static [u64], &'static str);

pub(super) const STATES: &[Case] = &[
    (
        "final-try",
        "--key pkcs11:token=SAST%201 --pin-file pin",
        4,
        &[],
        "one more wrong PIN locks the token SAST 1; no PIN was tried; if you are sure of the PIN, \
         give --final-try",
    ),
    (
        "final-try,pad",
        "--key pkcs11:token=SAST%201",
        4,
        &[],
        "one more wrong PIN locks the token SAST 1; no PIN was tried; if you are sure of the PIN, \
         give --final-try",
    ),
    (
        "locked",
        "--key pkcs11:token=SAST%201 --pin-file pin",
        4,
        &[],
        "the PIN of the token SAST 1 is locked after too many wrong tries; unlock it with the token's own program; a Cisco token cannot be unlocked: use the other one",
    ),
    (
        "locked,final-try,count-low",
        "--key pkcs11:token=SAST%201 --pin-file pin --final-try",
        4,
        &[],
        "the PIN of the token SAST 1 is locked after too many wrong tries; unlock it with the token's own program; a Cisco token cannot be unlocked: use the other one",
    ),
    (
        "expired",
        "--key pkcs11:token=SAST%201 --pin-file pin",
        4,
        &[OK],
        "the PIN of the token SAST 1 has expired; change it with `ctl token passwd`",
    ),
    (
        "no-signing",
        "--key pkcs11:token=SAST%201 --pin-file pin",
        4,
        &[],
        "the token SAST 1 supports none of CKM_RSA_PKCS and CKM_SHA1_RSA_PKCS; sign with another \
         token, or with another digest",
    ),
    (
        "blank-clock",
        "--key pkcs11:id=%01 --pin-file pin",
        4,
        &[],
        "the token in slot {slot} cannot report how many tries are left (its clock is not set), so the next could be the last; no PIN was tried; if you are sure of the PIN, give --final-try",
    ),
    (
        "bad-slot",
        "--key pkcs11:token=SAST%203 --pin-file pin",
        4,
        &[],
        "no token matches pkcs11:token=SAST%203; found: one that cannot be read (in slot 2989: C_GetTokenInfo returned CKR_DEVICE_ERROR), pkcs11:slot-id=2, {one}, {two}; insert the token, or name one of those found",
    ),
    (
        "empty",
        "--key pkcs11:token=SAST%201 --pin-file pin",
        4,
        &[],
        "no token is inserted: {module} has 3 slots, all empty; insert the token; if it is inserted, name the module of its driver",
    ),
    (
        "",
        "--key pkcs11:token=SAST%201 --pin-file short",
        4,
        &[],
        "the PIN has a length or characters that the token SAST 1 does not allow (4 to 255 bytes); \
         choose another one; if only the length is wrong, no try was used",
    ),
    (
        "",
        "--key pkcs11:token=SAST%201",
        4,
        &[],
        "the token SAST 1 needs its PIN or passphrase, and there is no terminal to ask for it; give it \
         with --pin-file, --pin-fd or --pin-env",
    ),
    (
        "",
        "--key pkcs11:token=SAST%201?pin-value=Kw9-right-Tz4",
        2,
        &[],
        "a PIN does not belong in a pkcs11: URI, where other users and logs can see it; name a source for the PIN: pin-source=file:/path, --pin-file, --pin-fd or --pin-env; and change the PIN if others could have seen it",
    ),
    (
        "",
        "--key pkcs11:token=SAST%201 --signer pkcs11:id=%02?pin-value=Kw9-right-Tz4",
        2,
        &[],
        "a PIN does not belong in a pkcs11: URI, where other users and logs can see it; name a source for the PIN: pin-source=file:/path, --pin-file, --pin-fd or --pin-env; and change the PIN if others could have seen it",
    ),
    (
        "",
        "--key pkcs11:token=SAST%201?pin-source=Kw9:right --pin-file pin",
        2,
        &[],
        "expected a path, file:PATH, fd:NUMBER or env:NAME as pin-source in the pkcs11: URI; name a source for the PIN, never the PIN itself; programs are not supported",
    ),
    (
        "",
        "--key pkcs11: --pin-file pin",
        4,
        &[],
        "pkcs11: matches several tokens: {one}, {two}; add the serial number to the URI, or leave \
         only one of them inserted",
    ),
    (
        "",
        "--signer token1.pem --key pkcs11:token=SAST%202 --pin-file pin",
        4,
        &[],
        "the list does not name SAST-ADN008580ef         as its signer; sign with the \
         key of the SAST that the list names",
    ),
    (
        "",
        "--key pkcs11:token=SAST%201?module-path=/nonexistent.so --pin-file pin",
        4,
        &[],
        "PKCS#11 module /nonexistent.so not found; check the path, or omit it to search the usual folders",
    ),
    (
        "",
        "--module ./pin --key pkcs11:token=SAST%201 --pin-file pin",
        4,
        &[],
        "./pin cannot be loaded as a PKCS#11 module: file too short; name the driver's library, built for the same processor as this program",
    ),
    // After the others: the token counts it, and reports it from then on.
    (
        "",
        "--key pkcs11:token=SAST%201 --pin-file wrong",
        4,
        &[0xa0],
        "wrong PIN for the token SAST 1; this used one try and was not repeated (Cisco's tokens lock permanently after 15 wrong tries in a row); check the tries left with `ctl token show` before the next one",
    ),
];

/// Placeholders of values that SoftHSM2 chose.
pub(super) fn full(tokens: &Tokens, text: &str) -> String {
    let (one, two) = (uri(tokens, "SAST%201"), uri(tokens, "SAST%202"));
    let slot = super::slot(tokens, "SAST%201").to_string();
    let subject = |cn: &str| format!("O=Cisco Systems, Inc., OU=IPCBU, CN={cn}        ");
    [
        ("{one}", &*one),
        ("{two}", &*two),
        ("{slot}", &*slot),
        ("{module}", FORWARD),
        ("{subject1}", &*subject("SAST-ADN0054f509")),
        ("{subject2}", &*subject("SAST-ADN008580ef")),
    ]
    .iter()
    .fold(text.to_owned(), |text, (name, value)| text.replace(name, value))
}

/// The error line, after warnings; nothing on stdout, and no list.
fn assert_refused(
    tokens: &Tokens,
    run: &Outcome,
    case: &str,
    code: i32,
    warnings: &[&str],
    error: &str,
) {
    let lines = warnings.iter().map(|text| format!("ctl: warning: {text}\n"));
    let said = lines.chain([format!("ctl: {error}\n")]).collect::<Vec<_>>().concat();
    assert_eq!((run.code, &*run.stdout, &*run.stderr), (Some(code), "", &*said), "{case}");
    let names = tokens.lab.names();
    let left = names.iter().find(|name| *name == "new.tlv" || name.starts_with('.'));
    assert_eq!(left, None, "{case}");
}

#[test]
fn what_a_token_does_not_sign_is_reported_in_one_sentence() {
    let tokens = two();
    let mut checked = 0;
    for (change, options, code, logins, error) in STATES {
        let case = format!("{change} {options}");
        let run = ctl(&tokens, &format!("{BUILD} {options}")).change(change).done();
        let change = "the PIN of the token SAST 1 must be changed; the token may refuse to sign until then; change it with `ctl token passwd`";
        let warnings: &[&str] = if case.starts_with("expired ") { &[change] } else { &[] };
        assert_refused(&tokens, &run, &case, *code, warnings, &full(&tokens, error));
        assert_eq!(run.answers("C_Login"), *logins, "{case}");
        checked += 1;
    }
    assert_eq!(checked, 19);
}

/// Two tokens with one label, and a token with every possible defect of a pair.
fn odd() -> Tokens {
    let lab = folder();
    lab.self_signed("ec", 1024);
    lab.openssl("ecparam -name prime256v1 -genkey -noout -out ec.key");
    lab.certify_self("ec");
    Tokens::new(
        lab,
        "token twin
         certificate signer 01 token1.pem
         private signer 01 token-1.key
         token twin
         certificate signer 01 token1.pem
         private signer 01 token-1.key
         token odd
         certificate two 01 token1.pem
         private two 01 token-1.key
         certificate two 02 token2.pem
         private two 02 token-2.key
         certificate keyless 03 token3.pem
         certificate unfit 04 token1.pem
         private unfit 04 token-2.key
         certificate ec 05 ec.pem
         certificate doubled 06 token2.pem
         private doubled 06 token-2.key
         private doubled 06 token-2.key
         token bare",
    )
}

/// URI, the expected logins, and the error.
const PAIRS: &[(&str, usize, &str)] = &[
    (
        "pkcs11:token=twin",
        0,
        "pkcs11:token=twin matches several tokens: {twin0}, {twin1}; add the serial number to the \
         URI, or leave only one of them inserted",
    ),
    (
        "pkcs11:token=odd;object=two",
        0,
        "pkcs11:token=odd;object=two matches several certificates: {odd};object=two;id=%01 ({one}), \
         {odd};object=two;id=%02 ({two}); add object, id or serial to the URI until it matches one",
    ),
    (
        "pkcs11:object=keyless",
        1,
        "the token odd has no private key for the certificate of {three}; name the certificate \
         whose key is on the token",
    ),
    (
        "pkcs11:object=unfit",
        1,
        "the private key does not belong to the certificate of {one}; name the key that belongs to this certificate",
    ),
    (
        "pkcs11:object=doubled",
        1,
        "the token odd has several private keys for the certificate: {odd};object=doubled;id=%06, \
         {odd};object=doubled;id=%06; give the keys different CKA_IDs, each that of its certificate",
    ),
    (
        "pkcs11:object=ec",
        0,
        "the key of the signer ec is EC P-256, expected RSA; sign with an RSA key; EC certificates are possible in records only",
    ),
    (
        "pkcs11:token=bare",
        0,
        "no certificate matches pkcs11:token=bare; found: none; name one of the certificates found; those readable only after a login are not searched",
    ),
    (
        "pkcs11:slot-id=4",
        0,
        "the token in slot 4 is not initialised; initialise it with its vendor's program, or name \
         another token",
    ),
];

#[test]
fn what_is_no_pair_or_several_is_refused() {
    let tokens = odd();
    let listing = tokens.run("list").done().stdout;
    let uris = |label: &str| {
        let start = format!("pkcs11:token={label};");
        let lines = listing.lines().filter(|line| line.starts_with(&start));
        let mut uris: Vec<&str> = lines.map(|line| line.split(' ').next().unwrap()).collect();
        uris.sort_unstable();
        uris
    };
    let subject =
        |number: &str| format!("O=Cisco Systems, Inc., OU=IPCBU, CN=SAST-{number}        ");
    let names = [
        ("{twin0}", uris("twin")[0].to_owned()),
        ("{twin1}", uris("twin")[1].to_owned()),
        ("{odd}", uris("odd")[0].to_owned()),
        ("{one}", subject("ADN0054f509")),
        ("{two}", subject("ADN008580ef")),
        ("{three}", subject("ADN0061c2d7")),
    ];
    let mut checked = 0;
    for (key, logins, error) in PAIRS {
        let error =
            names.iter().fold((*error).to_owned(), |text, (name, value)| text.replace(name, value));
        let line = format!("build -o new.tlv --sast {key} --key {key} --pin-file pin");
        let run = ctl(&tokens, &line).done();
        assert_refused(&tokens, &run, key, 4, &[], &error);
        assert_eq!(run.answers("C_Login"), vec![OK; *logins], "{key}");
        checked += 1;
    }
    assert_eq!(checked, 8);
}

#[test]
fn a_wrong_pin_typed_on_a_pad_is_one_try() {
    let tokens = two();
    let line = format!("{BUILD} --key pkcs11:token=SAST%201");
    let run = ctl(&tokens, &line).change("pad").env("FORWARD_PIN", WRONG_PIN).done();
    let pad = "enter the PIN of the token SAST 1 on its own keypad; do not type it here";
    let (.., error) = STATES.last().unwrap();
    assert_refused(&tokens, &run, "pad", 4, &[pad], error);
    assert_eq!(run.answers("C_Login"), [0xa0]);
}

#[test]
fn all_that_can_be_checked_is_checked_before_the_pin_is_asked_for() {
    let tokens = two();
    tokens.lab.write("there", "old");
    let build = "build --layout client --key pkcs11:token=SAST%201 --pin-file missing";
    let sasts = "--sast token1.pem --sast token2.pem";
    let cases = [
        (format!("{build} {sasts} -o there"), 2),
        (format!("{build} {sasts} -o tokens"), 5),
        (format!("{build} {sasts} -o missing/new"), 5),
        (format!("{build} {sasts} -o new --timestamp yesterday"), 2),
        (format!("{build} {sasts} -o new --tvs token1.pem"), 1),
        (format!("{build} {sasts} -o new --ccm missing.pem"), 3),
        (format!("{build} {sasts} -o new --ccm pkcs11:object=other"), 4),
        (format!("{build} --sast token2.pem --ccm token1.pem -o new"), 2),
        (format!("{build} {sasts} --signer token3.pem -o new"), 2),
        (format!("{build} {sasts} --empty CAPF -o new"), 2),
    ];
    for (line, code) in &cases {
        let run = ctl(&tokens, line).done();
        assert_eq!((run.code, &*run.stdout), (Some(*code), ""), "{line}: {}", run.stderr);
        assert_eq!((run.count("C_Login"), run.stderr.lines().count()), (0, 1), "{line}");
        assert!(!run.stderr.contains("--pin-file missing"), "{line}: {}", run.stderr);
        assert!(!tokens.lab.names().contains("new"), "{line}");
    }
    assert_eq!(cases.len(), 10);
    assert_eq!(tokens.lab.read("there"), b"old");
    let run = ctl(&tokens, &format!("{build} {sasts} -o new")).done();
    assert_eq!((run.code, run.count("C_Login")), (Some(4), 0));
    assert!(run.stderr.starts_with("ctl: --pin-file missing cannot be read: "), "{}", run.stderr);
    let run = ctl(&tokens, &cases[7].0).done();
    let error = "ctl: the signer is not one of the SAST records; add the signer's certificate with --sast: phones look for the signer in the SAST records\n";
    assert_eq!(run.stderr, error);
}

/// No user, not even root, can create a file in /proc.
#[test]
fn a_target_that_cannot_be_written_costs_no_try() {
    let tokens = two();
    let line = "build --layout client --key pkcs11:token=SAST%201 --sast token1.pem --pin-file \
                wrong -o /proc/new.tlv";
    let run = ctl(&tokens, line).done();
    assert_eq!((run.code, &*run.stdout, run.count("C_Login")), (Some(5), "", 0));
    assert!(run.stderr.starts_with("ctl: cannot create /proc/new.tlv: "), "{}", run.stderr);
}

#[test]
fn the_passphrase_of_a_file_is_not_tried_on_a_token() {
    let tokens = two();
    tokens.lab.write("pass", "of the file\n");
    tokens
        .lab
        .openssl("pkcs12 -export -inkey token-3.key -in token3.pem -out x.p12 -passout file:pass");
    let line = "build -o new.tlv --layout client --sast x.p12 --sast token1.pem --key \
                pkcs11:token=SAST%201 --pin-file pass";
    let run = ctl(&tokens, line).done();
    let error = "ctl: --pin-file pass is used for one key only: it opened x.p12 and is not tried on the \
                 token SAST 1; give the PIN of a token with pin-source in its URI, or omit the option to be asked\n";
    assert_eq!((run.code, &*run.stderr, run.count("C_Login")), (Some(2), error, 0));
    assert!(!tokens.lab.names().contains("new.tlv"));
    let line = line.replace("SAST%201 ", "SAST%201?pin-source=./pin ");
    let run = ctl(&tokens, &line).done();
    assert_eq!((run.code, run.count("C_Login")), (Some(0), 1), "{}", run.stderr);
}

/// A name without a folder is never that of a file in the current folder, which would be given the
/// PIN.
#[test]
fn a_module_is_not_taken_from_the_current_folder() {
    let lab = folder();
    lab.write("mine.so", "no module");
    let run = lab.ctl("token list --module mine.so").run();
    assert_eq!((run.code, run.text()), (4, ""));
    assert!(run.err.contains(": cannot open shared object file: No such file"), "{}", run.err);
    let run = lab.ctl("token list --module ./mine.so").run();
    assert_eq!((run.code, run.text()), (4, ""));
    assert!(run.err.contains("file too short") || run.err.contains("invalid ELF"), "{}", run.err);
}

#[test]
fn a_token_that_is_pulled_out_at_any_call_signs_nothing() {
    let tokens = two();
    let line = format!("{BUILD} --key pkcs11:token=SAST%201 --pin-file pin");
    let whole = ctl(&tokens, &line).done();
    assert_eq!(whole.code, Some(0), "{}", whole.stderr);
    let expected = tokens.lab.read("new.tlv");
    let mut made: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut logged_in, mut signed) = (false, false);
    for (name, _) in whole.calls.iter().filter(|(name, _)| name != "C_Finalize") {
        std::fs::remove_file(tokens.lab.path("new.tlv")).unwrap_or_default();
        let count = made.entry(name).or_default();
        *count += 1;
        let call = format!("{name}:{count}");
        let run = ctl(&tokens, &line).remove(&call).done();
        if signed {
            // The calls after the signature only close.
            assert_eq!(
                (run.code, tokens.lab.read("new.tlv") == expected),
                (Some(0), true),
                "{call}"
            );
            continue;
        }
        assert_eq!((run.code, &*run.stdout), (Some(4), ""), "{call}: {}", run.stderr);
        assert!(!tokens.lab.names().contains("new.tlv"), "{call}");
        // Before a token is found, and if the result of a closing call is ignored, the module
        // refuses the next call.
        let closes = ["C_FindObjectsFinal", "C_CloseSession"].contains(&name.as_str());
        let module = ["C_Initialize", "C_GetSlotList"].contains(&name.as_str());
        let said = [
            (!module, "was removed"),
            (module || closes, "returned CKR_DEVICE_REMOVED; look up this value "),
        ];
        let is_said = said.iter().any(|(due, words)| *due && run.stderr.contains(words));
        assert!(is_said && run.stderr.lines().count() == 1, "{call}: {}", run.stderr);
        let logins: &[u64] = match (name.as_str(), logged_in) {
            ("C_Login", _) => &[0x32],
            (_, true) => &[OK],
            (_, false) => &[],
        };
        assert_eq!(run.answers("C_Login"), logins, "{call}");
        logged_in |= name == "C_Login";
        // The first call only queries the length.
        signed |= call == "C_Sign:2";
    }
    assert!(signed && made.len() == 16, "{made:?}");
}
