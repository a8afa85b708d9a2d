//! `ctl token add` and `ctl token remove`

use std::path::Path;

use trustlist::certificate::{Certificate, PublicKey};
use trustlist::cluster::manifest::{Manifest, Signing, edit};
use trustlist::cluster::plan::CtlSigner;
use trustlist::cluster::publish::FileChange;
use trustlist::cluster::rule::RuleError;
use trustlist::output::{self, Existing};
use trustlist::signer::KeyError;
use trustlist::signer::uri::Uri;

use crate::cli::args::token::{AddArgs, RemoveArgs};
use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::run::cluster::site::MANIFEST;
use crate::cli::run::cluster::{Proposal, Work, change};
use crate::cli::run::update::{own_file, planned};

pub(crate) fn add(args: &AddArgs, folder: &Path, console: &Console) -> anyhow::Result<Exit> {
    let work = Work::begin(folder, "token add", &args.change, console)?;
    let found = work.with_keys(|keys| Ok(keys.certificate(&args.token)?.certificate))?;
    let PublicKey::Rsa { .. } = found.key() else {
        let (subject, algorithm) = (found.subject().to_string(), found.key().to_string());
        return Err(KeyError::CertificateNotRsa { subject, algorithm }.into());
    };
    let subject = found.subject().common_name().trim().to_owned();
    if work.site.material.tokens.contains(&found) {
        console.note(&format!("{subject} is a token of this cluster already; nothing was written"));
        return Ok(Exit::Done);
    }
    let uri = args.token.parse::<Uri>().is_ok().then(|| args.token.clone());
    let key = args.key.clone().or(uri);
    let file = format!("tokens/{}.pem", file_name(&found));
    let text = edit::add_token(&work.site.text, &file, key.as_deref())?;
    let manifest = Manifest::read(&text)?;
    let mut material = work.site.material.clone();
    material.tokens.push(found.clone());
    let block = pem::Pem::new("CERTIFICATE", found.der());
    let config = pem::EncodeConfig::new().set_line_ending(pem::LineEnding::LF);
    let certificate = own_file(&work, &file, pem::encode_config(&block, config));
    let own = vec![certificate, own_file(&work, MANIFEST, text)];
    if !publishes(&work) {
        return record(&work, &own, &format!("token {subject} added"));
    }
    let proposal = planned(&work, "token add", CtlSigner::Usual, manifest, material)?;
    change::carry_out(work, &Proposal { own, ..proposal })
}

pub(crate) fn remove(args: &RemoveArgs, folder: &Path, console: &Console) -> anyhow::Result<Exit> {
    let work = Work::begin(folder, "token remove", &args.change, console)?;
    let index = which(&work, &args.token)?;
    let mut material = work.site.material.clone();
    let removed = material.tokens.remove(index);
    let subject = removed.subject().common_name().trim().to_owned();
    let text = edit::remove_token(&work.site.text, index)?;
    let manifest = Manifest::read(&text)?;
    let own = vec![own_file(&work, MANIFEST, text)];
    if !publishes(&work) {
        return record(&work, &own, &format!("token {subject} removed"));
    }
    let proposal = planned(&work, "token remove", CtlSigner::Usual, manifest, material)?;
    change::carry_out(work, &Proposal { own, ..proposal })
}

/// Whether there is a CTL in which the tokens stand.
fn publishes(work: &Work<'_>) -> bool {
    let ctl = work.state.present().is_some_and(|one| one.lists.ctl.is_some());
    ctl && work.site.manifest.signing == Signing::Token
}

/// Writes cluster.toml and the certificate where no list has to follow.
fn record(work: &Work<'_>, own: &[FileChange], what: &str) -> anyhow::Result<Exit> {
    if work.args.dry_run {
        work.console.note(&format!("{what}: nothing was written"));
        return Ok(Exit::Done);
    }
    for file in own {
        output::write(&file.path, file.bytes.as_deref().unwrap_or_default(), Existing::Replace)?;
    }
    work.console.note(&format!("{what}; no list names the cluster's tokens, so none was signed"));
    Ok(Exit::Done)
}

/// The name of a token's certificate file: its common name where that is plain, as
/// Cisco's are, else its serial.
fn file_name(certificate: &Certificate) -> String {
    let name = certificate.subject().common_name();
    let name = name.trim();
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    if name.is_empty() || name.len() > 64 || !name.chars().all(plain) {
        return format!("token-{}", hex::encode(certificate.serial()));
    }
    name.to_owned()
}

/// Which token is meant: by its certificate's file, its URI, or its subject or the end
/// of that.
fn which(work: &Work<'_>, name: &str) -> Result<usize, RuleError> {
    let manifest = &work.site.manifest;
    let tokens = manifest.tokens.iter().zip(&work.site.material.tokens).enumerate();
    let matching = tokens.filter(|(_, (entry, certificate))| {
        let subject = certificate.subject().common_name();
        entry.certificate.text == name
            || entry.key.as_ref().is_some_and(|key| key.text == name)
            || (!name.is_empty() && subject.trim().ends_with(name))
    });
    match matching.map(|(index, _)| index).collect::<Vec<_>>()[..] {
        [index] => Ok(index),
        _ => Err(RuleError::TokenUnknown { name: name.to_owned() }),
    }
}
