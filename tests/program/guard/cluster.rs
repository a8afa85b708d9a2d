//! A cluster in a test's own folder, and what happens to it and around it.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use support::Lab;
use support::tree::Tree;

/// The cluster's folder, in the test's folder.
pub(super) const FOLDER: &str = "c";

/// The time of the first command, Unix seconds; each command adds one second.
const START: u64 = 1_800_000_000;

/// The files on the servers: the bytes by server folder and file.
pub(super) type Files = BTreeMap<PathBuf, Vec<u8>>;

pub(super) struct Cluster {
    pub(super) lab: Lab,
    pub(super) clock: Cell<u64>,
    /// The cluster.toml of the last publication.
    pub(super) published: RefCell<String>,
}

impl Cluster {
    /// A lab as made by `ctl init --lab` with these options: `--release 12.5 --nodes 2 --tokens`.
    /// Its tokens are key files.
    pub(super) fn new(options: &str) -> Self {
        Self::made(options, Lab::cluster)
    }

    /// Another cluster, which shares no certificate with the first.
    pub(super) fn other(options: &str) -> Self {
        Self::made(options, Lab::other_cluster)
    }

    /// Labs differ in their release, as far as it matters here, and in their remaining nodes: with
    /// and without tokens, one of each is enough.
    fn made(options: &str, make: fn(&Lab, &str, &str)) -> Self {
        let mut words = options.split_whitespace();
        let (mut release, mut nodes, mut tokens) = ("12.5", 3, "");
        while let Some(word) = words.next() {
            match word {
                "--release" => release = words.next().unwrap(),
                "--nodes" => nodes = words.next().unwrap().parse().unwrap(),
                "--tokens" => tokens = word,
                _ => panic!("{word} in {options}"),
            }
        }
        let cluster =
            Self { lab: Lab::new(), clock: Cell::new(START), published: RefCell::default() };
        make(&cluster.lab, FOLDER, &format!("--nodes 3 --release 12.5 {tokens}"));
        let lines = cluster.manifest();
        let lines = lines.lines().map(|line| match line.strip_prefix("key = \"pkcs11:token=") {
            Some(uri) => {
                format!("key = \"keys/lab-only-{}.pem\"\n", uri.split(';').next().unwrap())
            }
            None => format!("{line}\n"),
        });
        cluster.set_manifest(&lines.collect::<String>());
        cluster.edit("\nrelease = \"12.5\"\n", &format!("\nrelease = \"{release}\"\n"));
        for (index, host) in ["cucm-sub1", "cucm-tftp1"].into_iter().enumerate() {
            if nodes < index + 2 {
                cluster.remove_node(host);
                fs::remove_dir(cluster.path(&format!("tftp/{host}"))).unwrap();
            }
        }
        cluster
    }

    /// The same without TVS certificates: no phone asks TVS.
    pub(super) fn without_tvs(self) -> Self {
        let manifest = self.manifest();
        let lines = manifest.lines().filter(|line| !line.starts_with("tvs = "));
        self.set_manifest(&(lines.collect::<Vec<_>>().join("\n") + "\n"));
        self
    }

    /// The same with these classes of phones: `"sbd", "cti"`.
    pub(super) fn with_phones(self, classes: &str) -> Self {
        self.edit("phones = [\"sbd\", \"legacy\", \"cti\"]", &format!("phones = [{classes}]"));
        self
    }

    /// The same after a command that publishes.
    pub(super) fn after(self, command: &str) -> Self {
        self.done(command);
        self
    }

    /// A copy of the whole folder: another administrator's, or a backup.
    pub(super) fn fork(&self) -> Self {
        let clock = Cell::new(self.clock.get() + 500);
        let fork = Self { lab: Lab::new(), clock, published: self.published.clone() };
        Tree::read(&self.path("")).write(&fork.path(""));
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

    /// Reverts changes to cluster.toml since the last publication.
    pub(super) fn restore_manifest(&self) {
        self.set_manifest(&self.published.borrow());
    }

    /// Replaces text that occurs exactly once in cluster.toml.
    pub(super) fn edit(&self, from: &str, to: &str) {
        let text = self.manifest();
        assert_eq!(text.matches(from).count(), 1, "{from:?} in\n{text}");
        self.set_manifest(&text.replace(from, to));
    }

    /// Appends to cluster.toml.
    pub(super) fn append(&self, text: &str) {
        self.set_manifest(&format!("{}\n{text}", self.manifest()));
    }

    /// Removes a node from cluster.toml. Its folder and its certificates stay.
    pub(super) fn remove_node(&self, host: &str) {
        let text = self.manifest();
        let start = text.find(&format!("[[node]]\nhost = \"{host}\"")).expect(host);
        let (before, node) = text.split_at(start);
        let (_, after) = node.split_once("\n\n").expect("a blank line after it");
        self.set_manifest(&format!("{before}{after}"));
    }

    /// Removes the files of a removed node; until then they are drift.
    pub(super) fn remove_files(&self, host: &str) {
        std::fs::remove_dir_all(self.lab.path(FOLDER).join("tftp").join(host)).unwrap();
    }

    /// Regenerates key and certificate `STEM`, self-signed, with this common name.
    pub(super) fn renew(&self, stem: &str, common_name: &str) {
        self.lab.openssl(&format!(
            "req -x509 -newkey rsa:1024 -nodes -days 3650 -subj /O=Example/CN={common_name} \
             -keyout {FOLDER}/keys/{stem}.pem -out {FOLDER}/certs/{stem}.pem"
        ));
    }

    /// Issues a certificate that names all these hosts.
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

    /// Regenerates CAPF: a change of every list that all phones accept.
    pub(super) fn renew_capf(&self) {
        self.renew("CAPF", &format!("CAPF-{:08x}", self.clock.get()));
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

    /// Overwrites the files of a server with a copy.
    pub(super) fn restore(&self, files: &Files, host: &str) {
        let here = files.iter().filter(|(name, _)| name.starts_with(host));
        for (name, bytes) in here {
            self.write(&format!("tftp/{}", name.display()), bytes);
        }
    }

    /// The files of the servers that have changed.
    pub(super) fn published_since(&self, before: &Files) -> Vec<String> {
        let now = self.files();
        let names: std::collections::BTreeSet<_> = before.keys().chain(now.keys()).collect();
        let changed = names.into_iter().filter(|name| before.get(*name) != now.get(*name));
        changed.map(|name| name.display().to_string()).collect()
    }
}

/// Visits every file below a folder.
fn walk(folder: &Path, visit: &mut dyn FnMut(&Path)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { walk(&path, visit) } else { visit(&path) }
    }
}
