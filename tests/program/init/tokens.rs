//! The lines that put a lab's tokens into SoftHSM2, run as they are printed.

use support::Lab;

/// The indented lines after the line with this ending.
fn lines_after<'a>(text: &'a str, end: &str) -> Vec<&'a str> {
    let mut lines = text.lines().skip_while(|line| !line.ends_with(end));
    lines.next().unwrap_or_else(|| panic!("{text}"));
    lines.skip(1).map_while(|line| line.strip_prefix("  ")).collect()
}

#[test]
fn the_printed_lines_make_two_tokens_that_sign() {
    let lab = Lab::new();
    let run = lab.ctl("init --lab --nodes 1 --tokens --release 9.1").arg("a lab").run();
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let text = run.text();
    assert!(text.starts_with("'a lab': a lab of 1 node, release 9.1, token\n"), "{text}");
    let commands = lines_after(text, "with the PIN 1234:");
    assert_eq!((commands.len(), commands[0]), (11, "cd 'a lab'"));
    let next = ["ctl set-cluster mixed-mode", "ctl show tftp/cucm-pub/CTLFile.tlv"];
    assert_eq!(lines_after(text, "in the same shell:"), next);

    let manifest = String::from_utf8(lab.read("a lab/cluster.toml")).unwrap();
    let keys = manifest.lines().filter_map(|line| line.strip_prefix("key = \"pkcs11:"));
    let keys: Vec<_> = keys.map(|key| format!("pkcs11:{}", key.trim_end_matches('"'))).collect();
    let certificates = manifest.lines().filter_map(|line| line.strip_prefix("certificate = "));
    let certificates: Vec<_> = certificates.filter(|file| file.starts_with("\"tokens/")).collect();
    assert_eq!((keys.len(), certificates.len()), (2, 2));
    let lines = |tail: &str| format!("set -eu\n{}\n{tail}\n", commands.join("\n"));
    let exported: Vec<_> = keys.iter().map(|key| format!("ctl token export '{key}'")).collect();
    let build = format!(
        "umask 077; echo 1234 > pin; ctl build -q -o CTLFile.tlv --layout client --sast '{}' \
         --sast {} --pin-file pin; ctl verify CTLFile.tlv",
        keys[0], certificates[1]
    );
    let script = lines(&format!("echo; echo READY; {}; {build}", exported.join("; ")));
    let call = lab.program("sh").arg("-c").arg(&script);
    let run = call.env("HOME", lab.path("").to_str().unwrap()).run();
    assert_eq!(run.code, 0, "{script}\n{}\n{}", run.text(), run.err);
    let (_, said) = run.text().split_once("\nREADY\n").unwrap();
    let files = certificates.iter().map(|file| format!("a lab/{}", file.trim_matches('"')));
    let mut expected: String =
        files.map(|file| String::from_utf8(lab.read(&file)).unwrap()).collect();
    let name = certificates[0].trim_start_matches("\"tokens/").trim_end_matches(".pem\"");
    expected += &format!(
        "CTLFile.tlv: sound, signed by CN={name}        ;OU=IPCBU;O=Cisco Systems, Inc. (record 1)\n"
    );
    assert_eq!(said, expected);
}
