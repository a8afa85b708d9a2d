//! `ctl adopt`

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::time::Duration;

use serde_json::json;
use trustlist::cluster::adopt::{Adoption, adopt, adoptions};
use trustlist::cluster::change::{Options, Session};
use trustlist::cluster::content::present::Present;
use trustlist::cluster::rule::RuleError;
use trustlist::list::{Kind, MAX_READ};

use crate::cli::args::adopt::AdoptArgs;
use crate::cli::clock;
use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::input::{self, Input};
use crate::cli::usage::UsageError;

pub(crate) fn run(args: &AdoptArgs, folder: &Path, console: &Console) -> anyhow::Result<Exit> {
    let ctl = |file: &OsString| read(file, Kind::Ctl).map(|input| (input.name, input.bytes));
    let ctls = args.files.iter().map(ctl).collect::<anyhow::Result<Vec<_>>>()?;
    let itl = |(host, file): &(String, OsString)| {
        read(file, Kind::Itl).map(|input| (host.clone(), input.bytes))
    };
    let itls = args.itl.iter().map(itl).collect::<anyhow::Result<_>>()?;
    let options = Options {
        // The files on servers are not changed, whatever they are.
        force: true,
        dry_run: args.dry_run,
        timestamp: clock::timestamp(None)?,
        wait: Duration::from_secs(u64::from(args.wait)),
        ..Options::default()
    };
    let say = |note| console.note(&format!("{note}"));
    let mut session = Session::begin(folder, "adopt", options, &say)?;
    for (host, _) in &args.itl {
        if !session.folder.cluster.tftp_nodes().any(|(_, node)| node.host == *host) {
            return Err(UsageError::NoTftpNode { host: host.clone() }.into());
        }
    }
    let adoptions = adoptions(ctls, itls)?;
    let mut numbers = Vec::new();
    if !args.dry_run {
        for adoption in &adoptions {
            numbers.push(adopt(&mut session, adoption)?);
        }
    }
    print(args, console, &adoptions, &numbers)
}

/// Reads a list, which must be sound: the next list is derived from it.
fn read(file: impl AsRef<OsStr>, kind: Kind) -> anyhow::Result<Input> {
    let input = input::read(file, MAX_READ)?;
    let present = Present::read(&input.bytes)
        .map_err(|error| anyhow::Error::from(error).context(input.name.clone()))?;
    if let Some(finding) = present.why_unsound() {
        return Err(RuleError::NotSound { what: input.name, reason: finding }.into());
    }
    let found = present.list.kind();
    if found != kind {
        let (expected, found) = (kind.with_article(), found.with_article());
        return Err(UsageError::OtherKind { file: input.name, expected, found }.into());
    }
    Ok(input)
}

fn print(
    args: &AdoptArgs,
    console: &Console,
    adoptions: &[Adoption],
    numbers: &[u32],
) -> anyhow::Result<Exit> {
    if console.json {
        let report = |(index, adoption): (usize, &Adoption)| {
            json!({
                "generation": numbers.get(index),
                "mode": adoption.mode.name(),
                "ctl_size": adoption.lists.ctl.as_ref().map(Vec::len),
                "itls": adoption.lists.itls.keys().collect::<Vec<_>>(),
            })
        };
        let generations: Vec<_> = adoptions.iter().enumerate().map(report).collect();
        Console::json_result(&json!({
            "schema": "ctl.adopt/1",
            "dry_run": args.dry_run,
            "generations": generations,
        }))?;
        return Ok(Exit::Done);
    }
    let mut text = String::new();
    for (index, adoption) in adoptions.iter().enumerate() {
        let number = match numbers.get(index) {
            Some(number) => format!("@{number}: "),
            None => "would be adopted: ".to_owned(),
        };
        text += &format!("{number}{} mode, from {}\n", adoption.mode.name(), adoption.source);
    }
    Console::result(text.as_bytes())?;
    Ok(Exit::Done)
}
