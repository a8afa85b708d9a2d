//! Files that cluster.toml names and that are not regular files: the program does not wait for
//! them, and does not read them without a limit.

use std::os::unix::net::UnixListener;

use super::{edit, mixed, soon};
use support::Lab;

/// What bash puts in the place of `$1`, and the error.
const OBSTACLES: [(&str, &str); 6] = [
    ("mkfifo $1", "expected a file, found a named pipe"),
    ("mkfifo fifo; ln -s $PWD/fifo $1", "expected a file, found a named pipe"),
    ("ln -s /dev/zero $1", "expected a file, found a device"),
    ("mkdir $1", "expected a file, found a folder"),
    ("true $1", "expected a file, found a socket"),
    ("truncate -s 99999999999 $1", ""),
];

/// A file of the cluster, a command that reads it, the text before the error about the obstacle,
/// and before the error about a file that is too large.
const FILES: [(&str, &str, &str, &str); 5] = [
    ("cluster.toml", "status", "c/cluster.toml", "262144 bytes"),
    (
        "certs/cucm-pub-CallManager.pem",
        "status",
        "column 15: certs/cucm-pub-CallManager.pem",
        "1048576 bytes",
    ),
    ("phones.txt", "status", "c/phones.txt", "8388608 bytes"),
    ("keys/cucm-pub-CallManager.pem", "update CTLFile --force --yes", "", "1048576 bytes"),
    ("keys/cucm-pub-CallManager.pem", "update CTLFile --force --dry-run", "", "1048576 bytes"),
];

fn place(lab: &Lab, file: &str, how: &str) {
    lab.bash(&format!("set -- {file}; rm -f $1; {how}")).run().quiet();
    if how == "true $1" {
        drop(UnixListener::bind(lab.path(file)).unwrap());
    }
}

#[test]
fn what_cluster_toml_names_is_a_regular_file() {
    let mut rows = 0;
    for (name, command, before, limit) in FILES {
        let before = if before.is_empty() { format!("c/{name}") } else { before.to_owned() };
        for (how, said) in OBSTACLES {
            let lab = mixed();
            edit(&lab, "\nname = ", "\ndevices = \"phones.txt\"\nname = ");
            lab.write("c/phones.txt", "001122AABBCC\n");
            place(&lab, &format!("c/{name}"), how);
            let run = soon(&lab, &format!("prlimit --as=2000000000 ctl -C c {command}"));
            assert_eq!(run.code, 3, "{name} {how}: {}", run.err);
            let line = run.err.lines().last().unwrap_or_default();
            let expected = format!("{before}: {said}");
            if said.is_empty() {
                assert!(line.contains(&before) && line.contains(limit), "{name} {how}: {line}");
            } else {
                assert!(line.contains(&expected), "{name} {how}: {line}");
            }
            rows += 1;
        }
        // A link to a file works like the file.
        let lab = mixed();
        edit(&lab, "\nname = ", "\ndevices = \"phones.txt\"\nname = ");
        lab.write("c/phones.txt", "001122AABBCC\n");
        lab.bash(&format!("cp -p c/{name} x; ln -sf $PWD/x c/{name}")).run().quiet();
        let run = soon(&lab, &format!("ctl -C c {command}"));
        // The lists of the phone are not published yet.
        let code = i32::from(command == "status");
        assert_eq!(run.code, code, "{name}: {}", run.err);
        rows += 1;
    }
    assert_eq!(rows, 35);
}

/// A file on the command line may be a pipe.
#[test]
fn what_is_named_on_the_command_line_may_be_a_pipe() {
    let lab = mixed();
    let list = "c/tftp/cucm-pub/CTLFile.tlv";
    let (certificate, key) =
        ("c/certs/cucm-pub-CallManager.pem", "c/keys/cucm-pub-CallManager.pem");
    let mut rows = 0;
    for line in [
        format!("ctl show <(cat {list})"),
        format!("ctl show /dev/stdin < {list}"),
        format!("ctl verify --installed <(cat {list}) <(cat {list})"),
        format!("ctl accept --ctl <(cat {list}) <(cat {list})"),
        format!("ctl cert show <(cat {certificate})"),
        format!("ctl build --sast <(cat {certificate}) --key <(cat {key}) -o new.tlv --force"),
        format!("ctl -C c adopt <(cat {list})"),
    ] {
        let run = lab.bash(&line).run();
        assert_eq!(run.code, 0, "{line}: {}", run.err);
        rows += 1;
    }
    assert_eq!(rows, 7);
}
