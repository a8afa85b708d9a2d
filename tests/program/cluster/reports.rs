//! JSON of the cluster's commands: the fields that docs/json.md documents.

use serde_json::Value;

use support::Lab;
use support::json::Fields;

/// The output of a command that exits with this code.
fn json(lab: &Lab, line: &str, code: i32) -> Value {
    let run = lab.ctl(&format!("{line} --json -C lab")).run();
    assert_eq!((run.code, run.err.as_str()), (code, ""), "{line}");
    serde_json::from_str(run.text()).expect(line)
}

/// Asserts the fields of every object of an array; returns the number of objects.
fn each(fields: &Fields, array: &Value) -> usize {
    let all = array.as_array().expect("an array");
    for one in all {
        fields.assert(one);
    }
    all.len()
}

fn lab() -> Lab {
    let lab = Lab::new();
    lab.cluster("lab", "--nodes 2");
    lab
}

/// Gives the subscriber another address.
fn move_subscriber(lab: &Lab) {
    let text = String::from_utf8(lab.read("lab/cluster.toml")).unwrap();
    assert_eq!(text.matches("10.48.47.154").count(), 1, "{text}");
    lab.write("lab/cluster.toml", text.replace("10.48.47.154", "10.48.47.164"));
}

/// The command, whether something changes, its generation, lists, records, files.
type Case = (&'static str, bool, Option<u32>, usize, usize, usize);

#[test]
fn a_change_has_the_documented_fields() {
    let lab = lab();
    let change = Fields::of("## `ctl.change/3`");
    let [list, record, phone, file] =
        ["### `lists`", "### `changes`", "### `phones` of a change", "### `files`"]
            .map(|heading| Fields::below("## `ctl.change/3`", heading));
    let cases: [Case; 8] = [
        ("set-cluster mixed-mode --dry-run", true, None, 2, 11, 5),
        ("set-cluster mixed-mode --yes", true, Some(1), 2, 11, 5),
        ("update CTLFile", false, None, 0, 0, 5),
        ("update CTLFile --yes", true, Some(2), 2, 2, 5),
        ("update CTLFile --to @1 --yes", true, Some(3), 1, 0, 5),
        ("itl reset localkey --yes", true, Some(4), 1, 0, 1),
        ("set-cluster non-secure-mode --yes", true, Some(5), 2, 3, 5),
        ("delete CTLFile --yes --phones-have @current", true, Some(6), 1, 0, 2),
    ];
    for (index, (line, changed, generation, lists, records, files)) in cases.iter().enumerate() {
        if index == 3 {
            move_subscriber(&lab);
        }
        let report = json(&lab, line, 0);
        change.assert(&report);
        assert_eq!(report["schema"], "ctl.change/3");
        assert_eq!(report["dry_run"], line.ends_with("--dry-run"), "{line}");
        assert_eq!(report["changed"], *changed, "{line}");
        assert_eq!(report["generation"], generation.map_or(Value::Null, Value::from), "{line}");
        let all = report["lists"].as_array().unwrap();
        // Four kinds of phones for each generation that they may hold.
        each(&phone, &report["phones"]);
        let found = (
            each(&list, &report["lists"]),
            all.iter().map(|list| each(&record, &list["changes"])).sum::<usize>(),
            each(&file, &report["files"]),
        );
        assert_eq!(found, (*lists, *records, *files), "{line}");
        assert_eq!(report["reasons"].as_array().unwrap().is_empty(), !changed, "{line}");
    }
}

#[test]
fn the_status_has_the_documented_fields() {
    let lab = lab();
    let status = Fields::of("## `ctl.status/2`");
    let arrays = ["files", "anchors", "classes", "lists", "held"];
    let tables = arrays.map(|name| Fields::below("## `ctl.status/2`", &format!("### `{name}`")));
    let counts = |report: &Value| {
        status.assert(report);
        assert_eq!(report["schema"], "ctl.status/2");
        let counts: Vec<usize> =
            arrays.iter().zip(&tables).map(|(name, table)| each(table, &report[name])).collect();
        counts
    };
    let report = json(&lab, "status", 0);
    assert_eq!(counts(&report), [0, 0, 0, 0, 0]);
    assert_eq!((&report["mode"], &report["generation"]), (&"non-secure".into(), &Value::Null));
    json(&lab, "set-cluster mixed-mode --yes", 0);
    let report = json(&lab, "status", 0);
    assert_eq!(counts(&report), [5, 2, 3, 2, 1]);
    assert_eq!((&report["mode"], &report["drift"]), (&"mixed".into(), &Value::Array(Vec::new())));
    move_subscriber(&lab);
    std::fs::remove_file(lab.path("lab/tftp/cucm-sub1/capf.cer")).unwrap();
    let report = json(&lab, "status", 1);
    assert_eq!(counts(&report), [5, 2, 3, 2, 1]);
    let drift = [
        "address of cucm-sub1 changed: 10.48.47.154 to 10.48.47.164",
        "capf.cer is missing on cucm-sub1",
    ];
    assert_eq!(report["drift"], Value::from(drift.to_vec()));
}

#[test]
fn the_history_has_the_documented_fields() {
    let lab = lab();
    let [generation, note] = ["### `generations`", "### `notes`"]
        .map(|heading| Fields::below("## `ctl.history/2`", heading));
    let counts = |report: &Value| {
        assert_eq!(report["schema"], "ctl.history/2");
        assert_eq!(report.as_object().unwrap().len(), 3);
        (each(&generation, &report["generations"]), each(&note, &report["notes"]))
    };
    assert_eq!(counts(&json(&lab, "status --history", 0)), (0, 0));
    json(&lab, "set-cluster mixed-mode --yes", 0);
    json(&lab, "update CTLFile --yes --phones-have @1", 0);
    json(&lab, "set-cluster non-secure-mode --yes", 0);
    assert_eq!(counts(&json(&lab, "status --history", 0)), (2, 1));
}

#[test]
fn what_was_adopted_has_the_documented_fields() {
    let lab = lab();
    lab.list("ctl-12");
    lab.list("itl-12");
    let generation = Fields::below("## `ctl.adopt/1`", "### `generations`");
    let line = "adopt ctl-12.tlv --itl cucm-pub=itl-12.tlv";
    for (line, number) in
        [(format!("{line} --dry-run"), Value::Null), (line.to_owned(), Value::from(1))]
    {
        let report = json(&lab, &line, 0);
        assert_eq!(report.as_object().unwrap().len(), 3);
        assert_eq!(report["schema"], "ctl.adopt/1");
        assert_eq!(report["dry_run"], number.is_null());
        assert_eq!(each(&generation, &report["generations"]), 1);
        let one = &report["generations"][0];
        assert_eq!((&one["generation"], &one["mode"]), (&number, &"mixed".into()));
        let size = lab.read("ctl-12.tlv").len();
        assert_eq!((&one["ctl_size"], &one["itls"][0]), (&size.into(), &"cucm-pub".into()));
    }
}

#[test]
fn a_plan_has_the_documented_fields() {
    let lab = lab();
    let plan = Fields::of("## `ctl.plan/2`");
    let [step, stuck] =
        ["### `steps`", "### `stuck`"].map(|heading| Fields::below("## `ctl.plan/2`", heading));
    // The change, the exit code, the basis of the plan, its steps.
    let cases = [("callmanager", 0, "proven", 4), ("callmanager,tvs", 0, "proven", 8)];
    for (changes, code, basis, steps) in cases {
        let report = json(&lab, &format!("plan --change {changes}"), code);
        plan.assert(&report);
        assert_eq!((&report["schema"], &report["basis"]), (&"ctl.plan/2".into(), &basis.into()));
        assert_eq!(each(&step, &report["steps"]), steps, "{changes}");
        assert!(report["stuck"].is_null(), "{changes}");
        assert_eq!(
            report["phones"].as_object().unwrap().keys().collect::<Vec<_>>(),
            ["generations", "lists"]
        );
    }
    // Phones that know none of the present certificates.
    json(&lab, "set-cluster mixed-mode --yes", 0);
    let line = "ctl init -q other --lab --nodes 2 && cp other/certs/* lab/certs && cp other/keys/* lab/keys";
    assert_eq!(lab.bash(line).run().code, 0);
    let report = json(&lab, "plan --change capf", 1);
    plan.assert(&report);
    assert_eq!((&report["basis"], each(&step, &report["steps"])), (&"none".into(), 0));
    stuck.assert(&report["stuck"]);
}

/// The cluster's name is quoted like any other text.
#[test]
fn the_name_of_a_cluster_is_escaped_in_json_too() {
    let lab = Lab::new();
    lab.cluster("c", "--nodes 1 --release 12.5");
    let text = String::from_utf8(lab.read("c/cluster.toml")).unwrap();
    let line = text.lines().find(|line| line.starts_with("name ")).unwrap();
    lab.write("c/cluster.toml", text.replace(line, "name = \"kra\\U000E0061kow\""));
    for command in ["status", "plan --change callmanager"] {
        let run = lab.ctl(&format!("-C c {command} --json")).run();
        let escaped = "\"kra\\\\u{e0061}kow\"";
        assert!(run.text().contains(escaped), "{command}: {} {}", run.text(), run.err);
    }
}
