//! A test's own cluster folder, and a process that publishes into it.

pub mod clusters;
mod draft;
pub mod first_schema;
pub(crate) mod process;
pub mod state;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;
use trustlist::cluster::publish::{Allowed, PublishError, Recovery, recover};
use trustlist::cluster::store::Store;

pub use self::draft::{Draft, draft};
use self::state::Whole;
use crate::child;
use crate::fixtures::fixture;

/// A cluster's folder with a folder for each server, and one for logs beside it.
pub struct Place {
    /// Removed at the end.
    all: TempDir,
}

/// Every file except those of `.ctl`, by its path: its content and its mode. A folder ends with
/// `/`. Bytes that are not letters are escaped.
pub type Files = BTreeMap<String, (String, u32)>;

impl Place {
    pub fn new(servers: &[&str]) -> Self {
        let place = Self { all: tempfile::tempdir().unwrap() };
        fs::create_dir(place.folder()).unwrap();
        for server in servers {
            fs::create_dir_all(place.path(&format!("tftp/{server}"))).unwrap();
        }
        place
    }

    pub fn folder(&self) -> PathBuf {
        self.all.path().join("cluster")
    }

    /// A file of the cluster's folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    /// A file next to the cluster's folder.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.all.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: &str) {
        fs::write(self.path(name), bytes).unwrap();
    }

    pub fn write_with_mode(&self, name: &str, bytes: &str, mode: u32) {
        self.write(name, bytes);
        fs::set_permissions(self.path(name), fs::Permissions::from_mode(mode)).unwrap();
    }

    /// Writes the fixture list that tests call by this name.
    pub fn write_list(&self, name: &str, list: &str) {
        fs::write(self.path(name), foreign(list)).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub fn store(&self) -> Store {
        Store::open(&self.folder()).unwrap()
    }

    pub fn draft(&self, text: &str) -> Draft {
        draft(&self.folder(), text)
    }

    /// Publishes in this process.
    pub fn publish(&self, text: &str) -> Result<u32, PublishError> {
        self.draft(text).publish(&mut self.store(), &self.folder())
    }

    /// Finishes or rolls back what a killed run left.
    pub fn recover(&self, store: &mut Store) -> Result<Option<Recovery>, PublishError> {
        recover(store, &self.folder(), &allowed())
    }

    /// What a reader sees of the generations.
    pub fn generations(&self) -> Vec<Whole> {
        Whole::all(&self.folder())
    }

    /// The program that publishes in a process of its own.
    pub fn publisher(&self) -> Command {
        let mut command = Command::new(child::executable());
        command.env_clear().env("LC_ALL", "C");
        let mut command = child::given(command, &["publisher", self.folder().to_str().unwrap()]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Publishes in another process, which is killed at the n-th checkpoint of this name.
    pub fn kill_at(&self, checkpoint: &str, nth: usize, text: &str) {
        self.kill(&Self::publisher, checkpoint, nth, text);
    }

    /// Runs a command that is killed at the n-th checkpoint of this name.
    pub fn kill(
        &self,
        command: &dyn Fn(&Self) -> Command,
        checkpoint: &str,
        nth: usize,
        text: &str,
    ) {
        let log = self.beside("checkpoints");
        let _ = fs::remove_file(&log);
        let twin = self.twin();
        let mut recorded = command(&twin);
        recorded.env("CTL_CHECKPOINT_LOG", &log);
        let output = run(recorded, text);
        assert!(output.status.success(), "{:?}", said(&output));
        let reached = fs::read_to_string(&log).unwrap();
        let mut numbers = reached
            .lines()
            .enumerate()
            .filter(|(_, name)| *name == checkpoint)
            .map(|(at, _)| at + 1);
        let number = numbers.nth(nth - 1).unwrap_or_else(|| panic!("{checkpoint} in\n{reached}"));
        let mut killed = command(self);
        killed.env("CTL_CHECKPOINT", number.to_string());
        let output = run(killed, text);
        assert_eq!(output.status.signal(), Some(9), "{:?}", said(&output));
    }

    /// Runs the program again, as a user would, until the draft is published.
    pub fn finish(&self, text: &str) {
        let output = run(self.publisher(), "");
        assert!(output.status.success(), "{:?}", said(&output));
        let store = self.store();
        let current = store.current().unwrap().map(|one| store.lists(one.number).unwrap());
        if current.as_ref() != Some(&self.draft(text).new.lists) {
            let output = run(self.publisher(), text);
            assert!(output.status.success(), "{:?}", said(&output));
        }
    }

    /// A copy, in which the same actions are possible.
    pub fn twin(&self) -> Self {
        let twin = Self { all: tempfile::tempdir().unwrap() };
        let copied = Command::new("cp").arg("-a").arg(self.folder()).arg(twin.folder()).status();
        assert!(copied.unwrap().success());
        twin
    }

    pub fn files(&self) -> Files {
        let mut files = Files::new();
        collect(&self.folder(), "", &mut files);
        files
    }

    /// The names of all files under `.ctl`.
    pub fn own_files(&self) -> Vec<String> {
        self.names(".ctl")
    }

    /// The names in a folder.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.path(folder))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

/// Lists of somebody else, by name: only what parses is kept.
pub fn foreign(name: &str) -> Vec<u8> {
    let file = match name {
        "other" | "another" => "ctl-12",
        "third" => "ctl-512",
        "fourth" => "itl-12",
        _ => panic!("{name} is not a list of the tests"),
    };
    fs::read(fixture(&format!("lists/{file}.tlv"))).unwrap()
}

/// The folders that tests publish to.
pub(crate) fn allowed() -> Allowed {
    let servers = ["pub", "sub", "one", "two", "three", "new"];
    Allowed::new(servers.map(|server| Path::new("tftp").join(server)), false)
}

/// Runs a program with this standard input.
pub fn run(mut command: Command, input: impl AsRef<[u8]>) -> Output {
    let mut child = command.spawn().unwrap();
    // It may be killed before it reads.
    let _ = child.stdin.take().unwrap().write_all(input.as_ref());
    child.wait_with_output().unwrap()
}

/// What it printed.
pub fn said(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (child::printed(&text(&output.stdout)).to_owned(), text(&output.stderr))
}

fn collect(folder: &Path, above: &str, files: &mut Files) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{above}{}", entry.file_name().into_string().unwrap());
        if name == ".ctl" {
            continue;
        }
        let Ok(metadata) = fs::metadata(entry.path()) else {
            files.insert(name, ("a link to nothing".to_owned(), 0));
            continue;
        };
        if metadata.is_dir() {
            files.insert(format!("{name}/"), (String::new(), 0));
            collect(&entry.path(), &format!("{name}/"), files);
        } else {
            let bytes = fs::read(entry.path()).unwrap().escape_ascii().to_string();
            files.insert(name, (bytes, metadata.permissions().mode() & 0o7777));
        }
    }
}
