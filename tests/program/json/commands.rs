//! Every command, for good and bad input.

use std::collections::{BTreeMap, BTreeSet};
use std::os::unix::fs::PermissionsExt as _;

use serde_json::{Value, json};

use support::Lab;
use support::program::ctl;
use support::schema::{assert_document, schemas};
use support::terminal::Session;
use support::tokens::{NEW_PIN, PIN, Tokens};

/// What is done before, the arguments, the exit code, the schema, the id of the document's error.
type Row = (&'static str, &'static str, i32, &'static str, &'static str);

/// Files, without a cluster.
const FILES: &[Row] = &[
    ("", "--json", 2, "ctl.error/2", "E-USAGE-ARGUMENTS"),
    ("", "--json nonsense", 2, "ctl.error/2", "E-USAGE-ARGUMENTS"),
    ("", "show --json ctl-512.tlv", 0, "ctl.list/2", ""),
    ("", "show --format json ctl-odd.tlv", 0, "ctl.list/2", ""),
    ("", "show --json bad.tlv", 1, "ctl.list/2", ""),
    ("", "show --json pub-ccm.both", 0, "ctl.certificates/1", ""),
    ("", "show --json missing", 3, "ctl.error/2", "E-INPUT-READ"),
    ("", "show --format json missing", 3, "ctl.error/2", "E-INPUT-READ"),
    ("", "show --format=json missing", 3, "ctl.error/2", "E-INPUT-READ"),
    ("", "show --json empty", 3, "ctl.error/2", "E-PARSE-EMPTY"),
    ("", "show --json", 2, "ctl.error/2", "E-USAGE-ARGUMENTS"),
    ("", "show --format json", 2, "ctl.error/2", "E-USAGE-ARGUMENTS"),
    ("", "show --format table --json ctl-512.tlv", 2, "ctl.error/2", "E-USAGE-ARGUMENTS"),
    ("", "show -v -q --json ctl-512.tlv", 2, "ctl.error/2", "E-USAGE-ARGUMENTS"),
    ("", "verify --json ctl-512.tlv", 0, "ctl.verify/2", ""),
    ("", "verify --json bad.tlv text missing", 3, "ctl.verify/2", ""),
    ("", "verify --json --expires-within 36500d ctl-512.tlv", 1, "ctl.verify/2", ""),
    ("", "verify --json --installed ctl-512.tlv ctl-512.tlv itl-12.tlv", 1, "ctl.verify/2", ""),
    ("", "verify --json --signer text ctl-512.tlv", 3, "ctl.error/2", "E-CERT-FORM"),
    ("", "verify --json", 2, "ctl.error/2", "E-USAGE-ARGUMENTS"),
    ("", "accept --json --ctl ctl-512.tlv ctl-512.tlv", 0, "ctl.accept/2", ""),
    ("", "accept --json --ctl ctl-512.tlv ctl-12.tlv --then itl-12.tlv", 1, "ctl.accept/2", ""),
    ("", "accept --json --ctl text ctl-12.tlv", 3, "ctl.error/2", "E-PARSE-TAG"),
    ("", "build --json -o new.tlv --sast pub-ccm.both", 0, "ctl.list/2", ""),
    ("", "build --json -o new.tlv --sast pub-ccm.both", 2, "ctl.error/2", "E-OUTPUT-EXISTS"),
    ("", "build --json -o - --sast pub-ccm.both", 2, "ctl.error/2", "E-USAGE-JSON"),
    ("", "build --json --sast", 2, "ctl.error/2", "E-USAGE-ARGUMENTS"),
    ("", "cert new --json -o n.pem --subject CN=a --key-type p256", 0, "ctl.certificate/2", ""),
    ("", "cert new --json -o n.pem --subject CN=a", 2, "ctl.error/2", "E-OUTPUT-EXISTS"),
    ("", "cert show --json n.pem pub-ccm.both", 0, "ctl.certificates/1", ""),
    ("", "cert show --json text", 3, "ctl.error/2", "E-CERT-FORM"),
    ("", "init --json blank", 0, "ctl.init/1", ""),
    ("", "init --json blank", 2, "ctl.error/2", "E-TREE-EXISTS"),
    ("", "init --json --lab --nodes 1 --release 9.1 --tokens made", 0, "ctl.init/1", ""),
    ("", "init --json --lab --nodes 99 made", 2, "ctl.error/2", "E-USAGE-ARGUMENTS"),
    ("", "generate --json errors made", 0, "ctl.done/1", ""),
    ("", "generate --json errors text", 5, "ctl.error/2", "E-OUTPUT-WRITE"),
    ("", "token list --json --module missing", 4, "ctl.error/2", "E-TOKEN-MODULE"),
    ("", "-C missing status --json", 3, "ctl.error/2", "E-FOLDER-CLUSTER"),
];

/// The cluster `c`, one command after the other, and `t`, whose tokens' keys are files.
const CLUSTER: &[Row] = &[
    ("", "-C c status --json", 0, "ctl.status/2", ""),
    ("", "-C c status --json --history", 0, "ctl.history/2", ""),
    ("", "-C c plan --json --change callmanager", 0, "ctl.plan/2", ""),
    ("", "-C c plan --json --change nonsense", 2, "ctl.error/2", "E-USAGE-ARGUMENTS"),
    ("", "-C c set-cluster mixed-mode --json --dry-run", 0, "ctl.change/3", ""),
    ("", "-C c set-cluster mixed-mode --json", 2, "ctl.change/3", "E-USAGE-QUESTION"),
    (
        "mv c/tftp/cucm-sub1 away",
        "-C c set-cluster mixed-mode --json --yes",
        5,
        "ctl.change/3",
        "E-PUBLISH-FOLDER",
    ),
    (
        "mv away c/tftp/cucm-sub1; mv c/keys/ITLRecovery.pem away",
        "-C c set-cluster mixed-mode --json --yes",
        3,
        "ctl.change/3",
        "E-INPUT-READ",
    ),
    (
        "mv away c/keys/ITLRecovery.pem",
        "-C c set-cluster mixed-mode --json --yes",
        0,
        "ctl.change/3",
        "",
    ),
    ("", "-C c update CTLFile --json --yes", 0, "ctl.change/3", ""),
    ("", "-C c update CTLFile --json --yes --to @7", 3, "ctl.error/2", "E-RULE-GENERATION"),
    ("", "-C c delete CTLFile --json --yes", 1, "ctl.error/2", "E-RULE-DELETE"),
    ("", "-C c adopt --json --dry-run @1", 0, "ctl.adopt/1", ""),
    ("", "-C c adopt --json text", 3, "ctl.error/2", "E-PARSE-TAG"),
    ("", "-C c itl reset localkey --json --yes", 0, "ctl.change/3", ""),
    ("", "-C c update CTLFile --json --yes --phones-have @current", 0, "ctl.change/3", ""),
    ("rm c/tftp/cucm-pub/CTLFile.tlv", "-C c status --json", 1, "ctl.status/2", ""),
    ("ln -s nothing c/tftp/cucm-pub/CTLFile.tlv", "-C c status --json", 1, "ctl.status/2", ""),
    ("", "-C c update CTLFile --json --yes", 5, "ctl.change/3", "E-OUTPUT-OBSTACLE"),
    ("", "-C c update CTLFile --json --yes --force", 0, "ctl.change/3", ""),
    ("", "-C c status --json --history", 0, "ctl.history/2", ""),
    // Phones know nothing of these certificates.
    (
        "cp o/certs/* c/certs; cp o/keys/* c/keys",
        "-C c update CTLFile --json --dry-run",
        1,
        "ctl.change/3",
        "E-GUARD-REFUSED",
    ),
    ("", "-C c update CTLFile --json --yes", 1, "ctl.change/3", "E-GUARD-REFUSED"),
    ("", "-C c plan --json --change capf", 1, "ctl.plan/2", ""),
    ("", "-C c status --json --expires-within 36500d", 1, "ctl.status/2", ""),
    ("", "-C c update CTLFile --json --yes --accept-lockout", 0, "ctl.change/3", ""),
    (
        "echo nonsense >> c/cluster.toml",
        "-C c update CTLFile --json --yes",
        3,
        "ctl.error/2",
        "E-MANIFEST-TOML",
    ),
    (
        "cp pub-ccm.pem t/new.pem",
        "-C t token add --json --dry-run pub-ccm.pem",
        0,
        "ctl.done/1",
        "",
    ),
    ("", "-C t token add --json pub-ccm.pem", 0, "ctl.done/1", ""),
    ("", "-C t token add --json pub-ccm.pem", 0, "ctl.done/1", ""),
    ("", "-C t token remove --json cucm-pub", 0, "ctl.done/1", ""),
    ("", "-C t token remove --json cucm-pub", 3, "ctl.error/2", "E-RULE-TOKEN-UNKNOWN"),
    ("", "-C t set-cluster mixed-mode --json --yes", 0, "ctl.change/3", ""),
];

/// With tokens.
const TOKENS: &[Row] = &[
    ("", "token list --json", 0, "ctl.tokens/2", ""),
    ("", "token show --json pkcs11:token=one", 0, "ctl.token/2", ""),
    ("", "token show --json pkcs11:token=none", 4, "ctl.error/2", "E-TOKEN-NO-MATCH"),
    ("", "token export --json -o out.pem pkcs11:token=one", 0, "ctl.done/1", ""),
    ("", "token export --json pkcs11:token=one", 2, "ctl.error/2", "E-USAGE-JSON"),
    (
        "",
        "token passwd --json --pin-file pin --new-pin-file new pkcs11:token=one",
        0,
        "ctl.done/1",
        "",
    ),
    (
        "",
        "token passwd --json --pin-file pin --new-pin-file new pkcs11:token=one",
        4,
        "ctl.error/2",
        "E-TOKEN-PIN",
    ),
];

/// Runs every row; returns how many documents there were of each schema.
fn run(lab: &Lab, rows: &[Row], variables: &[(&str, String)]) -> BTreeMap<String, usize> {
    let (mut counts, mut wrong) = (BTreeMap::new(), Vec::new());
    for (before, line, code, schema, id) in rows {
        if !before.is_empty() {
            lab.bash(&format!("set -e; {before}")).run().quiet();
        }
        let call =
            variables.iter().fold(lab.ctl(line), |call, (name, value)| call.env(name, value));
        let run = call.run();
        let found = assert_document(&run.out, line);
        let document: Value = serde_json::from_slice(&run.out).unwrap();
        let error = &document["error"];
        let end = (run.code, &*found, error["id"].as_str().unwrap_or_default());
        if end != (*code, *schema, *id) {
            wrong.push(format!("{line}: {end:?} {}", run.err));
            continue;
        }
        if !id.is_empty() {
            assert_eq!(error["exit"], *code, "{line}");
            // What people read is the same as without --json, with its id where that is asked for.
            let message = error["message"].as_str().unwrap();
            let first = message.split(" [possible values").next().unwrap();
            let first = first.split(": <").next().unwrap();
            let told = run.err.replace("error: ", "");
            let is_told = told.contains(first) || first == "a command is missing";
            assert!(is_told, "{line}: {message}: {}", run.err);
        }
        *counts.entry(found).or_insert(0) += 1;
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    counts
}

fn files() -> Lab {
    let lab = Lab::new();
    for name in ["ctl-512", "ctl-odd", "ctl-12", "itl-12"] {
        lab.list(name);
    }
    lab.copy("unsound/changed-after-signing.tlv", "bad.tlv");
    lab.pair("pub-ccm", "pub-ccm.both");
    lab.write("text", "hello, this is text\n");
    lab.write("empty", "");
    lab
}

#[test]
fn every_command_prints_one_document_of_its_schema() {
    let lab = files();
    let mut counts = run(&lab, FILES, &[]);

    let lab = files();
    lab.cluster("c", "--nodes 2");
    lab.other_cluster("o", "--nodes 2");
    lab.cluster("t", "--nodes 1 --release 11.5 --tokens");
    let script = "s/^key = \"pkcs11:token=\\([^;]*\\);.*/key = \"keys\\/lab-only-\\1.pem\"/";
    lab.bash(&format!("sed -i '{script}' t/cluster.toml")).run().quiet();
    let clusters = run(&lab, CLUSTER, &[]);

    let lab = files();
    lab.key("token-1");
    lab.copy("certs/token-1.pem", "token1.pem");
    lab.write_private("pin", format!("{PIN}\n"));
    lab.write_private("new", format!("{NEW_PIN}\n"));
    let script = "token one
                  certificate signer 01 token1.pem
                  private signer 01 token-1.key";
    let tokens = Tokens::new(lab, script);
    let with_tokens = run(&tokens.lab, TOKENS, &tokens.variables());

    for (schema, count) in clusters.into_iter().chain(with_tokens) {
        *counts.entry(schema).or_insert(0) += count;
    }
    let expected = [
        ("ctl.accept/2", 2),
        ("ctl.adopt/1", 1),
        ("ctl.certificate/2", 1),
        ("ctl.certificates/1", 2),
        ("ctl.change/3", 14),
        ("ctl.done/1", 7),
        ("ctl.error/2", 32),
        ("ctl.history/2", 2),
        ("ctl.init/1", 2),
        ("ctl.list/2", 4),
        ("ctl.plan/2", 2),
        ("ctl.status/2", 4),
        ("ctl.token/2", 1),
        ("ctl.tokens/2", 1),
        ("ctl.verify/2", 4),
    ];
    let found: Vec<_> = counts.iter().map(|(name, count)| (name.as_str(), *count)).collect();
    assert_eq!(found, expected);
    let rows = [FILES.len(), CLUSTER.len(), TOKENS.len()];
    assert_eq!((rows, counts.values().sum()), ([39, 33, 7], 79_usize));
    let (used, stated): (BTreeSet<_>, BTreeSet<_>) =
        (counts.keys().collect(), schemas().keys().collect());
    assert_eq!(used, stated);
}

/// clap's sentence without its heading, its usage and its pointers to the help.
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
            "hint": "`ctl help` and `ctl help COMMAND` list what can be typed",
            "exit": 2,
        } });
        assert_eq!(serde_json::from_str::<Value>(run.text()).unwrap(), expected, "{line}");
        // People read it as before, with the usage.
        let first = run.err.lines().next().unwrap().trim_start_matches("error: ");
        let is_same = message.starts_with(first) || first.contains("requires a subcommand");
        assert!(is_same, "{line}: {}", run.err);
    }
    assert_eq!(rows.len(), 9);
    // What only looks like it is no wish for JSON.
    for line in ["show a b c -- --json", "show a b c --format table"] {
        assert_eq!(lab.ctl(line).into_command().output().unwrap().stdout, b"", "{line}");
    }
}

/// An answer of no is no error.
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

/// A refused change is reported dry and in earnest, with the same phones and the same error.
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

/// Help is asked for by people.
#[test]
fn help_and_version_stay_text() {
    let lab = Lab::new();
    for line in ["--json --help", "show --json --help", "--json --version", "--json help show"] {
        let run = lab.ctl(line).run();
        assert!(run.quiet().starts_with(|first: char| first.is_ascii_alphabetic()), "{line}");
    }
}

/// Where stdout takes nothing, no second document is tried; stderr and the code tell it.
#[test]
fn a_full_standard_output_is_told_on_stderr() {
    let lab = files();
    let full = "ctl: cannot write to standard output: No space left on device (os error 28); check \
                the folder, its permissions and the space left on it\n";
    let missing = "ctl: missing: cannot be read: No such file or directory (os error 2); check the \
                   name and the permissions\n";
    lab.cluster("c", "--nodes 1");
    // A refusal stays one.
    let run = lab.bash("ctl -C c set-cluster mixed-mode --json > /dev/full").run();
    let question = "ctl: there is no terminal to ask on: This operation will set the cluster to \
                    Mixed mode. Do you want to continue?; answer it beforehand with --yes\n";
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
        // Of a wrong command line too.
        let run = lab.bash(&format!("ctl show --json a b c {name}")).run();
        assert_eq!((run.code, &*assert_document(&run.out, name)), (2, "ctl.error/2"));
    }
}

/// Nobody may write into the folder: the document of the change has the error.
#[test]
fn a_publication_that_fails_has_its_error_in_the_document() {
    let lab = Lab::new();
    lab.cluster("c", "--nodes 1");
    let folder = lab.path("c/tftp/cucm-pub");
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o555)).unwrap();
    // Root may write everywhere; the size of files is limited for everybody.
    let line = "-C c set-cluster mixed-mode --yes --json";
    let run = lab.bash(&format!("trap '' XFSZ; ulimit -f 0; {} {line}", ctl())).run();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).unwrap();
    let document: Value = serde_json::from_slice(&run.out).unwrap();
    let name = assert_document(&run.out, line);
    assert!(["ctl.change/3", "ctl.error/2"].contains(&&*name), "{document:#}");
    assert_eq!((run.code, &document["error"]["exit"]), (5, &5.into()), "{document:#}");
    assert_ne!(document["changed"], true);
}
