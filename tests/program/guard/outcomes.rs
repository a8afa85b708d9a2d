//! The cases of docs/phone.md with known outcomes, each with lists that commands published: the
//! table's commands are run in a cluster's folder, and `ctl accept` prints what phones do with the
//! files of the servers. Every case uses only lists that commands publish.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use support::tree::Tree;
use support::{Lab, fixtures, parallel};

use super::Cluster;
use super::cluster::FOLDER;

/// A case, or a half of one.
struct Case {
    number: &'static str,
    /// The lab: `--release 12.5 --nodes 1`.
    lab: &'static str,
    /// What happens, line by line ([`Life::line`]).
    life: &'static str,
    /// What `sbd`, `legacy` and `cti` do with each list that they get, in order.
    expected: [&'static str; 3],
}

/// In `life`, `publish COMMAND` runs `ctl COMMAND` even if phones may refuse the lists.
const CASES: [Case; 31] = [
    Case {
        number: "1",
        lab: "--release 10.0 --nodes 1",
        life: "publish set-cluster mixed-mode
               hold ctl itl
               renew cucm-pub-CallManager
               publish update CTLFile
               tvs
               meet ctl",
        expected: ["TVS", "locked out", "locked out"],
    },
    Case {
        number: "2",
        lab: "--release 10.5(2) --nodes 1",
        life: "publish set-cluster mixed-mode
               hold ctl itl
               renew cucm-pub-CallManager
               publish update CTLFile
               tvs
               meet ctl",
        expected: ["TVS", "locked out", "locked out"],
    },
    Case {
        number: "3",
        lab: "--release 10.5(2) --nodes 1",
        life: "publish set-cluster mixed-mode
               hold ctl itl
               renew cucm-pub-CallManager
               publish reset localkey
               meet ctl",
        expected: ["CTL", "CTL", "CTL"],
    },
    // Signed by the new ITLRecovery, then by the new CallManager.
    Case {
        number: "4",
        lab: "--release 12.5 --nodes 1",
        life: "publish set-cluster mixed-mode
               hold ctl itl
               renew cucm-pub-CallManager
               renew cucm-pub-TVS
               renew ITLRecovery
               publish update CTLFile
               tvs
               meet ctl itl
               publish reset localkey
               publish itl reset localkey
               meet ctl itl",
        expected: [
            "locked out, locked out, locked out, locked out",
            "locked out, not asked, locked out, not asked",
            "locked out, not asked, locked out, not asked",
        ],
    },
    Case {
        number: "5",
        lab: "--release 8.6 --nodes 1 --tokens",
        life: "publish itl update
               hold itl
               renew cucm-pub-CallManager
               renew cucm-pub-TVS
               publish itl update
               tvs
               meet itl",
        expected: ["locked out", "not asked", "not asked"],
    },
    Case {
        number: "6",
        lab: "--release 12.5 --nodes 1",
        life: "publish set-cluster mixed-mode
               hold ctl itl
               renew ITLRecovery
               publish reset localkey
               meet ctl",
        expected: ["CTL", "CTL", "CTL"],
    },
    Case {
        number: "7",
        lab: "--release 12.5 --nodes 1",
        life: "publish set-cluster mixed-mode
               renew ITLRecovery
               publish reset localkey
               hold ctl itl
               publish update CTLFile
               meet ctl",
        expected: ["CTL", "CTL", "CTL"],
    },
    // Signed by the new ITLRecovery, then by the new CallManager.
    Case {
        number: "8",
        lab: "--release 12.5 --nodes 1",
        life: "publish set-cluster mixed-mode
               hold ctl itl
               renew ITLRecovery
               renew cucm-pub-CallManager
               publish update CTLFile
               tvs
               meet ctl
               publish reset localkey
               meet ctl",
        expected: ["locked out, TVS", "locked out, locked out", "locked out, locked out"],
    },
    Case {
        number: "9",
        lab: "--release 12.5 --nodes 1",
        life: "publish set-cluster mixed-mode
               hold ctl itl
               import
               tvs
               B publish set-cluster mixed-mode
               B meet ctl itl",
        expected: ["TVS, CTL", "locked out, not asked", "locked out, not asked"],
    },
    Case {
        number: "9b",
        lab: "--release 12.5 --nodes 1",
        life: "publish set-cluster mixed-mode
               import
               publish update CTLFile
               hold ctl
               B publish set-cluster mixed-mode
               B meet ctl",
        expected: ["CTL", "CTL", "CTL"],
    },
    Case {
        number: "10",
        lab: "--release 12.5 --nodes 1",
        life: "publish set-cluster mixed-mode
               hold ctl itl
               tvs
               B publish set-cluster mixed-mode
               B meet ctl itl",
        expected: ["locked out, locked out", "locked out, not asked", "locked out, not asked"],
    },
    Case {
        number: "11",
        lab: "--release 9.1 --nodes 1 --tokens",
        life: "publish set-cluster mixed-mode
               hold ctl
               unplug 1
               renew CAPF
               publish update CTLFile by 2
               meet ctl",
        expected: ["CTL", "CTL", "CTL"],
    },
    Case {
        number: "12",
        lab: "--release 9.1 --nodes 1 --tokens",
        life: "publish set-cluster mixed-mode
               token 3
               hold ctl
               unplug 1
               unplug 2
               renew CAPF
               publish update CTLFile by 3
               meet ctl",
        expected: ["CTL", "CTL", "CTL"],
    },
    // TVS reads the server's own CTL, and so knows the token.
    Case {
        number: "13",
        lab: "--release 9.1 --nodes 1 --tokens",
        life: "publish set-cluster mixed-mode
               hold ctl itl
               publish delete CTLFile --tokens-lost
               token 3
               token 4
               publish set-cluster mixed-mode
               tvs
               meet ctl",
        expected: ["TVS", "served", "served"],
    },
    Case {
        number: "13",
        lab: "--release 9.1 --nodes 1 --tokens",
        life: "publish set-cluster mixed-mode
               hold ctl itl
               publish delete CTLFile --tokens-lost
               tvs
               token 3
               token 4
               publish set-cluster mixed-mode
               meet ctl",
        expected: ["served", "served", "served"],
    },
    // The publisher's phones, then those of another TFTP server.
    Case {
        number: "14",
        lab: "--release 10.5(2) --nodes 3 --tokens",
        life: "publish set-cluster mixed-mode
               hold ctl itl
               publish upgrade
               meet ctl",
        expected: ["ITL", "served", "served"],
    },
    Case {
        number: "14",
        lab: "--release 10.5(2) --nodes 3 --tokens",
        life: "publish set-cluster mixed-mode
               at cucm-tftp1
               hold ctl itl
               publish upgrade
               tvs
               meet ctl",
        expected: ["TVS", "served", "served"],
    },
    Case {
        number: "14b",
        lab: "--release 11.5 --nodes 1 --tokens",
        life: "publish set-cluster mixed-mode
               hold ctl
               publish upgrade
               meet ctl",
        expected: ["CTL", "CTL", "CTL"],
    },
    Case {
        number: "15",
        lab: "--release 12.5 --nodes 1",
        life: "publish set-cluster mixed-mode
               meet ctl itl",
        expected: ["first, first", "first, not asked", "first, not asked"],
    },
    // The publisher's phones, then those of another TFTP server. The other classes hold nothing.
    Case {
        number: "16",
        lab: "--release 11.5 --nodes 3",
        life: "publish itl update
               hold itl
               publish set-cluster mixed-mode
               meet ctl",
        expected: ["ITL", "first", "first"],
    },
    Case {
        number: "16",
        lab: "--release 11.5 --nodes 3",
        life: "publish itl update
               at cucm-tftp1
               hold itl
               publish set-cluster mixed-mode
               tvs
               meet ctl",
        expected: ["TVS", "first", "first"],
    },
    Case {
        number: "17",
        lab: "--release 12.5 --nodes 1",
        life: "publish itl update
               hold itl
               publish set-cluster mixed-mode
               meet ctl",
        expected: ["ITL", "first", "first"],
    },
    Case {
        number: "18",
        lab: "--release 11.5 --nodes 1 --tokens",
        life: "publish itl update
               hold itl
               publish set-cluster mixed-mode
               tvs
               meet ctl",
        expected: ["TVS", "first", "first"],
    },
    Case {
        number: "19",
        lab: "--release 12.5 --nodes 1",
        life: "publish set-cluster mixed-mode
               hold ctl itl
               renew cucm-pub-CallManager
               publish update CTLFile
               meet ctl itl",
        expected: ["CTL, CTL", "CTL, not asked", "CTL, not asked"],
    },
    Case {
        number: "20",
        lab: "--release 12.5 --nodes 1",
        life: "publish set-cluster mixed-mode
               hold ctl itl
               renew ITLRecovery
               publish update CTLFile
               tvs
               meet ctl",
        expected: ["served", "served", "served"],
    },
    Case {
        number: "21",
        lab: "--release 12.5 --nodes 1",
        life: "publish itl update
               hold itl
               renew ITLRecovery
               publish itl update
               tvs
               meet itl",
        expected: ["served", "not asked", "not asked"],
    },
    Case {
        number: "22",
        lab: "--release 12.5 --nodes 1",
        life: "publish itl update
               hold itl
               renew ITLRecovery
               publish itl reset localkey
               meet itl
               publish itl update
               meet itl",
        expected: ["ITL, ITL", "not asked, not asked", "not asked, not asked"],
    },
    Case {
        number: "23",
        lab: "--release 12.5 --nodes 1",
        life: "sha512
               publish set-cluster mixed-mode
               tvs
               meet ctl itl",
        expected: ["served, served", "served, not asked", "served, not asked"],
    },
    Case {
        number: "24",
        lab: "--release 12.5 --nodes 1",
        life: "publish set-cluster mixed-mode
               hold ctl itl
               tvs
               B publish itl update
               B meet itl",
        expected: ["locked out", "not asked", "not asked"],
    },
    Case {
        number: "25",
        lab: "--release 9.1 --nodes 1 --tokens",
        life: "publish itl update
               hold itl
               rename
               publish itl update
               tvs
               meet itl",
        expected: ["locked out", "not asked", "not asked"],
    },
    // Signed by the new CallManager, then by ITLRecovery.
    Case {
        number: "26",
        lab: "--release 11.5 --nodes 1",
        life: "publish itl update
               hold itl
               rename
               publish itl update
               tvs
               meet itl
               publish itl reset localkey
               meet itl",
        expected: ["locked out, ITL", "not asked, not asked", "not asked, not asked"],
    },
];

/// A cluster, another one, and a phone.
struct Life {
    cluster: Cluster,
    /// The cluster that the phone moves to.
    other: Option<Cluster>,
    /// The TFTP server of the phone.
    host: &'static str,
    /// The arguments of `ctl accept`: options, then the files of each start.
    options: Vec<String>,
    starts: Vec<Vec<String>>,
}

impl Life {
    fn new(lab: &str) -> Self {
        let cluster = Cluster::new(lab);
        Self { cluster, other: None, host: "cucm-pub", options: Vec::new(), starts: Vec::new() }
    }

    /// What happens:
    ///
    /// ```text
    /// publish COMMAND  the command publishes; `by NUMBER`: what this token signs
    /// renew FILE       key and certificate are regenerated
    /// rename           the publisher has another host name, and CUCM regenerates its certificates
    /// sha512           lists are signed with SHA-512
    /// import           the other cluster's SASTs are entered as [[trust]]
    /// token NUMBER     a new token is added and inserted
    /// unplug NUMBER    a token is pulled out
    /// at HOST          the phone asks this TFTP server
    /// hold ctl itl     the phone holds what its server has now
    /// meet ctl itl     the phone starts, and meets what its server has now
    /// tvs              the TVS of the cluster as it is described now are reached
    /// B LINE           the same in another cluster
    /// ```
    fn line(&mut self, line: &'static str) {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "publish" => {
                let (command, token) = rest.split_once(" by ").unwrap_or((rest, ""));
                let mut line = format!("{command} --accept-lockout");
                if !token.is_empty() {
                    line += &format!(" --token {}", self.token_key(token));
                }
                drop(self.cluster.done(&line));
            }
            "renew" => self.renew(rest),
            "rename" => {
                self.cluster.edit("\nhost = \"cucm-pub\"", "\nhost = \"cucm-new\"");
                for name in ["CallManager", "TVS"] {
                    self.cluster.renew(&format!("cucm-pub-{name}"), "cucm-new");
                }
            }
            "sha512" => self.cluster.edit("\ndigest = \"sha1\"", "\ndigest = \"sha512\""),
            "import" => self.import(),
            "token" => self.add_token(rest),
            "unplug" => self.cluster.remove(&self.token_key(rest)),
            "at" => self.host = rest,
            "hold" => {
                for file in self.taken("held", rest) {
                    let option = if file.ends_with("ctl.tlv") { "--ctl" } else { "--itl" };
                    self.options.push(format!("{option} {file}"));
                }
            }
            "meet" => {
                let files = self.taken(&format!("start-{}", self.starts.len()), rest);
                self.starts.push(files);
            }
            "tvs" => {
                Tree::read(&self.cluster.path("")).write(&self.cluster.lab.path("tvs"));
                self.options.push("--tvs-from tvs".to_owned());
            }
            "B" => self.in_other(rest),
            _ => panic!("{line}"),
        }
    }

    fn renew(&self, file: &str) {
        match file.split_once('-') {
            None if file == "ITLRecovery" => self.cluster.renew_itlrecovery(),
            None => self.cluster.renew_capf(),
            _ => self.cluster.renew(file, "cucm-pub"),
        }
    }

    /// Another cluster publishes; the phone gets its lists.
    fn in_other(&mut self, line: &'static str) {
        let other = self.other.get_or_insert_with(|| Cluster::other(LAB_OF_B));
        match line.split_once(' ').expect(line) {
            ("publish", command) => drop(other.done(command)),
            ("meet", lists) => {
                let files = names(&format!("start-{}", self.starts.len()), lists);
                copy(other, "cucm-pub", &self.cluster.lab, &files);
                self.starts.push(files);
            }
            _ => panic!("{line}"),
        }
    }

    /// Enters the signers of the other cluster as `[[trust]]`.
    fn import(&mut self) {
        let other = self.other.get_or_insert_with(|| Cluster::other(LAB_OF_B));
        for name in ["ITLRecovery", "cucm-pub-CallManager"] {
            let file = format!("certs/B-{name}.pem");
            self.cluster.write(&file, other.read(&format!("certs/{name}.pem")));
            self.cluster.append(&format!("[[trust]]\ncertificate = \"{file}\"\n"));
        }
    }

    /// Adds a token, whose key is a file.
    fn add_token(&self, number: &str) {
        let name = format!("SAST-ADN0000000{number}");
        self.cluster.lab.openssl(&format!(
            "req -x509 -newkey rsa:1024 -nodes -days 3650 -subj /O=Cisco/CN={name} \
             -keyout {FOLDER}/keys/lab-only-{name}.pem -out {name}.pem"
        ));
        let run = self.cluster.run(&format!("token add {name}.pem --yes"));
        assert_eq!(run.code, 0, "{}", run.err);
        let manifest = self.cluster.manifest();
        let lines = manifest.lines().map(|line| {
            let key = format!("\nkey = \"keys/lab-only-{name}.pem\"");
            format!("{line}{}\n", if line.contains(&name) { key.as_str() } else { "" })
        });
        self.cluster.set_manifest(&lines.collect::<String>());
    }

    /// The key file of a token, counted from 1.
    fn token_key(&self, number: &str) -> String {
        let number: usize = number.parse().expect("a number");
        let manifest = self.cluster.manifest();
        let mut keys = manifest.lines().filter_map(|line| {
            let key = line.strip_prefix("key = \"")?.strip_suffix('"')?;
            key.starts_with("keys/lab-only-SAST").then(|| key.to_owned())
        });
        keys.nth(number - 1).expect("a token")
    }

    /// Copies the present lists of the phone's server; returns their names.
    fn taken(&self, name: &str, lists: &str) -> Vec<String> {
        let files = names(name, lists);
        copy(&self.cluster, self.host, &self.cluster.lab, &files);
        files
    }

    /// What each class does with each list, as `ctl accept` prints it.
    fn outcomes(&self) -> [String; 3] {
        let held = self.options.iter().any(|option| !option.starts_with("--tvs"));
        let options = self.options.join(" ");
        let starts: Vec<String> = self.starts.iter().map(|files| files.join(" ")).collect();
        let reset = if held { "" } else { "--reset-phone" };
        let starts = starts.join(" --then ");
        let run = self.cluster.lab.ctl(&format!("accept --json {reset} {options} {starts}")).run();
        let json: Value =
            serde_json::from_slice(&run.out).unwrap_or_else(|_| panic!("{}", run.err));
        ["sbd", "legacy", "cti"].map(|class| {
            let of_class = json["starts"].as_array().expect("starts").iter();
            let of_class = of_class.filter(|start| start["class"] == class);
            let lists = of_class.flat_map(|start| start["lists"].as_array().expect("lists"));
            lists.map(outcome).collect::<Vec<_>>().join(", ")
        })
    }
}

/// The lab of the cluster that phones move to.
const LAB_OF_B: &str = "--release 12.5 --nodes 1";

/// The names of copies: `ctl itl` is `NAME-ctl.tlv` and `NAME-itl.tlv`.
fn names(name: &str, lists: &str) -> Vec<String> {
    lists.split(' ').map(|list| format!("{name}-{list}.tlv")).collect()
}

/// Copies the lists of a cluster's server under these names.
fn copy(from: &Cluster, host: &str, to: &Lab, names: &[String]) {
    for name in names {
        let file = if name.ends_with("ctl.tlv") { "CTLFile.tlv" } else { "ITLFile.tlv" };
        to.write(name, from.read(&format!("tftp/{host}/{file}")));
    }
}

/// `CTL`, `ITL` and `TVS` for where the phone finds the signer, `first`, `not asked`, `served` and
/// `locked out`.
fn outcome(list: &Value) -> &'static str {
    match (list["outcome"].as_str().expect("an outcome"), list["anchor"]["source"].as_str()) {
        ("accepted", Some("ctl")) => "CTL",
        ("accepted", Some("itl")) => "ITL",
        ("accepted by TVS", Some("tvs")) => "TVS",
        ("accepted", None) => "first",
        ("not asked for", None) => "not asked",
        ("refused, still served", None) => "served",
        ("refused, locked out", None) => "locked out",
        _ => panic!("{list:#}"),
    }
}

#[test]
fn every_case_ends_as_known_with_lists_that_commands_published() {
    let ended = parallel::numbered(|number| {
        let case = CASES.get(number - 1)?;
        let mut life = Life::new(case.lab);
        for line in case.life.lines() {
            life.line(line.trim());
        }
        Some((case, life.outcomes()))
    });
    for (case, outcomes) in &ended {
        assert_eq!(outcomes, &case.expected, "case {}:\n{}", case.number, case.life);
    }
    let numbers: BTreeSet<&str> = CASES.iter().map(|case| case.number).collect();
    assert_eq!((ended.len(), numbers.len()), (31, 28));
    let table = fs::read_to_string(fixtures::source("docs/phone.md")).expect("the table");
    let (_, table) = table.split_once("## Cases with known outcomes").expect("the cases");
    let rows = table.lines().filter_map(|line| line.strip_prefix("| ")?.split(' ').next());
    let rows: BTreeSet<&str> = rows.filter(|row| *row != "#").collect();
    assert_eq!(numbers, rows);
}
