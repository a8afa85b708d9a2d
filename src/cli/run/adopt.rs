//! `ctl adopt`

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use serde_json::json;
use trustlist::cluster::Mode;
use trustlist::cluster::lock::Lock;
use trustlist::cluster::present::Present;
use trustlist::cluster::publish;
use trustlist::cluster::rule::RuleError;
use trustlist::cluster::store::{Draft, Lists, Store};
use trustlist::list::{Kind, MAX_READ, TrustList};
use trustlist::report;

use super::UsageError;
use super::cluster::site::Site;
use crate::cli::args::adopt::AdoptArgs;
use crate::cli::clock;
use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::input::{self, Input};

pub(crate) fn run(args: &AdoptArgs, folder: &Path, console: &Console) -> anyhow::Result<Exit> {
    let site = Site::open(folder)?;
    let time = i64::from(clock::timestamp(None)?);
    let ctls =
        args.files.iter().map(|file| read(file, Kind::Ctl)).collect::<Result<Vec<_>, _>>()?;
    let mut itls = BTreeMap::new();
    for (host, file) in &args.itl {
        let node = site.manifest.nodes.iter().find(|node| node.host == *host);
        if node.is_none_or(|node| !node.services.tftp) {
            return Err(UsageError::NoTftpNode { host: host.clone() }.into());
        }
        itls.insert(host.clone(), read(file, Kind::Itl)?);
    }
    let bytes = |input: &Input| input.bytes.clone();
    let itls: BTreeMap<_, _> =
        itls.iter().map(|(host, input)| (host.clone(), bytes(input))).collect();
    let mut drafts: Vec<Draft> = Vec::new();
    let draft = |lists: Lists, mode: Mode, what: String| Draft {
        time,
        command: "adopt".to_owned(),
        reason: format!("adopted from {what}"),
        mode,
        release: site.manifest.release.to_string(),
        lists,
        lockout: false,
        files: Vec::new(),
    };
    for (index, input) in ctls.iter().enumerate() {
        let mode = mode_of(&input.bytes)?;
        // The ITLs are those of the present.
        let last = index.saturating_add(1) == ctls.len();
        let itls = if last { itls.clone() } else { BTreeMap::new() };
        drafts.push(draft(
            Lists { ctl: Some(input.bytes.clone()), itls },
            mode,
            input.name.clone(),
        ));
    }
    if ctls.is_empty() {
        let hosts: Vec<&str> = itls.keys().map(String::as_str).collect();
        let what = format!("ITLs of {}", hosts.join(", "));
        drafts.push(draft(Lists { ctl: None, itls }, Mode::NonSecure, what));
    }
    let mut numbers = Vec::new();
    if !args.dry_run {
        let wait = Duration::from_secs(u64::from(args.wait));
        let _lock = Lock::take(folder, "adopt", wait, &|text| console.note(text))?;
        let mut store = Store::open(folder)?;
        publish::recover(&mut store, folder)?;
        for draft in &drafts {
            numbers.push(store.adopt(draft)?);
        }
    }
    said(args, console, &drafts, &numbers)
}

/// Reads a list, which has to be sound: it is what the next one starts from.
fn read(file: &str, kind: Kind) -> anyhow::Result<Input> {
    let input = input::read(file, MAX_READ)?;
    let present = Present::read(&input.bytes)
        .map_err(|error| anyhow::Error::from(error).context(input.name.clone()))?;
    if let Some(finding) = present.why_unsound() {
        return Err(RuleError::NotSound { what: input.name, reason: finding }.into());
    }
    let found = report::kind_of(&present.list);
    if found != kind {
        let (expected, found) = (kind.name(), found.name());
        return Err(UsageError::OtherKind { file: input.name, expected, found }.into());
    }
    Ok(input)
}

/// The mode that a CTL sets: in non-secure mode its servers' records are emptied.
fn mode_of(bytes: &[u8]) -> anyhow::Result<Mode> {
    let list = TrustList::parse(bytes)?;
    let emptied = list.records().iter().any(trustlist::list::Record::is_emptied);
    Ok(if emptied { Mode::NonSecure } else { Mode::Mixed })
}

fn said(
    args: &AdoptArgs,
    console: &Console,
    drafts: &[Draft],
    numbers: &[u32],
) -> anyhow::Result<Exit> {
    if console.json {
        let one = |(index, draft): (usize, &Draft)| {
            json!({
                "generation": numbers.get(index),
                "mode": draft.mode.name(),
                "ctl_size": draft.lists.ctl.as_ref().map(Vec::len),
                "itls": draft.lists.itls.keys().collect::<Vec<_>>(),
            })
        };
        let generations: Vec<_> = drafts.iter().enumerate().map(one).collect();
        Console::json_result(&json!({
            "schema": "ctl.adopt/1",
            "dry_run": args.dry_run,
            "generations": generations,
        }))?;
        return Ok(Exit::Done);
    }
    let mut text = String::new();
    for (index, draft) in drafts.iter().enumerate() {
        let number = match numbers.get(index) {
            Some(number) => format!("@{number}: "),
            None => "would be adopted: ".to_owned(),
        };
        let reason = draft.reason.strip_prefix("adopted ").unwrap_or(&draft.reason);
        text += &format!("{number}{} mode, {reason}\n", draft.mode.name());
    }
    Console::result(text.as_bytes())?;
    Ok(Exit::Done)
}
