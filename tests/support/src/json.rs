//! The fields that docs/json.md documents.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::fixtures::source;

/// The fields that a table of docs/json.md documents, with their types.
pub struct Fields(BTreeMap<String, String>);

impl Fields {
    /// These fields.
    pub fn new(fields: &[(&str, &str)]) -> Self {
        let owned = fields.iter().map(|(name, types)| ((*name).to_owned(), (*types).to_owned()));
        Self(owned.collect())
    }

    /// The table under a heading.
    pub fn of(heading: &str) -> Self {
        Self::below("# JSON output", heading)
    }

    /// The table under a heading that other schemas have as well.
    pub fn below(schema: &str, heading: &str) -> Self {
        let text = std::fs::read_to_string(source("docs/json.md")).expect("docs/json.md");
        let lines = text.lines().skip_while(|line| *line != schema);
        let lines = lines.skip_while(|line| *line != heading).skip(1);
        let rows = lines.take_while(|line| !line.starts_with('#'));
        let mut fields = BTreeMap::new();
        for row in rows.filter(|line| line.starts_with("| `")) {
            let cells: Vec<_> = row.split(" | ").collect();
            let names = cells[0].trim_start_matches("| ").split(", ");
            // One type for all, or one for each.
            let mut types = cells[1].split(", ").cycle();
            for name in names {
                let name = name.trim_matches('`').to_owned();
                fields.insert(name, types.next().unwrap().to_owned());
            }
        }
        assert!(!fields.is_empty(), "{heading}");
        Self(fields)
    }

    /// Whether the table has this field.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Asserts that an object has these fields of these types, and no others.
    pub fn assert(&self, value: &Value) {
        let object = value.as_object().expect("an object");
        assert_eq!(object.keys().collect::<Vec<_>>(), self.0.keys().collect::<Vec<_>>());
        for (name, types) in &self.0 {
            let found = match object[name] {
                Value::Null => "null",
                Value::Bool(_) => "boolean",
                Value::Number(_) => "number",
                Value::String(_) => "string",
                Value::Array(_) => "array",
                Value::Object(_) => "object",
            };
            assert!(types.split(" or ").any(|stated| stated == found), "{name}: {found}, {types}");
        }
    }
}
