//! The phones that may exist: all that are reachable, moment by moment.
//!
//! At each moment a phone may have started or not. It held nothing, or what it held before, and
//! took what the server offered, first the CTL, then the ITL.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::list::{Id, List};
use super::outcome::Strictness;
use super::phone::{Circumstances, Class, Offer, Phone};
use super::servers::{File, Server, successors};
use super::tvs::Tvs;

/// What happened, in the order of time.
#[derive(Clone, Debug)]
pub enum Event {
    /// What servers offered.
    Moment(Moment),
    /// `--phones-have`.
    PhonesHave(Release),
    /// `--new-phones`: no phone holds anything.
    NewPhones,
}

/// What every server that was described then offered, after a publication or at a look.
#[derive(Clone, Debug)]
pub struct Moment {
    /// The generation that was current.
    pub generation: u32,
    /// Every server that was described then, and its files: a server that is not named here
    /// offered nothing.
    pub servers: Vec<ServerFiles>,
    /// TVS as it was then.
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

/// Which phones `--phones-have` says are gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Release {
    /// Those whose last complete start was before this generation.
    From(u32),
    /// Those that hold anything but what the servers offer now (`@current`).
    Current,
}

/// Which phones count as one.
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
    /// The number of the present server that it is at.
    pub server: usize,
    /// Its class, and what it holds.
    pub phone: Phone,
    /// The generation of its last complete start; none before the first.
    pub generation: Option<u32>,
}

/// The phones that may exist at the present servers. `sha512` is what is known of phones now.
// Reading: `sha512 = true` speaks of what phones can do, so it speaks of the past too.
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
                    Event::Moment(moment) => phones.meet(moment, &offers[at], sha512),
                    Event::PhonesHave(Release::From(first)) => phones.release_before(*first),
                    Event::PhonesHave(Release::Current) => {
                        phones = Phones::new(*class, equality);
                        if let Some((at, moment)) = last_moment(history, at) {
                            phones.meet(moment, &offers[at], sha512);
                        }
                    }
                    Event::NewPhones => phones = Phones::new(*class, equality),
                }
            }
            all.extend(phones.into_possible(number));
        }
    }
    all
}

/// The last moment before an event, which is the present one then.
// Reading: "`@current` releases everything but the present moment" releases a list that phones
// took before and that no server offers now, also where a phone took all that is offered now
// (a CTL that was deleted): the population begins again with the present moment.
fn last_moment(history: &[Event], before: usize) -> Option<(usize, &Moment)> {
    history[..before].iter().enumerate().rev().find_map(|(at, event)| match event {
        Event::Moment(moment) => Some((at, moment)),
        _ => None,
    })
}

/// What phones may have been offered at a moment: the files of each server of that time, in
/// every combination of what is unknown, with the present servers that its phones are simulated
/// at.
// Reading: the moments of all these servers are one row of moments; a phone starts at one of
// them at each moment, and once: a CTL that only the ITL of the same moment makes acceptable is
// taken at a later moment that offers it, not by a second start. So a phone of a removed server goes on with the moments of the server
// that it is simulated at.
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

/// What a file may have been. A file that nobody recorded was absent, or was what the same
/// server offered before.
// Reading: "the same server" is equal in all that was recorded then, else every server of the
// last moment that had one that agrees in host, address or folder.
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

/// The server as it was at a moment before.
fn same_server<'a>(server: &Server, before: &'a [ServerFiles]) -> Vec<&'a ServerFiles> {
    let equal: Vec<_> = before.iter().filter(|files| server.is(&files.server)).collect();
    if !equal.is_empty() {
        return equal;
    }
    before.iter().filter(|files| server.agrees_with(&files.server)).collect()
}

/// The phones of one class at one present server: what they hold, and the generation of their
/// last complete start. Of equal phones the one with the latest is enough.
struct Phones {
    equality: Equality,
    held: BTreeMap<[Option<Id>; 2], (Phone, Option<u32>)>,
}

impl Phones {
    /// Those that hold nothing are always there.
    fn new(class: Class, equality: Equality) -> Self {
        let mut phones = Self { equality, held: BTreeMap::new() };
        phones.add(Phone::new(class), None);
        phones
    }

    fn add(&mut self, phone: Phone, generation: Option<u32>) {
        let id = |list: &Option<Arc<List>>| {
            list.as_ref().map(|list| match self.equality {
                Equality::Bytes => list.id(),
                Equality::Content => list.content(),
            })
        };
        let key = [id(&phone.ctl), id(&phone.itl)];
        let known = self.held.entry(key).or_insert((phone, generation));
        known.1 = known.1.max(generation);
    }

    /// Every phone starts at this moment, or does not.
    fn meet(&mut self, moment: &Moment, offers: &[Offer], sha512: bool) {
        let around = Circumstances { tvs: &moment.tvs, sha512 };
        let before: Vec<_> = self.held.values().cloned().collect();
        for (phone, generation) in before {
            for offer in offers {
                for start in phone.starts(offer, around, Strictness::BothWays) {
                    let complete = start.complete.then_some(moment.generation);
                    self.add(start.phone, complete.or(generation));
                }
            }
        }
    }

    // Reading: a phone that never had a complete start has none at that generation or later
    // either, so it is removed too.
    fn release_before(&mut self, first: u32) {
        self.held.retain(|_, (phone, generation)| {
            phone.holds_nothing() || generation.is_some_and(|last| last >= first)
        });
    }

    fn into_possible(self, server: usize) -> impl Iterator<Item = PossiblePhone> {
        self.held.into_values().map(move |(phone, generation)| PossiblePhone {
            server,
            phone,
            generation,
        })
    }
}
