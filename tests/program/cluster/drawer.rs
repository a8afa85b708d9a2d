//! Tokens that are inserted and removed.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use support::Lab;
use support::tokens::Tokens;

/// SoftHSM2 tokens that are inserted and removed: SoftHSM2 has a folder for each, and reads them
/// when it starts.
pub(super) struct Drawer {
    /// The variables with which the program finds them.
    pub(super) tokens: Vec<(&'static str, String)>,
    /// The folder that SoftHSM2 reads, and the folder of removed tokens.
    slots: PathBuf,
    outside: PathBuf,
    /// The folder of each token.
    folders: BTreeMap<String, String>,
    _keep: Tokens,
}

impl Drawer {
    pub(super) fn new(lab: &Lab, names: &[String]) -> Self {
        let home = Lab::new();
        let mut lines = String::new();
        for (name, alias) in names.iter().zip(["A", "B", "C"]) {
            let (key, certificate) = match alias {
                "C" => (lab.path("token-3.key"), lab.path("token-3.pem")),
                _ => (
                    lab.path(&format!("site/keys/lab-only-{name}.pem")),
                    lab.path(&format!("site/tokens/{name}.pem")),
                ),
            };
            let (key, certificate) = (key.display(), certificate.display());
            lines += &format!(
                "token {name}\ncertificate SAST 01 {certificate}\nprivate SAST 01 {key}\n"
            );
        }
        let (slots, outside) = (home.path("tokens"), home.path("drawer"));
        fs::create_dir(&outside).unwrap();
        let tokens = Tokens::new(home, &lines);
        let mut folders = BTreeMap::new();
        for entry in fs::read_dir(&slots).unwrap() {
            let entry = entry.unwrap();
            let bytes = fs::read(entry.path().join("token.object")).unwrap();
            let has = |name: &str| bytes.windows(name.len()).any(|part| part == name.as_bytes());
            let found = names.iter().zip(["A", "B", "C"]).find(|(name, _)| has(name.as_str()));
            let (_, alias) = found.expect("a token with one of the names");
            folders.insert(alias.to_owned(), entry.file_name().into_string().unwrap());
        }
        assert_eq!(folders.len(), 3);
        let variables = tokens.variables();
        let drawer = Self { tokens: variables, slots, outside, folders, _keep: tokens };
        drawer.pull("C");
        drawer
    }

    pub(super) fn insert(&self, token: &str) {
        let name = &self.folders[token];
        fs::rename(self.outside.join(name), self.slots.join(name)).unwrap();
    }

    pub(super) fn pull(&self, token: &str) {
        let name = &self.folders[token];
        fs::rename(self.slots.join(name), self.outside.join(name)).unwrap();
    }
}
