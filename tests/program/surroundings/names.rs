//! Names of files that are not UTF-8.

use super::{mixed, soon};

/// Bash's spelling of a name with a byte that is not UTF-8.
const NAME: &str = "$'x\\xff.tlv'";

#[test]
fn files_whose_names_are_not_utf_8() {
    let lab = mixed();
    lab.bash(&format!("cp c/tftp/cucm-pub/CTLFile.tlv {NAME}; cp -a c $'c\\xff'")).run().quiet();
    let here = "$'c\\xff'";
    let mut rows = 0;
    for (line, said) in [
        (format!("ctl show {NAME}"), "Length of CTL file: "),
        (format!("ctl verify {NAME}"), "x\\xff.tlv: sound"),
        (format!("ctl verify --installed {NAME} {NAME}"), "x\\xff.tlv: sound"),
        (format!("ctl -C {here} status"), "No drift"),
        (format!("ctl -C {here} update CTLFile --yes --force"), "CTL file Updated"),
        (format!("ctl -C {here} adopt {NAME}"), "@3"),
        ("ctl init $'n\\xff'".to_owned(), "n\\xff"),
    ] {
        let run = soon(&lab, &line);
        assert_eq!(run.code, 0, "{line}: {}", run.err);
        assert!(run.text().contains(said), "{line}: {} {}", run.text(), run.err);
        rows += 1;
    }
    assert_eq!(rows, 7);
    let run = soon(&lab, "ctl verify $'no\\xff'");
    assert_eq!((run.code, run.text()), (3, "no\\xff: not read\n"), "{}", run.err);
}
