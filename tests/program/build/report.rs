//! `ctl build --json`.

use serde_json::Value;

use super::publisher;

#[test]
fn json_says_what_show_says_of_the_file() {
    let lab = publisher();
    lab.certificate("sub-ccm");
    let line =
        "build --json -o new.tlv --digest sha512 --sast pub.pem,host=cucm-pub --ccm sub-ccm.pem";
    let built = lab.ctl(line).run();
    assert_eq!(built.code, 0);
    let warning = "ctl: warning: only newer phones verify a list with SHA-512; use sha1, unless \
                   every phone is known to verify SHA-512\n";
    assert_eq!(built.err, warning);
    let mut built: Value = serde_json::from_str(built.text()).unwrap();
    let shown = lab.ctl("show --json new.tlv").run();
    let mut shown: Value = serde_json::from_str(shown.quiet()).unwrap();
    assert_eq!(built["modified"].take(), Value::Null);
    assert!(shown["modified"].take().is_string());
    assert_eq!(built, shown);
    assert_eq!((&built["sound"], &built["schema"]), (&true.into(), &"ctl.list/2".into()));
}

#[test]
fn json_and_the_list_do_not_both_go_to_standard_output() {
    let lab = publisher();
    let run = lab.ctl("build --json -o - --sast pub.pem").run();
    let text = "ctl: the result and its JSON report cannot both go to standard output; write the \
                result to a file with -o FILE\n";
    assert_eq!((run.code, run.err.as_str()), (2, text));
    let error: Value = serde_json::from_str(run.text()).unwrap();
    let expected = serde_json::json!({ "schema": "ctl.error/2", "error": {
        "id": "E-USAGE-JSON",
        "message": "the result and its JSON report cannot both go to standard output",
        "hint": "write the result to a file with -o FILE",
        "exit": 2,
    } });
    assert_eq!(error, expected);
}

#[test]
fn json_says_why_nothing_was_built() {
    let lab = publisher();
    lab.certificate("pub-tvs");
    let run = lab.ctl("build --json -o new.tlv --sast pub.pem --tvs pub-tvs.pem").run();
    let text = "ctl: record 2 is a TVS, which only an ITL can contain; leave it out, or build \
                an ITL with --kind itl\n";
    assert_eq!((run.code, run.err.as_str()), (1, text));
    let error: Value = serde_json::from_str(run.text()).unwrap();
    let expected = serde_json::json!({ "schema": "ctl.error/2", "error": {
        "id": "E-BUILD-TVS",
        "message": "record 2 is a TVS, which only an ITL can contain",
        "hint": "leave it out, or build an ITL with --kind itl",
        "exit": 1,
    } });
    assert_eq!(error, expected);
    assert!(!lab.names().contains("new.tlv"));
}
