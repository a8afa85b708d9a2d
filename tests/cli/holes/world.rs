//! A cluster in a folder of the test's own, and what is done to it and around it.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use serde_json::Value;
use tempfile::TempDir;

use super::proposal::Proposal;
use crate::openssl::Lab;
use crate::runner::Run;

/// The folder of the cluster, in the test's.
const FOLDER: &str = "c";

/// The time of the first command, Unix seconds; each takes one second more.
const START: u64 = 1_800_000_000;

/// Labs, each made once and copied.
static LABS: Mutex<BTreeMap<String, Arc<OnceLock<TempDir>>>> = Mutex::new(BTreeMap::new());

/// What the servers offer: the bytes by server folder and file.
pub(super) type Files = BTreeMap<PathBuf, Vec<u8>>;

pub(super) struct World {
    pub(super) lab: Lab,
    clock: Cell<u64>,
}

impl World {
    /// A lab as of `ctl init --lab` with these options: `--release 12.5 --nodes 2 --tokens`.
    /// Its tokens are key files.
    pub(super) fn new(options: &str) -> Self {
        Self::made(options, "")
    }

    /// Another cluster, which has no certificate of the first.
    pub(super) fn other(options: &str) -> Self {
        Self::made(options, "another")
    }

    /// Labs differ in their release, as far as it matters here, and in the nodes that are
    /// left: with and without tokens one each is enough.
    fn made(options: &str, name: &str) -> Self {
        let mut words = options.split(' ');
        let (mut release, mut nodes, mut tokens) = ("12.5", 3, "");
        while let Some(word) = words.next() {
            match word {
                "--release" => release = words.next().unwrap(),
                "--nodes" => nodes = words.next().unwrap().parse().unwrap(),
                "--tokens" => tokens = word,
                _ => panic!("{word} in {options}"),
            }
        }
        let lab = format!("{tokens} {name}");
        let made = Arc::clone(LABS.lock().unwrap().entry(lab).or_default());
        let made = made.get_or_init(|| {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join(FOLDER);
            let line = format!("init --lab --nodes 3 --release 12.5 {tokens}");
            Lab::new().ctl(&line).arg(path.to_str().unwrap()).run().quiet();
            folder
        });
        let world = Self { lab: Lab::new(), clock: Cell::new(START) };
        copy(&made.path().join(FOLDER), &world.path(""));
        let lines = world.manifest();
        let lines = lines.lines().map(|line| match line.strip_prefix("key = \"pkcs11:token=") {
            Some(uri) => {
                format!("key = \"keys/lab-only-{}.pem\"\n", uri.split(';').next().unwrap())
            }
            None => format!("{line}\n"),
        });
        world.set_manifest(&lines.collect::<String>());
        world.edit("\nrelease = \"12.5\"\n", &format!("\nrelease = \"{release}\"\n"));
        for (index, host) in ["cucm-sub1", "cucm-tftp1"].into_iter().enumerate() {
            if nodes < index + 2 {
                world.remove_node(host);
                fs::remove_dir(world.path(&format!("tftp/{host}"))).unwrap();
            }
        }
        world
    }

    /// The same without TVS certificates: no phone asks TVS.
    pub(super) fn without_tvs(self) -> Self {
        let lines = self.manifest();
        let lines = lines.lines().filter(|line| !line.starts_with("tvs = "));
        self.set_manifest(&lines.map(|line| format!("{line}\n")).collect::<String>());
        self
    }

    /// The same with these classes of phones: `"sbd", "cti"`.
    pub(super) fn with_phones(self, classes: &str) -> Self {
        self.edit("phones = [\"sbd\", \"legacy\", \"cti\"]", &format!("phones = [{classes}]"));
        self
    }

    /// The same after a command that publishes.
    pub(super) fn after(self, line: &str) -> Self {
        self.done(line);
        self
    }

    /// A copy of the whole folder: another administrator's, or a backup.
    pub(super) fn fork(&self) -> Self {
        let fork = Self { lab: Lab::new(), clock: Cell::new(self.clock.get() + 500) };
        copy(&self.path(""), &fork.path(""));
        fork
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.lab.path(FOLDER).join(name)
    }

    pub(super) fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub(super) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(super) fn remove(&self, name: &str) {
        fs::remove_file(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    }

    pub(super) fn manifest(&self) -> String {
        String::from_utf8(self.read("cluster.toml")).unwrap()
    }

    pub(super) fn set_manifest(&self, text: &str) {
        self.write("cluster.toml", text);
    }

    /// Replaces what stands exactly once in cluster.toml.
    pub(super) fn edit(&self, from: &str, to: &str) {
        let text = self.manifest();
        assert_eq!(text.matches(from).count(), 1, "{from:?} in\n{text}");
        self.set_manifest(&text.replace(from, to));
    }

    /// Adds to the end of cluster.toml.
    pub(super) fn append(&self, text: &str) {
        self.set_manifest(&format!("{}\n{text}", self.manifest()));
    }

    /// Takes a node out of cluster.toml. Its folder and its certificates stay.
    pub(super) fn remove_node(&self, host: &str) {
        let text = self.manifest();
        let start = text.find(&format!("[[node]]\nhost = \"{host}\"")).expect(host);
        let (before, node) = text.split_at(start);
        let (_, after) = node.split_once("\n\n").expect("a blank line after it");
        self.set_manifest(&format!("{before}{after}"));
    }

    /// Regenerates key and certificate `STEM`, self-signed, with this common name.
    pub(super) fn renew(&self, stem: &str, common_name: &str) {
        self.lab.openssl(&format!(
            "req -x509 -newkey rsa:1024 -nodes -days 3650 -subj /O=Example/CN={common_name} \
             -keyout {FOLDER}/keys/{stem}.pem -out {FOLDER}/certs/{stem}.pem"
        ));
    }

    /// Makes a certificate that names all these hosts.
    pub(super) fn multi_server(&self, stem: &str, hosts: &[&str]) {
        let names: Vec<String> = hosts.iter().map(|host| format!("DNS:{host}")).collect();
        self.lab.openssl(&format!(
            "req -x509 -newkey rsa:1024 -nodes -days 3650 -subj /O=Example/CN={}-ms \
             -addext subjectAltName={} -keyout {FOLDER}/keys/{stem}.pem -out {FOLDER}/certs/{stem}.pem",
            hosts[0],
            names.join(",")
        ));
    }

    /// Regenerates ITLRecovery.
    pub(super) fn renew_itlrecovery(&self) {
        self.renew("ITLRecovery", "ITLRECOVERY_cucm-pub");
    }

    /// Regenerates the CallManager certificate of a node under its name.
    pub(super) fn renew_callmanager(&self, host: &str) {
        self.renew(&format!("{host}-CallManager"), host);
    }

    /// Regenerates CAPF: a change of every list that no phone minds.
    pub(super) fn renew_capf(&self) {
        self.renew("CAPF", &format!("CAPF-{:08x}", self.clock.get()));
    }

    /// Runs a command of the cluster.
    pub(super) fn run(&self, line: &str) -> Run {
        self.clock.set(self.clock.get() + 1);
        let call = self.lab.ctl(&format!("-C {FOLDER} {line}"));
        call.env("SOURCE_DATE_EPOCH", &self.clock.get().to_string()).run()
    }

    /// Runs a command that publishes; returns its report.
    pub(super) fn done(&self, line: &str) -> Value {
        let run = self.run(&format!("{line} --yes --json"));
        assert_eq!(run.code, 0, "ctl {line}: {}", run.err);
        let report: Value = serde_json::from_slice(&run.out).expect("a report");
        assert_eq!(report["changed"], true, "ctl {line}: {report:#}");
        report
    }

    /// The same once every phone has what was published last.
    pub(super) fn taken(&self, line: &str) -> Value {
        self.done(&format!("{line} --phones-have @current"))
    }

    /// Runs a command that phones forbid.
    pub(super) fn refused(&self, line: &str) -> Refused {
        self.stopped(line, 1, "E-GUARD-REFUSED")
    }

    /// Runs a command that a rule of the cluster forbids.
    pub(super) fn forbidden(&self, line: &str) {
        let files = self.files();
        for how in ["--dry-run", "--yes"] {
            let run = self.run(&format!("{line} {how} --json"));
            let id = error_id(&run.err);
            let found = (run.code, id.starts_with("E-RULE-"), self.published_since(&files));
            assert_eq!(found, (1, true, Vec::new()), "ctl {line} {how}: {}", run.err);
        }
    }

    /// Runs a command that fails with this exit code and error id, dry and in earnest;
    /// neither may touch a server or cluster.toml.
    pub(super) fn stopped(&self, line: &str, code: i32, id: &str) -> Refused {
        let (files, manifest) = (self.files(), self.manifest());
        let dry = self.run(&format!("{line} --dry-run --json"));
        let run = self.run(&format!("{line} --yes --json"));
        let expected = (code, id.to_owned(), Vec::<String>::new());
        let found = (run.code, error_id(&run.err), self.published_since(&files));
        assert_eq!(found, expected, "ctl {line}: {}", run.err);
        assert_eq!(self.manifest(), manifest, "ctl {line}");
        let found = (dry.code, error_id(&dry.err));
        assert_eq!(found, (code, id.to_owned()), "ctl {line} --dry-run: {}", dry.err);
        Refused { report: serde_json::from_slice(&dry.out).unwrap_or_default(), err: run.err }
    }

    /// What the guard proposes in place of this command.
    pub(super) fn proposal(&self, line: &str) -> Proposal {
        let json = self.run(&format!("{line} --dry-run --json"));
        let text = self.run(&format!("{line} --dry-run"));
        Proposal::read(&serde_json::from_slice(&json.out).unwrap_or_default(), &text.err)
    }

    /// Nothing is left to do: every server offers what cluster.toml describes.
    pub(super) fn assert_no_drift(&self) {
        let run = self.run("status");
        assert_eq!((run.code, run.text().contains("\nNo drift")), (0, true), "{}", run.text());
    }

    /// The JSON of a command, whatever its exit code.
    pub(super) fn json(&self, line: &str) -> Value {
        let run = self.run(&format!("{line} --json"));
        serde_json::from_slice(&run.out).unwrap_or_else(|_| panic!("ctl {line}: {}", run.err))
    }

    /// What a dry run prints as JSON, whatever its exit code.
    pub(super) fn dry(&self, line: &str) -> Value {
        self.json(&format!("{line} --dry-run"))
    }

    /// Every file of every server.
    pub(super) fn files(&self) -> Files {
        let mut all = Files::new();
        let root = self.path("tftp");
        if root.exists() {
            walk(&root, &mut |path| {
                let name = path.strip_prefix(&root).unwrap().to_owned();
                all.insert(name, fs::read(path).unwrap());
            });
        }
        all
    }

    /// Puts a copy of the files of a server over what stands there.
    pub(super) fn restore(&self, files: &Files, host: &str) {
        let here = files.iter().filter(|(name, _)| name.starts_with(host));
        for (name, bytes) in here {
            self.write(&format!("tftp/{}", name.display()), bytes);
        }
    }

    /// The files of the servers that are not as they were.
    pub(super) fn published_since(&self, before: &Files) -> Vec<String> {
        let now = self.files();
        let names: std::collections::BTreeSet<_> = before.keys().chain(now.keys()).collect();
        let changed = names.into_iter().filter(|name| before.get(*name) != now.get(*name));
        changed.map(|name| name.display().to_string()).collect()
    }

    /// The records of a list, as `ctl show --json` has them.
    pub(super) fn records(&self, list: &str) -> Vec<Value> {
        let list = self.json(&format!("show {FOLDER}/{list}"));
        list["records"].as_array().expect("records").clone()
    }

    /// The roles under which a certificate of the folder stands in a list.
    pub(super) fn roles(&self, list: &str, certificate: &str) -> Vec<String> {
        let sha256 = self.sha256(certificate);
        let records = self.records(list);
        let its = records.iter().filter(|record| record["certificate"]["sha256"] == sha256);
        its.map(|record| record["role"].as_str().unwrap().to_owned()).collect()
    }

    /// The fingerprint of a certificate, as openssl has it.
    pub(super) fn sha256(&self, certificate: &str) -> String {
        let line = format!("x509 -in {FOLDER}/{certificate} -noout -fingerprint -sha256");
        let text = String::from_utf8(self.lab.openssl(&line)).unwrap();
        text.trim().split_once('=').unwrap().1.replace(':', "").to_lowercase()
    }
}

/// What a command that was stopped has printed.
pub(super) struct Refused {
    /// The report of its dry run; null where there is none.
    pub(super) report: Value,
    /// What the real run said.
    pub(super) err: String,
}

impl Refused {
    /// Each refusal of the report: class and list.
    pub(super) fn kinds(&self) -> Vec<String> {
        let rows = self.refusals();
        let mut all: Vec<_> =
            rows.iter().map(|(class, _, list)| format!("{class} {list}")).collect();
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

/// The id of the error that `--json` leaves on stderr.
pub(super) fn error_id(err: &str) -> String {
    let line = err.lines().rev().find(|line| line.starts_with('{'));
    let error: Value = line.and_then(|line| serde_json::from_str(line).ok()).unwrap_or_default();
    error["id"].as_str().unwrap_or("no error").to_owned()
}

/// Copies a folder, empty folders included.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Visits every file below a folder.
fn walk(folder: &Path, visit: &mut dyn FnMut(&Path)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { walk(&path, visit) } else { visit(&path) }
    }
}
