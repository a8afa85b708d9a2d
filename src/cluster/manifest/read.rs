//! `cluster.toml` to a [`Manifest`].

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use super::location::Lines;
use super::servers::Servers;
use super::table::{Table, Text, shown};
use super::{
    FileRef, KeyPair, Location, MAX_ENTRIES, MAX_MANIFEST, Manifest, ManifestError, Signing,
    TokenEntry, TokenlessSigner, Trust, syntax,
};
use crate::cluster::release::{Release, sasts};
use crate::digest::Digest;
use crate::phone::Class;

const KEYS: &[&str] = &[
    "name",
    "release",
    "digest",
    "signing",
    "phones",
    "sha512",
    "signer",
    "devices",
    "pkcs11-module",
    "itlrecovery",
    "node",
    "tftp",
    "firewall",
    "trust",
    "token",
];
const ITLRECOVERY: &[&str] = &["certificate", "key", "passphrase"];
const TRUST: &[&str] = &["certificate"];
const TOKEN: &[&str] = &["certificate", "key", "passphrase"];

const DIGESTS: [(&str, Digest); 2] = [("sha1", Digest::Sha1), ("sha512", Digest::Sha512)];
const SIGNING: [(&str, Signing); 2] =
    [(Signing::Token.name(), Signing::Token), (Signing::Tokenless.name(), Signing::Tokenless)];
const SIGNERS: [(&str, TokenlessSigner); 2] =
    [("callmanager", TokenlessSigner::CallManager), ("itlrecovery", TokenlessSigner::ItlRecovery)];

impl Manifest {
    /// Reads `cluster.toml`. The files that it names are not touched.
    ///
    /// # Errors
    /// [`ManifestError`] with the place of the first mistake that is found: anything
    /// that is unknown, missing, doubled, of another type, or against a rule.
    pub fn read(text: &str) -> Result<Self, ManifestError> {
        if text.len() > MAX_MANIFEST {
            return Err(ManifestError::TooLong { bytes: text.len(), limit: MAX_MANIFEST });
        }
        let lines = Lines::of(text);
        let document = syntax::parse(text, &lines)?;
        let top = Table::new("cluster.toml", KEYS, document.as_table(), None, &lines)?;
        let Text { text: name, .. } = top.needed("name", top.text("name")?)?;
        let release = release(&top)?;
        let signing = top.word("signing", &SIGNING)?.unwrap_or_else(|| default_signing(&release));
        let signer = top.word("signer", &SIGNERS)?;
        let agree = |key, signing, signer| {
            let refused = |reason| ManifestError::Release { at: top.at(key), reason };
            sasts(&release, signing, signer).map_err(refused)
        };
        agree("signing", signing, None)?;
        if signer.is_some() {
            agree("signer", Signing::Tokenless, signer)?;
        }
        let digest = top.word("digest", &DIGESTS)?.unwrap_or(Digest::Sha1);
        let phones = top.words("phones", &Class::ALL.map(|class| (class.name(), class)))?;
        let phones = phones.unwrap_or_else(|| Class::ALL.to_vec());
        if phones.is_empty() {
            return Err(ManifestError::Empty { at: top.at("phones"), key: "phones" });
        }
        let itlrecovery = top.table("itlrecovery", "[itlrecovery]", ITLRECOVERY)?;
        let itlrecovery = itlrecovery.map(|table| key_pair(&table)).transpose()?;
        if itlrecovery.is_none() && release.itl().is_some_and(|itl| itl.recovery) {
            let release = release.to_string();
            return Err(ManifestError::NoItlRecovery { at: top.at("release"), release });
        }
        let mut servers = Servers::default();
        Ok(Self {
            name: name.to_owned(),
            release_at: top.at("release"),
            release,
            digest,
            signing,
            signing_at: if top.has("signing") { top.at("signing") } else { Location::START },
            phones,
            sha512: top.flag("sha512")?,
            signer,
            devices: top.file("devices")?,
            module: top.text("pkcs11-module")?.map(|module| module.text.into()),
            itlrecovery,
            nodes: servers.nodes(&top)?,
            tftp: servers.servers(&top, "tftp", "[[tftp]]")?,
            firewalls: servers.servers(&top, "firewall", "[[firewall]]")?,
            trust: trust(&top)?,
            tokens: tokens(&top)?,
        })
    }
}

fn release(top: &Table<'_>) -> Result<Release, ManifestError> {
    let Text { text, at } = top.needed("release", top.text("release")?)?;
    text.parse().map_err(|reason| ManifestError::Release { at, reason })
}

/// Tokenless, where the release has that.
fn default_signing(release: &Release) -> Signing {
    if release.row().tokenless.is_empty() { Signing::Token } else { Signing::Tokenless }
}

fn key_pair(table: &Table<'_>) -> Result<KeyPair, ManifestError> {
    let certificate = table.needed("certificate", table.file("certificate")?)?;
    Ok(KeyPair { certificate, key: table.key()? })
}

fn trust(top: &Table<'_>) -> Result<Vec<Trust>, ManifestError> {
    let tables = top.tables("trust", "[[trust]]", TRUST, MAX_ENTRIES)?;
    let trust = |table: &Table<'_>| {
        let KeyPair { certificate, .. } = key_pair(table)?;
        Ok(Trust { certificate, at: table.at })
    };
    let trust = tables.iter().map(trust).collect::<Result<Vec<_>, _>>()?;
    apart(trust.iter().map(|entry| &entry.certificate))?;
    Ok(trust)
}

fn tokens(top: &Table<'_>) -> Result<Vec<TokenEntry>, ManifestError> {
    let tables = top.tables("token", "[[token]]", TOKEN, MAX_ENTRIES)?;
    let token = |table: &Table<'_>| {
        let KeyPair { certificate, key } = key_pair(table)?;
        Ok(TokenEntry { certificate, key, at: table.at })
    };
    let tokens = tables.iter().map(token).collect::<Result<Vec<_>, _>>()?;
    apart(tokens.iter().map(|entry| &entry.certificate))?;
    Ok(tokens)
}

/// No certificate stands twice among those of one kind.
fn apart<'a>(files: impl Iterator<Item = &'a FileRef>) -> Result<(), ManifestError> {
    let mut seen = BTreeMap::new();
    for FileRef { text, at } in files {
        if let Some(first) = seen.insert(plain(Path::new(text)), *at) {
            let value = shown(text);
            return Err(ManifestError::Twice { at: *at, key: "certificate", value, first });
        }
    }
    Ok(())
}

/// A path without what does not matter in it. Links are not followed.
pub(super) fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if plain.file_name().is_some() => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}
