//! Every unsound list is found to be unsound, for exactly the reasons for which it was constructed.

use std::process::Command;

use support::fixtures::fixture;
use support::generate::unsound;
use support::program::ctl;
use trustlist::error::{Class, Described as _};
use trustlist::verify::Finding;

#[test]
fn the_command_line_says_every_reason() {
    let mut runs = 0;
    for case in unsound::all() {
        let path = fixture(&case.path());
        let output = Command::new(ctl()).arg("verify").arg(&path).output().expect("ctl runs");
        let mut expected = format!("{}: not sound\n", path.display());
        for finding in &case.findings {
            let weight = if finding.class() == Class::Note { "odd" } else { "not sound" };
            let sentence = finding.to_string().replace('\0', "\\u{0}");
            expected += &format!("  {weight}: {sentence} [{}]\n", finding.id());
        }
        assert_eq!(String::from_utf8_lossy(&output.stdout), expected);
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        assert_eq!(output.status.code(), Some(1), "{}", case.name);
        runs += 1;
    }
    assert_eq!(runs, 32);
}

#[test]
fn another_signer_is_expected() {
    let path = fixture("lists/ctl-512.tlv");
    let other = Finding::OtherSigner {
        expected: "CN=cucm-pub-EC;OU=Voice;O=Example;L=Brno;ST=South Moravia;C=CZ".into(),
        found: "CN=cucm-512;OU=Voice;O=Example;L=Brno;ST=South Moravia;C=CZ".into(),
    };
    let verify = |signer: &str| {
        let signer = fixture(&format!("certs/{signer}.pem"));
        let mut command = Command::new(ctl());
        command.args(["verify", "--signer"]).arg(signer).arg(&path);
        command.output().expect("ctl runs")
    };
    assert_eq!(verify("ccm-512").status.code(), Some(0));
    let output = verify("ec-256");
    let expected =
        format!("{}: not sound\n  not sound: {other} [V-SIGNER-OTHER]\n", path.display());
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected);
    assert_eq!(output.status.code(), Some(1));
}
