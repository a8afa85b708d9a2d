//! Rebuilds the fixture lists from certificates, a key and a command line.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::show::snapshots::lists;
use support::Lab;
use support::fixtures::source;

/// A list, and the arguments after `ctl build -o FILE --timestamp 2015-03-06T20:56:07Z`. `@N` is
/// short for `,address=10.48.47.N`.
const LINES: [(&str, &str); 13] = [
    (
        "ctl-client-mixed",
        "--layout client --sast token-1.pem --sast token-2.pem \
         --ccm-tftp 1001-pub.pem,host=cucm-1001-a-pub@153 \
         --capf 1001-capf.pem,host=cucm-1001-a-pub@153 \
         --ccm-tftp 1001-sub1.pem,host=cucm-1001-a-sub1@154 --key token-1.key",
    ),
    (
        "ctl-client-nonsecure",
        "--layout client --sast token-1.pem --sast token-2.pem \
         --ccm-tftp 1001-pub.pem,host=cucm-1001-a-pub@153 \
         --capf 1001-capf.pem,host=cucm-1001-a-pub@153 \
         --ccm-tftp 1001-sub1.pem,host=cucm-1001-a-sub1@154 \
         --empty CCM+TFTP --signer token-1.pem --key token-1.key",
    ),
    (
        "ctl-tokenless-1024",
        "--sast 1051-pub.pem,host=cucm-1051-a-pub.example.net@135 \
         --ccm-tftp 1051-pub.pem,host=cucm-1051-a-pub@135 \
         --capf 1051-capf.pem,host=cucm-1051-a-pub@135 \
         --ccm-tftp 1051-sub1.pem,host=cucm-1051-a-sub1@136 --key 1051-pub.key",
    ),
    (
        "ctl-tokenless-2048",
        "--sast 1051-pub-2048.pem,host=cucm-1051-a-pub@135 \
         --ccm-tftp 1051-pub-2048.pem,host=cucm-1051-a-pub@135 \
         --capf 1051-capf.pem,host=cucm-1051-a-pub@135 \
         --ccm-tftp 1051-sub1.pem,host=cucm-1051-a-sub1@136 --key 1051-pub-2048.key",
    ),
    (
        "itl-8",
        "--kind itl --sast itl8-ccm.pem,host=p --tftp itl8-ccm.pem,host=p \
         --tvs itl8-tvs.pem,host=p --capf itl8-capf.pem,host=p \
         --hash-only TVS --hash-only capf --key itl8-ccm.key",
    ),
    (
        "itl-certutils",
        "--kind itl --layout certutils --signer-version 1.1 --sast pub-ccm.pem \
         --ccm-tftp pub-ccm.pem --app-server ec-256.pem --capf pub-capf.pem --tvs pub-tvs.pem \
         --key pub-ccm.key",
    ),
    (
        "ctl-12",
        "--sast pub-ccm.pem,host=cucm-pub@153 --ccm-tftp pub-ccm.pem,host=cucm-pub@153 \
         --capf pub-capf.pem,host=cucm-pub@153 --sast pub-itlrecovery.pem,host=cucm-pub@153 \
         --ccm-tftp sub-ccm.pem,host=cucm-sub@154 \
         --signer pub-itlrecovery.pem --key pub-itlrecovery.key",
    ),
    (
        "itl-12",
        "--kind itl --sast pub-itlrecovery.pem,host=cucm-pub@153 \
         --sast pub-ccm.pem,host=cucm-pub@153 --ccm-tftp pub-ccm.pem,host=cucm-pub@153 \
         --tvs pub-tvs.pem,host=cucm-pub@153 --tvs sub-tvs.pem,host=cucm-sub@154 \
         --capf pub-capf.pem,host=cucm-pub@153 --key pub-itlrecovery.key",
    ),
    (
        "itl-ec",
        "--kind itl --sast pub-itlrecovery.pem,host=cucm-pub@153 \
         --tvs ec-256.pem,host=cucm-pub@153 --app-server ec-384.pem,host=cucm-pub@153 \
         --ccm-tftp ec-521.pem,host=cucm-pub@153 --key pub-itlrecovery.key",
    ),
    (
        "ctl-4096-sha512",
        "--digest sha512 --sast ccm-4096.pem,host=cucm-pub@153 \
         --ccm ccm-3072.pem,host=cucm-pub@153 --tftp ca-signed.pem,host=cucm-pub@153 \
         --ccm-tftp multi-server.pem,host=cucm-pub@153 \
         --firewall serial-top-bit.pem,host=cucm-sub@154 --key ccm-4096.key",
    ),
    (
        "ctl-512-sha256",
        "--digest sha256 --sast ccm-512.pem,host=cucm-pub@153 \
         --ccm-tftp ccm-512.pem,host=cucm-pub@153 --key ccm-512.key",
    ),
    (
        "ctl-512",
        "--digest sha1 --layout cli --kind ctl --filename CTLFile.tlv \
         --sast ccm-512.pem@153,host=cucm-pub --ccm-tftp ccm-512.pem@153,host=cucm-pub \
         --key ccm-512.key",
    ),
    (
        "ctl-names",
        "--sast pub-ccm.pem,host=cucm-pub@153 --ccm odd-types.pem,host=cucm-pub@153 \
         --ccm odd-controls.pem,host=cucm-pub@153 --ccm odd-separators.pem,host=cucm-pub@153 \
         --key pub-ccm.key",
    ),
];

/// The line of `ctl-28-nodes`.
fn nodes() -> String {
    let mut line = "--sast node-01.pem,host=node-01@1 --sast pub-itlrecovery.pem,host=node-01@1 \
                    --capf pub-capf.pem,host=node-01@1 --signer pub-itlrecovery.pem \
                    --key pub-itlrecovery.key"
        .to_owned();
    for number in 1..=28 {
        write!(line, " --ccm-tftp node-{number:02}.pem,host=node-{number:02}@{number}").unwrap();
    }
    line
}

/// A folder with every fixture certificate and key.
fn fixtures() -> Lab {
    let lab = Lab::new();
    let names = |folder: &str| -> Vec<String> {
        let entries = std::fs::read_dir(source(folder)).unwrap();
        let name = |file: String| file.strip_suffix(".pem").unwrap().to_owned();
        entries.map(|entry| name(entry.unwrap().file_name().into_string().unwrap())).collect()
    };
    for name in names("fixtures/certs") {
        lab.certificate(&name);
    }
    for name in names("fixtures/keys") {
        lab.key(&name);
    }
    lab
}

fn built(lab: &Lab, line: &str) -> Vec<u8> {
    let line = line.replace('@', ",address=10.48.47.");
    let time = "--timestamp 2015-03-06T20:56:07Z";
    let run = lab.ctl(&format!("build --force -o new.tlv {time} {line}")).run();
    assert_eq!((run.code, run.text()), (0, ""), "{line}: {}", run.err);
    lab.read("new.tlv")
}

#[test]
fn every_list_that_flags_can_describe_comes_out_byte_for_byte() {
    let lab = fixtures();
    let nodes = nodes();
    let lines = LINES.iter().copied().chain([("ctl-28-nodes", nodes.as_str())]);
    let mut rebuilt = BTreeSet::new();
    for (name, line) in lines {
        assert_eq!(hex::encode(built(&lab, line)), hex::encode(lab.list(name)), "{name}");
        rebuilt.insert(name.to_owned());
    }
    // Odd lists have no recipe.
    rebuilt.insert("ctl-odd".to_owned());
    assert_eq!(rebuilt, lists().into_iter().collect());
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let lab = fixtures();
    for (name, line) in LINES {
        // RSA is blinded with random numbers; the output does not depend on them.
        assert_eq!(built(&lab, line), built(&lab, line), "{name}");
    }
}

#[test]
fn records_stand_in_the_order_of_the_flags() {
    let lab = fixtures();
    let flags = [
        ("--tftp sub-ccm.pem,host=a", "TFTP a"),
        ("--sast pub-ccm.pem,host=b", "SAST b"),
        ("--capf pub-capf.pem,host=c", "CAPF c"),
        ("--app-server ec-256.pem,host=d", "APP-SERVER d"),
        ("--tftp sub-ccm.pem,host=e", "TFTP e"),
        ("--firewall sub-ccm.pem,host=f", "CCM f"),
        ("--ccm pub-ccm.pem,host=g", "CCM g"),
        ("--ccm-tftp pub-ccm.pem,host=h", "CCM+TFTP h"),
        ("--tvs pub-tvs.pem,host=i", "TVS i"),
        ("--sast sub-ccm.pem,host=j", "SAST j"),
    ];
    let mut orders = 0;
    for rotation in 0..flags.len() {
        for backwards in [false, true] {
            let mut order = flags.to_vec();
            order.rotate_left(rotation);
            if backwards {
                order.reverse();
            }
            let line: Vec<_> = order.iter().map(|(flag, _)| *flag).collect();
            // Other options between the records make no difference.
            let (first, second) = line.split_at(5);
            built(
                &lab,
                &format!(
                    "{} --kind itl --key pub-ccm.key {} --signer pub-ccm.pem",
                    first.join(" "),
                    second.join(" ")
                ),
            );
            let shown = lab.ctl("show --json new.tlv").run();
            let shown: serde_json::Value = serde_json::from_str(shown.quiet()).unwrap();
            let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
            let records: Vec<_> = shown["records"]
                .as_array()
                .unwrap()
                .iter()
                .map(|record| format!("{} {}", text(&record["role"]), text(&record["host"])))
                .collect();
            let expected: Vec<_> = order.iter().map(|(_, record)| *record).collect();
            assert_eq!(records, expected);
            orders += 1;
        }
    }
    assert_eq!(orders, 20);
}
