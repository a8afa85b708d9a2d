//! `ctl status`

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::SystemTime;

use md5::Md5;
use sha1::{Digest as _, Sha1};
use trustlist::certificate::Certificate;
use trustlist::cluster::content::Cluster;
use trustlist::cluster::guard;
use trustlist::cluster::history;
use trustlist::cluster::plan::{CtlSigner, ItlKey, NewList, Planner};
use trustlist::cluster::present::Present;
use trustlist::cluster::rule::RuleError;
use trustlist::cluster::store::{Generation, Origin, Progress, Store};
use trustlist::cluster::targets::{self, Scope};
use trustlist::list::{Kind, Role};
use trustlist::phone::List;
use trustlist::report::status::{
    self as report, Anchor, ClassAnchors, Entry, Held, History, PublishedFile, Remark,
    SignerReport, Status,
};
use trustlist::text::path;
use trustlist::report::time::rfc3339;

use super::cluster::site::Site;
use super::cluster::state::State;
use crate::cli::args::status::StatusArgs;
use crate::cli::clock;
use crate::cli::console::Console;
use crate::cli::exit::Exit;

/// Seconds of a day.
const DAY: i64 = 86_400;

pub(crate) fn run(args: &StatusArgs, folder: &Path, console: &Console) -> anyhow::Result<Exit> {
    let store = Store::look(folder);
    if args.history {
        return history(store?.as_ref(), console);
    }
    let site = Site::open(folder)?;
    let store = match store {
        Ok(store) => store,
        // What stands on the servers can be said without the store.
        Err(error) => {
            for place in targets::places(&site.manifest) {
                for kind in [Kind::Ctl, Kind::Itl] {
                    let file = site.folder.join(&place.publish.folder).join(kind.filename());
                    if let Some(text) = read_alone(&file) {
                        console.note(&format!("{} on {}: {text}", path(&file), place.host));
                    }
                }
            }
            return Err(error.into());
        }
    };
    let state = State::of(store.as_ref())?;
    let now = clock::seconds(SystemTime::now()).unwrap_or_default();
    let status = status(&site, &state, now)?;
    if console.json {
        Console::json_result(&status)?;
    } else {
        Console::result(report::status(&status).as_bytes())?;
    }
    Ok(if status.drift.is_empty() { Exit::Done } else { Exit::No })
}

fn status(site: &Site, state: &State, now: i64) -> anyhow::Result<Status> {
    let present = state.present();
    let files = files(site, state)?;
    let mut drift = drift(site, state);
    drift.extend(files.iter().filter_map(|file| {
        let (name, server) = (file.path.rsplit('/').next().unwrap_or(&file.path), &file.server);
        match file.state {
            "missing" => Some(format!("{name} is missing on {server}")),
            "old" => Some(format!("{name} on {server} is not the one that was published last")),
            "unknown" => Some(format!("{name} on {server} is not of the store")),
            _ => None,
        }
    }));
    let held = state.generations.iter().filter(|one| one.held);
    let unfinished = state.generations.iter().find(|one| one.progress == Progress::Unfinished);
    Ok(Status {
        schema: "ctl.status/1",
        name: site.manifest.name.clone(),
        release: site.manifest.release.to_string(),
        signing: site.manifest.signing.name(),
        mode: state.mode.code(),
        mode_name: state.mode.name(),
        generation: present.map(|one| one.number),
        published: present.map(|one| rfc3339(one.time)),
        unfinished: unfinished.map(|one| one.number),
        signers: lists_of(present).iter().map(signer_of).collect(),
        files,
        anchors: anchors(site, present, now),
        classes: classes(site, state)?,
        held: held
            .map(|one| Held {
                generation: one.number,
                origin: origin(one),
                time: rfc3339(one.time),
            })
            .collect(),
        drift,
    })
}

/// What a published list says of itself; `None` where there is none.
fn read_alone(file: &Path) -> Option<String> {
    let bytes = std::fs::read(file).ok()?;
    let size = bytes.len();
    let sha1 = hex::encode(Sha1::digest(&bytes));
    let list = match Present::read(&bytes) {
        Err(error) => format!("no list: {error}"),
        Ok(list) => match list.signer() {
            Some(signer) => format!("signed by {}", signer.subject().common_name().trim()),
            None => "not sound".to_owned(),
        },
    };
    Some(format!("{size} bytes, SHA-1 {sha1}, {list}"))
}

/// The lists of a generation: the CTL, then the ITLs with their hosts.
fn lists_of(one: Option<&Generation>) -> Vec<(Option<String>, &[u8])> {
    let Some(one) = one else { return Vec::new() };
    let ctl = one.lists.ctl.iter().map(|ctl| (None, ctl.as_slice()));
    let itls = one.lists.itls.iter().map(|(host, itl)| (Some(host.clone()), itl.as_slice()));
    ctl.chain(itls).collect()
}

fn signer_of((host, bytes): &(Option<String>, &[u8])) -> SignerReport {
    let present = Present::read(bytes).ok();
    let signer = present.as_ref().and_then(|list| list.verdict.signer_certificate());
    SignerReport {
        list: if host.is_some() { "ITL" } else { "CTL" },
        host: host.clone(),
        signer: signer.map(|signer| signer.subject().common_name()).unwrap_or_default(),
        sound: present.is_some_and(|list| list.signer().is_some()),
    }
}

/// The SASTs of the present lists, each once.
fn anchors(site: &Site, present: Option<&Generation>, now: i64) -> Vec<Anchor> {
    let mut all: Vec<(Certificate, Vec<String>)> = Vec::new();
    for (host, bytes) in lists_of(present) {
        let name = host.map_or_else(|| "CTL".to_owned(), |host| format!("ITL of {host}"));
        let Ok(list) = Present::read(bytes) else { continue };
        for (_, certificate) in list.sasts() {
            match all.iter_mut().find(|(known, _)| known == certificate) {
                Some((_, lists)) if lists.contains(&name) => {}
                Some((_, lists)) => lists.push(name.clone()),
                None => all.push((certificate.clone(), vec![name.clone()])),
            }
        }
    }
    let ours = signers(site);
    let anchor = |(certificate, lists): (Certificate, Vec<String>)| Anchor {
        subject: certificate.subject().common_name(),
        lists,
        expires: rfc3339(certificate.not_after()),
        days_left: certificate.not_after().saturating_sub(now).div_euclid(DAY),
        present: ours.contains(&&certificate),
    };
    all.into_iter().map(anchor).collect()
}

/// The certificates of the folder that may sign lists.
fn signers(site: &Site) -> Vec<&Certificate> {
    let material = &site.material;
    let ours = material.nodes.iter().filter_map(|node| node.certificate.as_ref());
    ours.chain(&material.itlrecovery).chain(&material.tokens).collect()
}

/// What each class can still be reached by: SASTs that all its phones hold.
fn classes(site: &Site, state: &State) -> anyhow::Result<Vec<ClassAnchors>> {
    let phones = guard::phones(&history::held(&state.generations), &site.manifest, &[])?;
    let ours: BTreeMap<[u8; 20], String> = signers(site)
        .into_iter()
        .map(|certificate| (certificate.sha1(), certificate.subject().common_name()))
        .collect();
    let mut all = Vec::new();
    for class in &site.manifest.phones {
        let of_class = phones.iter().filter(|phones| phones.state.class() == *class);
        let known = of_class.map(|phones| {
            let lists = [Kind::Ctl, Kind::Itl].map(|kind| phones.state.stored(kind));
            let entries = lists.into_iter().flatten().flat_map(List::entries);
            let sasts = entries.filter(|entry| entry.role == Role::SAST);
            let known = sasts.filter_map(|entry| entry.holder.as_ref()?.sha1);
            known.filter(|sha1| ours.contains_key(sha1)).collect::<BTreeSet<_>>()
        });
        let Some(left) = known.reduce(|one, other| &one & &other) else { continue };
        let mut left: Vec<String> =
            left.iter().filter_map(|sha1| ours.get(sha1)).cloned().collect();
        left.sort();
        let keep = if let [only] = left.as_slice() { Some(only.clone()) } else { None };
        all.push(ClassAnchors { class: class.name(), left, keep });
    }
    Ok(all)
}

/// Every file that a server has or should have.
fn files(site: &Site, state: &State) -> anyhow::Result<Vec<PublishedFile>> {
    let cluster = site.cluster();
    let lists = state.present().map(|one| one.lists.clone()).unwrap_or_default();
    let scope = if lists.ctl.is_some() { Scope::All } else { Scope::NoCtl };
    let mut wanted = targets::wanted(&site.folder, &cluster, &lists, &site.devices, scope)?;
    if scope == Scope::NoCtl {
        wanted.extend(targets::wanted(&site.folder, &cluster, &lists, &site.devices, Scope::Itl)?);
    }
    let report = |wanted: targets::Wanted| {
        let bytes = std::fs::read(&wanted.path).ok();
        if bytes.is_none() && wanted.bytes.is_none() {
            return None;
        }
        let of = |one: &&Generation| {
            let lists = one.lists.ctl.iter().chain(one.lists.itls.values());
            bytes.as_ref().is_some_and(|bytes| lists.clone().any(|list| list == bytes))
        };
        let generation = state.generations.iter().rev().find(of).map(|one| one.number);
        let current = bytes == wanted.bytes;
        let state = match (&bytes, current, generation) {
            (None, ..) => "missing",
            (_, true, _) => "current",
            (_, false, Some(_)) => "old",
            (_, false, None) => "unknown",
        };
        Some(PublishedFile {
            server: wanted.host,
            path: path(&wanted.path),
            size: bytes.as_ref().map(Vec::len),
            md5: bytes.as_ref().map(|bytes| hex::encode(Md5::digest(bytes))),
            sha1: bytes.as_ref().map(|bytes| hex::encode(Sha1::digest(bytes))),
            generation,
            state,
        })
    };
    Ok(wanted.into_iter().filter_map(report).collect())
}

/// What an update would change. Tokens are taken to be there: who signs is no drift.
fn drift(site: &Site, state: &State) -> Vec<String> {
    let Some(present) = state.present() else { return Vec::new() };
    let cluster: Cluster<'_> = site.cluster();
    let planner = Planner {
        cluster,
        present: Some(present),
        earlier: state.earlier(),
        timestamp: 0,
        inserted: &|_| true,
    };
    let mut all = Vec::new();
    let mut add = |planned: Result<Vec<NewList>, RuleError>| match planned {
        Ok(lists) => {
            for reason in lists.into_iter().flat_map(|list| list.reasons) {
                if !all.contains(&reason) {
                    all.push(reason);
                }
            }
        }
        Err(error) => all.push(error.to_string()),
    };
    if present.lists.ctl.is_some() {
        add(planner.ctl(state.mode, CtlSigner::Usual, false).map(|list| vec![list]));
    }
    if !present.lists.itls.is_empty() {
        add(planner.itls(state.mode, ItlKey::Usual));
    }
    all
}

/// How a generation came to be there.
fn origin(one: &Generation) -> String {
    match (&one.origin, one.progress) {
        (_, Progress::RolledBack) => "rolled back".to_owned(),
        (_, Progress::Unfinished) => "unfinished".to_owned(),
        (Origin::Published, _) => "published".to_owned(),
        (Origin::Adopted, _) => "adopted".to_owned(),
        (Origin::Found { host }, _) => format!("found on {host}"),
    }
}

fn history(store: Option<&Store>, console: &Console) -> anyhow::Result<Exit> {
    let (generations, notes) = match store {
        None => (Vec::new(), Vec::new()),
        Some(store) => (store.generations()?, store.notes()?),
    };
    let entry = |one: &Generation| Entry {
        generation: one.number,
        time: rfc3339(one.time),
        origin: origin(one),
        command: one.command.clone(),
        mode: one.mode.name(),
        release: one.release.clone(),
        signer: lists_of(Some(one)).first().map(signer_of).map(|signer| signer.signer),
        ctl_size: one.lists.ctl.as_ref().map(Vec::len),
        itls: one.lists.itls.keys().cloned().collect(),
        reasons: one.reason.lines().map(str::to_owned).collect(),
        held: one.held,
        lockout_accepted: one.lockout,
    };
    let history = History {
        schema: "ctl.history/1",
        generations: generations.iter().map(entry).collect(),
        notes: notes
            .into_iter()
            .map(|note| Remark { time: rfc3339(note.time), command: note.command, text: note.text })
            .collect(),
    };
    if console.json {
        Console::json_result(&history)?;
    } else if history.generations.is_empty() {
        Console::result(b"Nothing was published yet.\n")?;
    } else {
        Console::result(report::history(&history).as_bytes())?;
    }
    Ok(Exit::Done)
}
