//! Every command, with good and bad input.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use support::Lab;
use support::schema::{assert_document, schemas};
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

/// The cluster `c`, one command after the other, and `t`, whose tokens' keys are in files.
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
    // Phones do not know these certificates.
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

/// Runs every row; returns the number of documents of each schema.
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
            // The text is the same as without --json, with the id if it is requested.
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

pub(super) fn files() -> Lab {
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
