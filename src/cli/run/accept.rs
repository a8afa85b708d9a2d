//! `ctl accept`

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::sync::Arc;

use anyhow::Context as _;
use trustlist::cluster::folder::ClusterFolder;
use trustlist::cluster::population::tvs as cluster_tvs;
use trustlist::list::{Kind, MAX_READ};
use trustlist::phone::{Holder, List, Offer, Running, Servers, State, Tvs};
use trustlist::report::phone::{self as report, SimulatedStart};
use trustlist::text::counted;

use crate::cli::args::accept::{AcceptArgs, PhoneArgs};
use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::keys::Keys;
use crate::cli::prompt::PromptedSecret;
use crate::cli::tokens;

/// The lists at one start of the phone, by file name.
struct Stage {
    files: Vec<String>,
    offers: Vec<Offer>,
}

pub(crate) fn run(args: &AcceptArgs, console: &Console) -> anyhow::Result<Exit> {
    let stored = stored(&args.phone, console)?;
    let tvs = tvs(args, console)?;
    let stages = args.stages.0.iter().map(|files| stage(files, console));
    let stages = stages.collect::<anyhow::Result<Vec<_>>>()?;
    let mut starts = Vec::new();
    for class in args.phone.classes() {
        let mut phone = State::holding(class, &stored)?;
        phone.tvs = Some(Arc::clone(&tvs)).filter(|tvs| !tvs.is_empty());
        phone.sha512 = args.phone.sha512;
        for (index, stage) in stages.iter().enumerate() {
            let boot = phone.boot(&stage.offers, &Servers::Shown);
            phone = boot.after.clone();
            let files = stage.files.clone();
            starts.push(SimulatedStart { class, stage: index.saturating_add(1), files, boot });
        }
    }
    if console.json {
        Console::json_result(&report::json(&starts))?;
    } else if args.explain {
        Console::result(report::explanation(&starts).as_bytes())?;
    } else {
        Console::result(report::table(&starts, Console::width(), console.style()).as_bytes())?;
        remarks(&starts, console);
    }
    let refused = starts.iter().flat_map(|p| &p.boot.verdicts).any(|v| v.outcome.is_refused());
    Ok(if refused { Exit::No } else { Exit::Done })
}

fn stored(args: &PhoneArgs, console: &Console) -> anyhow::Result<Vec<Arc<List>>> {
    if args.reset_phone {
        return Ok(Vec::new());
    }
    let named = [(Kind::Ctl, &args.ctl), (Kind::Itl, &args.itl)];
    let lists = named.into_iter().filter_map(|(kind, file)| Some((kind, file.as_ref()?)));
    lists.map(|(kind, file)| Ok(installed(file, Some(kind), console)?.into())).collect()
}

/// Reads a list that a phone holds, of this kind if one is given.
pub(super) fn installed(
    file: impl AsRef<OsStr>,
    kind: Option<Kind>,
    console: &Console,
) -> anyhow::Result<List> {
    let input = input::read(file, MAX_READ)?;
    console.detail(&format!("{}: {} bytes read", input.name, input.bytes.len()));
    let list = List::read(&input.bytes).with_context(|| input.name.clone())?;
    match kind {
        Some(kind) => list.expect(kind).with_context(|| input.name.clone()),
        None => Ok(list),
    }
}

fn stage(files: &[OsString], console: &Console) -> anyhow::Result<Stage> {
    let mut stage = Stage { files: Vec::new(), offers: Vec::new() };
    for file in files {
        let input = input::read(file, MAX_READ)?;
        console.detail(&format!("{}: {} bytes read", input.name, input.bytes.len()));
        stage.offers.push(Offer::read(&input.bytes).with_context(|| input.name.clone())?);
        stage.files.push(input.name);
    }
    Ok(stage)
}

/// All given TVS know the same certificates.
fn tvs(args: &AcceptArgs, console: &Console) -> anyhow::Result<Arc<[Tvs]>> {
    let secrets = PromptedSecret::new(args.secrets.source());
    let tokens = tokens::driver(args.module.file(), false, console);
    let keys = Keys::new(&secrets, &tokens);
    let mut all = Vec::new();
    if args.tvs.no_tvs {
        return Ok(all.into());
    }
    if let Some(folder) = &args.tvs.from {
        let cluster = ClusterFolder::open(folder)?.cluster;
        all = cluster_tvs::of_cluster(&cluster, Running::Up).to_vec();
    }
    for name in &args.tvs.tvs {
        let shown = keys.certificate(name)?.certificate;
        all.push(Tvs::new(Holder::of(&shown), Running::Up));
    }
    for known in &args.tvs.knows {
        let certificate = keys.certificate(&known.file)?.certificate;
        all = all.into_iter().map(|tvs| tvs.knowing(&certificate, &known.roles)).collect();
    }
    Ok(all.into())
}

/// Hints and notes, each once for a file, whatever the class.
fn remarks(starts: &[SimulatedStart], console: &Console) {
    let mut printed = BTreeSet::new();
    let (mut hints, mut notes) = (Vec::new(), Vec::new());
    for start in starts {
        for (file, verdict) in start.files.iter().zip(&start.boot.verdicts) {
            if let Some(hint) = report::hint(&verdict.rescue) {
                let class = start.class;
                hints.push(format!("{file}: {class}: {hint}; see --tvs and --tvs-knows"));
            }
            for note in &verdict.notes {
                if printed.insert((file, note.to_string())) {
                    notes.push((file, note));
                }
            }
        }
    }
    for line in console.style().lines(hints) {
        console.note(&line);
    }
    let (notes, left) = console.style().few(notes, |_| true);
    for (file, note) in notes {
        console.remark(file, note);
    }
    if !left.is_empty() {
        console.note(&format!("and {} more; -v prints all", counted(left.len(), "note")));
    }
}
