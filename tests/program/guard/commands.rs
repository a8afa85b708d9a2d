//! Commands of a cluster, and their expected results.

use serde_json::Value;

use super::cluster::{Cluster, FOLDER};
use super::proposal::Proposal;
use support::program::Run;

impl Cluster {
    /// Runs a command of the cluster.
    pub(super) fn run(&self, command: &str) -> Run {
        self.clock.set(self.clock.get() + 1);
        let call = self.lab.ctl(&format!("-C {FOLDER} {command}"));
        call.env("SOURCE_DATE_EPOCH", &self.clock.get().to_string()).run()
    }

    /// Runs a command that publishes; returns its report.
    pub(super) fn done(&self, command: &str) -> Value {
        let run = self.run(&format!("{command} --yes --json"));
        assert_eq!(run.code, 0, "ctl {command}: {}", run.err);
        let report: Value = serde_json::from_slice(&run.out).expect("a report");
        assert_eq!(report["changed"], true, "ctl {command}: {report:#}");
        self.published.replace(self.manifest());
        report
    }

    /// The same once every phone has the last publication.
    pub(super) fn taken(&self, command: &str) -> Value {
        self.done(&format!("{command} --phones-have @current"))
    }

    /// Runs a command that is refused because of phones.
    pub(super) fn refused(&self, command: &str) -> Refused {
        self.stopped(command, 1, "E-GUARD-REFUSED")
    }

    /// Runs a command that is refused because of a rule of the cluster.
    pub(super) fn forbidden(&self, command: &str) {
        let files = self.files();
        for how in ["--dry-run", "--yes"] {
            let run = self.run(&format!("{command} {how} --json"));
            let id = error_id(&run);
            let found = (run.code, id.starts_with("E-RULE-"), self.published_since(&files));
            assert_eq!(found, (1, true, Vec::new()), "ctl {command} {how}: {}", run.err);
        }
    }

    /// Runs a command that fails with this exit code and error id, as a dry run and for real;
    /// neither may change a server or cluster.toml.
    pub(super) fn stopped(&self, command: &str, code: i32, id: &str) -> Refused {
        let (files, manifest) = (self.files(), self.manifest());
        let dry = self.run(&format!("{command} --dry-run --json"));
        let run = self.run(&format!("{command} --yes --json"));
        let expected = (code, id.to_owned(), Vec::<String>::new());
        let found = (run.code, error_id(&run), self.published_since(&files));
        assert_eq!(found, expected, "ctl {command}: {}", run.err);
        assert_eq!(self.manifest(), manifest, "ctl {command}");
        let found = (dry.code, error_id(&dry));
        assert_eq!(found, (code, id.to_owned()), "ctl {command} --dry-run: {}", dry.err);
        Refused { report: serde_json::from_slice(&dry.out).unwrap_or_default(), err: run.err }
    }

    /// What the guard proposes instead of this command.
    pub(super) fn proposal(&self, command: &str) -> Proposal {
        let json = self.run(&format!("{command} --dry-run --json"));
        let text = self.run(&format!("{command} --dry-run"));
        Proposal::read(&serde_json::from_slice(&json.out).unwrap_or_default(), &text.err)
    }

    /// Nothing is left to do: every server has the files that cluster.toml describes.
    pub(super) fn assert_no_drift(&self) {
        let run = self.run("status");
        assert_eq!((run.code, run.text().contains("\nNo drift")), (0, true), "{}", run.text());
    }

    /// The JSON of a command, whatever its exit code.
    pub(super) fn json(&self, command: &str) -> Value {
        let run = self.run(&format!("{command} --json"));
        serde_json::from_slice(&run.out).unwrap_or_else(|_| panic!("ctl {command}: {}", run.err))
    }

    /// What a dry run prints as JSON, whatever its exit code.
    pub(super) fn dry(&self, command: &str) -> Value {
        self.json(&format!("{command} --dry-run"))
    }

    /// The records of a list, as `ctl show --json` prints them.
    pub(super) fn records(&self, list: &str) -> Vec<Value> {
        let list = self.json(&format!("show {FOLDER}/{list}"));
        list["records"].as_array().expect("records").clone()
    }

    /// The roles of a certificate of the folder in a list.
    pub(super) fn roles(&self, list: &str, certificate: &str) -> Vec<String> {
        let sha256 = self.sha256(certificate);
        let records = self.records(list);
        let its = records.iter().filter(|record| record["certificate"]["sha256"] == sha256);
        its.map(|record| record["role"].as_str().unwrap().to_owned()).collect()
    }

    /// The fingerprint of a certificate, as openssl prints it.
    pub(super) fn sha256(&self, certificate: &str) -> String {
        let line = format!("x509 -in {FOLDER}/{certificate} -noout -fingerprint -sha256");
        let text = String::from_utf8(self.lab.openssl(&line)).unwrap();
        text.trim().split_once('=').unwrap().1.replace(':', "").to_lowercase()
    }
}

/// What a refused command printed.
pub(super) struct Refused {
    /// The report of its dry run; null if none was printed.
    pub(super) report: Value,
    /// What the real run printed.
    pub(super) err: String,
}

impl Refused {
    /// Each refusal of the report: class and list.
    pub(super) fn kinds(&self) -> Vec<String> {
        let rows = self.refusals();
        let mut all: Vec<_> =
            rows.iter().map(|(class, _, list)| format!("{class} {list}")).collect();
        all.sort();
        all.dedup();
        all
    }

    /// Each refusal of the report: class, server, list.
    pub(super) fn refusals(&self) -> Vec<(String, String, String)> {
        let rows = self.report["phones"].as_array().expect("phones");
        let refused =
            rows.iter().filter(|row| row["outcome"].as_str().unwrap().starts_with("refused"));
        let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
        let mut all: Vec<_> = refused
            .map(|row| (text(&row["class"]), text(&row["tftp"]), text(&row["list"])))
            .collect();
        all.sort();
        all.dedup();
        all
    }
}

/// The id of the error in the document of a run.
pub(super) fn error_id(run: &Run) -> String {
    let document: Value = serde_json::from_slice(&run.out).unwrap_or_default();
    document["error"]["id"].as_str().unwrap_or("no error").to_owned()
}
