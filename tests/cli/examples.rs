//! Every example of every help text, run.

use crate::documents::{commands, section};
use crate::openssl::Lab;

/// A folder with the files that the examples name.
fn prepared() -> Lab {
    let lab = Lab::new();
    lab.copy("lists/ctl-tokenless-2048.tlv", "CTLFile.tlv");
    lab.copy("lists/itl-12.tlv", "ITLFile.tlv");
    let mut tampered = lab.read("CTLFile.tlv");
    *tampered.last_mut().unwrap() ^= 1;
    lab.write("tampered.tlv", tampered);
    lab.pair("1051-pub-2048", "pub.pem");
    lab.copy("certs/1051-capf.pem", "capf.pem");
    lab.copy("certs/1051-sub1.pem", "sub.pem");
    lab.copy("certs/pub-tvs.pem", "tvs.pem");
    lab.key("1051-sub1");
    lab.write("passphrase", "correct horse battery staple\n");
    lab.openssl("pkcs8 -topk8 -in 1051-sub1.key -passout file:passphrase -out sub.key");
    lab
}

/// The command lines of a help text, each with the exit code it ends with.
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
    for command in [vec![String::new()], commands(&lab)].concat() {
        let help = lab.ctl(&format!("{command} --help")).run();
        let examples = examples(help.quiet());
        for (line, code) in &examples {
            assert!(line.contains(&format!("ctl {command}")), "{line}");
            let run = prepared().bash(&format!("set -o pipefail; {line}")).run();
            assert_eq!(run.code, *code, "{line}: {}", run.err);
        }
        counts.push((command, examples.len()));
    }
    let counts: Vec<_> = counts.iter().map(|(name, count)| (name.as_str(), *count)).collect();
    assert_eq!(counts, [("", 3), ("show", 3), ("verify", 3), ("build", 2), ("generate", 2)]);
}

/// What the examples build is what phones would get.
#[test]
fn the_lists_of_the_examples_are_sound() {
    let lab = prepared();
    let help = lab.ctl("build --help").run();
    for (line, _) in examples(help.quiet()) {
        assert_eq!(lab.bash(&line).run().code, 0, "{line}");
    }
    let run = lab.ctl("verify new.tlv itl.tlv").run();
    let site = "OU=TAC;O=Cisco;L=Krakow;ST=Malopolska;C=PL";
    let expected = format!(
        "new.tlv: sound, signed by CN=cucm-1051-a-pub;{site} (record 1)\n\
         itl.tlv: sound, signed by CN=cucm-1051-a-sub1;{site} (record 1)\n"
    );
    assert_eq!(run.quiet(), expected);
}
