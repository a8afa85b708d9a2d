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
    /// What stood on the servers.
    Moment(Moment),
    /// `--phones-have`.
    PhonesHave(Release),
    /// `--new-phones`: no phone holds anything.
    NewPhones,
}

/// What stood on every server that was described then, after a publication or at a look.
#[derive(Clone, Debug)]
pub struct Moment {
    /// The generation that was current.
    pub generation: u32,
    /// Each server and its files.
    pub servers: Vec<Stood>,
    /// TVS as it was then.
    pub tvs: Vec<Tvs>,
}

/// What stood on one server.
#[derive(Clone, Debug)]
pub struct Stood {
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
    /// Those that hold anything but what stands on the servers now (`@current`).
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
    for (number, server) in present.iter().enumerate() {
        let offers: Vec<Vec<Offer>> = (0..history.len())
            .map(|at| offers_to_phones_of(number, present, history, at))
            .collect();
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
// took before and that stands on no server now, also where a phone took all that is offered now
// (a CTL that was deleted): the population begins again with the present moment.
fn last_moment(history: &[Event], before: usize) -> Option<(usize, &Moment)> {
    history[..before].iter().enumerate().rev().find_map(|(at, event)| match event {
        Event::Moment(moment) => Some((at, moment)),
        _ => None,
    })
}

/// What the phones of a present server may have been offered at a moment: what stood on each
/// server of that time whose phones are simulated here, in every combination of what is unknown.
// Reading: the moments of all these servers are one row of moments; a phone starts at one of
// them at each moment. So a phone of a removed server goes on with the moments of the server
// that it is simulated at.
fn offers_to_phones_of(
    number: usize,
    present: &[Server],
    history: &[Event],
    at: usize,
) -> Vec<Offer> {
    let Event::Moment(moment) = &history[at] else { return Vec::new() };
    let mut offers = Vec::new();
    for stood in &moment.servers {
        if !successors(&stood.server, present).contains(&number) {
            continue;
        }
        for ctl in possible_files(stood, history, at, |stood| &stood.ctl) {
            for itl in possible_files(stood, history, at, |stood| &stood.itl) {
                offers.push(Offer { ctl: ctl.clone(), itl });
            }
        }
    }
    offers
}

/// What a file may have been. A file that nobody recorded was absent, or was what stood on the
/// same server the moment before.
// Reading: "the same server" agrees with it in host, address or folder.
fn possible_files(
    stood: &Stood,
    history: &[Event],
    at: usize,
    file: fn(&Stood) -> &File,
) -> Vec<Option<Arc<List>>> {
    match file(stood) {
        File::Absent => vec![None],
        File::Bytes(list) => vec![Some(list.clone())],
        File::Unknown => {
            let before = (0..at).rev().find_map(|at| {
                let Event::Moment(moment) = &history[at] else { return None };
                let mut servers = moment.servers.iter();
                Some((at, servers.find(|before| before.server.agrees_with(&stood.server))?))
            });
            let before = before.map(|(at, before)| possible_files(before, history, at, file));
            let before = before.unwrap_or_default().into_iter().flatten().map(Some);
            std::iter::once(None).chain(before).collect()
        }
    }
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
