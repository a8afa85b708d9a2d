//! What a refused command prints.

use super::cluster::{Cluster, FOLDER};

impl Cluster {
    /// Runs a command that is refused because of phones; nothing may be written. Returns what it
    /// prints on stderr.
    pub(super) fn stopped_saying(&self, command: &str) -> String {
        let before = self.files();
        let run = self.run(&format!("{command} --yes"));
        assert_eq!((run.code, run.text()), (1, ""), "ctl {command}: {}", run.err);
        assert_eq!(self.files(), before, "ctl {command} wrote something");
        run.err
    }

    /// Regenerates a certificate with a new key and its old name.
    pub(super) fn regenerate(&self, stem: &str) {
        let file = format!("{FOLDER}/certs/{stem}.pem");
        let subject = format!("x509 -in {file} -noout -subject -nameopt RFC2253");
        let subject = String::from_utf8(self.lab.openssl(&subject)).unwrap();
        let subject = subject.trim().strip_prefix("subject=").unwrap().to_owned();
        let call = self.lab.ctl("cert new --force --key-type rsa2048");
        let call = call.arg("--subject").arg(&subject).arg("-o").arg(&file);
        let run = call.arg("--key-out").arg(&format!("{FOLDER}/keys/{stem}.pem")).run();
        assert_eq!(run.code, 0, "{}", run.err);
    }

    /// The number of generations.
    pub(super) fn generations(&self) -> usize {
        self.json("status --history")["generations"].as_array().unwrap().len()
    }
}

/// The lines about which phones refuse what.
pub(super) fn refusals(err: &str) -> Vec<&str> {
    let refusing = |line: &&str| line.contains(" phones at ") && !line.contains("warning: ");
    err.lines().filter(refusing).collect()
}
