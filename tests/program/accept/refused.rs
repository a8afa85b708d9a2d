//! Command lines and files that `ctl accept` refuses.

use super::lists;

#[test]
fn a_file_that_is_not_a_list_is_an_error() {
    let lab = lists();
    let mut cut = lab.read("ctl.tlv");
    cut.pop();
    lab.write("cut.tlv", &cut);
    lab.write("text.tlv", "hello\n");
    let text = "ctl: text.tlv: header, byte 0: expected Version (tag 01), found tag 68; check that this is a complete CTL or ITL file\n";
    let missing = "ctl: missing.tlv: cannot be read: No such file or directory (os error 2); check \
                   the name and the permissions\n";
    let rows = [
        ("--ctl text.tlv new.tlv", 3, text),
        ("--itl text.tlv new.tlv", 3, text),
        ("--ctl ctl.tlv text.tlv", 3, text),
        ("--reset-phone new.tlv --then text.tlv", 3, text),
        ("--ctl missing.tlv new.tlv", 3, missing),
        ("--ctl ctl.tlv new.tlv missing.tlv", 3, missing),
        (
            "--ctl itl.tlv new.tlv",
            2,
            "ctl: itl.tlv: expected the stored CTL, found one whose FILENAME says ITL; check which \
             file is which\n",
        ),
        (
            "--itl ctl.tlv new.tlv",
            2,
            "ctl: ctl.tlv: expected the stored ITL, found one whose FILENAME says CTL; check which \
             file is which\n",
        ),
        (
            "--itl itl.tlv --tvs text.tlv new.tlv",
            3,
            "ctl: text.tlv: expected a certificate in PEM, DER or PKCS#7, found text without a PEM \
             block; export the certificate again as PEM or DER\n",
        ),
        ("--itl itl.tlv --tvs pub-tvs.pem --tvs-knows missing.tlv new.tlv", 3, missing),
    ];
    for (line, code, err) in &rows {
        // No table is printed, not even a part of one.
        assert_eq!(lab.ctl(&format!("accept {line}")).run().all(), (*code, "", *err), "{line}");
    }
    assert_eq!(rows.len(), 10);
    let run = lab.ctl("accept --ctl cut.tlv new.tlv").run();
    assert_eq!((run.code, run.text()), (3, ""));
    assert!(run.err.starts_with("ctl: cut.tlv: record 3, byte "), "{}", run.err);
}

#[test]
fn what_phone_it_is_has_to_be_said() {
    let lab = lists();
    let rows = [
        ("new.tlv", "<--ctl <OLD>|--itl <OLD>|--reset-phone>"),
        ("--class sbd new.tlv", "<--ctl <OLD>|--itl <OLD>|--reset-phone>"),
        ("--ctl ctl.tlv", "<NEW>..."),
        ("--ctl ctl.tlv --then new.tlv", "<NEW>..."),
        ("--ctl ctl.tlv --reset-phone new.tlv", "cannot be used with '--reset-phone'"),
        ("--ctl ctl.tlv --ctl ctl.tlv new.tlv", "'--ctl <OLD>' cannot be used multiple times"),
        ("--ctl ctl.tlv --class 7960 new.tlv", "invalid value '7960'"),
        ("--itl itl.tlv --tvs-knows pub.pem new.tlv", "--tvs <CERT>"),
        ("--itl itl.tlv --no-tvs --tvs pub.pem new.tlv", "cannot be used with"),
        (
            "--itl itl.tlv --tvs a.pem --tvs-knows a.pem,role=9 new.tlv",
            "\"9\" is not a role; the roles are SAST,",
        ),
        ("--ctl ctl.tlv --json --explain new.tlv", "cannot be used with"),
    ];
    for (line, says) in &rows {
        let run = lab.ctl(&format!("accept {line}")).run();
        assert_eq!((run.code, run.out.is_empty()), (2, !line.contains("--json")), "{line}");
        assert!(run.err.contains(says), "{line}: {}", run.err);
    }
    assert_eq!(rows.len(), 11);
}

#[test]
fn lists_come_from_pipes_too() {
    let lab = lists();
    let run = lab.bash("cat new.tlv | ctl accept --ctl ctl.tlv --class cti -").run();
    let expected = "CLASS FILE           OUTCOME  BECAUSE\n\
                    cti   standard input accepted CTL record 3, ITLRECOVERY_cucm-pub\n";
    assert_eq!(run.quiet(), expected);
    let run = lab.bash("cat ctl.tlv | ctl accept -v --ctl - --class cti new.tlv").run();
    assert_eq!(run.code, 0);
    let size = |name: &str| lab.read(name).len();
    let expected = format!(
        "ctl: standard input: {} bytes read\nctl: new.tlv: {} bytes read\n",
        size("ctl.tlv"),
        size("new.tlv")
    );
    assert_eq!(run.err, expected);
}
