//! Reading what servers have now, file by file.

use std::path::{Path, PathBuf};

use super::files::{MAX_FILE, places};
use super::lists::Lists;
use super::manifest::Cluster;
use super::population::{PresentServer, servers};
use super::rule::RuleError;
use crate::error::Named;
use crate::input::InputError;
use crate::list::{Kind, TrustList};
use crate::output::target::{Obstacle, Target};

/// What has a file name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileNow {
    /// Nothing.
    Absent,
    /// A list.
    List(Vec<u8>),
    /// Something else.
    Other {
        /// The file.
        path: PathBuf,
        /// Why it is not a list.
        reason: String,
    },
    /// Not a regular file of a list's size: a link, a pipe, a folder.
    Obstacle {
        /// The file.
        path: PathBuf,
        /// What it is.
        obstacle: Obstacle,
    },
    /// Something that cannot be read.
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        error: InputError,
    },
}

impl FileNow {
    fn read(path: PathBuf) -> Self {
        match Target::read(&path, MAX_FILE) {
            Ok(Target::Missing) => Self::Absent,
            Ok(Target::Obstacle(obstacle)) => Self::Obstacle { path, obstacle },
            Ok(Target::File(bytes, _)) => match TrustList::parse(&bytes) {
                Ok(_) => Self::List(bytes),
                Err(error) => Self::Other { path, reason: error.to_string() },
            },
            Err(error) => {
                let error = InputError::Unreadable { reason: error.to_string() };
                Self::Unreadable { path, error }
            }
        }
    }

    /// The list, if it is one.
    #[must_use]
    pub fn list(&self) -> Option<&Vec<u8>> {
        match self {
            Self::List(bytes) => Some(bytes),
            _ => None,
        }
    }
}

/// What a server has.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ServerNow {
    /// Its host.
    pub host: String,
    /// Its identity if phones ask it, otherwise `None`.
    pub server: Option<PresentServer>,
    /// Its CTL.
    pub ctl: FileNow,
    /// Its ITL.
    pub itl: FileNow,
}

impl ServerNow {
    /// Its lists.
    #[must_use]
    pub fn lists(&self) -> Lists {
        let itls = self.itl.list().map(|itl| (self.host.clone(), itl.clone()));
        Lists { ctl: self.ctl.list().cloned(), itls: itls.into_iter().collect() }
    }
}

/// Every server that takes files, in the order of `cluster.toml`.
#[must_use]
pub fn look(folder: &Path, cluster: &Cluster) -> Vec<ServerNow> {
    let asked = servers(cluster);
    places(cluster)
        .map(|place| {
            let base = folder.join(&place.publish.folder);
            let file = |kind: Kind| FileNow::read(base.join(kind.filename()));
            ServerNow {
                host: place.host.to_owned(),
                server: asked.iter().find(|server| server.host == place.host).cloned(),
                ctl: file(Kind::Ctl),
                itl: file(Kind::Itl),
            }
        })
        .collect()
}

/// Refuses an unreadable file: it would not be known what was replaced.
///
/// # Errors
/// [`InputError`], with the file.
pub fn all_readable(servers: &[ServerNow]) -> Result<(), Named<InputError>> {
    for file in files(servers) {
        if let FileNow::Unreadable { path, error } = file {
            return Err(Named::new(crate::text::path(path), error.clone()));
        }
    }
    Ok(())
}

/// Refuses a file that is not a list but would be replaced by one.
///
/// # Errors
/// [`RuleError::NotAList`].
pub fn lists_only(servers: &[ServerNow]) -> Result<(), RuleError> {
    for file in files(servers) {
        if let FileNow::Other { path, reason } = file {
            let (file, reason) = (path.display().to_string(), reason.clone());
            return Err(RuleError::NotAList { file, reason });
        }
    }
    Ok(())
}

fn files(servers: &[ServerNow]) -> impl Iterator<Item = &FileNow> {
    servers.iter().flat_map(|server| [&server.ctl, &server.itl])
}
