//! Commands that are refused, declined or mistyped, and output that cannot be written.

use std::os::unix::fs::PermissionsExt as _;

use serde_json::{Value, json};

use super::commands::files;
use support::Lab;
use support::program::ctl;
use support::schema::assert_document;
use support::terminal::Session;

/// clap's message without its heading, its usage and its pointers to the help.
#[test]
fn a_wrong_command_line_has_its_sentence() {
    let lab = Lab::new();
    let rows = [
        ("--json", "a command is missing"),
        ("token --json", "a command is missing"),
        ("shwo --json a", "unrecognized subcommand 'shwo'"),
        ("show --json", "the following required arguments were not provided: <FILE>"),
        ("show --json --nonsense a", "unexpected argument '--nonsense' found"),
        ("show --json -v -q a", "the argument '--verbose' cannot be used with '--quiet'"),
        (
            "show --json --format xml a",
            "invalid value 'xml' for '--format <FORMAT>' [possible values: listing, table, json]",
        ),
        (
            "show --json --cluster= a",
            "a value is required for '--cluster <DIR>' but none was supplied",
        ),
        (
            "build --json --pin-fd a --sast b",
            "invalid value 'a' for '--pin-fd <N>': invalid digit found in string",
        ),
    ];
    for (line, message) in rows {
        let run = lab.ctl(line).run();
        assert_eq!(run.code, 2, "{line}");
        let expected = json!({ "schema": "ctl.error/2", "error": {
            "id": "E-USAGE-ARGUMENTS",
            "message": message,
            "hint": "see `ctl help` and `ctl help COMMAND`",
            "exit": 2,
        } });
        assert_eq!(serde_json::from_str::<Value>(run.text()).unwrap(), expected, "{line}");
        // The text is as before, with the usage.
        let first = run.err.lines().next().unwrap().trim_start_matches("error: ");
        let is_same = message.starts_with(first) || first.contains("requires a subcommand");
        assert!(is_same, "{line}: {}", run.err);
    }
    assert_eq!(rows.len(), 9);
    // These arguments only look like `--json`.
    for line in ["show a b c -- --json", "show a b c --format table"] {
        assert_eq!(lab.ctl(line).into_command().output().unwrap().stdout, b"", "{line}");
    }
}

/// Declining is not an error.
#[test]
fn a_change_that_is_declined_has_its_document() {
    let lab = Lab::new();
    lab.cluster("c", "--nodes 1");
    let line = "ctl -C c set-cluster mixed-mode --json > out.json";
    let mut session = Session::start(&lab, line);
    session.wait_for("Do you want to continue?");
    let (code, printed) = session.finish("n\n");
    assert_eq!(code, 1, "{printed}");
    let out = lab.read("out.json");
    assert_eq!(assert_document(&out, line), "ctl.change/3");
    let document: Value = serde_json::from_slice(&out).unwrap();
    let found = ["changed", "refused", "generation", "error"].map(|field| document[field].clone());
    assert_eq!(found, [json!(false), json!(false), Value::Null, Value::Null]);
    assert!(printed.contains("nothing was written"), "{printed}");
    assert!(!lab.path("c/tftp/cucm-pub/CTLFile.tlv").exists());
}

/// A refused change is reported by a dry run and by the real one, with the same phones and the same
/// error.
#[test]
fn a_refusal_is_in_the_document_of_the_change() {
    let lab = Lab::new();
    lab.cluster("c", "--nodes 1");
    lab.other_cluster("o", "--nodes 1");
    lab.ctl("-C c set-cluster mixed-mode --yes").run();
    lab.bash("cp o/certs/* c/certs; cp o/keys/* c/keys").run().quiet();
    let read = |how: &str| {
        let run = lab.ctl(&format!("-C c update CTLFile --json {how}")).run();
        assert_eq!(run.code, 1, "{how}: {}", run.err);
        let text = lab.ctl(&format!("-C c update CTLFile {how}")).run();
        assert_eq!(run.err, text.err, "{how}: the lines for people differ");
        serde_json::from_str::<Value>(run.text()).unwrap()
    };
    let (dry, earnest) = (read("--dry-run"), read("--yes"));
    for field in ["phones", "proposal", "lists", "files", "error", "refused", "reasons"] {
        assert_eq!(dry[field], earnest[field], "{field}");
    }
    let error = &dry["error"];
    assert_eq!((&error["id"], &error["exit"]), (&json!("E-GUARD-REFUSED"), &json!(1)));
    assert_eq!(
        (&dry["refused"], &dry["changed"], &earnest["changed"]),
        (&json!(true), &json!(true), &json!(false))
    );
}

/// Help is for people.
#[test]
fn help_and_version_stay_text() {
    let lab = Lab::new();
    for line in ["--json --help", "show --json --help", "--json --version", "--json help show"] {
        let run = lab.ctl(line).run();
        assert!(run.quiet().starts_with(|first: char| first.is_ascii_alphabetic()), "{line}");
    }
}

/// If stdout cannot be written, no second document is tried; stderr and the exit code report it.
#[test]
fn a_full_standard_output_is_told_on_stderr() {
    let lab = files();
    let full = "ctl: cannot write to standard output: No space left on device (os error 28); check \
                the folder, its permissions and the space left on it\n";
    let missing = "ctl: missing: cannot be read: No such file or directory (os error 2); check the \
                   name and the permissions\n";
    lab.cluster("c", "--nodes 1");
    // A refusal keeps its exit code.
    let run = lab.bash("ctl -C c set-cluster mixed-mode --json > /dev/full").run();
    let question = "ctl: no terminal to ask for confirmation: This operation will set the cluster to \
                    Mixed mode. Do you want to continue?; confirm it in advance with --yes\n";
    assert_eq!(run.all(), (2, "", question));
    for (line, code, err) in
        [("show --json ctl-512.tlv", 5, full), ("show --json missing", 3, missing)]
    {
        let run = lab.bash(&format!("ctl {line} > /dev/full")).run();
        assert_eq!(run.all(), (code, "", err), "{line}");
    }
}

/// A name that is not UTF-8 is escaped, in a document that is UTF-8.
#[test]
fn names_are_escaped() {
    let lab = Lab::new();
    for (name, shown) in [("$'a\\xe9'", "a\\xe9"), ("$'a\\x1b[31m'", "a\\u{1b}[31m")] {
        for command in ["show --json", "verify --json"] {
            let run = lab.bash(&format!("ctl {command} {name}")).run();
            let document: Value = serde_json::from_slice(&run.out).unwrap();
            assert_document(&run.out, command);
            let error = match command {
                "show --json" => &document["error"],
                _ => &document["files"][0]["error"],
            };
            let message = "cannot be read: No such file or directory (os error 2)";
            assert_eq!(error["message"], format!("{shown}: {message}"));
        }
        // A wrong command line too.
        let run = lab.bash(&format!("ctl show --json a b c {name}")).run();
        assert_eq!((run.code, &*assert_document(&run.out, name)), (2, "ctl.error/2"));
    }
}

/// The folder is not writable: the document of the change has the error.
#[test]
fn a_publication_that_fails_has_its_error_in_the_document() {
    let lab = Lab::new();
    lab.cluster("c", "--nodes 1");
    let folder = lab.path("c/tftp/cucm-pub");
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o555)).unwrap();
    // Root may write everywhere; the file size limit applies to every user.
    let line = "-C c set-cluster mixed-mode --yes --json";
    let run = lab.bash(&format!("trap '' XFSZ; ulimit -f 0; {} {line}", ctl())).run();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).unwrap();
    let document: Value = serde_json::from_slice(&run.out).unwrap();
    let name = assert_document(&run.out, line);
    assert!(["ctl.change/3", "ctl.error/2"].contains(&&*name), "{document:#}");
    assert_eq!((run.code, &document["error"]["exit"]), (5, &5.into()), "{document:#}");
    assert_ne!(document["changed"], true);
}
