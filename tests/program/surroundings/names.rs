//! Names of files that are not UTF-8.

use super::{mixed, soon};

/// A file name with a byte that is not UTF-8, as bash writes it.
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

/// Certificates, keys, lists and output files, each with such a name.
#[test]
fn every_argument_that_names_a_file() {
    let lab = mixed();
    let copies = [
        ("c/certs/cucm-pub-CallManager.pem", r"$'cert\xff'"),
        ("c/keys/cucm-pub-CallManager.pem", r"$'key\xff'"),
        ("c/tftp/cucm-pub/CTLFile.tlv", r"$'ctl\xff'"),
        ("c/tftp/cucm-pub/ITLFile.tlv", r"$'itl\xff'"),
    ];
    for (from, to) in copies {
        lab.bash(&format!("cp {from} {to}")).run().quiet();
    }
    let (cert, key) = (copies[0].1, copies[1].1);
    let (ctl, itl) = (copies[2].1, copies[3].1);
    let record = format!("{cert}',host=pub,address=10.48.47.153'");
    let mut rows = 0;
    for (line, said) in [
        (format!("ctl build -o $'new\\xff' --sast {cert} --key {key}"), "new\\xff: "),
        (
            format!("ctl build -v -o $'ITLFile\\xff' --sast {record} --signer {cert} --key {key}"),
            "cert\\xff: SAST",
        ),
        (format!("ctl verify --signer {cert} {ctl}"), "ctl\\xff: sound"),
        (format!("ctl cert show {cert}"), "cert\\xff\n"),
        (
            "ctl cert new -o $'made\\xff' --key-out $'k\\xff' --subject CN=a".to_owned(),
            "made\\xff: ",
        ),
        ("ctl cert new -o $'ca\\xff' --subject CN=ca --usage ca".to_owned(), "ca\\xff: "),
        (
            "ctl cert new -o $'leaf\\xff' --subject CN=b --issuer $'ca\\xff' \
             --issuer-key $'ca\\xff'"
                .to_owned(),
            "leaf\\xff: ",
        ),
        (format!("ctl accept --ctl {ctl} --itl {itl} {ctl} --then {ctl}"), "ctl\\xff"),
        (
            format!("ctl accept --ctl {ctl} --tvs {cert} --tvs-knows {cert},role=sast {ctl}"),
            "ctl\\xff",
        ),
        (format!("ctl -C c adopt {ctl} --itl cucm-pub={itl}"), "@2"),
        (format!("ctl -C c adopt --itl=cucm-pub={itl} --dry-run"), "would be adopted"),
    ] {
        let run = soon(&lab, &line);
        assert_eq!(run.code, 0, "{line}: {}", run.err);
        let printed = format!("{}{}", run.text(), run.err);
        assert!(printed.contains(said), "{line}: {printed}");
        rows += 1;
    }
    assert_eq!(rows, 11);
    // Each has its own name.
    lab.bash("ls $'new\\xff' $'ITLFile\\xff' $'made\\xff' $'k\\xff' $'leaf\\xff' > /dev/null")
        .run()
        .quiet();
    for (line, id) in [
        ("ctl -C c adopt --itl $'cucm\\xff'=x", "expected HOST=FILE"),
        ("ctl build -o x --sast $'c.pem,host=\\xff'", "is not CERT[,host=NAME][,address=IP]"),
        ("ctl accept --reset-phone --tvs x --tvs-knows $'x,role=\\xff' x", "is not a role"),
    ] {
        let run = soon(&lab, line);
        assert!(run.code == 2 && run.err.contains(id), "{line}: {}", run.err);
    }
}
