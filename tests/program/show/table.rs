//! Tables: their width, and the content of a line.

use crate::show::snapshots::lists;
use support::Lab;

fn table(lab: &Lab, list: &str, columns: &str) -> String {
    let call = lab.ctl(&format!("show -q --format table {list}.tlv"));
    call.env("COLUMNS", columns).run().quiet().to_owned()
}

fn widest(table: &str) -> usize {
    table.lines().map(|line| line.chars().count()).max().unwrap()
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let lab = Lab::new();
    let lists = lists();
    for name in &lists {
        lab.list(name);
        for columns in [80, 81, 100, 132] {
            let table = table(&lab, name, &columns.to_string());
            assert!(widest(&table) <= columns, "{name}, {columns} columns:\n{table}");
            assert!(table.lines().all(|line| line.trim_end() == line), "{table}");
        }
    }
    assert_eq!(lists.len(), 15);
}

/// The widest values: a long role, addresses and keys.
#[test]
fn no_line_is_wider_than_80_columns_whatever_it_contains() {
    let lab = Lab::new();
    let mut list = lab.list("ctl-odd");
    let at = |list: &[u8], bytes: &[u8]| {
        list.windows(bytes.len()).rposition(|window| window == bytes).unwrap()
    };
    // NETWORK-ELEMENT, the longest name of a role.
    let role = at(&list, &[0x04, 0x00, 0x02, 0x01, 0x2c]);
    list[role + 3..role + 5].copy_from_slice(&[0, 25]);
    // The unknown field becomes a longer address of 23 bytes.
    let address = at(&list, &[0x0a, 0x00, 0x10]);
    let unknown = at(&list, b"\x7f\x00\x07unknown");
    assert_eq!(unknown, address + 19);
    list[address + 2] = 26;
    lab.write("wide.tlv", list);
    let run = lab.ctl("show -q --format table wide.tlv").run();
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    assert!(widest(run.text()) <= 80, "{}", run.text());
    assert!(run.text().contains("NETWORK-"), "{}", run.text());
}

#[test]
fn more_columns_show_more() {
    let lab = Lab::new();
    lab.list("ctl-tokenless-1024");
    lab.certificate("1051-pub");
    let tables =
        ["80", "90", "100", "240"].map(|columns| table(&lab, "ctl-tokenless-1024", columns));
    assert_eq!(tables.each_ref().map(|table| widest(table)), [80, 90, 100, 120]);

    let sha1 = lab.openssl("x509 -in 1051-pub.pem -noout -fingerprint -sha1");
    let sha1 = String::from_utf8(sha1).unwrap().trim_end().replace(':', "");
    let (_, sha1) = sha1.split_once('=').unwrap();
    for whole in [sha1, "cucm-1051-a-pub ", "cucm-1051-a-sub1 "] {
        assert!(tables[3].contains(whole), "{whole}: {}", tables[3]);
        assert!(!tables[3].contains('…'), "{}", tables[3]);
    }
    assert!(tables[2].contains('…'), "{}", tables[2]);
}

#[test]
fn what_goes_into_a_pipe_is_not_cut() {
    let lab = Lab::new();
    lab.list("ctl-12");
    let expected = table(&lab, "ctl-12", "1000");
    assert!(!expected.contains('…'), "{expected}");
    let call = || lab.ctl("show --format table ctl-12.tlv");
    assert_eq!(call().without("COLUMNS").run().quiet(), expected);
    for strange in ["", "wide", "-1", "99999999"] {
        assert_eq!(call().env("COLUMNS", strange).run().quiet(), expected, "{strange}");
    }
}

/// The published tokenless list, line by line, with nothing cut.
#[test]
fn a_line_says_what_a_record_holds() {
    let lab = Lab::new();
    let fingerprint = |name: &str| {
        lab.certificate(name);
        let line = lab.openssl(&format!("x509 -in {name}.pem -noout -fingerprint -sha1"));
        let line = String::from_utf8(line).unwrap().trim_end().replace(':', "");
        line.split_once('=').unwrap().1.to_owned()
    };
    let [publisher, capf, subscriber] = ["1051-pub", "1051-capf", "1051-sub1"].map(fingerprint);
    let expected = format!(
        "CTL, 4947 bytes, 4 records, signed with SHA-1 on 2015-03-06T20:56:07Z

  # ROLE     SUBJECT          HOST             ADDRESS      KEY      EXPIRES    SHA-1
* 1 SAST     cucm-1051-a-pub  cucm-1051-a-pub  10.48.47.135 RSA 1024 2020-01-01 {publisher}
  2 CCM+TFTP cucm-1051-a-pub  cucm-1051-a-pub  10.48.47.135 RSA 1024 2020-01-01 {publisher}
  3 CAPF     CAPF-e41e7d87    cucm-1051-a-pub  10.48.47.135 RSA 1024 2020-01-01 {capf}
  4 CCM+TFTP cucm-1051-a-sub1 cucm-1051-a-sub1 10.48.47.136 RSA 1024 2020-01-01 {subscriber}

* signed by record 1; sound
"
    );
    lab.list("ctl-tokenless-1024");
    assert_eq!(table(&lab, "ctl-tokenless-1024", "160"), expected);
}

/// However a list spells its names, a line begins with the owner.
#[test]
fn the_subject_is_its_common_name_in_every_layout() {
    let lab = Lab::new();
    let cases: [(&str, &[&str]); 4] = [
        ("ctl-12", &["cucm-pub", "cucm-pub", "CAPF-5b0c4d1e", "ITLRECOVERY_cucm-pub", "cucm-sub"]),
        ("itl-certutils", &["cucm-pub", "cucm-pub", "cucm-pub-EC", "CAPF-5b0c4d1e", "cucm-pub"]),
        (
            "itl-8",
            &[
                "cucm8-publisher.ccm-lab.test",
                "cucm8-publisher.ccm-lab.test",
                "cucm8-publisher.ccm-lab.test",
                "CAPF-7c3a91be",
            ],
        ),
        (
            "ctl-client-nonsecure",
            &["SAST-ADN0054f509", "SAST-ADN008580ef", "", "CAPF-e9037b69", ""],
        ),
    ];
    for (name, subjects) in cases {
        lab.list(name);
        let table = table(&lab, name, "200");
        let lines: Vec<_> = table.lines().collect();
        let start = lines[2].find("SUBJECT").unwrap();
        let end = lines[2].find("HOST").unwrap();
        let found: Vec<_> =
            lines[3..3 + subjects.len()].iter().map(|line| line[start..end].trim_end()).collect();
        assert_eq!(found, subjects, "{name}");
    }
}
