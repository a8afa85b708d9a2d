//! Every example of every help text, run.

use std::sync::OnceLock;

use super::generated::{commands, section};
use support::Lab;
use support::program::Run;
use support::tokens::{NEW_PIN, PIN, Tokens};
use support::tree::Tree;

/// The default cluster of the examples.
fn meant(command: &str) -> &'static str {
    let of_tokens = command == "upgrade" || command.starts_with("token");
    if of_tokens { "brno" } else { "krakow" }
}

/// What is run before the examples of a command.
fn before(command: &str) -> &'static [&'static str] {
    let mixed = &["ctl set-cluster mixed-mode -q --yes --pin-file pin"];
    match command {
        "update" => &[
            "ctl set-cluster mixed-mode --yes",
            "sed -i s/10.48.47.154/10.48.47.164/ krakow/cluster.toml",
        ],
        "itl" | "itl update" => {
            &["ctl set-cluster mixed-mode --yes", "cp tvs.pem krakow/certs/cucm-sub1-TVS.pem"]
        }
        "itl reset remotekey" => &[
            "ctl set-cluster mixed-mode --yes",
            "cd krakow && openssl pkcs12 -export -out ../ITLRecovery.p12 \
             -passout file:../passphrase -inkey keys/ITLRecovery.pem -in certs/ITLRecovery.pem",
        ],
        "delete" => &[
            "ctl set-cluster mixed-mode --yes",
            "ctl set-cluster non-secure-mode --yes",
            "ctl set-cluster mixed-mode -C brno --yes --pin-file pin",
        ],
        "token remove" => &[
            "ctl set-cluster mixed-mode --yes --pin-file pin",
            "ctl token add 'pkcs11:token=SAST%201' --yes --pin-file pin",
        ],
        "reset" | "itl reset" | "itl reset localkey" | "status" | "show" | "upgrade"
        | "token list" | "token add" => mixed,
        _ => &[],
    }
}

/// A folder with the files, the tokens and the clusters that examples name: `krakow`,
/// tokenless, and `brno`, with tokens, as `ctl init --lab` makes them.
fn folder() -> Tokens {
    let lab = Lab::new();
    lab.copy("lists/ctl-tokenless-2048.tlv", "CTLFile.tlv");
    lab.copy("lists/itl-12.tlv", "ITLFile.tlv");
    let mut tampered = lab.read("CTLFile.tlv");
    *tampered.last_mut().unwrap() ^= 1;
    lab.write("tampered.tlv", tampered);
    lab.pair("1051-pub-2048", "pub.pem");
    lab.copy("certs/1051-capf.pem", "capf.pem");
    lab.copy("certs/1051-sub1.pem", "sub.pem");
    lab.copy("certs/sub-tvs.pem", "tvs.pem");
    let old = "build -q -o old.tlv --sast pub.pem --sast capf.pem";
    assert_eq!(lab.ctl(old).run().quiet(), "");
    lab.key("1051-sub1");
    lab.write("passphrase", "correct horse battery staple\n");
    lab.openssl("pkcs8 -topk8 -in 1051-sub1.key -passout file:passphrase -out sub.key");
    lab.copy("certs/lab-ca.pem", "lab-ca.pem");
    lab.copy("keys/lab-ca.pem", "lab-ca.plain");
    lab.openssl("pkcs8 -topk8 -in lab-ca.plain -passout file:passphrase -out lab-ca.key");
    for (number, file) in [("1", "token1.pem"), ("2", "token2.pem")] {
        lab.key(&format!("token-{number}"));
        lab.copy(&format!("certs/token-{number}.pem"), file);
    }
    lab.write("pin", format!("{PIN}\n"));
    lab.write("new-pin", format!("{NEW_PIN}\n"));
    lab.cluster("krakow", "");
    lab.cluster("brno", "--tokens");
    let manifest = String::from_utf8(lab.read("brno/cluster.toml")).unwrap();
    let names = manifest.lines().filter_map(|line| line.strip_prefix("key = \"pkcs11:token="));
    let names: Vec<_> = names.map(|line| line.split(';').next().unwrap()).collect();
    assert_eq!(names.len(), 2, "{manifest}");
    let mut lines = "token SAST%201
         certificate signer 01 token1.pem
         private signer 01 token-1.key
         token SAST%202
         certificate signer 01 token2.pem
         private signer 01 token-2.key"
        .to_owned();
    for name in names {
        lines += &format!(
            "\ntoken {name}
             certificate SAST 01 brno/tokens/{name}.pem
             private SAST 01 brno/keys/lab-only-{name}.pem"
        );
    }
    Tokens::new(lab, &lines)
}

/// A folder in which all commands have been run that the examples of a command, one after the
/// other, rely on.
fn prepared(command: &str) -> Tokens {
    static MADE: OnceLock<Tree> = OnceLock::new();
    let tokens = Tokens::copied(&MADE, folder);
    if ["verify", "accept"].contains(&command) {
        lists_for_phones(&tokens.lab);
    }
    if command.starts_with("token") {
        tokens.lab.copy("lists/ctl-client-nonsecure.tlv", "CTLFile.tlv");
    }
    // The example of `token export` writes it.
    std::fs::remove_file(tokens.lab.path("token1.pem")).unwrap();
    for line in before(command) {
        let run = run(&tokens, command, line);
        assert_eq!(run.code, 0, "{line}: {}", run.err);
    }
    tokens
}

/// Lists for phones of the cluster of `pub.pem`: lists that it signed, one of which adds a
/// stranger's SAST, and the stranger's lists.
fn lists_for_phones(lab: &Lab) {
    lab.pair("sub-itlrecovery", "stranger.pem");
    let server = "--ccm-tftp pub.pem,host=cucm-pub,address=10.48.47.153";
    for (file, records) in [
        ("new.tlv", format!("--sast pub.pem {server}")),
        ("newitl.tlv", format!("--kind itl --sast pub.pem {server}")),
        ("bridge.tlv", format!("--sast pub.pem --sast stranger.pem {server}")),
        ("stranger.tlv", format!("--sast stranger.pem {server}")),
    ] {
        assert_eq!(lab.ctl(&format!("build -q -o {file} {records}")).run().quiet(), "");
    }
}

/// Runs an example of a command in its folder.
fn run(tokens: &Tokens, command: &str, line: &str) -> Run {
    let call = tokens.lab.bash(&format!("set -o pipefail; {line}"));
    let call = call.env("CTL_CLUSTER", meant(command));
    tokens.variables().iter().fold(call, |call, (name, value)| call.env(name, value)).run()
}

/// The command lines of a help text, each with its exit code.
fn examples(help: &str) -> Vec<(String, i32)> {
    let mut examples = Vec::new();
    let mut lines = section(help, "Examples").into_iter().map(str::trim);
    while let Some(line) = lines.next() {
        let Some(line) = line.strip_prefix("$ ") else { continue };
        let mut whole = line.to_owned();
        while let Some(start) = whole.strip_suffix('\\') {
            whole = format!("{start}{}", lines.next().expect("a further line"));
        }
        let code = whole.split_once("# exit ").map_or(0, |(_, code)| code.parse().unwrap());
        examples.push((whole, code));
    }
    examples
}

#[test]
fn every_example_does_what_it_says() {
    let lab = Lab::new();
    let mut counts = Vec::new();
    for command in [vec![String::new()], commands()].concat() {
        let help = lab.ctl(&format!("{command} --help")).run();
        let examples = examples(help.quiet());
        let tokens = prepared(&command);
        for (line, code) in &examples {
            assert!(line.contains(&format!("ctl {command}")), "{line}");
            let run = run(&tokens, &command, line);
            assert_eq!(run.code, *code, "{line}: {}", run.err);
        }
        counts.push((command, examples.len()));
    }
    let counts: Vec<_> = counts.iter().map(|(name, count)| (name.as_str(), *count)).collect();
    let expected = [
        ("", 3),
        ("init", 3),
        ("adopt", 2),
        ("status", 3),
        ("plan", 3),
        ("set-cluster", 4),
        ("update", 4),
        ("itl", 1),
        ("itl update", 1),
        ("itl reset", 1),
        ("itl reset localkey", 2),
        ("itl reset remotekey", 1),
        ("reset", 2),
        ("upgrade", 2),
        ("delete", 2),
        ("show", 5),
        ("verify", 4),
        ("accept", 4),
        ("build", 3),
        ("cert", 1),
        ("cert new", 3),
        ("cert show", 2),
        ("token", 2),
        ("token list", 2),
        ("token show", 1),
        ("token export", 1),
        ("token add", 2),
        ("token remove", 1),
        ("token passwd", 1),
        ("generate", 2),
    ];
    assert_eq!(counts, expected);
}

/// The lists that the examples build are the ones that phones would get.
#[test]
fn the_lists_of_the_examples_are_sound() {
    let tokens = prepared("build");
    let help = tokens.lab.ctl("build --help").run();
    for (line, _) in examples(help.quiet()) {
        assert_eq!(run(&tokens, "build", &line).code, 0, "{line}");
    }
    let run = tokens.lab.ctl("verify new.tlv itl.tlv token.tlv").run();
    let site = "OU=TAC;O=Cisco;L=Krakow;ST=Malopolska;C=PL";
    let expected = format!(
        "new.tlv: sound, signed by CN=cucm-1051-a-pub;{site} (record 1)\n\
         itl.tlv: sound, signed by CN=cucm-1051-a-sub1;{site} (record 1)\n\
         token.tlv: sound, signed by CN=SAST-ADN0054f509        ;OU=IPCBU;O=Cisco Systems, Inc. \
         (record 1)\n"
    );
    assert_eq!(run.quiet(), expected);
}
