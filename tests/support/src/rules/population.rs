//! The phones that may exist: all reachable states, moment by moment.
//!
//! At each moment a phone may have started or not. It held nothing, or what it held before, and
//! accepted what the server offered, first the CTL, then the ITL.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::list::{Id, List};
use super::outcome::Strictness;
use super::phone::{Circumstances, Class, Offer, Phone};
use super::servers::{File, Server, successors};
use super::tvs::Tvs;

/// The events, in chronological order.
#[derive(Clone, Debug)]
pub enum Event {
    /// What servers offered.
    Moment(Moment),
    /// `--phones-have`.
    PhonesHave(Release),
    /// `--new-phones`: no phone holds anything.
    NewPhones,
}

/// What every server of that time offered, after a publication or at a look.
#[derive(Clone, Debug)]
pub struct Moment {
    /// The generation whose lists the servers had: published, adopted or found at that time; none
    /// if they had lists of several, or had lost some.
    pub generation: Option<u32>,
    /// Every server of that time, and its files: a server that is not listed here offered nothing.
    pub servers: Vec<ServerFiles>,
    /// TVS at that time.
    pub tvs: Vec<Tvs>,
}

/// What one server offered.
#[derive(Clone, Debug)]
pub struct ServerFiles {
    /// The server.
    pub server: Server,
    /// Its CTLFile.tlv.
    pub ctl: File,
    /// Its ITLFile.tlv.
    pub itl: File,
}

/// Which phones no longer exist according to `--phones-have`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Release {
    /// Those whose last complete start was before this generation: before its first moment.
    From(u32),
    /// Those whose last complete start was neither at a moment of this generation, the current
    /// one (`@current`), nor at the present moment.
    // Reading: "`@current` releases everything but the present moment, found lists included" refers
    // to the last complete start, as `@N` does. A phone keeps a list that the current generation
    // did not offer (a CTL that was deleted), if it accepted everything that was offered. A user
    // who states `@current` has compared hashes with the generation, so phones that have it stay
    // too if servers have other files now.
    Current(u32),
}

/// Which phones count as the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Equality {
    /// Those that hold the same bytes.
    Bytes,
    /// Those that hold the same records, signers and digests.
    Content,
}

/// A phone that may exist.
#[derive(Clone, Debug)]
pub struct PossiblePhone {
    /// The index of its present server.
    pub server: usize,
    /// Its class, and the lists that it holds.
    pub phone: Phone,
    /// The latest generation of a moment that may be that of its last complete start.
    pub generation: Option<u32>,
}

/// The phones that may exist at the present servers. `sha512` is what is known of phones now.
// Reading: `sha512 = true` describes what phones can do, so it applies to the past too.
#[must_use]
pub fn population(
    history: &[Event],
    present: &[Server],
    sha512: bool,
    equality: Equality,
) -> Vec<PossiblePhone> {
    let mut all = Vec::new();
    let everywhere: Vec<_> = (0..history.len()).map(|at| offers(present, history, at)).collect();
    for (number, server) in present.iter().enumerate() {
        let to_phones_of_this_server = |offers: &Vec<(Vec<usize>, Offer)>| -> Vec<Offer> {
            let offers = offers.iter().filter(|(successors, _)| successors.contains(&number));
            offers.map(|(_, offer)| offer.clone()).collect()
        };
        let offers: Vec<Vec<Offer>> = everywhere.iter().map(to_phones_of_this_server).collect();
        for class in &server.classes {
            let mut phones = Phones::new(*class, equality);
            for (at, event) in history.iter().enumerate() {
                match event {
                    Event::Moment(moment) => phones.meet(at, moment, &offers[at], sha512),
                    Event::PhonesHave(release) => {
                        let kept = moments_kept(&history[..at], *release);
                        phones.release(&|at| kept.contains(&at));
                    }
                    Event::NewPhones => phones = Phones::new(*class, equality),
                }
            }
            all.extend(phones.into_possible(number, history));
        }
    }
    all
}

/// The moments at which a complete start keeps a phone, by their index in the history up to then.
fn moments_kept(history: &[Event], release: Release) -> BTreeSet<usize> {
    let moments = history.iter().enumerate().filter_map(|(at, event)| match event {
        Event::Moment(moment) => Some((at, moment)),
        _ => None,
    });
    match release {
        Release::From(number) => moments
            .skip_while(|(_, moment)| moment.generation.is_none_or(|own| own < number))
            .map(|(at, _)| at)
            .collect(),
        Release::Current(number) => {
            let present = moments.clone().next_back().map(|(at, _)| at);
            let own = moments.filter(|(_, moment)| moment.generation == Some(number));
            own.map(|(at, _)| at).chain(present).collect()
        }
    }
}

/// What phones may have been offered at a moment: the files of each server of that time, in every
/// combination of what is unknown, with the present servers at which its phones are simulated.
// Reading: the moments of all these servers are one sequence; a phone starts at one of them at each
// moment, and once: a CTL that only the ITL of the same moment makes acceptable is accepted at a
// later moment that offers it, not by a second start. So a phone of a removed server continues with
// the moments of the server at which it is simulated.
fn offers(present: &[Server], history: &[Event], at: usize) -> Vec<(Vec<usize>, Offer)> {
    let Event::Moment(moment) = &history[at] else { return Vec::new() };
    let mut offers = Vec::new();
    for files in &moment.servers {
        let successors = successors(&files.server, present);
        for ctl in possible_files(files, history, at, |files| &files.ctl) {
            for itl in possible_files(files, history, at, |files| &files.itl) {
                offers.push((successors.clone(), Offer { ctl: ctl.clone(), itl }));
            }
        }
    }
    offers
}

/// What a file may have been. A file that was not recorded was absent, or was what the same server
/// offered before.
// Reading: "the same server" matches in everything that was recorded then, otherwise it is every
// server of the last moment with such a record that matches in host, address or folder.
fn possible_files(
    files: &ServerFiles,
    history: &[Event],
    at: usize,
    file: fn(&ServerFiles) -> &File,
) -> Vec<Option<Arc<List>>> {
    match file(files) {
        File::Absent => vec![None],
        File::Bytes(list) => vec![Some(list.clone())],
        File::Unknown => {
            let before = (0..at).rev().find_map(|at| {
                let Event::Moment(moment) = &history[at] else { return None };
                let same = same_server(&files.server, &moment.servers);
                (!same.is_empty()).then_some((at, same))
            });
            let (at, before) = before.unwrap_or_default();
            let before =
                before.into_iter().flat_map(|before| possible_files(before, history, at, file));
            std::iter::once(None).chain(before.flatten().map(Some)).collect()
        }
    }
}

/// The server as it was at an earlier moment.
fn same_server<'a>(server: &Server, before: &'a [ServerFiles]) -> Vec<&'a ServerFiles> {
    let equal: Vec<_> = before.iter().filter(|files| server.is(&files.server)).collect();
    if !equal.is_empty() {
        return equal;
    }
    before.iter().filter(|files| server.agrees_with(&files.server)).collect()
}

/// The phones of one class at one present server: what they hold, and the moments at which their
/// last complete start may have been, by their index in the history.
struct Phones {
    equality: Equality,
    held: BTreeMap<[Option<Id>; 2], (Phone, BTreeSet<usize>)>,
}

impl Phones {
    /// Phones that hold nothing always exist.
    fn new(class: Class, equality: Equality) -> Self {
        let mut phones = Self { equality, held: BTreeMap::new() };
        phones.add(Phone::new(class), &BTreeSet::new());
        phones
    }

    fn add(&mut self, phone: Phone, complete: &BTreeSet<usize>) {
        let id = |list: &Option<Arc<List>>| {
            list.as_ref().map(|list| match self.equality {
                Equality::Bytes => list.id(),
                Equality::Content => list.content(),
            })
        };
        let key = [id(&phone.ctl), id(&phone.itl)];
        let known = self.held.entry(key).or_insert_with(|| (phone, BTreeSet::new()));
        known.1.extend(complete);
    }

    /// Every phone starts at this moment, or does not.
    fn meet(&mut self, at: usize, moment: &Moment, offers: &[Offer], sha512: bool) {
        let around = Circumstances { tvs: &moment.tvs, sha512 };
        let before: Vec<_> = self.held.values().cloned().collect();
        for (phone, complete) in before {
            for offer in offers {
                for start in phone.starts(offer, around, Strictness::BothWays) {
                    if start.complete {
                        self.add(start.phone, &BTreeSet::from([at]));
                    } else {
                        self.add(start.phone, &complete);
                    }
                }
            }
        }
    }

    // Reading: a phone that never had a complete start has none at a later moment either, so it is
    // removed too.
    fn release(&mut self, kept: &dyn Fn(usize) -> bool) {
        self.held.retain(|_, (phone, complete)| {
            complete.retain(|at| kept(*at));
            phone.holds_nothing() || !complete.is_empty()
        });
    }

    fn into_possible(
        self,
        server: usize,
        history: &[Event],
    ) -> impl Iterator<Item = PossiblePhone> {
        let generation = |at: &usize| match &history[*at] {
            Event::Moment(moment) => moment.generation,
            _ => None,
        };
        self.held.into_values().map(move |(phone, complete)| PossiblePhone {
            server,
            phone,
            generation: complete.iter().filter_map(generation).max(),
        })
    }
}
