//! JSON: the fields that docs/json.md documents, and their values compared with other programs.

use serde_json::Value;

use crate::show::snapshots::lists;
use support::Lab;
use support::fixtures::source;
use support::json::Fields;

fn elements(value: &Value) -> &[Value] {
    value.as_array().expect("an array")
}

fn shown(lab: &Lab, file: &str) -> Value {
    serde_json::from_str(lab.ctl(&format!("show -q --json {file}")).run().quiet()).unwrap()
}

#[test]
fn the_fields_are_the_documented_ones() {
    let lab = Lab::new();
    let [list_fields, header, record, certificate, finding] =
        ["## `ctl.list/2`", "### `header`", "### `records`", "### `certificate`", "### `findings`"]
            .map(Fields::of);
    let unknown_field =
        Fields::new(&[("tag", "number"), ("offset", "number"), ("value", "string")]);
    let (mut records, mut certificates, mut unknown, mut findings) = (0, 0, 0, 0);
    for name in lists() {
        lab.list(&name);
        let list = shown(&lab, &format!("{name}.tlv"));
        list_fields.assert(&list);
        assert_eq!(list["schema"], "ctl.list/2");
        header.assert(&list["header"]);
        let mut strange = elements(&list["header"]["unknown"]).to_vec();
        for entry in elements(&list["records"]) {
            record.assert(entry);
            if !entry["certificate"].is_null() {
                certificate.assert(&entry["certificate"]);
                certificates += 1;
            }
            strange.extend_from_slice(elements(&entry["unknown"]));
            records += 1;
        }
        for field in &strange {
            unknown_field.assert(field);
        }
        unknown += strange.len();
        for said in elements(&list["findings"]) {
            finding.assert(said);
            findings += 1;
        }
    }
    // Two records are emptied, two carry a hash only.
    assert_eq!((records, certificates, unknown, findings), (88, 84, 4, 9));
}

#[test]
fn the_three_ways_to_ask_for_it_give_the_same() {
    let lab = Lab::new();
    lab.list("itl-12");
    let expected = lab.ctl("show --json itl-12.tlv").run();
    for line in
        ["show --format json itl-12.tlv", "--json show itl-12.tlv", "show itl-12.tlv --json"]
    {
        assert_eq!(lab.ctl(line).run().quiet(), expected.quiet(), "{line}");
    }
    assert!(expected.text().ends_with("\n}\n"));
}

/// The first word that a coreutils program prints of a file.
fn checksum(lab: &Lab, program: &str, file: &str) -> String {
    let run = lab.program(program).arg(file).run();
    run.quiet().split(' ').next().unwrap().to_owned()
}

#[test]
fn checksums_and_times_are_those_of_the_file() {
    let lab = Lab::new();
    let bytes = lab.list("itl-12");
    let list = shown(&lab, "itl-12.tlv");
    for (field, program) in [("md5", "md5sum"), ("sha1", "sha1sum"), ("sha256", "sha256sum")] {
        assert_eq!(list[field], checksum(&lab, program, "itl-12.tlv").as_str());
    }
    assert_eq!(list["size"], bytes.len());
    assert_eq!(list["modified"], "2020-07-01T10:00:00Z");
    assert_eq!(list["header"]["timestamp"], "2015-03-06T20:56:07Z");
    let piped = lab.bash("cat itl-12.tlv | ctl show --json -").run();
    let piped: Value = serde_json::from_str(piped.quiet()).unwrap();
    assert_eq!(piped["modified"], Value::Null);
    assert_eq!(piped["path"], "standard input");
    assert_eq!(piped["records"], list["records"]);
}

/// What `openssl x509` prints of a certificate with these options, one line.
fn printed(lab: &Lab, name: &str, options: &str) -> String {
    let line = lab.openssl(&format!("x509 -in {name}.pem -noout {options}"));
    String::from_utf8(line).unwrap().split_once('=').unwrap().1.trim_end().to_owned()
}

#[test]
fn a_record_says_what_openssl_says_of_its_certificate() {
    let lab = Lab::new();
    lab.list("itl-12");
    let list = shown(&lab, "itl-12.tlv");
    let names = ["pub-itlrecovery", "pub-ccm", "pub-ccm", "pub-tvs", "sub-tvs", "pub-capf"];
    let records = elements(&list["records"]);
    assert_eq!(records.len(), names.len());
    for (record, name) in records.iter().zip(names) {
        lab.certificate(name);
        let certificate = &record["certificate"];
        let hex = |options: &str| printed(&lab, name, options).replace(':', "").to_lowercase();
        assert_eq!(record["certificate_sha1"], hex("-fingerprint -sha1").as_str());
        assert_eq!(certificate["sha256"], hex("-fingerprint -sha256").as_str());
        assert_eq!(record["serial"], hex("-serial").as_str());
        assert_eq!(certificate["serial"], hex("-serial").as_str());
        assert_eq!(certificate["der"], hex::encode(lab.der(&format!("{name}.pem"))).as_str());
        let spaced =
            |options| printed(&lab, name, &format!("{options} -nameopt sep_comma_plus_space"));
        assert_eq!(certificate["subject"], spaced("-subject").as_str());
        assert_eq!(certificate["issuer"], spaced("-issuer").as_str());
        let dates = [("not_before", "-startdate"), ("not_after", "-enddate")];
        for (field, option) in dates {
            let time = printed(&lab, name, &format!("{option} -dateopt iso_8601"));
            assert_eq!(certificate[field], time.replace(' ', "T").as_str());
        }
        assert_eq!(certificate["key_algorithm"], "RSA");
        assert_eq!(certificate["key_bits"], 2048);
    }
}

#[test]
fn an_error_has_the_documented_fields() {
    let lab = Lab::new();
    lab.write("text.tlv", "hello");
    let fields = Fields::of("### `error`");
    let calls = [
        ("show --json missing.tlv", 3),
        ("show --json text.tlv", 3),
        ("verify --json --signer text.tlv text.tlv", 3),
        ("build --json -o a.tlv --sast missing.pem", 3),
        ("build --json -o missing/a.tlv --sast missing.pem", 5),
        ("build --json -o - --sast missing.pem", 2),
        ("generate --json errors text.tlv", 5),
    ];
    for (line, code) in calls {
        let run = lab.ctl(line).run();
        assert_eq!((run.code, run.err.lines().count()), (code, 1), "{line}");
        let document: Value = serde_json::from_str(run.text()).unwrap();
        let error = &document["error"];
        fields.assert(error);
        assert_eq!((&document["schema"], &error["exit"]), (&"ctl.error/2".into(), &code.into()));
        let errors = std::fs::read_to_string(source("docs/errors.md")).unwrap();
        let row = format!("\n| `{}` | {code} | ", error["id"].as_str().unwrap());
        assert!(errors.contains(&row), "{row}");
    }
}
