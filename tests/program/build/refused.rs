//! Lists that break a rule of the format or of the phones, and lists that cause a warning.

use super::{PUBLISHER, done, publisher, refused};

#[test]
fn what_no_list_may_hold_is_refused() {
    let lab = publisher();
    for name in ["pub-tvs", "pub-capf", "odd-nul", "sub-ccm"] {
        lab.certificate(name);
    }
    lab.key("shared-1");
    lab.concat("two.pem", &["pub-ccm.pem", "sub-ccm.pem"]);
    lab.write("empty", "");
    let cases = [
        (
            "--sast pub.pem --tvs pub-tvs.pem",
            1,
            "ctl: record 2 is a TVS, which only an ITL can contain; leave it out, or build \
             an ITL with --kind itl\n",
        ),
        (
            "--sast pub.pem --empty SAST",
            2,
            "ctl: record 1 is a SAST and must contain its certificate: phones verify lists with it; leave SAST out of --empty and --hash-only\n",
        ),
        (
            "--ccm pub.pem --sast pub.pem --hash-only sast",
            2,
            "ctl: record 2 is a SAST and must contain its certificate: phones verify lists with it; leave SAST out of --empty and --hash-only\n",
        ),
        (
            "--sast pub.pem --empty CAPF",
            2,
            "ctl: --empty CAPF: no record has this role; check the role; a record has the role of the option that adds it\n",
        ),
        (
            "--sast pub.pem --capf pub-capf.pem --hash-only 21",
            2,
            "ctl: --hash-only TVS: no record has this role; check the role; a record has the role of the option that adds it\n",
        ),
        (
            "--sast pub.pem --capf pub-capf.pem --empty CAPF --hash-only 4",
            2,
            "ctl: CAPF is named by both --empty and --hash-only; name it once: an emptied record has no hash\n",
        ),
        (
            "--sast pub.pem --capf pub-capf.pem --empty CAPF --layout certutils",
            2,
            "ctl: record 2 cannot be emptied: the certutils layout has neither DNSNAME nor \
             IPADDRESS to keep; use --layout cli or client\n",
        ),
        (
            "--sast odd-nul.pem --key shared-1.key",
            3,
            "ctl: a subject (CN=cucm-pub\\0.example.net;O=Example;C=CZ) contains a NUL character, where a phone would cut it off; use a certificate or a name without it\n",
        ),
        (
            "--sast pub.pem --ccm odd-nul.pem",
            3,
            "ctl: a subject (CN=cucm-pub\\0.example.net;O=Example;C=CZ) contains a NUL character, where a phone would cut it off; use a certificate or a name without it\n",
        ),
        (
            "--sast pub.pem --ccm empty",
            3,
            "ctl: empty: expected a certificate in PEM, DER or PKCS#7, found an empty file; \
             export the certificate again as PEM or DER\n",
        ),
        (
            "--sast pub.pem --ccm shared-1.key",
            3,
            "ctl: shared-1.key: the file contains no certificate, only PRIVATE KEY; name a file that contains a CERTIFICATE or PKCS7 block\n",
        ),
        (
            "--sast pub.pem --ccm two.pem",
            3,
            "ctl: two.pem: the file contains several certificates, expected exactly one leaf: C=CZ, \
             ST=South Moravia, L=Brno, O=Example, OU=Voice, CN=cucm-pub (serial \
             67b93ef0f4cff3b4899cbdc17baf024f); C=CZ, ST=South Moravia, L=Brno, O=Example, \
             OU=Voice, CN=cucm-sub (serial 50d34b4a8aac803729c06c3622f917ee); split the file and name the one with the right certificate\n",
        ),
        ("--sast pub.pem --filename=", 2, "ctl: the FILENAME is empty; give it a value\n"),
    ];
    for (line, code, error) in cases {
        let run = refused(&lab, line);
        assert_eq!((run.code, run.err.as_str()), (code, error), "{line}");
    }
    assert_eq!(cases.len(), 13);
}

#[test]
fn what_cannot_be_parsed_is_refused_by_name() {
    let lab = publisher();
    let cases = [
        ("", "a list needs at least one record, and a --sast that signs it"),
        ("--sast", "a value is required for '--sast <CERT[,host=NAME][,address=IP]>'"),
        ("--sast pub.pem,address=10.0.0", "\"10.0.0\" is not an IP address"),
        ("--sast pub.pem,host=", "the host is empty"),
        ("--sast pub.pem,host=a,host=b", "the host is given twice"),
        ("--sast pub.pem --empty SERVER", "no such role; known are SAST, CCM, CCM+TFTP, TFTP, "),
        ("--sast pub.pem --empty 65536", "no such role; known are SAST, CCM, CCM+TFTP, TFTP, "),
        ("--sast pub.pem --signer-version 2.0", "expected 1.0 or 1.1"),
        ("--sast pub.pem,adress=1.2.3.4", "adress= is none of host= and address="),
        ("--sast pub.pem --digest md5", "[possible values: sha1, sha256, sha512]"),
        ("--sast pub.pem --layout cucm", "[possible values: cli, client, certutils]"),
        ("--sast pub.pem --kind crl", "[possible values: ctl, itl]"),
        ("--sast pub.pem --pin-env A --pin-fd 3", "cannot be used with"),
        ("--sast pub.pem pub.pem", "unexpected argument 'pub.pem' found"),
    ];
    for (line, expected) in cases {
        let run = refused(&lab, line);
        assert_eq!(run.code, 2, "{line}");
        assert!(run.err.starts_with("error: "), "{line}: {}", run.err);
        assert!(run.err.contains(expected), "{line}: {}", run.err);
    }
    assert_eq!(cases.len(), 14);
    let run = lab.ctl("build --sast pub.pem").run();
    assert_eq!((run.code, run.text()), (2, ""));
    assert!(run.err.contains("--output <FILE>"), "{}", run.err);
}

#[test]
fn more_certificates_than_phones_load_are_refused() {
    let lab = publisher();
    lab.pair("ccm-512", "small.pem");
    let itl = |count: usize| {
        format!("--kind itl --sast small.pem{}", " --tvs ccm-512.pem".repeat(count - 1))
    };
    let run = lab.ctl(&format!("build -o 39.tlv {}", itl(39))).run();
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(lab.ctl("verify 39.tlv").run().code, 0);
    let run = refused(&lab, &itl(40));
    let error = "ctl: the ITL would have 40 certificates; phones load at most 39; leave out records that no phone needs\n";
    assert_eq!((run.code, run.err.as_str()), (1, error));
    // An emptied record has no certificate; a CTL may have more than 39.
    let emptied = format!("{} --ccm ccm-512.pem --empty CCM", itl(39));
    assert_eq!(lab.ctl(&format!("build -o emptied.tlv {emptied}")).run().code, 0);
    let ctl = itl(40).replace("--kind itl", "").replace("--tvs", "--ccm");
    assert_eq!(lab.ctl(&format!("build -o ctl.tlv {ctl}")).run().code, 0);
}

#[test]
fn more_than_64_kib_are_refused() {
    let lab = publisher();
    lab.pair("ccm-512", "small.pem");
    lab.certificate("ccm-4096");
    // The header has 266 bytes and 2 pads (FILENAME: 13), the SAST record 859, each CCM record with
    // 4096 bits 2678: 23 of them leave 2815 of 65536.
    let base = format!("--sast small.pem{}", " --ccm ccm-4096.pem".repeat(23));
    let list = |host: usize| format!("{base} --tftp ccm-4096.pem,host={}", "h".repeat(host));
    let run = lab.ctl(&format!("build -o base.tlv {base}")).run();
    assert_eq!(run.code, 0, "{}", run.err);
    let size = lab.read("base.tlv").len();
    let run = lab.ctl(&format!("build -o one.tlv {}", list(1))).run();
    assert_eq!(run.code, 0, "{}", run.err);
    let one = lab.read("one.tlv").len();
    let fits = 65536 - one + 1;
    assert!(fits > 1, "{size} {one}");
    let run = lab.ctl(&format!("build -o full.tlv {}", list(fits))).run();
    assert_eq!((run.code, lab.read("full.tlv").len()), (0, 65536), "{}", run.err);
    let run = refused(&lab, &list(fits + 1));
    let error = "ctl: the list would have 65537 bytes, more than the 65536 that a phone loads; \
                 leave out records, or use smaller certificates\n";
    assert_eq!((run.code, run.err.as_str()), (1, error));
}

#[test]
fn what_is_worth_knowing_is_said_and_the_list_is_built() {
    let lab = publisher();
    lab.pair("ccm-4096", "long.pem");
    lab.pair("ccm-512", "short.pem");
    let subject = |cn: &str| PUBLISHER.replace("cucm-pub", cn);
    let sha256 = "no phone is known to verify a list with SHA-256; use sha1, which every phone \
                  verifies";
    let sha512 = "only newer phones verify a list with SHA-512; use sha1, unless every phone is \
                  known to verify SHA-512";
    let long = "phones outside FIPS mode verify RSA keys up to 2048 bits; the signer has 4096; \
                sign with a key of 2048 bits";
    let short = "an RSA key of 512 bits can be factored by anyone, who then controls the phones; \
                 sign with a key of 2048 bits";
    let sasts = "the list has 3 SAST records; some phones are reported to read no more than 2; \
                 use 2, unless phones need more";
    let cases: [(&str, &[&str], &str, &str, String); 7] = [
        ("--sast pub.pem", &[], "1 record", "SHA-1", subject("cucm-pub")),
        ("--sast pub.pem --digest sha256", &[sha256], "1 record", "SHA-256", subject("cucm-pub")),
        ("--sast pub.pem --digest sha512", &[sha512], "1 record", "SHA-512", subject("cucm-pub")),
        ("--sast long.pem", &[long], "1 record", "SHA-1", subject("cucm-4096")),
        ("--sast short.pem", &[short], "1 record", "SHA-1", subject("cucm-512")),
        (
            "--sast pub.pem --sast long.pem --sast short.pem",
            &[sasts],
            "3 records",
            "SHA-1",
            subject("cucm-pub"),
        ),
        (
            "--sast long.pem --sast pub.pem --sast short.pem --digest sha512",
            &[sha512, long, sasts],
            "3 records",
            "SHA-512",
            subject("cucm-4096"),
        ),
    ];
    for (line, warnings, records, digest, subject) in cases {
        let run = lab.ctl(&format!("build --force -o new.tlv {line}")).run();
        let size = lab.read("new.tlv").len();
        let mut expected: Vec<_> =
            warnings.iter().map(|text| format!("ctl: warning: {text}\n")).collect();
        expected.push(done("new.tlv", size, records, digest, &subject));
        assert_eq!(run.all(), (0, "", &*expected.concat()), "{line}");
        let quiet = lab.ctl(&format!("build -q --force -o new.tlv {line}")).run();
        assert_eq!(quiet.all(), (0, "", ""), "{line}");
    }
    let run = lab.ctl("build -v --force -o new.tlv --sast pub.pem --digest sha256").run();
    assert!(run.err.contains("with SHA-256 [W-BUILD-SHA256]; use sha1"), "{}", run.err);
}
