//! What a command is about to do: which lists it publishes, and the cluster description afterwards.

use std::cell::{OnceCell, RefCell};

use super::ChangeError;
use super::keys::KeyRing;
use super::session::Session;
use crate::cluster::command::{Command, Publication};
use crate::cluster::content::draft::Drafter;
use crate::cluster::content::published::Published;
use crate::cluster::files::FileChange;
use crate::cluster::folder::MANIFEST;
use crate::cluster::lists::Lists;
use crate::cluster::manifest::Cluster;

/// What a command is about to do.
#[derive(Debug)]
#[non_exhaustive]
pub struct Proposal<'c> {
    /// The command.
    pub what: Command<'c>,
    /// The command as typed after `ctl`.
    pub command: String,
    /// The lists.
    pub publication: Publication,
    /// The cluster description afterwards.
    pub cluster: Cluster,
    /// The new `cluster.toml`, if it changes.
    pub manifest: Option<String>,
    /// Other files of the cluster's folder that change.
    pub own: Vec<FileChange>,
}

/// A change that a command makes to `cluster.toml`.
#[derive(Clone, Debug)]
pub struct Described {
    /// The cluster.
    pub cluster: Cluster,
    /// Its `cluster.toml`.
    pub manifest: String,
    /// Other files of the cluster's folder: name and content.
    pub files: Vec<(String, Vec<u8>)>,
}

impl Session {
    /// Determines what a command would do. `described` is the changed cluster description, if the
    /// command changes it.
    ///
    /// # Errors
    /// [`ChangeError`] if a rule of the cluster forbids it.
    pub fn propose<'c>(
        &self,
        command: Command<'c>,
        described: Option<Described>,
        keys: &KeyRing<'_>,
    ) -> Result<Proposal<'c>, ChangeError> {
        let cluster = described.as_ref().map_or(&self.folder.cluster, |new| &new.cluster);
        let publication = self.drafting(cluster, keys, &|drafter| {
            Ok(command.publication(drafter, self.past.mode(), self.options.force)?)
        })?;
        let own = described.iter().flat_map(|new| {
            let manifest = (MANIFEST.to_owned(), new.manifest.clone().into_bytes());
            new.files.iter().cloned().chain([manifest])
        });
        let own = own.map(|(name, bytes)| FileChange {
            server: String::new(),
            path: self.folder.path.join(name),
            bytes: Some(bytes.into()),
            make_folder: true,
            replace: self.options.replace,
        });
        let own = own.collect();
        let (cluster, manifest) = match described {
            Some(new) => (new.cluster, Some(new.manifest)),
            None => (self.folder.cluster.clone(), None),
        };
        let typed = command.typed();
        Ok(Proposal { what: command, command: typed, publication, cluster, manifest, own })
    }

    /// Drafts lists of a cluster, based on what was published before.
    ///
    /// # Errors
    /// The errors of `draft`, and [`ChangeError`] if the store cannot be read.
    pub fn drafting<T>(
        &self,
        cluster: &Cluster,
        keys: &KeyRing<'_>,
        draft: &dyn Fn(&Drafter<'_>) -> Result<T, ChangeError>,
    ) -> Result<T, ChangeError> {
        let lists = self.past.present_lists()?;
        let published = self.published(&lists)?;
        let token = self.options.token.as_ref().map(|uri| keys.token(cluster, uri)).transpose()?;
        // Each token is queried once.
        let answers: Vec<OnceCell<bool>> = cluster.tokens.iter().map(|_| OnceCell::new()).collect();
        // A URI that matches several tokens is an error.
        let ambiguous = RefCell::new(None);
        let look = |index| {
            keys.is_inserted(cluster, index).unwrap_or_else(|error| {
                ambiguous.borrow_mut().get_or_insert(error);
                false
            })
        };
        let inserted = |index: usize| match answers.get(index) {
            Some(answer) => *answer.get_or_init(|| look(index)),
            None => false,
        };
        let drafted = draft(&Drafter {
            cluster,
            published: published.as_ref(),
            earlier: &|fingerprint| self.past.had(fingerprint),
            timestamp: self.options.timestamp,
            inserted: &inserted,
            token,
            drop_unexplained: self.options.drop_unexplained,
        });
        ambiguous.take().map_or(drafted, |error| Err(error.into()))
    }

    /// The last published lists.
    pub(in crate::cluster) fn published<'l>(
        &self,
        lists: &'l Lists,
    ) -> Result<Option<Published<'l>>, ChangeError> {
        let Some(current) = self.past.current() else { return Ok(None) };
        let unexplained = self.unexplained().clone();
        Ok(Some(Published::read(lists, &current.release, unexplained)?))
    }
}
