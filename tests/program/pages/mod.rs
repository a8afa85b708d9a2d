//! README.md and the pages of docs/jobs: each of their commands is run, and does what they show.
//! The links of all pages.

mod links;
mod page;

use std::fs;

use support::Lab;
use support::fixtures::source;
use support::parallel;
use support::program::Call;
use support::tokens::{PIN, Tokens};

/// The number of commands on each page.
const PAGES: [(&str, usize); 10] = [
    ("README.md", 31),
    ("docs/jobs/asterisk.md", 13),
    ("docs/jobs/audit.md", 12),
    ("docs/jobs/callmanager.md", 7),
    ("docs/jobs/delete-on-phone.md", 3),
    ("docs/jobs/itlrecovery.md", 7),
    ("docs/jobs/move-phones.md", 9),
    ("docs/jobs/non-secure.md", 6),
    ("docs/jobs/tokens-to-tokenless.md", 5),
    ("docs/jobs/usb-tokens.md", 12),
];

/// The commands of a page, for tests that check more.
pub(crate) fn commands(name: &str) -> Vec<String> {
    let text = fs::read_to_string(source(name)).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    page::steps(&lines).into_iter().map(|step| step.command).collect()
}

/// The folder in which the commands of a page run, and their environment variables.
fn prepared(name: &str) -> (Lab, Vec<(&'static str, String)>) {
    if name != "docs/jobs/tokens-to-tokenless.md" {
        return (Lab::new(), Vec::new());
    }
    // A cluster whose tokens are in SoftHSM2.
    let lab = Lab::new();
    lab.cluster("brno", "--tokens --release 11.5");
    lab.write_private("pin", format!("{PIN}\n"));
    let manifest = String::from_utf8(lab.read("brno/cluster.toml")).unwrap();
    let names = manifest.lines().filter_map(|line| line.strip_prefix("key = \"pkcs11:token="));
    let lines = names.map(|line| line.split(';').next().unwrap()).map(|name| {
        format!(
            "token {name}
             certificate SAST 01 brno/tokens/{name}.pem
             private SAST 01 brno/keys/lab-only-{name}.pem\n"
        )
    });
    let tokens = Tokens::new(lab, &lines.collect::<String>());
    let variables = tokens.variables();
    (tokens.lab, variables)
}

/// Runs the commands of a page, and compares.
fn run(name: &str) -> usize {
    let path = source(name);
    let text = fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let steps = page::steps(&lines);
    let (lab, variables) = prepared(name);
    let call = lab.bash(&page::script(&steps)).without("COLUMNS");
    let call = call.env("HOME", lab.path("").to_str().unwrap());
    let run = variables.iter().fold(call, |call: Call, (name, value)| call.env(name, value)).run();
    let done = page::done(run.text());
    assert_eq!(done.len(), steps.len(), "{name}: {}", run.text());
    if std::env::var_os("PAGES").is_some_and(|value| value == "write") {
        fs::write(&path, page::rewritten(&lines, &steps, &done)).unwrap();
        return steps.len();
    }
    for (step, done) in steps.iter().zip(&done) {
        assert_eq!(done.code, step.code, "{name}: {}:\n{}", step.command, done.output);
        let shown = &lines[step.shown.clone()];
        assert!(
            page::fits(shown, &done.output),
            "{name}: {} prints other lines than the page shows (PAGES=write replaces them):\n{}",
            step.command,
            done.output
        );
    }
    steps.len()
}

#[test]
fn every_command_of_every_page_does_what_the_page_shows() {
    let mut pages = vec!["README.md".to_owned()];
    let jobs = fs::read_dir(source("docs/jobs")).unwrap();
    pages.extend(
        jobs.map(|job| format!("docs/jobs/{}", job.unwrap().file_name().to_str().unwrap())),
    );
    pages.sort();
    let counts = parallel::numbered(|number| {
        let name = pages.get(number - 1)?;
        Some((name.as_str(), run(name)))
    });
    assert_eq!(counts, PAGES);
}

#[test]
fn a_page_shows_what_is_printed_but_for_what_differs_from_run_to_run() {
    let printed = "CTL, 10425 bytes, on 2026-11-21T23:01:53Z\n  1 SAST 73B5088FCB5\nsound\n";
    for (shown, fits) in [
        (vec![], true),
        (vec!["..."], true),
        (vec!["CTL, 10401 bytes, on 2027-01-02T03:04:05Z", "  1 SAST 00000000000", "sound"], true),
        (vec!["CTL, 10425 bytes, on ...", "...", "sound"], true),
        (vec!["...", "sound", "..."], true),
        (vec!["CTL, 10425 bytes, on ...", "sound"], false),
        (vec!["...", "not sound"], false),
        (vec!["...", "  2 SAST 73B5088FCB5", "..."], false),
        (vec!["...", "  1 SAST 73B5088FC", "..."], false),
        (vec!["CTL, 10425 bytes, at ...", "..."], false),
    ] {
        assert_eq!(page::fits(&shown, printed), fits, "{shown:?}");
    }
}
