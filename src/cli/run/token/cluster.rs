//! `ctl token add` and `ctl token remove`

use std::ffi::OsStr;
use std::path::Path;

use trustlist::certificate::{Certificate, PublicKey};
use trustlist::cluster::change::keys::module_in;
use trustlist::cluster::change::{Described, Session};
use trustlist::cluster::command::Command;
use trustlist::cluster::manifest::{Location, Signing, Token, edit};
use trustlist::cluster::rule::RuleError;
use trustlist::output::{self, Existing};
use trustlist::signer::{KeyRef, SignError};

use crate::cli::args::change::ChangeArgs;
use crate::cli::args::token::{AddArgs, RemoveArgs};
use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::keys::Keys;
use crate::cli::prompt::PromptedSecret;
use crate::cli::run::cluster::{begin, carry_out, texts};
use crate::cli::run::done::Done;
use crate::cli::tokens;

/// The file that describes a cluster.
const MANIFEST: &str = trustlist::cluster::folder::MANIFEST;

pub(crate) fn add(args: &AddArgs, folder: &Path, console: &Console) -> anyhow::Result<Exit> {
    let session = begin(folder, "token add", &args.change, console)?;
    let found = certificate(&session, &args.token, &args.change, console)?;
    let PublicKey::Rsa { .. } = found.key() else {
        let (subject, algorithm) = (found.subject().to_string(), found.key().to_string());
        return Err(SignError::CertificateNotRsa { subject, algorithm }.into());
    };
    let subject = found.subject().common_name().trim().to_owned();
    let mut cluster = session.folder.cluster.clone();
    if cluster.tokens.iter().any(|token| token.certificate == found) {
        console.note(&format!("{subject} is already a token of this cluster; nothing changed"));
        Done::new("token add").dry(args.change.dry_run).unchanged().print(console)?;
        return Ok(Exit::Done);
    }
    let uri = args.token.to_str().filter(|token| KeyRef::is_uri(token)).map(str::to_owned);
    let key = args.key.clone().or(uri);
    let file = format!("tokens/{}.pem", file_name(&found));
    let manifest = edit::add_token(&session.folder.text, &file, key.as_deref())?;
    let files = vec![(file, found.to_pem().into_bytes())];
    let key = key.map(|key| edit::key(&key)).transpose()?;
    cluster.tokens.push(Token { certificate: found, key, at: Location::START });
    let described = Described { cluster, manifest, files };
    if !has_ctl_with_tokens(&session)? {
        return write_description(
            &session,
            &described,
            "token add",
            &format!("token {subject} added"),
            console,
        );
    }
    let command = Command::TokenAdd;
    carry_out(session, command, Some(described), None, texts::UPDATE, &args.change, console)
}

pub(crate) fn remove(args: &RemoveArgs, folder: &Path, console: &Console) -> anyhow::Result<Exit> {
    let session = begin(folder, "token remove", &args.change, console)?;
    let index = find_token(&session, &args.token)?;
    let mut cluster = session.folder.cluster.clone();
    let removed = cluster.tokens.remove(index);
    let subject = removed.certificate.subject().common_name().trim().to_owned();
    let manifest = edit::remove_token(&session.folder.text, index)?;
    let described = Described { cluster, manifest, files: Vec::new() };
    if !has_ctl_with_tokens(&session)? {
        let what = format!("token {subject} removed");
        return write_description(&session, &described, "token remove", &what, console);
    }
    let command = Command::TokenRemove;
    carry_out(session, command, Some(described), None, texts::UPDATE, &args.change, console)
}

/// The certificate of a file or of a token.
fn certificate(
    session: &Session,
    name: &OsStr,
    args: &ChangeArgs,
    console: &Console,
) -> anyhow::Result<Certificate> {
    let asked = PromptedSecret::new(args.secrets.source());
    let named = session.folder.cluster.module.as_deref();
    let within = || Some(module_in(&session.folder.path, named?));
    let module = args.module.file().or_else(within);
    let tokens = tokens::driver(module, args.last.final_try, console);
    Ok(Keys::new(&asked, &tokens).certificate(name)?.certificate)
}

/// Whether there is a CTL with the tokens.
fn has_ctl_with_tokens(session: &Session) -> anyhow::Result<bool> {
    let ctl = session.past.present_lists()?.ctl.is_some();
    Ok(ctl && session.folder.cluster.signing == Signing::Token)
}

/// Writes cluster.toml and the certificate if no list has to be re-signed.
fn write_description(
    session: &Session,
    described: &Described,
    command: &'static str,
    what: &str,
    console: &Console,
) -> anyhow::Result<Exit> {
    let manifest = (MANIFEST.to_owned(), described.manifest.clone().into_bytes());
    let files = described.files.iter().chain([&manifest]);
    let files: Vec<_> =
        files.map(|(name, bytes)| (session.folder.path.join(name), bytes)).collect();
    let dry_run = session.options.dry_run;
    let done = Done::new(command).dry(dry_run).files(files.iter().map(|(path, _)| path));
    if dry_run {
        console.note(&format!("{what}: nothing was written"));
        done.print(console)?;
        return Ok(Exit::Done);
    }
    for (path, bytes) in &files {
        output::write(path, bytes, Existing::Replace)?;
    }
    done.print(console)?;
    console.note(&format!("{what}; no list names the cluster's tokens, so none was signed"));
    Ok(Exit::Done)
}

/// The name of a token's certificate file: its common name if that is a simple one, like Cisco's,
/// otherwise its serial.
fn file_name(certificate: &Certificate) -> String {
    let name = certificate.subject().common_name();
    let name = name.trim();
    let simple = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    if name.is_empty() || name.len() > 64 || !name.chars().all(simple) {
        return format!("token-{}", hex::encode(certificate.serial()));
    }
    name.to_owned()
}

/// Finds a token by its certificate's file, its URI, or its subject or the end of it.
fn find_token(session: &Session, name: &str) -> Result<usize, RuleError> {
    let uri = name.parse::<KeyRef>().ok();
    let named = session.folder.manifest.tokens.iter();
    let tokens = named.zip(&session.folder.cluster.tokens).enumerate();
    let matching = tokens.filter(|(_, (entry, token))| {
        let subject = token.certificate.subject().common_name();
        entry.certificate.text == name
            || entry.key.as_ref().is_some_and(|key| Some(&key.reference) == uri.as_ref())
            || (!name.is_empty() && subject.trim().ends_with(name))
    });
    match matching.map(|(index, _)| index).collect::<Vec<_>>()[..] {
        [index] => Ok(index),
        _ => Err(RuleError::TokenUnknown { name: name.to_owned() }),
    }
}
