//! `ctl cert`

use std::path::Path;

use rand_core::OsRng;
use secrecy::SecretString;
use serde::Serialize;
use trustlist::certificate::{Certificate, MAX_CERTIFICATE_FILE};
use trustlist::digest::Digest;
use trustlist::issue::{self, PrivateKey, Request};
use trustlist::list::name;
use trustlist::output::{Existing, Readers, Staged};
use trustlist::report::json::{self, Details};
use trustlist::report::time;
use trustlist::signer::{SignError, Signer};
use trustlist::text::visible;
use zeroize::Zeroizing;

use crate::cli::args::cert::{CertArgs, CertCommand, NewArgs};
use crate::cli::clock;
use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::keys::{KeyPlace, Keys};
use crate::cli::prompt::{self, PromptedSecret};
use crate::cli::tokens;
use crate::cli::usage::UsageError;

use super::certificate;

/// The length of serials, as in CUCM's.
const SERIAL: usize = 16;

const DAY: i64 = 24 * 60 * 60;

pub(crate) fn run(args: &CertArgs, console: &Console) -> anyhow::Result<Exit> {
    match &args.command {
        CertCommand::New(args) => new(args, console),
        CertCommand::Show(args) => {
            let inputs = args.files.iter().map(|file| input::read(file, MAX_CERTIFICATE_FILE));
            certificate::print(&inputs.collect::<anyhow::Result<Vec<_>>>()?, console)
        }
    }
}

fn new(args: &NewArgs, console: &Console) -> anyhow::Result<Exit> {
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    let key_file = args.key_out.as_deref().filter(|key| !same_file(key, &args.output));
    for file in std::iter::once(args.output.as_path()).chain(key_file) {
        Staged::check(file, existing)?;
    }
    let not_before = i64::from(clock::timestamp(None)?);
    let request = Request {
        subject: args.subject.clone(),
        names: args.san.clone(),
        usage: args.usage.into(),
        serial: issue::serial(SERIAL, &mut OsRng),
        not_before,
        not_after: not_before.saturating_add(i64::from(args.days).saturating_mul(DAY)),
        digest: args.digest.map(Digest::from),
    };
    let secrets = PromptedSecret::new(args.secrets.source());
    let tokens = tokens::driver(args.module.file(), args.last.final_try, console);
    let keys = Keys::new(&secrets, &tokens);
    let issuer = issuer(args, &keys, console)?;
    let passphrase = passphrase(args)?;
    let key = PrivateKey::new(args.key_type.into(), &mut OsRng)?;
    let certificate = issue::issue(&request, &key, issuer.as_deref(), &mut OsRng)?;
    let key = key.to_pem("", passphrase.as_ref(), &mut OsRng)?;
    let pem = certificate.to_pem();
    if let Some(file) = key_file {
        let key = Staged::stage_for(Readers::Owner, file, key.as_bytes(), existing)?;
        let certificate = Staged::stage(&args.output, pem.as_bytes(), existing)?;
        key.commit()?;
        certificate.commit()?;
    } else {
        // Key first, as certutils' mkcert writes them.
        let both = Zeroizing::new([key.as_bytes(), pem.as_bytes()].concat());
        Staged::stage_for(Readers::Owner, &args.output, &both, existing)?.commit()?;
    }
    let made = Made { args, key_file, encrypted: passphrase.is_some(), certificate: &certificate };
    made.report(console)?;
    Ok(Exit::Done)
}

fn issuer<'a>(
    args: &NewArgs,
    keys: &Keys<'a>,
    console: &Console,
) -> anyhow::Result<Option<Box<dyn Signer + 'a>>> {
    let Some(name) = &args.issuer else { return Ok(None) };
    let found = keys.certificate(name)?;
    issue::check_issuer(&found.certificate)?;
    let place = args.issuer_key.as_deref().map(KeyPlace::named).transpose()?;
    let place = place.unwrap_or(found.place);
    let digest = args.digest.map_or(Digest::Sha256, Digest::from);
    console.detail(&format!("issuer: {}", name::cucm(found.certificate.subject())));
    let signer = keys.signer(&found.certificate, &place, digest)?;
    // A token has its own certificate.
    if signer.certificate().der() != found.certificate.der() {
        let subject = found.certificate.subject().to_string();
        return Err(SignError::Mismatch { subject }.into());
    }
    Ok(Some(signer))
}

/// Reads the passphrase of the new key before the key is generated: its file may be missing.
fn passphrase(args: &NewArgs) -> anyhow::Result<Option<SecretString>> {
    if let Some(file) = &args.new_pin_file {
        return Ok(Some(prompt::new_pin(file)?));
    }
    if !args.encrypt {
        return Ok(None);
    }
    let name = args.key_out.as_ref().unwrap_or(&args.output).display().to_string();
    let typed = prompt::ask_twice("passphrase", &name)?;
    Ok(Some(typed.ok_or(UsageError::PassphrasesDiffer {})?))
}

/// Whether two paths name the same file, which need not exist yet.
fn same_file(first: &Path, second: &Path) -> bool {
    let real = |path: &Path| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new(".")).canonicalize().ok()?;
        Some(folder.join(path.file_name()?))
    };
    first == second || real(first).is_some_and(|first| Some(first) == real(second))
}

/// A report of what was created.
struct Made<'a> {
    args: &'a NewArgs,
    key_file: Option<&'a Path>,
    encrypted: bool,
    certificate: &'a Certificate,
}

/// The same as JSON (docs/json.md).
#[derive(Serialize)]
struct Report {
    schema: &'static str,
    path: String,
    key_path: String,
    encrypted: bool,
    certificate: Details,
}

impl Made<'_> {
    fn report(&self, console: &Console) -> anyhow::Result<()> {
        let shown = |path: &Path| visible(path.as_os_str().as_encoded_bytes());
        let file = shown(&self.args.output);
        let certificate = self.certificate;
        if console.json {
            return Console::json_result(&Report {
                schema: "ctl.certificate/2",
                key_path: self.key_file.map_or_else(|| file.clone(), shown),
                path: file,
                encrypted: self.encrypted,
                certificate: json::details(certificate),
            });
        }
        let issued = if certificate.issuer() == certificate.subject() {
            "self-signed".to_owned()
        } else {
            format!("issued by {}", name::cucm(certificate.issuer()))
        };
        let subject = name::cucm(certificate.subject());
        let (key, until) = (certificate.key(), time::date(certificate.not_after()));
        let place = match self.key_file {
            Some(key) => format!("; its key: {}", shown(key)),
            None => String::new(),
        };
        let what = if self.key_file.is_some() { "certificate" } else { "key and certificate" };
        let line = format!("{what} of {subject}, {key}, {issued}, valid until {until}{place}");
        console.note(&format!("{file}: {}", visible(line.as_bytes())));
        Ok(())
    }
}
