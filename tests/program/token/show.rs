//! `ctl token show`.

use serde_json::Value;

use super::{SUBJECTS, ctl, folder, slot, two, uri};
use support::json::Fields;
use support::tokens::Tokens;

#[test]
fn one_token_is_shown_in_full() {
    let tokens = two();
    let (uri, slot) = (uri(&tokens, "SAST%201"), slot(&tokens, "SAST%201"));
    let serial = tokens.serial("SAST%201");
    let states = [
        ("", "PIN", "good"),
        ("final-try", "PIN", "final try"),
        ("locked", "PIN", "locked"),
        ("expired", "PIN", "good; it must be changed"),
        ("pad,count-low", "PIN on the token's own keypad", "count low"),
        ("no-login", "not needed", "good"),
    ];
    for (change, login, pin) in states {
        let run = ctl(&tokens, "token show pkcs11:token=SAST%201").change(change).done();
        let expected = [
            format!("URI           {uri}"),
            "Label         SAST 1".to_owned(),
            "Manufacturer  SoftHSM project".to_owned(),
            "Model         SoftHSM v2".to_owned(),
            format!("Serial        {serial}"),
            format!("Reader        SoftHSM slot ID 0x{slot:x} (slot {slot})"),
            "Initialised   yes".to_owned(),
            format!("Login         {login}"),
            format!("PIN           {pin}"),
            format!("Certificate   {uri};object=signer;id=%01"),
            format!("  Subject     {}", SUBJECTS[0]),
            "  Issuer      CN=Cisco Manufacturing CA;O=Cisco Systems".to_owned(),
            "  Serial      45daa2af00000027f93c".to_owned(),
            "  Key         RSA 1024".to_owned(),
            "  Expires     2020-01-01T00:00:00Z".to_owned(),
        ];
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{change}");
        let lines: Vec<&str> = run.stdout.lines().collect();
        assert_eq!(lines[..15], expected, "{change}");
        assert!(lines[15].starts_with("  SHA-1       "), "{change}");
        // A logged-in token shows its keys.
        let keys =
            if change == "no-login" { &["Private key   signer (id 01) RSA 1024"][..] } else { &[] };
        assert_eq!(&lines[16..], keys, "{change}");
        assert_eq!(run.count("C_Login"), 0, "{change}");
    }
    assert_eq!(states.len(), 6);
}

#[test]
fn json_is_an_element_of_the_list() {
    let tokens = two();
    let run = ctl(&tokens, "token show --json pkcs11:token=SAST%202").done();
    assert_eq!((run.code, &*run.stderr), (Some(0), ""));
    let mut value: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(value.as_object_mut().unwrap().remove("schema"), Some("ctl.token/2".into()));
    Fields::of("### `tokens`").assert(&value);
    let list = ctl(&tokens, "token list --json").done();
    let list: Value = serde_json::from_str(&list.stdout).unwrap();
    let listed = list["tokens"].as_array().unwrap();
    assert_eq!(listed.iter().find(|one| one["label"] == "SAST 2"), Some(&value));
}

#[test]
fn the_token_has_to_be_one() {
    let tokens = two();
    let (one, two) = (uri(&tokens, "SAST%201"), uri(&tokens, "SAST%202"));
    let cases = [
        (
            "token show",
            4,
            format!(
                "pkcs11: matches several tokens: {one}, {two}; add the serial number to the URI, or \
                 leave only one of them inserted"
            ),
        ),
        (
            "token show pkcs11:token=SAST",
            4,
            format!(
                "no token matches pkcs11:token=SAST; found: pkcs11:slot-id=2, {one}, {two}; insert the token, or name one of those found"
            ),
        ),
        (
            "token show SAST",
            2,
            "a token's key is named by a URI that starts with pkcs11:; write for example \
             pkcs11:token=NAME;object=LABEL"
                .to_owned(),
        ),
        (
            "token show pkcs11:token=SAST%201?pin-value=Kw9-right-Tz4",
            2,
            "a PIN does not belong in a pkcs11: URI, where other users and logs can see it; name a source for the PIN: pin-source=file:/path, --pin-file, --pin-fd or --pin-env; and change the PIN if others could have seen it"
                .to_owned(),
        ),
    ];
    for (line, code, error) in &cases {
        let run = ctl(&tokens, line).done();
        assert_eq!((run.code, &*run.stdout), (Some(*code), ""), "{line}");
        assert_eq!(run.stderr, format!("ctl: {error}\n"), "{line}");
    }
    assert_eq!(cases.len(), 4);
}

#[test]
fn a_bad_slot_hides_no_token() {
    let tokens = two();
    for line in ["token show pkcs11:token=SAST%202", "token export pkcs11:token=SAST%202"] {
        let good = ctl(&tokens, line).done();
        let run = ctl(&tokens, line).change("bad-slot").done();
        assert_eq!((run.code, &*run.stdout, &*run.stderr), (Some(0), &*good.stdout, ""), "{line}");
        assert!(good.stdout.lines().count() > 10, "{line}");
    }
}

#[test]
fn a_removed_token_is_reported_and_nothing_is_shown() {
    // With two tokens, the other one could be read last.
    let tokens = Tokens::new(folder(), "token SAST%201\ncertificate signer 01 token1.pem");
    let mut checked = 0;
    for line in ["token show pkcs11:token=SAST%201", "token export pkcs11:token=SAST%201"] {
        assert_eq!(ctl(&tokens, line).done().code, Some(0), "{line}");
        for call in ["C_Initialize:1", "C_GetSlotList:1", "C_GetTokenInfo:1", "C_OpenSession:1"] {
            let run = ctl(&tokens, line).remove(call).done();
            assert_eq!((run.code, &*run.stdout), (Some(4), ""), "{line}, {call}: {}", run.stderr);
            assert_eq!(run.stderr.lines().count(), 1, "{line}, {call}: {}", run.stderr);
            checked += 1;
        }
    }
    assert_eq!(checked, 8);
}
