//! Parts of help texts and man pages: tables, examples, exit codes, environment.

use super::examples::Page;
use crate::cli::exit;

/// What each variable does. A line of help holds 80 columns with the longest name.
pub(super) const ENVIRONMENT: &[(&str, &str)] = &[
    ("COLUMNS", "width of tables; else the terminal's; in pipes no limit"),
    ("CTL_CLUSTER", "the cluster's folder, unless -C is given; else this one"),
    ("CTL_PKCS11_MODULE", "module of the token's driver, unless --module is given"),
    ("NO_COLOR", "if set, nothing is printed in colour"),
    ("SOURCE_DATE_EPOCH", "Unix seconds of what is made, unless --timestamp is given"),
    ("TZ", "time zone of listings; else /etc/localtime, else UTC"),
];

pub(super) fn owned((a, b): &(&str, &str)) -> (String, String) {
    ((*a).to_owned(), (*b).to_owned())
}

pub(super) fn exit_status() -> Vec<(String, String)> {
    let rows = exit::TABLE.iter();
    rows.map(|(exit, text)| (exit.code().to_string(), (*text).to_owned())).collect()
}

pub(super) fn examples_of(page: &Page) -> String {
    let line = |(text, line): &(&str, &str)| format!("  {}\n    $ {line}\n", introduction(text));
    format!("{}{}", heading("Examples"), page.examples.iter().map(line).collect::<String>())
}

fn heading(text: &str) -> String {
    format!("\x1b[1m\x1b[4m{text}:\x1b[0m\n")
}

/// A section whose lines have two columns.
pub(super) fn columns(title: &str, lines: &[(String, String)]) -> String {
    let width = lines.iter().map(|(left, _)| left.len()).max().unwrap_or_default();
    let line = |(left, right): &(String, String)| format!("  {left:<width$}  {right}\n");
    format!("{}{}", heading(title), lines.iter().map(line).collect::<String>())
}

/// What is above an example.
pub(crate) fn introduction(text: &str) -> String {
    if text.ends_with('?') { text.to_owned() } else { format!("{text}:") }
}
