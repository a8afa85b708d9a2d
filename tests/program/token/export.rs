//! `ctl token export`.

use super::{ctl, two, uri};
use support::terminal::script;

#[test]
fn a_certificate_is_what_openssl_makes_of_it() {
    let tokens = two();
    let lab = &tokens.lab;
    let cases = [
        ("", "-in token1.pem"),
        ("--form pem", "-in token1.pem"),
        ("--form der", "-in token1.pem -outform DER"),
    ];
    for (options, expected) in cases {
        let expected = lab.openssl(&format!("x509 {expected}"));
        let line = format!("token export pkcs11:token=SAST%201 {options}");
        let run = ctl(&tokens, &format!("{line} --force -o file")).done();
        assert_eq!((run.code, &*run.stdout, &*run.stderr), (Some(0), "", ""), "{line}");
        assert_eq!(lab.read("file"), expected, "{line}");
        assert_eq!(run.count("C_Login"), 0, "{line}");
        let call = lab.ctl(&line);
        let call =
            tokens.variables().iter().fold(call, |call, (name, value)| call.env(name, value));
        let run = call.run();
        assert_eq!((run.code, &run.out, &*run.err), (0, &expected, ""), "{line}");
    }
    assert_eq!(cases.len(), 3);
}

#[test]
fn what_is_there_stays_and_no_module_is_started() {
    let tokens = two();
    tokens.lab.write("there", "old");
    let before = tokens.lab.names();
    let cases = [
        ("there", 2, "there already exists; name another file, or overwrite it with --force"),
        (
            "tokens",
            5,
            "\"tokens\" does not name a regular file; name a file, or - \
             for standard output",
        ),
    ];
    for (target, code, error) in cases {
        let run = ctl(&tokens, &format!("token export pkcs11:token=SAST%201 -o {target}")).done();
        assert_eq!((run.code, &*run.stdout), (Some(code), ""), "{target}");
        assert_eq!(run.stderr, format!("ctl: {error}\n"), "{target}");
        assert_eq!(run.calls, [], "{target}");
    }
    assert_eq!((tokens.lab.names(), tokens.lab.read("there")), (before, b"old".to_vec()));
}

#[test]
fn the_certificate_has_to_be_one() {
    let tokens = two();
    let before = tokens.lab.names();
    let (one, two) = (uri(&tokens, "SAST%201"), uri(&tokens, "SAST%202"));
    let objects = format!(
        "{one};object=signer;id=%01 (O=Cisco Systems, Inc., OU=IPCBU, CN=SAST-ADN0054f509        ), {two};object=signer;id=%02 (O=Cisco Systems, Inc., OU=IPCBU, CN=SAST-ADN008580ef        )"
    );
    let run = ctl(&tokens, "token export pkcs11:object=signer -o new.pem").done();
    let error = format!(
        "ctl: pkcs11:object=signer matches several tokens: {one}, {two}; add the serial number to the \
         URI, or leave only one of them inserted\n"
    );
    assert_eq!((run.code, run.stderr), (Some(4), error));
    let run = ctl(&tokens, "token export pkcs11:object=other -o new.pem").done();
    let error = format!(
        "ctl: no certificate matches pkcs11:object=other; found: {objects}; name one of the certificates found; those readable only after a login are not searched\n"
    );
    assert_eq!((run.code, run.stderr), (Some(4), error));
    // The runs themselves leave their logs.
    let left: Vec<_> = tokens.lab.names().difference(&before).cloned().collect();
    assert!(left.iter().all(|name| name.starts_with("log.")), "{left:?}");
}

#[test]
fn der_does_not_go_to_a_terminal_and_pem_does() {
    let tokens = two();
    let on_terminal = |form: &str| {
        let call =
            script(&tokens.lab, &format!("ctl token export pkcs11:token=SAST%201 --form {form}"));
        tokens.variables().iter().fold(call, |call, (name, value)| call.env(name, value)).run()
    };
    let run = on_terminal("der");
    assert_eq!((run.code, run.text().matches("binary").count()), (2, 1), "{}", run.text());
    let run = on_terminal("pem");
    let pem = String::from_utf8(tokens.lab.openssl("x509 -in token1.pem")).unwrap();
    assert_eq!(run.all(), (0, &*pem.replace('\n', "\r\n"), ""));
}
