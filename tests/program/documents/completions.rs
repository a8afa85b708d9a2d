//! Completions, in the shells themselves.

use std::collections::BTreeSet;

use super::generated::{commands, parent, section};
use support::Lab;
use support::fixtures::source;
use support::tokens::Tokens;

/// What bash offers for a line.
fn bash(lab: &Lab, line: &str) -> BTreeSet<String> {
    let script = source("completions/ctl.bash");
    let last = line.rsplit(' ').next().unwrap_or_default();
    let command = format!(
        "source '{}'; COMP_WORDS=({line}); [[ '{line}' == *' ' ]] && COMP_WORDS+=(''); \
         COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _clap_complete_ctl ctl '{last}' ''; \
         printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        script.display()
    );
    words(lab.bash(&command).run().quiet())
}

/// What fish offers for a line.
fn fish(lab: &Lab, line: &str) -> BTreeSet<String> {
    let script = source("completions/ctl.fish");
    let command = format!("source '{}'; complete -C '{line}'", script.display());
    let run = lab.program("fish").arg("--no-config").arg("-c").arg(&command).run();
    words(run.quiet())
}

/// The first column.
fn words(lines: &str) -> BTreeSet<String> {
    let words = lines.lines().filter_map(|line| line.split('\t').next());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[test]
fn bash_and_fish_complete_what_fits() {
    let lab = Lab::new();
    lab.cluster("krakow", "");
    assert_eq!(lab.ctl("set-cluster mixed-mode -C krakow --yes -q").run().code, 0);
    std::fs::create_dir(lab.path("folder")).unwrap();
    lab.write("folder.tlv", "");
    let file = source("completions/ctl.bash");
    assert_eq!(lab.program("bash").arg("-n").arg(file.to_str().unwrap()).run().all(), (0, "", ""));
    let rows: [(&str, &[&str]); 17] = [
        ("ctl sh", &["show"]),
        ("ctl b", &["build"]),
        ("ctl show --format ", &["listing", "table", "json"]),
        ("ctl build --layout c", &["cli", "client", "certutils"]),
        ("ctl build --pin-", &["--pin-file", "--pin-fd", "--pin-env"]),
        ("ctl itl reset ", &["localkey", "remotekey", "help"]),
        // Words of a list after its commas.
        ("ctl plan --change tvs,ca", &["tvs,callmanager", "tvs,capf"]),
        // Files where a file is expected, folders where a folder is expected.
        ("ctl verify fold", &["folder/", "folder.tlv"]),
        ("ctl -C fold", &["folder/"]),
        ("ctl build --sast fold", &["folder/", "folder.tlv"]),
        // Names of the cluster that the line names.
        ("ctl -C krakow show @", &["@current", "@previous", "@1"]),
        ("ctl show -C krakow @c", &["@current"]),
        ("ctl update -C krakow --to @1", &["@1"]),
        ("ctl update -C krakow --phones-have @p", &["@previous"]),
        ("ctl adopt -C krakow --itl cucm-", &["cucm-pub=", "cucm-tftp1="]),
        ("ctl adopt -C krakow --itl cucm-pub=folder.", &["cucm-pub=folder.tlv"]),
        ("ctl update -C folder --to @", &[]),
    ];
    let mut count = 0;
    for (line, expected) in rows {
        let expected: BTreeSet<String> = expected.iter().map(|word| (*word).to_owned()).collect();
        for (shell, offered) in [("bash", bash(&lab, line)), ("fish", fish(&lab, line))] {
            let options = |word: &String| !word.starts_with('-') || line.ends_with('-');
            let offered: BTreeSet<String> = offered.into_iter().filter(options).collect();
            assert_eq!(offered, expected, "{shell}: {line}");
            count += 1;
        }
    }
    assert_eq!(count, 2 * 17);
}

#[test]
fn every_command_and_every_option_is_completed() {
    let lab = Lab::new();
    let mut count = 0;
    for command in commands() {
        let last = command.split(' ').next_back().unwrap();
        let above = format!("ctl {} ", parent(&command)).replace("  ", " ");
        assert!(bash(&lab, &above).contains(last), "{command}");
        let help = lab.ctl(&format!("{command} --help")).run();
        let listed = [help.quiet(), lab.ctl("--help").run().quiet()]
            .map(|help| section(help, "Options of every command").join("\n") + help)
            .concat();
        let options: BTreeSet<_> = listed
            .lines()
            .map(str::trim_start)
            .take_while(|line| *line != "Examples:")
            .filter(|line| line.starts_with('-'))
            .flat_map(|line| line.split([' ', ',']))
            .filter(|word| word.starts_with("--"))
            .map(str::to_owned)
            .collect();
        assert!(options.contains("--help"), "{command}");
        let offered = bash(&lab, &format!("ctl {command} --"));
        assert!(offered.is_superset(&options), "{command}: {offered:?}, {options:?}");
        count += 1;
    }
    assert_eq!(count, 29);
}

/// Nothing is completed that would need a PIN.
#[test]
fn tokens_are_completed_by_their_labels() {
    let tokens = Tokens::new(Lab::new(), "token SAST%201\ntoken SAST%202");
    let script = source("completions/ctl.fish");
    let command = format!("source '{}'; complete -C 'ctl token show pkcs'", script.display());
    let call = tokens.lab.program("fish").arg("--no-config").arg("-c").arg(&command);
    let variables = tokens.variables();
    let run = variables.iter().fold(call, |call, (name, value)| call.env(name, value)).run();
    let expected = ["pkcs11:token=SAST%201", "pkcs11:token=SAST%202"].map(str::to_owned);
    assert_eq!(words(run.quiet()), expected.into());
}

/// A line typed with tabs, in zsh at a terminal, does the same as the full line: with the script
/// sourced at the start, and with the script where zsh searches for it.
#[test]
fn zsh_completes_at_a_terminal() {
    let mut count = 0;
    for source_it in [true, false] {
        let lab = Lab::new();
        std::fs::create_dir(lab.path("functions")).unwrap();
        std::fs::copy(source("completions/_ctl"), lab.path("functions/_ctl")).unwrap();
        let start = if source_it {
            "autoload -U compinit; compinit -u; source functions/_ctl"
        } else {
            "fpath=($PWD/functions $fpath); autoload -U compinit; compinit -u"
        };
        let typed = format!("{start}\nctl gener\tcomplet\t out\nexit\n");
        lab.write("typed", typed);
        let run = lab.bash("script -qec 'zsh -f -i' /dev/null < typed").run();
        let made = std::fs::read_dir(lab.path("out")).map(Iterator::count);
        assert_eq!(made.ok(), Some(5), "{}", run.text());
        count += 1;
    }
    assert_eq!(count, 2);
}
