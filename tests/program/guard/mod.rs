//! The phones come first: the cases of docs/phone.md that a cluster can be brought
//! into, played through the commands.

mod cases;
mod migration;
mod questions;

use support::Lab;
use support::program::Run;

/// A cluster in a folder of its own.
pub(crate) struct Cluster(Lab);

impl Cluster {
    /// A lab of this release, its two tokens' keys in files.
    pub(crate) fn new(release: &str, nodes: u8, tokens: bool) -> Self {
        let lab = Lab::new();
        let tokens = if tokens { " --tokens" } else { "" };
        lab.cluster("c", &format!("--nodes {nodes} --release {release}{tokens}"));
        Self::with_keys(lab)
    }

    /// A lab of one node of 12.5 with keys that no other has.
    pub(crate) fn stranger() -> Self {
        let lab = Lab::new();
        lab.new_cluster("c", "--nodes 1 --release 12.5");
        Self::with_keys(lab)
    }

    /// The cluster whose tokens' keys are those in files.
    fn with_keys(lab: Lab) -> Self {
        let cluster = Self(lab);
        cluster.edit(|text| {
            let lines = text.lines().map(|line| {
                match line.strip_prefix("key = \"pkcs11:token=").and_then(|l| l.split(';').next()) {
                    Some(token) => format!("key = \"keys/lab-only-{token}.pem\"\n"),
                    None => format!("{line}\n"),
                }
            });
            lines.collect()
        });
        cluster
    }

    /// Changes cluster.toml.
    pub(crate) fn edit(&self, change: impl FnOnce(&str) -> String) {
        let text = String::from_utf8(self.0.read("c/cluster.toml")).unwrap();
        self.0.write("c/cluster.toml", change(&text));
    }

    /// Runs a command of the cluster.
    pub(crate) fn run(&self, line: &str) -> Run {
        self.0.ctl(&format!("-C c {line}")).run()
    }

    /// Runs a command that publishes, with its question answered.
    pub(crate) fn done(&self, line: &str) {
        let run = self.run(&format!("{line} --yes"));
        assert_eq!(run.code, 0, "ctl {line}: {}", run.err);
        assert!(!run.text().contains("Nothing changed"), "ctl {line}");
    }

    /// Runs a command that the guard stops; nothing may be written. Returns what it says.
    pub(crate) fn stopped(&self, line: &str) -> String {
        let before = self.lists();
        let run = self.run(&format!("{line} --yes"));
        assert_eq!((run.code, run.text()), (1, ""), "ctl {line}: {}", run.err);
        assert_eq!(self.lists(), before, "ctl {line} wrote something");
        run.err
    }

    /// Makes a certificate anew, with a key of its own and its old name.
    pub(crate) fn renew(&self, name: &str) {
        let file = format!("c/certs/{name}.pem");
        let subject = self.0.openssl(&format!("x509 -in {file} -noout -subject -nameopt RFC2253"));
        let subject = String::from_utf8(subject).unwrap();
        let subject = subject.trim().strip_prefix("subject=").unwrap().to_owned();
        let run = self.0.ctl("cert new --force --key-type rsa2048");
        let run = run.arg("--subject").arg(&subject).arg("-o").arg(&file);
        let run = run.arg("--key-out").arg(&format!("c/keys/{name}.pem")).run();
        assert_eq!(run.code, 0, "{}", run.err);
    }

    /// Every list on every server.
    fn lists(&self) -> Vec<(String, Vec<u8>)> {
        let mut all = Vec::new();
        for host in std::fs::read_dir(self.0.path("c/tftp")).unwrap() {
            for file in std::fs::read_dir(host.unwrap().path()).unwrap() {
                let path = file.unwrap().path();
                all.push((path.display().to_string(), std::fs::read(path).unwrap()));
            }
        }
        all.sort();
        all
    }

    /// The number of generations.
    pub(crate) fn generations(&self) -> usize {
        let run = self.run("status --history --json");
        let json: serde_json::Value = serde_json::from_slice(&run.out).unwrap();
        json["generations"].as_array().unwrap().len()
    }
}

/// The lines that say which phones refuse what.
pub(crate) fn refusals(err: &str) -> Vec<&str> {
    let refusing = |line: &&str| line.contains(" phones at ") && !line.contains("warning: ");
    err.lines().filter(refusing).collect()
}
