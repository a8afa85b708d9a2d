//! Help texts: what clap makes of the command tree, made compact; examples, exit codes and
//! environment of man pages.

mod examples;
mod map;
mod text;

use clap::{Arg, Command, CommandFactory as _};

pub(crate) use self::text::introduction;

use self::examples::{PAGES, Page};
use self::text::{ENVIRONMENT, examples_of, exit_status, owned};
use super::args::Cli;
use trustlist::cluster::release::{Row, Sast, TABLE, TokenlessSigner};

/// In the environment section of every command.
const EVERYWHERE: &[&str] = &["NO_COLOR"];

/// The command tree as help prints it: one line or more for each option with no empty lines
/// between, and only what belongs to the command itself. `ctl --help` and the man pages have
/// the rest.
pub(crate) fn printed() -> Command {
    let mut full = Cli::command();
    full.build();
    map::of_root(compact(Cli::command(), &full, ""))
}

fn compact(command: Command, full: &Command, path: &str) -> Command {
    let text = command.get_long_about().map(ToString::to_string).unwrap_or_default();
    let first = command.get_about().map(ToString::to_string).unwrap_or_default();
    let text = text.strip_prefix(&first).unwrap_or(&text).trim().to_owned();
    let end = PAGES.iter().find(|page| page.command == path).map(end_of).unwrap_or_default();
    let template =
        "{about-with-newline}\n{before-help}{usage-heading} {usage}\n\n{all-args}{after-help}";
    let usage = full.clone().render_usage().to_string();
    let command = command
        .override_usage(usage.trim_start_matches("Usage: ").to_owned())
        .long_about(None::<&str>)
        .after_help(end)
        .help_template(template)
        .mut_args(one_text);
    let command = if text.is_empty() { command } else { command.before_help(text) };
    let below = |inner: Command| {
        let path = format!("{path} {}", inner.get_name());
        let full = full.find_subcommand(inner.get_name());
        full.map_or(inner.clone(), |full| compact(inner, full, path.trim_start()))
    };
    command.mut_subcommands(below)
}

/// clap spreads help out where any option has a long text: here each has only one.
fn one_text(arg: Arg) -> Arg {
    let arg = if arg.is_global_set() { arg.hide(true) } else { arg };
    let long = arg.get_long_help().map(ToString::to_string);
    let mut text = long.or_else(|| arg.get_help().map(ToString::to_string)).unwrap_or_default();
    text = text.replace("\n\n", "\n");
    let values = arg.get_possible_values();
    let explanation = values.iter().any(|value| value.get_help().is_some());
    if explanation {
        for value in values.iter().filter(|value| !value.is_hide_set()) {
            let help = value.get_help().map(ToString::to_string).unwrap_or_default();
            text += &format!("\n{}: {help}", value.get_name());
        }
    }
    arg.long_help(None::<&str>).help(text).hide_possible_values(explanation)
}

/// The sections of a man page behind the options: heading and lines of each.
pub(crate) fn sections(command: &str) -> Vec<(&'static str, Vec<(String, String)>)> {
    PAGES.iter().find(|page| page.command == command).map_or_else(Vec::new, |page| {
        let variables = ENVIRONMENT
            .iter()
            .filter(|(name, _)| page.environment.contains(name) || EVERYWHERE.contains(name));
        let mut sections = vec![
            ("Examples", page.examples.iter().map(owned).collect()),
            ("Exit status", exit_status()),
            ("Environment", variables.map(owned).collect()),
        ];
        if command == "set-cluster" {
            sections.insert(0, ("Releases", releases()));
        }
        sections
    })
}

/// The SASTs of the CTL by release, the signer first.
fn releases() -> Vec<(String, String)> {
    let sasts = |signing: &str, sasts: &[Sast]| {
        let name = |sast: &Sast| sast.tokenless().map_or("tokens", TokenlessSigner::name);
        let names: Vec<_> = sasts.iter().map(name).collect();
        if names.is_empty() {
            format!("signing = \"{signing}\" is not possible")
        } else {
            format!("signing = \"{signing}\": {}", names.join(", "))
        }
    };
    let row = |row: &Row| {
        let texts = [sasts("token", row.tokens), sasts("tokenless", row.tokenless)];
        (row.name.to_owned(), texts.join("; "))
    };
    TABLE.iter().map(row).collect()
}

/// The end of a command's help: its examples, and where the rest is.
fn end_of(page: &Page) -> String {
    let man = format!("ctl {}", page.command).replace(' ', "-");
    format!(
        "{}\nSee `man {man}`, and `ctl --help` for common options, exit status and environment.",
        examples_of(page)
    )
}
