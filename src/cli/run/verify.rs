//! `ctl verify`

use std::ffi::{OsStr, OsString};

use serde::Serialize;
use trustlist::certificate::Certificate;
use trustlist::error::{Class, Described as _};
use trustlist::list::{MAX_READ, ParseError, TrustList};
use trustlist::phone::{self, Offer, Servers, State};
use trustlist::report::expiry::{self, Expiring};
use trustlist::report::failure::Failure;
use trustlist::report::json::FindingReport;
use trustlist::report::phone::{VerdictReport, hint, short_reason};
use trustlist::report::signer::SignerReport;
use trustlist::text::visible;
use trustlist::verify::{self, Verdict};

use crate::cli::args::verify::VerifyArgs;
use crate::cli::clock::{self, Period};
use crate::cli::console::Console;
use crate::cli::exit::{Exit, of_error};
use crate::cli::input;
use crate::cli::keys::Keys;
use crate::cli::prompt::PromptedSecret;
use crate::cli::tokens;

/// All files together (docs/json.md).
#[derive(Serialize)]
struct Report {
    schema: &'static str,
    files: Vec<Outcome>,
}

/// One file.
#[derive(Serialize)]
struct Outcome {
    path: String,
    sound: bool,
    signer: Option<SignerReport>,
    error: Option<Failure>,
    findings: Vec<FindingReport>,
    /// Certificates that expire soon; empty without --expires-within.
    expiring: Vec<Expiring>,
    /// What phones do with it; `None` without --installed, or if it does not parse.
    phones: Option<Vec<VerdictReport>>,
}

pub(crate) fn run(args: &VerifyArgs, console: &Console) -> anyhow::Result<Exit> {
    let required_signer = match &args.signer {
        Some(name) => {
            let secrets = PromptedSecret::new(args.secrets.source());
            let tokens = tokens::driver(args.module.file(), false, console);
            Some(Keys::new(&secrets, &tokens).certificate(name)?.certificate)
        }
        None => None,
    };
    let phones = phones(&args.installed, console)?;
    let examined: Vec<_> = args
        .file
        .iter()
        .map(|file| examine_file(file, required_signer.as_ref(), &phones, console))
        .collect();
    let offers: Vec<_> =
        examined.iter().flatten().filter_map(|examined| examined.offer.clone()).collect();
    let mut boots: Vec<_> = phones
        .iter()
        .map(|phone| (phone.class(), phone.boot(&offers, &Servers::Shown).verdicts.into_iter()))
        .collect();
    let mut worst = Exit::Done;
    let mut files = Vec::new();
    for (file, examined) in args.file.iter().zip(examined) {
        let (outcome, exit) = match examined {
            Ok(examined) => {
                let decided: Vec<_> = boots
                    .iter_mut()
                    .filter_map(|(class, verdicts)| Some((*class, verdicts.next()?)))
                    .collect();
                outcome_of(examined, &decided, args.expires_within, console)?
            }
            Err(error) => failed(file, &error, console)?,
        };
        worst = worst.max(exit);
        files.push(outcome);
    }
    if console.json {
        Console::json_result(&Report { schema: "ctl.verify/2", files })?;
    }
    Ok(worst)
}

/// A phone of each class with these lists; empty without --installed.
fn phones(installed: &[OsString], console: &Console) -> anyhow::Result<Vec<State>> {
    if installed.is_empty() {
        return Ok(Vec::new());
    }
    let lists = installed.iter().map(|file| super::accept::installed(file, None, console));
    let lists = lists.map(|list| Ok(std::sync::Arc::new(list?)));
    let lists = lists.collect::<anyhow::Result<Vec<_>>>()?;
    Ok(phone::Class::ALL
        .into_iter()
        .map(|class| State::holding(class, &lists))
        .collect::<Result<_, _>>()?)
}

/// An examined list, and, if there are phones, the offer for them.
struct Examined {
    file: String,
    verdict: Verdict,
    offer: Option<Offer>,
}

fn examine_file(
    file: &OsStr,
    required_signer: Option<&Certificate>,
    phones: &[State],
    console: &Console,
) -> anyhow::Result<Examined> {
    let input = input::read(file, MAX_READ)?;
    console.detail(&format!("{}: {} bytes read", input.name, input.bytes.len()));
    let list = TrustList::parse(&input.bytes)
        .map_err(|error| anyhow::Error::from(error).context(input.name.clone()))?;
    let mut verdict = verify::examine(&list, required_signer);
    verdict.findings.extend(verify::other_kind(&list, &input.name));
    let offer = (!phones.is_empty()).then(|| Offer::from_list(&list));
    Ok(Examined { file: input.name, verdict, offer })
}

fn outcome_of(
    examined: Examined,
    phones: &[(phone::Class, phone::Verdict)],
    within: Option<Period>,
    console: &Console,
) -> anyhow::Result<(Outcome, Exit)> {
    let Examined { file, verdict, .. } = examined;
    let records = verdict.certificates.iter().enumerate().filter_map(|(index, certificate)| {
        Some((format!("record {}", index.saturating_add(1)), certificate.as_ref()?))
    });
    let expiring = within
        .map_or_else(Vec::new, |within| expiry::expiring(records, clock::now(), within.seconds()));
    let sound = verdict.is_sound();
    let signer = SignerReport::of(&verdict);
    if !console.json {
        let mut text = format!("{file}: {}", if sound { "sound" } else { "not sound" });
        if let (true, Some(signer)) = (sound, &signer) {
            text += &format!(", signed by {} (record {})", signer.subject, signer.record);
        }
        text.push('\n');
        for finding in &verdict.findings {
            let weight = if finding.class() == Class::Note { "odd" } else { "not sound" };
            let sentence = visible(finding.to_string().as_bytes());
            text += &format!("  {weight}: {sentence} [{}]\n", finding.id());
        }
        for certificate in &expiring {
            text += &format!("  {}\n", certificate.sentence);
        }
        for (class, decided) in phones {
            let outcome = decided.outcome.name();
            text += &format!("  {class}: {outcome}: {}\n", short_reason(decided));
        }
        Console::result(text.as_bytes())?;
        for (class, decided) in phones {
            if let Some(hint) = hint(&decided.rescue) {
                console.note(&format!("{file}: {class}: {hint}; see `ctl accept`"));
            }
        }
    }
    let findings = verdict.findings.iter().map(FindingReport::of).collect();
    let refused = phones.iter().any(|(_, decided)| decided.outcome.is_refused());
    let exit = if sound && !refused && expiring.is_empty() { Exit::Done } else { Exit::No };
    let short = phones.iter().map(|(class, decided)| VerdictReport::of(*class, decided)).collect();
    let phones = (!phones.is_empty()).then_some(short);
    let error = None;
    Ok((Outcome { path: file, sound, signer, error, findings, expiring, phones }, exit))
}

/// A file that cannot be read or parsed does not hide the others: it has its own line, and the
/// reason is on stderr.
fn failed(
    file: &OsStr,
    error: &anyhow::Error,
    console: &Console,
) -> anyhow::Result<(Outcome, Exit)> {
    let shown = visible(file.as_encoded_bytes());
    if !console.json {
        let what = if error.is::<ParseError>() { "malformed" } else { "not read" };
        Console::result(format!("{shown}: {what}\n").as_bytes())?;
        console.fail(error);
    }
    let outcome = Outcome {
        path: shown,
        sound: false,
        signer: None,
        error: Some(Console::failure(error).failure),
        findings: Vec::new(),
        expiring: Vec::new(),
        phones: None,
    };
    Ok((outcome, of_error(error)))
}
