//! Certificates in places where they cannot belong: refused with the line of cluster.toml.
//! Certificates of an unknown owner: a warning.

use support::Lab;

/// A lab of two nodes; what bash does with its certificates; which line of cluster.toml names the
/// refused certificate, and why it is refused.
const CASES: &[(&str, &str, &str)] = &[
    (
        "cp pub.pem sub-cm.pem",
        "certs/cucm-sub1-CallManager.pem",
        "cannot be the CallManager certificate of cucm-sub1: it names cucm-pub, another server",
    ),
    (
        "cp sub-tvs.pem pub-tvs.pem",
        "certs/cucm-pub-TVS.pem",
        "cannot be the TVS certificate of cucm-pub: it names cucm-sub1, another server",
    ),
    (
        "cp pub-tvs.pem pub.pem",
        "certs/cucm-pub-TVS.pem",
        "cannot be the TVS certificate of cucm-pub: line LINE already names it as the CallManager \
         of cucm-pub",
    ),
    (
        "cp pub.pem capf.pem",
        "certs/CAPF.pem",
        "cannot be the CAPF certificate of cucm-pub: line LINE already names it as the \
         CallManager of cucm-pub",
    ),
    (
        "cp recovery.pem capf.pem",
        "certs/CAPF.pem",
        "cannot be the CAPF certificate of cucm-pub: its name, ITLRECOVERY_cucm-pub, is that of an \
         ITLRecovery certificate",
    ),
    (
        "cp recovery.pem pub.pem",
        "certs/cucm-pub-CallManager.pem",
        "cannot be the CallManager certificate of cucm-pub: its name, ITLRECOVERY_cucm-pub, is that \
         of an ITLRecovery certificate",
    ),
    (
        "cp capf.pem recovery.pem",
        "certs/ITLRecovery.pem",
        "cannot be the ITLRecovery certificate of cucm-pub: line LINE already names it as the \
         CAPF of cucm-pub",
    ),
    // By its subjectAltName, and by an address.
    (
        "ctl cert new -q --force --subject CN=cm --san CUCM-SUB1.example.net -o pub.pem --key-out key",
        "certs/cucm-pub-CallManager.pem",
        "cannot be the CallManager certificate of cucm-pub: it names cucm-sub1, another server",
    ),
    (
        "ctl cert new -q --force --subject CN=cm --san 10.48.47.154 -o pub.pem --key-out key",
        "certs/cucm-pub-CallManager.pem",
        "cannot be the CallManager certificate of cucm-pub: it names cucm-sub1, another server",
    ),
];

/// Short names of the lab's files.
const FILES: [(&str, &str); 6] = [
    ("sub-tvs.pem", "c/certs/cucm-sub1-TVS.pem"),
    ("sub-cm.pem", "c/certs/cucm-sub1-CallManager.pem"),
    ("pub-tvs.pem", "c/certs/cucm-pub-TVS.pem"),
    ("pub.pem", "c/certs/cucm-pub-CallManager.pem"),
    ("capf.pem", "c/certs/CAPF.pem"),
    ("recovery.pem", "c/certs/ITLRecovery.pem"),
];

fn lab() -> Lab {
    let lab = Lab::new();
    lab.cluster("c", "--nodes 2 --release 12.5");
    for (short, file) in FILES {
        lab.bash(&format!("ln -s {file} {short}")).run().quiet();
    }
    lab
}

#[test]
fn a_certificate_that_cannot_belong_there_is_refused() {
    for (before, file, reason) in CASES {
        let lab = lab();
        lab.bash(before).run();
        let text = String::from_utf8(lab.read("c/cluster.toml")).unwrap();
        let (line, column) = place(&text, file);
        let run = lab.ctl("-C c status").run();
        let beginning = format!("ctl: c/cluster.toml: line {line}, column {column}: {file} ");
        assert_eq!(run.code, 3, "{before}: {}", run.err);
        let found =
            run.err.strip_prefix(&beginning).unwrap_or_else(|| panic!("{before}: {}", run.err));
        let (found, hint) = found.split_once("; ").unwrap();
        assert_eq!(hint, "name the file of this server's own certificate\n");
        // The other line that names the certificate.
        let (start, end) = reason.split_once("LINE").unwrap_or((reason, ""));
        assert!(found.starts_with(start) && found.ends_with(end), "{before}: {found}");
    }
    assert_eq!(CASES.len(), 9);
}

/// Line and column of the value that names this file.
fn place(text: &str, file: &str) -> (usize, usize) {
    let quoted = format!("\"{file}\"");
    let mut lines = text.lines().zip(1..);
    lines.find_map(|(line, number)| Some((number, line.find(&quoted)? + 1))).expect(file)
}

/// A certificate for several servers is accepted if its own server is one of them; one that names
/// only unknown hosts is accepted with a warning.
#[test]
fn a_certificate_of_several_servers_is_taken_and_one_of_nobody_warned_about() {
    let new = "ctl cert new -q --force -o pub.pem --key-out c/keys/cucm-pub-CallManager.pem";
    let cases = [
        ("--subject CN=cucm-pub-ms.example.net --san cucm-sub1 --san cucm-pub", ""),
        ("--subject CN=cm --san 10.48.47.153", ""),
        (
            "--subject CN=elsewhere --san other.example.net",
            "the certificate for cucm-pub names elsewhere, other.example.net instead; check \
             that this is the certificate of that server\n",
        ),
    ];
    for (names, warning) in cases {
        let lab = lab();
        lab.bash(&format!("{new} {names}")).run().quiet();
        let run = lab.ctl("-C c set-cluster mixed-mode --dry-run").run();
        assert_eq!(run.code, 0, "{names}: {}", run.err);
        assert_eq!(run.err.contains("instead; check"), !warning.is_empty(), "{}", run.err);
        assert!(run.err.contains(warning), "{names}: {}", run.err);
    }
}
