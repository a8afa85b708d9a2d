//! `ctl accept --json`.

use serde_json::{Value, json};

use super::lists;
use support::Lab;
use support::json::Fields;

/// The document. Each of its fields is documented.
fn document(lab: &Lab, line: &str, code: i32) -> Value {
    let run = lab.ctl(&format!("accept --json {line}")).run();
    assert_eq!((run.code, &*run.err), (code, ""), "{line}");
    let value: Value = serde_json::from_str(run.text()).unwrap();
    let [whole, start, decision, anchor] =
        ["## `ctl.accept/2`", "### `starts`", "### `lists`", "### `anchor`"].map(Fields::of);
    whole.assert(&value);
    assert_eq!(value["schema"], "ctl.accept/2");
    for begun in value["starts"].as_array().unwrap() {
        start.assert(begun);
        for decided in begun["lists"].as_array().unwrap() {
            decision.assert(decided);
            let lost = decided["lost"].as_array().unwrap().iter();
            lost.chain(Some(&decided["anchor"]).filter(|anchor| !anchor.is_null()))
                .for_each(|place| anchor.assert(place));
            let keys =
                |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
            for step in decided["trace"].as_array().unwrap() {
                assert_eq!(keys(step), ["message", "step"]);
            }
            let notes = decided["notes"].as_array().unwrap().iter();
            for said in notes.chain(Some(&decided["reason"]).filter(|reason| !reason.is_null())) {
                assert_eq!(keys(said), ["hint", "id", "message"]);
            }
        }
    }
    value
}

#[test]
fn json_says_what_the_table_and_the_sentences_say() {
    let lab = lists();
    let value = document(&lab, "--ctl ctl.tlv --class cti new.tlv --then stranger.tlv", 1);
    assert_eq!(value["accepted"], false);
    let starts = value["starts"].as_array().unwrap();
    let of = |index: usize, field: &str| starts[index]["lists"][0][field].clone();
    assert_eq!(starts.len(), 2);
    for (index, message) in ["Trust List Updated", "Trust List Update Failed"].iter().enumerate() {
        assert_eq!(starts[index]["stage"], index + 1);
        assert_eq!(starts[index]["class"], "cti");
        assert_eq!(starts[index]["messages"], json!([message]));
    }
    assert_eq!(
        (of(0, "path"), of(0, "kind"), of(0, "outcome")),
        (json!("new.tlv"), json!("CTL"), json!("accepted"))
    );
    let hex = |file: &str, option: &str| {
        let said =
            String::from_utf8(lab.openssl(&format!("x509 -in {file} -noout {option}"))).unwrap();
        said.trim_end().split_once('=').unwrap().1.replace(':', "").to_lowercase()
    };
    let site = "OU=Voice;O=Example;L=Brno;ST=South Moravia;C=CZ";
    let place = |source: Value, record: Value, role: &str, cn: &str, file: &str| {
        json!({
            "source": source,
            "record": record,
            "role": role,
            "subject": format!("CN={cn};{site}"),
            "issuer": format!("CN={cn};{site}"),
            "serial": hex(file, "-serial"),
            "sha1": hex(file, "-fingerprint -sha1"),
        })
    };
    let anchor = place(json!("ctl"), json!(3), "SAST", "ITLRECOVERY_cucm-pub", "recovery.pem");
    assert_eq!(of(0, "anchor"), anchor);
    assert_eq!(
        (of(0, "reason"), of(0, "hint"), of(0, "lost")),
        (Value::Null, Value::Null, json!([]))
    );

    assert_eq!((of(1, "outcome"), of(1, "anchor")), (json!("refused, locked out"), Value::Null));
    let signer = format!("CN=ITLRECOVERY_cucm-sub;{site}");
    let reason = json!({
        "id": "V-PHONE-SIGNER",
        "message": format!("the phone does not know the signer, {signer}"),
        "hint": "sign it with the key of a SAST that the phone holds",
    });
    assert_eq!(of(1, "reason"), reason);
    let lost = place(Value::Null, Value::Null, "CCM+TFTP", "cucm-sub", "sub-ccm.pem");
    assert_eq!(of(1, "lost"), json!([lost]));
    let steps: Vec<_> = of(1, "trace")
        .as_array()
        .unwrap()
        .iter()
        .map(|step| step["step"].as_u64().unwrap())
        .collect();
    assert_eq!(steps, [4, 4, 8, 9]);
}

#[test]
fn what_tvs_could_change_and_what_is_remarked_is_there() {
    let lab = lists();
    let value = document(&lab, "--itl itl.tlv --class sbd same.tlv", 1);
    let hint = "the phone could accept this if TVS (record 3 of the stored ITL) runs and knows the signer as SAST";
    assert_eq!(value["starts"][0]["lists"][0]["hint"], hint);
    let value = document(&lab, "--reset-phone new.tlv newitl.tlv", 0);
    assert_eq!(value["accepted"], true);
    let notes = &value["starts"][0]["lists"][0]["notes"];
    assert_eq!(notes.as_array().unwrap().len(), 1);
    assert_eq!(notes[0]["id"], "V-PHONE-NOTE-OWN");
    // The classes in their order, each with both lists.
    let classes: Vec<_> = value["starts"].as_array().unwrap().iter().map(|s| &s["class"]).collect();
    assert_eq!(classes, ["sbd", "legacy", "cti"]);
}
