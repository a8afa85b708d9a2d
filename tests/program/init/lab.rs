//! Labs: what is created, and what is printed.

use serde_json::{Value, json};
use trustlist::cluster::store::Store;

use super::{expected, tree};
use support::Lab;
use support::json::Fields;

const THREE: &str = "\
lab: a lab of 3 nodes, release 12.5, tokenless

  cucm-pub    10.48.47.153  publisher, callmanager, tftp
  cucm-sub1   10.48.47.154  callmanager
  cucm-tftp1  10.48.47.155  tftp

Next:

  ctl set-cluster mixed-mode -C lab
  ctl show lab/tftp/cucm-pub/CTLFile.tlv
";

#[test]
fn three_nodes_unless_it_is_said() {
    let lab = Lab::new();
    let run = lab.bash("umask 022; ctl init --lab lab").run();
    assert_eq!(run.all(), (0, THREE, ""));
    let nodes = ["cucm-pub", "cucm-sub1", "cucm-tftp1"];
    assert_eq!(tree(&lab, "lab"), expected(&nodes, &["CAPF", "ITLRecovery"], &[]));
    // The first lists are for phones that hold nothing.
    let store = Store::look(&lab.path("lab")).unwrap().expect("a store");
    assert!(store.new_phones().unwrap() && store.generations().unwrap().is_empty());
}

#[test]
fn one_node_of_the_oldest_release_with_tokenless_lists() {
    let lab = Lab::new();
    let run = lab.bash("umask 022; ctl init --lab --nodes 1 --release 10.0 'a lab'").run();
    let text = "\
'a lab': a lab of 1 node, release 10.0, tokenless

  cucm-pub  10.48.47.153  publisher, callmanager, tftp

Next:

  ctl set-cluster mixed-mode -C 'a lab'
  ctl show 'a lab'/tftp/cucm-pub/CTLFile.tlv
";
    assert_eq!(run.all(), (0, text, ""));
    assert_eq!(tree(&lab, "a lab"), expected(&["cucm-pub"], &["CAPF", "ITLRecovery"], &[]));
}

#[test]
fn as_many_nodes_as_a_cluster_can_have() {
    let lab = Lab::new();
    // Keys of 1024 bits are faster to generate.
    let run = lab.bash("umask 022; ctl init --lab --nodes 28 --release '10.5(2)' lab").run();
    let numbered =
        |name: &str, count| (1..=count).map(move |n| format!("cucm-{name}{n}")).collect();
    let groups: [Vec<String>; 3] = [numbered("sub", 16), numbered("tftp", 2), numbered("media", 9)];
    let nodes: Vec<&str> =
        ["cucm-pub"].into_iter().chain(groups.iter().flatten().map(String::as_str)).collect();
    assert_eq!(nodes.len(), 28);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let lines: Vec<_> = run.text().lines().collect();
    assert_eq!(lines[0], "lab: a lab of 28 nodes, release 10.5(2), tokenless");
    assert_eq!(lines[2], "  cucm-pub     10.48.47.153  publisher, callmanager, tftp");
    assert_eq!(lines[18], "  cucm-sub16   10.48.47.169  callmanager");
    assert_eq!(lines[20], "  cucm-tftp2   10.48.47.171  tftp");
    assert_eq!(lines[29], "  cucm-media9  10.48.47.180  media resources");
    assert_eq!(tree(&lab, "lab"), expected(&nodes, &["CAPF", "ITLRecovery"], &[]));
}

#[test]
fn json_says_what_the_lab_is() {
    let lab = Lab::new();
    let run = lab.ctl("init --lab --json --nodes 2 --release 9.1 --tokens lab").run();
    let found: Value = serde_json::from_str(run.quiet()).unwrap();
    Fields::of("## `ctl.init/1`").assert(&found);
    Fields::of("### `lab`").assert(&found["lab"]);
    let nodes = found["lab"]["nodes"].as_array().unwrap();
    let expected = [
        json!({
            "host": "cucm-pub", "address": "10.48.47.153", "publisher": true,
            "services": ["callmanager", "tftp"],
        }),
        json!({
            "host": "cucm-sub1", "address": "10.48.47.154", "publisher": false,
            "services": ["callmanager"],
        }),
    ];
    assert_eq!(nodes, &expected);
    assert_eq!(
        (&found["lab"]["release"], &found["lab"]["signing"]),
        (&json!("9.1"), &json!("token"))
    );
    let commands = found["lab"]["token_commands"].as_array().unwrap();
    assert_eq!((commands.len(), &commands[0]), (11, &json!("cd lab")));
    let files: Vec<_> = found["files"].as_array().unwrap().iter().collect();
    // CallManager and TVS of two nodes, CAPF, the CA and two tokens, each with its key.
    assert_eq!(files.len(), 8 * 2 + 1);
    for file in files {
        assert!(!lab.read(&format!("lab/{}", file.as_str().unwrap())).is_empty());
    }
}

#[test]
fn a_terminal_shows_how_many_keys_are_made() {
    let lab = Lab::new();
    // On one processor 22 keys take longer than the second during which nothing is shown.
    let one =
        "taskset -c $(sed -n 's/^Cpus_allowed_list:[^0-9]*\\([0-9]*\\).*/\\1/p' /proc/self/status)";
    let run = |options: &str| {
        let line = format!("{one} ctl init --lab --nodes 10 {options} > said");
        let run = support::terminal::script(&lab, &line).run();
        assert_eq!(run.code, 0, "{}", run.text());
        assert!(lab.read("said").starts_with(options.trim_start_matches("-q ").as_bytes()));
        run.text().to_owned()
    };
    let said = run("lab");
    // It is reprinted until the line is cleared.
    let steps: Vec<_> = said.split('\r').filter(|step| !step.is_empty()).collect();
    let (last, steps) = steps.split_last().expect("the keys take more than a second");
    assert_eq!(*last, "\u{1b}[K");
    for step in steps {
        let number = step.strip_prefix("ctl: key ").and_then(|s| s.strip_suffix(" of 22\u{1b}[K"));
        assert!(number.is_some_and(|n| (1..=22).contains(&n.parse::<u32>().unwrap())), "{step:?}");
    }
    assert!(!steps.is_empty());
    assert_eq!(run("-q quiet"), "");
}
