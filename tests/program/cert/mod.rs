//! `ctl cert new`.

mod files;
mod issued;
mod keys;
mod refused;
mod said;
mod secrets;

use support::Lab;

/// 2026-11-21T05:00:00Z.
const NOW: &str = "1795237200";

/// Generates `new.pem` with these arguments, at [`NOW`], and returns the output.
fn made(lab: &Lab, line: &str) -> String {
    let call = lab.ctl(&format!("cert new -o new.pem {line}")).env("SOURCE_DATE_EPOCH", NOW);
    let run = call.run();
    assert_eq!((run.code, run.text()), (0, ""), "{line}: {}", run.err);
    run.err
}

/// What OpenSSL prints of a certificate with these options, without the last line feed.
fn shown(lab: &Lab, file: &str, options: &str) -> String {
    let text = lab.openssl(&format!("x509 -in {file} -noout {options}"));
    String::from_utf8(text).unwrap().trim_end().to_owned()
}

/// The extensions other than the key identifiers: heading, and the line below it.
fn extensions(lab: &Lab, file: &str) -> Vec<String> {
    let text = shown(lab, file, "-text");
    let lines = text.lines().skip_while(|line| !line.contains("X509v3 extensions")).skip(1);
    let lines: Vec<_> = lines.take_while(|line| !line.contains("Signature Algorithm")).collect();
    let pairs = lines.chunks(2).map(|pair| {
        let heading = pair[0].trim().trim_start_matches("X509v3 ");
        format!("{}: {}", heading.trim_end_matches(": ").trim_end_matches(':'), pair[1].trim())
    });
    pairs.filter(|line| !line.contains("Key Identifier")).collect()
}
