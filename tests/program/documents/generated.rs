//! What is generated from the command tree: help texts, man pages, completions, the list of errors,
//! and the tables of README.md.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

use support::Lab;
use support::fixtures::source;

/// All commands except help, those of a group after it: `token`, `token list`.
pub(crate) fn commands() -> Vec<String> {
    static NAMES: OnceLock<Vec<String>> = OnceLock::new();
    NAMES.get_or_init(found).clone()
}

fn found() -> Vec<String> {
    let names = below(&Lab::new(), "");
    let expected = [
        "init",
        "adopt",
        "status",
        "plan",
        "set-cluster",
        "update",
        "itl",
        "itl update",
        "itl reset",
        "itl reset localkey",
        "itl reset remotekey",
        "reset",
        "upgrade",
        "delete",
        "show",
        "verify",
        "accept",
        "build",
        "cert",
        "cert new",
        "cert show",
        "token",
        "token list",
        "token show",
        "token export",
        "token add",
        "token remove",
        "token passwd",
        "generate",
    ];
    assert_eq!(names, expected);
    names
}

/// The groups of commands in `ctl --help`.
const GROUPS: [&str; 4] = ["Cluster", "Lists", "Keys and tokens", "Tools"];

/// The commands that the help of `command` lists, and their subcommands.
fn below(lab: &Lab, command: &str) -> Vec<String> {
    let help = lab.ctl(&format!("{command} --help")).run();
    let headings: &[&str] = if command.is_empty() { &GROUPS } else { &["Commands"] };
    let lines = headings.iter().flat_map(|heading| section(help.quiet(), heading));
    let mut all = Vec::new();
    for line in lines {
        // A line with deeper indentation continues the line above.
        let name = line.strip_prefix("  ").and_then(|line| line.split(' ').next());
        if let Some(name) = name.filter(|name| !["", "help"].contains(name)) {
            let name = format!("{command} {name}").trim_start().to_owned();
            let inner = below(lab, &name);
            all.push(name);
            all.extend(inner);
        }
    }
    all
}

/// The lines of a help text under a heading, up to the next.
pub(crate) fn section<'a>(help: &'a str, heading: &str) -> Vec<&'a str> {
    let start = format!("{heading}:");
    let lines = help.lines().skip_while(|line| *line != start).skip(1);
    lines.take_while(|line| line.is_empty() || line.starts_with(' ')).collect()
}

/// The file name of a command's man page.
fn page(command: &str) -> String {
    format!("{}.1", format!("ctl {command}").trim_end().replace(' ', "-"))
}

/// The parent command, which for most is `ctl` itself.
pub(crate) fn parent(command: &str) -> &str {
    command.rsplit_once(' ').map_or("", |(parent, _)| parent)
}

/// The files of a folder, by name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries =
        std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let file = |path: std::path::PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, std::fs::read(path).unwrap())
    };
    entries.map(|entry| file(entry.unwrap().path())).collect()
}

/// Names the first line that differs.
fn assert_same(name: &str, made: &[u8], kept: &[u8]) {
    let [made_text, kept_text] = [made, kept].map(String::from_utf8_lossy);
    for (made, kept) in made_text.lines().zip(kept_text.lines()) {
        assert_eq!(made, kept, "{name}: `make man` rewrites it");
    }
    assert_eq!(made.len(), kept.len(), "{name}: `make man` rewrites it");
}

#[test]
fn the_generated_files_are_those_of_the_source() {
    let lab = Lab::new();
    let mut compared = 0;
    for folder in ["man", "completions"] {
        assert_eq!(lab.ctl(&format!("generate {folder} {folder}")).run().all(), (0, "", ""));
        let (made, kept) = (files(&lab.path(folder)), files(&source(folder)));
        let (made_names, kept_names): (Vec<_>, Vec<_>) =
            (made.keys().collect(), kept.keys().collect());
        assert_eq!(made_names, kept_names, "{folder}: `make man` rewrites them");
        for (name, bytes) in &made {
            assert_same(name, bytes, &kept[name]);
            compared += 1;
        }
    }
    assert_eq!(lab.ctl("generate errors docs").run().all(), (0, "", ""));
    let made = files(&lab.path("docs"));
    assert_eq!(made.keys().collect::<Vec<_>>(), ["errors.md"]);
    let kept = std::fs::read(source("docs/errors.md")).expect("docs/errors.md");
    assert_same("errors.md", &made["errors.md"], &kept);
    assert_eq!(compared, commands().len() + 1 + 5);
}

#[test]
fn files_are_generated_over_old_ones_and_v_names_them() {
    let lab = Lab::new();
    std::fs::create_dir_all(lab.path("a/docs")).unwrap();
    lab.write("a/docs/errors.md", "old");
    lab.write("a/docs/other.md", "kept");
    let run = lab.ctl("generate -v errors a/docs").run();
    assert_eq!(run.all(), (0, "", "ctl: a/docs/errors.md written\n"));
    assert!(lab.read("a/docs/errors.md").starts_with(b"# Errors and findings\n"));
    assert_eq!(lab.read("a/docs/other.md"), b"kept");
    lab.write("file", "");
    let run = lab.ctl("generate man file/man").run();
    assert_eq!((run.code, run.text(), run.err.lines().count()), (5, "", 1), "{}", run.err);
}

#[test]
fn every_error_has_an_id_of_its_own() {
    let text = std::fs::read_to_string(source("docs/errors.md")).expect("docs/errors.md");
    let rows: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("| `")).collect();
    let ids: BTreeSet<_> = rows.iter().map(|row| row.split('`').next().unwrap()).collect();
    assert_eq!(ids.len(), rows.len());
    assert!(ids.len() > 70, "{}", ids.len());
    for row in rows {
        let (id, rest) = row.split_once("` | ").unwrap();
        let cells: Vec<_> = rest.split(" | ").collect();
        assert_eq!(cells.len(), 3, "{row}");
        let codes: &[&str] = match &id[..2] {
            "E-" => &["1", "2", "3", "4", "5"],
            "W-" => &["0"],
            "V-" => &["0", "1"],
            _ => panic!("{id}"),
        };
        assert!(codes.contains(&cells[0]), "{row}");
        assert!(cells[1].ends_with('.') && cells[2].ends_with(". |"), "{row}");
    }
}

#[test]
fn every_help_fits_two_screens_and_ends_with_examples() {
    let lab = Lab::new();
    let mut count = 0;
    for command in commands() {
        let help = lab.ctl(&format!("{command} --help")).run();
        let help = help.quiet();
        let headings: Vec<_> =
            help.lines().filter(|line| !line.starts_with(' ') && line.ends_with(':')).collect();
        assert!(headings.ends_with(&["Examples:"]), "{command}: {headings:?}");
        assert!(help.lines().all(|line| line.chars().count() <= 80), "{command}: {help}");
        assert!(help.lines().count() <= 100, "{command}: {} lines", help.lines().count());
        let first = help.lines().next().expect("a line");
        assert!(first.chars().count() <= 64, "{command}: {first}");
        assert!(
            help.contains(&format!("man {}`", page(&command).trim_end_matches(".1"))),
            "{help}"
        );
        for typed in [format!("help {command}"), format!("{command} -h")] {
            assert_eq!(lab.ctl(&typed).run().quiet(), help, "{typed}");
        }
        count += 1;
    }
    assert_eq!(count, 29);
}

/// All commands on the first screen; below it the shared sections.
#[test]
fn the_help_of_ctl_is_a_map() {
    let lab = Lab::new();
    let help = lab.ctl("--help").run();
    let help = help.quiet();
    assert_eq!(lab.ctl("-h").run().quiet(), help);
    assert_eq!(lab.ctl("help").run().quiet(), help);
    let lines: Vec<&str> = help.lines().collect();
    let headings: Vec<&str> = lines
        .iter()
        .copied()
        .filter(|line| !line.starts_with(' ') && line.ends_with(':'))
        .collect();
    let shared = ["Options of every command:", "Examples:", "Exit status:", "Environment:"];
    let groups = GROUPS.map(|group| format!("{group}:"));
    assert_eq!(headings, [groups.each_ref().map(String::as_str), shared].concat());
    assert!(lines.iter().all(|line| line.chars().count() <= 80), "{help}");
    let map = lines.iter().position(|line| *line == shared[0]).expect("a line");
    assert!(map < 30, "{map}");
    assert!(lines.len() <= 60, "{}", lines.len());
    // A wrapped table row starts further left.
    let mut rows = 0;
    for heading in ["Exit status", "Environment"] {
        for line in section(help, heading).iter().filter(|line| !line.is_empty()) {
            let (name, text) = line.trim_start().split_once("  ").expect(line);
            let is_name = |c: char| c.is_ascii_digit() || c.is_ascii_uppercase() || c == '_';
            assert!(name.chars().all(is_name) && !text.is_empty(), "{line}");
            rows += 1;
        }
    }
    assert_eq!(rows, 7 + 6);
}

/// Exit codes and their meanings as `ctl --help` prints them.
fn exit_codes(lab: &Lab) -> Vec<(String, String)> {
    let help = lab.ctl("--help").run();
    let lines = section(help.quiet(), "Exit status");
    let rows = lines.iter().filter_map(|line| line.trim().split_once(' '));
    let rows: Vec<_> = rows.map(|(code, text)| (code.to_owned(), text.trim().to_owned())).collect();
    let codes: Vec<_> = rows.iter().map(|(code, _)| code.as_str()).collect();
    assert_eq!(codes, ["0", "1", "2", "3", "4", "5", "130"]);
    rows
}

#[test]
fn the_exit_codes_of_the_readme_are_those_of_the_program() {
    let readme = std::fs::read_to_string(source("README.md")).unwrap();
    let table = readme.split("| exit | means |\n|---|---|\n").nth(1).expect("the table");
    let rows: Vec<_> = table
        .lines()
        .map_while(|line| line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | "))
        .map(|(code, text)| (code.to_owned(), text.replace('`', "")))
        .collect();
    assert_eq!(rows, exit_codes(&Lab::new()));
}

#[test]
fn the_exit_codes_of_every_man_page_are_those_of_the_program() {
    let lab = Lab::new();
    let codes = exit_codes(&lab);
    let row = |(code, text): &(String, String)| {
        format!(".TP\n\\fB{code}\\fR\n{}\n", text.replace('-', "\\-"))
    };
    let expected = codes.iter().map(row).collect::<Vec<_>>().concat();
    let pages = files(&source("man"));
    for (name, page) in &pages {
        assert!(String::from_utf8_lossy(page).contains(&expected), "{name}");
    }
    assert_eq!(pages.len(), commands().len() + 1);
}

#[test]
fn man_pages_are_free_of_warnings_and_refer_to_each_other() {
    let lab = Lab::new();
    let pages = files(&source("man"));
    let expected: BTreeSet<_> =
        commands().iter().map(|name| page(name)).chain(["ctl.1".to_owned()]).collect();
    assert_eq!(pages.keys().cloned().collect::<BTreeSet<_>>(), expected);
    for (name, page) in &pages {
        lab.write(name, page);
        let run = lab.bash(&format!("groff -man -ww -Tascii -P-cbou -rLL=90n {name}")).run();
        let text = run.quiet();
        let lint = lab.bash(&format!("mandoc -Tlint {name}")).run();
        assert_eq!((lint.code, lint.text()), (0, ""), "{name}");
        // Name and section at both ends of the first line, the manual's name in the middle.
        let title = format!("{}(1)", name.strip_suffix(".1").unwrap().to_uppercase());
        let words: Vec<_> =
            text.lines().find(|line| !line.is_empty()).unwrap().split("  ").collect();
        let words: Vec<_> =
            words.iter().map(|word| word.trim()).filter(|word| !word.is_empty()).collect();
        assert_eq!(words, [&*title, "Trust lists of Cisco phones", &*title]);
        assert!(text.trim_end().lines().last().unwrap().starts_with("ctl 0.1.0 "), "{text}");
        for heading in [
            "NAME",
            "SYNOPSIS",
            "DESCRIPTION",
            "OPTIONS",
            "EXAMPLES",
            "EXIT STATUS",
            "ENVIRONMENT",
            "SEE ALSO",
        ] {
            assert_eq!(
                text.lines().filter(|line| *line == heading).count(),
                1,
                "{name}: {heading}"
            );
        }
    }
    // A page refers to its subcommands and to its parents.
    for command in [vec![String::new()], commands()].concat() {
        let text = String::from_utf8_lossy(&pages[&page(&command)]).replace("\\-", "-");
        let named: BTreeSet<_> = text
            .split(|c: char| c.is_whitespace() || c == '\\')
            .filter_map(|word| word.trim_end_matches(',').strip_suffix("(1)"))
            // 10.5(1) is a release.
            .filter(|word| word.starts_with("ctl"))
            .map(|word| format!("{word}.1"))
            .collect();
        let below = commands().into_iter().filter(|inner| parent(inner) == command);
        let below = below.filter(|inner| *inner != command).map(|inner| page(&inner));
        let mut above = BTreeSet::new();
        let mut inner = command.as_str();
        while !inner.is_empty() {
            inner = parent(inner);
            above.insert(page(inner));
        }
        assert_eq!(named, below.chain(above).collect(), "{command}");
    }
}

#[test]
fn a_synopsis_is_the_usage_of_the_command() {
    let lab = Lab::new();
    for command in [vec![String::new()], commands()].concat() {
        let help = lab.ctl(&format!("{command} --help")).env("COLUMNS", "100").run();
        let usage = help.quiet().lines().find_map(|line| line.strip_prefix("Usage: ")).unwrap();
        let page = std::fs::read_to_string(source("man").join(page(&command))).unwrap();
        let synopsis = page.split(".SH SYNOPSIS\n").nth(1).unwrap();
        let synopsis = synopsis.split("\n.").next().unwrap().replace('\n', " ");
        let plain = ["\\fB", "\\fR", "\\fI"].iter().fold(synopsis, |s, f| s.replace(f, ""));
        assert_eq!(plain.replace("\\-", "-"), usage);
    }
}

/// `make install`, with the program under test.
#[test]
fn installed_are_the_program_its_man_pages_and_its_completions() {
    let lab = Lab::new();
    let root = lab.path("root");
    let call = lab.program("make").arg("-s").arg("-C").arg(source("").to_str().unwrap());
    let call = call.arg("install").arg("PREFIX=/usr").arg(&format!("DESTDIR={}", root.display()));
    let program = format!("PROGRAM={}", support::program::ctl());
    assert_eq!(call.arg(&program).run().all(), (0, "", ""));
    let run = lab.program(root.join("usr/bin/ctl").to_str().unwrap()).arg("--version").run();
    assert_eq!(run.quiet(), "ctl 0.1.0\n");
    let share = root.join("usr/share");
    assert_eq!(files(&share.join("man/man1")), files(&source("man")));
    for (installed, kept) in [
        ("bash-completion/completions/ctl", "ctl.bash"),
        ("fish/vendor_completions.d/ctl.fish", "ctl.fish"),
        ("zsh/site-functions/_ctl", "_ctl"),
    ] {
        let kept = std::fs::read(source("completions").join(kept)).unwrap();
        assert_eq!(std::fs::read(share.join(installed)).unwrap(), kept, "{installed}");
    }
}
