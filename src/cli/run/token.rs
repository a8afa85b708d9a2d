//! `ctl token`

use std::path::Path;

use secrecy::ExposeSecret as _;
use serde::Serialize;
use trustlist::certificate::Certificate;
use trustlist::list::{MAX_READ, Role, TrustList, name};
use trustlist::output::{self, Existing, OutputError, Staged};
use trustlist::report::text::visible;
use trustlist::report::time;
use trustlist::signer::pkcs11::{
    Contents, Login, Modules, Token, TokenCertificate, TokenError, Tries,
};
use trustlist::signer::secret::{Secrets as _, Source};
use trustlist::signer::uri::Uri;

use super::UsageError;
use crate::cli::args::token::{
    ExportArgs, Form, ListArgs, PasswdArgs, ShowArgs, TokenArgs, TokenCommand,
};
use crate::cli::console::Console;
use crate::cli::exit::{Exit, doc_of};
use crate::cli::input;
use crate::cli::prompt::{self, Asked};

pub(crate) fn run(args: &TokenArgs, console: &Console) -> anyhow::Result<Exit> {
    match &args.command {
        TokenCommand::List(args) => list(args, console),
        TokenCommand::Show(args) => show(args, console),
        TokenCommand::Export(args) => export(args, console),
        TokenCommand::Passwd(args) => passwd(args, console),
    }
}

/// All tokens of a module (docs/json.md).
#[derive(Serialize)]
struct Tokens {
    schema: &'static str,
    module: String,
    slots: usize,
    tokens: Vec<TokenReport>,
    bad_slots: Vec<BadSlot>,
}

#[derive(Serialize)]
struct BadSlot {
    slot: u64,
    id: Option<&'static str>,
    message: String,
}

/// One token (docs/json.md).
#[derive(Serialize)]
struct TokenReport {
    uri: String,
    slot: u64,
    reader: String,
    label: String,
    manufacturer: String,
    model: String,
    serial: String,
    initialised: bool,
    login: &'static str,
    pin: &'static str,
    pin_to_be_changed: bool,
    certificates: Vec<CertificateReport>,
    keys: Vec<KeyReport>,
    error: Option<String>,
}

#[derive(Serialize)]
struct CertificateReport {
    uri: String,
    label: String,
    id: String,
    subject: Option<String>,
    issuer: Option<String>,
    serial: Option<String>,
    key: Option<String>,
    not_after: Option<String>,
    sha1: Option<String>,
    signs_list: Option<bool>,
    error: Option<String>,
}

#[derive(Serialize)]
struct KeyReport {
    label: String,
    id: String,
    private: bool,
    bits: Option<usize>,
}

fn list(args: &ListArgs, console: &Console) -> anyhow::Result<Exit> {
    let sasts = args.list.as_deref().map(sasts_of).transpose()?;
    let module = Modules::new(args.module.module.clone()).get(&Uri::default())?;
    console.detail(&format!("module: {}", module.name()));
    let listing = module.list()?;
    let tokens =
        listing.tokens.iter().map(|(token, contents)| report(token, contents, sasts.as_deref()));
    let bad = listing.bad_slots.into_iter().map(|(slot, error)| {
        let error = anyhow::Error::from(error);
        BadSlot { slot, id: doc_of(&error).map(|doc| doc.id), message: error.to_string() }
    });
    let all = Tokens {
        schema: "ctl.tokens/1",
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
        text += &brief(token);
    }
    Console::result(text.as_bytes())?;
    for bad in &all.bad_slots {
        console.note(&format!("slot {}: {}", bad.slot, bad.message));
    }
    if all.tokens.is_empty() {
        console.note(&format!("no token is inserted; {} has {} slots", all.module, all.slots));
    }
    Ok(Exit::Done)
}

fn show(args: &ShowArgs, console: &Console) -> anyhow::Result<Exit> {
    let uri: Uri = args.uri.parse()?;
    let module = Modules::new(args.module.module.clone()).get(&uri)?;
    console.detail(&format!("module: {}", module.name()));
    let wanted = module.token(&uri)?;
    let listing = module.list()?;
    let found = listing.tokens.iter().find(|(token, _)| token.slot == wanted.slot);
    let (token, contents) = found.ok_or_else(|| TokenError::Removed { token: wanted.name() })?;
    let report = report(token, contents, None);
    if console.json {
        Console::json_result(&Shown { schema: "ctl.token/1", token: report })?;
    } else {
        Console::result(full(&report).as_bytes())?;
    }
    Ok(Exit::Done)
}

/// One token, by itself (docs/json.md).
#[derive(Serialize)]
struct Shown {
    schema: &'static str,
    #[serde(flatten)]
    token: TokenReport,
}

fn export(args: &ExportArgs, console: &Console) -> anyhow::Result<Exit> {
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    let target = (args.output != "-").then(|| Path::new(&args.output));
    match target {
        Some(target) => Staged::check(target, existing)?,
        None if args.form == Form::Der && Console::is_terminal() => {
            return Err(OutputError::Terminal {}.into());
        }
        None => {}
    }
    let uri: Uri = args.uri.parse()?;
    let module = Modules::new(args.module.module.clone()).get(&uri)?;
    let (token, found) = module.certificate(&uri)?;
    let certificate = found.certificate.map_err(|error| TokenError::Certificate {
        token: token.name(),
        reason: error.to_string(),
    })?;
    console.detail(&format!("{}: {}", token.name(), name::cucm(certificate.subject())));
    let bytes = match args.form {
        Form::Der => certificate.der().to_vec(),
        Form::Pem => pem::encode(&pem::Pem::new("CERTIFICATE", certificate.der())).into_bytes(),
    };
    match target {
        Some(target) => output::write(target, &bytes, existing)?,
        None => Console::result(&bytes)?,
    }
    Ok(Exit::Done)
}

fn passwd(args: &PasswdArgs, console: &Console) -> anyhow::Result<Exit> {
    let uri: Uri = args.uri.parse()?;
    let module = Modules::new(args.module.module.clone()).get(&uri)?;
    let token = module.token(&uri)?;
    for note in token.check_pin(args.last.final_try)? {
        console.remark("warning", &note);
    }
    if token.login == Login::Pad {
        return Err(TokenError::PinPad { token: token.name() }.into());
    }
    let name = format!("the token {}", token.name());
    let old = match uri.pin_source.clone().or(args.secrets.source()) {
        Some(source) => source.secret(&name)?,
        None => prompt::ask("Old PIN of", &name)?,
    };
    let new = match &args.new_pin_file {
        Some(file) => Source::File(file.clone()).secret(&name)?,
        None => {
            let once = prompt::ask("New PIN of", &name)?;
            let twice = prompt::ask("New PIN again, of", &name)?;
            if once.expose_secret() != twice.expose_secret() {
                return Err(UsageError::PinsDiffer {}.into());
            }
            once
        }
    };
    module.change_pin(&token, args.last.final_try, &old, &new)?;
    console.note(&format!("the PIN of {name} is changed"));
    Ok(Exit::Done)
}

/// The certificates of a list's SASTs, and its signer's: who can sign an update.
fn sasts_of(file: &str) -> anyhow::Result<Vec<Vec<u8>>> {
    let input = input::read(file, MAX_READ)?;
    let list = TrustList::parse(&input.bytes)
        .map_err(|error| anyhow::Error::from(error).context(input.name.clone()))?;
    let sasts = list.records().iter().filter(|record| record.role() == Role::SAST);
    Ok(sasts.filter_map(|record| record.certificate().map(<[u8]>::to_vec)).collect())
}

fn report(
    token: &Token,
    contents: &Result<Contents, TokenError>,
    sasts: Option<&[Vec<u8>]>,
) -> TokenReport {
    let (certificates, keys, error) = match contents {
        Ok(contents) => {
            let certificates =
                contents.certificates.iter().map(|one| certificate(token, one, sasts));
            let keys = contents.keys.iter().map(|key| KeyReport {
                label: visible(key.label.as_bytes()),
                id: hex::encode(&key.id),
                private: key.private,
                bits: key.modulus.as_deref().map(bits),
            });
            (certificates.collect(), keys.collect(), None)
        }
        Err(error) => (Vec::new(), Vec::new(), Some(error.to_string())),
    };
    TokenReport {
        uri: token.uri().to_string(),
        slot: token.slot,
        reader: visible(token.slot_description.as_bytes()),
        label: visible(token.label.as_bytes()),
        manufacturer: visible(token.manufacturer.as_bytes()),
        model: visible(token.model.as_bytes()),
        serial: visible(token.serial.as_bytes()),
        initialised: token.initialised,
        login: match token.login {
            Login::None => "none",
            Login::Pin => "pin",
            Login::Pad => "pad",
        },
        pin: pin_state(token),
        pin_to_be_changed: token.pin_to_be_changed,
        certificates,
        keys,
        error,
    }
}

fn pin_state(token: &Token) -> &'static str {
    match token.tries {
        _ if !token.pin_set => "not set",
        Tries::Full => "good",
        Tries::Low => "count low",
        Tries::Final => "final try",
        Tries::Locked => "locked",
        Tries::Unknown => "unknown",
    }
}

fn certificate(
    token: &Token,
    found: &TokenCertificate,
    sasts: Option<&[Vec<u8>]>,
) -> CertificateReport {
    let good = found.certificate.as_ref().ok();
    let text = |field: fn(&Certificate) -> String| good.map(|c| visible(field(c).as_bytes()));
    CertificateReport {
        uri: token.object(&found.label, &found.id).to_string(),
        label: visible(found.label.as_bytes()),
        id: hex::encode(&found.id),
        subject: text(|c| name::cucm(c.subject())),
        issuer: text(|c| name::cucm(c.issuer())),
        serial: text(|c| hex::encode(c.serial())),
        key: text(|c| c.key().to_string()),
        not_after: text(|c| time::rfc3339(c.not_after())),
        sha1: text(|c| hex::encode(c.sha1())),
        signs_list: sasts
            .map(|sasts| good.is_some_and(|c| sasts.iter().any(|sast| sast.as_slice() == c.der()))),
        error: found.certificate.as_ref().err().map(ToString::to_string),
    }
}

fn bits(modulus: &[u8]) -> usize {
    let leading = modulus.first().map_or(0, |top| top.leading_zeros());
    modulus.len() * 8 - usize::try_from(leading).unwrap_or(0)
}

/// A token in the list: a line, and a line for each certificate.
fn brief(token: &TokenReport) -> String {
    let what = [token.manufacturer.as_str(), token.model.as_str()].join(" ");
    let pin = if token.pin == "good" { String::new() } else { format!(", PIN {}", token.pin) };
    let blank = if token.initialised { "" } else { ", not initialised" };
    let mut text = format!("{}  ({}, slot {}{pin}{blank})\n", token.uri, what.trim(), token.slot);
    for one in &token.certificates {
        let mark = match one.signs_list {
            Some(true) => "  * can sign an update of the list",
            Some(false) => "  not in the list",
            None => "",
        };
        let subject = one.subject.as_deref().or(one.error.as_deref()).unwrap_or_default();
        let key = one.key.as_deref().unwrap_or("no key known");
        text += &format!("  {}  {subject}  {key}{mark}\n", one.label);
    }
    if let Some(error) = &token.error {
        text += &format!("  {error}\n");
    }
    text
}

/// A token by itself: a line for each thing there is to know.
fn full(token: &TokenReport) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| text += &format!("{name:<14}{value}\n");
    line("URI", &token.uri);
    line("Label", &token.label);
    line("Manufacturer", &token.manufacturer);
    line("Model", &token.model);
    line("Serial", &token.serial);
    line("Reader", &format!("{} (slot {})", token.reader, token.slot));
    line("Initialised", if token.initialised { "yes" } else { "no" });
    line(
        "Login",
        match token.login {
            "none" => "not needed",
            "pad" => "PIN on the token's own pad",
            _ => "PIN",
        },
    );
    let change = if token.pin_to_be_changed { "; it is to be changed" } else { "" };
    line("PIN", &format!("{}{change}", token.pin));
    for one in &token.certificates {
        line("Certificate", &one.uri);
        line("  Subject", one.subject.as_deref().or(one.error.as_deref()).unwrap_or_default());
        line("  Issuer", one.issuer.as_deref().unwrap_or_default());
        line("  Serial", one.serial.as_deref().unwrap_or_default());
        line("  Key", one.key.as_deref().unwrap_or_default());
        line("  Expires", one.not_after.as_deref().unwrap_or_default());
        line("  SHA-1", one.sha1.as_deref().unwrap_or_default());
    }
    for key in &token.keys {
        let half = if key.private { "Private key" } else { "Public key" };
        let bits = key.bits.map(|bits| format!("RSA {bits}")).unwrap_or_default();
        line(half, &format!("{} (id {}) {bits}", key.label, key.id));
    }
    if let Some(error) = &token.error {
        line("Objects", error);
    }
    text
}
