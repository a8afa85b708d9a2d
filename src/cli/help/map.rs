//! `ctl --help`: a map of all commands on one screen, then what all commands share.

use clap::{Arg, Command};

use super::examples::PAGES;
use super::text::{ENVIRONMENT, columns, examples_of, exit_status, owned};

/// The commands, by what they are for.
const GROUPS: &[(&str, &[&str])] = &[
    (
        "Cluster",
        &[
            "init",
            "adopt",
            "status",
            "plan",
            "set-cluster",
            "update",
            "itl",
            "reset",
            "upgrade",
            "delete",
        ],
    ),
    ("Lists", &["show", "verify", "accept", "build"]),
    ("Keys and tokens", &["cert", "token"]),
    ("Tools", &["generate", "help"]),
];

/// The tree whose own help is the map.
pub(super) fn of_root(tree: Command) -> Command {
    let about = |name: &str| {
        let command = tree.find_subcommand(name).and_then(Command::get_about);
        command.map_or_else(|| "Print the help of a command".to_owned(), ToString::to_string)
    };
    let names = GROUPS.iter().flat_map(|(_, names)| *names);
    let width = names.map(|name| name.len()).max().unwrap_or_default();
    let mut text = String::new();
    for (group, names) in GROUPS {
        let lines: Vec<_> =
            names.iter().map(|name| (format!("{name:<width$}"), about(name))).collect();
        text += &columns(group, &lines);
    }
    let shared =
        [("-h, --help", "Print help, also of a command"), ("-V, --version", "Print version")];
    let mut options: Vec<_> =
        tree.get_arguments().filter(|arg| arg.is_global_set()).map(option).collect();
    options.extend(shared.iter().map(owned));
    text += &format!("\n{}", columns("Options of every command", &options));
    for page in PAGES.iter().filter(|page| page.command.is_empty()) {
        text += &format!("\n{}", examples_of(page));
    }
    text += &format!("\n{}", columns("Exit status", &exit_status()));
    let variables: Vec<_> = ENVIRONMENT.iter().map(owned).collect();
    text += &format!("\n{}", columns("Environment", &variables));
    tree.override_usage("ctl [OPTIONS] <COMMAND>")
        .help_template("{about-with-newline}\n{usage-heading} {usage}{after-help}")
        .after_help(text.trim_end().to_owned())
}

/// How an option is typed, and what it does.
fn option(arg: &Arg) -> (String, String) {
    let short = arg.get_short().map_or_else(|| "    ".to_owned(), |short| format!("-{short}, "));
    let long = arg.get_long().unwrap_or_default();
    let takes = arg.get_action().takes_values();
    let value = arg.get_value_names().filter(|_| takes).and_then(<[_]>::first);
    let value = value.map_or_else(String::new, |value| format!(" <{value}>"));
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    (format!("{short}--{long}{value}"), help)
}
