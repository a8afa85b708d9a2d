//! Names as people write them: generations, lists, files, folders and releases.

use super::Site;
use support::Lab;

#[test]
fn a_generation_needs_no_sign_before_its_number() {
    let site = Site::three();
    assert_eq!(site.change("set-cluster mixed-mode", &[]).code, 0);
    let shown = site.ctl("show @1").run();
    let mut cases = 0;
    for name in ["1", "ctl", "CTL"] {
        let run = site.ctl(&format!("show {name}")).run();
        assert_eq!((run.code, run.text()), (0, shown.quiet()), "{name}");
        cases += 1;
    }
    // A file of that name takes precedence.
    site.lab.write("1", "text");
    assert_eq!(site.ctl("show 1").run().code, 3);
    let run = site.ctl("verify 2").run();
    let said = "ctl: generation @2 not found; run `ctl status --history`, which lists all \
                generations\n";
    assert_eq!(run.all(), (3, "2: not read\n", said));
    site.edit("\"10.48.47.154\"", "\"10.48.47.164\"");
    assert_eq!(site.change("update --phones-have 1", &[]).code, 0);
    let history = site.ctl("status --history").run();
    assert!(history.quiet().ends_with(": every phone has @1 or a later one\n"));
    for (name, expected) in [("1", "@1"), ("previous", "@2"), ("current", "")] {
        let run = site.change(&format!("update --to {name}"), &["--dry-run"]);
        assert_eq!(run.code, 0, "{}", run.err);
        let reason = format!("because: CTL of {expected} restored\n");
        let nothing = "Nothing changed since the last update; nothing was written.\n";
        let found = run.text().contains(&reason) || expected.is_empty() && run.text() == nothing;
        assert!(found || expected == "@2", "{name}: {}", run.text());
        cases += 1;
    }
    assert_eq!(cases, 6);
}

#[test]
fn the_present_itl_of_each_node() {
    let site = Site::three();
    let empty = site.ctl("show itl").run();
    let said = "ctl: generation @current not found; run `ctl status --history`, which lists all \
                generations\n";
    assert_eq!(empty.all(), (3, "", said));
    assert_eq!(site.change("set-cluster mixed-mode", &[]).code, 0);
    let of = |host: &str| {
        let run = site.ctl(&format!("show @current/itl/{host}")).run();
        run.quiet().to_owned()
    };
    let run = site.ctl("show itl").run();
    let note = "ctl: this is the ITL of cucm-pub; others: cucm-tftp1\n";
    assert_eq!(run.all(), (0, of("cucm-pub").as_str(), note));
    let run = site.ctl("show itl cucm-tftp1").run();
    assert_eq!(run.quiet(), of("cucm-tftp1"));
    let run = site.ctl("show itl cucm-sub1").run();
    let said = "ctl: generation 1 has no ITL of cucm-sub1; run `ctl status --history`, which \
                shows the lists of each generation\n";
    assert_eq!(run.all(), (3, "", said));
    let run = site.ctl("show ctl cucm-pub").run();
    let said = "ctl: only `ctl show itl` takes a host, found \"cucm-pub\" with another list; name one list\n";
    assert_eq!(run.all(), (2, "", said));
}

#[test]
fn the_one_possible_argument_may_be_left_out() {
    let site = Site::three();
    assert_eq!(site.change("set-cluster mixed-mode", &[]).code, 0);
    let mut cases = 0;
    for (long, others) in [
        (
            "update CTLFile --force",
            vec![
                "update --force",
                "update ctlfile --force",
                "update CTLFile.tlv --force",
                "update ./CTLFile.tlv --force",
            ],
        ),
        ("reset localkey", vec!["reset", "reset LocalKey"]),
        ("delete CTLFile", vec!["delete", "delete ctl"]),
    ] {
        let expected = site.ctl(&format!("{long} --dry-run --timestamp 1700000000")).run();
        for line in others {
            let run = site.ctl(&format!("{line} --dry-run --timestamp 1700000000")).run();
            assert_eq!(run.all(), expected.all(), "{line}");
            cases += 1;
        }
    }
    assert_eq!(cases, 8);
    let run = site.ctl("update something").run();
    assert_eq!((run.code, run.text()), (2, ""));
}

#[test]
fn an_empty_variable_names_no_folder() {
    let lab = Lab::new();
    lab.cluster("c", "--nodes 1");
    let run = lab.bash("cd c && CTL_CLUSTER= ctl status").run();
    assert!(run.quiet().starts_with("Cluster lab, release 12.5, tokenless\n"), "{}", run.text());
    let run = lab.bash("cd c && ctl -C '' status").run();
    let said = "error: a value is required for '--cluster <DIR>' but none was supplied\n";
    assert_eq!(run.all(), (2, "", said));
}

#[test]
fn a_cluster_is_named_after_its_folder() {
    let lab = Lab::new();
    let mut cases = 0;
    for (line, file, name) in [
        ("ctl init krk", "krk/cluster.toml", "krk"),
        ("ctl init a/b/", "a/b/cluster.toml", "b"),
        ("ctl init './it is \"quoted\"'", "it is \"quoted\"/cluster.toml", "it is \\\"quoted\\\""),
        ("mkdir here && cd here && ctl init .", "here/cluster.toml", "here"),
        ("ctl init lab2 --lab --nodes 1", "lab2/cluster.toml", "lab2"),
        // A cluster's name cannot contain this character.
        ("ctl init $'a\\tb'", "a\tb/cluster.toml", "krakow"),
    ] {
        let run = lab.bash(line).run();
        assert_eq!(run.code, 0, "{line}: {}", run.err);
        let text = String::from_utf8(lab.read(file)).unwrap();
        let quoted = text.lines().find_map(|line| line.strip_prefix("name = ")).unwrap();
        assert!(
            quoted == format!("\"{name}\"") || quoted == format!("'{}'", name.replace('\\', "")),
            "{line}: {quoted}"
        );
        cases += 1;
    }
    assert_eq!(cases, 6);
}
