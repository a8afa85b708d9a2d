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
//! The server `-` has no name: its files are those of the cluster's folder itself.

use std::path::Path;

use trustlist::cluster::Mode;
use trustlist::cluster::publish::FileChange;
use trustlist::cluster::store::{Draft, Lists};

pub fn draft(folder: &Path, text: &str) -> Draft {
    let mut draft = Draft {
        time: 1_600_000_000,
        command: "update CTLFile".to_owned(),
        reason: "a node was added".to_owned(),
        mode: Mode::NonSecure,
        release: "12.5".to_owned(),
        lists: Lists::default(),
        lockout: false,
        files: Vec::new(),
    };
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let mut file = |server: &str, path: &str, bytes: Option<&str>, make_folder| {
            draft.files.push(FileChange {
                server: if server == "-" { "" } else { server }.to_owned(),
                path: folder.join(path),
                bytes: bytes.map(|bytes| bytes.as_bytes().to_vec()),
                make_folder,
            });
        };
        match words[..] {
            ["mixed"] => draft.mode = Mode::Mixed,
            ["ctl", bytes] => draft.lists.ctl = Some(bytes.into()),
            ["itl", host, bytes] => drop(draft.lists.itls.insert(host.to_owned(), bytes.into())),
            ["put", server, path, bytes] => file(server, path, Some(bytes), false),
            ["make", server, path, bytes] => file(server, path, Some(bytes), true),
            ["delete", server, path] => file(server, path, None, false),
            _ => panic!("{line:?} says nothing"),
        }
    }
    draft
}
