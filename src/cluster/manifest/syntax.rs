//! TOML syntax errors, in plain words.

use toml_edit::{Document, TomlError};

use super::location::Lines;
use super::{ManifestError, table};

/// Prefixes of toml_edit's messages, and our messages. The first match counts.
const SENTENCES: [(&str, &str); 34] = [
    ("key with no value", NO_VALUE),
    ("string values must be quoted", "a value is missing here, or is a string without quotes"),
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
    ("carriage return", "a carriage return without a line feed"),
];

const NO_VALUE: &str = "expected a key, = and a value";
const ESCAPE: &str = "in double quotes a backslash starts an escape sequence, and this one is \
                      unknown: write \\\\ or use single quotes";
const QUOTES: &str = "the string is not closed by its quote in the same line, or contains a \
                      control character";
const KEY: &str = "expected a key of letters, digits, hyphens and underscores";
const MORE: &str = "this line has more than one key and its value";
const HEADING: &str = "a heading has the form [name] or [[name]]";
const LIST: &str = "a list has the form [\"one\", \"two\"]";
const BRACES: &str = "a table in braces has the form { key = \"value\", other = \"value\" }";
const DEEP: &str = "tables and lists are nested too deeply";
const COMMENT: &str = "a comment contains a control character";

/// The remaining errors: invalid numbers, dates and `true`.
const OTHER: &str = "this is not a TOML value; strings need quotes";

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
