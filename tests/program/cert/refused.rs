//! Certificates that are refused.

use super::made;
use support::Lab;

fn invalid(option: &str, value: &str, reason: &str) -> String {
    format!(
        "error: invalid value '{value}' for '{option}': {reason}\n\n\
         For more information, try '--help'.\n"
    )
}

#[test]
fn mistyped_arguments_are_reported() {
    let subject = |text: &str, reason: &str| {
        (format!("--subject {text}"), invalid("--subject <NAME>", text, reason))
    };
    let no_name = |text: &str| {
        subject(text, &format!("{text:?} is not a distinguished name in the form of RFC 4514"))
    };
    let san = |text: &str| {
        let reason = format!("{text:?} is neither an IP address nor the name of a host");
        (format!("--subject CN=a --san {text}"), invalid("--san <NAME|IP>", text, &reason))
    };
    let days = |text: &str| {
        let reason = format!("{text} is not in 1..=36500");
        (format!("--subject CN=a --days {text}"), invalid("--days <DAYS>", text, &reason))
    };
    let long = format!("{}.net", "a".repeat(64));
    let cases = [
        no_name("pbx"),
        no_name("/CN=pbx/O=Example"),
        no_name("CN=a,"),
        no_name("CN=a,,O=b"),
        no_name("XY=a"),
        no_name("CN=a\\"),
        no_name("CN=#zz"),
        subject("CN=", "the CN of the subject is empty"),
        subject("CN=a,O=", "the O of the subject is empty"),
        subject("CN=a,C=cz", "the C of the subject is not a country's two capital letters"),
        subject("CN=a,C=CZE", "the C of the subject is not a country's two capital letters"),
        subject("CN=a\\0Ab", "the CN of the subject has control characters"),
        subject("CN=a\\00", "the CN of the subject has control characters"),
        subject("CN=a\\FF", "the CN of the subject is not UTF-8"),
        subject("DC=\u{142}", "the DC of the subject is not ASCII"),
        san("DNS:pbx"),
        san("10.48.47"),
        san("10.48.47.256"),
        san("-pbx"),
        san("pbx..net"),
        san("a*.net"),
        san("\u{142}.net"),
        san(&long),
        days("0"),
        days("36501"),
    ];
    let lab = Lab::new();
    for (line, error) in &cases {
        let run = lab.ctl(&format!("cert new -o new.pem {line}")).run();
        // A value that starts with a hyphen is parsed as an option.
        if line.ends_with("--san -pbx") {
            assert_eq!((run.code, run.text()), (2, ""));
        } else {
            assert_eq!(run.all(), (2, "", error.as_str()), "{line}");
        }
    }
    assert_eq!((cases.len(), lab.names().len()), (25, 0));
}

#[test]
fn missing_and_senseless_arguments_are_reported() {
    let lab = Lab::new();
    let missing = |option: &str, usage: &str| {
        format!(
            "error: the following required arguments were not provided:\n  {option}\n\n\
             Usage: ctl cert new {usage}\n\nFor more information, try '--help'.\n"
        )
    };
    let to_file = |option: &str| invalid(option, "-", "a key is written to a file only");
    let curve = |key: &str, own: &str| {
        format!(
            "ctl: an EC {key} key always signs with {own}; the digest cannot be chosen; leave the \
             digest out\n"
        )
    };
    let cases = [
        ("-o new.pem", missing("--subject <NAME>", "--output <FILE> --subject <NAME>")),
        ("--subject CN=a", missing("--output <FILE>", "--output <FILE> --subject <NAME>")),
        (
            "-o new.pem --subject CN=a --issuer-key ca.key",
            missing(
                "--issuer <CERT>",
                "--output <FILE> --subject <NAME> --issuer <CERT> --issuer-key <KEY>",
            ),
        ),
        ("-o - --subject CN=a", to_file("--output <FILE>")),
        ("-o new.pem --key-out - --subject CN=a", to_file("--key-out <FILE>")),
        ("-o new.pem --subject CN=a --key-type p256 --digest sha1", curve("P-256", "SHA-256")),
        ("-o new.pem --subject CN=a --key-type p384 --digest sha512", curve("P-384", "SHA-384")),
        ("-o new.pem --subject CN=a --key-type p521 --digest sha256", curve("P-521", "SHA-512")),
    ];
    for (line, error) in &cases {
        assert_eq!(
            lab.ctl(&format!("cert new {line}")).run().all(),
            (2, "", error.as_str()),
            "{line}"
        );
    }
    assert_eq!((cases.len(), lab.names().len()), (8, 0));
}

#[test]
fn an_issuer_that_nobody_would_believe_is_refused() {
    let lab = Lab::new();
    made(&lab, "--subject CN=server,O=Example");
    std::fs::rename(lab.path("new.pem"), lab.path("server.pem")).unwrap();
    made(&lab, "--subject CN=EC --usage ca --key-type p256");
    std::fs::rename(lab.path("new.pem"), lab.path("ec.pem")).unwrap();
    for name in ["one", "two"] {
        made(&lab, &format!("--subject CN={name} --usage ca --key-out {name}.key"));
        std::fs::rename(lab.path("new.pem"), lab.path(&format!("{name}.pem"))).unwrap();
    }
    lab.openssl("req -x509 -newkey rsa:3072 -nodes -subj /CN=odd -keyout odd.key -out odd.pem");
    let names = lab.names();
    let cases = [
        (
            "--issuer server.pem",
            1,
            "O=Example, CN=server is not a CA (RFC 5280, section 4.2.1.9); certificates issued by it would not be trusted; issue with a certificate of the usage ca, or make a self-signed one",
        ),
        (
            "--issuer ec.pem",
            4,
            "CN=EC has an EC P-256 key, expected an RSA key of 1024, 2048 or 4096 bits; choose another issuer; a self-signed certificate may have an EC key",
        ),
        (
            "--issuer odd.pem",
            4,
            "CN=odd has an RSA 3072 key, expected an RSA key of 1024, 2048 or 4096 bits; choose another issuer; a self-signed certificate may have an EC key",
        ),
        (
            "--issuer one.pem --issuer-key two.key",
            4,
            "two.key: the private key does not belong to the certificate of CN=one; name the key that belongs to this certificate",
        ),
        (
            "--issuer one.pem",
            4,
            "one.pem: expected a private key in PKCS#1, PKCS#8 or PKCS#12, found PEM with \
             CERTIFICATE only; name the file that contains the private key",
        ),
        (
            "--issuer missing.pem",
            3,
            "missing.pem: cannot be read: No such file or directory (os error 2); check the name \
             and the permissions",
        ),
    ];
    for (issuer, code, error) in cases {
        // The issuer is checked before the passphrase is read.
        let line = format!("cert new -o new.pem --subject CN=a --new-pin-file missing {issuer}");
        assert_eq!(lab.ctl(&line).run().all(), (code, "", &*format!("ctl: {error}\n")), "{issuer}");
        assert_eq!(lab.names(), names);
    }
}

#[test]
fn the_time_is_the_given_one_or_an_error() {
    let lab = Lab::new();
    let call = lab.ctl("cert new -o new.pem --subject CN=a").env("SOURCE_DATE_EPOCH", "yesterday");
    let error = "ctl: SOURCE_DATE_EPOCH: expected RFC 3339 or Unix seconds from 1970 to 2106, found \
                 \"yesterday\"; give it as 2026-11-21T12:00:00Z or as seconds\n";
    assert_eq!(call.run().all(), (2, "", error));
    assert_eq!(lab.names().len(), 0);
}
