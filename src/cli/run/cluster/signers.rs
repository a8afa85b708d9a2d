//! The keys of a cluster, as cluster.toml names them.

use std::collections::BTreeMap;
use std::path::Path;

use secrecy::SecretString;
use trustlist::certificate::Certificate;
use trustlist::cluster::content::Part;
use trustlist::cluster::manifest::{KeyRef, Manifest};
use trustlist::cluster::rule::RuleError;
use trustlist::signer::secret::{Secrets, Source};
use trustlist::signer::uri::Uri;
use trustlist::signer::{KeyError, Signer};

use crate::cli::keys::{KeyPlace, Keys};
use crate::cli::prompt::Asked;

/// Secrets whose place cluster.toml names beside the key; the others as the command
/// line says.
pub(crate) struct ClusterSecrets {
    named: BTreeMap<String, Source>,
    rest: Asked,
}

impl ClusterSecrets {
    pub(crate) fn new(folder: &Path, manifest: &Manifest, rest: Asked) -> Self {
        let nodes = manifest.nodes.iter().filter_map(|node| node.key.as_ref());
        let recovery = manifest.itlrecovery.as_ref().and_then(|pair| pair.key.as_ref());
        let tokens = manifest.tokens.iter().filter_map(|token| token.key.as_ref());
        let keys = nodes.chain(recovery).chain(tokens);
        let named = keys.filter_map(|key| {
            let source = match key.passphrase.clone()? {
                Source::File(path) => Source::File(folder.join(path)),
                other => other,
            };
            Some((name_of(folder, key), source))
        });
        Self { named: named.collect(), rest }
    }
}

impl Secrets for ClusterSecrets {
    fn secret(&self, key_name: &str) -> Result<SecretString, KeyError> {
        match self.named.get(key_name) {
            Some(source) => source.secret(key_name),
            None => self.rest.secret(key_name),
        }
    }
}

/// The name of a key as the program asks for it: a file's path from here.
fn name_of(folder: &Path, key: &KeyRef) -> String {
    if key.text.parse::<Uri>().is_ok() {
        return key.text.clone();
    }
    folder.join(&key.text).display().to_string()
}

/// Whether the token of cluster.toml with this index is inserted: its URI leads to its
/// certificate. A key in a file, as labs may have it, is there where the file is.
pub(crate) fn is_inserted(
    folder: &Path,
    manifest: &Manifest,
    tokens: &[Certificate],
    keys: &Keys<'_>,
    index: usize,
) -> bool {
    let key = manifest.tokens.get(index).and_then(|token| token.key.as_ref());
    let Some(key) = key else { return false };
    let Ok(uri) = key.text.parse::<Uri>() else { return folder.join(&key.text).is_file() };
    let found = keys.on_token(&uri);
    found.is_ok_and(|found| tokens.get(index).is_some_and(|known| known.der() == found.der()))
}

/// The signer of a part.
///
/// # Errors
/// Where cluster.toml names no key for it, or the key does not serve.
pub(crate) fn signer<'a>(
    folder: &Path,
    manifest: &Manifest,
    part: Part,
    certificate: &Certificate,
    whose: String,
    keys: &Keys<'a>,
) -> anyhow::Result<Box<dyn Signer + 'a>> {
    let key = match part {
        Part::CallManager(index) => manifest.nodes.get(index).and_then(|node| node.key.as_ref()),
        Part::ItlRecovery => manifest.itlrecovery.as_ref().and_then(|pair| pair.key.as_ref()),
        Part::Token(index) => manifest.tokens.get(index).and_then(|token| token.key.as_ref()),
        _ => None,
    };
    let key = key.ok_or(RuleError::NoKey { whose })?;
    let place = KeyPlace::named(&name_of(folder, key))?;
    keys.signer(certificate, &place, manifest.digest)
}
