//! Files of certificates, as `ctl show` and `ctl cert show` print them.

use serde_json::Value;
use support::Lab;
use support::json::Fields;

/// What openssl prints of a certificate, without the leading name.
fn openssl(lab: &Lab, file: &str, what: &str) -> String {
    let text = lab.openssl(&format!("x509 -in {file} -noout {what}"));
    let text = String::from_utf8(text).unwrap();
    text.trim().split_once('=').expect("a name").1.to_owned()
}

/// In the second in which it was issued, a certificate for 30 days has all of them left.
fn days(shown: &str) -> String {
    shown.replace("(30 days left)", "(29 days left)")
}

#[test]
fn a_certificate_is_shown_in_each_form() {
    let lab = Lab::new();
    lab.openssl(
        "req -x509 -newkey rsa:1024 -nodes -days 30 -set_serial 0x0102fe -subj /O=Example/CN=pub \
         -keyout key.pem -out one.pem",
    );
    lab.openssl("x509 -in one.pem -outform DER -out one.der");
    lab.openssl("crl2pkcs7 -nocrl -certfile one.pem -out one.p7b");
    lab.concat("both.pem", &["key.pem", "one.pem"]);
    lab.concat("two.pem", &["one.pem", "one.pem"]);
    let (sha1, sha256) = (
        openssl(&lab, "one.pem", "-fingerprint"),
        openssl(&lab, "one.pem", "-fingerprint -sha256"),
    );
    let date = |what: &str| {
        let iso = format!("{what} -dateopt iso_8601");
        openssl(&lab, "one.pem", &iso).replace(' ', "T")
    };
    let (start, end) = (date("-startdate"), date("-enddate"));
    let expected = format!(
        "subject      O=Example, CN=pub
issuer       O=Example, CN=pub
serial       01:02:FE
key          RSA 1024
valid from   {start}
valid until  {end} (29 days left)
SHA-1        {sha1}
SHA-256      {sha256}
"
    );
    let mut cases = 0;
    for file in ["one.pem", "one.der", "one.p7b", "both.pem"] {
        for command in ["show", "show --format table", "cert show"] {
            let run = lab.ctl(&format!("{command} {file}")).run();
            assert_eq!(days(run.quiet()), format!("{file}\n{expected}"), "{command}");
            cases += 1;
        }
    }
    assert_eq!(cases, 12);
    let run = lab.ctl("cert show one.pem two.pem").run();
    let blocks = ["one.pem", "two.pem", "two.pem"].map(|file| format!("{file}\n{expected}"));
    assert_eq!(days(run.quiet()), blocks.join("\n"));
    for line in ["show --json two.pem", "cert show --json two.pem"] {
        let run = lab.ctl(line).run();
        let report: Value = serde_json::from_str(run.quiet()).unwrap();
        assert_eq!(
            (&report["schema"], &report["files"][0]["path"]),
            (&"ctl.certificates/1".into(), &"two.pem".into())
        );
        let found = report["files"][0]["certificates"].as_array().unwrap();
        assert_eq!(found.len(), 2);
        for one in found {
            Fields::of("### `certificate`").assert(one);
        }
    }
}

#[test]
fn what_is_no_certificate_is_refused() {
    let lab = Lab::new();
    lab.openssl("genrsa -out key.pem 1024");
    lab.write("text", "text");
    lab.write("cut.pem", "-----BEGIN CERTIFICATE-----\nMIIB\n");
    let only = "the file contains no certificate, only PRIVATE KEY; name a file that contains a CERTIFICATE or PKCS7 block";
    let mut cases = 0;
    for (line, said) in [
        ("show key.pem", only),
        ("cert show key.pem", only),
        ("cert show text", "text without a PEM block"),
        ("show text", "expected Version (tag 01)"),
        ("show cut.pem", "PEM with a block that does not end"),
    ] {
        let run = lab.ctl(line).run();
        assert_eq!((run.code, run.text()), (3, ""), "{line}");
        assert!(run.err.contains(said), "{line}: {}", run.err);
        cases += 1;
    }
    assert_eq!(cases, 5);
}
