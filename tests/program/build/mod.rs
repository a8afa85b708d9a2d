//! `ctl build`.

mod assembled;
mod forms;
mod golden;
mod killed;
mod kind;
mod output;
mod refused;
mod report;
mod secrets;
mod signer;
mod terminal;
mod time;

use support::Lab;
use support::program::Run;

/// A folder with `pub.pem`, which contains the certificate `pub-ccm` and its key, and with each of
/// the two in a file of its own.
fn publisher() -> Lab {
    let lab = Lab::new();
    lab.pair("pub-ccm", "pub.pem");
    lab
}

/// Runs `ctl build -o new.tlv` with these arguments. It must be refused, print nothing on stdout
/// and leave no file.
fn refused(lab: &Lab, line: &str) -> Run {
    let before = lab.names();
    let run = lab.ctl(&format!("build -o new.tlv {line}")).run();
    assert_ne!(run.code, 0, "{line}");
    assert_eq!(run.text(), "", "{line}");
    assert_eq!(lab.names(), before, "{line}");
    run
}

/// What a successful build prints on stderr.
fn done(name: &str, bytes: usize, records: &str, digest: &str, subject: &str) -> String {
    format!("ctl: {name}: {bytes} bytes, {records}, {digest}, signed by {subject}\n")
}

/// The subject of `pub-ccm`.
const PUBLISHER: &str = "CN=cucm-pub;OU=Voice;O=Example;L=Brno;ST=South Moravia;C=CZ";
