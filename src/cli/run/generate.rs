//! `ctl generate`

use std::path::Path;

use clap::{Command, CommandFactory as _};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};
use trustlist::error::ErrorDoc;
use trustlist::output::{self, Existing, OutputError};

use crate::cli::args::Cli;
use crate::cli::args::generate::{GenerateArgs, What};
use crate::cli::console::Console;
use crate::cli::exit::{Exit, GROUPS};
use crate::cli::{complete, help, hint};

use super::done::Done;

pub(crate) fn run(args: &GenerateArgs, console: &Console) -> anyhow::Result<Exit> {
    let files = match args.what {
        What::Man => man_pages()?,
        What::Completions => complete::scripts()?,
        What::Errors => vec![("errors.md".to_owned(), errors().into_bytes())],
    };
    std::fs::create_dir_all(&args.dir).map_err(|error| OutputError::Failed {
        action: "create the folder",
        target: args.dir.display().to_string(),
        reason: error.to_string(),
    })?;
    for (name, bytes) in &files {
        write(&args.dir.join(name), bytes, console)?;
    }
    let written = files.iter().map(|(name, _)| args.dir.join(name));
    Done::new("generate").files(written).print(console)?;
    Ok(Exit::Done)
}

fn write(target: &Path, bytes: &[u8], console: &Console) -> anyhow::Result<()> {
    output::write(target, bytes, Existing::Replace)?;
    console.detail(&format!("{} written", target.display()));
    Ok(())
}

/// `ctl.1` and `ctl-COMMAND.1`.
fn man_pages() -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    let mut tree = Cli::command();
    tree.build();
    let mut pages = Vec::new();
    add_pages(&mut pages, &tree, "")?;
    Ok(pages)
}

/// The page of a command and those of its subcommands.
fn add_pages(
    pages: &mut Vec<(String, Vec<u8>)>,
    command: &Command,
    path: &str,
) -> anyhow::Result<()> {
    let name = format!("ctl {path}").trim_end().replace(' ', "-");
    // `help` needs no page.
    let has_help = command.get_subcommands().any(|command| command.get_name() == "help");
    let command = command.clone();
    let command =
        if has_help { command.mut_subcommand("help", |help| help.hide(true)) } else { command };
    pages.push((format!("{name}.1"), man_page(command.clone(), &name, path)?));
    for command in command.get_subcommands().filter(|command| !command.is_hide_set()) {
        let path = format!("{path} {}", command.get_name());
        add_pages(pages, command, path.trim_start())?;
    }
    Ok(())
}

/// The release date of the version (CHANGELOG.md). With the current day instead, pages would change
/// from one day to the next.
const RELEASED: &str = "2026-11-21";

fn man_page(mut command: Command, name: &str, key: &str) -> anyhow::Result<Vec<u8>> {
    let below = command.get_subcommands().filter(|inner| !inner.is_hide_set());
    let command_names: Vec<String> = below.map(|inner| inner.get_name().to_owned()).collect();
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").to_owned();
    let command = command.name(name.to_owned()).override_usage(usage);
    let man = Man::new(command.after_long_help(None::<&str>))
        .title(name.to_uppercase())
        .date(RELEASED)
        .source(concat!("ctl ", env!("CARGO_PKG_VERSION")))
        .manual("Trust lists of Cisco phones");
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if !command_names.is_empty() {
        man.render_subcommands_section(&mut page)?;
    }
    for (heading, lines) in help::sections(key) {
        section(heading, &lines).to_writer(&mut page)?;
    }
    see_also(&command_names, key).to_writer(&mut page)?;
    Ok(wrapped(&String::from_utf8(page)?).into_bytes())
}

/// Breaks lines of text at 80 bytes, as `mandoc -Tlint` requires; roff fills them again.
fn wrapped(page: &str) -> String {
    let mut out = String::new();
    let mut filled = true;
    // clap_mangen breaks a line beside every empty one, which is a break anyway.
    let page = page.replace("\n.br\n\n.br\n", "\n.sp\n").replace("\n.br\n.sp\n.br\n", "\n.sp\n");
    for line in page.lines() {
        filled = (filled || line == ".fi") && line != ".nf";
        if !filled || line.starts_with(['.', '\'']) {
            out += &format!("{line}\n");
            continue;
        }
        let mut length = 0_usize;
        for word in line.split(' ') {
            let next = length.saturating_add(word.len()).saturating_add(1);
            // A line that starts with one of these is a request.
            if length > 0 && next > 80 && !word.starts_with(['.', '\'']) {
                out.push('\n');
                length = word.len();
            } else {
                if length > 0 {
                    out.push(' ');
                }
                length = next;
            }
            out += word;
        }
        out.push('\n');
    }
    out
}

fn section(heading: &str, lines: &[(String, String)]) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", [heading.to_uppercase().as_str()]);
    for (left, right) in lines {
        roff.control("TP", []);
        if heading == "Examples" {
            roff.text([roman(help::introduction(left))]).control("nf", []);
            roff.text([bold(right.as_str())]).control("fi", []);
        } else {
            roff.text([bold(left.as_str())]).text([roman(right.as_str())]);
        }
    }
    roff
}

/// The pages of the commands above and below.
fn see_also(below: &[String], path: &str) -> Roff {
    let words: Vec<&str> = path.split_whitespace().collect();
    let above = (0..words.len()).filter_map(|count| words.get(..count));
    let above = above.map(|words| [&["ctl"], words].concat().join("-"));
    let below = below.iter().map(|name| [&["ctl"], &*words, &[name.as_str()]].concat().join("-"));
    let pages: Vec<String> = above.chain(below).map(|page| format!("{page}(1)")).collect();
    let mut roff = Roff::new();
    roff.control("SH", ["SEE ALSO"]).text([roman(pages.join(", "))]);
    roff
}

/// `docs/errors.md`.
fn errors() -> String {
    let mut out = String::from(
        "# Errors and findings\n\nGenerated by `ctl generate errors` from the enums of the source; do not edit.\n\n\
         The ids are stable. They are shown with `-v`, in JSON, and by `ctl verify`. `E-` is an\n\
         error, `W-` a warning, `V-` a finding of a list that parses. The exit code is that of a\n\
         run that ends with it.\n",
    );
    let mut heading = "";
    for group in GROUPS.iter().filter(|group| !group.rows.is_empty()) {
        if group.heading != heading {
            heading = group.heading;
            out += &format!(
                "\n## {heading}\n\n| id | exit | what happened | what to do |\n|---|---|---|---|\n"
            );
        }
        for row in group.rows {
            out += &line(row);
        }
    }
    out
}

fn line(row: &ErrorDoc) -> String {
    let meaning = row.meaning.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
    let mut advice = hint::of(row).to_owned();
    if let Some(first) = advice.get(..1).map(str::to_uppercase) {
        advice.replace_range(..1, &first);
    }
    format!("| `{}` | {} | {meaning} | {advice}. |\n", row.id, Exit::of(row.class).code())
}
