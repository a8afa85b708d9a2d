//! Names come from whoever created a certificate or a file: they must not move the cursor, break a
//! line or change the text direction.

use support::Lab;
use support::program::Run;

/// The subject of the certificate `odd-controls` in the order of CUCM, escaped.
const SUBJECT: &str = "CN=red\\u{1b}[31m\\u{a}new line;OU=back\\u{d}space;\
                       L=\\u{9b}31mred;ST=\\u{202e}right to left;C=CZ";

/// Nothing that is printed may control a terminal except line feeds, and tabs of listings.
fn assert_harmless(run: &Run) {
    for text in [run.text(), &run.err] {
        let harmful = |c: &char| {
            (c.is_control() && !"\n\t".contains(*c)) || ('\u{202a}'..='\u{202e}').contains(c)
        };
        assert_eq!(text.chars().find(harmful), None, "{text}");
    }
}

#[test]
fn names_inside_a_list_are_escaped() {
    let lab = Lab::new();
    lab.list("ctl-names");
    let listing = lab.ctl("show ctl-names.tlv").run();
    assert_harmless(&listing);
    let lines = |tag: &str| format!("\n{tag}\t71\t{SUBJECT}\n");
    assert_eq!(listing.text().matches(&lines("3\tSUBJECTNAME")).count(), 1);
    assert_eq!(listing.text().matches(&lines("5\tISSUERNAME")).count(), 1);

    let table = lab.ctl("show --format table ctl-names.tlv").env("COLUMNS", "200").run();
    assert_harmless(&table);
    assert!(table.text().contains(" red\\u{1b}[31m\\u{a}new line"), "{}", table.text());

    let json = lab.ctl("show --json ctl-names.tlv").run();
    assert_harmless(&json);
    let value: serde_json::Value = serde_json::from_str(json.text()).unwrap();
    assert_eq!(value["records"][2]["subject"], SUBJECT);
}

#[test]
fn names_in_findings_are_escaped() {
    let lab = Lab::new();
    let mut list = lab.list("ctl-names");
    // SUBJECTNAME of record 3 is no longer that of the certificate.
    let at = list.windows(6).position(|bytes| bytes == b"CN=red").unwrap();
    list[at + 3] = b'b';
    lab.write("changed.tlv", list);
    let copy = SUBJECT.replace("CN=red", "CN=bed");
    let sentence = format!("the certificate's {SUBJECT}, found {copy}");
    for line in ["show changed.tlv", "show --json changed.tlv", "verify changed.tlv"] {
        let run = lab.ctl(line).run();
        assert_eq!(run.code, 1);
        assert_harmless(&run);
        let printed = format!("{}{}", run.text(), run.err).replace("\\\\u", "\\u");
        assert!(printed.contains(&sentence), "{line}: {printed}");
    }
}

#[test]
fn names_of_certificates_are_escaped_when_a_list_is_built() {
    let lab = Lab::new();
    lab.certificate("odd-controls");
    lab.key("shared-1");
    let run = lab.ctl("build -v -o a.tlv --sast odd-controls.pem --key shared-1.key").run();
    assert_eq!(run.code, 0, "{}", run.err);
    assert_harmless(&run);
    assert_eq!(run.err.matches(SUBJECT).count(), 3, "{}", run.err);
    // A key that does not match, and two certificates without an order.
    lab.key("pub-ccm");
    lab.certificate("pub-ccm");
    lab.concat("two.pem", &["odd-controls.pem", "pub-ccm.pem"]);
    let wrong = lab.ctl("build -o b.tlv --sast odd-controls.pem --key pub-ccm.key").run();
    let two = lab.ctl("build -o b.tlv --sast two.pem --key pub-ccm.key").run();
    for (run, code) in [(wrong, 4), (two, 3)] {
        assert_eq!(run.code, code);
        assert_harmless(&run);
        assert!(run.err.contains("red\\u{1b}[31m\\u{a}new line"), "{}", run.err);
    }
}

#[test]
fn names_of_files_are_escaped() {
    let lab = Lab::new();
    let list = lab.list("ctl-512");
    let name = "a\u{1b}[31mb\u{9b}31m\nc\u{202e}.tlv";
    let escaped = "a\\u{1b}[31mb\\u{9b}31m\\u{a}c\\u{202e}.tlv";
    lab.write(name, &list[..100]);
    lab.write(&format!("{name}.sound"), &list);
    lab.pair("pub-ccm", "pub.pem");
    let sound = format!("{name}.sound");
    let output = format!("no\u{1b}[31m/{name}");
    let calls: [(&[&str], i32); 13] = [
        (&["show", name], 3),
        (&["show", "--json", name], 3),
        (&["verify", name, &sound], 3),
        (&["verify", "--json", name, &sound], 3),
        (&["verify", "--signer", name, &sound], 3),
        (&["build", "-o", name, "--sast", "pub.pem"], 2),
        (&["build", "-o", &output, "--sast", "pub.pem"], 5),
        (&["build", "-o", "x", "--sast", name], 3),
        (&["build", "-o", "x", "--sast", "pub.pem", "--key", name], 4),
        (&["build", "-v", "-o", name, "--sast", "pub.pem", "--force"], 0),
        (&["build", "--json", "-o", name, "--sast", "pub.pem", "--force"], 0),
        (&["build", "-o", "x", "--sast", "pub.pem", "--pin-file", name, "--key", "lock"], 4),
        (&["generate", "-v", "errors", &output], 0),
    ];
    lab.openssl("pkcs8 -topk8 -in pub-ccm.key -out lock -passout pass:secret");
    for (arguments, code) in calls {
        let call = arguments.iter().fold(lab.ctl(""), |call, argument| call.arg(argument));
        let run = call.run();
        assert_eq!(run.code, code, "{arguments:?}: {}", run.err);
        assert_harmless(&run);
        let printed = format!("{}{}", run.text(), run.err).replace("\\\\u", "\\u");
        let shown = if arguments.contains(&&*output) { "no\\u{1b}[31m" } else { escaped };
        assert!(printed.contains(shown), "{arguments:?}: {printed}");
    }
}

#[test]
fn arguments_are_escaped_in_what_is_said_of_the_call() {
    let lab = Lab::new();
    let hostile = "a\u{1b}[31mb\nc";
    let host = format!("pub.pem,address={hostile}");
    let calls: [&[&str]; 6] = [
        &["show", "one", hostile],
        &[hostile],
        &["show", "--format", hostile, "x"],
        &["build", "-o", "x", "--sast", &host],
        &["build", "-o", "x", "--sast", "y", "--empty", hostile],
        &["build", "-o", "x", "--sast", "y", "--timestamp", hostile],
    ];
    lab.pair("pub-ccm", "y");
    for arguments in calls {
        let call = arguments.iter().fold(lab.ctl(""), |call, argument| call.arg(argument));
        let run = call.run();
        assert_eq!((run.code, run.text()), (2, ""), "{arguments:?}");
        assert_harmless(&run);
        // If Rust quotes a value, it escapes it in the same way.
        let printed = run.err.replace("\\n", "\\u{a}");
        assert!(printed.contains("a\\u{1b}[31mb\\u{a}c"), "{arguments:?}: {}", run.err);
    }
}
