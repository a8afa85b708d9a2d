//! `ctl token list`, `show`, `export` and `passwd`: the commands for inserted tokens.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use trustlist::cluster::past::Past;
use trustlist::list::{MAX_READ, Role, TrustList, name};
use trustlist::output::{self, Existing, OutputError, Staged};
use trustlist::report::failure::Failure;
use trustlist::report::token::{self, BadSlot, Listing, TokenDocument};
use trustlist::signer::TokenError;
use trustlist::signer::pkcs11::{Login, Modules};
use trustlist::signer::uri::Uri;
use trustlist::verify;

use crate::cli::args::token::{ExportArgs, Form, ListArgs, PasswdArgs, ShowArgs};
use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::prompt;
use crate::cli::run::done::Done;
use crate::cli::usage::UsageError;

pub(crate) fn list(args: &ListArgs, folder: &Path, console: &Console) -> anyhow::Result<Exit> {
    // Without --list, the CTL of the cluster, if there is one.
    let list = args.list.clone().or(present_ctl(folder)?);
    let sasts = list.as_deref().map(sasts_of).transpose()?;
    let module = Modules::new(args.module.file()).get(&Uri::default())?;
    console.detail(&format!("module: {}", module.name()));
    let listing = module.list()?;
    let tokens = listing.tokens.iter();
    let tokens = tokens.map(|(token, contents)| token::report(token, contents, sasts.as_deref()));
    let bad = listing
        .bad_slots
        .iter()
        .map(|(slot, error)| BadSlot { slot: *slot, error: Failure::of(error) });
    let all = Listing {
        schema: "ctl.tokens/2",
        module: module.name().to_owned(),
        slots: listing.slots,
        tokens: tokens.collect(),
        bad_slots: bad.collect(),
    };
    if console.json {
        Console::json_result(&all)?;
        return Ok(Exit::Done);
    }
    let mut text = String::new();
    for token in &all.tokens {
        text += &token::brief(token);
    }
    Console::result(text.as_bytes())?;
    for bad in &all.bad_slots {
        console.note(&format!("slot {}: {}", bad.slot, bad.error.message));
    }
    if all.tokens.is_empty() {
        console.note(&format!("no token is inserted; {} has {} slots", all.module, all.slots));
    }
    Ok(Exit::Done)
}

pub(crate) fn show(args: &ShowArgs, console: &Console) -> anyhow::Result<Exit> {
    let uri: Uri = args.uri.parse()?;
    let module = Modules::new(args.module.file()).get(&uri)?;
    console.detail(&format!("module: {}", module.name()));
    let wanted = module.token(&uri)?;
    let listing = module.list()?;
    let found = listing.tokens.into_iter().find(|(token, _)| token.slot == wanted.slot);
    let (token, contents) = found.ok_or_else(|| TokenError::Removed { token: wanted.name() })?;
    if let Err(removed @ TokenError::Removed { .. }) = contents {
        return Err(removed.into());
    }
    let report = token::report(&token, &contents, None);
    if console.json {
        Console::json_result(&TokenDocument { schema: "ctl.token/2", token: &report })?;
    } else {
        Console::result(token::full(&report).as_bytes())?;
    }
    Ok(Exit::Done)
}

pub(crate) fn export(args: &ExportArgs, console: &Console) -> anyhow::Result<Exit> {
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    let target = (args.output != "-").then(|| Path::new(&args.output));
    match target {
        Some(target) => Staged::check(target, existing)?,
        None if console.json => return Err(UsageError::JsonAndBinary {}.into()),
        None if args.form == Form::Der && Console::is_terminal() => {
            return Err(OutputError::Terminal {}.into());
        }
        None => {}
    }
    let uri: Uri = args.uri.parse()?;
    let module = Modules::new(args.module.file()).get(&uri)?;
    let (token, found) = module.certificate(&uri)?;
    let certificate = found.decoded(&token)?;
    console.detail(&format!("{}: {}", token.name(), name::cucm(certificate.subject())));
    let bytes = match args.form {
        Form::Der => certificate.der().to_vec(),
        Form::Pem => certificate.to_pem().into_bytes(),
    };
    match target {
        Some(target) => output::write(target, &bytes, existing)?,
        None => Console::result(&bytes)?,
    }
    Done::new("token export").files(target).print(console)?;
    Ok(Exit::Done)
}

pub(crate) fn passwd(args: &PasswdArgs, console: &Console) -> anyhow::Result<Exit> {
    let uri: Uri = args.uri.parse()?;
    let module = Modules::new(args.module.file()).get(&uri)?;
    let token = module.token(&uri)?;
    for note in token.check_tries(args.last.final_try)? {
        console.warn_always("warning", &note);
    }
    if token.login == Login::Pad {
        return Err(TokenError::PinPad { token: token.name() }.into());
    }
    let name = format!("the token {}", token.name());
    // Before asking for anything, since the file may be missing.
    let new = args.new_pin_file.as_deref().map(prompt::new_pin).transpose()?;
    let old = match (&uri.pin_source, args.secrets.source()) {
        (Some(source), _) => source.read()?,
        (None, Some(source)) if !source.is_terminal() => prompt::pin(&source)?,
        (None, _) => prompt::ask("Old PIN of", &name)?,
    };
    let new = match new {
        Some(new) => new,
        None => prompt::ask_twice("PIN", &name)?.ok_or(UsageError::PinsDiffer {})?,
    };
    module.change_pin(&token, args.last.final_try, &old, &new)?;
    console.note(&format!("the PIN of {name} was changed"));
    Done::new("token passwd").print(console)?;
    Ok(Exit::Done)
}

/// The name of the cluster's CTL, where `folder` is a cluster that has published one.
fn present_ctl(folder: &Path) -> anyhow::Result<Option<OsString>> {
    let has_ctl = Past::look(folder)?.present_lists()?.ctl.is_some();
    Ok(has_ctl.then(|| "@current".into()))
}

/// The certificates of a list's SASTs and of its signer, which can sign an update.
fn sasts_of(file: &OsStr) -> anyhow::Result<Vec<Vec<u8>>> {
    let input = input::read(file, MAX_READ)?;
    let list = TrustList::parse(&input.bytes)
        .map_err(|error| anyhow::Error::from(error).context(input.name.clone()))?;
    let verdict = verify::examine(&list, None);
    if !verdict.is_sound() {
        return Err(UsageError::ListNotSound { file: input.name }.into());
    }
    let sasts = list.records().iter().filter(|record| record.role() == Role::SAST);
    Ok(sasts.filter_map(|record| record.certificate().map(<[u8]>::to_vec)).collect())
}
