//! A cluster's folder in a test's own folder, and the steps of its life.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use support::publishing::state::Whole;
use trustlist::certificate;
use trustlist::cluster::content::present::Present;
use trustlist::cluster::moments::Release;
use trustlist::cluster::store::Store;

use support::Lab;
use support::program::{Call, Run};
use support::tokens::PIN;

use super::drawer::Drawer;

/// The cluster's folder, in the test's folder.
const FOLDER: &str = "site";

/// The timestamp of the first list; every step adds one second.
const START: u32 = 1_600_000_000;

pub(super) struct Site {
    pub(super) lab: Lab,
    pub(super) tokens: Option<Drawer>,
    /// Names that differ from one lab to the next, and their fixed aliases.
    aliases: RefCell<Vec<(String, String)>>,
    clock: Cell<u32>,
}

impl Site {
    /// Three nodes of 12.5, without tokens.
    pub(super) fn three() -> Self {
        Self::copied("--release 12.5")
    }

    /// Three nodes of 11.5, with two tokens A and B, which are in SoftHSM2. A third one, C, is
    /// removed, and its certificate is in `third.pem`.
    pub(super) fn tokens() -> Self {
        let mut site = Self::copied("--release 11.5 --tokens");
        // In the order of cluster.toml: the first one that is inserted signs.
        let manifest = site.manifest();
        let names =
            manifest.lines().filter_map(|line| line.strip_prefix("certificate = \"tokens/"));
        let mut names: Vec<String> =
            names.map(|name| name.trim_end_matches(".pem\"").to_owned()).collect();
        assert_eq!(names.len(), 2);
        names.push("SAST-ADN0061c2d7".to_owned());
        for (name, alias) in names.iter().zip(["A", "B", "C"]) {
            site.aliases.borrow_mut().push((name.clone(), alias.to_owned()));
        }
        site.lab.certificate("token-3");
        site.lab.key("token-3");
        site.lab.write("third.pem", site.lab.read("token-3.pem"));
        site.lab.write_private("pin", format!("{PIN}\n"));
        site.tokens = Some(Drawer::new(&site.lab, &names));
        site
    }

    /// 28 nodes of 10.5(2), without tokens.
    pub(super) fn large() -> Self {
        Self::copied("--nodes 28 --release 10.5(2)")
    }

    pub(super) fn copied(options: &str) -> Self {
        let lab = Lab::new();
        lab.cluster(FOLDER, options);
        let capf = fs::read(lab.path("site/certs/CAPF.pem")).unwrap();
        let aliases = vec![(common_name(&capf), "CAPF".to_owned())];
        let (aliases, clock) = (RefCell::new(aliases), Cell::new(START));
        Self { lab, tokens: None, aliases, clock }
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.lab.path(FOLDER).join(name)
    }

    pub(super) fn read(&self, name: &str) -> Vec<u8> {
        self.lab.read(&format!("{FOLDER}/{name}"))
    }

    pub(super) fn manifest(&self) -> String {
        String::from_utf8(self.read("cluster.toml")).unwrap()
    }

    /// Replaces text that occurs exactly once in cluster.toml.
    pub(super) fn edit(&self, from: &str, to: &str) {
        let text = self.manifest();
        assert_eq!(text.matches(from).count(), 1, "{from:?} in\n{text}");
        fs::write(self.path("cluster.toml"), text.replace(from, to)).unwrap();
    }

    /// Appends to cluster.toml.
    pub(super) fn append(&self, text: &str) {
        fs::write(self.path("cluster.toml"), format!("{}\n{text}", self.manifest())).unwrap();
    }

    /// Regenerates key and certificate `STEM` with this common name, self-signed unless the options
    /// name an issuer.
    pub(super) fn certify(&self, stem: &str, common_name: &str, options: &str) {
        let subject = format!("CN={common_name},OU=Lab,O=Example,L=Brno,ST=South Moravia,C=CZ");
        let (certificate, key) =
            (format!("site/certs/{stem}.pem"), format!("site/keys/{stem}.pem"));
        let call = self.lab.ctl("cert new --quiet --force").arg("-o").arg(&certificate);
        let call = call.arg("--key-out").arg(&key).arg("--subject").arg(&subject);
        let run = options.split_whitespace().fold(call, Call::arg).run();
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{stem}");
    }

    /// The name in this lab of a fixed alias.
    pub(super) fn name(&self, alias: &str) -> String {
        let aliases = self.aliases.borrow();
        let (name, _) = aliases.iter().find(|(_, other)| other == alias).expect(alias);
        name.clone()
    }

    /// The program, run on this cluster.
    pub(super) fn ctl(&self, line: &str) -> Call {
        let call = self.lab.ctl(line).env("CTL_CLUSTER", FOLDER);
        let variables = self.tokens.as_ref().map(|drawer| drawer.tokens.as_slice());
        variables.unwrap_or_default().iter().fold(call, |call, (name, value)| call.env(name, value))
    }

    /// The program, which answers its question with yes and takes the next second.
    pub(super) fn change(&self, line: &str, flags: &[&str]) -> Run {
        self.clock.set(self.clock.get() + 1);
        self.taken();
        flags.iter().fold(self.prepared(line), |call, flag| call.arg(flag)).run()
    }

    /// All phones have the last publication, so that the guard considers that alone.
    fn taken(&self) {
        if let Some(current) = self.current() {
            let mut store = Store::open(&self.path("")).unwrap();
            store.release(Release::Exactly(current.number), self.clock.get().into()).unwrap();
        }
    }

    /// The options of every command.
    fn prepared(&self, line: &str) -> Call {
        let call = self.ctl(line).arg("--yes");
        let call = call.arg("--timestamp").arg(&self.clock.get().to_string());
        if self.tokens.is_some() { call.arg("--pin-file").arg("pin") } else { call }
    }

    /// A command that publishes, for these reasons. A dry run before it writes nothing; a second
    /// run after it has nothing to do.
    pub(super) fn step(&self, line: &str, flags: &[&str], reasons: &[&str]) {
        self.clock.set(self.clock.get() + 1);
        self.taken();
        let before = self.files();
        let call = flags.iter().fold(self.prepared(line), |call, flag| call.arg(flag));
        let dry = call.arg("--dry-run").arg("--json").run();
        assert_eq!(dry.code, 0, "{line}: {}", dry.err);
        assert_eq!(self.files(), before, "a dry run of {line} writes");
        let dry: Value = serde_json::from_str(dry.text()).unwrap();
        let call = flags.iter().fold(self.prepared(line), |call, flag| call.arg(flag));
        let run = call.arg("--json").run();
        assert_eq!(run.code, 0, "{line}: {}", run.err);
        let mut done: Value = serde_json::from_str(run.text()).unwrap();
        let found: Vec<String> =
            strings(&done["reasons"]).iter().map(|text| self.plain(text)).collect();
        assert_eq!(found, reasons, "{line}");
        assert_eq!(done["generation"], self.current().unwrap().number);
        assert_eq!((&done["dry_run"], &dry["dry_run"]), (&false.into(), &true.into()));
        assert_eq!(dry["generation"], Value::Null);
        for name in ["dry_run", "generation"] {
            done[name] = dry[name].clone();
        }
        for (name, value) in dry.as_object().unwrap() {
            assert_eq!(*value, done[name], "a dry run of {line} says something else: {name}");
        }
        self.stands();
    }

    /// The same command has nothing to do.
    pub(super) fn settled(&self, line: &str) {
        self.settled_saying(line, "");
    }

    /// The same, with something on stderr.
    pub(super) fn settled_saying(&self, line: &str, err: &str) {
        let before = self.lists();
        let run = self.change(line, &[]);
        let said = "Nothing changed since the last update; nothing was written.\n";
        assert_eq!(run.all(), (0, said, err), "{line}");
        assert_eq!(self.lists(), before, "{line}");
    }

    /// A command that is refused with this message: nothing is written.
    pub(super) fn refused(&self, line: &str, flags: &[&str], code: i32, said: &str) {
        let before = self.lists();
        let run = self.change(line, flags);
        assert_eq!(
            (run.code, run.text(), self.plain(&run.err).as_str()),
            (code, "", said),
            "{line}"
        );
        assert_eq!(self.lists(), before, "{line}");
    }

    /// The last publication.
    pub(super) fn current(&self) -> Option<Whole> {
        Whole::current(&self.path(""))
    }

    /// Whether every server has the list of the store, and each list is sound.
    fn stands(&self) {
        let current = self.current().unwrap();
        let mut servers = 0;
        for server in fs::read_dir(self.path("tftp")).unwrap() {
            let server = server.unwrap();
            let host = server.file_name().into_string().unwrap();
            let manifest = self.manifest();
            if !manifest.contains(&format!("tftp/{host}\"")) {
                continue;
            }
            let file = |name: &str| fs::read(server.path().join(name)).ok();
            assert_eq!(file("CTLFile.tlv"), current.lists.ctl, "{host}");
            let mut itls = current.lists.itls.iter();
            let itl = itls.find(|(name, _)| name.split('.').next() == Some(host.as_str()));
            assert_eq!(file("ITLFile.tlv").as_ref(), itl.map(|(_, itl)| itl), "{host}");
            servers += 1;
        }
        assert_eq!(servers, self.manifest().matches("\npublish = ").count());
    }

    /// The records of the CTL; empty without a CTL.
    pub(super) fn ctl_has(&self, expected: &str) {
        let ctl = self.current().unwrap().lists.ctl;
        let found = ctl.map(|bytes| self.rows(&bytes)).unwrap_or_default();
        assert_eq!(found, rows(expected), "CTL");
    }

    /// The records of a node's ITL.
    pub(super) fn itl_has(&self, host: &str, expected: &str) {
        let itls = self.current().unwrap().lists.itls;
        assert_eq!(self.rows(&itls[host]), rows(expected), "ITL of {host}");
    }

    /// Each record: `*` for the signer's, role, subject, host, address without the network;
    /// `emptied`, or `old` if its certificate is not in the folder.
    fn rows(&self, bytes: &[u8]) -> Vec<String> {
        let list = Present::read(bytes).unwrap();
        assert_eq!(list.why_unsound(), None);
        let signer = list.signer().unwrap().der().to_vec();
        let ours = self.certificates();
        let mut all = Vec::new();
        for (record, certificate) in list.list.records().iter().zip(&list.verdict.certificates) {
            let text = |bytes: Option<&[u8]>| {
                let text = bytes.map(|bytes| String::from_utf8(bytes.to_vec()).unwrap());
                text.filter(|text| !text.is_empty()).unwrap_or_else(|| "-".to_owned())
            };
            let address = record.ip_address().map(|bytes| bytes[3].to_string());
            let sast = record.role().to_string() == "SAST";
            let (mark, subject, state) = match certificate {
                None => ("", "-".to_owned(), "emptied"),
                Some(found) => {
                    let mark = if sast && found.der() == signer { "*" } else { "" };
                    let state = if ours.iter().any(|der| der == found.der()) { "" } else { "old" };
                    (mark, found.subject().common_name().trim().to_owned(), state)
                }
            };
            let row = format!(
                "{mark}{} {subject} {} {} {state}",
                record.role(),
                text(record.dns_name()),
                address.unwrap_or_else(|| "-".to_owned())
            );
            all.push(self.plain(row.trim_end()));
        }
        all
    }

    /// All certificates in the folder, as DER.
    fn certificates(&self) -> Vec<Vec<u8>> {
        let folders = [self.path("certs"), self.path("tokens")];
        let files = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap());
        let der = |file: fs::DirEntry| {
            let read = certificate::read(&fs::read(file.path()).unwrap()).unwrap();
            certificate::leaf(read).unwrap().der().to_vec()
        };
        files.map(|file| der(file.unwrap())).collect()
    }

    /// A text with the names of this lab replaced.
    pub(super) fn plain(&self, text: &str) -> String {
        let aliases = self.aliases.borrow();
        aliases.iter().fold(text.to_owned(), |text, (name, alias)| text.replace(name, alias))
    }

    /// Every file of the cluster's folder with its bytes.
    pub(super) fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut found = BTreeMap::new();
        visit(&self.path(""), &mut found);
        found
    }

    /// Every file except those of the store, which records what phones have.
    fn lists(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = self.files();
        let store = self.path(".ctl");
        files.retain(|path, _| !path.starts_with(&store));
        files
    }
}

/// The rows of a table: one per line, or several with bars between them.
fn rows(text: &str) -> Vec<String> {
    let rows =
        text.split(['\n', '|']).map(|row| row.split_whitespace().collect::<Vec<_>>().join(" "));
    rows.filter(|row| !row.is_empty()).collect()
}

pub(super) fn strings(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect()
}

pub(super) fn common_name(pem: &[u8]) -> String {
    let read = certificate::leaf(certificate::read(pem).unwrap()).unwrap();
    read.subject().common_name().trim().to_owned()
}

fn visit(folder: &Path, found: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.insert(path.clone(), b"a folder".to_vec());
            visit(&path, found);
        } else {
            found.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
}
