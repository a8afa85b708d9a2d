//! A folder to fill in.

use super::tree;
use support::Lab;
use support::fixtures::source;

const TEXT: &str = "\
krakow: an empty cluster

  cluster.toml  the description of the cluster, with explanations
  certs/        certificates, as CUCM exports them
  keys/         private keys in files
  tokens/       certificates of USB tokens

Next: add certificates and keys, fill in cluster.toml, and

  ctl adopt -C krakow CTLFile.tlv    # if phones have lists of the cluster
  ctl set-cluster mixed-mode -C krakow --dry-run
";

#[test]
fn a_cluster_toml_that_explains_itself_and_three_folders() {
    let lab = Lab::new();
    assert_eq!(lab.bash("umask 022; ctl init krakow").run().all(), (0, TEXT, ""));
    let found = tree(&lab, "krakow");
    let expected =
        [("certs/", 0o755), ("cluster.toml", 0o644), ("keys/", 0o755), ("tokens/", 0o755)];
    assert_eq!(found, expected.map(|(name, mode)| (name.to_owned(), mode)).into());
    let template = std::fs::read(source("src/cluster/template/cluster.toml")).unwrap();
    assert_eq!(lab.read("krakow/cluster.toml"), template);
}

#[test]
fn folders_above_are_made_and_what_is_there_stays() {
    let lab = Lab::new();
    lab.write("unrelated", "kept");
    assert_eq!(lab.ctl("init -q a/b/c").run().all(), (0, &*TEXT.replace("krakow", "a/b/c"), ""));
    let text = TEXT.replace("krakow", ".");
    assert_eq!(lab.ctl("init -v .").run().all(), (0, &*text, "ctl: ./cluster.toml written\n"));
    // The two differ only in the name of their folder.
    let names = [("a/b/c", "c"), (".", "")].map(|(folder, name)| {
        let text = String::from_utf8(lab.read(&format!("{folder}/cluster.toml"))).unwrap();
        let here = lab.path(".").canonicalize().unwrap();
        let here = here.file_name().unwrap().to_str().unwrap().to_owned();
        let name = if name.is_empty() { here } else { name.to_owned() };
        text.replace(&format!("\nname = \"{name}\"\n"), "\nname\n")
    });
    assert!(names[0].contains("\nname\n"), "{}", names[0]);
    assert_eq!(names[0], names[1]);
    assert_eq!(lab.read("unrelated"), b"kept");
    // Existing certificates are what the folder is for.
    std::fs::create_dir_all(lab.path("d/certs")).unwrap();
    lab.write("d/certs/CAPF.pem", "mine");
    assert_eq!(lab.ctl("init d").run().code, 0);
    assert_eq!(lab.read("d/certs/CAPF.pem"), b"mine");
}

#[test]
fn the_commands_can_be_pasted() {
    let cases = [
        ("my cluster", "'my cluster'"),
        ("it's", "'it'\\''s'"),
        ("a;b", "'a;b'"),
        ("a_b-1.2/c", "a_b-1.2/c"),
        ("\u{142}ab", "'\u{142}ab'"),
    ];
    for (folder, quoted) in cases {
        let lab = Lab::new();
        let run = lab.ctl("init --").arg(folder).run();
        assert_eq!(run.all(), (0, &*TEXT.replace("krakow", quoted), ""));
        let echoed = lab.bash(&format!("printf %s {quoted}")).run();
        assert_eq!(echoed.quiet(), folder);
    }
    let lab = Lab::new();
    let run = lab.ctl("init --").arg("-x").run();
    assert_eq!(run.all(), (0, &*TEXT.replace("krakow", "./-x"), ""));
}

#[test]
fn json_names_the_folder_and_its_files() {
    let lab = Lab::new();
    let run = lab.ctl("init --json krakow").run();
    let json: serde_json::Value = serde_json::from_str(run.quiet()).unwrap();
    let expected = serde_json::json!({
        "schema": "ctl.init/1",
        "folder": "krakow",
        "lab": null,
        "files": ["cluster.toml"],
    });
    assert_eq!(json, expected);
    support::json::Fields::of("## `ctl.init/1`").assert(&json);
}
