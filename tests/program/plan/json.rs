//! `ctl.plan/2`.

use serde_json::{Value, json};

use super::lab;
use support::json::Fields;

#[test]
fn fields_are_the_documented_ones() {
    let lab = lab("12.5", false);
    let run = lab.ctl("plan -C c --json --change itlrecovery").run();
    let plan: Value = serde_json::from_str(run.quiet()).unwrap();
    Fields::of("## `ctl.plan/2`").assert(&plan);
    assert_eq!(plan["schema"], "ctl.plan/2");
    assert_eq!(plan["phones"], json!({ "lists": "described", "generations": [] }));
    assert_eq!((&plan["basis"], &plan["any_order"]), (&json!("proven"), &json!(true)));
    assert_eq!(plan["stuck"], Value::Null);
    let steps = plan["steps"].as_array().unwrap();
    for step in steps {
        Fields::of("### `steps`").assert(step);
    }
    let short = |step: &Value| {
        let word = |name: &str| step[name].as_str().unwrap_or("-").to_owned();
        [word("action"), word("change"), word("command")].join(" ")
    };
    let found: Vec<_> = steps.iter().map(short).collect();
    let expected = [
        "renew itlrecovery -",
        "run - reset localkey",
        "reset-phones - -",
        "check-hashes - -",
        "run - update CTLFile",
        "reset-phones - -",
        "check-hashes - -",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_plan_that_nobody_knows() {
    let lab = lab("12.5", false);
    lab.cluster("d", "--nodes 1 --release 11.5 --tokens");
    let run = lab.ctl("plan -C c --json --change migration --to d").run();
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    let plan: Value = serde_json::from_slice(&run.out).unwrap();
    Fields::of("## `ctl.plan/2`").assert(&plan);
    Fields::of("### `stuck`").assert(&plan["stuck"]);
    assert_eq!(plan["basis"], "none");
    assert_eq!(plan["steps"], json!([]));
    let expected = json!({
        "change": "migration",
        "command": "update CTLFile",
        "class": "sbd",
        "host": "cucm-pub",
        "reason": "the signer is record 9 of the stored CTL (SAST), but spelled differently, and \
         no source says that a phone accepts that",
    });
    assert_eq!(plan["stuck"], expected);
}
