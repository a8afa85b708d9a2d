//! The keys of a cluster, as `cluster.toml` names them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use secrecy::SecretString;

use super::ChangeError;
use crate::certificate::{Certificate, MAX_CERTIFICATE_FILE};
use crate::cluster::content::Owner;
use crate::cluster::manifest::{Cluster, Key, Signing, Token};
use crate::cluster::rule::RuleError;
use crate::error::Named;
use crate::input;
use crate::signer::secret::{Secrets, Source};
use crate::signer::software::SoftwareSigner;
use crate::signer::uri::Uri;
use crate::signer::{KeyRef, SecretError, SignError, Signer, TokenDriver, TokenError};
use crate::text;

/// The keys of a cluster in one run: each is opened once.
pub struct KeyRing<'k> {
    folder: &'k Path,
    secrets: &'k dyn Secrets,
    tokens: &'k dyn TokenDriver,
    opened: Vec<(Owner, Box<dyn Signer + 'k>)>,
}

impl<'k> KeyRing<'k> {
    /// The keys below a cluster's folder.
    #[must_use]
    pub fn new(folder: &'k Path, secrets: &'k dyn Secrets, tokens: &'k dyn TokenDriver) -> Self {
        Self { folder, secrets, tokens, opened: Vec::new() }
    }

    /// Checks that the key of an owner is named and exists, without asking for a secret.
    ///
    /// # Errors
    /// [`ChangeError`] if it does not.
    pub fn find(
        &self,
        cluster: &Cluster,
        owner: Owner,
        certificate: &Certificate,
    ) -> Result<(), ChangeError> {
        match &named(cluster, owner)?.reference {
            KeyRef::File(path) => drop(read(&self.folder.join(path))?),
            KeyRef::Token(uri) => {
                if self.tokens.certificate(&self.located(uri))? != *certificate {
                    let subject = certificate.subject().common_name();
                    return Err(SignError::Mismatch { subject }.into());
                }
            }
        }
        Ok(())
    }

    /// Whether the token of `cluster.toml` with this index is inserted: its URI leads to its
    /// certificate. A key file (labs have them) counts as inserted if it exists.
    ///
    /// # Errors
    /// [`TokenError::Several`] and [`TokenError::SeveralCertificates`].
    pub fn is_inserted(&self, cluster: &Cluster, index: usize) -> Result<bool, SignError> {
        let Some(token) = cluster.tokens.get(index) else { return Ok(false) };
        match token.key.as_ref().map(|key| &key.reference) {
            None => Ok(false),
            Some(KeyRef::File(path)) => Ok(self.folder.join(path).is_file()),
            Some(KeyRef::Token(uri)) => match self.tokens.certificate(&self.located(uri)) {
                Ok(found) => Ok(found == token.certificate),
                Err(
                    error @ SignError::Token(
                        TokenError::Several { .. } | TokenError::SeveralCertificates { .. },
                    ),
                ) => Err(error),
                Err(_) => Ok(false),
            },
        }
    }

    /// The token of `cluster.toml` with this name: its key as written there, or a URI that leads
    /// to its certificate.
    ///
    /// # Errors
    /// [`RuleError::NoTokenSigns`], [`RuleError::TokenUnknown`], and those of the token.
    pub fn token(&self, cluster: &Cluster, name: &KeyRef) -> Result<usize, ChangeError> {
        if cluster.signing != Signing::Token {
            return Err(RuleError::NoTokenSigns {}.into());
        }
        let mut tokens = cluster.tokens.iter();
        let is_key = |token: &Token| token.key.as_ref().is_some_and(|key| key.reference == *name);
        if let Some(index) = tokens.clone().position(is_key) {
            return Ok(index);
        }
        let found = match name {
            KeyRef::File(_) => None,
            KeyRef::Token(uri) => {
                let certificate = self.tokens.certificate(uri)?;
                tokens.position(|token| token.certificate == certificate)
            }
        };
        found.ok_or_else(|| RuleError::TokenUnknown { name: name.to_string() }.into())
    }

    /// The signer of an owner. A passphrase is asked for here, a PIN only when the signer signs.
    ///
    /// # Errors
    /// [`ChangeError`] if `cluster.toml` names no key, or the key cannot be used.
    pub fn signer(
        &mut self,
        cluster: &Cluster,
        owner: Owner,
        certificate: &Certificate,
    ) -> Result<&dyn Signer, ChangeError> {
        let known = self.opened.iter().position(|(opened, _)| *opened == owner);
        let index = if let Some(index) = known {
            index
        } else {
            let signer = self.open(cluster, owner, certificate)?;
            self.opened.push((owner, signer));
            self.opened.len().saturating_sub(1)
        };
        let opened = self.opened.get(index).map(|(_, signer)| signer.as_ref());
        opened.ok_or_else(|| RuleError::NoKey { whose: cluster.name_of(owner) }.into())
    }

    /// The URI with its module path resolved against the cluster's folder.
    fn located(&self, uri: &Uri) -> Uri {
        let mut uri = uri.clone();
        uri.module_path = uri.module_path.map(|path| module_in(self.folder, &path));
        uri
    }

    fn open(
        &self,
        cluster: &Cluster,
        owner: Owner,
        certificate: &Certificate,
    ) -> Result<Box<dyn Signer + 'k>, ChangeError> {
        let key = named(cluster, owner)?;
        match &key.reference {
            KeyRef::File(path) => {
                let path = self.folder.join(path);
                let name = path.display().to_string();
                let bytes = read(&path)?;
                let certificate = certificate.clone();
                let signer = SoftwareSigner::open(certificate, &bytes, &name, self.secrets);
                Ok(Box::new(signer.map_err(|error| error.in_file(text::path(&path)))?))
            }
            KeyRef::Token(uri) => {
                let mut uri = self.located(uri);
                let beside = || key.passphrase.clone().map(|source| within(self.folder, source));
                uri.pin_source = uri.pin_source.or_else(beside);
                let signer = self.tokens.signer(&uri, cluster.digest, self.secrets)?;
                // Another token may have been inserted meanwhile: it must not be given this one's
                // PIN.
                if signer.certificate() != certificate {
                    let subject = certificate.subject().common_name();
                    return Err(SignError::Mismatch { subject }.into());
                }
                Ok(signer)
            }
        }
    }
}

/// A module that `cluster.toml` names: relative to its folder. A name alone is looked up in the
/// usual places.
#[must_use]
pub fn module_in(folder: &Path, module: &Path) -> PathBuf {
    let is_name = module.parent().is_none_or(|above| above.as_os_str().is_empty());
    if is_name { module.to_owned() } else { folder.join(module) }
}

fn read(path: &Path) -> Result<Vec<u8>, ChangeError> {
    let content = input::read_regular(path, MAX_CERTIFICATE_FILE);
    Ok(content.map_err(|error| Named::new(text::path(path), error))?.bytes)
}

/// The key that `cluster.toml` names for an owner.
fn named(cluster: &Cluster, owner: Owner) -> Result<&Key, RuleError> {
    let node = |index: usize| cluster.nodes.get(index);
    let key = match owner {
        Owner::CallManager(index) => node(index).and_then(|node| node.key.as_ref()),
        Owner::ItlRecovery => cluster.itlrecovery.as_ref().and_then(|pair| pair.key.as_ref()),
        Owner::ItlRecoveryOf(index) => node(index)
            .and_then(|node| node.itlrecovery.as_ref())
            .and_then(|pair| pair.key.as_ref()),
        Owner::Token(index) => cluster.tokens.get(index).and_then(|token| token.key.as_ref()),
        _ => None,
    };
    key.ok_or_else(|| RuleError::NoKey { whose: cluster.name_of(owner) })
}

/// Secrets whose source `cluster.toml` names beside the key; all others come from the caller.
pub struct ClusterSecrets<'s> {
    sources: BTreeMap<String, Source>,
    others: &'s dyn Secrets,
}

impl<'s> ClusterSecrets<'s> {
    /// The secrets of a cluster; `others` is asked for every key without a source in
    /// `cluster.toml`.
    #[must_use]
    pub fn new<C>(folder: &Path, cluster: &Cluster<C>, others: &'s dyn Secrets) -> Self {
        let sources = cluster.keys().filter_map(|key| {
            let source = within(folder, key.passphrase.clone()?);
            match &key.reference {
                KeyRef::File(path) => Some((folder.join(path).display().to_string(), source)),
                // A token's secret is requested by its URI.
                KeyRef::Token(_) => None,
            }
        });
        Self { sources: sources.collect(), others }
    }
}

/// The source with its file resolved against the cluster's folder.
fn within(folder: &Path, source: Source) -> Source {
    match source {
        Source::File(path) => Source::File(folder.join(path)),
        other => other,
    }
}

impl Secrets for ClusterSecrets<'_> {
    fn secret(&self, key_name: &str) -> Result<SecretString, SecretError> {
        match self.sources.get(key_name) {
            Some(source) => source.secret(key_name),
            None => self.others.secret(key_name),
        }
    }
}
