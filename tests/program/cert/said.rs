//! What is printed about a new certificate, and its content.

use serde_json::Value;

use super::{extensions, made, shown};
use support::Lab;
use support::json::Fields;

#[test]
fn a_server_unless_it_is_said() {
    let lab = Lab::new();
    let said = made(&lab, "--subject CN=pbx.example.net,OU=Phones,O=Example,C=NZ");
    let line = "ctl: new.pem: key and certificate of CN=pbx.example.net;OU=Phones;O=Example;C=NZ, \
                RSA 2048, self-signed, valid until 2036-11-18\n";
    assert_eq!(said, line);
    let names = "C = NZ, O = Example, OU = Phones, CN = pbx.example.net";
    assert_eq!(
        shown(&lab, "new.pem", "-subject -issuer -dates"),
        format!(
            "subject={names}\nissuer={names}\n\
             notBefore=Nov 21 05:00:00 2026 GMT\nnotAfter=Nov 18 05:00:00 2036 GMT"
        )
    );
    let serial = shown(&lab, "new.pem", "-serial");
    let serial = serial.strip_prefix("serial=").unwrap();
    assert!(serial.len() == 32 && (b'4'..b'8').contains(&serial.as_bytes()[0]), "{serial}");
    assert_eq!(
        extensions(&lab, "new.pem"),
        [
            "Key Usage: Digital Signature, Key Encipherment, Data Encipherment",
            "Extended Key Usage: TLS Web Server Authentication, TLS Web Client Authentication",
        ]
    );
    assert!(shown(&lab, "new.pem", "-text").contains("Signature Algorithm: sha256WithRSA"));
    assert_eq!(lab.openssl("verify -check_ss_sig -CAfile new.pem new.pem"), b"new.pem: OK\n");
    // OpenSSL's checks: the key is valid and matches the certificate.
    let public = lab.openssl("x509 -in new.pem -noout -pubkey");
    assert_eq!(
        lab.openssl("pkey -in new.pem -check -pubout"),
        [b"Key is valid\n", &*public].concat()
    );
}

#[test]
fn quiet_says_nothing_and_two_serials_differ() {
    let lab = Lab::new();
    let mut serials = Vec::new();
    for _ in 0..2 {
        assert_eq!(made(&lab, "-q --force --key-type p256 --subject CN=a"), "");
        serials.push(shown(&lab, "new.pem", "-serial -pubkey"));
    }
    assert_ne!(serials[0], serials[1]);
}

#[test]
fn usages_are_those_of_cucm() {
    let serve = "Digital Signature, Key Encipherment, Data Encipherment";
    let both = "TLS Web Server Authentication, TLS Web Client Authentication";
    let sign = "Digital Signature, Certificate Sign";
    let ca = || "Basic Constraints: critical: CA:TRUE, pathlen:0".to_owned();
    let key = |usage: &str| format!("Key Usage: {usage}");
    let extended = |usage: &str| format!("Extended Key Usage: {usage}");
    let cases = [
        ("server", vec![key(serve), extended(both)]),
        ("recovery", vec![key(&format!("{serve}, Certificate Sign")), extended(both)]),
        ("capf", vec![key(sign), extended("TLS Web Server Authentication"), ca()]),
        ("token", vec![key("Digital Signature")]),
        ("ca", vec![key(sign), ca()]),
    ];
    for (usage, expected) in &cases {
        let lab = Lab::new();
        made(&lab, &format!("--key-type p256 --subject CN=a --usage {usage}"));
        assert_eq!(&extensions(&lab, "new.pem"), expected, "{usage}");
    }
    assert_eq!(cases.len(), 5);
}

#[test]
fn further_names_stand_in_the_order_given() {
    let lab = Lab::new();
    let line = "--key-type p256 --subject CN=a --san pbx.example.net --san 10.48.47.153 \
                --san 2001:db8::1 --san *.example.net --san my_host";
    made(&lab, line);
    let expected = "Subject Alternative Name: DNS:pbx.example.net, IP Address:10.48.47.153, \
                    IP Address:2001:DB8:0:0:0:0:0:1, DNS:*.example.net, DNS:my_host";
    assert_eq!(extensions(&lab, "new.pem").last().unwrap(), expected);
}

#[test]
fn subjects_are_read_as_rfc_4514_writes_them() {
    let cases = [
        ("CN=a\\, b,O=c\\+d", "O = \"c+d\", CN = \"a, b\""),
        ("CN=a\\\\\\,b,O=c\\\\,L=\\ d\\20", "L = \" d \", O = c\\\\, CN = \"a\\\\,b\""),
        ("CN=Krak\u{f3}w", "CN = Krak\\C3\\B3w"),
        ("CN=Krak\\C3\\B3w", "CN = Krak\\C3\\B3w"),
        ("OU=b+CN=a,C=CZ", "C = CZ, CN = a + OU = b"),
        ("cn=a,o=b", "O = b, CN = a"),
        ("1.3.6.1.4.1.32473.2=x,CN=a", "CN = a, 1.3.6.1.4.1.32473.2 = x"),
        (
            "L=Brno,ST=Moravia,CN=CAPF-1,OU=o,O=p,C=CZ",
            "C = CZ, O = p, OU = o, CN = CAPF-1, ST = Moravia, L = Brno",
        ),
    ];
    for (subject, expected) in cases {
        let lab = Lab::new();
        let call = lab.ctl("cert new -q -o new.pem --key-type p256 --subject").arg(subject);
        assert_eq!(call.run().all(), (0, "", ""), "{subject}");
        assert_eq!(shown(&lab, "new.pem", "-subject"), format!("subject={expected}"));
    }
}

#[test]
fn days_reach_beyond_2049() {
    let cases = [
        ("1", "Nov 22 05:00:00 2026 GMT"),
        ("8441", "Dec 31 05:00:00 2049 GMT"),
        ("8442", "Jan  1 05:00:00 2050 GMT"),
        ("36500", "Oct 28 05:00:00 2126 GMT"),
    ];
    for (days, expected) in cases {
        let lab = Lab::new();
        made(&lab, &format!("--key-type p256 --subject CN=a --days {days}"));
        assert_eq!(shown(&lab, "new.pem", "-enddate"), format!("notAfter={expected}"));
    }
}

#[test]
fn json_says_what_show_says_of_certificates() {
    let lab = Lab::new();
    for (line, key_file, encrypted) in [
        ("", "new.pem", false),
        ("--force --key-out new.key", "new.key", false),
        ("--force --key-out other.key --new-pin-file pin", "other.key", true),
    ] {
        lab.write("pin", "some words\n");
        let line = format!("cert new --json -o new.pem --subject CN=a,O=b {line}");
        let run = lab.ctl(&line).env("SOURCE_DATE_EPOCH", super::NOW).run();
        let found: Value = serde_json::from_str(run.quiet()).unwrap();
        Fields::of("## `ctl.certificate/2`").assert(&found);
        Fields::of("### `certificate`").assert(&found["certificate"]);
        assert_eq!((&found["path"], &found["key_path"]), (&"new.pem".into(), &key_file.into()));
        assert_eq!(
            (&found["schema"], &found["encrypted"]),
            (&"ctl.certificate/2".into(), &encrypted.into())
        );
        let certificate = &found["certificate"];
        assert_eq!(certificate["der"], hex::encode(lab.der("new.pem")));
        let serial = shown(&lab, "new.pem", "-serial").replace("serial=", "").to_lowercase();
        assert_eq!(certificate["serial"], serial);
        assert_eq!(certificate["subject"], "O=b, CN=a");
        assert_eq!(certificate["key_bits"], 2048);
        assert_eq!(certificate["not_after"], "2036-11-18T05:00:00Z");
    }
}
