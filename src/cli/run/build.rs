//! `ctl build`

use std::path::Path;

use anyhow::Context as _;
use trustlist::certificate::{self, Certificate, MAX_CERTIFICATE_FILE};
use trustlist::list::{Entry, Form, Kind, Layout, Recipe, Role};
use trustlist::output::{self, Existing, OutputError, Staged};
use trustlist::signer::software::{self, SoftwareSigner};

use super::UsageError;
use crate::cli::args::build::BuildArgs;
use crate::cli::args::entries::EntryArg;
use crate::cli::clock;
use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::input::{self, Input};
use crate::cli::secrets::Asked;

/// A record's certificate and the file it came from, which may hold its key.
struct Loaded<'a> {
    arg: &'a EntryArg,
    file: Input,
    certificate: Certificate,
}

pub(crate) fn run(args: &BuildArgs, console: &Console) -> anyhow::Result<Exit> {
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    let target = (args.output != "-").then(|| Path::new(&args.output));
    match target {
        Some(target) => Staged::check(target, existing)?,
        None if Console::is_terminal() => return Err(OutputError::Terminal {}.into()),
        None => {}
    }
    let secrets = Asked::new(args.secrets.source());
    let loaded = load(&args.entries.0, console)?;
    let signing = signer(args, &loaded)?;
    let recipe = recipe(args, &loaded, signing.index)?;
    let unsigned = recipe.build()?;
    for warning in recipe.warnings() {
        console.remark("warning", &warning);
    }
    let certificate = signing.certificate.clone();
    console.detail(&format!("{}: signs with the key in {}", certificate.subject(), signing.key.name));
    let signer =
        SoftwareSigner::open(certificate, &signing.key.bytes, &signing.key.name, &secrets)
            .with_context(|| signing.key.name.clone())?;
    let bytes = unsigned.seal(&signer)?;
    match target {
        Some(target) => output::write(target, &bytes, existing)?,
        None => console.result(&bytes)?,
    }
    let records = recipe.entries.len();
    console.detail(&format!("{}: {} bytes, {records} records written", args.output, bytes.len()));
    Ok(Exit::Done)
}

/// The one certificate of a file, or the leaf of several.
pub(crate) fn certificate(name: &str) -> anyhow::Result<Certificate> {
    Ok(read_certificate(name)?.1)
}

fn read_certificate(name: &str) -> anyhow::Result<(Input, Certificate)> {
    let file = input::read(name, MAX_CERTIFICATE_FILE)?;
    let certificate = certificate::read(&file.bytes)
        .and_then(certificate::leaf)
        .with_context(|| file.name.clone())?;
    Ok((file, certificate))
}

fn load<'a>(entries: &'a [EntryArg], console: &Console) -> anyhow::Result<Vec<Loaded<'a>>> {
    entries
        .iter()
        .map(|arg| {
            let (file, certificate) = read_certificate(&arg.file)?;
            console.detail(&format!("{}: {} {}", file.name, arg.role, certificate.subject()));
            Ok(Loaded { arg, file, certificate })
        })
        .collect()
}

/// Which record signs, and the file of its key.
struct Signing {
    index: usize,
    certificate: Certificate,
    key: Input,
}

fn signer(args: &BuildArgs, loaded: &[Loaded<'_>]) -> anyhow::Result<Signing> {
    let sasts = || loaded.iter().enumerate().filter(|(_, l)| l.arg.role == Role::SAST);
    let chosen = match &args.signer {
        Some(name) => {
            let wanted = certificate(name)?;
            // Not found: the recipe says what that means.
            sasts().find(|(_, l)| l.certificate.der() == wanted.der()).map(|(index, _)| index)
                .unwrap_or(usize::MAX)
        }
        None if args.key.is_some() => sasts().next().map_or(usize::MAX, |(index, _)| index),
        None => sasts()
            .find(|(_, l)| software::has_key(&l.file.bytes))
            .map(|(index, _)| index)
            .ok_or(UsageError::NoSigner {})?,
    };
    todo!()
}
