//! Signing and publishing the lists.

use super::ChangeError;
use super::decision::{Answer, Decision};
use super::keys::KeyRing;
use super::preview::Preview;
use super::session::{FilesNow, Session};
use crate::cluster::content::Owner;
use crate::cluster::files::{FileChange, Wanted};
use crate::cluster::lists::Lists;
use crate::cluster::population::tvs;
use crate::cluster::publish;
use crate::cluster::store::NewGeneration;
use crate::list::Kind;
use crate::signer::Signer;

/// Signed lists that are not yet published.
#[derive(Debug)]
#[non_exhaustive]
pub struct Signed {
    /// All lists afterwards.
    pub lists: Lists,
    /// Every file as it should be.
    pub wanted: Vec<Wanted>,
    /// The files that change.
    pub files: Vec<FileChange>,
}

/// What was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Published {
    /// The generation.
    pub generation: u32,
}

/// Risks that the user accepts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// Phones may refuse the lists and be locked out.
    pub lockout: bool,
    /// The user confirmed that TVS runs.
    pub tvs_up: bool,
}

impl Session {
    /// Checks everything that signing and publishing needs, as far as possible without asking for
    /// a secret or writing: the signers' keys, and writable folders.
    ///
    /// # Errors
    /// The [`ChangeError`] that the real run would end with.
    pub fn preflight(&self, preview: &Preview<'_>, keys: &KeyRing<'_>) -> Result<(), ChangeError> {
        for draft in preview.new.iter().filter(|draft| draft.signer != Owner::Remote) {
            keys.find(&preview.proposal.cluster, draft.signer, &draft.certificate)?;
        }
        publish::check_unwritten(&preview.files)?;
        Ok(())
    }

    /// Signs every new list. `remote` is the key of `itl reset remotekey`.
    ///
    /// # Errors
    /// [`ChangeError`] if a key cannot be used.
    pub fn sign(
        &self,
        preview: &Preview<'_>,
        keys: &mut KeyRing<'_>,
        remote: Option<&dyn Signer>,
    ) -> Result<Signed, ChangeError> {
        let cluster = &preview.proposal.cluster;
        let mut lists = preview.lists.clone();
        for draft in &preview.new {
            let unsigned = draft.unsigned.clone();
            let signer = match remote.filter(|_| draft.signer == Owner::Remote) {
                Some(remote) => remote,
                None => keys.signer(cluster, draft.signer, &draft.certificate)?,
            };
            lists.set(&draft.name, unsigned.seal(signer)?);
        }
        let (wanted, files) = self.files(preview.proposal, &lists)?;
        Ok(Signed { lists, wanted, files })
    }

    /// Simulates the phones once more, with the final bytes: assumed signatures now exist.
    ///
    /// # Errors
    /// [`ChangeError::Guard`] if that changes the result.
    pub fn confirm(
        &self,
        preview: &Preview<'_>,
        signed: &Signed,
        accepted: Accepted,
    ) -> Result<(), ChangeError> {
        if accepted.lockout {
            return Ok(());
        }
        let decision: Decision = self.simulate(preview, &signed.files, true, accepted.tvs_up)?;
        match decision.error(&preview.proposal.command) {
            Some(error) if decision.answer != Answer::Safe => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// Publishes the signed lists.
    ///
    /// # Errors
    /// [`ChangeError`]; see [`publish::publish`] for the state afterwards.
    pub fn publish(
        &mut self,
        preview: &Preview<'_>,
        signed: Signed,
        accepted: Accepted,
    ) -> Result<Published, ChangeError> {
        let proposal = preview.proposal;
        let mut moment = self.moment(self.then(&signed.files));
        moment.known = Some(tvs::known(&proposal.cluster));
        moment.tvs_up = accepted.tvs_up;
        let manifest = proposal.manifest.clone().unwrap_or_else(|| self.folder.text.clone());
        let new = NewGeneration {
            time: i64::from(self.options.timestamp),
            command: proposal.command.clone(),
            reason: preview.reasons.join("\n"),
            mode: proposal.publication.mode,
            release: proposal.cluster.release.to_string(),
            unexplained: proposal.publication.unexplained(self.unexplained(), &preview.new),
            manifest: Some(manifest),
            lists: signed.lists,
            lockout: accepted.lockout,
        };
        let mut files = signed.files;
        files.extend(proposal.own.iter().cloned());
        let again = self.past.current().map(|one| one.number).filter(|_| preview.is_again());
        let path = self.folder.path.clone();
        let store = self.past.writable()?;
        let generation = match again {
            Some(number) => {
                publish::publish_again(store, &path, number, &moment, &files)?;
                number
            }
            None => publish::publish(store, &path, &new, &moment, &files)?,
        };
        self.past.refresh()?;
        Ok(Published { generation })
    }

    /// What the servers have once these files are written.
    fn then(&self, files: &[FileChange]) -> Vec<FilesNow> {
        let asked = self.servers.iter().filter_map(|server| server.server.as_ref());
        let then = asked.zip(self.now()).map(|(server, (ctl, itl))| {
            let file = |kind: Kind, now: Option<Vec<u8>>| {
                let change = self.change_of(server, kind, files);
                change.map_or(now, |change| change.bytes.as_deref().map(<[u8]>::to_vec))
            };
            (file(Kind::Ctl, ctl), file(Kind::Itl, itl))
        });
        then.collect()
    }
}
