//! `ctl build`

use std::ffi::OsStr;
use std::path::Path;

use trustlist::certificate::Certificate;
use trustlist::digest::Digest;
use trustlist::list::{
    BuildError, BuildWarning, Entry, Form, Kind, Layout, Recipe, Role, TrustList, name,
};
use trustlist::output::{self, Existing, OutputError, Staged};
use trustlist::report::{Subject, json};
use trustlist::text::{counted, visible};
use trustlist::verify;

use crate::cli::args::build::BuildArgs;
use crate::cli::args::entries::EntryArg;
use crate::cli::clock;
use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::keys::{Found, KeyPlace, Keys};
use crate::cli::prompt::PromptedSecret;
use crate::cli::tokens;
use crate::cli::usage::UsageError;

/// A record to be built, with its certificate.
struct Loaded<'a> {
    arg: &'a EntryArg,
    found: Found,
}

pub(crate) fn run(args: &BuildArgs, console: &Console) -> anyhow::Result<Exit> {
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    let target = (args.output != "-").then(|| Path::new(&args.output));
    match target {
        Some(target) => Staged::check(target, existing)?,
        None if console.json => return Err(UsageError::JsonAndBinary {}.into()),
        None if Console::is_terminal() => return Err(OutputError::Terminal {}.into()),
        None => {}
    }
    let secrets = PromptedSecret::new(args.secrets.source());
    let tokens = tokens::driver(args.module.file(), args.last.final_try, console);
    let keys = Keys::new(&secrets, &tokens);
    let loaded = load(&args.entries.0, &keys, console)?;
    let signing = signer(args, &loaded, &keys)?;
    let kind = kind(args, console);
    let recipe = recipe(args, kind, &loaded, signing.index)?;
    let unsigned = recipe.build()?;
    for warning in recipe.warnings() {
        console.remark("warning", &warning);
    }
    if let Some(other) =
        Kind::of_name(args.output.as_encoded_bytes()).filter(|named| *named != kind)
    {
        let (name, named) = (visible(args.output.as_encoded_bytes()), other.with_article());
        let kind = kind.with_article();
        console.remark("warning", &BuildWarning::Name { name, named, kind });
    }
    let sast = loaded.get(signing.index).ok_or(BuildError::SignerNotSast {})?;
    let signer = keys.signer(&sast.found.certificate, &signing.key, args.digest.into())?;
    console.detail(&format!("signer: {}", name::cucm(signer.certificate().subject())));
    let bytes = unsigned.seal(signer.as_ref())?;
    match target {
        Some(target) => output::write(target, &bytes, existing)?,
        None => Console::result(&bytes)?,
    }
    report(&args.output, &bytes, console)?;
    Ok(Exit::Done)
}

/// Reports what was built: a line on stderr, or with `--json` the document of `ctl show --json`.
fn report(name: &OsStr, bytes: &[u8], console: &Console) -> anyhow::Result<()> {
    let list = TrustList::parse(bytes)?;
    let verdict = verify::examine(&list, None);
    let name = if name == "-" { "standard output" } else { &visible(name.as_encoded_bytes()) };
    let subject = Subject { list: &list, verdict: &verdict, name };
    if console.json {
        return Console::json_result(&json::list(&subject, None));
    }
    let records = counted(list.records().len(), "record");
    let digest = Digest::from_code(list.header().digest()).map_or("?", Digest::name);
    let signer = visible(list.header().signer_name());
    let size = bytes.len();
    console.note(&format!("{name}: {size} bytes, {records}, {digest}, signed by {signer}"));
    Ok(())
}

/// The kind given by option, otherwise that of the file's name, otherwise a CTL.
fn kind(args: &BuildArgs, console: &Console) -> Kind {
    if let Some(kind) = args.kind {
        return kind.into();
    }
    let named = Kind::of_name(args.output.as_encoded_bytes());
    if let Some(kind) = named {
        let name = visible(args.output.as_encoded_bytes());
        console.note(&format!("{name}: building {}, according to the name", kind.with_article()));
    }
    named.unwrap_or(Kind::Ctl)
}

fn load<'a>(
    entries: &'a [EntryArg],
    keys: &Keys<'_>,
    console: &Console,
) -> anyhow::Result<Vec<Loaded<'a>>> {
    entries
        .iter()
        .map(|arg| {
            let found = keys.certificate(&arg.file)?;
            console.detail(&format!(
                "{}: {} {}",
                visible(arg.file.as_encoded_bytes()),
                arg.role,
                name::cucm(found.certificate.subject())
            ));
            Ok(Loaded { arg, found })
        })
        .collect()
}

/// The record that signs, and where its key is.
struct Signing {
    index: usize,
    key: KeyPlace,
}

/// The signer is the given one, otherwise the SAST whose certificate is on the token, otherwise the
/// first SAST with a key.
fn signer(args: &BuildArgs, loaded: &[Loaded<'_>], keys: &Keys<'_>) -> anyhow::Result<Signing> {
    let mut sasts = loaded.iter().enumerate().filter(|(_, l)| l.arg.role == Role::SAST);
    let mut sast_of = |certificate: &Certificate| {
        sasts.find(|(_, l)| l.found.certificate.der() == certificate.der())
    };
    let key = args.key.as_deref().map(KeyPlace::named).transpose()?;
    let (chosen, place) = match (&args.signer, key) {
        (Some(name), key) => {
            let named = keys.certificate(name)?;
            let own = if named.has_key() { Some(named.place) } else { None };
            (sast_of(&named.certificate), key.or(own))
        }
        (None, Some(KeyPlace::Token(uri))) => {
            let certificate = keys.on_token(&uri)?;
            (sast_of(&certificate), Some(KeyPlace::Token(uri)))
        }
        (None, Some(file)) => (sasts.next(), Some(file)),
        (None, None) => {
            let holder = sasts.find(|(_, l)| l.found.has_key());
            (Some(holder.ok_or(UsageError::NoSigner {})?), None)
        }
    };
    let (index, sast) = chosen.ok_or(BuildError::SignerNotSast {})?;
    Ok(Signing { index, key: place.unwrap_or_else(|| sast.found.place.clone()) })
}

fn recipe<'a>(
    args: &BuildArgs,
    kind: Kind,
    loaded: &'a [Loaded<'_>],
    signer: usize,
) -> anyhow::Result<Recipe<'a>> {
    let layout = Layout::from(args.layout);
    let there = |role| loaded.iter().any(|l| l.arg.role == role);
    for (option, roles) in [("--empty", &args.empty), ("--hash-only", &args.hash_only)] {
        if let Some(role) = roles.iter().find(|role| !there(**role)) {
            return Err(UsageError::RoleNotThere { option, role: role.to_string() }.into());
        }
    }
    if let Some(role) = args.empty.iter().find(|role| args.hash_only.contains(role)) {
        return Err(UsageError::RoleTwice { role: role.to_string() }.into());
    }
    let form = |role: Role| {
        if args.empty.contains(&role) {
            Form::Emptied
        } else if args.hash_only.contains(&role) {
            Form::HashOnly
        } else {
            Form::Full
        }
    };
    let entries = loaded.iter().map(|l| Entry {
        certificate: &l.found.certificate,
        role: l.arg.role,
        host: l.arg.host.clone(),
        address: l.arg.address,
        form: form(l.arg.role),
        spelling: None,
    });
    Ok(Recipe {
        kind,
        layout,
        digest: args.digest.into(),
        filename: args.filename.clone().unwrap_or_else(|| kind.filename().to_owned()),
        signer_version: args.signer_version.or(layout.signer_version()),
        timestamp: clock::timestamp(args.timestamp.as_deref())?,
        entries: entries.collect(),
        signer,
    })
}
