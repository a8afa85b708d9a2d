//! Parsing `cluster.toml` to a [`Manifest`].

use std::collections::BTreeMap;
use std::path::Path;

use super::location::Lines;
use super::path::normalized;
use super::servers::Servers;
use super::table::{Table, Text, shown};
use super::{
    ExtraRecord, FileRef, KeyPair, MAX_ENTRIES, MAX_MANIFEST, Manifest, ManifestError, Signing,
    Token, TokenlessSigner, Trust, syntax,
};
use crate::cluster::release::{Release, sasts};
use crate::digest::Digest;
use crate::list::Role;
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
    "record",
];
const ITLRECOVERY: &[&str] = &["certificate", "key", "passphrase"];
const TRUST: &[&str] = &["certificate"];
const RECORD: &[&str] = &["role", "host", "address", "certificate"];
const TOKEN: &[&str] = &["certificate", "key", "passphrase"];

const DIGESTS: [(&str, Digest); 2] = [("sha1", Digest::Sha1), ("sha512", Digest::Sha512)];
const SIGNING: [(&str, Signing); 2] =
    [(Signing::Token.name(), Signing::Token), (Signing::Tokenless.name(), Signing::Tokenless)];
const SIGNERS: [(&str, TokenlessSigner); 2] =
    [("callmanager", TokenlessSigner::CallManager), ("itlrecovery", TokenlessSigner::ItlRecovery)];

impl Manifest {
    /// Reads `cluster.toml`. The files that it names are not read.
    ///
    /// # Errors
    /// [`ManifestError`] with the place of the first mistake: anything unknown, missing,
    /// duplicate, of the wrong type, or against a rule.
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
            let refused =
                |reason| ManifestError::Release { at: top.at(key), reason: Box::new(reason) };
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
        let itlrecovery = itlrecovery.map(|table| table.key_pair()).transpose()?;
        if itlrecovery.is_none() && release.itl().is_some_and(|itl| itl.recovery) {
            let release = release.to_string();
            return Err(ManifestError::NoItlRecovery { at: top.at("release"), release });
        }
        let mut servers = Servers::default();
        Ok(Self {
            name: name.to_owned(),
            digest,
            signing,
            phones,
            sha512: top.flag("sha512")?,
            signer,
            devices: top.file("devices")?,
            module: top.text("pkcs11-module")?.map(|module| module.text.into()),
            itlrecovery,
            nodes: servers.nodes(&top, &release)?,
            tftp: servers.tftp(&top)?,
            firewalls: servers.firewalls(&top)?,
            trust: trust(&top)?,
            tokens: tokens(&top)?,
            records: records(&top)?,
            release,
        })
    }
}

fn release(top: &Table<'_>) -> Result<Release, ManifestError> {
    let Text { text, at } = top.needed("release", top.text("release")?)?;
    text.parse().map_err(|reason| ManifestError::Release { at, reason: Box::new(reason) })
}

/// Tokenless, if the release supports it.
fn default_signing(release: &Release) -> Signing {
    if release.row().tokenless.is_empty() { Signing::Token } else { Signing::Tokenless }
}

fn trust(top: &Table<'_>) -> Result<Vec<Trust<FileRef>>, ManifestError> {
    let tables = top.tables("trust", "[[trust]]", TRUST, MAX_ENTRIES)?;
    let trust = |table: &Table<'_>| {
        let KeyPair { certificate, .. } = table.key_pair()?;
        Ok(Trust { certificate, at: table.at })
    };
    let trust = tables.iter().map(trust).collect::<Result<Vec<_>, _>>()?;
    unique(trust.iter().map(|entry| &entry.certificate))?;
    Ok(trust)
}

fn tokens(top: &Table<'_>) -> Result<Vec<Token<FileRef>>, ManifestError> {
    let tables = top.tables("token", "[[token]]", TOKEN, MAX_ENTRIES)?;
    let token = |table: &Table<'_>| {
        let KeyPair { certificate, key } = table.key_pair()?;
        Ok(Token { certificate, key, at: table.at })
    };
    let tokens = tables.iter().map(token).collect::<Result<Vec<_>, _>>()?;
    unique(tokens.iter().map(|entry| &entry.certificate))?;
    Ok(tokens)
}

fn records(top: &Table<'_>) -> Result<Vec<ExtraRecord<FileRef>>, ManifestError> {
    let tables = top.tables("record", "[[record]]", RECORD, MAX_ENTRIES)?;
    let roles: Vec<_> =
        Role::names().filter_map(|name| Some((name, Role::from_name(name)?))).collect();
    let record = |table: &Table<'_>| {
        Ok(ExtraRecord {
            role: table.needed("role", table.word("role", &roles)?)?,
            host: table.host()?.map(|host| host.text.to_owned()),
            address: table.address()?.map(|(address, _)| address),
            certificate: table.needed("certificate", table.file("certificate")?)?,
            at: table.at,
        })
    };
    tables.iter().map(record).collect()
}

/// Certificates of one kind must be unique.
fn unique<'a>(files: impl Iterator<Item = &'a FileRef>) -> Result<(), ManifestError> {
    let mut seen = BTreeMap::new();
    for FileRef { text, at } in files {
        if let Some(first) = seen.insert(normalized(Path::new(text)), *at) {
            let value = shown(text);
            return Err(ManifestError::Twice { at: *at, key: "certificate", value, first });
        }
    }
    Ok(())
}
