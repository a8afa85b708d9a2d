//! The schemas themselves: they leave no field open, they agree with each other and with
//! docs/json.md, and a document that violates them is refused.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use support::Lab;
use support::fixtures::source;
use support::json::Fields;
use support::schema::{check, schemas};

/// Each schema within a schema.
fn within<'a>(schema: &'a Value, found: &mut Vec<&'a Value>) {
    found.push(schema);
    let object = schema.as_object().expect("a schema");
    for keyword in ["properties", "$defs"] {
        for one in object.get(keyword).and_then(Value::as_object).into_iter().flatten() {
            within(one.1, found);
        }
    }
    for one in object.get("oneOf").and_then(Value::as_array).into_iter().flatten() {
        within(one, found);
    }
    if let Some(one) = object.get("items") {
        within(one, found);
    }
}

#[test]
fn a_schema_leaves_no_field_open() {
    let mut objects = 0;
    for (name, schema) in schemas() {
        assert_eq!(schema["title"], *name);
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{name}");
        assert_eq!(schema["properties"]["schema"], json!({ "const": name }));
        let mut all = Vec::new();
        within(schema, &mut all);
        for one in all.into_iter().filter(|one| one["type"] == "object") {
            assert_eq!(one["additionalProperties"], false, "{name}: {one:#}");
            let stated: BTreeSet<_> = one["properties"].as_object().unwrap().keys().collect();
            let required = one["required"].as_array().unwrap().iter();
            let required: Vec<_> = required.map(|field| field.as_str().unwrap()).collect();
            assert_eq!(
                stated,
                required
                    .iter()
                    .copied()
                    .map(str::to_owned)
                    .collect::<BTreeSet<_>>()
                    .iter()
                    .collect()
            );
            assert_eq!(stated.len(), required.len(), "{name}");
            objects += 1;
        }
    }
    assert_eq!((schemas().len(), objects), (15, 71));
}

/// A schema without the null that it permits.
fn without_null(schema: &Value) -> Value {
    let mut schema = schema.clone();
    if let Some(all) = schema["oneOf"].as_array() {
        let all: Vec<_> = all.iter().filter(|one| one["type"] != "null").cloned().collect();
        return all.into_iter().next().unwrap();
    }
    for keyword in ["type", "enum"] {
        if let Some(all) = schema[keyword].as_array() {
            let all = all.iter().filter(|one| !one.is_null() && **one != "null").cloned();
            let mut all: Vec<_> = all.collect();
            let one = keyword == "type" && all.len() == 1;
            schema[keyword] = if one { all.remove(0) } else { Value::from(all) };
        }
    }
    schema.as_object_mut().unwrap().retain(|_, rule| !rule.is_null());
    schema
}

/// One name means one thing in all documents.
#[test]
fn the_schemas_have_one_vocabulary() {
    let text = json!({ "type": "string" });
    let time = json!({ "$ref": "#/$defs/time" });
    let stated = [
        ("mode", json!({ "type": "string", "enum": ["non-secure", "mixed"] }), 5),
        ("signer", json!({ "$ref": "#/$defs/signer" }), 5),
        ("not_after", time.clone(), 8),
        ("not_before", time, 3),
        ("path", text.clone(), 8),
        ("generation", json!({ "type": "integer" }), 6),
        ("kind", json!({ "type": "string", "enum": ["CTL", "ITL"] }), 4),
        ("class", json!({ "type": "string", "enum": ["sbd", "legacy", "cti"] }), 5),
        ("common_name", text.clone(), 9),
        ("subject", text.clone(), 13),
        ("hint", text.clone(), 11),
        ("message", text, 10),
    ];
    let mut definitions: BTreeMap<&String, &Value> = BTreeMap::new();
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    let mut names = BTreeSet::new();
    for (schema_name, schema) in schemas() {
        for (name, definition) in schema["$defs"].as_object().into_iter().flatten() {
            assert_eq!(*definitions.entry(name).or_insert(definition), definition, "{name}");
        }
        let mut all = Vec::new();
        within(schema, &mut all);
        for one in all {
            for (field, rules) in one["properties"].as_object().into_iter().flatten() {
                names.insert(field.as_str());
                if let Some((name, expected, _)) = stated.iter().find(|(name, ..)| name == field) {
                    assert_eq!(without_null(rules), *expected, "{schema_name}: {field}");
                    *found.entry(name).or_insert(0) += 1;
                }
            }
        }
    }
    let counts: BTreeMap<_, _> = stated.iter().map(|(name, _, count)| (*name, *count)).collect();
    assert_eq!(found, counts);
    // The words that these replaced.
    for old in
        ["advice", "expires", "file", "place", "key_file", "mode_name", "signer_record", "fate"]
    {
        assert!(!names.contains(old), "{old}");
    }
}

#[test]
fn the_documentation_has_the_fields_of_the_schemas() {
    let text = std::fs::read_to_string(source("docs/json.md")).unwrap();
    let headings = text.lines().filter_map(|line| line.strip_prefix("## `")?.strip_suffix('`'));
    let headings: BTreeSet<_> = headings.map(str::to_owned).collect();
    assert_eq!(headings, schemas().keys().cloned().collect());
    let mut tables = 0;
    for (name, schema) in schemas() {
        let heading = format!("## `{name}`");
        let begin = text.split_once(&format!("\n{heading}\n")).unwrap().1;
        let own = begin.split("\n#").next().unwrap();
        let mut fields: Vec<_> = schema["properties"].as_object().unwrap().keys().collect();
        if own.contains("\n| field |") && name != "ctl.verify/2" {
            let table = Fields::of(&heading);
            assert!(fields.iter().all(|field| table.has(field)), "{name}");
            tables += 1;
        } else {
            // An array of objects whose table follows, or everything in a sentence.
            fields.retain(|field| !own.contains(&format!("`{field}`")) && *field != "keys");
            let of_token = name == "ctl.token/2";
            assert!(of_token || fields.is_empty(), "{name}: {fields:?}");
        }
    }
    assert_eq!(tables, 9);
}

/// Adds an unknown field to each object in turn; returns each document, and how many of its fields
/// can be removed.
fn disturbed(document: &Value) -> Vec<Value> {
    fn objects(value: &Value, pointer: &str, found: &mut Vec<String>) {
        match value {
            Value::Object(object) => {
                found.push(pointer.to_owned());
                for (name, one) in object {
                    objects(one, &format!("{pointer}/{name}"), found);
                }
            }
            Value::Array(all) => {
                for (index, one) in all.iter().enumerate() {
                    objects(one, &format!("{pointer}/{index}"), found);
                }
            }
            _ => {}
        }
    }
    let mut pointers = Vec::new();
    objects(document, "", &mut pointers);
    let mut all = Vec::new();
    for pointer in pointers {
        let change = |change: &dyn Fn(&mut Value)| {
            let mut changed = document.clone();
            change(changed.pointer_mut(&pointer).unwrap());
            changed
        };
        all.push(change(&|object| object["unknown_to_all"] = Value::from(1)));
        for name in document.pointer(&pointer).unwrap().as_object().unwrap().keys() {
            all.push(change(&|object| drop(object.as_object_mut().unwrap().remove(name))));
            // No field is ever a number with a fraction.
            all.push(change(&|object| object[name] = Value::from(0.5)));
        }
    }
    all
}

#[test]
fn what_is_against_a_schema_is_refused() {
    let lab = Lab::new();
    lab.cluster("c", "--nodes 1");
    lab.list("ctl-512");
    let lines = [
        ("show --json ctl-512.tlv", 0),
        ("show --json missing", 3),
        ("accept --json --ctl ctl-512.tlv ctl-512.tlv", 0),
        ("-C c set-cluster mixed-mode --yes --json", 0),
        ("-C c status --json", 0),
        ("-C c status --history --json", 0),
    ];
    let mut refused = 0;
    for (line, code) in lines {
        let run = lab.ctl(line).run();
        assert_eq!(run.code, code, "{line}");
        let document: Value = serde_json::from_slice(&run.out).unwrap();
        assert_eq!(check(&document), Ok(document["schema"].as_str().unwrap()));
        for changed in disturbed(&document) {
            assert!(check(&changed).is_err(), "{line}: {changed:#}");
            refused += 1;
        }
    }
    assert!(refused > 500, "{refused}");
    let document = json!({ "schema": "ctl.done/9", "command": "generate" });
    assert_eq!(check(&document), Err("there is no schema ctl.done/9".to_owned()));
    let mut document = json!({
        "schema": "ctl.adopt/1", "dry_run": false,
        "generations": [{ "generation": 1, "mode": "mixed", "ctl_size": 4, "itls": [] }],
    });
    assert_eq!(check(&document), Ok("ctl.adopt/1"));
    document["generations"][0]["mode"] = 1.into();
    let error = "ctl.adopt/1.generations[0].mode: 1 is against enum [\"non-secure\",\"mixed\"]";
    assert_eq!(check(&document), Err(error.to_owned()));
}
