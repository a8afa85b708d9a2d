//! The kind of the list: from --kind, else from the file name.

use trustlist::list::TrustList;

use super::{PUBLISHER, done, publisher};

#[test]
fn the_name_decides_and_a_name_that_disagrees_is_warned_about() {
    let lab = publisher();
    std::fs::create_dir(lab.path("tftp")).unwrap();
    let says =
        |name: &str, kind: &str| format!("ctl: {name}: building {kind}, according to the name\n");
    let warns = |name: &str, named: &str, kind: &str| {
        format!(
            "ctl: warning: {name} is the name of {named}, but the list is {kind}; give the list the name of its kind: phones rely on it\n"
        )
    };
    let [ctl, itl] = ["a CTL", "an ITL"];
    let cases = [
        ("new.tlv", "", "CTLFile.tlv", String::new()),
        ("ITLFile.tlv", "", "ITLFile.tlv", says("ITLFile.tlv", itl)),
        (
            "tftp/ITLSEP001122334455.tlv",
            "",
            "ITLFile.tlv",
            says("tftp/ITLSEP001122334455.tlv", itl),
        ),
        ("CTLFile.tlv", "", "CTLFile.tlv", says("CTLFile.tlv", ctl)),
        ("./CTLSEP001122334455.tlv", "", "CTLFile.tlv", says("./CTLSEP001122334455.tlv", ctl)),
        ("itl.tlv", "--kind itl", "ITLFile.tlv", String::new()),
        ("ITLFile.tlv", "--kind ctl", "CTLFile.tlv", warns("ITLFile.tlv", itl, ctl)),
        ("tftp/CTLFile.tlv", "--kind itl", "ITLFile.tlv", warns("tftp/CTLFile.tlv", ctl, itl)),
        (
            "new.tlv",
            "--filename ITLFile.tlv",
            "ITLFile.tlv",
            warns("the FILENAME ITLFile.tlv", itl, ctl),
        ),
    ];
    for (file, more, filename, said) in &cases {
        let run = lab.ctl(&format!("build --force -o {file} --sast pub.pem {more}")).run();
        let bytes = lab.read(file);
        let note = done(file, bytes.len(), "1 record", "SHA-1", PUBLISHER);
        assert_eq!(run.all(), (0, "", &*format!("{said}{note}")), "{file} {more}");
        let list = TrustList::parse(&bytes).expect("a list");
        assert_eq!(list.header().filename(), filename.as_bytes(), "{file} {more}");
    }
    assert_eq!(cases.len(), 9);
}

/// A list under the file name of the other kind is odd.
#[test]
fn a_list_under_the_name_of_another_kind_is_reported() {
    let lab = publisher();
    lab.ctl("build -q -o ITLFile.tlv --kind ctl --sast pub.pem").run();
    let odd = "expected the FILENAME ITLFile.tlv in a file named ITLFile.tlv, found CTLFile.tlv";
    let run = lab.ctl("verify ITLFile.tlv").run();
    assert_eq!(run.code, 0);
    assert!(run.text().contains(&format!("{odd} [V-ODD-FILENAME]\n")), "{}", run.text());
    let run = lab.ctl("show --format table ITLFile.tlv").run();
    assert!(run.err.contains(odd), "{}", run.err);
}
