//! What is no TOML, in sentences of our own.

use toml_edit::{Document, TomlError};

use super::location::Lines;
use super::{ManifestError, table};

/// Beginnings of toml_edit's messages, and what we say. The first that fits counts.
const SENTENCES: [(&str, &str); 34] = [
    ("key with no value", NO_VALUE),
    ("string values must be quoted", "a value is missing here, or is a text without quotes"),
    ("missing escaped value", ESCAPE),
    ("too few unicode value digits", ESCAPE),
    ("invalid basic string", QUOTES),
    ("invalid literal string", QUOTES),
    ("invalid multi-line", QUOTES),
    ("unquoted keys cannot be empty", KEY),
    ("invalid unquoted key", KEY),
    ("keys cannot be multi-line", KEY),
    ("unexpected key or value", MORE),
    ("unexpected content between comment", COMMENT),
    ("unexpected content", MORE),
    ("extra `=`", "one = is enough between a key and its value"),
    ("unclosed array table", HEADING),
    ("unclosed table", HEADING),
    ("missing table open", HEADING),
    ("unclosed array", LIST),
    ("extra comma in array", LIST),
    ("missing comma between array", LIST),
    ("unexpected `=` in array", LIST),
    ("unclosed inline table", BRACES),
    ("extra comma in inline table", BRACES),
    ("missing key for inline table", BRACES),
    ("invalid inline table element", BRACES),
    ("extra assignment", BRACES),
    ("missing comma between key-value", BRACES),
    ("missing assignment", BRACES),
    ("invalid key-value pair", NO_VALUE),
    ("cannot extend value", "the key before the dot has a value already"),
    ("cannot recurse further", DEEP),
    ("recursion limit", DEEP),
    ("invalid comment character", COMMENT),
    ("carriage return", "a carriage return stands here without a line feed"),
];

const NO_VALUE: &str = "expected a key, = and a value";
const ESCAPE: &str = "in double quotes a backslash begins an escape, and this is none: \
                      write \\\\ or use single quotes";
const QUOTES: &str = "the text does not end with its quote in the same line, \
                      or holds a control character";
const KEY: &str = "expected a key of letters, digits, hyphens and underscores";
const MORE: &str = "more stands in this line than one key and its value";
const HEADING: &str = "a heading has the form [name] or [[name]]";
const LIST: &str = "a list has the form [\"one\", \"two\"]";
const BRACES: &str = "a table in braces has the form { key = \"value\", other = \"value\" }";
const DEEP: &str = "tables and lists are nested too deep";
const COMMENT: &str = "a comment holds a control character";

/// Of numbers, dates and `true`: what is left, since all texts have quotes.
const OTHER: &str = "this is no value of TOML; texts stand in quotes";

/// Parses TOML.
pub(super) fn parse<'a>(
    text: &'a str,
    lines: &Lines<'a>,
) -> Result<Document<&'a str>, ManifestError> {
    Document::parse(text).map_err(|error| refused(&error, lines))
}

fn refused(error: &TomlError, lines: &Lines<'_>) -> ManifestError {
    let at = lines.at(error.span());
    if error.message().starts_with("duplicate key") {
        return ManifestError::Doubled { at, key: table::shown(lines.get(error.span())) };
    }
    let known = SENTENCES.iter().find(|(beginning, _)| error.message().starts_with(beginning));
    ManifestError::Syntax { at, reason: known.map_or(OTHER, |(_, sentence)| sentence) }
}
