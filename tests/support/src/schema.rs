//! The JSON Schemas of docs/schemas/, and whether a document matches its schema. It knows the
//! keywords that they use, and refuses all others: an unknown keyword would not be checked.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::process::Command;
use std::sync::OnceLock;

use serde_json::{Map, Value};

use crate::fixtures::source;
use crate::program::ctl;

/// The schemas by their names, `ctl.list/2`.
pub fn schemas() -> &'static BTreeMap<String, Value> {
    static SCHEMAS: OnceLock<BTreeMap<String, Value>> = OnceLock::new();
    SCHEMAS.get_or_init(|| {
        let files = std::fs::read_dir(source("docs/schemas")).expect("docs/schemas");
        let read = |entry: std::io::Result<std::fs::DirEntry>| {
            let path = entry.expect("a file").path();
            let text = std::fs::read_to_string(&path).expect("a text");
            let schema: Value = serde_json::from_str(&text).expect("JSON");
            let stem = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
            let (name, number) = stem.rsplit_once('-').expect("a number");
            (format!("{name}/{number}"), schema)
        };
        files.map(read).collect()
    })
}

/// Checks a document; returns the name of its schema.
///
/// # Errors
/// What is wrong, and where.
pub fn check(document: &Value) -> Result<&str, String> {
    let name = document["schema"].as_str().ok_or("no schema is named")?;
    let root = schemas().get(name).ok_or_else(|| format!("there is no schema {name}"))?;
    Schema { root, rules: root }.accepts(document, name)?;
    Ok(name)
}

/// Asserts that bytes are one document that matches its schema; returns the schema's name.
pub fn assert_document(bytes: &[u8], context: &str) -> String {
    let document: Value = serde_json::from_slice(bytes)
        .unwrap_or_else(|error| panic!("{context}: {error}: {}", String::from_utf8_lossy(bytes)));
    match check(&document) {
        Ok(name) => name.to_owned(),
        Err(error) => panic!("{context}: {error}: {document:#}"),
    }
}

/// Asserts that a run of ctl with --json has printed one document, whatever its result, and that it
/// matches its schema.
pub(crate) fn assert_run(command: &Command, stdout: &[u8]) {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> =
        words.skip_while(|word| *word != ctl()).map(OsStr::to_string_lossy).collect();
    let has = |word: &str| words.iter().any(|one| one == word);
    let wants = has("--json") || words.windows(2).any(|two| *two == ["--format", "json"]);
    if wants && !["help", "--help", "-h", "--version", "-V"].into_iter().any(has) {
        assert_document(stdout, &words.join(" "));
    }
}

/// The schema of one place in a document.
#[derive(Clone, Copy)]
struct Schema<'a> {
    /// The whole schema, which has the definitions.
    root: &'a Value,
    rules: &'a Value,
}

impl<'a> Schema<'a> {
    fn at(self, rules: &'a Value) -> Self {
        Self { rules, ..self }
    }

    fn accepts(self, value: &Value, place: &str) -> Result<(), String> {
        for (keyword, rule) in self.rules.as_object().expect("a schema is an object") {
            self.follows(keyword, rule, value, place)?;
        }
        Ok(())
    }

    fn follows(
        self,
        keyword: &str,
        rule: &'a Value,
        value: &Value,
        place: &str,
    ) -> Result<(), String> {
        let wrong = || Err(format!("{place}: {value} is against {keyword} {rule}"));
        let good = match keyword {
            // They do not constrain a value.
            "$schema" | "title" | "$defs" => true,
            "$ref" => {
                let pointer = rule.as_str().and_then(|text| text.strip_prefix('#'));
                let rules = pointer.and_then(|pointer| self.root.pointer(pointer));
                return self.at(rules.expect("a definition")).accepts(value, place);
            }
            "type" => match rule {
                Value::String(name) => is_a(value, name),
                Value::Array(names) => names.iter().any(|name| is_a(value, name.as_str().unwrap())),
                _ => panic!("{place}: type {rule}"),
            },
            "const" => value == rule,
            "enum" => rule.as_array().expect("values").contains(value),
            "format" => {
                assert_eq!(rule, "date-time", "{place}");
                value.as_str().is_none_or(is_time)
            }
            "oneOf" => {
                let all = rule.as_array().expect("schemas").iter();
                let found: Vec<_> = all.map(|one| self.at(one).accepts(value, place)).collect();
                if found.iter().filter(|one| one.is_ok()).count() != 1 {
                    return Err(format!("{place}: not one of these: {found:?}"));
                }
                true
            }
            "items" => {
                for (index, one) in value.as_array().into_iter().flatten().enumerate() {
                    self.at(rule).accepts(one, &format!("{place}[{index}]"))?;
                }
                true
            }
            "required" => {
                let names =
                    rule.as_array().expect("names").iter().map(|name| name.as_str().unwrap());
                let object = value.as_object();
                names.into_iter().all(|name| object.is_none_or(|object| object.contains_key(name)))
            }
            "properties" => {
                let stated = rule.as_object().expect("properties");
                for (name, one) in members(value) {
                    if let Some(rules) = stated.get(name) {
                        self.at(rules).accepts(one, &format!("{place}.{name}"))?;
                    }
                }
                true
            }
            "additionalProperties" => {
                assert_eq!(rule, false, "{place}");
                let stated = self.rules["properties"].as_object().expect("properties");
                if let Some((name, _)) =
                    members(value).find(|(name, _)| !stated.contains_key(*name))
                {
                    return Err(format!("{place}: the field {name} is not known"));
                }
                true
            }
            _ => panic!("{place}: the keyword {keyword} is not known"),
        };
        if good { Ok(()) } else { wrong() }
    }
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter)
}

fn is_a(value: &Value, name: &str) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => panic!("the type {name} is not known"),
    }
}

/// RFC 3339 in UTC, to the second.
fn is_time(text: &str) -> bool {
    let digit = |byte: u8| if byte.is_ascii_digit() { b'0' } else { byte };
    text.bytes().map(digit).collect::<Vec<_>>() == b"0000-00-00T00:00:00Z"
}
