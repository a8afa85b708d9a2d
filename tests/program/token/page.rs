//! docs/jobs/usb-tokens.md, followed word by word in another user's shell; OpenSSL agrees.

use support::Lab;

use crate::pages;

#[test]
fn an_empty_token_signs_a_list_by_the_page() {
    let lab = Lab::new();
    let before = lab.names();
    let commands = pages::commands("docs/jobs/usb-tokens.md");
    assert_eq!(commands.len(), 12);
    let script = format!("set -eu\n{}\n", commands.join("\n"));
    let call = lab.program("sh").arg("-c").arg(&script);
    let run = call.env("HOME", lab.path("").to_str().unwrap()).run();
    assert_eq!(run.code, 0, "{script}\n{}\n{}", run.text(), run.err);
    let made: Vec<String> = lab.names().difference(&before).cloned().collect();
    let expected =
        ["CTLFile.tlv", "key.pem", "pin", "softhsm2.conf", "token1.der", "token1.pem", "tokens"];
    assert_eq!(made, expected);
    let sound = "CTLFile.tlv: sound, signed by CN=SAST lab 1;O=Lab (record 1)\n";
    assert_eq!(lab.ctl("verify CTLFile.tlv").run().quiet(), sound);
    assert!(run.text().ends_with(sound), "{}", run.text());
    assert_openssl_verifies(&lab);
}

/// The signature covers everything except itself (docs/format.md, section 4).
fn assert_openssl_verifies(lab: &Lab) {
    let json = lab.ctl("show -q --json CTLFile.tlv").run();
    let json: serde_json::Value = serde_json::from_str(json.quiet()).unwrap();
    let signature = hex::decode(json["header"]["signature"].as_str().unwrap()).unwrap();
    let list = lab.read("CTLFile.tlv");
    let start = list.windows(signature.len()).position(|window| window == signature).unwrap();
    let end = start + signature.len();
    // Its tag and length come before it.
    let signed = [&list[..start - 3], &list[end..]].concat();
    lab.write("signature", signature);
    lab.write("signed", &signed);
    lab.write("public", lab.openssl("x509 -in token1.pem -noout -pubkey"));
    let said = lab.openssl("dgst -sha1 -verify public -signature signature signed");
    assert_eq!(said, b"Verified OK\n");
}
