//! A file that is not a list is reported in one line, with exit code 3.

use std::fs::File;

use support::Lab;

#[test]
fn a_file_that_is_not_a_list_is_reported_in_a_line() {
    let lab = Lab::new();
    std::fs::create_dir(lab.path("folder")).unwrap();
    lab.write("text", "hello, this is text\n");
    lab.write("zeros", [0; 100]);
    lab.write("one", [1]);
    // A sparse file, which takes no space on the disk.
    File::create(lab.path("sparse")).unwrap().set_len(5 << 30).unwrap();
    // One byte more than the maximum, and exactly the maximum.
    lab.write("mebibyte-and-one", vec![1; (1 << 20) + 1]);
    lab.write("mebibyte", vec![1; 1 << 20]);

    let long = "is larger than the limit of 1048576 bytes; \
                check that this is the right file";
    let other = "check that this is a complete CTL or ITL file";
    let name = "check the name and the permissions";
    let cut = "fetch the file again: it is truncated";
    let cases = [
        ("folder", "expected a file, found a folder; name a file in this folder".to_owned()),
        ("missing", format!("cannot be read: No such file or directory (os error 2); {name}")),
        ("text/file", format!("cannot be read: Not a directory (os error 20); {name}")),
        ("/dev/zero", long.to_owned()),
        ("sparse", long.to_owned()),
        ("mebibyte-and-one", long.to_owned()),
        ("text", format!("header, byte 0: expected Version (tag 01), found tag 68; {other}")),
        ("zeros", format!("header, byte 0: expected Version (tag 01), found tag 00; {other}")),
        (
            "one",
            format!(
                "header, byte 0: expected a tag and a length of 3 bytes, found 1 at the end of \
                 the file; {cut}, or a length before this byte is wrong"
            ),
        ),
        (
            "mebibyte",
            "header, byte 0: expected Version (tag 01) to have 2 bytes, found 257; fetch the file again: it is damaged, or was written by a program that does not follow the format"
                .to_owned(),
        ),
    ];
    for (file, sentence) in &cases {
        let line = format!("ctl: {file}: {sentence}\n");
        for format in ["listing", "table", "json"] {
            let run = lab.ctl(&format!("show --format {format} {file}")).run();
            assert_eq!((run.code, run.err.as_str()), (3, line.as_str()), "{file}, {format}");
            assert_eq!(run.out.is_empty(), format != "json", "{file}, {format}");
        }
    }
    assert_eq!(cases.len(), 10);
}

#[test]
fn a_folder_on_standard_input_is_reported_in_a_line() {
    let run = Lab::new().bash("ctl show - < .").run();
    let line = "ctl: standard input: cannot be read: Is a directory (os error 21); check the name \
                and the permissions\n";
    assert_eq!(run.all(), (3, "", line));
}

#[test]
fn a_list_cut_anywhere_is_reported_in_a_line() {
    let lab = Lab::new();
    let list = lab.list("ctl-tokenless-1024");
    // Within and between fields of the header, after it (336), within and at the
    // ends of records (1156, 1156, 1138, 1161).
    let lengths = [
        1, 4, 5, 10, 11, 12, 20, 179, 180, 200, 335, 336, 337, 341, 1491, 1492, 1500, 2648, 3785,
        3786, 3790, 4946,
    ];
    let mut errors = std::collections::BTreeSet::new();
    for length in lengths {
        lab.write("cut.tlv", &list[..length]);
        let run = lab.ctl("show cut.tlv").run();
        // Between records only records are missing, which only the signer and the signature show.
        if [336, 1492, 2648, 3786].contains(&length) {
            assert_eq!(run.code, 1, "{length}");
            assert!(run.text().ends_with("\nThe CTL file could not be verified.\n\n"), "{length}");
        } else {
            assert_eq!((run.code, run.text()), (3, ""), "{length}");
        }
        assert_eq!(run.err.lines().count(), 1, "{length}: {}", run.err);
        assert!(run.err.starts_with("ctl: cut.tlv: "), "{length}: {}", run.err);
        errors.insert(run.err);
    }
    // Each error names its place and what is left; three cuts leave complete records and are
    // detected by the same signature.
    assert_eq!((lengths.len(), errors.len()), (22, 20));
}

#[test]
fn an_error_has_its_id_with_v_and_in_json() {
    let lab = Lab::new();
    let verbose = lab.ctl("show -v missing").run();
    let line = "ctl: missing: cannot be read: No such file or directory (os error 2) \
                [E-INPUT-READ]; check the name and the permissions\n";
    assert_eq!(verbose.all(), (3, "", line));
    let json = lab.ctl("show --json missing").run();
    let text = "ctl: missing: cannot be read: No such file or directory (os error 2); check the name \
                and the permissions\n";
    assert_eq!((json.code, json.err.as_str()), (3, text));
    let error: serde_json::Value = serde_json::from_str(json.text()).unwrap();
    let expected = serde_json::json!({ "schema": "ctl.error/2", "error": {
        "id": "E-INPUT-READ",
        "message": "missing: cannot be read: No such file or directory (os error 2)",
        "hint": "check the name and the permissions",
        "exit": 3,
    } });
    assert_eq!(error, expected);
}
