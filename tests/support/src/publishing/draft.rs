//! What is published, as lines of words:
//!
//! ```text
//! mixed
//! ctl BYTES
//! itl HOST BYTES
//! put SERVER FILE BYTES      a file whose folder is there
//! make SERVER FILE BYTES     a file whose folder is made
//! delete SERVER FILE
//! ```
//!
//! The server `-` has no name: its files are directly in the cluster's folder.

use std::collections::BTreeSet;
use std::path::Path;

use trustlist::cluster::Mode;
use trustlist::cluster::files::FileChange;
use trustlist::cluster::lists::Lists;
use trustlist::cluster::moments::TftpServer;
use trustlist::cluster::publish::{PublishError, publish, publish_again};
use trustlist::cluster::store::{NewFile, NewGeneration, NewMoment, Store};

/// A generation, its moment and its files.
#[derive(Clone, Debug)]
pub struct Draft {
    pub new: NewGeneration,
    pub files: Vec<FileChange>,
}

impl Draft {
    /// What servers have with these lists: the servers that have an ITL or are given a list.
    pub fn moment(&self) -> NewMoment {
        let lists = &self.new.lists;
        let file = |host: &str, name: &str| {
            let of_host = self.files.iter().filter(|change| change.server == host);
            let mut named = of_host.filter(|change| change.path.ends_with(name));
            named.next().map(|change| NewFile::from(change.bytes.as_deref().map(<[u8]>::to_vec)))
        };
        let given = self.files.iter().map(|change| &change.server).filter(|host| {
            ["CTLFile.tlv", "ITLFile.tlv"].iter().any(|name| file(host, name).is_some())
        });
        let hosts: BTreeSet<&String> = lists.itls.keys().chain(given).collect();
        let servers = hosts.into_iter().map(|host| {
            let server = TftpServer { host: Some(host.clone()), ..TftpServer::default() };
            let ctl = file(host, "CTLFile.tlv").unwrap_or_else(|| lists.ctl.clone().into());
            let itl = lists.itls.get(host).cloned().into();
            (server, ctl, file(host, "ITLFile.tlv").unwrap_or(itl))
        });
        NewMoment { time: self.new.time, servers: servers.collect(), known: None, tvs_up: false }
    }

    pub fn publish(&self, store: &mut Store, folder: &Path) -> Result<u32, PublishError> {
        publish(store, folder, &self.new, &self.moment(), &self.files)
    }

    /// Publishes the files again as those of a complete generation.
    pub fn publish_again(
        &self,
        store: &mut Store,
        folder: &Path,
        number: u32,
    ) -> Result<(), PublishError> {
        publish_again(store, folder, number, &self.moment(), &self.files)
    }
}

pub fn draft(folder: &Path, text: &str) -> Draft {
    let new = NewGeneration {
        time: 1_600_000_000,
        command: "update CTLFile".to_owned(),
        reason: "a node was added".to_owned(),
        mode: Mode::NonSecure,
        release: "12.5".to_owned(),
        lists: Lists::default(),
        lockout: false,
        unexplained: BTreeSet::new(),
        manifest: None,
    };
    let mut draft = Draft { new, files: Vec::new() };
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let mut file = |server: &str, path: &str, bytes: Option<&str>, make_folder| {
            draft.files.push(FileChange {
                server: if server == "-" { "" } else { server }.to_owned(),
                path: folder.join(path),
                bytes: bytes.map(|bytes| bytes.as_bytes().into()),
                make_folder,
                replace: false,
            });
        };
        match words[..] {
            ["mixed"] => draft.new.mode = Mode::Mixed,
            ["ctl", bytes] => draft.new.lists.ctl = Some(bytes.into()),
            ["itl", host, bytes] => {
                drop(draft.new.lists.itls.insert(host.to_owned(), bytes.into()));
            }
            ["put", server, path, bytes] => file(server, path, Some(bytes), false),
            ["make", server, path, bytes] => file(server, path, Some(bytes), true),
            ["delete", server, path] => file(server, path, None, false),
            _ => panic!("{line:?} says nothing"),
        }
    }
    draft
}
