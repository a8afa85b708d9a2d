//! Labs that are refused, and that nothing is left of them.

use std::fs;
use std::os::unix::fs::MetadataExt as _;

use super::tree;
use support::Lab;

const ADVICE: &str = "name another folder; this command never overwrites a file";

#[test]
fn a_file_that_would_be_overwritten_stops_it() {
    let blank = ["cluster.toml"];
    let whole = [
        "cluster.toml",
        ".ctl/state.db",
        "certs/CAPF.pem",
        "certs/cucm-sub1-TVS.pem",
        "keys/ITLRecovery.pem",
        "keys/cucm-tftp1-CallManager.pem",
        "keys/lab-only-manufacturing-ca.pem",
        "tokens/manufacturing-ca.pem",
    ];
    let cases = blank.iter().map(|file| ("init lab", file));
    let cases = cases.chain(whole.iter().map(|file| ("init --lab --tokens lab", file)));
    let mut count = 0;
    for (line, file) in cases {
        let lab = Lab::new();
        let path = format!("lab/{file}");
        fs::create_dir_all(lab.path(&path).parent().unwrap()).unwrap();
        lab.write(&path, "mine");
        let before = tree(&lab, "");
        let run = lab.ctl(line).run();
        let named = path.trim_end_matches("/state.db");
        let error = format!("ctl: {named} already exists; nothing was created; {ADVICE}\n");
        assert_eq!(run.all(), (2, "", &*error), "{line}");
        assert_eq!(tree(&lab, ""), before, "{line}");
        assert_eq!(lab.read(&path), b"mine");
        count += 1;
    }
    assert_eq!(count, 9);
    // A dangling link counts as a file.
    let lab = Lab::new();
    fs::create_dir(lab.path("lab")).unwrap();
    std::os::unix::fs::symlink("nowhere", lab.path("lab/cluster.toml")).unwrap();
    assert_eq!(lab.ctl("init lab").run().code, 2);
    assert_eq!(tree(&lab, "").len(), 2);
}

#[test]
fn a_second_init_changes_nothing() {
    let lab = Lab::new();
    assert_eq!(lab.ctl("init --lab --nodes 1 lab").run().code, 0);
    let files = || {
        let names = tree(&lab, "lab").into_keys().filter(|name| !name.ends_with('/'));
        names.map(|name| lab.read(&format!("lab/{name}"))).collect::<Vec<_>>()
    };
    let before = (tree(&lab, ""), files());
    for line in ["init lab", "init --lab --nodes 1 lab", "init --lab --nodes 28 --tokens lab"] {
        let run = lab.ctl(line).run();
        assert_eq!((run.code, run.text()), (2, ""), "{line}");
        assert!(run.err.contains(" already exists; nothing was created; "), "{}", run.err);
        assert_eq!((tree(&lab, ""), files()), before, "{line}");
    }
}

#[test]
fn a_file_in_the_place_of_a_folder_stops_it() {
    for (file, line) in [
        ("lab", "init lab"),
        ("lab", "init --lab lab"),
        ("lab", "init lab/inner"),
        ("lab/keys", "init lab"),
        ("lab/tftp/cucm-sub1", "init --lab lab"),
    ] {
        let lab = Lab::new();
        fs::create_dir_all(lab.path(file).parent().unwrap()).unwrap();
        lab.write(file, "mine");
        let before = tree(&lab, "");
        let run = lab.ctl(line).run();
        let named = if line == "init lab/inner" { "lab/inner" } else { file };
        let error =
            format!("ctl: {named} is not a folder; nothing was created; name another folder\n");
        assert_eq!(run.all(), (2, "", &*error), "{line}");
        assert_eq!(tree(&lab, ""), before);
    }
}

#[test]
fn a_call_that_makes_no_sense_is_refused() {
    let needs = |release: &str| {
        format!(
            "ctl: in release {release} only USB tokens sign the CTL; create the lab with --tokens\n"
        )
    };
    let never = "ctl: in release 14SU3 tokens do not sign the CTL; create the lab without \
                 --tokens, or choose a \
                 release up to 14SU2\n";
    let value = |option: &str, value: &str, reason: &str| {
        format!(
            "error: invalid value '{value}' for '{option}': {reason}\n\n\
             For more information, try '--help'.\n"
        )
    };
    let release = "--release <RELEASE>";
    let straddles = |text: &str, first: &str, last: &str, upto: &str, since: &str| {
        let reason = format!(
            "{text} matches two rows of the table of releases, \"{first}\" and \"{last}\": write \
             {upto} or {since}"
        );
        value(release, text, &reason)
    };
    let lab_missing = |option: &str| {
        format!(
            "error: the following required arguments were not provided:\n  --lab\n\n\
             Usage: ctl init --lab {option} <DIR>\n\nFor more information, try '--help'.\n"
        )
    };
    let cases = [
        ("--lab --release 9.1 x", needs("9.1")),
        ("--lab --release 8.6(2a) x", needs("8.6(2a)")),
        ("--lab --release 14SU3 --tokens x", never.to_owned()),
        (
            "--lab --release 10.5 x",
            straddles("10.5", "10.0, 10.5(1)", "10.5(2), 11.0", "10.5(1)", "10.5(2)"),
        ),
        ("--lab --release 14 x", straddles("14", "12.0 to 14SU2", "14SU3 on", "14SU2", "14SU3")),
        ("--lab --release twelve x", value(release, "twelve", "\"twelve\" is not a CUCM release")),
        (
            "--lab --release 3.3 x",
            value(release, "3.3", "release 3.3 has no trust lists; CUCM has them from 4.0 on"),
        ),
        ("--lab --nodes 0 x", value("--nodes <N>", "0", "0 is not in 1..=28")),
        ("--lab --nodes 29 x", value("--nodes <N>", "29", "29 is not in 1..=28")),
        ("--nodes 3 x", lab_missing("--nodes <N>")),
        ("--release 12.5 x", lab_missing("--release <RELEASE>")),
        ("--tokens x", lab_missing("--tokens")),
    ];
    let lab = Lab::new();
    for (line, error) in &cases {
        assert_eq!(lab.ctl(&format!("init {line}")).run().all(), (2, "", error.as_str()), "{line}");
    }
    assert_eq!((cases.len(), tree(&lab, "").len()), (12, 0));
}

#[test]
fn what_fails_half_way_leaves_nothing() {
    // Files may have 1024 bytes: certificates of 1024 bits and their keys fit, the others do not.
    let limited = "trap '' XFSZ; ulimit -f 1; ctl init --lab --nodes 1 --release 10.0 lab";
    let lab = Lab::new();
    let run = lab.bash(limited).run();
    assert_eq!((run.code, run.text()), (5, ""));
    let reason = ".pem: File too large (os error 27); check the folder, its permissions and the \
                  space left on it\n";
    assert!(
        run.err.starts_with("ctl: cannot write lab/") && run.err.ends_with(reason),
        "{}",
        run.err
    );
    assert_eq!(tree(&lab, "").len(), 0);

    // With 8 KiB the store does not fit, after all files have been written.
    let run = lab.bash(&limited.replace("-f 1;", "-f 8;")).run();
    assert_eq!((run.code, run.text()), (5, ""));
    assert!(run.err.starts_with("ctl: ") && run.err.contains("lab/.ctl/state.db"), "{}", run.err);
    assert_eq!(tree(&lab, "").len(), 0);

    // An existing folder stays, and so does its content.
    fs::create_dir_all(lab.path("lab/certs")).unwrap();
    lab.write("lab/certs/mine.pem", "mine");
    let before = tree(&lab, "");
    assert_eq!(lab.bash(limited).run().code, 5);
    assert_eq!(tree(&lab, ""), before);
}

#[test]
fn a_folder_that_cannot_be_written_stays_as_it_is() {
    let lab = Lab::new();
    fs::create_dir(lab.path("lab")).unwrap();
    // Root may write everywhere, so its capabilities are dropped.
    let root = fs::metadata(lab.path("lab")).unwrap().uid() == 0;
    let drop = if root { "setpriv --bounding-set=-dac_override " } else { "" };
    let run = lab.bash(&format!("chmod 555 lab; {drop}ctl init lab")).run();
    assert_eq!((run.code, run.text()), (5, ""), "{}", run.err);
    let error = "ctl: cannot create the folder lab/certs: Permission denied (os error 13); check the \
                 folder, its permissions and the space left on it\n";
    assert_eq!(run.err, error);
    assert_eq!(tree(&lab, "").into_keys().collect::<Vec<_>>(), ["lab/"]);
}
