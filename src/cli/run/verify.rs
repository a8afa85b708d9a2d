//! `ctl verify`

use serde::Serialize;
use trustlist::certificate::Certificate;
use trustlist::error::{Class, Described as _};
use trustlist::list::{MAX_READ, ParseError, TrustList, name};
use trustlist::report::json::Remark;
use trustlist::report::text::visible;
use trustlist::signer::pkcs11::TokenNote;
use trustlist::verify::{self, Verdict};

use crate::cli::args::verify::VerifyArgs;
use crate::cli::console::Console;
use crate::cli::exit::{Exit, doc_of, of_error};
use crate::cli::input;
use crate::cli::keys::Keys;
use crate::cli::prompt::Asked;

/// All files together (docs/json.md).
#[derive(Serialize)]
struct Report {
    schema: &'static str,
    files: Vec<Outcome>,
}

/// One file.
#[derive(Serialize)]
struct Outcome {
    file: String,
    sound: bool,
    signer: Option<String>,
    signer_record: Option<usize>,
    error: Option<Failure>,
    findings: Vec<Remark>,
}

/// Why a file has no verdict.
#[derive(Serialize)]
struct Failure {
    id: Option<&'static str>,
    message: String,
}

pub(crate) fn run(args: &VerifyArgs, console: &Console) -> anyhow::Result<Exit> {
    let insisted = match &args.signer {
        Some(name) => {
            let say = |note: &TokenNote| console.aloud("warning", note);
            let secrets = Asked::new(args.secrets.source());
            let keys = Keys::new(&secrets, args.module.file(), false, &say);
            Some(keys.certificate(name)?.certificate)
        }
        None => None,
    };
    let mut worst = Exit::Done;
    let mut files = Vec::new();
    for file in &args.file {
        let (outcome, exit) = match verdict(file, insisted.as_ref(), console) {
            Ok((name, verdict)) => judged(name, &verdict, console)?,
            Err(error) => failed(file, &error, console)?,
        };
        worst = worst.max(exit);
        files.push(outcome);
    }
    if console.json {
        Console::json_result(&Report { schema: "ctl.verify/1", files })?;
    }
    Ok(worst)
}

fn verdict(
    file: &str,
    insisted: Option<&Certificate>,
    console: &Console,
) -> anyhow::Result<(String, Verdict)> {
    let input = input::read(file, MAX_READ)?;
    console.detail(&format!("{}: {} bytes read", input.name, input.bytes.len()));
    let list = TrustList::parse(&input.bytes)
        .map_err(|error| anyhow::Error::from(error).context(input.name.clone()))?;
    Ok((input.name, verify::examine(&list, insisted)))
}

fn judged(file: String, verdict: &Verdict, console: &Console) -> anyhow::Result<(Outcome, Exit)> {
    let sound = verdict.is_sound();
    let signer = verdict
        .signer_certificate()
        .map(|certificate| visible(name::cucm(certificate.subject()).as_bytes()));
    let signer_record = verdict.signer.map(|index| index.saturating_add(1));
    if !console.json {
        let mut text = format!("{file}: {}", if sound { "sound" } else { "not sound" });
        if let (true, Some(signer), Some(record)) = (sound, &signer, signer_record) {
            text += &format!(", signed by {signer} (record {record})");
        }
        text.push('\n');
        for finding in &verdict.findings {
            let weight = if finding.class() == Class::Note { "odd" } else { "not sound" };
            let sentence = visible(finding.to_string().as_bytes());
            text += &format!("  {weight}: {sentence} [{}]\n", finding.id());
        }
        Console::result(text.as_bytes())?;
    }
    let findings = verdict.findings.iter().map(Remark::of).collect();
    let exit = if sound { Exit::Done } else { Exit::No };
    Ok((Outcome { file, sound, signer, signer_record, error: None, findings }, exit))
}

/// One file that cannot be read or parsed does not hide the others: it has its
/// line, and the reason is said on stderr.
fn failed(file: &str, error: &anyhow::Error, console: &Console) -> anyhow::Result<(Outcome, Exit)> {
    let shown = visible(file.as_bytes());
    if !console.json {
        let what = if error.is::<ParseError>() { "malformed" } else { "not read" };
        Console::result(format!("{shown}: {what}\n").as_bytes())?;
        console.fail(error);
    }
    let message = visible(format!("{error:#}").as_bytes());
    let outcome = Outcome {
        file: shown,
        sound: false,
        signer: None,
        signer_record: None,
        error: Some(Failure { id: doc_of(error).map(|doc| doc.id), message }),
        findings: Vec::new(),
    };
    Ok((outcome, of_error(error)))
}
