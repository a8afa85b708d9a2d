//! The certificates of a lab, as OpenSSL sees them.

use support::Lab;

/// The attributes after CN, which is first in most names and in the middle of CAPF's.
const SITE: [&str; 5] = ["C = CZ", "ST = South Moravia", "L = Brno", "O = Example", "OU = Lab"];

/// Subject in the order of the DER, and serial, as OpenSSL prints them.
fn names(lab: &Lab, file: &str) -> (String, String) {
    let text = lab.openssl(&format!("x509 -in {file} -noout -subject -serial"));
    let text = String::from_utf8(text).unwrap();
    let (subject, serial) = text.split_once('\n').unwrap();
    let serial = serial.trim_end().strip_prefix("serial=").unwrap();
    (subject.strip_prefix("subject=").unwrap().to_owned(), serial.to_owned())
}

/// The lines of some extensions, without surrounding blanks.
fn extensions(lab: &Lab, file: &str) -> Vec<String> {
    let text = lab.openssl(&format!("x509 -in {file} -noout -text"));
    let text = String::from_utf8(text).unwrap();
    let lines = text.lines().skip_while(|line| !line.contains("X509v3 extensions"));
    let lines = lines.skip(1).take_while(|line| !line.contains("Signature Algorithm"));
    lines.map(|line| line.trim().to_owned()).collect()
}

/// The one line after each heading; key identifiers are left out.
fn usage(lab: &Lab, file: &str) -> Vec<(String, String)> {
    let lines = extensions(lab, file);
    let pairs = lines.chunks(2).map(|pair| {
        let [heading, value] = pair else { panic!("{file}: {lines:?}") };
        let heading = heading.strip_prefix("X509v3 ").unwrap().trim_end_matches(':');
        (heading.trim_end_matches(": ").to_owned(), value.clone())
    });
    pairs.filter(|(heading, _)| !heading.ends_with("Key Identifier")).collect()
}

fn algorithm(lab: &Lab, file: &str) -> String {
    let text = String::from_utf8(lab.openssl(&format!("x509 -in {file} -noout -text"))).unwrap();
    let line = text.lines().find_map(|line| line.trim().strip_prefix("Signature Algorithm: "));
    line.unwrap().to_owned()
}

/// The key of a certificate is that of its key file, and it verifies itself.
fn assert_self_signed(lab: &Lab, certificate: &str, key: &str) {
    let public = lab.openssl(&format!("x509 -in {certificate} -noout -pubkey"));
    assert_eq!(lab.openssl(&format!("pkey -in {key} -pubout")), public, "{certificate}");
    // SHA-1 is below OpenSSL's default security level.
    let line = format!(
        "verify -auth_level 0 -check_ss_sig -partial_chain -CAfile {certificate} {certificate}"
    );
    assert_eq!(lab.openssl(&line), format!("{certificate}: OK\n").as_bytes());
}

const SERVE: &str = "Digital Signature, Key Encipherment, Data Encipherment";
const SERVE_AND_SIGN: &str =
    "Digital Signature, Key Encipherment, Data Encipherment, Certificate Sign";
const SIGN: &str = "Digital Signature, Certificate Sign";
const SERVER: &str = "TLS Web Server Authentication";
const BOTH: &str = "TLS Web Server Authentication, TLS Web Client Authentication";
const THREE: &str =
    "TLS Web Server Authentication, TLS Web Client Authentication, IPSec End System";
const CAPF: &str = "TLS Web Server Authentication, IPSec End System";

/// Store, keyUsage, extendedKeyUsage, whether it is a CA.
type Expected = [(&'static str, &'static str, &'static str, bool); 4];

#[test]
fn names_serials_and_usages_are_like_those_of_cucm() {
    let new: Expected = [
        ("cucm-pub-CallManager", SERVE, BOTH, false),
        ("cucm-pub-TVS", SERVE, BOTH, false),
        ("CAPF", SIGN, SERVER, true),
        ("ITLRecovery", SERVE_AND_SIGN, BOTH, false),
    ];
    let old: Expected = [
        ("cucm-pub-CallManager", SERVE_AND_SIGN, THREE, false),
        ("cucm-pub-TVS", SERVE_AND_SIGN, THREE, false),
        ("CAPF", SIGN, CAPF, false),
        ("ITLRecovery", SERVE_AND_SIGN, BOTH, false),
    ];
    let cases = [
        ("15", "", new, 16, "sha256WithRSAEncryption"),
        ("11.0", "", new, 16, "sha256WithRSAEncryption"),
        ("10.5(1)", "", old, 16, "sha1WithRSAEncryption"),
        ("8.6", "--tokens ", old, 8, "sha1WithRSAEncryption"),
    ];
    let mut count = 0;
    for (release, tokens, expected, serial_bytes, signature) in cases {
        let lab = Lab::new();
        let run = lab.ctl(&format!("init --lab --nodes 1 {tokens}--release {release} lab")).run();
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        for (stem, key, extended, ca) in expected {
            let (file, key_file) =
                (format!("lab/certs/{stem}.pem"), format!("lab/keys/{stem}.pem"));
            if stem == "ITLRecovery" && release == "8.6" {
                assert!(!lab.path(&file).exists() && !lab.path(&key_file).exists());
                continue;
            }
            let (subject, serial) = names(&lab, &file);
            let [c, st, l, o, ou] = SITE;
            let subjects = match stem {
                "CAPF" | "ITLRecovery" => [[c, o, ou].join(", "), [st, l].join(", ")],
                _ => [[c, st, l, o, ou].join(", "), String::new()],
            };
            let cn = subject.split("CN = ").nth(1).unwrap().split(',').next().unwrap();
            let [before, after] = subjects;
            let after = if after.is_empty() { after } else { format!(", {after}") };
            assert_eq!(subject, format!("{before}, CN = {cn}{after}"));
            match stem {
                "CAPF" => assert!(cn.len() == 13 && cn.starts_with("CAPF-"), "{cn}"),
                "ITLRecovery" => assert_eq!(cn, "ITLRECOVERY_cucm-pub"),
                _ => assert_eq!(cn, "cucm-pub"),
            }
            // The top bit is zero, and the first byte is not.
            assert!(serial.len() == serial_bytes * 2 && ('4'..'8').contains(&first(&serial)));
            let mut usages =
                vec![("Key Usage".to_owned(), key.to_owned()), extended_usage(extended)];
            if ca {
                usages.push((
                    "Basic Constraints: critical".to_owned(),
                    "CA:TRUE, pathlen:0".to_owned(),
                ));
            }
            assert_eq!(usage(&lab, &file), usages, "{release} {stem}");
            assert_eq!(algorithm(&lab, &file), signature, "{release} {stem}");
            assert_self_signed(&lab, &file, &key_file);
            count += 1;
        }
    }
    assert_eq!(count, 15);
}

fn first(text: &str) -> char {
    text.chars().next().unwrap()
}

fn extended_usage(value: &str) -> (String, String) {
    ("Extended Key Usage".to_owned(), value.to_owned())
}

#[test]
fn they_are_valid_from_now_on_for_as_long_as_cucm_says() {
    let lab = Lab::new();
    // 2026-11-21T05:00:00Z.
    let call = lab.ctl("init --lab --nodes 1 lab").env("SOURCE_DATE_EPOCH", "1795237200");
    assert_eq!(call.run().code, 0);
    let dates = |stem: &str| {
        let text = lab.openssl(&format!("x509 -in lab/certs/{stem}.pem -noout -dates"));
        String::from_utf8(text).unwrap()
    };
    let from = "notBefore=Nov 21 05:00:00 2026 GMT\nnotAfter=";
    assert_eq!(dates("CAPF"), format!("{from}Nov 20 05:00:00 2031 GMT\n"));
    assert_eq!(dates("cucm-pub-TVS"), format!("{from}Nov 20 05:00:00 2031 GMT\n"));
    assert_eq!(dates("ITLRecovery"), format!("{from}Nov 16 05:00:00 2046 GMT\n"));
}

#[test]
fn tokens_have_the_names_of_ciscos_and_are_issued_by_a_ca_of_the_lab() {
    let lab = Lab::new();
    let run = lab.ctl("init --lab --json --nodes 1 --tokens --release 11.5 lab").run();
    let found: serde_json::Value = serde_json::from_str(run.quiet()).unwrap();
    let files = found["files"].as_array().unwrap().iter().map(|file| file.as_str().unwrap());
    let tokens: Vec<_> = files.filter(|file| file.starts_with("tokens/SAST-")).collect();
    assert_eq!(tokens.len(), 2);
    let ca = "lab/tokens/manufacturing-ca.pem";
    let (subject, serial) = names(&lab, ca);
    assert_eq!(subject, "O = Cisco Systems, CN = Cisco Manufacturing CA");
    assert_eq!((serial.len(), &serial[8..14]), (20, "000000"));
    let authority = [
        ("Key Usage".to_owned(), SIGN.to_owned()),
        ("Basic Constraints: critical".to_owned(), "CA:TRUE, pathlen:0".to_owned()),
    ];
    assert_eq!(usage(&lab, ca), authority);
    for token in tokens {
        let name = token.strip_prefix("tokens/").unwrap().strip_suffix(".pem").unwrap();
        let file = format!("lab/{token}");
        let (subject, serial) = names(&lab, &file);
        let padding = " ".repeat(8);
        let cn = format!("CN = \"{name}{padding}\"");
        assert_eq!(subject, format!("O = \"Cisco Systems, Inc.\", OU = IPCBU, {cn}"));
        assert_eq!((serial.len(), &serial[8..14]), (20, "000000"), "{serial}");
        assert!(('4'..'8').contains(&first(&serial)));
        let digital = ("Key Usage".to_owned(), "Digital Signature".to_owned());
        assert_eq!(usage(&lab, &file), [digital]);
        assert_eq!(algorithm(&lab, &file), "sha1WithRSAEncryption");
        let key = format!("lab/keys/lab-only-{name}.pem");
        let public = lab.openssl(&format!("x509 -in {file} -noout -pubkey"));
        assert_eq!(lab.openssl(&format!("pkey -in {key} -pubout")), public);
        let line = format!("verify -auth_level 0 -CAfile {ca} {file}");
        assert_eq!(lab.openssl(&line), format!("{file}: OK\n").as_bytes());
        let text = String::from_utf8(lab.read(&key)).unwrap();
        let marked = "LAB ONLY: this key is a file that replaces one that never leaves its USB \
                      token.\n-----BEGIN PRIVATE KEY-----\n";
        assert!(text.starts_with(marked), "{text}");
    }
}
